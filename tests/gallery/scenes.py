"""Every state of the window worth looking at: pages, empty ones, dialogs, faults, first run, jobs."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import shiboken6
from PySide6.QtWidgets import QAbstractButton, QPushButton, QTableView, QWidget

from xborder_desk.domain.errors import DiskFullError, OfficeError
from xborder_desk.i18n import N_
from xborder_desk.ui.widgets.tables import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.gallery.stage import Stage
    from xborder_desk.jobs.context import JobContext

FULL: Final = "2026-0001"
FAULT: Final = N_("There is no room to write “{file}”.")
# Pressed nowhere: what they do is outside the window, or takes long and is proved elsewhere.
_OUTSIDE: Final = ("Build dossier", "Open folder")


@dataclass(frozen=True)
class Scene:
    """One state: its name, how to come there (gives what to look at), and how to leave."""

    name: str
    enter: Callable[[Stage], QWidget]
    leave: Callable[[Stage], object] | None = None


def case_of(stage: Stage) -> str:
    """Give the case with most to show."""
    rows = stage.desk.cases.all()
    return max(rows, key=lambda one: (min(one.evidence, 20) + 3 * one.attempts, one.number)).number


def bare_case_of(stage: Stage) -> str:
    """Give the case with least to show."""
    rows = stage.desk.cases.all()
    return min(rows, key=lambda one: (one.evidence + one.attempts, one.number)).number


def pages(stage: Stage, *, bare: bool = False) -> Iterator[Scene]:
    """Every page of the office and of its fullest case, or of its barest."""
    for page in sorted(stage.shell.pages, key=lambda one: (one.place == "case", one.order)):
        if page.place != "case":
            if not bare:
                yield Scene(page.id, partial(_office_page, page=page.id))
        else:
            name = f"{page.id}-bare" if bare else page.id
            yield Scene(name, partial(_case_page, page=page.id, bare=bare))


def empty_pages(stage: Stage) -> Iterator[Scene]:
    """Every page of an office without a case."""
    for page in stage.shell.pages:
        if page.place != "case":
            yield Scene(f"{page.id}-empty", partial(_office_page, page=page.id))


def faults(stage: Stage) -> Iterator[Scene]:
    """A fault on every page, and the sentences the window says by itself."""
    for scene in pages(stage):
        yield Scene(f"{scene.name}-fault", partial(_with_fault, scene=scene), _clear_strips)
    yield Scene("window-undo", _with_undo, _clear_strips)
    yield Scene("window-report", _with_report, _clear_strips)


def busy(stage: Stage) -> Iterator[Scene]:
    """Work going on, and closing meanwhile."""
    del stage
    gate = threading.Event()

    def work(ctx: JobContext) -> None:
        ctx.progress(3, 8, N_("Reading evidence"))
        while not gate.wait(0.02):
            ctx.check()

    def begin(stage: Stage) -> QWidget:
        gate.clear()
        stage.window.go("today")
        stage.settle()
        stage.shell.runner.job(work, N_("Verifying the evidence of {case}"), case=FULL)
        _pump(stage)
        return stage.window

    def ask(stage: Stage) -> QWidget:
        begin(stage)
        stage.window.close()
        _pump(stage)
        return stage.dialogs()[-1]

    def end(stage: Stage) -> None:
        gate.set()
        for dialog in stage.dialogs():
            dialog.reject()
        stage.settle()

    yield Scene("window-busy", begin, end)
    yield Scene("window-closing", ask, end)


def welcome(stage: Stage) -> Iterator[Scene]:
    """First run, and an office that cannot be opened; the stage has no office yet."""
    del stage
    yield Scene("first-run", _welcome)
    yield Scene("first-run-fault", _welcome_fault)


@dataclass(frozen=True)
class Way:
    """How a dialog is reached: on a page (nowhere for a key of the window), the how-manyeth control."""

    page: str
    kind: str
    number: int
    dialog: str


def ways_to_dialogs(stage: Stage) -> list[Way]:
    """Press everything on every page once and tell which dialogs came; each kind of dialog once."""
    found = ways_by_key(stage)
    seen = {way.dialog for way in found}
    for scene in pages(stage):
        for kind, count in _countable(scene, stage).items():
            view = stage.page()
            for number in range(count):
                if not stage.shows(view):  # what was pressed led elsewhere
                    scene.enter(stage)
                if _press(stage, kind, number):
                    _note(stage, Way(scene.name, kind, number, ""), found, seen)
    return found


def ways_by_key(stage: Stage) -> list[Way]:
    """Press every key of the window and tell which dialogs came."""
    found: list[Way] = []
    seen: set[str] = set()
    for name in sorted(stage.window.actions_by_name):
        if name not in {"window", "undo", "redo"}:
            stage.window.open_case(case_of(stage), "overview")
            stage.settle()
            stage.window.actions_by_name[name].trigger()
            _note(stage, Way("", name, 0, ""), found, seen)
    return found


def dialogs(stage: Stage, found: list[Way]) -> Iterator[Scene]:
    """The dialogs that were found, each as a scene; those of the system (files, printing) are left out."""
    del stage
    for way in found:
        if not way.dialog.startswith("Q"):
            yield Scene(f"dialog-{way.dialog}", partial(_dialog, way=way), _close)


def _dialog(stage: Stage, way: Way) -> QWidget:
    if not way.page:
        stage.window.open_case(case_of(stage), "overview")
        stage.settle()
        stage.window.actions_by_name[way.kind].trigger()
        return _opened(stage, way) or stage.window
    scene = next(one for one in pages(stage) if one.name == way.page)
    for _again in range(2):
        scene.enter(stage)
        count = _countable(scene, stage)[way.kind]
        # What was pressed before may have moved the button, or shown and hidden others: all are tried then.
        for number in [way.number, *(one for one in range(count) if one != way.number)]:
            if _press(stage, way.kind, number) and (found := _opened(stage, way)) is not None:
                return found
            stage.close_dialogs()
            scene.enter(stage)
    raise AssertionError(way)


def _opened(stage: Stage, way: Way) -> QWidget | None:
    stage.settle()
    return next((one for one in stage.dialogs() if type(one).__name__ == way.dialog), None)


def _close(stage: Stage) -> None:
    stage.close_dialogs()


def _note(stage: Stage, way: Way, found: list[Way], seen: set[str]) -> None:
    stage.settle()
    for dialog in stage.dialogs():
        kind = type(dialog).__name__
        if kind not in seen:
            seen.add(kind)
            found.append(Way(way.page, way.kind, way.number, kind))
    stage.close_dialogs()


def _countable(scene: Scene, stage: Stage) -> dict[str, int]:
    scene.enter(stage)
    view = stage.page()
    return {"button": len(_buttons(view)), "table": len(_tables(view))}


def _buttons(view: QWidget) -> list[QAbstractButton]:
    return [
        one
        for one in view.findChildren(QAbstractButton)
        if one.isVisibleTo(view) and one.isEnabled() and not one.isCheckable()
    ]


def _tables(view: QWidget) -> list[QTableView]:
    return [one for one in view.findChildren(QTableView) if one.isVisibleTo(view)]


def _press(stage: Stage, kind: str, number: int) -> bool:
    """Press a control of the page in view; gives whether there was one."""
    view = stage.page()
    if kind == "table":
        tables = _tables(view)
        if number < len(tables) and isinstance(table := tables[number], Table) and table.current_row() >= 0:
            table.opened.emit(table.current_row())
            return True
        return False
    buttons = _buttons(view)
    if number >= len(buttons):
        return False
    button = buttons[number]
    if any(words in button.text() for words in _OUTSIDE):
        return False
    if isinstance(button, QPushButton) and (menu := button.menu()) is not None:
        for action in menu.actions()[:1]:
            action.trigger()
        return True
    button.click()
    return True


def _office_page(stage: Stage, page: str) -> QWidget:
    stage.window.go(page)
    stage.settle()
    return stage.window


def _case_page(stage: Stage, page: str, *, bare: bool) -> QWidget:
    stage.window.open_case(bare_case_of(stage) if bare else case_of(stage), page)
    stage.settle()
    return stage.window


def _with_fault(stage: Stage, scene: Scene) -> QWidget:
    window = scene.enter(stage)
    stage.page().show_fault(DiskFullError(FAULT, file="office.db"))
    _pump(stage)
    return window


def _with_undo(stage: Stage) -> QWidget:
    stage.window.go("cases")
    stage.settle()
    stage.window.did(N_("Case {number} went to the bin."), _nothing, _nothing, number=FULL)
    _pump(stage)
    return stage.window


def _with_report(stage: Stage) -> QWidget:
    stage.window.go("today")
    stage.settle()
    stage.shell._tell_report("report-20260302-093000-0a1b2c3d4e5f.txt")
    _pump(stage)
    return stage.window


def _clear_strips(stage: Stage) -> None:
    view = stage.window.view()
    if view is not None and shiboken6.isValid(view):
        stage.page().clear_strips()
    stage.window._clear_strips()
    stage.settle()


def _welcome(stage: Stage) -> QWidget:
    page = stage.shell.show_welcome()
    page._clear(page._strips)  # what was said in the scene before
    stage.settle()
    return stage.window


def _welcome_fault(stage: Stage) -> QWidget:
    error = OfficeError(
        N_("This office was written by a newer version of Xborder Desk. Install that version to open it.")
    )
    stage.shell.show_welcome().show_fault(lambda: stage.shell.screen.language.error(error))
    _pump(stage)
    return stage.window


def _nothing(*_anything: Any) -> None:
    return None


def _pump(stage: Stage) -> None:
    """Let what was asked for happen, without waiting for work that is meant to go on."""
    for _round in range(12):
        stage.app.processEvents()
        threading.Event().wait(0.005)
