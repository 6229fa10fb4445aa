"""Composed pages in pieces: nothing lost, nothing twice, page numbers true, each piece of bounded size."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.dossier import FolderStore, content, mail
from xborder_desk.i18n.language import Language
from xborder_desk.jobs.apart import Apart
from xborder_desk.jobs.context import JobContext
from xborder_desk.pipelines import setting
from xborder_desk.pipelines.dossier import Press, build_bundle
from xborder_desk.pipelines.setting import parts_of

if TYPE_CHECKING:
    import pytest

    from xborder_desk.domain.dossier import BundleResult

WORK = Path("work")
SECTIONS = ("cover", "contents", "parties", "facts", "chronology", "contacts", "exhibits", "annexes")


def rows(count: int, *, long: int = 0) -> dict[str, Any]:
    """Give data with so many exhibits, and an annex with a table of ``long`` rows."""
    table = {"kind": "table", "rows": list(range(long))}
    blocks = [{"kind": "text", "texts": ["before"]}, table, {"kind": "text", "texts": ["after"]}]
    return {
        "cover": {"title": "x"},
        "contents": list(range(count + 5)),
        "parties": ["p"],
        "wish": ["w"],
        "purchases": ["u"],
        "claims": ["c"],
        "facts": ["f"],
        "chronology": ["h"],
        "contacts": ["k"],
        "exhibits": list(range(count)),
        "heads": ["head"],
        "annexes": [{"title": "A", "blocks": blocks}] if long else [],
        "slips": list(range(count)),
    }


@given(st.integers(0, 3000), st.integers(0, 1500))
def test_every_row_is_set_once_and_no_piece_is_too_large(count: int, long: int) -> None:
    data = rows(count, long=long)
    parts = list(parts_of(data, WORK))
    for name in (
        "contents",
        "exhibits",
        "slips",
        "parties",
        "wish",
        "facts",
        "chronology",
        "contacts",
        "heads",
    ):
        assert [row for part in parts for row in part.data[name]] == data[name], name
        assert max((len(part.data[name]) for part in parts), default=0) <= setting.ROWS_AT_ONCE
    blocks = [block for part in parts for annex in part.data["annexes"] for block in annex["blocks"]]
    assert [row for block in blocks for row in block.get("rows", ())] == list(range(long))
    assert [block["kind"] for block in blocks if block["kind"] == "text"] == ["text"] * (2 if long else 0)
    assert len({part.file for part in parts}) == len(parts)


@given(st.integers(0, 3000), st.integers(0, 1500))
def test_every_section_has_one_heading_in_order(count: int, long: int) -> None:
    parts = list(parts_of(rows(count, long=long), WORK))
    if "sections" not in parts[0].data:
        assert count + 5 <= setting.ROWS_AT_ONCE
        return
    headed = [name for part in parts for name in part.data["sections"] if not part.data["continued"]]
    assert headed == [name for name in SECTIONS if long or name != "annexes"]
    assert not parts[0].data["further"]
    assert all(part.data["further"] for part in parts[1:])


@given(st.integers(0, 3000))
def test_pieces_with_page_numbers_are_told_from_others(count: int) -> None:
    for part in parts_of(rows(count, long=600), WORK):
        shown = bool(part.data["contents"] or part.data["exhibits"])
        assert part.numbered or not shown


def test_an_annex_without_anything_in_it_keeps_its_heading() -> None:
    data = {**rows(600), "annexes": [{"title": "A", "blocks": []}]}
    assert [part.data["annexes"] for part in parts_of(data, WORK) if part.data["annexes"]] == [
        data["annexes"]
    ]


def built(root: Path, work: Path, count: int) -> BundleResult:
    store = FolderStore(work / "store")
    with Apart() as apart:
        press = Press(Language("de"), apart, root / "resources")
        made = content([mail(number) for number in range(1, count + 1)])
        return build_bundle(made, store, work / "made", JobContext(), press)


def words_of(file: Path) -> list[str]:
    with pypdfium2.PdfDocument(file) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def test_lists_in_pieces_print_the_true_pages(
    project_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setting, "ROWS_AT_ONCE", 6)
    monkeypatch.setattr(setting, "SHEETS_AT_ONCE", 6)
    made = built(project_root, tmp_path, 16)
    names = {file.name for file in (tmp_path / "made").glob("*.pdf")}
    assert {"composed.pdf", "front-2.pdf", "front-8.pdf", "sheets-1.pdf", "sheets-3.pdf"} <= names
    words = words_of(made.path)
    begins = made.exhibits[0].first_page
    said = "\n".join(words[: begins - 1])
    for one in made.exhibits:
        assert (
            words[one.first_page - 1].lstrip().startswith(one.label) or one.label in words[one.first_page - 1]
        )
        span = f"{one.first_page}–{one.last_page}"
        assert len(re.findall(rf"(?<!\d){one.first_page}(?!\d)", said)) >= 1
        assert span in said
    with pikepdf.open(made.path) as pdf:
        kinds = [str(kid.S) for kid in pdf.Root.StructTreeRoot.K[0].K if "/S" in kid]
        assert kinds.count("/H1") == 7 + 16
        numbers = dict(pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree).items())
        assert all(int(page.obj.StructParents) in numbers for page in pdf.pages)
        tops = [mark.title for mark in pdf.open_outline().root]
    assert len(tops) == 7 + 16


def test_the_same_pieces_are_the_same_bytes(
    project_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setting, "ROWS_AT_ONCE", 4)
    first = built(project_root, tmp_path / "a", 9).path.read_bytes()
    assert built(project_root, tmp_path / "b", 9).path.read_bytes() == first
