"""A letter that is half typed: what was filled in for it and not yet saved, with the manners of a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xborder_desk.ui.pages.letters.choosing import Choosing
    from xborder_desk.ui.pages.letters.missing import Missing

FACT: Final = "fact:"
_TYPED: Final = ("by", "enclose")


class HalfLetter(QObject):
    """Gives what was typed for a letter; to have chosen another letter, and typed nothing, is nothing.

    ``restored`` gives facts that were put back, by their names.
    """

    edited = Signal()
    restored = Signal(object)

    def __init__(self, choosing: Choosing, missing: Missing) -> None:
        super().__init__(choosing)
        self._choosing, self._missing = choosing, missing
        choosing.edited.connect(self.edited)
        missing.edited.connect(self.edited)

    def typed(self) -> dict[str, str]:
        """Give the facts and fields that were typed, with the letter they are for."""
        head = self._choosing.typed()
        facts = {f"{FACT}{name}": text for name, text in self._missing.values().items() if text}
        return {**head, **facts} if facts or any(head[name] for name in _TYPED) else {}

    def put(self, typed: Mapping[str, str]) -> None:
        """Put back what was typed, and the letter it was typed for."""
        head = {name: text for name, text in typed.items() if not name.startswith(FACT)}
        if head:
            self._choosing.put(head)
        facts = {name.removeprefix(FACT): text for name, text in typed.items() if name.startswith(FACT)}
        self.restored.emit(facts)
