"""What is dragged or pasted: files, mails of mail programs, pictures and links of browsers, long texts."""

from __future__ import annotations

import shutil
import struct
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QWidget

from xborder_desk.ui.widgets import received as taking
from xborder_desk.ui.widgets.drops import Landing, forget_pasted
from xborder_desk.ui.widgets.received import DESCRIPTOR, holds_something, names_in, received, safe_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

MAIL = b"Subject: =?utf-8?q?Wo_ist_mein_Fahrrad=3F?=\r\nFrom: a@x.example\r\n\r\nHello\r\n"


def descriptor(*names: str) -> bytes:
    entries = b""
    for name in names:
        entries += b"\0" * 72 + name.encode("utf-16-le").ljust(520, b"\0")[:520]
    return struct.pack("<I", len(names)) + entries


def contents(number: int) -> str:
    return f'application/x-qt-windows-mime;value="FileContents";index={number}'


def of_files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


@pytest.fixture
def made(qapp: QApplication) -> Iterator[list[Path]]:
    """Files that were made for a moment, removed at the end."""
    del qapp
    paths: list[Path] = []
    yield paths
    for path in paths:
        shutil.rmtree(path.parent, ignore_errors=True)


def test_files_are_taken_where_they_lie(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"x")
    mime = of_files(tmp_path / "a.pdf", tmp_path)
    assert holds_something(mime)
    assert received(mime).paths == (tmp_path / "a.pdf", tmp_path)
    assert received(mime).told == ()


def test_five_thousand_files_are_taken_at_once(tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.txt" for number in range(5000)]
    for file in files:
        file.touch()
    mime = of_files(*files)
    began = time.perf_counter()
    assert received(mime).paths == tuple(files)
    assert time.perf_counter() - began < 2


def test_a_mail_that_its_program_withdrew_is_named_and_the_others_are_taken(tmp_path: Path) -> None:
    (tmp_path / "kept.eml").write_bytes(MAIL)
    found = received(of_files(tmp_path / "gone.eml", tmp_path / "kept.eml"))
    assert [path.name for path in found.paths] == ["kept.eml"]
    assert [one.fields for one in found.told] == [{"file": "gone.eml"}]


def test_mails_promised_by_outlook_become_files(made: list[Path]) -> None:
    mime = QMimeData()
    mime.setData(DESCRIPTOR, descriptor("Order: 12/7.msg", "bill.pdf", "withdrawn.msg"))
    mime.setData(contents(0), b"first")
    mime.setData(contents(1), b"second")
    found = received(mime)
    made += found.paths
    assert [(path.name, path.read_bytes()) for path in found.paths] == [
        ("Order 12 7.msg", b"first"),
        ("bill.pdf", b"second"),
    ]
    assert [one.fields for one in found.told] == [{"file": "withdrawn.msg"}]


def test_two_promised_mails_of_one_name_are_two_files(made: list[Path]) -> None:
    mime = QMimeData()
    mime.setData(DESCRIPTOR, descriptor("Re.msg", "Re.msg"))
    mime.setData(contents(0), b"first")
    mime.setData(contents(1), b"second")
    made += (found := received(mime)).paths
    assert [path.name for path in found.paths] == ["Re.msg", "Re-2.msg"]


@given(st.binary(max_size=1400))
def test_a_broken_promise_is_no_fault(data: bytes) -> None:
    for name in names_in(data):
        assert name


def test_a_count_that_lies_ends_where_the_bytes_end() -> None:
    assert list(names_in(struct.pack("<I", 2**31) + descriptor("a.msg")[4:])) == ["a.msg"]


def test_a_mail_handed_over_as_source_is_named_by_its_subject(made: list[Path]) -> None:
    mime = QMimeData()
    mime.setData("message/rfc822", MAIL)
    assert holds_something(mime)
    made += (found := received(mime)).paths
    (file,) = found.paths
    assert file.name == "Wo ist mein Fahrrad.eml"
    assert file.read_bytes() == MAIL


@pytest.mark.parametrize("source", [b"no head at all", b"Subject: \xff\xfe\r\n\r\n", b"Subject:\r\n\r\nx"])
def test_a_mail_without_a_subject_has_a_name_all_the_same(made: list[Path], source: bytes) -> None:
    mime = QMimeData()
    mime.setData("message/rfc822", source)
    made += (found := received(mime)).paths
    assert found.paths[0].suffix == ".eml"
    assert found.paths[0].read_bytes() == source


def test_a_screenshot_becomes_a_file_for_a_moment(made: list[Path]) -> None:
    mime = QMimeData()
    image = QImage(4, 3, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    mime.setImageData(image)
    made += (found := received(mime)).paths
    (file,) = found.paths
    assert QImage(str(file)).size() == image.size()
    forget_pasted(found.paths)
    assert not file.exists()


def test_a_picture_beyond_all_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "_MOST_PIXELS", 10)
    mime = QMimeData()
    mime.setImageData(QImage(4, 3, QImage.Format.Format_RGB32))
    assert received(mime).paths == ()
    assert len(received(mime).told) == 1


def test_a_picture_of_a_page_is_taken_and_its_address_is_not_fetched(made: list[Path]) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("https://shop.example/bike.jpg")])
    mime.setImageData(QImage(4, 3, QImage.Format.Format_RGB32))
    made += (found := received(mime)).paths
    assert [path.suffix for path in found.paths] == [".png"]


def test_a_link_is_kept_as_what_it_is(made: list[Path]) -> None:
    mime = QMimeData()
    mime.setData("text/x-moz-url", "https://shop.example/item?id=7\nFolding bike: 50 %".encode("utf-16-le"))
    made += (found := received(mime)).paths
    (file,) = found.paths
    assert file.name == "Folding bike 50 %.url"
    text = file.read_text(encoding="utf-8")
    assert text.startswith("[InternetShortcut]")
    assert "URL=https://shop.example/item?id=7\n" in text


def test_a_bare_address_is_named_by_its_host(made: list[Path]) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("https://shop.example/item")])
    made += (found := received(mime)).paths
    assert found.paths[0].name == "shop.example.url"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "ftp://x.example/y"])
def test_what_is_no_page_is_no_link(address: str) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl(address)])
    mime.setData("text/x-moz-url", address.encode("utf-16-le"))
    assert received(mime) == taking.Received()


def test_a_text_is_pasted_as_a_file_where_texts_are_wanted(made: list[Path]) -> None:
    mime = QMimeData()
    mime.setText("12:03 Seller: tomorrow")
    assert received(mime).paths == ()
    made += (found := received(mime, texts=True)).paths
    assert found.paths[0].read_text(encoding="utf-8") == "12:03 Seller: tomorrow"
    mime.setText("   ")
    assert received(mime, texts=True).paths == ()


def test_fifty_megabytes_of_text_are_one_sentence() -> None:
    mime = QMimeData()
    mime.setText("x" * 50_000_000)
    began = time.perf_counter()
    found = received(mime, texts=True)
    assert time.perf_counter() - began < 3
    assert found.paths == ()
    assert [one.fields for one in found.told] == [{"length": 50_000_000}]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a/b\\c.txt", "a b c.txt"),
        ("..", ""),
        ("  .hidden ", "hidden"),
        ("evil\u202egpj.exe", "evil gpj.exe"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
        ("CON:", "CON"),
        ("台灣 訂單.pdf", "台灣 訂單.pdf"),
        ("", ""),
    ],
)
def test_a_name_any_system_can_keep(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text(max_size=200))
def test_no_name_leaves_its_folder(name: str) -> None:
    safe = safe_name(name)
    assert "/" not in safe
    assert "\\" not in safe
    assert safe not in {".", ".."}
    assert len(safe) <= 106


def drop_on(widget: QWidget, mime: QMimeData) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    QApplication.sendEvent(widget, QDragEnterEvent(QPointF(3, 4), copy, mime, left, none))
    QApplication.sendEvent(widget, QDropEvent(QPointF(3, 4), copy, mime, left, none))


def test_a_landing_tells_what_it_took_and_what_it_refused(qtbot: QtBot, tmp_path: Path) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    landing = Landing(widget)
    landed: list[list[Path]] = []
    refused: list[object] = []
    landing.landed.connect(landed.append)
    landing.refused.connect(refused.append)
    (tmp_path / "kept.eml").write_bytes(MAIL)
    drop_on(widget, of_files(tmp_path / "kept.eml", tmp_path / "gone.eml"))
    assert landed == [[tmp_path / "kept.eml"]]
    assert len(refused) == 1
    drop_on(widget, of_files(tmp_path / "gone.eml"))
    assert len(landed) == 1
    assert len(refused) == 2
