"""What a recipe need not say: a copy made here stands for, or behind, the item it was made of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xborder_desk.domain.choices import Transformation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xborder_desk.domain.items import EvidenceRow
    from xborder_desk.domain.recipes import Recipe


def completed(recipe: Recipe, items: Iterable[EvidenceRow]) -> Recipe:
    """Add to a recipe what is known of copies made here; what a person has said of an item goes first.

    A redacted copy stands in for its original in the other party's copy, the last one made; a translation
    stands behind its original.
    """
    items = list(items)
    redacted = _made(items, Transformation.REDACTED)
    translations = _made(items, Transformation.TRANSLATED)
    taken = {*recipe.translations.values(), *recipe.redacted.values(), *recipe.late}
    return replace(
        recipe,
        redacted={**_free(redacted, taken, recipe.redacted), **recipe.redacted},
        translations={**_free(translations, taken, recipe.translations), **recipe.translations},
    )


def arranged(recipe: Recipe, items: Iterable[EvidenceRow]) -> list[str]:
    """Give the numbers of the exhibits in order; redacted copies that were made anew are left out."""
    items = list(items)
    kept = replace(recipe, excluded=(*recipe.excluded, *sorted(spare(recipe, items))))
    return kept.arrange([item.number for item in items], {item.number: item.part_of for item in items})


def spare(recipe: Recipe, items: Iterable[EvidenceRow]) -> set[str]:
    """Name the redacted copies that a later one has taken the place of: they are shown nowhere."""
    used = set(recipe.redacted.values())
    return {item.number for item in items if _is(item, Transformation.REDACTED) and item.number not in used}


def _made(items: Iterable[EvidenceRow], how: Transformation) -> dict[str, str]:
    """Give for each item the last copy made of it in this way."""
    return {item.derived_from: item.number for item in items if _is(item, how)}


def _is(item: EvidenceRow, how: Transformation) -> bool:
    return bool(item.derived_from) and (item.derivation or {}).get("how") == how.value


def _free(found: dict[str, str], taken: set[str], said: dict[str, str]) -> dict[str, str]:
    return {one: other for one, other in found.items() if one not in said and other not in taken}
