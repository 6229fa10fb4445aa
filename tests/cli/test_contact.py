"""The contact register from the command line: attempts, their proofs, results, replies and corrections."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.harness import Desk

ATTEMPT = ("--channel", "email", "--address", "shop@example.com", "--result", "bounced")
VIEW = {
    "attempt", "number", "uid", "seq", "recorded_at", "by", "party", "channel", "address", "address_source",
    "address_evidence", "started_at", "offset", "zone", "purpose", "language", "note", "reply_by",
    "first_hand", "cost", "cost_currency", "next_step", "next_due", "proofs", "result", "results", "replies",
    "corrections", "local", "addresses", "message_id", "subject", "known_by", "ended_at", "tracking",
    "searched", "on_behalf_of",
}  # fmt: skip


@pytest.fixture
def proof(tmp_path: Path) -> Path:
    """A file that proves something."""
    file = tmp_path / "bounce.txt"
    file.write_text("550 no such user", encoding="utf-8")
    return file


def test_an_attempt_is_logged_and_its_proof_taken_in(desk: Desk, case: str, proof: Path) -> None:
    made = desk.json(
        *("contact", "add", case, *ATTEMPT, "--at", "2026-03-02T14:30+01:00", "--proof", proof),
        *("--purpose", "demand", "--note", "-- sent again", "--party", f"{case}/P-02", "--reply-by"),
        *("2026-03-16", "--address-source", "imprint", "--language", "en", "--cost", "4.5"),
        *("--cost-currency", "EUR", "--next-step", "letter", "--next-due", "2026-03-20", "--second-hand"),
    )
    assert made == {"attempt": f"{case}/A-01", "proofs": [f"{case}/E-01"]}
    [attempt] = desk.json("contact", "list", case)["attempts"]
    assert attempt.keys() == VIEW
    assert (attempt["attempt"], attempt["result"]) == (f"{case}/A-01", "bounced")
    assert attempt["started_at"] == "2026-03-02T13:30:00Z"
    assert attempt["local"] == "2026-03-02T14:30:00+01:00"
    assert (attempt["party"], attempt["proofs"]) == (f"{case}/P-02", [f"{case}/E-01"])
    assert (attempt["note"], attempt["first_hand"], attempt["cost"]) == ("-- sent again", False, "4.50")
    assert (attempt["reply_by"], attempt["next_due"]) == ("2026-03-16", "2026-03-20")
    [item] = desk.json("evidence", "list", case)["items"]
    assert item["method"] == "proof"
    table = desk.run("contact", "list", case).out
    assert "Came back undelivered" in table
    assert f"{case}/A-01" in table


def test_results_replies_and_corrections_are_lines_of_their_own(desk: Desk, case: str, proof: Path) -> None:
    assert "Nobody has been contacted" in desk.run("contact", "list", case).out
    number = desk.json("contact", "add", case, "--channel", "letter", "--address", "1 Road")["attempt"]
    done = desk.json("contact", "result", number, "--result", "returned-unknown", "--proof", proof)
    assert done == {"attempt": number, "proofs": [f"{case}/E-01"]}
    assert desk.json("contact", "reply", "a-01", "--case", case, "--note", "They refuse.") == {
        "attempt": number, "proofs": []
    }  # fmt: skip
    corrected = desk.json("contact", "correct", number, "--address", "-2 Road", "--note", "Mistyped.")
    assert corrected["attempt"] == number
    [attempt] = desk.json("contact", "list", case)["attempts"]
    assert attempt["result"] == "returned_unknown"
    assert attempt["results"][0]["proofs"] == [f"{case}/E-01"]
    assert [one["note"] for one in attempt["replies"]] == ["They refuse."]
    [correction] = attempt["corrections"]
    assert (correction["field"], correction["before"], correction["after"]) == (
        "address",
        "1 Road",
        "-2 Road",
    )
    assert attempt["address"] == "-2 Road"


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (("--channel", "pigeon"), "Possible: email"),
        (("--result", "ate it"), "Possible: pending"),
        (("--at", "2026-02-30T10:00"), "is no time"),
        (("--at", "2199-01-01T10:00"), "future"),
        (("--address", " "), "address is empty"),
        (("--address", "shop\u202e@example.com"), "U+202E"),
        (("--address-source", "a dream"), "Possible: consumer"),
        (("--party", "P-09"), "There is no party P-09"),
        (("--address-evidence", "E-09"), "There is no evidence E-09"),
        (("--cost", "-3", "--cost-currency", "EUR"), "-3"),
        (("--reply-by", "2026-02-30"), "no day of the calendar"),
        (("--language", "not a language"), "not a language"),
        (("--note", "a bell \u0007"), "U+0007"),
    ],
)
def test_a_bad_attempt_takes_no_proof_in(
    desk: Desk, case: str, proof: Path, more: tuple[str, ...], says: str
) -> None:
    assert says in desk.refused("contact", "add", case, *ATTEMPT, *more, "--proof", proof)


def test_a_proof_that_cannot_be_taken_in_stops_the_attempt(desk: Desk, case: str, proof: Path) -> None:
    good = ("contact", "add", case, *ATTEMPT, "--proof", proof)
    assert "is a folder" in desk.refused(*good, "--proof", proof.parent)
    assert "is not there" in desk.refused(*good, "--proof", proof.with_name("gone.eml"))
    assert "cannot be the name" in desk.refused(*good, "--proof", "x" * 4000)
    assert "is empty" in desk.refused(*good, "--proof", "")
    if hasattr(os, "mkfifo"):
        os.mkfifo(proof.with_name("pipe"))
        assert "cannot be read" in desk.refused(*good, "--proof", proof.with_name("pipe"))


def test_a_proof_that_vanishes_on_the_way_stops_the_attempt(
    desk: Desk, case: str, proof: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may = os.access

    def vanish(file: Path, mode: int) -> bool:
        allowed = may(file, mode)
        if file == proof:
            file.unlink()
        return allowed

    monkeypatch.setattr("xborder_desk.cli.proofs.os.access", vanish)
    assert "bounce.txt" in desk.refused("contact", "add", case, *ATTEMPT, "--proof", proof)


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("result", "A-01", "--result", "read"), 1),
        (("result", "2019-0001/A-01", "--result", "read"), 1),
        (("result", "nonsense", "--result", "read"), 1),
        (("reply", "x" * 4000), 1),
        (("correct", "2026-0001/A-77", "--note", "x", "--address", "y"), 1),
        (("correct", "2026-0001/A-01"), 2),
        (("result", "2026-0001/A-01"), 2),
    ],
)
def test_an_unknown_attempt_is_told(desk: Desk, arguments: tuple[str, ...], status: int, proof: Path) -> None:
    more = ("--proof", str(proof)) if arguments[0] != "correct" else ()
    assert desk.refused("contact", *arguments, *more, status=status)


def test_a_correction_needs_a_reason_and_a_known_value(desk: Desk, case: str) -> None:
    number = desk.json("contact", "add", case, *ATTEMPT)["attempt"]
    assert "note is empty" in desk.refused("contact", "correct", number, "--note", " ", "--address", "x")
    assert "Possible" in desk.refused("contact", "correct", number, "--note", "x", "--channel", "pigeon")
    assert "Possible" in desk.refused("contact", "result", number, "--result", "lost")
    assert "is no time" in desk.refused("contact", "reply", number, "--at", "yesterday")


@pytest.mark.parametrize("court", ["QQ", "Atlantis"])
def test_a_court_of_no_country_is_refused_in_one_sentence(desk: Desk, case: str, court: str) -> None:
    refused = desk.run("contact", "readiness", case, "--court", court)
    assert refused.status == 1
    assert refused.sentence == f"“{court}” is no country. Give its two-letter code, for example DE or CN."
    assert refused.out == ""


def test_what_is_due_is_listed_for_all_cases(desk: Desk, case: str) -> None:
    add = (
        "contact",
        "add",
        case,
        "--channel",
        "phone",
        "--address",
        "+86 755 1",
        "--at",
        "2026-03-02T14:30+01:00",
    )
    first = desk.json(*add, "--reply-by", "2026-03-16")["attempt"]
    assert desk.json("contact", "reminders", "--on", "2026-03-15") == {"reminders": []}
    [answer] = desk.json("contact", "reminders", "--on", "2026-03-16")["reminders"]
    assert (answer["attempt"], answer["kind"], answer["due"]) == (first, "answer", "2026-03-16")
    second = desk.json(*add, "--next-step", "Call again", "--next-due", "2026-03-20")["attempt"]
    found = desk.json("contact", "reminders", "--on", "2026-03-20")["reminders"]
    assert [(one["attempt"], one["kind"], one["text"]) for one in found] == [
        (first, "answer", ""),
        (second, "next", "Call again"),
    ]
    assert "Call again" in desk.run("contact", "reminders", "--on", "2026-03-20").out
