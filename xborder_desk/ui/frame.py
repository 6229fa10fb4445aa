"""What a page may use of the window around it, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtCore import QSettings

    from xborder_desk.services import Doors
    from xborder_desk.ui.errors import Faults
    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.runner import Runner
    from xborder_desk.ui.theme import Theme


class Changes(QObject):
    """The one relay of what was changed: a topic (``cases``, ``case:2026-0001``) and the ids, if known."""

    changed = Signal(str, object)

    def tell(self, *topics: str, ids: Iterable[object] = ()) -> None:
        """Tell every page."""
        for topic in topics:
            self.changed.emit(topic, tuple(ids))


class Guide(Protocol):
    """The ways a page may send a person, and what it may say in the window."""

    def go(self, page: str, ref: str = "") -> None:
        """Show a page of the office, at something on it."""

    def open_case(self, number: str, tab: str = "", ref: str = "") -> None:
        """Open a case in its workspace, on a page of it, at something in it."""

    def new_case(self) -> None:
        """Ask for a new case."""

    def leave_office(self) -> None:
        """Ask for another office; the present one stays open until that is entered."""

    def tell(
        self,
        text: str,
        kind: str = "neutral",
        verb: tuple[str, Callable[[], object]] | None = None,
        **fields: object,
    ) -> None:
        """Say a marked sentence in a strip, with a verb to press."""

    def did(
        self, text: str, undo: Callable[[], object], redo: Callable[[], object], **fields: object
    ) -> None:
        """Offer to undo what was just done: ``undo`` and ``redo`` are use-cases; run apart."""


@dataclass(frozen=True)
class Surroundings:
    """Everything a page gets besides the use-cases themselves."""

    doors: Doors
    runner: Runner
    screen: ScreenLanguage
    theme: Theme
    changes: Changes
    faults: Faults
    guide: Guide
    memory: QSettings
