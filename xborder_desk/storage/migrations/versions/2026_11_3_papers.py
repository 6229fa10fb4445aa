"""First schema, part 3: identifiers, contacts, letters and dossiers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "2026_11_3_papers"
down_revision = "2026_11_2_cases"
branch_labels = None
depends_on = None

ONE_OWNER = (
    "CASE WHEN party_id IS NULL THEN 0 ELSE 1 END + CASE WHEN seller_id IS NULL THEN 0 ELSE 1 END"
    " + CASE WHEN storefront_id IS NULL THEN 0 ELSE 1 END + CASE WHEN body_id IS NULL THEN 0 ELSE 1 END = 1"
)
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables."""
    _contact_entry()
    _dossier()
    _route_override()
    _route_board()
    _edition()
    _identifier()
    _letter()


def _contact_entry() -> None:
    op.create_table(
        "contact_entry",
        sa.Column("id", ID, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("line_seq", sa.BigInteger(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("no", sa.Text(), nullable=False),
        sa.Column("attempt_uid", sa.Text(), nullable=False),
        sa.Column("party_uid", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("address_normal", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reply_by", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_contact_entry_case_id_case"),
        sa.PrimaryKeyConstraint("id", name="pk_contact_entry"),
        sa.UniqueConstraint("uid", name="uq_contact_entry_uid"),
    )
    op.create_index("ix_contact_entry_address", "contact_entry", ["address_normal"])
    op.create_index("ix_contact_entry_attempt_uid", "contact_entry", ["attempt_uid"])
    op.create_index("ix_contact_entry_case", "contact_entry", ["case_id", "line_seq"])
    op.create_index("ix_contact_entry_due", "contact_entry", ["reply_by"])
    op.create_index("ix_contact_entry_message", "contact_entry", ["message_id"])


def _dossier() -> None:
    op.create_table(
        "dossier",
        sa.Column("id", ID, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("recipe", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_dossier_case_id_case"),
        sa.PrimaryKeyConstraint("id", name="pk_dossier"),
        sa.UniqueConstraint("case_id", "name", name="uq_dossier_case_id_name"),
        sa.UniqueConstraint("uid", name="uq_dossier_uid"),
    )


def _route_override() -> None:
    op.create_table(
        "route_override",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_route_override_case_id_case"),
        sa.PrimaryKeyConstraint("id", name="pk_route_override"),
        sa.UniqueConstraint("case_id", "route", name="uq_route_override_case_id_route"),
    )


def _route_board() -> None:
    op.create_table(
        "route_board",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("again_on", sa.Date(), nullable=True),
        sa.Column("routes", sa.Text(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_route_board_case_id_case"),
        sa.PrimaryKeyConstraint("id", name="pk_route_board"),
        sa.UniqueConstraint("case_id", name="uq_route_board_case_id"),
    )


def _edition() -> None:
    op.create_table(
        "edition",
        sa.Column("id", ID, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("dossier_id", ID, nullable=True),
        sa.Column("no", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("variant", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("heads", sa.Text(), nullable=False),
        sa.Column("bundle_sha256", sa.Text(), nullable=False),
        sa.Column("package_sha256", sa.Text(), nullable=False),
        sa.Column("pages", sa.BigInteger(), nullable=False),
        sa.Column("exhibits", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_edition_case_id_case"),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name="fk_edition_dossier_id_dossier"),
        sa.PrimaryKeyConstraint("id", name="pk_edition"),
        sa.UniqueConstraint("case_id", "no", name="uq_edition_case_id_no"),
        sa.UniqueConstraint("uid", name="uq_edition_uid"),
    )
    op.create_index("ix_edition_fingerprint", "edition", ["case_id", "fingerprint"])


def _identifier() -> None:
    op.create_table(
        "identifier",
        sa.Column("id", ID, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("party_id", ID, nullable=True),
        sa.Column("seller_id", ID, nullable=True),
        sa.Column("storefront_id", ID, nullable=True),
        sa.Column("body_id", ID, nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("normal", sa.Text(), nullable=False),
        sa.Column("valid", sa.Boolean(), nullable=True),
        sa.Column("parts", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("origin_note", sa.Text(), nullable=False),
        sa.Column("origin_evidence_id", ID, nullable=True),
        sa.Column("origin_place", sa.Text(), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("state_attempt_uid", sa.Text(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(ONE_OWNER, name="one_owner"),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name="fk_identifier_body_id_body"),
        sa.ForeignKeyConstraint(
            ["origin_evidence_id"], ["evidence.id"], name="fk_identifier_origin_evidence_id_evidence"
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name="fk_identifier_party_id_party"),
        sa.ForeignKeyConstraint(["seller_id"], ["seller.id"], name="fk_identifier_seller_id_seller"),
        sa.ForeignKeyConstraint(
            ["storefront_id"], ["storefront.id"], name="fk_identifier_storefront_id_storefront"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_identifier"),
        sa.UniqueConstraint("uid", name="uq_identifier_uid"),
    )
    op.create_index("ix_identifier_body_id", "identifier", ["body_id"])
    op.create_index("ix_identifier_kind_normal", "identifier", ["kind", "normal"])
    op.create_index("ix_identifier_party_id", "identifier", ["party_id"])
    op.create_index("ix_identifier_seller_id", "identifier", ["seller_id"])
    op.create_index("ix_identifier_storefront_id", "identifier", ["storefront_id"])


def _letter() -> None:
    op.create_table(
        "letter",
        sa.Column("id", ID, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("party_id", ID, nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("beside", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=True),
        sa.Column("evidence_id", ID, nullable=True),
        sa.Column("attempt_uid", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_letter_case_id_case"),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name="fk_letter_evidence_id_evidence"),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name="fk_letter_party_id_party"),
        sa.PrimaryKeyConstraint("id", name="pk_letter"),
        sa.UniqueConstraint("uid", name="uq_letter_uid"),
    )
    op.create_index("ix_letter_case_id", "letter", ["case_id"])
