"""One dossier over several cases of one seller, pseudonymous by one switch."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.dossier import CaseHead, DossierContent, Edition, Group
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.folding import fold
from xborder_desk.domain.pseudonyms import CONSUMER, SECRET_VALUES, is_hidden, veil_of
from xborder_desk.domain.recipes import Recipe, read_recipe
from xborder_desk.domain.references import Numbering, labels, letters
from xborder_desk.domain.registers import AUDIT, Head
from xborder_desk.i18n import N_
from xborder_desk.services.dossiers.annexing import annexed, wants_statement
from xborder_desk.services.dossiers.building import LeftOut, Order
from xborder_desk.services.dossiers.content import COURT, content_of, said_in
from xborder_desk.services.dossiers.gathering import (
    asked,
    lines_so_far,
    shown_heads,
    sources_of,
    texts_of,
)
from xborder_desk.services.dossiers.joining import Part, joined, veiled
from xborder_desk.services.dossiers.making import fingerprint
from xborder_desk.services.dossiers.masking import masked, masked_annexes
from xborder_desk.services.dossiers.revealing import hindrance
from xborder_desk.services.dossiers.withholding import ToldLines, told_lines
from xborder_desk.storage import registers
from xborder_desk.storage.queries import cases, dossiers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from xborder_desk.catalog.catalog import Catalog
    from xborder_desk.domain.cases import CaseView
    from xborder_desk.domain.claim import Head as ClaimHead
    from xborder_desk.domain.dossier import Annex, Profile
    from xborder_desk.domain.pseudonyms import Veil
    from xborder_desk.i18n.language import Language
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.services.dossiers.annexing import Neighbours
    from xborder_desk.services.dossiers.building import DossierExport, Works
    from xborder_desk.services.dossiers.content import Sources
    from xborder_desk.services.dossiers.making import Signing
    from xborder_desk.storage.models import Dossier
    from xborder_desk.storage.uow import UnitOfWork

SHOWN: Final = "shown"
"""Entry of a group's recipe: items without text that a person has looked through and found harmless."""
_NUMBER: Final = re.compile(r"\d{4}-\d{1,9}/E-\d{1,9}(?:\.\d{1,9})*")


@dataclass(frozen=True)
class _Found:
    """A group as it stands: its name, its cases as they are shown, and the veil over them, if any."""

    name: str
    sources: tuple[Sources, ...]
    consumers: tuple[str, ...]
    recipe: Recipe
    row: Dossier | None
    left_out: tuple[LeftOut, ...]
    veil: Veil | None
    statement: Annex | None = None


class Groups:
    """What can be done with dossiers over several cases."""

    def __init__(
        self,
        works: Works,
        catalog: Catalog,
        neighbours: Neighbours,
    ) -> None:
        self._works = works
        self._database = works.office.database
        self._zone = works.office.zone
        self._catalog = catalog
        self._beside = neighbours

    def met(self, seller: str) -> list[str]:
        """Give the numbers of the cases that met a seller.

        Raises:
            NotFoundError: no such seller.

        """
        return list(self._beside.met(seller))

    def set_recipe(self, group: Group, values: object) -> None:
        """Keep a recipe of the group's exhibits, by whole numbers, in place of the one before.

        Its entry ``shown`` names items without text that may be shown in a pseudonymous dossier.

        Raises:
            BadInputError: it is no recipe, or names evidence these cases do not have.
            NotFoundError: no such case or seller.

        """
        numbers, name = self._cases(group)
        with self._database.write() as uow:
            known = [
                f"{number}/{item}"
                for number in numbers
                for item in sources_of(uow, number, COURT, self._zone).items
            ]
            kept = {**read_recipe(values, known).plain(), SHOWN: _shown(values, known)}
            host = cases.find(uow, numbers[0])
            dossiers.write_recipe(uow, host, kept, name)
            uow.record(AUDIT, host.uid, "recipe_changed", host.uid, recipe=kept, group=name)
            uow.commit()

    def export(  # noqa: PLR0913 - all that a person may say of one build
        self,
        group: Group,
        profile: str,
        language_tag: str,
        target: Path,
        ctx: JobContext,
        *,
        variant: str = COURT,
        signing: Signing | None = None,
        most_bytes: int = 0,
        freeze: bool = False,
    ) -> DossierExport:
        """Build one dossier over the cases into the folder ``target``; see ``Dossiers.export``.

        A file that several cases have is shown once. Of a pseudonymous one every text says "Consumer A" for
        the first consumer; exhibits that tell who somebody is give way to their redacted copies or are left
        out, and so do lines of the registers. With ``freeze`` the numbers of the exhibits are kept for good.

        Raises:
            BadInputError: neither cases nor a seller; unknown profile, language or variant.
            NotFoundError: no such case or seller.
            BuildError: it could not be built; nothing half-made is left.
            FileError: the folder cannot be written to.
            DiskFullError: there is no room.
            Cancelled: the person asked for it to stop.

        """
        look, language = asked(self._catalog, self._works.load, profile, language_tag, variant)
        numbers, name = self._cases(group)
        sums = {number: self._beside.heads(number) for number in numbers}
        declared = self._declared(group, name, numbers, look, language)
        with self._database.write() as uow:
            found = self._found(uow, group, name, numbers, variant, language)
            found = replace(found, statement=declared)
            order = self._fix(uow, found, look, language, sums, freeze=freeze)
            uow.commit()
        return self._works.build(order, language, target, ctx, signing, most_bytes)

    def _declared(
        self, group: Group, name: str, numbers: Sequence[str], look: Profile, language: Language
    ) -> Annex | None:
        """Have the statement over all cases against the seller made, where the dossier asks for it."""
        if self._beside.statement is None or not group.seller:
            return None
        with self._database.read() as uow:
            recipe, _ = _kept(dossiers.recipe_row(uow, cases.find(uow, numbers[0]), name))
        if not wants_statement(recipe, look.annexes):
            return None
        return self._beside.statement("", language.tag, seller=group.seller)

    def _cases(self, group: Group) -> tuple[list[str], str]:
        """Give the numbers of the cases in their order, and the name of the group.

        Raises:
            BadInputError: neither cases nor a seller, or both, or none that met the seller.

        """
        given = [number.strip() for number in group.cases if number.strip()]
        seller = group.seller.strip()
        if bool(given) == bool(seller):
            raise BadInputError(N_("Name a case or a seller."), field="cases")
        if seller:
            numbers = list(self._beside.met(seller))
            if not numbers:
                raise BadInputError(N_("No case against this seller names it yet."), field="seller")
            digits = re.sub(r"\D", "", seller)
            return numbers, f"S-{int(digits):04d}" if digits else seller
        numbers = sorted(dict.fromkeys(given), key=_by_number)
        return numbers, "+".join(numbers)

    def _found(
        self,
        uow: UnitOfWork,
        group: Group,
        name: str,
        numbers: Sequence[str],
        variant: str,
        language: Language,
    ) -> _Found:
        """Read the cases; of a pseudonymous dossier without what tells who their consumers are."""
        row = dossiers.recipe_row(uow, cases.find(uow, numbers[0]), name)
        recipe, looked = _kept(row)
        sources = [
            sources_of(uow, number, variant, self._zone, redacted=group.pseudonymous) for number in numbers
        ]
        if not group.pseudonymous:
            names = tuple(_consumers(one.case) for one in sources)
            return _Found(name, tuple(sources), names, recipe, row, (), None)
        called = _pseudonyms([one.case for one in sources], language)
        veil = veil_of([one.case for one in sources], called)
        bare = [replace(one, case=_bare(one.case, called)) for one in sources]
        left_out: list[LeftOut] = []
        kept = []
        for one in bare:
            why = {number: hindrance(one, number, veil, looked) for number in one.order}
            left_out += [
                LeftOut(
                    f"{one.case.number}/{number}", language.text(said, exhibit=f"{one.case.number}/{number}")
                )
                for number, said in why.items()
                if said and f"{one.case.number}/{number}" not in recipe.excluded
            ]
            kept.append(replace(one, order=[number for number in one.order if not why[number]]))
        names = tuple(_consumers(one.case) for one in kept)
        return _Found(name, tuple(kept), names, recipe, row, tuple(left_out), veil)

    def _fix(
        self,
        uow: UnitOfWork,
        found: _Found,
        look: Profile,
        language: Language,
        sums: Mapping[str, Sequence[ClaimHead]],
        *,
        freeze: bool,
    ) -> Order:
        """Fix the edition that shows these cases as they are, or find the one that did."""
        host = cases.find(uow, found.sources[0].case.number)
        row = found.row or dossiers.write_recipe(uow, host, {}, found.name)
        sources = [replace(one, heads=sums[one.case.number]) for one in found.sources]
        blank = Edition(0, min(one.case.created_at for one in sources), "", self._zone)
        if freeze:
            content = self._content(found, sources, look, language, blank, ())
            found = replace(found, recipe=_frozen(found.recipe, content))
            row.recipe = {**row.recipe, **found.recipe.plain()}
            uow.record(
                AUDIT, host.uid, "exhibits_frozen", row.uid, numbers=found.recipe.frozen, group=found.name
            )
        content = self._content(found, sources, look, language, blank, ())
        shown = fingerprint(content, content.variant)
        edition = dossiers.same_edition(uow, host.id, shown, row.id)
        if edition is None:
            noted = [head for one in sources for head in shown_heads(uow, one.case.uid)]
            values = {"profile": look.id, "language": language.tag, "variant": content.variant}
            edition = dossiers.new_edition(uow, host.id, noted, {**values, "fingerprint": shown}, row.id)
            for one in sources:
                said = {"group": found.name, "fingerprint": shown}
                uow.record(AUDIT, one.case.uid, "edition_fixed", edition.uid, **said)
        heads = [Head(*head) for head in edition.heads]
        editions = [one.uid for one in reversed(dossiers.editions(uow, host.id, row.id))]
        number = editions.index(edition.uid) + 1
        fixed = Edition(number, edition.at, shown, self._zone, edition.by)
        told = self._told(uow, found, sources, heads)
        texts = {
            f"{one.case.number}/{number}": text for one in sources for number, text in texts_of(one).items()
        }
        content = self._content(found, sources, look, language, fixed, heads)
        scopes = tuple(one.case.uid for one in sources)
        return Order(scopes, content, told, tuple(heads), texts, edition.uid, found.left_out)

    def _content(
        self,
        found: _Found,
        sources: Sequence[Sources],
        look: Profile,
        language: Language,
        edition: Edition,
        heads: Sequence[Head],
    ) -> DossierContent:
        parts = []
        for one, consumer in zip(sources, found.consumers, strict=True):
            own = [head for head in heads if head.scope == one.case.uid]
            content = masked(content_of(one, look, language, edition, own))
            parts.append(Part(veiled(content, found.veil) if found.veil else content, consumer))
        makers = {part.content.edition.office for part in parts}
        office = makers.pop() if len(makers) == 1 else edition.office
        if found.veil is not None:
            office = found.veil.over(office)
        head = CaseHead(found.name, _title(sources, found.veil))
        pseudonymous = found.veil is not None
        content = joined(parts, head, replace(edition, office=office), pseudonymous=pseudonymous)
        statement = found.statement
        if statement is not None and found.veil is not None:
            statement = veiled(statement, found.veil)
        content = _by_recipe(content, found.recipe, language)
        return masked_annexes(annexed(content, found.recipe, language, statement))

    def _told(
        self, uow: UnitOfWork, found: _Found, sources: Sequence[Sources], heads: Sequence[Head]
    ) -> ToldLines:
        erasures = registers.announced_erasures(uow.connection)
        reveals = found.veil.shows if found.veil else None
        each = [told_lines(lines_so_far(uow, one.case.uid, heads), one, erasures, reveals) for one in sources]
        return ToldLines(
            tuple(line for one in each for line in one.lines),
            frozenset().union(*(one.erased for one in each)),
            frozenset().union(*(one.withheld for one in each)),
        )


def _by_number(number: str) -> tuple[str, int, str]:
    year, _, running = number.partition("-")
    return year, int(running) if running.isdecimal() else 0, number


def _consumers(view: CaseView) -> str:
    names = [party.name for party in view.parties if party.role == CONSUMER]
    return ", ".join(names) or view.number


def _pseudonyms(views: Sequence[CaseView], language: Language) -> dict[str, str]:
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


def _bare(view: CaseView, called: Mapping[str, str]) -> CaseView:
    """Give a case without what identifies the people on the consumer's side."""
    parties = tuple(
        replace(party, name=called.get(party.uid, "–"), name_latin="", identifiers=())
        if is_hidden(party)
        else party
        for party in view.parties
    )
    return replace(view, parties=parties, values={**view.values, **dict.fromkeys(SECRET_VALUES, "")})


def _title(sources: Sequence[Sources], veil: Veil | None) -> str:
    """Name the dossier by the sellers of its cases."""
    names = [party.name for one in sources for party in one.case.parties if party.role == "seller"]
    title = ", ".join(dict.fromkeys(names)) or sources[0].case.title
    return veil.over(title) if veil else title


def _kept(row: Dossier | None) -> tuple[Recipe, tuple[str, ...]]:
    """Read a kept recipe; what it names of cases that are gone does no harm."""
    values = dict(row.recipe) if row else {}
    looked = tuple(values.pop(SHOWN, ()))
    known = _NUMBER.findall(json.dumps(values))
    return read_recipe(values, known) if values else Recipe(), looked


def _shown(values: object, known: Sequence[str]) -> list[str]:
    given = values.get(SHOWN, []) if isinstance(values, dict) else []
    return list(read_recipe({"order": given}, known).order)


def _by_recipe(content: DossierContent, recipe: Recipe, language: Language) -> DossierContent:
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
                title=said_in(recipe.titles.get(key, {}), language) or exhibits[key].title,
                description=said_in(recipe.descriptions.get(key, {}), language) or exhibits[key].description,
                section=named if ours else exhibits[key].section,
                pages=recipe.pages.get(key) or exhibits[key].pages,
            )
        )
    return replace(content, exhibits=tuple(arranged), frozen=recipe.frozen, late=recipe.late)


def _frozen(recipe: Recipe, content: DossierContent) -> Recipe:
    counting = Numbering(content.profile.numbering == "letter", recipe.frozen, recipe.late)
    pairs = [(one.key, one.part_of) for one in content.exhibits]
    return replace(recipe, frozen={**recipe.frozen, **labels(pairs, "{n}", counting)})
