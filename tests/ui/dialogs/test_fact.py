"""Facts: what happened, when, and what proves it; two people at once, and far too many proofs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.dialogs.asking import (
    above,
    beside,
    desk_of,
    is_open,
    key,
    opened,
    press,
    put,
    tab_order,
    text_in,
    verb_in_strip,
)
from tests.ui.driving import unnamed
from xborder_desk.domain.words import NAME_LENGTH
from xborder_desk.services.facts import NewFact
from xborder_desk.ui.dialogs.fact import FactSheet, day_of

if TYPE_CHECKING:
    from tests.ui.driving import Driver
    from xborder_desk.domain.cases import FactView


def facts(driver: Driver) -> tuple[FactView, ...]:
    return desk_of(driver).cases.show(driver.case).facts


def newest(driver: Driver) -> FactView:
    return max(facts(driver), key=lambda one: int(one.number.removeprefix("F-")))


def fact(driver: Driver, number: str) -> FactView:
    return next(one for one in facts(driver) if one.number == number)


def asked(driver: Driver, about: FactView | None) -> FactSheet:
    sheet = FactSheet(
        driver.window.around, driver.window, desk_of(driver), driver.case, about, lambda _f: None
    )
    return opened(driver, sheet)


@pytest.fixture
def new(shared: Driver) -> FactSheet:
    """The question for a new fact."""
    return asked(shared, None)


@pytest.fixture
def known(shared: Driver) -> FactSheet:
    """A fact of its own, to be changed."""
    number = desk_of(shared).facts.add(
        shared.case, NewFact("The parcel left Shenzhen.", "2026-02", ("E-01", "E-02:3"))
    )
    return asked(shared, fact(shared, number))


@pytest.mark.parametrize(
    ("typed", "on", "precision"),
    [
        ("8/3/2026", "2026-03-08", "day"),
        ("2026-03", "2026-03-01", "month"),
        ("2026", "2026-01-01", "year"),
        ("", None, "unknown"),
    ],
)
def test_a_fact_is_as_exact_as_it_is_known(
    shared: Driver, new: FactSheet, typed: str, on: str | None, precision: str
) -> None:
    put(new.form, text="The seller went silent.", on=typed)
    press(shared, new)
    kept = newest(shared)
    assert (str(kept.on) if kept.on else None, kept.precision) == (on, precision)
    assert day_of(kept) == ((on or "")[: {"day": 10, "month": 7, "year": 4}.get(precision, 0)])


@pytest.mark.parametrize("given", ["E-01, E-02:3", "E-01;E-02:3", " E-01 ,, E-02:3 ; ", "E-01\t,E-02:3"])
def test_proofs_are_separated_as_people_do(shared: Driver, new: FactSheet, given: str) -> None:
    put(new.form, text="It was promised.", proof=given)
    press(shared, new)
    assert [(one.evidence, one.page) for one in newest(shared).proofs] == [("E-01", None), ("E-02", 3)]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "\n \n"}, "text"),
        ({"text": "A\x07B"}, "text"),
        ({"text": "A\u202eB"}, "text"),
        ({"text": "A", "on": "30.2.2026"}, "on"),
        ({"text": "A", "on": "2026-13"}, "on"),
        ({"text": "A", "on": "last Monday"}, "on"),
        ({"text": "A", "on": "10 to 12 days"}, "on"),
        ({"text": "A", "proof": "E-77"}, ""),
        ({"text": "A", "proof": "E-01:zero"}, ""),
        ({"text": "A", "proof": "E-01:0"}, ""),
        ({"text": "A", "proof": "the invoice"}, ""),
    ],
)
def test_what_cannot_be_taken_is_told_and_nothing_is_written(
    shared: Driver, new: FactSheet, typed: dict[str, str], field: str
) -> None:
    before = facts(shared)
    put(new.form, **typed)
    press(shared, new)
    assert is_open(new)
    if field:
        assert list(beside(new.form)) == [field]
    else:
        assert above(new).strip() or beside(new.form)
    assert facts(shared) == before
    assert text_in(new.form, "text") == typed["text"]


def test_a_fact_is_shown_as_it_is_typed(known: FactSheet) -> None:
    assert known.form.values() == {
        "text": "The parcel left Shenzhen.",
        "on": "2026-02",
        "proof": "E-01, E-02:3",
    }


def test_what_nobody_touched_stays_what_it_is(shared: Driver, known: FactSheet) -> None:
    assert known._fact is not None
    before = fact(shared, known._fact.number)
    press(shared, known)
    after = fact(shared, before.number)
    assert (after.text, after.on, after.precision) == (before.text, before.on, before.precision)
    assert after.proofs == before.proofs


def test_a_fact_with_very_many_proofs_keeps_them_all(shared: Driver) -> None:
    proofs = tuple(f"E-01:{page}" for page in range(1, 121))
    number = desk_of(shared).facts.add(shared.case, NewFact("Every page says so.", "2026", proofs))
    sheet = asked(shared, fact(shared, number))
    assert len(sheet.form.values()["proof"]) > NAME_LENGTH
    put(sheet.form, text="Every page says so, really.")
    press(shared, sheet)
    assert not is_open(sheet)
    assert [f"{one.evidence}:{one.page}" for one in fact(shared, number).proofs] == list(proofs)


def test_two_who_change_one_fact_see_both(shared: Driver, known: FactSheet) -> None:
    assert known._fact is not None
    number = known._fact.number
    desk_of(shared).facts.change(shared.case, number, NewFact("It left Hong Kong.", "2026-03"))
    put(known.form, text="It never left.")
    press(shared, known)
    told = above(known)
    assert "It never left." in told
    assert "It left Hong Kong." in told
    assert "2026-03" in told
    verb_in_strip(known, "Keep theirs").click()
    assert known.form.values()["text"] == "It left Hong Kong."
    assert known.form.values()["on"] == "2026-03"
    assert fact(shared, number).text == "It left Hong Kong."


def test_keeping_mine_after_a_conflict(shared: Driver, known: FactSheet) -> None:
    assert known._fact is not None
    number = known._fact.number
    desk_of(shared).facts.change(shared.case, number, NewFact("It left Hong Kong.", "2026-03"))
    put(known.form, text="It never left.")
    press(shared, known)
    verb_in_strip(known, "Keep mine").click()
    shared.settle()
    assert not is_open(known)
    assert fact(shared, number).text == "It never left."
    assert fact(shared, number).proofs


def test_a_conflict_is_told_in_the_language_of_the_screen(shared: Driver, known: FactSheet) -> None:
    assert known._fact is not None
    shared.speak("de")
    desk_of(shared).facts.change(shared.case, known._fact.number, NewFact("Anders.", "2026-03"))
    put(known.form, text="Ganz anders.")
    press(shared, known)
    label = known.inside.language.text("What happened")
    assert label != "What happened"
    assert label in above(known)
    assert "yours" not in above(known)


def test_enter_in_the_day_saves_once(shared: Driver, new: FactSheet) -> None:
    before = len(facts(shared))
    put(new.form, text="Once.")
    line = new.form.editor("on")
    for _time in range(2):
        QTest.keyClick(line, Qt.Key.Key_Return)
    shared.settle()
    assert len(facts(shared)) == before + 1


def test_tab_leaves_the_long_text(new: FactSheet) -> None:
    assert tab_order(new, new.form) == ["text", "on", "proof"]
    text = new.form.editor("text")
    assert new.focusWidget() is text
    QTest.keyClick(text, Qt.Key.Key_Tab)
    assert new.focusWidget() is new.form.editor("on")
    assert text_in(new.form, "text") == ""
    assert unnamed(new) == []


def test_esc_keeps_the_words_for_the_next_time(shared: Driver, new: FactSheet) -> None:
    before = facts(shared)
    put(new.form, text="Half a sent")
    key(new, Qt.Key.Key_Escape)
    shared.settle()
    assert facts(shared) == before
    again = FactSheet(
        shared.window.around, shared.window, desk_of(shared), shared.case, None, lambda _f: None
    )
    again.open()
    shared.settle()
    assert text_in(again.form, "text") == "Half a sent"
    again._begin_anew()
    shared.settle()
    again.reject()


def test_the_day_is_heard_in_words_as_it_is_typed(shared: Driver, new: FactSheet) -> None:
    put(new.form, on="8/3/2026")
    heard = new.form._fields["on"].heard
    assert heard is not None
    assert heard.text() == "Sunday, 8 March 2026"
    shared.speak("de")
    assert heard.text() == "Sonntag, 8. März 2026"
    put(new.form, on="gestern abend")
    assert heard.text() == ""
