"""Counting a time limit: rule, day, period and country; the last day with every step, as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.jurisdictions import STATUS_LABELS
from xborder_desk.domain.time_limits import RULES
from xborder_desk.i18n import N_
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.widgets.forms import Form
from xborder_desk.ui.widgets.layouts import clear, column
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtWidgets import QWidget

    from xborder_desk.i18n.language import Language
    from xborder_desk.services.deadlines import Computed
    from xborder_desk.ui.frame import Surroundings

# Fields of the use-case by the names they have here.
_NAMES: Final = {"from": "start", "rule": "rule", "period": "period", "country": "country"}


def _rules(language: Language) -> Iterable[tuple[str, str]]:
    return [(name, language.text(rule.title)) for name, rule in RULES.items()]


class LimitSheet(Sheet):
    """Counts a limit with every change; nothing is kept."""

    def __init__(self, around: Surroundings, parent: QWidget) -> None:
        super().__init__(around, parent, N_("Count a time limit"))
        self.form = form = Form(around.screen)
        form.options("rule", N_("How it is counted"), _rules, wide=True)
        form.line("start", N_("Day of the event"), kind="day", hint=N_("Or a moment, for hours"))
        form.line("period", N_("Period"), hint=N_("P14D, P8W, P2M, P1Y6M, P20WD, PT48H; -P10D goes back"))
        form.line("country", N_("Whose holidays"), hint=N_("DE, DE-BY, GB-SCT, TW … or EU"), wide=True)
        form.fill({"rule": "eu-1182-71", "period": "P14D"})
        form.edited.connect(self.count)
        around.screen.changed.connect(self.count)
        self._told = column(gap=5)
        self.body.addWidget(form)
        self.body.addLayout(self._told)
        self.body.addStretch(1)
        self.resize(640, 560)
        form.editor("start").setFocus()

    def count(self) -> None:
        """Count what is typed so far; what cannot be counted is said beside its field."""
        values = self.form.values()
        clear(self._told)
        self.form.clear_wrong()
        if not values["start"] or not values["period"]:
            return
        try:
            found = self.around.doors.limit(
                values["rule"], values["start"], values["period"], values["country"]
            )
        except BadInputError as error:
            focus = self.focusWidget()
            self.form.show_wrong(_NAMES.get(error.field, "period"), self.inside.language.error(error))
            if focus is not None:
                focus.setFocus()
            return
        for role, words in _lines(found, self.inside.language):
            line = Text(role, wrap=True, select=True)
            line.setText(words)
            self._told.addWidget(line)


def _lines(found: Computed, language: Language) -> Iterator[tuple[str, str]]:
    """Give the day, every step, the other readings, what to mind, and what it rests on."""
    end = language.datetime(found.moment, found.moment.tzinfo) if found.moment else ""
    yield "page", end or language.date(found.day, "full")
    for number, step in enumerate(found.steps, 1):
        yield "", f"{number}. {language.say(step)}"
    for day, why in found.alternatives:
        yield "second", language.labelled(language.date(day), language.say(why))
    for told in found.warnings:
        yield "second", language.say(told)
    status = language.text(STATUS_LABELS.get(found.status, found.status))
    yield "second", f"{language.isolate(language.text(found.source))} ({status})"
