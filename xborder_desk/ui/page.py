"""What a page is: found by its file, built once, filled from another thread, told of every change."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import shiboken6
from PySide6.QtWidgets import QVBoxLayout

from xborder_desk.domain.errors import BadInputError, KnownError
from xborder_desk.i18n import N_
from xborder_desk.ui.view import View
from xborder_desk.ui.widgets.cards import Strip
from xborder_desk.ui.widgets.layouts import holding, scrolling

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from xborder_desk.domain.evidence import Message
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.services import Desk
    from xborder_desk.ui.frame import Surroundings
    from xborder_desk.ui.runner import Job
    from xborder_desk.ui.widgets.forms import Form

_TOLD: Final = 6
Words: TypeAlias = "Callable[[], str]"
HALF: Final = "draft:"
"""Before the name of a form that was half typed, where otherwise a number stands."""
TRY_AGAIN: Final = N_("Try again")


@dataclass(frozen=True)
class Page:
    """One page: where it stands (``office``, ``case`` or ``foot`` of the rail), its words, and its maker."""

    id: str
    title: str
    icon: str
    order: int
    build: Callable[[Surroundings, Desk, str], PageWidget]
    place: Literal["office", "case", "foot"] = "office"
    help: str = field(default="")


class PageWidget(View):
    """A page. ``gather`` runs on another thread, ``present`` shows what it gave; both are the page's own."""

    topics: tuple[str, ...] = ()

    def __init__(self, around: Surroundings, desk: Desk, case: str = "") -> None:
        super().__init__(around.screen)
        self.around = around
        self.desk = desk
        self.case = case
        self.setProperty("role", "ground")
        self._stale = True
        self._asked = 0
        self._found: Any = None
        # The sentence that says why nothing could be loaded: it goes when something can.
        self._unread: QWidget | None = None
        self._has = False
        self._half = ""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 14, 18, 12)
        outer.setSpacing(12)
        self._strips = QVBoxLayout()
        outer.addLayout(self._strips)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(12)
        # A page that finds no room scrolls as a whole: at 200 % text, or on a small screen, nothing is cut.
        outer.addWidget(scrolling(holding(self.body)), 1)
        around.changes.changed.connect(self._note_change)

    def gather(self) -> Any:  # noqa: ANN401 - each page's own value
        """Give what the page shows; runs on another thread."""

    def present(self, found: Any) -> None:  # noqa: ANN401 - as above
        """Show what ``gather`` gave; runs again when the language changes, unless ``say_found`` is enough."""

    def go_to(self, ref: str) -> None:
        """Go to something on the page by its number."""

    def arrive(self, ref: str) -> None:
        """Come to something on the page: a number, or a form that was half typed (``draft:sum``)."""
        if ref.startswith(HALF):
            self.go_on(ref.removeprefix(HALF))
        elif ref:
            self.go_to(ref)

    def go_on(self, which: str) -> None:
        """Go on with what was half typed here, as soon as the page shows what it is about."""
        self._half = which
        if self._has:
            self._open_half()

    def open_half(self, which: str) -> None:
        """Open the form that was half typed; it puts itself back. A page with forms says where it is."""

    def log_attempt(self) -> None:
        """Go where an attempt is written down, for what is chosen on the page, if it can be."""

    def reload(self) -> None:
        """Gather and show anew, keeping what is chosen."""
        self._stale = False
        self._asked += 1
        asked = self._asked
        # What is no longer wanted when its turn comes is not gathered at all.
        work = lambda _ctx: (asked, self.gather() if asked == self._asked else None)  # noqa: E731 - short
        job = self.around.runner.job(work, quiet=True)
        job.done.connect(self._arrived)
        job.failed.connect(self._failed)

    def retranslate(self) -> None:
        """Say everything again, with what is there."""
        super().retranslate()
        if self._has:
            self.say_found(self._found)

    def say_found(self, found: Any) -> None:  # noqa: ANN401 - each page's own value
        """Show what is there in the present language; a page whose lists follow by themselves does less."""
        self.present(found)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Load what is new when the page comes into view."""
        super().showEvent(event)
        if self._stale:
            self.reload()

    def do(
        self,
        work: Callable[[JobContext], Any],
        done: Callable[[Any], object] | None = None,
        *,
        title: str = "",
        topics: tuple[str, ...] = (),
        form: Form | None = None,
        wrong: Callable[[Exception], bool] | None = None,
        **fields: object,
    ) -> Job:
        """Run a use-case on another thread; with a ``title`` it stands in the status bar.

        What is wrong with a field is said beside it in ``form``, a known fault in a strip on this page.
        """
        job = self.around.runner.job(work, title, quiet=not title, **fields)

        def finished(result: Any) -> None:  # noqa: ANN401 - each use-case's own
            if not shiboken6.isValid(self):
                return
            self.clear_strips()
            if done is not None:
                done(result)
            self.around.changes.tell(*topics)

        def failed(error: Exception) -> None:
            if not shiboken6.isValid(self) or (wrong is not None and wrong(error)):
                return
            if not (form is not None and isinstance(error, BadInputError) and self._beside(form, error)):
                self.show_fault(error)

        job.done.connect(finished)
        job.failed.connect(failed)
        return job

    def show_fault(self, error: Exception) -> None:
        """Say a fault on this page: its own sentence, or that a report was kept."""
        known = self.around.faults.sentence(error)
        self.strip("danger", lambda: self.language.error(known))

    def refuse(self, told: Sequence[Message]) -> None:
        """Say what was dropped or pasted here and could not be taken."""
        if told:
            self.strip("warn", lambda: self.language.say(told[0]), partial(self._lines, told[1:_TOLD]))

    def strip(self, kind: str, text: Words, second: Words | None = None, icon: str = "") -> Strip:
        """Put a strip at the top of the page, in place of the one before.

        ``text`` and ``second`` give their words; they are asked anew whenever the language changes.
        """
        self.clear_strips()
        icons = {"danger": "warning-circle", "warn": "warning", "ok": "check-circle"}
        strip = Strip(self.around.theme, kind, icon or icons.get(kind, "info"))
        self.say_as(strip.text.setText, text)
        self.say_as(strip.setAccessibleName, text)
        if second is not None:
            self.say_as(strip.second.setText, second)
        strip.second.setVisible(bool(strip.second.text()))
        self._strips.addWidget(strip)
        return strip

    def _lines(self, told: Sequence[Message]) -> str:
        return "\n".join(map(self.language.say, told))

    def clear_strips(self) -> None:
        """Take the strip away."""
        while (item := self._strips.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _beside(self, form: Form, error: BadInputError) -> bool:
        return form.show_wrong(error.field, lambda: self.language.error(error))

    def _arrived(self, result: tuple[int, Any]) -> None:
        asked, found = result
        if asked == self._asked and shiboken6.isValid(self):
            self._found, self._has = found, True
            item = self._strips.itemAt(0)
            if item is not None and item.widget() is self._unread:
                self.clear_strips()
            self._unread = None
            self.present(found)
            self._open_half()

    def _open_half(self) -> None:
        which, self._half = self._half, ""
        if which:
            self.open_half(which)

    def _failed(self, error: Exception) -> None:
        if shiboken6.isValid(self):
            self._stale = not isinstance(error, KnownError)
            self.show_fault(error)
            item = self._strips.itemAt(0)
            self._unread = item.widget() if item is not None else None

    def _note_change(self, topic: str, ids: object) -> None:
        del ids
        if topic not in self.topics and topic not in {f"case:{self.case}", "all"}:
            return
        if self.isVisible():
            self.reload()
        else:
            self._stale = True
