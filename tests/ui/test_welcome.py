"""The first page: two questions, each answered by a click; what goes on is said, and can be stopped."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.ui.driving import cut, unnamed
from xborder_desk.domain.errors import OfficeError
from xborder_desk.i18n import N_
from xborder_desk.ui.status import JobLine
from xborder_desk.ui.theme import TEXT_SIZES
from xborder_desk.ui.welcome import THEMES, Tile, Welcome
from xborder_desk.ui.widgets.cards import Card, Strip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.ui.driving import Driver
    from xborder_desk.jobs.context import JobContext

MAKING = N_("Making the sample office")


@pytest.fixture
def welcome(drive: Driver) -> Welcome:
    """The first page, with its languages."""
    page = drive.shell.show_welcome()
    drive.settle()
    return page


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """What a job waits for; it is open in the end, whatever happened."""
    event = threading.Event()
    yield event
    event.set()


def waiting(gate: threading.Event) -> Callable[[JobContext], str]:
    def work(ctx: JobContext) -> str:
        ctx.progress(3, 16, N_("Making the sample cases"))
        while not gate.wait(0.01):
            ctx.check()
        return "made"

    return work


def pump(driver: Driver) -> None:
    for _round in range(20):
        driver.app.processEvents()
        threading.Event().wait(0.005)
    driver.app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def lines_in(welcome: Welcome) -> list[JobLine]:
    return [one for one in welcome.findChildren(JobLine) if one.isVisibleTo(welcome)]


def test_every_language_has_a_tile_of_the_same_size_and_its_own_name(welcome: Welcome) -> None:
    tiles = welcome.findChildren(Tile)
    assert len(tiles) == 12
    assert len({tile.height() for tile in tiles}) == 1
    named = {str(tile.property("tag")): tile.text() for tile in tiles}
    assert (named["de"], named["fr"], named["zh-Hant"]) == ("Deutsch", "Français", "繁體中文")
    assert [tile.property("tag") for tile in tiles if tile.isChecked()] == ["en"]


def test_the_places_to_work_are_equally_high_beside_each_other(welcome: Welcome, drive: Driver) -> None:
    drive.window.resize(1440, 900)
    drive.settle()
    cards = welcome.findChildren(Card)
    assert len(cards) == 3
    assert len({card.height() for card in cards}) == 1
    assert len({card.y() for card in cards}) == 1


def test_at_twice_the_text_the_places_stand_below_each_other(drive: Driver, welcome: Welcome) -> None:
    drive.shell.theme.apply("light", 200, "de")
    drive.speak("de")
    drive.window.resize(1024, 700)
    drive.settle()
    try:
        cards = welcome.findChildren(Card)
        assert len({card.x() for card in cards}) == 1
        assert cut(welcome) == []
        [first, _second] = [one for one in welcome.findChildren(QLabel) if one.property("role") == "step"]
        assert first.width() == first.height() >= first.fontMetrics().height(), "the figure fits its circle"
    finally:
        drive.shell.theme.apply("light", 100, "en")


def test_every_look_and_size_of_the_settings_can_be_had_here(drive: Driver, welcome: Welcome) -> None:
    chosen: list[tuple[str, int]] = []
    welcome.look_chosen.disconnect()
    welcome.look_chosen.connect(lambda theme, percent: chosen.append((theme, percent)))
    chips = [one for one in welcome.findChildren(QPushButton) if one.property("look") == "chip"]
    for chip in chips:
        chip.click()
    drive.settle()
    assert [theme for theme, _size in chosen if theme] == [name for name, _words in THEMES]
    assert [size for _theme, size in chosen if size] == list(TEXT_SIZES)
    assert "contrast" in dict(THEMES)


def test_the_chosen_look_is_worn_at_once_and_marked(drive: Driver, welcome: Welcome) -> None:
    try:
        chips = {str(one.property("value")): one for one in welcome.findChildren(QPushButton)}
        chips["contrast"].click()
        drive.settle()
        assert drive.shell.theme.name == drive.ways.settings().theme == "contrast"
        assert chips["contrast"].isChecked()
        assert not chips["system"].isChecked()
    finally:
        drive.shell.theme.apply("light", 100, "en")


def test_what_is_being_made_is_told_with_figures_and_a_way_out(
    drive: Driver, welcome: Welcome, gate: threading.Event
) -> None:
    job = drive.shell.runner.job(waiting(gate), MAKING)
    welcome.show_job(job)
    pump(drive)
    [line] = lines_in(welcome)
    assert line.words.text() == "Making the sample office · Making the sample cases"
    assert (line.bar.value(), line.bar.maximum()) == (3, 16)
    assert line.figure.text() == "3 of 16"
    assert not welcome.sample.isEnabled()
    assert not welcome.make_own.isEnabled()
    assert unnamed(welcome) == []
    assert cut(welcome) == []
    gate.set()
    drive.settle()
    pump(drive)
    assert lines_in(welcome) == []
    assert welcome.sample.isEnabled()


def test_what_is_being_made_is_told_in_a_language_chosen_meanwhile(
    drive: Driver, welcome: Welcome, gate: threading.Event
) -> None:
    welcome.show_job(drive.shell.runner.job(waiting(gate), MAKING))
    pump(drive)
    drive.shell.screen.switch("de")
    pump(drive)
    assert lines_in(welcome)[0].words.text().startswith(drive.shell.screen.language.text(MAKING))
    assert "Making" not in lines_in(welcome)[0].words.text()
    gate.set()
    drive.settle()


def test_to_cancel_leads_back_to_the_choice(drive: Driver, tmp_path: Path, gate: threading.Event) -> None:
    welcome = drive.shell.show_welcome()
    drive.settle()
    made: list[bool] = []

    def open_it(ctx: JobContext) -> object:
        waiting(gate)(ctx)
        made.append(True)
        raise AssertionError

    drive.shell._enter_by(open_it, MAKING)  # type: ignore[arg-type]  # it never opens anything
    pump(drive)
    [line] = lines_in(welcome)
    assert line.stop.hasFocus() or QApplication.focusWidget() is None
    line.stop.click()
    drive.settle()
    pump(drive)
    assert drive.window.view() is welcome
    assert welcome.sample.isEnabled()
    assert lines_in(welcome) == []
    assert made == []
    assert list(tmp_path.glob("office")) == []


def test_a_second_try_takes_the_old_fault_away(
    drive: Driver, welcome: Welcome, gate: threading.Event
) -> None:
    welcome.show_fault(lambda: "There is no office here.")
    pump(drive)
    assert [one.text.text() for one in welcome.findChildren(Strip)] == ["There is no office here."]
    welcome.show_job(drive.shell.runner.job(waiting(gate), MAKING))
    pump(drive)
    assert welcome.findChildren(Strip) == []
    gate.set()
    drive.settle()


def test_an_office_that_cannot_be_opened_is_told_here(drive: Driver, welcome: Welcome) -> None:
    def refuse(_ctx: object) -> object:
        raise OfficeError(N_("There is no office in “{place}”."), place="/nowhere")

    drive.shell._enter_by(refuse, MAKING)  # type: ignore[arg-type]  # it never opens anything
    drive.settle()
    assert drive.window.view() is welcome
    assert welcome.said == "There is no office in “/nowhere”."
    assert welcome.sample.isEnabled()


def test_a_fault_and_the_marked_tile_follow_the_language(drive: Driver, welcome: Welcome) -> None:
    def refuse(_ctx: object) -> object:
        raise OfficeError(N_("The copy of the database is damaged and was not kept. Check the disk."))

    drive.shell._enter_by(refuse, MAKING)  # type: ignore[arg-type]  # it never opens anything
    drive.settle()
    before = welcome.said
    for tag in ("de", "pl", "en"):
        drive.shell.screen.switch(tag)
        drive.settle()
        checked = welcome._languages.checkedButton()
        assert checked is not None
        assert checked.property("tag") == tag
        assert (welcome.said == before) is (tag == "en")
        assert any(label.text() == welcome.said for label in welcome.findChildren(QLabel))


def test_the_sample_office_is_made_with_its_progress(drive: Driver, tmp_path: Path) -> None:
    welcome = drive.shell.show_welcome()
    drive.settle()
    drive.shell.make_office(tmp_path / "sample", sample=True)
    seen = False
    while drive.shell.runner.visible:
        drive.app.processEvents()
        seen = seen or any(one.bar.maximum() > 1 for one in lines_in(welcome))
        if seen:
            drive.shell.runner.cancel_all()
    drive.settle()
    assert seen
    assert drive.window.view() is welcome
