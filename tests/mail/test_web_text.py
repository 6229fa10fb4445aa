"""The text of HTML."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.mail import web_text
from xborder_desk.mail.web_text import read_html


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<div>a</div><div>b</div>", "a\n\nb"),
        ("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", "1\t2\n\n3"),
        ("<ul><li>a<li>b</ul>", "a\nb"),
        ("Gr&uuml;&szlig;e &amp; &#8364; &nbsp;x", "Grüße & € \xa0x"),
        ("<pre>a\n  b</pre>", "a\nb"),
        ("<script>alert(1)</script>seen<style>p{}</style>", "seen"),
        ("<head><title>T</title></head><body>seen</body>", "seen"),
        ("<img alt='A parcel'> came", "A parcel came"),
        ("<b>bo</b>ld", "bold"),
        ("a   \n  b", "a b"),
        ("<p>unclosed <i>tags", "unclosed tags"),
        ("", ""),
    ],
)
def test_what_one_sees_is_given(html: str, text: str) -> None:
    assert read_html(html).text == text


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "display : NONE !important",
        "visibility:hidden",
        "font-size:0px",
        "opacity:0",
        "mso-hide:all",
    ],
)
def test_what_is_hidden_is_kept_apart(style: str) -> None:
    page = read_html(f'<p>seen</p><div style="color:red;{style}">not <b>this</b></div><p>seen too</p>')
    assert page.text == "seen\n\nseen too"
    assert page.hidden == "not this"


@pytest.mark.parametrize("style", ["font-size:0.9em", "opacity:0.5", "font-size:10px", "display:block"])
def test_what_only_looks_hidden_is_seen(style: str) -> None:
    page = read_html(f'<p style="{style}">seen</p>')
    assert (page.text, page.hidden) == ("seen", "")


def test_title_and_language_are_given() -> None:
    page = read_html(
        '<html lang="de-AT"><head><title> Ihre \n Bestellung </title></head><body>x</body></html>'
    )
    assert (page.title, page.language) == ("Ihre Bestellung", "de-AT")


@given(st.text("<>/abp!-=\"' &;#\n", max_size=120))
def test_no_markup_breaks_it(html: str) -> None:
    assert isinstance(read_html(html).text, str)


def test_tags_in_tags_without_end_are_quick() -> None:
    start = time.perf_counter()
    assert read_html("<div>" * 50_000 + "x").text == "x"
    assert time.perf_counter() - start < 3


def test_what_is_very_long_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_text, "MOST", 100)
    page = read_html("<p>word</p>" * 20)
    assert page.cut
    assert page.text.startswith("word\n")
    assert not read_html("<p>word</p>").cut
