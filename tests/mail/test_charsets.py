"""Bytes to text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.mail.charsets import decode, decode_guessed, find, guess


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        ("Grüße".encode(), "utf-8", "Grüße"),
        ("Grüße".encode("cp1252"), "iso-8859-1", "Grüße"),
        (b"10 \x80", "ISO-8859-1", "10 €"),
        ("Привет".encode("koi8-r"), "koi8-r", "Привет"),
        ("注文".encode("gb18030"), "gb2312", "注文"),
        ("ご注文①".encode("cp932"), "Shift_JIS", "ご注文①"),
        ("주문".encode("cp949"), "ks_c_5601-1987", "주문"),
        ("Grüße".encode(), "us-ascii", "Grüße"),
        ("Grüße".encode(), "", "Grüße"),
        ("Grüße".encode("cp1252"), "unknown-8bit", "Grüße"),
        (b"\xef\xbb\xbfx", "utf-8", "x"),
        (b"plain", '"utf-8"', "plain"),
    ],
)
def test_declared_sets_are_read_as_mail_programs_do(data: bytes, declared: str, text: str) -> None:
    assert decode(data, declared) == (text, True)


def test_what_cannot_be_read_is_marked() -> None:
    assert decode(b"a\xffb", "utf-8") == ("a\N{REPLACEMENT CHARACTER}b", False)
    assert decode("Grüße".encode(), "no-such-set") == ("Grüße", False)


@pytest.mark.parametrize(
    "name", ["base64", "hex", "rot13", "zlib", "idna", "punycode", "unicode_escape", "", "?"]
)
def test_what_is_no_character_set_is_not_found(name: str) -> None:
    assert find(name) is None


@pytest.mark.parametrize(
    ("data", "codec"),
    [
        ("Test".encode("utf-16"), "utf-16-le"),
        ("Some words".encode("utf-16-le"), "utf-16-le"),
        ("Some words".encode("utf-16-be"), "utf-16-be"),
        (b"ascii", "utf-8"),
        ("é".encode() * 9 + b"\xc3", "utf-8"),
        (b"caf\xe9", "cp1252"),
        (b"", "utf-8"),
    ],
)
def test_undeclared_sets_are_guessed(data: bytes, codec: str) -> None:
    assert guess(data) == codec


@given(st.binary(max_size=100), st.text(max_size=20))
def test_any_bytes_give_text(data: bytes, declared: str) -> None:
    assert isinstance(decode(data, declared)[0], str)
    assert isinstance(decode_guessed(data)[0], str)


@given(st.text(max_size=60))
def test_utf8_text_survives(text: str) -> None:
    encoded = text.encode("utf-8", "replace")
    assert decode(encoded, "utf-8")[0] == encoded.decode().removeprefix("\ufeff")
