"""RTF, plain, packed, and with a page inside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.mail.rtf import read_rtf


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (rb"{\rtf1\ansi Hello\par World}", "Hello\nWorld"),
        (rb"{\rtf1\ansi\ansicpg1251 \'cf\'f0\'e8}", "При"),
        (rb"{\rtf1\u8364 ?\uc0\u8364 }", "€€"),
        (rb"{\rtf1\u-10179?\u-8704?}", "\U0001f600"),
        (rb"{\rtf1{\fonttbl{\f0\fcharset204 Arial;}{\f1 Times;}}\f0\'cf{\f1\'e9}\'f0}", "Пéр"),
        (rb"{\rtf1{\*\generator x;}{\pict 00ff}seen{\*\unknown not seen}}", "seen"),
        (rb"{\rtf1 a\{b\}\\c\~d\_e\-f}", "a{b}\\c\xa0d\u2011ef"),
        (rb"{\rtf1 one\cell two\cell\row}", "one\ttwo\t\n".strip()),
        (rb"{\rtf1 {\field{\*\fldinst HYPERLINK x}{\fldrslt shown}}}", "shown"),
        (rb"{\rtf1\bin5 {{{{{after}", "after"),
        (b"{" * 5000 + b"\\rtf1 deep", "deep"),
        (b"", ""),
    ],
)
def test_text(data: bytes, text: str) -> None:
    assert read_rtf(data).text.strip() == text


def test_the_page_inside_comes_out() -> None:
    data = (
        rb"{\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Caf\'e9 \{x\}\htmlrtf\par}\htmlrtf0"
        rb"{\*\htmltag72 </p>}}"
    )
    rich = read_rtf(data)
    assert (rich.html, rich.text) == (True, "<p>Café {x}</p>")


def test_notes_are_told() -> None:
    rich = read_rtf(rb"{\rtf1{\info{\title Bill}{\author Ann}{\creatim\yr2026\mo3\dy2\hr9\min30}}x}")
    assert rich.notes == {"title": "Bill", "author": "Ann", "created": "2026-03-02T09:30:00"}
    assert rich.text == "x"


@given(st.binary(max_size=200))
def test_nothing_breaks_either(data: bytes) -> None:
    assert isinstance(read_rtf(b"{\\rtf1 " + data).text, str)


PNG = bytes.fromhex("89504e470d0a1a0a") + b"a picture"


@pytest.mark.parametrize(
    ("data", "files"),
    [
        (rb"{\rtf1 a{\pict\pngblip\picw10 %b}b}" % PNG.hex().encode(), [("picture-1.png", PNG)]),
        (rb"{\rtf1 a{\*\shppict{\pict\pngblip %b}}b}" % PNG.hex().encode(), [("picture-1.png", PNG)]),
        (rb"{\rtf1 a{\pict\jpegblip\bin17 %b}b}" % PNG, [("picture-1.jpg", PNG)]),
        (rb"{\rtf1 a{\pict{\*\picprop{\sp{\sn a}{\sv 1}}}\pngblip ffd8}b}", [("picture-1.png", b"\xff\xd8")]),
        (b"{\\rtf1 a{\\pict\\pngblip ff\r\nd8\r\n}b}", [("picture-1.png", b"\xff\xd8")]),
        (rb"{\rtf1 a{\pict\wmetafile8 ffd8}b}", []),
        (rb"{\rtf1 a{\pict\pngblip f}b}", []),
        (
            rb"{\rtf1 a{\pict\pngblip 00}{\pict\jpegblip 01}b}",
            [("picture-1.png", b"\0"), ("picture-2.jpg", b"\1")],
        ),
    ],
)
def test_pictures_come_out_as_they_are(data: bytes, files: list[tuple[str, bytes]]) -> None:
    rich = read_rtf(data)
    assert list(rich.files) == files
    assert rich.text == "ab"
    assert rich.pictures >= len(files)


@pytest.mark.parametrize(
    ("data", "text", "hidden", "deleted"),
    [
        (rb"{\rtf1 seen {\v not seen}again}", "seen again", "not seen", ""),
        (rb"{\rtf1 seen \v not\v0 again}", "seen again", "not", ""),
        (rb"{\rtf1 seen \v not\plain  again}", "seen  again", "not", ""),
        (rb"{\rtf1 seen {\deleted gone}again}", "seen again", "", "gone"),
        (rb"{\rtf1 {\v\u8364 ?}x}", "x", "€", ""),
    ],
)
def test_what_does_not_stand_on_paper_is_told_apart(
    data: bytes, text: str, hidden: str, deleted: str
) -> None:
    rich = read_rtf(data)
    assert (rich.text, rich.hidden, rich.deleted) == (text, hidden, deleted)


@given(
    st.lists(st.text(st.characters(codec="cp1252", exclude_characters="\\{}\r\n\0"), min_size=1), max_size=8)
)
def test_every_word_stands_in_one_place_only(said: list[str]) -> None:
    """Shown or hidden in turns: nothing is lost, nothing comes twice."""
    body = b"".join(
        (b"{\\v %b}" if number % 2 else b"{%b}") % words.encode("cp1252") for number, words in enumerate(said)
    )
    rich = read_rtf(rb"{\rtf1\ansi " + body + b"}")
    assert "".join(rich.text.split()) == "".join("".join(said[::2]).split())
    assert "".join(rich.hidden.split()) == "".join("".join(said[1::2]).split())
