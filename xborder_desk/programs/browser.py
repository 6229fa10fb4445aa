"""Our own browser, a child program that loads one page; there only with the extra ``capture``."""

from __future__ import annotations

import importlib.util
import json
import os
import sys
import urllib.parse
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.errors import BadInputError
from xborder_desk.i18n import N_
from xborder_desk.programs import running
from xborder_desk.programs.running import ProgramError

if TYPE_CHECKING:
    from xborder_desk.jobs.context import JobContext

SECONDS: Final = 240.0
FILES: Final = ("page.pdf", "page.mhtml", "page.png", "headers.json", "certificates.pem")
MISSING: Final = N_(
    'To capture pages of the web, install the extra: pip install "xborder-desk[capture]". Without it, save '
    "the page in your browser and add its files."
)
_PACKAGE: Final = "PySide6.QtWebEngineCore"
_CHILD: Final = "xborder_desk.capture"


def installed() -> bool:
    """Whether the extra is there."""
    try:
        return importlib.util.find_spec(_PACKAGE) is not None
    except ModuleNotFoundError:
        return False


def checked(address: str) -> str:
    """Give an address of the web as it is loaded.

    Raises:
        BadInputError: it is none.

    """
    text = address.strip()
    parts = urllib.parse.urlsplit(text if "://" in text else f"https://{text}")
    if parts.scheme not in {"http", "https"} or not parts.hostname or any(one <= " " for one in text):
        raise BadInputError(
            N_("“{given}” is no address of the web. Give one like https://shop.example/offer."),
            field="url",
            given=text[:200],
        )
    return parts.geturl()


def capture(address: str, folder: Path, ctx: JobContext | None = None) -> dict[str, Any]:
    """Load a page, leave its files (``FILES``, those there are) in ``folder``, and give what is known of it.

    Raises:
        BadInputError: it is no address of the web.
        ProgramError: the extra is not installed, the page cannot be loaded, or it took too long.
        Cancelled: the person asked for it to stop.

    """
    wanted = checked(address)
    if not installed():
        raise ProgramError(MISSING)
    more = {"PYTHONPATH": os.pathsep.join(str(Path(entry).resolve()) for entry in sys.path)}
    command = [sys.executable, "-P", "-m", _CHILD, wanted, str(folder.absolute())]
    with running.own_folder() as home:
        running.run(command, home, seconds=SECONDS, memory=0, ctx=ctx, network=True, more=more)
    try:
        said: dict[str, Any] = json.loads((folder / "said.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ProgramError(N_("The browser failed on this page.")) from error
    if not said.get("loaded"):
        late = N_("The page {url} took too long to load.")
        raise ProgramError(late if said.get("late") else N_("The page {url} cannot be loaded."), url=wanted)
    (folder / "said.json").unlink()
    return said
