"""PDF documents: what they say page by page, what they forbid, what is broken, what is hidden inside."""

from __future__ import annotations

import re
import warnings
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.evidence import EvidenceKind, Message, Reading
from xborder_desk.evidence.pdf import insides
from xborder_desk.evidence.pdf.objects import entry, words
from xborder_desk.evidence.pdf.sheets import Sheets
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from pikepdf import Pdf


LOCKED: Final = N_("The PDF is locked with a password. Give the password to read it; it is not kept.")

_NO_TITLE: Final = re.compile(
    r"(?i)\W*(?:untitled(?: document)?|unnamed(?: document)?|no title|unbenannt|ohne titel|"
    r"sans (?:titre|nom)|"
    r"senza titolo|sin título|sem título|bez (?:tytułu|nazwy)|naamloos|zonder titel|fără titlu|"
    r"无标题|未命名|無標題|無題|بدون عنوان)\W*\d*\W*"
)
"""What programs write where nobody gave a title: the name of the file says more."""


def sniff(head: bytes, name: str) -> float:
    """Look for the mark, which may stand behind some rubbish."""
    if head.startswith(b"%PDF-"):
        return 1.0
    if b"%PDF-" in head[:1024]:
        return 0.85
    return 0.1 if name.lower().endswith(".pdf") and head else 0.0


def read(path: str, name: str, room: int, password: str = "") -> dict[str, Any]:
    """Read the document, with the ``password`` where it asks for one; it is kept nowhere.

    ``facts``: ``pages``, ``encrypted``, ``restrictions`` (what its author forbids), ``title``,
    ``author``, ``producer``, ``creator``, ``created`` and ``modified`` (ISO),
    ``signatures`` (how many), ``active`` (kinds of active content), ``embedded`` (names of files inside),
    ``unreadable_pages``, ``locked`` (its password is wanted).
    """
    import pikepdf  # noqa: PLC0415 - in the child process only

    warnings.filterwarnings("ignore", module="pikepdf")  # that a password was not needed
    try:
        with pikepdf.open(Path(path), password=password) as document:
            return _reading(document, Path(path), name, room, password).to_plain()
    except pikepdf.PasswordError:
        text = N_("This password does not open the PDF.") if password else LOCKED
        return _unread(name, text, encrypted=True).to_plain()
    except (pikepdf.PdfError, ValueError, RuntimeError, OSError, RecursionError):
        text = N_("The PDF is damaged and cannot be opened. Ask whoever sent it to send it again.")
        return _unread(name, text, encrypted=False).to_plain()


def sample() -> bytes:
    """Make a page that says one word."""
    stream = b"BT /F1 24 Tf 20 60 Td (Sample) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Lang(en)>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%b endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        data
        + b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (
            size,
            table,
            size,
            len(data),
        )
    )


def _unread(name: str, text: str, *, encrypted: bool) -> Reading:
    return Reading(
        "pdf",
        "application/pdf",
        title=name,
        facts={"pages": None, "encrypted": encrypted, "locked": encrypted},
        warnings=(Message(text),),
        encrypted=encrypted,
    )


def _reading(document: Pdf, path: Path, name: str, room: int, password: str) -> Reading:
    # Asked once: the library forgets its warnings when they have been told.
    damaged = bool(document.get_warnings())
    pages = len(document.pages)
    damaged = damaged or bool(document.get_warnings())
    facts: dict[str, Any] = {"pages": pages, "encrypted": document.is_encrypted}
    told: list[Message] = []
    facts |= insides.metadata(document, told)
    facts["restrictions"] = insides.restrictions(document)
    if facts["restrictions"]:
        told.append(Message(N_("The author of this PDF has restricted what may be done with it.")))
    facts["signatures"] = insides.signatures(document)
    facts["active"] = sorted(set(islice(insides.active(document), 200)))
    if facts["active"]:
        told.append(Message(N_("The PDF holds active content (scripts or actions). It is never run here.")))
    parts, left_out = insides.embedded(document, room)
    facts["embedded"] = [part.name for part in parts] + left_out
    told += [
        Message(
            N_("The file {name} inside the PDF is too large to be taken out."), {"name": left}, missing=True
        )
        for left in left_out
    ]
    sheets = Sheets(document, path, password, damaged=damaged)
    texts = sheets.texts(told)
    broken = sheets.unreadable(pages) if damaged else 0
    if broken:
        facts["unreadable_pages"] = broken
        fields = {"broken": broken, "pages": pages}
        told.insert(
            0,
            Message(
                N_("The PDF is damaged: {broken} of {pages} pages cannot be read."), fields, missing=True
            ),
        )
    elif damaged:
        told.append(Message(N_("The PDF breaks the rules of its format, but all of its pages can be read.")))
    if not pages:
        told.append(Message(N_("The PDF has no pages.")))
    elif texts and not any(text.strip() for text in texts) and not broken:
        told.append(Message(N_("The pages hold no text that can be searched; they may be scans.")))
    thumbnail = sheets.thumbnail()
    sheets.close()
    return Reading(
        "pdf",
        "application/pdf",
        title=_title(facts, name),
        date=facts.get("created"),
        language=_language(document),
        pages=pages,
        page_texts=tuple(texts),
        facts=facts,
        parts=tuple(parts),
        warnings=tuple(told),
        encrypted=document.is_encrypted,
        viewable=pages > broken,
        thumbnail=thumbnail,
    )


def _title(facts: dict[str, Any], name: str) -> str:
    title = str(facts.get("title") or "")
    return name if not title or _NO_TITLE.fullmatch(title) else title


def _language(document: Pdf) -> str | None:
    tag = words(entry(document.Root, "/Lang"))
    return tag if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", tag) else None


KIND = EvidenceKind(
    id="pdf",
    media_types=("application/pdf",),
    suffixes=(".pdf",),
    sniff=sniff,
    read="xborder_desk.evidence.pdf:read",
    sample=sample,
    priority=5,
    takes_password=True,
)
