"""Identifiers two sellers share: what each is worth, and less where many share it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.sellers import KIND_NAMES, Reason
from xborder_desk.i18n import N_
from xborder_desk.identifiers import places
from xborder_desk.matching.crowds import Crowd
from xborder_desk.matching.keys import domain_of, mark_keys, national
from xborder_desk.matching.names import CORE
from xborder_desk.matching.scripts import sound

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from xborder_desk.domain.sellers import Mark, Profile
    from xborder_desk.matching.names import Name
    from xborder_desk.matching.weights import Shared, Weights

_SAME_HOUSE: Final = 0.75
_NOBODY: Final = Crowd(0)
_ADDRESSES: Final = frozenset({"address", "return_address"})


def shared_marks(
    ours: Profile, theirs: Profile, weights: Weights, shared: Shared, crowd: Mapping[str, Crowd]
) -> Iterator[Reason]:
    """Give a reason for each identifier two sellers share; each value counts once."""
    held: dict[str, Mark] = {}
    for mark in theirs.marks:
        for key in mark_keys(mark, shared):
            held.setdefault(key, mark)
    told: set[str] = set()
    for mark in ours.marks:
        for key in mark_keys(mark, shared):
            other = held.get(key)
            if other is None or key in told or key[0] == "a":
                continue
            if national(mark) and ours.country and theirs.country and ours.country != theirs.country:
                continue
            if key[0] == "d" and any(_same(key, one) for one in told):
                continue
            told.add(key)
            yield _reason(mark, other, key, weights, crowd)
    yield from _houses(ours, theirs, weights, shared, crowd)


def rarity(count: int, weights: Weights) -> float:
    """Say what share of its weight an identifier keeps that is met at so many sellers."""
    if count <= weights.crowd_free:
        return 1.0
    if count >= weights.crowd_most:
        return 0.0
    span = math.log(weights.crowd_most) - math.log(weights.crowd_free)
    return (math.log(weights.crowd_most) - math.log(count)) / span


def name_trust(name: Name, crowd: Mapping[str, Crowd], weights: Weights) -> float:
    """Say what a name is worth: less where many have its own words and do not belong together."""
    texts = sorted(sound(token.text) for token in name.tokens if token.role == CORE)
    met = crowd.get("n:" + "".join(texts))
    return rarity(met.count, weights) * met.trust if met else 1.0


def other_country(ours: str, theirs: str, weight: float) -> Reason:
    """Give the reason of two countries: it speaks a little against."""
    text = N_("One is in {ours}, the other in {theirs}.")
    return Reason("country_differs", ours, theirs, weight, "", text, {"ours": ours, "theirs": theirs})


def _same(key: str, told: str) -> bool:
    """Whether a domain is already told by the e-mail address under it."""
    return told[0] == "e" and told.endswith("@" + key[2:])


def _reason(mark: Mark, other: Mark, key: str, weights: Weights, crowd: Mapping[str, Crowd]) -> Reason:
    domain = domain_of(mark) if key[0] == "d" else ""
    kind = ("mail_host" if mark.kind == "email" else "website") if domain else mark.kind
    met = crowd.get(key, _NOBODY)
    count = met.count
    weight = round(weights.marks.get(kind, 1.0) * rarity(count, weights) * met.trust, 3)
    many = count > weights.crowd_free or met.trust < 1
    value = domain or mark.normal
    text = (
        N_("Both have the same {kind}, {value}; {count} sellers here have it, so it says less.")
        if many
        else N_("Both have the same {kind}: {value}.")
    )
    fields = {"kind": KIND_NAMES.get(kind, kind), "value": value, "count": count}
    return Reason(kind, mark.raw, other.raw, weight, _origin(mark, other), text, fields)


def _houses(
    ours: Profile, theirs: Profile, weights: Weights, shared: Shared, crowd: Mapping[str, Crowd]
) -> Iterator[Reason]:
    best: tuple[float, Mark, Mark, int] | None = None
    for mark in (one for one in ours.marks if one.kind in _ADDRESSES and not shared.has(one)):
        here = places.place_of(mark.raw, dict(mark.parts))
        for other in (one for one in theirs.marks if one.kind in _ADDRESSES):
            alike = places.alike(here, places.place_of(other.raw, dict(other.parts)))
            if alike >= _SAME_HOUSE and (best is None or alike > best[0]):
                met = [crowd[f"a:{key}"] for key in places.keys(here) if f"a:{key}" in crowd]
                best = (
                    alike * min((one.trust for one in met), default=1.0),
                    mark,
                    other,
                    max((one.count for one in met), default=0),
                )
    if best is not None:
        alike, mark, other, count = best
        weight = round(weights.marks.get(mark.kind, 1.0) * alike * rarity(count, weights), 3)
        fields = {"ours": _line(mark.raw), "theirs": _line(other.raw)}
        text = N_("Both give the same house as their address: {ours} and {theirs}.")
        yield Reason(mark.kind, mark.raw, other.raw, weight, _origin(mark, other), text, fields)


def _line(raw: str) -> str:
    return ", ".join(part.strip() for part in raw.splitlines() if part.strip())


def _origin(mark: Mark, other: Mark) -> str:
    told = [one.source or one.origin for one in (mark, other)]
    return " / ".join(one for one in dict.fromkeys(told) if one)
