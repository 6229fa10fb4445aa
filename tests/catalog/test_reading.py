"""Data files are read key by key, and a fault names its file and key without spoiling the rest."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from xborder_desk.catalog.reading import Table, read_shelf, read_table
from xborder_desk.domain.errors import BrokenDataError
from xborder_desk.i18n.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def table(**data: object) -> Table:
    return Table("x.toml", data)


def test_gives_each_kind_of_value() -> None:
    data = table(
        a="text",
        b=True,
        c=3,
        d=date(2026, 11, 23),
        e=["x", "y"],
        f={"de": "Wort"},
        g={"h": "i"},
        j=[{"k": "l"}],
    )
    assert data.text("a") == "text"
    assert data.flag("b", default=False)
    assert data.number("c") == 3.0
    assert data.day("d") == date(2026, 11, 23)
    assert data.texts("e") == ("x", "y")
    assert data.words("f") == {"de": "Wort"}
    assert data.table("g").text("h") == "i"
    assert [inner.text("k") for inner in data.tables("j")] == ["l"]
    data.finish()


def test_gives_what_is_told_where_something_is_missing() -> None:
    data = table()
    assert data.text("a", "") == ""
    assert data.flag("b", default=True)
    assert data.number("c", 1.5) == 1.5
    assert data.day("d", optional=True) is None
    assert data.texts("e", ("x",)) == ("x",)
    assert data.words("f") == {}
    assert data.tables("g", optional=True) == []


@pytest.mark.parametrize(
    ("value", "ask"),
    [
        (5, lambda data: data.text("key")),
        (" ", lambda data: data.text("key")),
        ("x", lambda data: data.one_of("key", ("a", "b"))),
        ("x", lambda data: data.flag("key", default=True)),
        (True, lambda data: data.number("key")),
        ("2026-11-23", lambda data: data.day("key")),
        ("x", lambda data: data.texts("key")),
        ([1], lambda data: data.texts("key")),
        ({"de": ""}, lambda data: data.words("key")),
        ([], lambda data: data.table("key")),
        (["x"], lambda data: data.tables("key")),
    ],
)
def test_a_wrong_value_names_file_and_key(value: object, ask: Callable[[Table], object]) -> None:
    with pytest.raises(BrokenDataError, match=r"^x\.toml, key: "):
        ask(table(key=value))


def test_a_fault_deep_inside_says_where() -> None:
    data = table(types=[{"code": "T01", "details": [{}]}])
    with pytest.raises(BrokenDataError, match=r"^x\.toml, types\[1\]\.details\[1\]\.code: is missing"):
        data.tables("types")[0].tables("details")[0].text("code")


def test_a_misspelt_key_is_refused() -> None:
    data = table(id="x", tilte="y")
    data.text("id")
    with pytest.raises(BrokenDataError, match="tilte: is not known here"):
        data.finish()


def test_a_fault_is_a_sentence_for_people() -> None:
    with pytest.raises(BrokenDataError) as caught:
        table(paper="A3").one_of("paper", ("A4", "Letter"))
    assert Language("en").error(caught.value) == "x.toml, paper: must be one of: A4, Letter."


@pytest.mark.parametrize("content", [b"id = ", b"\xff\xfe", b'id = "a"\nid = "b"'])
def test_what_is_no_toml_is_named(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_bytes(content)
    with pytest.raises(BrokenDataError, match=r"^bad\.toml is not a proper data file"):
        read_table(tmp_path / "bad.toml")


def test_a_folder_with_a_data_files_name_is_named(tmp_path: Path) -> None:
    (tmp_path / "odd.toml").mkdir()
    with pytest.raises(BrokenDataError, match=r"odd\.toml"):
        read_table(tmp_path / "odd.toml")


def test_one_faulty_file_leaves_the_rest_working(tmp_path: Path) -> None:
    (tmp_path / "good.toml").write_text('id = "good"', encoding="utf-8")
    (tmp_path / "broken.toml").write_text("id = ", encoding="utf-8")
    (tmp_path / "misnamed.toml").write_text('id = "other"', encoding="utf-8")
    (tmp_path / "more.toml").write_text('id = "more"\nmore = 1', encoding="utf-8")
    (tmp_path / "README.md").write_text("no data", encoding="utf-8")
    shelf = read_shelf(tmp_path, lambda data: data.text("id"))
    assert dict(shelf.items) == {"good": "good"}
    assert [str(fault).split(",")[0].split(" ")[0] for fault in shelf.faults] == [
        "broken.toml",
        "misnamed.toml",
        "more.toml",
    ]


def test_a_folder_that_is_not_there_is_an_empty_shelf(tmp_path: Path) -> None:
    assert read_shelf(tmp_path / "none", lambda data: data.text("id")).items == {}
