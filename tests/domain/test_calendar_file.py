"""Calendar files: ids that stay, lines that fold, texts that cannot break out."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.calendar_file import Entry, calendar_file, fold

NOW = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)


def lines(*entries: Entry) -> list[str]:
    """Unfold what was written."""
    return calendar_file(entries, NOW).decode().replace("\r\n ", "").splitlines()


def test_an_entry_is_a_whole_day_with_its_id() -> None:
    found = lines(Entry("u1@x", dt.date(2026, 12, 31), "Card", "why; here, and\nthere\\", 2))
    assert found[:4] == ["BEGIN:VCALENDAR", "VERSION:2.0", found[2], "METHOD:PUBLISH"]
    for line in (
        "UID:u1@x",
        "SEQUENCE:2",
        "DTSTAMP:20261123T100000Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "DESCRIPTION:why\\; here\\, and\\nthere\\\\",
        "STATUS:CONFIRMED",
    ):
        assert line in found
    assert found.count("BEGIN:VALARM") == 2
    assert found[-1] == "END:VCALENDAR"


def test_what_fell_away_comes_cancelled_and_rings_no_more() -> None:
    found = lines(Entry("u1@x", dt.date(2026, 12, 31), "Card", "", 3, cancelled=True))
    assert "STATUS:CANCELLED" in found
    assert "BEGIN:VALARM" not in found


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_no_line_is_longer_than_75_octets_and_nothing_is_lost(text: str) -> None:
    pieces = list(fold(text))
    assert all(len(piece) <= 75 for piece in pieces)
    assert (pieces[0] + b"".join(piece[1:] for piece in pieces[1:])).decode() == text


@given(st.text(max_size=80))
def test_no_text_can_add_a_line_of_its_own(text: str) -> None:
    names = [line.partition(":")[0] for line in lines(Entry("u", dt.date(2026, 1, 2), text, text))]
    assert names.count("BEGIN") == names.count("END") == 4
