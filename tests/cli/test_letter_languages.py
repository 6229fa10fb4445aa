"""Letters of one case in all twelve languages: what is missing is named and marked in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.harness import Desk, Shell

TAGS = ["en", "ar", "de", "es", "fr", "it", "nl", "pl", "pt", "ro", "zh-Hans", "zh-Hant"]
MISSING = {
    "office_address", "office_name", "recipient_address", "order_number", "ordered_on", "product",
    "payment_method", "paid_on", "wants",
}  # fmt: skip


def test_the_languages_are_listed_with_english_first(shell: Shell) -> None:
    assert shell.json("letter", "list")["languages"] == TAGS
    assert ", ".join(TAGS) in shell.run("letter", "list").out


def test_a_complaint_lacks_the_same_in_every_language(desk: Desk, case: str, tmp_path: Path) -> None:
    subjects = set()
    for count, tag in enumerate(TAGS, 1):
        file = tmp_path / f"{tag}.txt"
        made = desk.json("letter", "create", case, "complaint", "--language", tag, "--to", file)
        assert (made["letter"], made["language"]) == (f"{case}/L-{count:02}", tag)
        assert set(made["unfilled"]) == MISSING, tag
        assert len(made["unfilled"]) == len(MISSING), tag
        text = file.read_text("utf-8")
        assert "Erika Mustermann" in text, tag
        assert text.count("[…") + text.count("【") >= len(MISSING), tag
        assert "{" not in text, tag
        assert ("missing" in text) is (tag == "en")
        subjects.add(made["subject"])
    assert len(subjects) == len(TAGS)


def test_what_the_case_learns_is_no_longer_missing(desk: Desk, case: str, tmp_path: Path) -> None:
    desk.json("letter", "sender", "--name", "Verbraucherhilfe", "--address", "Markt 1\\n79098 Freiburg")
    facts = ("ordered-on=2026-06-01", "paid-on=2026-06-02", "payment=card-visa")
    desk.json("case", "set", case, *facts)
    create = ("letter", "create", case, "complaint", "--language", "de", "--to", tmp_path / "l.txt")
    typed = ("--fact", "order_number=405-1", "--fact", "product=Lampe = rot", "--by", "2026-12-31")
    made = desk.json(*create, *typed)
    assert set(made["unfilled"]) == {"recipient_address", "wants"}
    text = (tmp_path / "l.txt").read_text("utf-8")
    assert all(word in text for word in ("Verbraucherhilfe", "79098 Freiburg", "405-1", "Lampe = rot"))
    assert "2026" in text
    assert "405-1" in made["subject"]
    shown = desk.run(*create).out
    assert "Missing, and marked in the letter" in shown
    assert "order_number" in shown  # typed for that letter alone, and kept by no case


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (("--fact", "nosuch=x"), "“nosuch”"),
        (("--by", "soon"), "“soon”"),
        (("--party", "P-09"), "P-09"),
        (("--enclose", "E-09"), "E-09"),
        (("--beside", "tlh"), "tlh"),
    ],
)
def test_a_refused_letter_leaves_no_file_and_no_number(
    desk: Desk, case: str, tmp_path: Path, more: tuple[str, ...], says: str
) -> None:
    file = tmp_path / "letter.txt"
    create = ("letter", "create", case, "complaint", "--language", "de", "--to", file)
    assert says in desk.refused(*create, *more)
    assert not file.exists()
    assert desk.json(*create)["letter"] == f"{case}/L-01"


def test_a_letter_goes_out_once_and_by_a_way_there_is(desk: Desk, case: str, tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    desk.json("letter", "create", case, "withdrawal", "--language", "pl", "--to", file)
    sent = ("letter", "sent", case, "L-01", "--file", file, "--address", "shop@lamps.example")
    assert "“pigeon”" in desk.refused(*sent, "--channel", "pigeon")
    assert "lies in the future" in desk.refused(*sent, "--channel", "email", "--at", "2030-01-01T10:00")
    gone = ("letter", "sent", case, "L-01", "--file", tmp_path / "gone.txt", "--address", "a@b.example")
    assert "gone.txt" in desk.refused(*gone, "--channel", "email")
    attempt = desk.json(*sent, "--channel", "email", "--at", "2026-03-02T10:00")["attempt"]
    [logged] = desk.json("contact", "list", case)["attempts"]
    assert (logged["attempt"], logged["address"]) == (attempt, "shop@lamps.example")
    assert "sent already" in desk.refused(*sent, "--channel", "email")


def test_the_sender_changes_by_what_is_given_and_is_emptied_on_purpose(desk: Desk) -> None:
    desk.json("letter", "sender", "--name", "Rat & Tat", "--country", "at", "--phone", "+43 1 1")
    told = desk.json("letter", "sender", "--name", "")["sender"]
    assert (told["name"], told["country"], told["phone"]) == ("", "AT", "+43 1 1")
    assert "is no country" in desk.refused("letter", "sender", "--country", "zz", "--name", "X")


def test_a_form_knows_its_fields_and_languages(desk: Desk, case: str, tmp_path: Path) -> None:
    export = ("form", "export", case, "eu-small-claims", "--to", tmp_path / "form.json", "--language")
    assert "This form has no field “nosuch”" in desk.refused(*export, "de", "--fact", "nosuch=1")
    assert "Possible: en, ar, de" in desk.refused(*export, "tlh")
    assert not (tmp_path / "form.json").exists()
    made = [desk.json(*export, tag) for tag in TAGS]
    assert len({tuple(one["incomplete"]) for one in made}) == 1
    assert [one["language"] for one in made] == TAGS
    assert "8.1 reasons" in made[0]["incomplete"]
    lines = made[0]["incomplete"]
    numbers = [[int(part) for part in line.split()[0].split(".")] for line in lines]
    assert numbers == sorted(numbers)
