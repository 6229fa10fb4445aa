"""Countries and their figures as the law reference has them, figure by figure; groups by the day."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.factories.routes import RESOURCES, TODAY, books
from xborder_desk.catalog.jurisdictions import BOUNDS, read_figure, read_jurisdictions
from xborder_desk.catalog.reading import Table
from xborder_desk.domain.errors import BrokenDataError
from xborder_desk.domain.jurisdictions import STATUS_LABELS, Figure, FigureKind, Jurisdiction, weakest
from xborder_desk.domain.periods import parse_period
from xborder_desk.domain.time_limits import RULES

if TYPE_CHECKING:
    from pathlib import Path

COUNTRIES = [pytest.param(one, id=one.country) for one in books().world.by_country.values()]
_UNION: Final = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
UNION: Final = _UNION.split()


def of(country: str) -> Jurisdiction:
    found = books().world.of(country)
    assert found is not None
    return found


def figures(country: str, kind: FigureKind, on: dt.date = TODAY) -> tuple[Figure, ...]:
    return of(country).in_force(kind, on)


def test_the_union_is_whole_and_nobody_else_is_in_it() -> None:
    world = books().world
    assert sorted(code for code in world.by_country if world.is_in(code, "EU", TODAY)) == UNION
    assert sorted(code for code in world.by_country if world.is_in(code, "ESCP", TODAY)) == sorted(
        set(UNION) - {"DK"}
    )
    assert {"NO", "IS"} <= {code for code in world.by_country if world.is_in(code, "ECC", TODAY)}
    assert not world.is_in("CH", "EEA", TODAY)
    assert world.is_in("LI", "EEA", TODAY)
    assert not world.is_in("XX", "EU", TODAY)


@pytest.mark.parametrize("group", ["EU", "EEA", "ECC", "ESCP"])
def test_the_kingdom_was_in_until_the_end_of_2020(group: str) -> None:
    assert of("GB").is_in(group, dt.date(2020, 12, 31))
    assert not of("GB").is_in(group, dt.date(2021, 1, 1))


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_figure_says_what_it_rests_on(country: Jurisdiction) -> None:
    assert country.country == country.country.upper()
    assert country.title.text.strip()
    for one in country.figures:
        assert one.source.strip()
        assert one.status in STATUS_LABELS
        assert one.checked_on <= TODAY
        assert one.valid_from or one.seen_on
        assert one.bound in BOUNDS
        # What nobody read is not called sourced.
        assert one.source.startswith(("S-", "K")), one.source
        assert not (one.source.startswith("K") and one.status == "sourced"), one.id
        assert "/K" not in one.source.partition(":")[0] or one.status == "unchecked", one.id


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_figure_is_of_use(country: Jurisdiction) -> None:
    ids = [one.id for one in country.figures]
    assert len(ids) == len(set(ids))
    for one in country.figures:
        assert one.amount is not None or one.rate is not None or one.rule or one.note or one.base, one.id
        if one.valid_from and one.valid_to:
            assert one.valid_from <= one.valid_to
        if one.rule:
            name, _, period = one.rule.partition(":")
            assert name in RULES
            assert str(parse_period(period)) == period


@pytest.mark.parametrize(
    ("country", "amount", "currency"),
    [
        ("DE", "10000", "EUR"),
        ("AT", "15000", "EUR"),
        ("FR", "5000", "EUR"),
        ("BE", "5000", "EUR"),
        ("IE", "2000", "EUR"),
        ("PL", "20000", "PLN"),
        ("SE", "29600", "SEK"),
        ("DK", "50000", "DKK"),
        ("NO", "250000", "NOK"),
        ("RO", "10000", "RON"),
        ("GR", "8000", "EUR"),
        ("ES", "15000", "EUR"),
        ("CH", "30000", "CHF"),
        ("HK", "75000", "HKD"),
        ("TW", "100000", "TWD"),
        ("JP", "600000", "JPY"),
        ("KR", "30000000", "KRW"),
    ],
)
def test_limits_of_small_claims(country: str, amount: str, currency: str) -> None:
    found = {(str(one.amount), one.currency) for one in figures(country, FigureKind.SMALL_CLAIMS)}
    assert found == {(amount, currency)}


def test_limits_with_a_turn() -> None:
    assert [one.bound for one in figures("NL", FigureKind.SMALL_CLAIMS)] == ["none"]
    assert [one.bound for one in figures("NO", FigureKind.SMALL_CLAIMS)] == ["below"]
    before = figures("DE", FigureKind.SMALL_CLAIMS, dt.date(2025, 12, 31))
    assert [one.amount for one in before] == [Decimal(5000)]
    assert [one.amount for one in figures("GR", FigureKind.SMALL_CLAIMS, dt.date(2025, 12, 31))] == [
        Decimal(5000)
    ]
    italy = {one.amount for one in figures("IT", FigureKind.SMALL_CLAIMS)}
    assert italy == {Decimal(10000), Decimal(30000)}
    assert {one.amount for one in figures("IT", FigureKind.SMALL_CLAIMS, dt.date(2026, 10, 30))} == {
        Decimal(10000)
    }
    regions = {one.region: one.amount for one in figures("GB", FigureKind.SMALL_CLAIMS)}
    assert regions == {"GB-EAW": Decimal(10000), "GB-SCT": Decimal(5000), "GB-NIR": Decimal(5000)}


@pytest.mark.parametrize(
    ("country", "liability", "burden"),
    [
        *(
            (code, "P2Y", "P1Y")
            for code in ("AT", "CZ", "DE", "LU", "RO", "IT", "BG", "CY", "DK", "EE", "HR")
        ),
        *((code, "P2Y", "P1Y") for code in ("LT", "LV", "MT", "SI", "HU")),
        ("BE", "P2Y", "P2Y"),
        ("FR", "P2Y", "P2Y"),
        ("PL", "P2Y", "P2Y"),
        ("ES", "P3Y", "P2Y"),
        ("PT", "P3Y", "P2Y"),
        ("SE", "P3Y", "P2Y"),
        ("NO", "P2Y", "P2Y"),
        ("GB", "P6Y", "P6M"),
        ("FI", "", "P1Y"),
        ("NL", "", "P1Y"),
    ],
)
def test_the_guarantee_by_state(country: str, liability: str, burden: str) -> None:
    known = figures(country, FigureKind.GUARANTEE)
    assert known
    assert known[0].rule.partition(":")[2] == liability
    shift = figures(country, FigureKind.BURDEN)
    assert shift[0].rule.partition(":")[2] == burden
    if not liability:
        assert known[0].note is not None


@pytest.mark.parametrize(
    ("country", "service"),
    [
        ("DE", "P1M"),
        ("IT", "P20D"),
        ("RO", "P15D"),
        ("SE", "P2W"),
        ("TW", "P20D"),
        ("KR", "P2W"),
        ("CN", "P30D"),
    ],
)
def test_how_long_fictitious_service_takes(country: str, service: str) -> None:
    known = {one.rule.partition(":")[2] for one in figures(country, FigureKind.SERVICE)}
    assert service in known


def test_figures_for_a_trouble_come_first_and_newer_before_older() -> None:
    defects = of("DE").in_force(FigureKind.LIMITATION, TODAY, ("defective",))
    assert [one.id for one in defects] == ["limitation-defects", "limitation"]
    assert [one.id for one in of("DE").in_force(FigureKind.LIMITATION, TODAY, ("fraud",))] == ["limitation"]
    later = of("DE").upcoming(FigureKind.SMALL_CLAIMS, dt.date(2025, 6, 1))
    assert [one.amount for one in later] == [Decimal(10000)]


def test_the_days_on_which_something_changes_are_known() -> None:
    days = books().world.boundaries()
    assert list(days) == sorted(set(days))
    assert {dt.date(2026, 1, 1), dt.date(2021, 1, 1), dt.date(2026, 10, 31)} <= set(days)


def test_what_rests_on_several_things_is_as_sure_as_the_weakest() -> None:
    assert weakest(("confirmed", "sourced")) == "sourced"
    assert weakest(("sourced", "unchecked", "confirmed")) == "unchecked"
    assert weakest(()) == "unchecked"
    assert weakest(("sourced", "guessed")) == "guessed"


GOOD: Final = {
    "id": "small-claims",
    "kind": "small_claims",
    "amount": "10000",
    "currency": "EUR",
    "valid_from": dt.date(2026, 1, 1),
    "source": "S-1",
    "status": "sourced",
    "checked_on": dt.date(2026, 11, 23),
}


def read(**changed: Any) -> Figure:
    values = {**GOOD, **changed}
    return read_figure(
        Table("de.toml", {key: one for key, one in values.items() if one is not None}), "de", "DE"
    )


def test_a_figure_is_read_whole() -> None:
    one = read(note="A note.", region="DE-BY", trouble=["fraud"], bound="below")
    assert (one.amount, one.currency, one.bound, one.region) == (Decimal(10000), "EUR", "below", "DE-BY")
    assert one.note is not None
    assert one.note.context == "jurisdiction:de:small-claims:note"
    assert one.trouble == ("fraud",)
    assert read(valid_from=None, seen_on=dt.date(2026, 4, 1)).seen_on == dt.date(2026, 4, 1)
    assert read(amount=None, currency=None, rate="6.27").rate == Decimal("6.27")


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"amount": "much"}, "amount"),
        ({"amount": "-1"}, "amount"),
        ({"amount": "NaN"}, "amount"),
        ({"amount": None}, "currency"),
        ({"currency": None}, "currency"),
        ({"rate": "1 %"}, "rate"),
        ({"rule": "P2Y"}, "rule"),
        ({"rule": "calendar-days:soon"}, "rule"),
        ({"bound": "above"}, "bound"),
        ({"status": "sure"}, "status"),
        ({"source": ""}, "source"),
        ({"checked_on": "today"}, "checked_on"),
        ({"checked_on": None}, "checked_on"),
        ({"valid_from": None}, "valid_from"),
        ({"kind": "moon"}, "kind"),
        ({"size": "x"}, "size"),
    ],
)
def test_a_faulty_figure_names_its_key(changed: dict[str, Any], key: str) -> None:
    with pytest.raises(BrokenDataError) as fault:
        read(**changed)
    assert str(fault.value.fields["key"]) == key
    assert fault.value.fields["file"] == "de.toml"


def test_one_faulty_country_leaves_the_others(tmp_path: Path) -> None:
    (tmp_path / "jurisdictions").mkdir()
    for name in ("de", "fr"):
        text = (RESOURCES / "jurisdictions" / f"{name}.toml").read_text("utf-8")
        broken = text.replace('kind = "small_claims"', 'kind = "big"') if name == "de" else text
        (tmp_path / "jurisdictions" / f"{name}.toml").write_text(broken, encoding="utf-8")
    shelf = read_jurisdictions(tmp_path)
    assert list(shelf.items) == ["fr"]
    assert [fault.fields["file"] for fault in shelf.faults] == ["de.toml"]
