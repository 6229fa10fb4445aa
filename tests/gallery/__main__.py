"""`make screenshots`: every state of the window in every language, seen by a machine, kept as sheets."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

ROOT: Final = Path(__file__).resolve().parents[2]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image  # noqa: E402 - Qt is told of the missing screen before anything imports it
from PySide6.QtCore import qInstallMessageHandler  # noqa: E402 - as above
from PySide6.QtGui import QDesktopServices  # noqa: E402 - as above
from PySide6.QtWidgets import QApplication  # noqa: E402 - as above

from tests.gallery import scenes  # noqa: E402 - as above
from tests.gallery.checks import Data, look_at  # noqa: E402 - as above
from tests.gallery.sheets import contact_sheet, save_small  # noqa: E402 - as above
from tests.gallery.stage import PSEUDO, SIZE, SMALL, Stage  # noqa: E402 - as above
from xborder_desk.app import Ways, find_places  # noqa: E402 - as above
from xborder_desk.i18n import languages  # noqa: E402 - as above
from xborder_desk.jobs.context import JobContext  # noqa: E402 - as above
from xborder_desk.settings import SettingsFile  # noqa: E402 - as above
from xborder_desk.ui.errors import qt_message  # noqa: E402 - as above
from xborder_desk.ui.lasting import keep_constants_alive  # noqa: E402 - as above

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.gallery.scenes import Scene

WHOLE: Final = ("en", "de", "zh-Hant")
"""Shown with empty pages and work going on, too; every language with all pages and dialogs."""

LOOKS: Final = (("light", 100), ("dark", 100), ("light", 200), ("dark", 200))

README: Final = (
    ("overview", "en", "light"),
    ("evidence", "en", "light"),
    ("contacts", "en", "light"),
    ("letters", "en", "light"),
    ("routes", "en", "light"),
    ("routes", "zh-Hant", "light"),
    ("dossier", "de", "light"),
    ("sellers", "en", "dark"),
    ("deadlines", "zh-Hant", "dark"),
)


class Gallery:
    """Takes pictures into ``out`` and remembers what is wrong with them."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.wrong: list[str] = []
        self.taken: dict[str, list[Path]] = {}

    def take(self, stage: Stage, found: Iterable[Scene], data: Data | None = None, sheet: str = "") -> None:
        """Take each scene as the stage is dressed now; they come on the sheet of their language and size."""
        tag, theme, percent = stage.look
        look = "-".join((tag, theme, str(percent)))
        for scene in found:
            file = self.out / look / f"{scene.name}.png"
            file.parent.mkdir(parents=True, exist_ok=True)
            try:
                widget = scene.enter(stage)
            except AssertionError as lost:
                self.wrong.append(f"{look} {scene.name}: could not be reached: {lost}")
                continue
            stage.rest()
            widget.grab().save(str(file))
            known = None if scene.name.startswith(("letters", "forms")) else data
            self.wrong += [f"{look} {scene.name}: {one}" for one in look_at(widget, known)]
            if scene.leave is not None:
                scene.leave(stage)
            self.taken.setdefault(sheet or sheet_of(tag, percent), []).append(file)

    def sheets(self, target: Path) -> None:
        """Make a contact sheet of each language and size of text; other languages keep theirs."""
        target.mkdir(parents=True, exist_ok=True)
        for name, files in self.taken.items():
            light_first = sorted(files, key=lambda file: "-dark-" in file.parent.name)
            contact_sheet(light_first, target / f"sheet-{name}.webp")


def sheet_of(tag: str, percent: int) -> str:
    """Name the sheet of a language: one of usual and one of large text."""
    return tag if percent == 100 else f"{tag}-{percent}"


def main() -> int:
    """Take everything; gives the exit status."""
    parser = argparse.ArgumentParser(prog="make screenshots", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "screenshots")
    parser.add_argument("--docs", type=Path, default=ROOT / "docs" / "screenshots")
    parser.add_argument("--languages", default="", help="only these, with commas between")
    given = parser.parse_args()
    began = time.monotonic()
    keep_constants_alive()
    qInstallMessageHandler(qt_message)
    QDesktopServices.openUrl = staticmethod(lambda _url: True)  # type: ignore[method-assign]  # nothing leaves the window
    app = QApplication(["xborder-desk"])
    places = find_places()
    shutil.rmtree(given.out, ignore_errors=True)
    gallery = Gallery(given.out)
    installed = languages.available(places.translations)
    chosen = [
        tag for tag in (given.languages.split(",") if given.languages else [*installed, *PSEUDO]) if tag
    ]
    with tempfile.TemporaryDirectory() as folder:
        _first_run(app, Path(folder), gallery, chosen)
        _empty(app, Path(folder), gallery, chosen)
        _full(app, Path(folder), gallery, chosen)
    gallery.sheets(given.docs)
    if not given.languages:
        _for_readme(given.out, given.docs)
    for one in gallery.wrong:
        sys.stdout.write(f"{one}\n")
    count = sum(map(len, gallery.taken.values()))
    sys.stdout.write(
        f"{count} pictures in {given.out}, {len(gallery.taken)} sheets in {given.docs}, "
        f"{len(gallery.wrong)} findings, {time.monotonic() - began:.0f} s\n"
    )
    return 1 if gallery.wrong else 0


def _stage(app: QApplication, folder: Path, name: str) -> Stage:
    return Stage(app, Ways(find_places(), SettingsFile(folder / f"settings-{name}")))


def _looks(chosen: list[str]) -> list[tuple[str, str, int]]:
    """Give how each language is shown; to change theme and size of text takes long, so languages go through.

    The pseudo-language is shown once, its mirrored one also large.
    """
    found = []
    for theme, percent in LOOKS:
        usual, large = (theme, percent) == LOOKS[0], (theme, percent) == LOOKS[-1]
        pseudo = {PSEUDO[0]: usual, PSEUDO[1]: usual or large}
        found += [(tag, theme, percent) for tag in chosen if pseudo.get(tag, True)]
    return found


def _whole(tag: str) -> bool:
    return tag in WHOLE or tag in PSEUDO


def _first_run(app: QApplication, folder: Path, gallery: Gallery, chosen: list[str]) -> None:
    stage = _stage(app, folder, "first")
    for tag, theme, percent in _looks(chosen):
        _dress(stage, tag, theme, percent)
        gallery.take(stage, scenes.welcome(stage))
    stage.close()


def _empty(app: QApplication, folder: Path, gallery: Gallery, chosen: list[str]) -> None:
    stage = _stage(app, folder, "empty")
    stage.ways.create(folder / "empty", JobContext()).close()
    stage.open(folder / "empty")
    for tag in filter(_whole, chosen):
        _dress(stage, tag, "light", 100)
        gallery.take(stage, scenes.empty_pages(stage), Data(folder / "empty") if tag in PSEUDO else None)
    stage.close()


def _full(app: QApplication, folder: Path, gallery: Gallery, chosen: list[str]) -> None:
    stage = _stage(app, folder, "full")
    stage.open(folder / "pressed", sample=True)
    shutil.copytree(folder / "pressed", folder / "sample")  # pressing everything removes and changes, too
    ways = scenes.ways_to_dialogs(stage)
    stage.close()
    stage = _stage(app, folder, "shown")
    stage.open(folder / "sample")
    office = folder / "sample"
    for tag, theme, percent in _looks(chosen):
        _dress(stage, tag, theme, percent)
        _pages(stage, gallery, tag, office)
    # What is pressed to come to a dialog may remove or change, too: all pages came before.
    for tag, theme, percent in _looks(chosen):
        _dress(stage, tag, theme, percent)
        data = Data(office) if tag in PSEUDO and (theme, percent) == LOOKS[0] else None
        gallery.take(stage, scenes.dialogs(stage, ways), data)
    stage.close()


def _pages(stage: Stage, gallery: Gallery, tag: str, office: Path) -> None:
    """Take every page; those of a bare case, and of work going on, in the languages shown whole."""
    usual = stage.look[1:] in {("light", 100), ("dark", 100)}
    data = Data(office) if tag in PSEUDO and usual else None
    gallery.take(stage, scenes.pages(stage), data)
    if usual and _whole(tag):
        gallery.take(stage, scenes.pages(stage, bare=True), data)
        gallery.take(stage, scenes.busy(stage), data)
    if usual and tag == "en":
        gallery.take(stage, scenes.faults(stage), data, sheet="en-faults")


def _dress(stage: Stage, tag: str, theme: str, percent: int) -> None:
    stage.dress(tag, theme, percent)
    stage.size(*(SMALL if percent > 100 else SIZE))


def _for_readme(out: Path, docs: Path) -> None:
    for page, tag, theme in README:
        file = out / f"{tag}-{theme}-100" / f"{page}.png"
        if file.exists():
            with Image.open(file) as picture:
                save_small(picture, docs / f"{page}-{tag}-{theme}.png")


if __name__ == "__main__":
    sys.exit(main())
