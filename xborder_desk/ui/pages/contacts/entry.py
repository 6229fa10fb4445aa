"""The strip where an attempt is written down: channel, exact address, result, time, Enter."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QSizePolicy

from xborder_desk.domain.choices import Channel, ContactPurpose, ContactResult
from xborder_desk.domain.contacts import NewAttempt
from xborder_desk.domain.errors import BadInputError
from xborder_desk.i18n import N_
from xborder_desk.ui import typed
from xborder_desk.ui.language import Spoken
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Frame
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.forms import Options, of_choice
from xborder_desk.ui.widgets.layouts import column
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent

    from xborder_desk.domain.cases import CaseView, IdentifierView, PartyView
    from xborder_desk.i18n.language import Language
    from xborder_desk.ui.frame import Surroundings

# Which identifiers serve which channel.
_KINDS = {
    "email": ("email",),
    "phone": ("phone",),
    "sms": ("phone",),
    "messenger": ("messenger", "phone"),
    "fax": ("fax", "phone"),
    "letter": ("address",),
    "registered_letter": ("address",),
    "visit": ("address",),
    "bailiff": ("address",),
    "web_form": ("website", "domain"),
    "chat": ("website", "storefront"),
    "platform_msg": ("storefront", "website"),
}


class QuickEntry(Spoken):
    """``kept`` gives the attempt as it was typed."""

    kept = Signal(object)

    def __init__(self, around: Surroundings, zone: dt.tzinfo) -> None:
        super().__init__(around.screen)
        self._zone = zone
        self._view: CaseView | None = None
        self.party = Options(around.screen, self._parties)
        self.channel = Options(around.screen, of_choice(Channel))
        self.address = QLineEdit()
        self.result = Options(around.screen, of_choice(ContactResult))
        self.purpose = Options(around.screen, of_choice(ContactPurpose))
        self.at = QLineEdit()
        self.reply_by = QLineEdit()
        self.note = QLineEdit()
        for editor, name in (
            (self.party, N_("To whom")),
            (self.channel, N_("Channel")),
            (self.address, N_("Exact address")),
            (self.result, N_("Result")),
            (self.purpose, N_("Purpose")),
            (self.at, N_("When, empty for now")),
            (self.reply_by, N_("Answer asked for by")),
            (self.note, N_("Note")),
        ):
            self.say(editor.setAccessibleName, name)
            self.say(editor.setToolTip, name)
        self.say(self.address.setPlaceholderText, N_("Number, address, profile or link …"))
        self.say(self.at.setPlaceholderText, N_("now, or 2026-03-08 14:30"))
        self.say(self.reply_by.setPlaceholderText, N_("Answer by: +14"))
        self.say(self.note.setPlaceholderText, N_("Note: what was said, tracking number …"))
        self._completer = QCompleter([], self)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.address.setCompleter(self._completer)
        self.at.setMinimumWidth(190)
        log = push(self, around.theme, N_("Log"), self.keep, look="primary")
        self.wrong = Text("wrong", wrap=True)
        self.wrong.hide()
        for editor, wide in ((self.address, 280), (self.reply_by, 150), (self.note, 200)):
            editor.setMinimumWidth(wide)
        first = Flow(self.party, self.channel, self.address, self.result, log)
        second = Flow(self.purpose, self.at, self.reply_by, self.note)
        for fixed in (self.at, self.reply_by):
            fixed.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.frame = Frame("soft")
        inner = column(first, second, self.wrong, margins=10)
        self.frame.setLayout(inner)
        self.setLayout(column(self.frame))
        self.party.currentIndexChanged.connect(self._offer)
        self.channel.currentIndexChanged.connect(self._offer)
        for editor in (self.address, self.at, self.reply_by, self.note):
            editor.returnPressed.connect(self.keep)

    def show_view(self, view: CaseView) -> None:
        """Offer the parties of a case and their addresses."""
        fresh = self._view is None
        self._view = view
        self.party.refill()
        if fresh:
            seller = view.of_role("seller")
            self.party.choose(seller.number if seller is not None else "")
        self._offer()
        self.setEnabled(view.binned_at is None)

    def begin(self) -> None:
        """Put the caret in the address; it is filled in where only one is known."""
        known = self._known()
        if not self.address.text() and known:
            self.address.setText(known[0].raw.replace("\n", ", "))
        self.address.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.address.selectAll()

    def clear(self) -> None:
        """Make room for the next attempt."""
        for editor in (self.address, self.at, self.reply_by, self.note):
            editor.clear()
        self.result.choose("pending")
        self.wrong.hide()

    def keep(self) -> None:
        """Give the attempt as typed."""
        now = dt.datetime.now(self._zone)
        address = self.address.text()
        origin = next((one for one in self._known() if one.raw.replace("\n", ", ") == address), None)
        self.wrong.hide()
        self.kept.emit(
            NewAttempt(
                self.channel.value(),
                address,
                at=self._moment(now),
                result=self.result.value(),
                purpose=self.purpose.value(),
                note=self.note.text(),
                party=self.party.value(),
                address_source=origin.origin if origin is not None else "",
                address_evidence=origin.origin_evidence if origin is not None else "",
                reply_by=typed.day(self.reply_by.text(), self.language, now.date()),
            )
        )

    def show_wrong(self, error: Exception) -> bool:
        """Say what is wrong, and go to its field."""
        if not isinstance(error, BadInputError):
            return False
        self.wrong.setText(self.language.error(error))
        self.wrong.show()
        field = getattr(self, error.field, self.address)
        if isinstance(field, QLineEdit | Options):
            field.setFocus()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc clears."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)

    def _moment(self, now: dt.datetime) -> str:
        """Give day and time: a time alone is today's, a day may be typed as people do."""
        words = self.at.text().split()
        if not words:
            return ""
        clock = words[-1] if ":" in words[-1] and "T" not in words[-1] else ""
        rest = " ".join(words[:-1] if clock else words)
        day = typed.day(rest, self.language, now.date()) if rest else now.date().isoformat()
        return f"{day}T{clock}" if clock else day

    def _parties(self, language: Language) -> Iterable[tuple[str, str]]:
        del language
        parties: tuple[PartyView, ...] = self._view.parties if self._view is not None else ()
        return [(party.number, party.name) for party in parties if party.role != "consumer"]

    def _known(self) -> list[IdentifierView]:
        if self._view is None:
            return []
        party = next((one for one in self._view.parties if one.number == self.party.value()), None)
        kinds = _KINDS.get(self.channel.value(), ())
        return [one for one in party.identifiers if one.kind in kinds] if party is not None else []

    def _offer(self, *_index: int) -> None:
        from PySide6.QtCore import QStringListModel  # noqa: PLC0415 - small, and only here

        self._completer.setModel(
            QStringListModel([one.raw.replace("\n", ", ") for one in self._known()], self._completer)
        )
