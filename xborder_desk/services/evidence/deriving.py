"""Items made from items: redacted, some pages, upright, converted, translated; the original never changes."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Final

import xborder_desk
from xborder_desk.domain import words
from xborder_desk.domain.choices import CopyKind, CustodyAction, Transformation
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.evidence import storable
from xborder_desk.domain.registers import CUSTODY
from xborder_desk.domain.safe_names import safe_name
from xborder_desk.i18n import N_
from xborder_desk.identifiers import codes
from xborder_desk.pipelines import derivation
from xborder_desk.pipelines.derivation import Copyist, Original
from xborder_desk.storage.queries import evidence
from xborder_desk.storage.uow import iso_utc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from xborder_desk.domain.items import EvidenceRow, Translation
    from xborder_desk.domain.redaction import Box
    from xborder_desk.i18n.language import Language
    from xborder_desk.jobs.apart import Apart
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.pipelines.derivation import Made
    from xborder_desk.services.evidence.intake import Intake
    from xborder_desk.storage.office import Office
    from xborder_desk.storage.uow import UnitOfWork

TURNS: Final = (0, 90, 180, 270)


class Deriving:
    """What can be made of an item. ``load`` gives a language by its tag, for labels on pages made here."""

    def __init__(
        self,
        office: Office,
        apart: Apart,
        intake: Intake,
        load: Callable[[str], Language],
        resources: Path,
    ) -> None:
        self._office = office
        self._database = office.database
        self._apart = apart
        self._intake = intake
        self._load = load
        self._resources = resources

    def redact(
        self,
        number: str,
        boxes: Sequence[Box],
        ctx: JobContext,
        case_number: str = "",
        *,
        password: str = "",
        language: str = "en",
    ) -> EvidenceRow:
        """Make a copy in which the boxes are black for good; the custody of both says so.

        Raises:
            BadInputError: it has no pages, or there is no box.
            BuildError: it is locked or damaged, or a box is on no page.
            NotFoundError: there is no such item, or its bytes are gone.
            Cancelled: the person asked for it to stop; nothing was made.

        """
        if not boxes:
            raise BadInputError(N_("Nothing is marked to be made unreadable."), field="boxes")
        item = self._item(number, case_number)
        with self._at_work(item, language, password) as (original, work, by):
            made = derivation.redact(original, boxes, work, by, ctx)
            how = {"boxes": [box.plain() for box in boxes], "pages": made.pages}
            name = f"{item.number}-redacted{made.file.suffix}"
            return self._keep(item, made, name, (Transformation.REDACTED, CustodyAction.REDACT), how, ctx)

    def extract(
        self,
        number: str,
        first: int,
        last: int,
        ctx: JobContext,
        case_number: str = "",
        *,
        password: str = "",
        language: str = "en",
    ) -> EvidenceRow:
        """Make a copy of the pages ``first`` to ``last``, from 1; with its password, of a locked item.

        Raises:
            BadInputError: it has no pages, or this is no range.
            BuildError: it is locked or damaged, or has no such pages.
            NotFoundError: there is no such item, or its bytes are gone.
            Cancelled: the person asked for it to stop; nothing was made.

        """
        if not 1 <= first <= last:
            raise BadInputError(
                N_("{first}-{last} is no range of pages. Give it like 2-5."),
                field="pages",
                first=first,
                last=last,
            )
        item = self._item(number, case_number)
        with self._at_work(item, language, password) as (original, work, by):
            made = derivation.extract(original, (first, last), work, by, ctx)
            name = _named(item.filename, f"p{first}-{last}", made.file.suffix)
            how = {"first": first, "last": last, "pages": made.pages}
            return self._keep(item, made, name, (Transformation.PAGES, CustodyAction.EXTRACT), how, ctx)

    def turn(self, number: str, degrees: int, ctx: JobContext, case_number: str = "") -> EvidenceRow:
        """Make an upright copy of a picture, or turn a PDF, clockwise by 90, 180 or 270 ``degrees`` more.

        Raises:
            BadInputError: it is neither, or these are no such degrees.
            BuildError: it is locked or damaged.
            NotFoundError: there is no such item, or its bytes are gone.
            Cancelled: the person asked for it to stop; nothing was made.

        """
        if degrees not in TURNS:
            raise BadInputError(
                N_("A picture can be turned by 90, 180 or 270 degrees, not by {given}."),
                field="turn",
                given=degrees,
            )
        item = self._item(number, case_number)
        with self._at_work(item, "en") as (original, work, by):
            made = derivation.turn(original, degrees, work, by, ctx)
            name = _named(item.filename, "upright", made.file.suffix)
            how = {"turned": degrees, "pages": made.pages}
            return self._keep(item, made, name, (Transformation.TURNED, CustodyAction.CONVERT), how, ctx)

    def convert(
        self, number: str, kind: str, ctx: JobContext, case_number: str = "", *, language: str = "en"
    ) -> EvidenceRow:
        """Make a copy in another format, ``pdf``, ``png``, ``jpg``, ``tiff`` or ``webp``.

        Raises:
            BadInputError: it cannot be converted to that.
            BuildError: it is locked or damaged, or a program failed on it.
            NotFoundError: there is no such item, or its bytes are gone.
            Cancelled: the person asked for it to stop; nothing was made.

        """
        wanted = (
            kind.strip()
            .lower()
            .lstrip(".")
            .replace("jpeg", "jpg")
            .replace("tif", "tiff")
            .replace("tifff", "tiff")
        )
        item = self._item(number, case_number)
        with self._at_work(item, language) as (original, work, by):
            made = derivation.convert(original, wanted, work, by, ctx)
            name = _named(item.filename, "", f".{wanted}")
            how = {"from": item.media_type, "to": wanted, "pages": made.pages}
            return self._keep(item, made, name, (Transformation.CONVERTED, CustodyAction.CONVERT), how, ctx)

    def translate(
        self, number: str, file: Path, said: Translation, ctx: JobContext, case_number: str = ""
    ) -> EvidenceRow:
        """Take a translation in, tied to its original page by page; the custody of both says so.

        Raises:
            BadInputError: a value cannot be taken.
            FileError: the file cannot be read.
            NotFoundError: there is no such item.
            Cancelled: the person asked for it to stop; the translation may be there, unread.

        """
        item = self._item(number, case_number)
        tag = codes.language_tag(said.language, field="language")
        if not tag:
            raise BadInputError(N_("Say which language it was translated into."), field="language")
        on = words.day(said.on, field="on") if said.on.strip() else None
        how = {
            "language": tag,
            "translator": words.name(said.translator, field="translator"),
            "on": on.isoformat() if on else "",
            "certified": said.certified,
            "pairs": pairs_of(said.pages),
        }
        made = derivation.Made(file, 0)
        kinds = (Transformation.TRANSLATED, CustodyAction.TRANSLATE)
        return self._keep(item, made, file.name, kinds, how, ctx, origin=str(file.absolute()))

    def _item(self, number: str, case_number: str) -> EvidenceRow:
        with self._database.read() as uow:
            return evidence.row(uow, evidence.find(uow, number, case_number).id)

    @contextmanager
    def _at_work(
        self, item: EvidenceRow, language: str, password: str = ""
    ) -> Iterator[tuple[Original, Path, Copyist]]:
        with self._database.read() as uow:
            texts = evidence.page_texts(uow, item.id)
            now = iso_utc(uow.now)
        original = Original(
            path=self._office.store.path(item.sha256),
            filename=item.filename,
            media_type=item.media_type,
            kind=item.kind,
            title=item.title,
            facts=item.facts,
            texts=texts,
            password=password,
        )
        by = Copyist(self._apart, self._resources, self._load(language), now, self._database.actor)
        with tempfile.TemporaryDirectory(prefix="xborder-copy-", ignore_cleanup_errors=True) as work:
            yield original, Path(work), by

    def _keep(
        self,
        item: EvidenceRow,
        made: Made,
        name: str,
        kinds: tuple[Transformation, CustodyAction],
        how: dict[str, Any],
        ctx: JobContext,
        *,
        origin: str = "",
    ) -> EvidenceRow:
        """Keep the copy as an item of its own, with the custody of both, then read it."""
        ctx.check()
        transformation, action = kinds
        tools = [f"xborder-desk {xborder_desk.__version__}", *made.tools]
        derivation_of = {"how": transformation.value, "sha256": item.sha256, "tools": tools, **how}
        language = str(how.get("language", item.language))
        values = {
            "derivation": derivation_of,
            "copy_kind": (CopyKind.TRANSLATION if "translator" in how else CopyKind.COPY).value,
            "source": item.source,
            "language": language,
            "on_date": item.on,
        }
        if origin:
            values["origin_path"] = storable(origin)
        note = partial(_note, item, action, how)
        key = self._intake.keep_derived(item.id, made.file, name, transformation.value, values, note)
        self._intake.read(key, ctx)
        with self._database.write() as uow:
            evidence.fill_blank(uow, key, {"language": language, "on_date": item.on})
            uow.commit()
            return evidence.row(uow, key)


def _note(item: EvidenceRow, action: CustodyAction, how: dict[str, Any], uow: UnitOfWork, key: int) -> None:
    """Write one custody line for the original and one for the copy, each with both hashes."""
    copy = evidence.row(uow, key)
    scope = evidence.case_number(uow, evidence.place(uow, key).case_id)[1]
    said = _said(how) | {"hash_before": item.sha256, "hash_after": copy.sha256}
    for one, other, side in ((item, copy, "made"), (copy, item, "made_from")):
        about = {"evidence": one.number, "sha256": one.sha256, side: other.number}
        uow.record(CUSTODY, scope, action.value, one.uid, **about, **said)


def _said(how: dict[str, Any]) -> dict[str, Any]:
    """Give what the register shall know: of boxes their pages and reasons, not where exactly they lie."""
    boxes = how.get("boxes")
    told = {name: value for name, value in how.items() if name != "boxes"}
    if isinstance(boxes, list):
        told["boxes"] = [{"page": box["page"], "reason": box["reason"]} for box in boxes]
    return told


def _named(filename: str, mark: str, suffix: str) -> str:
    stem = PurePath(filename).stem[:150] or "file"
    return safe_name(f"{stem}-{mark}{suffix}" if mark else f"{stem}{suffix}")


def pairs_of(text: str) -> list[list[int]]:
    """Read ``1=1,2=2-3`` as [[page of the translation, first, last page of the original], …].

    Raises:
        BadInputError: it is not written like that.

    """
    pairs = []
    for part in filter(None, (one.strip() for one in text.split(","))):
        ours, _, theirs = part.partition("=")
        first, _, last = theirs.partition("-")
        numbers = [ours.strip(), first.strip(), (last or first).strip()]
        if not all(one.isdecimal() and one.isascii() and 0 < int(one) < 10**6 for one in numbers):
            raise BadInputError(
                N_("“{given}” pairs no pages. Write: page of the translation = its pages, 1=1,2=2-3."),
                field="pages",
                given=part[:80],
            )
        pair = [int(one) for one in numbers]
        if pair[1] > pair[2]:
            raise BadInputError(N_("“{given}” ends before it begins."), field="pages", given=part)
        pairs.append(pair)
    return pairs
