"""Templates of letters, from ``resources/templates``: a file each; what all share stands in ``shared``."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, cast

from xborder_desk.catalog.reading import STATUSES, Shelf, read_shelf
from xborder_desk.domain.choices import ContactPurpose, PartyRole
from xborder_desk.domain.errors import BrokenDataError
from xborder_desk.domain.letters import SHARED, SUBJECT, Clause, Condition, Label, Template
from xborder_desk.i18n import N_
from xborder_desk.i18n.data_texts import context_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xborder_desk.catalog.reading import Table

_FOLDER: Final = "templates"
_KIND: Final = "letter"
_CONDITION: Final = re.compile(r"(?P<fact>[a-z_]+)(?:(?P<unknown>!)|(?P<test>!?=)(?P<values>[\w|.-]+))?")
# Facts that conditions may ask for beside those a letter can name.
CONDITION_FACTS: Final = frozenset({"eu_law", "trouble", "court_started_on"})


@dataclass(frozen=True)
class _Draft:
    """A file as read, before the shared clauses are put in: each clause, or the name of a shared one."""

    template: Template
    uses: tuple[tuple[int, str, tuple[Condition, ...]], ...]


def read_templates(resources: Path) -> Shelf[Template]:
    """Read every letter there is; without the shared file there is none."""
    drafts = read_shelf(resources / _FOLDER, _draft)
    items: dict[str, Template] = {}
    faults = list(drafts.faults)
    shared = drafts.items.get(SHARED)
    if shared is None:
        return Shelf({}, tuple(faults))
    for name, draft in drafts.items.items():
        if name != SHARED:
            try:
                items[name] = _joined(name, draft, shared.template)
            except BrokenDataError as fault:
                faults.append(fault)
    return Shelf(items, tuple(faults))


def _draft(table: Table) -> _Draft:
    name = table.text("id")
    clauses: list[Clause] = []
    uses: list[tuple[int, str, tuple[Condition, ...]]] = []
    for one in table.tables("clauses"):
        when = tuple(_condition(one, text) for text in one.texts("when", ()))
        if one.has("use"):
            uses.append((len(clauses) + len(uses), one.text("use"), when))
        else:
            clauses.append(_clause(one, name, when))
        one.finish()
    if name == SHARED:
        return _Draft(_template(table, name, clauses, _words(table, name)), tuple(uses))
    return _Draft(_template(table, name, clauses, {}), tuple(uses))


def _template(table: Table, name: str, clauses: list[Clause], words: dict[str, Label]) -> Template:
    if name == SHARED:
        return Template(name, Label("", ""), (), "", 0, "office", tuple(clauses), words)
    days = int(table.number("days"))
    if days < 1:
        table.refuse("days", N_("must be one or more"))
    roles = table.texts("to")
    for role in roles:
        if role not in tuple(PartyRole):
            table.refuse("to", N_("must be one of: {allowed}"), allowed=", ".join(PartyRole))
    return Template(
        id=name,
        title=Label(table.text("title"), context_of(_KIND, name, "title")),
        to=roles,
        purpose=table.one_of("purpose", tuple(ContactPurpose)),
        days=days,
        signs=cast("Literal['office', 'consumer']", table.one_of("signs", ("office", "consumer"), "office")),
        clauses=tuple(clauses),
        words=words,
    )


def _words(table: Table, name: str) -> dict[str, Label]:
    words = table.table("words")
    found: dict[str, Label] = {}
    for key in words.keys():  # noqa: SIM118 - a table is no dict
        one = words.table(key)
        found[key] = Label(one.text("text"), context_of(_KIND, name, "words", key))
        one.finish()
    return found


def _clause(table: Table, name: str, when: tuple[Condition, ...]) -> Clause:
    key = table.text("id")
    law = table.text("law", "")
    return Clause(
        id=key,
        text=table.text("text"),
        context=context_of(_KIND, name, key),
        when=when,
        needs=table.texts("needs", ()),
        law=law,
        status=table.one_of("status", STATUSES) if law else "",
        checked_on=table.day("checked_on") if law else None,
    )


def _condition(table: Table, written: str) -> Condition:
    match = _CONDITION.fullmatch(written)
    if match is None:
        table.refuse("when", N_("cannot be understood: {written}"), written=written)
    if match["values"]:
        test = "is" if match["test"] == "=" else "not"
        return Condition(match["fact"], test, tuple(match["values"].split("|")))
    return Condition(match["fact"], "unknown" if match["unknown"] else "known")


def _joined(name: str, draft: _Draft, shared: Template) -> Template:
    """Put the shared clauses into their places, and see that every fact it names is one."""
    library = {clause.id: clause for clause in shared.clauses}
    clauses = list(draft.template.clauses)
    for place, used, when in draft.uses:
        if used not in library:
            raise _fault(name, "clauses.use", N_("names no shared clause: {written}"), written=used)
        clauses.insert(place, replace(library[used], when=when or library[used].when))
    if sum(clause.id == SUBJECT for clause in clauses) != 1:
        raise _fault(name, "clauses", N_("must have exactly one subject"))
    for clause, asked in _asked(clauses):
        if asked not in shared.words and asked not in CONDITION_FACTS:
            told = N_("asks for a fact there is not: {written}")
            raise _fault(name, f"clauses.{clause}", told, written=asked)
    return replace(draft.template, clauses=tuple(clauses), words=shared.words)


def _asked(clauses: list[Clause]) -> Iterator[tuple[str, str]]:
    for clause in clauses:
        for name in (*clause.places, *clause.needs, *(test.fact for test in clause.when)):
            yield clause.id, name


def _fault(name: str, key: str, problem: str, **fields: object) -> BrokenDataError:
    return BrokenDataError(
        N_("{file}, {key}: {problem}."), file=f"{name}.toml", key=key, problem=problem.format(**fields)
    )
