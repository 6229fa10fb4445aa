"""The recipe of a dossier: which exhibits, in which order, under which name. A value, never a result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence  # noqa: TC003 - dataclasses keep them readable
from dataclasses import dataclass, field
from typing import Any, Final

from xborder_desk.domain.dossier import ANNEXES
from xborder_desk.domain.errors import BadInputError
from xborder_desk.i18n import N_

Words = dict[str, str]
"""What something is called, by language tag."""

_SECTIONS: Final = "sections"
_ANNEXES: Final = "annexes"
_PAIR: Final = 2
WRONG: Final = N_("The entry “{key}” of the recipe is not what it must be.")
CIRCLE: Final = N_(
    "The recipe runs in a circle: {exhibits}. No exhibit can be a translation of itself or stand behind "
    "itself, nor by way of others."
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the exhibits under a title of its own: its title by language, and its exhibits in order."""

    titles: Words
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a person decided about a dossier. Items are named by their evidence numbers (E-03).

    ``order`` are items in the order of the exhibits; those not named come behind, in the order of the case.
    ``excluded`` are left out; a part goes with its whole. ``titles`` and ``descriptions`` are names and one
    line for each exhibit by language. ``sections`` come first, in their order. ``pages`` are the first and
    last page to show. ``translations`` name the item that translates another: it stands behind its original.
    ``late`` names, for an item put in later, the one it stands behind: it becomes 7a. ``frozen`` are the
    numbers of exhibits as they were filed: they never change again. ``redacted`` names the blacked-out item
    that stands in for another in the other party's copy. ``annexes`` are those to put in (statement, custody,
    hashes); None is what the profile says.
    """

    order: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    titles: dict[str, Words] = field(default_factory=dict)
    descriptions: dict[str, Words] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()
    pages: dict[str, tuple[int, int]] = field(default_factory=dict)
    translations: dict[str, str] = field(default_factory=dict)
    late: dict[str, str] = field(default_factory=dict)
    frozen: dict[str, str] = field(default_factory=dict)
    redacted: dict[str, str] = field(default_factory=dict)
    annexes: tuple[str, ...] | None = None

    def plain(self) -> dict[str, Any]:
        """Give the recipe as JSON values; what is not used is left out."""
        more: dict[str, Any] = {
            "descriptions": self.descriptions,
            "sections": [{"titles": one.titles, "items": list(one.items)} for one in self.sections],
            "pages": {number: list(pages) for number, pages in self.pages.items()},
            "translations": self.translations,
            "late": self.late,
            "frozen": self.frozen,
            "redacted": self.redacted,
        }
        always = {"order": list(self.order), "excluded": list(self.excluded), "titles": self.titles}
        said = {} if self.annexes is None else {"annexes": list(self.annexes)}
        return {**always, **{key: value for key, value in more.items() if value}, **said}

    def arrange(self, numbers: Sequence[str], part_of: Mapping[str, str]) -> list[str]:
        """Give the numbers of the exhibits in order: each whole followed by its parts and its translation.

        ``numbers`` are those of the case in its order, ``part_of`` each part's whole.
        """
        behind = {**{other: one for one, other in self.translations.items()}, **self.late}
        apart = {*behind, *self.redacted.values()}
        wholes = [number for number in numbers if not part_of.get(number) and number not in apart]
        named = [*(item for section in self.sections for item in section.items), *self.order]
        first = [number for number in dict.fromkeys(named) if number in wholes]
        ordered = [*first, *(number for number in wholes if number not in first)]
        late = [number for number in numbers if behind.get(number) and not part_of.get(number)]
        arranged = [one for whole in ordered for one in self._whole(whole, numbers, part_of, late, behind)]
        # One that stands behind something left out has lost its place, not its right to be shown.
        lost = [n for n in late if n not in arranged and n not in self.redacted.values()]
        return [*arranged, *(one for n in lost for one in self._with_parts(n, numbers, part_of))]

    def section_of(self, number: str) -> Section | None:
        """Give the section an exhibit stands in; what belongs to another stands with it."""
        behind = {**{other: one for one, other in self.translations.items()}, **self.late}
        for _ in range(len(behind) + 1):
            if number not in behind:
                break
            number = behind[number]
        return next((section for section in self.sections if number in section.items), None)

    def circle(self) -> tuple[str, ...]:
        """Give exhibits that translate, or stand behind, one another in a circle; the first is last again."""
        of = {other: one for one, other in self.translations.items()}
        for behind in (of, {**of, **self.late}):
            for number in behind:
                way = [number]
                while (goal := behind.get(way[-1])) is not None and goal not in way:
                    way.append(goal)
                if goal is not None:
                    return (*way[way.index(goal) :], goal)
        return ()

    def check(self, field: str = "recipe") -> None:
        """Refuse what a person may not decide, before it is kept; ``field`` is where it was said.

        Raises:
            BadInputError: exhibits are translations of one another, or stand behind one another, in a circle.

        """
        if found := self.circle():
            raise BadInputError(CIRCLE, field=field, exhibits=" – ".join(found))

    def _whole(
        self,
        whole: str,
        numbers: Sequence[str],
        part_of: Mapping[str, str],
        late: Sequence[str],
        behind: Mapping[str, str],
    ) -> list[str]:
        """Give a whole with its parts, then what was put behind it; nobody stands behind himself."""
        found: list[str] = []
        waiting = [whole]
        while waiting:
            one = waiting.pop()
            if one in found:
                continue
            shown = self._with_parts(one, numbers, part_of)
            found += shown
            if shown:
                followers = [n for n in late if behind[n] in shown and n not in found]
                waiting += sorted(followers, key=lambda n: (n in self.late, numbers.index(n)), reverse=True)
        return found

    def _with_parts(self, whole: str, numbers: Sequence[str], part_of: Mapping[str, str]) -> list[str]:
        if whole in self.excluded:
            return []
        parts = [number for number in numbers if part_of.get(number) == whole]
        return [whole, *(one for part in parts for one in self._with_parts(part, numbers, part_of))]


def read_recipe(values: object, known: Sequence[str], case: str = "") -> Recipe:
    """Read a recipe from JSON values; ``known`` are the evidence numbers of the case numbered ``case``.

    Raises:
        BadInputError: it is no recipe, or names evidence the case does not have.

    """
    if not isinstance(values, dict):
        raise BadInputError(N_("The recipe is no JSON object."), field="recipe")
    read = _Reader(values, known, case)
    return Recipe(
        order=read.numbers("order"),
        excluded=read.numbers("excluded"),
        titles=read.by_number("titles", _words),
        descriptions=read.by_number("descriptions", _words),
        sections=read.sections(),
        pages=read.by_number("pages", _pages),
        translations=read.pairs("translations"),
        late=read.pairs("late"),
        frozen=read.by_number("frozen", _text),
        redacted=read.pairs("redacted"),
        annexes=read.annexes(),
    )


def _words(value: Any) -> Words | None:  # noqa: ANN401 - JSON values
    good = isinstance(value, dict) and all(
        isinstance(tag, str) and isinstance(text, str) for tag, text in value.items()
    )
    return dict(value) if good else None


def _pages(value: Any) -> tuple[int, int] | None:  # noqa: ANN401 - JSON values
    if not isinstance(value, list) or len(value) != _PAIR or not all(type(page) is int for page in value):
        return None
    return (value[0], value[1]) if 1 <= value[0] <= value[1] else None


def _text(value: Any) -> str | None:  # noqa: ANN401 - JSON values
    return value if isinstance(value, str) and value.strip() else None


@dataclass(frozen=True)
class _Reader:
    """Reads the entries of a recipe; a number in full (2026-0001/E-03) is shortened."""

    values: dict[Any, Any]
    known: Sequence[str]
    case: str = ""

    def numbers(self, key: str) -> tuple[str, ...]:
        """Read a list of numbers."""
        return self._numbers(self.values.get(key, []), key)

    def _numbers(self, given: Any, key: str) -> tuple[str, ...]:  # noqa: ANN401 - JSON values
        if not isinstance(given, list) or not all(isinstance(number, str) for number in given):
            raise self._wrong(key)
        return tuple(dict.fromkeys(self._short(given)))

    def by_number(self, key: str, read: Callable[[Any], Any]) -> dict[str, Any]:
        """Read values by number."""
        given = self.values.get(key, {})
        if not isinstance(given, dict):
            raise self._wrong(key)
        found = {str(number): read(value) for number, value in given.items()}
        if any(value is None for value in found.values()):
            raise self._wrong(key)
        return dict(zip(self._short(found), found.values(), strict=True))

    def pairs(self, key: str) -> dict[str, str]:
        """Read numbers by number; nothing may be paired with itself, and nothing twice."""
        found = self.by_number(key, _text)
        there = self._short(found.values())
        itself = next((one for one, other in zip(found, there, strict=True) if one == other), "")
        if itself and key != "redacted":
            raise BadInputError(CIRCLE, field="recipe", exhibits=f"{itself} – {itself}")
        if itself:
            raise self._wrong(key)
        if key != "late" and len(set(there)) != len(there):
            raise self._wrong(key)
        return dict(zip(found, there, strict=True))

    def sections(self) -> tuple[Section, ...]:
        """Read the sections; an item may stand in one only."""
        given = self.values.get(_SECTIONS, [])
        if not isinstance(given, list):
            raise self._wrong(_SECTIONS)
        found = []
        for one in given:
            titles = _words(one.get("titles")) if isinstance(one, dict) else None
            if titles is None:
                raise self._wrong(_SECTIONS)
            found.append(Section(titles, self._numbers(one.get("items", []), _SECTIONS)))
        items = [item for section in found for item in section.items]
        if len(items) != len(set(items)):
            raise self._wrong(_SECTIONS)
        return tuple(found)

    def annexes(self) -> tuple[str, ...] | None:
        """Read which annexes are wanted; in the order they stand in."""
        given = self.values.get(_ANNEXES)
        if given is None:
            return None
        if not isinstance(given, list) or not set(map(str, given)) <= set(ANNEXES):
            raise self._wrong(_ANNEXES)
        return tuple(name for name in ANNEXES if name in given)

    def _short(self, given: Iterable[str]) -> list[str]:
        short = []
        for number in given:
            case, _, own = number.rpartition("/")
            if number in self.known:  # a recipe over several cases knows whole numbers
                short.append(number)
                continue
            short.append(own)
            if own not in self.known or (case and self.case and case != self.case):
                raise BadInputError(
                    N_("The recipe names the evidence {number}, which this case does not have."),
                    field="recipe",
                    number=number,
                )
        return short

    @staticmethod
    def _wrong(key: str) -> BadInputError:
        return BadInputError(WRONG, field="recipe", key=key)
