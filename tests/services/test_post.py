"""The post book: running numbers, proofs, printing, and that no line can be taken away unseen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from tests.factories.cases import open_case, write_files
from tests.factories.mails import by_hand
from xborder_desk.domain.errors import BadInputError, NotFoundError
from xborder_desk.domain.post import NewPosting
from xborder_desk.jobs.context import JobContext

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.services import Desk

OUT = NewPosting(
    "outgoing", "2026-02-02", "Wanbao Trading, Shenzhen", "Demand", "registered", "RR123456785DE"
)


def test_lines_are_numbered_over_the_office_and_name_their_proofs(desk: Desk, tmp_path: Path) -> None:
    case = open_case(desk)
    desk.contacts.add(case, by_hand("registered_letter", "Baoan Rd 1", "2026-02-02T10:00"))
    desk.evidence.add_files(case, write_files(tmp_path, receipt="posted"), JobContext())
    first = desk.post.enter(replace(OUT, attempt="A-01", cost="6.15", cost_currency="EUR"), case, ["E-01"])
    second = desk.post.enter(replace(OUT, direction="incoming", kind="returned", subject="Envelope"))
    assert (first.name, second.name) == ("2026/0001", "2026/0002")
    assert (first.attempt, first.proofs, first.cost) == ("A-01", ("E-01",), "6.15")
    assert [line.name for line in desk.post.list(case)] == ["2026/0001"]
    assert desk.evidence.verify(None, JobContext()).ok


def test_it_can_be_printed(desk: Desk, tmp_path: Path) -> None:
    for number in range(60):
        desk.post.enter(replace(OUT, subject=f"Demand {number}"))
    assert desk.post.print_book("en", tmp_path / "book.pdf", JobContext()) == 60
    with pypdfium2.PdfDocument(tmp_path / "book.pdf") as pdf:
        text = " ".join(pdf[number].get_textpage().get_text_range() for number in range(len(pdf)))
    assert "2026/0060" in text
    assert "RR123456785DE" in "".join(text.split())


@pytest.mark.parametrize(
    "changed",
    [
        {"direction": "up"},
        {"on": "2027-01-01"},
        {"who": ""},
        {"cost": "3"},
        {"kind": "owl"},
        {"attempt": "A-01"},
    ],
)
def test_what_cannot_be_entered_is_refused(desk: Desk, changed: dict[str, str]) -> None:
    with pytest.raises(BadInputError):
        desk.post.enter(replace(OUT, **changed))
    assert desk.post.list() == []


def test_an_attempt_that_is_not_there_is_refused(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        desk.post.enter(replace(OUT, attempt="A-09"), open_case(desk))
