"""The recipe of a dossier: which exhibits, in which order, under which name. A value, never a result."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from xborder_desk.domain.errors import BadInputError
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a person decided about a dossier.

    ``order`` are evidence numbers (E-03) in the order of the exhibits; items not named come behind, in the
    order of the case. ``excluded`` are numbers left out; a part goes with its whole. ``titles`` are names of
    exhibits, by number and language tag.
    """

    order: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    titles: dict[str, dict[str, str]] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """Give the recipe as JSON values."""
        return {"order": list(self.order), "excluded": list(self.excluded), "titles": self.titles}

    def arrange(self, numbers: Sequence[str], part_of: dict[str, str]) -> list[str]:
        """Give the numbers of the exhibits in order: each whole followed by its parts.

        ``numbers`` are those of the case in its order, ``part_of`` each part's whole.
        """
        wholes = [number for number in numbers if not part_of.get(number)]
        first = [number for number in self.order if number in wholes]
        ordered = [*first, *(number for number in wholes if number not in first)]
        return [one for whole in ordered for one in self._with_parts(whole, numbers, part_of)]

    def _with_parts(self, whole: str, numbers: Sequence[str], part_of: dict[str, str]) -> list[str]:
        if whole in self.excluded:
            return []
        parts = [number for number in numbers if part_of.get(number) == whole]
        return [whole, *(one for part in parts for one in self._with_parts(part, numbers, part_of))]


def read_recipe(values: object, known: Sequence[str]) -> Recipe:
    """Read a recipe from JSON values; ``known`` are the evidence numbers of the case.

    Raises:
        BadInputError: it is no recipe, or names evidence the case does not have.

    """
    if not isinstance(values, dict):
        raise BadInputError(N_("The recipe is no JSON object."), field="recipe")
    order, excluded = _numbers(values, "order", known), _numbers(values, "excluded", known)
    titles = values.get("titles", {})
    good = isinstance(titles, dict) and all(
        isinstance(by_language, dict) and all(isinstance(title, str) for title in by_language.values())
        for by_language in titles.values()
    )
    if not good:
        raise BadInputError(
            N_("The entry “{key}” of the recipe is not what it must be."), field="recipe", key="titles"
        )
    _refuse_unknown(titles, known)
    return Recipe(order, excluded, {number: dict(names) for number, names in titles.items()})


def _numbers(values: dict[Any, Any], key: str, known: Sequence[str]) -> tuple[str, ...]:
    given = values.get(key, [])
    if not isinstance(given, list) or not all(isinstance(number, str) for number in given):
        raise BadInputError(
            N_("The entry “{key}” of the recipe is not what it must be."), field="recipe", key=key
        )
    short = tuple(dict.fromkeys(number.rpartition("/")[2] for number in given))
    _refuse_unknown(short, known)
    return short


def _refuse_unknown(numbers: object, known: Sequence[str]) -> None:
    for number in numbers if isinstance(numbers, tuple | dict) else ():
        if number not in known:
            raise BadInputError(
                N_("The recipe names the evidence {number}, which this case does not have."),
                field="recipe",
                number=number,
            )
