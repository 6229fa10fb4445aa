"""How wide the terminal is; without one there is no limit."""

from __future__ import annotations

import shutil
import sys


def terminal_width() -> int | None:
    """Give the columns of the terminal that stdout is, or None where it is none."""
    try:
        return shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    except (ValueError, AttributeError):
        return None
