"""Drafts while somebody types: kept after a pause, laid aside, put back, and gone once kept for good."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from xborder_desk.domain.errors import BadInputError
from xborder_desk.services.drafts import KeptDraft
from xborder_desk.ui import autosave
from xborder_desk.ui.autosave import Autosave, OneLine
from xborder_desk.ui.runner import Runner
from xborder_desk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pytestqt.qtbot import QtBot

    from xborder_desk.ui.language import ScreenLanguage

TOO_MUCH = "That is too much."
PLACE = "2026-0001/overview/purchase"


class Shelf:
    """Drafts as the office keeps them, in memory; ``slow`` holds every write up."""

    def __init__(self) -> None:
        self.kept: dict[str, KeptDraft] = {}
        self.writes = 0
        self.slow = 0.0
        self.refuses = False

    def keep(self, place: str, values: Mapping[str, str], version: int = 0, *, aside: bool = False) -> None:
        time.sleep(self.slow)
        self.writes += 1
        if self.refuses:
            raise BadInputError(TOO_MUCH, field="draft")
        self.kept[place] = KeptDraft(place, dict(values), version, dt.datetime.now(dt.UTC), aside)

    def drop(self, place: str) -> None:
        time.sleep(self.slow)
        self.kept.pop(place, None)

    def find(self, place: str) -> KeptDraft | None:
        return self.kept.get(place)


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[Runner]:
    """Threads of the test's own."""
    made = Runner(qapp)
    yield made
    made.close()


@pytest.fixture
def form(screen: ScreenLanguage, qtbot: QtBot) -> Form:
    """A form with a line, a day, an amount and a text."""
    made = Form(screen)
    made.line("product", "Goods")
    made.line("paid_on", "Paid on", kind="day")
    made.line("amount", "Amount", kind="amount")
    made.text("story", "What happened")
    qtbot.addWidget(made)
    return made


@pytest.fixture
def shelf() -> Shelf:
    """Where drafts are kept."""
    return Shelf()


@pytest.fixture
def keeper(runner: Runner, form: Form, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> Autosave:
    """What keeps the form's draft, quicker than in life."""
    monkeypatch.setattr(autosave, "PAUSE_MS", 20)
    return Autosave(runner, shelf, form, PLACE, form)  # type: ignore[arg-type] # a shelf that behaves alike


def write(form: Form, name: str, text: str) -> None:
    editor = form.editor(name)
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, text)


def settle(qtbot: QtBot, runner: Runner) -> None:
    qtbot.wait(60)
    qtbot.waitUntil(lambda: not runner.running, timeout=5000)


def test_nothing_is_kept_before_somebody_begins(
    qtbot: QtBot, keeper: Autosave, form: Form, shelf: Shelf, runner: Runner
) -> None:
    write(form, "product", "Bicycle")
    settle(qtbot, runner)
    assert shelf.writes == 0
    keeper.begin()
    settle(qtbot, runner)
    assert not keeper.changed
    assert shelf.writes == 0


def test_what_is_typed_is_kept_exactly_as_it_was_typed(
    qtbot: QtBot, keeper: Autosave, form: Form, shelf: Shelf, runner: Runner
) -> None:
    keeper.begin(lambda: 7)
    write(form, "product", "Bicycle ")
    write(form, "paid_on", "+14")
    write(form, "amount", "1.249,0")
    settle(qtbot, runner)
    draft = shelf.kept[PLACE]
    assert draft.values == {"product": "Bicycle ", "paid_on": "+14", "amount": "1.249,0", "story": ""}
    assert (draft.version, draft.aside) == (7, False)


def test_typing_without_a_pause_is_kept_all_the_same(
    qtbot: QtBot,
    keeper: Autosave,
    form: Form,
    shelf: Shelf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(autosave, "LONGEST_S", 0.05)
    keeper._timer.setInterval(10_000)
    keeper.begin()
    write(form, "product", "Bic")
    time.sleep(0.06)
    write(form, "product", "y")
    qtbot.waitUntil(lambda: PLACE in shelf.kept, timeout=3000)
    assert shelf.kept[PLACE].values["product"] == "Bicy"


def test_a_form_that_is_filled_is_not_typed_into(
    qtbot: QtBot, keeper: Autosave, form: Form, shelf: Shelf, runner: Runner
) -> None:
    keeper.begin()
    form.fill({"product": "Bicycle", "story": "It never came."})
    settle(qtbot, runner)
    assert shelf.writes == 0


def test_what_is_kept_for_good_is_no_draft_any_more(
    qtbot: QtBot, keeper: Autosave, form: Form, shelf: Shelf, runner: Runner
) -> None:
    keeper.begin()
    write(form, "product", "Bicycle")
    settle(qtbot, runner)
    assert PLACE in shelf.kept
    keeper.forget()
    settle(qtbot, runner)
    assert shelf.kept == {}
    write(form, "product", "s")
    settle(qtbot, runner)
    assert shelf.kept == {}, "nobody watches any more"


def test_a_slow_disk_never_leaves_a_draft_behind(
    qtbot: QtBot, keeper: Autosave, form: Form, shelf: Shelf, runner: Runner
) -> None:
    shelf.slow = 0.1
    keeper.begin()
    write(form, "product", "Bi")
    keeper.keep()
    write(form, "product", "cycle")
    keeper.keep()
    keeper.forget()
    settle(qtbot, runner)
    assert shelf.kept == {}


def test_esc_lays_aside_and_the_form_opens_with_it_again(
    qtbot: QtBot, keeper: Autosave, form: Form, shelf: Shelf, runner: Runner
) -> None:
    keeper.begin()
    write(form, "product", "Bicycle")
    keeper.lay_aside()
    settle(qtbot, runner)
    assert shelf.kept[PLACE].aside
    form.fill({})
    told: list[KeptDraft] = []
    keeper.begin()
    keeper.resume(told.append)
    settle(qtbot, runner)
    assert form.typed()["product"] == "Bicycle"
    assert told[0].values["product"] == "Bicycle"
    assert keeper.changed
    keeper.begin_anew()
    settle(qtbot, runner)
    assert form.typed()["product"] == ""
    assert shelf.kept == {}


def test_esc_on_a_form_nobody_typed_into_keeps_nothing(
    qtbot: QtBot, keeper: Autosave, shelf: Shelf, runner: Runner
) -> None:
    keeper.begin()
    keeper.lay_aside()
    settle(qtbot, runner)
    assert shelf.writes == 0


def test_what_was_typed_meanwhile_is_not_overwritten(
    qtbot: QtBot, keeper: Autosave, form: Form, shelf: Shelf, runner: Runner
) -> None:
    shelf.keep(PLACE, {"product": "Old"})
    keeper.begin()
    keeper.resume()
    write(form, "product", "New")
    settle(qtbot, runner)
    assert form.typed()["product"] == "New"


def test_a_draft_that_cannot_be_kept_disturbs_nobody(
    qtbot: QtBot,
    keeper: Autosave,
    form: Form,
    shelf: Shelf,
    runner: Runner,
    caplog: pytest.LogCaptureFixture,
) -> None:
    shelf.refuses = True
    keeper.begin()
    write(form, "product", "Bicycle")
    settle(qtbot, runner)
    assert form.typed()["product"] == "Bicycle"
    assert "a draft was not kept" in caplog.text


def test_a_single_line_has_the_manners_of_a_form(qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    one = OneLine(line)
    with qtbot.waitSignal(one.edited, timeout=1000):
        QTest.keyClicks(line, "a")
    with qtbot.assertNotEmitted(one.edited):
        one.put({"text": "Call after five"})
    assert one.typed() == {"text": "Call after five"}
    one.put({})
    assert line.text() == ""


def test_a_keeper_goes_with_its_form(
    qtbot: QtBot, runner: Runner, screen: ScreenLanguage, shelf: Shelf
) -> None:
    form = Form(screen)
    form.line("product", "Goods")
    keeper = Autosave(runner, shelf, form, PLACE, form)  # type: ignore[arg-type] # as above
    shelf.keep(PLACE, {"product": "Old"})
    keeper.begin()
    keeper.resume()
    gone: list[bool] = []
    form.destroyed.connect(lambda: gone.append(True))
    form.deleteLater()
    qtbot.waitUntil(lambda: bool(gone), timeout=3000)
    settle(qtbot, runner)
