"""First schema, part 2: cases, their parties, facts and evidence."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "2026_11_2_cases"
down_revision = "2026_11_1_office"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables."""
    _case()
    _deadline()
    _evidence()
    _fact()
    _note()
    _task()
    _evidence_text()
    _fact_proof()
    _party()
    _suggestion()
    _mandate()


def _case() -> None:
    op.create_table(
        "case",
        sa.Column("id", ID, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_key", sa.Text(), nullable=False),
        sa.Column("search_key", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("caseworker", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("binned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("order_number", sa.Text(), nullable=False),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("product_identifier", sa.Text(), nullable=False),
        sa.Column("placed_on_market_on", sa.Date(), nullable=True),
        sa.Column("payment_method", sa.Text(), nullable=False),
        sa.Column("payment_reference", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("ordered_on", sa.Date(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("delivery_due", sa.Date(), nullable=True),
        sa.Column("delivered_on", sa.Date(), nullable=True),
        sa.Column("complained_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("terminated_on", sa.Date(), nullable=True),
        sa.Column("via_marketplace", sa.Boolean(), nullable=True),
        sa.Column("selling_method", sa.Text(), nullable=False),
        sa.Column("advertising_method", sa.Text(), nullable=False),
        sa.Column("sector", sa.Text(), nullable=False),
        sa.Column("market", sa.Text(), nullable=False),
        sa.Column("taxonomy", sa.Text(), nullable=False),
        sa.Column("problems", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("wants", sa.Text(), nullable=False),
        sa.Column("wants_note", sa.Text(), nullable=False),
        sa.Column("further", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("outcome_route", sa.Text(), nullable=False),
        sa.Column("outcome_amount", sa.BigInteger(), nullable=True),
        sa.Column("outcome_currency", sa.Text(), nullable=True),
        sa.Column("outcome_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(amount IS NULL) = (currency IS NULL)", name="amount_has_currency"),
        sa.CheckConstraint(
            "(outcome_amount IS NULL) = (outcome_currency IS NULL)", name="outcome_has_currency"
        ),
        sa.CheckConstraint("amount IS NULL OR amount >= 0", name="amount_not_negative"),
        sa.PrimaryKeyConstraint("id", name="pk_case"),
        sa.UniqueConstraint("number", name="uq_case_number"),
        sa.UniqueConstraint("uid", name="uq_case_uid"),
        sa.UniqueConstraint("year", "seq", name="uq_case_year_seq"),
    )
    op.create_index("ix_case_caseworker", "case", ["caseworker", "status"])
    op.create_index("ix_case_sort_title", "case", ["title_key", "id"])
    op.create_index("ix_case_status_updated", "case", ["status", "updated_at"])


def _deadline() -> None:
    op.create_table(
        "deadline",
        sa.Column("id", ID, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("trigger_kind", sa.Text(), nullable=False),
        sa.Column("trigger_uid", sa.Text(), nullable=False),
        sa.Column("trigger_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("alternatives", sa.Text(), nullable=False),
        sa.Column("steps", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_status", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("calendar_uid", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_deadline_case_id_case"),
        sa.PrimaryKeyConstraint("id", name="pk_deadline"),
        sa.UniqueConstraint("uid", name="uq_deadline_uid"),
    )
    op.create_index("ix_deadline_case_id", "deadline", ["case_id"])
    op.create_index("ix_deadline_due", "deadline", ["state", "due_on"])


def _evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", ID, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("no", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("parent_id", ID, nullable=True),
        sa.Column("derived_from_id", ID, nullable=True),
        sa.Column("derivation", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("origin_path", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("on_date", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("pages", sa.BigInteger(), nullable=True),
        sa.Column("text_chars", sa.BigInteger(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("warnings", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_url", sa.Text(), nullable=False),
        sa.Column("copy_kind", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("acquired_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("acquired_by", sa.Text(), nullable=False),
        sa.Column("descriptions", sa.Text(), nullable=False),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("special_category", sa.Boolean(), nullable=False),
        sa.Column("third_party_data", sa.Boolean(), nullable=False),
        sa.Column("timestamp", sa.Text(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name="sha256_length"),
        sa.CheckConstraint("size >= 0", name="size_not_negative"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_evidence_case_id_case"),
        sa.ForeignKeyConstraint(
            ["derived_from_id"], ["evidence.id"], name="fk_evidence_derived_from_id_evidence"
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["evidence.id"], name="fk_evidence_parent_id_evidence"),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
        sa.UniqueConstraint("case_id", "no", name="uq_evidence_case_id_no"),
        sa.UniqueConstraint("uid", name="uq_evidence_uid"),
    )
    op.create_index("ix_evidence_case_position", "evidence", ["case_id", "position", "id"])
    op.create_index("ix_evidence_derived_from_id", "evidence", ["derived_from_id"])
    op.create_index("ix_evidence_parent_id", "evidence", ["parent_id"])
    op.create_index("ix_evidence_sha256", "evidence", ["sha256"])
    op.create_index("ix_evidence_state", "evidence", ["state"])


def _fact() -> None:
    op.create_table(
        "fact",
        sa.Column("id", ID, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("no", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=True),
        sa.Column("precision", sa.Text(), nullable=False),
        sa.Column("contested", sa.Boolean(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_fact_case_id_case"),
        sa.PrimaryKeyConstraint("id", name="pk_fact"),
        sa.UniqueConstraint("case_id", "no", name="uq_fact_case_id_no"),
        sa.UniqueConstraint("uid", name="uq_fact_uid"),
    )
    op.create_index("ix_fact_case_id", "fact", ["case_id"])


def _note() -> None:
    op.create_table(
        "note",
        sa.Column("id", ID, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_note_case_id_case"),
        sa.PrimaryKeyConstraint("id", name="pk_note"),
        sa.UniqueConstraint("uid", name="uq_note_uid"),
    )
    op.create_index("ix_note_case_id", "note", ["case_id"])


def _task() -> None:
    op.create_table(
        "task",
        sa.Column("id", ID, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("assignee", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_task_case_id_case"),
        sa.PrimaryKeyConstraint("id", name="pk_task"),
        sa.UniqueConstraint("uid", name="uq_task_uid"),
    )
    op.create_index("ix_task_case_id", "task", ["case_id"])
    op.create_index("ix_task_due", "task", ["done_at", "due_on"])


def _evidence_text() -> None:
    op.create_table(
        "evidence_text",
        sa.Column("id", ID, nullable=False),
        sa.Column("evidence_id", ID, nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("page", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("confidence", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name="fk_evidence_text_evidence_id_evidence"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_evidence_text"),
        sa.UniqueConstraint("evidence_id", "origin", "page", name="uq_evidence_text_evidence_id_origin_page"),
    )
    op.create_index("ix_evidence_text_evidence_id", "evidence_text", ["evidence_id"])


def _fact_proof() -> None:
    op.create_table(
        "fact_proof",
        sa.Column("id", ID, nullable=False),
        sa.Column("fact_id", ID, nullable=False),
        sa.Column("evidence_id", ID, nullable=False),
        sa.Column("page", sa.BigInteger(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name="fk_fact_proof_evidence_id_evidence"),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.id"], name="fk_fact_proof_fact_id_fact"),
        sa.PrimaryKeyConstraint("id", name="pk_fact_proof"),
    )
    op.create_index("ix_fact_proof_evidence_id", "fact_proof", ["evidence_id"])
    op.create_index("ix_fact_proof_fact_id", "fact_proof", ["fact_id"])


def _party() -> None:
    op.create_table(
        "party",
        sa.Column("id", ID, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("no", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_latin", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("body_id", ID, nullable=True),
        sa.Column("seller_id", ID, nullable=True),
        sa.Column("storefront_id", ID, nullable=True),
        sa.Column("represents_id", ID, nullable=True),
        sa.Column("pseudonym", sa.Text(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name="fk_party_body_id_body"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_party_case_id_case"),
        sa.ForeignKeyConstraint(["represents_id"], ["party.id"], name="fk_party_represents_id_party"),
        sa.ForeignKeyConstraint(["seller_id"], ["seller.id"], name="fk_party_seller_id_seller"),
        sa.ForeignKeyConstraint(
            ["storefront_id"], ["storefront.id"], name="fk_party_storefront_id_storefront"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_party"),
        sa.UniqueConstraint("case_id", "no", name="uq_party_case_id_no"),
        sa.UniqueConstraint("uid", name="uq_party_uid"),
    )
    op.create_index("ix_party_body_id", "party", ["body_id"])
    op.create_index("ix_party_case_id", "party", ["case_id"])
    op.create_index("ix_party_name_key", "party", ["name_key"])
    op.create_index("ix_party_seller_id", "party", ["seller_id"])


def _suggestion() -> None:
    op.create_table(
        "suggestion",
        sa.Column("id", ID, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("evidence_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("normal", sa.Text(), nullable=False),
        sa.Column("page", sa.BigInteger(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name="fk_suggestion_evidence_id_evidence"),
        sa.PrimaryKeyConstraint("id", name="pk_suggestion"),
        sa.UniqueConstraint("uid", name="uq_suggestion_uid"),
    )
    op.create_index("ix_suggestion_evidence_id", "suggestion", ["evidence_id"])


def _mandate() -> None:
    op.create_table(
        "mandate",
        sa.Column("id", ID, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("party_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("evidence_id", ID, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_mandate_case_id_case"),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name="fk_mandate_evidence_id_evidence"),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name="fk_mandate_party_id_party"),
        sa.PrimaryKeyConstraint("id", name="pk_mandate"),
        sa.UniqueConstraint("uid", name="uq_mandate_uid"),
    )
    op.create_index("ix_mandate_case_id", "mandate", ["case_id"])
