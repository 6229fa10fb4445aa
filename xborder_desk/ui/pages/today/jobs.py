"""What is running now, as a card: each job with how far it is, and Cancel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from xborder_desk.i18n import N_
from xborder_desk.ui.status import JobLine
from xborder_desk.ui.widgets.cards import Card
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from xborder_desk.ui.frame import Surroundings
    from xborder_desk.ui.runner import Job


class JobsCard(Card):
    """Shows the jobs a person started, each as long as it runs."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.screen, N_("Running now"))
        self._around = around
        self._lines: dict[Job, JobLine] = {}
        self._none = Text("label", wrap=True)
        self.say(self._none.setText, N_("Nothing is running."))
        self._rows = QVBoxLayout()
        self.body.addWidget(self._none)
        self.body.addLayout(self._rows)
        around.runner.started.connect(self._start)
        around.runner.ended.connect(self._end)
        for job in around.runner.visible:
            self._start(job)

    @property
    def lines(self) -> list[JobLine]:
        """The jobs shown."""
        return list(self._lines.values())

    def _start(self, job: Job) -> None:
        if job.quiet or job in self._lines:
            return
        line = JobLine(self._around.screen, self._around.theme, job)
        line.words.setWordWrap(True)
        self._lines[job] = line
        self._rows.addWidget(line)
        self._count()

    def _end(self, job: Job) -> None:
        line = self._lines.pop(job, None)
        if line is not None:
            self._rows.removeWidget(line)
            line.hide()
            line.deleteLater()
            self._count()

    def _count(self) -> None:
        count = len(self._lines)
        self._none.setVisible(not count)
        self.show_count(self.language.plural("{n} job", "{n} jobs", count) if count else "")
