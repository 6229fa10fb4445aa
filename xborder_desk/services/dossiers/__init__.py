"""Dossiers: the recipe, the editions, and the export of bundle, package and ZIP."""

from __future__ import annotations

import glob
import shutil
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from xborder_desk.domain.dossier import Edition
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.evidence import storable
from xborder_desk.domain.lint import OTHER_PARTY
from xborder_desk.domain.package import PackageSpec, PackedOriginal
from xborder_desk.domain.recipes import Recipe, read_recipe
from xborder_desk.domain.references import Numbering, labels
from xborder_desk.domain.registers import AUDIT, CONTACTS, CUSTODY, POST, Head
from xborder_desk.i18n import N_
from xborder_desk.pipelines.dossier import BUILDING_LIMITS, Press, build_bundle
from xborder_desk.pipelines.package import write_package
from xborder_desk.pipelines.placing import known_faults
from xborder_desk.pipelines.prepared import Prepared
from xborder_desk.pipelines.preview import Previewer
from xborder_desk.services.dossiers.content import COURT, Sources, content_of, shown_custody
from xborder_desk.services.dossiers.deriving import arranged, completed
from xborder_desk.services.dossiers.drafting import Bench, Former
from xborder_desk.services.dossiers.making import (
    Signing,
    fingerprint,
    package_name,
    plain_values,
    put_in_place,
    sha256_of,
    signed_bundle,
    work_folder,
)
from xborder_desk.services.dossiers.masking import masked, redacted_order
from xborder_desk.services.dossiers.withholding import told_lines
from xborder_desk.storage import registers
from xborder_desk.storage.queries import cases, contacts, dossiers, evidence

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from xborder_desk.catalog.catalog import Catalog
    from xborder_desk.domain.claim import Head as ClaimHead
    from xborder_desk.domain.dossier import BoundExhibit, BundleResult, DossierContent, Profile
    from xborder_desk.domain.package import PackageResult
    from xborder_desk.domain.previews import Drawn
    from xborder_desk.i18n.language import Language
    from xborder_desk.jobs.apart import Apart
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.jobs.frames import Plain
    from xborder_desk.services.dossiers.drafting import Draft
    from xborder_desk.services.dossiers.withholding import ToldLines
    from xborder_desk.storage.office import Office
    from xborder_desk.storage.uow import UnitOfWork

__all__ = ["DossierExport", "Dossiers", "EditionView", "Signing"]

# The audit register is the office's own; what a court may check are custody, contacts and post.
SHOWN_REGISTERS: Final = (CUSTODY, CONTACTS, POST)
VARIANTS: Final = (COURT, OTHER_PARTY)


@dataclass(frozen=True, slots=True)
class DossierExport:
    """A finished export: where bundle, package and ZIP lie, and what stands on which pages.

    ``parts`` are the bundle once more, in files that are small enough, where it is too large as one.
    """

    bundle: Path
    package: Path
    zip: Path
    pages: int
    edition: int
    exhibits: tuple[BoundExhibit, ...]
    warnings: tuple[str, ...]
    archival: bool = False
    parts: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class EditionView:
    """An edition of a case's dossier; ``made_at`` is UTC."""

    number: int
    made_at: dt.datetime
    made_by: str
    profile: str
    language: str
    pages: int
    bundle_sha256: str
    fingerprint: str


@dataclass(frozen=True)
class _Order:
    """What was asked for, and all it needs: the values, the fixed edition, and the lines of the registers."""

    case_uid: str
    content: DossierContent
    told: ToldLines
    heads: tuple[Head, ...]
    texts: dict[str, str]
    edition_uid: str


class Dossiers:
    """What can be done with the dossier of a case.

    ``load`` gives a language by its tag, ``heads`` the heads of a case's claim.
    """

    def __init__(
        self,
        office: Office,
        catalog: Catalog,
        apart: Apart,
        load: Callable[[str], Language],
        resources: Path,
        heads: Callable[[str], Sequence[ClaimHead]] | None = None,
    ) -> None:
        self._office = office
        self._database = office.database
        self._catalog = catalog
        self._apart = apart
        self._load = load
        self._resources = resources
        self._heads = heads or (lambda _case: ())

    def recipe(self, case_number: str) -> dict[str, Any]:
        """Give the recipe: order, exclusions and names of the exhibits.

        Raises:
            NotFoundError: no such case.

        """
        with self._database.read() as uow:
            case = cases.find(uow, case_number)
            recipe = self._recipe(uow, case_number)
            items = evidence.rows(uow, case.id)
        return {**recipe.plain(), "exhibits": arranged(recipe, items)}

    def set_recipe(self, case_number: str, values: object) -> None:
        """Keep a recipe in place of the one before.

        Raises:
            BadInputError: it is no recipe, or names evidence the case does not have.
            NotFoundError: no such case.

        """
        with self._database.write() as uow:
            case = cases.find(uow, case_number)
            known = [item.number for item in evidence.rows(uow, case.id)]
            recipe = read_recipe(values, known, case.number).plain()
            dossiers.write_recipe(uow, case, recipe)
            cases.touch(case, uow.now)
            uow.record(AUDIT, case.uid, "recipe_changed", case.uid, recipe=recipe)
            uow.commit()

    def freeze(self, case_number: str, profile: str) -> dict[str, str]:
        """Keep the numbers of the exhibits as they are now, because they were filed; gives them.

        Raises:
            BadInputError: there is no such profile.
            NotFoundError: no such case.

        """
        look = self._catalog.profile(profile).profile()
        with self._database.write() as uow:
            case = cases.find(uow, case_number)
            recipe = self._recipe(uow, case_number)
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
            return [
                EditionView(
                    row.no,
                    row.at,
                    row.by,
                    row.profile,
                    row.language,
                    row.pages,
                    row.bundle_sha256,
                    row.fingerprint,
                )
                for row in found
            ]

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
        look, language = self._asked(profile, language_tag, variant)
        order = self._fix(case_number, look, language, variant)
        work = work_folder(target)
        try:
            with known_faults(target):
                prepared = Prepared(self._office.folder / "prepared")
                press = Press(language, self._apart, self._resources, prepared)
                bundle = build_bundle(order.content, self._office.store, work, ctx, press)
                digest = sha256_of(bundle.path)
                signed = signed_bundle(bundle.path, signing, language) if signing else ""
                package = self._pack(order, bundle, target, ctx, language)
                prepared.tidy()
                parts = self._parts(bundle, work, package.folder, most_bytes or look.most_bytes, ctx)
                placed = put_in_place(bundle.path, package.folder.with_name(f"{package.folder.name}.pdf"))
        finally:
            shutil.rmtree(work, ignore_errors=True)
        self._finish(order, bundle, digest, package)
        return DossierExport(
            bundle=placed,
            package=package.folder,
            zip=package.zip,
            pages=bundle.pages,
            edition=order.content.edition.number,
            exhibits=bundle.exhibits,
            warnings=(*bundle.warnings, *((signed,) if signed else ())),
            archival=bundle.archival,
            parts=parts,
        )

    def _parts(
        self, bundle: BundleResult, work: Path, folder: Path, most: int, ctx: JobContext
    ) -> tuple[Path, ...]:
        """Cut a bundle that is too large, and put its parts beside it; those of a former build go."""
        for former in folder.parent.glob(f"{glob.escape(folder.name)}-part-*.pdf"):
            former.unlink()
        if not most or bundle.path.stat().st_size <= most:
            return ()
        ctx.progress(0, 0, N_("Cutting the dossier into parts"))
        starts: list[Plain] = [one.first_page for one in bundle.exhibits]
        how = "xborder_desk.documents.splitting:split"
        target = str(work.resolve() / f"{folder.name}-part")
        made = self._apart.run(how, str(bundle.path), target, starts, most, ctx=ctx, limits=BUILDING_LIMITS)
        files = [Path(str(one[0])) for one in cast("list[Any]", made)]
        return tuple(put_in_place(file, folder.with_name(file.name)) for file in files)

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
        look, language = self._asked(profile, language_tag, variant)
        sums = self._heads(case_number)
        with self._database.read() as uow:
            sources = replace(self._sources(uow, case_number, variant), heads=sums)
            last = next(iter(dossiers.editions(uow, evidence.case_key(uow, case_number)[0])), None)
        former = Former(last.no, tuple(last.exhibits)) if last and last.exhibits else Former()
        # The number it would get, and a day that is nobody's: nothing here depends on when it is looked at.
        edition = Edition((last.no if last else 0) + 1, sources.case.created_at, "", self._office.zone)
        content = masked(content_of(sources, look, language, edition, ()))
        prepared = Prepared(self._office.folder / "prepared")
        press = Press(language, self._apart, self._resources, prepared)
        bench = Bench(self._office.store, self._office.folder / "drafts" / sources.case.uid, press)
        return bench.draft(content, fingerprint(content, variant), former, ctx)

    def draw(self, draft: Draft, page: int, width: int, ctx: JobContext | None = None) -> Drawn:
        """Draw a page (from 1) of a draft about ``width`` dots wide.

        Raises:
            PreviewError: there is no such page, or the draft is gone.
            Cancelled: nobody waits for it any more.

        """
        return Previewer(self._apart).draw(draft.bundle, "application/pdf", page - 1, max(1, width), 0, ctx)

    def _asked(self, profile: str, language_tag: str, variant: str) -> tuple[Profile, Language]:
        """Find the profile and the language that were asked for.

        Raises:
            BadInputError: there is no such profile, language or variant.

        """
        if variant not in VARIANTS:
            raise BadInputError(
                N_("There is no variant “{given}” of a dossier."), field="variant", given=variant
            )
        look = self._catalog.profile(profile).profile()
        language = self._load(language_tag)
        if language.tag.lower() != language_tag.strip().replace("_", "-").lower():
            raise BadInputError(
                N_("There is no language “{given}” for dossiers yet."), field="language", given=language_tag
            )
        return look, language

    def _recipe(self, uow: UnitOfWork, case_number: str) -> Recipe:
        """Give what was decided, with what is known of copies made here."""
        case = cases.find(uow, case_number)
        row = dossiers.recipe_row(uow, case)
        items = evidence.rows(uow, case.id)
        said = read_recipe(row.recipe, [item.number for item in items]) if row else Recipe()
        return completed(said, items)

    def _fix(self, case_number: str, look: Profile, language: Language, variant: str) -> _Order:
        """Gather what is shown, and fix the edition that shows it, or find the one that did."""
        sums = self._heads(case_number)
        with self._database.write() as uow:
            sources = replace(self._sources(uow, case_number, variant), heads=sums)
            case = sources.case
            blank = Edition(0, uow.now, "", self._office.zone)
            shown = masked(content_of(sources, look, language, replace(blank, made_at=case.created_at), ()))
            shown_hash = fingerprint(shown, variant)
            row = dossiers.same_edition(uow, case.id, shown_hash)
            if row is None:
                heads = [
                    head
                    for head in registers.heads(uow.connection, case.uid)
                    if head.register in SHOWN_REGISTERS
                ]
                values = {"profile": look.id, "language": language.tag, "variant": variant}
                row = dossiers.new_edition(uow, case.id, heads, {**values, "fingerprint": shown_hash})
                uow.record(AUDIT, case.uid, "edition_fixed", row.uid, edition=row.no, fingerprint=shown_hash)
            heads = [Head(*head) for head in row.heads]
            last = {head.register: head.seq for head in heads}
            chains_so_far = (
                line
                for line in registers.lines(uow.connection, case.uid)
                if line.seq <= last.get(line.register, 0)
            )
            told = told_lines(chains_so_far, sources, registers.announced_erasures(uow.connection))
            edition = Edition(row.no, row.at, shown_hash, self._office.zone, row.by)
            uid = row.uid
            uow.commit()
        content = masked(content_of(sources, look, language, edition, heads))
        texts = {item.number: "\n\n".join(sources.texts.get(item.id, ())) for item in sources.items.values()}
        return _Order(case.uid, content, told, tuple(heads), texts, uid)

    def _sources(self, uow: UnitOfWork, case_number: str, variant: str = COURT) -> Sources:
        case = cases.view(uow, case_number)
        items = evidence.rows(uow, case.id)
        recipe = self._recipe(uow, case_number)
        order = arranged(recipe, items)
        if variant == OTHER_PARTY:
            order = redacted_order(order, recipe)
        custody = evidence.custody_of_case(uow, case.uid)
        return Sources(
            case=case,
            items={item.number: item for item in items},
            order=order,
            recipe=recipe,
            texts=evidence.texts_of_case(uow, case.id),
            custody={uid: shown_custody(events) for uid, events in custody.items()},
            attempts=contacts.attempts(uow, case.uid),
            zone=self._office.zone,
            variant=variant,
        )

    def _pack(
        self, order: _Order, bundle: BundleResult, target: Path, ctx: JobContext, language: Language
    ) -> PackageResult:
        content = order.content
        exhibits = {exhibit.key: exhibit for exhibit in content.exhibits}
        originals = tuple(
            PackedOriginal(
                source=self._office.store.path(bound.sha256),
                label=bound.label,
                name=exhibits[bound.key].filename,
                sha256=bound.sha256,
                evidence=bound.evidence_id,
                title=bound.title,
                first_page=bound.first_page,
                last_page=bound.last_page,
                text=order.texts.get(bound.key, ""),
                problem=bound.problem or "",
            )
            for bound in bundle.exhibits
        )
        number = content.case.number
        spec = PackageSpec(
            name=package_name(content),
            case_number=number,
            edition=content.edition.number,
            made_at=content.edition.made_at,
            bundle=bundle.path,
            originals=originals,
            lines=order.told.lines,
            heads=order.heads,
            erased=order.told.erased,
            withheld=order.told.withheld,
            case=plain_values(asdict(content)),
            documents={"index.docx": bundle.index.read_bytes()} if bundle.index else {},
            language=language.tag,
        )
        return write_package(spec, target, ctx, language)

    def _finish(self, order: _Order, bundle: BundleResult, digest: str, package: PackageResult) -> None:
        with self._database.write() as uow:
            row = next(
                row for row in dossiers.editions(uow, _case_id(uow, order)) if row.uid == order.edition_uid
            )
            if row.bundle_sha256 and row.bundle_sha256 != digest:
                uow.record(AUDIT, order.case_uid, "edition_differs", row.uid, edition=row.no, sha256=digest)
            row.bundle_sha256, row.pages = digest, bundle.pages
            row.exhibits = [plain_values(asdict(bound)) for bound in bundle.exhibits]
            uow.record(
                CUSTODY,
                order.case_uid,
                "export",
                row.uid,
                edition=row.no,
                sha256=digest,
                seal=package.seal,
                to=storable(str(package.folder)),
                exhibits=[bound.evidence_id for bound in bundle.exhibits],
            )
            uow.commit()


def _case_id(uow: UnitOfWork, order: _Order) -> int:
    return evidence.case_key(uow, order.content.case.number)[0]
