"""What the evidence page does with an item: copies, suggestions, custody, the watched folder; all named."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.factories.told import SECRET, telling_pdf, telling_picture, tells
from tests.programs.test_tesseract import INSTALLED, written
from tests.ui.driving import cut, unnamed, untranslated
from xborder_desk.domain.choices import RedactionReason
from xborder_desk.domain.previews import Drawn
from xborder_desk.domain.suggestions import State
from xborder_desk.jobs.context import JobContext
from xborder_desk.ui.dialogs.copies import (
    CaptureSheet,
    HandSheet,
    PagesSheet,
    PasswordSheet,
    StampSheet,
    TranslationSheet,
    WatchSheet,
)
from xborder_desk.ui.dialogs.redacting import RedactSheet
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.pages.evidence import EvidencePage
from xborder_desk.ui.widgets.cards import Strip
from xborder_desk.ui.widgets.marking import Marking

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.driving import Driver
    from xborder_desk.services import Desk


def desk_of(driver: Driver) -> Desk:
    desk = driver.shell.desk
    assert desk is not None
    return desk


def page_with(driver: Driver, file: Path) -> EvidencePage:
    """The page with a file taken in and chosen."""
    (added,) = desk_of(driver).evidence.add_files(driver.case, [file], JobContext())
    assert added.row is not None
    page = driver.go("evidence")
    assert isinstance(page, EvidencePage)
    page.reload()
    driver.settle()
    page.go_to(added.row.number)
    driver.settle()
    return page


def words(page: EvidencePage) -> list[str]:
    return [text for text, _verb in page.reader.doing.verbs() if text]


def do(page: EvidencePage, text: str) -> None:
    verb = dict(page.reader.doing.verbs())[text]
    assert verb is not None
    verb()


def said(page: EvidencePage) -> str:
    return " ".join(strip.text.text() for strip in page.findChildren(Strip) if strip.isVisibleTo(page))


def told(driver: Driver) -> str:
    return " ".join(strip.text.text() for strip in driver.window.findChildren(Strip))


def sheet(driver: Driver) -> Sheet:
    found = driver.dialog()
    assert isinstance(found, Sheet)
    return found


def test_only_what_can_be_done_is_in_the_menu(desk_open: Driver, tmp_path: Path) -> None:
    page = page_with(desk_open, telling_pdf(tmp_path / "a.pdf"))
    assert "Make parts unreadable…" in words(page)
    assert "Upright copy" not in words(page)
    page.go_to("E-01")
    desk_open.settle()
    assert "Make parts unreadable…" not in words(page)
    assert "Copy as PDF" in words(page)
    page.reader.show_nothing()
    assert words(page) == []
    assert not page.reader.doing.button.isVisibleTo(page)


def test_a_page_is_marked_and_the_copy_made(desk_open: Driver, tmp_path: Path) -> None:
    page = page_with(desk_open, telling_pdf(tmp_path / "a.pdf", layered=False))
    do(page, "Make parts unreadable…")
    desk_open.settle()
    dialog = cast("RedactSheet", sheet(desk_open))
    assert not dialog.verb.isEnabled()
    dialog.form.put({"reason": RedactionReason.SPECIAL_CATEGORY.value})
    dialog.marking.marked.emit((0.1, 0.1, 0.9, 0.3))
    assert dialog.boxes[0].reason is RedactionReason.SPECIAL_CATEGORY
    dialog.accept_it()
    desk_open.settle()
    made = desk_of(desk_open).evidence.list(desk_open.case)[-1]
    assert made.derived_from == page_number(made.number, -1)
    assert not tells(desk_of(desk_open).evidence.path_for_reading(made.uid))
    page.reload()
    desk_open.settle()
    assert page._chosen == made.number


def page_number(number: str, by: int) -> str:
    return f"E-{int(number.removeprefix('E-')) + by:02d}"


def test_words_are_marked_wherever_they_stand(desk_open: Driver, tmp_path: Path) -> None:
    page = page_with(desk_open, telling_pdf(tmp_path / "a.pdf", layered=False))
    do(page, "Make parts unreadable…")
    desk_open.settle()
    dialog = cast("RedactSheet", sheet(desk_open))
    dialog.words.setText(SECRET)
    dialog._find()
    desk_open.settle()
    assert {box.page for box in dialog.boxes} >= {1}
    count = len(dialog.boxes)
    dialog.words.setText("stands nowhere at all")
    dialog._find()
    desk_open.settle()
    assert len(dialog.boxes) == count
    dialog._turn(1)
    desk_open.settle()
    assert not dialog.forth.isEnabled()
    for _ in range(count):
        dialog._take_back()
    assert (dialog.boxes, dialog.verb.isEnabled()) == ([], False)


def test_what_has_no_pages_says_what_to_do(desk_open: Driver) -> None:
    page = desk_open.go("evidence")
    assert isinstance(page, EvidencePage)
    page.go_to("E-01")
    desk_open.settle()
    RedactSheet(page.around, page, page.desk, (page.case, "E-01"), lambda _made: None).open()
    desk_open.settle()
    dialog = cast("RedactSheet", sheet(desk_open))
    dialog._mark((0, 0, 1, 1))
    assert dialog.boxes == []
    assert "PDF copy" in " ".join(strip.text.text() for strip in dialog.findChildren(Strip))


def test_a_box_is_drawn_with_the_mouse(qtbot: QtBot) -> None:
    marking = Marking()
    qtbot.addWidget(marking)
    marking.resize(400, 400)
    marking.show_page(Drawn(200, 400, b"\xff" * (200 * 400 * 3)))
    marking.show()
    where = marking.place()
    assert (where.width(), where.height(), where.left()) == (200, 400, 100)
    drawn: list[tuple[float, float, float, float]] = []
    marking.marked.connect(drawn.append)

    def drag(first: QPoint, last: QPoint) -> None:
        QTest.mousePress(marking, Qt.MouseButton.LeftButton, pos=first)
        QTest.mouseMove(marking, last)
        QTest.mouseRelease(marking, Qt.MouseButton.LeftButton, pos=last)

    drag(QPoint(150, 100), QPoint(250, 200))
    drag(QPoint(350, 390), QPoint(110, 350))
    drag(QPoint(150, 100), QPoint(151, 101))
    drag(QPoint(10, 10), QPoint(60, 60))
    assert len(drawn) == 2
    assert drawn[0] == pytest.approx((0.25, 0.25, 0.755, 0.5025), abs=0.01)
    left, top, right, bottom = drawn[1]
    assert 0 <= left < right <= 1
    assert 0 <= top < bottom <= 1
    marking.show_boxes(drawn)
    assert not marking.grab().isNull()
    marking.show_page(None)
    assert marking.place().isEmpty()


def test_an_upright_copy_and_one_as_pdf(desk_open: Driver, tmp_path: Path) -> None:
    page = page_with(desk_open, telling_picture(tmp_path / "p.jpg", orientation=6))
    number = page._chosen
    do(page, "Upright copy")
    desk_open.settle()
    page.go_to(number)
    desk_open.settle()
    do(page, "Copy as PDF")
    desk_open.settle()
    rows = desk_of(desk_open).evidence.list(desk_open.case)
    assert [row.filename for row in rows if row.derived_from == number] == ["p-upright.png", "p.pdf"]


def test_some_pages_are_copied_and_wrong_ones_said_beside_the_field(
    desk_open: Driver, tmp_path: Path
) -> None:
    page = page_with(desk_open, telling_pdf(tmp_path / "a.pdf"))
    do(page, "Copy of some pages…")
    dialog = cast("PagesSheet", sheet(desk_open))
    assert dialog.form.values() == {"pages": "1", "last": "2"}
    dialog.form.put({"pages": "two"})
    dialog.accept_it()
    desk_open.settle()
    assert dialog.isVisible()
    dialog.form.put({"pages": "2"})
    dialog.accept_it()
    desk_open.settle()
    assert desk_of(desk_open).evidence.list(desk_open.case)[-1].pages == 1


def test_a_translation_is_added_and_read_beside_its_original(desk_open: Driver, tmp_path: Path) -> None:
    page = page_with(desk_open, telling_picture(tmp_path / "p.png", "PNG"))
    number = page._chosen
    (tmp_path / "de.txt").write_text("Übersetzung", encoding="utf-8")
    do(page, "Add a translation…")
    dialog = cast("TranslationSheet", sheet(desk_open))
    dialog.accept_it()
    desk_open.settle()
    assert dialog.isVisible()
    dialog.form.put(
        {"file": str(tmp_path / "de.txt"), "language": "de", "translator": "Anna Berg", "certified": "yes"}
    )
    dialog.accept_it()
    desk_open.settle()
    made = desk_of(desk_open).evidence.list(desk_open.case)[-1]
    assert (made.derived_from, made.language) == (number, "de")
    assert made.derivation is not None
    assert made.derivation["certified"] is True
    page.reload()
    desk_open.settle()
    do(page, "Beside its original")
    desk_open.settle()
    assert desk_open.dialog().isVisible()


def test_what_was_handed_over_is_written_down(desk_open: Driver) -> None:
    page = desk_open.go("evidence")
    assert isinstance(page, EvidencePage)
    page.go_to("E-01")
    desk_open.settle()
    do(page, "Note in the custody register…")
    dialog = cast("HandSheet", sheet(desk_open))
    dialog.accept_it()
    desk_open.settle()
    assert dialog.isVisible()
    dialog.form.put({"to": "Court"})
    dialog.accept_it()
    desk_open.settle()
    last = desk_of(desk_open).evidence.show("E-01", desk_open.case).custody[-1]
    assert (last.action, last.details["to"]) == ("hand_over", "Court")


def test_a_custody_sheet_is_saved(desk_open: Driver, tmp_path: Path) -> None:
    page = desk_open.go("evidence")
    assert isinstance(page, EvidencePage)
    page.go_to("E-01")
    desk_open.settle()
    page.reader.doing._save_sheet(tmp_path / "c.pdf")
    desk_open.settle()
    assert (tmp_path / "c.pdf").read_bytes().startswith(b"%PDF")


def test_without_a_service_no_stamp_is_asked_for(desk_open: Driver) -> None:
    page = desk_open.go("evidence")
    assert isinstance(page, EvidencePage)
    page.go_to("E-01")
    desk_open.settle()
    do(page, "Time stamp")
    desk_open.settle()
    assert "No time stamp service" in said(page)
    do(page, "Time stamp service…")
    dialog = cast("StampSheet", sheet(desk_open))
    dialog.form.put({"service": "nonsense"})
    dialog.accept_it()
    desk_open.settle()
    assert dialog.isVisible()
    dialog.form.put({"service": "https://tsa.example/tsr"})
    dialog.accept_it()
    desk_open.settle()
    assert desk_of(desk_open).stamping.service().url == "https://tsa.example/tsr"


@INSTALLED
def test_a_scan_is_recognised_and_its_facts_are_decided(desk_open: Driver, tmp_path: Path) -> None:
    page = page_with(desk_open, written(tmp_path / "scan.png", ["Total 249.90 EUR", "a@lanyu.example"]))
    do(page, "Recognise the text")
    desk_open.settle()
    assert "tesseract" in said(page)
    assert "249.90" in page.reader._text.toPlainText()
    panel = page.reader.suggested
    panel.look()
    desk_open.settle()
    assert [one.kind for one in panel.model.rows] == ["amount", "email"]
    panel.table.pick(0)
    panel.reject()
    desk_open.settle()
    assert [one.state for one in panel.model.rows] == [State.REJECTED, State.OFFERED]
    panel.table.pick(1)
    panel.party.choose("P-02")
    panel.accept()
    desk_open.settle()
    assert [one.state for one in panel.model.rows] == [State.REJECTED, State.ACCEPTED]
    parties = desk_of(desk_open).cases.show(desk_open.case).parties
    (seller,) = [party for party in parties if party.number == "P-02"]
    assert any(one.raw == "a@lanyu.example" for one in seller.identifiers)


def test_without_tesseract_the_page_says_what_to_install(
    desk_open: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_with(desk_open, telling_picture(tmp_path / "p.png", "PNG"))
    monkeypatch.setenv("PATH", str(tmp_path))
    do(page, "Recognise the text")
    desk_open.settle()
    assert "install Tesseract" in said(page)


def test_a_locked_file_is_opened(desk_open: Driver, tmp_path: Path) -> None:
    import pikepdf  # noqa: PLC0415 - the one test that needs it

    with pikepdf.open(telling_pdf(tmp_path / "a.pdf")) as pdf:
        pdf.save(tmp_path / "l.pdf", encryption=pikepdf.Encryption(user="sesame", owner="o"))
    page = page_with(desk_open, tmp_path / "l.pdf")
    do(page, "Open with its password…")
    dialog = cast("PasswordSheet", sheet(desk_open))
    editor = dialog.form.editor("password")
    assert isinstance(editor, QLineEdit)
    assert editor.echoMode() is QLineEdit.EchoMode.Password
    dialog.form.put({"password": "wrong"})
    dialog.accept_it()
    desk_open.settle()
    assert dialog.isVisible()
    dialog.form.put({"password": "sesame"})
    dialog.accept_it()
    desk_open.settle()
    assert desk_of(desk_open).evidence.show(page._chosen, desk_open.case).page_texts


def test_a_watched_folder_is_looked_into_while_the_page_is_open(desk_open: Driver, tmp_path: Path) -> None:
    page = desk_open.go("evidence")
    assert isinstance(page, EvidencePage)
    folder = tmp_path / "scans"
    folder.mkdir()
    (folder / "s.txt").write_text("scan", encoding="utf-8")
    os.utime(folder / "s.txt", (1_700_000_000, 1_700_000_000))
    page._ask_watched()
    dialog = cast("WatchSheet", sheet(desk_open))
    dialog.form.put({"folder": str(folder)})
    dialog.accept_it()
    desk_open.settle()
    desk_open.settle()
    assert [item.filename for item in page.model.rows][-1] == "s.txt"
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    page._lookout.look()
    desk_open.settle()
    assert "not there" in said(page)


def test_how_to_save_a_page_of_the_web_is_told(desk_open: Driver) -> None:
    page = desk_open.go("evidence")
    assert isinstance(page, EvidencePage)
    if not desk_of(desk_open).capturing.hindrance():
        pytest.skip("the extra is installed")
    page._ask_web()
    desk_open.settle()
    assert "browser" in said(page)


def test_an_address_is_asked_for_where_pages_can_be_captured(desk_open: Driver) -> None:
    page = desk_open.go("evidence")
    given: list[str] = []
    dialog = CaptureSheet(page.around, page, given.append)
    dialog.open()
    dialog.accept_it()
    assert (given, dialog.isVisible()) == ([], True)
    dialog.form.put({"url": " https://shop.example/offer "})
    dialog.accept_it()
    assert given == ["https://shop.example/offer"]


def test_what_is_looked_at_in_full_stands_in_the_register(desk_open: Driver) -> None:
    page = desk_open.go("evidence")
    assert isinstance(page, EvidencePage)
    page.go_to("E-01")
    desk_open.settle()
    page._enlarge()
    desk_open.settle()
    assert desk_of(desk_open).evidence.show("E-01", desk_open.case).custody[-1].action == "view"


def test_every_question_is_translated_named_and_whole(desk_open: Driver, tmp_path: Path) -> None:
    page = page_with(desk_open, telling_pdf(tmp_path / "a.pdf"))
    desk_open.speak("qps")
    view = page.reader._view
    assert view is not None
    about = (page.case, view.row)
    sheets: list[Sheet] = [
        kind(page.around, page, page.desk, about, lambda _made: None)
        for kind in (PagesSheet, TranslationSheet, PasswordSheet, HandSheet)
    ]
    sheets += [
        RedactSheet(page.around, page, page.desk, (page.case, view.row.number), lambda _made: None),
        StampSheet(page.around, page, page.desk, lambda _made: None),
        WatchSheet(page.around, page, page.desk, page.case, lambda _made: None),
        CaptureSheet(page.around, page, lambda _address: None),
    ]
    for one in sheets:
        one.open()
        desk_open.settle()
        assert untranslated(one.inside, [str(view.row.pages)]) == []
        assert unnamed(one) == []
        assert cut(one.inside) == []
        one.reject()
        desk_open.settle()


def test_that_nothing_was_found_is_told_and_nothing_can_be_decided(desk_open: Driver, tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("Nothing that anybody could enter.\n", encoding="utf-8")
    page = page_with(desk_open, words)
    panel = page.reader.suggested
    verbs = (panel.party, panel._accept, panel._reject)
    assert not any(one.isEnabled() for one in verbs)
    panel.look()
    desk_open.settle()
    assert f"Nothing new was found in the text of {page._chosen}." in told(desk_open)
    assert not any(one.isEnabled() for one in verbs)


def test_what_was_found_can_be_decided_until_all_of_it_is(desk_open: Driver, tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("Write to a@lanyu.example.\n", encoding="utf-8")
    panel = page_with(desk_open, words).reader.suggested
    panel.look()
    desk_open.settle()
    assert panel._accept.isEnabled()
    assert "Nothing new" not in told(desk_open)
    panel.table.pick(0)
    panel.reject()
    desk_open.settle()
    assert not panel._accept.isEnabled()


def test_an_item_is_described_before_its_picture(desk_open: Driver, tmp_path: Path) -> None:
    reader = page_with(desk_open, telling_picture(tmp_path / "p.png", "PNG")).reader
    reader._tabs.setCurrentIndex(1)
    desk_open.settle()
    assert reader._words.mapTo(reader, QPoint(0, 0)).y() < reader._picture.mapTo(reader, QPoint(0, 0)).y()
