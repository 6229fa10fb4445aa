"""Routes, from ``resources/routes``: preconditions, clocks, money limits and what they rest on."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.catalog.limits import a_rule
from xborder_desk.catalog.reading import STATUSES, read_shelf
from xborder_desk.domain.bodies import TERMS
from xborder_desk.domain.fact_table import FACTS, FactKind
from xborder_desk.domain.jurisdictions import FigureKind
from xborder_desk.domain.routes.conditions import COUNTRIES, FACTS_TOGETHER, TESTS
from xborder_desk.domain.routes.counting import EARLIEST, FIRST, LATEST
from xborder_desk.domain.routes.route import (
    PAPERS,
    Clock,
    ClockKind,
    Condition,
    Conflict,
    MoneyLimit,
    Precondition,
    Route,
    RouteKind,
    RouteState,
    Source,
)
from xborder_desk.domain.sentences import Sentence
from xborder_desk.i18n import N_
from xborder_desk.i18n.data_texts import context_of

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.catalog.reading import Shelf, Table

CHANNELS: Final = ("online", "letter", "email", "bank", "court", "in-person", "any")
LANGUAGES: Final = ("consumer", "seller", "platform", "court", "body", "any")
_STATES: Final = tuple(RouteState)
_DAYS: Final = {FactKind.EVENT, FactKind.DAY}


def read_routes(resources: Path) -> Shelf[Route]:
    """Read every route there is; a faulty one is left out and its fault told."""
    return read_shelf(resources / "routes", read_route)


class _Reader:
    """Reads one route file: knows its id, for the contexts of its texts, and its sources."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.id = table.text("id")
        self.sources = tuple(self.source(one) for one in table.tables("sources"))
        if not self.sources:
            table.refuse("sources", N_("is empty"))

    def sentence(self, table: Table, key: str, *path: str, default: str | None = None) -> Sentence:
        return Sentence(table.text(key, default), context=context_of("route", self.id, *path, key))

    def main(self, key: str) -> Sentence:
        table = self.table.table(key)
        found = Sentence(table.text("text"), context=context_of("route", self.id, key))
        table.finish()
        return found

    def source(self, table: Table) -> Source:
        checked_on = table.day("checked_on")
        assert checked_on is not None  # noqa: S101 - a day that is not optional is there
        found = Source(
            key=table.text("key"),
            instrument=table.text("instrument"),
            article=table.text("article", ""),
            status=table.one_of("status", STATUSES),
            checked_on=checked_on,
            read=table.text("read", ""),
        )
        table.finish()
        return found

    def source_key(self, table: Table) -> str:
        key = table.text("source", "")
        if key and key not in {one.key for one in self.sources}:
            table.refuse("source", N_("is not among the sources of this file"))
        return key

    def preconditions(self, table: Table, key: str) -> tuple[Precondition, ...]:
        return tuple(self.precondition(one) for one in table.tables(key, optional=True))

    def precondition(self, table: Table) -> Precondition:
        name = table.text("id")
        question = table.text("question", "")
        found = Precondition(
            id=name,
            any=_conditions(table),
            why=self.sentence(table, "why", name, default=""),
            lacking=RouteState(table.one_of("lacking", _STATES, RouteState.CLOSED)),
            unsure=RouteState(table.one_of("unsure", _STATES, RouteState.UNKNOWN)),
            question=Sentence(question, context=context_of("route", self.id, name, "question"))
            if question
            else None,
            source=self.source_key(table),
            valid_from=table.day("valid_from", optional=True),
            valid_to=table.day("valid_to", optional=True),
        )
        table.finish()
        return found

    def clock(self, table: Table) -> Clock:
        name, written, figure = table.text("id"), table.text("rule", ""), table.text("figure", "")
        if not written and not figure and not table.has("terms"):
            table.refuse("rule", N_("is missing"))
        rule, period = a_rule(table, "rule", written) if written else ("", None)
        start = table.texts("from")
        for fact in start:
            if fact not in FACTS or FACTS[fact].kind not in _DAYS:
                table.refuse("from", N_("names no day that is known of cases: {fact}"), fact=fact)
        if not start:
            table.refuse("from", N_("is empty"))
        note = table.text("note", "")
        then = table.text("then", "")
        found = Clock(
            id=name,
            kind=ClockKind(table.one_of("kind", tuple(ClockKind))),
            start=start,
            pick=table.one_of("pick", (FIRST, EARLIEST, LATEST), FIRST),
            rule=rule,
            period=period,
            source=self.source_key(table),
            country=_fact(table, "country", "consumer_country"),
            note=Sentence(note, context=context_of("route", self.id, name, "note")) if note else None,
            when=self.preconditions(table, "when"),
            figure=FigureKind(table.one_of("figure", tuple(FigureKind))) if figure else None,
            optional=table.flag("optional", default=False),
            ours=table.flag("ours", default=True),
            then=a_rule(table, "then", f"{rule}:{then}")[1] if then else None,
            within=table.text("within", ""),
            terms=table.one_of("terms", ("", *TERMS), ""),
            unless=table.text("unless", ""),
        )
        table.finish()
        return found

    def limit(self, table: Table) -> MoneyLimit:
        name = table.text("id")
        figure = table.text("figure", "")
        found = MoneyLimit(
            id=name,
            fact=_fact(table, "fact", "amount"),
            source=self.source_key(table),
            why=self.sentence(table, "why", name),
            least=_money(table, "least"),
            most=_money(table, "most"),
            currency=table.text("currency", ""),
            figure=FigureKind(table.one_of("figure", tuple(FigureKind))) if figure else None,
            country=_fact(table, "country", "") if figure else "",
            valid_from=table.day("valid_from", optional=True),
            valid_to=table.day("valid_to", optional=True),
        )
        if figure and not found.country:
            table.refuse("country", N_("is missing"))
        if not figure and not (found.currency and (found.most is not None or found.least is not None)):
            table.refuse("most", N_("is missing"))
        table.finish()
        return found

    def conflict(self, table: Table) -> Conflict:
        name = table.text("id")
        found = Conflict(name, table.text("route"), self.sentence(table, "why", name))
        table.finish()
        return found

    def route(self) -> Route:
        table = self.table
        papers = table.texts("papers", ())
        for one in papers:
            if one not in PAPERS:
                table.refuse("papers", N_("does not know {column}"), column=one)
        clocks = tuple(self.clock(one) for one in table.tables("clocks", optional=True))
        for clock in clocks:
            for key, named in (("within", clock.within), ("unless", clock.unless)):
                if named and named not in {other.id for other in clocks}:
                    table.refuse(key, N_("does not know {column}"), column=named)
        hints = table.texts("hint", ())
        return Route(
            id=self.id,
            kind=RouteKind(table.one_of("kind", tuple(RouteKind))),
            title=self.sentence(table, "title"),
            gives=self.main("gives"),
            cost=self.main("cost"),
            channel=table.one_of("channel", CHANNELS),
            language=table.one_of("language", LANGUAGES),
            papers=papers,
            preconditions=self.preconditions(table, "preconditions"),
            clocks=clocks,
            limits=tuple(self.limit(one) for one in table.tables("limits", optional=True)),
            conflicts=tuple(self.conflict(one) for one in table.tables("conflicts", optional=True)),
            front=self.preconditions(table, "front"),
            sources=self.sources,
            hints=tuple(
                Sentence(text, context=context_of("route", self.id, "hint", str(number)))
                for number, text in enumerate(hints, 1)
            ),
            valid_from=table.day("valid_from", optional=True),
            valid_to=table.day("valid_to", optional=True),
            letters=table.texts("letters", ()),
        )


def read_route(table: Table) -> Route:
    """Read one route.

    Raises:
        BrokenDataError: a key is wrong; says which and why.

    """
    return _Reader(table).route()


def _conditions(table: Table) -> tuple[Condition, ...]:
    """Read the one condition of a table, or the several of its ``any``."""
    several = table.tables("any", optional=True)
    if not several:
        return (_condition(table),)
    found = tuple(_condition(one) for one in several)
    for one in several:
        one.finish()
    return found


def _condition(table: Table) -> Condition:
    fact = _fact(table, "fact", None)
    tests = [name for name in TESTS if table.has(name)]
    if len(tests) != 1:
        table.refuse("fact", N_("needs exactly one test out of: {possible}"), possible=", ".join(TESTS))
    test = tests[0]
    value = table.value(test)
    taken = tuple(value) if isinstance(value, list) else value
    if not _fits(test, taken, fact):
        table.refuse(test, N_("has the wrong kind of value"))
    return Condition(fact, test, taken)


def _fits(test: str, value: object, fact: str) -> bool:
    if test == "set":
        return isinstance(value, bool)
    if test in FACTS_TOGETHER:
        return isinstance(value, str) and value in FACTS
    if test in {"before", "not_before"}:
        return type(value) is dt.date and FACTS[fact].kind in _DAYS
    if test in {"is", "unless"} and isinstance(value, bool | str):
        return True
    texts = value if isinstance(value, tuple) else (value,)
    if test in COUNTRIES and FACTS[fact].kind is not FactKind.COUNTRY:
        return False
    return bool(texts) and all(isinstance(one, str) for one in texts) and _known_choices(test, texts, fact)


def _known_choices(test: str, texts: tuple[Any, ...], fact: str) -> bool:
    choices = FACTS[fact].choices
    return not choices or test not in {"in", "not_in"} or set(texts) <= set(choices)


def _fact(table: Table, key: str, default: str | None) -> str:
    name = table.text(key, default)
    if name and name not in FACTS:
        table.refuse(key, N_("names no fact there is: {fact}"), fact=name)
    return name


def _money(table: Table, key: str) -> Decimal | None:
    if not table.has(key):
        return None
    number = table.number(key)
    return Decimal(int(number)) if number.is_integer() else Decimal(str(number))
