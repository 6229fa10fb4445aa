"""What a PDF holds besides its pages: who made it, what it forbids, signatures, actions, files."""

from __future__ import annotations

import datetime as dt
import re
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.evidence import Message, Part
from xborder_desk.domain.file_names import file_name
from xborder_desk.evidence.pdf.objects import entries, entry, words
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Pdf

MOST_PAGES: Final = 3000
"""Pages that are searched for actions and attached files."""

MOST_FILES: Final = 500
DEEPEST: Final = 30
"""Layers of a name tree; a tree in a loop ends there."""

_DATE: Final = re.compile(
    r"(?:D:)?(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?\s*(?:(Z)|([+-])(\d{2})'?(\d{2})?'?)?"
)
_ACTIVE: Final = {
    "/JavaScript",
    "/Launch",
    "/ImportData",
    "/SubmitForm",
    "/GoToE",
    "/GoToR",
    "/Rendition",
    "/RichMediaExecute",
}
MOST_NODES: Final = 5000
_FIELDS: Final = (
    ("title", "/Title"),
    ("author", "/Author"),
    ("producer", "/Producer"),
    ("creator", "/Creator"),
)
_FORBIDDABLE: Final = (
    ("extract", "copying"),
    ("modify_other", "changing"),
    ("modify_annotation", "comments"),
    ("modify_form", "forms"),
    ("modify_assembly", "assembling"),
    ("print_lowres", "printing"),
    ("print_highres", "printing-fine"),
)


NO_DATE: Final = N_("The PDF gives “{given}” as its date, which is none.")


def metadata(document: Pdf, told: list[Message] | None = None) -> dict[str, Any]:
    """Give title, author, producer, creator and dates, those that are there; ``told`` hears of wrong ones."""
    facts: dict[str, Any] = {}
    info = entry(document.trailer, "/Info")
    for field, key in _FIELDS:
        value = words(entry(info, key))
        if value:
            facts[field] = value
    for field, key in (("created", "/CreationDate"), ("modified", "/ModDate")):
        written = words(entry(info, key))
        when = moment(written)
        if when:
            facts[field] = when
        elif written.strip() and told is not None:
            told.append(Message(NO_DATE, {"given": written.strip()[:80]}))
    if not {"title", "created"} <= facts.keys():
        facts = _xmp(document) | facts
    return facts


def _xmp(document: Pdf) -> dict[str, str]:
    """Give title and date out of the newer form of metadata."""
    try:
        with document.open_metadata(update_docinfo=False) as xmp:
            title = " ".join(str(xmp.get("dc:title") or "").split())[:500]
            created = str(xmp.get("xmp:CreateDate") or "").strip()
    except Exception:  # noqa: BLE001 - broken metadata do not make the pages unreadable
        return {}
    facts = {"title": title} if title else {}
    if created and _is_iso(created):
        facts["created"] = created.removesuffix("Z") + "+00:00" if created.endswith("Z") else created
    return facts


def restrictions(document: Pdf) -> list[str]:
    """Name what the author of an encrypted document forbids."""
    if not document.is_encrypted:
        return []
    allowed = document.allow
    return [what for permission, what in _FORBIDDABLE if not getattr(allowed, permission)]


def signatures(document: Pdf) -> int:
    """Count the signature fields that are signed."""
    waiting = entries(entry(entry(document.Root, "/AcroForm"), "/Fields"))
    seen = 0
    signed = 0
    while waiting and seen < 5000:  # noqa: PLR2004 - a form in a loop ends here
        field = waiting.pop()
        seen += 1
        signed += str(entry(field, "/FT")) == "/Sig" and entry(field, "/V") is not None
        waiting += entries(entry(field, "/Kids"))
    return signed


def active(document: Pdf) -> Iterator[str]:
    """Name each piece of active content, some of them more than once."""
    root = document.Root
    if entry(root, "/OpenAction") is not None:
        yield from _action(entry(root, "/OpenAction"))
    if entry(root, "/AA") is not None:
        yield "document-actions"
    if entry(entry(root, "/Names"), "/JavaScript") is not None:
        yield "javascript"
    if entry(entry(root, "/AcroForm"), "/XFA") is not None:
        yield "xfa"
    for page in islice(document.pages, MOST_PAGES):
        if entry(page.obj, "/AA") is not None:
            yield "page-actions"
        for annotation in entries(entry(page.obj, "/Annots"))[:500]:
            yield from _action(entry(annotation, "/A"))
            if entry(annotation, "/AA") is not None:
                yield "field-actions"
            if str(entry(annotation, "/Subtype")) in {"/RichMedia", "/Screen", "/Movie", "/3D"}:
                yield "media"


def _action(action: object) -> Iterator[str]:
    kind = str(entry(action, "/S"))
    if kind in _ACTIVE:
        yield kind.removeprefix("/").lower()


def embedded(document: Pdf, room: int) -> tuple[list[Part], list[str]]:
    """Take out the files inside; give them, and the names of those left for lack of ``room`` (bytes)."""
    parts: list[Part] = []
    left_out: list[str] = []
    for number, (raw, stream) in enumerate(islice(_files(document), MOST_FILES), 1):
        name = file_name(raw, f"embedded-{number}.bin")
        try:
            data = stream.read_bytes()
        except Exception:  # noqa: BLE001 - a broken stream; the document itself is kept
            left_out.append(name)
            continue
        if len(data) > room:
            left_out.append(name)
            continue
        room -= len(data)
        parts.append(Part(name, data))
    return parts, left_out


def _files(document: Pdf) -> Iterator[tuple[str, Any]]:
    yield from _tree(entry(entry(document.Root, "/Names"), "/EmbeddedFiles"), 0, [MOST_NODES])
    for page in islice(document.pages, MOST_PAGES):
        for annotation in entries(entry(page.obj, "/Annots"))[:500]:
            if str(entry(annotation, "/Subtype")) == "/FileAttachment":
                yield from _file(entry(annotation, "/FS"), "")


def _tree(node: object, depth: int, left: list[int]) -> Iterator[tuple[str, Any]]:
    """Give the files of a tree of names; ``left`` counts its nodes down, as a tree may hold itself."""
    left[0] -= 1
    names = entries(entry(node, "/Names"))
    for key, specification in zip(names[::2], names[1::2], strict=False):
        yield from _file(specification, words(key))
    if depth < DEEPEST:
        for child in entries(entry(node, "/Kids")):
            if left[0] > 0:
                yield from _tree(child, depth + 1, left)


def _file(specification: object, key: str) -> Iterator[tuple[str, Any]]:
    streams = entry(specification, "/EF")
    stream = entry(streams, "/UF") or entry(streams, "/F")
    if stream is not None:
        yield words(entry(specification, "/UF")) or words(entry(specification, "/F")) or key, stream


def moment(text: str) -> str | None:
    """Give a PDF date as ISO text, as exact as it stands there; nothing when it is none."""
    found = _DATE.match(text)
    if not found:
        return None
    year, month, day, hour, minute, second, zulu, sign, ahead, more = found.groups()
    if int(year) < dt.MINYEAR:
        return None
    if not month or not "01" <= month <= "12" or not "01" <= (day or "01") <= "31":
        return year
    zone = "+00:00" if zulu else f"{sign}{ahead}:{more or '00'}" if sign else ""
    exact = f"{year}-{month}-{day}T{hour}:{minute or '00'}:{second or '00'}"
    written = (f"{exact}{zone}", exact, f"{year}-{month}-{day}")
    return next((one for one in written if _is_iso(one)), f"{year}-{month}")


def _is_iso(text: str) -> bool:
    try:
        dt.datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
