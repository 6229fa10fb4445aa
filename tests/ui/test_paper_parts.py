"""Parts of the pages of letters, claim and sellers: what each shows of what it is given."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from xborder_desk.domain.interest import InterestPeriod
from xborder_desk.domain.sellers import MarkView, Reason
from xborder_desk.services.claims import NewHead
from xborder_desk.services.letters.asked import LetterRow
from xborder_desk.ui.pages.claim import ClaimPage
from xborder_desk.ui.pages.claim.columns import PERIODS, sums_of
from xborder_desk.ui.pages.claim.totals import Totals
from xborder_desk.ui.pages.letters import LettersPage
from xborder_desk.ui.pages.letters.choosing import Choosing
from xborder_desk.ui.pages.letters.clauses import Clauses
from xborder_desk.ui.pages.letters.columns import KEPT, Kept
from xborder_desk.ui.pages.letters.missing import Missing
from xborder_desk.ui.pages.sellers import SellersPage
from xborder_desk.ui.pages.sellers.columns import MARKS
from xborder_desk.ui.pages.sellers.detail import SellerCard
from xborder_desk.ui.pages.sellers.others import sentence
from xborder_desk.ui.widgets.cards import Pill

if TYPE_CHECKING:
    from tests.ui.driving import Driver
    from xborder_desk.ui.language import ScreenLanguage

DAY = dt.date(2026, 2, 1)


def test_only_added_sums_have_a_place_and_a_claim_too_high_is_told(desk_open: Driver) -> None:
    page = desk_open.go("claim")
    assert isinstance(page, ClaimPage)
    page.desk.claims.add_head(desk_open.case, NewHead("damage", "4000", "EUR"))
    page.reload()
    desk_open.settle()
    claim, added = page.gather()
    assert [one.place for one in sums_of(claim, added)] == [0, 1]
    assert isinstance(page.totals, Totals)
    said = {pill.word.text() for pill in page.totals.ceilings.findChildren(Pill) if pill.isVisible()}
    assert said == {"above the ceiling", "below the ceiling"}


def test_a_rate_that_had_ended_is_marked(screen: ScreenLanguage) -> None:
    period = InterestPeriod(DAY, DAY, 1, Decimal("6.27"), 365, Decimal("0.2"), "sourced", assumed=True)
    status = PERIODS[-1]
    assert status.text((period, "EUR"), screen.language) == "last known rate"
    assert status.pill is not None
    assert status.pill((period, "EUR")) == "warn"


def test_what_stands_in_a_letter_is_never_read_as_markup(desk_open: Driver) -> None:
    page = desk_open.go("letters")
    assert isinstance(page, LettersPage)
    assert isinstance(page.missing, Missing)
    assert isinstance(page.clauses, Clauses)
    page.missing.given.emit({"product": "<b>bold</b> & co."})
    desk_open.settle()
    shown = [label.text() for label in page.clauses.findChildren(QLabel)]
    assert any("&lt;b&gt;bold&lt;/b&gt; &amp; co." in text for text in shown)
    assert page.missing.fields["product"].text() == "<b>bold</b> & co."


def test_both_sides_of_a_letter_stand_below_each_other_where_lines_are_short(desk_open: Driver) -> None:
    page = desk_open.go("letters")
    assert isinstance(page, LettersPage)
    page.choosing.fill({"template": "complaint", "language": "en", "beside": "de"})
    clauses = Clauses(desk_open.window.around)
    desk_open.qtbot.addWidget(clauses)
    clauses.show_letter(*page.desk.letters.preview(desk_open.case, page.choosing.chosen({})))
    clauses.show()
    letter = clauses.fontMetrics().averageCharWidth()
    for letters, sides in ((90, 2), (45, 1), (90, 2)):
        clauses.resize(letters * letter, 900)
        desk_open.settle()
        found = (clauses._grid.itemAt(at) for at in range(clauses._grid.count()))
        labels = [one.widget() for one in found if one is not None]
        starts = {label.x() for label in labels if isinstance(label, QLabel)}
        assert len(starts) == sides, letters
        assert clauses.minimumSizeHint().width() <= letters * letter, "nothing is scrolled sideways"


def test_the_same_language_is_not_set_beside_itself(desk_open: Driver) -> None:
    page = desk_open.go("letters")
    assert isinstance(page, LettersPage)
    choosing = page.choosing
    assert isinstance(choosing, Choosing)
    choosing.fill({"template": "complaint", "language": "de", "beside": "de", "enclose": "E-01; E-02,"})
    new = choosing.chosen({"product": "Lamp", "empty": ""})
    assert (new.template, new.language, new.beside) == ("complaint", "de", "")
    assert new.enclose == ("E-01", "E-02")
    assert new.facts == (("product", "Lamp"),)


def test_a_letter_says_whether_it_was_sent(screen: ScreenLanguage) -> None:
    draft = LetterRow("L-01", "complaint", "de", "en", "draft", DAY, "", ("product",))
    sent = LetterRow("L-02", "complaint", "de", "", "sent", DAY, "A-02", ())
    told = [KEPT[1].text(Kept(row, "Complaint"), screen.language) for row in (draft, sent)]
    assert told == ["1 fact missing", "sent, A-02"]


def test_an_identifier_says_where_it_came_from(screen: ScreenLanguage) -> None:
    mark = MarkView("iban", "DE00", "DE00", False, "invoice", "", "E-03", DAY)  # noqa: FBT003 - a value
    value, origin, checked = MARKS
    assert origin.text(mark, screen.language) == "Invoice"
    assert origin.second is not None
    assert "E-03" in origin.second(mark, screen.language)
    assert value.second is not None
    assert value.second(mark, screen.language) == "bank account"
    assert checked.pill is not None
    assert checked.pill(mark) == "danger"


def test_a_reason_names_the_kind_in_the_language_of_the_screen(screen: ScreenLanguage) -> None:
    fields = {"kind": "bank account", "value": "LT12"}
    reason = Reason("iban", "LT12", "LT12", 6.2, "", "Both have the same {kind}: {value}.", fields)
    screen.switch("de")
    assert "LT12" in sentence(reason, screen.language)
    assert "bank account" not in sentence(reason, screen.language)


def test_a_seller_is_shown_with_its_cases(desk_open: Driver) -> None:
    desk_open.window.go("sellers")
    desk_open.settle()
    page = desk_open.page
    assert isinstance(page, SellersPage)
    assert isinstance(page.seller, SellerCard)
    page.go_to("S-0002")
    desk_open.settle()
    assert page.seller.title.text() == "Uhrenhaus"
    page.go_to("S-0001")
    desk_open.settle()
    assert [mark.raw for mark in page.seller.marks.rows] == ["service@lanyu.example"]
