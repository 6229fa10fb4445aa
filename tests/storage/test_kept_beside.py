"""What is kept beside cases: deadlines, stamps, texts, suggestions, rates, and the bin of evidence."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.factories.rows import a_case, a_deadline, a_fact, a_party, an_entry, an_item
from xborder_desk.domain.contacts import RESULT
from xborder_desk.domain.errors import NotFoundError
from xborder_desk.domain.suggestions import State
from xborder_desk.storage.models import EvidenceText, FactProof
from xborder_desk.storage.queries import deadlines, evidence_bin, rates, stamps, suggestions, texts

if TYPE_CHECKING:
    from xborder_desk.storage.office import Office

DAY = dt.date(2026, 11, 23)


def test_deadlines_come_by_day_case_and_route(office: Office) -> None:
    with office.database.write() as uow:
        case, other, binned = a_case(uow), a_case(uow, 2, "Kettle"), a_case(uow, 3, binned_at=uow.now)
        late = DAY + dt.timedelta(days=1)
        a_deadline(uow, other, "b", DAY, route="adr", trigger_uid="paid_on/complaint", version=3)
        a_deadline(uow, case, "c", late)
        a_deadline(uow, case, "d", DAY, route="paypal")
        a_deadline(uow, case, "a", DAY, route="adr", calendar_uid="kept@x")
        a_deadline(uow, case, "gone", DAY, state="gone")
        a_deadline(uow, binned, "binned", DAY)
        rows = deadlines.rows(uow)
        assert [(row.case, row.title) for row in rows] == [
            ("2026-0001", "a"),
            ("2026-0001", "d"),
            ("2026-0002", "b"),
            ("2026-0001", "c"),
        ]
        assert [row.title for row in deadlines.rows(uow, other.id)] == ["b"]
        assert [row.title for row in deadlines.rows(uow, case.id, ("gone",))] == ["gone"]
        assert deadlines.rows(uow, case.id, ()) == []
        assert (rows[2].fact, rows[2].clock, rows[2].case_title) == ("paid_on", "complaint", "Kettle")
        # Calendars know it again: by the id that was kept, or else by its own.
        assert rows[0].calendar_uid == "kept@x"
        assert rows[1].calendar_uid == f"{rows[1].uid}@xborder-desk"


def test_a_calendar_knows_a_deadline_by_case_route_and_clock() -> None:
    assert deadlines.calendar_uid("u", "adr", "reply") == "u-adr-reply@xborder-desk"


def test_rates_of_a_span_replace_those_that_were_there(office: Office) -> None:
    with office.database.write() as uow:
        days = [DAY + dt.timedelta(days=n) for n in range(4)]
        assert rates.newest(uow) is None
        first = [("USD", day, Decimal("1.1")) for day in days] + [("JPY", days[0], Decimal("160.55"))]
        assert rates.replace_all(uow, first) == 5
        assert (
            rates.replace_all(uow, [("USD", days[1], Decimal("1.2")), ("USD", days[2], Decimal("1.25"))]) == 2
        )
        told = [rates.find(uow, "USD", day) for day in days]
        assert [str(one.rate.normalize()) for one in told if one] == ["1.1", "1.2", "1.25", "1.1"]
        assert rates.newest(uow) == days[3]
        # What lay between two days that are given again, but is not given, is gone: it was withdrawn.
        rates.replace_all(uow, [("USD", days[0], Decimal("1.3")), ("USD", days[3], Decimal("1.4"))])
        kept = rates.find(uow, "USD", days[2])
        assert kept is not None
        assert (kept.on, kept.rate) == (days[0], Decimal("1.3"))
        assert rates.replace_all(uow, []) == 0


@pytest.mark.parametrize(("after", "found"), [(0, True), (1, True), (7, True), (8, False), (-1, False)])
def test_a_rate_holds_for_a_week_at_most(office: Office, after: int, found: bool) -> None:  # noqa: FBT001 - a table
    with office.database.write() as uow:
        rates.replace_all(uow, [("USD", DAY, Decimal("1.0876"))])
        book = rates.OfficeRates(uow)
        asked = DAY + dt.timedelta(days=after)
        assert (book.per_euro("USD", asked) == Decimal("1.0876")) is found
        assert (book.find("USD", asked) is not None) is found
        assert book.per_euro("EUR", asked) is None
        assert book.per_euro("usd", asked) is None


def test_stamps_of_an_item_stand_newest_first_and_none_is_lost(office: Office) -> None:
    with office.database.write() as uow:
        case, other = a_case(uow), a_case(uow, 2)
        item, foreign = an_item(uow, case, 1), an_item(uow, other, 1)
        for token in ("one", "two", "three"):
            stamps.keep(uow, item.id, {"token": token, "at": "2026-01-01T00:00:00+00:00"})
        stamps.keep(uow, foreign.id, {"token": "theirs"})
        line = uow.record("custody", case.uid, "import", item.uid)
        stamps.keep_anchor(
            uow, ("custody", case.uid, line.seq, line.hash), {"at": "2026-01-02T00:00Z", "token": "a"}
        )
        stamps.keep_anchor(uow, ("audit", "office", 99, "x"), {"at": "2026-01-02T00:00Z", "token": "b"})
        assert [(one.subject, one.token, one.sha256) for one in stamps.kept(uow, case.id)] == [
            ("2026-0001/E-01", "three", "a" * 64),
            ("2026-0001/E-01", "two", "a" * 64),
            ("2026-0001/E-01", "one", "a" * 64),
            ("custody of 2026-0001 1", "a", line.hash),
        ]
        every = stamps.kept(uow)
        assert [one.token for one in every] == ["three", "two", "one", "theirs", "a", "b"]
        assert (every[-1].subject, every[-1].sha256) == ("audit of office 99", "")  # its line is gone
        assert [one["token"] for one in stamps.anchors(uow, "office")] == ["b"]
        assert stamps.anchors(uow, "nobody") == []


def test_recognised_text_stands_beside_the_files_own(office: Office) -> None:
    with office.database.write() as uow:
        item = an_item(uow, a_case(uow), 1)
        for page, text in ((1, "Hallo"), (2, "  \n"), (3, "")):
            uow.session.add(EvidenceText(evidence_id=item.id, origin="file", page=page, text=text))
        uow.flush()
        texts.keep_recognised(uow, item.id, 3, "drei", "tesseract", 91)
        texts.keep_recognised(uow, item.id, 2, "zwo", "tesseract", None)
        texts.keep_recognised(uow, item.id, 2, "zwei", "tesseract", 88)
        assert texts.pages_with_text(uow, item.id, recognised=False) == {1}
        assert texts.pages_with_text(uow, item.id, recognised=True) == {1, 2, 3}
        found = texts.recognised_pages(uow, item.id)
        assert [(one.page, one.text, one.confidence) for one in found] == [(2, "zwei", 88), (3, "drei", 91)]
        texts.count_again(uow, item.id)
        uow.session.refresh(item)
        assert item.text_chars == len("Hallo") + len("  \n") + len("drei") + len("zwei")
        assert texts.recognised_pages(uow, 999) == ()


def found(kind: str, normal: str, **place: object) -> dict[str, object]:
    return {"kind": kind, "raw": normal.upper(), "normal": normal, "page": 1, "place": place}


def test_a_value_is_offered_once_and_a_decision_holds_for_the_case(office: Office) -> None:
    with office.database.write() as uow:
        case, other = a_case(uow), a_case(uow, 2)
        first, second, foreign = an_item(uow, case, 1), an_item(uow, case, 2), an_item(uow, other, 1)
        both = [found("email", "a@x", start=3, end=6, around="…"), found("iban", "de1", valid=False)]
        assert suggestions.offer(uow, first.id, case.id, [*both, both[0]]) == 2
        assert suggestions.offer(uow, first.id, case.id, both) == 0
        row, item, shown = suggestions.find(uow, "2026-0001/E-01#2")
        assert (item, shown.kind, shown.valid, shown.number) == (first, "iban", False, 2)
        row.state, row.decided_by, row.decided_at = State.REJECTED.value, "Jana", uow.now
        uow.flush()
        assert suggestions.offer(uow, second.id, case.id, both) == 1  # the other was rejected already
        assert suggestions.offer(uow, foreign.id, other.id, both) == 2  # another case decides for itself
        told = suggestions.of_case(uow, case.id)
        assert [(one.evidence, one.number, one.normal, one.state.value) for one in told] == [
            ("E-01", 1, "a@x", "offered"),
            ("E-01", 2, "de1", "rejected"),
            ("E-02", 1, "a@x", "offered"),
            ("E-02", 2, "de1", "rejected"),
        ]
        assert (told[0].start, told[0].end, told[0].around, told[3].decided_by) == (3, 6, "…", "Jana")
        assert suggestions.find(uow, f" {told[3].uid} ")[2] == told[3]
        first.removed_at = uow.now
        uow.flush()
        assert {one.evidence for one in suggestions.of_case(uow, case.id)} == {"E-02"}


def test_a_suggestion_that_is_not_there_is_named(office: Office) -> None:
    with office.database.write() as uow:
        case = a_case(uow)
        item = an_item(uow, case, 1)
        suggestions.offer(uow, item.id, case.id, [found("email", "a@x")])
        for typed in ("2026-0001/E-01#0", "2026-0001/E-01#2", "2026-0001/E-09#1", "nothing", "#1", "E-01#"):
            with pytest.raises(NotFoundError):
                suggestions.find(uow, typed)
        with pytest.raises(NotFoundError, match=r"no suggestion —"):
            suggestions.find(uow, " ")


def test_the_consumers_country_is_that_of_who_is_still_there(office: Office) -> None:
    with office.database.write() as uow:
        case = a_case(uow)
        assert suggestions.consumer_country(uow, case.id) == ""
        a_party(uow, case, 1, "consumer", country="XX", removed_at=uow.now)
        a_party(uow, case, 2, "seller", country="CN")
        a_party(uow, case, 3, "consumer", country="DE")
        assert suggestions.consumer_country(uow, case.id) == "DE"


def test_an_item_goes_with_its_parts_and_comes_back_with_them(office: Office) -> None:
    with office.database.write() as uow:
        case = a_case(uow)
        whole, kept = an_item(uow, case, 1), an_item(uow, case, 2)
        part = an_item(uow, case, 3, no="E-01.1", position=1, parent_id=whole.id)
        inner = an_item(uow, case, 4, no="E-01.1.1", position=1, parent_id=part.id)
        assert evidence_bin.mark(uow, whole.id, uow.now)
        assert not evidence_bin.mark(uow, whole.id, uow.now)
        for row in (whole, part, inner, kept):
            uow.session.refresh(row)
        assert [row.removed_at is None for row in (whole, part, inner, kept)] == [False, False, False, True]
        assert evidence_bin.ids(uow, case.id) == [whole.id]
        assert evidence_bin.mark(uow, whole.id, None)
        assert not evidence_bin.mark(uow, whole.id, None)
        assert evidence_bin.ids(uow, case.id) == []


def test_what_an_item_proves_is_named_also_through_its_parts(office: Office) -> None:
    with office.database.write() as uow:
        case = a_case(uow)
        whole, other = an_item(uow, case, 1), an_item(uow, case, 2)
        part = an_item(uow, case, 3, no="E-01.1", position=1, parent_id=whole.id)
        first, second, gone = (
            a_fact(uow, case, 1),
            a_fact(uow, case, 2),
            a_fact(uow, case, 3, removed_at=uow.now),
        )
        for fact, item in ((second, part), (second, whole), (first, other), (gone, whole)):
            uow.session.add(FactProof(fact_id=fact.id, evidence_id=item.id))
        uow.flush()
        at = "2026-01-05T10:00:00+00:00"
        proof = [{"evidence": "E-01.1"}]
        an_entry(uow, case, "a", channel="email", address="x", line={"number": "A-01", "started_at": at})
        an_entry(uow, case, "a", RESULT, result="bounced", line={"attempt": "a", "proofs": proof})
        source = {"number": "A-02", "started_at": at, "address_evidence": "E-01"}
        an_entry(uow, case, "b", channel="email", address="x", line=source)
        an_entry(uow, case, "c", channel="email", address="x", line={"number": "A-03", "started_at": at})
        assert evidence_bin.proves(uow, case, whole) == ["F-02", "A-01", "A-02"]
        assert evidence_bin.proves(uow, case, other) == ["F-01"]
