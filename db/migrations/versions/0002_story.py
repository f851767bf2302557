"""The client's story: identity documents, ties, ways of reaching, actors, sources, traces, evidence."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "actors",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("unit_of_id", sa.String(), nullable=True),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("other_names", sa.String(), nullable=False),
        sa.Column("described", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=True),
        sa.Column("changed_at", sa.String(24), nullable=True),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("deletion", sa.String(length=32), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actors")),
    )
    op.create_index("ix_actors_by_name", "actors", ["deleted_at", "name", "id"], unique=False)
    op.create_index(op.f("ix_actors_unit_of_id"), "actors", ["unit_of_id"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("made", sa.String(), nullable=False),
        sa.Column("made_words", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("described", sa.String(), nullable=False),
        sa.Column("incident_ids", sa.JSON(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("received_from", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("original_kept", sa.String(), nullable=False),
        sa.Column("disclosure", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("properties", sa.JSON(), nullable=False),
        sa.Column("sealed_name", sa.String(), nullable=False),
        sa.Column("sealed_sha256", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=True),
        sa.Column("changed_at", sa.String(24), nullable=True),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("deletion", sa.String(length=32), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_evidence_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_case_id"), "evidence", ["case_id"], unique=False)
    op.create_index(op.f("ix_evidence_sha256"), "evidence", ["sha256"], unique=False)
    op.create_table(
        "traces",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("incident_id", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("described", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=True),
        sa.Column("changed_at", sa.String(24), nullable=True),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("deletion", sa.String(length=32), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_traces_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_traces")),
    )
    op.create_index("ix_traces_alike", "traces", ["kind", "key", "deleted_at", "case_id"], unique=False)
    op.create_index(op.f("ix_traces_case_id"), "traces", ["case_id"], unique=False)
    op.create_index(op.f("ix_traces_incident_id"), "traces", ["incident_id"], unique=False)
    op.create_table(
        "claims",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("incident_id", sa.String(length=32), nullable=False),
        sa.Column("source_kind", sa.String(), nullable=False),
        sa.Column("source_note", sa.JSON(), nullable=False),
        sa.Column("says", sa.JSON(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("attribution", sa.String(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("evidence_id", sa.String(), nullable=True),
        sa.Column("reliability", sa.String(), nullable=False),
        sa.Column("credibility", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=True),
        sa.Column("changed_at", sa.String(24), nullable=True),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("deletion", sa.String(length=32), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_claims_case_id")),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"], name=op.f("fk_claims_incident_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
    )
    op.create_index(op.f("ix_claims_case_id"), "claims", ["case_id"], unique=False)
    op.create_index(op.f("ix_claims_incident_id"), "claims", ["incident_id"], unique=False)
    op.create_table(
        "contact_points",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("safe", sa.String(), nullable=False),
        sa.Column("times", sa.String(), nullable=False),
        sa.Column("manner", sa.String(), nullable=False),
        sa.Column("never_say", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=True),
        sa.Column("changed_at", sa.String(24), nullable=True),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("deletion", sa.String(length=32), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_contact_points_case_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_contact_points_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_points")),
    )
    op.create_index(op.f("ix_contact_points_case_id"), "contact_points", ["case_id"], unique=False)
    op.create_index(op.f("ix_contact_points_person_id"), "contact_points", ["person_id"], unique=False)
    op.create_table(
        "custody_events",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("evidence_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.String(24), nullable=True),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("caseworker_id", sa.String(), nullable=True),
        sa.Column("to_whom", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=True),
        sa.Column("changed_at", sa.String(24), nullable=True),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("deletion", sa.String(length=32), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_custody_events_case_id")),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_custody_events_evidence_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_events")),
    )
    op.create_index(op.f("ix_custody_events_case_id"), "custody_events", ["case_id"], unique=False)
    op.create_index(op.f("ix_custody_events_evidence_id"), "custody_events", ["evidence_id"], unique=False)
    op.create_table(
        "evidence_previews",
        sa.Column("evidence_id", sa.String(length=32), nullable=False),
        sa.Column("media_type", sa.String(length=32), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_evidence_previews_evidence_id")
        ),
        sa.PrimaryKeyConstraint("evidence_id", name=op.f("pk_evidence_previews")),
    )
    op.create_table(
        "identity_documents",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("chip", sa.String(), nullable=False),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("given", sa.String(), nullable=False),
        sa.Column("original", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("state_since", sa.String(), nullable=False),
        sa.Column("state_since_words", sa.String(), nullable=False),
        sa.Column("not_recognised_in", sa.JSON(), nullable=False),
        sa.Column("seen_as", sa.String(), nullable=False),
        sa.Column("kept", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=True),
        sa.Column("changed_at", sa.String(24), nullable=True),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("deletion", sa.String(length=32), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_identity_documents_case_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_identity_documents_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_documents")),
    )
    op.create_index(
        "ix_identity_documents_by_end",
        "identity_documents",
        ["deleted_at", "valid_until", "id"],
        unique=False,
    )
    for name, *columns in (("state", "state"), ("chip", "country", "chip"), ("refusal", "not_recognised_in")):
        op.create_index(f"ix_identity_documents_by_{name}", "identity_documents", ["deleted_at", *columns])
    op.create_index(op.f("ix_identity_documents_case_id"), "identity_documents", ["case_id"], unique=False)
    op.create_index(
        op.f("ix_identity_documents_person_id"), "identity_documents", ["person_id"], unique=False
    )
    op.create_table(
        "involvements",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("incident_id", sa.String(length=32), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=True),
        sa.Column("actor_kind", sa.String(), nullable=False),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("actor_role", sa.String(), nullable=False),
        sa.Column("attribution", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=True),
        sa.Column("changed_at", sa.String(24), nullable=True),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("deletion", sa.String(length=32), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_involvements_case_id")),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"], name=op.f("fk_involvements_incident_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_involvements")),
    )
    op.create_index(op.f("ix_involvements_actor_id"), "involvements", ["actor_id"], unique=False)
    op.create_index(op.f("ix_involvements_case_id"), "involvements", ["case_id"], unique=False)
    op.create_index(op.f("ix_involvements_incident_id"), "involvements", ["incident_id"], unique=False)
    op.create_table(
        "name_forms",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("nominative", sa.String(), nullable=False),
        sa.Column("genitive", sa.String(), nullable=False),
        sa.Column("dative", sa.String(), nullable=False),
        sa.Column("accusative", sa.String(), nullable=False),
        sa.Column("instrumental", sa.String(), nullable=False),
        sa.Column("prepositional", sa.String(), nullable=False),
        sa.Column("vocative", sa.String(), nullable=False),
        sa.Column("confirmed_by", sa.String(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=True),
        sa.Column("changed_at", sa.String(24), nullable=True),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("deletion", sa.String(length=32), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_name_forms_case_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_name_forms_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_name_forms")),
    )
    op.create_index(op.f("ix_name_forms_case_id"), "name_forms", ["case_id"], unique=False)
    op.create_index(op.f("ix_name_forms_person_id"), "name_forms", ["person_id"], unique=False)
    op.create_table(
        "ties",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("other_id", sa.String(length=32), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=True),
        sa.Column("changed_at", sa.String(24), nullable=True),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("deletion", sa.String(length=32), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_ties_case_id")),
        sa.ForeignKeyConstraint(["other_id"], ["persons.id"], name=op.f("fk_ties_other_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_ties_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ties")),
    )
    op.create_index(op.f("ix_ties_case_id"), "ties", ["case_id"], unique=False)
    op.create_index(op.f("ix_ties_other_id"), "ties", ["other_id"], unique=False)
    op.create_index(op.f("ix_ties_person_id"), "ties", ["person_id"], unique=False)
    op.add_column("incidents", sa.Column("person_ids", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("incidents", sa.Column("disclosure", sa.String(), nullable=False, server_default=""))
    op.add_column("incidents", sa.Column("actor_id", sa.String(), nullable=True))
    op.add_column("incidents", sa.Column("officer", sa.String(), nullable=False, server_default=""))
    op.add_column("incidents", sa.Column("response", sa.JSON(), nullable=False, server_default="{}"))
    op.create_index(op.f("ix_incidents_actor_id"), "incidents", ["actor_id"], unique=False)
    op.add_column("notes", sa.Column("about", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("notes", sa.Column("original", sa.String(), nullable=False, server_default=""))
    op.add_column("notes", sa.Column("original_language", sa.String(), nullable=False, server_default=""))
    op.add_column("notes", sa.Column("interpreter", sa.String(), nullable=False, server_default=""))
    op.add_column("persons", sa.Column("contact_via", sa.String(), nullable=False, server_default=""))
    op.add_column("persons", sa.Column("consent", sa.String(), nullable=False, server_default=""))
    op.add_column("persons", sa.Column("consent_on", sa.Date(), nullable=True))
    op.add_column("persons", sa.Column("consent_note", sa.String(), nullable=False, server_default=""))
    op.add_column("persons", sa.Column("own_case_id", sa.String(), nullable=True))
    op.create_index(op.f("ix_persons_own_case_id"), "persons", ["own_case_id"], unique=False)
    op.add_column("spellings", sa.Column("document_id", sa.String(), nullable=True))
    _move_passports()


def _move_passports() -> None:
    """Makes an identity document of what stood about a passport with its holder: the letters' main one.

    The issuing state and what kind of passport it was nobody had asked for, so both stay to be told; what was
    in the bin stays there and comes back with its holder.
    """
    op.execute("""
        INSERT INTO identity_documents (
            id, case_id, person_id, kind, country, number, issuer, issued_on, valid_until, chip, main,
            family, given, original, state, state_since, state_since_words, not_recognised_in, seen_as, kept,
            notes, created_at, changed_at, deleted_at, deletion, version)
        SELECT lower(hex(randomblob(16))), case_id, id, 'PAF', '', passport_no, passport_issuer,
            passport_from, passport_until, '', 1, latin_family, latin_given, '', '', '', '', '[]', '', '', '',
            created_at, changed_at, deleted_at, deletion, 1
        FROM persons
        WHERE passport_no <> '' OR passport_issuer <> '' OR passport_from IS NOT NULL
            OR passport_until IS NOT NULL
    """)
    for name in ("passport_no", "passport_issuer", "passport_from", "passport_until"):
        op.drop_column("persons", name)
