"""The paper of what is known of a seller: its parts, its words, and nothing of any consumer."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.factories.known_sellers import FOUR, ONE, TWO
from xborder_desk.app import find_places
from xborder_desk.catalog.catalog import Catalog
from xborder_desk.domain.statement import Block, plain_blocks
from xborder_desk.i18n import languages
from xborder_desk.services.sellers.telling import TITLE, Known, paper

if TYPE_CHECKING:
    from xborder_desk.domain.statement import Paper
    from xborder_desk.i18n.language import Language
    from xborder_desk.services import Desk

load = partial(languages.load, translations=find_places().translations)


def made(desk: Desk, number: str, *tags: str) -> Paper:
    """The paper of a seller in some languages."""
    looks = desk.sellers.looks
    against = looks.against(number)
    order = sorted((row.number for row in against.members), key=lambda one: (one != number, one))
    taxonomy = Catalog(find_places().resources).taxonomy()
    assert taxonomy is not None
    problems = {entry.code: entry for kind in taxonomy.types for entry in (kind, *kind.details)}
    views = [desk.sellers.show(one) for one in order]
    authorities = [one for one in looks.bodies.all(kind="authority") if one.values.get("country") == "DE"]
    spoken: list[Language] = [load(tag) for tag in tags or ("en",)]
    known = Known(views, against, problems, authorities)
    return paper(known, spoken, "Jana Weiß", "2026-11-23T10:00:00Z", dt.date(2026, 11, 23))


def words(blocks: tuple[Block, ...]) -> str:
    """Every word in some blocks."""
    return str(plain_blocks(blocks))


def headings(found: Paper) -> list[str]:
    return [block.words[0] for block in found.blocks if block.kind == "heading"]


def part(found: Paper, number: int) -> tuple[Block, ...]:
    """The blocks below one heading."""
    at = [place for place, block in enumerate(found.blocks) if block.kind == "heading"]
    ends = [*at[1:], len(found.blocks)]
    return found.blocks[at[number - 1] + 1 : ends[number - 1]]


def test_it_has_the_parts_an_alert_asks_for(known: Desk) -> None:
    found = made(known, ONE)
    assert found.title == (TITLE,)
    told = headings(found)
    assert [head.split(".")[0] for head in told] == [str(n) for n in range(1, 12)]
    for at, word in ((5, "product"), (6, "States"), (8, "Legal basis"), (9, "measures"), (10, "Authorities")):
        assert word in told[at - 1]


def test_the_trader_stands_with_every_name_and_where_it_was_read(known: Desk) -> None:
    told = words(part(made(known, ONE), 1))
    for text in (
        "深圳市蓝光照明有限公司",
        "Shenzhen Languang Lighting",
        "Languang Official",
        "China",
        "Room 12",
    ):
        assert text in told


def test_the_seller_asked_about_comes_first(known: Desk) -> None:
    first = part(made(known, TWO), 1)[0]
    assert "Lampix Haven" in words((first,))


def test_shops_stand_with_their_days(known: Desk) -> None:
    told = words(part(made(known, ONE), 2))
    assert "a1languang" in told
    assert "removed on 31 Jan 2026" in told
    assert "first seen 1 Mar 2025" in told


def test_identifiers_stand_with_their_origin_and_wrong_check_digits(known: Desk) -> None:
    told = words(part(made(known, ONE), 3))
    for text in ("+86 755 8888 6666", "Invoice · 2026-0001", "DE000000000", "its check digits are wrong"):
        assert text in told


def test_decisions_stand_with_who_and_why(known: Desk) -> None:
    told = words(part(made(known, ONE), 4))
    for text in ("D-0001", "the same seller", "Same bank account", "Jana Weiß"):
        assert text in told


def test_acts_stand_in_words_with_product_and_cases(known: Desk) -> None:
    told = words(part(made(known, ONE), 5))
    assert "T02.1" not in told
    assert "Desk lamp" in told


def test_states_are_those_of_the_consumers(known: Desk) -> None:
    told = words(part(made(known, ONE), 6))
    for country in ("Austria", "Germany", "Poland", "China"):
        assert country in told


def test_cases_are_summed_in_their_currency(known: Desk) -> None:
    told = words(part(made(known, ONE), 7))
    for text in ("€200.00", "In 2 cases", "In 1 case", "410.00"):
        assert text in told


def test_what_the_office_cannot_know_is_left_open(known: Desk) -> None:
    found = made(known, ONE)
    assert part(found, 8)[0].kind == "boxes"
    assert "Nothing is known." in words(part(found, 9))


def test_authorities_stand_with_the_day_they_were_checked(known: Desk) -> None:
    told = words(part(made(known, ONE), 10))
    assert "Germany" in told
    assert "2026-" in told


def test_it_ends_with_day_and_signature(known: Desk) -> None:
    last = made(known, ONE).blocks[-1]
    assert last.kind == "sign"
    assert "Signature: Jana Weiß" in words((last,))


@pytest.mark.parametrize("number", [ONE, TWO, FOUR])
@pytest.mark.parametrize("tag", ["en", "de", "zh-Hant"])
def test_no_consumer_is_named(known: Desk, number: str, tag: str) -> None:
    assert "Consumer 1" not in words(made(known, number, tag).blocks)
    assert "Consumer 3" not in words(made(known, number, tag).blocks)


def test_who_has_no_case_has_a_paper_too(known: Desk) -> None:
    found = made(known, FOUR)
    assert len(headings(found)) == 11
    assert words(found.blocks).count("Nothing is known.") >= 4


def test_two_languages_stand_side_by_side(known: Desk) -> None:
    found = made(known, ONE, "en", "de")
    assert found.landscape
    assert found.tags == ("en", "de")
    assert len(found.title) == 2
    told = words(found.blocks)
    assert "Germany" in told
    assert "Deutschland" in told
    for block in found.blocks:
        assert len(block.words) in {0, 2}
        assert all(len(head) == 2 for head in block.heads)
        assert all(len(row) == len(block.columns) for row in block.rows)


def test_nobody_who_is_only_suggested_is_in_it(known: Desk) -> None:
    assert "Lampix Outlet" not in words(made(known, ONE).blocks)
