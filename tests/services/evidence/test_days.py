"""The day an item shows: what its file says where that is a day; nothing a file says breaks what follows."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.cases import add_evidence, open_case
from xborder_desk.jobs.context import JobContext
from xborder_desk.services.evidence.intake import _dated

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.services import Desk


def warc(date: str) -> bytes:
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>Lamp</title>x"
    head = f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\nWARC-Date: {date}\r\n"
    return f"{head}Content-Length: {len(page)}\r\n\r\n".encode() + page + b"\r\n\r\n"


def mail(date: str) -> bytes:
    return f"From: a@e.org\nTo: b@e.org\nSubject: s\nDate: {date}\n\nx".encode()


def telegram(date: str) -> bytes:
    row = {"id": 1, "date": date, "date_unixtime": "1", "from": "Ann", "from_id": "u", "text": "hi"}
    return json.dumps({"name": "Shop", "messages": [row]}).encode()


ODD = {
    "a.warc": warc("yesterday"),
    "b.warc": warc("2026-99-99T00:00:00Z"),
    "c.warc": warc("9999-12-31T23:59:59-14:00"),
    "d.warc": warc("<script>"),
    "e.eml": mail("Fri, 31 Dec 9999 23:59:59 -1400"),
    "f.eml": mail("Mon, 1 Jan 0001 00:00:00 +1400"),
    "g.json": telegram("soon"),
    "h.json": telegram("x" * 5000),
}


def test_days_that_are_none_are_left_out_and_everything_goes_on(desk: Desk, tmp_path: Path) -> None:
    case = open_case(desk)
    files = []
    for name, data in ODD.items():
        files.append(tmp_path / name)
        files[-1].write_bytes(data)
    for added in add_evidence(desk, case, files):
        assert added.row is not None
        assert added.fault is None
        assert added.row.kind in {"web", "eml", "chat"}
        assert added.row.on == "" or 1900 <= dt.datetime.fromisoformat(added.row.on).year < 2200
    assert [row.on for row in desk.evidence.list(case)[:5]] == [""] * 5
    assert desk.cases.show(case).number == case
    desk.suggesting.offer(case, JobContext())
    assert desk.offices.check(JobContext()).ok


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("2026", "2026"),
        ("2026-03", "2026-03"),
        ("2026-03-02", "2026-03-02"),
        ("2026-03-02T09:30:00", "2026-03-02T09:30:00"),
        ("2026-03-02T09:30:00+01:00", "2026-03-02T09:30:00+01:00"),
        ("1899-12-31", ""),
        ("2200-01-01", ""),
        ("2026-13", ""),
        ("0000", ""),
        ("", ""),
        ("today", ""),
    ],
)
def test_what_is_a_day(told: str, kept: str) -> None:
    assert _dated(told) == kept


@given(st.text(max_size=40) | st.datetimes().map(lambda moment: moment.isoformat()))
def test_whatever_a_file_says_can_be_counted_with(told: str) -> None:
    kept = _dated(told)
    assert kept in {"", told}
    if len(kept) > 7:
        moment = dt.datetime.fromisoformat(kept)
        zoned = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
        assert zoned.astimezone(dt.UTC).year in range(1899, 2201)
