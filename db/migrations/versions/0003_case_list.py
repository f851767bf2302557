"""The list of cases by one index, when the papers of a case begin to fail, and the bin by an index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_OF_THE_LIST = (
    "deleted_at",
    "status",
    "risk",
    "country",
    "caseworker_id",
    "deadline_on",
    "last_contact",
    "passport_until",
    "profiles",
    "sort_key",
    "number",
    "id",
)

_RECORDS = (
    "organisations",
    "caseworkers",
    "contacts",
    "actors",
    "cases",
    "persons",
    "identity_documents",
    "spellings",
    "name_forms",
    "ties",
    "contact_points",
    "incidents",
    "involvements",
    "claims",
    "traces",
    "evidence",
    "custody_events",
    "notes",
    "letters",
)


def upgrade() -> None:
    op.add_column("cases", sa.Column("passport_until", sa.Date(), nullable=True))
    _find_first_ends()
    for name in ("contact", "country", "deadline", "name", "risk", "status"):
        op.drop_index(f"ix_cases_by_{name}", "cases")
    op.drop_index("ix_cases_caseworker_id", "cases")
    op.drop_index("ix_identity_documents_by_end", "identity_documents")
    op.create_index("ix_cases_list", "cases", list(_OF_THE_LIST))
    for table in _RECORDS:
        binned = sa.text("deleted_at IS NOT NULL")
        op.create_index(f"ix_{table}_binned", table, ["deleted_at", "deletion"], sqlite_where=binned)


def _find_first_ends() -> None:
    """The earliest end of what people travel and stay by, unless a later document of the kind follows it; the
    beginning of time for what was taken away or is said to have expired.

    The plus signs keep SQLite from looking for a later document among those of everybody, by the index of
    ends: with 100,000 clients that would not come to an end.
    """
    op.execute("""
        UPDATE cases SET passport_until = (
            SELECT min(CASE WHEN d.state IN ('ANN', 'SEI', 'LOS', 'STO', 'EXP') THEN '0001-01-01'
                ELSE d.valid_until END)
            FROM identity_documents AS d
            WHERE d.case_id = cases.id AND +d.deleted_at IS NULL AND d.state <> 'REP' AND (
                d.state IN ('ANN', 'SEI', 'LOS', 'STO')
                OR d.kind IN ('', 'PAF', 'NID', 'CTD', 'ALN', 'RET', 'RES', 'VIS', 'ASY') AND NOT EXISTS (
                    SELECT 1 FROM identity_documents AS later
                    WHERE later.person_id = d.person_id AND later.id <> d.id AND later.kind = d.kind
                        AND +later.deleted_at IS NULL AND +later.valid_until > ifnull(d.valid_until, '')
                        AND later.state NOT IN ('ANN', 'SEI', 'LOS', 'STO', 'REP', 'EXP'))))
    """)
