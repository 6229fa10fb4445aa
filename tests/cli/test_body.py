"""Bodies from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.harness import Desk

READ = ("--source", "Legal notice", "--checked-on", "2026-11-20")


def test_bodies_are_listed_by_kind_and_word(desk: Desk) -> None:
    found = desk.json("body", "list")["bodies"]
    assert len(found) >= 60
    assert all(one["source"] and one["checked_on"] for one in found)
    insurers = desk.json("body", "list", "--kind", "insurer")["bodies"]
    assert {one["kind"] for one in insurers} == {"insurer"}
    assert [one["body"] for one in desk.json("body", "list", "--find", "amazon")["bodies"]] == ["amazon"]
    assert "Amazon" in desk.run("body", "list", "--find", "amazon").out


def test_a_word_of_ours_stands_over_what_is_shipped(desk: Desk) -> None:
    assert desk.json("body", "set", "amazon", "contact=help@example.com", *READ) == {"body": "amazon"}
    shown = desk.json("body", "show", "amazon")
    assert (shown["contact"], shown["changed"], shown["source"]) == (
        "help@example.com", ["contact"], "Legal notice",
    )  # fmt: skip
    assert "Contact point" in desk.run("body", "show", "amazon").out
    desk.json("body", "reset", "amazon")
    assert desk.json("body", "show", "amazon")["changed"] == []


def test_a_body_of_our_own(desk: Desk) -> None:
    fields = ("name=Lampenpost", "country=DE", "note=one\\ntwo")
    assert desk.json("body", "set", "new", *fields, "--kind", "carrier", *READ) == {"body": "lampenpost"}
    shown = desk.json("body", "show", "lampenpost")
    assert (shown["own"], shown["kind"], shown["note"]) == (True, "carrier", "one\ntwo")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("show", "nowhere"), "no body"),
        (("reset", "amazon"), "nothing of its own"),
        (("set", "amazon", "colour=red", *READ), "no field of a body"),
        (("set", "amazon", "contact", *READ), "no field with a value"),
        (("set", "amazon", "=x", *READ), "no field with a value"),
        (("set", "amazon", "seat=x", "--source", "x", "--checked-on", "soon"), "soon"),
        (("set", "new", "country=DE", "--kind", "carrier", *READ), "a name"),
        (("set", "new", "name=X", *READ), "no kind of body"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(desk: Desk, arguments: tuple[str, ...], told: str) -> None:
    done = desk.run("body", *arguments)
    assert done.status in {1, 2}
    assert told in done.sentence
