"""JSON as scripts read it: dates ISO, money text, times UTC, ids whole, and valid whatever the text."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.cli.plain import apart, document, full, moment, plain
from xborder_desk.domain.choices import Channel


@dataclass(frozen=True)
class _Row:
    on: dt.date
    paid: Decimal


def test_values_become_what_json_has() -> None:
    assert plain(_Row(dt.date(2026, 3, 2), Decimal("1E+3"))) == {"on": "2026-03-02", "paid": "1000"}
    assert plain((Channel.EMAIL, Path("a") / "b", None, True, 3)) == [
        "email",
        str(Path("a") / "b"),
        None,
        True,
        3,
    ]
    assert json.loads(document({"at": [complex(1, 2)]})) == {"at": ["(1+2j)"]}


def test_moments_are_utc() -> None:
    berlin = dt.timezone(dt.timedelta(hours=1))
    assert moment(dt.datetime(2026, 3, 2, 10, 0, tzinfo=berlin)) == "2026-03-02T09:00:00Z"
    assert moment(dt.datetime(2026, 3, 2, 9, 0, 0, 5000, tzinfo=dt.UTC)) == "2026-03-02T09:00:00.005Z"
    assert moment(dt.datetime(2026, 3, 2, 9, 0)) == "2026-03-02T09:00:00Z"  # noqa: DTZ001 - taken as UTC


@given(st.dictionaries(st.text(st.characters()), st.text(st.characters(codec=None))))
def test_a_document_is_valid_and_gives_the_texts_back(data: dict[str, str]) -> None:
    written = document(data)
    written.encode("utf-8")
    assert json.loads(written) == data


def test_half_surrogates_survive() -> None:
    assert json.loads(document({"path": "caf\udce9"})) == {"path": "caf\udce9"}


@given(st.from_regex(r"\d{4}-\d{4}", fullmatch=True), st.from_regex(r"[EAFP]-\d\d", fullmatch=True))
def test_ids_are_put_together_and_taken_apart(case: str, number: str) -> None:
    assert apart(full(case, number)) == (case, number)
    assert full(case, full(case, number)) == full(case, number)
    assert apart(f" {number.lower()} ") == ("", number)
    assert full(case, "") == ""
