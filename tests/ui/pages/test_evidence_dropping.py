"""Evidence that is dropped, pasted or withdrawn: what can be taken is taken, the rest is named."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QLabel

from tests.ui.listing import press
from tests.ui.pages.evidence_page import evidence, numbers, strip, with_three_texts
from xborder_desk.jobs.context import JobContext
from xborder_desk.ui.widgets.received import PASTED

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Driver
    from xborder_desk.ui.pages.evidence import EvidencePage


_EMPTY_PLACE = 2


@pytest.fixture
def empty(shared: Driver) -> EvidencePage:
    """The page of a case without evidence."""
    return evidence(shared, shared.new_case())


@pytest.fixture
def page(shared: Driver, tmp_path: Path) -> EvidencePage:
    """The page of a case with three texts, the last one chosen."""
    return with_three_texts(shared, tmp_path)


def drop(page: EvidencePage, mime: QMimeData) -> None:
    """Let something go over the page, as Qt tells it."""
    event = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page._landing.eventFilter(page, event)


def of_files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def bytes_of(page: EvidencePage, number: str) -> Path:
    return page.desk.evidence.path_for_reading(number, page.case)


def test_a_case_without_evidence_says_what_to_drop(empty: EvidencePage) -> None:
    assert empty._views.currentIndex() == _EMPTY_PLACE
    said = " ".join(one.text() for one in empty._views.findChildren(QLabel) if one.isVisibleTo(empty))
    assert "No evidence here" in said
    assert "drop files here" in said
    assert empty.reader._tabs.isHidden()
    assert empty.reader.title.text() == ""


def test_files_dropped_on_the_page_are_taken_in_and_the_last_is_chosen(
    shared: Driver, empty: EvidencePage, tmp_path: Path
) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    drop(empty, of_files(tmp_path / "a.txt", tmp_path / "b.txt"))
    shared.settle()
    assert numbers(empty) == ["E-01", "E-02"]
    assert empty.reader.title.text() == "b.txt"
    assert strip(empty)[:2] == ("ok", "2 files were taken in.")
    assert (tmp_path / "a.txt").exists(), "what was dropped stays where it lies"


def test_a_file_its_program_took_away_is_named_and_the_other_is_taken(
    shared: Driver, empty: EvidencePage, tmp_path: Path
) -> None:
    (tmp_path / "kept.txt").write_text("kept", encoding="utf-8")
    drop(empty, of_files(tmp_path / "gone.eml", tmp_path / "kept.txt"))
    assert "gone.eml" in strip(empty)[1]
    shared.settle()
    assert [item.filename for item in empty.model.rows] == ["kept.txt"]


def test_only_files_that_are_gone_write_nothing(shared: Driver, empty: EvidencePage, tmp_path: Path) -> None:
    drop(empty, of_files(tmp_path / "gone.eml"))
    shared.settle()
    kind, text, _second = strip(empty)
    assert kind == "warn"
    assert "gone.eml" in text
    assert numbers(empty) == []


def test_a_link_becomes_a_shortcut_and_nothing_is_fetched(shared: Driver, empty: EvidencePage) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("https://shop.example/item/7")])
    drop(empty, mime)
    shared.settle()
    (item,) = empty.model.rows
    assert item.filename == "shop.example.url"
    assert b"https://shop.example/item/7" in bytes_of(empty, "E-01").read_bytes()


def test_a_pasted_picture_is_kept_and_its_file_of_a_moment_goes(
    shared: Driver, empty: EvidencePage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    picture = QImage(30, 20, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkGreen)
    QGuiApplication.clipboard().setImage(picture)
    press(shared, empty, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    (item,) = empty.model.rows
    assert item.kind == "picture"
    assert item.filename.startswith("screenshot-")
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(PASTED)]


def test_a_pasted_text_is_kept_as_a_file_and_blanks_are_nothing(shared: Driver, empty: EvidencePage) -> None:
    QGuiApplication.clipboard().setText("  \n ")
    press(shared, empty, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert numbers(empty) == []
    QGuiApplication.clipboard().setText("We refuse. – 蓝屿")
    press(shared, empty, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert bytes_of(empty, "E-01").read_text(encoding="utf-8") == "We refuse. – 蓝屿"


def test_taking_in_is_stopped_and_what_was_taken_so_far_is_kept(
    shared: Driver, empty: EvidencePage, tmp_path: Path
) -> None:
    files = []
    for number in range(30):
        files.append(tmp_path / f"{number}.txt")
        files[-1].write_text(f"{number} of {empty.case}", encoding="utf-8")
    empty.add_paths(files)
    (job,) = shared.shell.runner.visible
    shared.qtbot.waitUntil(lambda: job.latest.done >= 2 or not shared.shell.runner.visible, timeout=20_000)
    job.cancel()
    shared.settle()
    kept = page_numbers = numbers(empty)
    assert kept == [row.number for row in empty.desk.evidence.list(empty.case)]
    assert len(page_numbers) <= 30
    assert empty.desk.evidence.verify(empty.case, JobContext()).ok


def test_while_files_are_taken_in_the_status_bar_says_for_which_case(
    shared: Driver, empty: EvidencePage, tmp_path: Path
) -> None:
    hold = threading.Event()
    others = [shared.shell.runner.job(lambda _ctx: hold.wait(10), "{case}", case="x") for _n in range(2)]
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    empty.add_paths([tmp_path / "a.txt"])
    assert len(shared.window.status.lines) == len(others) + 1
    assert empty.case in shared.window.status.lines[-1].words.text()
    hold.set()
    shared.settle()
    assert shared.window.status.lines == []
