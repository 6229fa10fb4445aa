"""The case at a glance: edited in place, undone, in conflict with a colleague, tasks, notes and facts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from xborder_desk.services.parties import NewIdentifier
from xborder_desk.ui.pages.overview import OverviewPage
from xborder_desk.ui.pages.overview.fields import as_typed
from xborder_desk.ui.pages.overview.lists import FactsCard, NotesCard, StepsCard
from xborder_desk.ui.pages.overview.parties import PartyCard
from xborder_desk.ui.widgets.cards import Strip
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit, QWidget

    from tests.ui.driving import Driver


def overview(driver: Driver) -> OverviewPage:
    page = driver.go("overview")
    assert isinstance(page, OverviewPage)
    return page


def kept(page: OverviewPage, name: str) -> str:
    return as_typed(page.desk.cases.show(page.case), name)


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(Text) if label.isVisibleTo(widget))


def line(page: OverviewPage, name: str) -> QLineEdit:
    editor = page.purchase.form.editor(name)
    assert hasattr(editor, "setText")
    return editor  # type: ignore[return-value] # shown above


def test_fields_are_shown_and_typed_as_people_do(desk_open: Driver) -> None:
    page = overview(desk_open)
    assert page.view is not None
    assert as_typed(page.view, "title") == "Folding bicycle never delivered"
    assert as_typed(page.view, "amount") == "1249.00"
    assert as_typed(page.view, "problem") == "T02.1"
    assert as_typed(page.view, "ordered_on") == f"{dt.datetime.now(dt.UTC).year}-01-02"
    assert as_typed(page.view, "no such field") == ""


def test_an_edit_is_saved_undone_and_done_again(desk_open: Driver) -> None:
    page = overview(desk_open)
    page.purchase.start()
    line(page, "amount").setText("1,300.50")
    page.purchase.form.accepted.emit()
    desk_open.settle()
    assert kept(page, "amount") == "1300.50"
    assert not page.purchase.editing
    steps = desk_open.window.undo
    steps.undo()
    desk_open.settle()
    assert kept(page, "amount") == "1249.00"
    steps.redo()
    desk_open.settle()
    assert kept(page, "amount") == "1300.50"


def test_what_cannot_be_understood_stays_in_the_form(desk_open: Driver) -> None:
    page = overview(desk_open)
    page.purchase.start()
    line(page, "amount").setText("a lot")
    page.purchase.form.accepted.emit()
    desk_open.settle()
    assert page.purchase.editing
    assert kept(page, "amount") == "1249.00"
    assert line(page, "amount").accessibleDescription()


def test_two_people_at_one_field_are_asked(desk_open: Driver) -> None:
    page = overview(desk_open)
    page.purchase.start()
    line(page, "platform").setText("MineHub")
    page.desk.cases.set(page.case, {"platform": "TheirsHub"})
    page.purchase.form.accepted.emit()
    desk_open.settle()
    (strip,) = [one for one in page.findChildren(Strip) if one.isVisibleTo(page)]
    assert "MineHub" in strip.second.text()
    assert "TheirsHub" in strip.second.text()
    buttons = {button.text(): button for button in strip.findChildren(QPushButton)}
    assert set(buttons) == {"Keep mine", "Keep theirs"}
    buttons["Keep mine"].click()
    desk_open.settle()
    assert kept(page, "platform") == "MineHub"


def test_a_task_with_a_day_as_typed(desk_open: Driver) -> None:
    page = overview(desk_open)
    assert isinstance(page.steps, StepsCard)
    before = len(page.desk.cases.show(page.case).tasks)
    page.steps.form.fill({"task": "Call the bank", "due": "+14"})
    page.steps.form.accepted.emit()
    desk_open.settle()
    tasks = page.desk.cases.show(page.case).tasks
    assert len(tasks) == before + 1
    today = dt.datetime.now().astimezone().date()
    assert {task.text: task.due_on for task in tasks}["Call the bank"] == today + dt.timedelta(days=14)
    assert "Call the bank" in words(page.steps)
    assert page.steps.form.values() == {"task": "", "due": ""}


def test_a_task_for_some_day_is_refused_beside_its_field(desk_open: Driver) -> None:
    page = overview(desk_open)
    page.steps.form.fill({"task": "Call", "due": "some day"})
    page.steps.form.accepted.emit()
    desk_open.settle()
    assert page.steps.form.values()["due"] == "some day"
    assert all(task.text != "Call" for task in page.desk.cases.show(page.case).tasks)


def test_notes_are_newest_first_and_blank_ones_are_none(desk_open: Driver) -> None:
    page = overview(desk_open)
    assert isinstance(page.notes, NotesCard)
    page.notes.line.setText("   ")
    page.notes.line.returnPressed.emit()
    desk_open.settle()
    page.notes.line.setText("She prefers letters.")
    page.notes.line.returnPressed.emit()
    desk_open.settle()
    said = words(page.notes)
    assert said.index("She prefers letters.") < said.index("Call after five.")
    assert sorted(note.text for note in page.desk.cases.show(page.case).notes) == [
        "Call after five.",
        "She prefers letters.",
    ]
    assert page.notes.line.text() == ""


def test_facts_stand_with_their_proof_and_go(desk_open: Driver) -> None:
    page = overview(desk_open)
    assert isinstance(page.facts, FactsCard)
    assert "The seller promised a new parcel." in words(page.facts)
    assert "E-01" in words(page.facts)
    (fact,) = page.desk.cases.show(page.case).facts
    page._remove_fact(fact)
    desk_open.settle()
    assert page.desk.cases.show(page.case).facts == ()
    assert "The seller promised" not in words(page.facts)


def test_a_narrow_card_puts_the_origin_below_its_address(desk_open: Driver) -> None:
    page = overview(desk_open)
    theme, view = page.around.theme, page.desk.cases.show(page.case)
    seller = next(one for one in view.parties if one.identifiers)
    card = PartyCard(page.around.screen, theme, seller, lambda _one: None)
    desk_open.qtbot.addWidget(card)
    card.show()
    value = next(one for one in card.findChildren(Text) if seller.identifiers[0].raw in one.text())
    origin = card._origins[0][0]
    assert origin.text()
    for letters, below in ((80, False), (40, True), (80, False)):
        card.resize(letters * card.fontMetrics().averageCharWidth(), 300)
        desk_open.settle()
        assert (origin.y() > value.y() + value.height() // 2) is below
        wanted = value.fontMetrics().horizontalAdvance(seller.identifiers[0].raw)
        assert value.width() >= wanted, "an e-mail address is never sliced through"


def test_long_words_for_an_origin_never_slice_an_address(desk_open: Driver) -> None:
    page = overview(desk_open)
    theme, view = page.around.theme, page.desk.cases.show(page.case)
    consumer = next(one for one in view.parties if one.role == "consumer")
    address = "somebody.with-a-long-name@mail.example"
    told = replace(
        next(one for party in view.parties for one in party.identifiers),
        raw=address,
        kind="email",
        origin="consumer",
        origin_evidence="",
        origin_page=None,
    )
    card = PartyCard(page.around.screen, theme, replace(consumer, identifiers=(told,)), lambda _one: None)
    desk_open.qtbot.addWidget(card)
    card.show()
    letter = card.fontMetrics().averageCharWidth()
    longest = card.fontMetrics().horizontalAdvance("name@mail.example")
    for tag in ("en", "de", "ro", "nl"):
        desk_open.speak(tag)
        for letters in (57, 62, 70, 90):
            card.resize(letters * letter, 300)
            desk_open.settle()
            assert card._values[0].width() >= longest, (tag, letters)
    desk_open.speak("en")


def test_each_party_has_its_card_with_the_origin_of_its_addresses(desk_open: Driver) -> None:
    page = overview(desk_open)
    cards = {
        card.accessibleName(): card for card in page.parties.findChildren(PartyCard) if card.isVisibleTo(page)
    }
    assert len(cards) == len(page.desk.cases.show(page.case).parties) == 3
    seller = next(card for name, card in cards.items() if "深圳市蓝屿科技有限公司" in name)
    assert "service@lanyu.example" in words(seller)
    assert "China" in words(seller)
    desk_open.speak("de")
    assert "Annika Brandt" in "".join(cards)
    assert any("深圳" in card.accessibleName() for card in page.parties.findChildren(PartyCard))


def test_where_an_address_was_found_is_told_in_the_words_that_were_written(desk_open: Driver) -> None:
    page = overview(desk_open)
    new = NewIdentifier("phone", "+86 755 5550 0199", "", origin_note="on the back of the parcel")
    page.desk.parties.add_identifier(page.case, "P-02", new)
    desk_open.window.around.changes.tell(f"case:{page.case}")
    desk_open.settle()
    told = [words(card) for card in page.parties.findChildren(PartyCard)]
    assert any("on the back of the parcel" in one for one in told)
