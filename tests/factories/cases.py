"""Cases to test with: a dispute about a drill, with parties, evidence, facts and attempts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.cases import NewCase
from xborder_desk.domain.contacts import NewAttempt
from xborder_desk.jobs.context import JobContext
from xborder_desk.services.facts import NewFact
from xborder_desk.services.parties import NewIdentifier, NewParty

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.domain.items import Added
    from xborder_desk.services import Desk

SELLER: Final = "深圳市万宝贸易有限公司"


def new_case(**changed: Any) -> NewCase:
    """Give what a person enters to open a case."""
    values: dict[str, Any] = {
        "title": "Bohrmaschine nie geliefert",
        "consumer": "Zoë Müller-Strauß",
        "consumer_country": "DE",
        "seller": SELLER,
        "seller_country": "CN",
    }
    return NewCase(**{**values, **changed})


def open_case(desk: Desk, **more: str) -> str:
    """Open a case and give its number."""
    given = {"order_number": "114-3941689", "amount": "249.90", "currency": "EUR", "ordered_on": "2026-01-05"}
    return desk.cases.create(new_case(more={**given, **more}))


def new_party(**changed: Any) -> NewParty:
    """Give a party as typed: a carrier with a phone number."""
    values: dict[str, Any] = {
        "role": "carrier",
        "name": "Śląski Kurier Sp. z o.o.",
        "country": "PL",
        "language": "pl",
        "identifiers": (NewIdentifier("phone", "+48 32 123 45 67", origin="website"),),
    }
    return NewParty(**{**values, **changed})


def write_files(folder: Path, **texts: str) -> list[Path]:
    """Write text files named like the arguments."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{name}.txt" for name in texts]
    for file, text in zip(files, texts.values(), strict=True):
        file.write_text(text, encoding="utf-8")
    return files


def add_evidence(desk: Desk, case: str, files: list[Path]) -> list[Added]:
    """Take files in, as a drop would."""
    return desk.evidence.add_files(case, files, JobContext(), method="drop", source="consumer")


def new_attempt(**changed: Any) -> NewAttempt:
    """Give an attempt as typed: an e-mail to the seller."""
    values: dict[str, Any] = {
        "channel": "email",
        "address": "service@wanbao.example",
        "at": "2026-02-03T10:30",
    }
    return NewAttempt(**{**values, **changed})


def grow(desk: Desk, case: str, folder: Path, size: int) -> None:
    """Give a case ``size`` items, facts, parties, notes, tasks and attempts."""
    texts = {f"n{number}": f"paper {number}" for number in range(size)}
    add_evidence(desk, case, write_files(folder, **texts))
    for number in range(1, size + 1):
        desk.facts.add(case, NewFact(f"Fact {number}", "2026-01-10", (f"E-{number:02d}",)))
        desk.parties.add(case, new_party(name=f"Carrier {number}"))
        desk.cases.note(case, f"Note {number}")
        desk.cases.plan(case, f"Task {number}", "2026-05-01")
        desk.contacts.add(case, new_attempt(result="delivered"), (f"E-{number:02d}",))
