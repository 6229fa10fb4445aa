"""Header fields, right and wrong."""

from __future__ import annotations

import re
from email.header import Header

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.mail.headers import (
    Address,
    addresses,
    base64_bytes,
    date_of,
    decode_words,
    parameters,
    text_of,
)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b" plain", "plain"),
        (b" =?utf-8?q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
        (b" =?UTF-8?B?R3LDvMOfZQ==?=", "Grüße"),
        (b" =?UTF-8?B?R3LDvMOfZQ?=", "Grüße"),
        (b" =?utf-8?b?R3LD?=\r\n =?utf-8?b?vMOfZQ==?=", "Grüße"),
        (b" =?utf-8?q?one?= =?utf-8?q?two?=", "onetwo"),
        (b" a =?utf-8?q?b?= c", "a b c"),
        (b' "=?utf-8?q?quoted?="', '"quoted"'),
        (b" =?utf-8*en?q?a_b?=", "a b"),
        (b" =?utf-8?q?really??=", "really?"),
        (b" =?iso-2022-jp?B?GyRCJDMkcyRLJEEkTxsoQg==?=", "こんにちは"),
        (b" =?no-such-set?q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
        ("Grüße".encode(), "Grüße"),
        ("Grüße".encode("cp1252"), "Grüße"),
        (b" folded\r\n\tline", "folded line"),
        (b" =?broken", "=?broken"),
        (b"", ""),
    ],
)
def test_texts_are_decoded(raw: bytes, text: str) -> None:
    assert text_of(raw) == text


@given(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=60))
def test_what_the_standard_library_encodes_is_read_back(text: str) -> None:
    assert text_of(Header(text, "utf-8").encode().encode()) == text


@given(st.binary(max_size=80))
def test_no_bytes_break_the_decoding(raw: bytes) -> None:
    assert isinstance(text_of(raw), str)
    assert isinstance(addresses(raw), tuple)
    assert isinstance(parameters(raw)[1], dict)
    assert date_of(raw) is None or re.match(r"\d{4}-", str(date_of(raw)))


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"jane@example.org", [("", "jane@example.org")]),
        (b"Jane Doe <jane@example.org>", [("Jane Doe", "jane@example.org")]),
        (b'"Doe, Jane" <jane@example.org>, x@y.z', [("Doe, Jane", "jane@example.org"), ("", "x@y.z")]),
        (b"=?utf-8?q?Doe=2C_J=C3=A4n?= <j@e.org>", [("Doe, Jän", "j@e.org")]),
        (b"jane@example.org (Jane Doe)", [("Jane Doe", "jane@example.org")]),
        (b"Jane <jane@e.org> (office)", [("Jane (office)", "jane@e.org")]),
        (b"Team: a@e.org, B <b@e.org>;, c@e.org", [("", "a@e.org"), ("B", "b@e.org"), ("", "c@e.org")]),
        (b"undisclosed-recipients:;", []),
        (b"<@relay.org:jane@example.org>", [("", "jane@example.org")]),
        (b"Jane jane@example.org", [("Jane", "jane@example.org")]),
        (b"'Jane' <jane@e.org>", [("Jane", "jane@e.org")]),
        (
            b"Pete(A nice chap) <pete(his account)@silly.test(his host)>",
            [("Pete (A nice chap)", "pete@silly.test")],
        ),
        (b"a@e.org, (the end)", [("", "a@e.org")]),
        (b"<Saved by a browser>", [("Saved by a browser", "")]),
        (b"Postmaster", [("Postmaster", "")]),
        (b"jane@example.org; joe@example.org", [("", "jane@example.org"), ("", "joe@example.org")]),
        (b"Jane <jane@example.org", [("Jane", "jane@example.org")]),
        ("Jürgen <j@e.org>".encode("latin-1"), [("Jürgen", "j@e.org")]),
        (b"", []),
    ],
)
def test_addresses_are_read(raw: bytes, found: list[tuple[str, str]]) -> None:
    assert [(address.name, address.address) for address in addresses(raw)] == found


def test_an_address_is_written_as_people_know_it() -> None:
    assert str(Address("Jane", "j@e.org")) == "Jane <j@e.org>"
    assert str(Address("j@e.org", "j@e.org")) == str(Address("", "j@e.org")) == "j@e.org"
    assert str(Address("Jane", "")) == "Jane"


@pytest.mark.parametrize(
    ("raw", "value", "found"),
    [
        (b' text/plain; charset="utf-8"', "text/plain", {"charset": "utf-8"}),
        (b"TEXT/Plain;charset=utf-8; format=flowed", "text/plain", {"charset": "utf-8", "format": "flowed"}),
        (b"attachment; filename*=utf-8''na%C3%AFve.txt", "attachment", {"filename": "naïve.txt"}),
        (b'a/b; name*0="long-"; name*1="name.txt"', "a/b", {"name": "long-name.txt"}),
        (b"a/b; name*1*=%20b; name*0*=iso-8859-1''%E9", "a/b", {"name": "é b"}),
        (b'a/b; name="=?utf-8?b?w6Q=?=.txt"', "a/b", {"name": "ä.txt"}),
        (b"a/b; name==?koi8-r?B?89DJ08/LLmRvYw==?=", "a/b", {"name": "Список.doc"}),
        (b"a/b; name=two words.txt; x=1", "a/b", {"name": "two words.txt", "x": "1"}),
        (rb'a/b; name="a\"b;c"', "a/b", {"name": 'a"b;c'}),
        (b'a/b; name="open', "a/b", {"name": "open"}),
        (b"a/b; boundary=x (a comment)", "a/b", {"boundary": "x"}),
        (b"", "", {}),
    ],
)
def test_parameters_are_read(raw: bytes, value: str, found: dict[str, str]) -> None:
    assert parameters(raw) == (value, found)


@pytest.mark.parametrize(
    ("raw", "date"),
    [
        (b" Mon, 02 Mar 2026 09:30:00 +0100", "2026-03-02T09:30:00+01:00"),
        (b"Fri, 07 Oct 1994 16:15:05 -0700 (PDT)", "1994-10-07T16:15:05-07:00"),
        (b"2 Mar 2026 09:30 GMT", "2026-03-02T09:30:00+00:00"),
        (b"Mon, 2 Mar 26 09:30:00 EST", "2026-03-02T09:30:00-05:00"),
        (b"Mon, 2 Mar 2026 09:30:00 -0000", "2026-03-02T09:30:00+00:00"),
        (b"Mon, 2 Mar 2026 09:30:00", "2026-03-02T09:30:00"),
        (b"Mon, 2 Mar 2026 09:30:00 CET", "2026-03-02T09:30:00+01:00"),
        (b"Mon, 2 Mar 26 09:30 CEST (Berlin)", "2026-03-02T09:30:00+02:00"),
        (b"Mon, 2 Mar 2026 09:30:00 +0100 (CET)", "2026-03-02T09:30:00+01:00"),
        (b"Mon, 2 Mar 2026 09:30:00 JST", "2026-03-02T09:30:00+09:00"),
        (b"Mon, 2 Mar 2026 09:30:00 XYZ", "2026-03-02T09:30:00+00:00"),
        (b"2026-03-02 09:30:00 +0800", "2026-03-02T09:30:00+08:00"),
        (b"2026-03-02T09:30:00Z", "2026-03-02T09:30:00+00:00"),
        (b"2026-03-02T09:30:00.123+01:00", "2026-03-02T09:30:00.123000+01:00"),
        (b"2026-03-02 09:30", "2026-03-02T09:30:00"),
        (b"2026-13-02 09:30", None),
        (b"Mon, 31 Feb 2026 09:30:00 +0100", None),
        (b"yesterday", None),
        (b"", None),
    ],
)
def test_dates_are_read(raw: bytes, date: str | None) -> None:
    assert date_of(raw) == date


def test_base64_is_read_as_far_as_it_goes() -> None:
    assert base64_bytes(b"QUJD\r\nREVG") == b"ABCDEF"
    assert base64_bytes(b"QUI=QUI=") == b"ABAB"
    assert base64_bytes(b"QUJDR") == b"ABC"
    assert base64_bytes(b"") == b""


def test_cut_letters_are_joined_before_they_are_read() -> None:
    assert decode_words("=?utf-8?q?=C3?= =?utf-8?q?=A4?=") == "ä"
