"""One file inside an archive, as every sort of archive tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


class BrokenArchiveError(Exception):
    """The archive cannot be opened; ``text`` is a sentence for people (untranslated) or empty."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.text = text


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside: its path as it stands there, its size in bytes (-1: not told), its time without zone.

    ``locked`` members cannot be taken out, ``guarded`` ones were opened with a password.
    ``open`` takes how many bytes there is room for and gives the bytes (one more when there are more),
    nothing when they are damaged; it is absent where members can only be listed.
    """

    path: str
    size: int
    changed: str = ""
    locked: bool = False
    guarded: bool = False
    open: Callable[[int], bytes | None] | None = None

    @property
    def aside(self) -> bool:
        """Whether it is what a system left there for itself."""
        name = self.path.rpartition("/")[2]
        return self.path.startswith("__MACOSX/") or name in {".DS_Store", "Thumbs.db", "desktop.ini"}

    def as_fact(self) -> dict[str, Any]:
        """Give what is told of it."""
        return {"path": self.path, "size": self.size, "changed": self.changed, "locked": self.locked}
