"""What a reader of one office format found, before it becomes a reading."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from xborder_desk.domain.evidence import Message, Part
from xborder_desk.domain.file_names import file_name
from xborder_desk.i18n import N_

MOST_TEXT: Final = 4 << 20
MOST_PARTS: Final = 300
HIDDEN_SHEETS: Final = N_("The workbook has hidden sheets.")

_ISO: Final = re.compile(
    r"\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?)?)?)?"
)


@dataclass(slots=True)
class Found:
    """Texts by page, slide or sheet; what the file notes of itself; the files inside it."""

    pages: list[str] = field(default_factory=list)
    counted: int | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    language: str | None = None
    parts: list[Part] = field(default_factory=list)
    told: list[Message] = field(default_factory=list)
    encrypted: bool = False
    left: list[str] = field(default_factory=list)

    def note(self, name: str, value: str | None) -> None:
        """Keep what the file notes of itself, when it notes anything."""
        words = " ".join((value or "").split())[:500]
        if words:
            self.facts.setdefault(name, words)

    def note_time(self, name: str, value: str | None) -> None:
        """Keep a time, as exact as it stands there, when it is one."""
        words = (value or "").strip()
        if _ISO.fullmatch(words) and not words.startswith(("0000", "1601")):
            exact = re.sub(r"\.\d+", "", words)
            self.facts.setdefault(name, exact.removesuffix("Z") + "+00:00" if exact.endswith("Z") else exact)

    def add_part(self, raw: str, data: bytes, room: int) -> int:
        """Take a file that lies inside, if there is room; gives the room that is left."""
        name = file_name(raw, f"inside-{len(self.parts) + 1}.bin")
        if len(data) > room or len(self.parts) >= MOST_PARTS:
            self.left.append(name)
            return room
        self.parts.append(Part(name, data))
        return room - len(data)


def tidy(text: str) -> str:
    """Take out blanks at the ends of lines and more than one empty line."""
    lines = [line.rstrip() for line in text.replace("\r", "").replace("\0", "").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
