"""A whole case by the real program, from the first command to the court's package, on real files."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import bagit
import pikepdf
import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT: Final = Path(__file__).resolve().parents[2]
# A paper, a picture that lies on its side, one of a telephone, a mail, a damaged paper.
FILES: Final = (
    "05-pdf/ocrmypdf/multipage.pdf",
    "06-images/exif-orientation/Landscape_6.jpg",
    "06-images/pillow_heif/heif_other/L_xmp_latin1.heic",
    "02-mail/mikel/attachment_emails/attachment_pdf.eml",
    "05-pdf/pdfjs/bug1980958.pdf",
)


class Program:
    """The program as an administrator calls it, with settings of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, *arguments: str | Path, status: int = 0) -> Any:
        done = subprocess.run(
            [sys.executable, str(ROOT / "main.py"), *map(str, arguments), "--json"],
            capture_output=True,
            cwd=self._folder,
            env={**os.environ, "XBORDER_DESK_CONFIG": str(self._folder / "settings"), "LC_ALL": "C"},
            timeout=120,
            check=False,
        )
        told = done.stderr.decode("utf-8")
        assert done.returncode == status, told
        assert (told == "") == (status == 0), told
        return json.loads(done.stdout)


def _ran(command: Sequence[str | Path], folder: Path) -> str:
    """Run somebody else's program, which must be content."""
    done = subprocess.run(
        [str(word) for word in command], cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, corpora: Path) -> tuple[Program, dict[str, Any]]:
    """The dossier, as the program made it, and what it said of the evidence."""
    folder = tmp_path_factory.mktemp("journey")
    program = Program(folder)
    files = [corpora / name for name in FILES]
    missing = [str(each.relative_to(corpora)) for each in files if not each.is_file()]
    if missing:
        pytest.skip(f"the corpora lack {', '.join(missing)}")
    empty = folder / "nothing.txt"
    empty.write_bytes(b"")

    assert program("office", "create", folder / "office")["cases"] == 0
    case = program(
        *("case", "create", "--title", "Sideways lamp 台灯", "--consumer", "Erika Mustermann"),
        *("--consumer-country", "DE", "--seller", "深圳灯具有限公司", "--seller-country", "CN"),
        *(
            "--platform",
            "Marktplatz",
            "--amount",
            "129.90",
            "--currency",
            "EUR",
            "--ordered-on",
            "2026-01-10",
        ),
        *("--payment", "card-visa", "--problem", "T02.1", "--want", "refund"),
    )["case"]
    added = program("evidence", "add", case, *files, empty)["added"]
    program("party", "add", case, "--role", "carrier", "--name", "Fast Parcels", "--country", "NL")
    contact = ("contact", "add", case, "--at", "2026-02-03T10:00+01:00", "--purpose", "demand")
    program(*contact, "--channel", "email", "--address", "shop@example.com", "--result", "bounced",
            "--proof", files[3])  # fmt: skip
    program(*contact, "--channel", "phone", "--address", "+86 755 1234", "--result", "no_answer")
    third = program(*contact, "--channel", "letter", "--address", "1 Lamp Road", "--result", "pending")
    program("contact", "correct", third["attempt"], "--address", "2 Lamp Road", "--note", "Mistyped.")
    text = "Die Lampe liegt quer, siehe {{ref:E-02:1}} und {{ref:E-04}}."
    program("fact", "add", case, "--text", text, "--on", "2026-02-01", "--proof", added[1]["evidence"])
    program("fact", "add", case, "--text", "Bezahlt.", "--on", "2026-01", "--proof", f"{case}/E-01:2")
    dossier = program(
        "dossier", "export", case, "--profile", "de", "--language", "de", "--to", folder / "out"
    )
    return program, {"case": case, "added": added, "files": [*files, empty], **dossier}


def test_every_file_has_its_entry_and_its_bytes(made: tuple[Program, dict[str, Any]], tmp_path: Path) -> None:
    program, told = made
    assert [Path(one["path"]) for one in told["added"]] == told["files"]
    for number, (one, file) in enumerate(zip(told["added"], told["files"], strict=True), 1):
        assert one["evidence"] == f"{told['case']}/E-{number:02d}"
        assert one["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert [one["kind"] for one in told["added"]][:4] == ["pdf", "picture", "picture", "eml"]
    assert told["added"][3]["parts"]
    program("evidence", "export", told["added"][1]["evidence"], "--to", tmp_path / "again.jpg")
    assert (tmp_path / "again.jpg").read_bytes() == told["files"][1].read_bytes()


def test_the_office_is_whole(made: tuple[Program, dict[str, Any]]) -> None:
    program, told = made
    for command in (("office", "check"), ("evidence", "verify"), ("evidence", "verify", told["case"])):
        checked = program(*command)
        assert (checked["ok"], checked["findings"]) == (True, [])
    assert len(program("contact", "list", told["case"])["attempts"]) == 3
    shown = program("case", "show", told["case"])
    assert len(shown["facts"]) == 2
    assert len(shown["parties"]) == 4


def test_the_bundle_is_a_sound_pdf_with_every_exhibit_in_its_place(
    made: tuple[Program, dict[str, Any]],
) -> None:
    _, told = made
    with pikepdf.open(told["bundle"]) as bundle:
        assert len(bundle.pages) == told["pages"]
    ends = [(one["first_page"], one["last_page"]) for one in told["exhibits"]]
    assert all(first <= last for first, last in ends)
    assert all(ends[at][1] + 1 == ends[at + 1][0] for at in range(len(ends) - 1))
    assert ends[-1][1] == told["pages"]
    assert {one["sha256"] for one in told["added"]} <= {one["sha256"] for one in told["exhibits"]}
    if (qpdf := shutil.which("qpdf")) is not None:
        assert "No syntax or stream encoding errors" in _ran([qpdf, "--check", told["bundle"]], ROOT)


def test_strangers_find_the_package_whole(made: tuple[Program, dict[str, Any]], tmp_path: Path) -> None:
    _, told = made
    with zipfile.ZipFile(told["zip"]) as archive:
        archive.extractall(tmp_path)
    package = tmp_path / Path(told["package"]).name
    assert bagit.Bag(str(package)).validate()
    if (sha256sum := shutil.which("sha256sum")) is not None:
        for manifest in sorted(package.glob("*manifest-sha256.txt")):
            assert ": OK" in _ran([sha256sum, "--check", manifest.name], package)
    verifier = next(package.rglob("verify.py"))
    python = shutil.which("python3", path=os.defpath) or sys.executable
    assert _ran([python, "-I", verifier, package], tmp_path)
    stranger = Program(tmp_path)
    for path in (package, told["zip"], told["bundle"]):
        checked = stranger("dossier", "verify", path)
        assert (checked["ok"], checked["findings"]) == (True, [])


def test_a_changed_byte_is_found(made: tuple[Program, dict[str, Any]], tmp_path: Path) -> None:
    _, told = made
    package = tmp_path / "package"
    shutil.copytree(told["package"], package)
    picture = next(package.rglob("*.jpg"))
    picture.chmod(0o600)
    picture.write_bytes(picture.read_bytes()[:-1] + b"\0")
    found = Program(tmp_path)("dossier", "verify", package, status=1)
    assert picture.name in found["findings"][0]["file"]
