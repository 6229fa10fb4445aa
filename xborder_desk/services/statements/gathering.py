"""What a statement is made of: the cases it speaks of, and what of them nobody else may read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.folding import fold
from xborder_desk.storage.queries import cases, contacts, evidence
from xborder_desk.storage.queries.pictures import OUR_SIDE, picture

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xborder_desk.domain.cases import CaseView, PartyView
    from xborder_desk.domain.items import EvidenceRow
    from xborder_desk.storage.queries.pictures import Picture
    from xborder_desk.storage.uow import UnitOfWork

MASK: Final = "[…]"
_SHORTEST: Final = 4
"""Shorter pieces of a name (de, von, Li) are not looked for on their own; the whole name always is."""


@dataclass(frozen=True)
class Source:
    """One case: ``own`` if it is the consumer's whose statement this is, so that all of it may be shown."""

    view: CaseView
    seen: Picture
    items: dict[str, EvidenceRow]
    own: bool
    representatives: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        """The number of the case."""
        return self.view.number

    @property
    def seller(self) -> PartyView | None:
        """The seller as this case knows it."""
        return next((one for one in self.view.parties if one.number == self.seen.seller), None)


@dataclass(frozen=True)
class Gathered:
    """All cases of a statement, the one it is for first; ``secrets`` must not be read in it."""

    sources: tuple[Source, ...]
    pooled: bool
    secrets: tuple[re.Pattern[str], ...] = field(default=())

    @property
    def main(self) -> Source | None:
        """The case it is for, None for one about a seller alone."""
        return next((one for one in self.sources if one.own), None)

    def masked(self, text: str) -> str:
        """Leave out of a text whatever belongs to other consumers."""
        for secret in self.secrets:
            text = secret.sub(MASK, text)
        return text


def gather(uow: UnitOfWork, case_number: str, seller: str, numbers: Sequence[str] = ()) -> Gathered:
    """Read the cases: one, or all against a seller; with both, all of them for the consumer of the one.

    ``numbers`` are the cases in place of those the seller met, each against the seller it names itself.

    Raises:
        NotFoundError: no such case or seller.

    """
    if not seller and not numbers:
        return Gathered((_source(uow, case_number, own=True),), pooled=False)
    main = _source(uow, case_number, own=True) if case_number else None
    names = _consumers(main.view) if main else frozenset()
    sources = [main] if main else []
    pairs = [(number, "") for number in numbers] or contacts.cases_of_seller(uow, seller)
    for number, party in pairs:
        if main is not None and number == main.number:
            continue
        view = cases.view(uow, number)
        own = bool(names) and _consumers(view) == names
        sources.append(_source(uow, number, own=own, seller=party, view=view))
    secrets = {word for source in sources if not source.own for word in _secrets(source.view)}
    known = {word for source in sources if source.own for word in _secrets(source.view)}
    patterns = tuple(
        re.compile(re.escape(word), re.IGNORECASE) for word in sorted(secrets - known, key=len, reverse=True)
    )
    return Gathered(tuple(sources), pooled=True, secrets=patterns)


def _source(
    uow: UnitOfWork, number: str, *, own: bool, seller: str = "", view: CaseView | None = None
) -> Source:
    shown = view or cases.view(uow, number)
    items = {item.number: item for item in evidence.rows(uow, shown.id)}
    seen = picture(uow, number, seller)
    return Source(shown, seen, items, own, tuple(contacts.representatives(uow, shown.id, seen.seller)))


def _consumers(view: CaseView) -> frozenset[str]:
    return frozenset(fold(party.name) for party in view.parties if party.role == "consumer")


def _secrets(view: CaseView) -> Iterator[str]:
    """Name everything that tells who the consumer is: names and their parts, addresses, numbers, orders."""
    for party in view.parties:
        if party.role not in OUR_SIDE:
            continue
        for name in filter(None, (party.name, party.name_latin)):
            yield name
            yield from (word for word in re.split(r"[\s,;]+", name) if len(word) >= _SHORTEST)
        for one in party.identifiers:
            yield one.raw
            yield from (line for line in one.raw.splitlines() if len(line) >= _SHORTEST)
    values: Sequence[object] = [view.values.get(name) for name in ("order_number", "payment_reference")]
    yield from (str(value) for value in values if value and len(str(value)) >= _SHORTEST)
