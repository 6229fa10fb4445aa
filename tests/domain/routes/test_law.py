"""The planner against dated cases written by hand from the law, before it was run on them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.factories.routes import books, facts
from xborder_desk.domain.routes.planner import plan

if TYPE_CHECKING:
    from xborder_desk.domain.routes.standing import RouteStanding

CASES: Final[list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("law_cases.toml").read_text(encoding="utf-8")
)["cases"]


def stands(one: RouteStanding) -> str:
    """Write state and days of a route as the table does."""
    text = one.state.value
    text += f" opens {one.opens}" if one.opens else ""
    return text + (f" due {one.due}" if one.due else "")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_planner_agrees_with_the_law(case: dict[str, Any]) -> None:
    found = {one.id: stands(one) for one in plan(facts(**case["facts"]), books(), case["on"])}
    told = {}
    for route, expected in case["expect"].items():
        start = expected.removesuffix("*")
        agrees = found[route].startswith(start) if expected.endswith("*") else found[route] == expected
        told[route] = expected if agrees else found[route]
    assert told == case["expect"], case["law"]


def test_the_table_is_as_wide_as_the_law() -> None:
    assert len(CASES) >= 60
    assert len({case["id"] for case in CASES}) == len(CASES)
    assert all(case["law"].strip() for case in CASES)
    named = {route for case in CASES for route in case["expect"]}
    left = set(books().routes) - named
    assert left <= {"authority-consumer", "us-econsumer"}, left
    assert len({case["facts"].get("consumer_country") for case in CASES}) >= 15
    assert len({case["facts"].get("payment_method") for case in CASES}) >= 8
