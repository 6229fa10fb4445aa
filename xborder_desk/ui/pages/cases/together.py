"""Changing many cases at once: what is to change, then what that will do, then writing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6

from xborder_desk.domain.choices import CaseStatus, label_of
from xborder_desk.domain.errors import BadInputError
from xborder_desk.i18n import N_
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.widgets.forms import Form, of_choice
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from xborder_desk.domain.case_list import BulkChange
    from xborder_desk.i18n.language import Language
    from xborder_desk.services import Desk
    from xborder_desk.ui.frame import Surroundings

_NAMES = {"status": N_("State"), "caseworker": N_("Caseworker"), "platform": N_("Platform")}
_SHOWN = 4


class TogetherSheet(Sheet):
    """Asks for new values, says what they will change, and writes them; ``then`` gets what stood there."""

    def __init__(
        self,
        around: Surroundings,
        parent: QWidget,
        desk: Desk,
        numbers: Sequence[str],
        then: Callable[[dict[str, dict[str, str]], dict[str, str]], object],
    ) -> None:
        super().__init__(around, parent, N_("Change many cases"), N_("See what will change"))
        self._desk, self._numbers, self._then = desk, list(numbers), then
        self._seen: tuple[dict[str, str], BulkChange] | None = None
        count = Text("heading")
        count.setText(self.inside.language.plural("{n} case chosen", "{n} cases chosen", len(self._numbers)))
        told = Text("label", wrap=True)
        self.inside.say(told.setText, N_("What is left empty stays as it is in each case."))
        self.form = Form(around.screen)
        self.form.options("status", N_("State"), of_choice(CaseStatus, empty=True))
        self.form.line("caseworker", N_("Caseworker"))
        self.form.line("platform", N_("Platform"))
        self.form.edited.connect(self._forget)
        self.form.accepted.connect(self.accept_it)
        self.summary = Text(wrap=True, select=True)
        self.summary.hide()
        for part in (count, told, self.form, self.summary):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def accept_it(self) -> None:
        """First say what will change; then write it."""
        given = {name: value for name, value in self.form.values().items() if value.strip()}
        if not given:
            self.show_strip("warn", self.inside.language.text(N_("Nothing is to change yet.")))
            return
        numbers, many = self._numbers, self._desk.cases.many
        if self._seen is not None and self._seen[0] == given:
            self.run(
                lambda _ctx: many.set(numbers, given), lambda before: self._then(before, given), self.form
            )
            return
        self.verb.setEnabled(False)
        job = self.around.runner.job(lambda _ctx: many.preview(numbers, given), quiet=True)
        job.done.connect(lambda found: self._show(given, found))
        job.failed.connect(self._refused)

    def _show(self, given: dict[str, str], found: BulkChange) -> None:
        if not shiboken6.isValid(self):
            return
        self._seen = (given, found)
        self.verb.setEnabled(True)
        language = self.inside.language
        changed = found.cases - found.unchanged
        self.inside.say(self.verb.setText, N_("Change {count}"), count=changed)
        self.verb.setEnabled(changed > 0)
        self.summary.setText("\n".join(summary(given, found, language)))
        self.summary.show()
        self.verb.setFocus()

    def _refused(self, error: Exception) -> None:
        if not shiboken6.isValid(self):
            return
        self.verb.setEnabled(True)
        sentence = self.inside.language.error(self.around.faults.sentence(error))
        if not (isinstance(error, BadInputError) and self.form.show_wrong(error.field, sentence)):
            self.show_strip("danger", sentence)

    def _forget(self, *_edited: object) -> None:
        """What was seen holds no longer once somebody types."""
        self._seen = None
        self.summary.hide()
        self.verb.setEnabled(True)
        self.inside.say(self.verb.setText, N_("See what will change"))


def summary(given: dict[str, str], found: BulkChange, language: Language) -> list[str]:
    """Say what a change of many cases will do, line by line."""
    _ = language.text
    held = dict(found.values)
    lines = []
    for name, new in given.items():
        before = held.get(name, ())
        shown = [
            _("{value} ({count})", value=_value(name, value, language), count=count)
            for value, count in before[:_SHOWN]
        ]
        if len(before) > _SHOWN:
            rest = sum(count for _value_, count in before[_SHOWN:])
            shown.append(_("others ({count})", count=rest))
        lines.append(
            _(
                "{name}: from {before} to {after}.",
                name=_(_NAMES.get(name, name)),
                before=", ".join(shown),
                after=_value(name, new, language),
            )
        )
    if found.unchanged:
        lines.append(
            language.plural(
                "{n} case has it already and stays as it is.",
                "{n} cases have it already and stay as they are.",
                found.unchanged,
            )
        )
    return lines


def _value(name: str, value: str, language: Language) -> str:
    if not value:
        return language.text(N_("nothing"))
    return language.text(label_of(CaseStatus, value)) if name == "status" else language.isolate(value)
