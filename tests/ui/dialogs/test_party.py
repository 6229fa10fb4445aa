"""Parties, and their addresses and numbers: what is written, what is refused, and two people at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.dialogs.asking import (
    above,
    beside,
    desk_of,
    is_open,
    key,
    opened,
    press,
    put,
    tab_order,
    verb_in_strip,
)
from tests.ui.driving import unnamed
from xborder_desk.services.parties import NewParty
from xborder_desk.ui.dialogs.party import IdentifierSheet, PartySheet

if TYPE_CHECKING:
    from tests.ui.driving import Driver
    from xborder_desk.domain.cases import IdentifierView, PartyView

NAME: Final = "深圳市蓝屿科技有限公司"


def parties(driver: Driver) -> tuple[PartyView, ...]:
    return desk_of(driver).cases.show(driver.case).parties


def party(driver: Driver, number: str) -> PartyView:
    return next(one for one in parties(driver) if one.number == number)


def identifiers(driver: Driver) -> tuple[IdentifierView, ...]:
    return party(driver, "P-02").identifiers


@pytest.fixture
def new(shared: Driver) -> PartySheet:
    """The question for a new party."""
    sheet = PartySheet(
        shared.window.around, shared.window, desk_of(shared), shared.case, None, lambda _c: None
    )
    return opened(shared, sheet)


@pytest.fixture
def known(shared: Driver) -> PartySheet:
    """A party of its own, to be changed."""
    number, _conflicts = desk_of(shared).parties.add(
        shared.case, NewParty("platform", "BazaarHub", country="LU", language="en")
    )
    sheet = PartySheet(
        shared.window.around,
        shared.window,
        desk_of(shared),
        shared.case,
        party(shared, number),
        lambda _c: None,
    )
    return opened(shared, sheet)


@pytest.fixture
def sign(shared: Driver) -> IdentifierSheet:
    """The question for an address or number of the seller."""
    sheet = IdentifierSheet(
        shared.window.around,
        shared.window,
        desk_of(shared),
        shared.case,
        party(shared, "P-02"),
        lambda _c: None,
    )
    return opened(shared, sheet)


def test_a_party_is_kept_with_what_reaches_it(shared: Driver, new: PartySheet) -> None:
    put(
        new.form,
        role="bank",
        country="DE",
        name="Sparkasse Köln",
        name_latin="Sparkasse Koeln",
        language="de",
        email="karten@bank.example",
        phone="+49 221 1234567",
        address="Hahnenstr. 57, 50667 Köln",
        origin="imprint",
    )
    press(shared, new)
    kept = parties(shared)[-1]
    assert (kept.role, kept.name, kept.name_latin, kept.country, kept.language) == (
        "bank",
        "Sparkasse Köln",
        "Sparkasse Koeln",
        "DE",
        "de",
    )
    assert {(one.kind, one.raw, one.origin) for one in kept.identifiers} == {
        ("email", "karten@bank.example", "imprint"),
        ("phone", "+49 221 1234567", "imprint"),
        ("address", "Hahnenstr. 57, 50667 Köln", "imprint"),
    }


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": " "}, "name"),
        ({"name": "Shop\u202egpj"}, "name"),
        ({"name": "Shop\x00"}, "name"),
        ({"name": "A", "country": "Nowhere"}, "country"),
        ({"name": "A", "language": "klingon please"}, "language"),
        ({"name": "A", "name_latin": "A\u2066B"}, "name_latin"),
    ],
)
def test_a_party_that_cannot_be_kept_is_told_beside_the_field(
    shared: Driver, new: PartySheet, typed: dict[str, str], field: str
) -> None:
    before = parties(shared)
    put(new.form, **typed)
    press(shared, new)
    assert list(beside(new.form)) == [field]
    assert new.focusWidget() is new.form.editor(field)
    assert parties(shared) == before


def test_a_wrong_address_of_a_new_party_keeps_nothing_of_it(shared: Driver, new: PartySheet) -> None:
    before = parties(shared)
    put(new.form, name="Half a party", email="shop\u202e@x.example")
    press(shared, new)
    assert list(beside(new.form)) == ["email"]
    assert parties(shared) == before


def test_the_office_tells_who_is_on_the_other_side(shared: Driver) -> None:
    told: list[object] = []
    sheet = PartySheet(shared.window.around, shared.window, desk_of(shared), shared.case, None, told.extend)
    opened(shared, sheet)
    put(sheet.form, role="seller", name="فاطمة الحسن")
    press(shared, sheet)
    assert [one.name for one in told] == ["فاطمة الحسن"]  # type: ignore[attr-defined]  # conflicts


def test_a_party_is_shown_as_it_is_and_changed(shared: Driver, known: PartySheet) -> None:
    values = known.form.values()
    assert {name: values[name] for name in ("role", "country", "name", "language")} == {
        "role": "platform",
        "country": "LU",
        "name": "BazaarHub",
        "language": "en",
    }
    assert "email" not in values
    put(known.form, name=NAME, name_latin="Lanyu", country="CN", language="zh-Hans")
    press(shared, known)
    kept = parties(shared)[-1]
    assert (kept.name, kept.name_latin, kept.country, kept.language) == (NAME, "Lanyu", "CN", "zh-Hans")


def test_saving_what_nobody_touched_changes_nothing(shared: Driver, known: PartySheet) -> None:
    before = parties(shared)
    press(shared, known)
    assert not is_open(known)
    assert parties(shared) == before


def changed_elsewhere(driver: Driver, sheet: PartySheet) -> str:
    """Another window gives the party another name meanwhile; the number of the party."""
    assert sheet._party is not None
    desk_of(driver).parties.change(driver.case, sheet._party.number, {"name": "Bazaar Hub S.à r.l."})
    return sheet._party.number


def test_two_who_change_one_party_see_both_values(shared: Driver, known: PartySheet) -> None:
    number = changed_elsewhere(shared, known)
    put(known.form, name="BazaarHub Ltd")
    press(shared, known)
    assert is_open(known)
    assert "BazaarHub Ltd" in above(known)
    assert "Bazaar Hub S.à r.l." in above(known)
    assert party(shared, number).name == "Bazaar Hub S.à r.l."


def test_keeping_mine_writes_mine(shared: Driver, known: PartySheet) -> None:
    number = changed_elsewhere(shared, known)
    put(known.form, name="BazaarHub Ltd")
    press(shared, known)
    verb_in_strip(known, "Keep mine").click()
    shared.settle()
    assert not is_open(known)
    assert party(shared, number).name == "BazaarHub Ltd"


def test_keeping_theirs_leaves_what_else_was_typed(shared: Driver, known: PartySheet) -> None:
    number = changed_elsewhere(shared, known)
    put(known.form, name="BazaarHub Ltd", name_latin="Bazaar")
    press(shared, known)
    verb_in_strip(known, "Keep theirs").click()
    shared.settle()
    assert above(known) == ""
    assert known.form.values()["name"] == "Bazaar Hub S.à r.l."
    press(shared, known)
    assert not is_open(known)
    kept = party(shared, number)
    assert kept.name == "Bazaar Hub S.à r.l."


def test_esc_leaves_the_party_as_it_was(shared: Driver, known: PartySheet) -> None:
    before = parties(shared)
    put(known.form, name="Something else")
    key(known, Qt.Key.Key_Escape)
    shared.settle()
    assert not is_open(known)
    assert parties(shared) == before


def test_a_party_taken_out_meanwhile_is_said(shared: Driver, known: PartySheet) -> None:
    assert known._party is not None
    desk_of(shared).parties.remove(shared.case, known._party.number)
    put(known.form, name="Ghost")
    press(shared, known)
    assert is_open(known)
    assert above(known).strip()
    assert known.verb.isEnabled()


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ({"kind": "email", "raw": "Shop@Example.ORG"}, "shop@example.org"),
        ({"kind": "phone", "raw": "0086 755 1234 5678"}, "+8675512345678"),
        ({"kind": "iban", "raw": "de89 3704 0044 0532 0130 00"}, "DE89370400440532013000"),
        ({"kind": "website", "raw": "https://Shop.example/"}, None),
        ({"kind": "messenger", "raw": "wx_bluegate"}, None),
    ],
)
def test_a_sign_is_kept_as_found_and_in_its_normal_form(
    shared: Driver, sign: IdentifierSheet, typed: dict[str, str], normal: str | None
) -> None:
    put(sign.form, **typed, origin="imprint", origin_note="footer", evidence="E-01", page="1")
    press(shared, sign)
    kept = identifiers(shared)[-1]
    assert (kept.kind, kept.raw, kept.origin, kept.origin_note) == (
        typed["kind"],
        typed["raw"],
        "imprint",
        "footer",
    )
    assert (kept.origin_evidence, kept.origin_page) == ("E-01", 1)
    assert normal is None or kept.normal == normal


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"raw": ""}, "raw"),
        ({"raw": "shop@x.example", "evidence": "E-99"}, ""),
        ({"raw": "shop@x.example", "evidence": "nonsense"}, ""),
        ({"raw": "shop@x.example", "page": "two"}, "page"),
        ({"raw": "shop@x.example", "page": "3-4"}, "page"),
        ({"raw": "shop@x.example", "page": "0"}, "page"),
        ({"raw": "shop@x.example", "page": "-1"}, "page"),
        ({"raw": "shop@x.example", "page": "9" * 40}, "page"),
        ({"raw": "a\x00b@x.example"}, "raw"),
        ({"raw": "shop@x.example", "origin_note": "\u202eevil"}, "origin_note"),
    ],
)
def test_a_sign_that_cannot_be_kept_is_told(
    shared: Driver, sign: IdentifierSheet, typed: dict[str, str], field: str
) -> None:
    before = identifiers(shared)
    put(sign.form, **{"kind": "email", "origin": "imprint", **typed})
    press(shared, sign)
    assert is_open(sign)
    if field:
        assert list(beside(sign.form)) == [field]
    else:
        assert above(sign).strip() or beside(sign.form)
    assert identifiers(shared) == before


def test_a_page_may_be_left_out_or_typed_in_other_digits(shared: Driver, sign: IdentifierSheet) -> None:
    put(sign.form, kind="email", raw="four@x.example", evidence="E-01", page=" ٤ ")
    press(shared, sign)
    assert identifiers(shared)[-1].origin_page == 4


def test_enter_twice_is_one_sign(shared: Driver, sign: IdentifierSheet) -> None:
    before = len(identifiers(shared))
    put(sign.form, kind="other", raw="Lot 88, Hall 3")
    line = sign.form.editor("raw")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClick(line, Qt.Key.Key_Enter)
    shared.settle()
    assert len(identifiers(shared)) == before + 1


def test_tab_and_names(new: PartySheet, shared: Driver) -> None:
    assert new.focusWidget() is new.form.editor("name")
    assert tab_order(new, new.form) == list(new.form.values())
    assert unnamed(new) == []
    shared.speak("qps-rtl")
    assert unnamed(new) == []
    left, right = new.form.editor("role"), new.form.editor("country")
    assert left.x() > right.x()


def test_kinds_follow_the_language_and_what_is_chosen_stays(shared: Driver, sign: IdentifierSheet) -> None:
    put(sign.form, kind="vat", origin="imprint")
    shared.speak("fr")
    assert sign.form.values()["kind"] == "vat"
    assert sign.form.values()["origin"] == "imprint"
    kind = sign.form.editor("kind")
    assert kind.currentText() == sign.inside.language.text("VAT number")  # type: ignore[union-attr]  # a list
    assert kind.currentText() != "VAT number"  # type: ignore[union-attr]  # a list
