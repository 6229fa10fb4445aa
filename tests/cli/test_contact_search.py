"""The diligent search from the command line: address book, board, plan, what is due, what a court asks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.harness import Desk

MAIL = "shop@lamps.example"


def tried(desk: Desk, case: str, at: str, *more: str) -> str:
    """Log a mail to the shop and give the attempt's number."""
    add = ("contact", "add", case, "--channel", "email", "--address", MAIL, "--at", at)
    return str(desk.json(*add, *more)["attempt"])


def rows(desk: Desk, case: str) -> dict[str, dict[str, object]]:
    return {one["row"]: one for one in desk.json("contact", "board", case)["rows"]}


def test_a_seller_nobody_wrote_to_is_untried_and_has_no_address(desk: Desk, case: str) -> None:
    told = desk.json("contact", "addresses", case)
    assert (told["party"], told["addresses"], told["standing"]) == (f"{case}/P-02", [], "untried")
    assert (told["since"], told["reopened_by"]) == (None, None)
    assert "Not tried yet" in desk.run("contact", "addresses", case).out


def test_an_address_dies_by_what_came_back_and_lives_by_an_answer(desk: Desk, case: str) -> None:
    letter = ("contact", "add", case, "--channel", "letter", "--address", "1 Lamp Road, Shenzhen")
    first = desk.json(*letter, "--at", "2026-03-02T10:00", "--result", "returned_unknown")["attempt"]
    [entry] = desk.json("contact", "addresses", case)["addresses"]
    assert (entry["address"], entry["attempts"]) == ("1 Lamp Road, Shenzhen", [first])
    assert (entry["state"], entry["by"]) == ("dead", first)
    shown = desk.run("--language", "de", "contact", "addresses", case).out
    assert "Nicht erreichbar" in shown
    assert "Postanschrift" in shown, "the kind is named, not told by its code"
    second = desk.json(*letter, "--at", "2026-03-09T10:00")["attempt"]
    desk.json("contact", "reply", second, "--at", "2026-03-12T09:00", "--note", "We are here.")
    told = desk.json("contact", "addresses", case)
    [entry] = told["addresses"]
    assert (entry["state"], entry["by"], entry["attempts"]) == ("alive", second, [first, second])
    assert told["standing"] == "reachable"


def test_a_bounced_mail_alone_does_not_say_that_the_mailbox_is_dead(desk: Desk, case: str) -> None:
    tried(desk, case, "2026-03-02T10:00", "--result", "bounced", "--address-source", "imprint")
    [entry] = desk.json("contact", "addresses", case)["addresses"]
    assert (entry["state"], entry["by"], entry["origin"]) == ("", None, "imprint")


def test_a_party_is_asked_for_by_its_number(desk: Desk, case: str) -> None:
    told = desk.json("contact", "addresses", case, "--party", f"{case}/p-01")
    assert told["party"] == f"{case}/P-01"
    for wrong in ("P-09", "nobody", "2026-0099/P-02"):
        assert wrong in desk.refused("contact", "addresses", case, "--party", wrong)


def test_the_board_has_twenty_rows_in_their_order(desk: Desk, case: str) -> None:
    told = desk.json("contact", "board", case)["rows"]
    assert [one["number"] for one in told] == list(range(1, 21))
    assert {one["state"] for one in told} == {"open", "not_applicable"}
    assert all(one["text"] and one["why"] for one in told)
    shown = desk.run("--language", "de", "contact", "board", case).out.splitlines()
    assert len(shown) == 21
    assert "Still open" not in "\n".join(shown)


def test_a_mail_brings_the_row_of_mails_to_life(desk: Desk, case: str) -> None:
    assert rows(desk, case)["email"]["state"] == "not_applicable"
    attempt = tried(desk, case, "2026-03-02T10:00")
    row = rows(desk, case)["email"]
    assert row["attempts"] == [attempt]
    assert row["state"] != "not_applicable"


def test_a_row_is_marked_with_its_proof_and_opened_again(desk: Desk, case: str, tmp_path: Path) -> None:
    (tmp_path / "imprint.txt").write_text("No address there", encoding="utf-8")
    mark = ("contact", "mark", case)
    told = desk.json(*mark, "1", "--state", "done", "--proof", tmp_path / "imprint.txt")
    assert told == {"row": "1", "proofs": [f"{case}/E-01"]}
    row = rows(desk, case)["imprint"]
    assert (row["state"], row["proofs"], row["by"]) == ("done", [f"{case}/E-01"], "Jana Weiß")
    desk.json(*mark, "imprint", "--state", "open")
    assert rows(desk, case)["imprint"]["state"] == "open"
    desk.json(*mark, "visit", "--state", "not_applicable", "--reason", "The seat is in Shenzhen.")
    assert rows(desk, case)["visit"]["reason"] == "The seat is in Shenzhen."
    assert "The seat is in Shenzhen." in desk.run("contact", "board", case).out


@pytest.mark.parametrize(
    ("row", "more", "says"),
    [
        ("nowhere", ("--state", "done"), "Possible: imprint, terms"),
        ("21", ("--state", "done"), "no row “21”"),
        ("visit", ("--state", "not_applicable"), "Reason"),
    ],
)
def test_a_refused_mark_takes_no_proof(
    desk: Desk, case: str, tmp_path: Path, row: str, more: tuple[str, ...], says: str
) -> None:
    (tmp_path / "proof.txt").write_text("x", encoding="utf-8")
    assert says in desk.refused("contact", "mark", case, row, *more, "--proof", tmp_path / "proof.txt")


def test_done_needs_a_proof_or_a_word(desk: Desk, case: str) -> None:
    assert "Name the evidence" in desk.refused("contact", "mark", case, "1", "--state", "done")
    desk.json("contact", "mark", case, "1", "--state", "done", "--reason", "Read on the phone.")
    assert rows(desk, case)["imprint"]["state"] == "done"


def test_what_was_asked_for_comes_due_on_its_day(desk: Desk, case: str) -> None:
    attempt = tried(desk, case, "2026-03-02T10:00", "--reply-by", "2026-03-16")
    assert desk.json("contact", "reminders", "--on", "2026-03-15") == {"reminders": []}
    [told] = desk.json("contact", "reminders", "--on", "2026-03-16")["reminders"]
    assert (told["case"], told["attempt"], told["kind"]) == (case, attempt, "answer")
    assert (told["due"], told["channel"], told["address"]) == ("2026-03-16", "email", MAIL)
    shown = desk.run("--language", "de", "contact", "reminders", "--on", "2026-03-16").out
    assert "16.03.2026" in shown
    desk.json("contact", "reply", attempt, "--at", "2026-03-14T09:00", "--note", "Coming.")
    assert desk.json("contact", "reminders", "--on", "2026-03-16") == {"reminders": []}


def test_the_plan_names_what_is_still_to_be_tried(desk: Desk, case: str) -> None:
    tried(desk, case, "2026-03-02T10:00")
    steps = desk.json("contact", "plan", case, "--on", "2026-03-03")["steps"]
    assert steps
    assert [one["due"] for one in steps] == sorted(one["due"] for one in steps)
    assert all(one["due"] >= "2026-03-03" and one["text"] for one in steps)
    assert "no day of the calendar" in desk.refused("contact", "plan", case, "--on", "soon")


def test_a_court_says_what_is_missing_and_from_where(desk: Desk, case: str) -> None:
    told = desk.json("contact", "readiness", case, "--on", "2026-03-02")
    assert (told["ready"], told["court"]) == (False, "DE")
    assert "ZPO" in told["rule"]["title"]
    assert all(one["item"] and one["why"] and one["status"] for one in told["missing"])
    missing = {one["key"] for one in told["missing"]}
    assert not missing & {one["key"] for one in told["done"]}
    shown = desk.run("contact", "readiness", case, "--on", "2026-03-02").out
    assert "Not ready." in shown
    assert all(one["item"] in shown for one in told["missing"])
    assert re.search(r"\(.*ZPO.*, sourced\)", shown)  # the law by its name, not by a mark of our lists
    assert not re.search(r"\bS-\d|\(K\b", shown)


def test_a_country_without_a_rule_is_never_ready(desk: Desk, case: str) -> None:
    told = desk.json("contact", "readiness", case, "--court", "us")
    assert (told["ready"], told["court"], told["rule"]) == (False, "US", None)
    assert [one["status"] for one in told["missing"]] == ["unchecked"]
    assert "is no country" in desk.refused("contact", "readiness", case, "--court", "ZZ")


def test_words_on_what_was_left_out_are_one_thing_less_that_is_missing(desk: Desk, case: str) -> None:
    ready = ("contact", "readiness", case, "--court", "DE")
    before = {one["key"] for one in desk.json(*ready)["missing"]}
    words = "A visit was not made, because the seat is abroad."
    assert desk.json("contact", "omitted", case, "--text", words) == {"case": case, "text": words}
    told = desk.json(*ready)
    (settled,) = before - {one["key"] for one in told["missing"]}
    assert settled in {one["key"] for one in told["done"]}
    assert desk.refused("contact", "omitted", case, "--text", " ")
