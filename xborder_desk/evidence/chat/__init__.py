"""Exported conversations: who took part, who wrote what when."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import Any, Final

from xborder_desk.domain.evidence import EvidenceKind, Message, Reading
from xborder_desk.evidence.chat import tables, whatsapp
from xborder_desk.evidence.chat.log import Log
from xborder_desk.i18n import N_
from xborder_desk.mail import charsets

MOST: Final = 64 << 20
MOST_TEXT: Final = 4 << 20


def sniff(head: bytes, name: str) -> float:
    """Look for lines that begin with a date, a time and a name."""
    if not head or PurePath(name).suffix.lower() not in {".txt", ".json", ""}:
        return 0.0
    if b"\0" in head and charsets.guess(head) == "utf-8":
        return 0.0
    text = charsets.decode_guessed(head)[0]
    return 0.9 if whatsapp.looks_exported(text, name) or tables.looks_exported(text) else 0.0


def read(path: str, name: str, _room: int) -> dict[str, Any]:
    """Read the conversation.

    ``facts``: ``program``, ``participants`` (name, how many messages), ``messages`` (how many), ``first``
    and ``last`` (ISO; without zone, as the telephone showed it), ``date_order``, ``attachments`` (names of
    files it mentions), ``log`` (time, sender and text of the first ones).
    """
    with Path(path).open("rb") as file:
        data = file.read(MOST + 1)
    text, sure = charsets.decode_guessed(data[:MOST])
    log = _log(text.replace("\r\n", "\n"))
    said = log.text()
    told: list[Message] = []
    if not log.messages:
        told.append(Message(N_("This is not an exported conversation, or it holds no message.")))
    if log.order == "unsure":
        unsure = N_(
            "Whether the day or the month stands first in the dates of this conversation is not certain."
        )
        told.append(Message(unsure))
    if not sure:
        told.append(
            Message(
                N_("Some characters could not be read; they are shown as a replacement mark."), missing=True
            )
        )
    if len(data) > MOST or len(said) > MOST_TEXT:
        told.append(
            Message(
                N_("Only the first {size} MB of this text can be searched."),
                {"size": MOST_TEXT >> 20},
                missing=True,
            )
        )
    facts = log.facts()
    first = facts["first"]
    return Reading(
        "chat",
        "application/json" if text.lstrip().startswith("{") else "text/plain",
        title=log.name or name,
        date=first if isinstance(first, str) and first else None,
        page_texts=(said[:MOST_TEXT],),
        facts=facts,
        warnings=tuple(told),
        viewable=True,
    ).to_plain()


def sample() -> bytes:
    """Make a short conversation."""
    return (
        "02.03.26, 09:30 - Jürgen: Where is my parcel?\n02.03.26, 09:31 - Shop: Soon.\nReally soon.\n"
        "13.03.26, 18:05 - Jürgen: It never came.\n"
    ).encode()


def _log(text: str) -> Log:
    if text.lstrip().startswith("{"):
        try:
            return tables.read_exported(text)
        except (ValueError, RecursionError):
            return Log("")
    return whatsapp.read_exported(text)


KIND = EvidenceKind(
    id="chat",
    media_types=("text/plain", "application/json"),
    suffixes=(".txt", ".json"),
    sniff=sniff,
    read="xborder_desk.evidence.chat:read",
    sample=sample,
    priority=2,
)
