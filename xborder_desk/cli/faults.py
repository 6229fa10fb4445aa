"""Faults nobody foresaw: the traceback goes into a file, the person gets one sentence that names it."""

from __future__ import annotations

import datetime as dt
import os
import platform
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Final

import xborder_desk
from xborder_desk.i18n import N_
from xborder_desk.i18n.language import Notice

DEBUG: Final = "XBORDER_DESK_DEBUG"


def keep(fault: BaseException) -> Notice:
    """Write the traceback down and give the sentence; with ``XBORDER_DESK_DEBUG`` set, show it as well."""
    told = "".join(traceback.format_exception(fault))
    if os.environ.get(DEBUG):
        sys.stderr.write(told)
    for folder in _folders():
        try:
            return Notice(
                N_("Something went wrong that should not have ({fault}). What happened is noted in: {file}"),
                {"fault": type(fault).__name__, "file": str(_write(folder, told))},
            )
        except OSError:
            continue
    return Notice(
        N_("Something went wrong that should not have ({fault}), and it could not be noted anywhere."),
        {"fault": type(fault).__name__},
    )


def _folders() -> list[Path]:
    from platformdirs import user_log_path  # noqa: PLC0415 - only when something went wrong

    return [user_log_path("xborder-desk", appauthor=False), Path(tempfile.gettempdir())]


def _write(folder: Path, told: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    now = dt.datetime.now(dt.UTC)
    file = folder / f"xborder-desk-fault-{now:%Y%m%dT%H%M%S}-{os.getpid()}-{now.microsecond}.log"
    head = f"xborder-desk {xborder_desk.__version__}, Python {platform.python_version()}, {sys.platform}\n"
    with file.open("x", encoding="utf-8", errors="backslashreplace") as out:
        out.write(f"{head}{now.isoformat()}\n\n{told}")
    return file
