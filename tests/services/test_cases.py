"""Cases: opened, changed, found, noted and binned; refused in a sentence with nothing written."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import SELLER, new_attempt, new_case, open_case
from tests.factories.offices import ACTOR, Clock, row_counts
from xborder_desk.domain.errors import BadInputError, ConflictError, NotFoundError
from xborder_desk.domain.registers import AUDIT, Line
from xborder_desk.services.facts import NewFact
from xborder_desk.storage import registers

if TYPE_CHECKING:
    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office


def audit(office: Office, uid: str) -> list[Line]:
    with office.database.read() as uow:
        return registers.lines(uow.connection, uid, AUDIT)


def actions(office: Office, uid: str) -> list[object]:
    return [line.values()["action"] for line in audit(office, uid)]


def test_a_new_case_has_a_number_parties_and_its_line(desk: Desk, office: Office) -> None:
    number = open_case(desk, platform="Temu", problem="", payment="paypal")
    case = desk.cases.show(number)
    assert number == "2026-0001"
    assert (case.title, case.status, case.caseworker) == ("Bohrmaschine nie geliefert", "new", ACTOR)
    assert [(p.number, p.role, p.name, p.country) for p in case.parties] == [
        ("P-01", "consumer", "Zoë Müller-Strauß", "DE"),
        ("P-02", "seller", SELLER, "CN"),
        ("P-03", "platform", "Temu", ""),
    ]
    assert case.values["amount"] == Decimal("249.90")
    assert case.values["ordered_on"] == dt.date(2026, 1, 5)
    assert actions(office, case.uid) == ["case_created"] + ["party_added"] * 3
    assert audit(office, case.uid)[0].values()["amount"] == "249.90"


def test_numbers_run_within_the_year_of_the_office(desk: Desk, clock: Clock) -> None:
    clock.moment = dt.datetime(2026, 12, 31, 22, 30, tzinfo=dt.UTC)
    assert [open_case(desk), open_case(desk)] == ["2026-0001", "2026-0002"]
    clock.moment = dt.datetime(2026, 12, 31, 23, 30, tzinfo=dt.UTC)  # the new year has come to Berlin
    assert open_case(desk) == "2027-0001"


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("title", "", "title"),
        ("title", "x" * 4000, "title"),
        ("title", "a\u202eb", "title"),
        ("consumer", " ", "consumer"),
        ("consumer", "A\0B", "consumer"),
        ("consumer_country", "Atlantis", "consumer_country"),
        ("seller", "x" * 4000, "seller"),
        ("seller_country", "XX", "seller_country"),
    ],
)
def test_what_cannot_be_taken_is_refused_beside_its_field(
    desk: Desk, office: Office, field: str, value: str, named: str
) -> None:
    before = row_counts(office)
    with pytest.raises(BadInputError) as caught:
        desk.cases.create(new_case(**{field: value}))
    assert caught.value.field == named
    assert row_counts(office) == before


BAD_FIELDS = [
    ({"amount": "-5", "currency": "EUR"}, "amount"),
    ({"amount": "5"}, "currency"),
    ({"currency": "EUR"}, "amount"),
    ({"amount": "5.001", "currency": "EUR"}, "amount"),
    ({"amount": "5.5", "currency": "JPY"}, "amount"),
    ({"amount": "5", "currency": "XYZ"}, "currency"),
    ({"ordered_on": "2026-02-30"}, "ordered_on"),
    ({"delivered_on": "2026-02"}, "delivered_on"),
    ({"status": "forgotten"}, "status"),
    ({"payment": "shells"}, "payment_method"),
    ({"language": "klingon"}, "language"),
    ({"via_marketplace": "perhaps"}, "via_marketplace"),
    ({"problem": "T99.9"}, "problem"),
    ({"colour": "blue"}, "colour"),
    ({"number": "2020-0001"}, "number"),
    ({"story": "a\u2066b"}, "story"),
    ({"product": "x" * 4000}, "product"),
]


@pytest.mark.parametrize(("given", "named"), BAD_FIELDS)
def test_bad_fields_are_refused_when_opening_and_changing(
    desk: Desk, office: Office, given: dict[str, str], named: str
) -> None:
    number = desk.cases.create(new_case())
    before = row_counts(office)
    with pytest.raises(BadInputError) as caught:
        desk.cases.create(new_case(more=given))
    assert caught.value.field == named
    with pytest.raises(BadInputError) as caught:
        desk.cases.set(number, {"title": "new title", **given})
    assert caught.value.field == named
    assert row_counts(office) == before
    assert desk.cases.show(number).title == "Bohrmaschine nie geliefert"


def test_any_field_may_be_given_when_opening(desk: Desk, office: Office) -> None:
    number = desk.cases.create(
        new_case(more={"title": "Other title", "Status": "negotiating", "want": "refund"})
    )
    case = desk.cases.show(number)
    assert (case.title, case.status, case.values["wants"]) == ("Other title", "negotiating", "refund")
    assert audit(office, case.uid)[0].values()["title"] == "Other title"


def test_a_change_is_written_down_with_what_stood_there(desk: Desk, office: Office) -> None:
    number = open_case(desk)
    desk.cases.set(
        number, {"amount": "300", "delivery-due": "2026-02-01", "Title": "Neu", "problem": "t02.1; T01"}
    )
    case = desk.cases.show(number)
    assert (case.title, case.values["amount"], case.values["currency"]) == ("Neu", Decimal("300.00"), "EUR")
    assert case.values["problems"] == ["T02.1", "T01"]
    line = audit(office, case.uid)[-1].values()
    assert line["changes"] == {
        "title": ["Bohrmaschine nie geliefert", "Neu"],
        "delivery_due": [None, "2026-02-01"],
        "problems": [[], ["T02.1", "T01"]],
        "amount": ["249.90", "300.00"],
    }


def test_a_change_to_what_it_is_already_writes_nothing(desk: Desk, office: Office) -> None:
    number = open_case(desk)
    before, version = row_counts(office), desk.cases.show(number).version
    desk.cases.set(number, {"amount": "249.90", "title": "Bohrmaschine nie geliefert"})
    assert row_counts(office) == before
    assert desk.cases.show(number).version == version


def test_an_amount_goes_with_its_currency(desk: Desk) -> None:
    number = open_case(desk)
    desk.cases.set(number, {"amount": "", "currency": ""})
    values = desk.cases.show(number).values
    assert (values["amount"], values["currency"]) == (None, None)


def test_two_changes_of_one_field_meet_and_both_values_are_carried(desk: Desk, office: Office) -> None:
    number = open_case(desk)
    seen = desk.cases.show(number).version
    desk.cases.set(number, {"title": "theirs", "product": "Drill"}, version=seen)
    before = row_counts(office)
    with pytest.raises(ConflictError, match="title") as caught:
        desk.cases.set(number, {"title": "mine", "story": "what happened"}, version=seen)
    assert (caught.value.theirs, caught.value.mine) == ({"title": "theirs"}, {"title": "mine"})
    assert row_counts(office) == before
    assert desk.cases.show(number).values["story"] == ""


def test_changes_of_other_fields_or_to_the_same_value_do_not_meet(desk: Desk) -> None:
    number = open_case(desk)
    seen = desk.cases.show(number).version
    desk.cases.set(number, {"title": "same"}, version=seen)
    desk.cases.note(number, "in between")
    desk.cases.set(number, {"title": "same", "product": "Drill"}, version=seen)
    desk.cases.set(number, {"title": "last"}, version=desk.cases.show(number).version)
    case = desk.cases.show(number)
    assert (case.title, case.values["product"]) == ("last", "Drill")


def test_a_case_nobody_opened_is_said(desk: Desk, office: Office) -> None:
    before = row_counts(office)
    for use in (
        lambda: desk.cases.show("2026-0009"),
        lambda: desk.cases.set("2026-0009", {"title": "x"}),
        lambda: desk.cases.note("2026-0009", "x"),
        lambda: desk.cases.plan("2026-0009", "x"),
        lambda: desk.cases.bin("2026-0009"),
        lambda: desk.cases.timeline("2026-0009"),
        lambda: desk.facts.add("2026-0009", NewFact("x")),
        lambda: desk.contacts.add("2026-0009", new_attempt()),
        lambda: desk.contacts.list("2026-0009"),
        lambda: desk.evidence.list("2026-0009"),
    ):
        with pytest.raises(NotFoundError, match="no case 2026-0009"):
            use()
    assert row_counts(office) == before


@pytest.mark.parametrize(
    "text", ["muller", "MÜLLER strauss", "深圳市万宝", "114-3941", "2026-0001", "bohr nie", "", "  "]
)
def test_cases_are_found_by_names_numbers_and_folded_words(desk: Desk, text: str) -> None:
    number = open_case(desk)
    desk.cases.create(new_case(title="Other", consumer="Ayşe Yılmaz", seller="Other Ltd"))
    assert number in [row.number for row in desk.cases.all(text)]


@pytest.mark.parametrize("text", ["xyz", "muller 999", "%", "_", "' OR 1=1 --"])
def test_what_no_case_holds_finds_none(desk: Desk, text: str) -> None:
    open_case(desk)
    assert desk.cases.all(text) == []


def test_rows_come_in_the_order_asked_for(desk: Desk) -> None:
    numbers = [open_case(desk) for _ in range(3)]
    ids = desk.cases.ids()
    assert [row.number for row in desk.cases.rows(ids)] == numbers[::-1]
    assert [row.number for row in desk.cases.rows([*ids[::-1], 999])] == numbers
    assert [row.number for row in desk.cases.all()] == numbers[::-1]
    assert desk.cases.ids(status="closed") == []


def test_the_bin_hides_and_gives_back(desk: Desk, office: Office) -> None:
    number = open_case(desk)
    desk.cases.bin(number)
    desk.cases.bin(number)
    assert desk.cases.all() == []
    assert [row.number for row in desk.cases.all(binned=True)] == [number]
    desk.cases.take_back(number)
    case = desk.cases.show(number)
    assert case.binned_at is None
    assert [a for a in actions(office, case.uid) if a != "party_added"] == [
        "case_created",
        "case_binned",
        "case_taken_back",
    ]


def test_a_note_is_seen_by_colleagues_and_its_words_are_in_no_register(desk: Desk, office: Office) -> None:
    number = open_case(desk)
    desk.cases.note(number, "Der Händler lügt.")
    case = desk.cases.show(number)
    assert [(note.text, note.by) for note in case.notes] == [("Der Händler lügt.", ACTOR)]
    assert not any("lügt" in (line.content or "") for line in audit(office, case.uid))
    with pytest.raises(BadInputError):
        desk.cases.note(number, " ")


def test_the_timeline_is_in_the_order_of_what_happened(desk: Desk) -> None:
    number = open_case(desk, delivered_on="2026-02-20")
    desk.facts.add(number, NewFact("Promise broken", "2026-02"))
    desk.facts.add(number, NewFact("No day known"))
    desk.contacts.add(number, new_attempt(at="2026-02-02T23:30Z"))
    desk.cases.plan(number, "Write again", "2026-03-20")
    timeline = desk.cases.timeline(number)
    assert [(entry.day.isoformat(), entry.what) for entry in timeline] == [
        ("2026-01-05", "key_date"),
        ("2026-02-01", "fact"),
        ("2026-02-03", "attempt"),  # already the next day in Berlin
        ("2026-02-20", "key_date"),
        ("2026-03-02", "case"),
        ("2026-03-20", "task"),
    ]
    assert timeline[1].precision == "month"
