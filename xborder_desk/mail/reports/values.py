"""What a delivery report says, as values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipient:
    """One address and what became of it.

    ``status`` is the enhanced code as the server wrote it (5.1.1) or empty, ``reply`` the SMTP reply code or
    None; ``status_class`` is 2 delivered, 4 not yet, 5 refused, None if the report says neither. ``dead`` is
    True only when the report shows that the mailbox or domain does not exist, is not accepted, or has moved.
    ``text`` are the server's own words. ``waiting``: the server is still trying. ``passed_on``: it gave the
    mail to one that sends no reports, so that nobody knows whether it arrived.
    """

    address: str
    status: str = ""
    reply: int | None = None
    status_class: int | None = None
    dead: bool = False
    text: str = ""
    waiting: bool = False
    passed_on: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A delivery report: what it is about, and each recipient it names.

    ``kind`` is ``delivery`` (bounce, delay, success), ``receipt`` (somebody opened it), ``complaint`` (a
    feedback report) or ``automatic`` (an absence note or challenge, which is no reply). ``message_id`` is
    that of the mail it is about, ``sent_at`` its date in ISO 8601; empty where the report does not say.
    """

    kind: str
    recipients: tuple[Recipient, ...]
    message_id: str = ""
    sent_at: str = ""
