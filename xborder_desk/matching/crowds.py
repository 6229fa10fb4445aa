"""Who shares what: is an identifier met at many sellers one operator's, or a service firm's for many?"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

# Up to so many sellers an identifier is believed; of more, a share must have something else in common.
FEW: Final = 3
SAMPLE: Final = 40
_NAMES: Final = frozenset("nbk")
_SOFT: Final = frozenset("nbkxtgq")
_COMMON: Final = 60
_LOWEST: Final = 0.06
_ENOUGH: Final = 0.15
# Shops of one name share an identifier less often, because each shows few of them.
_LOWEST_NAME: Final = 0.02
_ENOUGH_NAME: Final = 0.1


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many sellers have a key, and how far it can be believed to be one operator's, from 0 to 1."""

    count: int
    trust: float = 1.0


def hard(key: str) -> bool:
    """Whether a key is an identifier's, not a name's."""
    return key[0] not in _SOFT


def doubtful(held: Mapping[str, Sequence[int]]) -> dict[str, list[int]]:
    """Give the identifiers and whole names that need a look at who has them, with a sample of those."""
    return {
        key: list(ids[:SAMPLE])
        for key, ids in held.items()
        if (hard(key) or key[0] == "n") and len(ids) > FEW
    }


def crowds(
    held: Mapping[str, Sequence[int]], keys_of: Mapping[int, Collection[str]], counts: Mapping[str, int]
) -> dict[str, Crowd]:
    """Weigh every key: ``keys_of`` are all keys of the sellers that ``doubtful`` named.

    ``counts`` says how many sellers have each of those keys, where it is known.
    """
    found = {key: Crowd(len(ids)) for key, ids in held.items()}
    for key, ids in doubtful(held).items():
        share = _related(key, ids, keys_of, counts)
        low, high = (_LOWEST, _ENOUGH) if hard(key) else (_LOWEST_NAME, _ENOUGH_NAME)
        trust = min(1.0, max(0.0, (share - low) / (high - low)))
        found[key] = Crowd(len(held[key]), trust)
    return found


def _related(
    key: str, ids: Sequence[int], keys_of: Mapping[int, Collection[str]], counts: Mapping[str, int]
) -> float:
    """Say which share of the pairs that have an identifier have something else in common as well."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for seller in ids:
        for other in keys_of.get(seller, ()):
            if (
                other != key
                and (hard(other) or (other[0] in _NAMES and hard(key)))
                and not _of_one(key, other)
            ):
                by_key[other].append(seller)
    related: set[tuple[int, int]] = set()
    for other, sellers in by_key.items():
        # What is common everywhere is no sign that these belong together.
        if len(sellers) > 1 and (hard(other) or counts.get(other, len(sellers)) <= _COMMON):
            related.update(_pairs(sellers))
    pairs = len(ids) * (len(ids) - 1) / 2
    return len(related) / pairs if pairs else 1.0


def _of_one(key: str, other: str) -> bool:
    """Whether one key is the domain of the other's e-mail address, and so says nothing more."""
    mail, domain = sorted((key, other), key=lambda one: one[0] == "d")
    return mail[0] == "e" and domain[0] == "d" and mail.endswith(domain[2:])


def _pairs(sellers: Iterable[int]) -> Iterable[tuple[int, int]]:
    return combinations(sorted(set(sellers)), 2)


def counted(keys_of: Mapping[int, Collection[str]]) -> dict[str, int]:
    """Count keys over sellers."""
    return Counter(key for keys in keys_of.values() for key in keys)
