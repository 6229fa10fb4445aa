"""The evidence of a case while it moves: dropped, withdrawn, dragged out, lost, found, chosen, taken in."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.listing import press
from tests.ui.pages.evidence_page import chosen, evidence, numbers, strip, with_three_texts
from xborder_desk.domain.choices import CustodyAction
from xborder_desk.jobs.context import JobContext
from xborder_desk.services.facts import NewFact
from xborder_desk.ui.dialogs.looking import LookSheet

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Driver
    from xborder_desk.ui.pages.evidence import EvidencePage


_EMPTY_PLACE = 2


def take_in(driver: Driver, page: EvidencePage, *files: Path) -> None:
    page.add_paths(list(files))
    driver.settle()


@pytest.fixture
def empty(shared: Driver) -> EvidencePage:
    """The page of a case without evidence."""
    return evidence(shared, shared.new_case())


@pytest.fixture
def page(shared: Driver, tmp_path: Path) -> EvidencePage:
    """The page of a case with three texts, the last one chosen."""
    return with_three_texts(shared, tmp_path)


def bytes_of(page: EvidencePage, number: str) -> Path:
    return page.desk.evidence.path_for_reading(number, page.case)


def custody(page: EvidencePage, number: str) -> list[str]:
    return [event.action for event in page.desk.evidence.show(number, page.case).custody]


def test_two_items_of_one_name_are_dragged_out_as_two_files(
    shared: Driver, empty: EvidencePage, tmp_path: Path
) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "IMG_0001.txt").write_text(folder, encoding="utf-8")
        take_in(shared, empty, tmp_path / folder / "IMG_0001.txt")
    empty.table.selectAll()
    files = empty._chosen_files()
    shared.settle()
    assert [file.name for file in files] == ["IMG_0001.txt", "IMG_0001.txt"]
    assert sorted(file.read_text(encoding="utf-8") for file in files) == ["one", "two"]
    assert CustodyAction.COPY.value in custody(empty, "E-01")
    assert CustodyAction.COPY.value in custody(empty, "E-02")


def test_an_item_whose_bytes_are_lost_is_not_dragged_out_but_named(
    shared: Driver, page: EvidencePage
) -> None:
    lost = bytes_of(page, "E-02")
    held = lost.read_bytes()
    lost.unlink()
    page.table.selectAll()
    files = page._chosen_files()
    shared.settle()
    assert [file.name for file in files] == ["order.txt", "receipt.txt"]
    assert strip(page)[0] == "danger"
    assert CustodyAction.COPY.value not in custody(page, "E-02")
    lost.write_bytes(held)


def test_many_chosen_items_stay_chosen_when_another_comes(
    shared: Driver, page: EvidencePage, tmp_path: Path
) -> None:
    page.table.choose_keys([row.uid for row in page.model.rows if row.number != "E-02"])
    assert chosen(page) == ["E-01", "E-03"]
    (tmp_path / "more.txt").write_text("more", encoding="utf-8")
    page.desk.evidence.add_files(page.case, [tmp_path / "more.txt"], JobContext())
    shared.window.around.changes.tell(f"case:{page.case}")
    shared.settle()
    assert numbers(page) == ["E-01", "E-02", "E-03", "E-04"]
    assert chosen(page) == ["E-01", "E-03"]


def test_the_chosen_item_stays_chosen_by_its_number(shared: Driver, page: EvidencePage) -> None:
    page.finder.setText("receipt")
    assert numbers(page) == ["E-03"]
    page.finder.setText("")
    shared.settle()
    assert chosen(page) == ["E-03"]
    assert page.reader._number.text() == "E-03"


def test_pictures_stay_pictures_when_nothing_is_found_for_a_moment(page: EvidencePage) -> None:
    page._switch()
    assert page._views.currentIndex() == 1
    page.finder.setText("no such words")
    assert page._views.currentIndex() == _EMPTY_PLACE
    page._switch()
    assert page._views.currentIndex() == _EMPTY_PLACE, "an empty list shows that it is empty"
    page._switch()
    page.finder.setText("")
    assert page._views.currentIndex() == 1
    page._switch()
    assert page._views.currentIndex() == 0


@pytest.mark.parametrize(
    ("chip", "left"), [("eml", []), ("pdf", []), ("picture", []), ("!", []), ("", ["E-01", "E-02", "E-03"])]
)
def test_chips_leave_their_kind(page: EvidencePage, chip: str, left: list[str]) -> None:
    page._chips._buttons[chip].click()
    assert numbers(page) == left


def test_words_and_chips_narrow_together_and_folded(
    shared: Driver, page: EvidencePage, tmp_path: Path
) -> None:
    (tmp_path / "Rechnung ÄÖÜ.txt").write_text("x", encoding="utf-8")
    (tmp_path / "leer.pdf").write_bytes(b"")
    take_in(shared, page, tmp_path / "Rechnung ÄÖÜ.txt", tmp_path / "leer.pdf")
    page.finder.setText("RECHNUNG aou")
    assert numbers(page) == ["E-04"]
    page.finder.setText("")
    page._chips._buttons["!"].click()
    assert numbers(page) == ["E-05"], "an empty file is kept and warned of"


def test_space_looks_at_the_item_and_that_stands_in_the_register(shared: Driver, page: EvidencePage) -> None:
    press(shared, page.table, Qt.Key.Key_Space)
    sheet = shared.dialog()
    assert isinstance(sheet, LookSheet)
    sheet.close()
    shared.settle()
    assert custody(page, "E-03").count(CustodyAction.VIEW.value) == 1


def test_del_takes_off_several_and_one_that_proves_something_keeps_all(
    shared: Driver, page: EvidencePage
) -> None:
    page.desk.facts.add(page.case, NewFact("It hums.", "2026-01-09", ("E-01",)))
    page.table.selectAll()
    press(shared, page.table, Qt.Key.Key_Delete)
    assert numbers(page) == ["E-01", "E-02", "E-03"], "nothing is done by halves"
    assert strip(page)[0] == "danger"
    page.table.choose_keys([row.uid for row in page.model.rows if row.number != "E-01"])
    press(shared, page.table, Qt.Key.Key_Delete)
    assert numbers(page) == ["E-01"]
    press(shared, page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert numbers(page) == ["E-01", "E-02", "E-03"]


def test_an_item_taken_off_elsewhere_is_let_go_of_here(shared: Driver, page: EvidencePage) -> None:
    page.desk.evidence.bin.take_off(page.case, ["E-03"])
    shared.window.around.changes.tell(f"case:{page.case}")
    shared.settle()
    assert numbers(page) == ["E-01", "E-02"]
    assert page.reader._number.text() == "E-01"


def test_a_number_that_is_not_listed_yet_is_chosen_as_soon_as_it_is(
    shared: Driver, page: EvidencePage, tmp_path: Path
) -> None:
    page.go_to("E-04")
    assert chosen(page) == ["E-03"]
    (tmp_path / "more.txt").write_text("more", encoding="utf-8")
    page.desk.evidence.add_files(page.case, [tmp_path / "more.txt"], JobContext())
    page.reload()
    shared.settle()
    assert chosen(page) == ["E-04"]


def test_what_verify_found_stays_said_while_one_walks_through_the_items(
    shared: Driver, page: EvidencePage
) -> None:
    lost = bytes_of(page, "E-02")
    held = lost.read_bytes()
    lost.chmod(0o600)
    lost.write_bytes(b"something else")
    page._verify()
    shared.settle()
    lost.write_bytes(held)
    kind, text, second = strip(page)
    assert (kind, text) == ("danger", "1 finding")
    assert "E-02" in second
    QTest.keyClick(page.table, Qt.Key.Key_Up)
    shared.settle()
    assert strip(page) == (kind, text, second)
    page._verify()
    shared.settle()
    assert strip(page)[0] == "ok"


def test_a_copy_is_of_the_item_that_was_chosen_when_it_was_asked_for(
    shared: Driver, page: EvidencePage
) -> None:
    """The work waits its turn behind other work, and the person goes on to the next item meanwhile."""
    hold = threading.Event()
    for _number in range(2):
        shared.shell.runner.job(lambda _ctx: hold.wait(10), "{case}", case="x")
    verb = dict(page.reader.doing.verbs())["Copy as PDF"]
    assert verb is not None
    verb()
    page.go_to("E-01")
    shared.qtbot.waitUntil(lambda: page.reader._number.text() == "E-01", timeout=5000)
    hold.set()
    shared.settle()
    (made,) = [row for row in page.desk.evidence.list(page.case) if row.derived_from]
    assert made.derived_from == "E-03"


def test_a_copy_is_saved_and_refused_where_it_cannot_be(
    shared: Driver, page: EvidencePage, tmp_path: Path
) -> None:
    page.reader._save_out(tmp_path / "out.txt")
    shared.settle()
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == f"receipt of {page.case}"
    page.reader._save_out(tmp_path / "nowhere" / "out.txt")
    shared.settle()
    assert strip(page)[0] == "danger"
    assert not (tmp_path / "nowhere").exists()


def test_what_is_found_in_the_text_is_marked_and_found_again_from_the_top(page: EvidencePage) -> None:
    reader = page.reader
    reader._search.setText("of")
    reader._find_next()
    assert reader._text.textCursor().selectedText() == "of"
    reader._find_next()
    assert reader._text.textCursor().selectedText() == "of", "after the last one comes the first"
    reader._text.textCursor().clearSelection()
    reader._search.setText("nothing like it")
    reader._find_next()
    assert reader._text.textCursor().selectedText() != "nothing like it"


def test_a_title_is_described_anew_and_taken_back(shared: Driver, page: EvidencePage) -> None:
    card = page.reader._words
    card.start()
    card.form.put({"title": "The receipt", "on": "2026-01-02"})
    card.saved.emit({"title": "The receipt", "on": "2026-01-02"})
    shared.settle()
    assert page.desk.evidence.show("E-03", page.case).row.title == "The receipt"
    assert page.model.rows[2].title == "The receipt"
    press(shared, page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.desk.evidence.show("E-03", page.case).row.title == "receipt.txt"
