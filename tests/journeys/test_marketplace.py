"""A Chinese seller on a marketplace, paid by card, nothing delivered: by command line, and in the window."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from PySide6.QtWidgets import QLineEdit

from tests.cli.harness import Desk
from xborder_desk.domain.routes.route import RouteState
from xborder_desk.jobs.context import JobContext
from xborder_desk.settings import SettingsFile
from xborder_desk.ui.pages.contacts import ContactsPage
from xborder_desk.ui.pages.forms import FormsPage
from xborder_desk.ui.pages.letters import LettersPage
from xborder_desk.ui.pages.letters.sheet import SentSheet
from xborder_desk.ui.pages.routes import RoutesPage

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Driver

SELLER = "深圳市蓝屿科技有限公司"
ADDRESS = "广东省深圳市南山区科星路88号 518057"
SENT = "2026-10-05T10:00+02:00"
LATER = "2026-11-14"  # forty days on


@pytest.fixture
def desk(drive: Driver, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A person with an empty office."""
    drive.ways.create(tmp_path / "office", JobContext()).close()
    SettingsFile(tmp_path / "typed").change(office=str(tmp_path / "office"), name="Jana Weiß", language="en")
    return Desk(tmp_path / "typed", capsys, office=tmp_path / "office")


def board(desk: Desk, case: str, on: str) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in desk.json("route", "list", case, "--on", on)["routes"]}


def opened(desk: Desk) -> str:
    """The complaint as it comes in, with the seller's address as the platform shows it."""
    desk.json(
        "letter",
        "sender",
        "--name",
        "Consumer Help",
        "--address",
        "Markt 1\\n79098 Freiburg",
        "--country",
        "DE",
    )
    made = desk.json(
        *(
            "case",
            "create",
            "--title",
            "Drill never came",
            "--consumer",
            "Annika Brandt",
            "--consumer-country",
            "DE",
        ),
        *("--seller", SELLER, "--seller-country", "CN", "--platform", "Temu", "--amount", "249.00"),
        *("--currency", "EUR", "--ordered-on", "2026-09-01", "--paid-on", "2026-09-01"),
        *("--delivery-due", "2026-09-26", "--payment", "card-visa", "--problem", "T02.1"),
    )
    case = str(made["case"])
    desk.json("case", "set", case, "product=Bohrmaschine", "order-number=114-3941689", "seller-directs=yes")
    return case


def test_by_command_line(desk: Desk, tmp_path: Path) -> None:
    case = opened(desk)
    before = board(desk, case, "2026-10-05")
    assert before["seller-complaint"]["state"] == "open"
    assert (before["card-not-received"]["state"], before["card-not-received"]["due"]) == (
        "open",
        "2027-01-24",
    )
    assert before["platform-guarantee"]["due"] == "2026-11-30"
    assert before["eu-small-claims"]["state"] == "closed"
    assert before["national-small-claims"]["state"] == "open"

    paper = tmp_path / "letter.pdf"
    made = desk.json(
        *("letter", "create", case, "non-delivery", "--language", "zh-Hans", "--beside", "de", "--to", paper)
    )
    assert "product" not in made["unfilled"]
    with pypdfium2.PdfDocument(paper) as document:
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert SELLER in text
    assert "Nachfrist" in text
    assert text.count("114-3941689") >= 2

    number = made.get("letter") or "L-01"
    way = ("--file", paper, "--channel", "registered_letter", "--address", ADDRESS, "--at", SENT)
    attempt = desk.json("letter", "sent", case, number, *way)["attempt"]
    [logged] = desk.json("contact", "list", case)["attempts"]
    assert logged["attempt"] == attempt
    assert ADDRESS in json.dumps(logged, ensure_ascii=False)

    desk.json("case", "set", case, "platform-claim-on=2026-11-10", "card-disputed-on=2026-11-12")
    after = board(desk, case, LATER)
    assert after["seller-complaint"]["state"] == "open"  # it had its two weeks
    waiting = {name: after[name]["opens"] for name in ("platform-guarantee", "card-not-received")}
    assert waiting == {"platform-guarantee": "2026-11-25", "card-not-received": "2026-12-13"}
    assert {after[name]["state"] for name in waiting} == {"waiting"}
    assert board(desk, case, "2026-12-13")["card-not-received"]["state"] == "open"

    sheet = tmp_path / "sheet.pdf"
    done = desk.json(
        *("form", "export", case, "national-small-claims", "--language", "de", "--to", sheet),
        *("--fact", "court_name=Amtsgericht Freiburg"),
    )
    assert not [one for one in done["incomplete"] if one.endswith("court_name")]
    with pypdfium2.PdfDocument(sheet) as document:
        assert "Amtsgericht Freiburg" in document[0].get_textpage().get_text_bounded()


def test_in_the_window(drive: Driver, desk: Desk, tmp_path: Path) -> None:
    case = opened(desk)
    drive.open(tmp_path / "office")

    routes = show(drive, case, "routes", RoutesPage)
    as_of(drive, routes, "2026-10-05")
    assert routes.cards["seller-complaint"].standing.state is RouteState.OPEN
    assert routes.cards["eu-small-claims"].standing.state is RouteState.CLOSED
    assert "Buyer guarantee" in routes.picture.accessibleDescription()

    letters = show(drive, case, "letters", LettersPage)
    letters.choosing.fill(
        {"template": "non-delivery", "language": "zh-Hans", "beside": "de", "by": "", "enclose": ""}
    )
    paper = tmp_path / "from the window.pdf"
    letters.save(paper)
    drive.settle()
    assert paper.read_bytes().startswith(b"%PDF")
    letters.mark()
    sheet = drive.dialog()
    assert isinstance(sheet, SentSheet)
    sheet.form.fill({**sheet.form.values(), "file": str(paper), "address": ADDRESS, "at": SENT})
    sheet.accept_it()
    drive.settle()
    contacts = show(drive, case, "contacts", ContactsPage)
    assert len(contacts.desk.contacts.list(case)) == 1

    routes = show(drive, case, "routes", RoutesPage)
    routes.why.answered.emit("card_disputed_on", "2026-11-12")
    drive.settle()
    as_of(drive, routes, LATER)
    card = routes.cards["card-not-received"].standing
    assert (card.state, card.opens) == (RouteState.WAITING, dt.date(2026, 12, 13))
    as_of(drive, routes, "2026-12-13")
    assert routes.cards["card-not-received"].standing.state is RouteState.OPEN

    forms = show(drive, case, "forms", FormsPage)
    forms.export("pdf", tmp_path / "sheet.pdf")
    drive.settle()
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")


def show(drive: Driver, case: str, page: str, kind: type[Any]) -> Any:
    drive.window.open_case(case, page)
    drive.settle()
    assert isinstance(drive.page, kind)
    return drive.page


def as_of(drive: Driver, page: RoutesPage, day: str) -> None:
    assert isinstance(page.on, QLineEdit)
    page.on.setText(day)
    page.on.returnPressed.emit()
    drive.settle()
