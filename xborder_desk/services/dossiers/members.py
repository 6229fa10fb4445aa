"""The cases of a dossier over several: what consumers are called, what is left of each, and the order."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.folding import fold
from xborder_desk.domain.pseudonyms import CONSUMER, SECRET_VALUES, is_hidden
from xborder_desk.domain.recipes import Recipe, read_recipe
from xborder_desk.domain.references import Numbering, labels, letters
from xborder_desk.i18n import N_
from xborder_desk.services.dossiers.content import said_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xborder_desk.domain.cases import CaseView
    from xborder_desk.domain.dossier import DossierContent
    from xborder_desk.domain.pseudonyms import Veil
    from xborder_desk.i18n.language import Language
    from xborder_desk.services.dossiers.content import Sources
    from xborder_desk.storage.models import Dossier

SHOWN: Final = "shown"
"""Entry of a group's recipe: items without text that a person has looked through and found harmless."""
_NUMBER: Final = re.compile(r"\d{4}-\d{1,9}/E-\d{1,9}(?:\.\d{1,9})*")


def by_number(number: str) -> tuple[str, int, str]:
    """Sort the numbers of cases: by their year, then as they were counted."""
    year, _, running = number.partition("-")
    return year, int(running) if running.isdecimal() else 0, number


def consumers_of(view: CaseView) -> str:
    """Name the consumers of a case; without one it goes by its number."""
    names = [party.name for party in view.parties if party.role == CONSUMER]
    return ", ".join(names) or view.number


def pseudonyms(views: Sequence[CaseView], language: Language) -> dict[str, str]:
    """Call the consumers A, B … in the order of the cases; somebody is called the same in all."""
    people: dict[str, str] = {}
    called: dict[str, str] = {}
    for view in views:
        for party in view.parties:
            if party.role == CONSUMER:
                letter = letters(len(people) + 1)
                called[party.uid] = people.setdefault(
                    fold(party.name), language.text(N_("Consumer {letter}"), letter=letter)
                )
    return called


def bare(view: CaseView, called: Mapping[str, str]) -> CaseView:
    """Give a case without what identifies the people on the consumer's side."""
    parties = tuple(
        replace(party, name=called.get(party.uid, "–"), name_latin="", identifiers=())
        if is_hidden(party)
        else party
        for party in view.parties
    )
    return replace(view, parties=parties, values={**view.values, **dict.fromkeys(SECRET_VALUES, "")})


def title_of(sources: Sequence[Sources], veil: Veil | None) -> str:
    """Name the dossier by the sellers of its cases."""
    names = [party.name for one in sources for party in one.case.parties if party.role == "seller"]
    title = ", ".join(dict.fromkeys(names)) or sources[0].case.title
    return veil.over(title) if veil else title


def kept_recipe(row: Dossier | None) -> tuple[Recipe, tuple[str, ...]]:
    """Read a kept recipe; what it names of cases that are gone does no harm."""
    values = dict(row.recipe) if row else {}
    looked = tuple(values.pop(SHOWN, ()))
    known = _NUMBER.findall(json.dumps(values))
    return read_recipe(values, known) if values else Recipe(), looked


def looked_through(values: object, known: Sequence[str]) -> list[str]:
    """Read which items somebody has looked through.

    Raises:
        BadInputError: they are named otherwise than by whole numbers of these cases.

    """
    given = values.get(SHOWN, []) if isinstance(values, dict) else []
    return list(read_recipe({"order": given}, known).order)


def standing_in(sources: Sequence[Sources], content: DossierContent) -> dict[str, str]:
    """Name, for each item that a redacted copy stands in for, that copy: both by whole numbers."""
    shown = {one.key for one in content.exhibits}
    return {
        f"{one.case.number}/{original}": f"{one.case.number}/{copy}"
        for one in sources
        if one.redacted
        for original, copy in one.recipe.redacted.items()
        if f"{one.case.number}/{copy}" in shown
    }


def renamed(recipe: Recipe, names: Mapping[str, str]) -> Recipe:
    """Give a recipe that names items otherwise; what it says of the new name itself goes first."""
    if not names:
        return recipe

    def name(key: str) -> str:
        return names.get(key, key)

    def each(said: Mapping[str, Any]) -> dict[str, Any]:
        own = {key: value for key, value in said.items() if key not in names}
        return {**{name(key): value for key, value in said.items()}, **own}

    return replace(
        recipe,
        order=tuple(dict.fromkeys(map(name, recipe.order))),
        excluded=tuple(dict.fromkeys(map(name, recipe.excluded))),
        titles=each(recipe.titles),
        descriptions=each(recipe.descriptions),
        sections=tuple(replace(one, items=tuple(map(name, one.items))) for one in recipe.sections),
        pages=each(recipe.pages),
        translations={name(one): name(other) for one, other in recipe.translations.items()},
        late={key: name(value) for key, value in each(recipe.late).items()},
        frozen=each(recipe.frozen),
    )


def by_recipe(content: DossierContent, recipe: Recipe, language: Language) -> DossierContent:
    """Arrange the exhibits as a person wants it, under the names given for them."""
    exhibits = {one.key: one for one in content.exhibits}
    part_of = {key: one.part_of for key, one in exhibits.items()}
    ours = bool(recipe.order or recipe.sections)
    arranged = []
    for key in recipe.arrange(list(exhibits), part_of):
        section = recipe.section_of(key)
        titles = section.titles if section else {}
        named = said_in(titles, language) or next(iter(titles.values()), "")
        arranged.append(
            replace(
                exhibits[key],
                title=" ".join(said_in(recipe.titles.get(key, {}), language).split()) or exhibits[key].title,
                description=said_in(recipe.descriptions.get(key, {}), language) or exhibits[key].description,
                section=named if ours else exhibits[key].section,
                pages=recipe.pages.get(key) or exhibits[key].pages,
            )
        )
    return replace(content, exhibits=tuple(arranged), frozen=recipe.frozen, late=recipe.late)


def frozen_in(recipe: Recipe, content: DossierContent) -> Recipe:
    """Give the recipe with the numbers of all exhibits kept as they are in a content."""
    counting = Numbering(content.profile.numbering == "letter", recipe.frozen, recipe.late)
    pairs = [(one.key, one.part_of) for one in content.exhibits]
    return replace(recipe, frozen={**recipe.frozen, **labels(pairs, "{n}", counting)})
