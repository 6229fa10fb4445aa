"""Words as they are drawn and read aloud: cells, labels, pills, chips; hostile ones and mirrored ones too."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QStyle, QStyleOptionViewItem, QWidget

from xborder_desk.i18n.language import Language
from xborder_desk.i18n.pseudo import OPENING, pseudo_language
from xborder_desk.ui.language import Spoken
from xborder_desk.ui.models.table import Column, TableModel
from xborder_desk.ui.widgets import cards, cells
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.chips import Chips
from xborder_desk.ui.widgets.texts import Elided, Line, Text

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.theme import Theme

LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
HOSTILE: Final = (
    "",
    "x" * 4000,
    "a\nb\r\nc\u2028d",
    "\x00\x1b[31m\x07",
    "\u202eevil\u202c",
    "<b>bold</b><img src='file:///etc/passwd'>",
    "\ud83d",
    "Z̸̧͓a̵l̶g̷o" * 40,
    "👩‍👩‍👧‍👦🇩🇪",
    "深圳市蓝屿科技有限公司",
    "فاطمة الحسن",
)
COLUMNS: Final[tuple[Column[str], ...]] = (
    Column("plain", "Plain", lambda one, _l: one, second=lambda one, _l: one),
    Column("icon", "Icon", lambda one, _l: one, icon=lambda _one: "check", struck=lambda _one: True),
    Column("pill", "Pill", lambda one, _l: one, pill=lambda _one: "warn", icon=lambda _one: "warning"),
    Column("end", "End", lambda one, _l: one, end=True),
    Column("verb", "", lambda one, _l: one, verb=True),
)


@given(st.text(max_size=30))
def test_a_cell_runs_one_way_or_the_other(text: str) -> None:
    for screen in (LTR, RTL):
        assert cells.runs(text, screen) in {LTR, RTL}


@given(st.text(st.characters(categories=("Lu", "Ll")), min_size=1), st.text(max_size=10))
def test_a_first_letter_decides(letters: str, rest: str) -> None:
    first = letters[0]
    wanted = LTR if unicodedata.bidirectional(first) == "L" else RTL
    if unicodedata.bidirectional(first) in {"L", "R", "AL"}:
        assert cells.runs(first + rest, LTR) is wanted
        assert cells.runs(first + rest, RTL) is wanted


@given(st.text(st.characters(exclude_characters="\u2066\u2067\u2068\u2069"), max_size=12))
def test_what_is_isolated_never_decides(inner: str) -> None:
    for isolate in "\u2066\u2067\u2068":
        assert cells.runs(f"{isolate}{inner}\u2069", LTR) is LTR
        assert cells.runs(f"{isolate}{inner}\u2069", RTL) is RTL


def kept(words: str) -> str:
    """A text as Qt keeps it: half a pair of surrogates is no character."""
    return words.encode("utf-8", "ignore").decode()


def drawn(theme: Theme, model: TableModel[str], column: int, direction: Qt.LayoutDirection) -> QImage:
    image = QImage(220, 60, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, 220, 60)
    option.direction = direction
    option.state = QStyle.StateFlag.State_Enabled
    painter = QPainter(image)
    cells.Cells(theme).paint(painter, option, model.index(0, column))
    painter.end()
    return image


def ink(image: QImage) -> tuple[int, int]:
    """How many dots left and right of the middle are no ground."""
    sides = [0, 0]
    for x in range(0, image.width(), 2):
        for y in range(4, 50, 2):
            if image.pixelColor(x, y).lightness() < 200:
                sides[x >= image.width() // 2] += 1
    return sides[0], sides[1]


@pytest.mark.parametrize("words", HOSTILE)
def test_any_words_are_drawn_in_every_kind_of_cell(theme: Theme, screen: ScreenLanguage, words: str) -> None:
    model = TableModel(screen, COLUMNS)
    model.show([words])
    for column in range(len(COLUMNS)):
        for direction in (LTR, RTL):
            assert not drawn(theme, model, column, direction).isNull()


@pytest.mark.parametrize("column", [0, 1, 2])
def test_a_mirrored_cell_stands_at_the_other_side(theme: Theme, screen: ScreenLanguage, column: int) -> None:
    model = TableModel(screen, COLUMNS)
    model.show(["Kettle"])
    left, right = ink(drawn(theme, model, column, LTR))
    assert left > right
    left, right = ink(drawn(theme, model, column, RTL))
    assert right > left


def test_figures_stand_at_the_end_of_the_line(theme: Theme, screen: ScreenLanguage) -> None:
    model = TableModel(screen, COLUMNS)
    model.show(["1,249"])
    left, right = ink(drawn(theme, model, 3, LTR))
    assert right > left
    left, right = ink(drawn(theme, model, 3, RTL))
    assert left > right


def test_a_verb_without_words_is_no_button(theme: Theme, screen: ScreenLanguage) -> None:
    model = TableModel(screen, COLUMNS)
    model.show([""])
    assert ink(drawn(theme, model, 4, LTR)) == (0, 0)


@pytest.mark.parametrize("words", HOSTILE)
def test_a_cut_line_shows_its_whole_text_and_never_markup(qtbot: QtBot, words: str) -> None:
    label = Elided()
    qtbot.addWidget(label)
    label.show_text(words)
    label.resize(90, 24)
    assert not label.grab().isNull()
    if "<" in words:
        assert "&lt;b&gt;" in label.toolTip()
    else:
        assert label.toolTip() == label.text()
    assert label.text() == kept(words)
    assert label.sizeHint().width() <= 41 * label.fontMetrics().averageCharWidth()


def test_a_cut_line_is_read_aloud_whole(qtbot: QtBot) -> None:
    label = Elided("second")
    qtbot.addWidget(label)
    label.show_text("A title that has no room " * 8)
    label.resize(80, 20)
    assert QAccessible.queryAccessibleInterface(label).text(QAccessible.Text.Name) == label.text()


@pytest.mark.parametrize("words", HOSTILE)
def test_a_label_reads_nothing_as_markup(qtbot: QtBot, words: str) -> None:
    label = Text(wrap=True, select=True)
    qtbot.addWidget(label)
    label.setText(words)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == kept(words)
    assert not label.openExternalLinks()


@given(st.lists(st.text(min_size=1, max_size=8), max_size=4))
def test_parts_of_a_line_are_all_there_and_isolated(parts: list[str]) -> None:
    for tag in ("en", "ar"):
        line = cards.joined(Language(tag), *parts, "")
        for part in parts:
            assert part in line
        bare = "".join(char for char in line if char not in "\u200e\u200f\u2068\u2069")
        joined = " · ".join(parts)
        assert bare == "".join(char for char in joined if char not in "\u200e\u200f\u2068\u2069")
        assert (tag == "ar") == line.startswith("\u200f") or not parts


@pytest.fixture
def chips(screen: ScreenLanguage, theme: Theme, qtbot: QtBot) -> Chips:
    """Three to choose from."""
    made = Chips(screen, theme, (("", "All"), ("mine", "Mine"), ("late", "Overdue")))
    qtbot.addWidget(made)
    made.resize(400, 40)
    made.show()
    return made


def test_chips_are_chosen_by_keys(chips: Chips, qtbot: QtBot) -> None:
    chips._buttons["mine"].setFocus()
    with qtbot.waitSignal(chips.chosen) as told:
        QTest.keyClick(chips._buttons["mine"], Qt.Key.Key_Space)
    assert told.args == ["mine"]
    assert [one.isChecked() for one in chips._buttons.values()] == [False, True, False]


def test_a_chip_chosen_twice_stays_chosen(chips: Chips) -> None:
    for _time in range(2):
        chips._buttons["late"].click()
    assert chips.value() == "late"


def test_chips_move_nothing_when_they_are_chosen(chips: Chips) -> None:
    before = [one.geometry() for one in chips._buttons.values()]
    chips._buttons["late"].click()
    assert [one.geometry() for one in chips._buttons.values()] == before


def test_chips_speak_and_turn(chips: Chips, screen: ScreenLanguage) -> None:
    chips.choose("mine")
    screen.use(pseudo_language("rtl"))
    assert all(OPENING in one.text() for one in chips._buttons.values())
    assert chips.value() == "mine"


def test_a_pill_says_its_state_in_words(theme: Theme, qtbot: QtBot) -> None:
    pill = cards.Pill(theme)
    qtbot.addWidget(pill)
    pill.show_state("danger", "x-circle", "Bounced")
    wide = pill.sizeHint().width()
    assert pill.word.text() == "Bounced"
    assert pill.icon.isVisibleTo(pill)
    pill.show_state("neutral", "", "Returned: acceptance refused")
    assert not pill.icon.isVisibleTo(pill)
    assert pill.sizeHint().width() > wide
    assert pill.property("kind") == "neutral"


def test_a_card_without_a_title_has_no_line_for_it(screen: ScreenLanguage, qtbot: QtBot) -> None:
    card = cards.Card(screen)
    qtbot.addWidget(card)
    assert not card.title.isVisibleTo(card)
    card.show_count("3 of 7")
    assert card.count.isVisibleTo(card)
    card.show_count("")
    assert not card.count.isVisibleTo(card)


def test_a_card_is_named_by_its_title_in_the_language(screen: ScreenLanguage, qtbot: QtBot) -> None:
    card = cards.Card(screen, "Evidence")
    qtbot.addWidget(card)
    screen.switch("de")
    assert card.title.text() == card.accessibleName() == "Beweismittel"


@pytest.mark.parametrize("look", ["", "primary", "row", "link", "chip", "icon", "bare", "tile"])
def test_every_button_says_what_it_does(
    screen: ScreenLanguage, theme: Theme, qtbot: QtBot, look: str
) -> None:
    owner = Spoken(screen)
    qtbot.addWidget(owner)
    pressed: list[int] = []
    button = push(owner, theme, "Undo", lambda: pressed.append(1), icon="check", look=look)  # type: ignore[arg-type]  # one of the looks
    button.setParent(owner)
    screen.switch("de")
    spoken = QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name)
    assert spoken == "Rückgängig"
    assert not button.autoDefault()  # Enter belongs to the one verb of a question
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert len(pressed) == 1


def test_an_empty_place_speaks_and_keeps_its_button(
    screen: ScreenLanguage, theme: Theme, qtbot: QtBot
) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    button = QPushButton("New case", owner)
    empty = cards.Empty(screen, theme, "tray", "Nothing", "<i>Do</i> something.", button)
    qtbot.addWidget(empty)
    assert button in empty.findChildren(QPushButton)
    assert all(
        one.textFormat() is Qt.TextFormat.PlainText for one in empty.findChildren(QLabel) if one.text()
    )


@pytest.mark.parametrize("role", ["heading", "label", "second", "page"])
@pytest.mark.parametrize(
    "words",
    ["نموذج المحكمة", "أرقام بلد", "سارٍ من", "قد يكون هذا البائع معروفاً هنا", "Court form", "法院表格"],
)
def test_a_line_stands_in_the_room_it_asks_for(theme: Theme, words: str, role: str) -> None:
    theme.apply("light", 100)
    for turned in (LTR, RTL):
        holder = QWidget()
        holder.setLayoutDirection(turned)
        line = Line(role, parent=holder)
        line.setText(words)
        asked = line.sizeHint()
        # Letters that reach beyond their advance broke a title of two words into two lines.
        assert line.heightForWidth(asked.width()) == line.heightForWidth(4 * asked.width())
        assert asked.height() >= line.heightForWidth(4 * asked.width())
        assert line.minimumSizeHint().width() <= asked.width()
