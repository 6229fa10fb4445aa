"""What became of mails that were dropped or imported: one sentence for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.domain.mail_import import Became, Imported
from xborder_desk.i18n import N_
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.models.table import Column, TableModel
from xborder_desk.ui.widgets.tables import Table
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from xborder_desk.i18n.language import Language
    from xborder_desk.ui.frame import Surroundings

_LOOKS: Final = {
    Became.ATTEMPT: ("info", "envelope-simple", N_("Attempt")),
    Became.RESULT: ("warn", "arrow-u-down-left", N_("Result")),
    Became.REPLY: ("ok", "chats", N_("Reply")),
    Became.KEPT: ("neutral", "tray", N_("Kept as evidence")),
}
MAILS: Final = frozenset({".eml", ".msg", ".mbox", ".mbx"})
"""How files are called that are mails or mailboxes."""


def sentence(one: Imported, language: Language) -> str:
    """Say what one mail became."""
    _ = language.text
    if one.fault is not None:
        return language.error(one.fault)
    where = ", ".join(one.attempts)
    if one.duplicate_of:
        return _(N_("Imported before as {item}; nothing was changed."), item=one.duplicate_of)
    said = {
        Became.ATTEMPT: N_("A sent mail: it is attempt {attempts} now, proved by {item}."),
        Became.RESULT: N_("A delivery report: it is a result of {attempts}, proved by {item}."),
        Became.REPLY: N_("An answer: it is a reply to {attempts}, proved by {item}."),
        Became.KEPT: N_("Neither sent, nor a report, nor an answer: kept as {item}, nothing else changed."),
    }
    return _(said[one.outcome], attempts=where, item=one.evidence)


def warned(one: Imported, language: Language) -> str:
    """Say what else is to be known of it: who was not reached, and doubts about its time or its mail."""
    dead = [said.address for said in one.recipients if said.dead]
    told = [language.say(warning) for warning in one.warnings]
    if dead:
        told.insert(0, language.text(N_("Dead by this report: {addresses}."), addresses=", ".join(dead)))
    return " ".join(told)


COLUMNS: Final[tuple[Column[Imported], ...]] = (
    Column(
        "mail",
        N_("Mail"),
        lambda one, _l: f"{one.path.name} #{one.position}" if one.position else one.path.name,
        chars=26,
    ),
    Column(
        "became",
        N_("Became"),
        lambda one, language: language.text(N_("Not taken in") if one.fault else _LOOKS[one.outcome][2]),
        pill=lambda one: "danger" if one.fault else _LOOKS[one.outcome][0],
        icon=lambda one: "warning-circle" if one.fault else _LOOKS[one.outcome][1],
        chars=20,
    ),
    Column("what", N_("What that means"), sentence, second=warned, stretch=True),
)


class ImportedSheet(Sheet):
    """Lists what became of many mails."""

    def __init__(self, around: Surroundings, parent: QWidget, taken: Sequence[Imported]) -> None:
        super().__init__(around, parent, N_("What became of the mails"))
        self.model = TableModel(around.screen, COLUMNS, self.inside)
        self.model.show(list(taken))
        table = Table(around.theme, self.model, lines=2)
        self.inside.say(table.setAccessibleName, N_("What became of the mails"))
        self.counted = Text("strong", wrap=True)
        self.counted.setText(summary(taken, self.inside.language))
        self.body.addWidget(self.counted)
        self.body.addWidget(table, 1)
        self.resize(980, 520)


def summary(taken: Sequence[Imported], language: Language) -> str:
    """Count what mails became."""
    fresh = [one for one in taken if one.fault is None and not one.duplicate_of]
    count = {kind: sum(one.outcome is kind for one in fresh) for kind in Became}
    return language.text(
        N_(
            "Attempts: {attempts} · results: {results} · replies: {replies} · only kept: {kept} · "
            "known before: {known} · not taken in: {faults}"
        ),
        attempts=count[Became.ATTEMPT],
        results=count[Became.RESULT],
        replies=count[Became.REPLY],
        kept=count[Became.KEPT],
        known=sum(bool(one.duplicate_of) and one.fault is None for one in taken),
        faults=sum(one.fault is not None for one in taken),
    )
