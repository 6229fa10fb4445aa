"""Sellers of an office: registered, found again, decided about, and taken back."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.offices import row_counts
from xborder_desk.domain.cases import NewCase
from xborder_desk.domain.errors import BadInputError, NotFoundError
from xborder_desk.domain.registers import AUDIT, OFFICE_SCOPE
from xborder_desk.services.sellers.taking import NewMark, NewSeller, NewShop
from xborder_desk.storage import registers

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.services import Desk
    from xborder_desk.services.sellers import Sellers
    from xborder_desk.storage.office import Office

PHONE = "+86 755 8888 6666"


def add(sellers: Sellers, name: str, *marks: tuple[str, str], country: str = "CN") -> str:
    return sellers.add(NewSeller(name, country=country, marks=tuple(NewMark(*one) for one in marks)))[0]


def case_with(desk: Desk, seller: str, *, title: str = "Lamp") -> str:
    new = NewCase(
        title=title,
        consumer="Erika Mustermann",
        consumer_country="DE",
        seller=seller,
        seller_country="CN",
        more={},
    )
    return desk.cases.create(new)


def test_a_seller_is_kept_with_everything_and_found_in_any_format(desk: Desk) -> None:
    new = NewSeller(
        "深圳市万宝贸易有限公司",
        name_latin="Shenzhen Wanbao Trading",
        country="China",
        aliases=("Wanbao Lamps",),
        marks=(NewMark("phone", PHONE, "invoice", "2026-0001"), NewMark("iban", "DE00370400440532013000")),
        shops=(NewShop("Amazon", url="https://www.amazon.de/sp?seller=A1B2C3D4E5F6G7"),),
    )
    number, others = desk.sellers.add(new)
    assert (number, others) == ("S-0001", [])
    view = desk.sellers.show(number)
    assert (view.row.country, view.storefronts[0].platform) == ("CN", "Amazon")
    assert {(one.kind, one.valid) for one in view.marks} >= {("phone", True), ("iban", False)}
    for kind, raw in (("phone", "0086-755-88886666"), ("storefront", "amazon.com/sp?seller=a1b2c3d4e5f6g7")):
        assert [one.seller for one in desk.sellers.match([], [(kind, raw)])] == [number]
    assert desk.sellers.match(["Wanbao Lamps GmbH"])[0].seller == number
    assert not desk.sellers.match([], [("iban", "DE00370400440532013000")])


def test_who_else_is_told_on_adding_and_after_an_identifier(desk: Desk) -> None:
    first = add(desk.sellers, "Lampix Trading", ("phone", PHONE))
    _, others = desk.sellers.add(NewSeller("Zortan Shop", marks=(NewMark("phone", "0086 755 88886666"),)))
    assert [one.seller for one in others] == [first]
    assert all(any(reason.weight > 0 for reason in one.score.reasons) for one in others)
    third = add(desk.sellers, "Quelmo Haven")
    assert {one.seller for one in desk.sellers.add_mark(third, NewMark("phone", PHONE))} == {first, "S-0002"}


def test_a_case_finds_sellers_of_other_cases(desk: Desk) -> None:
    one = case_with(desk, "Shenzhen Wanbao Trading Co., Ltd.")
    other = case_with(desk, "深圳市万宝贸易有限公司", title="Chair")
    third = case_with(desk, "Quelmo Zortan GmbH", title="Table")
    found = desk.sellers.who_else(other)
    assert [candidate.cases for candidate in found] == [(one,)]
    assert not desk.sellers.who_else(third)
    desk.sellers.link(third, "P-02", found[0].seller)
    assert desk.sellers.show(found[0].seller).cases == (one, third)


def test_an_identifier_of_a_case_counts_and_a_removed_party_does_not(desk: Desk) -> None:
    from xborder_desk.services.parties import NewIdentifier  # noqa: PLC0415 - only here

    one, other = case_with(desk, "Lampix Haven"), case_with(desk, "Zortan Depot")
    for number in (one, other):
        desk.parties.add_identifier(
            number, "P-02", NewIdentifier("email", "Lamps@shop-lamps.com", origin="invoice")
        )
    (found,) = desk.sellers.who_else(other)
    assert found.cases == (one,)
    assert {reason.kind for reason in found.score.reasons if reason.weight > 0} == {"email"}
    desk.parties.remove(one, "P-02")
    assert not desk.sellers.who_else(other)


def test_a_person_decides_and_a_rejected_pair_stays_rejected_until_new_evidence(desk: Desk) -> None:
    sellers = desk.sellers
    one, other = add(sellers, "Lampix Trading", ("phone", PHONE)), add(sellers, "Zortan", ("phone", PHONE))
    assert sellers.suggestions()[0].sellers == (one, other)
    sellers.decide(one, other, "different", "A service firm's number")
    assert not sellers.suggestions()
    assert not sellers.add_mark(one, NewMark("address", "Müllerstr. 1, 10115 Berlin"))
    sellers.add_mark(one, NewMark("iban", "DE89370400440532013000"))
    assert [c.seller for c in sellers.add_mark(other, NewMark("iban", "DE89 3704 0044 0532 0130 00"))] == [
        one
    ]


def test_clusters_are_unions_of_what_was_confirmed(desk: Desk) -> None:
    sellers = desk.sellers
    a, b, c, d = (add(sellers, name) for name in ("Lampix", "Zortan", "Quelmo", "Vorstat"))
    sellers.decide(a, b, "same", "told us")
    sellers.decide(b, c, "same", "told us")
    assert [one.sellers for one in sellers.confirmed()] == [(a, b, c)]
    sellers.decide(a, d, "different", "other owner")
    last = sellers.decide(c, d, "same", "a mistake")
    (cluster,) = sellers.confirmed()
    assert cluster.sellers == (a, b, c)
    assert cluster.warnings
    sellers.undo(last)
    assert not sellers.confirmed()[0].warnings


@pytest.mark.parametrize(
    ("first", "second", "verdict", "reason"),
    [
        ("S-0001", "S-0001", "same", "x"),
        ("S-0001", "S-0002", "maybe", "x"),
        ("S-0001", "S-0002", "same", " "),
        ("S-0001", "S-0002", "same", "x"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(
    desk: Desk, first: str, second: str, verdict: str, reason: str
) -> None:
    for name in ("Lampix", "Zortan"):
        add(desk.sellers, name)
    if (verdict, reason) == ("same", "x") and first != second:
        desk.sellers.decide(second, first, "different", "seen")
    with pytest.raises(BadInputError):
        desk.sellers.decide(first, second, verdict, reason)
    with pytest.raises(NotFoundError):
        desk.sellers.decide(first, "S-0099", "same", "x")


def test_what_is_not_there_is_told(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        desk.sellers.show("S-0007")
    with pytest.raises(NotFoundError):
        desk.sellers.undo("D-0007")
    with pytest.raises(NotFoundError):
        desk.sellers.who_else("2026-0099")
    with pytest.raises(BadInputError):
        desk.sellers.match()
    with pytest.raises(BadInputError):
        desk.sellers.match([], [("nonsense", "1")])
    with pytest.raises(BadInputError):
        desk.sellers.add(NewSeller("X", marks=(NewMark("phone", " "),)))
    with pytest.raises(BadInputError):
        desk.sellers.export("pdf")


def test_a_decision_is_undone_once(desk: Desk) -> None:
    add(desk.sellers, "Lampix")
    add(desk.sellers, "Zortan")
    number = desk.sellers.decide("S-0001", "S-0002", "same", "told us")
    assert desk.sellers.undo(number).undone_by
    with pytest.raises(BadInputError):
        desk.sellers.undo(number)
    assert [one.verdict for one in desk.sellers.decisions()] == ["same"]


def test_everything_stands_in_the_audit_register(desk: Desk, office: Office) -> None:
    add(desk.sellers, "Lampix", ("phone", PHONE))
    add(desk.sellers, "Zortan")
    desk.sellers.undo(desk.sellers.decide("S-0001", "S-0002", "same", "told us"))
    with office.database.read() as uow:
        lines = registers.lines(uow.connection, OFFICE_SCOPE, AUDIT)
        actions = [str(line.values()["action"]) for line in lines]
        assert not list(registers.check(uow.connection))
    assert [a for a in actions if a.startswith(("seller", "decision"))] == [
        "seller_added", "seller_added", "sellers_decided", "decision_undone",
    ]  # fmt: skip


def test_lists_and_exports(desk: Desk, tmp_path: Path) -> None:
    one = add(desk.sellers, "Lampix Trading", ("phone", PHONE), ("iban", "DE89370400440532013000"))
    other = add(desk.sellers, "=Zortan", country="DE")
    desk.sellers.decide(one, other, "same", "told us")
    assert [row.number for row in desk.sellers.all("lampix")] == [one]
    assert len(desk.sellers.all(limit=1)) == 1
    lines = desk.sellers.export("ftm").splitlines()
    assert sum('"schema": "LegalEntity"' in line for line in lines) == 2
    assert any('"BankAccount"' in line for line in lines)
    assert any('"UnknownLink"' in line for line in lines)
    again = tmp_path / "again.csv"
    desk.sellers.write(again, desk.sellers.export("csv", [one]))
    assert desk.sellers.import_list(again).sellers == 1
    assert "'=Zortan" in desk.sellers.export("csv", [other])


@st.composite
def steps(draw: st.DrawFn) -> list[tuple[str, int, int]]:
    return draw(
        st.lists(
            st.tuples(st.sampled_from(["same", "different", "undo"]), st.integers(1, 5), st.integers(1, 5)),
            min_size=1,
            max_size=12,
        )
    )


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps())
def test_undoing_restores_the_register_exactly(
    desk: Desk, office: Office, plan: list[tuple[str, int, int]]
) -> None:
    sellers = desk.sellers
    while len(sellers.all()) < 5:
        add(sellers, f"Firm {len(sellers.all())} Lampix", ("phone", PHONE))
    before = _state(sellers)
    made: list[str] = []
    for verdict, one, other in plan:
        if verdict == "undo" and made:
            sellers.undo(made.pop(one % len(made)))
        elif verdict != "undo" and one != other:
            pair = (f"S-{one:04d}", f"S-{other:04d}")
            held = [d for d in sellers.decisions() if not d.undone_at and {d.first, d.second} == set(pair)]
            if not held:
                known = _state(sellers)
                number = sellers.decide(pair[0], pair[1], verdict, "seen")
                sellers.undo(number)
                assert _state(sellers) == known
                made.append(sellers.decide(pair[0], pair[1], verdict, "seen"))
    for number in made:
        sellers.undo(number)
    assert _state(sellers) == before
    assert row_counts(office)["seller"] == 5


def _state(sellers: Sellers) -> tuple[object, ...]:
    return (
        [one.sellers for one in sellers.suggestions()],
        [one.sellers for one in sellers.confirmed()],
        [dataclasses.astuple(row) for row in sellers.all()],
        [(one.first, one.second, one.verdict) for one in sellers.decisions() if one.undone_at is None],
    )
