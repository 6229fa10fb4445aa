"""A reserve on the disk of the office: dropped when the disk is full, so that work can be finished."""

from __future__ import annotations

import contextlib
import os
import shutil
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

SIZE: Final = 16 << 20
_PLENTY: Final = 512 << 20


def keep(office: Path) -> None:
    """Lay the reserve aside, where there is plenty of room for it."""
    file = office / "reserve"
    with contextlib.suppress(OSError):
        if not file.exists() and shutil.disk_usage(office).free > _PLENTY:
            with file.open("wb") as out:
                out.write(bytes(SIZE))
                os.fsync(out.fileno())


def drop(office: Path) -> bool:
    """Give the reserve up, because even deleting needs room; tells whether there was one."""
    try:
        (office / "reserve").unlink()
    except OSError:
        return False
    return True
