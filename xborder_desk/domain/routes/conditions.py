"""The small language of preconditions: each test a function over one fact, answering yes, no or unknown."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.fact_table import ASKS_FOR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from xborder_desk.domain.case_facts import CaseFacts, FactValue
    from xborder_desk.domain.jurisdictions import World
    from xborder_desk.domain.routes.route import Condition, Precondition


@dataclass(frozen=True, slots=True)
class Scene:
    """What conditions are looked at in: the facts, the countries, the day."""

    facts: CaseFacts
    world: World
    on: dt.date


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a condition holds (None: not known), and the facts to ask for where it is not known."""

    holds: bool | None
    missing: tuple[str, ...] = ()


def _among(found: FactValue, value: object) -> bool:
    return found in _strings(value)


def _any_of(found: FactValue, value: object) -> bool:
    return isinstance(found, tuple) and bool(set(found) & set(_strings(value)))


def _before(found: FactValue, value: object) -> bool:
    return isinstance(found, dt.date) and isinstance(value, dt.date) and found < value


def _strings(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple) else (str(value),)


def _is_one_of(found: FactValue, value: object) -> bool:
    return found in value if isinstance(value, tuple) else found == value


# Tests of a known fact against a fixed value.
PLAIN: Final[dict[str, Callable[[FactValue, object], bool]]] = {
    "is": _is_one_of,
    "in": _among,
    "not_in": lambda found, value: not _among(found, value),
    "any_of": _any_of,
    "none_of": lambda found, value: not _any_of(found, value),
    "before": _before,
    "not_before": lambda found, value: not _before(found, value),
}
COUNTRIES: Final = ("country_in", "country_not_in")
FACTS_TOGETHER: Final = ("same_as", "differs_from")
TESTS: Final = (*PLAIN, *COUNTRIES, *FACTS_TOGETHER, "set", "unless")


_YES: Final = Verdict(holds=True)
_NO: Final = Verdict(holds=False)


def check(precondition: Precondition, scene: Scene) -> Verdict:
    """Say whether at least one of its conditions holds; what the law does not ask for on that day does."""
    if (precondition.valid_from or precondition.valid_to) and not precondition.holds(scene.on):
        return _YES
    if len(precondition.any) == 1:
        return _check(precondition.any[0], scene)
    verdicts = [_check(condition, scene) for condition in precondition.any]
    if any(verdict.holds for verdict in verdicts):
        return _YES
    missing = tuple(dict.fromkeys(name for verdict in verdicts for name in verdict.missing))
    return Verdict(None, missing) if missing else _NO


def all_hold(preconditions: Iterable[Precondition], scene: Scene) -> Verdict:
    """Say whether every precondition holds."""
    missing: list[str] = []
    for one in preconditions:
        verdict = check(one, scene)
        if verdict.holds is False:
            return _NO
        missing.extend(verdict.missing)
    return Verdict(None, tuple(dict.fromkeys(missing))) if missing else _YES


def _check(condition: Condition, scene: Scene) -> Verdict:  # noqa: PLR0911 - one return for each kind of test
    found = scene.facts.get(condition.fact)
    if condition.test == "set":
        return _YES if (found is not None and found is not False) is bool(condition.value) else _NO
    if condition.test == "unless":
        return _YES if found is None or not _is_one_of(found, condition.value) else _NO
    if found is None:
        return Verdict(None, (asked(condition.fact),))
    if condition.test in FACTS_TOGETHER:
        other = scene.facts.get(str(condition.value))
        if other is None:
            return Verdict(None, (asked(str(condition.value)),))
        return Verdict(holds=(found == other) is (condition.test == "same_as"))
    if condition.test in COUNTRIES:
        inside = any(
            scene.world.is_in(str(found), group, scene.on) or str(found) == group
            for group in _strings(condition.value)
        )
        return Verdict(holds=inside is (condition.test == "country_in"))
    return _YES if PLAIN[condition.test](found, condition.value) else _NO


def asked(name: str) -> str:
    """Give the fact a person is asked for where this one is not known."""
    return ASKS_FOR.get(name, name)
