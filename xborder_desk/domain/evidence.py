"""Evidence as every room sees it: what was stored, what a file says, and what a kind of file is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeAlias, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from xborder_desk.jobs.context import JobContext

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

MOST_PAGES: Final = 100_000
DEEPEST: Final = 20


@dataclass(frozen=True, slots=True)
class Stored:
    """Bytes that are safe in the store: their SHA-256 in hex and their size in bytes."""

    sha256: str
    size: int


class EvidenceStore(Protocol):
    """Where bytes are kept by their hash, and never changed."""

    def add(self, source: Path, ctx: JobContext | None = None) -> Stored:
        """Copy a file in, hashing it on the way; done when it is safe on the disk.

        Raises:
            FileError: it vanished, may not be read, is no file, or changed while being copied.
            DiskFullError: there is no room left.
            Cancelled: the person asked for it to stop; nothing is left behind.

        """

    def add_bytes(self, data: bytes) -> Stored:
        """Keep bytes that were found inside a file.

        Raises:
            DiskFullError: there is no room left.

        """

    def path(self, sha256: str) -> Path:
        """Say where the bytes lie, for reading only.

        Raises:
            NotFoundError: there are none with this hash.

        """

    def has(self, sha256: str) -> bool:
        """Whether bytes with this hash are kept."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for people, not yet in their language: a marked text and its named fields.

    ``missing`` says that something could not be read; without it it is a remark about what was.
    """

    text: str
    fields: Mapping[str, str | int] = field(default_factory=dict)
    missing: bool = False

    def __str__(self) -> str:
        """Give the English, for logs and tests."""
        return self.text.format(**self.fields) if self.fields else self.text


@dataclass(frozen=True, slots=True)
class Part:
    """Something found inside a file: a name fit to be a file name, and its bytes."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file says of itself.

    ``date`` is ISO text as exact as the file gives it (with its offset where it has one); ``facts`` are
    values of the kind, told in its module. ``page_texts`` holds the text of the first pages, ``thumbnail`` an
    upright JPEG. ``viewable`` says whether the preview and the dossier can show it. A file that could not be
    read has a warning that says why.
    """

    kind: str
    media_type: str
    title: str
    date: str | None = None
    language: str | None = None
    pages: int | None = None
    page_texts: tuple[str, ...] = ()
    facts: Mapping[str, Json] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    warnings: tuple[Message, ...] = ()
    encrypted: bool = False
    viewable: bool = False
    thumbnail: bytes | None = field(default=None, repr=False)

    def to_plain(self) -> dict[str, Any]:
        """Give the same as JSON values and bytes, to cross a process boundary."""
        return {
            "kind": self.kind,
            "media_type": self.media_type,
            "title": self.title,
            "date": self.date,
            "language": self.language,
            "pages": self.pages,
            "page_texts": list(self.page_texts),
            "facts": dict(self.facts),
            "parts": [{"name": part.name, "data": part.data} for part in self.parts],
            "warnings": [
                {"text": told.text, "fields": dict(told.fields), "missing": told.missing}
                for told in self.warnings
            ],
            "encrypted": self.encrypted,
            "viewable": self.viewable,
            "thumbnail": self.thumbnail,
        }

    @classmethod
    def from_plain(cls, plain: object) -> Reading:
        """Build it from what ``to_plain`` gave; nothing is trusted, and texts are made fit to store.

        Raises:
            ValueError: it is not the shape of a reading.

        """
        fields = _table(plain)
        pages = fields.get("pages")
        thumbnail = fields.get("thumbnail")
        if pages is not None and (
            not isinstance(pages, int) or isinstance(pages, bool) or not 0 <= pages <= MOST_PAGES
        ):
            raise _unfit(what="pages")
        if thumbnail is not None and not isinstance(thumbnail, bytes):
            raise _unfit(what="thumbnail")
        return cls(
            kind=_text(fields.get("kind")),
            media_type=_text(fields.get("media_type")),
            title=_text(fields.get("title")),
            date=_text_or_none(fields.get("date")),
            language=_text_or_none(fields.get("language")),
            pages=pages,
            page_texts=tuple(_text(page) for page in _rows(fields.get("page_texts"))),
            facts=cast("dict[str, Json]", _json(_table(fields.get("facts")))),
            parts=tuple(_part(_table(part)) for part in _rows(fields.get("parts"))),
            warnings=tuple(_message(_table(told)) for told in _rows(fields.get("warnings"))),
            encrypted=fields.get("encrypted") is True,
            viewable=fields.get("viewable") is True,
            thumbnail=thumbnail,
        )


@dataclass(frozen=True, slots=True)
class EvidenceKind:
    """One kind of file that can be read.

    ``sniff`` looks at the first bytes and the file's name and gives its certainty from 0 (no) to 1; at equal
    certainty the higher ``priority`` wins. ``read`` names the function that is run in a child process, as
    ``"package.module:function"``: it takes the path, the file's name, how many bytes of parts may come back,
    and, where the kind ``takes_password``, one that opens the file; it gives ``Reading.to_plain()``.
    ``sample`` makes a small file of the kind.
    """

    id: str
    media_types: tuple[str, ...]
    suffixes: tuple[str, ...]
    sniff: Callable[[bytes, str], float]
    read: str
    sample: Callable[[], bytes]
    priority: int = 0
    takes_password: bool = False


def storable(text: str) -> str:
    """Replace what no database keeps: half surrogate pairs and zero characters."""
    if text.isascii() and "\0" not in text:
        return text
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\N{REPLACEMENT CHARACTER}")


def _part(plain: dict[str, object]) -> Part:
    data = plain.get("data")
    if not isinstance(data, bytes):
        raise _unfit(what="part")
    return Part(_text(plain.get("name")), data)


def _message(plain: dict[str, object]) -> Message:
    fields = _table(plain.get("fields"))
    return Message(
        _text(plain.get("text")),
        {name: value if isinstance(value, int) else _text(value) for name, value in fields.items()},
        missing=plain.get("missing") is True,
    )


def _json(value: object, depth: int = 0) -> Json:
    if depth > DEEPEST:
        raise _unfit(what="facts")
    if isinstance(value, str):
        return storable(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple):
        return [_json(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {storable(str(key)): _json(item, depth + 1) for key, item in value.items()}
    raise _unfit(what="facts")


def _table(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise _unfit(what="table")
    return {storable(str(key)): item for key, item in value.items()}


def _rows(value: object) -> list[object]:
    if not isinstance(value, list | tuple):
        raise _unfit(what="list")
    return list(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _unfit(what="text")
    return storable(value)


def _text_or_none(value: object) -> str | None:
    return None if value is None else _text(value)


def _unfit(what: str) -> ValueError:
    return ValueError(f"not a reading: {what}")
