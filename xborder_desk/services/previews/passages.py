"""What an item says in words, as a viewer shows it: the header of a mail, its text, what was attached."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.previews import Passage
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xborder_desk.domain.items import EvidenceRow

MOST_TEXT: Final = 1_500_000
"""Characters shown at once: more would hold the window up."""

MAILS: Final = frozenset({"eml", "msg", "tnef"})
_HEADER: Final = (
    ("from", N_("From")),
    ("sender", N_("Sender")),
    ("to", N_("To")),
    ("cc", N_("Copy to")),
    ("bcc", N_("Blind copy to")),
    ("reply_to", N_("Reply to")),
    ("date", N_("Date")),
    ("subject", N_("Subject")),
)
_OF_A_PAGE: Final = (
    ("saved_from", N_("Saved from")),
    ("address", N_("Address")),
    ("captured_at", N_("Captured")),
    ("author", N_("Author")),
    ("published", N_("Published")),
)
_MOMENTS: Final = frozenset({"date", "captured_at"})
_NAMES: Final = {"office": N_("Page {page} of {pages}"), "web": N_("Page {page} of {pages}")}
ATTACHED: Final = N_("Attachments")
HIDDEN: Final = N_("Text that the sender hid from the reader")
SHORTENED: Final = N_("The text goes on; only its beginning is shown here.")


def passages_of(
    row: EvidenceRow, texts: Sequence[str], parts: Sequence[EvidenceRow] = ()
) -> tuple[Passage, ...]:
    """Give what an item says; ``texts`` are those of its pages, ``parts`` what was found inside it."""
    found = [*_head(row), *_body(row, texts), *_attached(row, parts)]
    return tuple(_shortened(found))


def _head(row: EvidenceRow) -> Iterator[Passage]:
    header = _HEADER if row.kind in MAILS else _OF_A_PAGE if row.kind == "web" else ()
    for name, label in header:
        words = _words(row.facts.get(name))
        if words:
            yield Passage(words, label, moment=_moment(words) if name in _MOMENTS else None)


def _moment(words: str) -> dt.datetime | None:
    """Read a moment that says its distance to UTC; another stays the words it is."""
    try:
        at = dt.datetime.fromisoformat(words)
    except ValueError:
        return None
    return at if at.tzinfo is not None else None


def _body(row: EvidenceRow, texts: Sequence[str]) -> Iterator[Passage]:
    pages = [text for text in texts if text.strip()]
    label = _NAMES.get(row.kind, "") if len(texts) > 1 else ""
    for number, text in enumerate(texts, 1):
        if text.strip():
            yield Passage(text.strip("\n"), label, (("page", number), ("pages", len(texts))) if label else ())
    if not pages and row.kind in MAILS and (said := _words(row.facts.get("text"))):
        yield Passage(said)
    hidden = _words(row.facts.get("hidden_text"))
    if hidden:
        yield Passage(hidden, HIDDEN)


def _attached(row: EvidenceRow, parts: Sequence[EvidenceRow]) -> Iterator[Passage]:
    taken = [f"{part.number}  {part.filename}" for part in parts]
    names = [f"–  {name}" for name in row.facts.get("attachments") or () if isinstance(name, str) and name]
    lines = taken or (names if row.kind in MAILS else [])
    if lines:
        yield Passage("\n".join(lines), ATTACHED)


def _shortened(found: list[Passage]) -> Iterator[Passage]:
    left = MOST_TEXT
    for passage in found:
        if len(passage.text) > left:
            yield Passage(passage.text[:left], passage.label, passage.fields)
            yield Passage("", SHORTENED)
            return
        left -= len(passage.text)
        yield passage


def _words(value: Any) -> str:  # noqa: ANN401 - any JSON value
    if isinstance(value, list | tuple):
        return ", ".join(str(one) for one in value if one)
    return str(value).strip() if value else ""
