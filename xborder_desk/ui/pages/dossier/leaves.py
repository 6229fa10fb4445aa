"""The pages of a dossier as it would be now, one at a time: turned over, followed to an exhibit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy

from xborder_desk.i18n import N_
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card
from xborder_desk.ui.widgets.layouts import row
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from xborder_desk.domain.previews import Drawn
    from xborder_desk.services import Desk
    from xborder_desk.services.dossiers.drafting import Draft
    from xborder_desk.ui.frame import Surroundings
    from xborder_desk.ui.page import Words
    from xborder_desk.ui.runner import Job

_SOON_MS: Final = 60
_LEAST: Final = QSize(220, 300)
_AROUND_PAGE: Final = 8
_AROUND_WORDS: Final = 24


class Leaf(QLabel):
    """A page as large as there is room; Page Up and Page Down turn it."""

    turned = Signal(int)
    sized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._words = ""
        self.setProperty("role", "sunk")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setMargin(_AROUND_WORDS)
        self.setMinimumSize(_LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_image(self, image: QImage) -> None:
        """Show a page, or nothing."""
        self._image = image
        self._fit()

    def show_words(self, words: str) -> None:
        """Say something in the place of the page, if there is none."""
        self._words = words
        if self._image.isNull():
            self.setText(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Turn the page."""
        step = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.turned.emit(step)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit the page into the room there is now."""
        super().resizeEvent(event)
        self._fit()
        self.sized.emit()

    def _fit(self) -> None:
        self.setMargin(_AROUND_WORDS if self._image.isNull() else _AROUND_PAGE)
        if self._image.isNull():
            self.setText(self._words)
            return
        ratio = self.devicePixelRatioF()
        room = (self.contentsRect().size() - QSize(2 * _AROUND_PAGE, 2 * _AROUND_PAGE)) * ratio
        fitted = self._image.scaled(
            room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        picture = QPixmap.fromImage(fitted)
        edge = QPainter(picture)
        edge.setPen(self.palette().color(QPalette.ColorRole.Mid))
        edge.drawRect(picture.rect().adjusted(0, 0, -1, -1))
        edge.end()
        picture.setDevicePixelRatio(ratio)
        self.setPixmap(picture)


class Leaves(Card):
    """Shows one page of a draft; ``begun`` when somebody asks for the pages of a long one."""

    begun = Signal()

    def __init__(self, around: Surroundings, desk: Desk) -> None:
        super().__init__(around.screen, N_("Page"))
        self._around, self._desk = around, desk
        self._draft: Draft | None = None
        self._job: Job | None = None
        self.page = 1
        self.leaf = Leaf()
        self.say(self.leaf.setAccessibleName, N_("The page as it would be printed"))
        self.back = push(
            self,
            around.theme,
            N_("Page before (Page Up)"),
            lambda: self.turn(-1),
            icon="caret-left",
            look="icon",
        )
        self.on = push(
            self,
            around.theme,
            N_("Next page (Page Down)"),
            lambda: self.turn(1),
            icon="caret-right",
            look="icon",
        )
        self.tools.addWidget(self.back)
        self.tools.addWidget(self.on)
        self.leaf.turned.connect(self.turn)
        self.body.addWidget(self.leaf, 1)
        self.about = Text("second", wrap=True)
        self.start = push(self, around.theme, N_("Work out pages"), self.begun.emit, icon="eye")
        self.start.hide()
        below = row(self.about, self.start)
        below.setStretch(0, 1)
        self.body.addLayout(below)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._ask)
        self.leaf.sized.connect(self._soon.start)

    def wait(self, words: Words, *, asks: bool = False) -> None:
        """Say where the page will be what is going on while there is none to show."""
        self.say_as(self.leaf.show_words, words)
        self.about.clear()
        self.show_count("")
        self.back.setEnabled(False)
        self.on.setEnabled(False)
        self.start.setVisible(asks)

    def show_draft(self, draft: Draft | None) -> None:
        """Show the same page of another draft."""
        self._draft = draft
        self.start.setVisible(False)
        self.say_as(self.leaf.show_words, str)
        if draft is None:
            self.leaf.show_image(QImage())
        else:
            self.go(self.page)

    def go(self, page: int) -> None:
        """Show a page, from 1."""
        pages = self._draft.pages if self._draft else 1
        self.page = max(1, min(page, pages))
        self._tell()
        self._soon.start()

    def turn(self, by: int) -> None:
        """Turn over so many pages."""
        self.go(self.page + by)

    def retranslate(self) -> None:
        """Say it in the present language."""
        super().retranslate()
        if getattr(self, "_draft", None) is not None:
            self._tell()

    def _tell(self) -> None:
        draft = self._draft
        if draft is None:
            return
        _ = self.language.text
        self.show_count(_(N_("{page} of {pages}"), page=self.page, pages=draft.pages))
        self.back.setEnabled(self.page > 1)
        self.on.setEnabled(self.page < draft.pages)
        one = draft.exhibit_at(self.page)
        self.about.setText(f"{one.label}: {self.language.isolate(one.title)}" if one else "")

    def _ask(self) -> None:
        draft, page = self._draft, self.page
        if draft is None or self._job is not None:
            return
        width = max(200, round(self.leaf.width() * self.leaf.devicePixelRatioF()))
        job = self._around.runner.look(lambda ctx: self._desk.dossiers.draw(draft, page, width, ctx))
        self._job = job

        def arrived(found: Drawn) -> None:
            if not shiboken6.isValid(self):
                return
            self._job = None
            if self._draft is draft and self.page == page:
                line = found.width * 3
                form = QImage.Format.Format_RGB888
                self.leaf.show_image(QImage(found.data, found.width, found.height, line, form).copy())
            else:
                self._soon.start()

        def refused(_error: Exception) -> None:
            if shiboken6.isValid(self):
                self._job = None
                self.leaf.show_image(QImage())

        job.done.connect(arrived)
        job.failed.connect(refused)
