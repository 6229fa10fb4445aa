"""Questions before a copy is made of an item: which pages, whose translation, which password, who has it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QLineEdit

from xborder_desk.domain.choices import CustodyAction
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.items import Translation
from xborder_desk.i18n import N_
from xborder_desk.ui.asking import ask_files, ask_folder
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.forms import Form
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QWidget

    from xborder_desk.domain.items import EvidenceRow
    from xborder_desk.i18n.language import Language
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.services import Desk
    from xborder_desk.ui.frame import Surroundings

_YES: Final = "yes"
_MOVES: Final = (CustodyAction.HAND_OVER, CustodyAction.RETURN, CustodyAction.VIEW, CustodyAction.COPY)


class _Asking(Sheet):
    """A sheet about one item: its form, and what is done with it."""

    def __init__(
        self,
        around: Surroundings,
        parent: QWidget,
        desk: Desk,
        about: tuple[str, EvidenceRow],
        done: Callable[[object], object],
        words: tuple[str, str],
    ) -> None:
        super().__init__(around, parent, *words)
        self.desk, self.done_with = desk, done
        self.case, self.item = about
        self.form = Form(around.screen)
        self.form.accepted.connect(self.accept_it)
        self.body.addWidget(self.form)
        self.resize(560, 360)

    def note(self, text: str) -> None:
        """Say something below the form."""
        told = Text("second", wrap=True)
        self.inside.say(told.setText, text)
        self.body.addWidget(told)
        self.body.addStretch(1)


class PagesSheet(_Asking):
    """Asks for the first and last page of an extract."""

    def __init__(
        self,
        around: Surroundings,
        parent: QWidget,
        desk: Desk,
        about: tuple[str, EvidenceRow],
        done: Callable[[object], object],
    ) -> None:
        super().__init__(around, parent, desk, about, done, (N_("Copy of some pages"), N_("Make the copy")))
        self.form.line("pages", N_("First page"))
        self.form.line("last", N_("Last page"))
        self.form.fill({"pages": "1", "last": str(about[1].pages or 1)})
        self.note(N_("The copy is an item of its own; the original stays as it is."))

    def accept_it(self) -> None:
        """Make the copy."""
        typed, case, number, desk = self.form.values(), self.case, self.item.number, self.desk
        tag = self.inside.language.tag

        def work(ctx: JobContext) -> object:
            first, last = (_page(typed[name], name) for name in ("pages", "last"))
            return desk.deriving.extract(number, first, last, ctx, case, language=tag)

        self.run(work, self.done_with, self.form)


class TranslationSheet(_Asking):
    """Asks for the file of a translation, and who made it when."""

    def __init__(
        self,
        around: Surroundings,
        parent: QWidget,
        desk: Desk,
        about: tuple[str, EvidenceRow],
        done: Callable[[object], object],
    ) -> None:
        words = (N_("Add a translation"), N_("Add"))
        super().__init__(around, parent, desk, about, done, words)
        form = self.form
        form.line("file", N_("File"), wide=True)
        choose = push(self.inside, around.theme, N_("Choose a file…"), self._choose, icon="folder-open")
        self.body.addWidget(choose)
        form.line("language", N_("Language, like de"))
        form.line("translator", N_("Translator"))
        form.line("on", N_("Date of the translation"), kind="day")
        form.options("certified", N_("Certified"), _yes_or_no)
        form.line(
            "pages",
            N_("Pages"),
            hint=N_("page of the translation = pages of the original: 1=1, 2=2-3"),
            wide=True,
        )
        self.note(N_("Without pages it is read page by page beside its original."))
        self.resize(620, 520)

    def accept_it(self) -> None:
        """Take it in."""
        typed, case, number, desk = self.form.values(), self.case, self.item.number, self.desk
        said = Translation(
            typed["language"], typed["translator"], typed["on"], typed["certified"] == _YES, typed["pages"]
        )

        def work(ctx: JobContext) -> object:
            if not typed["file"].strip():
                raise BadInputError(N_("Choose the file of the translation."), field="file")
            return desk.deriving.translate(number, Path(typed["file"].strip()), said, ctx, case)

        self.run(work, self.done_with, self.form)

    def _choose(self) -> None:
        title = self.inside.language.text(N_("Translation"))
        ask_files(self, title, Path.home(), lambda files: self.form.put({"file": str(files[0])}))


class PasswordSheet(_Asking):
    """Asks for the password of a locked item; it is kept nowhere."""

    def __init__(
        self,
        around: Surroundings,
        parent: QWidget,
        desk: Desk,
        about: tuple[str, EvidenceRow],
        done: Callable[[object], object],
    ) -> None:
        super().__init__(around, parent, desk, about, done, (N_("Open a locked file"), N_("Open file")))
        self.form.line("password", N_("Password"), wide=True).setEchoMode(QLineEdit.EchoMode.Password)
        self.note(N_("The password is used once, to read the file, and kept nowhere."))

    def accept_it(self) -> None:
        """Read it."""
        password, case, number, desk = self.form.values()["password"], self.case, self.item.number, self.desk
        work = lambda ctx: desk.evidence.open_with_password(number, password, ctx, case)  # noqa: E731 - short
        self.run(work, self.done_with, self.form)


class HandSheet(_Asking):
    """Asks who gave an item to whom, and why."""

    def __init__(
        self,
        around: Surroundings,
        parent: QWidget,
        desk: Desk,
        about: tuple[str, EvidenceRow],
        done: Callable[[object], object],
    ) -> None:
        words = (N_("Note in the custody register"), N_("Write down"))
        super().__init__(around, parent, desk, about, done, words)
        self.form.options("action", N_("What was done"), _moves, wide=True)
        self.form.line("from", N_("From"))
        self.form.line("to", N_("To"))
        self.form.line("reason", N_("Reason"), wide=True)
        self.note(N_("Lines of the register are never changed; a mistake is put right by a further line."))

    def accept_it(self) -> None:
        """Write it down."""
        typed, case, number, desk = self.form.values(), self.case, self.item.number, self.desk

        def work(_ctx: JobContext) -> object:
            desk.custody.note(
                number,
                typed["action"],
                case,
                giver=typed["from"],
                receiver=typed["to"],
                reason=typed["reason"],
            )
            return None

        self.run(work, self.done_with, self.form)


class WatchSheet(Sheet):
    """Asks for the folder to watch for a case."""

    def __init__(
        self, around: Surroundings, parent: QWidget, desk: Desk, case: str, done: Callable[[object], object]
    ) -> None:
        super().__init__(around, parent, N_("Watched folder"), N_("Save"))
        self._desk, self._case, self._done = desk, case, done
        self.form = Form(around.screen)
        self.form.line("folder", N_("Folder"), wide=True)
        watched = desk.watching.watched()
        self._elsewhere = bool(watched.folder) and watched.case not in {"", case}
        self.form.fill({"folder": "" if self._elsewhere else watched.folder})
        choose = push(self.inside, around.theme, N_("Choose a folder…"), self._choose, icon="folder-open")
        note = Text("second", wrap=True)
        self.inside.say(
            note.setText,
            N_(
                "What is put into this folder, by a scanner or by hand, is taken into this case while its "
                "page of evidence is open, and stays where it lies. Leave it empty to watch none."
            ),
        )
        for widget in (self.form, choose, note):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.resize(560, 340)

    def accept_it(self) -> None:
        """Watch it."""
        folder, desk, case = self.form.values()["folder"], self._desk, self._case
        if self._elsewhere and not folder.strip():
            self.accept()  # nothing was chosen here: what is watched for another case goes on
            return
        self.run(lambda _ctx: desk.watching.watch(folder, case), self._done, self.form)

    def _choose(self) -> None:
        title = self.inside.language.text(N_("Folder"))
        ask_folder(self, title, Path.home(), lambda folder: self.form.put({"folder": str(folder)}))


class CaptureSheet(Sheet):
    """Asks for the address of a page of the web; ``begin`` is given it."""

    def __init__(self, around: Surroundings, parent: QWidget, begin: Callable[[str], object]) -> None:
        super().__init__(around, parent, N_("A page of the web"), N_("Capture"))
        self._begin = begin
        self.form = Form(around.screen)
        self.form.line("url", N_("Address"), hint="https://", wide=True)
        self.form.accepted.connect(self.accept_it)
        note = Text("second", wrap=True)
        self.inside.say(
            note.setText,
            N_(
                "The page is loaded once, from this computer, by a browser that remembers nothing, and kept "
                "as PDF, picture and web archive, with what the server said, its certificates and the time. "
                "The owner of the page can see that it was loaded."
            ),
        )
        self.body.addWidget(self.form)
        self.body.addWidget(note)
        self.body.addStretch(1)
        self.resize(560, 340)

    def accept_it(self) -> None:
        """Begin, as a job that stands in the status bar."""
        address = self.form.values()["url"].strip()
        if not address:
            told = self.inside.language.text(N_("Enter the address of the page."))
            self.form.show_wrong("url", told)
            return
        self.accept()
        self._begin(address)


class StampSheet(Sheet):
    """Asks for the time stamp service of the office."""

    def __init__(
        self, around: Surroundings, parent: QWidget, desk: Desk, done: Callable[[object], object]
    ) -> None:
        super().__init__(around, parent, N_("Time stamp service"), N_("Save"))
        self._desk, self._done = desk, done
        self.form = Form(around.screen)
        self.form.line("service", N_("Address"), hint=N_("https://…, empty for none"), wide=True)
        self.form.line("authority", N_("Certificates of its authority (a file)"), wide=True)
        self.form.fill({"service": desk.stamping.service().url})
        choose = push(self.inside, around.theme, N_("Choose a file…"), self._choose, icon="folder-open")
        note = Text("second", wrap=True)
        self.inside.say(
            note.setText,
            N_(
                "Only the hash of a file is sent to the service, never the file. What it answers proves to "
                "others that the file was there at that time; it is kept, and checked without the network."
            ),
        )
        for widget in (self.form, choose, note):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.resize(600, 400)

    def accept_it(self) -> None:
        """Keep it."""
        typed, desk = self.form.values(), self._desk

        def work(_ctx: JobContext) -> object:
            given = typed["authority"].strip()
            try:
                authority = Path(given).read_bytes() if given else b""
            except OSError as error:
                raise BadInputError(N_("“{file}” cannot be read."), field="authority", file=given) from error
            return desk.stamping.set_up(typed["service"], authority)

        self.run(work, self._done, self.form)

    def _choose(self) -> None:
        title = self.inside.language.text(N_("Certificates of the authority"))
        ask_files(self, title, Path.home(), lambda files: self.form.put({"authority": str(files[0])}))


def _page(text: str, field: str) -> int:
    if not text.strip().isdecimal():
        raise BadInputError(N_("“{given}” is no page."), field=field, given=text)
    return int(text)


def _yes_or_no(language: Language) -> Iterable[tuple[str, str]]:
    _ = language.text
    return [("", _(N_("no"))), (_YES, _(N_("yes, by a sworn or certified translator")))]


def _moves(language: Language) -> Iterable[tuple[str, str]]:
    return [(action.value, language.text(action.label)) for action in _MOVES]
