"""The morning as the databases answer it: what runs out, what arrived, and whose it is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tests.factories.rows import a_case, a_deadline, a_fact, a_party, a_task, an_entry, an_identifier, an_item
from xborder_desk.domain.contacts import REPLY, RESULT
from xborder_desk.domain.registers import CONTACTS
from xborder_desk.domain.sentences import Sentence, to_plain
from xborder_desk.jobs.context import JobContext
from xborder_desk.storage.queries import checks, morning, routes

if TYPE_CHECKING:
    from xborder_desk.storage.office import Office

TODAY = dt.date(2026, 11, 23)
AT = "2026-02-01T10:00:00+00:00"


def after(days: int) -> dt.date:
    return TODAY + dt.timedelta(days=days)


def test_what_runs_out_comes_by_day_and_case_and_is_counted_beyond_what_is_shown(office: Office) -> None:
    with office.database.write() as uow:
        one, other = a_case(uow, 1, caseworker="Jana"), a_case(uow, 2)
        closed, binned = a_case(uow, 3, status="settled"), a_case(uow, 4, binned_at=uow.now)
        a_party(uow, one, 2, "seller", "深圳")
        a_party(uow, one, 1, "consumer", "Erika")
        a_party(uow, other, 1, "seller", "Gone", removed_at=uow.now)
        a_task(uow, other, "b", TODAY)
        a_task(uow, one, "a", TODAY)
        a_task(uow, one, "done", TODAY, done_at=uow.now)
        a_task(uow, one, "some day", None)
        step = to_plain(Sentence("Paid: {day}", {"day": TODAY}))
        a_deadline(uow, one, "late", after(-2), route="adr", steps=[step], source_status="sourced")
        a_deadline(uow, one, "far", after(31))
        a_deadline(uow, one, "gone", TODAY, state="gone")
        for case in (closed, binned):
            a_task(uow, case, "over", TODAY)
            a_deadline(uow, case, "over", TODAY)
        lines, total = morning.due(uow, TODAY, after(30), 40)
        assert [(line.kind, line.case, line.text, line.left) for line in lines] == [
            ("deadline", "2026-0001", "late", -2),
            ("task", "2026-0001", "a", 0),
            ("task", "2026-0002", "b", 0),
        ]
        assert total == 3
        assert (lines[0].sides, lines[0].route, lines[0].status) == ("Erika – 深圳", "adr", "sourced")
        assert str(lines[0].why) == "Paid: 2026-11-23"
        assert (lines[2].sides, lines[2].why) == ("", None)
        cut, beyond = morning.due(uow, TODAY, after(30), 1)
        assert ([line.text for line in cut], beyond) == (["late"], 3)
        mine, _count = morning.due(uow, TODAY, after(30), 40, "Jana")
        assert [line.text for line in mine] == ["late", "a"]
        assert morning.next_due(uow, TODAY) == after(31)
        assert morning.next_due(uow, TODAY, "Mehmet") is None
        assert morning.next_due(uow, after(-3)) == after(-2)


def test_news_are_replies_and_failures_that_nobody_has_seen(office: Office) -> None:
    with office.database.write() as uow:
        case, closed = a_case(uow, 1, "Lamp", caseworker="Jana"), a_case(uow, 2, status="closed")
        an_entry(uow, case, "a", no="A-01", channel="email", address="x@y")
        told = {"note": "550", "happened_at": AT, "recipient": "X@y"}
        failed = an_entry(uow, case, "a", RESULT, result="bounced", line=told)
        an_entry(uow, case, "a", RESULT, result="no_answer")  # typed in one go with the attempt
        an_entry(uow, case, "a", RESULT, result="delivered")
        reply = an_entry(uow, case, "a", REPLY, line={"note": "They refuse."})
        an_entry(uow, closed, "b", no="A-01")
        an_entry(uow, closed, "b", REPLY)
        lines, total = morning.news(uow, 0, [], 40)
        assert total == 2
        assert [(line.kind, line.note, line.attempt, line.channel) for line in lines] == [
            ("reply", "They refuse.", "A-01", "email"),
            ("bounce", "550", "A-01", "email"),
        ]
        assert lines[1].at.isoformat() == AT
        assert (lines[1].case, lines[1].case_title, lines[1].address) == ("2026-0001", "Lamp", "X@y")
        assert [line.id for line in morning.news(uow, failed.id, [], 40)[0]] == [reply.id]
        assert [line.id for line in morning.news(uow, 0, [reply.id], 40)[0]] == [failed.id]
        assert morning.news(uow, 0, [], 1)[1] == 2
        assert morning.news(uow, 0, [], 40, "Mehmet") == ([], 0)
        assert morning.newest_entry(uow) > reply.id


def test_a_seller_is_looked_for_until_it_answers(office: Office) -> None:
    with office.database.write() as uow:
        early, late, answered, untried = (a_case(uow, n) for n in (1, 2, 3, 4))
        said = {"number": "A-01", "started_at": AT}
        for case in (late, answered, early):
            party = a_party(uow, case, 1)
            an_identifier(uow, "email", "Shop@x.example", normal="shop@x.example", party_id=party.id)
            an_entry(
                uow, case, f"a{case.seq}", no="A-01", channel="email", address="shop@x.example", line=said
            )
        an_entry(uow, answered, "a3", REPLY)
        a_party(uow, untried, 1)
        found = morning.searched(uow, 10)
        assert [one.number for one in found] == ["2026-0001", "2026-0002"]  # the one tried last first
        assert [len(one.to_seller) for one in found] == [1, 1]
        assert [entry.raw for entry in found[0].book] == ["Shop@x.example"]
        assert found[0].book[0].attempts == ("A-01",)
        assert [one.number for one in morning.searched(uow, 1)] == ["2026-0001"]
        assert morning.searched(uow, 10, "Mehmet") == []


def test_what_was_changed_last_and_how_many_there_are(office: Office) -> None:
    with office.database.write() as uow:
        moment = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
        old = a_case(uow, 1, updated_at=moment, caseworker="Jana")
        new = a_case(uow, 2, updated_at=moment + dt.timedelta(days=1))
        same = a_case(uow, 3, updated_at=moment + dt.timedelta(days=1), status="closed", caseworker="Jana")
        a_case(uow, 4, binned_at=uow.now)
        assert morning.latest(uow, 10) == [same.id, new.id, old.id]
        assert morning.latest(uow, 2) == [same.id, new.id]
        assert morning.latest(uow, 9, "Jana") == [same.id, old.id]
        assert (morning.how_many(uow), morning.how_many(uow, "Jana")) == (3, 2)
        assert morning.numbers_of(uow, "Jana") == {"2026-0001"}
        assert morning.newest_entry(uow) == 0


def test_rows_that_differ_from_their_register_are_named(office: Office) -> None:
    with office.database.write() as uow:
        case = a_case(uow)
        good = an_entry(uow, case, "a", no="A-01", channel="email", address="x", line={"number": "A-01"})
        assert list(checks.contact_entries(uow)) == []
        bent = an_entry(uow, case, "a", RESULT, result="bounced")
        bent.result = "delivered"
        gone = an_entry(uow, case, "b", no="A-02", line={"number": "A-02"})
        uow.session.delete(gone)
        good.address = "y"
        uow.flush()
        found = [(one.kind, one.subject) for one in checks.contact_entries(uow)]
        assert found == [
            ("entry-differs", "2026-0001 1"),
            ("entry-differs", "2026-0001 2"),
            ("entry-missing", "2026-0001 3"),
        ]


def test_items_that_differ_from_their_custody_are_named(office: Office) -> None:
    with office.database.write() as uow:
        case = a_case(uow)
        items = [an_item(uow, case, number) for number in range(1, 5)]
        for item in items[:3]:
            uow.record("custody", case.uid, "import", item.uid, sha256=item.sha256, filename=item.filename)
        uow.record("custody", case.uid, "import", "lost", sha256="b" * 64, filename="x")
        assert {one.kind for one in checks.custody(uow)} == {"custody-differs", "item-missing"}
        items[0].sha256 = "c" * 64
        items[1].filename = "other.txt"
        uow.flush()
        assert [(one.kind, one.subject) for one in checks.custody(uow)] == [
            ("custody-differs", "2026-0001/E-01"),
            ("name-differs", "2026-0001/E-02"),
            ("custody-differs", "2026-0001/E-04"),
            ("item-missing", "lost"),
        ]


def test_bytes_are_hashed_again_once_for_each_hash(embedded: Office) -> None:
    kept = embedded.store.add_bytes(b"proof")
    items = [
        ("2026-0001", f"E-{n:02d}", "u", sha) for n, sha in enumerate((kept.sha256, "a" * 64, "a" * 64), 1)
    ]
    found = list(checks.stored_bytes(embedded.store, items, JobContext()))
    assert [(one.kind, one.subject) for one in found] == [
        ("bytes-missing", "2026-0001/E-02"),
        ("bytes-missing", "2026-0001/E-03"),
    ]
    assert "are gone" in found[0].text
    assert "were changed" in checks.bytes_finding("E-01", gone=False).text


def test_the_facts_of_a_case_are_gathered_from_everywhere(office: Office) -> None:
    with office.database.write() as uow:
        case = a_case(
            uow,
            1,
            ordered_on=TODAY,
            platform="Bazaar",
            problems=["T02.1"],
            further={"directs_language": "yes E-03"},
        )
        bare = a_case(uow, 2)
        a_party(uow, case, 1, "consumer", country="DE")
        seller = a_party(uow, case, 2, "seller", country="CN")
        a_party(uow, case, 3, "seller", country="US")
        an_identifier(uow, "address", "1 Road", party_id=seller.id)
        for number, (channel, result) in enumerate((("phone", ""), ("email", "bounced"), ("letter", "")), 1):
            moment = dt.datetime(2026, 3, number, 9, tzinfo=dt.UTC)
            an_entry(uow, case, f"a{number}", no=f"A-0{number}", channel=channel, started_at=moment)
            if result:
                an_entry(uow, case, f"a{number}", RESULT, result=result)
        a_fact(uow, case, 1)
        one, other = routes.inputs(uow, [case.id, bare.id, 999])
        assert one.facts.values == {
            "ordered_on": TODAY,
            "problems": ("T02.1",),
            "platform": "Bazaar",
            "via_marketplace": True,
            "consumer_country": "DE",
            "seller_country": "CN",
            "seller_address": "known",
            "complained_on": dt.date(2026, 3, 3),  # the call is not in writing, the mail came back
            "directs_language": True,
        }
        assert one.proofs() == {"directs_language": "E-03"}
        assert dict(other.facts.values) == {}
        assert [routes.find(uow, number) for number in ("2026-0001", " 2026-0002 ")] == [case.id, bare.id]
        assert routes.open_ids(uow) == [case.id, bare.id]


def test_an_address_that_is_dead_is_none(office: Office) -> None:
    with office.database.write() as uow:
        case = a_case(uow)
        seller = a_party(uow, case, 1)
        an_identifier(uow, "address", "1 Road", party_id=seller.id, state="dead")
        [one] = routes.inputs(uow, [case.id])
        assert one.facts.text("seller_address") == ""
        assert uow.record(CONTACTS, case.uid, "attempt", "x").seq == 1
