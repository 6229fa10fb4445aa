"""Whole mails, made up and real."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.mail.reading import Mail, read_mail
from xborder_desk.mail.web_text import read_html

if TYPE_CHECKING:
    from pathlib import Path


def parts(kind: str, *bodies: bytes) -> bytes:
    middle = b"".join(b"--b\r\n" + body + b"\r\n" for body in bodies)
    return b"Content-Type: multipart/%b; boundary=b\r\n\r\n%b--b--\r\n" % (kind.encode(), middle)


PLAIN = b"Content-Type: text/plain\r\n\r\nplain"
HTML = b"Content-Type: text/html\r\n\r\n<p>rich</p>"
ATTACHED = b"Content-Disposition: attachment; filename=a.txt\r\n\r\nx"
MAIL = b"Content-Type: message/rfc822\r\n\r\nSubject: In\r\n\r\nx"
PICTURE = b"Content-Type: image/png; name=p.png\r\n\r\nx"


@pytest.mark.parametrize(
    ("data", "text", "attached"),
    [
        (PLAIN, "plain", []),
        (HTML, "rich", []),
        (parts("alternative", PLAIN, HTML), "plain", []),
        (parts("alternative", HTML), "rich", []),
        (parts("mixed", PLAIN, PICTURE), "plain", ["p.png"]),
        (parts("related", HTML, PICTURE), "rich", ["p.png"]),
        (parts("mixed", PLAIN, PLAIN), "plain\nplain", []),
        (
            parts("mixed", PLAIN, b"Content-Disposition: attachment; filename=a.txt\r\n\r\nx"),
            "plain",
            ["a.txt"],
        ),
        (parts("mixed", PLAIN, b"Content-Type: text/plain; name=a.txt\r\n\r\nx"), "plain", ["a.txt"]),
        (
            parts("mixed", PLAIN, b"Content-Type: message/rfc822\r\n\r\nSubject: In\r\n\r\nx"),
            "plain",
            ["In.eml"],
        ),
        (parts("mixed", PLAIN, PICTURE, PICTURE), "plain", ["p.png", "p (2).png"]),
        (parts("mixed", PLAIN, b"Content-Type: application/pdf\r\n\r\nx"), "plain", ["part-1.pdf"]),
        (b"", "", []),
    ],
)
def test_text_and_attachments_are_told_apart(data: bytes, text: str, attached: list[str]) -> None:
    mail = read_mail(data)
    assert (mail.text, [attachment.name for attachment in mail.attachments]) == (text, attached)


def test_the_raw_name_is_kept_beside_the_safe_one() -> None:
    named = b'Content-Disposition: attachment; filename="../../evil.exe"\r\n\r\nx'
    (attachment,) = read_mail(parts("mixed", PLAIN, named)).attachments
    assert (attachment.raw_name, attachment.name) == ("../../evil.exe", "evil.exe")


def test_a_mail_inside_comes_out_byte_for_byte() -> None:
    inner = b"Subject: =?utf-8?q?odd?=   \n\tspacing\r\nFrom:x@y.z\n\nbody \r\n\r\nend"
    mail = read_mail(parts("mixed", PLAIN, b"Content-Type: message/rfc822\r\n\r\n" + inner))
    assert mail.attachments[0].data == inner


def test_hidden_text_is_flagged_also_where_plain_text_is_beside_it() -> None:
    html = b"Content-Type: text/html\r\n\r\n<p>rich</p><p style='display:none'>secret</p>"
    assert read_mail(html).hidden == "secret"
    mail = read_mail(parts("alternative", PLAIN, html))
    assert (mail.text, mail.hidden) == ("plain", "secret")


def test_ids_and_people_are_given() -> None:
    mail = read_mail(
        b"Message-ID: <a@b>\r\nIn-Reply-To: <c@d>\r\nReferences: <e@f>\r\n <c@d>\r\nReply-To: r@e.org\r\n"
        b"Sender: S <s@e.org>\r\nBcc: b@e.org\r\nTo: a@e.org\r\nTo: z@e.org\r\n\r\nx"
    )
    assert (mail.message_id, mail.in_reply_to, mail.references) == ("a@b", ("c@d",), ("e@f", "c@d"))
    assert [str(address) for address in (*mail.reply_to, *mail.bcc, *mail.to)] == [
        "r@e.org",
        "b@e.org",
        "a@e.org",
        "z@e.org",
    ]
    assert str(mail.sender) == "S <s@e.org>"


@pytest.mark.parametrize(
    "data",
    [
        b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\n\r\nx",
        parts("encrypted", b"Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1", PLAIN),
    ],
)
def test_encrypted_mail_is_known_as_such(data: bytes) -> None:
    assert read_mail(data).encrypted
    assert not read_mail(PLAIN).encrypted


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading(data: bytes) -> None:
    assert isinstance(read_mail(data).text, str)


def test_fields_of_real_mails_agree_with_another_reader(corpora: Path) -> None:
    folder = corpora / "02-mail" / "stalwart"
    score = Score()
    for truth in sorted(folder.rglob("*.json")):
        data = (truth.parent / f"{truth.name.partition('.')[0]}.eml").read_bytes()
        if ".crlf." in truth.name:
            data = re.sub(rb"\r?\n", b"\r\n", data)
        score.compare(read_mail(data), json.loads(truth.read_bytes()), truth.name)
    assert score.total > 400
    assert score.agreed / score.total >= 0.97, score.differing


class Score:
    """How many fields agree with what the other reader found."""

    def __init__(self) -> None:
        self.total = 0
        self.agreed = 0
        self.differing: list[str] = []

    def compare(self, mail: Mail, truth: dict[str, Any], name: str) -> None:
        head = truth["parts"][0]["headers"]
        subject = last(head, "subject")
        self._count(name, "subject", mail.subject, tidy(subject["Text"]) if isinstance(subject, dict) else "")
        for field, mine in (("from", mail.from_), ("to", mail.to), ("cc", mail.cc)):
            self._count(name, field, [(who.name, who.address) for who in mine], people(last(head, field)))
        self._count(name, "date", mail.date, moment(last(head, "date")))
        self._count(name, "text", tidy(mail.text), tidy("\n".join(map(text, bodies(truth, "text_body")))))
        attached = [truth["parts"][number]["headers"] for number in truth["attachments"]]
        self._count(
            name, "attached", [part.raw_name for part in mail.attachments], list(map(file_name, attached))
        )

    def _count(self, name: str, field: str, mine: object, theirs: object) -> None:
        self.total += 1
        self.agreed += mine == theirs
        if mine != theirs:
            self.differing.append(f"{name} {field}: {mine!r} is not {theirs!r}"[:300])


def tidy(said: str) -> str:
    return " ".join(said.split())


def last(headers: list[dict[str, Any]], name: str) -> Any:
    return next((header["value"] for header in reversed(headers) if header["name"] == name), None)


def people(value: Any) -> list[tuple[str, str]]:
    entries = value["Address"].get("List", []) if isinstance(value, dict) else []
    return [(tidy(entry["name"] or ""), entry["address"] or "") for entry in entries]


def moment(value: Any) -> str | None:
    if not isinstance(value, dict):
        return None
    at = value["DateTime"]
    ahead = timedelta(hours=at["tz_hour"], minutes=at["tz_minute"])
    zone = timezone(-ahead if at["tz_before_gmt"] else ahead)
    day = date(at["year"], at["month"], at["day"])
    return datetime.combine(day, time(at["hour"], at["minute"], at["second"]), zone).isoformat()


def bodies(truth: dict[str, Any], which: str) -> list[dict[str, Any]]:
    return [truth["parts"][number]["body"] for number in truth[which]]


def text(body: dict[str, Any]) -> str:
    return read_html(body["Html"]).text if "Html" in body else str(body.get("Text", ""))


def file_name(headers: list[dict[str, Any]]) -> str:
    for header, wanted in (("content_disposition", "filename"), ("content_type", "name")):
        value = last(headers, header)
        for attribute in (value or {}).get("ContentType", {}).get("attributes") or []:
            if attribute["name"] == wanted:
                return str(attribute["value"])
    return ""
