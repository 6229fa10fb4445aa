"""Word files (DOCX): all that is written in them, also in notes, boxes, comments, headers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.evidence import Message
from xborder_desk.domain.packed import PackedError
from xborder_desk.evidence.office import ooxml
from xborder_desk.evidence.office.found import Found, tidy
from xborder_desk.evidence.office.xml import BrokenXmlError, Tag, tags
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from xborder_desk.domain.packed import Packed

_FURTHER: Final = re.compile(r"word/(?:footnotes|endnotes|comments|header\d*|footer\d*)\.xml")
_ORDER: Final = ("header", "footnotes", "endnotes", "comments", "footer")
_SAID: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "ptab": "\t"}
_OFF: Final = {"0", "false", "off"}


def read_words(packed: Packed, room: int) -> Found:
    """Read it.

    Raises:
        PackedError: its text is missing or cannot be unpacked.
        BrokenXmlError: its text is damaged.

    """
    found = Found()
    ooxml.properties(packed, found)
    main = _main(packed)
    text = Text()
    text.take(packed.read(main))
    pieces = ["".join(text.said)]
    further = sorted((name for name in packed.names if _FURTHER.fullmatch(name)), key=_place)
    for name in further:
        more = Text()
        try:
            more.take(packed.read(name))
        except (PackedError, BrokenXmlError):
            continue
        pieces.append("".join(more.said))
        text.deleted += more.deleted
        text.hidden += more.hidden
        if name == "word/comments.xml":
            found.facts["comments"] = more.comments
    found.pages = [tidy("\n\n".join(filter(None, map(tidy, pieces))))]
    tell(text, found)
    ooxml.files_inside(packed, found, room)
    return found


def read_flat(data: bytes) -> Found:
    """Read a Word file that is one XML file.

    Raises:
        BrokenXmlError: it is damaged.

    """
    found = Found()
    text = Text()
    text.take(data)
    found.pages = [tidy("".join(text.said))]
    tell(text, found)
    return found


def tell(text: Text, found: Found) -> None:
    """Note what does not stand on paper: deleted and hidden words."""
    for name, words in (("deleted_text", text.deleted), ("hidden_text", text.hidden)):
        if said := " ".join("".join(words).split()):
            found.facts[name] = said
    if text.changes:
        found.facts["tracked_changes"] = text.changes
        found.told.append(Message(N_("The document keeps changes that were made to it, also deleted words.")))
    if "hidden_text" in found.facts:
        found.told.append(Message(N_("The document holds text that is hidden from the reader.")))


@dataclass(slots=True)
class Text:
    """The text of one part of a Word file."""

    said: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    changes: int = 0
    comments: int = 0
    _skipped: int = 0
    _vanished: bool = False
    _cells: int = 0

    def take(self, data: bytes) -> None:
        """Read on."""
        for tag in tags(data):
            if tag.name == "Fallback":  # the same once more, for old programs
                self._skipped += 1 if tag.opening else -1
            elif not self._skipped:
                (self._open if tag.opening else self._close)(tag)

    def _open(self, tag: Tag) -> None:
        if tag.name == "t":
            (self.hidden if self._vanished else self.said).append(tag.text)
        elif tag.name == "delText":
            self.deleted.append(tag.text)
        elif tag.name in _SAID:
            # A tab stop in the settings of a paragraph has the same name as a tab in its text.
            if "pos" not in tag.attributes:
                self.said.append(_SAID[tag.name])
        elif tag.name in {"ins", "del"} and "author" in tag.attributes:
            self.changes += 1
        elif tag.name == "vanish":
            self._vanished = tag.attributes.get("val", "") not in _OFF
        elif tag.name == "comment":
            self.comments += 1
            self.said.append(tag.attributes.get("author", "") + ": ")
        elif tag.name == "tc":
            self._cells += 1

    def _close(self, tag: Tag) -> None:
        if tag.name in {"r", "pPr"}:  # what hides the mark of a paragraph hides none of its words
            self._vanished = False
        elif tag.name == "p":
            self.said.append("\n")
        elif tag.name == "tc":
            self._cells = max(0, self._cells - 1)
            self._trim("\t")
        elif tag.name == "tr":
            self._trim("\n")

    def _trim(self, mark: str) -> None:
        """Put the mark in the place of the end of the paragraph before it."""
        if self.said and self.said[-1] in {"\n", "\t"}:
            self.said.pop()
        self.said.append(mark)


def _main(packed: Packed) -> str:
    for sort, name in ooxml.relations(packed, "/").values():
        if sort == "officeDocument" and packed.has(name):
            return name
    return "word/document.xml"


def _place(name: str) -> tuple[int, str]:
    stem = name.rpartition("/")[2]
    return next((place for place, start in enumerate(_ORDER) if stem.startswith(start)), 9), name
