"""What letters and forms learn from a case: only what is known, and addresses where a party is at home."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from xborder_desk.domain.cases import CaseView, IdentifierView, PartyView
from xborder_desk.domain.claim import Head, HeadKind, Terms, compute
from xborder_desk.domain.jurisdictions import Jurisdiction, Membership, World
from xborder_desk.domain.letters import Country, Name, Postal, Sum, Word, postal_lines
from xborder_desk.domain.sentences import Sentence
from xborder_desk.i18n.language import Language
from xborder_desk.pipelines.form_facts import form_values
from xborder_desk.pipelines.letter_facts import Around, facts_of, postal_of

DAY = dt.date(2026, 11, 23)
NOW = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
CHINA = {"street_address": "科星路88号", "city": "深圳市", "postal_code": "518057", "country_code": "CN"}
VENLO = {"street_address": "Ariënsweg 12", "city": "Venlo", "country_code": "NL"}


def identifier(kind: str, raw: str, parts: dict[str, str] | None = None) -> IdentifierView:
    return IdentifierView("u", kind, raw, raw, "", "", "", None, None, parts)


def party(role: str, *reach: IdentifierView, **more: Any) -> PartyView:
    values = {
        "number": "P-01",
        "kind": "",
        "name": role.title(),
        "name_latin": "",
        "country": "DE",
        "language": "",
    }
    return PartyView(uid="u", role=role, identifiers=reach, version=1, **{**values, **more})


def case(*parties: PartyView, **values: object) -> CaseView:
    return CaseView(1, "u", "2026-0001", "T", "new", "Jana", NOW, NOW, None, 1, values, parties, (), (), ())


class NoRates:
    def find(self, currency: str, on: dt.date) -> None:
        del currency, on


def around(view: CaseView, **more: Any) -> Around:
    terms = Terms("EUR", DAY, NoRates(), lambda _: 2)
    heads = [Head(HeadKind.PRICE, Decimal(100), "EUR"), Head(HeadKind.MAIL, Decimal("9.85"), "EUR")]
    member = Jurisdiction("DE", Sentence("Germany"), (Membership("EU"),), ())
    given = {"attempts": 0, "sender": {}, "recipient": None, "world": World({"DE": member}), **more}
    return Around(case=view, claim=compute(heads, terms), today=DAY, reply_by=DAY, **given)


def test_what_is_not_known_is_not_there() -> None:
    facts = facts_of(around(case(party("consumer"))), {})
    assert (
        not {"price", "order_number", "iban", "account_holder", "attempts_summary", "office_name"}
        & facts.keys()
    )
    assert facts["case_number"] == "2026-0001"
    assert facts["claim_total"] == Sum(Decimal("109.85"), "EUR")


def test_the_purchase_is_told() -> None:
    values = {"amount": Decimal("12.50"), "currency": "EUR", "payment_method": "paypal", "ordered_on": DAY}
    facts = facts_of(around(case(party("consumer"), **values, problems=["T02.1"])), {})
    assert facts["price"] == Sum(Decimal("12.50"), "EUR")
    assert facts["payment_method"] == Word("method-paypal")
    assert facts["ordered_on"] == DAY
    assert facts["trouble"] == "not_received"


def test_the_union_s_law_is_spoken_of_for_its_consumers_only() -> None:
    assert facts_of(around(case(party("consumer"))), {})["eu_law"] == "yes"
    assert "eu_law" not in facts_of(around(case(party("consumer", country="TW"))), {})
    assert "eu_law" not in facts_of(around(case(party("consumer", country=""))), {})


def test_a_return_address_elsewhere_is_not_where_a_seller_is_written_to() -> None:
    seller = party(
        "seller",
        identifier("address", "x", VENLO),
        identifier("address", "x", CHINA),
        identifier("address", "88 Kexing Road, Shenzhen 518057, China"),
        country="CN",
    )
    found = postal_of(seller, "DE")
    assert found is not None
    assert found.latin == ("88 Kexing Road, Shenzhen 518057, China",)
    assert "科星路88号" in found.own[-1]
    assert (found.country, found.whole) == ("CN", frozenset({"latin"}))
    assert postal_of(party("seller", identifier("address", "x", VENLO), country="CN"), "DE") is None


def test_the_seller_s_traces_serve_inquiries() -> None:
    seller = party(
        "seller",
        identifier("email", "a@shop.example"),
        identifier("website", "https://shop.example/x"),
        identifier("iban", "LT12"),
        name="深圳",
        name_latin="Shenzhen",
    )
    facts = facts_of(around(case(seller), attempts=3), {})
    assert (facts["domain"], facts["payee_account"], facts["known_identifier"]) == (
        "shop.example",
        "LT12",
        "a@shop.example",
    )
    assert facts["attempts_summary"] == "3"
    assert facts["seller_name"] == Name("深圳", "Shenzhen")


def test_further_facts_and_those_by_hand() -> None:
    further = {"platform_decided_on": "2026-10-01", "tracking_number": "LY1", "unsafe": "yes", "batch": "B7"}
    facts = facts_of(around(case(party("consumer"), further=further)), {"product": "Lamp", "damage": "Burn"})
    assert facts["platform_decided_on"] == dt.date(2026, 10, 1)
    assert (facts["tracking_number"], facts["product_identifier"], facts["trouble"]) == (
        "LY1",
        "B7",
        "unsafe",
    )
    assert (facts["product"], facts["damage"]) == ("Lamp", "Burn")
    broken = facts_of(around(case(further={"platform_decided_on": "soon"})), {})
    assert "platform_decided_on" not in broken


def test_a_form_cuts_an_address_where_its_postal_code_stands() -> None:
    seller = party(
        "seller",
        identifier("address", "x", CHINA),
        identifier("address", "Room 1907, 88 Kexing Road, Shenzhen 518057, China"),
        country="CN",
    )
    view = case(party("consumer", identifier("iban", "DE89")), seller)
    values = form_values(view, around(view).claim, (), ())
    assert values["defendant_street"] == Name("科星路88号", "Room 1907, 88 Kexing Road")
    assert values["defendant_city"] == Name("518057 深圳市", "Shenzhen 518057, China")
    assert (values["iban"], values["court_country"]) == ("DE89", Country("DE"))
    assert values["costs_which"] == Sum(Decimal("9.85"), "EUR")
    assert isinstance(values["address_known"], Postal)


def test_a_seller_that_did_not_direct_its_business_here_gives_no_home_forum() -> None:
    view = case(party("consumer"), further={"seller_directs": "no"})
    assert "ground" not in form_values(view, around(view).claim, (), ())


@pytest.mark.parametrize(
    ("home", "named"),
    [
        ("DE", "Niederlande"),
        ("AT", "Niederlande"),
        ("FR", "Pays-Bas"),
        ("PL", "Holandia"),
        ("RO", "Țările de Jos"),
        ("IT", "Paesi Bassi"),
        ("ES", "Países Bajos"),
        ("TW", "荷蘭"),
        ("CN", "荷兰"),
        ("GB", "Netherlands"),
        ("", "Netherlands"),
        ("XX", "Netherlands"),
    ],
)
def test_the_country_of_an_address_is_named_as_the_sender_s_post_reads_it(home: str, named: str) -> None:
    found = postal_of(party("seller", identifier("address", "x", VENLO), country="NL"), home)
    assert found is not None
    assert found.abroad == named
    assert postal_lines(found, Language("fr"), envelope=True)[-1] == named
    assert postal_lines(found, Language("fr"))[-1] == "Pays-Bas"
