"""A seller with all its shops, identifiers and cases: as a picture, as sums, and as what it did over time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from xborder_desk.i18n import N_

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from decimal import Decimal

    from xborder_desk.domain.sellers import DecisionView, SellerRow

NodeKind = Literal["seller", "storefront", "identifier", "case"]
State = Literal["confirmed", "suggested", "seen"]
Verdict = Literal["match", "differ", "blank"]

NODE_KINDS: Final[dict[NodeKind, str]] = {
    "seller": N_("Sellers"),
    "storefront": N_("Storefronts"),
    "identifier": N_("Identifiers"),
    "case": N_("Cases"),
}
STATES: Final[dict[State, str]] = {
    "confirmed": N_("Confirmed"),
    "suggested": N_("Suggested"),
    "seen": N_("Seen"),
}


@dataclass(frozen=True, slots=True)
class Node:
    """One thing in the picture. ``about`` is the kind of an identifier, the platform, or a country's code.

    ``first`` and ``last`` are the days between which it was met, None where nothing says so; ``read_from``
    names the cases and items it stands in. ``ref`` is the number of a seller or a case.
    """

    id: str
    kind: NodeKind
    title: str
    about: str = ""
    state: State = "seen"
    first: dt.date | None = None
    last: dt.date | None = None
    read_from: tuple[str, ...] = ()
    ref: str = ""
    amount: Decimal | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between two things; ``score`` is that of a suggestion."""

    a: str
    b: str
    state: State = "seen"
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Constellation:
    """Everything around a seller and those confirmed to be the same; ``left_out`` is not in the picture."""

    center: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int = 0

    def holders(self, node: str) -> tuple[str, ...]:
        """Give the sellers that a thing hangs on, in order."""
        sellers = {one.id for one in self.nodes if one.kind == "seller"}
        near = [edge.a if edge.b == node else edge.b for edge in self.edges if node in {edge.a, edge.b}]
        return tuple(dict.fromkeys(one for one in near if one in sellers))

    def only(
        self, kinds: Iterable[str], since: dt.date | None = None, until: dt.date | None = None
    ) -> Constellation:
        """Leave things of these kinds, met in this time; what has no day stays, sellers always do."""
        wanted = frozenset(kinds)
        kept = [
            node
            for node in self.nodes
            if node.kind == "seller" or (node.kind in wanted and _within(node, since, until))
        ]
        ids = {node.id for node in kept}
        lines = tuple(edge for edge in self.edges if edge.a in ids and edge.b in ids)
        return Constellation(self.center, tuple(kept), lines, self.left_out)

    def drawn(self, most: int) -> Constellation:
        """Leave what a picture can hold: sellers, what is shared, cases, then the rest."""
        if len(self.nodes) <= most:
            return self
        count: dict[str, int] = {}
        for edge in self.edges:
            count[edge.a] = count.get(edge.a, 0) + 1
            count[edge.b] = count.get(edge.b, 0) + 1
        order = sorted(
            self.nodes, key=lambda one: (one.id != self.center, *_rank(one, count.get(one.id, 0)), one.id)
        )
        ids = {node.id for node in order[:most]}
        kept = tuple(node for node in self.nodes if node.id in ids)
        lines = tuple(edge for edge in self.edges if edge.a in ids and edge.b in ids)
        return Constellation(self.center, kept, lines, self.left_out + len(self.nodes) - len(kept))


def _within(node: Node, since: dt.date | None, until: dt.date | None) -> bool:
    if node.first is None and node.last is None:
        return True
    first, last = node.first or node.last, node.last or node.first
    return (until is None or first is None or first <= until) and (
        since is None or last is None or last >= since
    )


def _rank(node: Node, links: int) -> tuple[int, int]:
    shared = node.kind == "identifier" and links > 1
    places = {"seller": 1, "identifier": 0 if shared else 4, "case": 2, "storefront": 3}
    return places[node.kind], -links


@dataclass(frozen=True, slots=True)
class CaseAgainst:
    """A case against one of the sellers: what it is worth, where it stands, and how it ended."""

    case: str
    title: str
    seller: str
    status: str
    route: str
    outcome: str
    amount: Decimal | None
    currency: str
    opened: dt.date
    consumer_country: str = ""
    product: str = ""
    problems: tuple[str, ...] = ()
    outcome_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """Sums stay in their currency."""

    currency: str
    cases: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Against:
    """All cases against a seller and those confirmed to be the same.

    ``routes`` and ``outcomes`` count cases by the id of each; an empty id stands for none yet.
    """

    members: tuple[SellerRow, ...]
    cases: tuple[CaseAgainst, ...]
    totals: tuple[Total, ...]
    routes: tuple[tuple[str, int], ...]
    outcomes: tuple[tuple[str, int], ...]
    decisions: tuple[DecisionView, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Returned:
    """A shop that was removed and is back, or after whose removal the same sellers opened another."""

    seller: str
    name: str
    platform: str
    account: str
    removed_on: dt.date
    back_on: dt.date | None
    back_as: str = ""
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Aspect:
    """One line of two sellers side by side: ``verdict`` is match, differ or blank (one side says nothing)."""

    kind: str
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    verdict: Verdict
    weight: float = 0.0


VERDICT_WORDS: Final = {"match": N_("Agrees"), "differ": N_("Differs"), "blank": N_("Blank on one side")}
