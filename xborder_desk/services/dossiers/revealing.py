"""Which exhibits a pseudonymous dossier can show: those that say nothing of who the consumers are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.domain.choices import Transformation
from xborder_desk.domain.lint import private_in
from xborder_desk.domain.pseudonyms import strings_in
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Collection

    from xborder_desk.domain.items import EvidenceRow
    from xborder_desk.domain.pseudonyms import Veil
    from xborder_desk.services.dossiers.content import Sources

NAMED: Final = N_("{exhibit} is left out: it tells who the consumer is. Make a redacted copy of it.")
UNREAD: Final = N_("{exhibit} is left out: not all its text is known. Make a redacted copy of it.")


def hindrance(sources: Sources, number: str, veil: Veil, looked_through: Collection[str] = ()) -> str:
    """Say why an item cannot be shown without telling who the consumer is, as a marked text; "" if it can.

    A redacted copy needs no words to be believed; nor does what a person has ``looked_through`` (by whole
    number). What is read in either counts all the same.
    """
    item = sources.items[number]
    said = _said(item, sources.texts.get(item.id, ()))
    if veil.shows(said) or private_in(said):
        return NAMED
    trusted = _redacted(item) or f"{sources.case.number}/{number}" in looked_through
    return "" if trusted or _read(item, sources.texts.get(item.id, ())) else UNREAD


def may_be_looked_through(why: str) -> bool:
    """Whether somebody who has looked an item through may have it shown: it says nothing of itself."""
    return why == UNREAD


def _said(item: EvidenceRow, texts: Collection[str]) -> str:
    """Give everything that can be read in an item, what is known of its file included."""
    return "\n".join((*texts, *strings_in(item.facts)))


def _read(item: EvidenceRow, texts: Collection[str]) -> bool:
    """Whether every page of an item has words: a page without any may be the picture of a letter."""
    if not item.text_chars:
        return False
    return item.pages is None or sum(bool(text.strip()) for text in texts) >= item.pages


def _redacted(item: EvidenceRow) -> bool:
    return (item.derivation or {}).get("how") == Transformation.REDACTED.value
