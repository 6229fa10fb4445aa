"""The overview of a case in two windows: what is typed stays, what changed elsewhere is shown or asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.ui.listing import press
from tests.ui.pages.overview_page import button, edit, elsewhere, overview, strips, view, words
from xborder_desk.documents.inspecting import facts_from, inspect
from xborder_desk.i18n.language import Language
from xborder_desk.i18n.pseudo import OPENING
from xborder_desk.jobs.context import JobContext
from xborder_desk.services.facts import NewFact
from xborder_desk.services.parties import NewIdentifier
from xborder_desk.ui.pages.overview.fields import as_typed
from xborder_desk.ui.pages.overview.paper import paper_of

if TYPE_CHECKING:
    from tests.ui.driving import Driver
    from xborder_desk.ui.pages.overview import OverviewPage


EN = Language("en")


@pytest.fixture
def page(shared: Driver) -> OverviewPage:
    """The overview of a case of its own."""
    return overview(shared)


def save(driver: Driver, page: OverviewPage) -> None:
    button(page.purchase, "Save").click()
    driver.settle()


def test_a_case_just_opened_says_what_is_not_there_yet(page: OverviewPage) -> None:
    assert "No fact yet" in words(page.facts)
    assert "Nothing is planned" in words(page.steps)
    assert "What only colleagues may read" in words(page.notes)
    assert "No mandate or consent is written down" in words(page.mandates)
    assert "Nobody has written yet what happened." in words(page.problem)
    assert "A dossier tells the facts instead" not in words(page.problem)
    assert "No day is known yet" in words(page.dates)
    assert "Not ended yet" in words(page.state)


def test_an_account_of_what_happened_says_where_it_goes_and_the_dossier_keeps_to_the_facts(
    shared: Driver, page: OverviewPage
) -> None:
    page.desk.cases.set(page.case, {"story": "The lamp exploded on a Sunday."})
    page.desk.facts.add(page.case, NewFact("The lamp was bought.", "2026-01-05", ()))
    page.reload()
    shared.settle()
    assert "The lamp exploded on a Sunday." in words(page.problem)
    assert "A dossier tells the facts instead" in words(page.problem)
    draft = page.desk.dossiers.draft(page.case, "generic", "en", JobContext())
    told = " ".join(page.text for page in facts_from(inspect(str(draft.bundle))).pages)
    assert "The lamp was bought." in told
    assert "Sunday" not in told


def test_another_field_changed_elsewhere_is_no_conflict(shared: Driver, page: OverviewPage) -> None:
    edit(shared, page, product="Clock")
    page.desk.cases.set(page.case, {"title": "Renamed elsewhere"})
    save(shared, page)
    assert strips(page) == []
    assert (view(page).title, view(page).values["product"]) == ("Renamed elsewhere", "Clock")


@pytest.mark.parametrize(("verb", "kept"), [("Keep mine", "Mine"), ("Keep theirs", "Theirs")])
def test_the_same_field_changed_elsewhere_is_asked_about(
    shared: Driver, page: OverviewPage, verb: str, kept: str
) -> None:
    edit(shared, page, product="Mine")
    page.desk.cases.set(page.case, {"product": "Theirs"})
    save(shared, page)
    (strip,) = strips(page)
    assert "Mine" in strip.second.text()
    assert "Theirs" in strip.second.text()
    assert view(page).values["product"] == "Theirs", "nothing is written before it is decided"
    button(strip, verb).click()
    shared.settle()
    assert view(page).values["product"] == kept
    assert not page.purchase.editing
    assert kept in words(page.purchase)


def test_a_card_saved_without_a_change_writes_nothing(shared: Driver, page: OverviewPage) -> None:
    version = view(page).version
    page.purchase.start()
    shared.settle()
    save(shared, page)
    assert view(page).version == version
    assert shared.window.undo.latest is None


@pytest.mark.parametrize(
    ("field", "typed"),
    [("amount", "a lot"), ("paid_on", "some day"), ("currency", "Euros"), ("amount", "-3")],
)
def test_what_cannot_be_taken_stays_typed_and_nothing_is_written(
    shared: Driver, page: OverviewPage, field: str, typed: str
) -> None:
    version = view(page).version
    edit(shared, page, **{"currency": "EUR", field: typed})
    save(shared, page)
    assert page.purchase.editing
    assert page.purchase.form.editor(field).accessibleDescription() or strips(page)
    assert view(page).version == version
    page.purchase.begin_anew()
    page.purchase.finish()


def test_a_save_is_undone_and_done_again_field_by_field(shared: Driver, page: OverviewPage) -> None:
    edit(shared, page, product="Clock", amount="12.50", currency="EUR", ordered_on="2026-01-02")
    save(shared, page)
    press(shared, page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    before = view(page)
    assert not any(before.values.get(name) for name in ("product", "amount", "ordered_on"))
    press(shared, page, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    after = view(page)
    assert str(after.values["amount"]) == "12.50"
    assert after.values["ordered_on"] == dt.date(2026, 1, 2)


def test_in_the_bin_nothing_can_be_edited_and_out_of_it_everything(
    shared: Driver, page: OverviewPage
) -> None:
    page.desk.cases.bin(page.case)
    elsewhere(shared, page)
    cards = (page.purchase, page.problem, page.dates, page.state)
    assert not any(card.edit.isEnabled() for card in cards)
    page.desk.cases.take_back(page.case)
    elsewhere(shared, page)
    assert all(card.edit.isEnabled() for card in cards)


def test_roles_origins_and_labels_follow_the_language(shared: Driver, page: OverviewPage) -> None:
    page.desk.parties.add_identifier(page.case, "P-01", NewIdentifier("email", "jo@roe.example", "consumer"))
    elsewhere(shared, page)
    shared.speak("qps")
    said = words(page.parties)
    assert OPENING in said
    assert "jo@roe.example" in said
    assert OPENING in page.purchase.title.text()
    shared.speak("en")
    assert OPENING not in words(page)


@pytest.mark.parametrize(
    ("value", "typed"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (dt.date(2026, 3, 8), "2026-03-08"),
        (["T01", "T02.1"], "T01, T02.1"),
        ("words", "words"),
    ],
)
def test_a_field_is_put_back_as_it_would_be_typed(page: OverviewPage, value: object, typed: str) -> None:
    shown = replace(view(page), values={"product": value})
    assert as_typed(shown, "product") == typed


def test_the_paper_of_a_case_leaves_out_what_is_empty_and_who_was_taken_out(page: OverviewPage) -> None:
    titles = [head for head, _text in paper_of(view(page), EN).parts]
    assert "Facts" not in titles
    assert "Next steps" not in titles
    page.desk.parties.remove(page.case, "P-02")
    page.desk.cases.plan(page.case, "Ask", "")
    printed = paper_of(view(page), EN)
    said = "\n".join(text for _head, text in printed.parts)
    assert "Uhrenhaus" not in said
    assert "□ Ask" in said
