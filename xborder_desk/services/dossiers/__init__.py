"""Dossiers: the recipe, the editions, and the export of bundle, package and ZIP."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import xborder_desk
from xborder_desk.documents.keys import certificates_in
from xborder_desk.documents.signing import LongTerm, sign
from xborder_desk.domain import registers as chains
from xborder_desk.domain.dossier import Edition
from xborder_desk.domain.errors import BadInputError, FileError
from xborder_desk.domain.evidence import storable
from xborder_desk.domain.lint import OTHER_PARTY
from xborder_desk.domain.package import PackageSpec, PackedOriginal
from xborder_desk.domain.recipes import Recipe, read_recipe
from xborder_desk.domain.references import Numbering, labels
from xborder_desk.domain.registers import AUDIT, CONTACTS, CUSTODY, POST, Head
from xborder_desk.i18n import N_
from xborder_desk.pipelines.dossier import Press, build_bundle
from xborder_desk.pipelines.package import write_package
from xborder_desk.pipelines.placing import known_faults
from xborder_desk.pipelines.prepared import Prepared
from xborder_desk.services.dossiers.content import COURT, Sources, content_of, shown_custody
from xborder_desk.services.dossiers.deriving import arranged, completed
from xborder_desk.services.dossiers.masking import masked, redacted_order
from xborder_desk.services.dossiers.withholding import told_lines
from xborder_desk.storage import registers
from xborder_desk.storage.queries import cases, contacts, dossiers, evidence

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from xborder_desk.catalog.catalog import Catalog
    from xborder_desk.domain.dossier import BoundExhibit, BundleResult, DossierContent, Profile
    from xborder_desk.domain.package import PackageResult
    from xborder_desk.i18n.language import Language
    from xborder_desk.jobs.apart import Apart
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.services.dossiers.withholding import ToldLines
    from xborder_desk.storage.office import Office
    from xborder_desk.storage.uow import UnitOfWork

# The audit register is the office's own; what a court may check are custody, contacts and post.
SHOWN_REGISTERS: Final = (CUSTODY, CONTACTS, POST)
SELF_MADE: Final = N_(
    "The signature is of a self-made certificate: it shows that nothing was changed, but not who signed,"
    " and it is no qualified signature."
)
VARIANTS: Final = (COURT, OTHER_PARTY)


@dataclass(frozen=True, slots=True)
class DossierExport:
    """A finished export: where bundle, package and ZIP lie, and what stands on which pages."""

    bundle: Path
    package: Path
    zip: Path
    pages: int
    edition: int
    exhibits: tuple[BoundExhibit, ...]
    warnings: tuple[str, ...]
    archival: bool = False


@dataclass(frozen=True, slots=True)
class Signing:
    """With what a dossier is signed: a PKCS #12 file or a key on a token, and its passphrase or PIN.

    ``timestamp_url`` is a time-stamp service or none. With ``trust``, a file of certificates, the proofs that
    all certificates were valid go into the signature, so that it can still be checked when they have run out.
    """

    key: str
    passphrase: str = field(repr=False)
    timestamp_url: str = ""
    trust: Path | None = None


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
    """What can be done with the dossier of a case. ``load`` gives a language by its tag."""

    def __init__(
        self,
        office: Office,
        catalog: Catalog,
        apart: Apart,
        load: Callable[[str], Language],
        resources: Path,
    ) -> None:
        self._office = office
        self._database = office.database
        self._catalog = catalog
        self._apart = apart
        self._load = load
        self._resources = resources

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

    def export(
        self,
        case_number: str,
        profile: str,
        language_tag: str,
        target: Path,
        ctx: JobContext,
        *,
        variant: str = "court",
        signing: Signing | None = None,
    ) -> DossierExport:
        """Build bundle, package and ZIP into the folder ``target``; whole or not at all.

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
        order = self._fix(case_number, look, language, variant)
        work = _work_folder(target)
        try:
            with known_faults(target):
                prepared = Prepared(self._office.folder / "prepared")
                press = Press(language, self._apart, self._resources, prepared)
                bundle = build_bundle(order.content, self._office.store, work, ctx, press)
                digest = _sha256(bundle.path)
                signed = _sign(bundle.path, signing, language) if signing else ""
                package = self._pack(order, bundle, target, ctx, language)
                prepared.tidy()
                placed = _place(bundle.path, package.folder.with_name(f"{package.folder.name}.pdf"))
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
        )

    def _recipe(self, uow: UnitOfWork, case_number: str) -> Recipe:
        """Give what was decided, with what is known of copies made here."""
        case = cases.find(uow, case_number)
        row = dossiers.recipe_row(uow, case)
        items = evidence.rows(uow, case.id)
        said = read_recipe(row.recipe, [item.number for item in items]) if row else Recipe()
        return completed(said, items)

    def _fix(self, case_number: str, look: Profile, language: Language, variant: str) -> _Order:
        """Gather what is shown, and fix the edition that shows it, or find the one that did."""
        with self._database.write() as uow:
            sources = self._sources(uow, case_number, variant)
            case = sources.case
            blank = Edition(0, uow.now, "", self._office.zone)
            shown = masked(content_of(sources, look, language, replace(blank, made_at=case.created_at), ()))
            fingerprint = _fingerprint(shown, variant)
            row = dossiers.same_edition(uow, case.id, fingerprint)
            if row is None:
                heads = [
                    head
                    for head in registers.heads(uow.connection, case.uid)
                    if head.register in SHOWN_REGISTERS
                ]
                values = {"profile": look.id, "language": language.tag, "variant": variant}
                row = dossiers.new_edition(uow, case.id, heads, {**values, "fingerprint": fingerprint})
                uow.record(AUDIT, case.uid, "edition_fixed", row.uid, edition=row.no, fingerprint=fingerprint)
            heads = [Head(*head) for head in row.heads]
            last = {head.register: head.seq for head in heads}
            chains_so_far = (
                line
                for line in registers.lines(uow.connection, case.uid)
                if line.seq <= last.get(line.register, 0)
            )
            told = told_lines(chains_so_far, sources, registers.announced_erasures(uow.connection))
            edition = Edition(row.no, row.at, fingerprint, self._office.zone, row.by)
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
            name=_name(content),
            case_number=number,
            edition=content.edition.number,
            made_at=content.edition.made_at,
            bundle=bundle.path,
            originals=originals,
            lines=order.told.lines,
            heads=order.heads,
            erased=order.told.erased,
            withheld=order.told.withheld,
            case=_plain(asdict(content)),
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
            row.exhibits = [_plain(asdict(bound)) for bound in bundle.exhibits]
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


def _sign(bundle: Path, signing: Signing, language: Language) -> str:
    """Sign the bundle; gives a sentence where the signature proves less than a person may think.

    It is done in this process: what is signed was made by us, and a time stamp wants the network.
    """
    proofs = LongTerm(tuple(certificates_in(str(signing.trust)))) if signing.trust else None
    made = sign(str(bundle), signing.key, signing.passphrase, signing.timestamp_url, proofs)
    return language.text(SELF_MADE) if made["self_made"] else ""


def _name(content: DossierContent) -> str:
    name = f"{content.case.number}-{content.profile.id}-{content.language}-{content.edition.number}"
    return name if content.variant == COURT else f"{name}-{content.variant}"


def _case_id(uow: UnitOfWork, order: _Order) -> int:
    return evidence.case_key(uow, order.content.case.number)[0]


def _fingerprint(content: DossierContent, variant: str) -> str:
    """Hash everything that is shown, and the version of the program that shows it."""
    shown = {"content": _plain(asdict(content)), "variant": variant, "program": xborder_desk.__version__}
    return sha256(chains.canonical(shown).encode()).hexdigest()


def _plain(value: Any) -> Any:  # noqa: ANN401 - JSON values in, JSON values out
    return json.loads(json.dumps(value, default=str, ensure_ascii=False))


def _work_folder(target: Path) -> Path:
    try:
        target.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=".xborder-", dir=target))
    except OSError as error:
        raise FileError(N_("Nothing can be written to the folder “{file}”."), file=str(target)) from error


def _place(bundle: Path, goal: Path) -> Path:
    """Put the bundle beside the package; it lies on the same disk, so it appears whole."""
    with bundle.open("rb") as handle:
        os.fsync(handle.fileno())
    bundle.replace(goal)
    return goal


def _sha256(file: Path) -> str:
    digest = sha256()
    with file.open("rb") as handle:
        while chunk := handle.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()
