"""Evidence in the window: what an item is and says of itself; finding, taking in, verifying."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.items import EvidenceRow
from xborder_desk.i18n.language import Language
from xborder_desk.ui.pages.evidence import EvidencePage
from xborder_desk.ui.pages.evidence.columns import COLUMNS, kind_words
from xborder_desk.ui.pages.evidence.reader import Reader
from xborder_desk.ui.pages.evidence.said import LABELS, pairs
from xborder_desk.ui.widgets.cards import Strip

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Driver

EN = Language("en")
ITEM = EvidenceRow(
    id=1,
    uid="u",
    number="E-01",
    part_of="",
    sha256="0" * 64,
    size=2048,
    filename="bill.pdf",
    media_type="application/pdf",
    kind="pdf",
    title="",
    on="2026-03-02T10:00:00",
    language="de",
    pages=2,
    text_chars=10,
    facts={},
    warnings=(),
    state="read",
    source="",
    method="",
    acquired_at=dt.datetime(2026, 3, 2, tzinfo=dt.UTC),
    acquired_by="Jana",
    descriptions={},
    duplicate_of="",
)


def cells(item: EvidenceRow) -> dict[str, str]:
    return {column.id: column.text(item, EN) for column in COLUMNS}


def test_an_item_in_words() -> None:
    assert "2 pages" in kind_words(ITEM, EN)
    assert "1 page" in kind_words(replace(ITEM, pages=1), EN)
    assert "page" not in kind_words(replace(ITEM, pages=None), EN)
    assert "same bytes as E-00" in kind_words(replace(ITEM, duplicate_of="E-00"), EN)
    said = cells(ITEM)
    assert "bill.pdf" in said["title"]
    assert said["on"] == "2 Mar 2026"
    assert "Bill of March" in cells(replace(ITEM, title="Bill of March"))["title"]


def test_parts_stand_below_their_whole() -> None:
    assert cells(replace(ITEM, part_of="E-00"))["title"].startswith("    ")
    assert not cells(ITEM)["title"].startswith(" ")


def test_what_a_file_says_of_itself_is_named() -> None:
    said = pairs({"subject": "Parcel", "text": "long", "to": ["a@e.org", "b@e.org"], "odd": {"x": None}}, EN)
    assert [name for name, _value in said] == ["Subject", "To", "Detail “odd”"]
    assert "a@e.org\nb@e.org" in said[1][1]
    assert "x: " in said[2][1]


@given(
    st.dictionaries(
        st.sampled_from([*LABELS, "other"]), st.none() | st.text() | st.lists(st.integers()), max_size=5
    )
)
def test_any_facts_can_be_said_and_none_is_endless(facts: dict[str, Any]) -> None:
    said = pairs(facts, EN)
    assert len(said) == len(
        [name for name in facts if facts[name] or name not in {"encrypted", "signatures"}]
    )
    assert all(len(value) <= 602 for _name, value in said)


def test_what_is_not_there_is_not_told_and_what_is_there_is_told_in_words() -> None:
    plain = {"pages": 3, "encrypted": False, "signatures": 0, "locked": False}
    assert pairs(plain, EN) == [("Pages", EN.isolate("3"))]
    known = dict(pairs({"encrypted": True, "signatures": 2, "odd": False}, EN))
    assert known["Locked with a password"] == EN.isolate("Yes")
    assert known["Signatures"] == EN.isolate("2")
    assert known["Detail “odd”"] == EN.isolate("No")


def page_of(driver: Driver) -> EvidencePage:
    page = driver.go("evidence")
    assert isinstance(page, EvidencePage)
    assert isinstance(page.reader, Reader)
    return page


def shown(page: EvidencePage) -> list[str]:
    return [item.number for item in page.model.rows]


def test_items_are_found_by_name_and_number(desk_open: Driver) -> None:
    page = page_of(desk_open)
    assert shown(page) == ["E-01", "E-02"]
    for words, found in (("CHAT", ["E-01"]), ("e-02", ["E-02"]), ("chat empty", []), ("", ["E-01", "E-02"])):
        page.finder.setText(words)
        page._filter()
        desk_open.settle()
        assert shown(page) == found, words


def test_a_file_dropped_is_taken_in_and_the_same_again_says_so(desk_open: Driver, tmp_path: Path) -> None:
    page = page_of(desk_open)
    file = tmp_path / "note.txt"
    file.write_text("We never got it.\n", encoding="utf-8")
    page.add_paths([file], "drop")
    desk_open.settle()
    assert shown(page) == ["E-01", "E-02", "E-03"]
    (item,) = [one for one in page.model.rows if one.number == "E-03"]
    assert (item.filename, item.state) == ("note.txt", "read")
    copy = tmp_path / "copy.txt"
    copy.write_bytes(file.read_bytes())
    page.add_paths([copy], "drop")
    desk_open.settle()
    doubles = [one.duplicate_of for one in page.model.rows if one.filename == "copy.txt"]
    assert doubles in ([], ["E-03"])
    assert file.read_text(encoding="utf-8") == "We never got it.\n"


def test_everything_is_verified_and_said(desk_open: Driver) -> None:
    page = page_of(desk_open)
    page._verify()
    desk_open.settle()
    (strip,) = [one for one in page.findChildren(Strip) if one.isVisibleTo(page)]
    assert "as it was taken in: 2 items" in strip.text.text()
    page.table.pick(1)
    desk_open.settle()
    assert strip.isVisibleTo(page)
