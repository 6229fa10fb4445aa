"""The facts a letter lacks, each with a field to type it, and the clauses that are held back."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from xborder_desk.i18n import N_
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card
from xborder_desk.ui.widgets.fields import OneLine
from xborder_desk.ui.widgets.layouts import clear, column, row
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xborder_desk.ui.frame import Surroundings


class Missing(Card):
    """Lists missing facts; ``given`` tells the names and values a person typed for this letter.

    ``edited``: something was typed, and is not put into the letter yet.
    """

    given = Signal(object)
    edited = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.screen, N_("Missing facts"))
        self._around = around
        self.fields: dict[str, OneLine] = {}
        self._list = column(gap=4)
        self._none = Text("second", wrap=True)
        self.say(self._none.setText, N_("Every fact this letter speaks of is known."))
        self._hint = Text("second", wrap=True)
        self.say(
            self._hint.setText,
            N_("Kept for good in the overview of the case, and under “Sender…” for this office."),
        )
        self._use = push(self, around.theme, N_("Put into this letter"), self._tell)
        self._held = Text("second", wrap=True)
        self.body.addWidget(self._none)
        self.body.addLayout(self._list)
        self.body.addWidget(self._hint)
        self.body.addLayout(row(None, self._use))
        self.body.addWidget(self._held)

    def show_missing(self, names: Mapping[str, str], values: Mapping[str, str], held: Sequence[str]) -> None:
        """Show a field for each fact (name and words), and the clauses held back on unchecked law."""
        clear(self._list)
        # The letter is written anew while somebody types here: what stands in a field stays in it.
        standing, self.fields = self.values(), {}
        for name, words in names.items():
            label, field = Text("label", wrap=True), OneLine(standing.get(name) or values.get(name, ""))
            label.setText(words)
            label.setBuddy(field)
            field.setAccessibleName(words)
            field.returnPressed.connect(self._tell)
            field.textEdited.connect(self._note)
            self.fields[name] = field
            self._list.addWidget(label)
            self._list.addWidget(field)
        # What is made later comes later by Tab: the button belongs behind the fields.
        for one, other in pairwise([*self.fields.values(), self._use]):
            self.setTabOrder(one, other)
        self._none.setVisible(not names)
        self._hint.setVisible(bool(names))
        self._use.setVisible(bool(names))
        self.show_count(self.language.number(len(names)) if names else "")
        self._held.setVisible(bool(held))
        clauses = self.language.plural("{n} clause", "{n} clauses", len(held))
        told = N_("Held back, because the law behind it is unchecked: {clauses}")
        self._held.setText(self.language.text(told, clauses=clauses))

    def values(self) -> dict[str, str]:
        """Give what stands in the fields."""
        return {name: field.text().strip() for name, field in self.fields.items()}

    def _tell(self) -> None:
        self.given.emit(self.values())

    def _note(self, _text: str) -> None:
        self.edited.emit()
