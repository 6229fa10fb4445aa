"""Messages as Outlook keeps them, property by property, made into mails."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, TypeAlias

from xborder_desk.domain.file_names import file_name
from xborder_desk.mail import charsets, headers
from xborder_desk.mail.composed import as_eml
from xborder_desk.mail.reading import Attachment, Mail, read_mail, unlike
from xborder_desk.mail.rtf import read_rtf
from xborder_desk.mail.rtf_packed import unpacked
from xborder_desk.mail.structure import parse
from xborder_desk.mail.web_text import read_html

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Value: TypeAlias = "str | bytes | int | bool | datetime | list[str]"

SUBJECT: Final = 0x0037
CLASS: Final = 0x001A
BODY: Final = 0x1000
RTF: Final = 0x1009
HTML: Final = 0x1013
ATTACH_DATA: Final = 0x3701
ATTACH_NAME: Final = 0x3704
ATTACH_LONG_NAME: Final = 0x3707
ATTACH_TYPE: Final = 0x370E
RECIPIENT_KIND: Final = 0x0C15
NAME: Final = 0x3001
ADDRESS: Final = 0x3003

_SENT: Final = (0x0039, 0x0E06, 0x3007)
_SENDER: Final = ((0x0C1A, 0x0C1F, 0x5D01), (0x0042, 0x0065, 0x5D02))  # name, address, SMTP address
_CODE_PAGE: Final = 0x3FDE
_MESSAGE_CODE_PAGE: Final = 0x3FFD
_TRANSPORT: Final = 0x007D
_MESSAGE_ID: Final = 0x1035
_REFERENCES: Final = 0x1039
_IN_REPLY_TO: Final = 0x1042
_REPLY_NAMES: Final = 0x0050
_SMTP: Final = 0x39FE
_EPOCH: Final = datetime(1601, 1, 1, tzinfo=UTC)
_SETS: Final = {
    65001: "utf-8",
    20127: "us-ascii",
    28591: "iso-8859-1",
    1200: "utf-16-le",
    50220: "iso-2022-jp",
}
_TO, _CC, _BCC = 1, 2, 3
_STRING, _UNICODE, _TIME, _TRUTH = 0x001E, 0x001F, 0x0040, 0x000B
_BYTES: Final = {0x0102, 0x000D}
_NUMBERS: Final = {0x0002: 2, 0x0003: 4, _TRUTH: 2, 0x0014: 8}


@dataclass(frozen=True, slots=True)
class Attached:
    """Something attached: its properties, its bytes, or the message it is."""

    properties: Mapping[int, Value]
    data: bytes = field(default=b"", repr=False)
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A message: its properties by id, its recipients' properties, and what is attached."""

    properties: Mapping[int, Value]
    recipients: Sequence[Mapping[int, Value]] = ()
    attached: Sequence[Attached] = ()


def value_of(kind: int, data: bytes, charset: str) -> Value | None:
    """Give a property's value: text, bytes, number, truth or UTC time; nothing for a kind of no use here."""
    if kind == _UNICODE:
        return data.decode("utf-16-le", "replace").split("\0", 1)[0]
    if kind == _STRING:
        return charsets.decode(data.split(b"\0", 1)[0], charset)[0]
    if kind == _TIME:
        return _moment(data)
    if kind in _NUMBERS:
        number = int.from_bytes(data[: _NUMBERS[kind]], "little", signed=True)
        return bool(number) if kind == _TRUTH else number
    return data if kind in _BYTES else None


def charset_of(properties: Mapping[int, Value]) -> str:
    """Name the character set in which the message's 8-bit texts are written."""
    for which in (_MESSAGE_CODE_PAGE, _CODE_PAGE):
        number = properties.get(which)
        if isinstance(number, int) and number:
            name = _SETS.get(number, f"cp{number}")
            if charsets.find(name):
                return name
    return ""


def mail_of(message: Message) -> Mail:
    """Make a mail of a message, its attachments in their order; never fails."""
    properties = message.properties
    top = parse(_text(properties, _TRANSPORT).encode("utf-8", "replace"))
    kind = _text(properties, CLASS).lower()
    text, hidden, language, readable = _body(properties)
    attachments = _attachments(message.attached)
    if "smime" in kind and len(attachments) == 1 and "multipartsigned" in kind:
        signed = read_mail(attachments[0].data)
        text, hidden, attachments = text or signed.text, hidden or signed.hidden, signed.attachments
    known = _known(message)
    to, cc, bcc = (_recipients(message, wanted) for wanted in (_TO, _CC, _BCC))
    sender, representing = (_sender(properties, which, known) for which in _SENDER)
    author = representing or sender
    written = headers.addresses(top.field("from") or b"")
    if len(written) == 1 and author is not None and "@" not in author.address:
        author = written[0]
    return Mail(
        subject=_text(properties, SUBJECT).strip() or headers.text_of(top.field("subject") or b""),
        sender=sender if sender and author and not _same(sender, author) else None,
        from_=(author,) if author else written,
        to=to or headers.addresses(top.field("to") or b""),
        cc=cc or headers.addresses(top.field("cc") or b""),
        bcc=bcc,
        reply_to=headers.addresses(top.field("reply-to") or _text(properties, _REPLY_NAMES).encode()),
        date=_date(properties, headers.date_of(top.field("date") or b"")),
        language=language,
        message_id=_id(_text(properties, _MESSAGE_ID)) or _id(headers.unfold(top.field("message-id") or b"")),
        in_reply_to=_ids(_text(properties, _IN_REPLY_TO)),
        references=_ids(_text(properties, _REFERENCES)),
        text=text,
        hidden=hidden,
        readable=readable,
        encrypted="smime" in kind and "signed" not in kind,
        attachments=attachments,
        top=top,
    )


def _moment(data: bytes) -> datetime | None:
    if len(data) < 8:  # noqa: PLR2004 - a time has eight bytes
        return None
    ticks = struct.unpack_from("<Q", data)[0]
    try:
        return _EPOCH + timedelta(microseconds=ticks // 10) if ticks else None
    except OverflowError:
        return None


def _text(properties: Mapping[int, Value], which: int) -> str:
    value = properties.get(which)
    if isinstance(value, bytes):
        return charsets.decode(value, charset_of(properties))[0]
    return value if isinstance(value, str) else ""


def _body(properties: Mapping[int, Value]) -> tuple[str, str, str | None, bool]:
    """Give the text, what is hidden, the language, and whether every letter could be read."""
    html, readable = _html(properties)
    page = read_html(html) if html else None
    text = _text(properties, BODY).replace("\r\n", "\n").strip("\0")
    if not text.strip():
        if page is None:
            text, hidden = _rich(properties)
            return text, hidden, None, readable
        text = page.text
    return text, page.hidden if page else "", page.language if page else None, readable


def _html(properties: Mapping[int, Value]) -> tuple[str, bool]:
    value = properties.get(HTML)
    if isinstance(value, str) and value.strip():
        return value, True
    if isinstance(value, bytes) and value.strip(b"\0 \r\n"):
        number = properties.get(_CODE_PAGE)
        name = _SETS.get(number, f"cp{number}") if isinstance(number, int) else ""
        return charsets.decode(value, name)
    packed = properties.get(RTF)
    if isinstance(packed, bytes):
        rich = read_rtf(unpacked(packed))
        if rich.html:
            return rich.text, True
    return "", True


def _rich(properties: Mapping[int, Value]) -> tuple[str, str]:
    """Give what the RTF shows and what it hides."""
    packed = properties.get(RTF)
    rich = read_rtf(unpacked(packed) if isinstance(packed, bytes) else b"")
    return rich.text, rich.hidden


def _date(properties: Mapping[int, Value], written: str | None) -> str | None:
    """Give the time it was sent: with the sender's zone where the message kept it, else in UTC."""
    known = next((value for which in _SENT if isinstance(value := properties.get(which), datetime)), None)
    if known is None:
        return written
    exact = known.replace(microsecond=0)
    if written is not None:
        told = datetime.fromisoformat(written)
        # The header names the zone; a header of another message would name another moment.
        if told.tzinfo is not None and abs(told - known) < timedelta(minutes=5):
            return written
    return exact.isoformat()


def _sender(
    properties: Mapping[int, Value], which: tuple[int, int, int], known: Mapping[str, str]
) -> headers.Address | None:
    name, address, smtp = (_text(properties, one).strip() for one in which)
    return _person(name, address, smtp or known.get(address.casefold(), ""))


def _known(message: Message) -> dict[str, str]:
    """Give the SMTP form of each directory address that some recipient has both of."""
    pairs = [(_text(who, ADDRESS).strip(), _text(who, _SMTP).strip()) for who in message.recipients]
    return {address.casefold(): smtp for address, smtp in pairs if address and "@" in smtp}


def _same(one: headers.Address, other: headers.Address) -> bool:
    if one.address.casefold() == other.address.casefold():
        return True
    return one.name == other.name and "@" not in one.address


def _recipients(message: Message, wanted: int) -> tuple[headers.Address, ...]:
    found = []
    for who in message.recipients:
        kind = who.get(RECIPIENT_KIND, _TO)
        if not isinstance(kind, int) or (kind & 0xF) != wanted:
            continue
        person = _person(*(_text(who, which).strip() for which in (NAME, ADDRESS, _SMTP)))
        if person is not None:
            found.append(person)
    return tuple(found)


def _person(name: str, address: str, smtp: str) -> headers.Address | None:
    """Name somebody; an address inside a company's own directory gives way to the one the world knows."""
    shown = smtp if "@" in smtp else address
    if "@" not in shown and "@" in name:
        shown = name.strip("'\" ")
    name = name.strip("'\" ")
    if name.casefold() == shown.casefold():
        name = ""
    return headers.Address(name, shown) if name or shown else None


def _attachments(attached: Sequence[Attached]) -> tuple[Attachment, ...]:
    taken: set[str] = set()
    found = []
    for number, one in enumerate(attached, 1):
        raw = next(
            (
                name
                for which in (ATTACH_LONG_NAME, ATTACH_NAME, NAME)
                if (name := _text(one.properties, which).strip("\0 "))
            ),
            "",
        )
        media_type = _text(one.properties, ATTACH_TYPE).lower() or "application/octet-stream"
        data, otherwise = one.data, f"part-{number}.bin"
        if one.message is not None:
            inner = mail_of(one.message)
            data, media_type = as_eml(inner), "message/rfc822"
            raw = raw or inner.subject
            otherwise = f"message-{number}.eml"
        name = file_name(raw, otherwise)
        if one.message is not None and not name.lower().endswith(".eml"):
            name += ".eml"
        found.append(
            Attachment(unlike(name, taken), raw, media_type, bool(_text(one.properties, 0x3712)), data)
        )
    return tuple(found)


def _id(text: str) -> str:
    return next(iter(_ids(text)), "")


def _ids(text: str) -> tuple[str, ...]:
    between = [word.partition(">")[0].strip() for word in text.split("<")[1:]]
    return tuple(word for word in between or text.split() if word)
