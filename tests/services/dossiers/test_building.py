"""Building into a folder: whole or not at all, and gone again where nothing came of it."""

from __future__ import annotations

import contextlib
import errno
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.factories.cases import add_evidence, open_case, write_files
from tests.factories.dossier import odd_pdf
from tests.factories.offices import desk_in
from tests.services.dossiers.test_rooms import disk
from xborder_desk.documents.splitting import split
from xborder_desk.domain.errors import BuildError, DiskFullError, FileError
from xborder_desk.jobs.apart import ApartFailed
from xborder_desk.jobs.context import Cancelled, JobContext
from xborder_desk.services.dossiers.making import work_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office

NO_ROOM = ApartFailed("error", f"OSError: [Errno 28] {os.strerror(errno.ENOSPC)}")


@pytest.fixture
def desk(embedded: Office) -> Iterator[Desk]:
    """An embedded office; what is built here does not depend on the database."""
    made = desk_in(embedded)
    yield made
    made.offices._apart.close()


@pytest.fixture
def case(desk: Desk, tmp_path: Path) -> str:
    number = open_case(desk)
    scan = odd_pdf(tmp_path / "scan.pdf", [{} for _ in range(12)], os.urandom(20_000).hex().encode())
    add_evidence(desk, number, [scan, *write_files(tmp_path / "in", note="It smoked.")])
    return number


def test_what_was_begun_in_the_work_folder_is_gone_afterwards(tmp_path: Path) -> None:
    target = tmp_path / "new" / "deep"
    with work_folder(target) as work:
        assert work.parent == target
        (work / "half").write_bytes(b"x")
        (target / "made").write_bytes(b"x")
    assert [one.name for one in target.iterdir()] == ["made"]
    with contextlib.suppress(RuntimeError), work_folder(target) as work:
        (work / "half").write_bytes(b"x")
        raise RuntimeError
    assert [one.name for one in target.iterdir()] == ["made"]


@pytest.mark.skipif(sys.platform == "win32", reason="folders are locked on POSIX systems")
def test_what_a_killed_build_left_is_gone_after_the_next_one(tmp_path: Path) -> None:
    script = (
        "import os, sys\nfrom pathlib import Path\n"
        "from xborder_desk.services.dossiers.making import work_folder\n"
        "with work_folder(Path(sys.argv[1])) as work:\n"
        "    (work / 'half').write_bytes(b'x')\n    os.kill(os.getpid(), 9)\n"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False)
    (left,) = tmp_path.iterdir()
    assert killed.returncode != 0
    assert (left / "half").exists()
    earlier = time.time() - 3600
    os.utime(left, (earlier, earlier))
    with work_folder(tmp_path) as working:
        os.utime(working, (earlier, earlier))
        assert list(tmp_path.iterdir()) == [working]
        with work_folder(tmp_path) as other:
            assert sorted(tmp_path.iterdir()) == sorted([working, other])
    assert not list(tmp_path.iterdir())


def test_a_folder_whose_name_is_no_text_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="Nothing can be written"), work_folder(tmp_path / "o\udcffx"):
        pass
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("number", "fault", "says"),
    [
        (errno.ENOSPC, DiskFullError, "no room left"),
        (errno.EDQUOT, DiskFullError, "no room left"),
        (errno.EACCES, FileError, "Nothing can be written"),
    ],
)
def test_why_nothing_can_be_begun_is_said(
    number: int, fault: type[Exception], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_given: object) -> str:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    with pytest.raises(fault, match=says), work_folder(tmp_path / "out"):
        pass
    assert not any((tmp_path / "out").iterdir())


@pytest.mark.parametrize("size", ["200k", "700k", "1200k", "1700k"])
def test_parts_and_all_or_nothing(desk: Desk, case: str, tmp_path: Path, size: str) -> None:
    with disk(tmp_path / "full", f"size={size}") as full:
        made = None
        with contextlib.suppress(DiskFullError):
            made = desk.dossiers.export(case, "generic", "en", full / "out", JobContext(), most_bytes=150_000)
        if made is None:
            assert not [one for one in full.rglob("*") if one.is_file()]
        else:
            assert len(made.parts) > 1
            assert all(one.is_file() for one in (made.bundle, made.zip, *made.parts))
    if size in {"200k", "700k"}:
        assert made is None


def test_parts_of_a_former_build_give_way_only_when_there_are_new_ones(
    desk: Desk, case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    made = desk.dossiers.export(case, "generic", "en", out, JobContext(), most_bytes=150_000)
    assert [one.name for one in made.parts] == [
        f"{made.package.name}-part-{number}.pdf" for number in range(1, len(made.parts) + 1)
    ]
    works = desk.dossiers._works
    whole = works.apart.run

    def broken(work: str, *given: Any, **named: Any) -> Any:
        if work.endswith(f":{split.__name__}"):
            raise NO_ROOM
        return whole(work, *given, **named)

    monkeypatch.setattr(works.apart, "run", broken)
    with pytest.raises(DiskFullError):
        desk.dossiers.export(case, "generic", "en", out, JobContext(), most_bytes=140_000)
    assert all(one.is_file() for one in made.parts)
    monkeypatch.undo()
    desk.dossiers.export(case, "generic", "en", out, JobContext())
    assert not list(out.glob("*-part-*"))


@pytest.mark.parametrize(
    ("failed", "says"),
    [
        (ApartFailed("error", "ValueError: odd"), "could not be built"),
        (ApartFailed("timeout", ""), "could not be built"),
    ],
)
def test_a_fault_while_setting_an_annex_is_one_sentence_and_leaves_nothing(
    desk: Desk, case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failed: ApartFailed, says: str
) -> None:
    desk.dossiers.set_recipe(case, {"annexes": ["hashes"]})
    works = desk.dossiers._works
    whole = works.apart.run

    def broken(work: str, *given: Any, **named: Any) -> Any:
        if work.endswith("papers:write_pdf"):
            raise failed
        return whole(work, *given, **named)

    monkeypatch.setattr(works.apart, "run", broken)
    with pytest.raises(BuildError, match=says):
        desk.dossiers.export(case, "generic", "en", tmp_path / "out", JobContext())
    assert not any((tmp_path / "out").iterdir())
    assert desk.dossiers.editions(case)[0].bundle_sha256 == ""


def test_a_bundle_that_cannot_be_read_back_is_none_though_all_was_packed(
    desk: Desk, case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    works, said = desk.dossiers._works, list[str]()
    whole = works.apart.run

    def misprinted(work: str, *given: Any, **named: Any) -> Any:
        return [7] if work.endswith(":misread") else whole(work, *given, **named)

    monkeypatch.setattr(works.apart, "run", misprinted)
    told = JobContext(lambda step: said.append(step.text))
    with pytest.raises(BuildError, match="page 7 cannot be read back"):
        desk.dossiers.export(case, "generic", "en", tmp_path / "out", told)
    assert "Writing the ZIP" in said
    assert not any((tmp_path / "out").iterdir())
    assert desk.dossiers.editions(case)[0].bundle_sha256 == ""


def test_stopping_leaves_nothing(desk: Desk, case: str, tmp_path: Path) -> None:
    class Stopped(JobContext):
        """Asked to stop as soon as the exhibits are packed."""

        def progress(self, done: int, total: int, text: str = "", **fields: object) -> None:
            if text.startswith("Packing"):
                raise Cancelled
            super().progress(done, total, text, **fields)

    with pytest.raises(Cancelled):
        desk.dossiers.export(case, "generic", "en", tmp_path / "out", Stopped())
    assert not any((tmp_path / "out").iterdir())
