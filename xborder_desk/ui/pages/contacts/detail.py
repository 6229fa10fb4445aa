"""The chosen attempt with every line that names it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from xborder_desk.domain.choices import ContactPurpose, ContactResult, label_of
from xborder_desk.domain.contacts import BY_REPORT
from xborder_desk.i18n import N_
from xborder_desk.ui.clocks import clock_in
from xborder_desk.ui.language import Spoken
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Frame, joined
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.layouts import clear, column
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    import datetime as dt

    from xborder_desk.i18n.language import Language
    from xborder_desk.ui.frame import Surroundings
    from xborder_desk.ui.pages.contacts.columns import Line


class Detail(Spoken):
    """Shows one attempt; its buttons write further lines."""

    def __init__(self, around: Surroundings, zone: dt.tzinfo) -> None:
        super().__init__(around.screen)
        self._line: Line | None = None
        self._zone = zone
        frame = Frame("inset")
        self._title, self._second = Text("strong"), Text("second", wrap=True)
        self._facts = Text("second", wrap=True, select=True)
        self.result = push(self, around.theme, N_("Add result…"), look="row")
        self.reply = push(self, around.theme, N_("Add reply…"), look="row")
        self.correct = push(self, around.theme, N_("Correct…"), icon="note-pencil", look="row")
        self._history = QVBoxLayout()
        self._history.setSpacing(3)
        head = Flow(self._title, self.result, self.reply, self.correct)
        frame.setLayout(column(head, self._second, self._facts, self._history, margins=12))
        self.setLayout(column(frame))

    def show_line(self, line: Line) -> None:
        """Show an attempt."""
        self._line = line
        self.retranslate()

    def retranslate(self) -> None:
        """Say what is known of it, line by line."""
        super().retranslate()
        line = getattr(self, "_line", None)
        if line is None:
            return
        language, attempt = self.language, line.attempt
        _ = language.text
        self._title.setText(_("Attempt {number}", number=attempt.number))
        purpose = _(label_of(ContactPurpose, attempt.purpose)) if attempt.purpose else ""
        due = _("answer asked for by {day}", day=attempt.reply_by) if attempt.reply_by else ""
        recorded = language.datetime(attempt.recorded_at, self._zone)
        self._second.setText(
            joined(language, purpose, due, _("recorded {when} by {name}", when=recorded, name=attempt.by))
        )
        self._facts.setText(joined(language, *facts_of(line, language)))
        clear(self._history)
        lines = [(0, attempt.note)] if attempt.note else []
        lines += [
            (one.seq, joined(language, _(label_of(ContactResult, one.result)), one.note, *one.proofs))
            for one in attempt.results
        ]
        lines += [(one.seq, joined(language, _("Reply"), one.note, *one.proofs)) for one in attempt.replies]
        for change in attempt.corrections:
            text = _(
                "Corrected, {field}: “{before}” is “{after}” ({reason})",
                field=change.field,
                before=change.before,
                after=change.after,
                reason=change.note,
            )
            lines.append((change.seq, text))
        for seq, text in sorted(lines):
            words = Text(wrap=True, select=True)
            words.setText(_("Line {seq}: {text}", seq=seq, text=text) if seq else text)
            self._history.addWidget(words)


def facts_of(line: Line, language: Language) -> list[str]:
    """Say what a court asks of an attempt besides its address: who was there, both clocks, cost, numbers."""
    _, attempt = language.text, line.attempt
    if attempt.known_by == BY_REPORT:
        facts = [_(N_("known only because a server reported about it"))]
    elif attempt.first_hand:
        facts = [_(N_("first-hand: {name}"), name=attempt.by)]
    else:
        facts = [_(N_("not first-hand: somebody else did it and told us"))]
    other = clock_in(line.party.country if line.party is not None else "", attempt.started_at)
    if other is not None and other.utcoffset() != attempt.local.utcoffset():
        facts.append(_(N_("{time} on the clock there"), time=f"{language.date(other.date())} {other:%H:%M}"))
    if attempt.ended_at is not None:
        minutes = max(round((attempt.ended_at - attempt.started_at).total_seconds() / 60), 0)
        facts.append(language.plural("lasted {n} minute", "lasted {n} minutes", minutes))
    if attempt.cost:
        cost = language.money(Decimal(attempt.cost), attempt.cost_currency)
        facts.append(_(N_("cost {amount}, part of the claim"), amount=cost))
    if attempt.tracking:
        facts.append(_(N_("receipt no. {number}"), number=attempt.tracking))
    if attempt.searched:
        facts.append(_(N_("searched for “{words}”"), words=attempt.searched))
    if attempt.on_behalf_of:
        facts.append(_(N_("in the name of {name}"), name=attempt.on_behalf_of))
    if attempt.next_step or attempt.next_due:
        due = language.date(attempt.next_due) if attempt.next_due else ""
        facts.append(_(N_("next: {step}"), step=" · ".join(filter(None, (attempt.next_step, due)))))
    return facts
