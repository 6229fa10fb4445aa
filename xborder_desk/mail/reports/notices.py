"""Reports that services send as JSON in the body of a mail (Amazon SES through its notification service)."""

from __future__ import annotations

import json
from typing import Any, Final

from xborder_desk.mail.reports import verdict
from xborder_desk.mail.reports.values import Recipient, Report

_LISTS: Final = {
    "Bounce": ("bounce", "bouncedRecipients", "delivery"),
    "Complaint": ("complaint", "complainedRecipients", "complaint"),
    "Delivery": ("delivery", "recipients", "delivery"),
}


def read_notice(data: bytes) -> Report | None:
    """Give what a JSON notice says, or None for a mail that holds none."""
    start = data.find(b'{"notificationType"')
    if start < 0 or b"\n\n" not in data[:start]:
        return None
    try:
        # What the service appends behind the object is of no use here; a cut object is none.
        said, _end = json.JSONDecoder(strict=False).raw_decode(data[start:].decode("utf-8", "replace"))
        section, people, kind = _LISTS[said["notificationType"]]
        listed = said[section][people]
        about = str(said.get("mail", {}).get("commonHeaders", {}).get("messageId", ""))
        return Report(kind, tuple(_recipient(one, section) for one in listed), message_id=about)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _recipient(one: dict[str, Any] | str, section: str) -> Recipient:
    if isinstance(one, str):
        return Recipient(one, "2.0.0", None, 2)
    said = str(one.get("diagnosticCode", ""))
    status = str(one.get("status", "")) or verdict.status_in(said)
    reply = verdict.reply_in(said)
    if section != "bounce":
        return Recipient(str(one["emailAddress"]))
    action = str(one.get("action", ""))
    return Recipient(
        str(one["emailAddress"]),
        status,
        reply,
        verdict.class_of(status, action, reply, said),
        dead=verdict.is_dead(status, reply, said),
        text=said,
    )
