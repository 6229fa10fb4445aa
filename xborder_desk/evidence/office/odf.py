"""OpenDocument files: texts, tables, presentations (ODT, ODS, ODP)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.evidence import Message
from xborder_desk.domain.packed import PackedError
from xborder_desk.evidence.office.found import HIDDEN_SHEETS, MOST_TEXT, Found, tidy
from xborder_desk.evidence.office.words import Text, tell
from xborder_desk.evidence.office.xml import BrokenXmlError, Tag, fields, tags

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xborder_desk.domain.packed import Packed

MOST_REPEATED: Final = 100
"""A cell that stands for many alike is written so often at most."""

_NAMES: Final = (
    ("title", "title"),
    ("subject", "subject"),
    ("initial-creator", "author"),
    ("creator", "last_author"),
    ("generator", "program"),
)


def read_open(packed: Packed, room: int) -> Found:
    """Read it.

    Raises:
        PackedError: its content is missing or cannot be unpacked.
        BrokenXmlError: its content is damaged.

    """
    found = Found()
    if packed.has("META-INF/manifest.xml") and b"encryption-data" in packed.read("META-INF/manifest.xml"):
        found.encrypted = True
        return found
    _properties(packed, found)
    content = _Content()
    content.take(packed.read("content.xml"))
    found.pages = [tidy(page) for page in content.finished()]
    if content.parted:
        found.counted = len(found.pages)
    around = _around(packed)
    if around:
        found.pages = [*found.pages[:-1], tidy(f"{found.pages[-1]}\n\n{around}")]
    tell(content.text, found)
    if any(sheet["hidden"] for sheet in content.sheets):
        found.facts["sheets"] = content.sheets
        found.told.append(Message(HIDDEN_SHEETS))
    for name in packed.names:
        if name.startswith("Pictures/") or (name.startswith("Object ") and name.endswith("content.xml")):
            try:
                room = found.add_part(name.replace("/content.xml", ".xml"), packed.read(name), room)
            except PackedError:
                found.left.append(name)
    return found


class _Content:
    def __init__(self) -> None:
        self.text = Text()
        self.parted = False
        self._pages: list[str] = []
        self._buffers: list[list[str]] = [[]]  # the page, and within it each open row and cell
        self._size = 0
        self._deleted = 0
        self._repeated: list[int] = []
        self._kind = ""
        self._style = ""
        self._unseen: set[str] = set()  # styles whose text or whose sheet nobody sees
        self._vanished: list[bool] = []  # of each open paragraph and span
        self.sheets: list[dict[str, Any]] = []

    def take(self, data: bytes) -> None:
        for tag in tags(data):
            if self._size > MOST_TEXT:
                return
            (self._open if tag.opening else self._close)(tag)

    def finished(self) -> list[str]:
        last = "".join("".join(buffer) for buffer in self._buffers)
        return [*self._pages, last] if last.strip() or not self._pages else self._pages

    def _open(self, tag: Tag) -> None:
        name, given = tag.name, tag.attributes
        self._look(name, given)
        if name == "tracked-changes":
            self._deleted += 1
        elif name == "changed-region":
            self.text.changes += 1
        elif len(self._buffers) == 1 and (
            name == "page" or (name == "table" and self._kind == "spreadsheet")
        ):
            self._part(given.get("name", "") if name == "table" else "")
            if name == "table":
                hidden = given.get("style-name", "") in self._unseen
                self.sheets.append({"name": given.get("name", ""), "hidden": hidden})
        elif name == "s":
            self._say(" " * _count(given.get("c"), 1000))
        elif name in {"tab", "line-break"}:
            self._say("\t" if name == "tab" else "\n")
        elif name in {"table-row", "table-cell"}:
            self._buffers.append([])
            self._repeated.append(_count(given.get("number-columns-repeated"), MOST_REPEATED))
        elif name in {"text", "spreadsheet", "presentation"}:
            self._kind = name
        if name in _TEXTS:
            self._say(tag.text)

    def _look(self, name: str, given: Mapping[str, str]) -> None:
        """Note which styles nobody sees, and what is written in them."""
        if name in _STYLED:
            self._vanished.append(given.get("style-name", "") in self._unseen)
        elif name == "style":
            self._style = given.get("name", "")
        elif name in {"text-properties", "table-properties"} and given.get("display") in {"none", "false"}:
            self._unseen.add(self._style)
        elif name in {"hidden-text", "hidden-paragraph"}:
            self.text.hidden.append(given.get("string-value", "") + " ")

    def _close(self, tag: Tag) -> None:
        name = tag.name
        if name == "tracked-changes":
            self._deleted -= 1
        elif name in {"p", "h"}:
            self._say("\n")
            self._shown_again()
        elif name == "span":
            self._shown_again()
        elif name in {"table-row", "table-cell"} and len(self._buffers) > 1:
            words = "".join(self._buffers.pop())
            repeated = self._repeated.pop()
            if name == "table-row":
                self._say(words.rstrip("\t") + "\n")
            else:
                words = words.strip("\n").replace("\n", " ")
                self._say((words + "\t") * (repeated if words else 1))
        if name in _INLINE:
            self._say(tag.text)

    def _shown_again(self) -> None:
        if self._vanished and self._vanished.pop():
            self.text.hidden.append(" ")

    def _part(self, title: str) -> None:
        self.parted = True
        before = "".join(self._buffers[0])
        if before.strip():
            self._pages.append(before)
        self._buffers[0] = [f"{title}\n"] if title else []

    def _say(self, text: str) -> None:
        self._size += len(text)
        if self._deleted:
            self.text.deleted.append(text)
        elif any(self._vanished):
            self.text.hidden.append(text)
        else:
            self._buffers[-1].append(text)


def _count(given: str | None, most: int) -> int:
    return min(int(given), most) if given is not None and given.isdecimal() else 1


_STYLED: Final = {"p", "h", "span"}
_TEXTS: Final = {
    "p",
    "h",
    "span",
    "a",
    "creator",
    "date",
    "title",
    "desc",
    "ruby-base",
    "ruby-text",
    "note-citation",
}
_INLINE: Final = {
    "span",
    "a",
    "s",
    "tab",
    "line-break",
    "soft-page-break",
    "bookmark",
    "bookmark-start",
    "bookmark-end",
    "annotation",
    "annotation-end",
    "note",
    "frame",
    "ruby",
    "change",
    "change-start",
    "change-end",
    "page-number",
    "reference-mark-start",
    "reference-mark-end",
}


def _around(packed: Packed) -> str:
    """Give what stands at the head and foot of the pages."""
    try:
        data = packed.read("styles.xml") if packed.has("styles.xml") else b""
        said: list[str] = []
        inside = 0
        for tag in tags(data, lenient=True) if data else ():
            if tag.name in {"header", "footer"}:
                inside += 1 if tag.opening else -1
            elif inside and tag.name in _TEXTS and tag.opening:
                said.append(tag.text)
            elif inside and not tag.opening:
                said.append(tag.text.strip() if tag.name in _INLINE else "\n" if tag.name == "p" else "")
        return tidy("".join(said))
    except (PackedError, BrokenXmlError):
        return ""


def _properties(packed: Packed, found: Found) -> None:
    try:
        data = packed.read("meta.xml")
        meta = fields(data)
        for tag in tags(data, lenient=True):
            pages = tag.attributes.get("page-count", "")
            if tag.opening and tag.name == "document-statistic" and pages.isdecimal():
                found.facts["pages_told"] = min(int(pages), 100_000)
    except (PackedError, BrokenXmlError):
        return
    for name, fact in _NAMES:
        found.note(fact, meta.get(name))
    found.note_time("created", meta.get("creation-date"))
    found.note_time("modified", meta.get("date"))
    found.language = meta.get("language")
