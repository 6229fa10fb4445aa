"""Annexes: put in where the recipe or the profile asks for them, each a section, an entry and a file."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from tests.factories.cases import add_evidence, new_attempt, open_case, write_files
from tests.factories.dossier import content, exhibit, mail
from tests.factories.offices import desk_in
from xborder_desk.domain.dossier import Annex, Profile
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.evidence import Stored
from xborder_desk.domain.recipes import Recipe, read_recipe
from xborder_desk.i18n.language import Language
from xborder_desk.jobs.context import JobContext
from xborder_desk.pipelines.verify import verify_package
from xborder_desk.services.dossiers.annexing import annexed, custody_annex, hash_annex, wants_statement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xborder_desk.services import Desk
    from xborder_desk.services.dossiers import DossierExport
    from xborder_desk.storage.office import Office

EN = Language("en")
EVERY = ("statement", "custody", "hashes")
STATED = Annex("statement", "Statement", ())


@pytest.mark.parametrize(
    ("recipe", "profile", "names"),
    [
        (None, (), []),
        (None, ("hashes",), ["hashes"]),
        ((), ("hashes", "custody"), []),
        (("hashes", "custody", "statement"), (), ["statement", "custody", "hashes"]),
    ],
)
def test_the_recipe_says_which_and_without_it_the_profile(
    recipe: tuple[str, ...] | None, profile: tuple[str, ...], names: list[str]
) -> None:
    made = content([mail(1)], profile=Profile("x", annexes=profile))
    put_in = annexed(made, Recipe(annexes=recipe), EN, STATED)
    assert [annex.name for annex in put_in.annexes] == names
    assert wants_statement(Recipe(annexes=recipe), profile) == ("statement" in names)


def test_an_annex_with_nothing_in_it_is_left_out() -> None:
    made = content([replace(mail(1), custody=())])
    assert custody_annex(made, EN) is None
    assert custody_annex(content(), EN) is None
    assert hash_annex(content(), EN) is None
    assert annexed(content(), Recipe(annexes=EVERY), EN, None).annexes == ()


def test_the_hashes_are_whole_and_the_file_is_named() -> None:
    stored = Stored("a" * 64, 2048)
    annex = hash_annex(content([replace(exhibit(1, stored), also=("2026-0002/E-04",))]), EN)
    assert annex is not None
    (row,) = annex.blocks[0].rows
    words = [[span.words[0] for span in cell] for cell in row]
    assert words == [
        ["{{ref:E-01}}", "2026-0001/E-01", "2026-0002/E-04"],
        ["Beleg 1", "beleg-1.pdf"],
        [EN.size(2048)],
        ["a" * 64],
    ]


def test_the_custody_of_each_exhibit_stands_line_by_line() -> None:
    annex = custody_annex(content([replace(mail(1), custody=("taken in", "copied")), mail(2)]), EN)
    assert annex is not None
    assert [len(row[2]) for row in annex.blocks[0].rows] == [2, 1]
    assert annex.title == "Custody of the evidence"


@pytest.mark.parametrize("given", ["hashes", ["hashes", "cover"], [1], {"hashes": True}])
def test_what_is_no_list_of_annexes_is_refused(given: object) -> None:
    with pytest.raises(BadInputError, match="annexes"):
        read_recipe({"annexes": given}, [])


def test_what_was_said_of_annexes_comes_back_also_if_none_is_wanted() -> None:
    for said in (None, (), EVERY):
        assert read_recipe(Recipe(annexes=said).plain(), []).annexes == said


@pytest.fixture
def desk(embedded: Office) -> Iterator[Desk]:
    """An embedded office; what is built here does not depend on the database."""
    made = desk_in(embedded)
    yield made
    made.offices._apart.close()


@pytest.fixture
def case(desk: Desk, tmp_path: Path) -> str:
    number = open_case(desk)
    add_evidence(desk, number, write_files(tmp_path / "in", one="First paper.", two="Second paper."))
    desk.contacts.add(number, new_attempt(result="no_answer"), ("E-02",))
    desk.dossiers.set_recipe(number, {"annexes": list(EVERY)})
    return number


def build(desk: Desk, case: str, target: Path, **more: Any) -> DossierExport:
    return desk.dossiers.export(case, "generic", "en", target, JobContext(), **more)


def test_each_annex_has_its_bookmark_its_entry_and_its_page_number(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    made = build(desk, case, tmp_path / "out")
    assert made.warnings == ()
    with pikepdf.open(made.bundle) as pdf, pdf.open_outline() as outline:
        marks = [item.title for item in outline.root]
        numbers: dict[Any, int] = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        aims: list[tuple[str, Any]] = [(item.title, item.destination) for item in outline.root]
        places = {title: numbers[aim[0].objgen] for title, aim in aims}
        links: list[Any] = [one for one in pdf.pages[1].obj.Annots if "/Dest" in one]
        linked = {numbers[one.Dest[0].objgen] for one in links}
    annexes = [one for one in marks if one.startswith(("Statement of unsucc", "Custody of", "Hash values"))]
    assert len(annexes) == 3
    for title in annexes:
        assert title.endswith(f"(p. {places[title]})")
        assert places[title] in linked
    first = min(one.first_page for one in made.exhibits)
    assert max(places[title] for title in annexes) < first
    assert verify_package(made.package).ok


def test_each_annex_is_a_file_of_its_own_that_names_the_same_labels(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    made = build(desk, case, tmp_path / "out")
    files = {path.name for path in (made.package / "data/documents").iterdir()}
    assert files == {"index.docx", "statement.pdf", "custody.pdf", "hashes.pdf"}
    for name in ("statement.pdf", "custody.pdf", "hashes.pdf"):
        text = words_of(made.package / "data/documents" / name)
        assert "Exhibit 2" in text
        assert "{{ref" not in text
    again = build(desk, case, tmp_path / "again")
    for name in files:
        first, second = (one.package / "data/documents" / name for one in (made, again))
        assert first.read_bytes() == second.read_bytes()


def test_the_statement_is_declared_by_whom_the_case_is_led_by(desk: Desk, case: str, tmp_path: Path) -> None:
    told = json.loads((build(desk, case, tmp_path / "out").package / "data/case.json").read_text("utf-8"))
    (statement,) = [one for one in told["annexes"] if one["name"] == "statement"]
    assert desk.cases.show(case).caseworker in json.dumps(statement, ensure_ascii=False)
    assert "{{ref:E-02}}" in json.dumps(statement)


def test_the_other_partys_copy_has_no_custody(desk: Desk, case: str, tmp_path: Path) -> None:
    made = build(desk, case, tmp_path / "out", variant="other-party")
    told = json.loads((made.package / "data/case.json").read_text("utf-8"))
    assert [one["name"] for one in told["annexes"]] == ["statement", "hashes"]


def test_taking_an_annex_out_makes_another_edition(desk: Desk, case: str, tmp_path: Path) -> None:
    with_all = build(desk, case, tmp_path / "out")
    desk.dossiers.set_recipe(case, {"annexes": []})
    without = build(desk, case, tmp_path / "out")
    assert (with_all.edition, without.edition) == (1, 2)
    assert without.pages < with_all.pages


def words_of(file: Path) -> str:
    import pypdfium2  # noqa: PLC0415 - large, wanted here alone

    document = pypdfium2.PdfDocument(file)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
