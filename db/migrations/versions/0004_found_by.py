"""A sealed file is found by its name and an issued letter by its check code, however many there are."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_index("ix_evidence_sealed_name", "evidence", ["sealed_name"])
    op.create_index("ix_letters_check_code", "letters", ["check_code"])
