"""Parties: added, changed and removed with their identifiers; the same name on two sides is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.factories.cases import SELLER, add_evidence, new_case, new_party, open_case, write_files
from tests.factories.offices import row_counts
from xborder_desk.domain.errors import BadInputError, ConflictError, NotFoundError
from xborder_desk.domain.registers import AUDIT
from xborder_desk.services.parties import NewIdentifier, NewParty
from xborder_desk.storage import registers

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office

HOME = (
    ("street_address", "Müllerstraße 1"),
    ("postal_code", "13353"),
    ("city", "Berlin"),
    ("country_code", "de"),
)


@pytest.fixture
def case(desk: Desk) -> str:
    return open_case(desk)


def test_a_party_keeps_its_script_and_where_each_identifier_comes_from(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    add_evidence(desk, case, write_files(tmp_path / "in", imprint="Wanbao, Shenzhen"))
    found = NewIdentifier(
        "Email",
        " Info@Wanbao.example ",
        "imprint",
        "at the foot",
        evidence="E-01",
        page=2,
        seen_on="2026-01-09",
    )
    number, conflicts = desk.parties.add(
        case,
        NewParty(
            "seller",
            SELLER,
            "Shenzhen Wanbao",
            "legal",
            "China",
            "zh-hans",
            (found, NewIdentifier("address", "", parts=HOME)),
        ),
    )
    assert (number, conflicts) == ("P-03", [])
    party = desk.cases.show(case).parties[-1]
    assert (party.name, party.name_latin, party.kind, party.country, party.language) == (
        SELLER,
        "Shenzhen Wanbao",
        "legal",
        "CN",
        "zh-Hans",
    )
    mail, home = party.identifiers
    assert (mail.kind, mail.raw, mail.normal) == ("email", "Info@Wanbao.example", "info@wanbao.example")
    assert (mail.origin, mail.origin_note, mail.origin_evidence, mail.origin_page) == (
        "imprint",
        "at the foot",
        "E-01",
        2,
    )
    assert str(mail.seen_on) == "2026-01-09"
    assert home.raw.splitlines()[0] == "Müllerstraße 1"
    assert home.parts is not None
    assert home.parts["country_code"] == "DE"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"role": "friend"}, "role"),
        ({"name": ""}, "name"),
        ({"name": "A\u202eB"}, "name"),
        ({"country": "Atlantis"}, "country"),
        ({"language": "xx"}, "language"),
        ({"name_latin": "x" * 4000}, "name_latin"),
        ({"identifiers": (NewIdentifier("", "x"),)}, "kind"),
        ({"identifiers": (NewIdentifier("email", "  "),)}, "email"),
        ({"identifiers": (NewIdentifier("email", "a@b", "hearsay"),)}, "origin"),
        ({"identifiers": (NewIdentifier("email", "a@b", seen_on="2026-02-30"),)}, "seen_on"),
        ({"identifiers": (NewIdentifier("address", "", parts=(("country_code", "QQ"),)),)}, "country_code"),
    ],
)
def test_what_cannot_be_taken_is_refused_and_nothing_written(
    desk: Desk, office: Office, case: str, changed: dict[str, Any], field: str
) -> None:
    before = row_counts(office)
    with pytest.raises(BadInputError) as caught:
        desk.parties.add(case, new_party(**changed))
    assert caught.value.field == field
    assert row_counts(office) == before


def test_evidence_and_parties_that_are_not_there_are_said(desk: Desk, office: Office, case: str) -> None:
    other = open_case(desk)
    before = row_counts(office)
    with pytest.raises(NotFoundError, match="E-07"):
        desk.parties.add(case, new_party(identifiers=(NewIdentifier("email", "a@b", evidence="E-07"),)))
    for number in ("P-09", "P-00", "nonsense", f"{other}/P-01", "P-01x", ""):
        with pytest.raises(NotFoundError):
            desk.parties.change(case, number, {"name": "X"})
        with pytest.raises(NotFoundError):
            desk.parties.remove(case, number)
        with pytest.raises(NotFoundError):
            desk.parties.add_identifier(case, number, NewIdentifier("email", "a@b"))
    assert row_counts(office) == before


def test_a_change_is_written_down_and_the_list_finds_the_new_name(
    desk: Desk, office: Office, case: str
) -> None:
    desk.parties.change(case, f"{case}/P-02", {"name": "Wanbao Europe GmbH", "country": "DE"})
    assert [row.seller for row in desk.cases.all("wanbao europe")] == ["Wanbao Europe GmbH"]
    assert desk.cases.all(SELLER) == []
    with office.database.read() as uow:
        line = registers.lines(uow.connection, desk.cases.show(case).uid, AUDIT)[-1].values()
    assert line["changes"] == {"name": [SELLER, "Wanbao Europe GmbH"], "country": ["CN", "DE"]}
    before = row_counts(office)
    desk.parties.change(case, "p-02", {"country": "DE"})
    assert row_counts(office) == before


def test_a_removed_party_is_gone_from_the_case_and_its_number_is_not_given_again(
    desk: Desk, case: str
) -> None:
    desk.parties.add(case, new_party())
    desk.parties.remove(case, "P-03")
    assert [party.number for party in desk.cases.show(case).parties] == ["P-01", "P-02"]
    assert desk.parties.add(case, new_party())[0] == "P-04"
    assert desk.cases.all("slaski") != []


def test_a_name_on_the_other_side_elsewhere_is_a_conflict(desk: Desk, case: str) -> None:
    other = desk.cases.create(new_case(title="Other", seller="ZOE MULLER-STRAUSS", consumer="Ali"))
    (met,) = desk.parties.conflicts(other, "P-02")
    assert (met.case, met.role, met.name, met.case_title) == (
        case,
        "consumer",
        "Zoë Müller-Strauß",
        "Bohrmaschine nie geliefert",
    )
    (met,) = desk.parties.conflicts(case, "P-01")
    assert (met.case, met.role) == (other, "seller")
    third = desk.cases.create(new_case(title="Third", consumer="Nobody", seller="Nowhere"))
    number, found = desk.parties.add(third, new_party(role="representative", name=SELLER))
    assert [(one.case, one.role) for one in found] == [(case, "seller")]
    assert desk.parties.change(third, number, {"name": "Somebody else"}) == []


@pytest.mark.parametrize("role", ["witness", "court", "adr_body"])
def test_who_takes_no_side_is_no_conflict(desk: Desk, case: str, role: str) -> None:
    other = desk.cases.create(new_case(title="Other", consumer="B", seller="C"))
    assert desk.parties.add(other, new_party(role=role, name="Zoë Müller-Strauß"))[1] == []
    assert desk.parties.conflicts(case, "P-01") == []


def test_the_same_name_on_the_same_side_or_in_the_same_case_is_no_conflict(desk: Desk, case: str) -> None:
    assert desk.parties.add(case, new_party(role="carrier", name="Zoë Müller-Strauß"))[1] == []
    desk.parties.remove(case, "P-03")
    other = open_case(desk)
    assert desk.parties.conflicts(case, "P-01") == []
    desk.parties.add(other, new_party(role="bank", name="Zoë Müller-Strauß"))
    assert [(one.case, one.role) for one in desk.parties.conflicts(case, "P-01")] == [(other, "bank")]


def test_a_removed_party_comes_back_and_is_found_again(desk: Desk, case: str) -> None:
    number, _met = desk.parties.add(case, new_party())
    desk.parties.remove(case, number)
    assert desk.cases.ids("slaski") == []
    desk.parties.take_back(case, number)
    desk.parties.take_back(case, number)
    assert len(desk.cases.ids("slaski")) == 1
    party = next(one for one in desk.cases.show(case).parties if one.number == number)
    assert [one.raw for one in party.identifiers] == ["+48 32 123 45 67"]
    with pytest.raises(NotFoundError):
        desk.parties.take_back(case, "P-99")


def test_an_address_is_taken_away_and_brought_back(desk: Desk, case: str, office: Office) -> None:
    uid = desk.parties.add_identifier(case, "P-02", NewIdentifier("email", "shop@wanbao.example", "imprint"))

    def addresses() -> list[str]:
        seller = next(one for one in desk.cases.show(case).parties if one.number == "P-02")
        return [one.raw for one in seller.identifiers]

    assert addresses() == ["shop@wanbao.example"]
    desk.parties.show_identifier(case, uid, shown=False)
    before = row_counts(office)
    desk.parties.show_identifier(case, uid, shown=False)
    assert row_counts(office) == before
    assert addresses() == []
    desk.parties.show_identifier(case, uid, shown=True)
    assert addresses() == ["shop@wanbao.example"]
    with pytest.raises(NotFoundError):
        desk.parties.show_identifier(case, "0" * 32, shown=False)


def test_two_people_at_one_party_are_told_both_values(desk: Desk, case: str) -> None:
    seen = next(one for one in desk.cases.show(case).parties if one.number == "P-02")
    desk.parties.change(case, "P-02", {"name_latin": "Wanbao"}, version=seen.version)
    with pytest.raises(ConflictError) as caught:
        desk.parties.change(case, "P-02", {"name_latin": "Wan Bao"}, version=seen.version)
    assert caught.value.theirs == {"name_latin": "Wanbao"}
    assert caught.value.mine == {"name_latin": "Wan Bao"}
    desk.parties.change(case, "P-02", {"name_latin": "Wan Bao"})
    assert next(one for one in desk.cases.show(case).parties if one.number == "P-02").name_latin == "Wan Bao"


def test_a_mandate_is_given_and_withdrawn(desk: Desk, case: str) -> None:
    uid = desk.parties.give_mandate(case, "P-01", "mandate", "2026-02-01", scope="the purchase")
    desk.parties.withdraw_mandate(case, uid, "2026-02-20")
    (mandate,) = desk.cases.show(case).mandates
    assert (mandate.uid, str(mandate.withdrawn_on), mandate.party) == (uid, "2026-02-20", "P-01")
    desk.parties.withdraw_mandate(case, uid, "")
    assert desk.cases.show(case).mandates[0].withdrawn_on is None
    with pytest.raises(BadInputError) as caught:
        desk.parties.withdraw_mandate(case, uid, "2026-01-31")
    assert caught.value.field == "withdrawn_on"
    with pytest.raises(NotFoundError):
        desk.parties.withdraw_mandate(case, "0" * 32, "2026-02-20")
