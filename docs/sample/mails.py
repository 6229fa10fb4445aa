"""Mails as mail programs and servers write them, each in the character set of its country."""

from __future__ import annotations

import base64
from email.header import Header
from email.utils import formataddr
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

TYPES = {".pdf": "application/pdf", ".png": "image/png", ".jpg": "image/jpeg", ".txt": "text/plain"}
END = "\r\n"


def write_mail(mail: Mapping[str, Any], made: Mapping[str, bytes]) -> bytes:
    """Write one mail; ``attached`` names files that were made before. The same data gives the same bytes."""
    charset = str(mail.get("charset", "utf-8"))
    boundary = f"=_{mail['id']}_1"
    here, there = _domain(mail["from"][1]), _domain(mail["to"][1])
    lines = [
        f"Return-Path: <{mail['from'][1]}>",
        f"Received: from mx.{here} by in.{there} with ESMTPS; {mail['date']}",
        f"Date: {mail['date']}",
        f"From: {_person(mail['from'], charset)}",
        f"To: {_person(mail['to'], charset)}",
        *([f"Cc: {_person(mail['cc'], charset)}"] if "cc" in mail else []),
        f"Subject: {_words(mail['subject'], charset)}",
        f"Message-ID: <{mail['id']}@{here}>",
        *([f"In-Reply-To: <{mail['answers']}>"] if "answers" in mail else []),
        "MIME-Version: 1.0",
    ]
    if "bounced" in mail:
        return _join(_report(lines, mail, boundary, charset))
    files = [(PurePosixPath(name).name, made[name]) for name in mail.get("attached", [])]
    if not files:
        return _join([*lines, *_text(str(mail["body"]), charset)])
    lines += [f'Content-Type: multipart/mixed; boundary="{boundary}"', "", f"--{boundary}"]
    lines += _text(str(mail["body"]), charset)
    for name, content in files:
        kind = TYPES[PurePosixPath(name).suffix]
        shown = _words(name, charset)
        lines += [
            f"--{boundary}",
            f'Content-Type: {kind}; name="{shown}"',
            "Content-Transfer-Encoding: base64",
            f'Content-Disposition: attachment; filename="{shown}"',
            "",
            *_folded(content),
        ]
    return _join([*lines, f"--{boundary}--", ""])


def _report(lines: list[str], mail: Mapping[str, Any], boundary: str, charset: str) -> list[str]:
    """Write a delivery report as RFC 3464 has it: words for people, status for machines, the first header."""
    bounced = mail["bounced"]
    return [
        *lines,
        "Auto-Submitted: auto-replied",
        f'Content-Type: multipart/report; report-type=delivery-status; boundary="{boundary}"',
        "",
        f"--{boundary}",
        *_text(str(mail["body"]), charset),
        f"--{boundary}",
        "Content-Type: message/delivery-status",
        "",
        f"Reporting-MTA: dns; {_domain(mail['from'][1])}",
        f"Arrival-Date: {mail['date']}",
        "",
        f"Final-Recipient: rfc822; {bounced['recipient']}",
        "Action: failed",
        f"Status: {bounced['status']}",
        f"Remote-MTA: dns; {bounced['server']}",
        f"Diagnostic-Code: smtp; {bounced['says']}",
        "",
        f"--{boundary}",
        "Content-Type: text/rfc822-headers",
        "",
        f"From: {mail['to'][1]}",
        f"To: {bounced['recipient']}",
        f"Date: {bounced['sent']}",
        f"Subject: {_words(bounced['subject'], charset)}",
        f"Message-ID: <{bounced['id']}@{_domain(mail['to'][1])}>",
        "",
        f"--{boundary}--",
        "",
    ]


def _text(body: str, charset: str) -> list[str]:
    head = f'Content-Type: text/plain; charset="{charset}"'
    content = body.strip().replace("\n", END).encode(charset) + END.encode()
    return [head, "Content-Transfer-Encoding: base64", "", *_folded(content)]


def _folded(content: bytes) -> list[str]:
    return base64.encodebytes(content).decode("ascii").splitlines()


def _person(who: list[str], charset: str) -> str:
    return formataddr((who[0], who[1]), charset)


def _words(text: str, charset: str) -> str:
    return text if text.isascii() else Header(text, charset, maxlinelen=200).encode(linesep=END)


def _domain(address: str) -> str:
    return address.rpartition("@")[2]


def _join(lines: list[str]) -> bytes:
    return END.join(lines).encode("ascii")
