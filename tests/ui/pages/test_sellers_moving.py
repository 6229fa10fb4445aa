"""The register of sellers while the office works: chosen, decided with a reason, searched, refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from tests.ui.listing import press
from xborder_desk.i18n.pseudo import OPENING
from xborder_desk.services.sellers.taking import NewMark, NewSeller
from xborder_desk.ui.pages.sellers import SellersPage
from xborder_desk.ui.widgets.cards import Strip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from tests.ui.driving import Driver


@pytest.fixture
def pair(shared: Driver, request: pytest.FixtureRequest) -> tuple[str, str]:
    """Two sellers of one mail address that no other test has."""
    desk = shared.shell.desk
    assert desk is not None
    name = f"{len(desk.sellers.all())} of {request.node.name[:30]}"
    mark = NewMark("email", f"{len(desk.sellers.all())}@twins.example", "imprint")
    one, _alike = desk.sellers.add(NewSeller(f"Twin A {name}", country="CN", marks=(mark,)))
    other, _alike = desk.sellers.add(NewSeller(f"Twin B {name}", country="CN", marks=(mark,)))
    return one, other


@pytest.fixture
def page(shared: Driver) -> Iterator[SellersPage]:
    """The register, not narrowed."""
    shared.window.go("sellers")
    shared.settle()
    found = shared.page
    assert isinstance(found, SellersPage)
    found.reload()
    shared.settle()
    yield found
    found.search.clear()
    found.others.reason.clear()
    found.clear_strips()
    found.go_to("")
    shared.settle()


def numbers(page: SellersPage) -> list[str]:
    return [row.number for row in page.model.rows]


def choose(driver: Driver, page: SellersPage, number: str) -> None:
    page.go_to(number)
    driver.settle()
    page.reload()
    driver.settle()


def words(root: QWidget) -> str:
    return "\n".join(one.text() for one in root.findChildren(QLabel) if one.isVisibleTo(root))


def strips(page: SellersPage) -> list[tuple[str, str]]:
    found = [one for one in page.findChildren(Strip) if one.isVisibleTo(page)]
    return [(one.property("kind"), one.text.text()) for one in found]


def verb(page: SellersPage, words_: str, other: str) -> QPushButton:
    """Give the button that says something of another seller."""
    name = f"{words_} {page.desk.sellers.show(other).row.name}"
    (found,) = [one for one in page.others.findChildren(QPushButton) if one.accessibleName() == name]
    return found


def decisions(page: SellersPage, *sellers: str) -> list[tuple[str, bool]]:
    """Give verdict and whether it holds, of decisions between two sellers."""
    return [
        (one.verdict, one.undone_at is None)
        for one in page.desk.sellers.decisions()
        if {one.first, one.second} == set(sellers)
    ]


def test_the_chosen_seller_stays_chosen_when_another_comes(
    shared: Driver, page: SellersPage, pair: tuple[str, str]
) -> None:
    choose(shared, page, pair[1])
    page.desk.sellers.add(NewSeller("AAA comes first", country="CN"))
    shared.window.around.changes.tell("sellers")
    shared.settle()
    row = page.model.row(page.table.current_row())
    assert row is not None
    assert row.number == pair[1]
    assert "Twin B" in words(page.seller)


def test_who_shares_an_address_is_suggested_with_the_reason(
    shared: Driver, page: SellersPage, pair: tuple[str, str]
) -> None:
    choose(shared, page, pair[0])
    said = words(page.others)
    assert "Twin B" in said
    assert "Speaks for it" in said
    assert "twins.example" in said


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nothing_is_decided(
    shared: Driver, page: SellersPage, pair: tuple[str, str], reason: str
) -> None:
    choose(shared, page, pair[0])
    page.others.reason.setText(reason)
    verb(page, "Same seller", pair[1]).click()
    shared.settle()
    assert decisions(page, *pair) == []
    assert strips(page)


def test_a_decision_is_made_undone_and_made_again(
    shared: Driver, page: SellersPage, pair: tuple[str, str]
) -> None:
    choose(shared, page, pair[0])
    page.others.reason.setText("The bank named the account holder.")
    verb(page, "Same seller", pair[1]).click()
    shared.settle()
    assert decisions(page, *pair) == [("same", True)]
    assert page.others.reason.text() == "", "the next decision has a reason of its own"
    press(shared, page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert decisions(page, *pair) == [("same", False)]
    press(shared, page, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert sorted(decisions(page, *pair)) == [("same", False), ("same", True)]
    press(shared, page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [holds for _verdict, holds in decisions(page, *pair)] == [False, False]


def test_a_reason_does_not_wander_to_another_seller(
    shared: Driver, page: SellersPage, pair: tuple[str, str]
) -> None:
    one, other = pair
    page.reload()
    shared.settle()
    choose(shared, page, one)
    page.others.reason.setText("the bank named the holder")
    page.load()
    shared.settle()
    assert page.others.reason.text() == "the bank named the holder", "nobody loses it by a list filled anew"
    choose(shared, page, other)
    assert page.others.reason.text() == ""
    page.others.reason.setText("one telephone")
    page.reload()
    shared.settle()
    assert page.others.reason.text() == "one telephone"


def test_who_is_not_the_same_is_suggested_no_more(
    shared: Driver, page: SellersPage, pair: tuple[str, str]
) -> None:
    choose(shared, page, pair[0])
    page.others.reason.setText("Two shops in one building.")
    verb(page, "Different sellers", pair[1]).click()
    shared.settle()
    assert decisions(page, *pair) == [("different", True)]
    with pytest.raises(ValueError, match="not enough values"):
        verb(page, "Same seller", pair[1])
    assert "Two shops in one building." in words(page.others)


def test_a_decision_undone_in_another_window_is_shown_here(
    shared: Driver, page: SellersPage, pair: tuple[str, str]
) -> None:
    sellers = page.desk.sellers
    kept = sellers.decide(pair[0], pair[1], "different", "Another street.")
    choose(shared, page, pair[0])
    assert "Another street." in words(page.others)
    sellers.undo(kept)
    shared.window.around.changes.tell("sellers")
    shared.settle()
    assert "Twin B" in words(page.others)
    page.undo(kept)
    shared.settle()
    assert decisions(page, *pair) == [("different", False)]


def test_from_one_seller_one_goes_to_the_other(
    shared: Driver, page: SellersPage, pair: tuple[str, str]
) -> None:
    choose(shared, page, pair[0])
    verb(page, "Show", pair[1]).click()
    shared.settle()
    shared.qtbot.waitUntil(lambda: not page._pause.isActive(), timeout=3000)
    shared.settle()
    assert page._chosen == pair[1]
    assert "Twin B" in words(page.seller)


@pytest.mark.parametrize(
    "typed", ["%", "_", "'", '"', "\\", "(", "*", "NEAR(", "; DROP TABLE sellers", "\u202e"]
)
def test_any_sign_can_be_looked_for(shared: Driver, page: SellersPage, typed: str) -> None:
    page.search.setText(typed)
    page.reload()
    shared.settle()
    assert strips(page) == []


def test_nobody_found_says_so_and_shows_no_card(
    shared: Driver, page: SellersPage, pair: tuple[str, str]
) -> None:
    page.search.setText("nobody of that name")
    page.reload()
    shared.settle()
    assert numbers(page) == []
    assert not page._side.isVisibleTo(page)
    page.search.setText("Twin A")
    page.reload()
    shared.settle()
    assert pair[0] in numbers(page)
    assert page._side.isVisibleTo(page)


@pytest.mark.parametrize("name", ["list.csv", "list.ftm.json"])
def test_the_list_is_written_whole(
    shared: Driver, page: SellersPage, pair: tuple[str, str], tmp_path: Path, name: str
) -> None:
    page.export(tmp_path / name)
    shared.settle()
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert all(twin in text for twin in ("Twin A", "Twin B"))
    assert strips(page) == [("ok", f"Written: {name}")]
    assert pair


def test_a_list_that_cannot_be_written_is_told(shared: Driver, page: SellersPage, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    page.export(tmp_path / "file" / "list.csv")
    shared.settle()
    ((kind, text),) = strips(page)
    assert kind == "danger"
    assert text


@pytest.mark.parametrize("held", [b"", b"\x00\x01\x02", b"first,second\n1,2\n", b"\xff\xfe"])
def test_what_is_no_list_of_sellers_is_told_and_changes_nothing(
    shared: Driver, page: SellersPage, tmp_path: Path, held: bytes
) -> None:
    before = len(page.desk.sellers.all())
    (tmp_path / "list.csv").write_bytes(held)
    page.import_list([tmp_path / "list.csv"])
    shared.settle()
    assert strips(page)
    assert len(page.desk.sellers.all()) == before


def test_rows_of_a_list_that_cannot_be_taken_are_named(
    shared: Driver, page: SellersPage, tmp_path: Path
) -> None:
    (tmp_path / "list.csv").write_text("name,country\nGood Goods Ltd,CN\n,CN\n", encoding="utf-8")
    page.import_list([tmp_path / "list.csv"])
    shared.settle()
    assert "Good Goods Ltd" in [row.name for row in page.desk.sellers.search("Good Goods")]
    (strip,) = [one for one in page.findChildren(Strip) if one.isVisibleTo(page)]
    assert strip.property("kind") == "warn"
    assert "Row" in strip.second.text()


def test_the_lists_beside_are_there_and_back_again(shared: Driver, page: SellersPage) -> None:
    for view in ("watched", "returned", "bodies", "register"):
        page.show_view(view)
        shared.settle()
        assert strips(page) == []
        assert page.chips.value() == view


def test_labels_follow_the_language_and_names_stay(
    shared: Driver, page: SellersPage, pair: tuple[str, str]
) -> None:
    choose(shared, page, pair[0])
    shared.speak("qps")
    said = words(page.others)
    assert OPENING in said
    assert "Twin B" in said
    shared.speak("en")
    assert OPENING not in words(page.others)
