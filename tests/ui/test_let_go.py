"""Pages that go while something is still on its way to them, and pages that cannot be loaded at all."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
import shiboken6

from xborder_desk.domain.errors import FileError
from xborder_desk.ui import pages
from xborder_desk.ui.page import PageWidget
from xborder_desk.ui.widgets.cards import Strip
from xborder_desk.ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

    from tests.ui.driving import Driver
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.ui.page import Page

GONE = "“{file}” is gone."


def named(name: str) -> Page:
    return next(page for page in pages.find() if page.id == name)


def built(driver: Driver, page: Page) -> PageWidget:
    desk = driver.shell.desk
    assert desk is not None
    return page.build(driver.window.around, desk, driver.case if page.place == "case" else "")


def strips(page: QWidget) -> list[str]:
    return [one.text.text() for one in page.findChildren(Strip) if one.isVisibleTo(page)]


@pytest.mark.parametrize("name", [page.id for page in pages.find()])
def test_a_page_may_go_before_what_it_asked_for_arrives(shared: Driver, name: str) -> None:
    """As the sixth case one opens lets the first one go: what arrives late must find nobody, not a fault."""
    told: list[object] = []
    shared.shell.faults.kept.connect(told.append)
    page = built(shared, named(name))
    page.setParent(shared.window)
    page.show()
    page.hide()
    page.deleteLater()
    shared.settle()
    assert told == []


@pytest.mark.parametrize("name", [page.id for page in pages.find() if page.place == "case"])
def test_a_page_of_a_case_may_go_when_it_is_shown(shared: Driver, name: str) -> None:
    told: list[object] = []
    shared.shell.faults.kept.connect(told.append)
    shared.window.open_case(shared.case, name)
    shared.settle()
    shared.page.reload()
    shared.page.reload()
    shared.page.deleteLater()
    shared.window._cases.clear()
    shared.window.go("today")
    shared.settle()
    assert told == []


@pytest.mark.parametrize("name", [page.id for page in pages.find() if page.place == "case"])
def test_a_page_of_a_case_that_is_not_there_says_so_in_a_sentence(shared: Driver, name: str) -> None:
    told: list[object] = []
    shared.shell.faults.kept.connect(told.append)
    desk = shared.shell.desk
    assert desk is not None
    page = named(name).build(shared.window.around, desk, "2026-9999")
    page.setParent(shared.window)
    page.show()
    shared.settle()
    assert told == []
    assert any("2026-9999" in sentence for sentence in strips(page)), strips(page)
    page.hide()
    page.deleteLater()


class Echo(PageWidget):
    """A page that shows what it is told to find; ``answer`` is asked on another thread."""

    topics = ("echoes",)

    def __init__(self, driver: Driver) -> None:
        desk = driver.shell.desk
        assert desk is not None
        super().__init__(driver.window.around, desk)
        self.answer: Callable[[], str] = lambda: "first"
        self.shown: list[str] = []

    def gather(self) -> str:
        return self.answer()

    def present(self, found: str) -> None:
        self.shown.append(found)


@pytest.fixture
def echo(shared: Driver) -> Iterator[Echo]:
    page = Echo(shared)
    shared.window.put(page)
    shared.settle()
    yield page
    shared.window.go("today")
    shared.window.stack.removeWidget(page)
    page.deleteLater()


def refuse() -> str:
    raise FileError(GONE, file="office.sqlite")


def fail() -> str:
    raise ZeroDivisionError


def test_what_could_not_be_loaded_is_tried_again_and_the_sentence_goes(shared: Driver, echo: Echo) -> None:
    echo.answer = refuse
    echo.reload()
    shared.settle()
    assert strips(echo) == ["“office.sqlite” is gone."]
    assert echo.shown == ["first"], "what was there stays in view"
    echo.answer = lambda: "second"
    echo.reload()
    shared.settle()
    assert strips(echo) == []
    assert echo.shown == ["first", "second"]


def test_what_was_done_meanwhile_is_not_taken_for_the_old_fault(shared: Driver, echo: Echo) -> None:
    echo.answer = refuse
    echo.reload()
    shared.settle()
    echo.strip("ok", lambda: "Written: list.csv")
    shared.app.processEvents()
    echo.answer = lambda: "second"
    echo.reload()
    shared.settle()
    assert strips(echo) == ["Written: list.csv"]


def test_what_was_done_is_still_said_when_the_page_is_loaded_anew(shared: Driver, echo: Echo) -> None:
    echo.strip("ok", lambda: "Written: list.csv")
    echo.reload()
    shared.settle()
    assert strips(echo) == ["Written: list.csv"]


def test_a_fault_nobody_foresaw_is_tried_again_when_the_page_comes_back(shared: Driver, echo: Echo) -> None:
    echo.answer = fail
    echo.reload()
    shared.settle()
    assert "not foreseen" in strips(echo)[0]
    echo.answer = lambda: "again"
    shared.window.go("cases")
    shared.window.put(echo)
    shared.settle()
    assert strips(echo) == []
    assert echo.shown[-1] == "again"


def test_a_known_fault_is_not_asked_for_again_and_again(shared: Driver, echo: Echo) -> None:
    asked: list[int] = []

    def count() -> str:
        asked.append(1)
        return refuse()

    echo.answer = count
    echo.reload()
    shared.settle()
    shared.window.go("cases")
    shared.window.put(echo)
    shared.settle()
    assert len(asked) == 1


def test_only_the_latest_question_is_answered(shared: Driver, echo: Echo) -> None:
    """The first answer takes longest; it must not overwrite the second."""
    hold, begun = threading.Event(), threading.Event()

    def slow() -> str:
        begun.set()
        hold.wait(10)
        return "old"

    echo.answer = slow
    echo.reload()
    assert begun.wait(5)
    echo.answer = lambda: "new"
    echo.reload()
    shared.qtbot.waitUntil(lambda: echo.shown[-1] == "new", timeout=5000)
    hold.set()
    shared.settle()
    assert echo.shown == ["first", "new"]


def test_a_page_out_of_sight_is_loaded_once_when_it_comes_back(shared: Driver, echo: Echo) -> None:
    shared.window.go("cases")
    for _number in range(3):
        shared.window.around.changes.tell("echoes")
    shared.settle()
    assert echo.shown == ["first"]
    shared.window.put(echo)
    shared.settle()
    assert echo.shown == ["first", "first"]
    shared.window.around.changes.tell("something else")
    shared.settle()
    assert len(echo.shown) == 2


def test_what_is_done_tells_every_page_it_concerns(shared: Driver, echo: Echo) -> None:
    done: list[object] = []
    echo.do(lambda _ctx: 7, done.append, topics=("echoes", "cases"))
    shared.settle()
    assert done == [7]
    assert len(echo.shown) == 2


def test_what_is_refused_changes_nothing_and_tells_nobody(shared: Driver, echo: Echo) -> None:
    done: list[object] = []
    echo.do(lambda _ctx: refuse(), done.append, topics=("echoes",))
    shared.settle()
    assert done == []
    assert echo.shown == ["first"]
    assert strips(echo) == ["“office.sqlite” is gone."]
    echo.do(lambda _ctx: 1, done.append)
    shared.settle()
    assert strips(echo) == [], "what is done well takes the old fault away"


def test_what_was_stopped_is_no_fault(shared: Driver, echo: Echo) -> None:
    started = threading.Event()

    def work(ctx: JobContext) -> None:
        started.set()
        while True:
            ctx.check()

    done: list[object] = []
    job = echo.do(work, done.append, title="{case}", case="x")
    assert started.wait(5)
    assert len(shared.window.status.lines) == 1
    job.cancel()
    shared.settle()
    assert done == []
    assert strips(echo) == []
    assert shared.window.status.lines == []


def test_a_page_that_is_gone_hears_nothing_of_what_it_began(shared: Driver) -> None:
    page, hold = Echo(shared), threading.Event()
    done: list[object] = []
    page.do(lambda _ctx: hold.wait(5), done.append)
    shiboken6.delete(page)
    hold.set()
    shared.settle()
    assert done == []


def test_the_sixth_case_lets_the_first_one_go_and_it_comes_back_anew(shared: Driver) -> None:
    made = [shared.new_case(f"Case {number}") for number in range(6)]
    for number in made:
        shared.window.open_case(number, "timeline")
        shared.settle()
    assert list(shared.window._cases) == made[1:]
    shared.window.open_case(made[0])
    shared.settle()
    view = shared.window.view()
    assert isinstance(view, Workspace)
    assert view.number == made[0]
    assert made[1] not in shared.window._cases
