"""A file without a byte: kept, and said to be empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xborder_desk.domain.evidence import Reading
from xborder_desk.evidence import empty, kind_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", ["x.pdf", "x.eml", "photo.jpg", "", "no suffix"])
def test_nothing_is_empty_whatever_its_name_promises(tmp_path: Path, name: str) -> None:
    assert kind_of(b"", name) is empty.KIND
    file = tmp_path / "file"
    file.write_bytes(b"")
    reading = Reading.from_plain(empty.read(str(file), name, 0))
    assert (reading.kind, reading.viewable, reading.page_texts) == ("empty", False, ())
    assert "empty" in str(reading.warnings[0])


@pytest.mark.parametrize("data", [b"\0", b" ", b"\n", b"\xef\xbb\xbf"])
def test_one_byte_is_not_nothing(data: bytes) -> None:
    assert kind_of(data, "x.txt") is not empty.KIND
