"""Reaching a seller who does not want to be: by keyboard and by dropping, to the paper for the court."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.factories.mails import report, sent, write
from xborder_desk.domain.cases import NewCase
from xborder_desk.domain.choices import Channel, ContactResult, label_of
from xborder_desk.jobs.context import JobContext
from xborder_desk.services.parties import NewIdentifier
from xborder_desk.ui.pages.contacts import ContactsPage
from xborder_desk.ui.pages.contacts.sheets import OutcomeSheet

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Driver

MAIL = "service@lanyu.example"
PHONE = "+86 755 5550 0142"
PLACE = "Room 1907, 88 Kexing Rd, Shenzhen"
OURS = "annika@brandt.example"


def drop(target: QWidget, paths: list[Path], where: QPoint) -> None:
    """Drop files as a file manager does: drag in, let go."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    copy = Qt.DropAction.CopyAction
    app = QApplication.instance()
    assert app is not None
    for kind in (QDragEnterEvent, QDragMoveEvent):
        over = kind(QPointF(where), copy, mime, left, none)
        app.sendEvent(target, over)
        assert over.isAccepted()
    app.sendEvent(target, QDropEvent(QPointF(where), copy, mime, left, none))


def squeezed(text: str) -> str:
    return "".join(text.split())


def opened(drive: Driver, folder: Path) -> ContactsPage:
    """Make an office with one case and its addresses, and go to its contacts."""
    desk = drive.ways.create(folder, JobContext())
    case = desk.cases.create(NewCase("E-bike never came", "Annika Brandt", "DE", "蓝屿", "CN"))
    desk.parties.add_identifier(case, "P-01", NewIdentifier("email", OURS, "consumer"))
    for kind, raw, origin in (
        ("email", MAIL, "imprint"),
        ("phone", PHONE, "invoice"),
        ("address", PLACE, "invoice"),
    ):
        desk.parties.add_identifier(case, "P-02", NewIdentifier(kind, raw, origin))
    desk.close()
    drive.open(folder)
    drive.window.open_case(case, "contacts")
    drive.settle()
    page = drive.page
    assert isinstance(page, ContactsPage)
    return page


# Without a screen Qt cannot raise a window nor grab the keyboard, and says so.
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_from_the_first_call_to_the_paper_for_the_court(drive: Driver, tmp_path: Path) -> None:
    page = opened(drive, tmp_path / "office")
    before = {country: readiness(drive, page, country) for country in ("DE", "FR")}
    log_by_keyboard(drive, page)
    drop_a_mail_and_its_bounce(drive, page, tmp_path / "mails")
    drop_the_returned_letter(drive, page, tmp_path / "scan.png")
    remember(page)
    for country, (done, total) in before.items():
        now, of = readiness(drive, page, country)
        assert (now > done, of) == (True, total), country
    print_and_compare(drive, page, tmp_path / "statement.pdf")


def readiness(drive: Driver, page: ContactsPage, country: str) -> tuple[int, int]:
    """Choose a court and read the card: how much is done, of how much."""
    page.ready.country.choose(country)
    drive.settle()
    done, _, total = page.ready.count.text().split()
    assert page._register is not None
    assert page._register.survey.readiness.country == country
    return int(done), int(total)


def log_by_keyboard(drive: Driver, page: ContactsPage) -> None:
    """One key, the channel, Enter: the address is known; a letter with its receipt the same way."""
    drive.window.activateWindow()
    for channel, result, more in (
        ("phone", "number_not_in_service", {"reply_by": "", "at": "-2 10:30"}),
        (
            "registered_letter",
            "pending",
            {"reply_by": "-1", "at": "-9 09:15", "tracking": "RR123456785DE", "cost": "8.10"},
        ),
    ):
        drive.window.actions_by_name["log"].trigger()
        drive.settle()
        entry = page.entry
        assert QApplication.focusWidget() is entry.address
        entry.channel.choose(channel)
        entry.address.clear()
        entry.begin()
        for name, words in more.items():
            QTest.keyClicks(entry.lines[name], words)
        if "cost" in more:
            assert entry.lines["cost"].isVisible()
            QTest.keyClicks(entry.lines["cost_currency"], "EUR")
        entry.result.choose(result)
        QTest.keyClick(entry.address, Qt.Key.Key_Return)
        drive.settle()
        assert not entry.wrong.isVisible(), entry.wrong.text()
    made = page.desk.contacts.list(page.case)
    assert [(one.channel, one.address, one.address_source) for one in made] == [
        ("phone", PHONE, "invoice"),
        ("registered_letter", PLACE, "invoice"),
    ]
    assert (made[1].tracking, made[1].cost, made[1].first_hand) == ("RR123456785DE", "8.10", True)


def drop_a_mail_and_its_bounce(drive: Driver, page: ContactsPage, folder: Path) -> None:
    """The sent mail becomes an attempt, its bounce the result; dropped again, nothing changes."""
    at = dt.datetime.now(dt.UTC).replace(microsecond=0) - dt.timedelta(days=3)
    mail = sent(to=MAIL, sender=f"Annika Brandt <{OURS}>", at=at)
    bounce = report(
        "first@office.example", (MAIL, "5.1.1", "550 5.1.1 no such user"), at=at + dt.timedelta(minutes=2)
    )
    files = write(folder, mail, bounce)
    for round_ in range(2):
        drop(page.table.viewport(), files, QPoint(40, 10))
        drive.settle()
        attempts = page.desk.contacts.list(page.case)
        assert [one.number for one in attempts] == ["A-01", "A-02", "A-03"], round_
        assert [(one.result, one.dead) for one in attempts[2].results] == [("bounced", True)]
    assert page._register is not None
    states = {one.raw: one.state for one in page._register.survey.book}
    assert states == {MAIL: "dead", PHONE: "dead", PLACE: ""}
    shown = [
        label.text()
        for label in page.findChildren(type(page.entry.wrong))
        if "Imported before" in label.text()
    ]
    assert shown == [
        "Imported before as E-01; nothing was changed.\nImported before as E-02; nothing was changed."
    ]


def drop_the_returned_letter(drive: Driver, page: ContactsPage, scan: Path) -> None:
    """A scan dropped on the letter's line proves that it came back, and the envelope is in the post book."""
    Image.new("RGB", (64, 48), "white").save(scan)
    numbers = [line.attempt.number for line in page.model.rows]
    y = page.table.rowViewportPosition(numbers.index("A-02")) + 4
    drop(page.table.viewport(), [scan], QPoint(40, y))
    drive.settle()
    sheet = drive.dialog()
    assert isinstance(sheet, OutcomeSheet)
    assert sheet.form.values()["proof"] == "E-03"
    assert sheet.form.values()["result"] == "returned_unknown"
    sheet.form.editor("result").choose("returned_moved")  # type: ignore[union-attr]  # it is a list
    sheet.accept_it()
    drive.settle()
    letter = page.desk.contacts.list(page.case)[1]
    assert [(one.result, one.proofs) for one in letter.results] == [("returned_moved", ("E-03",))]
    [line] = page.desk.post.list(page.case)
    assert (line.kind.value, line.attempt, line.number, line.proofs) == (
        "returned",
        "A-02",
        "RR123456785DE",
        ("E-03",),
    )


def remember(page: ContactsPage) -> None:
    """The answer to the letter was due yesterday: that is what the morning shows."""
    today = dt.datetime.now(page.desk.zone).date()
    due = page.desk.contacts.reminders(today)
    assert [(one.case, one.attempt, one.kind) for one in due] == [(page.case, "A-02", "answer")]
    assert due[0].due == today - dt.timedelta(days=1)


def print_and_compare(drive: Driver, page: ContactsPage, file: Path) -> None:
    """Each row of the paper is a row of the register, in German with the Chinese beside it."""
    page.make_statement("de", "zh-Hant", file)
    drive.settle()
    with pypdfium2.PdfDocument(file) as pdf:
        pages = [pdf[number].get_textpage().get_text_range() for number in range(len(pdf))]
    shown = squeezed(" ".join(pages))
    said = [drive.ways.language(tag) for tag in ("de", "zh-Hant")]
    attempts = page.desk.contacts.list(page.case)
    assert len(attempts) == 3
    for one in attempts:
        assert f"{page.case}/{one.number}" in shown or one.number in shown
        assert squeezed(one.address) in shown
        assert f"{one.local:%H:%M}" in shown
        for language in said:
            assert squeezed(language.text(label_of(Channel, one.channel))) in shown
            assert squeezed(language.text(label_of(ContactResult, one.result))) in shown
        for proof in (*one.proofs, *(proof for result in one.results for proof in result.proofs)):
            data = page.desk.evidence.path_for_reading(proof, page.case).read_bytes()
            assert hashlib.sha256(data).hexdigest() in shown
