"""Forms of courts, by content: their sections and fields, and what a case puts into each."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - part of the shape
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from xborder_desk.domain.letters import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from xborder_desk.domain.letters import Given, Label, Speaker


class Need(StrEnum):
    """Whether a field must be filled, may stay empty, or is filled by hand in the form itself."""

    NEEDED = "needed"
    OPTIONAL = "optional"
    BY_HAND = "by_hand"


class FieldState(StrEnum):
    """What became of a field."""

    FILLED = "filled"
    MISSING = "missing"
    EMPTY = "empty"
    BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True)
class FormField:
    """One field: where it stands in the form, which value it takes, its element in XJustiz if it has one."""

    number: str
    name: str
    label: Label
    need: Need
    xjustiz: str = ""


@dataclass(frozen=True, slots=True)
class FormSection:
    """A section of a form."""

    number: str
    heading: Label
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A form by its content; ``about`` says on paper that it is not the form itself."""

    id: str
    title: Label
    about: Label
    instrument: str
    source: str
    status: str
    checked_on: dt.date
    sections: tuple[FormSection, ...]
    words: Mapping[str, Label]

    @property
    def names(self) -> frozenset[str]:
        """The names of all values it takes."""
        return frozenset(field.name for section in self.sections for field in section.fields)


@dataclass(frozen=True, slots=True)
class FilledField:
    """A field with its words in the court's language."""

    number: str
    name: str
    label: str
    value: str
    state: FieldState
    note: str
    xjustiz: str


@dataclass(frozen=True, slots=True)
class FilledSection:
    """A section with its words in the court's language."""

    number: str
    heading: str
    fields: tuple[FilledField, ...]


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form as far as the case can fill it."""

    form: str
    language: str
    direction: Literal["ltr", "rtl"]
    title: str
    about: str
    instrument: str
    sections: tuple[FilledSection, ...]

    def fields(self) -> Iterator[FilledField]:
        """Give every field."""
        for section in self.sections:
            yield from section.fields

    @property
    def incomplete(self) -> tuple[str, ...]:
        """The needed fields that are missing: number and name."""
        missing = (field for field in self.fields() if field.state is FieldState.MISSING)
        return tuple(dict.fromkeys(f"{field.number} {field.name}" for field in missing))


def fill_form(form: Form, values: Mapping[str, Given], language: Speaker) -> FilledForm:
    """Put the values of a case into a form, in the court's language; nothing is invented."""
    return FilledForm(
        form=form.id,
        language=language.tag,
        direction=language.direction,
        title=_said(form.title, language),
        about=_said(form.about, language),
        instrument=form.instrument,
        sections=tuple(
            FilledSection(
                section.number,
                _said(section.heading, language),
                tuple(_filled(field, form, values, language) for field in section.fields),
            )
            for section in form.sections
        ),
    )


def _filled(field: FormField, form: Form, values: Mapping[str, Given], language: Speaker) -> FilledField:
    given = values.get(field.name)
    value = shown(given, form.words, language) if given is not None else ""
    if field.need is Need.BY_HAND:
        state, note = FieldState.BY_HAND, "outside" if field.name == "appendix" else "by_hand"
    elif value:
        state, note = FieldState.FILLED, ""
    elif field.need is Need.NEEDED:
        state, note = FieldState.MISSING, "missing"
    else:
        state, note = FieldState.EMPTY, "optional"
    return FilledField(
        number=field.number,
        name=field.name,
        label=_said(field.label, language),
        value="" if field.need is Need.BY_HAND else value,
        state=state,
        note=_said(form.words[note], language) if note else "",
        xjustiz=field.xjustiz,
    )


def _said(label: Label, language: Speaker) -> str:
    return language.ctext(label.context, label.text)
