"""Forms: what stands in a field, what is read of it, what is said beside it; lists to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QStyle, QStyleOptionComboBox

from xborder_desk.domain.choices import PaymentMethod, Want
from xborder_desk.domain.words import NAME_LENGTH, TEXT_LENGTH
from xborder_desk.i18n.pseudo import pseudo_language
from xborder_desk.ui.widgets.forms import Form, LongText, Options, heard, of_choice, of_countries
from xborder_desk.ui.widgets.layouts import scrolling

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from xborder_desk.i18n.language import Language
    from xborder_desk.ui.language import ScreenLanguage

LTR: Final = Qt.LayoutDirection.LeftToRight
RTL: Final = Qt.LayoutDirection.RightToLeft
COUNTRIES: Final = ("DE", "AT", "CN", "TW", "TR", "US")
ANY: Final = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=40)


@pytest.fixture
def form(screen: ScreenLanguage, qtbot: QtBot) -> Form:
    """A form with a field of each kind."""
    made = Form(screen)
    made.line("name", "Name", hint="as on the invoice")
    made.line("on", "When", kind="day")
    made.line("amount", "Amount", kind="amount")
    made.options("wants", "The consumer wants", of_choice(Want, empty=True))
    made.options("country", "Country", of_countries(COUNTRIES), searching=True)
    made.text("story", "What happened")
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    return made


def line(form: Form, name: str) -> QLineEdit:
    editor = form.editor(name)
    assert isinstance(editor, QLineEdit)
    return editor


def options(form: Form, name: str) -> Options:
    editor = form.editor(name)
    assert isinstance(editor, Options)
    return editor


def wrong(form: Form, name: str) -> QLabel:
    return form._fields[name].wrong


@given(name=ANY, story=ANY, on=ANY, amount=ANY)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_put_in_is_what_stands_there(form: Form, name: str, story: str, on: str, amount: str) -> None:
    typed = {"name": name, "story": story, "on": on, "amount": amount, "wants": "", "country": "CN"}
    form.put(typed)
    standing = form.typed()
    # A text of many lines keeps a space for what Qt takes as one; every other field keeps each character.
    assert standing.pop("story").replace("\u00a0", " ") == typed.pop("story").replace("\u00a0", " ")
    assert standing == typed


@given(texts=st.lists(ANY, min_size=3, max_size=3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=6)
def test_turning_the_language_never_changes_what_stands_there(
    form: Form, screen: ScreenLanguage, texts: list[str]
) -> None:
    form.put({"name": texts[0], "on": texts[1], "amount": texts[2], "country": "TR", "wants": "refund"})
    before = form.typed()
    for tag in ("de", "ar", "en"):
        screen.switch(tag)
    assert form.typed() == before


@pytest.mark.parametrize(
    ("tag", "day", "money"),
    [
        ("en", "8/3/2026", "1,249.50"),
        ("de", "8.3.2026", "1.249,50"),
        ("fr", "8/3/2026", "1 249,50"),
        ("zh-Hant", "2026/3/8", "1,249.50"),
        ("ar", "٨/٣/٢٠٢٦", "١٬٢٤٩٫٥٠"),
    ],
)
def test_days_and_money_are_read_as_the_language_writes_them(
    form: Form, screen: ScreenLanguage, tag: str, day: str, money: str
) -> None:
    screen.switch(tag)
    form.put({"on": day, "amount": money})
    values = form.values()
    assert (values["on"], values["amount"]) == ("2026-03-08", "1249.50")
    told = form._fields["on"].heard
    assert told is not None
    assert told.text() == heard("day", day, screen.language) != ""


def test_what_is_heard_follows_each_key(form: Form) -> None:
    told = form._fields["amount"].heard
    assert told is not None
    seen = []
    for key in "1249.5x":
        QTest.keyClicks(line(form, "amount"), key)
        seen.append(told.text())
    assert seen == ["= 1", "= 12", "= 124", "= 1,249", "= 1,249", "= 1,249.5", ""]
    assert heard("line", "1249", form.language) == ""
    assert heard("text", "today", form.language) == ""


def test_only_a_person_edits(form: Form, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(form.edited):
        form.fill({"name": "a", "story": "b", "wants": "refund", "country": "DE"})
        form.put({"name": "c"})
    with qtbot.waitSignal(form.edited):
        QTest.keyClicks(line(form, "name"), "d")
    story = form.editor("story")
    with qtbot.waitSignal(form.edited):
        QTest.keyClicks(story, "d")
    with qtbot.waitSignal(form.edited):
        QTest.keyClick(options(form, "wants"), Qt.Key.Key_Down)


def test_one_wrong_field_at_a_time(form: Form) -> None:
    assert form.show_wrong("amount", "No amount.")
    assert form.show_wrong("on", "No day.")
    assert wrong(form, "on").isVisible()
    assert not wrong(form, "amount").isVisible()
    assert line(form, "amount").accessibleDescription() == ""
    assert line(form, "on").accessibleDescription() == "No day."
    assert line(form, "on").property("wrong") == "true"
    form.clear_wrong()
    assert line(form, "on").property("wrong") == "false"
    assert line(form, "on").accessibleDescription() == ""


@pytest.mark.parametrize("name", ["name", "story"])
def test_what_is_wrong_is_seen_however_low_its_field_stands(form: Form, qtbot: QtBot, name: str) -> None:
    area = scrolling(form)
    qtbot.addWidget(area)
    area.resize(700, 150)
    area.show()
    area.verticalScrollBar().setValue(0 if name == "story" else area.verticalScrollBar().maximum())
    form.show_wrong(name, "Nobody can read that. " * 20)
    qtbot.waitUntil(lambda: wrong(form, name).visibleRegion().boundingRect().height() > 20, timeout=2_000)
    assert form.editor(name).hasFocus()
    area.takeWidget()


def test_a_field_nobody_has_is_not_gone_to(form: Form) -> None:
    form.show_wrong("amount", "No amount.")
    assert not form.show_wrong("hat_size", "?")  # the sheet says it above then
    assert not any(wrong(form, name).isVisible() for name in form.values())


def test_what_is_wrong_is_read_as_text(form: Form) -> None:
    form.show_wrong("name", "<b>Shop</b> & <img src=x> is no name.")
    assert wrong(form, "name").textFormat() is Qt.TextFormat.PlainText


def test_labels_belong_to_their_fields(form: Form, screen: ScreenLanguage) -> None:
    screen.use(pseudo_language("rtl"))
    for name in form.values():
        field = form._fields[name]
        assert field.label.buddy() is field.editor
        assert field.label.text().strip()
        spoken = QAccessible.queryAccessibleInterface(field.editor)
        said = {spoken.text(QAccessible.Text.Name), spoken.text(QAccessible.Text.Description)}
        assert field.label.text() in said


def test_fields_run_with_the_screen(form: Form, screen: ScreenLanguage) -> None:
    left, right = line(form, "name"), line(form, "on")
    assert left.mapTo(form, left.rect().topLeft()).x() < right.mapTo(form, right.rect().topLeft()).x()
    screen.use(pseudo_language("rtl"))
    QApplication.processEvents()
    assert left.mapTo(form, left.rect().topLeft()).x() > right.mapTo(form, right.rect().topLeft()).x()


def test_a_wide_field_has_a_line_of_its_own(screen: ScreenLanguage, qtbot: QtBot) -> None:
    form = Form(screen)
    for name, wide in (("a", False), ("b", True), ("c", False), ("d", False), ("e", False)):
        form.line(name, name, wide=wide)
    qtbot.addWidget(form)
    form.resize(600, 400)
    form.show()
    tops = {name: form.editor(name).y() for name in form.values()}
    assert tops["a"] < tops["b"] < tops["c"]
    assert tops["c"] == tops["d"] < tops["e"]
    assert form.editor("b").width() > form.editor("c").width() * 1.8


def test_enter_in_a_line_is_done_and_in_a_text_a_new_line(form: Form, qtbot: QtBot) -> None:
    for name in ("name", "on", "amount"):
        with qtbot.waitSignal(form.accepted):
            QTest.keyClick(line(form, name), Qt.Key.Key_Return)
    story = form.editor("story")
    with qtbot.assertNotEmitted(form.accepted):
        QTest.keyClick(story, Qt.Key.Key_Return)
    assert form.typed()["story"] == "\n"


def test_tab_leaves_the_text(form: Form) -> None:
    story = form.editor("story")
    assert isinstance(story, QPlainTextEdit)
    QTest.keyClick(story, Qt.Key.Key_Tab)
    assert story.toPlainText() == ""


def test_what_is_there_already_is_never_cut(form: Form) -> None:
    path = "/scans/" + "ordner/" * 200 + "a.pdf"
    form.fill({"name": path})
    assert form.values()["name"] == path
    emoji = "🜁" * NAME_LENGTH  # each is two units for Qt
    form.fill({"name": emoji})
    assert form.values()["name"] == emoji
    form.fill({"name": ""})
    QTest.keyClicks(line(form, "name"), "x" * 3)
    assert line(form, "name").maxLength() == NAME_LENGTH


@pytest.mark.parametrize(("length", "kept"), [(TEXT_LENGTH, True), (TEXT_LENGTH + 1, False)])
def test_a_paste_is_taken_whole_or_not_at_all(form: Form, length: int, kept: bool) -> None:  # noqa: FBT001 - a parameter of the test
    story = form.editor("story")
    assert isinstance(story, LongText)
    mime = QMimeData()
    mime.setText("x" * length)
    story.insertFromMimeData(mime)
    assert (len(story.toPlainText()) == length) is kept
    assert wrong(form, "story").isVisible() is not kept


def test_a_paste_of_markup_is_text(form: Form) -> None:
    story = form.editor("story")
    assert isinstance(story, LongText)
    mime = QMimeData()
    mime.setHtml("<h1>Big</h1><img src='file:///etc/passwd'>")
    mime.setText("Big")
    story.insertFromMimeData(mime)
    assert story.toPlainText() == "Big"
    assert "img" not in story.document().toHtml()


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("China", "CN"),
        ("cHiNa", "CN"),
        ("", ""),
        ("Chin", "Chin"),
        ("  Narnia ", "Narnia"),
        ("<b>", "<b>"),
    ],
)
def test_a_list_one_can_type_in(form: Form, typed: str, value: str) -> None:
    country = options(form, "country")
    country.setEditText(typed)
    assert country.value() == value


def test_a_list_one_can_type_in_proposes_what_holds_the_letters(form: Form) -> None:
    completer = options(form, "country").completer()
    assert completer is not None
    completer.setCompletionPrefix("ina")
    found = [completer.completionModel().index(row, 0).data() for row in range(completer.completionCount())]
    assert found == ["China"]


def test_a_value_the_list_does_not_have(form: Form) -> None:
    country, wants = options(form, "country"), options(form, "wants")
    country.choose("ZZ")
    assert (country.currentText(), country.value()) == ("ZZ", "ZZ")
    wants.choose("the moon")
    assert wants.value() == ""


@pytest.mark.parametrize("tag", ["de", "fr", "ar", "zh-Hant"])
def test_lists_are_written_anew_and_keep_their_choice(form: Form, screen: ScreenLanguage, tag: str) -> None:
    country, wants = options(form, "country"), options(form, "wants")
    country.choose("DE")
    wants.choose("refund")
    english = country.currentText(), wants.currentText()
    screen.switch(tag)
    assert (country.value(), wants.value()) == ("DE", "refund")
    assert country.currentText() != english[0]
    assert wants.currentText() != english[1]
    assert country.count() == len(COUNTRIES) + 1


def test_countries_are_in_the_order_of_the_reader(screen: ScreenLanguage) -> None:
    def names(tag: str) -> list[str]:
        language: Language = screen._load(tag)
        listed = [words for code, words in of_countries(COUNTRIES)(language) if code]
        assert listed == sorted(listed, key=language.sort_key)
        return listed

    assert names("en") != names("de") != names("zh-Hant")


def test_a_closed_list_keeps_its_own_order_in_every_language(screen: ScreenLanguage) -> None:
    orders = {
        tag: [value for value, _words in of_choice(PaymentMethod, empty=True)(screen._load(tag))]
        for tag in ("en", "de", "ar", "zh-Hans")
    }
    assert len({tuple(order) for order in orders.values()}) == 1
    assert orders["en"][0] == ""
    assert orders["en"][1:] == [one.value for one in PaymentMethod]


def test_a_search_list_says_its_name_where_one_types(form: Form) -> None:
    field = options(form, "country").lineEdit()
    assert field is not None
    spoken = QAccessible.queryAccessibleInterface(options(form, "country"))
    described = spoken.text(QAccessible.Text.Description)
    assert "Country" in {field.accessibleName(), described}
    assert field.accessibleName().strip() or described


def test_words_that_do_not_fit_a_list_are_cut_with_a_sign(screen: ScreenLanguage, qtbot: QtBot) -> None:
    words = "Germany, not checked by a lawyer"
    long = Options(screen, lambda _language: [("de", words)], wide=True)
    cut = Options(screen, lambda _language: [("de", words[:9] + "…")], wide=True)
    for one in (long, cut):
        qtbot.addWidget(one)
        one.show()
    metrics = long.fontMetrics()
    # As wide as nine letters and the sign of what is left out: both look the same.
    aside = long.width() - _room_of(long)
    for one in (long, cut):
        one.resize(metrics.horizontalAdvance(words[:9] + "…") + aside + 3, long.sizeHint().height())
    assert long.grab().toImage() == cut.grab().toImage()
    assert long.currentText() == words, "the value stays whole"
    for one in (long, cut):
        one.resize(metrics.horizontalAdvance(words) + aside + 8, long.sizeHint().height())
    assert long.grab().toImage() != cut.grab().toImage()


def _room_of(one: Options) -> int:
    option = QStyleOptionComboBox()
    one.initStyleOption(option)
    control, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
    return one.style().subControlRect(control, option, field, one).width() - 4


def _narrow(
    screen: ScreenLanguage, qtbot: QtBot, words: str, runs: Qt.LayoutDirection
) -> tuple[Options, QLineEdit]:
    """A list one can type in, too narrow for the words that are chosen, and where one types."""
    made = Options(screen, lambda _language: [("", ""), ("one", words)], searching=True)
    qtbot.addWidget(made)
    made.setLayoutDirection(runs)
    made.resize(110, 30)
    made.show()
    made.choose("one")
    line = made.lineEdit()
    assert line is not None
    return made, line


def test_what_is_typed_into_a_list_shows_its_beginning(screen: ScreenLanguage, qtbot: QtBot) -> None:
    long = "Last notice before legal action, sent by registered letter"
    made, line = _narrow(screen, qtbot, long, LTR)
    assert (line.text(), line.cursorPosition()) == (long, 0)
    made.setCurrentIndex(0)
    made.setCurrentIndex(1)
    made.activated.emit(1)
    assert line.cursorPosition() == 0


@pytest.mark.parametrize(
    ("screen_runs", "words", "runs"),
    [
        (RTL, "深圳市蓝屿科技有限公司 (Shenzhen Lanyu)", LTR),
        (RTL, "متجر الوفاء للإلكترونيات والأجهزة", RTL),
        (LTR, "متجر الوفاء للإلكترونيات والأجهزة", RTL),
        (LTR, "FORTA Store, Gdańsk and elsewhere", LTR),
    ],
)
def test_words_that_run_the_other_way_show_their_beginning_too(
    screen: ScreenLanguage,
    qtbot: QtBot,
    screen_runs: Qt.LayoutDirection,
    words: str,
    runs: Qt.LayoutDirection,
) -> None:
    _made, line = _narrow(screen, qtbot, words, screen_runs)
    assert line.layoutDirection() == runs
    mirrored = screen_runs == RTL
    side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
    assert line.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask == side | Qt.AlignmentFlag.AlignAbsolute
    start = line.cursorRect().center().x()
    assert (start > line.width() / 2) is (runs == RTL)
