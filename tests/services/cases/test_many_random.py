"""Many cases changed together, over and over: put back they are as they were; one fault stops all."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.cases import open_case
from tests.factories.offices import copy_of, desk_in, row_counts
from xborder_desk.domain.case_list import CaseQuestion
from xborder_desk.domain.errors import BadInputError, KnownError, NotFoundError
from xborder_desk.domain.registers import AUDIT
from xborder_desk.services.cases.many import ALLOWED
from xborder_desk.storage import registers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office

NUMBERS: Final = [f"2026-{number:04d}" for number in range(1, 9)]
VALUES: Final = {
    "status": ("new", "waiting", "negotiating", "closed"),
    "caseworker": ("Jana", "Ana Souza", "Ślązak", ""),
    "platform": ("Bazaar", "平台", ""),
    "language": ("de", "zh-Hant", ""),
}
CHANGE = st.dictionaries(st.sampled_from(ALLOWED), st.integers(0, 3), min_size=1).map(
    lambda drawn: {name: VALUES[name][which % len(VALUES[name])] for name, which in drawn.items()}
)
SOME = st.lists(st.sampled_from(NUMBERS), min_size=1, max_size=8, unique=True)


@pytest.fixture(scope="module")
def office(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    opened = copy_of(blank, tmp_path_factory.mktemp("many") / "office")
    desk = desk_in(opened)
    for number in NUMBERS:
        assert open_case(desk, platform=f"Platform of {number}") == number
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def desk(office: Office) -> Desk:
    return desk_in(office)


def shown(desk: Desk) -> dict[str, Any]:
    """Give of every case what can be changed for many."""
    views = {number: desk.cases.show(number) for number in NUMBERS}
    return {
        number: (view.title, view.status, view.caseworker, view.values["platform"], view.values["language"])
        for number, view in views.items()
    }


CALM: Final = settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])


@CALM
@given(numbers=SOME, given_values=CHANGE)
def test_put_back_they_are_as_they_were_and_every_step_is_written_down(
    desk: Desk, office: Office, numbers: list[str], given_values: dict[str, str]
) -> None:
    before, lines = shown(desk), row_counts(office)["register_line"]
    seen = desk.cases.many.preview(numbers, given_values)
    assert (seen.cases, shown(desk)) == (len(numbers), before)
    was = desk.cases.many.set(numbers, given_values)
    after = shown(desk)
    assert set(was) == {number for number in NUMBERS if before[number] != after[number]}
    assert len(was) == len(numbers) - seen.unchanged
    assert all(before[number] == after[number] for number in NUMBERS if number not in numbers)
    desk.cases.many.put_back(was)
    assert shown(desk) == before
    assert row_counts(office)["register_line"] == lines + 2 * len(was)


@CALM
@given(numbers=SOME, given_values=CHANGE, place=st.integers(0, 8))
def test_one_that_is_not_there_stops_them_all(
    desk: Desk, office: Office, numbers: list[str], given_values: dict[str, str], place: int
) -> None:
    before, counts = shown(desk), row_counts(office)
    named = [*numbers[:place], "2019-0404", *numbers[place:]]
    for work in (
        lambda: desk.cases.many.set(named, given_values),
        lambda: desk.cases.many.preview(named, given_values),
        lambda: desk.cases.many.bin(named),
        lambda: desk.cases.many.take_back(named),
    ):
        with pytest.raises(NotFoundError, match="2019-0404"):
            work()
    assert (shown(desk), row_counts(office)) == (before, counts)


@CALM
@given(numbers=SOME)
def test_the_list_follows_the_bin_and_the_filter(desk: Desk, numbers: list[str]) -> None:
    desk.cases.many.bin(numbers)
    left = {row.number for row in desk.cases.all()}
    assert left == set(NUMBERS) - set(numbers)
    assert {row.number for row in desk.cases.all(binned=True)} == set(numbers)
    found = desk.cases.find(CaseQuestion(binned=True)).ids
    assert sorted(desk.cases.many.numbers(list(found))) == sorted(numbers)
    desk.cases.many.take_back(numbers)
    assert desk.cases.all(binned=True) == []
    assert {row.number for row in desk.cases.all()} == set(NUMBERS)


@pytest.mark.parametrize("name", ["title", "amount", "paid_on", "story", "number", "", "status "])
def test_what_is_different_in_each_case_is_set_one_by_one(desk: Desk, office: Office, name: str) -> None:
    before = row_counts(office)
    with pytest.raises(BadInputError) as told:
        desk.cases.many.set(NUMBERS, {"status": "waiting", name: "x"})
    assert told.value.field == name
    assert row_counts(office) == before


@pytest.mark.parametrize(
    ("name", "value"),
    [("status", "happy"), ("language", "xx-yyyyyyyyy"), ("caseworker", "a\0b"), ("platform", "x" * 501)],
)
def test_a_value_that_is_none_changes_no_case(desk: Desk, office: Office, name: str, value: str) -> None:
    before = shown(desk), row_counts(office)
    with pytest.raises(KnownError):
        desk.cases.many.set(NUMBERS, {name: value})
    assert (shown(desk), row_counts(office)) == before


def test_each_line_tells_how_many_were_changed_together_and_what_stood_there(
    desk: Desk, office: Office
) -> None:
    desk.cases.many.set(NUMBERS, {"status": "new"})
    desk.cases.many.set(NUMBERS[:3], {"status": "waiting"})
    for number in NUMBERS[:3]:
        with office.database.read() as uow:
            last = registers.lines(uow.connection, desk.cases.show(number).uid, AUDIT)[-1].values()
        assert (last["action"], last["together"]) == ("case_changed", 3)
        assert last["changes"] == {"status": ["new", "waiting"]}
    desk.cases.many.set(NUMBERS, {"status": "new"})


def test_named_twice_a_case_is_changed_once(desk: Desk, office: Office) -> None:
    before = row_counts(office)["register_line"]
    twice = list(itertools.chain(NUMBERS[:2], NUMBERS[:2]))
    assert len(desk.cases.many.set(twice, {"caseworker": "Twice"})) == 2
    assert row_counts(office)["register_line"] == before + 2
    desk.cases.many.set(NUMBERS, {"caseworker": "Jana"})


def test_nobody_at_all_is_nothing_done(desk: Desk, office: Office) -> None:
    before = row_counts(office)
    assert desk.cases.many.set([], {"status": "waiting"}) == {}
    desk.cases.many.bin([])
    desk.cases.many.put_back({})
    assert desk.cases.many.preview([], {"status": "waiting"}).cases == 0
    assert row_counts(office) == before
