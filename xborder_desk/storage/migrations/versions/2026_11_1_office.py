"""First schema, part 1: the office, its registers, and those every case meets again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from xborder_desk.storage.migrations.guards import guard_registers

revision = "2026_11_1_office"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables."""
    _anchor()
    _body()
    _draft()
    _law_layer()
    _office_info()
    _rate()
    _register_head()
    _register_line()
    _seller()
    _setting()
    _staff()
    _decision()
    _matching_key()
    _relation()
    _seller_name()
    _storefront()
    guard_registers()


def _anchor() -> None:
    op.create_table(
        "anchor",
        sa.Column("id", ID, nullable=False),
        sa.Column("register", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_anchor"),
    )


def _body() -> None:
    op.create_table(
        "body",
        sa.Column("id", ID, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("catalog_id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_body"),
        sa.UniqueConstraint("uid", name="uq_body_uid"),
    )
    op.create_index("ix_body_kind", "body", ["kind"])
    op.create_index("ix_body_name_key", "body", ["name_key"])


def _draft() -> None:
    op.create_table(
        "draft",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("base_version", sa.BigInteger(), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_draft"),
    )


def _law_layer() -> None:
    op.create_table(
        "law_layer",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_law_layer"),
        sa.UniqueConstraint("kind", "ref", name="uq_law_layer_kind_ref"),
    )


def _office_info() -> None:
    op.create_table(
        "office_info",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_office_info"),
    )


def _rate() -> None:
    op.create_table(
        "rate",
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("rate", sa.Numeric(precision=20, scale=10), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("currency", "on_date", name="pk_rate"),
    )


def _register_head() -> None:
    op.create_table(
        "register_head",
        sa.Column("register", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("register", "scope", name="pk_register_head"),
    )


def _register_line() -> None:
    op.create_table(
        "register_line",
        sa.Column("id", ID, nullable=False),
        sa.Column("register", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("salt", sa.Text(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("prev", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_register_line"),
        sa.UniqueConstraint("register", "scope", "seq", name="uq_register_line_register_scope_seq"),
    )
    op.create_index("ix_register_line_subject", "register_line", ["subject", "register", "seq"])


def _seller() -> None:
    op.create_table(
        "seller",
        sa.Column("id", ID, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_latin", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("watch_reason", sa.Text(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_seller"),
        sa.UniqueConstraint("uid", name="uq_seller_uid"),
    )
    op.create_index("ix_seller_name_key", "seller", ["name_key"])


def _setting() -> None:
    op.create_table(
        "setting",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_setting"),
    )


def _staff() -> None:
    op.create_table(
        "staff",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("function", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_staff"),
        sa.UniqueConstraint("name", name="uq_staff_name"),
    )


def _decision() -> None:
    op.create_table(
        "decision",
        sa.Column("id", ID, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("a_id", ID, nullable=False),
        sa.Column("b_id", ID, nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_by", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["a_id"], ["seller.id"], name="fk_decision_a_id_seller"),
        sa.ForeignKeyConstraint(["b_id"], ["seller.id"], name="fk_decision_b_id_seller"),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
        sa.UniqueConstraint("uid", name="uq_decision_uid"),
    )
    op.create_index("ix_decision_a_id", "decision", ["a_id"])
    op.create_index("ix_decision_b_id", "decision", ["b_id"])


def _matching_key() -> None:
    op.create_table(
        "matching_key",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("seller_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["seller_id"], ["seller.id"], name="fk_matching_key_seller_id_seller"),
        sa.PrimaryKeyConstraint("id", name="pk_matching_key"),
        sa.UniqueConstraint("key", "seller_id", name="uq_matching_key_key_seller_id"),
    )
    op.create_index("ix_matching_key_seller", "matching_key", ["seller_id"])


def _relation() -> None:
    op.create_table(
        "relation",
        sa.Column("id", ID, nullable=False),
        sa.Column("from_seller_id", ID, nullable=False),
        sa.Column("to_seller_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["from_seller_id"], ["seller.id"], name="fk_relation_from_seller_id_seller"),
        sa.ForeignKeyConstraint(["to_seller_id"], ["seller.id"], name="fk_relation_to_seller_id_seller"),
        sa.PrimaryKeyConstraint("id", name="pk_relation"),
    )
    op.create_index("ix_relation_from_seller_id", "relation", ["from_seller_id"])
    op.create_index("ix_relation_to_seller_id", "relation", ["to_seller_id"])


def _seller_name() -> None:
    op.create_table(
        "seller_name",
        sa.Column("id", ID, nullable=False),
        sa.Column("seller_id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("script", sa.Text(), nullable=False),
        sa.Column("first_seen", sa.Date(), nullable=True),
        sa.Column("last_seen", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["seller_id"], ["seller.id"], name="fk_seller_name_seller_id_seller"),
        sa.PrimaryKeyConstraint("id", name="pk_seller_name"),
    )
    op.create_index("ix_seller_name_seller_id", "seller_name", ["seller_id"])


def _storefront() -> None:
    op.create_table(
        "storefront",
        sa.Column("id", ID, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("seller_id", ID, nullable=True),
        sa.Column("body_id", ID, nullable=True),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("first_seen", sa.Date(), nullable=True),
        sa.Column("last_seen", sa.Date(), nullable=True),
        sa.Column("removed_on", sa.Date(), nullable=True),
        sa.Column("reappeared_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name="fk_storefront_body_id_body"),
        sa.ForeignKeyConstraint(["seller_id"], ["seller.id"], name="fk_storefront_seller_id_seller"),
        sa.PrimaryKeyConstraint("id", name="pk_storefront"),
        sa.UniqueConstraint("uid", name="uq_storefront_uid"),
    )
    op.create_index("ix_storefront_account", "storefront", ["account"])
    op.create_index("ix_storefront_seller_id", "storefront", ["seller_id"])
