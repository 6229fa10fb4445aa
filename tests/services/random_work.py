"""A caseworker's day as data: steps drawn at random, done through the use-cases, told by a plain model."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from tests.factories.cases import new_attempt, new_case, new_party
from xborder_desk.domain.errors import KnownError
from xborder_desk.jobs.context import JobContext
from xborder_desk.services.contacts import NewOutcome
from xborder_desk.services.facts import NewFact

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.services import Desk

NAMES = (
    "Ana Popescu",
    "深圳市万宝贸易有限公司",
    "شركة النور للتجارة",
    "Śląski Kurier Sp. z o.o.",
    "Zoë Müller-Strauß",
    "Αθηναϊκή Εταιρεία",
)
TEXTS = (
    "Nothing came.",
    "Die Lampe flackert.",
    "商品從未寄達。",
    "لم تصل البضاعة",
    "a" * 900,
    "“{x}” %s \\n",
)
DAYS = ("2026-01-05", "2026-02", "2025", "")

_case = st.integers(0, 3)
_thing = st.integers(0, 4)
STEPS = st.one_of(
    st.tuples(st.just("open"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.just("set"), _case, st.sampled_from(("title", "order_number")), st.sampled_from(TEXTS)),
    st.tuples(st.just("pay"), _case, st.sampled_from(("12.50", "0", "-1", "1e9", "abc", "129,90"))),
    st.tuples(st.just("party"), _case, st.sampled_from(NAMES)),
    st.tuples(st.just("rename"), _case, _thing, st.sampled_from(NAMES)),
    st.tuples(st.just("unparty"), _case, _thing),
    st.tuples(st.just("fact"), _case, st.sampled_from(TEXTS), st.sampled_from(DAYS)),
    st.tuples(st.just("refact"), _case, _thing, st.sampled_from(TEXTS), st.sampled_from(DAYS)),
    st.tuples(st.just("unfact"), _case, _thing),
    st.tuples(st.just("note"), _case, st.sampled_from(TEXTS)),
    st.tuples(st.just("plan"), _case, st.sampled_from(TEXTS)),
    st.tuples(st.just("finish"), _case, _thing),
    st.tuples(st.just("file"), _case, st.binary(max_size=40)),
    st.tuples(st.just("attempt"), _case, st.sampled_from(("delivered", "bounced", "", "nonsense"))),
    st.tuples(st.just("result"), _case, _thing, st.sampled_from(("read", "no_answer", "returned_moved"))),
    st.tuples(st.just("correct"), _case, _thing, st.sampled_from(("b@c.example", "d@e.example"))),
    st.tuples(st.just("bin"), _case),
    st.tuples(st.just("unbin"), _case),
)


@dataclass
class Told:
    """What one case must show, kept in plain lists."""

    number: str
    title: str
    order_number: str = ""
    amount: str = ""
    binned: bool = False
    parties: dict[str, str] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    tasks: list[bool] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    attempts: list[str] = field(default_factory=list)
    results: list[list[str]] = field(default_factory=list)


class Worker:
    """Does steps in an office and keeps the model; what is refused must leave both as they were."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk = desk
        self.cases: list[Told] = []
        self.refused = 0
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def do(self, step: tuple[Any, ...]) -> None:
        """Do one step; one that is about nothing that is there is left out."""
        name, *rest = step
        if name == "open":
            self._open(*rest)
            return
        if rest[0] >= len(self.cases):
            return
        told = self.cases[rest[0]]
        try:
            getattr(self, f"_{name}")(told, *rest[1:])
        except KnownError:
            self.refused += 1

    def _open(self, consumer: str, seller: str) -> None:
        if len(self.cases) == 4:
            return
        number = self.desk.cases.create(new_case(consumer=consumer, seller=seller))
        title = new_case().title
        self.cases.append(Told(number, title, parties={"P-01": consumer, "P-02": seller}))

    def _set(self, told: Told, name: str, value: str) -> None:
        self.desk.cases.set(told.number, {name: value})
        setattr(told, name, value.strip())

    def _pay(self, told: Told, amount: str) -> None:
        self.desk.cases.set(told.number, {"amount": amount, "currency": "EUR"})
        told.amount = amount

    def _party(self, told: Told, name: str) -> None:
        number, _conflicts = self.desk.parties.add(told.number, new_party(name=name))
        assert number not in told.parties
        told.parties[number] = name

    def _rename(self, told: Told, which: int, name: str) -> None:
        number = f"P-{which + 1:02d}"
        self.desk.parties.change(told.number, number, {"name": name})
        told.parties[number] = name

    def _unparty(self, told: Told, which: int) -> None:
        number = f"P-{which + 3:02d}"
        self.desk.parties.remove(told.number, number)
        del told.parties[number]

    def _fact(self, told: Told, text: str, on: str) -> None:
        number = self.desk.facts.add(told.number, NewFact(text, on))
        assert number not in told.facts
        told.facts[number] = text

    def _refact(self, told: Told, which: int, text: str, on: str) -> None:
        number = f"F-{which + 1:02d}"
        self.desk.facts.change(told.number, number, NewFact(text, on))
        told.facts[number] = text

    def _unfact(self, told: Told, which: int) -> None:
        number = f"F-{which + 1:02d}"
        self.desk.facts.remove(told.number, number)
        del told.facts[number]

    def _note(self, told: Told, text: str) -> None:
        self.desk.cases.note(told.number, text)
        told.notes.append(text)

    def _plan(self, told: Told, text: str) -> None:
        self.desk.cases.plan(told.number, text)
        told.tasks.append(False)

    def _finish(self, told: Told, which: int) -> None:
        if which < len(told.tasks):
            tasks = self.desk.cases.show(told.number).tasks
            undone = [task for task in tasks if task.done_at is None]
            if undone:
                self.desk.cases.finish(told.number, undone[0].uid)
                told.tasks[told.tasks.index(False)] = True

    def _file(self, told: Told, data: bytes) -> None:
        file = self._folder / f"{len(told.files)}.bin"
        file.write_bytes(data)
        (added,) = self.desk.evidence.add_files(
            told.number, [file], JobContext(), method="drop", source="consumer"
        )
        assert added.row is not None
        twin = hashlib.sha256(data).hexdigest() in told.files
        assert bool(added.row.duplicate_of) == twin
        told.files.append(added.row.sha256)

    def _attempt(self, told: Told, result: str) -> None:
        self.desk.contacts.add(told.number, new_attempt(result=result))
        told.attempts.append(new_attempt().address)
        told.results.append([result] if result else [])

    def _result(self, told: Told, which: int, result: str) -> None:
        self.desk.contacts.add_result(f"A-{which + 1:02d}", NewOutcome(result=result), told.number)
        told.results[which].append(result)

    def _correct(self, told: Told, which: int, address: str) -> None:
        self.desk.contacts.correct(f"A-{which + 1:02d}", {"address": address}, "typed wrongly", told.number)
        told.attempts[which] = address

    def _bin(self, told: Told) -> None:
        self.desk.cases.bin(told.number)
        told.binned = True

    def _unbin(self, told: Told) -> None:
        self.desk.cases.take_back(told.number)
        told.binned = False


def shown(desk: Desk, number: str) -> dict[str, Any]:
    """Give what the office shows of a case, without what every run makes anew."""
    case = desk.cases.show(number)
    return {
        "title": case.title,
        "binned": case.binned_at is not None,
        "values": {name: str(value) for name, value in sorted(case.values.items())},
        "parties": {party.number: (party.name, party.role, party.country) for party in case.parties},
        "facts": {fact.number: (fact.text, str(fact.on), fact.precision) for fact in case.facts},
        "notes": sorted(note.text for note in case.notes),
        "tasks": sorted((task.text, task.done_at is not None) for task in case.tasks),
        "files": [
            (row.number, row.sha256, row.duplicate_of, row.state) for row in desk.evidence.list(number)
        ],
        "attempts": [
            (one.number, one.address, one.result, tuple(each.result for each in one.results))
            for one in desk.contacts.list(number)
        ],
    }
