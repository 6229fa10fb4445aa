"""What a file says of itself, in words: the names of the facts the kinds of evidence give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xborder_desk.i18n.language import Language

LABELS: Final = {
    "subject": N_("Subject"),
    "from": N_("From"),
    "to": N_("To"),
    "cc": N_("Copy to"),
    "date": N_("Date"),
    "attachments": N_("Attachments"),
    "message_id": N_("Message number"),
    "author": N_("Author"),
    "creator": N_("Made with"),
    "producer": N_("Written by"),
    "title": N_("Title"),
    "camera": N_("Camera"),
    "gps": N_("Place where it was taken"),
    "orientation": N_("Lay of the picture"),
    "width": N_("Width"),
    "height": N_("Height"),
    "frames": N_("Frames"),
    "seconds": N_("Length in seconds"),
    "recorded_at": N_("Recorded"),
    "captured_at": N_("Captured"),
    "saved_from": N_("Saved from"),
    "charset": N_("Character set"),
    "characters": N_("Characters"),
    "lines": N_("Lines"),
    "messages": N_("Messages"),
    "subjects": N_("Subjects"),
    "format": N_("Format"),
    "pages": N_("Pages"),
    "encrypted": N_("Locked with a password"),
    "signatures": N_("Signatures"),
}
_LEFT_OUT: Final = {"text", "locked"}
_IF_ANY: Final = {"encrypted", "signatures"}
_MOST: Final = 600


def pairs(facts: Mapping[str, Any], language: Language) -> list[tuple[str, str]]:
    """Give names and values to be read; long values are shortened."""
    _ = language.text
    return [
        (
            _(LABELS[name]) if name in LABELS else _(N_("Detail “{name}”"), name=name),
            language.isolate(_words(value, language)[:_MOST]),
        )
        for name, value in facts.items()
        if name not in _LEFT_OUT and not _is_none(name, value)
    ]


def _is_none(name: str, value: object) -> bool:
    """Say whether a value tells only that something is not there, as it is with nearly every file."""
    return name in _IF_ANY and not value


def _words(value: object, language: Language) -> str:
    if isinstance(value, dict):
        return "\n".join(f"{name}: {_words(one, language)}" for name, one in value.items())
    if isinstance(value, list | tuple):
        return "\n".join(_words(one, language) for one in value)
    if isinstance(value, bool):
        return language.text(N_("Yes") if value else N_("No"))
    return "" if value is None else str(value)
