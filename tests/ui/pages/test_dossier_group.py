"""The builder over several cases of a seller: the same page as for one case, reached from the seller."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.factories.cases import add_evidence, new_case, write_files
from tests.ui.driving import unnamed, untranslated
from xborder_desk.domain.dossier import Group
from xborder_desk.pipelines.verify import verify_package
from xborder_desk.services.dossiers.revealing import UNREAD
from xborder_desk.ui.dialogs.group_dossier import Asked, GroupSheet, address_of, read_address
from xborder_desk.ui.pages.dossier import DossierPage, ordering
from xborder_desk.ui.pages.dossier.asking import ExhibitSheet
from xborder_desk.ui.pages.sellers import SellersPage
from xborder_desk.ui.widgets.cards import Strip

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Driver
    from xborder_desk.services import Desk

CASES = st.lists(st.from_regex(r"20[0-9]{2}-[0-9]{4}", fullmatch=True), min_size=1, unique=True)
GROUPS = st.one_of(
    st.builds(Group, st.integers(1, 9999).map(lambda n: f"S-{n:04}"), st.just(()), st.booleans()),
    st.builds(Group, st.just(""), CASES.map(tuple), st.booleans()),
)
LANGUAGES = st.sampled_from(["zh-Hant", "en", ""])
CHOICES = st.tuples(st.sampled_from(["de", "ew", ""]), LANGUAGES, st.just("court"))


@given(st.builds(Asked, GROUPS, CHOICES))
def test_what_was_asked_for_comes_whole_out_of_its_address(asked: Asked) -> None:
    assert read_address(address_of(asked)) == asked


def desk_of(driver: Driver) -> Desk:
    assert driver.shell.desk is not None
    return driver.shell.desk


@pytest.fixture
def group(desk_open: Driver, tmp_path: Path) -> Group:
    """Two more cases, a text in each that names nobody, and one file in both."""
    desk, numbers = desk_of(desk_open), []
    for name in ("Lamp", "Fan"):
        number = desk.cases.create(new_case(title=name, consumer="Zoë Adler"))
        add_evidence(desk, number, write_files(tmp_path / name, order=f"Order of a {name}", terms="Terms."))
        numbers.append(number)
    return Group(cases=tuple(numbers))


def opened(driver: Driver, group: Group, *choices: str) -> DossierPage:
    said = (*choices, "", "", "")[:3]
    driver.window.go("dossier", address_of(Asked(group, (said[0], said[1], said[2]))))
    driver.settle()
    page = driver.window.view()
    assert isinstance(page, DossierPage)
    page._soon.stop()
    page.look()
    driver.settle()
    return page


def numbers(page: DossierPage, *, kept: bool = True) -> list[str]:
    return [one.number for one in page.model.rows if one.item is not None and one.kept is kept]


def recipe(driver: Driver, group: Group) -> dict[str, Any]:
    return desk_of(driver).dossiers.groups.recipe(group)


def test_every_page_can_be_looked_at_before_anything_is_built(desk_open: Driver, group: Group) -> None:
    first, second = group.cases
    page = opened(desk_open, group, "ew", "de", "other-party")
    assert numbers(page) == [f"{first}/E-01", f"{first}/E-02", f"{second}/E-01"]
    assert page.head.choices() == ("ew", "de", "other-party")
    assert page.draft is not None
    rows = [one for one in page.model.rows if one.kept]
    assert [one.label for one in rows] == ["Exhibit 1", "Exhibit 2", "Exhibit 3"]
    page.leaves.go(page.draft.pages)
    desk_open.qtbot.waitUntil(lambda: not page.leaves.leaf.pixmap().isNull(), timeout=30_000)
    assert "Exhibit 3" in page.leaves.about.text()
    assert f"{first}, {second}" in page.over.title.text()
    assert not page.over.second.isVisibleTo(page)
    assert desk_of(desk_open).dossiers.groups.editions(group) == []


def test_the_order_is_changed_by_keys_and_by_dragging_and_taken_back(desk_open: Driver, group: Group) -> None:
    first, second = group.cases
    page = opened(desk_open, group)
    page.table.pick(2)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    desk_open.settle()
    assert numbers(page) == [f"{first}/E-01", f"{second}/E-01", f"{first}/E-02"]
    assert recipe(desk_open, group)["order"] == numbers(page)
    page.table.moved.emit(0, 2)  # as a drop says it
    desk_open.settle()
    assert numbers(page) == [f"{second}/E-01", f"{first}/E-02", f"{first}/E-01"]
    for _ in range(2):
        desk_open.window.actions_by_name["undo"].trigger()
        desk_open.settle()
    assert numbers(page) == [f"{first}/E-01", f"{first}/E-02", f"{second}/E-01"]
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    desk_open.settle()
    assert len(recipe(desk_open, group)["excluded"]) == 1
    assert len(numbers(page, kept=False)) == 1


def test_names_sections_annexes_and_numbers_are_kept_for_the_group_alone(
    desk_open: Driver, group: Group
) -> None:
    second = group.cases[1]
    page = opened(desk_open, group, "generic", "en")
    place = [one.number for one in page.model.rows].index(f"{second}/E-01")
    page._edit(place)
    desk_open.settle()
    sheet = desk_open.dialog()
    assert isinstance(sheet, ExhibitSheet)
    sheet.form.fill({"title": "The fan", "new": "Second buyer"})
    sheet.accept_it()
    desk_open.settle()
    page.annexes._boxes["custody"].click()
    desk_open.settle()
    page._freeze()
    desk_open.settle()
    kept = recipe(desk_open, group)
    assert kept["titles"] == {f"{second}/E-01": {"en": "The fan"}}
    assert kept["sections"] == [{"titles": {"en": "Second buyer"}, "items": [f"{second}/E-01"]}]
    assert kept["annexes"] == ["custody"]
    assert kept["frozen"][f"{second}/E-01"] == "1"
    alone = desk_of(desk_open).dossiers.recipe(second)
    assert not alone["titles"]
    assert "annexes" not in alone


def test_it_is_built_from_here_and_its_editions_are_listed(
    desk_open: Driver, group: Group, tmp_path: Path
) -> None:
    page = opened(desk_open, group, "generic", "en")
    page.target.setText(str(tmp_path / "out"))
    page.build()
    desk_open.settle()
    (folder,) = [one for one in (tmp_path / "out").iterdir() if one.is_dir()]
    assert folder.name == f"{'+'.join(group.cases)}-generic-en-1"
    assert verify_package(folder).ok
    page.reload()
    desk_open.settle()
    assert [one.number for one in page.editions.rows] == [1]


def test_what_is_withheld_is_said_and_shown_once_somebody_has_looked_it_through(
    desk_open: Driver, group: Group
) -> None:
    hidden = Group(cases=group.cases, pseudonymous=True)
    page = opened(desk_open, hidden, "generic", "en")
    assert page.over.second.isVisibleTo(page)
    assert numbers(page, kept=False) == []
    plan, number = page._plan, f"{group.cases[0]}/E-02"
    assert plan is not None
    plan.recipe["withheld"] = {number: UNREAD}
    plan.recipe["exhibits"].remove(number)
    page._show_rows()
    assert numbers(page, kept=False) == [number]
    page._toggle([one.number for one in page.model.rows].index(number))
    desk_open.settle()
    (strip,) = [one for one in page.findChildren(Strip) if one.isVisibleTo(page)]
    assert strip.text.text().startswith(f"{number} is left out: not all its text is known.")
    strip.findChildren(QPushButton)[0].click()
    desk_open.settle()
    assert recipe(desk_open, hidden)["shown"] == [number]


def test_looking_through_is_remembered_beside_all_else() -> None:
    made = ordering.looked_through({"order": ["a"], "shown": ["b"]}, "c")
    assert (made["order"], made["shown"]) == (["a"], ["b", "c"])
    assert ordering.looked_through(made, "c")["shown"] == ["b", "c"]
    assert "shown" not in ordering.whole({"order": ["a"]})


def test_a_finding_leads_into_the_case_of_its_exhibit(desk_open: Driver, group: Group) -> None:
    page = opened(desk_open, group)
    assert page.subject is not None
    assert page.subject.whole(f"{group.cases[1]}/E-01.2") == (group.cases[1], "E-01.2")
    assert page.subject.cases == group.cases


def test_another_group_comes_in_place_of_the_one_before(desk_open: Driver, group: Group) -> None:
    page = opened(desk_open, group)
    alone = Group(cases=group.cases[1:])
    assert opened(desk_open, alone) is page
    assert numbers(page) == [f"{alone.cases[0]}/E-01", f"{alone.cases[0]}/E-02"]


def test_the_seller_leads_there_and_back(desk_open: Driver) -> None:
    desk_open.window.go("sellers")
    desk_open.settle()
    sellers = desk_open.window.view()
    assert isinstance(sellers, SellersPage)
    seller = next(one for one in desk_of(desk_open).sellers.search("") if one.cases)
    sellers.go_to(seller.number)
    desk_open.settle()
    sellers.seller.dossier_wanted.emit()
    desk_open.settle()
    (sheet,) = [one for one in sellers.findChildren(GroupSheet) if one.isVisible()]
    sheet.order.click()
    desk_open.settle()
    page = desk_open.window.view()
    assert isinstance(page, DossierPage)
    assert seller.number in page.over.title.text()
    assert page.model.rows
    page.over.left.emit()
    desk_open.settle()
    assert desk_open.window.view() is sellers


def test_every_word_of_it_is_translated_and_every_control_named(desk_open: Driver, group: Group) -> None:
    page = opened(desk_open, group)
    desk_open.speak("qps")
    assert unnamed(page.over) == []
    assert untranslated(page.over, list(group.cases)) == []
    assert untranslated(page.head, ["English"]) == []
