"""Whatever a file was called, its new name is safe everywhere and its own."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.safe_names import LONGEST_BYTES, name_key, safe_name, unique_name

HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from('./\\:\0*?"<>|%\n\r\t \u202e\u200d\u0301ｅＣＯＮ'),
        st.sampled_from("conauxlpt1²"),
    ),
    max_size=300,
)
DEVICES = {"con", "prn", "aux", "nul", "com1", "lpt9", "com²"}


@given(HOSTILE)
def test_a_safe_name_is_one_plain_visible_part(text: str) -> None:
    name = safe_name(text)
    assert 0 < len(name.encode()) <= LONGEST_BYTES
    assert not set(name) & set('<>:"/\\|?*%\0\n\r\t')
    assert not any(unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} for char in name)
    assert name == name.strip(" ")
    assert not name.startswith(".")
    assert not name.endswith(".")
    assert unicodedata.is_normalized("NFC", name)
    assert name.split(".")[0].strip().casefold() not in DEVICES


@given(HOSTILE)
def test_a_safe_name_stays_as_it_is(text: str) -> None:
    assert safe_name(safe_name(text)) == safe_name(text)


@given(
    st.lists(
        st.one_of(HOSTILE, st.sampled_from(["a.pdf", "A.PDF", "straße", "STRASSE", "é", "e\u0301"])),
        max_size=12,
    )
)
def test_unique_names_differ_by_more_than_case_and_spelling(texts: list[str]) -> None:
    taken: set[str] = set()
    names = [unique_name(safe_name(text), taken) for text in texts]
    assert len({name_key(name) for name in names}) == len(names)
    assert len({unicodedata.normalize("NFKC", name).casefold() for name in names}) == len(names)
    assert all(len(name.encode()) <= LONGEST_BYTES for name in names)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anlage K 1-Rechnung.pdf", "Anlage K 1-Rechnung.pdf"),
        ("Beilage ./A-x.eml", "Beilage ._A-x.eml"),
        ("../../etc/passwd", "_._etc_passwd"),
        ("NUL.txt", "_NUL.txt"),
        ("com1", "_com1"),
        ("100%.jpg", "100_.jpg"),
        ("gpj.\u202eexe", "gpj.exe"),
        ("e\u0301.txt", "é.txt"),
        ("證物\u3000一.pdf", "證物 一.pdf"),
        ("name. . .", "name"),
        (".htaccess", "htaccess"),
        ("a\ud800b", "ab"),
        ("", "unnamed"),
        ("...", "unnamed"),
        (" / ", "unnamed"),
    ],
)
def test_examples(text: str, expected: str) -> None:
    assert safe_name(text) == expected


def test_a_long_name_keeps_its_ending() -> None:
    name = safe_name("證" * 300 + ".pdf")
    assert name.endswith("證.pdf")
    assert len(name.encode()) <= LONGEST_BYTES


def test_numbers_stand_before_the_ending() -> None:
    taken: set[str] = set()
    assert [unique_name(name, taken) for name in ("a.pdf", "A.pdf", "a.PDF", "a")] == [
        "a.pdf",
        "A (2).pdf",
        "a (3).PDF",
        "a",
    ]
