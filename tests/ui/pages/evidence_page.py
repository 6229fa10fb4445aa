"""The evidence page of a case as tests come to it, and what they read off it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xborder_desk.jobs.context import JobContext
from xborder_desk.ui.pages.evidence import EvidencePage
from xborder_desk.ui.widgets.cards import Strip

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Driver


def evidence(driver: Driver, case: str) -> EvidencePage:
    """Open the page of a case."""
    driver.window.open_case(case, "evidence")
    driver.settle()
    page = driver.page
    assert isinstance(page, EvidencePage)
    return page


def with_three_texts(driver: Driver, folder: Path) -> EvidencePage:
    """Open the page of a new case with three texts, the last one chosen."""
    found = evidence(driver, driver.new_case("Radio that hums"))
    for name in ("order", "chat", "receipt"):
        (folder / f"{name}.txt").write_text(f"{name} of {found.case}", encoding="utf-8")
    found.desk.evidence.add_files(
        found.case, [folder / f"{name}.txt" for name in ("order", "chat", "receipt")], JobContext()
    )
    found.reload()
    driver.settle()
    found.go_to("E-03")
    driver.settle()
    return found


def numbers(page: EvidencePage) -> list[str]:
    """Give the numbers in the list."""
    return [item.number for item in page.model.rows]


def chosen(page: EvidencePage) -> list[str]:
    """Give the numbers that are chosen."""
    return page._chosen_numbers()


def strip(page: EvidencePage) -> tuple[str, str, str]:
    """Give the kind and the words of the strip, empty where there is none."""
    found = [one for one in page.findChildren(Strip) if one.parent() is page]
    return (
        (found[0].property("kind"), found[0].text.text(), found[0].second.text()) if found else ("", "", "")
    )
