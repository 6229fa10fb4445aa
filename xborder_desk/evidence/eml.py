"""E-mails as they are saved to a file: who wrote to whom, when, what, and everything attached."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from xborder_desk.domain.evidence import EvidenceKind, Message, Part, Reading
from xborder_desk.i18n import N_
from xborder_desk.mail.reading import Mail, read_mail

MOST_TEXT: Final = 4 << 20
"""Characters of a mail's text that are given."""

MOST_PARTS: Final = 1000

_FIELD: Final = re.compile(rb"[!-9;-~]{2,76}[ \t]*:(?!//)")
_KNOWN: Final = re.compile(
    rb"^(?:from|to|cc|subject|date|sender|reply-to|message-id|mime-version|received|return-path|delivered-to"
    rb"|content-type|content-transfer-encoding|x-mailer|in-reply-to|references|dkim-signature|envelope-to"
    rb"|x-original-to|thread-topic|x-received|arc-seal)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)


def sniff(head: bytes, name: str) -> float:
    """Judge whether it begins with the header of a mail."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    start = re.sub(rb"\A>?From [^\r\n]*(?:\r\n|\r|\n)", b"", start)
    known = len(
        {field.lower() for field in _KNOWN.findall(start.replace(b"\r", b"\n").partition(b"\n\n\n\n")[0])}
    )
    if _FIELD.match(start) is None:
        known = 0
    if name.lower().endswith((".eml", ".emlx", ".mht", ".mhtml")):
        return 0.9 if known else 0.5 if b"\0" not in head else 0.0
    # One such word may begin any text; three are a mail.
    return (0.0, 0.0, 0.5, 0.8)[min(known, 3)]


def read(path: str, name: str, room: int) -> dict[str, Any]:
    """Read the mail.

    ``facts``: ``subject``, ``from``, ``to``, ``cc``, ``date`` (ISO 8601 with offset), ``text``,
    ``attachments`` (names as the sender wrote them, empty where he wrote none); besides ``bcc``,
    ``reply_to``, ``sender``, ``message_id``, ``in_reply_to``, ``references``, ``hidden_text`` and
    ``attached`` (name, type and size of each).
    """
    mail = read_mail(Path(path).read_bytes())
    warnings = _warnings(mail)
    parts: list[Part] = []
    for attachment in mail.attachments:
        if len(attachment.data) > room or len(parts) >= MOST_PARTS:
            warnings.append(
                Message(
                    N_("The attachment {name} is too large to be taken out of the mail."),
                    {"name": attachment.name},
                )
            )
            continue
        room -= len(attachment.data)
        parts.append(Part(attachment.name, attachment.data))
    return Reading(
        "eml",
        "message/rfc822",
        title=mail.subject or name,
        date=mail.date,
        language=mail.language,
        page_texts=(mail.text[:MOST_TEXT],),
        facts=_facts(mail),
        parts=tuple(parts),
        warnings=tuple(warnings),
        encrypted=mail.encrypted,
        viewable=True,
    ).to_plain()


def sample() -> bytes:
    """Make a short mail with one attachment."""
    return (
        b"From: =?utf-8?q?J=C3=BCrgen?= <juergen@example.org>\r\nTo: shop@example.com\r\n"
        b"Subject: Where is my parcel?\r\nDate: Mon, 02 Mar 2026 09:30:00 +0100\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n\r\nIt never came.\r\n'
        b'--b\r\nContent-Type: text/csv; name="order.csv"\r\nContent-Disposition: attachment\r\n\r\n'
        b"1;2\r\n--b--\r\n"
    )


def _facts(mail: Mail) -> dict[str, Any]:
    return {
        "subject": mail.subject,
        "from": ", ".join(map(str, mail.from_)),
        "to": [str(address) for address in mail.to],
        "cc": [str(address) for address in mail.cc],
        "date": mail.date,
        "text": mail.text[:MOST_TEXT],
        "attachments": [attachment.raw_name for attachment in mail.attachments],
        "bcc": [str(address) for address in mail.bcc],
        "reply_to": [str(address) for address in mail.reply_to],
        "sender": str(mail.sender) if mail.sender else "",
        "message_id": mail.message_id,
        "in_reply_to": list(mail.in_reply_to),
        "references": list(mail.references),
        "hidden_text": mail.hidden[:MOST_TEXT],
        "attached": [
            {
                "name": attachment.name,
                "raw_name": attachment.raw_name,
                "media_type": attachment.media_type,
                "size": len(attachment.data),
                "inline": attachment.inline,
            }
            for attachment in mail.attachments
        ],
    }


def _warnings(mail: Mail) -> list[Message]:
    warnings: list[Message] = []
    if not (mail.from_ or mail.to or mail.subject or mail.date):
        warnings.append(
            Message(N_("This does not look like an e-mail: it has no sender, recipient, subject or date."))
        )
    elif mail.date is None:
        warnings.append(Message(N_("The mail has no date that can be read.")))
    if not mail.readable:
        warnings.append(
            Message(N_("Some characters could not be read; they are shown as a replacement mark."))
        )
    if mail.hidden:
        warnings.append(Message(N_("The mail holds text that its layout hides from the reader.")))
    if mail.encrypted:
        warnings.append(
            Message(N_("The mail is encrypted. Save it decrypted from your mail program and add that too."))
        )
    if len(mail.text) > MOST_TEXT:
        warnings.append(
            Message(N_("Only the first {size} MB of this text can be searched."), {"size": MOST_TEXT >> 20})
        )
    return warnings


KIND = EvidenceKind(
    id="eml",
    media_types=("message/rfc822", "message/global"),
    suffixes=(".eml", ".emlx", ".mht", ".mhtml"),
    sniff=sniff,
    read="xborder_desk.evidence.eml:read",
    sample=sample,
    priority=2,
)
