"""The cards of what a case gathers: facts, next steps, notes for colleagues."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from xborder_desk.domain.references import references, render
from xborder_desk.i18n import N_
from xborder_desk.ui.states import day_of, due_words
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card, Pill, joined, rule
from xborder_desk.ui.widgets.forms import Form
from xborder_desk.ui.widgets.layouts import clear, row
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QHBoxLayout

    from xborder_desk.domain.cases import CaseView, FactView, NoteView, TaskView
    from xborder_desk.i18n.language import Language
    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.theme import Theme


class RowsCard(Card):
    """A card of rows that are made anew for each view of the case."""

    def __init__(self, screen: ScreenLanguage, theme: Theme, title: str, nothing: str) -> None:
        super().__init__(screen, title)
        self._theme, self._nothing = theme, nothing
        self.rows = QVBoxLayout()
        self.rows.setSpacing(7)
        self.body.addLayout(self.rows)

    def begin(self, count: int) -> None:
        """Take the rows away; say so if there are none."""
        clear(self.rows)
        self.show_count(self.language.number(count) if count else "")
        if not count:
            words = Text("label", wrap=True)
            words.setText(self.language.text(self._nothing))
            self.rows.addWidget(words)


class FactsCard(RowsCard):
    """What happened, when, and what proves it."""

    def __init__(
        self,
        screen: ScreenLanguage,
        theme: Theme,
        edit: Callable[[FactView | None], object],
        remove: Callable[[FactView], object],
    ) -> None:
        nothing = N_("No fact yet. A fact is one statement with its day and the pages that prove it.")
        super().__init__(screen, theme, N_("Facts"), nothing)
        self._edit, self._remove = edit, remove
        self.add = push(self, theme, N_("Add fact…"), partial(edit, None), icon="plus", look="link")
        self.tools.addWidget(self.add)

    def show_view(self, view: CaseView) -> None:
        """Show the facts of a case, by their days."""
        self.begin(len(view.facts))
        language = self.language
        _ = language.text
        for number, fact in enumerate(
            sorted(view.facts, key=lambda one: (one.on or dt.date.max, one.number))
        ):
            if number:
                self.rows.addWidget(rule())
            words, second = Text(wrap=True, select=True), Text("second", wrap=True)
            words.setText(_said(fact.text, language))
            proofs = [
                _("{evidence}, p. {page}", evidence=proof.evidence, page=proof.page)
                if proof.page
                else proof.evidence
                for proof in fact.proofs
            ]
            day = self._day(fact)
            second.setText(joined(language, fact.number, day, *(proofs or [_("no proof yet")])))
            edit = push(self, self._theme, N_("Edit"), partial(self._edit, fact), look="link")
            remove = push(
                self, self._theme, N_("Remove"), partial(self._remove, fact), icon="trash", look="bare"
            )
            edit.setAccessibleName(_("Edit {name}", name=fact.number))
            remove.setAccessibleName(_("Remove {name}", name=fact.number))
            self.rows.addWidget(words)
            line = row(second, edit, remove)
            line.setStretch(0, 1)
            self.rows.addLayout(line)

    def _day(self, fact: FactView) -> str:
        _ = self.language.text
        if fact.on is None:
            return _("day unknown")
        if fact.precision in {"year", "month"}:
            return fact.on.isoformat()[: 4 if fact.precision == "year" else 7]
        return self.language.date(fact.on)


class StepsCard(RowsCard):
    """What is to be done next."""

    def __init__(
        self,
        screen: ScreenLanguage,
        theme: Theme,
        plan: Callable[[str, str], object],
        finish: Callable[[TaskView], object],
    ) -> None:
        super().__init__(
            screen, theme, N_("Next steps"), N_("Nothing is planned. Write the next thing to do.")
        )
        self._plan, self._finish = plan, finish
        self.form = Form(screen)
        self.form.line("task", N_("To do"))
        self.form.line("due", N_("By"), kind="day", hint=N_("+14, Friday, 2026-03-08"))
        self.form.accepted.connect(self._add)
        add = push(self, theme, N_("Add task"), self._add)
        self.body.addWidget(self.form)
        self.body.addLayout(row(None, add))

    def show_view(self, view: CaseView) -> None:
        """Show what is open, by day."""
        tasks = [task for task in view.tasks if task.done_at is None]
        self.begin(len(tasks))
        for task in sorted(tasks, key=lambda one: one.due_on or dt.date.max):
            self.rows.addLayout(self._line(task))

    def _line(self, task: TaskView) -> QHBoxLayout:
        words, day = Text(wrap=True, select=True), Pill(self._theme)
        words.setText(task.text)
        if task.due_on is not None:
            left = (task.due_on - dt.datetime.now().astimezone().date()).days
            kind, said = due_words(left, self.language)
            day.show_state(kind, "timer", said)
            day.setToolTip(self.language.date(task.due_on, "full"))
        else:
            day.hide()
        done = push(
            self, self._theme, N_("Done"), partial(self._finish, task), icon="check-circle", look="bare"
        )
        done.setAccessibleName(self.language.text(N_("Done: {task}"), task=task.text))
        line = row(words, day, done)
        line.setStretch(0, 1)
        return line

    def _add(self) -> None:
        values = self.form.values()
        self._plan(values["task"], values["due"])


class NotesCard(RowsCard):
    """Notes for colleagues; no document can reach them."""

    def __init__(
        self,
        screen: ScreenLanguage,
        theme: Theme,
        write: Callable[[str], object],
        remove: Callable[[NoteView], object],
    ) -> None:
        nothing = N_("What only colleagues may read. No document can reach it.")
        super().__init__(screen, theme, N_("Notes for colleagues"), nothing)
        self._write, self._remove = write, remove
        self.line = QLineEdit()
        self.say(self.line.setPlaceholderText, N_("Write a note …"))
        self.say(self.line.setAccessibleName, N_("Note for colleagues"))
        self.line.returnPressed.connect(self._keep)
        self.body.addWidget(self.line)

    def show_view(self, view: CaseView) -> None:
        """Show the notes, newest first."""
        self.begin(len(view.notes))
        for note in sorted(view.notes, key=lambda one: one.at, reverse=True):
            words, second = Text(wrap=True, select=True), Text("second")
            words.setText(note.text)
            second.setText(joined(self.language, note.by, self.language.date(day_of(note.at))))
            gone = push(
                self, self._theme, N_("Remove"), partial(self._remove, note), icon="trash", look="bare"
            )
            gone.setAccessibleName(self.language.text(N_("Remove the note of {name}"), name=note.by))
            self.rows.addWidget(words)
            line = row(second, gone)
            line.setStretch(0, 1)
            self.rows.addLayout(line)

    def _keep(self) -> None:
        if self.line.text().strip():
            self._write(self.line.text())


def _said(text: str, language: Language) -> str:
    """Say a text with its references as evidence is named on this page."""
    names = {one.key: one.key for one in references(text)}
    return render(text, names, language.text("{label}, p. {page}"))
