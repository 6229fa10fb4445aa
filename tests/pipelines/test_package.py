"""A package is whole or not there, the same bytes everywhere, and passes everybody's check."""

from __future__ import annotations

import dataclasses
import errno
import hashlib
import json
import os
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import bagit
import pytest

from tests.factories.packages import BYTES, sample_spec
from xborder_desk.domain.errors import BuildError, DiskFullError, FileError
from xborder_desk.domain.package import PackedOriginal
from xborder_desk.i18n.languages import load
from xborder_desk.jobs import Cancelled, JobContext, Progress
from xborder_desk.pipelines import zipping
from xborder_desk.pipelines.package import write_package
from xborder_desk.pipelines.verifier import verify
from xborder_desk.pipelines.zipping import StoredZip

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.domain.package import PackageResult, PackageSpec


@pytest.fixture
def spec(tmp_path: Path) -> PackageSpec:
    return sample_spec(tmp_path / "store")


@pytest.fixture
def packed(spec: PackageSpec, tmp_path: Path) -> PackageResult:
    return write_package(spec, tmp_path / "out", JobContext())


def test_passes_the_check_of_the_bagit_reference_tool(packed: PackageResult) -> None:
    assert bagit.Bag(str(packed.folder)).validate()
    done = subprocess.run(
        [sys.executable, bagit.__file__, "--validate", "--quiet", str(packed.folder)], check=False
    )
    assert done.returncode == 0


@pytest.mark.parametrize("name", ["manifest-sha256.txt", "tagmanifest-sha256.txt", "seal-sha256.txt"])
def test_passes_sha256sum(packed: PackageResult, name: str) -> None:
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", name], cwd=packed.folder, check=False, capture_output=True
    )
    assert done.returncode == 0, done.stdout


def test_passes_its_own_verifier_on_a_bare_python(packed: PackageResult) -> None:
    script = packed.folder / "verify.py"
    done = subprocess.run([sys.executable, "-I", "-S", script], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout == f"OK: {packed.files} files, {packed.seal}\n"
    assert verify(packed.zip) == ([], packed.files, packed.seal)


def test_holds_every_original_byte_for_byte(packed: PackageResult, spec: PackageSpec) -> None:
    overview = json.loads((packed.folder / "manifest.json").read_bytes())
    assert [row["name"] for row in overview["exhibits"]] == list(BYTES)
    for row, data in zip(overview["exhibits"], BYTES.values(), strict=True):
        assert (packed.folder / row["file"]).read_bytes() == data
        assert row["custody"]
    files = [entry.name for entry in (packed.folder / "data" / "originals").iterdir()]
    assert len({name.casefold() for name in files}) == len(BYTES)
    assert all(original.source.read_bytes() == BYTES[original.name] for original in spec.originals)


def test_holds_the_lines_of_the_registers_as_they_are(packed: PackageResult, spec: PackageSpec) -> None:
    rows = (packed.folder / "data" / "registers" / "custody.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(row) for row in rows] == [
        dataclasses.asdict(line) for line in spec.lines if line.register == "custody"
    ]


def test_copies_and_never_links(packed: PackageResult, spec: PackageSpec) -> None:
    for original in spec.originals:
        assert original.source.stat().st_nlink == 1
    changed = next((packed.folder / "data" / "originals").iterdir())
    changed.write_bytes(b"scribbled")
    assert all(original.source.read_bytes() != b"scribbled" for original in spec.originals)


def test_bag_info_is_one_line_a_field_and_knows_no_clock(packed: PackageResult) -> None:
    lines = (packed.folder / "bag-info.txt").read_text(encoding="utf-8").splitlines()
    assert "Source-Organization: Verbraucher büro" in lines
    assert "Bagging-Date: 2026-03-29" in lines
    payload = [entry for entry in (packed.folder / "data").rglob("*") if entry.is_file()]
    assert f"Payload-Oxum: {sum(e.stat().st_size for e in payload)}.{len(payload)}" in lines


_SCRIPT = """
import sys
from pathlib import Path
from tests.factories.packages import sample_spec
from xborder_desk.jobs import JobContext
from xborder_desk.pipelines.package import write_package
folder = Path(sys.argv[1])
write_package(sample_spec(folder / "store"), folder / "out", JobContext())
"""


def test_gives_the_same_bytes_in_another_process_zone_and_hash_seed(
    packed: PackageResult, tmp_path: Path, project_root: Path
) -> None:
    ours = hashlib.sha256(packed.zip.read_bytes()).hexdigest()
    for number, zone in enumerate(("Asia/Taipei", "America/St_Johns")):
        place = tmp_path / f"again-{number}"
        place.mkdir()
        env = {**os.environ, "TZ": zone, "PYTHONHASHSEED": str(number + 1), "PYTHONPATH": str(project_root)}
        subprocess.run([sys.executable, "-c", _SCRIPT, place], check=True, env=env, cwd=tmp_path, umask=0o077)
        assert hashlib.sha256((place / "out" / packed.zip.name).read_bytes()).hexdigest() == ours


def test_the_zip_is_the_folder_in_fixed_order_time_and_rights(packed: PackageResult) -> None:
    with zipfile.ZipFile(packed.zip) as archive:
        entries = archive.infolist()
        for entry in entries:
            file = packed.folder / entry.filename.removeprefix(f"{packed.folder.name}/")
            assert file.read_bytes() == archive.read(entry)
    names = [entry.filename for entry in entries]
    inside = [name.removeprefix(f"{packed.folder.name}/") for name in names]
    begin = ("data/originals/",) * len(BYTES), ("data/text/", "data/case.json"), ("data/bundle.pdf",)
    places = [next(place for place, name in enumerate(inside) if name.startswith(one)) for one in begin]
    assert places == sorted(places)  # as things become known: what the bundle is comes behind
    assert all(name.startswith("data/originals/") for name in inside[: len(BYTES)])
    assert inside[-3:] == ["manifest-sha256.txt", "tagmanifest-sha256.txt", "seal-sha256.txt"]
    assert len(names) == packed.files
    assert {entry.date_time for entry in entries} == {(2026, 3, 29, 1, 30, 6)}
    assert {(entry.external_attr >> 16, entry.compress_type) for entry in entries} == {(0o100644, 0)}


def test_writing_again_replaces_the_former_package(spec: PackageSpec, tmp_path: Path) -> None:
    first = write_package(spec, tmp_path / "out", JobContext())
    (first.folder / "scribble").write_text("x", encoding="utf-8")
    again = write_package(spec, tmp_path / "out", JobContext())
    assert again == first
    assert verify(again.folder).findings == []
    assert sorted(entry.name for entry in (tmp_path / "out").iterdir()) == sorted(
        [again.folder.name, again.zip.name]
    )


def test_never_replaces_what_is_not_a_package(spec: PackageSpec, tmp_path: Path) -> None:
    mine = tmp_path / "out" / "2026-0001 edition 1"
    mine.mkdir(parents=True)
    (mine / "diary.txt").write_text("dear diary", encoding="utf-8")
    with pytest.raises(FileError, match="exists already"):
        write_package(spec, tmp_path / "out", JobContext())
    assert [entry.name for entry in (tmp_path / "out").iterdir()] == [mine.name]
    assert (mine / "diary.txt").read_text(encoding="utf-8") == "dear diary"


def test_refuses_an_original_whose_bytes_have_changed(spec: PackageSpec, tmp_path: Path) -> None:
    spec.originals[3].source.write_bytes(b"something else")
    with pytest.raises(BuildError, match="not those that were taken in"):
        write_package(spec, tmp_path / "out", JobContext())
    assert list((tmp_path / "out").iterdir()) == []


def test_names_an_original_that_is_gone(spec: PackageSpec, tmp_path: Path) -> None:
    spec.originals[0].source.unlink()
    with pytest.raises(FileError, match=r"Beilage \./1"):
        write_package(spec, tmp_path / "out", JobContext())
    assert list((tmp_path / "out").iterdir()) == []


def test_refuses_registers_that_do_not_hold_together(spec: PackageSpec, tmp_path: Path) -> None:
    broken = dataclasses.replace(spec, lines=(*spec.lines[:2], *spec.lines[3:]))
    with pytest.raises(BuildError, match="own check"):
        write_package(broken, tmp_path / "out", JobContext())


def test_cancelled_at_any_step_leaves_nothing(spec: PackageSpec, tmp_path: Path) -> None:
    steps: list[Progress] = []
    write_package(spec, tmp_path / "counted", JobContext(steps.append))
    for step in range(len(steps)):
        ctx = _cancelling(step)
        with pytest.raises(Cancelled):
            write_package(spec, tmp_path / "out", ctx)
        assert list((tmp_path / "out").iterdir()) == []


def _cancelling(step: int) -> JobContext:
    seen: list[Progress] = []

    def report(progress: Progress) -> None:
        seen.append(progress)
        if len(seen) > step:
            ctx.cancel()

    ctx = JobContext(report)
    return ctx


def test_a_full_disk_is_a_sentence_and_leaves_the_former_package(
    spec: PackageSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = write_package(spec, tmp_path / "out", JobContext())

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(StoredZip, "entry", full)
    with pytest.raises(DiskFullError, match="no room left"):
        write_package(spec, tmp_path / "out", JobContext())
    assert verify(first.folder).findings == []
    assert len(list((tmp_path / "out").iterdir())) == 2


_KILLED = """
import os, sys
from pathlib import Path
from tests.factories.packages import sample_spec
from xborder_desk.jobs import JobContext
from xborder_desk.pipelines.package import write_package
folder, left = Path(sys.argv[1]), int(sys.argv[2])
def report(progress):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), 9)
write_package(sample_spec(folder / "store"), folder / "out", JobContext(report))
"""


@pytest.mark.parametrize("step", [0, 3, 6])
def test_killed_leaves_no_half_package_and_the_next_run_tidies_up(
    step: int, tmp_path: Path, project_root: Path
) -> None:
    env = {**os.environ, "PYTHONPATH": str(project_root)}
    done = subprocess.run([sys.executable, "-c", _KILLED, tmp_path, str(step)], check=False, env=env)
    assert done.returncode == -9
    out = tmp_path / "out"
    assert all(entry.name.startswith(".") for entry in out.iterdir())
    result = write_package(sample_spec(tmp_path / "store"), out, JobContext())
    assert sorted(entry.name for entry in out.iterdir()) == sorted([result.folder.name, result.zip.name])


def test_speaks_the_language_of_the_dossier(spec: PackageSpec, tmp_path: Path, project_root: Path) -> None:
    german = load("de", project_root / "translations")
    result = write_package(spec, tmp_path / "out", JobContext(), german)
    assert "verify-texts.json" in {entry.name for entry in result.folder.iterdir()}
    assert verify(result.folder).findings == []
    assert bagit.Bag(str(result.folder)).validate()


def test_lines_withheld_from_a_recipient_still_verify(spec: PackageSpec, tmp_path: Path) -> None:
    hidden = dataclasses.replace(spec.lines[-1], content=None, salt=None)
    shown = dataclasses.replace(spec, lines=(*spec.lines[:-1], hidden), withheld=frozenset({hidden.hash}))
    result = write_package(shown, tmp_path / "out", JobContext())
    assert verify(result.folder).findings == []
    undeclared = dataclasses.replace(shown, withheld=frozenset())
    with pytest.raises(BuildError, match="lost its content"):
        write_package(undeclared, tmp_path / "again", JobContext())


@pytest.mark.parametrize(("year", "expected"), [(1970, 1980), (2026, 2026), (2200, 2107)])
def test_the_zip_knows_only_the_years_it_can_write(year: int, expected: int, spec: PackageSpec) -> None:
    assert zipping._dos_time(spec.made_at.replace(year=year))[0] == expected


def test_real_files_of_every_kind_come_out_as_they_went_in(corpora: Path, tmp_path: Path) -> None:
    folders = sorted(entry for entry in corpora.iterdir() if entry.is_dir())
    files = [
        file
        for folder in folders
        for file in sorted(entry for entry in folder.rglob("*") if entry.is_file())[:12]
        if file.stat().st_size < 3_000_000
    ]
    assert len(files) > 50
    originals = tuple(
        PackedOriginal(file, f"Anlage K {number}", file.name, hashlib.sha256(file.read_bytes()).hexdigest())
        for number, file in enumerate(files, 1)
    )
    spec = dataclasses.replace(sample_spec(tmp_path / "store"), originals=originals)
    result = write_package(spec, tmp_path / "out", JobContext())
    assert verify(result.folder).findings == []
    assert verify(result.zip).findings == []
    assert bagit.Bag(str(result.folder)).validate()
    packed = sorted((result.folder / "data" / "originals").iterdir())
    assert sorted(hashlib.sha256(entry.read_bytes()).hexdigest() for entry in packed) == sorted(
        original.sha256 for original in originals
    )
