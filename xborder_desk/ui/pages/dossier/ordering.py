"""What a person does with the order of the exhibits: pure rules over the recipe, so that undo is one value.

A recipe is here the JSON object the use-case gives, with every key there.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Recipe: TypeAlias = "dict[str, Any]"
ANNEXES: Final = "annexes"
"""Which annexes a person wants; without it the profile says which."""
SHOWN: Final = "shown"
"""Of a pseudonymous dossier: what somebody has looked through, so that it may be shown."""
_LISTS: Final = ("order", "excluded", "sections")
_MAPS: Final = ("titles", "descriptions", "pages", "translations", "late", "frozen", "redacted")


def whole(recipe: Mapping[str, Any]) -> Recipe:
    """Give a copy of a recipe with every key, without what the use-case only tells (the exhibits)."""
    lists = {key: deepcopy(recipe.get(key, [])) for key in _LISTS}
    said = {key: list(recipe[key]) for key in (ANNEXES, SHOWN) if recipe.get(key) is not None}
    return {**lists, **{key: deepcopy(recipe.get(key, {})) for key in _MAPS}, **said}


def moved(recipe: Mapping[str, Any], shown: Sequence[str], what: str, goal: str, *, behind: bool) -> Recipe:
    """Put an exhibit before or behind another; it comes to stand in that one's section.

    ``shown`` are the wholes in their present order.
    """
    made = whole(recipe)
    if what == goal or what not in shown or goal not in shown:
        return made
    rest = [one for one in shown if one != what]
    rest.insert(rest.index(goal) + behind, what)
    place = section_of(made, goal)
    made = _placed(made, what, place)
    made["order"] = rest
    for section in made["sections"]:
        items = section["items"]  # what is left out keeps its section, for the day it is taken in again
        section["items"] = [
            *(one for one in rest if one in items),
            *(one for one in items if one not in rest),
        ]
    return made


def section_of(recipe: Mapping[str, Any], number: str) -> int | None:
    """Give the place of the section an exhibit stands in."""
    sections = recipe.get("sections", [])
    return next((place for place, one in enumerate(sections) if number in one["items"]), None)


def put(recipe: Mapping[str, Any], number: str, section: int | None) -> Recipe:
    """Put an exhibit at the end of a section, or in none."""
    return _placed(whole(recipe), number, section)


def begun(recipe: Mapping[str, Any], number: str, title: str, tag: str) -> Recipe:
    """Begin a section with an exhibit; what stood behind it in its section comes along."""
    made = whole(recipe)
    place = section_of(made, number)
    if place is None:
        made["sections"].append({"titles": {tag: title}, "items": [number]})
        return made
    items = made["sections"][place]["items"]
    at = items.index(number)
    made["sections"][place]["items"] = items[:at]
    made["sections"].insert(place + 1, {"titles": {tag: title}, "items": items[at:]})
    return _without_empty(made)


def renamed(recipe: Mapping[str, Any], section: int, title: str, tag: str) -> Recipe:
    """Call a section something else in a language; without a name its exhibits stand in none."""
    made = whole(recipe)
    if not title.strip():
        del made["sections"][section]
        return made
    one = made["sections"][section]
    made["sections"][section] = {**one, "titles": {**one["titles"], tag: title.strip()}}
    return made


def stepped(recipe: Mapping[str, Any], number: str, step: int) -> Recipe:
    """Put an exhibit into the section before or behind its own; before the first there is none."""
    count = len(recipe.get("sections", []))
    place = section_of(recipe, number)
    now = -1 if place is None else place
    # Those in no section stand behind all sections.
    goal = (count if place is None else now) + step
    return put(recipe, number, goal if 0 <= goal < count else None)


def toggled(recipe: Mapping[str, Any], number: str) -> Recipe:
    """Leave an exhibit out, or take it in again."""
    made = whole(recipe)
    out = made["excluded"]
    made["excluded"] = [one for one in out if one != number] if number in out else [*out, number]
    return made


def looked_through(recipe: Mapping[str, Any], number: str) -> Recipe:
    """Say that somebody has looked an exhibit through, and that it may be shown."""
    made = whole(recipe)
    made[SHOWN] = [*dict.fromkeys([*made.get(SHOWN, []), number])]
    return made


def worded(recipe: Mapping[str, Any], number: str, key: str, tag: str, words: str) -> Recipe:
    """Give an exhibit a name (``titles``) or a description in a language; no words take it away."""
    made = whole(recipe)
    said = {**made[key].get(number, {}), tag: words.strip()}
    made[key][number] = {language: text for language, text in said.items() if text}
    if not made[key][number]:
        del made[key][number]
    return made


def paired(recipe: Mapping[str, Any], key: str, number: str, other: str) -> Recipe:
    """Name for an exhibit the other one it belongs to (``late``), or take that away."""
    made = whole(recipe)
    made[key].pop(number, None)
    if other:
        made[key][number] = other
    return made


def translates(recipe: Mapping[str, Any], number: str, original: str) -> Recipe:
    """Say which exhibit this one translates, or that it is no translation."""
    made = whole(recipe)
    made["translations"] = {one: other for one, other in made["translations"].items() if other != number}
    if original:
        made["translations"][original] = number
    return made


def cut(recipe: Mapping[str, Any], number: str, first: int, last: int) -> Recipe:
    """Show only some pages of an exhibit; 0 is all of it."""
    made = whole(recipe)
    made["pages"].pop(number, None)
    if first and last:
        made["pages"][number] = [first, last]
    return made


def _placed(made: Recipe, number: str, section: int | None) -> Recipe:
    if section_of(made, number) == section:
        return made
    made["sections"] = [
        {**one, "items": [item for item in one["items"] if item != number]} for one in made["sections"]
    ]
    if section is not None:
        made["sections"][section]["items"].append(number)
    return _without_empty(made)


def _without_empty(made: Recipe) -> Recipe:
    made["sections"] = [one for one in made["sections"] if one["items"]]
    return made
