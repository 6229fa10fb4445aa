"""Opening a case: what it writes, what it refuses and where it says so, by keys, and in other languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionComboBox

from tests.ui.dialogs.asking import above, beside, desk_of, is_open, key, opened, press, put, tab_order
from tests.ui.driving import unnamed
from xborder_desk.domain.words import NAME_LENGTH
from xborder_desk.ui.dialogs.new_case import NewCaseSheet
from xborder_desk.ui.widgets.forms import Options

if TYPE_CHECKING:
    from tests.ui.driving import Driver

LEAST: Final = {
    "title": "Kettle arrived broken",
    "consumer": "Jo Roe",
    "consumer_country": "AT",
    "seller": "Kettle World",
    "seller_country": "CN",
}
RLO: Final = "\u202e"


@pytest.fixture
def made() -> list[str]:
    """The numbers of the cases that were opened."""
    return []


@pytest.fixture
def sheet(shared: Driver, made: list[str]) -> NewCaseSheet:
    """The question, open and empty."""
    return opened(shared, NewCaseSheet(shared.window.around, shared.window, desk_of(shared), made.append))


def count(driver: Driver) -> int:
    return len(desk_of(driver).cases.all())


def test_the_least_is_enough(shared: Driver, sheet: NewCaseSheet, made: list[str]) -> None:
    put(sheet.form, **LEAST)
    press(shared, sheet)
    assert not is_open(sheet)
    view = desk_of(shared).cases.show(made[0])
    assert view.title == LEAST["title"]
    assert [(one.role, one.name, one.country) for one in view.parties] == [
        ("consumer", "Jo Roe", "AT"),
        ("seller", "Kettle World", "CN"),
    ]


def test_everything_that_was_typed_is_kept(shared: Driver, sheet: NewCaseSheet, made: list[str]) -> None:
    shared.speak("de")
    put(
        sheet.form,
        **LEAST,
        platform="BazaarHub",
        order_number=" BH-1 ",
        product="Wasserkocher",
        amount="1.249,50 €",
        currency="EUR",
        payment_method="card-visa",
        paid_on="8.3.26",
        ordered_on="1. März 2026",
        delivery_due="31.3.2026",
        problem="T02.1",
        complained_on="2026-04-01",
        story="Er kam\nzerbrochen an.",
    )
    press(shared, sheet)
    kept = desk_of(shared).cases.show(made[0]).values
    assert {
        name: str(kept[name]) for name in ("platform", "order_number", "product", "amount", "currency")
    } == {
        "platform": "BazaarHub",
        "order_number": "BH-1",
        "product": "Wasserkocher",
        "amount": "1249.50",
        "currency": "EUR",
    }
    assert kept["story"] == "Er kam\nzerbrochen an."
    assert {name: str(kept[name]) for name in ("paid_on", "ordered_on", "delivery_due", "complained_on")} == {
        "paid_on": "2026-03-08",
        "ordered_on": "2026-03-01",
        "delivery_due": "2026-03-31",
        "complained_on": "2026-04-01",
    }


@pytest.mark.parametrize(
    ("typed", "field", "part"),
    [
        ({"title": ""}, "title", "empty"),
        ({"title": "  \t "}, "title", "empty"),
        ({"consumer": ""}, "consumer", "empty"),
        ({"seller": ""}, "seller", "empty"),
        ({"consumer_country": "Atlantis"}, "consumer_country", "Atlantis"),
        ({"seller_country": "Germania"}, "seller_country", "Germania"),
        ({"title": f"A{RLO}B"}, "title", "202E"),
        ({"consumer": "Jo\x07Roe"}, "consumer", "0007"),
        ({"amount": "a lot", "currency": "EUR"}, "amount", "a lot"),
        ({"amount": "12,50", "currency": "EUR"}, "amount", "12,50"),
        ({"amount": "-1", "currency": "EUR"}, "amount", "-1"),
        ({"paid_on": "31/2/2026"}, "paid_on", "31/2/2026"),
        ({"ordered_on": "last Friday"}, "ordered_on", "last Friday"),
        ({"currency": "Thaler", "amount": "5"}, "currency", "Thaler"),
        ({"story": "A\x00B"}, "story", "0000"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_field(
    shared: Driver, sheet: NewCaseSheet, typed: dict[str, str], field: str, part: str
) -> None:
    before = count(shared)
    put(sheet.form, **{**LEAST, **typed})
    press(shared, sheet)
    assert is_open(sheet)
    told = beside(sheet.form)
    assert list(told) == [field]
    assert part.casefold().replace(" ", "") in told[field].casefold().replace(" ", "")
    assert sheet.form.editor(field).accessibleDescription() == told[field]
    assert sheet.focusWidget() is sheet.form.editor(field)
    assert count(shared) == before


def test_what_was_wrong_can_be_put_right_and_goes_away(
    shared: Driver, sheet: NewCaseSheet, made: list[str]
) -> None:
    put(sheet.form, **{**LEAST, "paid_on": "soon"})
    press(shared, sheet)
    assert list(beside(sheet.form)) == ["paid_on"]
    put(sheet.form, paid_on="yesterday")
    press(shared, sheet)
    assert len(made) == 1


def test_enter_in_a_line_opens_one_case_only(shared: Driver, sheet: NewCaseSheet, made: list[str]) -> None:
    before = count(shared)
    put(sheet.form, **LEAST)
    line = sheet.form.editor("title")
    for _time in range(3):  # somebody impatient: the use-case runs apart
        QTest.keyClick(line, Qt.Key.Key_Return)
    shared.settle()
    assert count(shared) == before + 1
    assert len(made) == 1


def test_enter_in_the_story_is_a_new_line(shared: Driver, sheet: NewCaseSheet, made: list[str]) -> None:
    put(sheet.form, **LEAST)
    story = sheet.form.editor("story")
    story.setFocus()
    QTest.keyClicks(story, "a")
    QTest.keyClick(story, Qt.Key.Key_Return)
    QTest.keyClicks(story, "b")
    shared.settle()
    assert sheet.form.values()["story"] == "a\nb"
    assert is_open(sheet)
    assert made == []


def test_esc_writes_nothing_and_what_was_typed_is_there_again(
    shared: Driver, sheet: NewCaseSheet, made: list[str]
) -> None:
    before = count(shared)
    put(sheet.form, **LEAST)
    key(sheet, Qt.Key.Key_Escape)
    shared.settle()
    assert not is_open(sheet)
    assert (count(shared), made) == (before, [])
    again = NewCaseSheet(shared.window.around, shared.window, desk_of(shared), made.append)
    again.open()
    shared.settle()
    assert {name: again.form.values()[name] for name in LEAST} == LEAST
    assert "What you typed here before is back" in above(again)
    again._begin_anew()
    shared.settle()
    assert not any(again.form.values().values())
    assert above(again) == ""
    again.reject()


def test_a_case_that_was_opened_leaves_no_draft(shared: Driver, sheet: NewCaseSheet) -> None:
    put(sheet.form, **LEAST)
    assert sheet.autosave is not None
    sheet.autosave.keep()
    shared.settle()
    assert desk_of(shared).drafts.find("office/new-case") is not None
    press(shared, sheet)
    assert desk_of(shared).drafts.find("office/new-case") is None


def test_tab_goes_through_the_fields_as_they_are_read(sheet: NewCaseSheet) -> None:
    assert tab_order(sheet, sheet.form) == list(sheet.form.values())
    assert sheet.focusWidget() is sheet.form.editor("title")
    assert unnamed(sheet) == []


def test_the_language_turns_and_what_was_typed_stays(shared: Driver, sheet: NewCaseSheet) -> None:
    put(sheet.form, **LEAST, amount="1,249.50", paid_on="8/3/2026", problem="T02.1")
    shared.speak("ar")
    assert sheet.windowTitle() == sheet.inside.language.text("New case") != "New case"
    values = sheet.form.values()
    assert {name: values[name] for name in LEAST} == LEAST
    assert values["problem"] == "T02.1"
    assert sheet.form.typed()["paid_on"] == "8/3/2026"
    assert values["paid_on"] == "2026-03-08"
    assert sheet.layoutDirection() is Qt.LayoutDirection.RightToLeft


def test_a_country_may_be_typed_by_its_name(shared: Driver, sheet: NewCaseSheet, made: list[str]) -> None:
    put(sheet.form, **LEAST)
    country = sheet.form.editor("seller_country")
    country.setEditText("germany")  # type: ignore[union-attr] # a list one can type in
    press(shared, sheet)
    assert desk_of(shared).cases.show(made[0]).parties[1].country == "DE"


def test_far_too_long_a_title_is_cut_while_typing_and_said(shared: Driver, sheet: NewCaseSheet) -> None:
    line = sheet.form.editor("title")
    line.setFocus()
    shared.app.clipboard().setText("x" * 4000)
    line.paste()  # type: ignore[union-attr] # a line
    assert len(sheet.form.values()["title"]) == NAME_LENGTH
    assert str(NAME_LENGTH) in beside(sheet.form)["title"]


def test_a_problem_is_found_by_a_word_and_one_that_is_none_is_refused(
    shared: Driver, sheet: NewCaseSheet, made: list[str]
) -> None:
    put(sheet.form, **LEAST)
    problem = sheet.form.editor("problem")
    assert isinstance(problem, Options)
    finder = problem.completer()
    assert finder is not None
    finder.setCompletionPrefix("Defective")
    assert finder.currentCompletion().startswith("T01.1")
    problem.setEditText("something odd")
    press(shared, sheet)
    assert list(beside(sheet.form)) == ["problem"]
    problem.setEditText(finder.currentCompletion())
    press(shared, sheet)
    assert desk_of(shared).cases.show(made[0]).values["problems"] == ["T01.1"]


def test_the_day_it_came_is_asked_for_and_every_day_says_how_it_is_written(
    shared: Driver, sheet: NewCaseSheet, made: list[str]
) -> None:
    days = ("ordered_on", "paid_on", "delivery_due", "delivered_on", "complained_on")
    for name in days:
        line = sheet.form.editor(name)
        assert isinstance(line, QLineEdit)
        assert "2026-03-08" in line.placeholderText()
    put(sheet.form, **LEAST, delivered_on="8.3.2026")
    press(shared, sheet)
    assert str(desk_of(shared).cases.show(made[0]).values["delivered_on"]) == "2026-03-08"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("name", ["wants", "payment_method", "currency"])
def test_a_list_shows_every_entry_whole(shared: Driver, sheet: NewCaseSheet, name: str) -> None:
    chooser = sheet.form.editor(name)
    assert isinstance(chooser, Options)
    option = QStyleOptionComboBox()
    chooser.initStyleOption(option)
    # A list laid over its field is measured without its padding: its last entry was cut.
    assert not chooser.style().styleHint(QStyle.StyleHint.SH_ComboBox_Popup, option, chooser)
    chooser.showPopup()
    shared.settle()
    view = chooser.view()
    rows = min(chooser.count(), chooser.maxVisibleItems())
    shown = [view.visualRect(chooser.model().index(row, 0)) for row in range(rows)]
    chooser.hidePopup()
    assert all(one.height() >= chooser.fontMetrics().height() for one in shown)
    assert shown[-1].bottom() <= view.viewport().height()
