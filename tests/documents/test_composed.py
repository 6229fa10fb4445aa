"""A composed file: where its headings are, and how it follows another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from tests.factories.dossier import content, mail
from xborder_desk.documents.composed import gather, headings, set_part
from xborder_desk.documents.destinations import LINKS
from xborder_desk.documents.sheets import dossier_data
from xborder_desk.documents.tags import TREE
from xborder_desk.documents.writer import SECTIONS, writer_for
from xborder_desk.i18n.language import Language

if TYPE_CHECKING:
    from pathlib import Path

AT = "2026-11-23T12:00:00+00:00"


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    made = content([mail(number) for number in range(1, 4)])
    return dossier_data(made, writer_for(made, Language("de")), {}, {})


def test_the_first_file_keeps_its_own_tree(data: dict[str, Any], project_root: Path, tmp_path: Path) -> None:
    told = set_part(str(project_root / "resources"), data, AT, str(tmp_path / "a.pdf"), False)  # noqa: FBT003 - as there
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert told["pages"] == len(pdf.pages)
        assert "/StructTreeRoot" in pdf.Root
        assert TREE not in pdf.pages[0].obj
    places = told["headings"]
    assert isinstance(places, list)
    assert len(places) == len(SECTIONS) + 3
    assert places[0] == 1
    assert places == sorted(set(places))
    assert headings(str(tmp_path / "a.pdf")) == told


def test_a_further_file_hangs_its_tree_on_its_first_page(
    data: dict[str, Any], project_root: Path, tmp_path: Path
) -> None:
    given = {**data, "sections": ["contacts"], "further": True, "slips": data["slips"][:2]}
    told = set_part(str(project_root / "resources"), given, AT, str(tmp_path / "b.pdf"), True)  # noqa: FBT003 - as there
    with pikepdf.open(tmp_path / "b.pdf") as pdf:
        assert "/StructTreeRoot" not in pdf.Root
        assert "/Outlines" not in pdf.Root
        tree = pdf.pages[0].obj[TREE]
        assert len(tree.Keys) == len(tree.Values) == len({int(key) for key in tree.Keys})
        assert all(int(page.obj.StructParents) in {int(key) for key in tree.Keys} for page in pdf.pages)
        held = {one.objgen for one in tree.Holders}
        assert {page.obj.objgen for page in pdf.pages} <= held
        links = [one for page in pdf.pages for one in page.obj.get(LINKS, ())]
        assert links
        assert {one.objgen for one in links} <= held
        kinds = [str(kid.S) for document in tree.Kids for kid in document.K]
        assert kinds.count("/H1") == 3
    assert isinstance(told["headings"], list)
    assert len(told["headings"]) == 3


def test_what_goes_on_from_before_has_no_heading(
    data: dict[str, Any], project_root: Path, tmp_path: Path
) -> None:
    given = {**data, "sections": ["exhibits"], "further": True, "continued": True, "slips": ()}
    told = set_part(str(project_root / "resources"), given, AT, str(tmp_path / "c.pdf"), True)  # noqa: FBT003 - as there
    assert told["headings"] == []
    assert told["pages"] == 1


def test_a_further_file_of_the_same_data_is_the_same_bytes(
    data: dict[str, Any], project_root: Path, tmp_path: Path
) -> None:
    given = {**data, "sections": [], "further": True}
    made = []
    for name in ("d.pdf", "e.pdf"):
        set_part(str(project_root / "resources"), given, AT, str(tmp_path / name), True)  # noqa: FBT003 - as there
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]


def test_files_put_into_one_have_one_tree_in_which_every_piece_is_found(
    data: dict[str, Any], project_root: Path, tmp_path: Path
) -> None:
    resources = str(project_root / "resources")
    front = {**data, "slips": ()}
    sheets = {**data, "sections": [], "further": True}
    first = set_part(resources, front, AT, str(tmp_path / "a.pdf"), False)  # noqa: FBT003 - as there
    second = set_part(resources, sheets, AT, str(tmp_path / "b.pdf"), True)  # noqa: FBT003 - as there
    for name in ("one.pdf", "again.pdf"):
        gather([str(tmp_path / "a.pdf"), str(tmp_path / "b.pdf")], str(tmp_path / name))
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "again.pdf").read_bytes()
    with pikepdf.open(tmp_path / "one.pdf") as pdf:
        assert len(pdf.pages) == int(str(first["pages"])) + int(str(second["pages"]))
        assert not any(TREE in page.obj for page in pdf.pages)
        document = pdf.Root.StructTreeRoot.K[0]
        assert [str(kid.S) for kid in document.K].count("/H1") == len(SECTIONS) + 3
        numbers = dict(pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree).items())
        held = 0
        for page in pdf.pages:
            for place, element in enumerate(numbers[int(page.obj.StructParents)]):
                if element is not None:
                    kids = element.K
                    assert place in (list(kids) if isinstance(kids, pikepdf.Array) else [kids])
                    assert element.Pg.objgen == page.obj.objgen
                    held += 1
            for link in page.obj.get("/Annots", ()):
                assert str(numbers[int(link.StructParent)].S) == "/Link"
        assert held > 100
        alone = [
            one
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary)
            and one.get("/S") == pikepdf.Name.Div
            and isinstance(one.get("/K"), pikepdf.Dictionary)
            and one.K.get("/S") == pikepdf.Name.Span
        ]
    assert not alone
