"""What a court asks for, compared with what a case has."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from xborder_desk.domain.evidence import Message
from xborder_desk.domain.search import BoardRow, DataText, Row, RowState
from xborder_desk.domain.service_rules import (
    Found,
    Readiness,
    Requirement,
    RuleStatus,
    ServiceRule,
    readiness,
)

TEXT = DataText("Words", "context")
ROW = Row("mail", 1, TEXT, TEXT)
RULE = ServiceRule(
    "de",
    "DE",
    TEXT,
    TEXT,
    None,
    "usual",
    "sourced",
    None,
    ("S-01: book", "S-01: page", "S-02"),
    (Requirement("mail", None, "S-01"),),
)


def found(**more: Any) -> Found:
    values: dict[str, Any] = {
        "board": (BoardRow(ROW, RowState.DONE, ("A-01",), ("E-01",)),),
        "spread": (("channels", True, Message("Enough.")),),
        "cadence_status": "sourced",
        "living": (),
        "unreachable": True,
        "omissions": "",
    }
    return Found(**{**values, **more})


def missing(result: Readiness) -> list[str]:
    return [item.key for item in result.missing]


def test_a_case_that_has_everything_is_ready() -> None:
    result = readiness("DE", RULE, found())
    assert result.ready
    assert [item.key for item in result.done] == [
        "mail",
        "cadence-channels",
        "no-living-address",
        "unreachable",
        "omissions",
    ]
    assert (result.done[0].attempts, result.done[0].proofs, result.done[0].source) == (
        ("A-01",),
        ("E-01",),
        "S-01",
    )


@pytest.mark.parametrize(
    ("more", "lacking"),
    [
        ({"living": ("shop@seller.example",)}, ["no-living-address"]),
        ({"unreachable": False}, ["unreachable"]),
        ({"spread": (("span", False, Message("Too short.")),)}, ["cadence-span"]),
        ({"board": (BoardRow(ROW, RowState.OPEN),)}, ["mail", "omissions"]),
        ({"board": (BoardRow(ROW, RowState.OPEN),), "omissions": "No time."}, ["mail"]),
        ({"board": (BoardRow(ROW, RowState.NOT_APPLICABLE),)}, []),
    ],
)
def test_what_a_case_lacks(more: dict[str, Any], lacking: list[str]) -> None:
    result = readiness("DE", RULE, found(**more))
    assert missing(result) == lacking
    assert result.ready is (not lacking)


def test_no_case_is_ready_while_its_rule_is_unchecked() -> None:
    result = readiness("DE", replace(RULE, status="unchecked"), found())
    assert missing(result) == ["rule"]
    assert not result.ready
    assert result.missing[0].source == "S-01, S-02"


def test_a_country_without_a_rule_is_never_ready() -> None:
    result = readiness("TV", None, found())
    assert not result.ready
    assert missing(result) == ["rule"]
    assert result.done == ()


def test_a_requirement_of_mere_knowledge_stays_unchecked() -> None:
    rule = replace(
        RULE,
        requirements=(Requirement("mail", DataText("Because", "c"), "K"), Requirement("gone", None, "S-01")),
    )
    result = readiness("DE", rule, found())
    item = result.done[0]
    assert (item.status, str(item.why)) == ("unchecked", "Because")
    assert "gone" not in [one.key for one in (*result.done, *result.missing)]


def test_every_status_has_its_word() -> None:
    assert [status.value for status in RuleStatus] == ["unchecked", "sourced", "confirmed"]
    assert all(status.label for status in RuleStatus)
