"""What is known of a case for the routes: facts by name, sound, as of a day; what is not there is unknown."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias

from xborder_desk.domain.fact_table import FACTS, FURTHER, ORDER, FactKind
from xborder_desk.domain.sentences import Sentence
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from xborder_desk.domain.fact_table import FactField

FactValue: TypeAlias = bool | str | dt.date | Decimal | tuple[str, ...]

__all__ = ["FACTS", "FURTHER", "CaseFacts", "FactKind", "FactValue", "Sound", "from_kept"]


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """Everything known of a case, by name; a fact that is not there is not known.

    Raises on a name that is no fact: a misspelt name must not look like something unknown.
    """

    values: Mapping[str, FactValue]

    def __post_init__(self) -> None:
        """Leave out what is not known, and refuse what is no fact."""
        known = {name: value for name, value in self.values.items() if value not in (None, "", ())}
        for name in known:
            _ = FACTS[name]
        object.__setattr__(self, "values", MappingProxyType(known))

    def get(self, name: str) -> FactValue | None:
        """Give a fact, None if it is not known.

        Raises:
            KeyError: there is no fact of that name.

        """
        _ = FACTS[name]
        return self.values.get(name)

    def day(self, name: str) -> dt.date | None:
        """Give a day, None if it is not known."""
        found = self.get(name)
        return found if isinstance(found, dt.date) else None

    def text(self, name: str) -> str:
        """Give a text or code, empty if it is not known."""
        found = self.get(name)
        return found if isinstance(found, str) else ""

    def codes(self, name: str) -> tuple[str, ...]:
        """Give a list of codes, empty if it is not known."""
        found = self.get(name)
        return found if isinstance(found, tuple) else ()

    def changed(self, **values: FactValue | None) -> CaseFacts:
        """Give the same facts with some changed; None takes one away."""
        merged = {**self.values, **values}
        return replace(self, values={name: value for name, value in merged.items() if value is not None})

    def as_of(self, on: dt.date) -> tuple[CaseFacts, tuple[str, ...]]:
        """Give what had happened by a day, and the names of what lies after it."""
        later = tuple(
            name
            for name, value in self.values.items()
            if FACTS[name].kind is FactKind.EVENT and isinstance(value, dt.date) and value > on
        )
        return (self.changed(**dict.fromkeys(later)) if later else self), later


@dataclass(frozen=True, slots=True)
class Sound:
    """Facts that do not contradict each other, and the contradictions: (names, what is wrong)."""

    facts: CaseFacts
    contradictions: tuple[tuple[frozenset[str], Sentence], ...] = ()

    @classmethod
    def of(cls, facts: CaseFacts) -> Sound:
        """Take contradicting facts out: nothing is computed from them."""
        found = tuple(_contradictions(facts))
        names = {name for pair, _ in found for name in pair}
        return cls(facts.changed(**dict.fromkeys(names)) if names else facts, found)


_CARDS: Final = ("card-visa", "card-mastercard", "card-amex")


def _contradictions(facts: CaseFacts) -> Iterable[tuple[frozenset[str], Sentence]]:
    for first, second in ORDER:
        before, after = facts.day(first), facts.day(second)
        if before is not None and after is not None and after < before:
            told = N_("“{second}” ({after}) lies before “{first}” ({before}). Check both.")
            fields = {"first": label(first), "before": before, "second": label(second), "after": after}
            yield frozenset({first, second}), Sentence(told, fields)
    if facts.text("delivery_state") == "none" and facts.day("delivered_on") is not None:
        told = N_("The case says both that nothing arrived and that it was delivered on {day}. Check both.")
        yield (
            frozenset({"delivery_state", "delivered_on"}),
            Sentence(told, {"day": facts.day("delivered_on")}),
        )
    method = facts.text("payment_method")
    if facts.text("card_kind") and method and method not in {*_CARDS, "wallet", "other"}:
        told = N_("The case names a kind of card, but it was not paid by card. Check both.")
        yield frozenset({"card_kind", "payment_method"}), Sentence(told)


def label(name: str) -> Sentence:
    """Give the words a fact is shown by."""
    return Sentence(FACTS[name].label)


def question(name: str) -> Sentence:
    """Give the question that asks for a fact."""
    return Sentence(FACTS[name].question)


def from_kept(kept: Mapping[str, object]) -> dict[str, FactValue]:
    """Read the further facts of a case as they are stored (texts); what cannot be read is not known."""
    found: dict[str, FactValue] = {}
    for name, written in kept.items():
        field = FURTHER.get(name)
        value = _read(field, str(written)) if field is not None else None
        if value is not None:
            found[name] = value
    return found


def _read(field: FactField, written: str) -> FactValue | None:  # noqa: PLR0911 - one return for each kind
    try:
        match field.kind:
            case FactKind.EVENT | FactKind.DAY:
                return dt.date.fromisoformat(written)
            case FactKind.YES:
                return {"yes": True, "no": False}.get(written)
            case FactKind.INDICATOR:
                return {"yes": True, "no": False}.get(written.partition(" ")[0])
            case FactKind.MONEY:
                return Decimal(written)
            case FactKind.CODES:
                return tuple(written.split(",")) if written else None
            case _:
                return written or None
    except (ValueError, ArithmeticError):
        return None
