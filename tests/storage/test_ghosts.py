"""What was taken out, closed or put into the bin appears in no answer of any query; what is there does."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

import pytest

from tests.factories.offices import as_founded, copy_of, shared_office
from tests.factories.rows import (
    a_case,
    a_deadline,
    a_fact,
    a_party,
    a_seller,
    a_task,
    an_entry,
    an_identifier,
    an_item,
    uid,
)
from xborder_desk.domain.case_list import CaseQuestion
from xborder_desk.domain.contacts import REPLY, RESULT
from xborder_desk.storage.models import Mandate, Note, Suggestion
from xborder_desk.storage.queries import (
    case_list,
    cases,
    contacts,
    deadlines,
    evidence,
    morning,
    pictures,
    routes,
    seller_cases,
    seller_views,
    sellers,
    suggestions,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from xborder_desk.storage.models import Case
    from xborder_desk.storage.office import Office
    from xborder_desk.storage.uow import UnitOfWork

TODAY: Final = dt.date(2026, 11, 23)
ZONE: Final = ZoneInfo("Europe/Berlin")
AT: Final = "2026-02-01T10:00:00+00:00"


@dataclass(frozen=True)
class Ids:
    """The ids of the case that is open, of the one in the bin and of the seller of both."""

    live: int
    binned: int
    closed: int
    seller: int
    person: int


def _people(uow: UnitOfWork, case: Case, seller: int) -> None:
    """Add parties, addresses and papers: what is there is called live, what was taken out ghost."""
    gone: dict[str, Any] = {"removed_at": uow.now}
    consumer = a_party(uow, case, 1, "consumer", "Ghost Consumer", country="XG", **gone)
    a_party(uow, case, 2, "consumer", "Live Consumer", country="DE")
    a_party(uow, case, 3, "seller", "Ghost Seller", country="XG", seller_id=seller, **gone)
    shop = a_party(uow, case, 4, "seller", "Live Seller", country="CN", seller_id=seller)
    a_party(uow, case, 5, "representative", "Ghost Lawyer", represents_id=shop.id, **gone)
    a_party(uow, case, 6, "representative", "Live Lawyer", represents_id=shop.id)
    an_identifier(uow, "email", "ghost@shop.example", party_id=shop.id, **gone)
    an_identifier(uow, "email", "live@shop.example", party_id=shop.id)
    an_identifier(uow, "email", "ghost@consumer.example", party_id=consumer.id)
    an_identifier(uow, "address", "Ghost Road 1", party_id=shop.id, state="dead")


def _papers(uow: UnitOfWork, case: Case) -> None:
    gone: dict[str, Any] = {"removed_at": uow.now}
    whole = an_item(uow, case, 1, title="Live paper")
    ghost = an_item(uow, case, 2, title="Ghost paper", **gone)
    an_item(uow, case, 1, uid=uid(), no="E-01.1", parent_id=whole.id, title="Ghost part", **gone)
    for item, name in ((whole, "live"), (ghost, "ghost")):
        uow.session.add(Suggestion(uid=uid(), evidence_id=item.id, kind="phone", raw=name, normal=name))
    a_fact(uow, case, 1, text="Ghost fact", **gone)
    a_fact(uow, case, 2, text="Live fact")
    for text, removed in (("Ghost note", uow.now), ("Live note", None)):
        uow.session.add(Note(uid=uid(), case_id=case.id, text=text, at=uow.now, removed_at=removed))
    uow.flush()


def _days(uow: UnitOfWork, case: Case, name: str) -> None:
    a_task(uow, case, f"{name} task", TODAY)
    a_deadline(uow, case, f"{name} deadline", TODAY)
    said = {"number": "A-01", "started_at": AT, "next_due": "2026-11-23", "next_step": f"{name} step"}
    address = f"{name.lower()}@answer.example"
    an_entry(
        uow, case, f"{case.uid}-a", no="A-01", channel="email", address=address, reply_by=TODAY,
        message_id=f"{name.lower()}@id.example", line=said,
    )  # fmt: skip
    told = {"note": f"{name} bounce", "happened_at": AT, "recipient": address}
    an_entry(uow, case, f"{case.uid}-a", RESULT, result="bounced", line=told)


def fill(uow: UnitOfWork) -> Ids:
    """An open case in which much was taken out, one in the bin, one that is over; one seller."""
    seller = a_seller(uow, "Live Trader")
    live = a_case(uow, 1, "Live case", caseworker="Jana")
    binned = a_case(uow, 2, "Ghost case", binned_at=uow.now, caseworker="Jana", platform="Ghost platform")
    closed = a_case(uow, 3, "Ghost closed", status="closed", caseworker="Jana")
    _people(uow, live, seller.id)
    _papers(uow, live)
    _days(uow, live, "Live")
    a_task(uow, live, "Ghost done", TODAY, done_at=uow.now)
    a_deadline(uow, live, "Ghost gone", TODAY, state="gone")
    for case in (binned, closed):
        shop = a_party(uow, case, 1, "seller", "Ghost Shop", country="XG", seller_id=seller.id)
        an_identifier(uow, "email", f"ghost{case.seq}@shop.example", party_id=shop.id)
        a_fact(uow, case, 1, text="Ghost fact")
        _days(uow, case, "Ghost")
        an_entry(uow, case, f"{case.uid}-a", REPLY, line={"note": "Ghost reply"})
    for case in (live, binned, closed):
        cases.refresh_keys(uow, case)
    person = a_party(uow, live, 7, "witness", "Live Witness").id
    mandate = Mandate(uid=uid(), case_id=live.id, party_id=person, kind="mandate", given_on=TODAY)
    mandate.scope = "Live scope"
    uow.session.add(mandate)
    uow.flush()
    return Ids(live.id, binned.id, closed.id, seller.id, person)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Office, Ids]]:
    folder = tmp_path_factory.mktemp("ghosts") / "office"
    if request.param == "sqlite":
        office = copy_of(request.getfixturevalue("blank"), folder)
    else:
        url = request.getfixturevalue("blank_url")
        as_founded(url)
        office = shared_office(url, folder)
    with office.database.write() as uow:
        ids = fill(uow)
        uow.commit()
    yield office, ids
    office.close()


# Each gives what it shows; all of these are about open work, so that the closed case is a ghost too.
ANSWERS: Final[dict[str, Callable[[UnitOfWork, Ids], Any]]] = {
    "the whole case": lambda uow, _ids: [
        (one.parties, one.facts, one.notes, one.mandates) for one in [cases.view(uow, "2026-0001")]
    ],
    "a row of the list": lambda uow, ids: cases.rows(uow, [ids.live]),
    "parties by address": lambda uow, ids: contacts.parties_by_address(uow, ids.live),
    "the country of the seller": lambda uow, _ids: ("live", contacts.country_of(uow, "2026-0001", "seller")),
    "the country of the consumer": lambda uow, ids: ("live", suggestions.consumer_country(uow, ids.live)),
    "who represents": lambda uow, ids: contacts.representatives(uow, ids.live, "P-04"),
    "reminders": lambda uow, _ids: contacts.reminders(uow, TODAY),
    "where mails belong": lambda uow, _ids: contacts.places_of_mail(uow),
    "items of the case": lambda uow, ids: [one.title for one in evidence.rows(uow, ids.live)],
    "suggestions": lambda uow, ids: suggestions.of_case(uow, ids.live),
    "what runs out": lambda uow, _ids: morning.due(uow, TODAY, TODAY, 99)[0],
    "news": lambda uow, _ids: morning.news(uow, 0, [], 99)[0],
    "news of one's own": lambda uow, _ids: morning.news(uow, 0, [], 99, "Jana")[0],
    "who is looked for": lambda uow, _ids: morning.searched(uow, 99),
    "the picture of the search": lambda uow, _ids: pictures.picture(uow, "2026-0001"),
    "routes": lambda uow, ids: [one.title for one in routes.inputs(uow, routes.open_ids(uow))] + [ids],
}


@pytest.mark.parametrize("name", ANSWERS)
def test_no_ghost_walks(filled: tuple[Office, Ids], name: str) -> None:
    office, ids = filled
    with office.database.read() as uow:
        told = repr(ANSWERS[name](uow, ids)).lower()
    assert "ghost" not in told.replace("ghost road 1", "")  # a dead address is there, and dead
    assert "xg" not in told
    assert "live" in told


def test_deadlines_of_the_bin_are_shown_nowhere_and_gone_ones_only_if_asked_for(
    filled: tuple[Office, Ids],
) -> None:
    office, ids = filled
    with office.database.read() as uow:
        assert {one.title for one in deadlines.rows(uow)} == {"Live deadline"}
        assert {one.case for one in deadlines.rows(uow)} == {"2026-0001"}
        everywhere = deadlines.rows(uow, None, ("running", "gone"))
        assert {one.state for one in everywhere if one.case == "2026-0003"} == {"gone"}  # it is closed
        assert deadlines.rows(uow, ids.binned) == []
        told = {one.title for one in deadlines.rows(uow, ids.live, ("running", "gone"))}
        assert told == {"Live deadline", "Ghost gone"}


@pytest.mark.parametrize("text", ["ghost seller", "ghost consumer", "ghost lawyer", "ghost platform"])
def test_a_name_that_was_taken_out_finds_no_case(filled: tuple[Office, Ids], text: str) -> None:
    office, _ids = filled
    with office.database.read() as uow:
        for question in (CaseQuestion(text=text), CaseQuestion(where=(("seller", text),))):
            assert list(case_list.found(uow, question, TODAY, ZONE).ids) == []
        assert cases.ids(uow, text) == []


def test_words_that_are_there_find_their_case_in_the_list_and_in_the_bin(filled: tuple[Office, Ids]) -> None:
    office, ids = filled
    with office.database.read() as uow:
        assert cases.ids(uow, "live seller") == [ids.live]
        assert cases.ids(uow, "ghost shop") == [ids.closed]
        assert cases.ids(uow, "ghost shop", binned=True) == [ids.binned]
        assert cases.ids(uow, "ghost platform", binned=True) == [ids.binned]
        assert cases.ids(uow, status="closed") == [ids.closed]
        assert morning.how_many(uow) == 2
        assert morning.numbers_of(uow, "Jana") == {"2026-0001"}
        assert set(morning.latest(uow, 9)) == {ids.live, ids.closed}
        assert routes.open_ids(uow) == [ids.live]


def test_the_seller_is_told_with_its_cases_outside_the_bin(filled: tuple[Office, Ids]) -> None:
    office, ids = filled
    with office.database.read() as uow:
        assert [one.case for one in seller_cases.against(uow, [ids.seller])] == ["2026-0001", "2026-0003"]
        assert contacts.cases_of_seller(uow, "S-0001") == [("2026-0001", "P-04"), ("2026-0003", "P-01")]
        (row,) = seller_views.rows(uow)
        assert row.name == "Live Trader"
        marks = [one[1] for one in seller_views.marks(uow, [ids.seller])[ids.seller]]
        assert "live@shop.example" in marks
        assert "ghost@shop.example" not in marks
        profile = sellers.profiles(uow, [ids.seller])[ids.seller]
        assert "Ghost Seller" not in profile.names
        assert "ghost@shop.example" not in {mark.raw for mark in profile.marks}


def test_the_facts_of_a_case_are_those_of_its_living_parties(filled: tuple[Office, Ids]) -> None:
    office, ids = filled
    with office.database.read() as uow:
        (one,) = routes.inputs(uow, [ids.live])
    assert one.facts.values["consumer_country"] == "DE"
    assert one.facts.values["seller_country"] == "CN"
    assert "seller_address" not in one.facts.values  # the only one is dead


def test_ids_that_nobody_has_give_nothing_and_no_fault(filled: tuple[Office, Ids]) -> None:
    office, ids = filled
    with office.database.read() as uow:
        assert cases.rows(uow, [999]) == []
        assert cases.numbers(uow, [999, ids.live]) == ["2026-0001"]
        assert routes.inputs(uow, [999]) == []
        assert sellers.profiles(uow, [999]) == {}
        assert seller_views.rows(uow, [999]) == []
        assert seller_cases.against(uow, [999]) == []
        assert evidence.rows(uow, 999) == []
        assert suggestions.of_case(uow, 999) == []
        assert contacts.parties_by_address(uow, 999) == []
        assert contacts.made(uow, 999) == 0
        assert contacts.next_no(uow, 999) == "A-01"
        assert deadlines.rows(uow, 999) == []
