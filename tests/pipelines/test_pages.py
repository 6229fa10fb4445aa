"""Pages of exhibits: found or made; made ahead while files are taken in, and never in anybody's way."""

from __future__ import annotations

import shutil
from collections import Counter
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from tests.factories.dossier import FolderStore, content, exhibit
from xborder_desk.documents.sheets import stamp_size
from xborder_desk.domain.dossier import Profile
from xborder_desk.i18n.language import Language
from xborder_desk.jobs.apart import Apart, ApartFailed
from xborder_desk.jobs.context import Cancelled, JobContext, Progress
from xborder_desk.pipelines import pages
from xborder_desk.pipelines.dossier import Press, build_bundle
from xborder_desk.pipelines.pages import MANY, Ahead, pages_of, wanted_pages
from xborder_desk.pipelines.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PDF = "application/pdf"


@pytest.fixture(scope="module")
def apart() -> Iterator[Apart]:
    with Apart() as made:
        yield made


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "store")


@pytest.fixture
def prepared(tmp_path: Path) -> Prepared:
    return Prepared(tmp_path / "prepared")


def paper(folder: Path, name: str, count: int = 1) -> Path:
    """Make a PDF of its own, so many pages long."""
    file = folder / f"{name}.pdf"
    with pikepdf.new() as pdf:
        for number in range(count):
            page = pdf.add_blank_page(page_size=(595, 842))
            page.Contents = pdf.make_stream(f"% {name} {number}\n0 0 1 1 re f".encode())
        pdf.save(file)
    return file


def kept(prepared: Prepared) -> list[Path]:
    return sorted(prepared.folder.glob("*.pdf")) if prepared.folder.exists() else []


def take_in(ahead: Ahead, hashes: list[str], ctx: JobContext, fault: Exception | None = None) -> None:
    """Have pages made of many files, and let a fault end it all."""
    with ahead.among(MANY, ctx) as making:
        for number, sha256 in enumerate(hashes):
            making.add(sha256, PDF, f"E-{number:02d}")
        if fault is not None:
            raise fault


class Counting:
    """Does in child processes what it is told, and counts what that was."""

    def __init__(self, apart: Apart) -> None:
        self._apart = apart
        self.done: Counter[str] = Counter()

    def run(self, work: str, *given: Any, **more: Any) -> Any:
        self.done[work.rpartition(":")[2]] += 1
        return self._apart.run(work, *given, **more)


def test_pages_are_made_once_and_found_afterwards(
    store: FolderStore, prepared: Prepared, apart: Apart, tmp_path: Path
) -> None:
    stored = store.add(paper(tmp_path, "a", 3))
    counting: Any = Counting(apart)
    wanted = wanted_pages(store.path(stored.sha256), stored.sha256, PDF, Profile(""), stamp_size("K 1"))
    first, told = pages_of(wanted, tmp_path / "made.pdf", counting, prepared, JobContext())
    again, same = pages_of(wanted, tmp_path / "again.pdf", counting, prepared, JobContext())
    assert (first, told["count"]) == (tmp_path / "made.pdf", 3)
    assert again == kept(prepared)[0]
    assert again.read_bytes() == first.read_bytes()
    assert {**same, "pages_sha256": ""} == {**told, "pages_sha256": ""}
    assert counting.done == {"make_pages": 1}


def test_what_cannot_be_shown_is_not_kept(
    store: FolderStore, prepared: Prepared, apart: Apart, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and nothing else")
    stored = store.add(broken)
    wanted = wanted_pages(store.path(stored.sha256), stored.sha256, PDF, Profile(""), stamp_size("K 1"))
    _file, told = pages_of(wanted, tmp_path / "made.pdf", apart, prepared, JobContext())
    assert told["problem"]
    assert kept(prepared) == []


@pytest.mark.parametrize("pages_asked", [None, (2, 3)])
def test_a_range_of_pages_is_another_wish(
    pages_asked: tuple[int, int] | None, store: FolderStore, apart: Apart, tmp_path: Path
) -> None:
    stored = store.add(paper(tmp_path, "a", 5))
    source = store.path(stored.sha256)
    wanted = wanted_pages(source, stored.sha256, PDF, Profile(""), stamp_size("K 1"), pages_asked)
    _file, told = pages_of(wanted, tmp_path / "made.pdf", apart, None, JobContext())
    assert told["count"] == (5 if pages_asked is None else 2)


def test_what_came_in_together_needs_no_making_when_the_dossier_is_built(
    store: FolderStore, prepared: Prepared, apart: Apart, project_root: Path, tmp_path: Path
) -> None:
    items = [store.add(paper(tmp_path, f"paper {number}", 2)) for number in range(MANY)]
    ahead: Any = Counting(apart)
    with Ahead(store, ahead, prepared).among(MANY, JobContext()) as making:
        for number, item in enumerate(items):
            making.add(item.sha256, PDF, f"E-{number:02d}")
    assert ahead.done == {"make_pages": MANY}
    assert len(kept(prepared)) == MANY
    build: Any = Counting(apart)
    press = Press(Language("de"), build, project_root / "resources", prepared)
    exhibits = [exhibit(number, item) for number, item in enumerate(items, 1)]
    made = build_bundle(content(exhibits), store, tmp_path / "work", JobContext(), press)
    assert made.pages > 2 * MANY
    assert "make_pages" not in build.done


def test_a_bundle_is_the_same_with_and_without_pages_made_ahead(
    store: FolderStore, prepared: Prepared, apart: Apart, project_root: Path, tmp_path: Path
) -> None:
    items = [store.add(paper(tmp_path, f"paper {number}", number + 1)) for number in range(MANY)]
    exhibits = [exhibit(number, item) for number, item in enumerate(items, 1)]
    with Ahead(store, apart, prepared).among(MANY, JobContext()) as making:
        for item in items:
            making.add(item.sha256, PDF, "E")
    made = []
    for name, before in (("with", prepared), ("without", None)):
        press = Press(Language("de"), apart, project_root / "resources", before)
        made.append(build_bundle(content(exhibits), store, tmp_path / name, JobContext(), press).path)
    assert made[0].read_bytes() == made[1].read_bytes()


def test_few_files_are_let_be(store: FolderStore, prepared: Prepared, apart: Apart, tmp_path: Path) -> None:
    stored = store.add(paper(tmp_path, "a"))
    counting: Any = Counting(apart)
    with Ahead(store, counting, prepared).among(MANY - 1, JobContext()) as making:
        making.add(stored.sha256, PDF, "E-01")
    assert (counting.done, kept(prepared)) == ({}, [])


def test_a_disk_with_little_room_is_let_be(
    store: FolderStore, prepared: Prepared, apart: Apart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = store.add(paper(tmp_path, "a"))
    monkeypatch.setattr(pages, "ROOM", shutil.disk_usage(tmp_path).total + 1)
    with Ahead(store, apart, prepared).among(100, JobContext()) as making:
        making.add(stored.sha256, PDF, "E-01")
    assert kept(prepared) == []


def test_one_file_given_twice_and_what_has_no_pages_are_passed_over(
    store: FolderStore, prepared: Prepared, apart: Apart, tmp_path: Path
) -> None:
    stored = store.add(paper(tmp_path, "a"))
    counting: Any = Counting(apart)
    with Ahead(store, counting, prepared).among(MANY, JobContext()) as making:
        for media_type in (PDF, PDF, "text/plain", "message/rfc822"):
            making.add(stored.sha256, media_type, "E-01")
    assert counting.done == {"make_pages": 1}


def test_a_bad_file_stops_nothing_and_leaves_nothing(
    store: FolderStore, prepared: Prepared, apart: Apart, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.4 no")
    items = [store.add(bad), store.add(paper(tmp_path, "good"))]
    with Ahead(store, apart, prepared).among(MANY, JobContext()) as making:
        for item in items:
            making.add(item.sha256, PDF, "E")
        making.add("0" * 64, PDF, "E-99")  # its bytes are gone
    assert len(kept(prepared)) == 1
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.startswith(".")] == []


class Failing:
    """Dies of everything."""

    def run(self, *_given: Any, **_more: Any) -> Any:
        raise ApartFailed(kind="memory", detail="no more")


def test_what_fails_there_is_not_said_there(store: FolderStore, prepared: Prepared, tmp_path: Path) -> None:
    stored = store.add(paper(tmp_path, "a"))
    failing: Any = Failing()
    with Ahead(store, failing, prepared).among(MANY, JobContext()) as making:
        making.add(stored.sha256, PDF, "E-01")
    assert kept(prepared) == []


def test_waiting_for_the_last_ones_is_shown_and_can_be_stopped(
    store: FolderStore, prepared: Prepared, apart: Apart, tmp_path: Path
) -> None:
    items = [store.add(paper(tmp_path, f"paper {number}")) for number in range(MANY)]
    told: list[Progress] = []

    def stop(progress: Progress) -> None:
        told.append(progress)
        if len(told) == 2:
            ctx.cancel()

    ctx = JobContext(stop)
    with pytest.raises(Cancelled):
        take_in(Ahead(store, apart, prepared), [item.sha256 for item in items], ctx)
    assert [one.fields["exhibit"] for one in told] == ["E-00", "E-01"]
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.startswith(".")] == []


def test_a_fault_while_files_are_taken_in_is_the_one_that_is_heard(
    store: FolderStore, prepared: Prepared, apart: Apart, tmp_path: Path
) -> None:
    stored = store.add(paper(tmp_path, "a"))
    with pytest.raises(KeyError, match="taken"):
        take_in(Ahead(store, apart, prepared), [stored.sha256], JobContext(), KeyError("taken"))
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.startswith(".")] == []
