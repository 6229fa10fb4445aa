"""Links between sellers: scores of pairs, groups that people confirmed, and groups worth a look."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.sellers import DIFFERENT, SAME, Cluster, Link, Mark, Profile, Score
from xborder_desk.i18n import N_
from xborder_desk.services.sellers import clusters, finding
from xborder_desk.storage.models import Seller
from xborder_desk.storage.queries import parties, sellers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xborder_desk.jobs.context import JobContext
    from xborder_desk.matching.crowds import Crowd
    from xborder_desk.matching.scoring import Matcher
    from xborder_desk.services.sellers.taking import Taken
    from xborder_desk.storage.uow import UnitOfWork

# Keys shared by more sellers than this are left out when the whole register is looked through.
_BLOCK: Final = 60
_STEP: Final = 500


def profile_of(taken: Taken) -> Profile:
    """Give what is compared of a seller that is not yet in the database."""
    names = [taken.seller.name, taken.seller.name_latin, *(row.name for row in taken.names)]
    names += [shop.name for shop, _, _ in taken.shops]
    marks = tuple(
        Mark(row.kind, row.raw, row.normal, row.valid, row.origin, "", tuple((row.parts or {}).items()))
        for row in taken.marks
    )
    unique = tuple(dict.fromkeys(name for name in names if name))
    return Profile(unique, marks, taken.seller.country, taken.seller.kind == "natural")


def sellers_of(uow: UnitOfWork, case_id: int) -> list[int]:
    """Give the sellers that the seller parties of a case are linked to."""
    return parties.linked_sellers(uow, case_id)


def scored(uow: UnitOfWork, matcher: Matcher, first: int, second: int) -> Score:
    """Score two sellers of the office."""
    found = sellers.profiles(uow, [first, second])
    crowd = finding.crowd_of(uow, sellers.holders(uow, sorted(matcher.keys(found[first]))))
    return matcher.compare(found[first], found[second], crowd)


def same_pairs(uow: UnitOfWork, ids: Sequence[int] | None) -> list[tuple[str, str]]:
    """Give the uids of pairs that a person found to be the same."""
    pairs = [finding.pair_of(d) for d in sellers.active_decisions(uow, ids) if d.verdict == SAME]
    uids = {one: uow.session.get_one(Seller, one).uid for pair in pairs for one in pair}
    return [(uids[a], uids[b]) for a, b in pairs]


def confirmed(uow: UnitOfWork) -> list[Cluster]:
    """Give the unions of what was confirmed, held apart by what was denied."""
    decisions = sellers.active_decisions(uow)
    apart = [finding.pair_of(one) for one in decisions if one.verdict == DIFFERENT]
    union = clusters.Union(apart)
    torn, links = set[int](), list[tuple[int, int]]()
    for decision in decisions:
        pair = finding.pair_of(decision)
        if decision.verdict != SAME:
            continue
        links.append(pair)
        if not union.join(*pair):
            torn |= {union.root(one) for one in pair}
    return [
        _cluster(members, links, confirmed=True, torn=union.root(members[0]) in torn)
        for members in union.sets()
    ]


def suggested(uow: UnitOfWork, matcher: Matcher, ctx: JobContext) -> list[Cluster]:
    """Look through the whole register for sellers that may be one."""
    pairs, crowd = _pairs(uow)
    decisions = {finding.pair_of(one): one for one in sellers.active_decisions(uow)}
    apart = [pair for pair, one in decisions.items() if one.verdict == DIFFERENT]
    profiles = sellers.profiles(uow, sorted({one for pair in pairs for one in pair}))
    links: dict[tuple[int, int], Score] = {}
    for at, pair in enumerate(pairs):
        if at % _STEP == 0:
            ctx.progress(at, len(pairs), N_("Comparing sellers"))
        score = matcher.compare(profiles[pair[0]], profiles[pair[1]], crowd)
        if score.match and not finding.settled(decisions, pair, score):
            links[pair] = score
    union = clusters.dense({pair: score.score for pair, score in links.items()}, apart)
    by_root: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pair in links:
        if union.root(pair[0]) == union.root(pair[1]):
            by_root[union.root(pair[0])].append(pair)
    return [
        _cluster(members, by_root[union.root(members[0])], confirmed=False, torn=False, scores=links)
        for members in union.sets()
    ]


def _pairs(uow: UnitOfWork) -> tuple[list[tuple[int, int]], dict[str, Crowd]]:
    """Give the pairs worth scoring: those that share a hard key, or several soft ones."""
    worth: dict[tuple[int, int], float] = defaultdict(float)
    held = dict(sellers.blocks(uow, _BLOCK))
    for key, ids in held.items():
        share = finding.worth_of(key)
        for pair in combinations(ids, 2):
            worth[pair] += share
    pairs = sorted(pair for pair, weight in worth.items() if weight >= finding.LEAST_WORTH)
    return pairs, finding.crowd_of(uow, held)


def _cluster(
    members: tuple[int, ...],
    links: Sequence[tuple[int, int]],
    *,
    confirmed: bool,
    torn: bool,
    scores: dict[tuple[int, int], Score] | None = None,
) -> Cluster:
    inside = set(members)
    own = [pair for pair in links if pair[0] in inside and pair[1] in inside]
    return Cluster(
        sellers=tuple(map(sellers.number_of, members)),
        confirmed=confirmed,
        links=tuple(
            Link(
                sellers.number_of(a),
                sellers.number_of(b),
                (scores or {}).get((a, b)) or Score(1.0, match=True),
            )
            for a, b in sorted(own)
        ),
        warnings=clusters.warnings_of(members, own, torn=torn),
    )
