"""What was half typed when the program ended: go on with it, or throw it away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from xborder_desk.i18n import N_
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import rule
from xborder_desk.ui.widgets.layouts import row
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QPushButton, QWidget

    from xborder_desk.i18n.language import Language
    from xborder_desk.services import Desk
    from xborder_desk.services.drafts import KeptDraft
    from xborder_desk.ui.frame import Surroundings

_WHERE: Final = {
    "new-case": N_("A new case"),
    "purchase": N_("Purchase"),
    "problem": N_("Problem"),
    "dates": N_("Key dates"),
    "state": N_("State and outcome"),
    "task": N_("A task"),
    "note": N_("A note for colleagues"),
    "fact": N_("A fact"),
    "party": N_("A party"),
    "address": N_("An address or number"),
    "mandate": N_("A mandate"),
    "entry": N_("A contact attempt"),
    "mail": N_("Write a mail"),
    "result": N_("Add result"),
    "reply": N_("Add reply"),
    "correct": N_("Correct an attempt"),
    "post": N_("Enter a posting"),
    "mark": N_("Mark a step of the search"),
    "letter": N_("New letter"),
    "sent": N_("Mark as sent"),
    "sender": N_("Sender of the letters"),
    "sum": N_("Add a sum"),
    "exhibit": N_("Exhibit"),
    "translation": N_("Add a translation"),
    "custody": N_("Note in the custody register"),
    "body": N_("Bodies"),
    "section": N_("Section"),
    "watch": N_("Watch list"),
    "page": N_("What the seller's page states"),
    "link": N_("The party of a case is this seller"),
    "figure": N_("Correct a figure"),
    "route": N_("A route of this office"),
}
_SHOWN: Final = 60


def where(draft: KeptDraft, language: Language) -> str:
    """Say what was being typed, and in which case."""
    what = draft.place.rsplit("/", 1)[-1].partition(":")[0]
    words = language.text(_WHERE.get(what, N_("Something half typed")))
    return " · ".join(part for part in (draft.case, words) if part)


def beginning(draft: KeptDraft) -> str:
    """Give the first words of what was typed: the longest field tells most."""
    longest = max(draft.values.values(), key=len, default="").strip().replace("\n", " ")
    return longest if len(longest) <= _SHOWN else f"{longest[:_SHOWN]} …"


class DraftsSheet(Sheet):
    """Lists drafts; ``go_on`` gets the one to go on with."""

    def __init__(
        self,
        around: Surroundings,
        parent: QWidget,
        desk: Desk,
        drafts: Sequence[KeptDraft],
        go_on: Callable[[KeptDraft], object],
    ) -> None:
        super().__init__(around, parent, N_("What you were typing"))
        self._desk, self._go_on = desk, go_on
        told = Text("label", wrap=True)
        self.inside.say(told.setText, N_("The program ended before this was kept for good."))
        self.body.addWidget(told)
        for draft in drafts:
            self._show(draft)
        self.body.addStretch(1)
        self.resize(560, 420)

    def _show(self, draft: KeptDraft) -> None:
        say = self.inside.say_as
        place, words, when = Text("strong", wrap=True), Text(wrap=True, select=True), Text("second")
        say(place.setText, lambda: where(draft, self.inside.language))
        words.setText(beginning(draft))
        words.setProperty("data", True)  # noqa: FBT003 - a property of Qt's
        at = draft.at.astimezone(self._desk.zone)
        say(when.setText, lambda: self.inside.language.datetime(at, self._desk.zone))
        when.setProperty("data", True)  # noqa: FBT003 - as above
        on = push(self.inside, self.around.theme, N_("Go on"), partial(self._take, draft), look="row")
        away = push(self.inside, self.around.theme, N_("Throw away"), look="link")
        away.clicked.connect(partial(self._drop, draft, [on, away]))
        for verb in (on, away):
            say(verb.setAccessibleName, partial(_both, verb, place))
        for part in (rule(), place, words):
            self.body.addWidget(part)
        self.body.addLayout(row(when, None, away, on))

    def _take(self, draft: KeptDraft, *_pressed: bool) -> None:
        self.accept()
        self._go_on(draft)

    def _drop(self, draft: KeptDraft, verbs: Sequence[QWidget], *_pressed: bool) -> None:
        drop = self._desk.drafts.drop
        self.around.runner.job(lambda _ctx: drop(draft.place), quiet=True)
        for verb in verbs:
            verb.setEnabled(False)


def _both(verb: QPushButton, place: Text) -> str:
    """Name a verb by what it is about."""
    return f"{verb.text()}: {place.text()}"
