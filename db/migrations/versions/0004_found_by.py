"""A sealed file is found by its name and an issued letter by its check code, however many there are; more of
what is written down is found by its words and numbers.
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_index("ix_evidence_sealed_name", "evidence", ["sealed_name"])
    op.create_index("ix_letters_check_code", "letters", ["check_code"])
    # Nearly every record has more to say to the index of texts: all of it goes at once, instead of a row at a
    # time that the index would remember as deleted, and comes back after the update. Entries and names stay.
    op.execute("INSERT INTO search_text (search_text) VALUES ('delete-all')")
