"""What a viewer shows of an item of evidence: its pages as sheets, or what it says as passages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from xborder_desk.domain.errors import KnownError

if TYPE_CHECKING:
    import datetime as dt

    from xborder_desk.domain.evidence import Message

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, width and height as parts (0 to 1) of a page that stands upright."""

TURNS: Final = (0, 90, 180, 270)


class PreviewError(KnownError):
    """An item cannot be shown, or not this page of it; the text says why."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its width and height in points, upright."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as it was drawn: three bytes (red, green, blue) for each dot, line by line without gaps."""

    width: int
    height: int
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place of searched words: its page (from 0) and its boxes, none where only the page is known."""

    page: int
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text: ``label`` is a marked text (with ``fields``) that names it, or empty.

    ``moment`` is what the text says, where that is a moment: people read it as their language writes it.
    """

    text: str
    label: str = ""
    fields: tuple[tuple[str, str | int], ...] = ()
    moment: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What can be shown of an item.

    ``sheets`` are pages to be drawn one by one; ``passages`` what it says in words; ``reason`` why there is
    less to see than one might expect. ``texts`` are the words of the pages, as far as they are known.
    """

    case: str
    number: str
    title: str
    sha256: str
    media_type: str
    sheets: tuple[Sheet, ...] = ()
    passages: tuple[Passage, ...] = ()
    texts: tuple[str, ...] = ()
    reason: Message | None = None
