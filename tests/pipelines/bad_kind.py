"""Readers that fail in every way; run in a child only."""

from __future__ import annotations

import ctypes
import time
from typing import Any

from xborder_desk.domain.errors import BadInputError


def sleeps_reading(_path: str, _name: str, _room: int) -> None:
    time.sleep(30)


def grows_reading(_path: str, _name: str, _room: int) -> None:
    hoard = []
    while True:
        hoard.append(bytearray(16 << 20))


def falls_reading(_path: str, _name: str, _room: int) -> None:
    ctypes.string_at(0)


def breaks_reading(_path: str, _name: str, _room: int) -> None:
    raise KeyError


def floods_reading(_path: str, _name: str, _room: int) -> bytes:
    return bytes(8 << 20)


def refuses_reading(_path: str, _name: str, _room: int) -> None:
    text = "Page {page} is torn."
    raise BadInputError(text, page=4)


def lies_about_shape(_path: str, _name: str, _room: int) -> dict[str, Any]:
    return {"kind": "text", "facts": [], "parts": 7}


def lies_about_kind(_path: str, _name: str, _room: int) -> dict[str, Any]:
    return {
        "kind": "pdf",
        "media_type": "application/pdf",
        "title": "x",
        "facts": {},
        "parts": [],
        "warnings": [],
        "page_texts": [],
    }
