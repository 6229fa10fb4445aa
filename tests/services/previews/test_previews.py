"""A viewer is given what there is of an item: pages, or words, or the reason why not; nothing is fetched."""

from __future__ import annotations

import socket
import threading
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.documents.test_showing import pdf_of
from tests.factories.cases import open_case
from tests.factories.offices import blank_folder, copy_of, desk_in
from xborder_desk.domain.errors import NotFoundError
from xborder_desk.domain.previews import Hit, PreviewError, Sheet
from xborder_desk.jobs.context import JobContext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xborder_desk.services import Desk

MAIL = (
    b"From: Shop <shop@example.com>\r\nTo: j@example.org\r\nSubject: Sent\r\n"
    b"Date: Mon, 02 Mar 2026 09:30:00 +0100\r\n"
    b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n"
    b'<p>On its way.</p><img src="http://127.0.0.1:%d/pixel.png">'
    b'<link rel=stylesheet href="http://127.0.0.1:%d/x.css">'
)
PAGE = (
    '<!doctype html><title>Order</title><base href="http://127.0.0.1:{port}/"><script src="a.js"></script>'
    '<img src="b.png"><iframe src="c.html"></iframe><p>Shipped.</p>'
)


class Door:
    """A server that only counts who knocks."""

    def __init__(self) -> None:
        self.knocks = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self._socket.accept()
            except OSError:
                return
            self.knocks += 1
            caller.close()

    def close(self) -> None:
        self._socket.close()


@pytest.fixture(scope="module")
def door() -> Iterator[Door]:
    """A server on this machine."""
    with closing(Door()) as made:
        yield made


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory, door: Door) -> Iterator[tuple[Desk, str]]:
    """A case with an item of every sort, and real child processes for looking at them."""
    folder = tmp_path_factory.mktemp("previews")
    papers = folder / "papers"
    papers.mkdir()
    pdf_of(papers / "1.pdf", ("Bicycle", 0), ("Lamp", 90))
    scan = [Image.new("L", (40, 30), 200), Image.new("L", (30, 40), 100)]
    scan[0].save(papers / "2.tiff", save_all=True, append_images=scan[1:])
    (papers / "3.eml").write_bytes(MAIL % (door.port, door.port))
    (papers / "4.html").write_text(PAGE.format(port=door.port), encoding="utf-8")
    (papers / "5.txt").write_text("We will send it tomorrow.", encoding="utf-8")
    (papers / "6.pdf").write_bytes(b"%PDF-1.4 nothing at all")
    (papers / "7.pdf").write_bytes(b"")
    (papers / "8.bin").write_bytes(bytes(range(256)) * 4)
    office = copy_of(blank_folder(folder / "blank"), folder / "office")
    desk = desk_in(office)
    number = open_case(desk)
    desk.evidence.add_files(number, sorted(papers.iterdir()), JobContext())
    yield desk, number
    desk.close()


def test_a_pdf_and_a_scan_have_pages(case: tuple[Desk, str]) -> None:
    desk, number = case
    pdf, scan = desk.previews.show("E-01", number), desk.previews.show("E-02", number)
    assert pdf.sheets == (Sheet(400, 200), Sheet(200, 400))
    assert (pdf.case, pdf.number, pdf.reason) == (number, "E-01", None)
    assert scan.sheets == (Sheet(30, 22.5), Sheet(22.5, 30))
    drawn = desk.previews.draw(scan, 1, 15, turn=90)
    assert (drawn.width, drawn.height) == (15, 11)


def test_mails_pages_and_texts_have_words(case: tuple[Desk, str]) -> None:
    desk, number = case
    for item, words in (("E-03", "On its way."), ("E-04", "Shipped."), ("E-05", "We will send it tomorrow.")):
        shown = desk.previews.show(item, number)
        assert not shown.sheets
        assert words in "\n".join(one.text for one in shown.passages), item
        assert shown.reason is None


def test_what_cannot_be_shown_says_why(case: tuple[Desk, str]) -> None:
    desk, number = case
    for item, words in (("E-06", "damaged"), ("E-07", "empty"), ("E-08", "cannot be shown")):
        shown = desk.previews.show(item, number)
        assert not shown.sheets
        assert not shown.passages
        assert shown.reason is not None
        assert words in str(shown.reason), item


def test_an_item_that_is_not_there_is_refused(case: tuple[Desk, str]) -> None:
    desk, number = case
    with pytest.raises(NotFoundError):
        desk.previews.show("E-99", number)


def test_words_are_found_by_place_and_where_only_the_page_is_known(case: tuple[Desk, str]) -> None:
    desk, number = case
    pdf = desk.previews.show("E-01", number)
    hits = desk.previews.find(pdf, "lamp")
    assert [hit.page for hit in hits] == [1]
    assert hits[0].boxes
    # As if somebody had read the pictures' words: their pages are found, without a place.
    scan = replace(desk.previews.show("E-02", number), texts=("nothing", "Ein Fahrräd"))
    assert desk.previews.find(scan, "fahrrad") == (Hit(1),)
    assert desk.previews.find(scan, "  ") == ()
    assert desk.previews.find(desk.previews.show("E-05", number), "send") == ()


def test_a_page_that_is_not_there_cannot_be_drawn(case: tuple[Desk, str]) -> None:
    desk, number = case
    with pytest.raises(PreviewError):
        desk.previews.draw(desk.previews.show("E-01", number), 5, 100)


def test_looking_at_every_item_never_knocks_at_a_door(case: tuple[Desk, str], door: Door) -> None:
    desk, number = case
    for item in desk.evidence.list(number):
        shown = desk.previews.show(item.number, number)
        for page in range(len(shown.sheets)):
            desk.previews.draw(shown, page, 50)
        desk.previews.find(shown, "a")
    assert door.knocks == 0
    with socket.create_connection(("127.0.0.1", door.port)):
        pass  # the door does hear those who knock
    for _ in range(100):
        if door.knocks:
            break
        threading.Event().wait(0.02)
    assert door.knocks == 1


def test_bytes_that_are_gone_are_said(case: tuple[Desk, str]) -> None:
    desk, number = case
    item = next(one for one in desk.evidence.list(number) if one.number == "E-01")
    shown = desk.previews.show("E-01", number)
    path = desk.evidence.path_for_reading("E-01", number)
    data = path.read_bytes()
    path.chmod(0o600)
    path.unlink()
    try:
        again = desk.previews.show("E-01", number)
        assert not again.sheets
        assert "store" in str(again.reason)
        with pytest.raises(NotFoundError):
            desk.previews.draw(shown, 0, 50)
    finally:
        path.write_bytes(data)
    assert item.sha256 == shown.sha256
