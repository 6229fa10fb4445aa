"""Mandates and consents of the case: who gave which, for what, since when, and when it ended."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from xborder_desk.domain.choices import MandateKind, label_of
from xborder_desk.i18n import N_
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.pages.overview.lists import RowsCard
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Pill, joined
from xborder_desk.ui.widgets.forms import Form, of_choice
from xborder_desk.ui.widgets.layouts import row
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QWidget

    from xborder_desk.domain.cases import CaseView, MandateView
    from xborder_desk.i18n.language import Language
    from xborder_desk.services import Desk
    from xborder_desk.ui.frame import Surroundings
    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.theme import Theme

_OURS = ("consumer", "representative")


class MandatesCard(RowsCard):
    """Shows mandates and consents; one that ended stays in view, as ended."""

    def __init__(
        self,
        screen: ScreenLanguage,
        theme: Theme,
        give: Callable[[], object],
        withdraw: Callable[[MandateView, bool], object],
    ) -> None:
        nothing = N_(
            "No mandate or consent is written down. Without one nothing should be sent in their name."
        )
        super().__init__(screen, theme, N_("Mandates and consents"), nothing)
        self._withdraw = withdraw
        self.add = push(self, theme, N_("Add mandate…"), give, icon="plus", look="link")
        self.tools.addWidget(self.add)

    def show_view(self, view: CaseView) -> None:
        """Show the mandates of a case, the oldest first."""
        self.begin(len(view.mandates))
        language = self.language
        _ = language.text
        names = {party.number: party.name for party in view.parties}
        for one in view.mandates:
            state, second = Pill(self._theme), Text("second", wrap=True)
            kind = _(label_of(MandateKind, one.kind))
            ended = one.withdrawn_on is not None
            state.show_state("neutral" if ended else "ok", "x-circle" if ended else "check-circle", kind)
            since = _("since {day}", day=one.given_on)
            until = _("withdrawn on {day}", day=one.withdrawn_on) if ended else ""
            said = (names.get(one.party, one.party), one.scope, since, until, one.evidence)
            second.setText(joined(language, *said))
            words = N_("It holds again") if ended else N_("Withdraw")
            verb = push(self, self._theme, words, partial(self._withdraw, one, not ended), look="link")
            verb.setAccessibleName(_(N_("{verb}: {name}"), verb=_(words), name=kind))
            self.rows.addLayout(row(state, None, verb))
            self.rows.addWidget(second)


class MandateSheet(Sheet):
    """Asks for a mandate or consent; ``done`` gets its uid."""

    def __init__(
        self,
        around: Surroundings,
        parent: QWidget,
        desk: Desk,
        view: CaseView,
        done: Callable[[str], object],
    ) -> None:
        super().__init__(around, parent, N_("New mandate or consent"), N_("Add"))
        self._desk, self._view, self._done = desk, view, done
        self.form = form = Form(around.screen)
        form.options("kind", N_("Kind"), of_choice(MandateKind))
        form.options("party", N_("Who gives it"), self._parties)
        form.line("given_on", N_("Given on"), kind="day", hint=N_("today, +14, 2026-03-08"))
        form.line("proof", N_("Proved by"), hint=N_("Evidence, like E-02"))
        form.line("scope", N_("What it covers"), wide=True)
        form.fill({"given_on": dt.datetime.now(desk.zone).date().isoformat(), "kind": "mandate"})
        form.accepted.connect(self.accept_it)
        self.body.addWidget(form)
        self.body.addStretch(1)
        self.resize(620, 400)
        form.editor("given_on").setFocus()
        self.keep_drafts(desk, form, f"{view.number}/overview/mandate:new")

    def accept_it(self) -> None:
        """Write it down."""
        typed = self.form.values()
        give, case = self._desk.parties.give_mandate, self._view.number

        def work(_ctx: object) -> str:
            return give(
                case,
                typed["party"],
                typed["kind"],
                typed["given_on"],
                scope=typed["scope"],
                proof=typed["proof"].strip(),
            )

        self.run(work, self._done, self.form)

    def _parties(self, language: Language) -> Iterable[tuple[str, str]]:
        ours = [party for party in self._view.parties if party.role in _OURS]
        return [(party.number, language.isolate(party.name)) for party in ours or self._view.parties]
