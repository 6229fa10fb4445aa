"""Forms by content, from ``resources/forms``: a file each; labels that several use stand in ``shared``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.catalog.reading import STATUSES, Shelf, read_shelf, read_table
from xborder_desk.domain.errors import BrokenDataError
from xborder_desk.domain.forms import Form, FormField, FormSection, Need
from xborder_desk.domain.letters import SHARED, Label
from xborder_desk.i18n import N_
from xborder_desk.i18n.data_texts import context_of

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.catalog.reading import Table

_FOLDER: Final = "forms"
_KIND: Final = "form"
_NEEDS: Final = {"?": Need.OPTIONAL, "*": Need.BY_HAND}


class _Labels:
    """What the shared file holds: headings, words and fields with their elements of XJustiz."""

    def __init__(self, table: Table) -> None:
        table.text("id")
        self.headings, _ = _labels(table, "headings")
        self.words, _ = _labels(table, "words")
        self.fields, self.xjustiz = _labels(table, "fields")
        table.finish()


def read_forms(resources: Path) -> Shelf[Form]:
    """Read every form there is; without the shared labels there is none."""
    folder = resources / _FOLDER
    try:
        labels = _Labels(read_table(folder / f"{SHARED}.toml"))
    except BrokenDataError as fault:
        return Shelf({}, (fault,))
    found = read_shelf(folder, lambda table: _form(table, labels))
    items = {name: form for name, form in found.items.items() if form is not None}
    return Shelf(items, found.faults)


def _labels(table: Table, kind: str) -> tuple[dict[str, Label], dict[str, str]]:
    labels: dict[str, Label] = {}
    xjustiz: dict[str, str] = {}
    inside = table.table(kind)
    for name in inside.keys():  # noqa: SIM118 - a table is no dict
        one = inside.table(name)
        labels[name] = Label(one.text("text"), context_of(_KIND, SHARED, kind, name))
        xjustiz[name] = one.text("xjustiz", "")
        one.finish()
    return labels, xjustiz


def _form(table: Table, labels: _Labels) -> Form | None:
    name = table.text("id")
    if name == SHARED:
        for key in ("headings", "words", "fields"):
            table.table(key)
        return None
    about = table.one_of("about", tuple(labels.words))
    checked_on = table.day("checked_on")
    assert checked_on is not None  # noqa: S101 - a day that is not optional is there
    return Form(
        id=name,
        title=Label(table.text("title"), context_of(_KIND, name, "title")),
        about=labels.words[about],
        instrument=table.text("instrument"),
        source=table.text("source_text"),
        status=table.one_of("status", STATUSES),
        checked_on=checked_on,
        sections=tuple(_section(one, labels) for one in table.tables("sections")),
        words=labels.words,
    )


def _section(table: Table, labels: _Labels) -> FormSection:
    heading = table.one_of("heading_of", tuple(labels.headings))
    section = FormSection(
        number=table.text("number"),
        heading=labels.headings[heading],
        fields=tuple(_field(table, written, labels) for written in table.texts("fields")),
    )
    table.finish()
    return section


def _field(table: Table, written: str, labels: _Labels) -> FormField:
    """Read ``7.3.3 costs_which?``: number, name, whether it may stay empty (?) or is for the hand (*)."""
    number, _, named = written.partition(" ")
    name = named.rstrip("?*")
    if name not in labels.fields:
        table.refuse("fields", N_("names no field there is: {written}"), written=written)
    return FormField(
        number=number,
        name=name,
        label=labels.fields[name],
        need=_NEEDS.get(named[len(name) :], Need.NEEDED),
        xjustiz=labels.xjustiz[name],
    )
