"""Looking at sellers from the command line: sums, side by side, watch list, returns, pages, the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.harness import CASE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.harness import Desk

IBAN = "DE89 3704 0044 0532 0130 00"


@pytest.fixture
def two(desk: Desk) -> Desk:
    """A desk with a case against one of two sellers that share an account."""
    case = desk.json(*CASE, "--amount", "129.90", "--currency", "EUR")["case"]
    desk.json("seller", "add", "--name", "Lampix", "--iban", IBAN, "--country", "DE")
    desk.json("seller", "add", "--name", "Zortan", "--iban", IBAN.replace(" ", ""))
    desk.json("seller", "link", case, "P-02", "S-0001")
    return desk


def test_all_cases_against_a_group_with_their_sums(two: Desk) -> None:
    two.json("seller", "decide", "S-0001", "S-0002", "same", "--reason", "one account")
    for number in ("S-0001", "S-0002"):
        found = two.json("seller", "against", number)
        assert found["sellers"] == ["S-0001", "S-0002"]
        assert found["totals"] == [{"currency": "EUR", "cases": 1, "amount": "129.90"}]
        assert (found["routes"], found["outcomes"]) == (
            [{"route": "", "cases": 1}], [{"outcome": "", "cases": 1}],
        )  # fmt: skip
    assert "€129.90" in two.run("seller", "against", "S-0001").out


def test_two_sellers_side_by_side(two: Desk) -> None:
    found = two.json("seller", "beside", "S-0001", "S-0002")
    told = {one["kind"]: one["verdict"] for one in found["aspects"]}
    assert told["iban"] == "match"
    assert told["country"] == "blank"
    assert found["match"]
    assert "Agrees" in two.run("seller", "beside", "S-0001", "S-0002").out


def test_a_group_is_split(two: Desk) -> None:
    two.json("seller", "decide", "S-0001", "S-0002", "same", "--reason", "one account")
    assert two.json("seller", "split", "S-0002", "--reason", "two holders") == {"undone": ["D-0001"]}
    assert "in no group" in two.run("seller", "split", "S-0002", "--reason", "x").sentence


def test_what_is_put_aside_is_no_group(two: Desk) -> None:
    two.json("seller", "decide", "S-0001", "S-0002", "unsure", "--reason", "no time")
    assert two.json("seller", "clusters", "--confirmed") == {"clusters": []}
    assert two.json("seller", "clusters") == {"clusters": []}


def test_the_watch_list(two: Desk) -> None:
    assert two.json("seller", "watched") == {"watched": []}
    two.json("seller", "watch", "S-0002", "--reason", "Three cases", "--review", "2026-12-01")
    assert two.json("seller", "watched")["watched"] == [
        {"seller": "S-0002", "name": "Zortan", "reason": "Three cases", "review_on": "2026-12-01"}
    ]
    assert "Three cases" in two.run("seller", "watched").out
    assert two.json("seller", "watch", "S-0002") == {"seller": "S-0002", "watched": False}
    assert two.json("seller", "watched") == {"watched": []}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("watch", "S-0002", "--reason", "x"), "which day"),
        (("watch", "S-0002", "--reason", "x", "--review", "soon"), "soon"),
        (("watch", "S-0099", "--reason", "x", "--review", "2026-12-01"), "S-0099"),
        (("against", "S-0099"), "S-0099"),
        (("beside", "S-0001", "S-0099"), "S-0099"),
        (("split", "S-0001", "--reason", " "), "--reason is empty"),
        (("page", "S-0001", "--trader", "X"), "which day"),
        (("page", "S-0001", "--read-on", "2026-11-20"), "at least one"),
        (("report", "S-0001", "--to", "x.txt"), "neither"),
        (("report", "S-0001", "--to", "x.pdf", "--language", "tlh"), "tlh"),
        (("decide", "S-0001", "S-0002", "maybe", "--reason", "x"), "unsure"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(two: Desk, arguments: tuple[str, ...], told: str) -> None:
    done = two.run("seller", *arguments)
    assert done.status == 1
    assert told in done.sentence


def test_shops_that_came_back(two: Desk) -> None:
    assert two.json("seller", "returned") == {"shops": []}
    assert two.run("seller", "returned").status == 0


def test_what_a_page_states(two: Desk) -> None:
    arguments = ("--trader", "Lampix GmbH", "--phone", "+49 30 1234567", "--read-on", "2026-11-20")
    assert two.json("seller", "page", "S-0001", *arguments) == {"seller": "S-0001", "kept": 2}
    shown = two.json("seller", "show", "S-0001")
    assert shown["names"][0]["name"] == "Lampix GmbH"
    assert shown["names"][0]["first_seen"] == "2026-11-20"


def test_the_paper_of_what_is_known(two: Desk, tmp_path: Path) -> None:
    file = tmp_path / "seller.pdf"
    assert two.json("seller", "report", "S-0001", "--language", "de", "--to", file) == {"file": str(file)}
    assert file.read_bytes().startswith(b"%PDF")
    assert "already" in two.run("seller", "report", "S-0001", "--to", file).sentence


def test_pairs_that_cannot_be_read_are_one_sentence(two: Desk, tmp_path: Path) -> None:
    broken = tmp_path / "pairs.csv"
    broken.write_text("name1,name2\nA,B,C\n", encoding="utf-8")
    for file, told in ((tmp_path, "is a folder"), (tmp_path / "none", "There is no file"), (broken, "Row 1")):
        done = two.run("seller", "compare", "--pairs", file)
        assert done.status == 1
        assert told in done.sentence
        assert "Errno" not in done.err
