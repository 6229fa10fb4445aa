"""One dossier over several cases of one seller, pseudonymous by one switch."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from xborder_desk.domain.dossier import CaseHead, DossierContent, Edition, Group
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.pseudonyms import veil_of
from xborder_desk.domain.registers import AUDIT, Head
from xborder_desk.i18n import N_
from xborder_desk.services.dossiers.annexing import annexed, wants_statement
from xborder_desk.services.dossiers.content import COURT, content_of
from xborder_desk.services.dossiers.gathering import (
    asked,
    lines_so_far,
    shown_heads,
    sources_of,
    texts_of,
)
from xborder_desk.services.dossiers.grounding import grounded
from xborder_desk.services.dossiers.joining import Part, joined, veiled
from xborder_desk.services.dossiers.making import fingerprint
from xborder_desk.services.dossiers.masking import masked, masked_annexes
from xborder_desk.services.dossiers.members import (
    bare,
    by_number,
    by_recipe,
    consumers_of,
    frozen_in,
    kept_recipe,
    pseudonyms,
    renamed,
    standing_in,
    title_of,
)
from xborder_desk.services.dossiers.ordered import LeftOut, Order
from xborder_desk.services.dossiers.revealing import hindrance
from xborder_desk.services.dossiers.unmasked import unmasked
from xborder_desk.services.dossiers.withholding import ToldLines, told_lines
from xborder_desk.storage import registers
from xborder_desk.storage.queries import cases, dossiers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from xborder_desk.catalog.catalog import Catalog
    from xborder_desk.domain.claim import Head as ClaimHead
    from xborder_desk.domain.dossier import Annex, Profile
    from xborder_desk.domain.jurisdictions import Figure
    from xborder_desk.domain.pseudonyms import Veil
    from xborder_desk.domain.recipes import Recipe
    from xborder_desk.i18n.language import Language
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.services.dossiers.annexing import Neighbours
    from xborder_desk.services.dossiers.building import DossierExport, Works
    from xborder_desk.services.dossiers.content import Sources
    from xborder_desk.services.dossiers.making import Signing
    from xborder_desk.storage.models import Dossier
    from xborder_desk.storage.uow import UnitOfWork


@dataclass(frozen=True)
class Found:
    """A group as it stands: its name, its cases as they are shown, and the veil over them, if any."""

    name: str
    sources: tuple[Sources, ...]
    consumers: tuple[str, ...]
    recipe: Recipe
    row: Dossier | None
    left_out: tuple[LeftOut, ...]
    veil: Veil | None
    statement: Annex | None = None
    law: tuple[Figure, ...] = ()


class Groups:
    """Builds dossiers over several cases."""

    def __init__(self, works: Works, catalog: Catalog, neighbours: Neighbours) -> None:
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
        declared, law = self._declared(name, numbers, look, language), tuple(self._beside.law(look.country))
        with self._database.write() as uow:
            found = self._found(uow, group, name, numbers, variant, language)
            found = replace(found, statement=declared, law=law)
            order = self._fix(uow, found, look, language, sums, freeze=freeze)
            uow.commit()
        made = self._works.build(order, language, target, ctx, signing, most_bytes)
        shown = [one for each in found.sources for one in unmasked(each, made.exhibits, language)]
        warnings = (*made.warnings, *shown)
        return replace(made, warnings=warnings, told=language.all_again(warnings))

    def _declared(self, name: str, numbers: Sequence[str], look: Profile, language: Language) -> Annex | None:
        """Have the statement over all cases made, where the dossier asks for it."""
        if self._beside.statement is None:
            return None
        with self._database.read() as uow:
            recipe, _ = kept_recipe(dossiers.recipe_row(uow, cases.find(uow, numbers[0]), name))
        if not wants_statement(recipe, look.annexes):
            return None
        return self._beside.statement(language.tag, numbers, pooled=True)

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
        numbers = sorted(dict.fromkeys(given), key=by_number)
        return numbers, "+".join(numbers)

    def _found(
        self,
        uow: UnitOfWork,
        group: Group,
        name: str,
        numbers: Sequence[str],
        variant: str,
        language: Language,
    ) -> Found:
        """Read the cases; of a pseudonymous dossier without what tells who their consumers are."""
        row = dossiers.recipe_row(uow, cases.find(uow, numbers[0]), name)
        recipe, looked = kept_recipe(row)
        sources = [
            sources_of(uow, number, variant, self._zone, redacted=group.pseudonymous) for number in numbers
        ]
        if not group.pseudonymous:
            names = tuple(consumers_of(one.case) for one in sources)
            return Found(name, tuple(sources), names, recipe, row, (), None)
        called = pseudonyms([one.case for one in sources], language)
        veil = veil_of([one.case for one in sources], called)
        hidden = [replace(one, case=bare(one.case, called)) for one in sources]
        left_out: list[LeftOut] = []
        kept = []
        for one in hidden:
            why = {number: hindrance(one, number, veil, looked) for number in one.order}
            left_out += [
                LeftOut(
                    f"{one.case.number}/{number}", language.text(said, exhibit=f"{one.case.number}/{number}")
                )
                for number, said in why.items()
                if said and f"{one.case.number}/{number}" not in recipe.excluded
            ]
            kept.append(replace(one, order=[number for number in one.order if not why[number]]))
        names = tuple(consumers_of(one.case) for one in kept)
        return Found(name, tuple(kept), names, recipe, row, tuple(left_out), veil)

    def _fix(
        self,
        uow: UnitOfWork,
        found: Found,
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
            found = replace(found, recipe=frozen_in(found.recipe, content))
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
        return Order(scopes, content, told, tuple(heads), texts, edition.uid, found.left_out, found.veil)

    def _content(
        self,
        found: Found,
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
        head = CaseHead(found.name, title_of(sources, found.veil))
        pseudonymous = found.veil is not None
        content = joined(parts, head, replace(edition, office=office), pseudonymous=pseudonymous)
        statement = found.statement
        if statement is not None and found.veil is not None:
            statement = veiled(statement, found.veil)
        recipe = renamed(found.recipe, standing_in(sources, content))
        content = by_recipe(content, recipe, language)
        return grounded(masked_annexes(annexed(content, recipe, language, statement)), found.law)

    def _told(
        self, uow: UnitOfWork, found: Found, sources: Sequence[Sources], heads: Sequence[Head]
    ) -> ToldLines:
        erasures = registers.announced_erasures(uow.connection)
        reveals = found.veil.shows if found.veil else None
        each = [told_lines(lines_so_far(uow, one.case.uid, heads), one, erasures, reveals) for one in sources]
        return ToldLines(
            tuple(line for one in each for line in one.lines),
            frozenset().union(*(one.erased for one in each)),
            frozenset().union(*(one.withheld for one in each)),
        )
