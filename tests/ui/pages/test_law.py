"""The law in the window: a figure corrected, a route added, faults told, everything taken back."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from tests.factories.routes import RESOURCES
from tests.ui.dialogs.asking import beside, press, put
from tests.ui.driving import cut, unnamed, untranslated
from xborder_desk.domain.jurisdictions import Figure, FigureKind
from xborder_desk.domain.routes.layers import Doubt
from xborder_desk.domain.sentences import Sentence
from xborder_desk.i18n.language import Language
from xborder_desk.ui.pages.dossier import DossierPage
from xborder_desk.ui.pages.law import LawPage
from xborder_desk.ui.pages.law.columns import KINDS, OWN, Doubtful, told_faults, value_of
from xborder_desk.ui.pages.law.sheets import FigureSheet, ProfileSheet, RouteSheet

if TYPE_CHECKING:
    from tests.ui.driving import Driver
    from xborder_desk.ui.dialogs.sheet import Sheet

EN, DE = Language("en"), Language("de")
ADR = (RESOURCES / "routes" / "adr.toml").read_text("utf-8")


def page(driver: Driver) -> LawPage:
    driver.window.go("law")
    driver.settle()
    shown = driver.page
    assert isinstance(shown, LawPage)
    return shown


def figure(**more: Any) -> Figure:
    values: dict[str, Any] = {
        "id": "small-claims",
        "kind": FigureKind.SMALL_CLAIMS,
        "country": "DE",
        "valid_from": dt.date(2026, 1, 1),
        "seen_on": None,
        "valid_to": None,
        "source": "GVG",
        "status": "sourced",
        "checked_on": dt.date(2026, 11, 23),
        **more,
    }
    return Figure(**values)


def test_figures_of_a_country_are_shown_and_corrected(desk_open: Driver) -> None:
    shown = page(desk_open)
    assert {one.country for one in shown.figures.rows} == {"DE"}
    small = next(at for at, one in enumerate(shown.figures.rows) if one.id == "small-claims")
    shown.table.pick(small)
    shown.correct()
    sheet = desk_open.dialog()
    assert isinstance(sheet, FigureSheet)
    sheet.form.fill({**sheet.form.values(), "amount": "12,500.00", "source": ""})
    sheet.accept_it()
    desk_open.settle()
    assert sheet.isVisible()  # no source, no correction
    sheet.form.fill({**sheet.form.values(), "amount": "12,500.00", "source": "BGBl. 2027 I Nr. 3"})
    sheet.accept_it()
    desk_open.settle()
    [layer] = shown.own.rows
    assert (layer.ref, layer.source) == ("de:small-claims", "BGBl. 2027 I Nr. 3")
    changed = next(one for one in shown.figures.rows if one.id == "small-claims")
    assert changed.amount == Decimal(12500)
    shown.take_back()
    desk_open.settle()
    assert shown.own.rows == []
    assert next(one for one in shown.figures.rows if one.id == "small-claims").amount == Decimal(10000)


def test_another_country_can_be_chosen(desk_open: Driver) -> None:
    shown = page(desk_open)
    shown.countries.choose("FR")
    desk_open.settle()
    assert {one.country for one in shown.figures.rows} == {"FR"}


def test_somebody_sent_to_a_figure_finds_it_open_and_to_none_only_the_page(desk_open: Driver) -> None:
    desk_open.window.go("law", "at:service")
    desk_open.settle()
    sheet = desk_open.dialog()
    assert isinstance(sheet, FigureSheet)
    assert sheet.form.values()["status"] == "unchecked"
    sheet.reject()
    desk_open.settle()
    shown = page(desk_open)
    assert shown.countries.value() == "AT"
    desk_open.window.go("law", "xx:service")
    desk_open.settle()
    assert shown.countries.value() == "AT"


def test_a_route_of_the_office_begins_with_one_there_is(desk_open: Driver) -> None:
    shown = page(desk_open)
    shown.add_route("adr")
    sheet = desk_open.dialog()
    assert isinstance(sheet, RouteSheet)
    text = sheet.form.editor("text")
    assert isinstance(text, QPlainTextEdit)
    assert text.toPlainText() == ADR
    wrong = ADR.replace('id = "adr"', 'id = "our-body"', 1).replace('kind = "adr"', 'kind = "prayer"', 1)
    sheet.form.fill({"text": wrong, "source": "Our own agreement"})
    sheet.accept_it()
    desk_open.settle()
    assert sheet.isVisible()
    sheet.form.fill({"text": wrong.replace("prayer", "adr"), "source": "Our own agreement"})
    sheet.accept_it()
    desk_open.settle()
    assert [one.ref for one in shown.own.rows] == ["our-body"]
    desk = desk_open.shell.desk
    assert desk is not None
    assert "our-body" in {one.id for one in desk.routes.board(desk_open.case).standings}


def test_what_nobody_has_checked_is_listed_and_opened(desk_open: Driver) -> None:
    shown = page(desk_open)
    assert len(shown.doubts.rows) > 50
    named = shown.doubts.rows[0].named(EN)
    assert ":" not in named.partition(": ")[0]
    at = next(number for number, one in enumerate(shown.doubts.rows) if one.doubt.ref == "it:small-claims")
    shown._open_doubt(at)
    sheet = desk_open.dialog()
    assert isinstance(sheet, FigureSheet)
    sheet.reject()
    desk_open.settle()
    assert shown.countries.value() == "IT"


@pytest.mark.parametrize("tag", ["de", "qps-rtl"])
def test_nothing_is_cut_unnamed_or_untranslated(desk_open: Driver, tag: str) -> None:
    shown = page(desk_open)
    desk_open.speak(tag)
    assert cut(shown) == []
    assert unnamed(shown) == []
    if tag.startswith("qps"):
        assert untranslated(shown, ["Deutschland", "Germany"]) == []


def test_a_figure_is_written_as_its_reader_writes() -> None:
    assert value_of(figure(amount=Decimal(10000), currency="EUR"), EN) == "€10,000.00"
    assert value_of(figure(amount=Decimal(10000), currency="EUR"), DE) == "10.000,00\xa0€"
    assert value_of(figure(rate=Decimal("6.27")), EN) == "6.27 %"
    assert value_of(figure(rule="bgb-187-193:P2Y"), EN) == "2 years"
    assert value_of(figure(), EN) == "–"
    assert set(KINDS) == set(FigureKind)


def test_a_doubt_is_named_by_route_or_country() -> None:
    doubt = Doubt("figure", "it:small-claims", "c.p.c. 7", "unchecked", dt.date(2026, 1, 1), stale=False)
    assert Doubtful(doubt, None, FigureKind.SMALL_CLAIMS).named(EN) == "Italy: Limit of small claims"
    assert Doubtful(doubt, None).named(EN) == "Italy"
    assert Doubtful(doubt, Sentence("Police")).named(EN) == "Police"


def test_faults_name_file_and_key_and_say_that_the_rest_works(desk_open: Driver) -> None:
    desk = desk_open.shell.desk
    assert desk is not None
    assert desk.law.faults() == ()
    assert told_faults(desk.law.faults(), EN) == ""


def asked(driver: Driver) -> Sheet:
    sheet = driver.dialog()
    assert isinstance(sheet, ProfileSheet)
    return sheet


def test_a_profile_nobody_confirmed_is_listed_confirmed_and_taken_back(desk_open: Driver) -> None:
    shown = page(desk_open)
    refs = [one.doubt.ref for one in shown.doubts.rows]
    one = shown.doubts.rows[refs.index("profile:de")]
    assert one.named(EN) == "Profile: Germany"
    assert "custom" in one.rests_on(EN)
    shown._open_doubt(refs.index("profile:de"))
    sheet = asked(desk_open)
    assert isinstance(sheet, ProfileSheet)
    press(desk_open, sheet)
    assert set(beside(sheet.form)) == {"source"}
    put(sheet.form, source="Dr. Sommer, letter", checked_on="2150-01-01")
    press(desk_open, sheet)
    assert "lies in the future" in beside(sheet.form)["checked_on"]
    put(sheet.form, checked_on="2026-11-20")
    press(desk_open, sheet)
    [layer] = shown.own.rows
    assert (layer.ref, layer.source) == ("profile:de", "Dr. Sommer, letter")
    assert OWN[0].text(layer, EN) == "Profile"
    assert "profile:de" not in [one.doubt.ref for one in shown.doubts.rows]
    shown._open_own(0)
    again = asked(desk_open)
    again.reject()
    desk_open.settle()
    shown.take_back()
    desk_open.settle()
    assert "profile:de" in [one.doubt.ref for one in shown.doubts.rows]
    desk_open.window.actions_by_name["undo"].trigger()
    desk_open.settle()
    assert [one.ref for one in shown.own.rows] == ["profile:de"]


def test_the_dossier_leads_there_and_the_badge_goes(desk_open: Driver) -> None:
    dossier = desk_open.go("dossier")
    assert isinstance(dossier, DossierPage)
    head = dossier.head
    head.profile.choose("fr")
    assert "not checked by a lawyer" in head.profile.currentText()
    assert head.confirm.isVisibleTo(dossier)
    head.confirm.click()
    desk_open.settle()
    sheet = asked(desk_open)
    assert isinstance(sheet, ProfileSheet)
    put(sheet.form, source="Me Leroy")
    press(desk_open, sheet)
    assert desk_open.go("dossier") is dossier
    assert head.profile.value() == "fr"
    assert head.profile.currentText() == "France"
    assert not head.confirm.isVisibleTo(dossier)
    head.profile.choose("pl")
    assert head.confirm.isVisibleTo(dossier)


def test_a_profile_half_confirmed_is_gone_on_with(desk_open: Driver) -> None:
    shown = page(desk_open)
    shown.go_to("profile:de")
    desk_open.settle()
    sheet = asked(desk_open)
    assert isinstance(sheet, ProfileSheet)
    put(sheet.form, source="Dr. Som")
    sheet.reject()
    desk_open.settle()
    shown.open_half("profile:de")
    desk_open.settle()
    again = asked(desk_open)
    assert isinstance(again, ProfileSheet)
    assert again.form.values()["source"] == "Dr. Som"
    again.reject()
    desk_open.settle()
    shown.go_to("profile:nowhere")
    desk_open.settle()
    assert [one for one in desk_open.app.topLevelWidgets() if isinstance(one, ProfileSheet)] == []


@pytest.mark.parametrize("tag", ["qps", "qps-rtl"])
def test_nothing_of_a_profile_is_cut_unnamed_or_untranslated(desk_open: Driver, tag: str) -> None:
    shown = page(desk_open)
    desk_open.speak(tag)
    shown.go_to("profile:de")
    desk_open.settle()
    sheet = asked(desk_open)
    assert cut(sheet) == []
    assert unnamed(sheet) == []
    assert untranslated(sheet, []) == []
    sheet.reject()
    desk_open.speak("en")
