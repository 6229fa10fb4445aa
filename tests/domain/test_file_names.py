"""Names fit for every file system."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.file_names import LONGEST, file_name


@pytest.mark.parametrize(
    ("raw", "made"),
    [
        ("Rechnung 2026.pdf", "Rechnung 2026.pdf"),
        ("../../evil.exe", "evil.exe"),
        (r"C:\Users\x\order.docx", "order.docx"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a:b*c?.txt", "a_b_c_.txt"),
        ("con.txt", "_con.txt"),
        ("COM1", "_COM1"),
        ("発票.pdf", "発票.pdf"),
        ("a\r\nb.txt", "a b.txt"),
        (" .. ", "file"),
        ("", "file"),
        (".htaccess", "htaccess"),
        ("trailing. ", "trailing"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_names_are_made_fit(raw: str, made: str) -> None:
    assert file_name(raw) == made


@given(st.text())
def test_any_text_gives_a_name_that_every_system_takes(raw: str) -> None:
    name = file_name(raw, "part-1.bin")
    assert 0 < len(name) <= LONGEST
    assert len(name.encode()) <= 255
    assert PurePosixPath(name).name == name == PureWindowsPath(name).name
    assert not set(name) & set('<>:"/\\|?*')
    assert not any(unicodedata.category(character) in {"Cc", "Cf", "Cs"} for character in name)
    assert not name.endswith((".", " "))
    assert not PureWindowsPath(name).is_reserved()


@given(st.text())
def test_a_made_name_stays_as_it_is(raw: str) -> None:
    once = file_name(raw)
    assert file_name(once) == once
