"""From a fixed edition to bundle, package and ZIP in a folder: whole or not at all."""

from __future__ import annotations

import glob
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from xborder_desk.documents.composing import STAMPS
from xborder_desk.documents.inspecting import facts_from
from xborder_desk.documents.writer import moment_text
from xborder_desk.domain.errors import BuildError
from xborder_desk.domain.evidence import storable
from xborder_desk.domain.registers import AUDIT, CUSTODY
from xborder_desk.i18n import N_
from xborder_desk.jobs.apart import ApartFailed
from xborder_desk.pipelines.dossier import BUILDING_LIMITS, NOT_IN_DOSSIER, Press, build_bundle
from xborder_desk.pipelines.package import packing
from xborder_desk.pipelines.placing import known_faults, see_room
from xborder_desk.pipelines.prepared import PREPARED, Prepared
from xborder_desk.services.dossiers.making import (
    Signing,
    package_name,
    part_size,
    plain_values,
    put_in_place,
    seal_of,
    sha256_of,
    signed_bundle,
    work_folder,
)
from xborder_desk.services.dossiers.packing import Packer
from xborder_desk.storage.queries import dossiers

if TYPE_CHECKING:
    from collections.abc import Callable

    from xborder_desk.domain.dossier import BoundExhibit, BundleResult, DossierContent
    from xborder_desk.domain.evidence import Message
    from xborder_desk.domain.package import PackageResult
    from xborder_desk.i18n.language import Language
    from xborder_desk.jobs.apart import Apart
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.jobs.frames import Plain
    from xborder_desk.pipelines.package import Packing
    from xborder_desk.services.dossiers.ordered import LeftOut, Order
    from xborder_desk.storage.office import Office


_PART: Final = "part"
TELLS: Final = N_("Page {page} tells who a consumer is. Look at it before you hand this out.")


@dataclass(frozen=True, slots=True)
class DossierExport:
    """A finished export: where bundle, package and ZIP lie, and what stands on which pages.

    ``parts`` are the bundle once more, in files that are small enough, where it is too large as one. Of a
    dossier over several cases, ``cases`` are their numbers with what the consumers are called, ``left_out``
    the exhibits that would show who they are. ``warnings`` are in the dossier's language;
    ``told`` are the same, to be said in another one.
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
    cases: tuple[tuple[str, str], ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    told: tuple[Message | str, ...] = ()


def _known(order: Order, language: Language) -> set[str]:
    """Say what need not be said of exhibits that are left out: that something refers to them."""
    return {language.text(NOT_IN_DOSSIER, exhibit=one.evidence) for one in order.left_out}


@dataclass(frozen=True)
class Works:
    """Where dossiers are built: office, child processes, our own data; ``load`` gives languages by tag."""

    office: Office
    apart: Apart
    resources: Path
    load: Callable[[str], Language]

    def press(self, language: Language) -> Press:
        """Give what a build needs besides the content."""
        return Press(language, self.apart, self.resources, self.prepared())

    def prepared(self) -> Prepared:
        """Give the pages that were made before."""
        return Prepared(self.office.folder / PREPARED)

    def build(
        self,
        order: Order,
        language: Language,
        target: Path,
        ctx: JobContext,
        signing: Signing | None = None,
        most_bytes: int = 0,
    ) -> DossierExport:
        """Build an edition into the folder ``target``; a bundle larger than ``most_bytes`` in parts too.

        Raises:
            BuildError: it could not be built; nothing half-made is left.
            FileError: the folder cannot be written to.
            DiskFullError: there is no room.
            Cancelled: the person asked for it to stop.

        """
        content = order.content
        begun = package_name(content), content.edition.made_at
        with work_folder(target) as work, known_faults(target), packing(*begun, target, ctx) as packs:
            packer = self._packer(order, packs, ctx, language, signed=signing is not None)
            bundle = build_bundle(content, self.office.store, work, ctx, self.press(language), packer)
            unsigned = sha256_of(bundle.path) if signing else ""
            told = self._telling(order, bundle, work, ctx)
            # Parts are cut of what is not signed yet: a signature that was cut would be a broken one.
            most = part_size(most_bytes or content.profile.most_bytes, signing)
            parts = self._parts(bundle, work, most, ctx)
            files = [*(file for _, file in parts), bundle.path] if signing else []
            seal = self._seal(signing, content, language, work, ctx)
            signed = [signed_bundle(file, cast("Signing", signing), language, seal) for file in files][-1:]
            if signing:
                packer.pack(bundle)
            self.prepared().tidy()
            # Everything that needs room is made aside; now all of it is moved into place.
            package = packs.place()
            named = [package.folder.with_name(f"{package.folder.name}{end}") for end, _ in parts]
            self._clear_parts(package.folder)
            placed_parts = tuple(
                put_in_place(file, goal) for goal, (_, file) in zip(named, parts, strict=True)
            )
            placed = put_in_place(bundle.path, package.folder.with_name(f"{package.folder.name}.pdf"))
        self._note(order, bundle, unsigned or package.bundle_sha256, package)
        return DossierExport(
            bundle=placed,
            package=package.folder,
            zip=package.zip,
            pages=bundle.pages,
            edition=content.edition.number,
            exhibits=bundle.exhibits,
            warnings=(
                *(one for one in bundle.warnings if one not in _known(order, language)),
                *(one.why for one in order.left_out),
                *(language.text(TELLS, page=page) for page in told),
                *filter(None, signed),
            ),
            archival=bundle.archival,
            parts=placed_parts,
            cases=tuple((one.case, one.consumer) for one in content.group),
            left_out=order.left_out,
        )

    def _telling(self, order: Order, bundle: BundleResult, work: Path, ctx: JobContext) -> list[int]:
        """Read a pseudonymous bundle back; gives the pages that tell all the same who a consumer is."""
        if order.veil is None:
            return []
        how = "xborder_desk.documents.inspecting:inspect"
        facts = facts_from(self._apart(how, str(bundle.path), work=work, ctx=ctx))
        pages = {number for number, page in enumerate(facts.pages, 1) if order.veil.shows(page.text)}
        marked = {page for words, page, _depth in facts.bookmarks if order.veil.shows(words)}
        return sorted(pages | marked)

    def _seal(
        self,
        signing: Signing | None,
        content: DossierContent,
        language: Language,
        work: Path,
        ctx: JobContext,
    ) -> Path | None:
        """Set the small page that shows a visible signature."""
        if signing is None or not signing.visible:
            return None
        seal = work.resolve() / "seal.pdf"
        how = "xborder_desk.documents.composing:compose"
        made_at, resources = moment_text(content.edition.made_at), str(self.resources.resolve())
        given = (resources, STAMPS, seal_of(signing, language), made_at, str(seal))
        self._apart(how, *given, work=work, ctx=ctx)
        return seal

    def _parts(self, bundle: BundleResult, work: Path, most: int, ctx: JobContext) -> list[tuple[str, Path]]:
        """Cut a bundle that is too large; gives the end of each part's name, and its file."""
        if not most or bundle.path.stat().st_size <= most:
            return []
        ctx.progress(0, 0, N_("Cutting the dossier into parts"))
        starts: list[Plain] = [one.first_page for one in bundle.exhibits]
        how = "xborder_desk.documents.splitting:split"
        target = str(work.resolve() / _PART)
        made = self._apart(how, str(bundle.path), target, starts, most, work=work, ctx=ctx)
        files = [Path(str(one[0])) for one in cast("list[Any]", made)]
        return [(f"-part{file.name.removeprefix(_PART)}", file) for file in files]

    @staticmethod
    def _clear_parts(folder: Path) -> None:
        """Take away the parts of a former build."""
        for former in folder.parent.glob(f"{glob.escape(folder.name)}-part-*.pdf"):
            former.unlink()

    def _apart(self, how: str, *given: Any, work: Path, ctx: JobContext) -> Any:  # noqa: ANN401 - JSON values
        """Have a step done in a child process; a fault there is a fault of the build."""
        try:
            return self.apart.run(how, *given, ctx=ctx, limits=BUILDING_LIMITS)
        except ApartFailed as failed:
            see_room(failed, work.parent)
            if failed.text:
                raise BuildError(failed.text, **failed.fields) from failed
            detail = f"{failed.kind} {failed.detail}"
            raise BuildError(N_("The bundle could not be built: {detail}"), detail=detail) from failed

    def _packer(
        self, order: Order, packs: Packing, ctx: JobContext, language: Language, *, signed: bool
    ) -> Packer:
        resources, home = str(self.resources.resolve()), self.load(self.office.language or "en")

        def write(paper: dict[str, Any], file: Path) -> None:
            how = "xborder_desk.documents.papers:write_pdf"
            self._apart(how, resources, paper, str(file), work=file.parent, ctx=ctx)

        return Packer(order, packs, self.office.store, language, home, write, signed=signed)

    def _note(self, order: Order, bundle: BundleResult, digest: str, package: PackageResult) -> None:
        """Write down in each case that its exhibits were handed out."""
        with self.office.database.write() as uow:
            row = dossiers.edition(uow, order.edition_uid)
            if row.bundle_sha256 and row.bundle_sha256 != digest:
                scope = order.scopes[0]
                uow.record(AUDIT, scope, "edition_differs", row.uid, edition=row.no, sha256=digest)
            row.bundle_sha256, row.pages = digest, bundle.pages
            row.exhibits = [plain_values(bound) for bound in bundle.exhibits]
            for scope in order.scopes:
                uow.record(
                    CUSTODY,
                    scope,
                    "export",
                    row.uid,
                    edition=order.content.edition.number,
                    sha256=digest,
                    seal=package.seal,
                    to=storable(str(package.folder)),
                    exhibits=[bound.evidence_id for bound in bundle.exhibits],
                )
            uow.commit()
