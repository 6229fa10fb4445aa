"""Writing a fact: what happened, when, and what proves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xborder_desk.i18n import N_
from xborder_desk.services.facts import NewFact
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.widgets.forms import Form
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from xborder_desk.domain.cases import FactView
    from xborder_desk.services import Desk
    from xborder_desk.ui.frame import Surroundings


class FactSheet(Sheet):
    """Asks for a fact, or changes one; what stood there stays in the audit register."""

    def __init__(
        self,
        around: Surroundings,
        parent: QWidget,
        desk: Desk,
        case: str,
        fact: FactView | None,
        done: Callable[[object], object],
    ) -> None:
        super().__init__(around, parent, N_("Change fact") if fact else N_("New fact"), N_("Save"))
        self._desk, self._case, self._fact, self._done = desk, case, fact, done
        self.form = form = Form(around.screen)
        form.text("text", N_("What happened"))
        form.line("on", N_("When"), kind="day", hint=N_("A day, month or year: 2026-03-08, 2026-03, 2026"))
        form.line("proof", N_("Proved by"), hint=N_("E-02:3, E-05 (evidence and page)"))
        if fact is not None:
            proofs = [f"{p.evidence}:{p.page}" if p.page else p.evidence for p in fact.proofs]
            form.fill({"text": fact.text, "on": day_of(fact), "proof": ", ".join(proofs)})
        form.accepted.connect(self.accept_it)
        note = Text("second", wrap=True)
        self.inside.say(
            note.setText, N_("The dossier names the exhibit and page of each proof, wherever it stands then.")
        )
        self.body.addWidget(form)
        self.body.addWidget(note)
        self.body.addStretch(1)
        self.resize(620, 400)
        form.editor("text").setFocus()
        number, version = (fact.number, fact.version) if fact is not None else ("new", 0)
        self.keep_drafts(desk, form, f"{case}/overview/fact:{number}", version)

    def accept_it(self) -> None:
        """Keep the fact."""
        typed = self.form.values()
        proofs = tuple(part.strip() for part in typed["proof"].replace(";", ",").split(",") if part.strip())
        new, facts, case = NewFact(typed["text"], typed["on"], proofs), self._desk.facts, self._case
        if self._fact is None:
            self.run(lambda _ctx: facts.add(case, new), self._done, self.form)
        else:
            number = self._fact.number
            seen = None if self.over else self._fact.version
            self.run(
                lambda _ctx: facts.change(case, number, new, version=seen),
                self._done,
                self.form,
            )


def day_of(fact: FactView) -> str:
    """Give the day of a fact as exactly as it is known, as it is typed."""
    if fact.on is None:
        return ""
    lengths = {"year": 4, "month": 7}
    return fact.on.isoformat()[: lengths.get(fact.precision, 10)]
