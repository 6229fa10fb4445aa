"""Forms: what is filled, what is missing, what is for the hand."""

from __future__ import annotations

import datetime as dt

from xborder_desk.domain.forms import FieldState, Form, FormField, FormSection, Need, fill_form
from xborder_desk.domain.letters import Country, Label
from xborder_desk.i18n.language import Language

WORDS = {
    name: Label(name, f"form:shared:words:{name}") for name in ("missing", "optional", "by_hand", "outside")
}


def field(number: str, name: str, need: Need = Need.NEEDED) -> FormField:
    return FormField(number, name, Label(name.title(), f"form:shared:fields:{name}"), need)


FORM = Form(
    id="x",
    title=Label("A form", "form:x:title"),
    about=Label("Not the form", "form:shared:words:about"),
    instrument="A law",
    source="read",
    status="sourced",
    checked_on=dt.date(2026, 11, 23),
    sections=(
        FormSection("1", Label("Court", "c"), (field("1.1", "court"), field("1.2", "country"))),
        FormSection(
            "2", Label("End", "e"), (field("2", "phone", Need.OPTIONAL), field("3", "signed", Need.BY_HAND))
        ),
    ),
    words=WORDS,
)


def test_what_is_needed_and_not_known_is_named_with_its_number() -> None:
    filled = fill_form(FORM, {"country": Country("DE")}, Language("de"))
    assert filled.incomplete == ("1.1 court",)
    states = {one.name: one.state for one in filled.fields()}
    assert states == {
        "court": FieldState.MISSING,
        "country": FieldState.FILLED,
        "phone": FieldState.EMPTY,
        "signed": FieldState.BY_HAND,
    }
    assert next(one.value for one in filled.fields() if one.name == "country") == "Deutschland"


def test_nothing_is_printed_where_the_hand_must_write() -> None:
    filled = fill_form(FORM, {"signed": "Jana", "court": "Amtsgericht"}, Language("en"))
    assert [one.value for one in filled.fields() if one.state is FieldState.BY_HAND] == [""]
    assert filled.about == "Not the form"
    assert FORM.names == {"court", "country", "phone", "signed"}
