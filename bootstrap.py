"""Set up a checkout: virtual environment, pinned packages, translations, and the system libraries Qt needs.

Needs nothing but Python and its standard library. Running it again costs a fraction of a second when nothing
has changed. Where it may install system packages (as root, with apt-get) it does; elsewhere it says which.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
STAMP = VENV / "set-up-stamp"
BUILD_LOCK = ROOT / "requirements-build.lock"  # what builds the project, and the packages in SOURCE_ONLY
LOCK = ROOT / "requirements-dev.lock"
SOURCE_ONLY = "bagit"
OLDEST = (3, 11)
LOCK_TOOL = "uv==0.13.9"

# Which Debian package holds a library that Qt's files may miss.
LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libzstd.so.1": "libzstd1",
}
QT_FILES = (
    "lib/libQt6Core.so.6",
    "lib/libQt6Gui.so.6",
    "lib/libQt6Widgets.so.6",
    "lib/libQt6Network.so.6",
    "lib/libQt6DBus.so.6",
    "lib/libQt6Svg.so.6",
    "plugins/platforms/libqoffscreen.so",
)
QT_WINDOW_FILES = ("plugins/platforms/libqxcb.so",)  # needed where there is a display, not for unseen work

# Programs that only tests use: the desktop journeys, PostgreSQL, second opinions on PDF files.
TEST_PACKAGES = (
    "at-spi2-core",
    "dbus",
    "gir1.2-atspi-2.0",
    "poppler-utils",
    "postgresql",
    "python3-gi",
    "qpdf",
    "xdotool",
    "xvfb",
)


# Run in the new environment: this script itself may not import what is not installed yet.
COMPILE = """
import pathlib, sys
from xborder_desk.i18n.compiling import compiled, read_catalogue
for path in map(pathlib.Path, sys.argv[1:]):
    path.with_suffix(".mo").write_bytes(compiled(read_catalogue(path, path.parent.parent.name)))
"""


class SetUpError(Exception):
    """Set-up cannot go on; the text says what to do."""


def main() -> int:
    """Do what the command line asks; return the exit status."""
    parser = argparse.ArgumentParser(description="Set up a checkout of Xborder Desk.")
    parser.add_argument("--tests", action="store_true", help="also the programs that only the tests use")
    parser.add_argument("--lock", action="store_true", help="write the lock files anew from pyproject.toml")
    wanted = parser.parse_args()
    try:
        check_python()
        if wanted.lock:
            write_locks()
            return 0
        make_environment()
        install_packages()
        compile_translations()
        install_libraries()
        if wanted.tests:
            install_test_programs()
    except SetUpError as problem:
        print(f"Set-up stopped: {problem}", file=sys.stderr)
        return 1
    return 0


def check_python() -> None:
    """Stop with a sentence where this Python is too old."""
    if sys.version_info < OLDEST:
        oldest, this = ".".join(map(str, OLDEST)), sys.version.split()[0]
        msg = f"Xborder Desk needs Python {oldest} or newer, this is {this}; try: make PYTHON=python3.12 …"
        raise SetUpError(msg)


def make_environment() -> None:
    """Make ``.venv`` where there is none, or where its Python no longer runs."""
    if _runs(BIN / "python"):
        return
    say("Making the virtual environment in .venv")
    if not _can_make_environments():
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        apt_install([package], f"this Python cannot make virtual environments; install {package}")
    run(sys.executable, "-m", "venv", "--clear", str(VENV), why="the virtual environment could not be made")


def _can_make_environments() -> bool:
    return (
        subprocess.run([sys.executable, "-c", "import ensurepip, venv"], capture_output=True).returncode == 0
    )


def _runs(python: Path) -> bool:
    return (
        python.exists()
        and subprocess.run([python, "-m", "pip", "--version"], capture_output=True).returncode == 0
    )


def install_packages() -> None:
    """Install what the lock file names, by hash, then the project itself; skip both when nothing changed."""
    key = set_up_key()
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == key:
        return
    say("Installing the pinned packages")
    pip = (
        str(BIN / "python"),
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--no-input",
        "install",
        "--quiet",
    )
    why = "the packages could not be installed: see the lines above; is the network there?"
    wheels = ("--require-hashes", "--no-deps", "--only-binary", ":all:")
    run(*pip, *wheels, "--requirement", str(BUILD_LOCK), why=why)
    sources = ("--no-binary", SOURCE_ONLY, "--no-build-isolation")
    run(*pip, *wheels, *sources, "--requirement", str(LOCK), why=why)
    project = ("--no-build-isolation", "--no-deps", "--editable", str(ROOT))
    run(*pip, *project, why="the project itself could not be installed: see the lines above")
    STAMP.write_text(key, encoding="utf-8")


def set_up_key() -> str:
    """Change whenever the packages or the way the project is installed change."""
    import tomllib  # noqa: PLC0415 - an older Python must get as far as the sentence that says so

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    kept = {
        "build": project["build-system"],
        "project": project["project"],
        "hatch": project["tool"]["hatch"],
    }
    ingredients = (
        BUILD_LOCK.read_bytes(),
        LOCK.read_bytes(),
        json.dumps(kept, sort_keys=True).encode(),
        str(ROOT).encode(),
        sys.version.encode(),
    )
    return hashlib.sha256(b"\0".join(ingredients)).hexdigest()


def compile_translations() -> None:
    """Compile the catalogues that changed since they were compiled last, by the program's own rule."""
    catalogues = (ROOT / "translations").glob("*/LC_MESSAGES/*.po")
    changed = [str(each) for each in sorted(catalogues) if is_newer(each, each.with_suffix(".mo"))]
    if changed:
        say("Compiling translations")
        run(str(BIN / "python"), "-c", COMPILE, *changed, why="a translation could not be compiled")


def is_newer(source: Path, made: Path) -> bool:
    """Say whether ``made`` has to be made again."""
    return not made.exists() or made.stat().st_mtime_ns < source.stat().st_mtime_ns


def install_libraries() -> None:
    """Install the system libraries that Qt's own files miss here, or say which they are.

    Raises:
        SetUpError: some are missing that nothing works without, or the window where there is a display.

    """
    missing = missing_libraries(*QT_FILES, *QT_WINDOW_FILES)
    if not missing:
        return
    packages = sorted({LIBRARIES[each] for each in missing if each in LIBRARIES})
    try:
        apt_install(packages, f"Qt misses the system libraries {', '.join(sorted(missing))}; install them")
    except SetUpError as problem:
        if missing_libraries(*QT_FILES) or has_display():
            raise
        say(f"Without a display that does no harm: {problem}")
        return
    left = missing_libraries(*QT_FILES, *QT_WINDOW_FILES)
    if left:
        msg = f"Qt misses system libraries that must be installed by hand: {', '.join(sorted(left))}"
        raise SetUpError(msg)


def has_display() -> bool:
    """Say whether a window could be shown here."""
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing_libraries(*names: str) -> set[str]:
    """Name the libraries some of Qt's files miss, as the loader says; Qt's own words mislead."""
    if not sys.platform.startswith("linux") or shutil.which("ldd") is None:
        return set()
    qt = next(VENV.glob("lib/python3.*/site-packages/PySide6/Qt"), None)
    if qt is None:
        return set()
    files = [str(qt / each) for each in names if (qt / each).exists()]
    listed = subprocess.run(["ldd", *files], capture_output=True, text=True, check=False)
    return {line.split()[0] for line in listed.stdout.splitlines() if line.endswith("not found")}


def install_test_programs() -> None:
    """Install the programs only tests use where that is allowed; elsewhere those tests skip by name."""
    if shutil.which("dpkg-query") is None:
        say(f"Tests that need these are skipped unless you install them: {', '.join(TEST_PACKAGES)}")
        return
    asked = ["dpkg-query", "--show", "--showformat", "${Package} ${db:Status-Status}\n", *TEST_PACKAGES]
    known = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.splitlines()
    missing = [each for each in TEST_PACKAGES if f"{each} installed" not in known]
    if not missing:
        return
    if may_install():
        apt_install(missing, "")
    else:
        say(f"Some tests will be skipped; for them: sudo apt-get install {' '.join(missing)}")


def may_install() -> bool:
    """Say whether system packages can be installed without asking anybody."""
    return os.name != "nt" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(packages: list[str], otherwise: str) -> None:
    """Install Debian packages as root.

    Raises:
        SetUpError: it is not allowed here (``otherwise`` says what to do), or it failed.

    """
    if not may_install():
        has_apt = shutil.which("apt-get") is not None
        command = f" (sudo apt-get install --no-install-recommends {' '.join(packages)})" if has_apt else ""
        raise SetUpError(otherwise + command)
    say(f"Installing system packages: {' '.join(packages)}")
    install = ("apt-get", "install", "-y", "-q", "--no-install-recommends", *packages)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}

    def tried(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )

    first = tried(*install)
    if first.returncode != 0:  # the lists may be old or not there at all
        tried("apt-get", "update", "-q")
        first = tried(*install)
    if first.returncode != 0:
        msg = f"apt-get could not install {' '.join(packages)}:\n{first.stdout[-2000:]}{first.stderr[-2000:]}"
        raise SetUpError(msg)


def write_locks() -> None:
    """Write both lock files: every release by the hashes of its files for all platforms, and no host."""
    style = (
        "--universal",
        "--generate-hashes",
        "--no-annotate",
        "--no-header",
        "--quiet",
    )
    with tempfile.TemporaryDirectory() as folder:
        run(sys.executable, "-m", "venv", folder, why="the virtual environment for locking could not be made")
        tools = Path(folder) / BIN.name
        pip = (str(tools / "python"), "-m", "pip", "install", "--quiet")
        run(*pip, LOCK_TOOL, why="the lock tool could not be installed")
        wanted = {
            "requirements.lock": ("pyproject.toml",),
            "requirements-dev.lock": ("pyproject.toml", "--extra", "dev"),
            "requirements-build.lock": ("--group", "build"),
        }
        for name, what in wanted.items():
            compiling = (str(tools / "uv"), "pip", "compile", *what, *style, "--output-file", name)
            run(*compiling, why=f"{name} could not be written")


def run(*command: str, why: str) -> None:
    """Run a command in the checkout and let its output through.

    Raises:
        SetUpError: it did not succeed; ``why`` is the sentence for the person.

    """
    if subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode != 0:
        raise SetUpError(why)


def say(text: str) -> None:
    """Tell the person what takes time now."""
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
