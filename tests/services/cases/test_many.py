"""Many cases at once: seen first, written together or not at all, taken back as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import open_case
from tests.factories.offices import row_counts
from xborder_desk.domain.errors import BadInputError, NotFoundError
from xborder_desk.domain.registers import AUDIT
from xborder_desk.services.cases import many
from xborder_desk.storage import registers

if TYPE_CHECKING:
    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office


def actions(office: Office, uid: str) -> list[object]:
    with office.database.read() as uow:
        return [line.values()["action"] for line in registers.lines(uow.connection, uid, AUDIT)]


def test_a_preview_tells_what_is_there_and_writes_nothing(desk: Desk, office: Office) -> None:
    numbers = [open_case(desk) for _ in range(3)]
    desk.cases.set(numbers[0], {"status": "waiting"})
    before = row_counts(office)
    seen = desk.cases.many.preview(numbers, {"status": "waiting", "caseworker": "Ana"})
    assert (seen.cases, seen.unchanged) == (3, 0)
    assert dict(seen.values)["status"] == (("new", 2), ("waiting", 1))
    assert dict(seen.values)["caseworker"] == (("Jana Weiß", 3),)
    assert desk.cases.many.preview(numbers, {"status": "waiting"}).unchanged == 1
    assert row_counts(office) == before


def test_many_are_changed_each_with_its_line_and_put_back(desk: Desk, office: Office) -> None:
    numbers = [open_case(desk) for _ in range(3)]
    desk.cases.set(numbers[0], {"status": "waiting"})
    before = desk.cases.many.set(numbers, {"status": "waiting"})
    assert before == {number: {"status": "new"} for number in numbers[1:]}
    views = [desk.cases.show(number) for number in numbers]
    assert {view.status for view in views} == {"waiting"}
    assert [actions(office, view.uid).count("case_changed") for view in views] == [1, 1, 1]
    desk.cases.many.put_back(before)
    assert [desk.cases.show(number).status for number in numbers] == ["waiting", "new", "new"]
    assert desk.cases.ids("jana") == []


def test_the_names_the_filter_knows_follow(desk: Desk) -> None:
    number = open_case(desk)
    desk.cases.many.set([number], {"platform": "BazaarHub"})
    assert len(desk.cases.ids("bazaarhub")) == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [({"title": "same"}, "title"), ({"status": "happy"}, "status"), ({"amount": "1"}, "amount")],
)
def test_what_cannot_be_the_same_in_many_is_refused(
    desk: Desk, office: Office, given: dict[str, str], field: str
) -> None:
    number = open_case(desk)
    before = row_counts(office)
    with pytest.raises(BadInputError) as caught:
        desk.cases.many.set([number], given)
    assert caught.value.field == field
    assert row_counts(office) == before


def test_one_case_that_is_not_there_leaves_all_as_they_were(desk: Desk, office: Office) -> None:
    number = open_case(desk)
    before = row_counts(office)
    for work in (
        lambda: desk.cases.many.set([number, "2026-0999"], {"status": "waiting"}),
        lambda: desk.cases.many.bin([number, "2026-0999"]),
        lambda: desk.cases.many.put_back({number: {"status": "waiting"}, "2026-0999": {"status": "new"}}),
    ):
        with pytest.raises(NotFoundError):
            work()
    assert desk.cases.show(number).status == "new"
    assert row_counts(office) == before


def test_too_many_are_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "MOST", 1)
    numbers = [open_case(desk), open_case(desk)]
    with pytest.raises(BadInputError) as caught:
        desk.cases.many.bin(numbers)
    assert caught.value.fields["count"] == 2


def test_many_go_into_the_bin_and_come_back(desk: Desk, office: Office) -> None:
    numbers = [open_case(desk) for _ in range(3)]
    desk.cases.bin(numbers[0])
    desk.cases.many.bin([*numbers, numbers[1]])
    assert desk.cases.ids() == []
    assert len(desk.cases.ids(binned=True)) == 3
    desk.cases.many.take_back(numbers[1:])
    assert [row.number for row in desk.cases.rows(desk.cases.ids())] == [numbers[2], numbers[1]]
    told = actions(office, desk.cases.show(numbers[1]).uid)
    assert told[-2:] == ["case_binned", "case_taken_back"]


def test_a_task_is_done_and_put_back_on_the_list(desk: Desk, office: Office) -> None:
    number = open_case(desk)
    uid = desk.cases.plan(number, "Call", "2026-03-05")
    desk.cases.finish(number, uid)
    desk.cases.finish(number, uid)
    assert desk.cases.show(number).tasks[0].done_at is not None
    desk.cases.reopen(number, uid)
    desk.cases.reopen(number, uid)
    view = desk.cases.show(number)
    assert view.tasks[0].done_at is None
    assert actions(office, view.uid)[-2:] == ["task_done", "task_reopened"]
    with pytest.raises(NotFoundError):
        desk.cases.reopen(number, "0" * 32)


def test_a_note_is_taken_away_and_brought_back(desk: Desk, office: Office) -> None:
    number = open_case(desk)
    uid = desk.cases.note(number, "Call after five")
    desk.cases.show_note(number, uid, shown=False)
    desk.cases.show_note(number, uid, shown=False)
    assert desk.cases.show(number).notes == ()
    desk.cases.show_note(number, uid, shown=True)
    view = desk.cases.show(number)
    assert [note.text for note in view.notes] == ["Call after five"]
    assert actions(office, view.uid)[-2:] == ["note_removed", "note_brought_back"]
    with pytest.raises(NotFoundError):
        desk.cases.show_note(number, "0" * 32, shown=True)
