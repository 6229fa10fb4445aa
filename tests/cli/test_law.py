"""The law from the command line: figures listed, corrected, taken back; routes added; doubts reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories.routes import RESOURCES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.harness import Desk

ADR = (RESOURCES / "routes" / "adr.toml").read_text("utf-8")


def amount(desk: Desk) -> str:
    found = desk.json("law", "figures", "de")["figures"]
    return str(next(one["amount"] for one in found if one["id"] == "small-claims"))


def test_a_figure_is_corrected_and_taken_back(desk: Desk) -> None:
    assert amount(desk) == "10000"
    changed = ("amount=12000", "valid-from=2027-01-01", "--source", "BGBl. 2027 I Nr. 3")
    done = desk.json("law", "correct", "DE", "small-claims", *changed)
    assert (done["country"], done["amount"], done["valid_from"]) == ("DE", "12000", "2027-01-01")
    [rule] = desk.json("law", "own")["rules"]
    assert (rule["ref"], rule["source"]) == ("de:small-claims", "BGBl. 2027 I Nr. 3")
    assert desk.json("law", "take-back", "de:small-claims") == {"rule": "de:small-claims"}
    assert amount(desk) == "10000"
    assert desk.json("law", "own") == {"rules": []}


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (("correct", "DE", "small-claims", "amount=much", "--source", "x"), "amount"),
        (("correct", "DE", "small-claims", "size=1", "--source", "x"), "size"),
        (("correct", "DE", "small-claims", "amount", "--source", "x"), "amount=12000"),
        (("correct", "DE", "nothing", "amount=1", "--source", "x"), "nothing"),
        (("correct", "DE", "small-claims", "amount=1", "--source", " "), "--source"),
        (("figures", "Atlantis"), "Atlantis"),
        (("take-back", "de:small-claims"), "de:small-claims"),
        (("route", "nowhere.toml", "--source", "x"), "nowhere.toml"),
        (("confirm", "atlantis", "--source", "x"), "atlantis"),
        (("confirm", "de", "--source", " "), "--source"),
        (("confirm", "de", "--source", "x", "--checked-on", "2150-01-01"), "lies in the future"),
        (("confirm", "de", "--source", "x", "--checked-on", "soon"), "soon"),
        (("take-back", "profile:de"), "profile:de"),
    ],
)
def test_what_cannot_be_done_changes_nothing(desk: Desk, command: tuple[str, ...], says: str) -> None:
    assert says in desk.refused("law", *command)


def test_a_route_is_added_and_a_broken_one_refused(desk: Desk, case: str, tmp_path: Path) -> None:
    file = tmp_path / "our-body.toml"
    file.write_text(ADR.replace('id = "adr"', 'id = "our-body"', 1), encoding="utf-8")
    assert desk.json("law", "route", file, "--source", "Agreement") == {"route": "our-body"}
    listed = {one["id"] for one in desk.json("route", "list", case)["routes"]}
    assert "our-body" in listed
    file.write_text(file.read_text("utf-8").replace('kind = "adr"', 'kind = "prayer"', 1), encoding="utf-8")
    sentence = desk.refused("law", "route", file, "--source", "Agreement")
    assert "our-body.toml" in sentence
    assert "kind" in sentence


def test_doubts_are_a_list_with_their_days(desk: Desk) -> None:
    found = desk.json("law", "doubts")
    assert found["faults"] == []
    assert {"kind", "ref", "source", "status", "checked_on", "stale"} <= set(found["doubts"][0])
    assert any(one["ref"] == "it:small-claims" for one in found["doubts"])
    assert "it:small-claims" in desk.run("law", "doubts").out
    assert "None yet." in desk.run("law", "own").out


def test_what_moved_is_told_after_somebody_looked(desk: Desk, case: str) -> None:
    facts = ("delivery-due=2026-09-26", "paid-on=2026-09-01", "payment=card-visa", "problem=T02.1")
    desk.json("case", "set", case, *facts)
    desk.json("route", "seen", case)
    assert desk.json("route", "list", case)["moved"] == []
    desk.json("case", "set", case, "card-disputed-on=2026-11-20")
    moved = {one["id"]: one for one in desk.json("route", "list", case)["moved"]}
    assert set(moved) == {"card-not-received"}
    assert moved["card-not-received"]["before"]["state"] == "open"
    assert moved["card-not-received"]["after"] == {"state": "waiting", "opens": "2026-12-21", "due": None}
    assert "moved since somebody looked" in desk.run("route", "list", case).out


def test_a_profile_is_confirmed_listed_and_taken_back(desk: Desk) -> None:
    def doubted() -> set[str]:
        return {one["ref"] for one in desk.json("law", "doubts")["doubts"]}

    assert "profile:de" in doubted()
    said = ("--source", "Dr. Sommer, letter", "--checked-on", "2026-11-20")
    made = desk.json("law", "confirm", "DE", *said)
    assert (made["profile"], made["status"], made["checked_on"]) == ("de", "confirmed", "2026-11-20")
    assert made["sources"][-1] == "Dr. Sommer, letter"
    assert "profile:de" not in doubted()
    [rule] = desk.json("law", "own")["rules"]
    assert (rule["kind"], rule["ref"], rule["author"]) == ("profile", "profile:de", "Jana Weiß")
    shown = desk.run("law", "own").out
    assert "profile:de" in shown
    assert "Dr. Sommer" in shown
    assert desk.json("law", "take-back", "Profile:DE") == {"rule": "profile:de"}
    assert "profile:de" in doubted()


def test_a_doubted_profile_says_its_note_in_the_language_of_the_reader(desk: Desk) -> None:
    lines = desk.run("--language", "de", "law", "doubts").out.splitlines()
    (line,) = [one for one in lines if one.lstrip("│ ").startswith("profile:de")]
    assert "custom" not in line
