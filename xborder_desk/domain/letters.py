"""Letters: what a template is, and putting the facts of a case into its clauses, in any language.

A fact that is not known is marked on the paper and named; nothing is invented. A clause that rests on law
which nobody has checked is held back and named too: it is never printed as if it were settled.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

SHARED: Final = "shared"
SUBJECT: Final = "subject"
CLOSING: Final = "closing"
_PLACE: Final = re.compile(r"\{([a-z_]+)\}")
# Letters that run from right to left, and the marks that keep what runs the other way together.
_RTL: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_OPEN: Final = "\u2068"
_CLOSE: Final = "\u2069"
# Where letters are folded for a window at the right of the envelope.
WINDOW_RIGHT: Final = frozenset({"FR", "BE", "LU", "IT", "ES", "PT", "CH"})
_HAN: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_UNIT: Final = re.compile("[元圆圓镑鎊郎]$")
# Currencies that Chinese writes before the figure, with its unit behind it.
_BEFORE: Final = {
    "zh-Hans": {"CNY": "人民币", "TWD": "新台币", "HKD": "港币"},
    "zh-Hant": {"CNY": "人民幣", "TWD": "新臺幣", "HKD": "港幣"},
}


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount of money as a fact."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Word:
    """A fact that every language has its own word for: ``key`` names it among the shared words."""

    key: str


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its ISO 3166-1 code."""

    code: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its own script and in Latin letters; each letter takes the one its reader can read."""

    own: str
    latin: str = ""


@dataclass(frozen=True, slots=True)
class Postal:
    """An address, line by line: as its country writes it, and in Latin letters.

    ``country`` is added unless it is the sender's own, ``home``: in the letter's language where one reads it,
    in the sender's where the post does; that is its name ``abroad``. An address kept as one text (``whole``)
    names its country itself, or not.
    """

    own: tuple[str, ...] = ()
    latin: tuple[str, ...] = ()
    country: str = ""
    home: str = ""
    whole: frozenset[str] = frozenset()
    abroad: str = ""


Given: TypeAlias = str | dt.date | Sum | Word | Country | Name | Postal
Facts: TypeAlias = "Mapping[str, Given]"


class Speaker(Protocol):
    """The language a letter is written in."""

    @property
    def tag(self) -> str:
        """The tag of the language."""

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """In which direction it is written."""

    def ctext(self, context: str, msgid: str, /, **fields: object) -> str:
        """Give a text as it is said in a context."""

    def date(self, day: dt.date, style: Literal["short", "medium", "long", "full", "iso"] = "medium") -> str:
        """Write a day."""

    def money(self, amount: Decimal, currency: str) -> str:
        """Write an amount."""

    def number(self, value: Decimal | float) -> str:
        """Write a number."""

    def country(self, code: str) -> str:
        """Name a country."""

    def currency_name(self, code: str) -> str:
        """Name a currency."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One test of a fact: ``known``, ``unknown``, ``is`` or ``not`` one of ``values``."""

    fact: str
    test: str
    values: tuple[str, ...] = ()

    def holds(self, facts: Facts) -> bool:
        """Whether the facts pass it; an unknown fact is none of any values."""
        found = facts.get(self.fact)
        if self.test in {"known", "unknown"}:
            return (found is not None) == (self.test == "known")
        given = set(found.split(",")) if isinstance(found, str) else set()
        return bool(given & set(self.values)) == (self.test == "is")


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: its English, where its translations stand, when it is said, what must be known for it.

    ``status`` is that of the ``law`` it speaks of: unchecked law is held back.
    """

    id: str
    text: str
    context: str
    when: tuple[Condition, ...] = ()
    needs: tuple[str, ...] = ()
    law: str = ""
    status: str = ""
    checked_on: dt.date | None = None

    @property
    def places(self) -> tuple[str, ...]:
        """The names of the facts it speaks of."""
        return tuple(dict.fromkeys(_PLACE.findall(self.text)))


@dataclass(frozen=True, slots=True)
class Label:
    """A word that all letters share, in English, and where its translations stand."""

    text: str
    context: str


@dataclass(frozen=True, slots=True)
class Template:
    """A letter: to whom, what for, how many days it gives for an answer, who signs it, and its clauses."""

    id: str
    title: Label
    to: tuple[str, ...]
    purpose: str
    days: int
    signs: Literal["office", "consumer"]
    clauses: tuple[Clause, ...]
    words: Mapping[str, Label]

    @property
    def places(self) -> frozenset[str]:
        """The names of all facts it can speak of."""
        return frozenset(name for clause in self.clauses for name in (*clause.places, *clause.needs))


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line: plain words, a ``fact`` by its name, or the mark of one that is ``missing``."""

    text: str
    fact: str = ""
    missing: bool = False


Line: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A clause as written, line by line."""

    clause: str
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The plain words."""
        return "\n".join("".join(run.text for run in line) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Written:
    """A letter in one language. ``unfilled`` names missing facts, ``withheld`` clauses on unchecked law.

    ``window`` is the side on which the recipient's address stands.
    """

    template: str
    language: str
    direction: Literal["ltr", "rtl"]
    title: str
    sender: tuple[Line, ...]
    recipient: tuple[Line, ...]
    date: Line
    reference: Line
    subject: Paragraph
    body: tuple[Paragraph, ...]
    signature: tuple[Line, ...]
    enclosures: tuple[str, ...]
    enclosures_title: str
    page: str
    unfilled: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    window: Literal["start", "right"] = "start"

    def runs(self) -> Iterator[Run]:
        """Give every piece of the letter."""
        for block in (self.sender, self.recipient, (self.date, self.reference), self.subject.lines):
            yield from (run for line in block for run in line)
        for paragraph in self.body:
            yield from (run for line in paragraph.lines for run in line)
        yield from (run for line in self.signature for run in line)

    @property
    def facts(self) -> frozenset[tuple[str, str]]:
        """Which facts are named where: (clause, fact), the same in every language."""
        return frozenset(
            (paragraph.clause, run.fact)
            for paragraph in (self.subject, *self.body)
            for line in paragraph.lines
            for run in line
            if run.fact
        )


@dataclass
class _Pen:
    """Writes facts as one language does, and remembers what was missing."""

    template: Template
    facts: Facts
    language: Speaker
    missing: list[str] = field(default_factory=list)

    def word(self, name: str, **fields: object) -> str:
        label = self.template.words[name]
        return self.language.ctext(label.context, label.text, **fields)

    def mark(self, name: str) -> Run:
        self.missing.append(name)
        return Run(self.word("missing", what=self.word(name)), name, missing=True)

    def fact(self, name: str) -> Run:
        found = self.facts.get(name)
        return self.mark(name) if found is None else Run(self.whole(self.value(found)), name)

    def whole(self, text: str) -> str:
        """Keep a fact together where it stands in a text that runs the other way."""
        if self.language.direction != "rtl" or not text or _RTL.search(text):
            return text
        return f"{_OPEN}{text}{_CLOSE}"

    def value(self, given: Given) -> str:
        return shown(given, self.template.words, self.language)

    def postal(self, given: Postal, *, envelope: bool = False) -> list[str]:
        return postal_lines(given, self.language, envelope=envelope)

    def lines(self, text: str) -> tuple[Line, ...]:
        return tuple(tuple(self._runs(line)) for line in text.split("\n"))

    def _runs(self, line: str) -> Iterator[Run]:
        before = ""
        for number, piece in enumerate(_PLACE.split(line)):
            if number % 2:
                run = self.fact(piece)
                before = run.text
                yield run
            else:
                # A name that ends with a point ends the sentence too.
                said = piece[1:] if before.endswith(".") and piece.startswith(".") else piece
                if said:
                    yield Run(said)

    def paragraph(self, clause: Clause) -> Paragraph:
        lacking = [name for name in clause.needs if name not in self.facts]
        if lacking:
            return Paragraph(clause.id, (tuple(self.mark(name) for name in lacking),))
        return Paragraph(clause.id, self.lines(self.language.ctext(clause.context, clause.text)))


def write(
    template: Template,
    facts: Facts,
    language: Speaker,
    *,
    enclosures: Sequence[str] = (),
) -> Written:
    """Write a letter: the clauses whose conditions hold, with the facts put in as the language writes them.

    The frame asks for ``recipient_name``, ``recipient_address``, ``today``, and those of the office.
    """
    pen = _Pen(template, facts, language)
    spoken = [clause for clause in template.clauses if all(test.holds(facts) for test in clause.when)]
    told = [clause for clause in spoken if clause.status != "unchecked"]
    sender = _sender(pen)
    # What the consumer signs is handed to the office.
    to = "office" if template.signs == "consumer" else "recipient"
    recipient = _address(pen, f"{to}_name", f"{to}_address", envelope=True)
    subject = next(pen.paragraph(clause) for clause in told if clause.id == SUBJECT)
    body = tuple(pen.paragraph(clause) for clause in told if clause.id != SUBJECT)
    signed = ("caseworker", "office_name") if template.signs == "office" else ()
    return Written(
        template=template.id,
        language=language.tag,
        direction=language.direction,
        title=language.ctext(template.title.context, template.title.text),
        sender=sender,
        recipient=recipient,
        date=(pen.fact("today"),),
        reference=pen.lines(pen.word("our_reference"))[0],
        subject=subject,
        body=body,
        signature=tuple((pen.fact(name),) for name in signed),
        enclosures=tuple(enclosures),
        enclosures_title=pen.word("enclosures"),
        page=pen.word("page"),
        unfilled=tuple(dict.fromkeys(pen.missing)),
        withheld=tuple(clause.id for clause in spoken if clause.status == "unchecked"),
        window=_window(facts.get(f"{to}_address")),
    )


def _window(address: Given | None) -> Literal["start", "right"]:
    """Say where the envelopes of the recipient's country have their window."""
    country = address.country if isinstance(address, Postal) else ""
    return "right" if country in WINDOW_RIGHT else "start"


def _sender(pen: _Pen) -> tuple[Line, ...]:
    if pen.template.signs == "consumer":
        return _address(pen, "consumer_name", "consumer_address")
    return (*_address(pen, "office_name", "office_address"), *_reach(pen, "office_email", "office_phone"))


def _reach(pen: _Pen, *names: str) -> Iterator[Line]:
    return ((pen.fact(name),) for name in names if name in pen.facts)


def _address(pen: _Pen, name: str, address: str, *, envelope: bool = False) -> tuple[Line, ...]:
    found = pen.facts.get(address)
    lines: Iterable[Line]
    if isinstance(found, Postal):
        lines = ((Run(pen.whole(line), address),) for line in pen.postal(found, envelope=envelope))
    else:
        lines = ((pen.fact(address),),)
    return ((pen.fact(name),), *lines)


def shown(given: Given, words: Mapping[str, Label], language: Speaker) -> str:  # noqa: PLR0911 - one per kind
    """Write a fact as a language does; ``words`` are those a ``Word`` can name."""
    match given:
        case str():
            return given
        case dt.date():
            return _day(given, language)
        case Sum():
            return money(given, language)
        case Word():
            label = words[given.key]
            return language.ctext(label.context, label.text)
        case Country():
            return language.country(given.code)
        case Name():
            return readable(given.own, given.latin, language)
        case Postal():
            return _between(language).join(postal_lines(given, language))


def _day(given: dt.date, language: Speaker) -> str:
    """Write a day in full; French has an ordinal for the first of a month, and for no other day."""
    said = language.date(given, "long")
    first = given.day == 1 and language.tag.partition("-")[0] == "fr"
    return said.replace("1 ", "1er ", 1) if first and said.startswith("1 ") else said


def postal_lines(given: Postal, language: Speaker, *, envelope: bool = False) -> list[str]:
    """Write an address line by line, with its country where the sender's is another.

    On an ``envelope`` the post of the sender's country must read the country: it stands last, in its words.
    """
    lines = [*_readable_lines(given, language)]
    form = "own" if tuple(lines) == given.own else "latin"
    if not given.country or given.country == given.home or form in given.whole:
        return lines
    name = language.country(given.country)
    if _HAN.search("".join(lines)):
        # Han addresses go from the largest to the smallest.
        return [name, *lines, *([given.abroad] if envelope and given.abroad not in {"", name} else [])]
    return [*lines, given.abroad if given.abroad and (envelope or _HAN.search(name)) else name]


def readable(own: str, latin: str, language: Speaker) -> str:
    """Give the form of a name that readers of a language can read: Han in Chinese, else Latin letters."""
    if not latin:
        return own
    return own if _reads_han(language) and _HAN.search(own) else latin


def _readable_lines(given: Postal, language: Speaker) -> tuple[str, ...]:
    if not given.own or not given.latin:
        return given.own or given.latin
    han = _HAN.search("".join(given.own)) is not None
    return given.own if not han or _reads_han(language) else given.latin


def _reads_han(language: Speaker) -> bool:
    return language.tag.startswith(("zh", "ja"))


def _between(language: Speaker) -> str:
    return "，" if language.tag.startswith("zh") else ", "


def money(given: Sum, language: Speaker) -> str:
    """Write an amount as letters of a language do; Chinese writes the currency in words."""
    if not language.tag.startswith("zh"):
        return language.money(given.amount, given.currency)
    before = _BEFORE["zh-Hant" if "Hant" in language.tag else "zh-Hans"].get(given.currency)
    number = f"{given.amount:,f}"
    if before:
        return f"{before}{number}元"
    name = language.currency_name(given.currency)
    return f"{number}{name}" if _UNIT.search(name) else f"{number} {name}"
