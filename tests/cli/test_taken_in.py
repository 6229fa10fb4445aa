"""Lists and mails taken in by commands: one entry for each, in order, whatever strange is among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.harness import Desk

SENT = """From: Office <office@desk.example>
To: Shop <shop@seller.example>
Subject: Reminder
Date: Mon, 02 Mar 2026 10:00:00 +0100
Message-ID: <reminder@desk.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Please answer.
"""
REPORT = """From: MAILER-DAEMON@mx.example
To: office@desk.example
Subject: Undelivered Mail Returned to Sender
Date: Mon, 02 Mar 2026 10:01:00 +0100
Message-ID: <report@mx.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=us-ascii

The mail could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; shop@seller.example
Action: failed
Status: {status}
Diagnostic-Code: smtp; {code}

--b
Content-Type: text/rfc822-headers

From: Office <office@desk.example>
To: Shop <shop@seller.example>
Subject: Reminder
Message-ID: <reminder@desk.example>

--b--
"""


def report(folder: Path, name: str, status: str, code: str) -> Path:
    """Write a delivery report about the reminder."""
    file = folder / name
    file.write_text(
        REPORT.format(status=status, code=code).replace("<report@", f"<{name}@"), encoding="utf-8"
    )
    return file


@pytest.mark.parametrize(
    ("status", "code", "status_class", "dead"),
    [
        ("5.1.1", "550 5.1.1 User unknown", 5, True),
        ("5.1.2", "550 5.1.2 Host not found", 5, True),
        ("5.2.2", "552 5.2.2 Mailbox full", 5, False),
        ("5.7.1", "550 5.7.1 Message rejected as spam", 5, False),
        ("4.4.1", "421 4.4.1 Connection timed out", 4, False),
    ],
)
def test_what_the_server_said_and_what_it_shows_of_the_address(
    desk: Desk,
    case: str,
    tmp_path: Path,
    status: str,
    code: str,
    status_class: int,
    dead: bool,  # noqa: FBT001 - a table
) -> None:
    (tmp_path / "sent.eml").write_text(SENT, encoding="utf-8")
    files = [tmp_path / "sent.eml", report(tmp_path, "bounce.eml", status, code)]
    first, second = desk.json("contact", "import", case, *files)["imported"]
    assert [one["path"] for one in (first, second)] == [str(file) for file in files]
    assert (first["outcome"], second["outcome"]) == ("attempt", "result")
    assert first["attempt"] == second["attempt"] == f"{case}/A-01"
    [recipient] = second["recipients"]
    assert recipient["address"] == "shop@seller.example"
    assert (recipient["status"], recipient["status_class"], recipient["address_dead"]) == (
        status,
        status_class,
        dead,
    )
    assert recipient["text"]
    [attempt] = desk.json("contact", "list", case)["attempts"]
    assert attempt["subject"] == "Reminder"
    assert attempt["started_at"] == "2026-03-02T09:00:00Z"


def test_a_mail_taken_in_twice_is_told_and_changes_nothing(desk: Desk, case: str, tmp_path: Path) -> None:
    (tmp_path / "sent.eml").write_text(SENT, encoding="utf-8")
    [first] = desk.json("contact", "import", case, tmp_path / "sent.eml")["imported"]
    assert first["duplicate_of"] is None
    before = desk.json("contact", "list", case)
    [again] = desk.json("contact", "import", case, tmp_path / "sent.eml")["imported"]
    assert again["duplicate_of"]
    assert desk.json("contact", "list", case) == before


def test_a_list_of_sellers_says_which_rows_it_did_not_take(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "sellers.csv"
    file.write_text(
        "name,country,phone,email\n"
        "深圳灯具,CN,+86 755 8888 6666,\n"
        ",CN,,\n"
        "Lampix,ZZ,,\n"
        '"Zortan, Ltd.",GB,,sales@zortan.example\n',
        encoding="utf-8",
    )
    told = desk.json("seller", "import", file)
    assert told["imported"] + len(told["rejected"]) == 4
    assert told["imported"] >= 2
    assert [one["row"] for one in told["rejected"]] == sorted(one["row"] for one in told["rejected"])
    assert all(one["reason"] for one in told["rejected"])
    names = [one["name"] for one in desk.json("seller", "list")["sellers"]]
    assert {"深圳灯具", "Zortan, Ltd."} <= set(names)


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8-sig", ";"), ("utf-16", "\t"), ("utf-8", ","), ("cp1252", ";")]
)
def test_a_list_is_read_however_it_was_saved(
    desk: Desk, tmp_path: Path, encoding: str, delimiter: str
) -> None:
    file = tmp_path / "list.csv"
    rows = [("name", "country"), ("Müller & Söhne", "DE"), ("Café Crème", "FR")]
    file.write_bytes("\r\n".join(delimiter.join(row) for row in rows).encode(encoding))
    told = desk.json("seller", "import", file)
    assert (told["imported"], told["rejected"]) == (2, [])
    sellers = {one["name"]: one["country"] for one in desk.json("seller", "list")["sellers"]}
    assert {"Müller & Söhne": "DE", "Café Crème": "FR"}.items() <= sellers.items()


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02\xff", b"moon,sun\n1,2\n"])
def test_what_is_no_list_of_sellers_is_said(desk: Desk, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.csv").write_bytes(data)
    done = desk.run("seller", "import", tmp_path / "x.csv", "--json")
    assert "Traceback" not in done.err
    assert done.status == 1 or done.json["imported"] == 0
    assert done.status == 0 or done.sentence
