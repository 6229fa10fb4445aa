"""What is dropped on the contacts: mails, scans, files for the form; and what each became."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

from tests.factories.mails import answer, mailbox, report, sent, write
from tests.ui.driving import cut, unnamed
from tests.ui.pages.contacts.conftest import MAIL, OURS, PHONE, PLACE
from xborder_desk.domain.contacts import NewAttempt
from xborder_desk.jobs.context import JobContext
from xborder_desk.ui.pages.contacts.imported import ImportedSheet
from xborder_desk.ui.pages.contacts.sheets import CorrectSheet, OutcomeSheet
from xborder_desk.ui.widgets.cards import Strip

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from tests.ui.driving import Driver
    from xborder_desk.ui.pages.contacts import ContactsPage

NOON = dt.datetime.now(dt.UTC).replace(hour=0, minute=0, second=0, microsecond=0) - dt.timedelta(days=2)


def drop(shared: Driver, target: QWidget, *paths: Path, y: float = 5) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    where, copy = QPointF(20, y), Qt.DropAction.CopyAction
    for kind in (QDragEnterEvent, QDragMoveEvent):
        shared.app.sendEvent(target, kind(where, copy, mime, left, none))
    shared.app.sendEvent(target, QDropEvent(where, copy, mime, left, none))
    shared.settle()


def strip(page: ContactsPage) -> tuple[str, str]:
    [one] = [one for one in page.findChildren(Strip) if one.isVisible()]
    return one.text.text(), one.second.text()


def ours(mail_id: str = "first@office.example") -> bytes:
    return sent(mail_id, to=MAIL, sender=f"Annika Brandt <{OURS}>", at=NOON)


def log(shared: Driver, page: ContactsPage, channel: str, address: str) -> None:
    new = NewAttempt(channel, address, at=NOON.isoformat(), party="P-02")
    page.desk.contacts.add(page.case, new)
    page.tell()
    shared.settle()


def test_mails_dropped_on_the_empty_place_become_what_they_are(
    shared: Driver, page: ContactsPage, tmp_path: Path
) -> None:
    bounce = report("first@office.example", (MAIL, "5.1.1", "550 5.1.1 no such user"), at=NOON)
    drop(shared, page.card.empty_place, *write(tmp_path / "in", ours(), bounce))
    told, also = strip(page)
    assert told == (
        "A sent mail: it is attempt A-01 now, proved by E-01.\n"
        "A delivery report: it is a result of A-01, proved by E-02."
    )
    assert also == f"Dead by this report: {MAIL}."
    current = page.card.current()
    assert current is not None
    assert (current.number, current.result, current.proofs) == ("A-01", "bounced", ("E-01",))
    drop(
        shared,
        page.table.viewport(),
        *write(tmp_path / "late", answer("first@office.example", sender=MAIL, at=NOON)),
    )
    assert strip(page)[0] == "An answer: it is a reply to A-01, proved by E-03."


def test_a_mailbox_is_told_in_a_list_of_its_own(shared: Driver, page: ContactsPage, tmp_path: Path) -> None:
    box = mailbox(
        tmp_path / "Sent.mbox",
        *(ours(f"m{n}@office.example").replace(b"Please", b"%d" % n) for n in range(5)),
    )
    drop(shared, page.card.empty_place, box)
    sheet = shared.dialog()
    assert isinstance(sheet, ImportedSheet)
    assert [one.position for one in sheet.model.rows] == [1, 2, 3, 4, 5]
    assert sheet.counted.text().startswith("Attempts: 5 · results: 0")
    assert not [*cut(sheet), *unnamed(sheet)]
    assert len(page.model.rows) == 5


def test_a_doubtful_mail_is_told_with_its_doubt(shared: Driver, page: ContactsPage, tmp_path: Path) -> None:
    stranger = report("forged@elsewhere.example", (MAIL, "5.1.1", "550 no"), at=NOON)
    drop(shared, page.card.empty_place, *write(tmp_path / "in", stranger))
    assert "This case has no mail that this report is about" in strip(page)[1]
    (tmp_path / "empty").mkdir()
    page.taking.take([tmp_path / "empty"])
    shared.settle()
    assert strip(page)[0] == "There was no mail in it."


def test_a_scan_dropped_on_a_line_proves_its_result(
    shared: Driver, page: ContactsPage, tmp_path: Path
) -> None:
    log(shared, page, "phone", PHONE)
    log(shared, page, "registered_letter", PLACE)
    scan = tmp_path / "envelope.txt"
    scan.write_text("unknown at this address", encoding="utf-8")
    drop(shared, page.table.viewport(), scan, y=page.table.rowViewportPosition(0) + 3)
    sheet = shared.dialog()
    assert isinstance(sheet, OutcomeSheet)
    assert not [*cut(sheet), *unnamed(sheet)]
    typed = sheet.form.values()
    assert (typed["result"], typed["proof"], typed["post"]) == ("returned_unknown", "E-01", "yes")
    sheet.accept_it()
    shared.settle()
    phone, letter = page.desk.contacts.list(page.case)
    assert phone.results == ()
    assert [(one.result, one.proofs) for one in letter.results] == [("returned_unknown", ("E-01",))]
    [line] = page.desk.post.list(page.case)
    assert (line.kind.value, line.attempt, line.who) == ("returned", "A-02", PLACE)
    page.show_pane("post")
    shared.settle()
    assert [one.attempt for one in page.post.model.rows] == ["A-02"]


def test_a_call_gets_no_line_in_the_post_book(shared: Driver, page: ContactsPage) -> None:
    log(shared, page, "phone", PHONE)
    page.detail.result.click()
    sheet = shared.dialog()
    assert isinstance(sheet, OutcomeSheet)
    assert "post" not in sheet.form.values()
    assert sheet.form.values()["result"] == "no_answer"
    sheet.accept_it()
    shared.settle()
    assert page.desk.contacts.list(page.case)[0].result == "no_answer"
    assert page.desk.post.list(page.case) == []


def test_an_answer_and_a_correction_are_lines_that_name_the_attempt(
    shared: Driver, page: ContactsPage
) -> None:
    log(shared, page, "phone", PHONE)
    page.detail.reply.click()
    sheet = shared.dialog()
    assert isinstance(sheet, OutcomeSheet)
    sheet.form.fill({"note": "They call back."})
    sheet.accept_it()
    shared.settle()
    page.detail.correct.click()
    wrong = shared.dialog()
    assert isinstance(wrong, CorrectSheet)
    wrong.form.fill({"channel": "sms", "address": PHONE, "note": "It was a text message."})
    wrong.accept_it()
    shared.settle()
    [made] = page.desk.contacts.list(page.case)
    assert [one.note for one in made.replies] == ["They call back."]
    assert (made.channel, made.corrections[0].before) == ("sms", "phone")


def test_a_file_dropped_on_the_form_fills_it(shared: Driver, page: ContactsPage, tmp_path: Path) -> None:
    receipt = tmp_path / "receipt.txt"
    receipt.write_text("Einlieferungsbeleg", encoding="utf-8")
    drop(shared, page.entry.frame, receipt)
    assert list(page.entry.proofs) == ["E-01"]
    assert page.entry.channel.value() == "registered_letter"
    assert page.entry.address.text() == PLACE.replace("\n", ", ")
    assert page.entry._proof.word.text() == "Proof: E-01"
    page.entry.lines["tracking"].setText("RR1")
    page.entry.at.setText("-1 09:00")
    page.entry.keep()
    shared.settle()
    [made] = page.desk.contacts.list(page.case)
    assert (made.proofs, made.tracking, made.address_source) == (("E-01",), "RR1", "invoice")
    assert list(page.entry.proofs) == []
    assert not page.entry._proof.isVisible()


def test_an_item_of_evidence_can_propose_an_attempt_and_be_left_out(
    shared: Driver, page: ContactsPage, tmp_path: Path
) -> None:
    page.desk.evidence.add_files(page.case, write(tmp_path / "in", ours()), JobContext())
    page.go_to("E-01")
    shared.settle()
    assert (page.entry.channel.value(), page.entry.address.text()) == ("email", MAIL)
    assert page.entry.at.text().startswith(f"{NOON:%Y-%m-%d}")
    page.entry._without.click()
    assert page.entry.proofs == ()
    page.entry.keep()
    shared.settle()
    assert page.desk.contacts.list(page.case)[0].proofs == ()
