"""What an attempt would say that an item of evidence shows: filled in for a person to look over."""

from __future__ import annotations

from email.utils import parseaddr
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.address_book import seller_of
from xborder_desk.domain.contacts import NewAttempt
from xborder_desk.identifiers.ways import normal_address
from xborder_desk.storage.queries import contacts, evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xborder_desk.domain.address_book import PartyAddress
    from xborder_desk.storage.uow import UnitOfWork

_MAILS: Final = frozenset({"eml", "msg", "tnef"})
_CHATS: Final = frozenset({"chat"})
_PAGES: Final = frozenset({"web"})
_OURS: Final = frozenset({"consumer", "representative", "witness"})


def proposal(uow: UnitOfWork, case_number: str, item: str) -> NewAttempt:
    """Give what an item of a case shows of an attempt: way, address with its origin, and time.

    A mail was sent to somebody, a chat was held, a saved page is a form; anything else is taken for a letter,
    which goes to the first postal address that is known.

    Raises:
        NotFoundError: no such case or item.

    """
    case_id, _uid = evidence.case_key(uow, case_number)
    found = evidence.row(uow, evidence.find(uow, item, case_number).id)
    known = contacts.parties_by_address(uow, case_id)
    theirs = [one for one in known if one.kind and one.role not in _OURS]
    channel, kind = _way(found.kind)
    written = list(_receivers(found.facts)) if kind == "email" else []
    origin = _first(theirs, kind, written)
    address = origin.raw if origin is not None else next(iter(written), "")
    seen = origin is not None and bool(origin.origin)
    return NewAttempt(
        channel=channel,
        address=address.replace("\n", ", "),
        at=found.on,
        party=origin.number if origin is not None else seller_of(known),
        address_source=origin.origin if origin is not None and seen else "",
        address_evidence=origin.evidence if origin is not None and seen else "",
        language=found.language,
    )


def _way(kind: str) -> tuple[str, str]:
    if kind in _MAILS:
        return "email", "email"
    if kind in _CHATS:
        return "messenger", "messenger"
    return ("web_form", "website") if kind in _PAGES else ("registered_letter", "address")


def _receivers(facts: dict[str, Any]) -> Iterable[str]:
    for one in facts.get("to") or ():
        address = parseaddr(str(one))[1]
        if "@" in address:
            yield address


def _first(theirs: Sequence[PartyAddress], kind: str, written: Sequence[str]) -> PartyAddress | None:
    """Give the address of the other side that is meant: one the mail names, else the first of its kind."""
    wanted = {normal_address("email", one) for one in written}
    fitting = [one for one in theirs if one.kind == kind and (not wanted or one.normal in wanted)]
    sellers = [one for one in fitting if one.role == "seller"]
    return next(iter([*sellers, *fitting]), None)
