"""Saved pages: what they note of themselves, where and when they were saved, in whatever letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.evidence.web import page
from xborder_desk.evidence.web.page import read_page

WORDS = "<p>Größe und Gewähr: müßig, 衣服</p>"


def html(head: str = "", body: str = "<p>words</p>") -> bytes:
    return f"<!doctype html><html lang='de'><head>{head}</head><body>{body}</body></html>".encode()


def test_title_language_and_words() -> None:
    seen = read_page(html("<title> Lamp\n  shop </title>"))
    assert (seen.title, seen.language, seen.text.strip(), seen.told) == ("Lamp shop", "de", "words", [])


@pytest.mark.parametrize(
    ("tag", "name", "value"),
    [
        ('<link rel="canonical" href="https://shop.example/offer">', "address", "https://shop.example/offer"),
        ("<meta property='og:url' content='https://shop.example/o'>", "address", "https://shop.example/o"),
        ('<META NAME="Author" CONTENT="Ann  Berg">', "author", "Ann Berg"),
        ("<meta content=2026-03-02 property=article:published_time>", "published", "2026-03-02"),
        ('<meta property="og:site_name" content="Lampix">', "site", "Lampix"),
    ],
)
def test_what_a_page_notes_of_itself(tag: str, name: str, value: str) -> None:
    assert read_page(html(tag)).facts[name] == value


def test_the_first_note_counts_and_an_empty_one_does_not() -> None:
    two = '<meta name="author" content=""><meta name="author" content="A"><meta name="author" content="B">'
    assert read_page(html(two)).facts["author"] == "A"


SINGLE = "<!--\n Page saved with SingleFile \n url: https://shop.example/x \n saved date: {when}\n-->"


@pytest.mark.parametrize(
    ("comment", "address", "moment"),
    [
        ("<!-- saved from url=(0026)https://shop.example/offer -->", "https://shop.example/offer", None),
        (
            SINGLE.format(when="Mon Mar 02 2026 10:30:00 GMT+0100 (CET)"),
            "https://shop.example/x",
            "2026-03-02T10:30:00+01:00",
        ),
        (SINGLE.format(when="one fine day"), "https://shop.example/x", None),
        (SINGLE.format(when="Mon Foo 99 2026 99:30:00 GMT+0100"), "https://shop.example/x", None),
        ("<!-- nothing -->", None, None),
    ],
)
def test_where_and_when_it_was_saved(comment: str, address: str | None, moment: str | None) -> None:
    facts = read_page(comment.encode() + html()).facts
    assert (facts.get("saved_from"), facts.get("captured_at")) == (address, moment)


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "iso-8859-1", "windows-1251", "shift_jis"]
)
def test_a_page_is_read_in_the_letters_it_names(codec: str) -> None:
    words = {
        "windows-1251": "Где моя посылка?",
        "shift_jis": "荷物はどこですか",
        "gb18030": "我的包裹在哪里",
    }.get(codec, "Größe")
    named = codec.removesuffix("-sig")
    data = f'<html><head><meta charset="{named}"><title>{words}</title></head><body><p>{words}</p></body>'
    seen = read_page(data.encode(codec))
    assert (seen.title, seen.text.strip()) == (words, words)


def test_what_the_server_said_counts_before_what_the_page_says() -> None:
    data = b'<meta charset="utf-8"><p>Gr\xf6\xdfe</p>'
    assert read_page(data, "iso-8859-1").text.strip() == "Größe"


def test_a_page_saved_in_utf_8_that_names_another_set() -> None:
    data = f'<meta charset="iso-8859-1">{WORDS * 3}'.encode()
    assert "Größe und Gewähr" in read_page(data).text


def test_letters_that_are_none_are_said() -> None:
    told = read_page(html().replace(b"words", b"w\xff\xfe\x80rds"), "utf-8").told
    assert [one.missing for one in told] == [True]


def test_a_page_that_only_a_script_fills_says_so() -> None:
    seen = read_page(html(body="<script>document.write('hi')</script>"))
    assert (seen.text.strip(), len(seen.told)) == ("", 1)
    assert "script" in str(seen.told[0])


def test_words_that_nobody_sees_are_apart() -> None:
    seen = read_page(html(body="<p>seen</p><p style='display:none'>unseen</p>"))
    assert "unseen" not in seen.text
    assert "unseen" in seen.facts["hidden_text"]
    assert [one.missing for one in seen.told] == [False]


def test_a_page_without_end_is_read_at_its_beginning() -> None:
    seen = read_page(html(body="<p>words </p>" * 600_000))
    assert len(seen.text) <= page.MOST_TEXT
    assert seen.told


@given(st.binary(max_size=400))
def test_no_bytes_break_it(data: bytes) -> None:
    seen = read_page(b"<html>" + data)
    assert isinstance(seen.text, str)
    assert len(seen.title) <= 500


@given(st.text(max_size=60), st.sampled_from(["title", "p", "a", "td", "b"]))
def test_no_word_between_tags_is_lost(words: str, tag: str) -> None:
    safe = "".join(letter for letter in words if letter.isalnum() or letter == " ")
    seen = read_page(html("<title>t</title>", f"<{'p' if tag == 'title' else tag}>{safe}</{tag}>"))
    assert all(word in seen.text for word in safe.split() if word.isascii())
