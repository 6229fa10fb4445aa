"""What lists about reaching somebody say of each line, without any window."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from tests.factories.attempts import attempt
from xborder_desk.domain.address_book import BookEntry
from xborder_desk.domain.cadence import Step
from xborder_desk.domain.cases import PartyView
from xborder_desk.domain.choices import Direction
from xborder_desk.domain.errors import FileError
from xborder_desk.domain.evidence import Message
from xborder_desk.domain.mail_import import Became, Imported
from xborder_desk.domain.mails import ToldRecipient
from xborder_desk.domain.post import Posting, PostLine
from xborder_desk.domain.search import BoardRow, DataText, Row, RowState
from xborder_desk.i18n.language import Language
from xborder_desk.services.mailing.outbox import Sending, Waiting
from xborder_desk.ui.pages.contacts import book, imported, mail, post, search
from xborder_desk.ui.pages.contacts.columns import Line
from xborder_desk.ui.pages.contacts.detail import facts_of

EN = Language("en")
NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


def cells(columns: Any, one: object) -> dict[str, tuple[str, str]]:
    """What each column says of a line: first and second."""
    return {
        column.id: (column.text(one, EN), column.second(one, EN) if column.second else "")
        for column in columns
    }


def taken(outcome: Became = Became.KEPT, **more: Any) -> Imported:
    values: dict[str, Any] = {"outcome": outcome, "evidence": "E-05", **more}
    return Imported(Path("mail.eml"), **values)


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (
            taken(Became.ATTEMPT, attempts=("A-01",)),
            "A sent mail: it is attempt A-01 now, proved by E-05.",
        ),
        (
            taken(Became.RESULT, attempts=("A-01", "A-02")),
            "A delivery report: it is a result of A-01, A-02, proved by E-05.",
        ),
        (taken(Became.REPLY, attempts=("A-03",)), "An answer: it is a reply to A-03, proved by E-05."),
        (taken(), "Neither sent, nor a report, nor an answer: kept as E-05, nothing else changed."),
        (taken(duplicate_of="E-02"), "Imported before as E-02; nothing was changed."),
        (taken(fault=FileError("“{file}” cannot be read.", file="x.eml")), "“x.eml” cannot be read."),
    ],
)
def test_one_sentence_says_what_a_mail_became(one: Imported, said: str) -> None:
    assert imported.sentence(one, EN) == said


def test_who_is_dead_and_every_doubt_stand_below() -> None:
    gone = ToldRecipient("a@e.org", "5.1.1", 5, dead=True)
    full = ToldRecipient("b@e.org", "5.2.2", 5)
    one = taken(Became.RESULT, recipients=(gone, full), warnings=(Message("The clock is wrong."),))
    assert imported.warned(one, EN) == "Dead by this report: a@e.org. The clock is wrong."
    assert imported.warned(taken(), EN) == ""


def test_mails_are_counted_by_what_they_became() -> None:
    many = [
        taken(Became.ATTEMPT),
        taken(Became.ATTEMPT),
        taken(Became.RESULT),
        taken(),
        taken(Became.RESULT, duplicate_of="E-01"),
        taken(fault=FileError("no", file="")),
    ]
    assert imported.summary(many, EN) == (
        "Attempts: 2 · results: 1 · replies: 0 · only kept: 1 · known before: 1 · not taken in: 1"
    )
    shown = cells(imported.COLUMNS, Imported(Path("all.mbox"), 3, Became.REPLY, ("A-01",), "E-09"))
    assert (shown["mail"][0], shown["became"][0]) == ("all.mbox #3", "Reply")
    looks = {column.id: column for column in imported.COLUMNS}["became"]
    assert looks.pill is not None
    assert [looks.pill(one) for one in (many[0], many[2], many[3], many[5])] == [
        "info",
        "warn",
        "neutral",
        "danger",
    ]


def entry(**more: Any) -> BookEntry:
    values: dict[str, Any] = {
        "party": "P-02",
        "kind": "phone",
        "raw": "+86 755 1",
        "normal": "+867551",
        "origin": "invoice",
        "evidence": "E-04",
        "seen_on": dt.date(2026, 2, 1),
        **more,
    }
    return BookEntry(**values)


def test_an_address_says_where_it_was_seen_and_what_showed_its_state() -> None:
    shown = cells(book.COLUMNS, entry(state="dead", by="A-03", at=NOW, attempts=("A-01", "A-03")))
    assert shown["kind"][0] == "Telephone"
    assert "+86 755 1" in shown["address"][0]
    assert "+867551" in shown["address"][1]
    assert shown["origin"] == ("Invoice", "E-04 · 1 Feb 2026")
    assert shown["state"] == ("Dead", "by A-03, 2 Mar 2026")
    assert shown["attempts"][0] == "A-01, A-03"


def test_an_address_nobody_recorded_or_tried_says_so() -> None:
    bare = entry(kind="email", raw="a@e.org", normal="A@e.org", origin="", evidence="", seen_on=None)
    shown = cells(book.COLUMNS, bare)
    assert shown["address"][1] == ""
    assert shown["origin"] == ("—", "")
    assert shown["state"] == ("Not known", "")
    assert shown["attempts"][0] == "—"
    assert cells(book.COLUMNS, entry(kind="wechat"))["kind"][0] == "WeChat account"
    assert cells(book.COLUMNS, entry(kind="unheard-of"))["kind"][0] == "Other sign"


def test_a_row_of_the_search_says_what_is_left_or_why_not() -> None:
    row = Row("visit", 20, DataText("Visit", "c"), DataText("Somebody may be there.", "c"))
    left = BoardRow(row, RowState.OPEN, told=Message("Nothing is recorded for it yet."))
    shown = cells(search.BOARD, left)
    assert shown["step"] == ("Visit", "Somebody may be there.")
    assert (shown["state"][0], shown["by"][0]) == ("Still open", "—")
    assert shown["left"] == ("Nothing is recorded for it yet.", "")
    marked = BoardRow(row, RowState.NOT_APPLICABLE, proofs=("E-01",), reason="Abroad.", by="Jana")
    assert cells(search.BOARD, marked)["left"] == ("Abroad.", "marked by Jana")
    assert cells(search.BOARD, marked)["by"][0] == "E-01"
    assert set(search.LOOKS) == set(RowState)
    step = Step("phone", "+86 755 1", dt.date(2026, 3, 9), Message("Attempt 2 of 2 by this way."))
    planned = cells(search.PLAN, step)
    assert (planned["due"][0], planned["channel"][0]) == ("9 Mar 2026", "Phone")


def test_a_posting_says_its_number_case_and_cost() -> None:
    line = PostLine(
        7, NOW, "Jana", Direction.INCOMING, Posting.RETURNED, dt.date(2026, 3, 1), "Lan Yu\nShenzhen",
        "Came back", "RR1", "2026-0001", "A-02", "8.10", "EUR", "", ("E-03",),
    )  # fmt: skip
    shown = cells(post.COLUMNS, line)
    assert shown["no"][0] == "2026/0007"
    assert shown["who"] == ("Lan Yu, Shenzhen", "Came back")
    assert shown["kind"] == ("Returned envelope", "RR1")
    assert shown["case"] == ("2026-0001/A-02", "E-03")
    assert shown["cost"][0] == "€8.10"


def test_a_mail_on_its_way_says_where_it_is_and_why() -> None:
    one = Waiting(
        "u", "2026-0001", ("a@e.org", "b@e.org"), "id", b"", {}, Sending.HANDING_OVER, "Lost.", at=NOW
    )
    shown = cells(mail.COLUMNS, one)
    assert shown["case"] == ("2026-0001", "2 Mar 2026")
    assert shown["state"][0] == "May have been sent: look in the folder of sent mails"
    assert shown["why"][0] == "Lost."
    looks = {column.id: column for column in mail.COLUMNS}["state"]
    assert looks.pill is not None
    assert looks.icon is not None
    for state in Sending:
        other = Waiting("u", "", (), "", b"", {}, state)
        assert looks.pill(other)
        assert looks.icon(other)


def seller(country: str) -> PartyView:
    return PartyView("u", "P-02", "seller", "company", "Lan Yu", "", country, "", (), 1)


def test_what_a_court_asks_of_an_attempt_is_said() -> None:
    made = attempt(
        offset=60,
        ended_at=NOW + dt.timedelta(minutes=12),
        cost="8.10",
        cost_currency="EUR",
        tracking="RR1",
        searched="Lan Yu",
        on_behalf_of="Annika Brandt",
        next_step="Call",
        next_due=dt.date(2026, 3, 9),
    )
    assert facts_of(Line(made, seller("CN")), EN) == [
        "first-hand: Jana",
        "2 Mar 2026 17:00 on the clock there",
        "lasted 12 minutes",
        "cost €8.10, part of the claim",
        "receipt no. RR1",
        "searched for “Lan Yu”",
        "in the name of Annika Brandt",
        "next: Call · 9 Mar 2026",
    ]


def test_a_second_hand_attempt_that_only_a_server_told_of() -> None:
    made = attempt(first_hand=False, known_by="report")
    assert facts_of(Line(made, None), EN) == ["known only because a server reported about it"]
    told = attempt(first_hand=False)
    assert facts_of(Line(told, None), EN) == ["not first-hand: somebody else did it and told us"]
