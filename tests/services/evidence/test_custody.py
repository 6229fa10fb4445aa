"""The custody of items: what people write down, what is checked, and the sheet of paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pypdfium2
import pytest

from xborder_desk.domain.errors import BadInputError, FileError, NotFoundError
from xborder_desk.i18n.language import Language
from xborder_desk.jobs.context import JobContext
from xborder_desk.services.evidence.custody import BY_HAND, DETAILS, told_of

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.services import Desk


def words(file: Path) -> str:
    with pypdfium2.PdfDocument(file) as seen:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in seen).split())


def test_handing_over_names_giver_receiver_and_reason(own: Desk, case: str) -> None:
    own.custody.note(
        "E-01", "hand_over", case, giver="Jana Weiß", receiver="Amtsgericht Mitte", reason="filing"
    )
    own.custody.note("E-01", "return", case, giver="Amtsgericht Mitte", receiver="Jana Weiß")
    given, back = own.evidence.show("E-01", case).custody[-2:]
    assert (given.action, given.details["from"], given.details["to"], given.details["reason"]) == (
        "hand_over",
        "Jana Weiß",
        "Amtsgericht Mitte",
        "filing",
    )
    assert (back.action, "reason" in back.details) == ("return", False)


@pytest.mark.parametrize("action", ["view", "copy"])
def test_looking_and_copying_need_no_names(own: Desk, case: str, action: str) -> None:
    own.custody.note("E-01", action, case)
    assert own.evidence.show("E-01", case).custody[-1].action == action


@pytest.mark.parametrize("action", ["hand_over", "hand-over", "return"])
def test_who_got_it_must_be_named(own: Desk, case: str, action: str) -> None:
    with pytest.raises(BadInputError) as caught:
        own.custody.note("E-01", action, case, giver="Jana Weiß")
    assert caught.value.field == "to"
    assert len(own.evidence.show("E-01", case).custody) == 1


@pytest.mark.parametrize("action", ["import", "delete", "redact", "", "burn"])
def test_what_is_written_by_itself_is_not_written_by_hand(own: Desk, case: str, action: str) -> None:
    with pytest.raises(BadInputError):
        own.custody.note("E-01", action, case, receiver="x")
    assert len(own.evidence.show("E-01", case).custody) == 1


def test_an_item_is_verified_and_that_is_written_down(own: Desk, case: str) -> None:
    assert own.custody.verify("E-01", JobContext(), case) == []
    event = own.evidence.show("E-01", case).custody[-1]
    assert (event.action, event.details["findings"]) == ("verify", 0)


@pytest.mark.parametrize("gone", [True, False])
def test_what_was_changed_is_found(own: Desk, case: str, gone: bool) -> None:  # noqa: FBT001 - both ways
    file = own.evidence.path_for_reading("E-01", case)
    file.chmod(0o644)
    if gone:
        file.unlink()
    else:
        file.write_bytes(b"%PDF-1.4 another")
    (found,) = own.custody.verify("E-01", JobContext(), case)
    assert found.kind == ("bytes-missing" if gone else "bytes-changed")
    assert own.evidence.show("E-01", case).custody[-1].details["findings"] == 1


def test_the_sheet_shows_every_line_with_its_hash(own: Desk, case: str, tmp_path: Path) -> None:
    own.custody.note("E-01", "hand_over", case, receiver="Amtsgericht Mitte", reason="filing")
    lines = own.custody.sheet("E-01", "en", tmp_path / "c.pdf", JobContext(), case)
    assert lines == 2
    said = words(tmp_path / "c.pdf")
    row = own.evidence.show("E-01", case).row
    joined = said.replace(" ", "")
    assert row.sha256 in joined
    for expected in ("Taken in", "Handed over", "Amtsgericht Mitte", "filing", "Jana Weiß", f"{case}/E-01"):
        assert expected in said


def test_the_sheet_speaks_german_and_is_a_word_file_too(own: Desk, case: str, tmp_path: Path) -> None:
    own.custody.sheet("E-01", "de", tmp_path / "c.docx", JobContext(), case)
    document = docx.Document(str(tmp_path / "c.docx"))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any("Jana Weiß" in cell for cell in cells)
    assert own.evidence.show("E-01", case).row.sha256 in cells


def test_a_sheet_takes_no_ones_place(own: Desk, case: str, tmp_path: Path) -> None:
    (tmp_path / "c.pdf").write_bytes(b"mine")
    with pytest.raises(FileError):
        own.custody.sheet("E-01", "en", tmp_path / "c.pdf", JobContext(), case)
    assert (tmp_path / "c.pdf").read_bytes() == b"mine"
    with pytest.raises(BadInputError):
        own.custody.sheet("E-01", "en", tmp_path / "c.txt", JobContext(), case)
    with pytest.raises(NotFoundError):
        own.custody.sheet("E-99", "en", tmp_path / "d.pdf", JobContext(), case)


def test_what_a_line_says_besides_is_said_in_words() -> None:
    content = {
        "at": "x",
        "actor": "y",
        "action": "z",
        "to": "Court",
        "reason": "",
        "sha256": "0" * 64,
        "odd": 1,
    }
    assert told_of(content, Language("en")) == ["to: Court"]
    assert all("{value}" in words for words in DETAILS.values())
    assert len(BY_HAND) == 4
