"""Clocks elsewhere, both sides of a conflict, icons, and asking for files, as a person sees them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from xborder_desk.domain.errors import ConflictError
from xborder_desk.i18n.language import Language
from xborder_desk.ui import asking, clocks
from xborder_desk.ui.conflicts import both_values
from xborder_desk.ui.icons import MIRRORED, Icons

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

    from xborder_desk.app import Ways
    from xborder_desk.ui.language import ScreenLanguage

ONE_CLOCK: Final = {
    "DE": "Europe/Berlin",
    "AT": "Europe/Vienna",
    "CN": "Asia/Shanghai",
    "TW": "Asia/Taipei",
    "IN": "Asia/Kolkata",
    "GB": "Europe/London",
    "JP": "Asia/Tokyo",
    "TR": "Europe/Istanbul",
    "NP": "Asia/Kathmandu",
}
MOMENTS: Final = st.integers(1_577_836_800, 1_924_991_999).map(
    lambda at: dt.datetime.fromtimestamp(at, dt.UTC)
)


@pytest.mark.parametrize("country", sorted(ONE_CLOCK))
@given(at=MOMENTS)
def test_a_clock_elsewhere_is_that_of_its_zone(country: str, at: dt.datetime) -> None:
    there = clocks.clock_in(country, at)
    assert there is not None
    assert there == at
    assert there.utcoffset() == at.astimezone(ZoneInfo(ONE_CLOCK[country])).utcoffset()


@pytest.mark.parametrize("country", ["US", "RU", "BR", "AU", "CA", "", "ZZ", "??", "Germany", "\x00"])
def test_where_there_are_several_clocks_none_is_named(country: str) -> None:
    at = dt.datetime(2026, 3, 8, 12, 0, tzinfo=dt.UTC)
    assert clocks.offset_in(country, at) is None
    assert clocks.clock_in(country, at) is None


def test_summer_time_begins_there_when_it_begins() -> None:
    night = dt.datetime(2026, 3, 29, 0, 59, tzinfo=dt.UTC)
    assert clocks.offset_in("DE", night) == 60
    assert clocks.offset_in("DE", night + dt.timedelta(minutes=1)) == 120


def conflict(mine: dict[str, object], theirs: dict[str, object]) -> ConflictError:
    return ConflictError("Somebody changed {names}.", theirs=theirs, mine=mine, names="it")


@pytest.mark.parametrize(
    ("mine", "theirs", "parts"),
    [
        ({"title": "Kettle"}, {"title": "Lamp"}, ("Title", "“Kettle”", "“Lamp”")),
        ({"name": ""}, {"name": "Lamp"}, ("Name", "nothing", "“Lamp”")),
        ({"amount": None}, {"amount": 0}, ("Amount", "nothing", "“0”")),
        ({"problems": ["T02.1", "T03"]}, {"problems": ()}, ("T02.1, T03", "nothing")),
        ({"shoe_size": "44"}, {}, ("shoe_size", "“44”", "nothing")),
        ({"title": "<b>{name}</b> {x}"}, {"title": "%s"}, ("<b>{name}</b> {x}", "%s")),
    ],
)
def test_both_values_are_told(
    mine: dict[str, object], theirs: dict[str, object], parts: tuple[str, ...]
) -> None:
    told = both_values(conflict(mine, theirs), Language("en"))
    for part in parts:
        assert part in told


def test_each_field_that_differs_has_a_line(screen: ScreenLanguage) -> None:
    error = conflict({"title": "a", "seller": "b", "on": "c"}, {"title": "x", "seller": "y", "on": "z"})
    assert len(both_values(error, Language("en")).split("\n")) == 3
    screen.switch("de")
    told = both_values(error, screen.language).split("\n")
    assert len(told) == 3
    assert all("yours" not in line for line in told)
    assert told[0].startswith(screen.language.text("Title"))


@given(
    st.dictionaries(st.sampled_from(["title", "name", "on", "odd"]), st.text(max_size=20), min_size=1),
)
def test_nothing_of_either_value_is_lost(mine: dict[str, str]) -> None:
    theirs = {name: value[::-1] for name, value in mine.items()}
    told = both_values(conflict(dict(mine), dict(theirs)), Language("en"))
    for value in (*mine.values(), *theirs.values()):
        assert value in told


@pytest.fixture
def icons(ways: Ways, qapp: object) -> Icons:
    """Our own icons."""
    del qapp
    return Icons(ways.resources() / "icons")


def inked(image: QImage) -> int:
    return sum(
        image.pixelColor(x, y).alpha() > 60 for x in range(image.width()) for y in range(image.height())
    )


def test_every_icon_is_drawn(ways: Ways, icons: Icons) -> None:
    files = sorted((ways.resources() / "icons").glob("*.svg"))
    assert len(files) > 20
    blank = [file.stem for file in files if not inked(icons.pixmap(file.stem, "#205080", 12).toImage())]
    assert blank == []


@pytest.mark.parametrize("name", sorted(MIRRORED))
def test_what_points_turns_with_the_line(icons: Icons, name: str) -> None:
    straight = icons.pixmap(name, "#000000").toImage()
    turned = icons.pixmap(name, "#000000", rtl=True).toImage()
    mirrored = straight.flipped(Qt.Orientation.Horizontal)
    assert inked(turned)
    same = sum(
        abs(turned.pixelColor(x, y).alpha() - mirrored.pixelColor(x, y).alpha()) < 90
        for x in range(turned.width())
        for y in range(turned.height())
    )
    assert same > 0.97 * turned.width() * turned.height()


@pytest.mark.parametrize("name", ["check", "trash", "magnifying-glass-plus"])
def test_what_points_nowhere_does_not_turn(icons: Icons, name: str) -> None:
    assert icons.pixmap(name, "#000000").toImage() == icons.pixmap(name, "#000000", rtl=True).toImage()


def test_an_icon_has_the_colour_that_was_asked_for(icons: Icons) -> None:
    image = icons.pixmap("check", "#ff0000", 24).toImage()
    seen = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    ]
    assert seen
    assert all(one.red() > 200 and one.green() < 60 for one in seen)


@pytest.mark.parametrize("name", ["no-such-icon", "", "<svg>"])
def test_an_icon_that_is_missing_is_empty_and_no_fault(icons: Icons, name: str) -> None:
    pixmap = icons.pixmap(name, "#000000", 18)
    assert pixmap.deviceIndependentSize().toSize() == QSize(18, 18)
    assert inked(pixmap.toImage()) == 0


def test_a_broken_picture_is_empty(tmp_path: Path, qapp: object) -> None:
    del qapp
    (tmp_path / "broken.svg").write_bytes(b"\x00not a picture")
    (tmp_path / "empty.svg").touch()
    icons = Icons(tmp_path)
    assert inked(icons.pixmap("broken", "#000000").toImage()) == 0
    assert inked(icons.pixmap("empty", "#000000").toImage()) == 0


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    """What asks for files."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def asked(parent: QWidget) -> QFileDialog:
    (dialog,) = parent.findChildren(QFileDialog)
    return dialog


def test_a_folder_that_is_not_there_yet_begins_above_it(parent: QWidget, tmp_path: Path) -> None:
    given_back: list[Path] = []
    asking.ask_folder(parent, "Folder", tmp_path / "not" / "yet", given_back.append)
    dialog = asked(parent)
    assert dialog.directory().absolutePath() == str(tmp_path)
    assert dialog.windowTitle() == "Folder"
    dialog.fileSelected.emit(str(tmp_path / "chosen"))
    assert given_back == [tmp_path / "chosen"]
    dialog.reject()


def test_several_files_come_as_paths(parent: QWidget, tmp_path: Path) -> None:
    given_back: list[list[Path]] = []
    asking.ask_files(parent, "Files", tmp_path, given_back.append)
    dialog = asked(parent)
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFiles
    dialog.filesSelected.emit([str(tmp_path / "ä b.pdf"), str(tmp_path / "深.pdf")])
    assert given_back == [[tmp_path / "ä b.pdf", tmp_path / "深.pdf"]]
    dialog.reject()


def test_a_new_file_is_proposed_by_its_name(parent: QWidget, tmp_path: Path) -> None:
    asking.ask_new_file(parent, "Save", tmp_path / "2026-0001.zip", lambda _file: None)
    dialog = asked(parent)
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    assert [name.rsplit("/", 1)[-1] for name in dialog.selectedFiles()] == ["2026-0001.zip"]
    dialog.reject()


def test_who_asks_for_nothing_gets_nothing(parent: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    given_back: list[object] = []
    for ask in (asking.ask_folder, asking.ask_files, asking.ask_new_file):
        ask(parent, "?", tmp_path / "x", given_back.append)
    for dialog in parent.findChildren(QFileDialog):
        dialog.reject()
    qtbot.waitUntil(lambda: not parent.findChildren(QFileDialog), timeout=2000)
    assert given_back == []


def test_what_gets_the_name_can_be_said(parent: QWidget, tmp_path: Path) -> None:
    asking.ask_new_file(parent, "Make", tmp_path / "Office", lambda _file: None, named="Folder")
    dialog = asked(parent)
    assert dialog.labelText(QFileDialog.DialogLabel.FileName) == "Folder"
    dialog.reject()
