"""LibreOffice: turns office files into pages, without network and without running what is in them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xborder_desk.i18n import N_
from xborder_desk.programs import running
from xborder_desk.programs.running import ProgramError

if TYPE_CHECKING:
    from xborder_desk.jobs.context import JobContext

SECONDS: Final = 180.0
MISSING: Final = N_("To turn office files into pages, install LibreOffice.")
_NAMES: Final = ("soffice", "libreoffice")
_MACROS: Final = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    '<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" '
    'oor:op="fuse"><value>3</value></prop><prop oor:name="DisableMacrosExecution" oor:op="fuse">'
    "<value>true</value></prop></item></oor:items>"
)


def installed() -> bool:
    """Whether it is on this machine."""
    return bool(running.found(*_NAMES))


def version(ctx: JobContext | None = None) -> str:
    """Give what it calls itself, with its version.

    Raises:
        ProgramError: it is not installed or does not start.

    """
    with running.own_folder() as folder:
        ran = running.run([_program(), _profile(folder), "--version"], folder, seconds=60, ctx=ctx)
    words = ran.out.decode("utf-8", "replace").split()
    return " ".join(words[:2]) or "LibreOffice"


def to_pdf(source: Path, name: str, target: Path, ctx: JobContext | None = None) -> None:
    """Write the pages of an office file; ``name`` tells its format by its ending.

    Raises:
        ProgramError: it is not installed, took too long, or made no pages.
        Cancelled: the person asked for it to stop.

    """
    program = _program()
    with running.own_folder() as folder:
        file = folder / f"file{Path(name).suffix.lower()[:8]}"
        shutil.copyfile(source, file)
        user = folder / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_MACROS, encoding="utf-8")
        command = [program, _profile(folder), "--headless", "--norestore", "--nolockcheck"]
        command += ["--convert-to", "pdf", "--outdir", str(folder / "out"), str(file)]
        running.run(command, folder, seconds=SECONDS, ctx=ctx)
        # Its exit status is 0 on failure too: only the file tells.
        made = folder / "out" / "file.pdf"
        if not made.is_file() or not made.stat().st_size:
            raise ProgramError(N_("LibreOffice could not turn “{file}” into pages."), file=name)
        shutil.move(made, target)


def _profile(folder: Path) -> str:
    return f"-env:UserInstallation={(folder / 'profile').as_uri()}"


def _program() -> str:
    program = running.found(*_NAMES)
    if not program:
        raise ProgramError(MISSING)
    return program
