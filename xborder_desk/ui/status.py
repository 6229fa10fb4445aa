"""The status bar: the jobs with how far they are and Cancel, and what was last done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QStatusBar, QWidget

from xborder_desk.i18n import N_
from xborder_desk.ui.language import ScreenLanguage, Spoken
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from xborder_desk.jobs.context import Progress
    from xborder_desk.ui.runner import Job, Runner
    from xborder_desk.ui.theme import Theme


class JobLine(Spoken):
    """One job: what, how far, Cancel."""

    def __init__(self, screen: ScreenLanguage, theme: Theme, job: Job) -> None:
        super().__init__(screen)
        self._job = job
        spinner = QLabel()
        theme.dress(spinner, "spinner-gap", "accent", 14)
        self.words = Text()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMinimumWidth(110)
        self.bar.setRange(0, 0)
        self.figure = Text()
        self.stop = push(self, theme, N_("Cancel"), job.cancel, look="link")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (spinner, self.words, self.bar, self.figure, self.stop):
            layout.addWidget(part)
        job.progress.connect(self._show)
        self.retranslate()

    def retranslate(self) -> None:
        """Say what the job does and how far it is."""
        super().retranslate()
        if not hasattr(self, "figure"):
            return
        _ = self.language.text
        title = _(self._job.title, **self._job.fields)
        latest = self._job.latest
        step = _(latest.text, **latest.fields) if latest.text else ""
        self.words.setText(" · ".join(part for part in (title, step) if part))
        self.bar.setAccessibleName(title)
        self.stop.setAccessibleName(_("Cancel: {job}", job=title))
        known = latest.total > 0
        self.figure.setText(_("{done} of {total}", done=latest.done, total=latest.total) if known else "")

    def _show(self, progress: Progress) -> None:
        self.bar.setRange(0, max(progress.total, 0))
        self.bar.setValue(progress.done)
        self.retranslate()


class Status(QStatusBar):
    """Shows the jobs a person started, each as long as it runs."""

    def __init__(
        self, screen: ScreenLanguage, theme: Theme, runner: Runner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._screen, self._theme = screen, theme
        self._lines: dict[Job, JobLine] = {}
        self.place = Text()
        self.setSizeGripEnabled(False)
        self.addWidget(self.place, 1)
        runner.started.connect(self._start)
        runner.ended.connect(self._end)

    @property
    def lines(self) -> list[JobLine]:
        """The jobs shown."""
        return list(self._lines.values())

    def _start(self, job: Job) -> None:
        if job.quiet:
            return
        line = JobLine(self._screen, self._theme, job)
        self._lines[job] = line
        self.addPermanentWidget(line)

    def _end(self, job: Job) -> None:
        line = self._lines.pop(job, None)
        if line is not None:
            self.removeWidget(line)
            line.deleteLater()
