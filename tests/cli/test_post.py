"""The post book from the command line: running numbers, what scripts and people read, what is refused."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.harness import Desk

OUT = ("post", "add", "--direction", "outgoing", "--who", "Shop Ltd, 1 Road", "--subject", "Demand")
IN = ("post", "add", "--direction", "incoming", "--who", "Amtsgericht Köln", "--subject", "Order")
LINE = {
    "no", "name", "entered_at", "by", "direction", "kind", "on", "who", "subject", "number", "case",
    "attempt", "cost", "cost_currency", "note", "proofs",
}  # fmt: skip


@pytest.fixture
def receipt(tmp_path: Path) -> Path:
    """The receipt of the post office."""
    file = tmp_path / "receipt.txt"
    file.write_text("RR123456785DE", encoding="utf-8")
    return file


@pytest.fixture
def book(desk: Desk, case: str) -> Desk:
    """A desk whose book has a line of the case and one of the office alone."""
    desk.json(*OUT, "--on", "2026-03-02", "--case", case)
    desk.json(*IN, "--on", "2026-03-01")
    return desk


def test_a_line_is_told_whole_with_its_receipt(desk: Desk, case: str, receipt: Path) -> None:
    contact = ("contact", "add", case, "--channel", "letter", "--address", "1 Road")
    desk.json(*contact, "--at", "2026-03-02T10:00")
    told = desk.json(
        *(*OUT, "--on", "2026-03-02", "--kind", "registered", "--number", "RR123456785DE", "--case", case),
        *("--attempt", "a-01", "--cost", "4.5", "--cost-currency", "eur", "--proof", receipt),
    )
    assert told.keys() == LINE | {"post"}
    assert (told["post"], told["no"], told["by"]) == ("2026/0001", 1, "Jana Weiß")
    assert (told["direction"], told["kind"], told["number"]) == ("outgoing", "registered", "RR123456785DE")
    assert (told["on"], told["who"], told["subject"]) == ("2026-03-02", "Shop Ltd, 1 Road", "Demand")
    assert (told["case"], told["attempt"], told["proofs"]) == (case, f"{case}/A-01", [f"{case}/E-01"])
    assert (told["cost"], told["cost_currency"]) == ("4.50", "EUR")
    [listed] = desk.json("post", "list")["lines"]
    assert {"post": listed["name"], **listed} == told


def test_a_line_of_the_office_alone_belongs_to_no_case(desk: Desk) -> None:
    told = desk.json(*IN, "--on", "2026-03-01")
    assert (told["case"], told["attempt"], told["proofs"], told["kind"]) == (None, None, [], "letter")


def test_numbers_run_as_lines_are_entered_not_as_letters_were_posted(book: Desk, case: str) -> None:
    lines = book.json("post", "list")["lines"]
    assert [(one["name"], one["on"]) for one in lines] == [
        ("2026/0001", "2026-03-02"), ("2026/0002", "2026-03-01"),
    ]  # fmt: skip
    assert [one["name"] for one in book.json("post", "list", "--case", case)["lines"]] == ["2026/0001"]


@pytest.mark.parametrize(
    ("tag", "row"),
    [
        ("en", ["2026/0002", "1 Mar 2026", "Incoming", "Amtsgericht Köln", "Order"]),
        ("de", ["2026/0002", "01.03.2026", "Eingehend", "Amtsgericht Köln", "Order"]),
        ("zh-Hant", ["2026/0002", "2026年3月1日", "收到", "Amtsgericht Köln", "Order"]),
    ],
)
def test_people_read_days_and_ways_in_their_language(book: Desk, tag: str, row: list[str]) -> None:
    lines = book.run("--language", tag, "post", "list").out.splitlines()
    assert len(lines) == 3
    assert [cell.strip() for cell in lines[2].split("  ") if cell.strip()] == row


def test_a_script_reads_the_same_in_every_language(book: Desk) -> None:
    assert book.json("--language", "de", "post", "list") == book.json("post", "list")


def test_the_book_is_a_paper_in_the_language_asked_for(book: Desk, case: str, tmp_path: Path) -> None:
    file = tmp_path / "book.docx"
    told = book.json("post", "print", "--to", file, "--language", "de")
    assert told == {"file": str(file), "lines": 2}
    with zipfile.ZipFile(file) as packed:
        text = packed.read("word/document.xml").decode("utf-8")
    assert all(word in text for word in ("Amtsgericht Köln", "2026/0002", "Eingehend", "01.03.2026"))
    assert "Incoming" not in text
    own = tmp_path / "own.docx"
    assert book.json("post", "print", "--to", own, "--case", case)["lines"] == 1
    with zipfile.ZipFile(own) as packed:
        assert "Amtsgericht" not in packed.read("word/document.xml").decode("utf-8")


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (("--to", "book.txt"), "neither .pdf nor .docx"),
        (("--to", "book.pdf", "--language", "tlh"), "“tlh”"),
        (("--to", "book.pdf", "--case", "2026-0099"), "no case 2026-0099"),
    ],
)
def test_no_paper_of_something_else_is_written(
    book: Desk, tmp_path: Path, more: tuple[str, ...], says: str
) -> None:
    flag, name, *rest = more
    assert says in book.refused("post", "print", flag, tmp_path / name, *rest)
    assert not (tmp_path / name).exists()


def test_a_paper_that_is_there_is_not_written_over(book: Desk, tmp_path: Path) -> None:
    file = tmp_path / "book.docx"
    file.write_bytes(b"the only copy")
    assert "already" in book.refused("post", "print", "--to", file)
    assert file.read_bytes() == b"the only copy"


def test_a_mistyped_case_is_said_and_not_an_empty_book(book: Desk) -> None:
    assert "no case 2026-0099" in book.refused("post", "list", "--case", "2026-0099")


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (("--on", "2030-01-01"), "lies in the future"),
        (("--on", "2026-02-30"), "no day of the calendar"),
        (("--attempt", "A-09"), "A-09"),
        (("--cost", "3"), "belong together"),
        (("--cost-currency", "EUR"), "belong together"),
        (("--cost", "3,50", "--cost-currency", "EUR"), "“3,50”"),
        (("--cost", "3.5", "--cost-currency", "JPY"), "more decimals"),
    ],
)
def test_a_refused_line_takes_no_number_and_no_receipt(
    desk: Desk, case: str, receipt: Path, more: tuple[str, ...], says: str
) -> None:
    assert says in desk.refused(*OUT, "--case", case, "--proof", receipt, *more)
    assert desk.json(*OUT, "--on", "2026-03-02")["post"] == "2026/0001"


def test_a_receipt_needs_a_case_to_lie_in(desk: Desk, receipt: Path) -> None:
    assert "Name the case" in desk.refused(*OUT, "--proof", receipt)
    assert "Name the case" in desk.refused(*OUT, "--attempt", "A-01")
    assert "2026-0099" in desk.refused(*OUT, "--case", "2026-0099", "--proof", receipt)
