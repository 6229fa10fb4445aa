"""To which case a fetched mail belongs: by the mails it answers, else by who wrote it; never by guessing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xborder_desk.identifiers.ways import normal_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xborder_desk.domain.mails import ToldMail
    from xborder_desk.storage.queries.contacts import MailPlaces


def case_of(mail: ToldMail, places: MailPlaces) -> str:
    """Give the number of the one open case a mail belongs to; empty if there is none, or more than one."""
    for wanted in _ids(mail):
        if wanted in places.by_id:
            return places.by_id[wanted]
    addresses = [normal_address("email", one) for one in _addresses(mail)]
    found = {case for one in addresses for case in places.by_address.get(one, ())}
    return found.pop() if len(found) == 1 else ""


def _ids(mail: ToldMail) -> Iterator[str]:
    if mail.report is not None and mail.report.message_id:
        yield mail.report.message_id
    yield from mail.answers


def _addresses(mail: ToldMail) -> Iterator[str]:
    if mail.report is not None:
        yield from (one.address for one in mail.report.recipients)
    else:
        yield from (one.address for one in mail.sender)
