"""Everything around a seller: the cases against it with their sums, the picture, shops that came back."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.constellation import (
    Against,
    Aspect,
    Constellation,
    Edge,
    Node,
    Returned,
    Total,
)
from xborder_desk.domain.sellers import KIND_NAMES, SAME
from xborder_desk.services.sellers import finding, linking, reading
from xborder_desk.storage.queries import seller_cases, sellers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xborder_desk.domain.constellation import CaseAgainst, State, Verdict
    from xborder_desk.domain.sellers import Candidate, Score, SellerView, StorefrontView
    from xborder_desk.storage.uow import UnitOfWork

# What one look takes in; the rest of a very large group is counted and stands in the register.
MOST_MEMBERS: Final = 200
_MOST_SUGGESTED: Final = 8
# Reasons that are told on the line of another kind of identifier.
_SAME_LINE: Final = {"mail_host": "email"}


def members_of(uow: UnitOfWork, seller: int) -> list[int]:
    """Give the sellers that people confirmed to be the same as one, itself among them."""
    number = sellers.number_of(seller)
    for cluster in linking.confirmed(uow):
        if number in cluster.sellers:
            return [sellers.id_in(one, "S") for one in cluster.sellers]
    return [seller]


def against(uow: UnitOfWork, seller: int) -> Against:
    """Give all cases against a seller and those confirmed to be the same, with their sums."""
    ids = members_of(uow, seller)
    cases = seller_cases.against(uow, ids)
    inside = set(ids)
    held = [one for one in sellers.active_decisions(uow, ids) if {one.a_id, one.b_id} <= inside]
    number = sellers.number_of(seller)
    warned = [one.warnings for one in linking.confirmed(uow) if number in one.sellers]
    return Against(
        members=tuple(reading.rows_of(uow, ids)),
        cases=tuple(cases),
        totals=totals(cases),
        routes=_counted(one.route for one in cases),
        outcomes=_counted(one.outcome for one in cases),
        decisions=tuple(reading.decision(one) for one in held),
        warnings=warned[0] if warned else (),
    )


def totals(cases: Iterable[CaseAgainst]) -> tuple[Total, ...]:
    """Sum the amounts of cases, each in its own currency, the currency of most cases first."""
    sums: dict[str, list[Decimal]] = defaultdict(list)
    for one in cases:
        if one.amount is not None:
            sums[one.currency].append(one.amount)
    found = (Total(currency, len(amounts), sum(amounts, Decimal(0))) for currency, amounts in sums.items())
    return tuple(sorted(found, key=lambda total: (-total.cases, total.currency)))


def _counted(ids: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(ids).items(), key=lambda pair: (-pair[1], pair[0])))


def constellation(uow: UnitOfWork, seller: int, suggested: Sequence[Candidate]) -> Constellation:
    """Give the picture of a seller, those confirmed to be the same, and those that may be."""
    ids = members_of(uow, seller)
    others = [one for one in suggested if sellers.id_in(one.seller, "S") not in ids][:_MOST_SUGGESTED]
    shown = [seller, *(one for one in ids if one != seller)][:MOST_MEMBERS]
    more = [sellers.id_in(one.seller, "S") for one in others]
    views = reading.every(uow, [*shown, *more])
    nodes: dict[str, Node] = {}
    edges: dict[tuple[str, str], Edge] = {}
    for view in views:
        state: State = "suggested" if sellers.id_in(view.row.number, "S") in more else "confirmed"
        for node in _nodes(view, state):
            nodes[node.id] = _merged(nodes.get(node.id), node)
            if node.id != view.row.number:
                edges[view.row.number, node.id] = Edge(view.row.number, node.id, _line(state))
    for case in seller_cases.against(uow, [*shown, *more]):
        nodes[case.case] = _case(case)
        edges[case.seller, case.case] = Edge(case.seller, case.case)
    center = sellers.number_of(seller)
    for one in others:
        edges[center, one.seller] = Edge(center, one.seller, "suggested", one.score.score)
    for decision in sellers.active_decisions(uow, shown):
        pair = sellers.number_of(decision.a_id), sellers.number_of(decision.b_id)
        if decision.verdict == SAME and pair[0] in nodes and pair[1] in nodes:
            edges[pair] = Edge(*pair, "confirmed")
    return Constellation(center, tuple(nodes.values()), tuple(edges.values()), len(ids) - len(shown))


def _line(state: State) -> State:
    return "suggested" if state == "suggested" else "seen"


def _nodes(view: SellerView, state: State) -> Iterator[Node]:
    yield Node(view.row.number, "seller", view.row.name, view.row.country, state, ref=view.row.number)
    for shop in view.storefronts:
        yield _shop(view.row.number, shop)
    for mark in view.marks:
        if mark.kind == "storefront":  # the shop itself stands there
            continue
        case = mark.origin_note if mark.origin_note in view.cases else ""
        source = " ".join(filter(None, (mark.origin_note, mark.evidence)))
        yield Node(
            f"{mark.kind}:{mark.normal or mark.raw}",
            "identifier",
            mark.raw.replace("\n", ", "),
            mark.kind,
            first=mark.on,
            last=mark.on,
            read_from=(source,) if source else (),
            ref=case,
        )


def _shop(seller: str, shop: StorefrontView) -> Node:
    told = shop.account or shop.url or shop.name
    last = shop.reappeared_on or shop.last_seen or shop.removed_on
    key = f"shop:{shop.platform}:{told}" if told else f"shop:{shop.platform}:{seller}"
    return Node(
        key, "storefront", shop.name or told or shop.platform, shop.platform, "seen", shop.first_seen, last
    )


def _case(one: CaseAgainst) -> Node:
    return Node(
        one.case,
        "case",
        one.case,
        one.title,
        first=one.opened,
        last=one.opened,
        ref=one.case,
        amount=one.amount,
        currency=one.currency,
    )


def _merged(before: Node | None, node: Node) -> Node:
    """Put together what two sellers say of one thing."""
    if before is None:
        return node
    days = [day for day in (before.first, before.last, node.first, node.last) if day is not None]
    return Node(
        before.id,
        before.kind,
        before.title,
        before.about,
        before.state,
        min(days, default=None),
        max(days, default=None),
        tuple(dict.fromkeys((*before.read_from, *node.read_from))),
        before.ref or node.ref,
        before.amount,
        before.currency,
    )


def returned(uow: UnitOfWork) -> list[Returned]:
    """Give the shops that were removed, with when and as what their sellers came back."""
    gone = sellers.removed_shops(uow)
    by_member: dict[int, list[int]] = {}
    for cluster in linking.confirmed(uow):
        ids = [sellers.id_in(one, "S") for one in cluster.sellers]
        by_member.update(dict.fromkeys(ids, ids))
    found = []
    for seller in dict.fromkeys(one for one, _ in gone):
        group = by_member.get(seller, [seller])
        views = reading.every(uow, group)
        own = next(view for view in views if sellers.id_in(view.row.number, "S") == seller)
        found += [_back(own, shop, views) for shop in own.storefronts if shop.removed_on is not None]
    return sorted(found, key=lambda one: (one.removed_on, one.seller), reverse=True)


def _back(own: SellerView, shop: StorefrontView, group: Sequence[SellerView]) -> Returned:
    removed = shop.removed_on
    assert removed is not None  # noqa: S101 - only removed shops are asked about
    back, name = shop.reappeared_on, shop.name or shop.account if shop.reappeared_on else ""
    if back is None:
        later = [
            (other.first_seen, other.name or other.account or other.url)
            for view in group
            for other in view.storefronts
            if other is not shop and other.first_seen is not None and other.first_seen > removed
        ]
        back, name = min(later, default=(None, ""))
    return Returned(
        own.row.number,
        own.row.name,
        shop.platform,
        shop.account or shop.url or shop.name,
        removed,
        back,
        name,
        (back - removed).days if back else None,
    )


def side_by_side(ours: SellerView, theirs: SellerView, score: Score) -> list[Aspect]:
    """Lay two sellers beside each other, kind by kind: what agrees first, then differs, then is blank."""
    weights: dict[str, float] = defaultdict(float)
    for reason in score.reasons:
        kind = _SAME_LINE.get(reason.kind, reason.kind.removesuffix("_differs"))
        weights[kind] += reason.weight
    found = [_names(ours, theirs, weights)]
    if ours.row.country or theirs.row.country:
        pair = (_one(ours.row.country), _one(theirs.row.country))
        found.append(_aspect("country", *pair, weights["country"], same=pair[0] == pair[1]))
    kinds = [*KIND_NAMES, *sorted({mark.kind for view in (ours, theirs) for mark in view.marks})]
    for kind in dict.fromkeys(kinds):
        pair = (_raws(ours, kind), _raws(theirs, kind))
        normal = [{m.normal or m.raw for m in view.marks if m.kind == kind} for view in (ours, theirs)]
        if pair[0] or pair[1]:
            same = bool(normal[0] & normal[1]) or weights[kind] > 0
            found.append(_aspect(kind, pair[0], pair[1], weights[kind], same=same))
    places = {"match": 0, "differ": 1, "blank": 2}
    return sorted(found, key=lambda one: (places[one.verdict], -abs(one.weight)))


def _names(ours: SellerView, theirs: SellerView, weights: dict[str, float]) -> Aspect:
    pair = tuple(
        tuple(dict.fromkeys(filter(None, (view.row.name, view.name_latin, *(n for n, *_ in view.names)))))
        for view in (ours, theirs)
    )
    return _aspect("name", pair[0], pair[1], weights["name"], same=weights["name"] > 0)


def _raws(view: SellerView, kind: str) -> tuple[str, ...]:
    return tuple(mark.raw for mark in view.marks if mark.kind == kind)


def _one(value: str) -> tuple[str, ...]:
    return (value,) if value else ()


def _aspect(
    kind: str, ours: tuple[str, ...], theirs: tuple[str, ...], weight: float, *, same: bool
) -> Aspect:
    verdict: Verdict = "blank" if not (ours and theirs) else "match" if same else "differ"
    return Aspect(kind, ours, theirs, verdict, round(weight, 1))


def incident(uow: UnitOfWork, seller: int) -> list[str]:
    """Give the decisions that hold a seller in its group."""
    return [
        sellers.decision_number(one.id)
        for one in sellers.active_decisions(uow, [seller])
        if one.verdict == SAME and seller in finding.pair_of(one)
    ]
