"""What is asked of letters and what they give back, and reading what a person typed for one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xborder_desk.domain import words
from xborder_desk.domain.errors import BadInputError
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from xborder_desk.domain.cases import CaseView, PartyView
    from xborder_desk.domain.claim import Claim
    from xborder_desk.domain.contacts import NewAttempt
    from xborder_desk.domain.items import Added
    from xborder_desk.domain.letters import Given, Template, Written
    from xborder_desk.jobs.context import JobContext


@dataclass(frozen=True, slots=True)
class NewLetter:
    """What a person asks for: ``facts`` typed by hand, ``party`` like P-02, ``by`` the day for the answer."""

    template: str
    language: str
    beside: str = ""
    party: str = ""
    by: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    enclose: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterMade:
    """A letter as written: its number, its file, and what it lacks or holds back."""

    number: str
    file: Path
    written: Written
    beside: Written | None

    @property
    def unfilled(self) -> tuple[str, ...]:
        """The facts that are missing, by name."""
        return self.written.unfilled


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter of a case in a list."""

    number: str
    template: str
    language: str
    beside: str
    state: str
    written_on: dt.date | None
    attempt: str
    unfilled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sending:
    """How a letter went out: by which channel to which address, when (ISO 8601 or empty for now)."""

    channel: str
    address: str
    at: str = ""
    address_source: str = ""


@dataclass(frozen=True)
class Neighbours:
    """What other use-cases do for this one; the composition root puts them together."""

    claim: Callable[[str], Claim]
    take_in: Callable[[str, Sequence[Path], JobContext], list[Added]]
    log: Callable[[str, NewAttempt, Sequence[str]], str]
    check: Callable[[str, NewAttempt], None]


def recipient_of(case: CaseView, template: Template, number: str) -> PartyView | None:
    """Give the party a letter goes to: the one named, else the first of the roles it is made for.

    Raises:
        BadInputError: the case has no such party.

    """
    if number:
        wanted = number.strip().upper().rpartition("/")[2]
        found = next((party for party in case.parties if party.number == wanted), None)
        if found is None:
            raise BadInputError(
                N_("There is no party {number} in the case {case}."),
                field="party",
                number=number,
                case=case.number,
            )
        return found
    return next((party for role in template.to if (party := case.of_role(role))), None)


def typed_facts(template: Template, given: Sequence[tuple[str, str]]) -> dict[str, Given]:
    """Read facts typed by hand; one whose name ends like a day's is read as a day.

    Raises:
        BadInputError: letters know no such fact, or it is no day.

    """
    found: dict[str, Given] = {}
    for name, value in given:
        if name not in template.words:
            raise BadInputError(
                N_("Letters know no fact “{given}”. This one can take: {possible}."),
                field="fact",
                given=name,
                possible=", ".join(sorted(template.places)),
            )
        taken = words.text(value, field=name)
        day = words.day(taken, field=name) if name.endswith(("_on", "_by")) else None
        found[name] = day or taken
    return found


def still_there(case: CaseView, number: str) -> str:
    """Give a party's number if the case still has it."""
    return number if any(party.number == number for party in case.parties) else ""
