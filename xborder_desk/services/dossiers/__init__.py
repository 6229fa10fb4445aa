"""Dossiers: the recipe, the editions, and the export of bundle, package and ZIP."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from xborder_desk.documents.signing import Signer
from xborder_desk.domain.dossier import Edition
from xborder_desk.domain.recipes import read_recipe
from xborder_desk.domain.references import Numbering, labels
from xborder_desk.domain.registers import AUDIT, Head
from xborder_desk.pipelines.preview import Previewer
from xborder_desk.services.dossiers.annexing import Neighbours, annexed, wants_statement
from xborder_desk.services.dossiers.arranging import GroupBuilder
from xborder_desk.services.dossiers.building import DossierExport, Works
from xborder_desk.services.dossiers.content import COURT, content_of, in_edition
from xborder_desk.services.dossiers.deriving import arranged, completed
from xborder_desk.services.dossiers.drafting import Bench, Former
from xborder_desk.services.dossiers.editions import EditionView, edition_view
from xborder_desk.services.dossiers.gathering import (
    asked,
    lines_so_far,
    recipe_of,
    shown_heads,
    sources_of,
    texts_of,
)
from xborder_desk.services.dossiers.grounding import grounded
from xborder_desk.services.dossiers.making import Signing, fingerprint
from xborder_desk.services.dossiers.masking import masked, masked_annexes
from xborder_desk.services.dossiers.ordered import Order
from xborder_desk.services.dossiers.sealing import tried
from xborder_desk.services.dossiers.unmasked import unmasked
from xborder_desk.services.dossiers.withholding import told_lines
from xborder_desk.storage import registers
from xborder_desk.storage.queries import cases, dossiers, evidence

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xborder_desk.catalog.catalog import Catalog
    from xborder_desk.domain.dossier import Annex, Profile
    from xborder_desk.domain.previews import Drawn
    from xborder_desk.i18n.language import Language
    from xborder_desk.jobs.apart import Apart
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.services.dossiers.drafting import Draft
    from xborder_desk.storage.office import Office

__all__ = ["DossierExport", "Dossiers", "EditionView", "Signer", "Signing"]


class Dossiers:
    """What can be done with the dossier of a case.

    ``load`` gives a language by its tag; ``groups`` are dossiers over several cases.
    """

    def __init__(
        self,
        office: Office,
        catalog: Catalog,
        apart: Apart,
        load: Callable[[str], Language],
        resources: Path,
        neighbours: Neighbours | None = None,
    ) -> None:
        self._office = office
        self._database = office.database
        self._catalog = catalog
        self._load = load
        self._works = Works(office, apart, resources, load)
        self._apart = apart
        self._beside = neighbours or Neighbours()
        self.groups = GroupBuilder(self._works, catalog, self._beside)

    def recipe(self, case_number: str) -> dict[str, Any]:
        """Give the recipe: order, exclusions and names of the exhibits.

        Raises:
            NotFoundError: no such case.

        """
        with self._database.read() as uow:
            case = cases.find(uow, case_number)
            recipe = recipe_of(uow, case_number)
            items = evidence.rows(uow, case.id)
        return {**recipe.plain(), "exhibits": arranged(recipe, items)}

    def set_recipe(self, case_number: str, values: object) -> None:
        """Keep a recipe in place of the one before.

        Raises:
            BadInputError: it is no recipe, runs in a circle, or names evidence the case does not have.
            NotFoundError: no such case.

        """
        with self._database.write() as uow:
            case = cases.find(uow, case_number)
            items = evidence.rows(uow, case.id)
            read = read_recipe(values, [item.number for item in items], case.number)
            completed(read, items).check()
            recipe = read.plain()
            dossiers.write_recipe(uow, case, recipe)
            cases.touch(case, uow.now)
            uow.record(AUDIT, case.uid, "recipe_changed", case.uid, recipe=recipe)
            uow.commit()

    def numbers(self, case_number: str) -> dict[str, str]:
        """Give the number of each exhibit as the dossier has it now, frozen or not, by its evidence number.

        Raises:
            NotFoundError: no such case.

        """
        with self._database.read() as uow:
            case = cases.find(uow, case_number)
            recipe = recipe_of(uow, case_number)
            items = evidence.rows(uow, case.id)
        wholes = {item.number: item.part_of for item in items}
        counting = Numbering(frozen=recipe.frozen, late=recipe.late)
        return labels([(number, wholes[number]) for number in arranged(recipe, items)], "{n}", counting)

    def freeze(self, case_number: str, profile: str) -> dict[str, str]:
        """Keep the numbers of the exhibits as they are now, because they were filed; gives them.

        Raises:
            BadInputError: there is no such profile.
            NotFoundError: no such case.

        """
        look = self._catalog.profile(profile).profile()
        with self._database.write() as uow:
            case = cases.find(uow, case_number)
            recipe = recipe_of(uow, case_number)
            items = evidence.rows(uow, case.id)
            wholes = {item.number: item.part_of for item in items}
            order = arranged(recipe, items)
            counting = Numbering(look.numbering == "letter", recipe.frozen, recipe.late)
            pairs = [(number, wholes[number]) for number in order]
            frozen = {**recipe.frozen, **labels(pairs, "{n}", counting)}
            plain = replace(recipe, frozen=frozen).plain()
            dossiers.write_recipe(uow, case, plain)
            cases.touch(case, uow.now)
            uow.record(AUDIT, case.uid, "exhibits_frozen", case.uid, numbers=frozen)
            uow.commit()
        return frozen

    def editions(self, case_number: str) -> list[EditionView]:
        """Give the editions of a case, newest first.

        Raises:
            NotFoundError: no such case.

        """
        with self._database.read() as uow:
            found = dossiers.editions(uow, evidence.case_key(uow, case_number)[0])
            return [edition_view(row, row.no) for row in found]

    def export(  # noqa: PLR0913 - all that a person may say of one build
        self,
        case_number: str,
        profile: str,
        language_tag: str,
        target: Path,
        ctx: JobContext,
        *,
        variant: str = "court",
        signing: Signing | None = None,
        most_bytes: int = 0,
    ) -> DossierExport:
        """Build bundle, package and ZIP into the folder ``target``; whole or not at all.

        A bundle larger than ``most_bytes``, or than the profile allows, is given in parts too.

        An edition is fixed at its first build: until something shown changes, every further export of it
        is the same bytes; only signatures differ.

        Raises:
            BadInputError: unknown profile, language or variant.
            NotFoundError: no such case.
            BuildError: it could not be built; nothing half-made is left.
            FileError: the folder cannot be written to.
            DiskFullError: there is no room.
            Cancelled: the person asked for it to stop.

        """
        look, language = asked(self._catalog, self._load, profile, language_tag, variant)
        order = self._fix(case_number, look, language, variant)
        made = self._works.build(order, language, target, ctx, signing, most_bytes)
        with self._database.read() as uow:
            sources = sources_of(uow, case_number, variant, self._office.zone)
        warnings = (*made.warnings, *unmasked(sources, made.exhibits, language))
        return replace(made, warnings=warnings, told=language.all_again(warnings))

    def draft(
        self,
        case_number: str,
        profile: str,
        language_tag: str,
        ctx: JobContext,
        *,
        variant: str = COURT,
    ) -> Draft:
        """Give the dossier as it would be now, to look at; it is no edition, and nothing is recorded.

        Raises:
            BadInputError: unknown profile, language or variant.
            NotFoundError: no such case.
            BuildError: it could not be built.
            Cancelled: nobody waits for it any more.

        """
        look, language = asked(self._catalog, self._load, profile, language_tag, variant)
        sums, declared = self._beside.heads(case_number), self._declared(case_number, look, language)
        with self._database.read() as uow:
            sources = replace(sources_of(uow, case_number, variant, self._office.zone), heads=sums)
            last = next(iter(dossiers.editions(uow, evidence.case_key(uow, case_number)[0])), None)
        former = Former(last.no, tuple(last.exhibits)) if last and last.exhibits else Former()
        # The number it would get, and a day that is nobody's: nothing here depends on when it is looked at.
        edition = Edition((last.no if last else 0) + 1, sources.case.created_at, "", self._office.zone)
        content = content_of(sources, look, language, edition, ())
        content = masked_annexes(annexed(masked(content), sources.recipe, language, declared))
        content = grounded(content, self._beside.law(look.country))
        folder = self._office.folder / "drafts" / sources.case.uid
        bench = Bench(self._office.store, folder, self._works.press(language))
        return bench.draft(content, fingerprint(content, variant), former, ctx)

    def try_signing(self, signing: Signing, ctx: JobContext) -> Signer:
        """Try what a dossier is to be signed with before it is built; gives who would sign.

        Raises:
            BadInputError: key, certificates or service cannot be used; ``field`` says which.
            Cancelled: nobody waits for it any more.

        """
        return tried(signing, ctx)

    def draw(self, draft: Draft, page: int, width: int, ctx: JobContext | None = None) -> Drawn:
        """Draw a page (from 1) of a draft about ``width`` dots wide.

        Raises:
            PreviewError: there is no such page, or the draft is gone.
            Cancelled: nobody waits for it any more.

        """
        return Previewer(self._apart).draw(draft.bundle, "application/pdf", page - 1, max(1, width), 0, ctx)

    def _declared(self, case_number: str, look: Profile, language: Language) -> Annex | None:
        """Have the statement of contact attempts made, where the dossier asks for it."""
        if self._beside.statement is None:
            return None
        with self._database.read() as uow:
            wanted = wants_statement(recipe_of(uow, case_number), look.annexes)
        return self._beside.statement(language.tag, (case_number,)) if wanted else None

    def _fix(self, case_number: str, look: Profile, language: Language, variant: str) -> Order:
        """Gather what is shown, and fix the edition that shows it, or find the one that did."""
        sums, declared = self._beside.heads(case_number), self._declared(case_number, look, language)
        law = self._beside.law(look.country)
        with self._database.write() as uow:
            sources = replace(sources_of(uow, case_number, variant, self._office.zone), heads=sums)
            case = sources.case
            content = content_of(
                sources, look, language, Edition(0, case.created_at, "", self._office.zone), ()
            )
            shown = grounded(
                masked_annexes(annexed(masked(content), sources.recipe, language, declared)), law
            )
            shown_hash = fingerprint(shown, variant)
            row = dossiers.same_edition(uow, case.id, shown_hash)
            if row is None:
                heads = shown_heads(uow, case.uid)
                values = {"profile": look.id, "language": language.tag, "variant": variant}
                row = dossiers.new_edition(uow, case.id, heads, {**values, "fingerprint": shown_hash})
                uow.record(AUDIT, case.uid, "edition_fixed", row.uid, edition=row.no, fingerprint=shown_hash)
            heads = [Head(*head) for head in row.heads]
            erasures = registers.announced_erasures(uow.connection)
            told = told_lines(lines_so_far(uow, case.uid, heads), sources, erasures)
            edition = Edition(row.no, row.at, shown_hash, self._office.zone, row.by)
            uid = row.uid
            uow.commit()
        fixed = in_edition(shown, edition, heads, language)
        return Order((case.uid,), fixed, told, tuple(heads), texts_of(sources), uid)
