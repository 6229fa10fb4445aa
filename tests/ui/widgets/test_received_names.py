"""What is pasted or dropped becomes a file whatever its name: long, Chinese, hostile, or half a character."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QUrl

from tests.ui.widgets.test_received import contents, descriptor
from xborder_desk.ui.widgets.drops import holds_files, paths_in
from xborder_desk.ui.widgets.received import DESCRIPTOR, PASTED, names_in, received, safe_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONG_CHINESE: Final = "关于深圳市蓝屿科技有限公司未交付折叠自行车的投诉及退款要求" * 6
FORBIDDEN: Final = set('<>:"/\\|?*')


@pytest.fixture
def made(qapp: object) -> Iterator[list[Path]]:
    """Files that were made for a moment, removed at the end."""
    del qapp
    paths: list[Path] = []
    yield paths
    for path in paths:
        assert path.parent.name.startswith(PASTED)
        shutil.rmtree(path.parent, ignore_errors=True)


def mail(subject: str) -> QMimeData:
    mime = QMimeData()
    source = f"From: a@x.example\r\nSubject: {subject}\r\n\r\nHello\r\n"
    mime.setData("message/rfc822", source.encode("utf-8", "surrogateescape"))
    return mime


@given(st.text(max_size=200))
def test_a_safe_name_can_be_kept_by_any_system(name: str) -> None:
    safe = safe_name(name)
    assert not FORBIDDEN & set(safe)
    assert all(ord(char) >= 0x20 and not 0x7F <= ord(char) <= 0x9F for char in safe)
    assert not any(0xD800 <= ord(char) <= 0xDFFF for char in safe)
    assert len(safe.encode()) <= 230
    assert safe == safe.strip(" ")
    assert not safe.startswith(".")
    assert safe not in {".", ".."}


@given(st.text(max_size=120), st.sampled_from(["pdf", "docx", "eml", "7z", "jpeg"]))
def test_a_safe_name_keeps_how_it_ends(name: str, end: str) -> None:
    safe = safe_name(f"{name}.{end}")
    assert safe.endswith(end)


@given(st.text(st.characters(categories=("Lo", "Lu", "Ll", "Nd")), min_size=1, max_size=30))
def test_a_plain_name_stays_what_it_is(name: str) -> None:
    assert safe_name(name) == name
    assert safe_name(safe_name(f" {name} ")) == name


@pytest.mark.parametrize("subject", [LONG_CHINESE, "é" * 300, "👩‍👩‍👧‍👦" * 60, "x" * 4000])
def test_a_mail_with_a_very_long_subject_is_taken(made: list[Path], subject: str) -> None:
    found = received(mail(subject))
    made.extend(found.paths)
    (file,) = found.paths
    assert file.suffix == ".eml"
    assert len(file.name.encode()) <= 255
    assert subject[:20] in file.name
    assert b"Hello" in file.read_bytes()


@pytest.mark.parametrize(
    "subject",
    [
        "",
        ".",
        "..",
        "/etc/passwd",
        "..\\..\\evil",
        "a\x00b",
        "\u202egpj.exe",
        "=?utf-8?b?////?=",
        "=?x?q?a?=",
    ],
)
def test_a_mail_with_a_hostile_subject_stays_in_its_folder(made: list[Path], subject: str) -> None:
    found = received(mail(subject))
    made.extend(found.paths)
    (file,) = found.paths
    assert file.parent.name.startswith(PASTED)
    assert "\u202e" not in file.name
    assert list(file.parent.iterdir()) == [file]


def test_a_subject_in_bytes_of_no_encoding_is_taken(made: list[Path]) -> None:
    mime = QMimeData()
    mime.setData("message/rfc822", b"Subject: \xc9\xee\xdb\xda caf\xe9\r\n\r\nHello\r\n")
    found = received(mime)
    made.extend(found.paths)
    assert found.paths[0].read_bytes().endswith(b"Hello\r\n")


def test_promised_files_with_long_names_are_two_files(made: list[Path]) -> None:
    name = f"{LONG_CHINESE}.pdf"
    mime = QMimeData()
    mime.setData(DESCRIPTOR, descriptor(name, name))
    mime.setData(contents(0), b"one")
    mime.setData(contents(1), b"two")
    found = received(mime)
    made.extend(found.paths)
    assert sorted(path.read_bytes() for path in found.paths) == [b"one", b"two"]
    assert len({path.name for path in found.paths}) == 2


@given(st.binary(max_size=1400))
def test_any_bytes_promise_names_or_nothing(data: bytes) -> None:
    names = list(names_in(data))
    assert len(names) <= len(data) // 592 + 1
    assert all(name and not FORBIDDEN & set(name) for name in names)


@pytest.mark.parametrize("text", ["a\ud83d", "\udc00b", "half \ud83d of it"])
def test_a_text_cut_through_an_emoji_is_taken(made: list[Path], text: str) -> None:
    mime = QMimeData()
    mime.setText(text)
    found = received(mime, texts=True)
    made.extend(found.paths)
    (file,) = found.paths
    assert file.read_bytes().decode("utf-8").strip("\ufffd") == text.encode("utf-8", "ignore").decode()


@pytest.mark.parametrize("text", ["", " ", "\n\t \u00a0"])
def test_a_text_of_nothing_is_no_file(qapp: object, text: str) -> None:
    del qapp
    mime = QMimeData()
    mime.setText(text)
    assert received(mime, texts=True).paths == ()
    assert received(mime).paths == ()


@pytest.mark.parametrize("title", [LONG_CHINESE, "..", "Kettle | Shop: <best>", "\u202eevil", ""])
def test_a_link_is_named_by_its_title_or_host(made: list[Path], title: str) -> None:
    mime = QMimeData()
    mime.setData("text/x-moz-url", f"https://shop.example/kettle?a=1\n{title}".encode("utf-16-le"))
    found = received(mime)
    made.extend(found.paths)
    (file,) = found.paths
    assert file.suffix == ".url"
    assert "URL=https://shop.example/kettle?a=1\r\n" in file.read_bytes().decode("utf-8")
    assert len(file.name.encode()) <= 255
    if title in {"", ".."}:
        assert file.name == "shop.example.url"


def test_what_cannot_be_taken_is_not_offered(qapp: object) -> None:
    del qapp
    mime = QMimeData()
    mime.setText("only words")
    assert not holds_files(mime)
    assert paths_in(mime) == []
    mime.setUrls([QUrl("mailto:a@x.example")])
    assert paths_in(mime) == []
