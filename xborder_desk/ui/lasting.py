"""Keeps Python's constants alive under Qt on Python 3.11.

The wheels of PySide6 6.12 count as if ``None``, ``True`` and ``False`` could not die, which is so from
Python 3.12 on: every call of a Qt method without a result takes one reference of ``None`` away. On 3.11 the
interpreter would stop after some thousand calls ("deallocating None"). So they get, once, what 3.12 gives.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Final

_PLENTY: Final = 1 << 40 if sys.maxsize > 1 << 32 else 1 << 28
_IMMORTAL_FROM: Final = (3, 12)


def keep_constants_alive() -> None:
    """Give the constants more references than a year of calls can take; does nothing from Python 3.12 on."""
    if sys.version_info >= _IMMORTAL_FROM or sys.implementation.name != "cpython":
        return
    for constant in (None, True, False, NotImplemented, Ellipsis):
        if sys.getrefcount(constant) < _PLENTY // 2:
            # The count is the first field of every object of a release build.
            ctypes.c_ssize_t.from_address(id(constant)).value += _PLENTY
