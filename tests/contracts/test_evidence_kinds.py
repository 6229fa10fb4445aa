"""Every kind of evidence keeps the promises of its shape."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from xborder_desk.domain.evidence import EvidenceKind, Reading
from xborder_desk.evidence import kind_of, kinds
from xborder_desk.jobs.apart import Apart
from xborder_desk.pipelines.ingest import ROOM, read_item

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KINDS = kinds()
GARBAGE = bytes(range(256)) * 40
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)


@pytest.fixture(scope="module")
def apart() -> Iterator[Apart]:
    with Apart() as apart:
        yield apart


def run(apart: Apart, kind: EvidenceKind, path: Path) -> Reading:
    return Reading.from_plain(apart.run(kind.read, str(path), path.name, ROOM))


def test_ids_are_unique_and_are_the_names_of_their_files() -> None:
    ids = [kind.id for kind in KINDS]
    assert len(set(ids)) == len(ids)
    assert {"pdf", "picture", "eml", "msg", "tnef", "office", "text", "other", "empty"} <= set(ids)
    assert all(kind.read == f"xborder_desk.evidence.{kind.id}:read" for kind in KINDS)


@every_kind
def test_it_recognises_and_reads_its_sample(kind: EvidenceKind, apart: Apart, tmp_path: Path) -> None:
    path = tmp_path / f"sample{(kind.suffixes or ('',))[0]}"
    path.write_bytes(kind.sample())
    assert kind_of(kind.sample()[:8192], path.name) is kind
    kept = tmp_path / "0123abcd"  # as in the store, where no suffix helps
    kept.write_bytes(kind.sample())
    reading = read_item(kept, path.name, apart)
    assert reading.kind == kind.id
    assert reading.title
    assert reading.media_type in kind.media_types or kind.id == "other"
    assert reading.viewable == (kind.id not in {"other", "empty", "media"})
    assert "fault" not in reading.facts


@every_kind
def test_a_sample_is_recognised_without_its_name(kind: EvidenceKind) -> None:
    assert kind_of(kind.sample()[:8192], "attachment").id in {kind.id, "text"}


@every_kind
@pytest.mark.parametrize("garbage", [GARBAGE, b"\0", b""], ids=["bytes", "zero", "nothing"])
def test_garbage_gives_a_warning_and_no_fault(
    kind: EvidenceKind, garbage: bytes, apart: Apart, tmp_path: Path
) -> None:
    path = tmp_path / "garbage"
    path.write_bytes(garbage)
    reading = run(apart, kind, path)
    assert reading.kind == kind.id
    assert reading.warnings or kind.id == "text"
    assert not reading.parts


@every_kind
def test_a_sample_cut_anywhere_is_read_or_warned_of(kind: EvidenceKind, apart: Apart, tmp_path: Path) -> None:
    sample = kind.sample()
    for end in range(1, len(sample), max(1, len(sample) // 25)):
        path = tmp_path / f"cut-{end}"
        path.write_bytes(sample[:end])
        assert run(apart, kind, path).kind == kind.id


@every_kind
def test_nothing_is_written_beside_the_file_and_it_stays_as_it_was(
    kind: EvidenceKind, apart: Apart, tmp_path: Path
) -> None:
    path = tmp_path / "only"
    path.write_bytes(kind.sample())
    path.chmod(0o400)
    run(apart, kind, path)
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == kind.sample()


def test_the_main_process_never_loads_a_parser(tmp_path: Path) -> None:
    for kind in KINDS:
        (tmp_path / f"{kind.id}{(kind.suffixes or ('',))[0]}").write_bytes(kind.sample())
    script = (
        "import sys, pathlib\n"
        "from xborder_desk.jobs.apart import Apart\n"
        "from xborder_desk.pipelines.ingest import read_item\n"
        "with Apart() as apart:\n"
        "    files = pathlib.Path(sys.argv[1]).iterdir()\n"
        "    found = {read_item(path, path.name, apart).kind for path in files}\n"
        "parsers = {'pikepdf', 'PIL', 'pypdfium2', 'pypdfium2_raw', 'lxml', 'pi_heif'}\n"
        "parsers |= {'xlrd', 'tinytag', 'rarfile', 'olefile', 'openpyxl'}\n"
        "print(len(found), *sorted(parsers & {name.partition('.')[0] for name in sys.modules}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [str(len(KINDS))]
