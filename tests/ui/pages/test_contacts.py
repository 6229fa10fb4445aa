"""Attempts as they are listed, on both clocks, and as they are typed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.factories.attempts import attempt
from tests.factories.attempts import outcome as result
from xborder_desk.domain.cases import PartyView
from xborder_desk.domain.choices import Channel, label_of
from xborder_desk.domain.errors import BadInputError
from xborder_desk.i18n import N_
from xborder_desk.i18n.language import Language
from xborder_desk.ui.pages.contacts import ContactsPage
from xborder_desk.ui.pages.contacts.columns import Line, columns, origin, outcome, proofs, there, when
from xborder_desk.ui.pages.contacts.detail import Detail
from xborder_desk.ui.pages.contacts.entry import QuickEntry
from xborder_desk.ui.widgets.cells import PAD

if TYPE_CHECKING:
    from tests.ui.driving import Driver
    from xborder_desk.domain.contacts import NewAttempt

EN = Language("en")
BERLIN = ZoneInfo("Europe/Berlin")


def seller(country: str = "CN") -> PartyView:
    return PartyView("u", "P-02", "seller", "company", "Lan Yu", "", country, "", (), 1)


def test_when_is_said_on_the_clock_where_it_was_made() -> None:
    assert "10:00" in when(Line(attempt(offset=60), None), EN)
    assert "09:00" in when(Line(attempt(), None), EN)


@pytest.mark.parametrize(
    ("country", "offset", "said"),
    [
        ("CN", 60, "there 17:00"),
        ("CN", 480, "UTC+08:00"),
        ("", 60, "UTC+01:00"),
        ("US", 60, "UTC+01:00"),
    ],
)
def test_the_clock_of_the_other_side(country: str, offset: int, said: str) -> None:
    text = there(Line(attempt(offset=offset), seller(country)), EN, BERLIN)
    assert text.endswith(said)


def test_another_day_over_there_is_marked() -> None:
    late = attempt(day=11 / 24, offset=60)  # 20:00 UTC is four in the morning in China
    assert there(Line(late, seller()), EN, BERLIN).endswith("04:00 +1")


def test_an_address_says_where_it_came_from() -> None:
    assert origin(Line(attempt(), None), EN) == "origin not given"
    known = attempt(address_source="imprint", address_evidence="E-02")
    assert origin(Line(known, None), EN).endswith(", E-02")
    assert origin(Line(attempt(address_evidence="E-02"), None), EN) == "from: E-02"


def test_a_reply_counts_before_a_result() -> None:
    assert "Replied" in outcome(Line(attempt(replies=(result("", 3),), result="delivered"), None), EN)
    assert outcome(Line(attempt(result="bounced"), None), EN) != outcome(Line(attempt(), None), EN)


def test_proofs_are_named_once() -> None:
    made = attempt(
        proofs=("E-01",),
        results=(result("bounced", proofs=("E-02", "E-01")),),
        replies=(result("", proofs=("E-03",)),),
    )
    assert proofs(Line(made, None), EN) == "E-01, E-02, E-03"
    assert {column.id for column in columns(BERLIN)} >= {"number", "when", "address", "result", "proof"}


def page_of(driver: Driver) -> ContactsPage:
    page = driver.go("contacts")
    assert isinstance(page, ContactsPage)
    assert isinstance(page.entry, QuickEntry)
    return page


def test_what_is_typed_is_what_is_kept(desk_open: Driver) -> None:
    entry = page_of(desk_open).entry
    kept: list[NewAttempt] = []
    entry.kept.connect(kept.append)
    entry.channel.choose("email")
    entry.begin()
    assert entry.address.text() == "service@lanyu.example"
    entry.reply_by.setText("+14")
    entry.at.setText("14:30")
    entry.keep()
    today = dt.datetime.now(entry._zone).date()
    (new,) = kept
    assert (new.channel, new.address, new.address_source, new.party) == (
        "email",
        "service@lanyu.example",
        "imprint",
        "P-02",
    )
    assert new.at == f"{today.isoformat()}T14:30"
    assert new.reply_by == (today + dt.timedelta(days=14)).isoformat()


def test_an_attempt_is_logged_and_the_line_is_free_again(desk_open: Driver) -> None:
    page = page_of(desk_open)
    before = len(page.desk.contacts.list(page.case))
    page.entry.channel.choose("phone")
    page.entry.address.setText("+86 755 1234567")
    page.entry.at.setText("2026-01-21 09:15")
    page.entry.keep()
    desk_open.settle()
    made = page.desk.contacts.list(page.case)
    assert len(made) == before + 1
    assert (made[-1].channel, made[-1].address) == ("phone", "+86 755 1234567")
    assert made[-1].started_at.astimezone(page.desk.zone).isoformat().startswith("2026-01-21T09:15")
    assert page.entry.address.text() == ""


def test_what_cannot_be_understood_is_said_in_the_strip_and_nothing_is_kept(desk_open: Driver) -> None:
    page = page_of(desk_open)
    before = len(page.desk.contacts.list(page.case))
    page.entry.address.setText("+86 755 1")
    page.entry.at.setText("some day")
    page.entry.keep()
    desk_open.settle()
    assert page.entry.wrong.text()
    assert page.entry.wrong.isVisibleTo(page.entry)
    assert page.entry.address.text() == "+86 755 1"
    assert len(page.desk.contacts.list(page.case)) == before
    page.entry.clear()
    assert not page.entry.wrong.isVisibleTo(page.entry)


def test_a_fault_of_no_field_is_not_the_strip_s(desk_open: Driver) -> None:
    entry = page_of(desk_open).entry
    assert not entry.show_wrong(ValueError("x"))
    assert entry.show_wrong(BadInputError(N_("{value} is wrong."), field="nowhere", value="x"))


def test_details_follow_the_chosen_attempt_and_the_language(desk_open: Driver) -> None:
    page = page_of(desk_open)
    detail = page.findChild(Detail)
    assert isinstance(detail, Detail)
    detail.show_line(Line(attempt(note="He hung up.", subject="Parcel"), seller()))
    said = "\n".join(label.text() for label in detail.findChildren(type(page.entry.wrong)))
    assert "He hung up." in said


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_enter_in_the_list_of_known_addresses_takes_one_and_logs_nothing(desk_open: Driver) -> None:
    page = page_of(desk_open)
    entry = page.entry
    before = len(page.desk.contacts.list(page.case))
    entry.channel.choose("email")
    entry.address.setFocus()
    QTest.keyClicks(entry.address, "lanyu")
    offered = entry._completer.popup()
    assert offered is not None
    assert offered.isVisible()
    QTest.keyClick(offered, Qt.Key.Key_Down)
    QTest.keyClick(offered, Qt.Key.Key_Return)
    desk_open.settle()
    assert entry.address.text() == "service@lanyu.example"
    assert not offered.isVisible()
    assert len(page.desk.contacts.list(page.case)) == before
    QTest.keyClick(entry.address, Qt.Key.Key_Return)
    desk_open.settle()
    assert len(page.desk.contacts.list(page.case)) == before + 1


@pytest.mark.parametrize("tag", ["fr", "es"])
def test_names_of_channels_that_are_long_are_whole_where_there_is_room(desk_open: Driver, tag: str) -> None:
    page = desk_open.go("contacts")
    assert isinstance(page, ContactsPage)
    desk_open.speak(tag)
    words = [desk_open.shell.screen.language.text(label_of(Channel, one)) for one in Channel]
    long = [one for one in words if 20 <= len(one) <= 22]
    assert long
    at = next(n for n, one in enumerate(columns(BERLIN)) if one.id == "channel")
    room = page.table.columnWidth(at) - 2 * PAD - 24
    assert [one for one in long if page.table.fontMetrics().horizontalAdvance(one) > room] == []
    desk_open.speak("en")
