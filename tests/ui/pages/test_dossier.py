"""The builder's page: the tree by keys, live pages and labels, checks that lead to what mends them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.ui.dialogs.asking import beside, put
from xborder_desk.domain.dossier import BoundExhibit
from xborder_desk.domain.items import EvidenceRow
from xborder_desk.domain.lint import CHECKS, Finding
from xborder_desk.i18n.language import Language
from xborder_desk.services.dossiers.changes import Change
from xborder_desk.services.dossiers.drafting import Draft
from xborder_desk.ui.pages.dossier import DossierPage, ordering
from xborder_desk.ui.pages.dossier.asking import ExhibitSheet, SectionSheet
from xborder_desk.ui.pages.dossier.checks import CHANGED, GRAVE, MENDS
from xborder_desk.ui.pages.dossier.exhibits import EXHIBITS
from xborder_desk.ui.pages.dossier.showing import PLACES, UNCHECKED_LAW, rows_of
from xborder_desk.ui.pages.law.sheets import FigureSheet
from xborder_desk.ui.widgets.cards import Card
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from tests.ui.driving import Driver

EN = Language("en")


def item(number: str, part_of: str = "", pages: int = 2) -> EvidenceRow:
    values: dict[str, Any] = dict.fromkeys(EvidenceRow.__dataclass_fields__, "")
    values |= {
        "number": number,
        "part_of": part_of,
        "pages": pages,
        "title": f"Paper {number}",
        "kind": "pdf",
    }
    return EvidenceRow(**values)


ITEMS = [item("E-01"), item("E-01.1", "E-01"), item("E-02"), item("E-03"), item("E-04")]
RECIPE: dict[str, Any] = {
    "exhibits": ["E-01", "E-01.1", "E-02", "E-03"],
    "excluded": ["E-04"],
    "sections": [{"titles": {"de": "Vertrag", "en": "Contract"}, "items": ["E-01"]}],
    "translations": {"E-02": "E-03"},
    "pages": {"E-02": [2, 2]},
}
BOUND = tuple(
    BoundExhibit(f"K {place}", key, f"2026-0001/{key}", place * 2, place * 2 + 1, "0" * 64, key=key)
    for place, key in enumerate(RECIPE["exhibits"], 1)
)
DRAFT = Draft(
    Path("none.pdf"),
    9,
    1,
    2,
    BOUND,
    (Finding("turned", 3, "x", "y"), Finding("title", 0, "x", "y")),
    (),
    0,
    archival=False,
    fingerprint="",
)


def cell(column: str, row: Any) -> str:
    return next(one.text(row, EN) for one in EXHIBITS if one.id == column)


def test_lines_stand_under_their_sections_with_parts_and_translations() -> None:
    rows = rows_of(RECIPE, ITEMS, "en", DRAFT)
    assert [(one.number, one.title if one.item is None else "") for one in rows] == [
        ("", "Contract"),
        ("E-01", ""),
        ("E-01.1", ""),
        ("E-02", ""),
        ("E-03", ""),
        ("E-04", ""),
    ]
    assert [one.section for one in rows[:4]] == [0, 0, 0, None]
    assert rows_of(RECIPE, ITEMS, "de-AT", DRAFT)[0].title == "Vertrag"
    assert [cell("label", one) for one in rows[1:]] == ["K 1", "K 2", "K 3", "K 4", "–"]
    assert [cell("pages", one) for one in rows[1:]] == ["2–3", "4–5", "6–7", "8–9", "–"]
    assert [cell("hints", one) for one in rows[1:3]] == ["1", ""]
    second = next(one for one in EXHIBITS if one.id == "title").second
    assert second is not None
    assert "pages 2 to 2" in second(rows[3], EN)
    assert "translation of" in second(rows[4], EN)
    assert "left out" in second(rows[5], EN)
    assert not rows[5].kept


def test_without_a_draft_nothing_is_made_up() -> None:
    rows = rows_of(RECIPE, ITEMS, "en", None)
    assert {cell("pages", one) for one in rows} == {"–"}
    assert {one.lacks for one in rows} == {0}


def test_a_redacted_copy_shows_its_label_on_the_line_of_its_original() -> None:
    recipe = {**RECIPE, "redacted": {"E-01": "E-04"}, "excluded": []}
    draft = replace(DRAFT, exhibits=(replace(BOUND[0], key="E-04"), *BOUND[1:]))
    rows = rows_of(recipe, ITEMS, "en", draft)
    assert (rows[1].number, rows[1].label) == ("E-01", "K 1")
    assert "E-04" not in [one.number for one in rows]


def test_every_check_that_can_be_mended_here_has_a_word_and_a_place() -> None:
    kinds = {check.kind for check in CHECKS}
    assert set(MENDS) <= kinds
    assert kinds >= GRAVE
    assert set(PLACES) <= set(MENDS)
    assert set(CHANGED) == {"added", "removed", "label", "title", "bytes", "pages"}


@pytest.fixture
def page(desk_open: Driver) -> DossierPage:
    found = desk_open.go("dossier")
    assert isinstance(found, DossierPage)
    wait_for_draft(desk_open, found)
    return found


def wait_for_draft(driver: Driver, page: DossierPage) -> None:
    """Wait until what stands there now was worked out."""
    page._soon.stop()
    page.look()
    driver.settle()
    assert page.draft is not None


def numbers(page: DossierPage) -> list[str]:
    return [one.number for one in page.model.rows if one.item is not None and one.kept]


def recipe(driver: Driver) -> dict[str, Any]:
    desk = driver.shell.desk
    assert desk is not None
    return desk.dossiers.recipe(driver.case)


def test_pages_labels_and_checks_are_those_of_the_dossier_as_it_would_be(
    page: DossierPage, desk_open: Driver
) -> None:
    assert page.draft is not None
    rows = [one for one in page.model.rows if one.kept]
    assert [one.label for one in rows] == ["Anlage K 1", "Anlage K 2"]
    assert all(one.first and one.last >= one.first for one in rows)
    assert str(page.draft.pages) in page._count.text()
    assert any(one.kind == "not-shown" for one in page.draft.findings)  # the empty PDF
    page.leaves.go(page.draft.pages)
    desk_open.qtbot.waitUntil(lambda: not page.leaves.leaf.pixmap().isNull(), timeout=30_000)
    assert "Anlage K 2" in page.leaves.about.text()
    page.leaves.turn(1)
    assert page.leaves.page == page.draft.pages


def test_keys_move_change_the_section_and_leave_out(page: DossierPage, desk_open: Driver) -> None:
    desk = desk_open.shell.desk
    assert desk is not None
    desk.dossiers.set_recipe(
        desk_open.case,
        {"sections": [{"titles": {"de": "Eins"}, "items": ["E-01"]}], "order": ["E-01", "E-02"]},
    )
    page.reload()
    desk_open.settle()
    assert [one.title for one in page.model.rows if one.item is None] == ["Eins"]
    page.table.pick(2)
    page.table.setFocus()
    alt = Qt.KeyboardModifier.AltModifier
    QTest.keyClick(page.table, Qt.Key.Key_Up, alt)
    desk_open.settle()
    assert numbers(page) == ["E-02", "E-01"]
    assert recipe(desk_open)["sections"][0]["items"] == ["E-02", "E-01"]
    QTest.keyClick(page.table, Qt.Key.Key_Right, alt)
    desk_open.settle()
    assert recipe(desk_open)["sections"][0]["items"] == ["E-01"]
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    desk_open.settle()
    assert recipe(desk_open)["excluded"] == ["E-02"]
    desk_open.window.actions_by_name["undo"].trigger()
    desk_open.settle()
    assert recipe(desk_open)["excluded"] == []


def test_the_sheet_of_an_exhibit_says_all_that_a_recipe_says(page: DossierPage, desk_open: Driver) -> None:
    page.tag.choose("de")
    page.table.pick(next(place for place, one in enumerate(page.model.rows) if one.number == "E-02"))
    page._edit_current()
    desk_open.settle()
    sheet = desk_open.dialog()
    assert isinstance(sheet, ExhibitSheet)
    sheet.form.fill(
        {
            "title": "Der Beleg",
            "description": "Zeigt\ndie Zahlung",
            "pages": "1-2",
            "new": "Zahlung",
            "late": "E-01",
        }
    )
    sheet.accept_it()
    desk_open.settle()
    kept = recipe(desk_open)
    assert kept["titles"] == {"E-02": {"de": "Der Beleg"}}
    assert kept["descriptions"] == {"E-02": {"de": "Zeigt die Zahlung"}}
    assert kept["pages"] == {"E-02": [1, 2]}
    assert kept["late"] == {"E-02": "E-01"}
    assert kept["sections"] == [{"titles": {"de": "Zahlung"}, "items": ["E-02"]}]


def test_what_is_no_range_stays_in_the_sheet(page: DossierPage, desk_open: Driver) -> None:
    page.table.pick(0)
    page._edit_current()
    desk_open.settle()
    sheet = desk_open.dialog()
    assert isinstance(sheet, ExhibitSheet)
    sheet.form.fill({"pages": "5-2"})
    sheet.accept_it()
    assert sheet.isVisible()
    assert recipe(desk_open).get("pages", {}) == {}
    sheet.reject()


@pytest.mark.parametrize("field", ["translates", "late"])
def test_a_circle_stays_in_the_sheet_and_is_said_beside_its_field(
    page: DossierPage, desk_open: Driver, field: str
) -> None:
    desk = desk_open.shell.desk
    assert desk is not None
    kept = {"translations": {"E-02": "E-01"}} if field == "translates" else {"late": {"E-01": "E-02"}}
    desk.dossiers.set_recipe(desk_open.case, kept)
    before = recipe(desk_open)
    page.reload()
    desk_open.settle()
    page.table.pick(next(place for place, one in enumerate(page.model.rows) if one.number == "E-02"))
    page._edit_current()
    desk_open.settle()
    sheet = desk_open.dialog()
    assert isinstance(sheet, ExhibitSheet)
    sheet.form.fill({"title": "Kept?", field: "E-01"})
    sheet.accept_it()
    desk_open.settle()
    assert sheet.isVisible()
    assert set(beside(sheet.form)) == {field}
    seen = sheet.form._fields[field].wrong
    assert seen.visibleRegion().boundingRect().height() >= seen.height() - 1, "where it is looked for"
    assert "E-02 – E-01" in beside(sheet.form)[field]
    assert recipe(desk_open) == before
    put(sheet.form, **{field: ""})
    sheet.accept_it()
    desk_open.settle()
    assert recipe(desk_open)["titles"] == {"E-02": {page.tag.value(): "Kept?"}}


def test_a_section_is_named_anew_or_given_up(page: DossierPage, desk_open: Driver) -> None:
    desk = desk_open.shell.desk
    assert desk is not None
    desk.dossiers.set_recipe(desk_open.case, {"sections": [{"titles": {"de": "Eins"}, "items": ["E-01"]}]})
    page.reload()
    desk_open.settle()
    page.tag.choose("de")
    for title, left in (("Vertrag", [{"titles": {"de": "Vertrag"}, "items": ["E-01"]}]), ("", [])):
        page._edit(0)
        desk_open.settle()
        sheet = desk_open.dialog()
        assert isinstance(sheet, SectionSheet)
        sheet.form.fill({"title": title})
        sheet.accept_it()
        desk_open.settle()
        assert recipe(desk_open).get("sections", []) == left


def test_a_finding_leads_to_what_mends_it(page: DossierPage, desk_open: Driver) -> None:
    assert page.draft is not None
    first = page.draft.exhibits[0]
    page._mend(Finding("description", first.first_page, "x", "y"))
    desk_open.settle()
    sheet = desk_open.dialog()
    assert isinstance(sheet, ExhibitSheet)
    sheet.reject()
    page._mend(Finding("turned", first.first_page, "x", "y"))
    desk_open.settle()
    shown = desk_open.window.page_in_view()
    assert shown is not None
    assert shown.id == "evidence"


def test_unchecked_law_is_mended_on_the_page_of_the_law_and_the_checks_follow(
    page: DossierPage, desk_open: Driver
) -> None:
    page.profile.choose("at")
    page.annexes._boxes["statement"].click()
    desk_open.settle()
    wait_for_draft(desk_open, page)
    assert page.draft is not None
    (found,) = [one for one in page.draft.findings if one.kind == UNCHECKED_LAW]
    assert found.page > 1
    page._mend(found)
    desk_open.settle()
    sheet = desk_open.dialog()
    assert isinstance(sheet, FigureSheet)
    values = {**sheet.form.values(), "status": "confirmed", "source": "Opinion of a lawyer, 2026"}
    sheet.form.fill(values)
    sheet.accept_it()
    desk_open.settle()
    desk_open.go("dossier")
    wait_for_draft(desk_open, page)
    assert UNCHECKED_LAW not in {one.kind for one in page.draft.findings}


def test_where_a_finding_lies_reads_in_the_direction_of_the_screen(
    page: DossierPage, desk_open: Driver
) -> None:
    assert page.draft is not None
    first = page.draft.exhibits[0]
    found = (Finding("title", first.first_page, "x", "Give it a title."),)
    for tag, begun in (("en", ""), ("ar", "\u200f")):
        desk_open.shell.screen.switch(tag)
        page.checks.show_draft(replace(page.draft, findings=found))
        line = next(one.text() for one in page.checks.findChildren(Text) if " · " in one.text())
        # A label in Latin letters turned the whole line round on a screen read from the right.
        assert line.startswith(begun)
        assert first.label in line.split(" · ")[0]
        assert "Give it a title." in line.split(" · ")[2]
    desk_open.shell.screen.switch("en")


def test_a_reason_is_told_in_the_language_of_the_screen_whatever_the_dossier_speaks(
    page: DossierPage, desk_open: Driver
) -> None:
    page.tag.choose("de")
    wait_for_draft(desk_open, page)

    def told() -> list[str]:
        return [one.text() for one in page.checks.findChildren(Text)]

    assert "Anlage K 2 is not shown: The file is empty." in told()
    desk_open.shell.screen.switch("fr")
    shown = [one for one in told() if "Anlage K 2" in one]
    assert any("vide" in one for one in shown)
    assert not any("leer" in one or "empty" in one for one in shown)
    desk_open.shell.screen.switch("en")


def test_filed_numbers_are_kept_and_said(page: DossierPage, desk_open: Driver) -> None:
    page._freeze()
    desk_open.settle()
    assert recipe(desk_open)["frozen"] == {"E-01": "1", "E-02": "2"}


def test_what_changed_is_said_in_sentences(page: DossierPage) -> None:
    assert page.draft is not None
    page.changed.show_draft(
        replace(page.draft, since=1, changes=(Change("label", "2026-0001/E-01", "K 2", "K 1", "K 2"),))
    )
    assert "K 1" in page.changed.words.text()
    assert page.changed.isVisibleTo(page)
    page.changed.show_draft(replace(page.draft, since=0))
    assert not page.changed.isVisibleTo(page)


def test_the_other_partys_copy_is_built_from_here(
    page: DossierPage, desk_open: Driver, tmp_path: Path
) -> None:
    page.variant.choose("other-party")
    page.target.setText(str(tmp_path / "out"))
    page.build()
    desk_open.settle()
    assert [path.name for path in (tmp_path / "out").glob("*.pdf")] == [
        f"{desk_open.case}-de-en-1-other-party.pdf"
    ]


def test_annexes_are_put_in_and_taken_out_with_one_click_and_undone(
    page: DossierPage, desk_open: Driver
) -> None:
    boxes = page.annexes._boxes
    assert page.annexes.value() == ["hashes"]  # as the profile has it
    boxes["custody"].click()
    desk_open.settle()
    assert recipe(desk_open)["annexes"] == ["custody", "hashes"]
    boxes["statement"].click()
    desk_open.settle()
    assert recipe(desk_open)["annexes"] == ["statement", "custody", "hashes"]
    desk_open.window.actions_by_name["undo"].trigger()
    desk_open.settle()
    assert recipe(desk_open)["annexes"] == ["custody", "hashes"]
    assert page.annexes.value() == ["custody", "hashes"]
    for name in ("custody", "hashes"):
        boxes[name].click()
        desk_open.settle()
    assert recipe(desk_open)["annexes"] == []


def test_moving_an_exhibit_leaves_the_annexes_as_they_are() -> None:
    assert ordering.whole({**RECIPE, "annexes": ["hashes"]})["annexes"] == ["hashes"]
    assert "annexes" not in ordering.whole(RECIPE)
    assert ordering.whole({**RECIPE, "annexes": []})["annexes"] == []


@pytest.mark.parametrize(
    ("home", "usual"), [("AT", "at"), ("FR", "fr"), ("GB", "ew"), ("IE", "generic"), ("", "generic")]
)
def test_a_dossier_is_for_the_courts_where_the_consumer_lives(
    page: DossierPage, home: str, usual: str
) -> None:
    page.head.choose(home=home)
    assert page.profile.value() == usual
    page.head.choose("ch", home=home)
    assert page.profile.value() == "ch"


def test_the_size_is_told_as_the_language_writes_it(desk_open: Driver, page: DossierPage) -> None:
    page.draft = replace(DRAFT, size=730_000)
    desk_open.shell.screen.switch("fr")
    page._show_draft()
    assert "ko" in page._count.text()


@pytest.mark.parametrize("tag", ["es", "de", "ar"])
def test_verbs_of_the_exhibits_stand_on_one_line_on_a_small_screen(desk_open: Driver, tag: str) -> None:
    page = desk_open.go("dossier")
    assert isinstance(page, DossierPage)
    desk_open.speak(tag)
    desk_open.window.resize(1280, 800)
    desk_open.settle()
    card = page._count.parentWidget()
    assert isinstance(card, Card)
    tools = card.tools.findChildren(QPushButton)
    assert len(tools) == 4
    assert len({one.y() + one.height() // 2 for one in tools}) == 1
    assert page._count.isVisibleTo(page)
    page.look()
    desk_open.settle()
    assert page.draft is not None
    assert page._whole.folded or page._aside.horizontalScrollBar().maximum() == 0, "what is found is whole"
    desk_open.speak("en")
