"""Correcting a figure, writing a route of the office's own, and keeping who confirmed a dossier profile."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.jurisdictions import STATUS_LABELS
from xborder_desk.i18n import N_
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.pages.law.columns import KINDS, profile_title
from xborder_desk.ui.states import day_of
from xborder_desk.ui.widgets.forms import Form
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from PySide6.QtWidgets import QWidget

    from xborder_desk.domain.jurisdictions import Figure
    from xborder_desk.domain.profiles import ProfileEntry
    from xborder_desk.i18n.language import Language
    from xborder_desk.services.law import Law
    from xborder_desk.ui.frame import Surroundings

_FIELDS: Final = (
    "amount",
    "currency",
    "rate",
    "rule",
    "valid_from",
    "valid_to",
    "status",
    "checked_on",
    "note",
)


def _statuses(language: Language) -> Iterable[tuple[str, str]]:
    return [(status, language.text(words)) for status, words in STATUS_LABELS.items()]


class FigureSheet(Sheet):
    """Asks what a figure really is, since when, and where that stands; ``write`` is the use-case."""

    def __init__(
        self,
        around: Surroundings,
        parent: QWidget,
        figure: Figure,
        write: Callable[[Mapping[str, str], str], None],
        done: Callable[[Any], object],
    ) -> None:
        super().__init__(around, parent, N_("Correct a figure"), N_("Keep"))
        self._write, self._done = write, done
        language = around.screen.language
        head = Text("strong", wrap=True)
        head.setText(language.labelled(language.country(figure.country), language.text(KINDS[figure.kind])))
        self.form = form = Form(around.screen)
        form.line("amount", N_("Amount"), kind="amount")
        form.line("currency", N_("Currency"))
        form.line("rate", N_("Rate in percent"), kind="amount")
        form.line("rule", N_("Rule and period"), hint=N_("calendar-days:P2Y"))
        form.line("valid_from", N_("Valid from"), kind="day")
        form.line("valid_to", N_("Valid until"), kind="day")
        form.options("status", N_("How far it was checked"), _statuses)
        form.line("checked_on", N_("Checked on"), kind="day")
        form.line("source", N_("Source"), hint=N_("Law, article, and where you read it"), wide=True)
        form.text("note", N_("Note"), lines=3)
        self._before = _values(figure, language)
        form.fill(self._before)
        self._before = {name: value for name, value in form.values().items() if name in _FIELDS}
        form.accepted.connect(self.accept_it)
        self.body.addWidget(head)
        self.body.addWidget(form)
        self.body.addStretch(1)
        self.resize(640, 620)
        form.editor("amount" if figure.amount is not None else "source").setFocus()

    def accept_it(self) -> None:
        """Keep what was changed."""
        values = self.form.values()
        changes = {name: values[name] for name in _FIELDS if values[name] != self._before[name]}
        source = values["source"]
        self.run(lambda _ctx: self._write(changes, source), self._done, self.form)


def _values(figure: Figure, language: Language) -> dict[str, str]:
    """Give a figure as a person would type it."""
    days = {"valid_from": figure.valid_from, "valid_to": figure.valid_to, "checked_on": None}
    return {
        "amount": "" if figure.amount is None else language.number(figure.amount),
        "currency": figure.currency,
        "rate": "" if figure.rate is None else language.number(figure.rate),
        "rule": figure.rule,
        "status": figure.status,
        "note": figure.note.text if figure.note else "",
        **{name: day.isoformat() if day else "" for name, day in days.items()},
    }


class ProfileSheet(Sheet):
    """Asks who confirmed a dossier profile, and when; ``write`` is the use-case."""

    def __init__(
        self,
        around: Surroundings,
        parent: QWidget,
        profile: ProfileEntry,
        write: Callable[[str, str], None],
        done: Callable[[Any], object],
    ) -> None:
        super().__init__(around, parent, N_("Confirm a profile"), N_("Keep"))
        self._write, self._done = write, done
        head, note, told = Text("strong", wrap=True), Text("second", wrap=True), Text("second", wrap=True)
        self.inside.say_as(head.setText, lambda: profile_title(profile, self.inside.language))
        self.inside.say_as(
            note.setText, lambda: self.inside.language.ctext(f"profile:{profile.id}:note", profile.note)
        )
        self.inside.say(
            told.setText,
            N_(
                "Say who confirmed that courts there are used to a dossier like this: "
                "a lawyer or the court itself."
            ),
        )
        self.form = form = Form(around.screen, columns=1)
        form.line("source", N_("Source"), hint=N_("Who confirmed it, and where that stands."))
        form.line("checked_on", N_("Checked on"), kind="day")
        form.fill({"checked_on": around.screen.language.date(day_of(dt.datetime.now(dt.UTC)))})
        form.accepted.connect(self.accept_it)
        for part in (head, note, told, form):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.resize(560, 420)

    def accept_it(self) -> None:
        """Keep who confirmed it."""
        values = self.form.values()
        self.run(lambda _ctx: self._write(values["source"], values["checked_on"]), self._done, self.form)


class RouteSheet(Sheet):
    """Takes a route written like our files; begins with the text of one there is."""

    def __init__(
        self, around: Surroundings, parent: QWidget, law: Law, route: str, done: Callable[[Any], object]
    ) -> None:
        super().__init__(around, parent, N_("A route of this office"), N_("Keep"))
        self._law, self._done = law, done
        told = Text("second", wrap=True)
        self.inside.say(
            told.setText,
            N_(
                "Written like our own files. Give it an id of its own to add a route, or keep the id to lay "
                "it over ours. Every clock and condition names a source."
            ),
        )
        self.form = form = Form(around.screen, columns=1)
        self._like = form.options("like", N_("Begin with"), self._routes, searching=True)
        form.text("text", N_("The route"), lines=18)
        form.line("source", N_("Source"), hint=N_("Law, article, and where you read it"))
        form.fill({"like": route})
        self._like.currentTextChanged.connect(self._begin)
        self.body.addWidget(told)
        self.body.addWidget(form)
        self.resize(820, 720)
        self._begin()

    def accept_it(self) -> None:
        """Keep the route; a fault in it is said with its key and reason."""
        values = self.form.values()
        self.run(
            lambda _ctx: self._law.put_route("", values["text"], values["source"]), self._done, self.form
        )

    def _routes(self, language: Language) -> Iterable[tuple[str, str]]:
        return [("", ""), *((one.id, f"{language.say(one.title)} · {one.id}") for one in self._law.routes())]

    def _begin(self, *_words: str) -> None:
        chosen = self._like.value()
        if chosen and chosen in {one.id for one in self._law.routes()}:
            self.form.fill({"like": chosen, "text": self._law.route_text(chosen)})
