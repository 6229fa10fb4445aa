"""What a mail is to a case: sent, a report, a reply, or none of these. Pure: decided from values alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.folding import fold
from xborder_desk.identifiers.normal import normal

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from xborder_desk.domain.mails import Person, ToldMail

# Mailboxes at these belong to everybody: that two share the name of the host says nothing.
_PUBLIC: Final = frozenset(
    {"126.com", "163.com", "aol.com", "foxmail.com", "free.fr", "gmail.com", "gmx.at", "gmx.ch", "gmx.de"}
    | {"gmx.net", "googlemail.com", "hotmail.com", "hotmail.de", "hotmail.fr", "icloud.com", "interia.pl"}
    | {"laposte.net", "libero.it", "live.com", "mail.com", "mail.ru", "me.com", "msn.com", "naver.com"}
    | {"o2.pl", "onet.pl", "orange.fr", "outlook.com", "outlook.de", "proton.me", "protonmail.com", "qq.com"}
    | {"sina.com", "t-online.de", "web.de", "wp.pl", "ya.ru", "yahoo.co.jp", "yahoo.co.uk", "yahoo.com"}
    | {"yahoo.com.tw", "yahoo.de", "yahoo.es", "yahoo.fr", "yahoo.it", "yandex.com", "yandex.ru"}
)
_MACHINES: Final = re.compile(r"mailer-?daemon|postmaster|no-?reply|do-?not-?reply|bounces?\b", re.IGNORECASE)


class Kind(Enum):
    """What a mail is to the register."""

    SENT = "sent"
    REPORT = "report"
    RECEIPT = "receipt"
    REPLY = "reply"
    KEPT = "kept"


@dataclass(frozen=True)
class People:
    """Who is who in a case, by normal mail addresses; ``theirs`` maps to the party's number.

    ``hosts`` are the names after the @ that only the other side uses; names are folded.
    """

    ours: Collection[str] = frozenset()
    theirs: Mapping[str, str] = field(default_factory=dict)
    our_names: Collection[str] = frozenset()
    their_names: Mapping[str, str] = field(default_factory=dict)
    hosts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a mail is, the party it concerns (P-02 or empty), and whom it was sent to."""

    kind: Kind
    party: str = ""
    addresses: tuple[str, ...] = ()


def normal_mail(address: str) -> str:
    """Give the form under which one mailbox is always the same."""
    return normal("email", address)


def host_of(address: str) -> str:
    """Give the host of an address, empty where everybody may have a mailbox there."""
    host = address.rpartition("@")[2].strip().casefold()
    return "" if host in _PUBLIC else host


def judge(mail: ToldMail, people: People, threads: Collection[str]) -> Verdict:
    """Say what a mail is; ``threads`` are the Message-IDs of the case's mails. Where unclear, it is kept."""
    if mail.report is not None:
        return _reported(mail)
    sender = mail.sender[0] if mail.sender else None
    if sender is None or not mail.readable:
        return Verdict(Kind.KEPT)
    who = normal_mail(sender.address)
    if who in people.ours:
        return _sent(mail, people)
    party = _other_side(sender, people)
    if _MACHINES.search(sender.address) or mail.listed:
        return Verdict(Kind.KEPT, party)
    if party or any(one in threads for one in mail.answers):
        return Verdict(Kind.REPLY, party)
    return _sent(mail, people) if _from_here(mail, sender, people) else Verdict(Kind.KEPT)


def _reported(mail: ToldMail) -> Verdict:
    report = mail.report
    if report is None or report.kind not in {"delivery", "receipt"} or not report.recipients:
        return Verdict(Kind.KEPT)
    return Verdict(Kind.RECEIPT if report.kind == "receipt" else Kind.REPORT)


def _other_side(person: Person, people: People) -> str:
    address = normal_mail(person.address)
    return people.theirs.get(address) or people.hosts.get(host_of(address), "")


def _from_here(mail: ToldMail, sender: Person, people: People) -> bool:
    """Whether somebody on this side wrote it, although the address is not recorded."""
    to_them = any(_other_side(one, people) for one in mail.receivers)
    named = bool(sender.name) and fold(sender.name) in people.our_names
    if to_them or any(fold(one.name) in people.their_names for one in mail.receivers if one.name):
        return named or not mail.carried
    if mail.carried or not mail.receivers or not (mail.date or mail.message_id):
        return False
    # A copy without any trace of a server lay where it was written. That is enough only while the case holds
    # no mail address of the other side that it could be compared with.
    return named or not people.theirs


def _sent(mail: ToldMail, people: People) -> Verdict:
    others = {
        normal_mail(one.address): one.address
        for one in mail.receivers
        if "@" in one.address and normal_mail(one.address) not in people.ours
    }
    if not others:
        return Verdict(Kind.KEPT)
    # Of several the other side's own come first; whoever else got a copy is told after them.
    known = [one for one in others if _other_side_of(one, people)]
    party = next((_other_side_of(one, people) for one in known), "")
    named = [people.their_names.get(fold(one.name), "") for one in mail.receivers if one.name]
    ordered = [*known, *(one for one in others if one not in known)]
    return Verdict(Kind.SENT, party or next(filter(None, named), ""), tuple(others[one] for one in ordered))


def _other_side_of(address: str, people: People) -> str:
    return people.theirs.get(address) or people.hosts.get(host_of(address), "")
