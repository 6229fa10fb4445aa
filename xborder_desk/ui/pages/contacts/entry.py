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
from xborder_desk.ui.widgets.cards import Frame, Pill
from xborder_desk.ui.widgets.fields import OneLine
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.forms import Options, of_choice
from xborder_desk.ui.widgets.layouts import column, row
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QVBoxLayout

    from xborder_desk.domain.cases import CaseView, IdentifierView, PartyView
    from xborder_desk.domain.search import RegisterSource
    from xborder_desk.i18n.language import Language
    from xborder_desk.ui.frame import Surroundings

_LETTERS = frozenset({"letter", "registered_letter", "fax"})
# Fields that only some ways have; they come into view with the way, and all of them with "More".
_ONLY = {
    "tracking": _LETTERS,
    "cost": _LETTERS | {"bailiff", "register_lookup"},
    "cost_currency": _LETTERS | {"bailiff", "register_lookup"},
    "ended_at": frozenset({"phone", "visit", "bailiff", "chat"}),
    "searched": frozenset({"register_lookup"}),
}
_MORE = ("language", "first_hand", "on_behalf_of", "next_step", "next_due")
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


_LINES = (
    ("address", N_("Exact address"), N_("Number, address, profile or link …"), 280),
    ("at", N_("When, empty for now"), N_("now, or 2026-03-08 14:30"), 180),
    ("reply_by", N_("Answer asked for by"), N_("Answer by: +14"), 130),
    ("note", N_("Note"), N_("Note: what was said or seen …"), 130),
    ("ended_at", N_("When it ended"), N_("Ended: 14:45"), 130),
    ("tracking", N_("Number on the receipt"), N_("Number on the receipt"), 180),
    ("searched", N_("Words that were searched for"), N_("Words that were searched for"), 220),
    ("cost", N_("Cost"), N_("Cost: 4.90"), 110),
    ("cost_currency", N_("Currency of the cost"), N_("EUR"), 70),
    ("language", N_("Language, as a tag like de or zh-Hant"), N_("Language: de"), 130),
    ("on_behalf_of", N_("In whose name"), N_("In whose name"), 150),
    ("next_step", N_("What comes next"), N_("Next step"), 180),
    ("next_due", N_("Next step by"), N_("Next step by: +7"), 150),
)


class QuickEntry(Spoken):
    """``kept`` gives the attempt as it was typed; ``proofs`` are the evidence it names."""

    kept = Signal(object)

    def __init__(self, around: Surroundings, zone: dt.tzinfo) -> None:
        super().__init__(around.screen)
        self._zone = zone
        self._theme = around.theme
        self._view: CaseView | None = None
        self._registers: tuple[RegisterSource, ...] = ()
        self.proofs: tuple[str, ...] = ()
        self.party = Options(around.screen, self._parties, wide=True)
        self.channel = Options(around.screen, of_choice(Channel))
        self.result = Options(around.screen, of_choice(ContactResult))
        self.purpose = Options(around.screen, of_choice(ContactPurpose, empty=True), wide=True)
        self.party.setMinimumWidth(150)
        self.purpose.setMinimumWidth(150)
        self.first_hand = Options(around.screen, _witnesses)
        self.lines: dict[str, OneLine] = {}
        for name, spoken, hint, wide in _LINES:
            line = self.lines[name] = OneLine()
            line.setMinimumWidth(wide)
            self.say(line.setPlaceholderText, hint)
            self._name(line, spoken)
            line.returnPressed.connect(self._enter_address if name == "address" else self.keep)
        for chooser, spoken in (
            (self.party, N_("To whom")),
            (self.channel, N_("Channel")),
            (self.result, N_("Result")),
            (self.purpose, N_("Purpose")),
            (self.first_hand, N_("Who was there")),
        ):
            self._name(chooser, spoken)
        self.address, self.at = self.lines["address"], self.lines["at"]
        self.reply_by, self.note = self.lines["reply_by"], self.lines["note"]
        self._completer = QCompleter([], self)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.address.setCompleter(self._completer)
        self.frame = Frame("soft")
        self.frame.setLayout(self._layout(around))
        self.setLayout(column(self.frame))
        self.party.currentIndexChanged.connect(self._offer)
        self.channel.currentIndexChanged.connect(self._offer)
        self._offer()

    def show_view(self, view: CaseView, registers: Sequence[RegisterSource] = ()) -> None:
        """Offer the parties of a case, their addresses, and the registers one can look things up in."""
        fresh = self._view is None
        self._view, self._registers = view, tuple(registers)
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
            self.address.setText(_one_line(known[0].raw))
        self.address.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.address.selectAll()

    def propose(self, new: NewAttempt, proofs: Sequence[str] = ()) -> None:
        """Show what an attempt would say, to be looked over and kept; the caret is in the address."""
        self.clear()
        self.party.choose(new.party)
        self.channel.choose(new.channel)
        self.address.setText(_one_line(new.address))
        self.at.setText(new.at.replace("T", " ")[:16])
        if new.purpose:
            self.purpose.choose(new.purpose)
        self.lines["language"].setText(new.language)
        self.result.choose(new.result or "pending")
        self.proofs = tuple(proofs)
        self._show_proofs()
        self._offer()
        self.begin()

    def clear(self) -> None:
        """Make room for the next attempt."""
        for editor in self.lines.values():
            editor.clear()
        self.result.choose("pending")
        self.first_hand.choose("yes")
        self._drop_proofs()
        self.wrong.hide()

    def keep(self) -> None:
        """Give the attempt as typed."""
        now = dt.datetime.now(self._zone)
        text = {name: line.text() for name, line in self.lines.items()}
        origin = next((one for one in self._known() if _one_line(one.raw) == text["address"]), None)
        self.wrong.hide()
        self.kept.emit(
            NewAttempt(
                self.channel.value(),
                text["address"],
                at=self._moment(text["at"], now),
                result=self.result.value(),
                purpose=self.purpose.value(),
                note=text["note"],
                party=self.party.value(),
                address_source=origin.origin if origin is not None else "",
                address_evidence=origin.origin_evidence if origin is not None else "",
                language=text["language"],
                reply_by=typed.day(text["reply_by"], self.language, now.date()),
                first_hand=self.first_hand.value() != "no",
                cost=typed.amount(text["cost"], self.language),
                cost_currency=text["cost_currency"],
                next_step=text["next_step"],
                next_due=typed.day(text["next_due"], self.language, now.date()),
                ended_at=self._moment(text["ended_at"], now, text["at"]),
                tracking=text["tracking"],
                searched=text["searched"],
                on_behalf_of=text["on_behalf_of"],
            )
        )

    def show_wrong(self, error: Exception) -> bool:
        """Say what is wrong, and go to its field."""
        if not isinstance(error, BadInputError):
            return False
        self.wrong.setText(self.language.error(error))
        self.wrong.show()
        field = self.lines.get(error.field) or getattr(self, error.field, self.address)
        if isinstance(field, QLineEdit | Options):
            if not field.isVisible():
                self.more.setChecked(True)
                self._offer()
            field.setFocus()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc clears."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)

    def _enter_address(self) -> None:
        """Take the address that is chosen in the list of known ones; only without that list it is kept."""
        offered = self._completer.popup()
        if offered is not None and offered.isVisible() and offered.currentIndex().isValid():
            self.address.setText(str(offered.currentIndex().data()))
            offered.hide()
            return
        self.keep()

    def _name(self, editor: QLineEdit | Options, words: str) -> None:
        self.say(editor.setAccessibleName, words)
        self.say(editor.setToolTip, words)

    def _layout(self, around: Surroundings) -> QVBoxLayout:
        log = push(self, around.theme, N_("Log"), self.keep, look="primary")
        self.more = push(self, around.theme, N_("More"), self._offer, look="chip")
        self.say(self.more.setAccessibleName, N_("More fields"))
        self.wrong = Text("wrong", wrap=True)
        self.wrong.hide()
        for fixed in ("at", "reply_by", "cost", "cost_currency", "ended_at", "language", "next_due"):
            self.lines[fixed].setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._proof = Pill(around.theme)
        self._without = push(
            self,
            around.theme,
            N_("Log it without this proof"),
            self._drop_proofs,
            icon="x-circle",
            look="icon",
        )
        proof = row(self._proof, self._without, None)
        first = Flow(self.channel, self.address, self.result, log)
        second = Flow(self.party, self.purpose, self.at, self.reply_by, self.note, self.more)
        rest = [self.lines[name] for name in ("tracking", "cost", "cost_currency", "ended_at", "searched")]
        self._third = Flow(*rest)
        self._fourth = Flow(
            self.first_hand,
            *(self.lines[name] for name in ("language", "on_behalf_of", "next_step", "next_due")),
        )
        self._show_proofs()
        return column(proof, first, second, self._third, self._fourth, self.wrong, margins=10)

    def _moment(self, written: str, now: dt.datetime, day_of: str = "") -> str:
        """Give day and time: a time alone is today's, or of the day of ``day_of``; people type days."""
        words = written.split()
        if not words:
            return ""
        clock = words[-1] if ":" in words[-1] and "T" not in words[-1] else ""
        rest = " ".join(words[:-1] if clock else words)
        if not rest and day_of.strip():
            return f"{self._moment(day_of, now)[:10]}T{clock}"
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

    def _offer(self, *_index: object) -> None:
        """Offer what is known for this way, and show the fields it has."""
        from PySide6.QtCore import QStringListModel  # noqa: PLC0415 - small, and only here

        channel, more = self.channel.value(), self.more.isChecked()
        known = [_one_line(one.raw) for one in self._known()]
        if channel == "register_lookup":
            known = [name for one in self._registers for name in one.names[:1]]
        self._completer.setModel(QStringListModel(known, self._completer))
        for name, channels in _ONLY.items():
            self.lines[name].setVisible(more or channel in channels)
        self._third.setVisible(more or any(channel in channels for channels in _ONLY.values()))
        self._fourth.setVisible(more)

    def _drop_proofs(self) -> None:
        self.proofs = ()
        self._show_proofs()

    def _show_proofs(self) -> None:
        words = self.language.text(N_("Proof: {items}"), items=", ".join(self.proofs))
        self._proof.show_state("info", "tray", words)
        for part in (self._proof, self._without):
            part.setVisible(bool(self.proofs))


def _one_line(raw: str) -> str:
    return raw.replace("\n", ", ")


def _witnesses(language: Language) -> Iterable[tuple[str, str]]:
    _ = language.text
    return [("yes", _(N_("I did it myself"))), ("no", _(N_("Somebody else did it and told us")))]
