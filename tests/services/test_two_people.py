"""Two people at one case: what one did not see is never overwritten; what does not touch is not refused."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.factories.cases import new_case, new_party, open_case
from tests.factories.offices import desk_in, row_counts
from xborder_desk.domain.errors import ConflictError
from xborder_desk.domain.registers import AUDIT
from xborder_desk.services.facts import NewFact
from xborder_desk.storage import registers

if TYPE_CHECKING:
    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office


@pytest.fixture
def case(desk: Desk) -> str:
    number = open_case(desk)
    desk.parties.add(number, new_party())
    desk.facts.add(number, NewFact("Paid.", "2026-01-05"))
    return number


FIELDS: Final = (
    {"title": "Mine"},
    {"status": "waiting"},
    {"product": "Lamp"},
    {"amount": "10", "currency": "EUR"},
    {"paid_on": "2026-01-06"},
    {"story": "It smoked."},
)


@pytest.mark.parametrize(("ours", "theirs"), list(itertools.permutations(FIELDS, 2)))
def test_different_fields_of_a_case_do_not_meet(
    embedded: Office, ours: dict[str, str], theirs: dict[str, str]
) -> None:
    desk = desk_in(embedded)
    number = open_case(desk)
    seen = desk.cases.show(number).version
    desk.cases.set(number, theirs, version=seen)
    desk.cases.set(number, ours, version=seen)
    view = desk.cases.show(number)
    told = {"title": view.title, "status": view.status, **view.values}
    for name, value in {**ours, **theirs}.items():
        assert str(told[name]).removesuffix(".00") == value


def test_the_same_field_is_refused_with_both_values_and_nothing_else_of_it_is_kept(
    desk: Desk, office: Office, case: str
) -> None:
    seen = desk.cases.show(case).version
    desk.cases.set(case, {"title": "Theirs", "status": "waiting"}, version=seen)
    before = row_counts(office)
    with pytest.raises(ConflictError) as told:
        desk.cases.set(case, {"title": "Mine", "product": "Lamp"}, version=seen)
    assert (told.value.theirs, told.value.mine) == ({"title": "Theirs"}, {"title": "Mine"})
    assert row_counts(office) == before
    view = desk.cases.show(case)
    assert (view.title, view.values["product"]) == ("Theirs", "")
    desk.cases.set(case, {"title": "Mine", "product": "Lamp"}, version=view.version)
    assert desk.cases.show(case).title == "Mine"


def test_whoever_wants_the_same_is_not_refused(desk: Desk, case: str) -> None:
    seen = desk.cases.show(case).version
    desk.cases.set(case, {"title": "Both"}, version=seen)
    desk.cases.set(case, {"title": "Both", "product": "Lamp"}, version=seen)
    assert desk.cases.show(case).values["product"] == "Lamp"


def test_a_change_there_and_back_is_still_a_change(desk: Desk, case: str) -> None:
    """Somebody set it and set it back: whoever saw the first version decides anew."""
    seen = desk.cases.show(case)
    desk.cases.set(case, {"title": "Other"}, version=seen.version)
    desk.cases.set(case, {"title": seen.title})
    with pytest.raises(ConflictError):
        desk.cases.set(case, {"title": "Mine"}, version=seen.version)


def test_work_around_the_fields_does_not_hold_them_up(desk: Desk, case: str) -> None:
    """A note, a task, a party or a fact of somebody else is no conflict for a title."""
    seen = desk.cases.show(case).version
    desk.cases.note(case, "note")
    desk.cases.plan(case, "task")
    desk.parties.add(case, new_party(name="More"))
    desk.facts.add(case, NewFact("More."))
    desk.cases.set(case, {"title": "Mine"}, version=seen)
    assert desk.cases.show(case).title == "Mine"


def test_a_change_of_many_is_a_conflict_like_any_other(desk: Desk, case: str) -> None:
    seen = desk.cases.show(case).version
    desk.cases.many.set([case], {"status": "waiting"})
    with pytest.raises(ConflictError) as told:
        desk.cases.set(case, {"status": "closed"}, version=seen)
    assert told.value.theirs == {"status": "waiting"}
    desk.cases.set(case, {"title": "Mine"}, version=seen)


def test_a_party_changed_twice_shows_both_names(desk: Desk, office: Office, case: str) -> None:
    seen = desk.cases.show(case).parties[2].version
    desk.parties.change(case, "P-03", {"name": "Theirs"}, version=seen)
    before = row_counts(office)
    with pytest.raises(ConflictError) as told:
        desk.parties.change(case, "P-03", {"name": "Mine"}, version=seen)
    assert (told.value.theirs, told.value.mine) == ({"name": "Theirs"}, {"name": "Mine"})
    assert row_counts(office) == before
    desk.parties.change(case, "P-03", {"name": "Theirs"}, version=seen)  # the same is no conflict


def test_every_version_that_was_seen_is_checked_not_only_the_last(desk: Desk, case: str) -> None:
    versions = [desk.cases.show(case).version]
    for number in range(4):
        desk.cases.set(case, {"product": f"Lamp {number}"})
        versions.append(desk.cases.show(case).version)
    assert versions == sorted(set(versions))
    for old in versions[:-1]:
        with pytest.raises(ConflictError) as told:
            desk.cases.set(case, {"product": "Mine"}, version=old)
        assert told.value.theirs == {"product": "Lamp 3"}
    desk.cases.set(case, {"product": "Mine"}, version=versions[-1])


@pytest.mark.parametrize("others", range(1, 4))
def test_of_many_who_saw_the_same_one_wins_and_the_register_tells_who(
    desk: Desk, office: Office, case: str, others: int
) -> None:
    seen = desk.cases.show(case).version
    office.database.actor = "Ana Souza"
    desk.cases.set(case, {"title": "Ana's"}, version=seen)
    for number in range(others):
        office.database.actor = f"Other {number}"
        with pytest.raises(ConflictError):
            desk.cases.set(case, {"title": f"Number {number}"}, version=seen)
    with office.database.read() as uow:
        lines = registers.lines(uow.connection, desk.cases.show(case).uid, AUDIT)
    changed: list[dict[str, Any]] = [
        line.values() for line in lines if line.values()["action"] == "case_changed"
    ]
    assert [one["actor"] for one in changed] == ["Ana Souza"]
    assert changed[0]["changes"]["title"][1] == "Ana's"


def test_a_case_in_the_bin_keeps_what_others_write_and_comes_back_with_it(desk: Desk, case: str) -> None:
    seen = desk.cases.show(case).version
    desk.cases.bin(case)
    desk.cases.set(case, {"title": "Still"}, version=seen)
    desk.cases.note(case, "still here")
    desk.cases.take_back(case)
    view = desk.cases.show(case)
    assert (view.title, [note.text for note in view.notes]) == ("Still", ["still here"])
    assert view.binned_at is None


def test_drafts_of_two_people_never_meet(desk: Desk, office: Office, case: str) -> None:
    place = f"{case}/title"
    desk.drafts.keep(place, {"title": "Jana's"}, 3)
    first = office.database.actor
    for other in ("Ana", f"{first}/", "", f"{len(first)}:{first}"):
        office.database.actor = other
        assert desk.drafts.find(place) is None
        desk.drafts.keep(place, {"title": other}, 4)
        desk.drafts.drop("elsewhere")
    office.database.actor = first
    kept = desk.drafts.find(place)
    assert kept is not None
    assert (kept.values, kept.version) == ({"title": "Jana's"}, 3)
    desk.drafts.drop(place)
    assert desk.drafts.mine() == []
    office.database.actor = "Ana"
    assert len(desk.drafts.mine()) == 1


def test_a_case_opened_from_one_that_was_removed_has_a_number_of_its_own(desk: Desk) -> None:
    first = desk.cases.create(new_case())
    desk.cases.bin(first)
    second = desk.cases.create(new_case())
    assert first != second
    assert [row.number for row in desk.cases.all()] == [second]
    assert [row.number for row in desk.cases.all(binned=True)] == [first]
