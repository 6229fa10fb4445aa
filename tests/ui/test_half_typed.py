"""Every form a person writes in keeps what is half typed, and is opened again where it stood."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton

from xborder_desk.i18n.language import Language
from xborder_desk.services.drafts import KeptDraft
from xborder_desk.services.letters.asked import NewLetter
from xborder_desk.services.mailing import NewMail
from xborder_desk.ui.dialogs.drafts import where
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.pages.contacts import ContactsPage
from xborder_desk.ui.pages.letters import LettersPage
from xborder_desk.ui.pages.letters.half import FACT, HalfLetter
from xborder_desk.ui.pages.sellers import SellersPage
from xborder_desk.ui.resuming import HalfTyped
from xborder_desk.ui.widgets.cards import Strip
from xborder_desk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.ui.driving import Driver
    from xborder_desk.services import Desk
    from xborder_desk.ui.pages.sellers.lists import Bodies

# Where it is kept, the field that is typed into, and how that place is called.
SHEETS: Final = (
    ("{case}/contacts/mail:new", "text", "Write a mail"),
    ("{case}/contacts/post:new", "subject", "Enter a posting"),
    ("{case}/contacts/result:A-01", "note", "Add result"),
    ("{case}/contacts/reply:A-01", "note", "Add reply"),
    ("{case}/contacts/correct:A-01", "note", "Correct an attempt"),
    ("{case}/letters/sender", "name", "Sender of the letters"),
    ("{case}/claim/sum:new", "note", "Add a sum"),
    ("{case}/dossier/exhibit:E-01", "description", "Exhibit"),
    ("{case}/evidence/translation:E-01", "translator", "Add a translation"),
    ("{case}/evidence/custody:E-02", "reason", "Note in the custody register"),
    ("office/sellers/watch:S-0001", "reason", "Watch list"),
    ("office/sellers/page:S-0001", "address", "What the seller's page states"),
    ("office/sellers/link:S-0001", "party", "The party of a case is this seller"),
    ("office/law/route:", "source", "A route of this office"),
)
HALF: Final = "He said on the telephone that"


@pytest.fixture
def desk(shared: Driver) -> Iterator[Desk]:
    """The office of the module; afterwards nothing in it is half typed."""
    found = shared.shell.desk
    assert found is not None
    yield found
    shared.tidy()
    for one in found.drafts.mine():
        found.drafts.drop(one.place)


def draft(place: str, values: dict[str, str]) -> KeptDraft:
    return KeptDraft(place, values, 0, dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC))


def form_of(driver: Driver) -> tuple[Sheet, Form]:
    driver.settle()
    sheet = driver.dialog()
    assert isinstance(sheet, Sheet)
    form = getattr(sheet, "form", None)
    assert isinstance(form, Form)
    return sheet, form


def go_on(driver: Driver, desk: Desk, one: KeptDraft) -> None:
    HalfTyped(driver.window, desk).go_on(one)
    driver.settle()


@pytest.mark.parametrize(("place", "field", "words"), SHEETS, ids=[words for _p, _f, words in SHEETS])
def test_a_form_that_was_half_typed_opens_where_it_stood(
    shared: Driver, desk: Desk, place: str, field: str, words: str
) -> None:
    place = place.format(case=shared.case)
    desk.drafts.keep(place, {field: HALF})  # as a program that was killed leaves it
    [left] = desk.drafts.mine()
    assert where(left, Language("en")).endswith(words)
    shared.window.go("today")
    go_on(shared, desk, left)
    sheet, form = form_of(shared)
    assert form.typed()[field] == HALF
    assert [one for one in sheet.findChildren(Strip) if "What you typed here before" in one.text.text()]
    form.put({field: f"{HALF} he"})
    form.edited.emit()
    sheet.reject()
    shared.settle()
    [aside] = desk.drafts.mine()
    assert (aside.place, aside.values[field], aside.aside) == (place, f"{HALF} he", True)


def test_what_was_kept_for_good_is_no_draft_any_more(shared: Driver, desk: Desk) -> None:
    place = f"{shared.case}/claim/sum:new"
    desk.drafts.keep(place, {"amount": "12.50", "currency": "EUR", "note": HALF})
    go_on(shared, desk, desk.drafts.mine()[0])
    sheet, form = form_of(shared)
    form.put({"kind": "mail"})
    sheet.accept_it()
    shared.settle()
    assert desk.drafts.mine() == []
    assert desk.claims.count_added(shared.case) == 1
    desk.claims.remove_head(shared.case, 1)


def test_to_begin_anew_lets_the_draft_go(shared: Driver, desk: Desk) -> None:
    desk.drafts.keep(f"{shared.case}/letters/sender", {"name": HALF})
    go_on(shared, desk, desk.drafts.mine()[0])
    sheet, form = form_of(shared)
    sheet._begin_anew()
    shared.settle()
    assert form.typed()["name"] == ""
    assert desk.drafts.mine() == []
    sheet.reject()
    shared.settle()
    assert desk.drafts.mine() == []


def test_a_form_that_was_only_looked_at_leaves_nothing(shared: Driver, desk: Desk) -> None:
    go_on(shared, desk, draft(f"{shared.case}/claim/sum:new", {}))
    sheet, _form = form_of(shared)
    sheet.reject()
    shared.settle()
    assert desk.drafts.mine() == []


def bodies_of(driver: Driver) -> Bodies:
    page = driver.page
    assert isinstance(page, SellersPage)
    return page.bodies


def resumed(driver: Driver) -> list[Strip]:
    return [
        one
        for one in driver.page.findChildren(Strip)
        if one.isVisible() and "What you typed here before" in one.text.text()
    ]


@pytest.mark.parametrize("about", ["amazon", ":insurer"])
def test_a_body_that_was_half_typed_opens_in_its_place(shared: Driver, desk: Desk, about: str) -> None:
    place = f"office/sellers/body:{about}"
    desk.drafts.keep(place, {"note": HALF})  # as a program that was killed leaves it
    [left] = desk.drafts.mine()
    assert where(left, Language("en")) == "Bodies"
    shared.window.go("today")
    go_on(shared, desk, left)
    bodies = bodies_of(shared)
    assert bodies.form.isVisible()
    assert bodies.form.typed()["note"] == HALF
    assert resumed(shared)
    bodies.form.put({"note": f"{HALF} he"})
    bodies.form.edited.emit()
    bodies.stop()
    shared.settle()
    [aside] = desk.drafts.mine()
    assert (aside.place, aside.values["note"], aside.aside) == (place, f"{HALF} he", True)
    go_on(shared, desk, aside)
    assert bodies.form.typed()["note"] == f"{HALF} he", "Cancel loses nothing"
    [verb] = [one for strip in resumed(shared) for one in strip.findChildren(QPushButton)]
    verb.click()
    shared.settle()
    assert bodies.form.typed()["note"] != f"{HALF} he"
    assert desk.drafts.mine() == []
    bodies.stop()
    shared.settle()
    assert desk.drafts.mine() == []


def test_a_body_that_was_kept_is_no_draft_any_more(shared: Driver, desk: Desk) -> None:
    desk.drafts.keep("office/sellers/body:amazon", {"note": HALF})
    go_on(shared, desk, desk.drafts.mine()[0])
    bodies = bodies_of(shared)
    bodies.form.put({"source": "its page of help", "checked_on": "2026-03-02"})
    bodies._save()
    shared.settle()
    assert not bodies.form.isVisible()
    assert desk.drafts.mine() == []
    assert next(one for one in desk.sellers.looks.bodies.all() if one.id == "amazon").values["note"] == HALF
    desk.sellers.looks.bodies.reset("amazon")


def test_what_was_typed_about_one_body_is_not_put_to_another(shared: Driver, desk: Desk) -> None:
    desk.drafts.keep("office/sellers/body:amazon", {"note": HALF})
    go_on(shared, desk, desk.drafts.mine()[0])
    bodies = bodies_of(shared)
    other = next(place for place, one in enumerate(bodies.model.rows) if one.id != "amazon")
    bodies.table.pick(other)
    shared.settle()
    assert not bodies.form.isVisible()
    bodies.start()
    shared.settle()
    assert bodies.form.typed().get("note", "") != HALF
    bodies.stop()
    shared.settle()
    [kept] = desk.drafts.mine()
    assert (kept.place, kept.values["note"]) == ("office/sellers/body:amazon", HALF)


def test_what_is_gone_meanwhile_opens_no_form(shared: Driver, desk: Desk) -> None:
    for place in (
        f"{shared.case}/dossier/exhibit:E-99",
        f"{shared.case}/dossier/section:4",
        f"{shared.case}/evidence/translation:E-99",
        f"{shared.case}/evidence/nothing:E-01",
        "office/sellers/body:no-such-body",
        "office/law/figure:DE:none",
    ):
        go_on(shared, desk, draft(place, {"title": HALF}))
        assert not [
            one for one in shared.app.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()
        ]
    assert shared.page.isVisible()


def test_a_figure_of_law_that_was_half_corrected(shared: Driver, desk: Desk) -> None:
    figure = next(one for one in desk.law.figures("DE") if one.amount is not None)
    place = f"office/law/figure:DE:{figure.id}"
    desk.drafts.keep(place, {"source": HALF})
    go_on(shared, desk, desk.drafts.mine()[0])
    _sheet, form = form_of(shared)
    assert form.typed()["source"] == HALF
    assert any("Germany" in one.text() for one in shared.dialog().findChildren(QLabel))


@pytest.mark.usefixtures("desk")
def test_a_mail_that_could_not_be_sent_is_still_there(shared: Driver) -> None:
    page = shared.go("contacts")
    assert isinstance(page, ContactsPage)
    page.mail_work.write()
    sheet, form = form_of(shared)
    form.put({"to": "a@shop.example", "subject": "Bicycle", "text": HALF})
    form.edited.emit()
    sheet.accept_it()
    shared.settle()  # there is no mail account: nothing can be sent
    [strip] = [one for one in page.findChildren(Strip) if one.isVisibleTo(page)]
    assert "mail account" in strip.text.text()
    page.mail_work.write()
    _again, form = form_of(shared)
    assert form.typed()["text"] == HALF
    page.clear_strips()


def test_a_mail_that_went_out_is_no_draft(
    shared: Driver, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shared.go("contacts")
    assert isinstance(page, ContactsPage)
    place = f"{shared.case}/contacts/mail:new"
    desk.drafts.keep(place, {"text": HALF}, aside=True)
    asked: list[NewMail] = []
    monkeypatch.setattr(type(desk.mailing), "send", lambda _self, _case, new, *_rest: asked.append(new))
    monkeypatch.setattr(page.mail_work, "_sent", lambda _sent: None)
    page.mail_work.send(NewMail(("a@shop.example",), "Bicycle", HALF))
    shared.settle()
    assert [one.text for one in asked] == [HALF]
    assert desk.drafts.mine() == []


def letters(driver: Driver) -> LettersPage:
    page = driver.go("letters")
    driver.qtbot.wait(300)
    driver.settle()
    assert isinstance(page, LettersPage)
    return page


def test_facts_typed_for_a_letter_are_kept_with_the_letter_they_are_for(shared: Driver, desk: Desk) -> None:
    page = letters(shared)
    name, field = next(iter(page.missing.fields.items()))
    field.setText(HALF)
    field.textEdited.emit(HALF)
    page._draft.keep()
    shared.settle()
    [kept] = desk.drafts.mine()
    assert kept.place == f"{shared.case}/letters/letter"
    assert kept.values[f"{FACT}{name}"] == HALF
    assert kept.values["template"] == page.choosing.template.value()
    assert where(kept, Language("en")).endswith("New letter")


def test_a_letter_comes_back_with_its_facts(shared: Driver, desk: Desk) -> None:
    page = letters(shared)
    name = next(iter(page.missing.fields))
    other = shared.new_case("A second bicycle")
    typed = {**page.choosing.typed(), "template": "final-notice", "by": "+21", f"{FACT}{name}": HALF}
    desk.drafts.keep(f"{other}/letters/letter", typed)
    shared.window.open_case(other, "letters")
    shared.settle()
    shared.qtbot.wait(300)
    shared.settle()
    found = shared.page
    assert isinstance(found, LettersPage)
    assert found.choosing.typed()["by"] == "+21"
    assert found.missing.values()[name] == HALF
    assert isinstance(found.choosing.chosen(found._typed), NewLetter)
    assert (name, HALF) in found.choosing.chosen(found._typed).facts


def test_to_choose_another_letter_is_no_draft(shared: Driver, desk: Desk) -> None:
    number = shared.new_case("A third bicycle")
    shared.window.open_case(number, "letters")
    shared.settle()
    page = shared.page
    assert isinstance(page, LettersPage)
    half = HalfLetter(page.choosing, page.missing)
    ids = [page.choosing.template.itemData(place) for place in range(page.choosing.template.count())]
    page.choosing.template.choose(next(one for one in ids if one != page.choosing.template.value()))
    page._draft.keep()
    shared.settle()
    assert half.typed() == {}
    assert desk.drafts.mine() == []


def test_a_letter_that_is_saved_is_no_draft(shared: Driver, desk: Desk, tmp_path: Path) -> None:
    page = letters(shared)
    name, field = next(iter(page.missing.fields.items()))
    field.setText(HALF)
    page._draft.keep()
    page.missing._tell()
    shared.settle()
    page.save(tmp_path / "letter.txt")
    shared.settle()
    assert (tmp_path / "letter.txt").exists()
    assert desk.drafts.mine() == []
    assert page.missing.values()[name] == HALF, "the next letter of the case says the same"


def test_what_stands_in_a_field_outlives_another_look_at_the_letter(shared: Driver) -> None:
    page = letters(shared)
    name, field = next(iter(page.missing.fields.items()))
    field.setText("half")
    page.preview()
    shared.settle()
    assert page.missing.fields[name] is not field
    assert page.missing.values()[name] == "half"
    page.missing.fields[name].clear()
