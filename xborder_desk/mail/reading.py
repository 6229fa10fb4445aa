"""One mail read: who wrote to whom, when, what it says, and what is attached."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from xborder_desk.domain.file_names import file_name
from xborder_desk.mail import headers
from xborder_desk.mail.structure import Piece, parse
from xborder_desk.mail.web_text import read_html

_SHOWN: Final = ("image/", "audio/", "video/")
_SUFFIXES: Final = {
    "message/rfc822": ".eml",
    "message/global": ".eml",
    "text/plain": ".txt",
    "text/html": ".html",
    "text/csv": ".csv",
    "text/calendar": ".ics",
    "text/rfc822-headers": ".txt",
    "message/delivery-status": ".txt",
    "message/feedback-report": ".txt",
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "application/pkcs7-signature": ".p7s",
    "application/x-pkcs7-signature": ".p7s",
    "application/pkcs7-mime": ".p7m",
    "application/pgp-signature": ".asc",
    "application/ms-tnef": ".dat",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/tiff": ".tiff",
    "image/bmp": ".bmp",
    "image/heic": ".heic",
}


@dataclass(frozen=True, slots=True)
class Attachment:
    """Something attached: ``raw_name`` as the sender wrote it (may be empty), ``name`` fit for a file."""

    name: str
    raw_name: str
    media_type: str
    inline: bool
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Mail:
    """What a mail says: ``date`` in ISO 8601, ``text`` as people read it, ``hidden`` what the HTML hides."""

    subject: str
    sender: headers.Address | None
    from_: tuple[headers.Address, ...]
    to: tuple[headers.Address, ...]
    cc: tuple[headers.Address, ...]
    bcc: tuple[headers.Address, ...]
    reply_to: tuple[headers.Address, ...]
    date: str | None
    language: str | None
    message_id: str
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    text: str
    hidden: str
    readable: bool
    encrypted: bool
    attachments: tuple[Attachment, ...]
    top: Piece
    cut: bool = False
    """Whether the text was too long to be read to its end."""


def read_mail(data: bytes) -> Mail:
    """Read a mail as it was received. Never fails: what is broken is left out or given as it stands."""
    top = parse(data)
    body = _Body()
    _sort([top], "mixed", body.text, body.html, body.attached)
    texts, readable, cut = [], True, False
    hidden: list[str] = []
    language: str | None = None
    for piece in body.text:
        if piece.media_type.startswith(_SHOWN):
            continue
        text, sure = piece.text()
        readable = readable and sure
        if piece.media_type == "text/html":
            page = read_html(text)
            text, language, cut = page.text, language or page.language, cut or page.cut
            hidden.append(page.hidden)
        texts.append(text)
    hidden += [
        read_html(piece.text()[0]).hidden for piece in body.html if piece not in body.text and _is_html(piece)
    ]
    return Mail(
        subject=headers.text_of(top.field("subject") or b""),
        sender=next(iter(_people(top, "sender")), None),
        from_=_people(top, "from"),
        to=_people(top, "to"),
        cc=_people(top, "cc"),
        bcc=_people(top, "bcc"),
        reply_to=_people(top, "reply-to"),
        date=headers.date_of(top.field("date") or b""),
        language=_language(top) or language,
        message_id=_ids(top, "message-id")[0] if _ids(top, "message-id") else "",
        in_reply_to=_ids(top, "in-reply-to"),
        references=_ids(top, "references"),
        text="\n".join(texts),
        hidden="\n".join(filter(None, hidden)),
        readable=readable,
        encrypted=_encrypted(top),
        attachments=_attachments(top, body),
        top=top,
        cut=cut,
    )


class _Body:
    def __init__(self) -> None:
        self.text: list[Piece] = []
        self.html: list[Piece] = []
        self.attached: list[Piece] = []


def _sort(
    pieces: list[Piece] | tuple[Piece, ...],
    kind: str,
    text: list[Piece] | None,
    html: list[Piece] | None,
    attached: list[Piece],
    *,
    in_alternative: bool = False,
) -> None:
    """Sort the parts into what is read as text, as HTML, and what is attached (RFC 8621, 4.1.4)."""
    before = (len(text or ()), len(html or ()))
    for position, piece in enumerate(pieces):
        if piece.pieces:
            inner = piece.media_type.partition("/")[2]
            alternative = in_alternative or inner == "alternative"
            _sort(piece.pieces, inner, text, html, attached, in_alternative=alternative)
        elif not _is_body(piece, position, kind):
            attached.append(piece)
        elif kind == "alternative":
            _put(piece, {"text/plain": text, "text/html": html}.get(piece.media_type, attached))
        else:
            if in_alternative:
                html = None if piece.media_type == "text/plain" else html
                text = None if piece.media_type == "text/html" else text
            _put(piece, text)
            _put(piece, html)
            if (text is None or html is None) and piece.media_type.startswith(_SHOWN):
                attached.append(piece)
    if kind == "alternative" and text is not None and html is not None:
        _fill(text, before[0], html, before[1])


def _put(piece: Piece, target: list[Piece] | None) -> None:
    if target is not None:
        target.append(piece)


def _fill(text: list[Piece], text_before: int, html: list[Piece], html_before: int) -> None:
    more_text, more_html = text[text_before:], html[html_before:]
    if not more_text:
        text.extend(more_html)
    elif not more_html:
        html.extend(more_text)


def _is_body(piece: Piece, position: int, kind: str) -> bool:
    shown = piece.media_type.startswith(_SHOWN)
    if piece.disposition == "attachment" or not (shown or piece.media_type in {"text/plain", "text/html"}):
        return False
    return position == 0 or (kind != "related" and (shown or not piece.name))


def _is_html(piece: Piece) -> bool:
    return piece.media_type == "text/html"


def _attachments(top: Piece, body: _Body) -> tuple[Attachment, ...]:
    shown = [piece for piece in [*body.text, *body.html] if piece.media_type.startswith(_SHOWN)]
    wanted = [piece for piece in top.leaves() if piece in body.attached or piece in shown]
    taken: set[str] = set()
    return tuple(_attachment(piece, number, taken) for number, piece in enumerate(wanted, 1))


def _attachment(piece: Piece, number: int, taken: set[str]) -> Attachment:
    data = piece.content
    raw = piece.name
    suffix = _SUFFIXES.get(piece.media_type, ".bin")
    if not raw and piece.media_type in {"message/rfc822", "message/global"}:
        subject = headers.text_of(parse(data).field("subject") or b"")
        name = file_name(
            f"{subject.replace('/', '-')}{suffix}" if subject else "", f"message-{number}{suffix}"
        )
    else:
        name = file_name(raw, f"part-{number}{suffix}")
    name = unlike(name, taken)
    return Attachment(name, raw, piece.media_type, piece.disposition != "attachment", data)


def unlike(name: str, taken: set[str]) -> str:
    """Give a name that is not among those taken (whatever their case), and take it."""
    stem, dot, suffix = name.rpartition(".")
    stem, suffix = (stem, dot + suffix) if stem else (name, "")
    number = 1
    fresh = name
    while fresh.casefold() in taken:
        number += 1
        fresh = f"{stem} ({number}){suffix}"
    taken.add(fresh.casefold())
    return fresh


def _people(piece: Piece, name: str) -> tuple[headers.Address, ...]:
    return tuple(address for value in piece.fields_named(name) for address in headers.addresses(value))


def _ids(piece: Piece, name: str) -> tuple[str, ...]:
    line = headers.unfold(piece.field(name) or b"")
    between = [word.partition(">")[0].strip() for word in line.split("<")[1:]]
    return tuple(word for word in between or line.split() if word)


def _language(piece: Piece) -> str | None:
    given = headers.unfold(piece.field("content-language") or b"").split(",")[0].strip()
    return given[:35] or None


def _encrypted(top: Piece) -> bool:
    return _is_encrypted(top) or any(_is_encrypted(piece) for piece in top.leaves())


def _is_encrypted(piece: Piece) -> bool:
    if piece.media_type in {"application/pkcs7-mime", "application/x-pkcs7-mime"}:
        return piece.parameters.get("smime-type", "enveloped-data") == "enveloped-data"
    return piece.media_type == "application/pgp-encrypted"
