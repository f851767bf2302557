"""The first schema: office, cases, people, incidents, journal, contacts, letters, history and search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

CONTENTLESS = "content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0'"
FULL_TEXT = (
    f"CREATE VIRTUAL TABLE search_names USING fts5(folded, keys, prefix='1 2 3', {CONTENTLESS})",
    f"CREATE VIRTUAL TABLE search_text USING fts5(body, prefix='2 3', {CONTENTLESS})",
    "CREATE VIRTUAL TABLE search_keys USING fts5vocab(search_names, col)",
)


def upgrade() -> None:
    op.create_table(
        "cases",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("client_id", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_original", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("caseworker_id", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("closed_reason", sa.String(), nullable=False),
        sa.Column("risk", sa.String(), nullable=False),
        sa.Column("risk_reason", sa.String(), nullable=False),
        sa.Column("risk_on", sa.Date(), nullable=True),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("left_russia", sa.String(), nullable=False),
        sa.Column("left_russia_words", sa.String(), nullable=False),
        sa.Column("protection", sa.String(), nullable=False),
        sa.Column("claim_no", sa.String(), nullable=False),
        sa.Column("safe_contact", sa.String(), nullable=False),
        sa.Column("deadline_on", sa.Date(), nullable=True),
        sa.Column("deadline_what", sa.String(), nullable=False),
        sa.Column("known_since", sa.String(), nullable=False),
        sa.Column("known_since_words", sa.String(), nullable=False),
        sa.Column("relation", sa.JSON(), nullable=False),
        sa.Column("verified", sa.JSON(), nullable=False),
        sa.Column("profiles", sa.JSON(), nullable=False),
        sa.Column("activity", sa.JSON(), nullable=False),
        sa.Column("grounds", sa.JSON(), nullable=False),
        sa.Column("imputed", sa.Boolean(), nullable=False),
        sa.Column("assessment", sa.JSON(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("last_contact", sa.Date(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=True),
        sa.Column("changed_at", sa.String(24), nullable=True),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("deletion", sa.String(length=32), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
    )
    op.create_index("ix_cases_by_contact", "cases", ["deleted_at", "last_contact", "id"], unique=False)
    op.create_index("ix_cases_by_country", "cases", ["deleted_at", "country", "id"], unique=False)
    op.create_index("ix_cases_by_deadline", "cases", ["deleted_at", "deadline_on", "id"], unique=False)
    op.create_index("ix_cases_by_name", "cases", ["deleted_at", "sort_key", "id"], unique=False)
    op.create_index("ix_cases_by_risk", "cases", ["deleted_at", "risk", "id"], unique=False)
    op.create_index("ix_cases_by_status", "cases", ["deleted_at", "status", "id"], unique=False)
    op.create_index(op.f("ix_cases_caseworker_id"), "cases", ["caseworker_id"], unique=False)
    op.create_index(op.f("ix_cases_number"), "cases", ["number"], unique=False)
    op.create_table(
        "caseworkers",
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("since", sa.String(), nullable=False),
        sa.Column("qualifications", sa.JSON(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("mail", sa.String(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("may_sign", sa.Boolean(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=True),
        sa.Column("changed_at", sa.String(24), nullable=True),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("deletion", sa.String(length=32), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_caseworkers")),
    )
    op.create_table(
        "contacts",
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("salutation", sa.JSON(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("mail", sa.String(), nullable=False),
        sa.Column("web", sa.String(), nullable=False),
        sa.Column("hours", sa.String(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("vetted_by", sa.String(), nullable=False),
        sa.Column("vetted_on", sa.Date(), nullable=True),
        sa.Column("safety", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=True),
        sa.Column("changed_at", sa.String(24), nullable=True),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("deletion", sa.String(length=32), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contacts")),
    )
    op.create_index(
        "ix_contacts_by_country", "contacts", ["deleted_at", "country", "kind", "id"], unique=False
    )
    op.create_table(
        "drafts",
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("at", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_drafts")),
    )
    op.create_table(
        "facts",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_facts")),
    )
    op.create_table(
        "history",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(24), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("seal", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_history")),
    )
    op.create_index(op.f("ix_history_case_id"), "history", ["case_id"], unique=False)
    op.create_index(op.f("ix_history_record_id"), "history", ["record_id"], unique=False)
    op.create_table(
        "organisations",
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("tagline", sa.JSON(), nullable=False),
        sa.Column("registration_no", sa.String(), nullable=False),
        sa.Column("registered_with", sa.JSON(), nullable=False),
        sa.Column("founded", sa.String(), nullable=False),
        sa.Column("mandate", sa.JSON(), nullable=False),
        sa.Column("address", sa.JSON(), nullable=False),
        sa.Column("place", sa.JSON(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("mail", sa.String(), nullable=False),
        sa.Column("web", sa.String(), nullable=False),
        sa.Column("number_prefix", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=True),
        sa.Column("changed_at", sa.String(24), nullable=True),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("deletion", sa.String(length=32), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
    )
    op.create_table(
        "search_entries",
        sa.Column("rowid", sa.Integer(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("rowid", name=op.f("pk_search_entries")),
        sa.UniqueConstraint("record_id", name=op.f("uq_search_entries_record_id")),
    )
    op.create_index(op.f("ix_search_entries_case_id"), "search_entries", ["case_id"], unique=False)
    op.create_table(
        "incidents",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("other_kinds", sa.JSON(), nullable=False),
        sa.Column("happened", sa.String(), nullable=False),
        sa.Column("happened_words", sa.String(), nullable=False),
        sa.Column("happened_from", sa.Date(), nullable=True),
        sa.Column("happened_to", sa.Date(), nullable=True),
        sa.Column("time_of_day", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("place_print", sa.JSON(), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("ongoing", sa.String(), nullable=False),
        sa.Column("statement", sa.JSON(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("actor_kind", sa.String(), nullable=False),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("actor_role", sa.String(), nullable=False),
        sa.Column("attribution", sa.String(), nullable=False),
        sa.Column("source_kind", sa.String(), nullable=False),
        sa.Column("source_note", sa.JSON(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("reliability", sa.String(), nullable=False),
        sa.Column("credibility", sa.String(), nullable=False),
        sa.Column("host_conduct", sa.String(), nullable=False),
        sa.Column("reported_to", sa.String(), nullable=False),
        sa.Column("report_no", sa.String(), nullable=False),
        sa.Column("investigation", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=True),
        sa.Column("changed_at", sa.String(24), nullable=True),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("deletion", sa.String(length=32), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_incidents_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
    )
    op.create_index(op.f("ix_incidents_case_id"), "incidents", ["case_id"], unique=False)
    op.create_index(
        "ix_incidents_of_case_in_time", "incidents", ["case_id", "happened_from", "id"], unique=False
    )
    op.create_table(
        "letters",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("contact_id", sa.String(), nullable=True),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("salutation", sa.String(), nullable=False),
        sa.Column("their_reference", sa.String(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("spelling_id", sa.String(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("signatory_id", sa.String(), nullable=True),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("issued_at", sa.String(24), nullable=True),
        sa.Column("issued_by", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("check_code", sa.String(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_why", sa.String(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=True),
        sa.Column("changed_at", sa.String(24), nullable=True),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("deletion", sa.String(length=32), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_letters_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
    )
    op.create_index(op.f("ix_letters_case_id"), "letters", ["case_id"], unique=False)
    op.create_index(op.f("ix_letters_issued_at"), "letters", ["issued_at"], unique=False)
    op.create_index(op.f("ix_letters_kind"), "letters", ["kind"], unique=False)
    op.create_index(op.f("ix_letters_number"), "letters", ["number"], unique=False)
    op.create_index(op.f("ix_letters_sha256"), "letters", ["sha256"], unique=False)
    op.create_table(
        "notes",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("with_whom", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("caseworker_id", sa.String(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=True),
        sa.Column("changed_at", sa.String(24), nullable=True),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("deletion", sa.String(length=32), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_notes_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
    )
    op.create_index(op.f("ix_notes_case_id"), "notes", ["case_id"], unique=False)
    op.create_index("ix_notes_of_case_in_time", "notes", ["case_id", "on", "id"], unique=False)
    op.create_table(
        "persons",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("given", sa.String(), nullable=False),
        sa.Column("patronymic", sa.String(), nullable=False),
        sa.Column("latin_family", sa.String(), nullable=False),
        sa.Column("latin_given", sa.String(), nullable=False),
        sa.Column("sex", sa.String(), nullable=False),
        sa.Column("birth", sa.String(), nullable=False),
        sa.Column("birth_words", sa.String(), nullable=False),
        sa.Column("birth_place", sa.String(), nullable=False),
        sa.Column("citizenships", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("occupation", sa.JSON(), nullable=False),
        sa.Column("passport_no", sa.String(), nullable=False),
        sa.Column("passport_issuer", sa.String(), nullable=False),
        sa.Column("passport_from", sa.Date(), nullable=True),
        sa.Column("passport_until", sa.Date(), nullable=True),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("mail", sa.String(), nullable=False),
        sa.Column("in_russia", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=True),
        sa.Column("changed_at", sa.String(24), nullable=True),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("deletion", sa.String(length=32), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_persons_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persons")),
    )
    op.create_index(op.f("ix_persons_case_id"), "persons", ["case_id"], unique=False)
    op.create_table(
        "letter_copies",
        sa.Column("letter_id", sa.String(length=32), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name=op.f("fk_letter_copies_letter_id")),
        sa.PrimaryKeyConstraint("letter_id", name=op.f("pk_letter_copies")),
    )
    op.create_table(
        "spellings",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("use", sa.String(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("given", sa.String(), nullable=False),
        sa.Column("patronymic", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=True),
        sa.Column("changed_at", sa.String(24), nullable=True),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("deletion", sa.String(length=32), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_spellings_case_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_spellings_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spellings")),
    )
    op.create_index(op.f("ix_spellings_case_id"), "spellings", ["case_id"], unique=False)
    op.create_index(op.f("ix_spellings_person_id"), "spellings", ["person_id"], unique=False)
    for statement in FULL_TEXT:
        op.execute(statement)
