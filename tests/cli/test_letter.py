"""Letters from the command line: the list needs no office; a letter is written, marked and logged."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.harness import Desk, Shell


def test_the_list_needs_no_office(shell: Shell) -> None:
    told = shell.json("letter", "list")
    assert {"complaint", "final-notice", "trader-data"} <= {one["id"] for one in told["letters"]}
    assert {"en", "de", "fr", "zh-Hans", "zh-Hant"} <= set(told["languages"])
    assert "final-notice" in shell.run("letter", "list").out


def test_a_letter_is_written_and_what_lacks_is_named(desk: Desk, case: str, tmp_path: Path) -> None:
    made = desk.json(
        *("letter", "create", case, "non-delivery", "--language", "zh-Hans", "--beside", "de"),
        *("--to", tmp_path / "letter.pdf", "--by", "2026-12-31", "--fact", "product=灯"),
    )
    assert made["file"] == str(tmp_path / "letter.pdf")
    assert (tmp_path / "letter.pdf").read_bytes().startswith(b"%PDF")
    assert made["letter"] == f"{case}/L-01"
    assert "order_number" in made["unfilled"]
    assert "product" not in made["unfilled"]
    assert "2026年12月31日" in made["subject"]
    shown = desk.run("letter", "create", case, "consent", "--language", "de", "--to", tmp_path / "c.txt")
    assert f"{case}/L-02" in shown.out
    assert "office_name" in shown.out


def test_a_sent_letter_becomes_an_attempt(desk: Desk, case: str, tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    desk.json("letter", "create", case, "complaint", "--language", "en", "--to", file)
    told = desk.json(
        *("letter", "sent", case, "L-01", "--file", file, "--channel", "email"),
        *("--address", "shop@lamps.example"),
    )
    assert told == {"attempt": f"{case}/A-01"}
    (attempt,) = desk.json("contact", "list", case)["attempts"]
    assert len(attempt["proofs"]) == 1


def test_the_sender_is_kept(desk: Desk) -> None:
    told = desk.json(
        "letter", "sender", "--name", "Verbraucherhilfe", "--address", "Markt 1\\n79098 Freiburg"
    )
    assert told["sender"]["address"] == "Markt 1\n79098 Freiburg"
    assert "Verbraucherhilfe" in desk.run("letter", "sender").out


def test_refusals_change_nothing(desk: Desk, case: str, tmp_path: Path) -> None:
    to = ("--to", tmp_path / "letter.pdf")
    create = ("letter", "create", case)
    assert "Possible: address-inquiry" in desk.refused(*create, "poem", "--language", "de", *to)
    assert "tlh" in desk.refused(*create, "complaint", "--language", "tlh", *to)
    assert "must end with" in desk.refused(
        *create, "complaint", "--language", "de", "--to", tmp_path / "l.odt"
    )
    assert "is no fact" in desk.refused(*create, "complaint", "--language", "de", *to, "--fact", "x")
    sent = (
        "letter",
        "sent",
        case,
        "L-09",
        "--file",
        tmp_path / "l",
        "--channel",
        "email",
        "--address",
        "a@b.cc",
    )
    assert "L-09" in desk.refused(*sent)
