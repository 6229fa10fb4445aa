"""What a mail tells as evidence: its facts, its text, its attachments as parts, and what is odd about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.evidence import Message, Part, Reading
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from xborder_desk.mail.reading import Mail

MOST_TEXT: Final = 4 << 20
"""Characters of a mail's text that are given."""

MOST_PARTS: Final = 1000
TOO_LONG: Final = N_("Only the beginning of this text can be searched: it is very long.")


def reading_of(
    mail: Mail, kind: str, media_type: str, name: str, room: int, *, wrapped: bool = False
) -> Reading:
    """Give the reading of a mail, whatever it was kept in; ``room`` is how many bytes its parts may have.

    One that is ``wrapped`` in another mail may lack what stands in the header of that one.

    ``facts``: ``subject``, ``from``, ``to``, ``cc``, ``date`` (ISO 8601 with offset), ``text``,
    ``attachments`` (names as the sender wrote them, empty where he wrote none); besides ``bcc``,
    ``reply_to``, ``sender``, ``message_id``, ``in_reply_to``, ``references``, ``hidden_text`` and
    ``attached`` (name, type and size of each).
    """
    warnings = _warnings(mail, wrapped=wrapped)
    parts: list[Part] = []
    for attachment in mail.attachments:
        if len(attachment.data) > room or len(parts) >= MOST_PARTS:
            text = N_("The attachment {name} is too large to be taken out of the mail.")
            warnings.append(Message(text, {"name": attachment.name}, missing=True))
            continue
        room -= len(attachment.data)
        parts.append(Part(attachment.name, attachment.data))
    return Reading(
        kind,
        media_type,
        title=mail.subject or name,
        date=mail.date,
        language=mail.language,
        page_texts=(mail.text[:MOST_TEXT],),
        facts=_facts(mail),
        parts=tuple(parts),
        warnings=tuple(warnings),
        encrypted=mail.encrypted,
        viewable=True,
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


def _warnings(mail: Mail, *, wrapped: bool) -> list[Message]:
    warnings: list[Message] = []
    if not (wrapped or mail.from_ or mail.to or mail.subject or mail.date):
        warnings.append(
            Message(N_("This does not look like an e-mail: it has no sender, recipient, subject or date."))
        )
    elif mail.date is None and not wrapped:
        warnings.append(Message(N_("The mail has no date that can be read.")))
    if not mail.readable:
        warnings.append(
            Message(
                N_("Some characters could not be read; they are shown as a replacement mark."), missing=True
            )
        )
    if mail.hidden:
        warnings.append(Message(N_("The mail holds text that its layout hides from the reader.")))
    if mail.encrypted:
        warnings.append(
            Message(
                N_("The mail is encrypted. Save it decrypted from your mail program and add that too."),
                missing=True,
            )
        )
    if mail.cut:
        warnings.append(Message(TOO_LONG, missing=True))
    elif len(mail.text) > MOST_TEXT:
        warnings.append(
            Message(
                N_("Only the first {size} MB of this text can be searched."),
                {"size": MOST_TEXT >> 20},
                missing=True,
            )
        )
    return warnings
