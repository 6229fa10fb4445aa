"""A language one can ask: for texts, plurals, sentences of faults, and formats of every kind."""

from __future__ import annotations

import gettext
import logging
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, Protocol, runtime_checkable

from xborder_desk.i18n.collation import places_of, sort_key, tailored
from xborder_desk.i18n.digits import written
from xborder_desk.i18n.directions import balanced, first_letter, has_signs, held
from xborder_desk.i18n.formats import Formats
from xborder_desk.i18n.marking import N_

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_log: Final = logging.getLogger(__name__)
_PLACES: Final = re.compile(r"\{\{|\}\}|\{([A-Za-z_]\w*)\}")
_RLM: Final = "\u200f"
_NAMED: Final = N_("{name}: {value}")
_OPENERS: Final = ("\u2066", "\u2067", "\u2068")
# Kinds of characters that need no keeping together within a sentence from right to left.
_RUNS_ALONG: Final = frozenset({"R", "AL", "NSM", "WS"})
_RTL_LANGUAGES: Final = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_RTL_SCRIPTS: Final = frozenset({"arab", "hebr", "thaa", "syrc", "nkoo"})


@runtime_checkable
class Sayable(Protocol):
    """Anything with an untranslated text and its fields: a known error, a message, progress."""

    @property
    def text(self) -> str:
        """The untranslated message."""

    @property
    def fields(self) -> Mapping[str, object]:
        """What its named places are filled with."""


@runtime_checkable
class Spelled(Protocol):
    """Anything that spells itself in a language, because it needs its plurals."""

    def spell(self, language: Language) -> str:
        """Give the words."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence of this room about itself: an untranslated ``text`` and its ``fields``."""

    text: str
    fields: dict[str, object] = field(default_factory=dict)


def fill(template: str, values: Mapping[str, str]) -> str:
    """Put ``values`` into the named places of ``template``, once: braces inside a value stay what they are.

    Only plain names are places (no attributes, no format codes), so a catalogue cannot reach into
    objects; ``{{`` and ``}}`` are single braces. A place without a value stays visible.
    """

    def one(place: re.Match[str]) -> str:
        whole = place.group()
        if whole in {"{{", "}}"}:
            return whole[0]
        return values.get(place.group(1), whole)

    return _PLACES.sub(one, template)


def places(template: str) -> frozenset[str]:
    """Name the places of a text that want a value."""
    return frozenset(found.group(1) for found in _PLACES.finditer(template) if found.group(1))


class Language(Formats):
    """One language: texts from a gettext catalogue and formats from Babel.

    Several can be asked at once, from any thread. ``problems`` says what was wrong with its
    catalogue, if anything; texts that are missing come in English.
    """

    def __init__(
        self,
        tag: str,
        catalogue: gettext.NullTranslations | None = None,
        *,
        direction: Literal["ltr", "rtl"] | None = None,
        problems: tuple[Notice, ...] = (),
        digits: str = "",
        characters: Path | None = None,
    ) -> None:
        super().__init__(tag, digits)
        self.tag: Final = tag
        self.direction: Final = direction or direction_of(tag)
        self.problems: Final = problems
        self._catalogue: Final = catalogue or gettext.NullTranslations()
        self._characters: Final = characters
        self._countries: Final[dict[tuple[str, ...], tuple[tuple[str, str], ...]]] = {}

    def __repr__(self) -> str:
        """Show the tag."""
        return f"Language({self.tag!r})"

    def text(self, msgid: str, /, **fields: object) -> str:
        """Give ``msgid`` in this language, its named places filled.

        Numbers with decimals, days, moments, lists, entries of closed lists and messages among the
        fields are written as this language writes them; whole numbers in its digits, text as it is.
        """
        if not msgid:
            return ""
        return self._filled(self._catalogue.gettext(msgid), msgid, fields)

    def ctext(self, context: str, msgid: str, /, **fields: object) -> str:
        """Give ``msgid`` as it is said in ``context`` (for instance ``taxonomy:T02.1``)."""
        if not msgid:
            return ""
        return self._filled(self._catalogue.pgettext(context, msgid), msgid, fields)

    def plural(self, singular: str, plural: str, n: int, /, **fields: object) -> str:
        """Give the form for ``n`` things; ``{n}`` is written with the language's grouping."""
        template = self._catalogue.ngettext(singular, plural, n)
        return self._filled(template, singular if n == 1 else plural, {"n": self.number(n), **fields})

    def labelled(self, name: str, value: str) -> str:
        """Join a name and its value with the colon of this language: French has a space before it."""
        return self.text(_NAMED, name=name, value=value)

    @cached_property
    def colon(self) -> str:
        """The colon behind a name that stands alone, with the space that belongs before it."""
        between = self._catalogue.gettext(_NAMED).partition("{name}")[2].partition("{value}")[0]
        return between.rstrip(" \u200e\u200f")

    def error(self, error: Sayable, /) -> str:
        """Give the sentence of a known error."""
        return self.say(error)

    def say(self, message: Sayable, /) -> str:
        """Give the sentence of anything that has a text and fields, in its context if it has one."""
        if isinstance(message, Spelled):
            return message.spell(self)
        context = getattr(message, "context", "")
        if isinstance(context, str) and context:
            return self.ctext(context, message.text, **message.fields)
        return self.text(message.text, **message.fields)

    def countries(self, codes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """Give countries with their names, in the order of this language; many lists ask for the same."""
        if codes not in self._countries:
            named = ((code, self.country(code)) for code in codes)
            self._countries[codes] = tuple(sorted(named, key=lambda one: self.sort_key(one[1])))
        return self._countries[codes]

    def sort_key(self, text: str) -> tuple[str, str]:
        """Give a key for ordering names as readers of this language expect."""
        return sort_key(self.tag, text, self._places)

    @cached_property
    def tailored(self) -> bool:
        """Whether readers look for letters elsewhere than the database orders them."""
        return tailored(self.tag, self._places)

    @cached_property
    def _places(self) -> Mapping[str, int] | None:
        """The places of Han characters, where this language has an order of its own for them."""
        try:
            return places_of(self._characters) if self._characters is not None else None
        except OSError:
            _log.warning("%s: the order of its characters cannot be read", self.tag)
            return None

    def isolate(self, text: str) -> str:
        """Keep a name or number together where writing directions meet; elsewhere leave it as it is."""
        if self.direction == "rtl" or _has_rtl(text) or has_signs(text):
            return held(text)
        return text

    def value(self, value: object) -> str:  # noqa: PLR0911, C901 - one return for each kind of value
        """Write one value as this language writes it (see ``text``)."""
        match value:
            case str() if not isinstance(value, Enum):
                return value
            case None:
                return ""
            case Enum():
                label = getattr(value, "label", None)
                return self.text(label) if isinstance(label, str) else str(value.value)
            case datetime():
                return self.datetime(value, value.tzinfo)
            case date():
                return self.date(value)
            case Decimal() | float():
                return self.number(value)
            case list() | tuple():
                return self.list([self.value(item) for item in value])
            case int() if not isinstance(value, bool):
                return written(str(value), self.digits)
            case Spelled():
                return value.spell(self)
            case Sayable():
                return self.say(value)
            case _:
                return str(value)

    def _filled(self, template: str, msgid: str, fields: Mapping[str, object]) -> str:
        if not fields:
            return self._begun(template) if _has_rtl(template) else template
        values = {name: self._kept_together(self.value(value)) for name, value in fields.items()}
        missing = places(template) - values.keys()
        if missing and not places(msgid) - values.keys():
            _log.warning("%s: a translation asks for %s: %r", self.tag, ", ".join(sorted(missing)), msgid)
            template = msgid
        return self._begun(fill(template, values))

    def _begun(self, line: str) -> str:
        """Have a sentence run as the language does: a label takes the direction of its first letter."""
        return line if self.direction == "ltr" or first_letter(line) == "rtl" else f"{_RLM}{line}"

    def _kept_together(self, value: str) -> str:
        """Isolate a value that runs otherwise than the sentence, or has signs that would turn the rest."""
        signs = has_signs(value)
        if signs and balanced(value) == value and value.startswith(_OPENERS):
            return value
        if not signs and (self.direction == "ltr" or value.isdigit()):
            return value
        plain = all(unicodedata.bidirectional(char) in _RUNS_ALONG for char in value)
        return value if plain else held(value)


def direction_of(tag: str) -> Literal["ltr", "rtl"]:
    """Tell in which direction a language is written, by its language and script subtags."""
    language, *rest = tag.replace("_", "-").lower().split("-")
    scripts = [part for part in rest if len(part) == 4 and part.isalpha()]  # noqa: PLR2004 - BCP 47: four letters
    if scripts:
        return "rtl" if scripts[0] in _RTL_SCRIPTS else "ltr"
    return "rtl" if language in _RTL_LANGUAGES else "ltr"


def _has_rtl(text: str) -> bool:
    return any(unicodedata.bidirectional(char) in {"R", "AL"} for char in text)
