"""What is dropped on the contacts and cannot be taken, is stopped, or lay in a file for a moment only."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from xborder_desk.ui.pages.contacts.sheets import OutcomeSheet
from xborder_desk.ui.widgets.cards import Strip
from xborder_desk.ui.widgets.received import PASTED

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Driver
    from xborder_desk.ui.pages.contacts import ContactsPage
    from xborder_desk.ui.widgets.drops import Landing

BOUNCE = (
    b"From: annika@brandt.example\r\nTo: service@lanyu.example\r\nDate: Mon, 12 Jan 2026 10:00:00 +0000\r\n"
)
SENT = BOUNCE + b"Subject: Where is my bike?\r\nMessage-ID: <1@brandt.example>\r\n\r\nWhere is it?\r\n"


def strips(page: ContactsPage) -> list[tuple[str, str]]:
    return [
        (one.property("kind"), one.text.text())
        for one in page.findChildren(Strip)
        if one.parent() is page and not one.isHidden()
    ]


def landings(page: ContactsPage) -> dict[str, Landing]:
    return {"list": page.taking._on_list, "empty": page.taking._on_empty, "form": page.taking._on_form}


def drop(landing: Landing, mime: QMimeData) -> None:
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    landing.eventFilter(landing, event)


def of_files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


@pytest.mark.parametrize("where", ["list", "empty", "form"])
def test_a_mail_its_program_took_away_is_named_wherever_it_was_dropped(
    shared: Driver, page: ContactsPage, tmp_path: Path, where: str
) -> None:
    drop(landings(page)[where], of_files(tmp_path / "gone.eml"))
    shared.settle()
    ((kind, text),) = strips(page)
    assert kind == "warn"
    assert "gone.eml" in text
    assert page.desk.contacts.list(page.case) == []
    assert page.desk.evidence.list(page.case) == []


def test_of_two_mails_the_one_that_is_there_is_taken(
    shared: Driver, page: ContactsPage, tmp_path: Path
) -> None:
    (tmp_path / "sent.eml").write_bytes(SENT)
    drop(landings(page)["empty"], of_files(tmp_path / "gone.eml", tmp_path / "sent.eml"))
    shared.settle()
    assert [one.address for one in page.desk.contacts.list(page.case)] == ["service@lanyu.example"]


def test_a_mail_handed_over_by_its_program_leaves_no_file_behind(
    shared: Driver, page: ContactsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    mime = QMimeData()
    mime.setData("message/rfc822", SENT)
    drop(landings(page)["empty"], mime)
    shared.settle()
    assert [one.address for one in page.desk.contacts.list(page.case)] == ["service@lanyu.example"]
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(PASTED)]


def test_a_file_of_ones_own_stays_where_it_lies(shared: Driver, page: ContactsPage, tmp_path: Path) -> None:
    (tmp_path / "sent.eml").write_bytes(SENT)
    page.taking.take([tmp_path / "sent.eml"])
    shared.settle()
    assert (tmp_path / "sent.eml").read_bytes() == SENT


def test_the_same_mail_again_is_no_second_attempt(shared: Driver, page: ContactsPage, tmp_path: Path) -> None:
    (tmp_path / "sent.eml").write_bytes(SENT)
    for _time in range(2):
        page.taking.take([tmp_path / "sent.eml"])
        shared.settle()
    assert len(page.desk.contacts.list(page.case)) == 1


def test_an_empty_folder_says_that_there_was_no_mail(
    shared: Driver, page: ContactsPage, tmp_path: Path
) -> None:
    (tmp_path / "mails").mkdir()
    page.taking.take([tmp_path / "mails"])
    shared.settle()
    assert strips(page) == [("warn", "There was no mail in it.")]


def test_what_only_calls_itself_a_mail_is_told_and_writes_no_attempt(
    shared: Driver, page: ContactsPage, tmp_path: Path
) -> None:
    (tmp_path / "picture.eml").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    page.taking.take([tmp_path / "picture.eml"])
    shared.settle()
    assert page.desk.contacts.list(page.case) == []
    ((_kind, text),) = strips(page)
    assert text


def test_an_import_that_is_stopped_shows_what_it_kept(
    shared: Driver, page: ContactsPage, tmp_path: Path
) -> None:
    files = []
    for number in range(25):
        files.append(tmp_path / f"{number}.eml")
        files[-1].write_bytes(SENT.replace(b"<1@", f"<{number}-x@".encode()))
    page.taking.take(files)
    (job,) = shared.shell.runner.visible
    end = time.monotonic() + 20
    while job.latest.done < 1 and shared.shell.runner.visible and time.monotonic() < end:
        shared.app.processEvents()
    job.cancel()
    shared.settle()
    kept = {one.number for one in page.desk.contacts.list(page.case)}
    assert kept == {line.attempt.number for line in page.model.rows}


def test_a_scan_dropped_on_no_line_proposes_an_attempt_and_asks_nothing(
    shared: Driver, page: ContactsPage, tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").write_text("Dear shop", encoding="utf-8")
    page.taking.take([tmp_path / "letter.txt"], form=True)
    shared.settle()
    assert not [one for one in shared.app.topLevelWidgets() if isinstance(one, OutcomeSheet)]
    assert page.entry.proofs == ("E-01",)
    assert page.desk.contacts.list(page.case) == [], "proposed, not kept"
