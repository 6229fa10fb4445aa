"""Weights and thresholds of the matcher, from ``resources/matching/weights.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from xborder_desk.domain.errors import BrokenDataError
from xborder_desk.domain.folding import fold
from xborder_desk.i18n import N_
from xborder_desk.identifiers import places
from xborder_desk.identifiers.webs import registered
from xborder_desk.matching.features import FEATURES
from xborder_desk.matching.words import read

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.domain.sellers import Mark


@dataclass(frozen=True, slots=True)
class Judge:
    """Weights of what is measured of two names, and from which score on they are one."""

    weights: tuple[float, ...]
    threshold: float


@dataclass(frozen=True)
class Weights:
    """Everything that is calibrated: ``marks`` by kind, ``base`` what speaks against any two being one."""

    firm: Judge
    person: Judge
    marks: dict[str, float]
    base: float
    name_against: float
    name_most: float
    name_least: float
    country: float
    suggest: float
    crowd_free: int
    crowd_most: int


@dataclass(frozen=True)
class Shared:
    """Identifiers that are known to belong to everybody: those of platforms, carriers, payment firms."""

    hosts: frozenset[str]
    values: frozenset[str]
    places: frozenset[str]
    roles: frozenset[str] = frozenset()

    def has(self, mark: Mark) -> bool:
        """Whether this identifier says nothing about who uses it."""
        if mark.kind == "address":
            return bool(self.places & places.keys(places.place_of(mark.raw, dict(mark.parts))))
        local, _, host = mark.normal.partition("@")
        if (
            mark.kind == "email"
            and local in self.roles
            and (host in self.hosts or registered(host) in self.hosts)
        ):
            return True  # service@ at a platform is the platform's own
        return mark.normal in self.values or mark.normal in self.hosts


@lru_cache(maxsize=4)
def read_weights(folder: Path) -> Weights:
    """Read the calibrated weights.

    Raises:
        BrokenDataError: the file is missing or faulty.

    """
    data = read(folder, "weights")
    try:
        sellers = data["sellers"]
        return Weights(
            firm=_judge(data["firm"]),
            person=_judge(data["person"]),
            marks={kind: float(weight) for kind, weight in data["marks"].items()},
            base=float(sellers["base"]),
            name_against=float(sellers["name_against"]),
            name_most=float(sellers["name_most"]),
            name_least=float(sellers["name_least"]),
            country=float(sellers["country"]),
            suggest=float(sellers["suggest"]),
            crowd_free=int(sellers["crowd_free"]),
            crowd_most=int(sellers["crowd_most"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BrokenDataError(
            N_("{file} is not a proper data file: {reason}."), file="weights.toml", reason=str(error)
        ) from error


@lru_cache(maxsize=4)
def read_shared(folder: Path) -> Shared:
    """Read the list of identifiers that many share.

    Raises:
        BrokenDataError: the file is missing or faulty.

    """
    data = read(folder, "shared")
    named = (*data["phones"], *map(fold, data["descriptors"]), *data["numbers"])
    found = {key for text in data["addresses"] for key in places.keys(places.read_place(text))}
    roles = frozenset(data["roles"])
    return Shared(frozenset(data["hosts"]), frozenset(named), frozenset(found), roles)


def _judge(table: dict[str, Any]) -> Judge:
    weights = table["weights"]
    return Judge(tuple(float(weights.get(name, 0.0)) for name in FEATURES), float(table["threshold"]))
