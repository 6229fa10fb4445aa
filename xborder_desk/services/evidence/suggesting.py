"""Facts suggested out of the texts of items: offered, accepted or rejected by a person, not applied alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.registers import AUDIT
from xborder_desk.domain.suggestions import OF_PARTIES, State
from xborder_desk.i18n import N_
from xborder_desk.identifiers import offering
from xborder_desk.storage.queries import cases, evidence, suggestions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from xborder_desk.domain.suggestions import Suggestion
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.storage.office import Office

MOST: Final = 500
"""How many are offered of one item: a list of a thousand prices helps nobody."""
MOST_TEXT: Final = 100_000
_AROUND: Final = 40
_HEADS: Final = ("subject", "from", "to", "cc", "reply_to")


class Suggesting:
    """What can be done with suggestions. ``enter`` enters an accepted one with a party.

    It is called with the case, the party, the kind, the value, the item and its page.
    """

    def __init__(self, office: Office, enter: Callable[[str, str, str, str, str, int | None], None]) -> None:
        self._database = office.database
        self._enter = enter

    def offer(self, case_number: str, ctx: JobContext, numbers: Sequence[str] = ()) -> int:
        """Look through the texts of these items, or of all of a case; gives how many new ones are offered.

        Raises:
            NotFoundError: no such case or item.
            Cancelled: the person asked for it to stop; what was offered before stays.

        """
        with self._database.read() as uow:
            case_id, _scope = evidence.case_key(uow, case_number)
            rows = evidence.rows(uow, case_id)
            wanted = {evidence.find(uow, one, case_number).id for one in numbers}
            texts = evidence.texts_of_case(uow, case_id)
            country = suggestions.consumer_country(uow, case_id)
        rows = [row for row in rows if not wanted or row.id in wanted]
        offered = 0
        for done, row in enumerate(rows):
            ctx.progress(done, len(rows), N_("Looking through {number}"), number=row.number)
            found = list(_found(row.facts, texts.get(row.id, []), country))[:MOST]
            with self._database.write() as uow:
                offered += suggestions.offer(uow, row.id, case_id, found)
                uow.commit()
        return offered

    def list(self, case_number: str, number: str = "", *, undecided: bool = False) -> list[Suggestion]:
        """Give those of a case or of one item, in the order of the items.

        Raises:
            NotFoundError: no such case or item.

        """
        with self._database.read() as uow:
            case_id = evidence.case_key(uow, case_number)[0]
            only = evidence.find(uow, number, case_number).no if number else ""
            found = suggestions.of_case(uow, case_id)
        return [
            one
            for one in found
            if (not only or one.evidence == only) and (not undecided or one.state is State.OFFERED)
        ]

    def accept(self, named: str, case_number: str = "", *, party: str = "") -> Suggestion:
        """Say that it is right; with ``party`` (P-02) it is entered there, with the item as its origin.

        Raises:
            BadInputError: it is nothing that belongs to a party.
            NotFoundError: no such suggestion or party.

        """
        if party:
            with self._database.read() as uow:
                row, item, found = suggestions.find(uow, named, case_number)
                case = evidence.case_number(uow, item.case_id)[0]
            if found.kind not in OF_PARTIES:
                told = N_("“{value}” tells nobody: it cannot be entered with a party.")
                raise BadInputError(told, field="party", value=row.raw)
            self._enter(case, party, found.kind, found.raw, found.evidence, found.page)
        return self._decide(named, case_number, State.ACCEPTED, party)

    def reject(self, named: str, case_number: str = "") -> Suggestion:
        """Say that it is none; the same value is not offered again in the case.

        Raises:
            NotFoundError: there is no such suggestion.

        """
        return self._decide(named, case_number, State.REJECTED, "")

    def offer_again(self, named: str, case_number: str = "") -> Suggestion:
        """Take a decision back; what was entered with a party stays there.

        Raises:
            NotFoundError: there is no such suggestion.

        """
        return self._decide(named, case_number, State.OFFERED, "")

    def _decide(self, named: str, case_number: str, state: State, party: str) -> Suggestion:
        with self._database.write() as uow:
            row, item, before = suggestions.find(uow, named, case_number)
            case, scope = evidence.case_number(uow, item.case_id)
            row.state = state.value
            row.decided_by = uow.actor if state is not State.OFFERED else ""
            row.decided_at = uow.now if state is not State.OFFERED else None
            said = {"evidence": item.no, "kind": row.kind, "value": row.raw, "party": party}
            uow.record(AUDIT, scope, f"suggestion_{state.value}", item.uid, **said, before=before.state.value)
            cases.touch(cases.find(uow, case), uow.now)
            uow.flush()
            after = suggestions.find(uow, row.uid)[2]
            uow.commit()
        return after


def _found(facts: dict[str, Any], pages: Sequence[str], country: str) -> Iterator[dict[str, Any]]:
    """Give what is found in the head of a mail (no page) and in the text of each page."""
    head = "\n".join(_told(facts.get(name)) for name in _HEADS)
    texts = [(None, head), *((number, text) for number, text in enumerate(pages, start=1))]
    if not any(pages) and isinstance(facts.get("text"), str):
        texts.append((None, str(facts["text"])))
    for page, text in texts:
        for one in offering.find(text[:MOST_TEXT], country=country):
            place = {
                "start": one.start,
                "end": one.end,
                "valid": one.valid,
                "around": _around(text, one.start, one.end),
            }
            yield {"kind": one.kind, "raw": one.raw, "normal": one.normal, "page": page, "place": place}


def _around(text: str, start: int, end: int) -> str:
    return " ".join(text[max(0, start - _AROUND) : end + _AROUND].split())


def _told(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
