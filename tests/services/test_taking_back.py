"""Whatever is taken out of a case comes back as it was, once, with every step in the register."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import add_evidence, new_case, new_party, open_case, write_files
from xborder_desk.domain.errors import BadInputError, ConflictError, KnownError, NotFoundError
from xborder_desk.domain.registers import AUDIT
from xborder_desk.services.facts import NewFact
from xborder_desk.services.parties import NewIdentifier
from xborder_desk.storage import registers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xborder_desk.domain.cases import CaseView
    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office


@pytest.fixture
def case(desk: Desk, tmp_path: Path) -> str:
    """A case with two papers, a carrier, two facts, a note and a task."""
    number = open_case(desk)
    add_evidence(desk, number, write_files(tmp_path / "in", a="one", b="two"))
    desk.parties.add(number, new_party())
    desk.facts.add(number, NewFact("Bezahlt.", "2026-01-05", ("E-01", "E-02:1")))
    desk.facts.add(number, NewFact("Zugesagt {{ref:E-02}}.", "2026-01"))
    desk.cases.note(number, "For colleagues")
    desk.cases.plan(number, "Call", "2026-05-01")
    return number


def actions(office: Office, desk: Desk, case: str) -> list[str]:
    """Give what the audit register says of a case, line by line."""
    with office.database.read() as uow:
        lines = registers.lines(uow.connection, desk.cases.show(case).uid, AUDIT)
    return [str(line.values()["action"]) for line in lines]


def content(view: CaseView) -> CaseView:
    """Give a case without the counters of changes and without its times."""

    def still(value: object) -> object:
        return dataclasses.replace(value, version=0) if hasattr(value, "version") else value  # type: ignore[type-var]  # a view

    bare = dataclasses.replace(view, version=0, updated_at=view.created_at)
    return dataclasses.replace(
        bare,
        parties=tuple(still(one) for one in view.parties),  # type: ignore[misc]  # as above
        facts=tuple(still(one) for one in view.facts),  # type: ignore[misc]  # as above
    )


def test_a_party_a_fact_and_an_address_come_back_as_they_were(desk: Desk, case: str, office: Office) -> None:
    before = desk.cases.show(case)
    address = before.parties[2].identifiers[0].uid
    steps: list[tuple[str, Callable[[], object], Callable[[], object]]] = [
        ("party", lambda: desk.parties.remove(case, "P-03"), lambda: desk.parties.take_back(case, "P-03")),
        ("fact", lambda: desk.facts.remove(case, "F-01"), lambda: desk.facts.bring_back(case, "F-01")),
        (
            "identifier",
            lambda: desk.parties.show_identifier(case, address, shown=False),
            lambda: desk.parties.show_identifier(case, address, shown=True),
        ),
    ]
    for what, out, back in steps:
        out()
        gone = desk.cases.show(case)
        assert content(gone) != content(before), what
        back()
        back()  # a second time changes nothing
        assert content(desk.cases.show(case)) == content(before), what
        assert actions(office, desk, case)[-2:] == [f"{what}_removed", f"{what}_brought_back"]


def test_what_was_taken_out_cannot_be_changed_or_taken_out_again(desk: Desk, case: str) -> None:
    desk.parties.remove(case, "P-03")
    desk.facts.remove(case, "F-01")
    for change in (
        lambda: desk.parties.remove(case, "P-03"),
        lambda: desk.parties.change(case, "P-03", {"name": "X"}),
        lambda: desk.parties.add_identifier(case, "P-03", NewIdentifier("email", "a@x")),
        lambda: desk.parties.conflicts(case, "P-03"),
        lambda: desk.facts.remove(case, "F-01"),
        lambda: desk.facts.change(case, "F-01", NewFact("X")),
        lambda: desk.facts.bring_back(case, "F-09"),
        lambda: desk.parties.take_back(case, "P-09"),
    ):
        with pytest.raises(NotFoundError):
            change()
    assert [one.number for one in desk.cases.show(case).parties] == ["P-01", "P-02"]


def test_numbers_are_never_given_twice(desk: Desk, case: str) -> None:
    desk.parties.remove(case, "P-03")
    desk.facts.remove(case, "F-02")
    assert desk.parties.add(case, new_party(name="Other"))[0] == "P-04"
    assert desk.facts.add(case, NewFact("Other")) == "F-03"


def test_a_case_in_the_bin_is_out_of_every_list_until_it_is_taken_back(desk: Desk, case: str) -> None:
    other = desk.cases.create(new_case(title="Other"))
    desk.cases.bin(case)
    assert [row.number for row in desk.cases.all()] == [other]
    assert [row.number for row in desk.cases.all(binned=True)] == [case]
    assert desk.today.show().due == ()
    assert desk.cases.show(case).binned_at is not None
    desk.cases.take_back(case)
    assert {row.number for row in desk.cases.all()} == {case, other}
    assert desk.cases.all(binned=True) == []


def test_a_task_is_done_and_open_again(desk: Desk, case: str) -> None:
    [task] = desk.cases.show(case).tasks
    desk.cases.finish(case, task.uid)
    [done] = desk.cases.show(case).tasks
    assert done.done_at is not None
    desk.cases.reopen(case, task.uid)
    assert desk.cases.show(case).tasks == (task,)
    for change in (desk.cases.finish, desk.cases.reopen):
        with pytest.raises(NotFoundError):
            change(case, "nothing")


def test_a_note_is_hidden_and_shown_again(desk: Desk, case: str) -> None:
    [note] = desk.cases.show(case).notes
    desk.cases.show_note(case, note.uid, shown=False)
    assert desk.cases.show(case).notes == ()
    desk.cases.show_note(case, note.uid, shown=True)
    assert desk.cases.show(case).notes == (note,)


REFUSED: list[tuple[str, NewFact, str]] = [
    ("no words", NewFact(" \n"), "text"),
    ("no day", NewFact("T", "2026-02-30"), "on"),
    ("no place", NewFact("T", "", ("E-01:0",)), "proof"),
    ("no page", NewFact("T", "", ("E-01:x",)), "proof"),
    ("too long a number", NewFact("T", "", ("E-01:" + "9" * 5000,)), "proof"),
    ("nothing before the page", NewFact("T", "", (":1",)), ""),
    ("no evidence", NewFact("T", "", ("E-09",)), ""),
    ("a reference to nothing", NewFact("T {{ref:E-09}}"), ""),
    ("a sign nobody sees", NewFact("T\u202e"), "text"),
]


def test_a_fact_that_cannot_be_taken_changes_nothing(desk: Desk, case: str, office: Office) -> None:
    before, lines = desk.cases.show(case), actions(office, desk, case)
    for what, new, field in REFUSED:
        for put in (
            lambda new=new: desk.facts.add(case, new),
            lambda new=new: desk.facts.change(case, "F-01", new),
        ):
            with pytest.raises(KnownError) as told:
                put()
            assert getattr(told.value, "field", "") == field, what
    assert desk.cases.show(case) == before
    assert actions(office, desk, case) == lines


def test_two_people_who_change_one_fact_see_both_values(desk: Desk, case: str) -> None:
    seen = desk.cases.show(case).facts[0]
    desk.facts.change(case, seen.number, NewFact("Theirs", "2026-01-06"), version=seen.version)
    with pytest.raises(ConflictError) as told:
        desk.facts.change(case, seen.number, NewFact("Mine", "2026-01-06"), version=seen.version)
    assert (told.value.theirs, told.value.mine) == ({"text": "Theirs"}, {"text": "Mine"})
    # Whoever has looked again may write.
    now = next(one for one in desk.cases.show(case).facts if one.number == seen.number)
    desk.facts.change(case, seen.number, NewFact("Both", "2026-01-06"), version=now.version)
    assert "Both" in [one.text for one in desk.cases.show(case).facts]


MANDATES: list[tuple[str, str, str]] = [
    ("contract", "2026-01-01", "kind"),
    ("mandate", "", "given_on"),
    ("mandate", "2026-02-30", "given_on"),
    ("mandate", "1800-01-01", "given_on"),
]


def test_a_mandate_holds_from_a_day_to_a_day(desk: Desk, case: str) -> None:
    for kind, day, field in MANDATES:
        with pytest.raises(BadInputError) as told:
            desk.parties.give_mandate(case, "P-01", kind, day)
        assert told.value.field == field
    uid = desk.parties.give_mandate(case, "P-01", "Mandate", "2026-01-05", scope="Seller", proof="E-01")
    with pytest.raises(BadInputError, match=r"given on 2026-01-05"):
        desk.parties.withdraw_mandate(case, uid, "2026-01-04")
    desk.parties.withdraw_mandate(case, uid, "2026-01-05")
    [kept] = desk.cases.show(case).mandates
    assert (kept.party, kept.kind, kept.scope, kept.evidence) == ("P-01", "mandate", "Seller", "E-01")
    assert str(kept.withdrawn_on) == "2026-01-05"
    desk.parties.withdraw_mandate(case, uid, "")
    assert desk.cases.show(case).mandates[0].withdrawn_on is None
    with pytest.raises(NotFoundError):
        desk.parties.withdraw_mandate(case, "nothing", "2026-01-06")
