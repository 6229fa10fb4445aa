"""Law, forms of courts and bodies while others change a case: what is chosen and typed stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from tests.ui.listing import press
from xborder_desk.domain.forms import FieldState
from xborder_desk.i18n.pseudo import OPENING
from xborder_desk.ui.pages.forms import FormsPage
from xborder_desk.ui.pages.law import LawPage
from xborder_desk.ui.pages.law.sheets import FigureSheet, RouteSheet
from xborder_desk.ui.pages.sellers import SellersPage
from xborder_desk.ui.widgets.cards import Strip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from tests.ui.driving import Driver
    from xborder_desk.ui.pages.sellers.lists import Bodies

SOURCE = "BGBl. 2027 I Nr. 3"


def strips(page: QWidget) -> str:
    return " ".join(one.text.text() for one in page.findChildren(Strip) if one.isVisibleTo(page))


def elsewhere(driver: Driver) -> None:
    """Let another window have changed a case."""
    driver.window.around.changes.tell("cases", "law", "sellers", f"case:{driver.page.case}")
    driver.settle()


@pytest.fixture
def law(shared: Driver) -> Iterator[LawPage]:
    """The law, without rules of the office afterwards."""
    page = _shown(shared, "law")
    assert isinstance(page, LawPage)
    yield page
    for layer in page.desk.law.layers():
        page.desk.law.take_back(layer.kind, layer.ref)
    page.countries.choose("DE")
    page.reload()
    shared.settle()


def _shown(driver: Driver, name: str) -> QWidget:
    driver.window.go(name)
    driver.settle()
    return driver.page


def line_of(page: LawPage, figure: str) -> int:
    return [one.id for one in page.figures.rows].index(figure)


def correct(driver: Driver, page: LawPage, figure: str, **values: str) -> FigureSheet:
    page.table.pick(line_of(page, figure))
    page.correct()
    driver.settle()
    sheet = driver.dialog()
    assert isinstance(sheet, FigureSheet)
    assert sheet.autosave is not None
    sheet.autosave.begin_anew()
    sheet.form.fill({**sheet.form.values(), "source": SOURCE, **values})
    sheet.accept_it()
    driver.settle()
    return sheet


def test_the_chosen_figure_stays_chosen(shared: Driver, law: LawPage) -> None:
    law.table.pick(line_of(law, "small-claims"))
    elsewhere(shared)
    figure = law.figures.row(law.table.current_row())
    assert figure is not None
    assert figure.id == "small-claims"


def test_the_rule_taken_back_is_the_one_that_was_chosen(shared: Driver, law: LawPage) -> None:
    first, second = [one.id for one in law.figures.rows if one.amount is not None][:2]
    correct(shared, law, first, amount="111")
    correct(shared, law, second, amount="222")
    refs = [one.ref for one in law.own.rows]
    law._own.pick(1)
    elsewhere(shared)
    law._back.click()
    shared.settle()
    assert [one.ref for one in law.own.rows] == refs[:1]
    press(shared, law, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert sorted(one.ref for one in law.own.rows) == sorted(refs)


@pytest.mark.parametrize(
    ("field", "typed"),
    [("amount", "a lot"), ("rate", "many"), ("valid_from", "some day"), ("checked_on", "31/2/2026")],
)
def test_what_is_no_figure_is_refused_and_nothing_is_kept(
    shared: Driver, law: LawPage, field: str, typed: str
) -> None:
    sheet = correct(shared, law, "small-claims", **{field: typed})
    assert sheet.isVisible()
    (strip,) = [one for one in sheet.findChildren(Strip) if one.isVisibleTo(sheet)]
    assert field in strip.text.text(), "it says which of the values is wrong"
    sheet.reject()
    assert law.desk.law.layers() == ()


def test_without_its_source_no_figure_is_changed(shared: Driver, law: LawPage) -> None:
    sheet = correct(shared, law, "small-claims", amount="9", source="  ")
    assert sheet.isVisible()
    assert sheet.form.editor("source").accessibleDescription()
    sheet.reject()
    assert law.desk.law.layers() == ()


def test_a_figure_that_is_only_looked_at_changes_nothing(shared: Driver, law: LawPage) -> None:
    law.table.pick(line_of(law, "small-claims"))
    press(shared, law.table, Qt.Key.Key_Return)
    sheet = shared.dialog()
    assert isinstance(sheet, FigureSheet)
    sheet.reject()
    shared.settle()
    assert law.desk.law.layers() == ()
    assert shared.window.undo.latest is None


def test_a_route_without_sense_is_refused_with_its_key(shared: Driver, law: LawPage) -> None:
    law.add_route()
    shared.settle()
    sheet = shared.dialog()
    assert isinstance(sheet, RouteSheet)
    for text in ("", "id = ", 'id = "ours"\n', "\x00"):
        sheet.form.fill({"text": text, "source": SOURCE})
        sheet.accept_it()
        shared.settle()
        assert sheet.isVisible(), repr(text)
    sheet.reject()
    assert law.desk.law.layers() == ()


def test_what_is_unchecked_is_counted_and_corrected_figures_leave_the_list(
    shared: Driver, law: LawPage
) -> None:
    before = law.doubts.size()
    assert law.card.count.text() == shared.shell.screen.language.number(before)
    doubt = next(n for n, one in enumerate(law.doubts.rows) if one.doubt.ref == "it:small-claims")
    law._open_doubt(doubt)
    shared.settle()
    sheet = shared.dialog()
    assert isinstance(sheet, FigureSheet)
    sheet.form.fill({**sheet.form.values(), "status": "confirmed", "checked_on": "today", "source": SOURCE})
    sheet.accept_it()
    shared.settle()
    assert "it:small-claims" not in [one.doubt.ref for one in law.doubts.rows]
    assert law.doubts.size() == before - 1


def test_the_law_is_named_in_the_language_of_the_screen(shared: Driver, law: LawPage) -> None:
    shared.speak("qps")
    assert OPENING in law.figures.index(0, 0).data()
    assert OPENING in law.countries.currentText() or law.countries.value() == "DE"
    shared.speak("en")
    assert OPENING not in law.figures.index(0, 0).data()


@pytest.fixture
def form(shared: Driver) -> FormsPage:
    """The forms of a case of its own."""
    shared.window.open_case(shared.new_case("Lamp for the court"), "forms")
    shared.settle()
    page = shared.page
    assert isinstance(page, FormsPage)
    return page


def field(page: FormsPage, name: str) -> int:
    return [one.field.name for one in page.model.rows].index(name)


def value_line(page: FormsPage) -> QLineEdit:
    line = page.value.editor("value")
    assert isinstance(line, QLineEdit)
    return line


def test_a_value_half_typed_stays_while_others_change_the_case(shared: Driver, form: FormsPage) -> None:
    form.table.pick(field(form, "court_name"))
    value_line(form).setText("Bezirksgericht Inn")
    form.desk.cases.set(form.case, {"title": "Lamp, renamed"})
    elsewhere(shared)
    assert value_line(form).text() == "Bezirksgericht Inn"
    row = form.model.row(form.table.current_row())
    assert row is not None
    assert row.field.name == "court_name"


def test_after_a_value_is_entered_the_next_missing_one_is_asked_for(shared: Driver, form: FormsPage) -> None:
    form.table.pick(field(form, "court_name"))
    value_line(form).setText("Bezirksgericht Innsbruck")
    value_line(form).returnPressed.emit()
    shared.settle()
    assert form.model.rows[field(form, "court_name")].field.state is FieldState.FILLED
    row = form.model.row(form.table.current_row())
    assert row is not None
    assert row.field.state is FieldState.MISSING
    assert row.field.label in form.asked.text()


def test_a_value_on_paper_is_not_in_the_case_nor_on_another_form(shared: Driver, form: FormsPage) -> None:
    form.table.pick(field(form, "court_name"))
    value_line(form).setText("Bezirksgericht Innsbruck")
    form.enter()
    shared.settle()
    assert "Innsbruck" not in str(form.desk.cases.show(form.case))
    other = next(one for one, _title in form._titles(form.language) if one != form._chosen)
    form.forms.choose(other)
    shared.settle()
    assert form._given == {}
    assert "Innsbruck" not in " ".join(one.field.value for one in form.model.rows)


def test_a_form_in_another_language_keeps_what_was_entered(shared: Driver, form: FormsPage) -> None:
    form.table.pick(field(form, "court_name"))
    value_line(form).setText("Bezirksgericht Innsbruck")
    form.enter()
    shared.settle()
    labels = [one.field.label for one in form.model.rows]
    form.languages.choose("fr")
    shared.settle()
    assert [one.field.label for one in form.model.rows] != labels
    assert form.model.rows[field(form, "court_name")].field.value == "Bezirksgericht Innsbruck"


@pytest.mark.parametrize("name", ["form.odt", "nowhere/deeper/form.pdf"])
def test_a_form_that_cannot_be_written_is_told_and_nothing_is_left(
    shared: Driver, form: FormsPage, tmp_path: Path, name: str
) -> None:
    (tmp_path / "nowhere").write_text("a file, no folder", encoding="utf-8")
    form.export("pdf", tmp_path / name)
    shared.settle()
    assert strips(form)
    assert [one.name for one in tmp_path.iterdir()] == ["nowhere"]


def test_what_the_case_learns_is_on_the_form_at_once(shared: Driver, form: FormsPage) -> None:
    form.desk.cases.set(form.case, {"amount": "77.70", "currency": "EUR"})
    elsewhere(shared)
    assert any("77" in one.field.value for one in form.model.rows)


@pytest.fixture
def bodies(shared: Driver) -> Iterator[Bodies]:
    """The list of bodies, not narrowed."""
    page = _shown(shared, "sellers")
    assert isinstance(page, SellersPage)
    page.show_view("bodies")
    shared.settle()
    yield page.bodies
    page.bodies.stop()
    page.bodies.search.clear()
    page.show_view("register")
    shared.settle()


def test_words_about_a_body_half_typed_stay_when_a_case_changes(shared: Driver, bodies: Bodies) -> None:
    bodies.table.pick(2)
    bodies.start()
    name = bodies.form.editor("name")
    assert isinstance(name, QLineEdit)
    name.setText("Half a na")
    elsewhere(shared)
    assert bodies.form.values()["name"] == "Half a na"
    assert not bodies._editing.isHidden()
    assert bodies.table.current_row() == 2


def test_a_new_body_half_typed_stays_too(shared: Driver, bodies: Bodies) -> None:
    bodies.start_new()
    bodies.form.put({"name": "New plat"})
    elsewhere(shared)
    assert bodies.form.values()["name"] == "New plat"
    assert not bodies._editing.isHidden()


def test_going_to_another_body_leaves_the_form(shared: Driver, bodies: Bodies) -> None:
    bodies.table.pick(0)
    bodies.start()
    bodies.table.pick(1)
    shared.settle()
    assert bodies._editing.isHidden()
    assert bodies._known.isVisibleTo(bodies)


def test_a_body_without_a_source_is_refused_beside_its_field(shared: Driver, bodies: Bodies) -> None:
    bodies.table.pick(0)
    before = bodies.model.row(0)
    bodies.start()
    bodies.form.put({"name": "Another name"})
    bodies._save()
    shared.settle()
    assert not bodies._editing.isHidden()
    bodies.stop()
    assert bodies.model.row(0) == before


def test_words_and_kind_narrow_the_bodies_together(bodies: Bodies) -> None:
    everything = bodies.model.size()
    kind = bodies.kind.itemData(1)
    bodies.kind.choose(kind)
    some = bodies.model.size()
    assert 0 < some < everything
    assert {one.kind for one in bodies.model.rows} == {kind}
    bodies.search.setText("no such body")
    assert bodies.model.size() == 0
    bodies.search.clear()
    bodies.kind.choose("")
    assert bodies.model.size() == everything
