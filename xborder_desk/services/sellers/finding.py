"""Finding who may be the same: keys first, then a score with reasons, then what people have decided."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.sellers import DIFFERENT, SAME, UNSURE, Candidate, Mark, Profile
from xborder_desk.matching import crowds
from xborder_desk.storage.queries import seller_views, sellers

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from xborder_desk.domain.sellers import Score
    from xborder_desk.matching.crowds import Crowd
    from xborder_desk.matching.scoring import Matcher
    from xborder_desk.storage.models import Decision
    from xborder_desk.storage.uow import UnitOfWork

MOST_SCORED: Final = 60
# Beyond so many, only those that share something rare are scored.
_SURE: Final = 24
_RARE: Final = 1.0
# How much a shared key counts when choosing whom to score: identifiers before names.
_WORTH: Final = {"n": 4.0, "b": 2.0, "x": 1.0, "k": 1.0, "t": 0.8, "g": 0.6, "q": 1.0}
_HARD: Final = 8.0


LEAST_WORTH: Final = 2.0


def worth_of(key: str) -> float:
    """Say how much a shared key counts when choosing whom to score."""
    return _WORTH.get(key[0], _HARD)


@dataclass(frozen=True)
class Found:
    """A candidate by its row: with its score and how many share what it was found by."""

    seller: int
    score: Score
    chosen_by: float


def mark(kind: str, raw: str, country: str = "") -> Mark:
    """Make an identifier to be compared out of what was typed."""
    from xborder_desk.identifiers.normal import check  # noqa: PLC0415 - start-up time

    checked = check(kind, raw, country=country)
    return Mark(kind, raw, checked.normal, checked.valid)


def candidates(
    uow: UnitOfWork, matcher: Matcher, profile: Profile, *, without: Collection[int] = ()
) -> list[Found]:
    """Score the sellers that share a key with a profile, the likeliest first."""
    held = sellers.holders(uow, sorted(matcher.keys(profile)))
    crowd = crowd_of(uow, held)
    worth: dict[int, float] = defaultdict(float)
    for key, ids in held.items():
        if len(ids) <= sellers.BLOCK:
            share = worth_of(key) / len(ids) ** 0.5
            for seller in ids:
                worth[seller] += share
    for seller in without:
        worth.pop(seller, None)
    order = sorted(worth, key=lambda seller: (-worth[seller], seller))[:MOST_SCORED]
    chosen = [seller for at, seller in enumerate(order) if at < _SURE or worth[seller] >= _RARE]
    scored = [
        Found(seller, matcher.compare(profile, other, crowd), worth[seller])
        for seller, other in sellers.profiles(uow, chosen).items()
    ]
    return sorted(scored, key=lambda one: (-one.score.score, -one.score.likeness, -one.chosen_by, one.seller))


def met(uow: UnitOfWork, matcher: Matcher, text: str) -> list[int]:
    """Give the sellers that were met with an identifier standing in a text, however it is written there."""
    from xborder_desk.identifiers.finding import find  # noqa: PLC0415 - start-up time

    marks = tuple(Mark(one.kind, one.raw, one.normal, one.valid) for one in find(text))
    found = candidates(uow, matcher, Profile((), marks)) if marks else []
    return [one.seller for one in found if any(reason.weight > 0 for reason in one.score.reasons)]


def crowd_of(uow: UnitOfWork, held: Mapping[str, Sequence[int]]) -> dict[str, Crowd]:
    """Say of keys how many have them, and whether those belong together."""
    looked_at = sorted({seller for ids in crowds.doubtful(held).values() for seller in ids})
    keys_of = sellers.keys_of(uow, looked_at) if looked_at else {}
    return crowds.crowds(held, keys_of, crowds.counted(keys_of))


def shown(uow: UnitOfWork, found: Sequence[Found]) -> list[Candidate]:
    """Give candidates as people see them."""
    ids = [one.seller for one in found]
    named = {sellers.id_in(row.number, "S"): row for row in seller_views.rows(uow, ids)} if ids else {}
    cases = sellers.cases_of(uow, ids)
    return [
        Candidate(
            sellers.number_of(one.seller),
            named[one.seller].name,
            named[one.seller].country,
            one.score,
            cases.get(one.seller, ()),
        )
        for one in found
        if one.seller in named
    ]


def pair_of(decision: Decision) -> tuple[int, int]:
    """Give the two sellers of a decision, the smaller number first."""
    return min(decision.a_id, decision.b_id), max(decision.a_id, decision.b_id)


def evidence_of(score: Score) -> list[list[str]]:
    """Give what spoke for two being the same, as a decision keeps it."""
    return sorted(
        [reason.kind, str(reason.fields.get("value", reason.theirs))]
        for reason in score.reasons
        if reason.weight > 0
    )


def settled(decisions: Mapping[tuple[int, int], Decision], pair: tuple[int, int], score: Score) -> bool:
    """Tell whether nothing new speaks about a pair that a person has decided already."""
    decision = decisions.get(pair)
    if decision is None:
        return False
    if decision.verdict == SAME:
        return True
    known = [list(one) for one in decision.evidence]
    return decision.verdict in {DIFFERENT, UNSURE} and all(one in known for one in evidence_of(score))
