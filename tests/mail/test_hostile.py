"""Mails written to hold a reader up or to trip it: read in time that grows with their size, never a fault."""

from __future__ import annotations

import io
import time
from email.utils import format_datetime, parsedate_to_datetime
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.mail.headers import addresses, date_of, decode_words, parameters, text_of
from xborder_desk.mail.mbox import split_mbox, stream_mbox
from xborder_desk.mail.reading import read_mail
from xborder_desk.mail.reports.fields import addresses_in
from xborder_desk.mail.reports.reading import read_report
from xborder_desk.mail.telling_apart import canonical, told
from xborder_desk.mail.web_text import read_html

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

HEAD: Final = b"From: MAILER-DAEMON@relay.example\nSubject: Undelivered mail\n\n"
STATUS: Final = (
    b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
    b"--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; a@b.example\n%b\n--b--\n"
)
SIZE: Final = 12_000
"""Repetitions; what was looked through again for each of them took minutes."""
HEADERS: Final = {
    "encoded words that never end": b"Subject: " + b"=?utf-8?q?a" * SIZE,
    "encoded words with many marks": b"Subject: =?utf-8?q?" + b"?=?" * SIZE,
    "encoded words, all of them right": b"Subject: " + b"=?utf-8?q?a?= " * SIZE,
    "groups without an end": b"To: " + b":a" * SIZE,
    "groups in addresses": b"To: " + b"a@b:c," * SIZE,
    "comments in comments": b"To: " + b"(" * SIZE + b"a@b.example",
    "quotes": b"To: " + b'"a" <' * SIZE,
    "brackets": b"Cc: " + b"<" * SIZE,
    "addresses": b"Cc: " + b"a@b.example, " * SIZE,
    "folded lines": b"Subject: a" + b"\n " * SIZE,
    "pieces of a parameter": b"Content-Type: text/plain; " + b"a*0=x;" * SIZE,
    "parameters that never end": b"Content-Type: text/plain; " + b'a="' * SIZE,
    "references": b"References: " + b"<a@b>" * SIZE,
    "dates": b"Date: " + b"Mon, " * SIZE,
    "the same field": b"To: a@b.example\n" * SIZE,
}  # fmt: skip
BODIES: Final = {
    "a line of dashes": b"-" * SIZE,
    "many lines of dashes": (b"-" * 70 + b"\n") * 300,
    "underscores": b"_" * SIZE + b" original",
    "what could be addresses": b"to=" * SIZE,
    "signs of addresses": b"a@" * SIZE,
    "names without a sign": b"address: " + b"a." * SIZE,
    "blanks behind a mark": b"user " + b" " * SIZE + b"x",
    "phrases that begin": b"user is " * SIZE,
    "phrases nested": b"mailbox (" * SIZE,
    "empty lines": b"\n" * SIZE + b"a@b.example",
    "quoted lines": b"> " * SIZE + b"\n" + b">" * SIZE,
    "stars": b"*" * SIZE + b"a@b.example",
}  # fmt: skip


def seconds(work: Callable[[bytes], object], data: bytes) -> float:
    before = time.process_time()
    work(data)
    return time.process_time() - before


@pytest.mark.parametrize("name", HEADERS)
def test_a_header_of_any_length_is_read_at_once(name: str) -> None:
    mail = HEADERS[name] + b"\nMessage-ID: <a@b>\n\nbody"
    assert seconds(read_mail, mail) < 2
    assert seconds(told, mail) < 3
    assert read_mail(mail).text.rstrip().endswith("body")


@pytest.mark.parametrize("name", BODIES)
def test_a_text_of_any_shape_is_searched_at_once(name: str) -> None:
    assert seconds(read_report, HEAD + BODIES[name]) < 2
    assert seconds(told, HEAD + BODIES[name]) < 3


@pytest.mark.parametrize(
    "line",
    [
        b"Diagnostic-Code: smtp; " + b"5.1.1 user " * SIZE,
        b"Action: " * SIZE,
        b" folded\n" * SIZE,
        b":" * SIZE,
    ],
    ids=["a long answer", "fields in fields", "folds", "marks"],
)
def test_a_report_of_any_length_is_read_at_once(line: bytes) -> None:
    assert seconds(read_report, STATUS % line) < 2
    report = read_report(STATUS % (b"Status: 5.1.1\n" + line))
    assert report is not None
    assert [one.address for one in report.recipients] == ["a@b.example"]
    assert len(report.recipients[0].text) <= 600


@pytest.mark.parametrize(
    "inner", [b"<b>", b"<table><tr><td>", b"<div style='display:none'>", b"&#", b"<!--", b"<a "]
)
def test_a_page_of_any_depth_is_read_at_once(inner: bytes) -> None:
    for end in (b"end", b"end>", b"</b>end", b"-->end"):
        assert seconds(read_mail, b"Content-Type: text/html\n\n<p>first" + inner * SIZE + end) < 4


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        ("<p>one<!-- two > three", "one"),
        ("<p>one<!-- two --> three", "one three"),
        ("<p>one</p><a href=x", "one\n\n<a href=x"),
        ("2 < 3 and 4 > 3", "2 < 3 and 4 > 3"),
        ("a <b>bold", "a bold"),
        ("5 <", "5 <"),
        ("<p>one</", "one</"),
    ],
)
def test_what_never_ends_is_text_or_comment(html: str, seen: str) -> None:
    assert read_html(html).text == seen


def test_parts_within_parts_come_to_an_end() -> None:
    mail = b"inside"
    for depth in range(400):
        mail = b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n%b\n--b%d--\n" % (
            depth,
            depth,
            mail,
            depth,
        )
    assert seconds(read_mail, mail) < 4
    nested = b"Subject: in\n\ninside"
    for _ in range(300):
        nested = b"Content-Type: message/rfc822\n\n" + nested
    assert seconds(told, nested) < 4


FIELD = st.binary(max_size=80)
BITS = b"=?utf-8?q? ?= =? ?b? =C3=A4 YQ== < > \" ( ) @ , ; : a \xe4 \xff \\ = *0*= '' \0".split(b" ")
WORDS = st.lists(st.sampled_from([*BITS, b" ", b"\r\n "]), max_size=25).map(b"".join)


@given(FIELD | WORDS)
def test_no_field_breaks_its_readers(raw: bytes) -> None:
    for found in addresses(raw):
        assert found.name or found.address
        assert "\n" not in found.address
    assert "\n" not in text_of(raw)
    value, named = parameters(raw)
    assert value == value.lower()
    assert all(name == name.lower() for name in named)
    assert date_of(raw) is None or len(date_of(raw) or "") >= len("2026-01-01T00:00:00")


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60))
def test_text_without_encoded_words_stays_as_it_is(text: str) -> None:
    if "=?" not in text:
        assert decode_words(text) == text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("=?utf-8?q?Gr=C3=B6=C3=9Fe?=", "Größe"),
        ("=?utf-8?q?Gr=C3?= =?utf-8?q?=B6sse?=", "Grösse"),
        ("=?utf-8*de?Q?a_b?=", "a b"),
        ("=?iso-8859-2?b?oeY=?=", "Ąć"),
        ("=?gb2312?B?ztK1xA==?= x", "我的 x"),
        ("=?utf-8?q?why??= then", "why? then"),
        ("=?utf-8?b?YQ==?=  =?utf-8?b?Yg==?=", "ab"),
        ("a =?utf-8?q?b?= c", "a b c"),
        ("=?utf-8?q?open", "=?utf-8?q?open"),
        ("=?utf-8?q?a=?utf-8?q?b?=", "=?utf-8?q?ab"),
        ("=?utf-8?x?a?=", "=?utf-8?x?a?="),
        ("=?unknown-9?q?a=FF?=", "aÿ"),
    ],
)
def test_encoded_words_end_where_they_end(written: str, read: str) -> None:
    assert decode_words(written) == read


@given(
    st.datetimes(min_value=parsedate_to_datetime("Thu, 01 Jan 1970 00:00:00 -0000"), timezones=st.timezones())
)
def test_a_date_keeps_its_moment(moment: dt.datetime) -> None:
    whole = moment.replace(microsecond=0)
    try:
        written = format_datetime(whole)
    except (ValueError, OverflowError):
        return  # an offset of seconds, of long ago
    found = date_of(written.encode())
    assert found is not None
    assert parsedate_to_datetime(written).isoformat() == found


@given(
    st.lists(
        st.sampled_from([b"a\n", b"From me 2026\n", b">From you\n", b"\n", b"X: y\n", b"end"]), max_size=9
    )
)
def test_a_mailbox_gives_its_mails_back(lines: list[bytes]) -> None:
    """Put in with its lines quoted, each mail comes out as it was, whole or in small pieces."""
    mails = [b"Subject: %d\n\n%b\n" % (number, b"".join(lines)) for number in range(3)]
    box = b"".join(
        b"From a@b.example Mon Jan  5 10:00:00 2026\n" + b"".join(quoted(mail)) + b"\n" for mail in mails
    )
    assert list(split_mbox(box)) == mails
    for chunk in (7, 64, 5000):
        pieces = [data for _end, data in stream_mbox(io.BytesIO(box), chunk=chunk)]
        assert pieces == mails
    assert {canonical(mail) for mail in mails} == {canonical(mail.replace(b"\n", b"\r\n")) for mail in mails}


def quoted(mail: bytes) -> list[bytes]:
    """Quote as programs do that keep mails in one file."""
    lines = mail.splitlines(keepends=True)
    return [b">" + line if line.lstrip(b">").startswith(b"From ") else line for line in lines]


@given(st.text(max_size=200))
def test_addresses_found_in_a_text_stand_in_it(text: str) -> None:
    found = addresses_in(text)
    assert len(found) == len(set(found))
    assert all("@" in one and one in text and " " not in one for one in found)


@given(st.text(max_size=200))
def test_what_a_page_shows_and_hides_is_text_without_marks(text: str) -> None:
    page = read_html(f"<html><body><p>{text}</p><span hidden>geheim</span></body></html>")
    assert "\0" not in page.text
    assert not page.cut
    if "<" not in text and "&" not in text:
        assert page.hidden == "geheim"
        assert page.text.split() == text.replace("\0", "").split()
