"""The filters over the list: those of the program and those a person keeps, each with its count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup

from xborder_desk.domain.case_list import CaseQuestion, SavedFilter
from xborder_desk.i18n import N_
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.language import Spoken
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.forms import Form
from xborder_desk.ui.widgets.layouts import column

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget

    from xborder_desk.services import Desk
    from xborder_desk.ui.frame import Surroundings

ALL: Final = "all"
MINE: Final = "mine"
SOON: Final = "soon"
WAITING: Final = "waiting"
BIN: Final = "bin"
_WORDS: Final = {
    ALL: N_("In work"),
    MINE: N_("Mine"),
    SOON: N_("Due in 14 days"),
    WAITING: N_("Waiting for the consumer"),
    BIN: N_("Bin"),
}


def questions(person: str) -> dict[str, CaseQuestion]:
    """Give the questions of the program's own filters; ``person`` is who works here."""
    return {
        ALL: CaseQuestion(),
        MINE: CaseQuestion(where=(("caseworker", f"={person}"),)),
        SOON: CaseQuestion(where=(("due", "<=+14"),), order="due"),
        WAITING: CaseQuestion(where=(("status", "waiting"),)),
        BIN: CaseQuestion(binned=True),
    }


class FilterBar(Spoken):
    """Filters as chips. ``chosen`` gives the question of the one pressed, ``saving`` asks to keep one."""

    chosen = Signal(object)
    saving = Signal()

    def __init__(self, around: Surroundings, desk: Desk) -> None:
        super().__init__(around.screen)
        self._around, self._desk = around, desk
        self._own = questions(desk.today.person)
        self._kept: dict[str, CaseQuestion] = {}
        self._counts: dict[str, int] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._chips: dict[str, QPushButton] = {}
        self._flow = Flow(gap=6)
        for name in self._own:
            self._add(name)
        self._save = push(self, around.theme, N_("Keep this filter…"), self.saving.emit, look="link")
        self._drop = push(self, around.theme, N_("Let this filter go"), self._let_go, look="link")
        self._drop.hide()
        self._flow.addWidget(self._save)
        self._flow.addWidget(self._drop)
        self.setLayout(column(self._flow))
        self._chips[ALL].setChecked(True)
        self._group.buttonClicked.connect(self._tell)
        self.retranslate()

    @property
    def current(self) -> str:
        """The name of the filter in use; those a person kept begin with ``kept:``."""
        button = self._group.checkedButton()
        return str(button.property("value")) if button is not None else ""

    @property
    def names(self) -> list[str]:
        """The filters there are, in their order."""
        return list(self._chips)

    def choose(self, name: str) -> None:
        """Choose a filter, as a press does."""
        self._chips[name].setChecked(True)
        self._tell()

    def question(self) -> CaseQuestion:
        """Give the question of the filter in use."""
        return {**self._own, **self._kept}.get(self.current, CaseQuestion())

    def everything(self) -> list[CaseQuestion]:
        """Give the questions of all filters, in their order."""
        both = {**self._own, **self._kept}
        return [both[name] for name in self._chips]

    def show_counts(self, counts: Sequence[int]) -> None:
        """Show how many each finds."""
        if len(counts) == len(self._chips):
            self._counts = dict(zip(self._chips, counts, strict=True))
            self.retranslate()

    def show_kept(self, kept: Sequence[SavedFilter]) -> None:
        """Show the filters a person kept."""
        wanted = {f"kept:{one.name}": one.question for one in kept}
        for name in [name for name in self._kept if name not in wanted]:
            chip = self._chips.pop(name)
            self._group.removeButton(chip)
            self._flow.take(chip)
            chip.deleteLater()
        self._kept = wanted
        if not self.current:
            self._chips[ALL].setChecked(True)
        for name in wanted:
            if name not in self._chips:
                self._add(name)
        for last in (self._save, self._drop):
            self._flow.take(last)
            self._flow.addWidget(last)
            last.show()
        self._drop.setVisible(self.current in self._kept)
        self.retranslate()

    def retranslate(self) -> None:
        """Say every filter with its count."""
        super().retranslate()
        for name, chip in getattr(self, "_chips", {}).items():
            words = self.language.text(_WORDS[name]) if name in _WORDS else name.removeprefix("kept:")
            count = self._counts.get(name)
            chip.setText(words if count is None else f"{words}  {self.language.number(count)}")

    def _add(self, name: str) -> None:
        chip = push(self, self._around.theme, _WORDS.get(name, N_("Filter")), look="chip")
        self._sayings.pop((id(chip), "setText"), None)
        chip.setProperty("value", name)
        self._group.addButton(chip)
        self._chips[name] = chip
        self._flow.addWidget(chip)
        chip.show()

    def _let_go(self) -> None:
        name = self.current
        if name not in self._kept:
            return
        kept = SavedFilter(name.removeprefix("kept:"), self._kept[name])
        filters = self._desk.cases.filters
        self.choose(ALL)

        def work(_ctx: object) -> Sequence[SavedFilter]:
            filters.drop(kept.name)
            return filters.kept()

        self._around.runner.job(work, quiet=True).done.connect(self._arrived)
        self._around.guide.did(
            N_("The filter “{name}” is gone."),
            lambda: filters.keep(kept.name, kept.question),
            lambda: filters.drop(kept.name),
            name=kept.name,
        )

    def _arrived(self, kept: Sequence[SavedFilter]) -> None:
        if shiboken6.isValid(self):
            self.show_kept(kept)

    def _tell(self, _button: QAbstractButton | None = None) -> None:
        self._drop.setVisible(self.current in self._kept)
        self.chosen.emit(self.question())


class KeepSheet(Sheet):
    """Asks for the name of a filter; ``then`` gets it."""

    def __init__(
        self,
        around: Surroundings,
        parent: QWidget,
        desk: Desk,
        question: CaseQuestion,
        then: Callable[[str], object],
    ) -> None:
        super().__init__(around, parent, N_("Keep this filter"), N_("Keep"))
        self._desk, self._question, self._then = desk, question, then
        self.form = Form(around.screen, 1)
        self.form.line("name", N_("Name"), wide=True)
        self.form.accepted.connect(self.accept_it)
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.resize(440, 240)

    def accept_it(self) -> None:
        """Keep the filter."""
        name = self.form.values()["name"]
        keep = self._desk.cases.filters.keep
        self.run(lambda _ctx: keep(name, self._question), lambda _r: self._then(name.strip()), self.form)
