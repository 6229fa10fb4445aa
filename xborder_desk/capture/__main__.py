"""The child: loads one address and leaves what it saw in a folder; says why if it cannot."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

DONE = 0
NOT_LOADED = 3
WRONG = 2
_SWITCHES = "--disable-gpu --hide-scrollbars --disable-background-networking --disable-sync --no-first-run"


def main(arguments: list[str]) -> int:
    """Load ``arguments[0]`` and write its files into the folder ``arguments[1]``."""
    if len(arguments) != 2:  # noqa: PLR2004 - an address and a folder
        return WRONG
    address, folder = arguments[0], Path(arguments[1])
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    switches = _SWITCHES
    # Chromium refuses to build its own fence for the administrator.
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        switches += " --no-sandbox"
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = switches
    from xborder_desk.capture.loading import load  # noqa: PLC0415 - the switches count only before Qt is there

    told = load(address, folder)
    (folder / "said.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return DONE if told["loaded"] else NOT_LOADED


if __name__ == "__main__":
    status = main(sys.argv[1:])
    sys.stdout.flush()
    # Nothing is left to be kept; taking the browser down in order takes seconds and may fail.
    os._exit(status)
