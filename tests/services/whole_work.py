"""A case with a bit of everything, and every change that can be made to it by one use-case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from tests.factories.cases import add_evidence, new_attempt, new_case, new_party, open_case, write_files
from xborder_desk.domain.post import NewPosting
from xborder_desk.services.claims import NewHead
from xborder_desk.services.contacts import NewOutcome
from xborder_desk.services.facts import NewFact
from xborder_desk.services.parties import NewIdentifier

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xborder_desk.services import Desk

OUT: Final = NewPosting("outgoing", "2026-02-02", "Wanbao", "Demand", "registered", "RR1DE")


@dataclass(frozen=True)
class Rich:
    """The case's number, another one with one paper, and the uids of what has no number."""

    case: str
    other: str
    task: str
    done: str
    note: str
    hidden: str
    mandate: str
    identifier: str


def enrich(desk: Desk, folder: Path) -> Rich:
    """Make both cases."""
    case, other = open_case(desk), open_case(desk)
    add_evidence(desk, case, write_files(folder / "in", a="one", b="two", c="three"))
    add_evidence(desk, other, write_files(folder / "in", d="theirs"))
    desk.parties.add(case, new_party())
    desk.parties.add(case, new_party(name="Gone"))
    desk.parties.remove(case, "P-04")
    desk.facts.add(case, NewFact("Paid.", "2026-01-05", ("E-01",)))
    desk.facts.add(case, NewFact("Gone.", "2026-01-05"))
    desk.facts.remove(case, "F-02")
    desk.contacts.add(case, new_attempt(), ("E-02",))
    task, done = desk.cases.plan(case, "Call", "2026-05-01"), desk.cases.plan(case, "Done")
    desk.cases.finish(case, done)
    note, hidden = desk.cases.note(case, "For us"), desk.cases.note(case, "Gone")
    desk.cases.show_note(case, hidden, shown=False)
    mandate = desk.parties.give_mandate(case, "P-01", "mandate", "2026-01-02")
    identifier = desk.parties.add_identifier(case, "P-02", NewIdentifier("email", "a@b.example", "imprint"))
    desk.claims.add_head(case, NewHead("customs", "12.50", "EUR", "2026-01-10"))
    desk.evidence.bin.take_off(case, ["E-03"])
    return Rich(case, other, task, done, note, hidden, mandate, identifier)


EVERY: Final[dict[str, Callable[[Desk, Rich], Any]]] = {
    "a case opened": lambda d, r: d.cases.create(new_case(more={"platform": f"Bazaar {r.case}"})),
    "fields set": lambda d, r: d.cases.set(r.case, {"title": "New", "amount": "1"}),
    "many set": lambda d, r: d.cases.many.set([r.case, r.other], {"status": "waiting"}),
    "many binned": lambda d, r: d.cases.many.bin([r.case, r.other]),
    "binned": lambda d, r: d.cases.bin(r.case),
    "note written": lambda d, r: d.cases.note(r.case, "More for us"),
    "note hidden": lambda d, r: d.cases.show_note(r.case, r.note, shown=False),
    "note shown": lambda d, r: d.cases.show_note(r.case, r.hidden, shown=True),
    "task planned": lambda d, r: d.cases.plan(r.case, "Write", "2026-04-01"),
    "task done": lambda d, r: d.cases.finish(r.case, r.task),
    "task reopened": lambda d, r: d.cases.reopen(r.case, r.done),
    "party added": lambda d, r: d.parties.add(r.case, new_party(name="More")),
    "party changed": lambda d, r: d.parties.change(r.case, "P-03", {"name": "Other", "country": "CZ"}),
    "party removed": lambda d, r: d.parties.remove(r.case, "P-03"),
    "party brought back": lambda d, r: d.parties.take_back(r.case, "P-04"),
    "identifier added": lambda d, r: d.parties.add_identifier(
        r.case, "P-02", NewIdentifier("phone", "+86 755 5550 0142", evidence="E-01")
    ),
    "identifier hidden": lambda d, r: d.parties.show_identifier(r.case, r.identifier, shown=False),
    "mandate given": lambda d, r: d.parties.give_mandate(
        r.case, "P-01", "consent", "2026-01-03", proof="E-01"
    ),
    "mandate withdrawn": lambda d, r: d.parties.withdraw_mandate(r.case, r.mandate, "2026-02-01"),
    "fact added": lambda d, r: d.facts.add(r.case, NewFact("Sent.", "2026-01", ("E-01", "E-02:1"))),
    "fact changed": lambda d, r: d.facts.change(r.case, "F-01", NewFact("Unpaid.", "", ("E-02",))),
    "fact removed": lambda d, r: d.facts.remove(r.case, "F-01"),
    "fact brought back": lambda d, r: d.facts.bring_back(r.case, "F-02"),
    "attempt logged": lambda d, r: d.contacts.add(r.case, new_attempt(result="delivered"), ("E-01",)),
    "result added": lambda d, r: d.contacts.add_result("A-01", NewOutcome(result="bounced"), r.case),
    "reply added": lambda d, r: d.contacts.add_reply("A-01", NewOutcome(note="No."), r.case),
    "attempt corrected": lambda d, r: d.contacts.correct("A-01", {"address": "x@y.example"}, "typo", r.case),
    "omissions told": lambda d, r: d.contacts.set_omissions(r.case, "No fax is known."),
    "posted": lambda d, r: d.post.enter(OUT, r.case, ["E-01"]),
    "head added": lambda d, r: d.claims.add_head(r.case, NewHead("customs", "5", "EUR", proof="E-01")),
    "head removed": lambda d, r: d.claims.remove_head(r.case, 1),
    "item described": lambda d, r: d.evidence.describe("E-01", {"title": "Receipt"}, r.case),
    "item put back": lambda d, r: d.evidence.bin.put_back(r.case, ["E-03"]),
    "route overridden": lambda d, r: d.routes.override(r.case, "adr", "closed", "They refused."),
    "sender set": lambda d, r: d.letters.set_sender({"name": f"Office of {r.case}", "country": "de"}),
}  # fmt: skip
"""By name: each changes something the first time it is done in the case."""
