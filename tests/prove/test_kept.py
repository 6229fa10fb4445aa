"""Every sound real PDF in one dossier: each keeps its own bookmarks, links and structure, and all lead on."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests.benchmarks.sources import counted
from tests.benchmarks.test_dossier_rivals import KEPT, sound
from tests.factories.dossier import FolderStore, content, exhibit
from xborder_desk.i18n.language import Language
from xborder_desk.jobs.apart import Apart
from xborder_desk.jobs.context import JobContext
from xborder_desk.pipelines.dossier import Press, build_bundle

if TYPE_CHECKING:
    from pathlib import Path

LOST = (
    "bookmarks that lead nowhere",
    "inner links that lead nowhere",
    "elements without their page",
    "links and structure that do not know each other",
)


def links_of(page: pikepdf.Page) -> int:
    return sum(one.get("/Subtype") == Name.Link for one in page.obj.get("/Annots", ()))


def elements_below(element: Any) -> int:
    kids = element.get("/K")
    below = list(kids) if isinstance(kids, Array) else [kids]
    return sum(1 + elements_below(kid) for kid in below if isinstance(kid, Dictionary) and "/S" in kid)


def bookmarks_below(items: list[pikepdf.OutlineItem]) -> int:
    return sum(1 + bookmarks_below(item.children) for item in items)


@pytest.mark.prove
def test_each_sound_file_keeps_what_it_has_and_nothing_dangles(
    corpora: Path, project_root: Path, tmp_path: Path
) -> None:
    shelves = [corpora / "05-pdf", corpora / "13-bundle"]
    came = {path: counted(path) for shelf in shelves for path in sorted(shelf.rglob("*.pdf")) if sound(path)}
    files = [path for path, counts in came.items() if any(counts[name] for name in KEPT)]
    assert len(files) > 90
    store = FolderStore(tmp_path / "store")
    exhibits = [
        exhibit(number, store.add(file), title=f"Paper {number}") for number, file in enumerate(files, 1)
    ]
    with Apart() as apart:
        press = Press(Language("en"), apart, project_root / "resources")
        made = build_bundle(content(exhibits, language="en"), store, tmp_path / "made", JobContext(), press)
    assert not any(one.problem for one in made.exhibits)
    assert {name: counted(made.path)[name] for name in LOST} == dict.fromkeys(LOST, 0)
    kept: list[dict[str, int]] = []
    with pikepdf.open(made.path) as pdf, pdf.open_outline() as outline:
        parts: Counter[str] = Counter()
        for kid in pdf.Root.StructTreeRoot.K[0].K:
            if str(kid.S) == "/Part":
                parts[str(kid.T)] += elements_below(kid)
        marks = [item for section in outline.root for item in (section, *section.children)]
        for one in made.exhibits:
            (mark,) = (item for item in marks if re.search(rf"\b{one.title}\b", str(item.title)))
            pages = [pdf.pages[number - 1] for number in range(one.first_page, one.last_page + 1)]
            words = next((name for name in parts if name.endswith(one.title)), "")
            kept.append(
                {
                    "bookmarks": bookmarks_below(mark.children),
                    "links": sum(map(links_of, pages)),
                    "elements of structure": parts[words],
                }
            )
    wanted = [
        {
            "bookmarks": came[file]["bookmarks"],
            "links": came[file]["inner links"] + came[file]["outer links"],
            "elements of structure": came[file]["elements of structure"],
        }
        for file in files
    ]
    differing = {
        file.name: (want, have)
        for file, want, have in zip(files, wanted, kept, strict=True)
        if any(have[name] < want[name] for name in want)
    }
    assert differing == {}
    total = {name: sum(one[name] for one in wanted) for name in wanted[0]}
    print(f"\n{len(files)} files: {total} in, all of them kept")  # noqa: T201 - a measurement
