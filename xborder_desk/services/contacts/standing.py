"""Whether a party can be reached, derived from the register, and noted beside its identifiers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xborder_desk.domain.address_book import attempts_to, book_of, places_of, seller_of
from xborder_desk.domain.contacts import REPLY, RESULT
from xborder_desk.domain.reach import ALIVE, standing, state_of
from xborder_desk.identifiers.ways import WAYS, normal_address
from xborder_desk.storage.queries import cases, contacts, evidence
from xborder_desk.storage.queries import parties as parties_of

if TYPE_CHECKING:
    from xborder_desk.domain.address_book import BookEntry
    from xborder_desk.domain.reach import Standing
    from xborder_desk.storage.uow import UnitOfWork


def standing_of(uow: UnitOfWork, case_number: str, party: str = "") -> tuple[str, list[BookEntry], Standing]:
    """Give party, address book and standing in three queries; without ``party`` of the seller.

    Raises:
        NotFoundError: no such case or party.

    """
    case_id, case_uid = evidence.case_key(uow, case_number)
    if party.strip():
        parties_of.find(uow, cases.find(uow, case_number), party, removed=True)
    parties = contacts.parties_by_address(uow, case_id)
    attempts = contacts.attempts(uow, case_uid)
    seller = seller_of(parties)
    whom = (party.strip() or seller).rpartition("/")[2].upper()
    book = book_of(parties, attempts, whom, seller, WAYS)
    reached = standing(places_of(book), attempts_to(attempts, whom, seller), normal_address, uow.now)
    return whom, book, reached


def write_states(uow: UnitOfWork, case_id: int, attempt_uid: str, action: str, said: dict[str, Any]) -> None:
    """Note beside an identifier what a new line shows of it, so that lists need not read the register."""
    if action == RESULT and said.get("recipient"):
        state = state_of(str(said["result"]), dead=said.get("address_dead"))
        normals = [normal_address("email", str(said["recipient"]))]
    elif action in {RESULT, REPLY}:
        state = ALIVE if action == REPLY else state_of(str(said["result"]), dead=None)
        normals = contacts.normals_of(uow, attempt_uid)
    else:
        return
    if state:
        for normal in normals:
            contacts.set_state(uow, case_id, normal, state, attempt_uid)
