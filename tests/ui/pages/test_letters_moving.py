"""Letters while one writes: what is chosen stays, is saved once, refused in words, and marked as sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton

from xborder_desk.domain.cases import NewCase
from xborder_desk.jobs.context import JobContext
from xborder_desk.services.letters.asked import NewLetter
from xborder_desk.ui.pages.letters import LettersPage
from xborder_desk.ui.pages.letters.sheet import SentSheet
from xborder_desk.ui.widgets.cards import Strip

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Driver
    from xborder_desk.domain.letters import Written


@pytest.fixture
def page(shared: Driver) -> LettersPage:
    """The letters of a case that has none."""
    shared.window.open_case(shared.new_case("Coat of another colour"), "letters")
    shared.settle()
    found = shared.page
    assert isinstance(found, LettersPage)
    return found


def numbers(page: LettersPage) -> list[str]:
    return [one.number for one in page.model.rows]


def write(driver: Driver, page: LettersPage, file: Path) -> None:
    page.save(file)
    driver.settle()


def strips(page: LettersPage) -> list[tuple[str, str]]:
    found = [one for one in page.findChildren(Strip) if one.isVisibleTo(page)]
    return [(one.property("kind"), one.text.text()) for one in found]


@pytest.fixture
def three(shared: Driver, page: LettersPage, tmp_path: Path) -> LettersPage:
    """The page with three letters of the case."""
    for number in range(3):
        new = NewLetter(template="final-notice", language="en")
        page.desk.letters.create(page.case, new, tmp_path / f"{number}.txt", JobContext())
    page.reload()
    shared.settle()
    return page


def test_without_a_letter_the_place_says_what_to_do(page: LettersPage) -> None:
    assert numbers(page) == []
    assert page._none.isVisibleTo(page)
    assert not page._kept.isVisibleTo(page)
    assert page.clauses.isVisibleTo(page)


def test_the_newest_letter_stands_first_and_is_chosen(
    shared: Driver, three: LettersPage, tmp_path: Path
) -> None:
    before = numbers(three)
    assert before == sorted(before, reverse=True)
    three.table.pick(2)
    write(shared, three, tmp_path / "new.txt")
    assert len(numbers(three)) == 4
    assert three.table.current_row() == 0, "what was written just now is the one to go on with"


def test_the_chosen_letter_stays_chosen_while_others_change_the_case(
    shared: Driver, three: LettersPage
) -> None:
    three.table.pick(1)
    chosen = numbers(three)[1]
    three.desk.cases.set(three.case, {"title": "Coat, renamed"})
    shared.window.around.changes.tell(f"case:{three.case}")
    shared.settle()
    row = three.model.row(three.table.current_row())
    assert row is not None
    assert row.number == chosen


def test_the_letter_that_is_chosen_is_the_one_marked_as_sent(
    shared: Driver, three: LettersPage, tmp_path: Path
) -> None:
    three.table.pick(1)
    chosen = numbers(three)[1]
    shared.window.around.changes.tell("all")
    shared.settle()
    three._mark.click()
    shared.settle()
    sheet = shared.dialog()
    assert isinstance(sheet, SentSheet)
    sheet.form.fill({"file": str(tmp_path / "1.txt"), "channel": "email", "address": "shop@x.example"})
    sheet.accept_it()
    shared.settle()
    assert [one.number for one in three.model.rows if one.sent] == [chosen]
    assert not three._mark.isEnabled(), "what was sent is not sent again"
    three.table.pick(0)
    assert three._mark.isEnabled()


def test_a_letter_is_marked_with_a_file_that_is_there(
    shared: Driver, three: LettersPage, tmp_path: Path
) -> None:
    three.table.pick(0)
    three.mark()
    shared.settle()
    sheet = shared.dialog()
    assert isinstance(sheet, SentSheet)
    sheet.form.fill({"file": str(tmp_path / "no.pdf"), "channel": "email", "address": "shop@x.example"})
    sheet.accept_it()
    shared.settle()
    assert sheet.isVisible()
    sheet.reject()
    shared.settle()
    assert not any(one.sent for one in three.model.rows)
    assert three.desk.contacts.list(three.case) == []


@pytest.mark.parametrize("name", ["letter.odt", "letter"])
def test_where_or_as_what_it_cannot_be_written_it_is_not_kept(
    shared: Driver, page: LettersPage, tmp_path: Path, name: str
) -> None:
    write(shared, page, tmp_path / name)
    assert numbers(page) == []
    assert not list(page.desk.letters.of_case(page.case))
    assert not list(tmp_path.iterdir())
    assert all(button.isEnabled() for button in page._saves), "one can try again"


def test_while_it_is_written_it_cannot_be_written_again(
    shared: Driver, page: LettersPage, tmp_path: Path
) -> None:
    page.save(tmp_path / "letter.txt")
    assert not any(button.isEnabled() for button in page._saves)
    shared.settle()
    assert all(button.isEnabled() for button in page._saves)
    assert len(numbers(page)) == 1


def test_what_is_missing_is_typed_and_stands_in_the_letter_alone(
    shared: Driver, page: LettersPage, tmp_path: Path
) -> None:
    name = next(iter(page.missing.fields))
    page.missing.fields[name].setText("Words of this letter")
    page.missing._use.click()
    shared.settle()
    write(shared, page, tmp_path / "letter.txt")
    assert "Words of this letter" in (tmp_path / "letter.txt").read_text(encoding="utf-8")
    assert "Words of this letter" not in str(page.desk.cases.show(page.case).values)


def test_what_is_missing_is_counted_and_said_with_the_letter(
    shared: Driver, page: LettersPage, tmp_path: Path
) -> None:
    missing = len(page.missing.fields)
    assert missing
    assert page.missing.count.text() == str(missing)
    write(shared, page, tmp_path / "letter.txt")
    ((kind, _text),) = strips(page)
    assert kind == "warn"
    (kept,) = page.model.rows
    assert len(kept.row.unfilled) >= missing


def test_another_letter_asks_for_its_own_facts(shared: Driver, page: LettersPage) -> None:
    before = set(page.missing.fields)
    others = [page.choosing.template.itemData(n) for n in range(page.choosing.template.count())]
    seen = {frozenset(before)}
    for name in others[:6]:
        page.choosing.template.choose(name)
        page.preview()
        shared.settle()
        seen.add(frozenset(page.missing.fields))
    assert len(seen) > 1


def test_only_the_letter_chosen_last_is_shown(
    shared: Driver, page: LettersPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each choice is written apart; the one that answers last may be an older one."""
    shown: list[str] = []
    real = page.clauses.show_letter

    def watched(written: Written, beside: Written | None) -> None:
        shown.append(written.language)
        real(written, beside)

    monkeypatch.setattr(page.clauses, "show_letter", watched)
    for tag in ("de", "zh-Hans", "en"):
        page.choosing.tag.choose(tag)
        page.preview()
    shared.settle()
    assert shown[-1] == "en"
    assert set(shown) == {"en"}


def test_a_day_that_is_none_is_said_beside_its_field_and_goes_when_mended(
    shared: Driver, page: LettersPage
) -> None:
    by = page.choosing.editor("by")
    assert isinstance(by, QLineEdit)
    by.setText("someday")
    page.preview()
    shared.settle()
    assert by.accessibleDescription()
    by.setText("+14")
    page.preview()
    shared.settle()
    assert by.accessibleDescription() == ""
    assert strips(page) == []


def test_an_enclosure_that_is_not_there_is_refused_before_anything_is_written(
    shared: Driver, page: LettersPage, tmp_path: Path
) -> None:
    papers = page.choosing.editor("enclose")
    assert isinstance(papers, QLineEdit)
    papers.setText("E-77")
    write(shared, page, tmp_path / "letter.txt")
    assert numbers(page) == []
    assert not (tmp_path / "letter.txt").exists()
    papers.setText("")


def test_letters_are_named_in_the_language_of_the_screen(shared: Driver, three: LettersPage) -> None:
    english = three.model.index(0, 0).data()
    shared.speak("de")
    shared.settle()
    german = three.model.index(0, 0).data()
    assert german != english
    assert three.choosing.template.value() == "final-notice"
    shared.speak("en")
    shared.settle()
    assert three.model.index(0, 0).data() == english


def test_after_saving_it_can_be_marked_from_where_it_is_said(
    shared: Driver, page: LettersPage, tmp_path: Path
) -> None:
    write(shared, page, tmp_path / "letter.txt")
    (said,) = [one for one in page.findChildren(Strip) if one.isVisibleTo(page)]
    (verb,) = [one for one in said.findChildren(QPushButton) if one.text() == "Mark as sent…"]
    verb.click()
    shared.settle()
    sheet = shared.dialog()
    assert isinstance(sheet, SentSheet)
    assert sheet.form.values()["file"] == str(tmp_path / "letter.txt")
    sheet.reject()


@pytest.mark.parametrize(
    ("country", "language", "tag"),
    [("AT", "", "de"), ("CN", "", "zh-Hans"), ("AT", "fr", "fr"), ("TR", "tr", "en"), ("", "", "en")],
)
def test_a_letter_speaks_the_language_of_the_seller_or_of_its_country(
    shared: Driver, country: str, language: str, tag: str
) -> None:
    desk = shared.shell.desk
    assert desk is not None
    number = desk.cases.create(NewCase("Shoes without soles", "Jo Roe", "AT", "Trader", country))
    seller = desk.cases.show(number).of_role("seller")
    assert seller is not None
    desk.parties.change(number, seller.number, {"language": language})
    shared.window.open_case(number, "letters")
    shared.settle()
    found = shared.page
    assert isinstance(found, LettersPage)
    assert found.choosing.tag.value() == tag
    assert found.choosing.beside.value() == ("" if tag == "en" else "en")
