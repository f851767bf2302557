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
    _note_officers()


def _note_officers() -> None:
    """Officers of incidents become traces, which are compared across cases. Their keys are made after the
    update, by the rules of that day.
    """
    op.execute("""
        INSERT INTO traces (
            id, case_id, incident_id, kind, value, country, described, notes, key,
            created_at, changed_at, deleted_at, deletion, version)
        SELECT lower(hex(randomblob(16))), case_id, id, 'OFF', officer, '', '', '', '',
            created_at, changed_at, NULL, NULL, 1
        FROM incidents
        WHERE officer <> '' AND deleted_at IS NULL AND NOT EXISTS (
            SELECT 1 FROM traces
            WHERE traces.incident_id = incidents.id AND traces.kind = 'OFF'
                AND traces.value = incidents.officer)
    """)
