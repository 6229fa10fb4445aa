"""The first run: the language, and where to work; nothing is written before a choice."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QSize, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
)

import xborder_desk
from xborder_desk.i18n import N_
from xborder_desk.ui.asking import ask_files, ask_folder, ask_new_file
from xborder_desk.ui.status import JobLine
from xborder_desk.ui.theme import TEXT_SIZES
from xborder_desk.ui.view import View
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card, Frame, Strip
from xborder_desk.ui.widgets.columns import Columns
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.layouts import column, holding, row, scrolling
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from xborder_desk.i18n.languages import Completeness
    from xborder_desk.ui.frame import Surroundings
    from xborder_desk.ui.runner import Job

THEMES: Final = (
    ("system", N_("As the system")),
    ("light", N_("Light")),
    ("dark", N_("Dark")),
    ("contrast", N_("High contrast")),
)
_COLUMNS: Final = 4
_TILE: Final = 2.8
_WIDEST: Final = 1120
_OFFICE_FOLDER: Final = "Xborder Office"


class Tile(QPushButton):
    """One language to choose; all are equally high, whatever room their letters want."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "tile")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the height that the tallest letters want."""
        size = super().sizeHint()
        return QSize(size.width(), max(size.height(), round(_TILE * self.fontMetrics().height())))


class Welcome(View):
    """Two questions on one page, each answered by a click."""

    language_chosen = Signal(str)
    look_chosen = Signal(str, int)
    open_office = Signal(object)
    make_office = Signal(object, bool)
    restore_office = Signal(object, object)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.screen)
        self._around = around
        self.said = ""
        self._sentence: Callable[[], str] | None = None
        self.setProperty("role", "ground")
        inside = QVBoxLayout()
        inside.setSpacing(14)
        inside.setContentsMargins(40, 24, 40, 24)
        self._strips = QVBoxLayout()
        inside.addStretch(1)
        inside.addLayout(self._strips)
        self._heads = self._heading()
        inside.addLayout(self._heads)
        inside.addSpacing(10)
        inside.addLayout(
            self._question("1", N_("Choose your language"), N_("You can change it at any time."))
        )
        self._tiles = QGridLayout()
        self._tiles.setSpacing(10)
        self._languages = QButtonGroup(self)
        self._languages.setExclusive(True)
        self._languages.buttonClicked.connect(self._choose_language)
        inside.addLayout(self._tiles)
        inside.addSpacing(10)
        inside.addLayout(self._question("2", N_("Where do you want to work?"), ""))
        self._work = QVBoxLayout()
        inside.addLayout(self._work)
        self._choices = self._places()
        inside.addWidget(self._choices)
        inside.addSpacing(6)
        inside.addWidget(self._looks())
        inside.addStretch(2)
        version = Text("second")
        self.say(version.setText, N_("Version {version} · no data leaves this computer"), version=_version())
        inside.addLayout(row(None, version, None))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        page = holding(inside)
        page.setMaximumWidth(_WIDEST)
        outer.addWidget(scrolling(holding(row(None, page, None))))
        page.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_languages(self, known: list[Completeness]) -> None:
        """Show a tile for each language there is; one that is not whole says so."""
        for number, one in enumerate(known):
            tile = Tile()
            tile.setProperty("tag", one.tag)
            tile.setCheckable(True)
            tile.setChecked(one.tag == self.language.tag)
            own = self._around.doors.language(one.tag).language_name(one.tag)
            own = own[:1].upper() + own[1:]  # it stands for itself here, not in a sentence
            share = f" · {100 * one.translated // one.total} %" if one.translated < one.total else ""
            tile.setText(f"{own}{share}".replace("&", "&&"))
            self._languages.addButton(tile)
            self._tiles.addWidget(tile, number // _COLUMNS, number % _COLUMNS)
        # What is made later comes later by Tab: the first question is asked first.
        tiles = self._languages.buttons()
        others = [one for one in self.findChildren(QAbstractButton) if one not in tiles]
        for earlier, later in pairwise([*tiles, *others]):
            self.setTabOrder(earlier, later)
        for number in range(_COLUMNS):
            self._tiles.setColumnStretch(number, 1)

    def show_way_back(self, back: Callable[[], object]) -> None:
        """Offer to go on in the office that is still open."""
        leave = push(self, self._around.theme, N_("Back"), back, icon="arrow-left", look="row")
        self._heads.addWidget(leave, 0, Qt.AlignmentFlag.AlignTop)
        leave.setFocus()

    def show_fault(self, sentence: Callable[[], str]) -> None:
        """Say why an office could not be opened, in whatever language is chosen from here on."""
        self.said, self._sentence = sentence(), sentence
        self._clear(self._strips)
        strip = Strip(self._around.theme, "danger", "warning-circle")
        strip.text.setText(self.said)
        self._strips.addWidget(strip)

    def retranslate(self) -> None:
        """Say everything again; the tile of the language that is spoken is the one that is marked."""
        super().retranslate()
        if not hasattr(self, "_languages"):
            return
        for tile in self._languages.buttons():
            if tile.property("tag") == self.language.tag:
                tile.setChecked(True)
        if self._strips.count() and self._sentence is not None:
            self.show_fault(self._sentence)

    def show_job(self, job: Job) -> None:
        """Show how far an office is that was asked for, with Cancel; nothing else is begun meanwhile."""
        self._clear(self._strips)
        self._clear(self._work)
        frame = Frame("inset")
        line = JobLine(self._around.screen, self._around.theme, job)
        line.bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        frame.setLayout(column(line, margins=12))
        self._work.addWidget(frame)
        self._choices.setEnabled(False)
        line.stop.setFocus()
        job.ended.connect(self._job_ended)

    def _job_ended(self, _job: object) -> None:
        if shiboken6.isValid(self):
            self._clear(self._work)
            self._choices.setEnabled(True)

    @staticmethod
    def _clear(place: QVBoxLayout) -> None:
        while (item := place.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _heading(self) -> QHBoxLayout:
        mark, title, second = QLabel(), Text("page"), Text("label", wrap=True)
        self._around.theme.dress(mark, "scales", "accent", 32)
        self.say(title.setText, N_("Welcome to Xborder Desk"))
        self.say(
            second.setText,
            N_("Cross-border disputes, from the first complaint to the dossier. Everything stays with you."),
        )
        words = column(title, second, gap=2)
        heading = row(mark, gap=14)
        heading.addLayout(words, 1)
        return heading

    def _question(self, number: str, title: str, second: str) -> QHBoxLayout:
        step, words, small = Text("step"), Text("heading"), Text("label")
        step.setText(number)
        self.say(words.setText, title)
        if second:
            self.say(small.setText, second)
        small.setWordWrap(True)
        line = row(step, words, small, gap=10)
        line.setStretch(2, 1)
        return line

    def _places(self) -> Columns:
        sample = self._place(
            "books",
            N_("Look around first"),
            N_("Open the sample office: invented cases in several scripts. Nothing in it is real."),
        )
        self.sample = push(self, self._around.theme, N_("Open sample office"), self._sample, look="primary")
        sample.body.addLayout(row(self.sample, None))
        own = self._place(
            "hard-drives",
            N_("Work on this computer"),
            N_("Make your own office in a folder. No server, no account; it works without the internet."),
        )
        self.make_own = push(self, self._around.theme, N_("Create office…"), self._create)
        own.body.addLayout(row(self.make_own, None))
        there = self._place(
            "folder-open",
            N_("Go on with an office"),
            N_("Open the folder of an office you have, or bring one back from a backup."),
        )
        self.go_on = push(self, self._around.theme, N_("Open office…"), self._open)
        self.bring_back = push(
            self, self._around.theme, N_("Restore from a backup…"), self._restore, look="link"
        )
        there.body.addWidget(Flow(self.go_on, self.bring_back))
        places = Columns(290, even=True)
        places.show_parts([sample, own, there])
        return places

    def _place(self, icon: str, title: str, text: str) -> Card:
        card = Card(self._around.screen)
        picture, head, words = QLabel(), Text("heading"), Text("label", wrap=True)
        self._around.theme.dress(picture, icon, "accent", 26)
        self.say(head.setText, title)
        self.say(words.setText, text)
        for part in (picture, head, words):
            card.body.addWidget(part)
        card.body.addStretch(1)
        return card

    def _looks(self) -> Flow:
        appearance, size = Text("label"), Text("label")
        self.say(appearance.setText, N_("Appearance"))
        self.say(size.setText, N_("Text size"))
        themes, sizes = QButtonGroup(self), QButtonGroup(self)
        line = Flow(appearance)
        for name, words in THEMES:
            chip = push(self, self._around.theme, words, look="chip")
            chip.setProperty("value", name)
            chip.setChecked(name == self._around.theme.name)
            themes.addButton(chip)
            line.addWidget(chip)
        line.addWidget(size)
        for percent in TEXT_SIZES:
            chip = push(self, self._around.theme, N_("{percent} %"), look="chip")
            self.say(chip.setText, N_("{percent} %"), percent=percent)
            chip.setProperty("value", percent)
            chip.setChecked(percent == self._around.theme.percent)
            sizes.addButton(chip)
            line.addWidget(chip)
        themes.buttonClicked.connect(lambda chip: self.look_chosen.emit(str(chip.property("value")), 0))
        sizes.buttonClicked.connect(lambda chip: self.look_chosen.emit("", int(chip.property("value"))))
        return line

    def _choose_language(self, tile: QPushButton) -> None:
        self.language_chosen.emit(str(tile.property("tag")))

    def _sample(self) -> None:
        data = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
        self.make_office.emit(Path(data) / "xborder-desk" / "sample-office", True)  # noqa: FBT003 - a signal's value

    def _create(self) -> None:
        _ = self.language.text
        # A name is proposed and a folder that is not there yet may be typed: it is about to be made.
        proposed = documents() / _OFFICE_FOLDER
        named = _(N_("Folder"))
        ask_new_file(self, _("Folder for the new office"), proposed, self._create_in, named=named)

    def _create_in(self, folder: Path) -> None:
        taken = folder.is_dir() and any(folder.iterdir())
        self.make_office.emit(folder / _OFFICE_FOLDER if taken else folder, False)  # noqa: FBT003 - a signal's value

    def _open(self) -> None:
        _ = self.language.text
        ask_folder(self, _("Folder of the office"), documents(), self.open_office.emit)

    def _restore(self) -> None:
        _ = self.language.text
        ask_files(self, _("Backup of an office"), documents(), self._restore_to)

    def _restore_to(self, files: list[Path]) -> None:
        _ = self.language.text
        ask_folder(
            self,
            _("Folder for the restored office"),
            documents(),
            lambda folder: self.restore_office.emit(files[0], folder / _OFFICE_FOLDER),
        )


def documents() -> Path:
    """Give the folder people keep their documents in."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def _version() -> str:
    return xborder_desk.__version__
