"""The parts pages are built of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from xborder_desk.domain.choices import Channel
from xborder_desk.i18n.language import Language
from xborder_desk.i18n.pseudo import OPENING, pseudo_language
from xborder_desk.ui import asking
from xborder_desk.ui.language import Spoken
from xborder_desk.ui.models.table import Column, TableModel
from xborder_desk.ui.widgets import (
    buttons,
    cards,
    cells,
    chips,
    columns,
    drops,
    editing,
    flow,
    forms,
    layouts,
    tables,
    texts,
)
from xborder_desk.ui.widgets import picture as pictures

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.theme import Theme

COLUMNS: tuple[Column[str], ...] = (
    Column(
        "a",
        "Word",
        lambda row, _l: row,
        second=lambda row, _l: row * 2,
        icon=lambda _r: "check",
        stretch=True,
    ),
    Column("b", "State", lambda _row, _l: "Read", pill=lambda _r: "ok", icon=lambda _r: "check"),
)


def test_what_has_no_room_goes_on_below(qtbot: QtBot) -> None:
    line = flow.Flow(*(QPushButton("Build the dossier") for _number in range(4)))
    qtbot.addWidget(line)
    one = line.sizeHint()
    line.resize(one.width(), one.height())
    line.show()
    assert line.heightForWidth(one.width()) == one.height()
    assert line.heightForWidth(one.width() // 2) > one.height() * 1.9
    line.resize(one.width() // 2, 200)
    places = [child.geometry() for child in line.findChildren(QPushButton)]
    assert len({place.top() for place in places}) == 2
    assert not any(a.intersects(b) for a in places for b in places if a is not b)


def test_controls_mirror(qtbot: QtBot) -> None:
    line = flow.Flow(QPushButton("first"), QPushButton("second"))
    qtbot.addWidget(line)
    line.resize(600, 60)
    line.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    line.show()
    first, second = line.findChildren(QPushButton)
    assert first.x() > second.x()


def test_columns_fold_and_nothing_overlaps(qtbot: QtBot) -> None:
    place = columns.Columns(200)
    qtbot.addWidget(place)
    place.show_parts([QLabel(f"part {number}\n" * (number + 1)) for number in range(5)])
    place.show()
    for width, expected in ((900, 3), (500, 2), (250, 1)):
        place.resize(width, place.heightForWidth(width))
        parts = [child.geometry() for child in place.findChildren(QLabel)]
        assert len({part.left() for part in parts}) == expected
        assert not any(a.intersects(b) for a in parts for b in parts if a is not b)
        assert max(part.bottom() for part in parts) < place.height()


def test_a_form_takes_days_and_amounts_and_says_what_is_wrong(screen: ScreenLanguage, qtbot: QtBot) -> None:
    form = forms.Form(screen)
    qtbot.addWidget(form)
    form.line("on", "Day", kind="day")
    form.line("amount", "Amount", kind="amount")
    form.text("story", "Story")
    form.options("channel", "Channel", forms.of_choice(Channel, empty=True))
    form.options("country", "Country", forms.of_countries(["DE", "CN"]), searching=True)
    form.fill({"on": "8/3/2026", "amount": "1,249.50", "story": "words", "channel": "phone", "country": "CN"})
    form.show()
    assert form.values() == {
        "on": "2026-03-08",
        "amount": "1249.50",
        "story": "words",
        "channel": "phone",
        "country": "CN",
    }
    screen.use(pseudo_language())
    assert form.values()["channel"] == "phone"
    assert form.values()["country"] == "CN"
    assert form.show_wrong("amount", "No amount.")
    assert form._fields["amount"].wrong.text() == "No amount."
    assert not form.show_wrong("nothing", "?")
    form.clear_wrong()
    assert not form._fields["amount"].wrong.isVisible()


def test_countries_stand_in_the_order_of_the_language() -> None:
    entries = list(forms.of_countries(["AT", "DE", "EG"], empty=False)(Language("de")))
    assert [words for _code, words in entries] == ["Ägypten", "Deutschland", "Österreich"]


def test_a_card_is_edited_in_its_place(screen: ScreenLanguage, theme: Theme, qtbot: QtBot) -> None:
    card = editing.EditCard(screen, theme, "Purchase")
    qtbot.addWidget(card)
    line = card.form.line("product", "Goods")
    card.show_values({"product": "bicycle"})
    card.show()
    saved: list[dict[str, str]] = []
    card.saved.connect(saved.append)
    card.edit.click()
    assert card.editing
    assert line.text() == "bicycle"
    line.setText("red bicycle")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert saved == [{"product": "red bicycle"}]
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert not card.editing


def test_names_and_values_leave_out_what_is_empty(qtbot: QtBot) -> None:
    pairs = editing.Pairs()
    qtbot.addWidget(pairs)
    pairs.show_pairs([("a", "1"), ("b", ""), ("c", "<b>3</b>")])
    shown = list(pairs.findChildren(texts.Text))
    assert {label.text() for label in shown} == {"a", "1", "c", "<b>3</b>"}
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in shown)


def test_chips_choose_one(screen: ScreenLanguage, theme: Theme, qtbot: QtBot) -> None:
    line = chips.Chips(screen, theme, [("", "All"), ("x", "Some")])
    qtbot.addWidget(line)
    assert line.value() == ""
    with qtbot.waitSignal(line.chosen) as told:
        line._buttons["x"].click()
    assert told.args == ["x"]
    line.choose("")
    assert line.value() == ""


def test_a_table_copies_opens_and_draws(screen: ScreenLanguage, theme: Theme, qtbot: QtBot) -> None:
    model = TableModel(screen, COLUMNS)
    model.show(["one", "two\tand\nmore"])
    table = tables.Table(theme, model, lines=2, many=True)
    qtbot.addWidget(table)
    table.resize(600, 300)
    table.show()
    table.selectAll()
    table.copy()
    lines = QApplication.clipboard().text().split("\n")
    assert lines[0] == "Word\tState"
    assert lines[1] == "one\tRead"
    assert len(lines) == 3
    table.pick(1)
    assert table.current_row() == 1
    with qtbot.waitSignal(table.opened) as told:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert told.args == [1]
    ink = table.viewport().grab().toImage()
    assert len({ink.pixelColor(x, 20).name() for x in range(0, ink.width(), 3)}) > 3
    delegate = table.itemDelegate()
    assert isinstance(delegate, cells.Cells)


def test_pills_strips_and_empty_places_speak(screen: ScreenLanguage, theme: Theme, qtbot: QtBot) -> None:
    owner = Spoken(screen)
    qtbot.addWidget(owner)
    pill = cards.Pill(theme)
    pill.show_state("ok", "check", "Read")
    assert pill.word.text() == "Read"
    button = buttons.push(owner, theme, "Do it", look="primary")
    empty = cards.Empty(screen, theme, "tray", "Nothing", "Do something.", button, hint="or not")
    strip = cards.Strip(theme, "warn", "warning")
    for widget in (pill, empty, strip):
        qtbot.addWidget(widget)
    screen.use(pseudo_language())
    assert all(OPENING in label.text() for label in empty.findChildren(QLabel) if label.text())
    assert OPENING in button.text()


def test_lines_of_mixed_scripts_run_with_the_screen() -> None:
    assert cards.joined(Language("en"), "a", "", "b") == "a · b"
    assert cards.joined(Language("en"), "فاطمة", "b").startswith("\u200e")
    assert cards.joined(Language("ar"), "a").startswith("\u200f")


def test_a_line_that_is_too_long_ends_in_dots_and_is_whole_aloud(qtbot: QtBot) -> None:
    label = texts.Elided()
    qtbot.addWidget(label)
    label.show_text("a very long title of a case " * 9)
    label.resize(120, 30)
    label.show()
    assert label.toolTip() == label.text()
    assert not label.grab().isNull()


@pytest.mark.parametrize("rtl", [False, True])
def test_latin_names_align_with_the_screen(qtbot: QtBot, rtl: bool) -> None:  # noqa: FBT001 - a parameter of the test
    holder = QWidget()
    qtbot.addWidget(holder)
    label = texts.Text(parent=holder)
    end = texts.Text(parent=holder).at_end()
    holder.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    right = Qt.AlignmentFlag.AlignRight
    assert bool(label.alignment() & right) is rtl
    assert bool(end.alignment() & right) is not rtl


def test_dropped_files_and_pasted_pictures_are_paths(qapp: object, tmp_path: Path) -> None:
    del qapp
    mime = QMimeData()
    assert not drops.holds_files(mime)
    (tmp_path / "a.pdf").write_bytes(b"x")
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.pdf")), QUrl("https://shop.example")])
    assert drops.holds_files(mime)
    assert drops.paths_in(mime) == [tmp_path / "a.pdf"]
    picture = QMimeData()
    picture.setImageData(QImage(20, 10, QImage.Format.Format_RGB32))
    made = drops.paths_in(picture)
    assert [file.suffix for file in made] == [".png"]
    assert made[0].read_bytes().startswith(b"\x89PNG")
    drops.forget_pasted([*made, tmp_path / "a.pdf"])
    assert not made[0].parent.exists()
    assert (tmp_path / "a.pdf").exists()


def test_a_picture_keeps_its_shape(qtbot: QtBot) -> None:
    widget = pictures.Picture()
    qtbot.addWidget(widget)
    pixmap = QPixmap(400, 200)
    pixmap.fill(Qt.GlobalColor.red)
    widget.show_pixmap(pixmap)
    assert widget.heightForWidth(300) == 150
    widget.resize(300, 150)
    assert not widget.grab().isNull()
    widget.show_pixmap(QPixmap())
    assert widget.isHidden()


def test_layouts_are_cleared_whole(qtbot: QtBot) -> None:
    holder = layouts.holding(layouts.column(QLabel("a"), layouts.row(QLabel("b"), None)))
    qtbot.addWidget(holder)
    layout = holder.layout()
    assert layout is not None
    layouts.clear(layout)
    assert layout.count() == 0


def test_asking_for_files_does_not_hold_the_window_up(qtbot: QtBot, tmp_path: Path) -> None:
    parent = QLineEdit()
    qtbot.addWidget(parent)
    parent.show()
    asking.ask_folder(parent, "Folder", tmp_path, lambda _folder: None)
    asking.ask_files(parent, "Files", tmp_path, lambda _files: None)
    asking.ask_new_file(parent, "File", tmp_path / "new.zip", lambda _file: None)
    open_now = [one for one in QGuiApplication.allWindows() if one.isVisible()]
    assert len(open_now) >= 3


def test_a_text_that_must_be_whole_keeps_the_height_of_its_lines(theme: Theme, qtbot: QtBot) -> None:
    del theme
    label = texts.Text(wrap=True).whole()
    qtbot.addWidget(label)
    label.setText("Labels of exhibits are custom and no law. " * 6)
    label.setFixedWidth(200)
    label.show()
    line = label.fontMetrics().height()
    assert label.minimumHeight() >= label.heightForWidth(200) > line * 3
    label.setText("Short.")
    assert label.minimumHeight() < line * 3
