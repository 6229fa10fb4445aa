"""One party of a case as a card: who it is, and every way to reach it with its origin."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel

from xborder_desk.domain.choices import AddressSource, PartyRole, label_of
from xborder_desk.i18n import N_
from xborder_desk.ui.states import IDENTIFIER_ICONS, ROLE_ICONS
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card, joined
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QPushButton

    from xborder_desk.domain.cases import IdentifierView, PartyView
    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.theme import Theme


_LETTERS: Final = 56
"""The least letters of a card with addresses and their origins beside each other."""
_AROUND: Final = 110
"""What a line holds beside its words: icon, verb, gaps and the edges of the card."""
_BREAKS: Final = re.compile(r"[\s-]+")
"""Where a line of an address may break."""


class PartyCard(Card):
    """Shows a party."""

    def __init__(
        self,
        screen: ScreenLanguage,
        theme: Theme,
        party: PartyView,
        remove: Callable[[IdentifierView], object],
    ) -> None:
        super().__init__(screen)
        self._party = party
        picture, self._role = QLabel(), Text("head")
        theme.dress(picture, ROLE_ICONS.get(party.role, "user-circle"), "accent", 18)
        self.head.insertWidget(0, picture)
        self.head.insertWidget(1, self._role)
        self.more = push(self, theme, N_("Add address"), look="link")
        self.edit = push(self, theme, N_("Edit"), look="link")
        self.remove = push(self, theme, N_("Take out of the case"), icon="trash", look="bare")
        for verb in (self.more, self.edit, self.remove):
            self.tools.addWidget(verb)
        self._name = Text("strong", wrap=True, select=True)
        self._second = Text("second", wrap=True, select=True)
        self.body.addWidget(self._name)
        self.body.addWidget(self._second)
        self._removals: list[tuple[QPushButton, str]] = []
        self._values: list[Text] = []
        self._origins: list[tuple[Text, IdentifierView]] = []
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self._grid, self._below = grid, False
        for at, one in enumerate(party.identifiers):
            number = at * 2
            icon, value, origin = QLabel(), Text(wrap=True, select=True), Text("second").at_end()
            theme.dress(icon, IDENTIFIER_ICONS.get(one.kind, "hash"), "muted", 15)
            value.setText(f"\u2068{one.raw}\u2069")
            self._values.append(value)
            grid.addWidget(icon, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, number, 1)
            grid.addWidget(origin, number, 2)
            gone = push(self, theme, N_("Remove"), partial(remove, one), icon="x-circle", look="bare")
            self._removals.append((gone, one.raw))
            # It reaches into the line below: the origin there stands close to what it is the origin of.
            grid.addWidget(gone, number, 3, 2, 1, Qt.AlignmentFlag.AlignTop)
            self._origins.append((origin, one))
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put where an address was seen below it where a line has no room for both."""
        super().resizeEvent(event)
        self._place_origins()

    def _place_origins(self) -> None:
        letters = _LETTERS * self.fontMetrics().averageCharWidth()
        below = self.width() < max(letters, self._least_beside())
        if below == self._below:
            return
        self._below = below
        for at, (origin, *_where) in enumerate(self._origins):
            self._grid.removeWidget(origin)
            self._grid.addWidget(origin.at_end(end=not below), at * 2 + below, 1 if below else 2)

    def _least_beside(self) -> int:
        """The width at which no mail address and no number is cut by the origins beside them."""
        words = (word for value in self._values for word in _BREAKS.split(value.text()))
        value = max((self.fontMetrics().horizontalAdvance(word) for word in words), default=0)
        origin = max((label.sizeHint().width() for label, *_where in self._origins), default=0)
        return value + origin + _AROUND

    def retranslate(self) -> None:
        """Say role, country and origins."""
        super().retranslate()
        party = getattr(self, "_party", None)
        if party is None or not hasattr(self, "_origins"):
            return
        _ = self.language.text
        role = _(label_of(PartyRole, party.role))
        self._role.setText(role)
        self.setAccessibleName(f"{role}: {party.name}")
        self.edit.setAccessibleName(_("Edit {name}", name=party.name))
        self.remove.setAccessibleName(_("Take {name} out of the case", name=party.name))
        self.more.setAccessibleName(_("Add an address of {name}", name=party.name))
        self._name.setText(party.name)
        country = self.language.country(party.country) if party.country else ""
        speaks = self.language.language_name(party.language) if party.language else ""
        self._second.setText(joined(self.language, party.name_latin, country, speaks))
        for button, raw in self._removals:
            button.setAccessibleName(_("Remove {name}", name=raw))
        for label, one in self._origins:
            seen_in, page = one.origin_evidence, one.origin_page
            where = _("{evidence}, p. {page}", evidence=seen_in, page=page) if seen_in and page else seen_in
            kind = _(label_of(AddressSource, one.origin)) if one.origin else one.origin_note
            label.setText(where or kind)
        self._place_origins()
