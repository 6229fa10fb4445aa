"""Whatever is done to a package, the verifier finds it and names the file; the whole one passes."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.factories.packages import sample_spec
from xborder_desk.jobs import JobContext
from xborder_desk.pipelines import verifier
from xborder_desk.pipelines.package import write_package
from xborder_desk.pipelines.verifier import TEXTS, main, printable, verify

if TYPE_CHECKING:
    from collections.abc import Callable

    from xborder_desk.domain.package import PackageResult

CUSTODY = "data/registers/custody.jsonl"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> PackageResult:
    folder = tmp_path_factory.mktemp("whole")
    return write_package(sample_spec(folder / "store"), folder / "out", JobContext())


@pytest.fixture
def folder(whole: PackageResult, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole.folder, tmp_path / "package"))


def files_of(folder: Path) -> list[str]:
    return sorted(entry.relative_to(folder).as_posix() for entry in folder.rglob("*") if entry.is_file())


def named(folder: Path) -> set[str]:
    return {finding.file for finding in verify(folder).findings}


def reseal(folder: Path) -> None:
    """Make all lists fit again, as somebody would who knows the format: only the contents can tell now."""
    files = files_of(folder)
    payload = [name for name in files if name.startswith("data/")]
    size = sum((folder / name).stat().st_size for name in payload)
    info = (folder / "bag-info.txt").read_text(encoding="utf-8").splitlines()
    kept = [line for line in info if not line.startswith("Payload-Oxum")]
    (folder / "bag-info.txt").write_text(
        "\n".join([*kept, f"Payload-Oxum: {size}.{len(payload)}", ""]), encoding="utf-8"
    )
    lists = {verifier.MANIFEST, verifier.TAG_MANIFEST, verifier.SEAL}
    listing(folder, verifier.MANIFEST, payload)
    tags = [name for name in files if name not in payload and name not in lists]
    listing(folder, verifier.TAG_MANIFEST, sorted([*tags, verifier.MANIFEST]))
    listing(folder, verifier.SEAL, [verifier.TAG_MANIFEST])


def listing(folder: Path, name: str, files: list[str]) -> None:
    rows = [f"{hashlib.sha256((folder / file).read_bytes()).hexdigest()}  {file}\n" for file in files]
    (folder / name).write_text("".join(rows), encoding="utf-8")


def test_a_whole_package_passes_as_folder_and_as_zip(whole: PackageResult) -> None:
    for path in (whole.folder, whole.zip):
        report = verify(path)
        assert report.findings == []
        assert (report.checked, report.seal) == (whole.files, whole.seal)


def test_resealing_an_untouched_package_changes_nothing(folder: Path, whole: PackageResult) -> None:
    reseal(folder)
    assert named(folder) == set()
    assert sorted(files_of(folder)) == sorted(files_of(whole.folder))


def test_one_altered_byte_anywhere_names_the_file(folder: Path) -> None:
    chooser = random.Random(2026)  # noqa: S311 - which bytes to try, not a secret
    for name in files_of(folder):
        path = folder / name
        data = path.read_bytes()
        places = range(len(data)) if len(data) < 100 else sorted(chooser.sample(range(len(data)), 40))
        for place in {*places, 0, len(data) - 1} & set(range(len(data))):
            altered = bytearray(data)
            altered[place] ^= 1 << chooser.randrange(8)
            path.write_bytes(altered)
            assert name in named(folder), (name, place)
        path.write_bytes(data)
    assert named(folder) == set()


def test_a_byte_more_or_less_names_the_file(folder: Path) -> None:
    for name in files_of(folder):
        data = (folder / name).read_bytes()
        for changed in (data + b"\n", data[:-1], b" " + data, b""):
            if changed != data:
                (folder / name).write_bytes(changed)
                assert name in named(folder), name
        (folder / name).write_bytes(data)


def test_a_missing_file_is_named(folder: Path) -> None:
    for name in files_of(folder):
        data = (folder / name).read_bytes()
        (folder / name).unlink()
        assert ("missing", name) in {(one.kind, one.file) for one in verify(folder).findings}
        (folder / name).write_bytes(data)


@pytest.mark.parametrize("name", ["extra.txt", "data/extra.txt", "data/originals/x.pdf", "deep/er/file"])
def test_an_added_file_is_named(name: str, folder: Path) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(b"")
    assert ("added", name) in {(one.kind, one.file) for one in verify(folder).findings}


def test_two_files_exchanged_are_both_named(folder: Path) -> None:
    one, two = sorted((folder / "data" / "originals").iterdir())[:2]
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    assert {f"data/originals/{entry.name}" for entry in (one, two)} <= named(folder)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_is_no_file_of_a_package(folder: Path, tmp_path: Path) -> None:
    bundle = folder / "data" / "bundle.pdf"
    (tmp_path / "elsewhere.pdf").write_bytes(bundle.read_bytes())
    bundle.unlink()
    bundle.symlink_to(tmp_path / "elsewhere.pdf")
    (folder / "data" / "up").symlink_to(tmp_path)
    kinds = {(one.kind, one.file) for one in verify(folder).findings}
    assert {
        ("not-plain", "data/bundle.pdf"),
        ("not-plain", "data/up"),
        ("missing", "data/bundle.pdf"),
    } <= kinds


def rows_of(folder: Path, name: str = CUSTODY) -> list[str]:
    return (folder / name).read_text(encoding="utf-8").splitlines()


def put_rows(folder: Path, rows: list[str], name: str = CUSTODY) -> None:
    (folder / name).write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    reseal(folder)


def told(folder: Path) -> set[tuple[str, object]]:
    return {(one.kind, one.fields.get("seq")) for one in verify(folder).findings if one.file == CUSTODY}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("at", "2020-01-01T00:00:00Z"),
        ("subject", "f" * 32),
        ("content", '{"at":"2026-03-02T08:00:00Z","subject":""}'),
        ("salt", "00" * 16),
        ("salt", "no hex"),
        ("digest", "0" * 64),
        ("hash", "0" * 64),
        ("scope", "office"),
        ("register", "audit"),
        ("content", None),
        ("salt", None),
        ("content", 5),
        ("hash", None),
    ],
)
def test_each_field_of_a_register_line_is_guarded_even_when_the_lists_fit(
    key: str, value: object, folder: Path
) -> None:
    rows = rows_of(folder)
    for number in range(len(rows)):
        line: dict[str, Any] = json.loads(rows[number])
        line[key] = value
        put_rows(folder, [*rows[:number], json.dumps(line), *rows[number + 1 :]])
        assert told(folder) & {(kind, number + 1) for kind in ("line-changed", "line-emptied")} or told(
            folder
        ) & {("line-changed", "?")}, (key, number)


@pytest.mark.parametrize("value", [0, -1, 99, "2", 2.0, None, True])
def test_a_line_with_a_false_number_is_found(value: object, folder: Path) -> None:
    rows = rows_of(folder)
    line = {**json.loads(rows[2]), "seq": value}
    put_rows(folder, [*rows[:2], json.dumps(line), *rows[3:]])
    assert any(kind.startswith("line-") for kind, _ in told(folder))


def test_every_removed_line_is_found_also_the_last_ones(folder: Path) -> None:
    rows = rows_of(folder)
    for number in range(len(rows) - 1):
        put_rows(folder, rows[:number] + rows[number + 1 :])
        assert ("line-missing", number + 2) in told(folder)
    for kept in range(len(rows)):
        put_rows(folder, rows[:kept])
        assert ("tail-missing", len(rows)) in told(folder)


def test_swapped_repeated_and_foreign_lines_are_found(folder: Path) -> None:
    rows = rows_of(folder)
    for number in range(len(rows) - 1):
        swapped = [*rows[:number], rows[number + 1], rows[number], *rows[number + 2 :]]
        put_rows(folder, swapped)
        assert ("line-missing", number + 2) in told(folder)
    put_rows(folder, [*rows, rows[-1]])
    assert ("line-missing", len(rows)) in told(folder)
    put_rows(folder, [*rows, rows_of(folder, "data/registers/contacts.jsonl")[0]])
    assert any(kind == "line-changed" for kind, _ in told(folder))


def test_a_line_cut_in_the_middle_is_found(folder: Path) -> None:
    rows = rows_of(folder)
    put_rows(folder, [*rows[:-1], rows[-1][: len(rows[-1]) // 2]])
    assert ("line-changed", "?") in told(folder)


def test_a_chain_made_anew_differs_from_the_noted_end(folder: Path) -> None:
    rows = [json.loads(row) for row in rows_of(folder)]
    content = rows[-1]["content"].replace("import", "delete")
    digest = hashlib.sha256(bytes.fromhex(rows[-1]["salt"]) + content.encode()).hexdigest()
    rows[-1] |= {"content": content, "digest": digest}
    chained = "xbd-register-1\n{register}\n{scope}\n{seq}\n{digest}\n{prev}\n".format(**rows[-1])
    rows[-1]["hash"] = hashlib.sha256(chained.encode()).hexdigest()
    put_rows(folder, [json.dumps(row) for row in rows])
    assert told(folder) == {("head-differs", len(rows))}


def test_a_register_that_is_gone_or_has_no_noted_end_is_found(folder: Path) -> None:
    heads = json.loads((folder / verifier.HEADS).read_bytes())
    heads["heads"] = [head for head in heads["heads"] if head["register"] != "custody"]
    (folder / verifier.HEADS).write_text(json.dumps(heads), encoding="utf-8")
    reseal(folder)
    findings = {(one.kind, one.file) for one in verify(folder).findings}
    assert findings == {("head-missing", CUSTODY), ("differs", verifier.OVERVIEW)}
    (folder / "data" / "registers" / "contacts.jsonl").unlink()
    reseal(folder)
    assert ("missing", "data/registers/contacts.jsonl") in {
        (one.kind, one.file) for one in verify(folder).findings
    }


def test_an_exchanged_original_is_found_by_overview_and_custody(folder: Path) -> None:
    original = min((folder / "data" / "originals").iterdir())
    original.write_bytes(b"another invoice")
    name = f"data/originals/{original.name}"
    reseal(folder)
    assert {(one.kind, one.fields.get("other")) for one in verify(folder).findings} == {("differs", name)}
    overview = json.loads((folder / verifier.OVERVIEW).read_bytes())
    for row in overview["exhibits"]:
        if row["file"] == name:
            row |= {"sha256": hashlib.sha256(b"another invoice").hexdigest(), "size": 15}
    (folder / verifier.OVERVIEW).write_text(json.dumps(overview), encoding="utf-8")
    reseal(folder)
    assert {(one.kind, one.file) for one in verify(folder).findings} == {("no-custody", name)}


@pytest.mark.parametrize("name", [verifier.OVERVIEW, verifier.HEADS])
@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b'{"heads": 5}', b"\xff\xfe", b"[" * 100_000, b'{"bundle":{}}']
)
def test_a_list_that_is_nonsense_is_a_finding_and_no_crash(name: str, content: bytes, folder: Path) -> None:
    (folder / name).write_bytes(content)
    reseal(folder)
    assert ("unreadable", name) in {(one.kind, one.file) for one in verify(folder).findings}


@pytest.mark.parametrize("path", ["", "text.txt", "folder", "picture.zip", "nothing-here"])
def test_what_is_no_package_is_said(path: str, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("hello", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    with zipfile.ZipFile(tmp_path / "picture.zip", "w") as archive:
        archive.writestr("a.jpg", b"x")
    report = verify(tmp_path / path)
    assert [one.kind for one in report.findings] in (["no-package"], ["unreadable"])


def rewritten(whole: PackageResult, target: Path, change: Callable[[zipfile.ZipFile], None]) -> Path:
    with zipfile.ZipFile(whole.zip) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, old.read(entry))
        change(new)
    return target


def test_every_entry_of_a_zip_that_is_altered_is_named(whole: PackageResult, tmp_path: Path) -> None:
    top = f"{whole.folder.name}/"
    data = whole.zip.read_bytes()
    with zipfile.ZipFile(whole.zip) as archive:
        entries = [entry for entry in archive.infolist() if entry.file_size]
    for entry in entries:
        content = entry.header_offset + 30 + len(entry.filename.encode())
        altered = bytearray(data)
        altered[content + entry.file_size // 2] ^= 4
        (tmp_path / "x.zip").write_bytes(altered)
        assert entry.filename.removeprefix(top) in named(tmp_path / "x.zip")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("../evil.txt", "unsafe-name"),
        ("/etc/evil.txt", "unsafe-name"),
        ("C:/evil.txt", "unsafe-name"),
        ("2026-0001 edition 1/../../evil", "unsafe-name"),
        ("2026-0001 edition 1\\..\\evil", "unsafe-name"),
        ("beside.txt", "added"),
        ("2026-0001 edition 1/data/more.txt", "added"),
        ("2026-0001 edition 1/bagit.txt", "twice"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_entries_that_do_not_belong_into_a_zip_are_named(
    name: str, kind: str, whole: PackageResult, tmp_path: Path
) -> None:
    path = rewritten(whole, tmp_path / "x.zip", lambda new: new.writestr(name, b"evil"))
    kinds = {one.kind for one in verify(path).findings}
    assert kind in kinds
    assert "missing" not in kinds
    assert not (tmp_path.parent / "evil.txt").exists()


def test_a_link_in_a_zip_is_named(whole: PackageResult, tmp_path: Path) -> None:
    link = zipfile.ZipInfo("2026-0001 edition 1/data/link")
    link.create_system = 3
    link.external_attr = 0o120777 << 16
    path = rewritten(whole, tmp_path / "x.zip", lambda new: new.writestr(link, "/etc/passwd"))
    assert ("not-plain", "data/link") in {(one.kind, one.file) for one in verify(path).findings}


def test_a_zip_bomb_is_refused_without_unpacking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifier, "BOMB_FLOOR", 1 << 20)
    with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("bagit.txt", "manifest-sha256.txt", "data/big"):
            archive.writestr(f"top/{name}", bytes(8 << 20))
    report = verify(tmp_path / "x.zip")
    assert [one.kind for one in report.findings] == ["too-big", "no-package"]


def test_a_cut_or_scribbled_zip_is_a_finding_and_no_crash(whole: PackageResult, tmp_path: Path) -> None:
    data = whole.zip.read_bytes()
    chooser = random.Random(7)  # noqa: S311 - which bytes to try, not a secret
    for _ in range(60):
        altered = bytearray(data)
        start = chooser.randrange(len(data))
        altered[start : start + 40] = chooser.randbytes(40)
        (tmp_path / "x.zip").write_bytes(altered[: chooser.choice([len(data), start + 60])])
        if (tmp_path / "x.zip").read_bytes() != data:
            assert verify(tmp_path / "x.zip").checked >= 0


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", *arguments], check=False, capture_output=True, text=True, encoding="utf-8"
    )


def test_tells_in_lines_and_as_json_and_by_its_status(folder: Path) -> None:
    (folder / "data" / "bundle.pdf").write_bytes(b"%PDF-1.7 another dossier")
    done = run(folder / "verify.py", folder)
    assert done.returncode == 1
    assert "data/bundle.pdf was changed" in done.stdout
    as_json = run(folder / "verify.py", folder, "--json")
    assert as_json.returncode == 1
    answer = json.loads(as_json.stdout)
    assert not answer["ok"]
    assert {row["file"] for row in answer["findings"]} >= {"data/bundle.pdf", "bag-info.txt"}
    assert run(folder / "verify.py", "--nonsense").returncode == 2


def test_speaks_the_language_laid_beside_it(folder: Path) -> None:
    texts = {**TEXTS, "added": "{file} wurde hinzugefügt."}
    (folder / "verify-texts.json").write_text(json.dumps(texts), encoding="utf-8")
    assert "verify-texts.json wurde hinzugefügt." in run(folder / "verify.py").stdout.splitlines()


def test_runs_where_the_terminal_cannot_show_the_names(folder: Path) -> None:
    (folder / "照片.txt").write_bytes(b"")
    done = subprocess.run(
        [sys.executable, folder / "verify.py"],
        check=False,
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii", "PATH": os.environ["PATH"]},
    )
    assert done.returncode == 1
    assert done.stderr == b""


def test_main_gives_the_status(whole: PackageResult, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(whole.folder)]) == 0
    assert main([str(whole.zip), "--json"]) == 0
    assert whole.seal in capsys.readouterr().out


def test_a_name_cannot_paint_over_the_answer() -> None:
    assert printable("a\x1b[2Kb\u202e") == "a<001B>[2Kb<202E>"


def test_needs_nothing_but_an_old_python() -> None:
    source = Path(verifier.__file__).read_text(encoding="utf-8")
    assert "xborder_desk" not in source
    compile(source, "verify.py", "exec", dont_inherit=True)
    old = shutil.which("python3.8")
    if old and subprocess.run([old, "-c", ""], check=False, capture_output=True).returncode == 0:
        done = subprocess.run([old, "-I", verifier.__file__, "--help"], check=False, capture_output=True)
        assert done.returncode == 0, done.stderr
