"""Forms of courts in the window: fields, what is missing, values for the paper, three kinds of files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.ui.driving import cut, unnamed
from xborder_desk.domain.forms import FieldState
from xborder_desk.ui.pages.forms import FormsPage

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Driver


def page(driver: Driver) -> FormsPage:
    shown = driver.go("forms")
    assert isinstance(shown, FormsPage)
    return shown


def states(shown: FormsPage) -> dict[str, FieldState]:
    return {one.field.name: one.field.state for one in shown.model.rows}


def test_the_form_comes_in_the_language_of_the_court(desk_open: Driver) -> None:
    shown = page(desk_open)
    assert shown.forms.value() == "national-small-claims"
    assert shown.languages.value() == "de"
    assert any(one.heading == "Gericht" for one in shown.model.rows)
    assert states(shown)["court_name"] is FieldState.MISSING
    assert shown.told.text().strip()


def test_forms_are_named_in_the_language_of_the_screen(desk_open: Driver) -> None:
    shown = page(desk_open)
    assert shown.forms.currentText() == "Data sheet for a national small claims procedure"
    assert shown.about.text().startswith("This is a data sheet")
    desk_open.speak("nl")
    assert shown.forms.currentText() == "Gegevensblad voor een nationale procedure voor geringe vorderingen"
    assert shown.about.text().startswith("Dit is een gegevensblad")
    assert shown.forms.value() == "national-small-claims"
    assert any(one.heading == "Gericht" for one in shown.model.rows)  # the paper stays the court's


def test_what_is_typed_goes_onto_the_paper_only(desk_open: Driver, tmp_path: Path) -> None:
    shown = page(desk_open)
    at = next(at for at, one in enumerate(shown.model.rows) if one.field.name == "court_name")
    shown.table.pick(at)
    shown.value.fill({"value": "Amtsgericht Freiburg"})
    shown.enter()
    desk_open.settle()
    assert states(shown)["court_name"] is FieldState.FILLED
    for kind in ("json", "xml", "pdf"):
        shown.export(kind, tmp_path / f"form.{kind}")
        desk_open.settle()
    assert "Amtsgericht Freiburg" in (tmp_path / "form.xml").read_text("utf-8")
    assert "Amtsgericht Freiburg" in json.dumps(
        json.loads((tmp_path / "form.json").read_text()), ensure_ascii=False
    )
    assert (tmp_path / "form.pdf").read_bytes().startswith(b"%PDF")
    shown.table.pick(at)
    shown.value.fill({"value": ""})
    shown.enter()
    desk_open.settle()
    assert states(shown)["court_name"] is FieldState.MISSING


def test_another_form_and_language_are_chosen(desk_open: Driver) -> None:
    shown = page(desk_open)
    shown.forms.choose("eu-small-claims")
    desk_open.settle()
    shown.languages.choose("fr")
    desk_open.settle()
    assert {one.field.number.partition(".")[0] for one in shown.model.rows} >= {"1", "2", "3", "7", "12"}
    assert any("Juridiction" in one.heading or "juridiction" in one.heading for one in shown.model.rows)
    by_hand = [one for one in shown.model.rows if one.field.state is FieldState.BY_HAND]
    assert by_hand
    assert all(one.field.value == "" for one in by_hand)


@pytest.mark.parametrize("tag", ["de", "qps-rtl"])
def test_nothing_is_cut_or_unnamed(desk_open: Driver, tag: str) -> None:
    shown = page(desk_open)
    desk_open.speak(tag)
    assert cut(shown) == []
    assert unnamed(shown) == []
