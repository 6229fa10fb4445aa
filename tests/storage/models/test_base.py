"""Column types both databases share, and that every table can be spoken of by name."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import UniqueConstraint
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from xborder_desk.storage.models import case, evidence, office, paper, seller
from xborder_desk.storage.models.base import Amount, Base, Json, UtcDateTime, Versioned

DIALECTS = [SQLiteDialect(), PGDialect()]  # type: ignore[no-untyped-call] # SQLAlchemy leaves one untyped
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))
DAYS = st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2100, 1, 1), timezones=ZONES)  # noqa: DTZ001 - the zone is drawn
PLACES = st.integers(0, 4)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(DAYS, st.sampled_from(DIALECTS))
def test_a_moment_comes_back_as_the_same_moment_in_utc(
    moment: dt.datetime, dialect: SQLiteDialect | PGDialect
) -> None:
    kind = UtcDateTime()
    back = kind.process_result_value(kind.process_bind_param(moment, dialect), dialect)
    assert back == moment
    assert back is not None
    assert back.utcoffset() == dt.timedelta(0)


def test_a_time_without_zone_is_refused() -> None:
    for dialect in DIALECTS:
        with pytest.raises(ValueError, match="without zone"):
            UtcDateTime().process_bind_param(dt.datetime(2026, 3, 2), dialect)  # noqa: DTZ001 - what is refused


@given(st.integers(-(10**14), 10**14), PLACES)
def test_money_is_exact_to_four_places(units: int, places: int) -> None:
    kind, amount = Amount(), Decimal(units).scaleb(-places)
    back = kind.process_result_value(kind.process_bind_param(amount, DIALECTS[0]), DIALECTS[0])
    assert back == amount


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        ("0", "0.00"),
        ("12", "12.00"),
        ("12.5", "12.50"),
        ("1.234", "1.234"),
        ("0.0001", "0.0001"),
        ("100", "100.00"),
    ],
)
def test_money_has_two_places_at_least(amount: str, shown: str) -> None:
    kind = Amount()
    assert (
        str(kind.process_result_value(kind.process_bind_param(Decimal(amount), DIALECTS[0]), DIALECTS[0]))
        == shown
    )


@given(VALUES)
def test_json_comes_back_and_is_written_one_way(value: object) -> None:
    kind = Json()
    written = kind.process_bind_param(value, DIALECTS[0])
    assert kind.process_result_value(written, DIALECTS[0]) == value
    assert written == kind.process_bind_param(value, DIALECTS[1])


def test_nothing_stays_nothing() -> None:
    for kind in (UtcDateTime(), Amount(), Json()):
        assert kind.process_bind_param(None, DIALECTS[0]) is None
        assert kind.process_result_value(None, DIALECTS[0]) is None


def test_all_tables_are_of_one_family_with_names_for_every_rule() -> None:
    tables = Base.metadata.tables
    for module in (case, evidence, office, paper, seller):
        made = [
            one
            for one in vars(module).values()
            if isinstance(one, type) and one.__module__ == module.__name__
        ]
        assert made
        assert all(issubclass(one, Base) and one.__tablename__ in tables for one in made)
    for table in tables.values():
        assert table.primary_key.columns, table.name
        for constraint in table.constraints:
            assert constraint.name, table.name
        names = [
            column.name
            for each in table.constraints
            if isinstance(each, UniqueConstraint)
            for column in each.columns
        ]
        assert all(name in table.columns for name in names)
        for key in table.foreign_keys:
            assert key.column.table.name in tables


def test_what_several_people_change_counts_its_versions() -> None:
    versioned = [one for one in Base.__subclasses__() if issubclass(one, Versioned)]
    assert versioned
    for one in versioned:
        assert "version" in one.__table__.columns
        assert one.__mapper__.version_id_col is one.__table__.columns["version"]
