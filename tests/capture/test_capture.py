"""Pages of the web: what is no address is refused; with the extra a page becomes one item with parts."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import open_case
from tests.factories.fixtures import blank, clock, embedded
from tests.factories.offices import desk_in
from xborder_desk.capture import __main__ as child
from xborder_desk.domain.errors import BadInputError, NotFoundError
from xborder_desk.jobs.context import JobContext
from xborder_desk.programs import browser
from xborder_desk.programs.running import ProgramError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office

__all__ = ["blank", "clock", "embedded"]
INSTALLED = pytest.mark.skipif(not browser.installed(), reason="the extra “capture” is not installed")
PAGE = b"""<!doctype html><title>Folding bicycle</title><h1>Only 3 left</h1>
<script>document.body.append('drawn by a script'); alert('hello'); window.open('/other')</script>
<div style="height: 3000px; background: #0a0"></div><p>the end"""


@pytest.fixture(scope="module")
def shop() -> Iterator[str]:
    """A shop of one page, on this machine."""

    class Shop(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/offer" else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("X-Shop", "yes")
            self.end_headers()
            self.wfile.write(PAGE if self.path == "/offer" else b"gone")

        def log_message(self, *_said: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Shop)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/offer"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def own(embedded: Office) -> Desk:
    """The desk of an office in a folder."""
    return desk_in(embedded)


@pytest.mark.parametrize(
    "given",
    ["", "file:///etc/hosts", "javascript://x", "ftp://x.example", "https://", "two words", "https://a\n.b/"],
)
def test_what_is_no_address_of_the_web_is_refused(own: Desk, given: str) -> None:
    case = open_case(own)
    with pytest.raises(BadInputError):
        own.capturing.capture(case, given, JobContext())
    assert own.evidence.list(case) == []


def test_a_case_that_is_not_there(own: Desk) -> None:
    with pytest.raises(NotFoundError):
        own.capturing.capture("2026-9999", "https://shop.example", JobContext())


def test_without_the_extra_it_says_what_to_do(own: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "_PACKAGE", "PySide6.NoSuchThing")
    assert "save the page in your browser" in own.capturing.hindrance()
    with pytest.raises(ProgramError) as caught:
        own.capturing.capture(open_case(own), "https://shop.example", JobContext())
    assert "xborder-desk[capture]" in caught.value.text
    monkeypatch.setattr(browser, "_PACKAGE", "NoSuchPackage.Inside")
    assert not browser.installed()


def test_the_child_wants_an_address_and_a_folder() -> None:
    assert child.main([]) == child.WRONG
    assert child.main(["https://shop.example"]) == child.WRONG


@INSTALLED
def test_a_page_becomes_one_item_with_its_parts(own: Desk, shop: str) -> None:
    case = open_case(own)
    row = own.capturing.capture(case, shop, JobContext())
    parts = {one.filename: one for one in own.evidence.list(case) if one.part_of == row.number}
    assert set(parts) == {"about.json", "page.pdf", "page.mhtml", "page.png", "headers.json"}
    assert (row.kind, row.method, row.source) == ("archive", "capture", shop)
    about = json.loads(own.evidence.path_for_reading(parts["about.json"].uid).read_bytes())
    assert (about["address"], about["title"], about["picture_is_cut"]) == (shop, "Folding bicycle", False)
    assert about["sha256"] == {name: one.sha256 for name, one in parts.items() if name != "about.json"}
    assert about["began"] <= about["ended"]
    assert row.on == about["began"]
    said = json.loads(own.evidence.path_for_reading(parts["headers.json"].uid).read_bytes())
    assert said["status"] == 200
    assert ["X-Shop", "yes"] in [[name.title(), value] for name, value in said["fields"]]
    assert "drawn by a script" in " ".join(own.evidence.show(parts["page.pdf"].uid).page_texts)
    assert parts["page.png"].facts["height"] > 3000


@INSTALLED
def test_a_page_that_cannot_be_loaded_leaves_nothing(own: Desk) -> None:
    case = open_case(own)
    with pytest.raises(ProgramError):
        own.capturing.capture(case, "http://127.0.0.1:9/", JobContext())
    assert own.evidence.list(case) == []
