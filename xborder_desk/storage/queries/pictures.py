"""What a case shows of the search for its seller: parties, addresses, attempts, marks, and words on gaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.address_book import attempts_to, book_of, seller_of
from xborder_desk.domain.choices import Channel
from xborder_desk.domain.contacts import attempts_from
from xborder_desk.domain.registers import CONTACTS
from xborder_desk.domain.search import Search, marks_from, omissions_from
from xborder_desk.identifiers.ways import WAYS, normal_address
from xborder_desk.storage import registers
from xborder_desk.storage.queries import contacts, evidence

if TYPE_CHECKING:
    from xborder_desk.domain.address_book import BookEntry, PartyAddress
    from xborder_desk.domain.contacts import AttemptView
    from xborder_desk.domain.search import Mark
    from xborder_desk.storage.uow import UnitOfWork

INQUIRIES: Final = frozenset({Channel.REGISTER_LOOKUP.value, Channel.THIRD_PARTY.value})
"""Ways of asking others; no attempt to reach the party itself."""
OUR_SIDE: Final = frozenset({"consumer", "representative", "witness"})


@dataclass(frozen=True)
class Picture:
    """One case; ``to_seller`` are the attempts meant for the seller and those that name nobody."""

    parties: list[PartyAddress]
    seller: str
    attempts: list[AttemptView]
    book: list[BookEntry]
    to_seller: list[AttemptView]
    marks: dict[str, Mark]
    omissions: str

    @property
    def roles(self) -> dict[str, str]:
        """The role of each party by its number."""
        return {one.number: one.role for one in self.parties}


def picture(uow: UnitOfWork, case_number: str, seller: str = "") -> Picture:
    """Read it in three queries, however long the register is; ``seller`` names the party that is meant.

    Raises:
        NotFoundError: no such case.

    """
    case_id, case_uid = evidence.case_key(uow, case_number)
    lines = registers.lines(uow.connection, case_uid, CONTACTS)
    parties = contacts.parties_by_address(uow, case_id)
    attempts = attempts_from(lines)
    seller = seller or seller_of(parties)
    return Picture(
        parties=parties,
        seller=seller,
        attempts=attempts,
        book=book_of(parties, attempts, seller, seller, WAYS),
        to_seller=attempts_to(attempts, seller, seller),
        marks=marks_from(lines),
        omissions=omissions_from(lines),
    )


def search_of(seen: Picture) -> Search:
    """Give what the rows of the search are judged by."""
    return Search(
        known=seen.book,
        attempts=[one for one in seen.to_seller if one.channel not in INQUIRIES],
        inquiries=[one for one in seen.attempts if seen.roles.get(one.party, "") not in OUR_SIDE],
        roles=seen.roles,
        marks=seen.marks,
        normal=normal_address,
    )
