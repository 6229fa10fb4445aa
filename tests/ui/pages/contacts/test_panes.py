"""The panes of the contacts: search board, readiness, addresses, post book, quick form."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QWidget

from tests.ui.driving import cut, unnamed, untranslated
from tests.ui.pages.contacts.conftest import MAIL, OURS, PHONE, PLACE
from xborder_desk.domain.contacts import NewAttempt
from xborder_desk.services.contacts import NewOutcome
from xborder_desk.ui.dialogs.party import IdentifierSheet
from xborder_desk.ui.language import Spoken
from xborder_desk.ui.pages.contacts.panes import Folding
from xborder_desk.ui.pages.contacts.post import PostSheet
from xborder_desk.ui.pages.contacts.readiness import ReadinessCard
from xborder_desk.ui.pages.contacts.register import RegisterCard
from xborder_desk.ui.pages.contacts.search import MarkSheet
from xborder_desk.ui.pages.contacts.statement import StatementSheet
from xborder_desk.ui.widgets.cards import Pill

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Driver
    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.pages.contacts import ContactsPage

PANES = ("register", "search", "addresses", "post", "mail")
DATA = [
    *(
        "E-bike",
        "Annika",
        "蓝屿",
        "annika",
        "lanyu",
        "755",
        "Kexing",
        "Room 1907",
        "2026",
        "A-0",
        "E-0",
        "P-0",
    ),
    *("UTC", "Germany", "China", "S-1", "S-0", " K", "K ·", "P ·", "EUR", "ZPO", "root", "None"),
]


def counted(page: ContactsPage) -> tuple[int, int]:
    done, _, total = page.ready.count.text().split()
    return int(done), int(total)


def log(shared: Driver, page: ContactsPage, channel: str, address: str, **more: str) -> None:
    at = dt.datetime.now(page.desk.zone) - dt.timedelta(days=1)
    new = NewAttempt(channel, address, at=more.pop("at", at.isoformat()), party="P-02", **more)  # type: ignore[arg-type]  # texts only
    page.desk.contacts.add(page.case, new)
    page.tell()
    shared.settle()


def test_every_pane_has_room_names_and_marked_words(shared: Driver, page: ContactsPage) -> None:
    log(shared, page, "phone", PHONE, result="no_answer", cost="1.50", cost_currency="EUR")
    shared.speak("qps-rtl")
    wrong = {}
    for name in PANES:
        page.show_pane(name)
        shared.settle()
        wrong[name] = [*cut(page), *unnamed(page), *untranslated(page, DATA)]
    assert not "\n".join(f"{name}: {one}" for name, found in wrong.items() for one in found)


def test_the_side_folds_below_where_there_is_no_room(screen: ScreenLanguage) -> None:
    folding = Folding(Spoken(screen), Spoken(screen))
    letter = folding.fontMetrics().averageCharWidth()
    for letters, wanted in (
        (200, Qt.Orientation.Horizontal),
        (90, Qt.Orientation.Vertical),
        (130, Qt.Orientation.Horizontal),
    ):
        folding.resize(letters * letter, 600)
        QApplication.sendEvent(folding, QResizeEvent(folding.size(), QSize()))
        assert folding.orientation() is wanted, letters
    folding.deleteLater()


def test_the_board_shows_twenty_rows_and_a_mark_is_a_line(shared: Driver, page: ContactsPage) -> None:
    page.show_pane("search")
    rows = page.search.rows.rows
    assert [one.row.number for one in rows] == list(range(1, 21))
    page.search.go_to("visit")
    page.search.table.opened.emit(page.search.table.current_row())
    sheet = shared.dialog()
    assert isinstance(sheet, MarkSheet)
    assert not [*cut(sheet), *unnamed(sheet)]
    sheet.form.fill({"state": "not_applicable"})
    sheet.accept_it()
    shared.settle()
    assert sheet.isVisible()  # a reason is asked for, beside its field
    assert sheet.form._fields["reason"].wrong.isVisible()
    sheet.form.fill({"state": "not_applicable", "reason": "The seat is in Shenzhen."})
    sheet.accept_it()
    shared.settle()
    visit = next(one for one in page.search.rows.rows if one.row.id == "visit")
    assert (visit.state.value, visit.reason) == ("not_applicable", "The seat is in Shenzhen.")
    assert page.search.rows.row(page.search.table.current_row()) == visit
    assert "The seat is in Shenzhen." in page.search._whole.text()


def test_readiness_is_live_and_each_court_has_its_own(shared: Driver, page: ContactsPage) -> None:
    before = counted(page)
    assert page.ready.country.value() == "DE"
    log(shared, page, "registered_letter", PLACE)
    assert counted(page)[0] > before[0]
    badges = [label.text() for label in page.ready.findChildren(QLabel) if "S-120" in label.text()]
    assert badges
    assert all("sourced" in one for one in badges)
    page.ready.country.choose("AT")
    shared.settle()
    assert page._register is not None
    assert page._register.survey.readiness.country == "AT"
    assert "not checked yet" in " ".join(label.text() for label in page.ready.findChildren(QLabel))
    assert not page._register.survey.readiness.ready
    names = [page.ready.country.itemText(n) for n in range(page.ready.country.count())]
    assert {"Germany", "France", "Austria"} <= set(names)
    assert names == sorted(names)


def test_what_is_missing_has_a_verb_that_leads_there(shared: Driver, page: ContactsPage) -> None:
    assert isinstance(page.ready, ReadinessCard)
    heard = [
        one.accessibleName()
        for one in page.ready.findChildren(QWidget)
        if "Phone call" in one.accessibleName()
    ]
    assert any("Not tried yet" in one or "Nothing is recorded" in one for one in heard)
    verbs = {
        button.accessibleName().partition(":")[0]: button
        for button in page.ready.findChildren(QPushButton)
        if ":" in button.accessibleName()
    }
    assert {"Write", "Call", "Mark", "Plan"} <= set(verbs)
    verbs["Call"].click()
    assert (page.entry.channel.value(), page.entry.address.text()) == ("phone", PHONE)
    page.want("omissions")
    assert page.search.isVisible()
    assert page.search.words.hasFocus() or not page.window().isActiveWindow()
    page.want("cadence-attempts")
    assert page.search.isVisible()
    page.want("insolvency")
    sheet = shared.dialog()
    assert isinstance(sheet, MarkSheet)


def test_done_things_are_folded_after_four(shared: Driver, page: ContactsPage) -> None:
    for kind, channel, address in (
        ("phone", "phone", PHONE),
        ("email", "email", MAIL),
        ("l", "registered_letter", PLACE),
    ):
        del kind
        log(
            shared,
            page,
            channel,
            address,
            result="bounced" if channel == "email" else "",
            purpose="address_inquiry",
        )
    for row in ("visit", "insolvency", "residents"):
        page.desk.contacts.mark_row(page.case, row, "not_applicable", "Abroad.")
    page.tell()
    shared.settle()
    done = counted(page)[0]
    assert done > 4
    [more] = [one for one in page.ready.findChildren(QPushButton) if "more" in one.text() and one.isVisible()]
    assert more.text().startswith(str(done - 4))
    more.click()
    shared.settle()
    assert not [
        one
        for one in page.ready.findChildren(QPushButton)
        if "more are done" in one.text() and one.isVisible()
    ]


def test_a_planned_step_is_logged_or_put_on_the_list(shared: Driver, page: ContactsPage) -> None:
    page.show_pane("search")
    assert page.search.steps.rows
    page.search.plan_table.pick(0)
    page.search._remind()
    shared.settle()
    step = page.search.steps.rows[0]
    [task] = page.desk.cases.show(page.case).tasks
    assert task.due_on == step.due
    assert step.address in task.text
    page.search.plan_table.opened.emit(0)
    assert page.entry.channel.value() == step.channel
    assert page.entry.address.text() == step.address.replace("\n", ", ")
    assert page.card.isVisible()


def test_words_on_what_was_left_are_kept_and_half_written_ones_stay(
    shared: Driver, page: ContactsPage
) -> None:
    page.show_pane("search")
    page.search.words.setPlainText("The police was not asked.")
    page.search._keep()
    shared.settle()
    assert page.desk.contacts.omissions(page.case) == "The police was not asked."
    page.search.words.setPlainText("The police was not asked, nor")
    page.tell()
    shared.settle()
    assert page.search.words.toPlainText() == "The police was not asked, nor"


def test_the_address_book_of_each_party(shared: Driver, page: ContactsPage) -> None:
    page.show_pane("addresses")
    assert [one.raw for one in page.book.model.rows] == [MAIL, PHONE, PLACE]
    log(shared, page, "phone", PHONE, result="number_not_in_service")
    states = {one.raw: (one.state, one.by) for one in page.book.model.rows}
    assert states[PHONE] == ("dead", "A-01")
    page.book.whose.choose("P-01")
    shared.settle()
    assert [one.raw for one in page.book.model.rows] == [OURS]
    page.book.whose.choose("P-02")
    shared.settle()
    page.book.table.pick(2)
    page.book._try()
    assert page.entry.channel.value() == "registered_letter"
    assert page.entry.address.text() == PLACE.replace("\n", ", ")
    page.show_pane("addresses")
    page.book._add()
    sheet = shared.dialog()
    assert isinstance(sheet, IdentifierSheet)
    sheet.form.fill({"kind": "email", "raw": "boss@lanyu.example", "origin": "platform"})
    sheet.accept_it()
    shared.settle()
    assert "boss@lanyu.example" in [one.raw for one in page.book.model.rows]


def test_a_sign_of_life_is_said_where_the_addresses_are(shared: Driver, page: ContactsPage) -> None:
    days = (dt.datetime.now(page.desk.zone) - dt.timedelta(days=9)).isoformat()
    log(shared, page, "phone", PHONE, result="number_not_in_service", at=days)
    log(shared, page, "email", MAIL, at=days)
    log(shared, page, "letter", PLACE, at=days)
    for number, result in (("A-02", "bounced"), ("A-03", "returned_moved")):
        page.desk.contacts.add_result(number, NewOutcome(result, at=days), page.case)
    page.tell()
    shared.settle()
    assert page.book._state.word.text() == "Unreachable"
    assert "Unreachable since" in page.book._why.text()
    page.desk.contacts.add_reply("A-02", NewOutcome(note="Here we are."), page.case)
    page.tell()
    shared.settle()
    assert page.book._state.word.text() == "Has answered"
    assert "until the sign of life in A-02" in page.book._why.text()


def test_the_post_book_counts_on_and_prints(shared: Driver, page: ContactsPage, tmp_path: Path) -> None:
    page.show_pane("post")
    before = len(page.desk.post.list())
    page._enter_post()
    sheet = shared.dialog()
    assert isinstance(sheet, PostSheet)
    assert not [*cut(sheet), *unnamed(sheet)]
    sheet.form.fill({"direction": "outgoing", "kind": "registered", "who": "Lan Yu", "cost": "8,10"})
    sheet.accept_it()
    shared.settle()
    assert sheet.isVisible()  # no subject yet
    sheet.form.fill(
        {"direction": "outgoing", "kind": "registered", "who": "Lan Yu", "subject": "Notice", "number": "RR1"}
    )
    sheet.accept_it()
    shared.settle()
    [line] = page.post.model.rows
    assert (line.no, line.who, line.number, line.case) == (before + 1, "Lan Yu", "RR1", page.case)
    page.post.whose.choose("")
    page.reload()
    shared.settle()
    assert len(page.post.model.rows) == before + 1
    page.print_book(tmp_path / "book.pdf")
    shared.settle()
    assert (tmp_path / "book.pdf").read_bytes().startswith(b"%PDF")


def test_the_form_shows_the_fields_a_way_has(shared: Driver, page: ContactsPage) -> None:
    entry = page.entry
    for channel, shown in (
        ("registered_letter", {"tracking", "cost", "cost_currency"}),
        ("phone", {"ended_at"}),
        ("register_lookup", {"searched", "cost", "cost_currency"}),
        ("email", set()),
    ):
        entry.channel.choose(channel)
        entry._offer()
        visible = {
            name
            for name in ("tracking", "cost", "cost_currency", "ended_at", "searched")
            if entry.lines[name].isVisible()
        }
        assert visible == shown, channel
    entry.channel.choose("register_lookup")
    entry._offer()
    offered = [
        entry._completer.model().index(n, 0).data() for n in range(entry._completer.model().rowCount())
    ]
    assert "Handelsregister" in offered
    entry.more.click()
    shared.settle()
    assert entry.lines["next_due"].isVisible()
    assert isinstance(entry.first_hand, QComboBox)
    entry.more.click()


def test_everything_typed_is_in_the_register(shared: Driver, page: ContactsPage) -> None:
    entry = page.entry
    entry.channel.choose("phone")
    entry.address.setText(PHONE)
    entry.first_hand.choose("no")
    for name, words in {
        "at": "-1 10:30",
        "ended_at": "10:42",
        "language": "en",
        "on_behalf_of": "Annika Brandt",
        "next_step": "Write",
        "next_due": "+7",
        "note": "Nobody there",
    }.items():
        entry.lines[name].setText(words)
    entry.result.choose("no_answer")
    entry.keep()
    shared.settle()
    [made] = page.desk.contacts.list(page.case)
    assert made.ended_at is not None
    assert made.ended_at - made.started_at == dt.timedelta(minutes=12)
    today = dt.datetime.now(page.desk.zone).date()
    assert (made.first_hand, made.next_step, made.next_due) == (False, "Write", today + dt.timedelta(days=7))
    assert (made.on_behalf_of, made.language, made.note) == ("Annika Brandt", "en", "Nobody there")
    assert made.address_source == "invoice"
    [due] = page.desk.contacts.reminders(today + dt.timedelta(days=7))
    assert (due.case, due.kind, due.text) == (page.case, "next", "Write")


def test_what_is_wrong_is_said_and_its_field_comes_into_view(shared: Driver, page: ContactsPage) -> None:
    entry = page.entry
    entry.channel.choose("email")
    entry.address.setText(MAIL)
    entry.lines["cost"].setText("4,90")
    entry.keep()
    shared.settle()
    assert entry.wrong.isVisible()
    assert "cost_currency" in entry.wrong.text()
    assert entry.lines["cost_currency"].isVisible()
    assert page.desk.contacts.list(page.case) == []


def test_the_line_under_a_height_is_chosen_and_below_the_last_none(
    shared: Driver, page: ContactsPage
) -> None:
    log(shared, page, "phone", PHONE)
    log(shared, page, "phone", PHONE)
    card = page.card
    assert isinstance(card, RegisterCard)
    card.pick_at(page.table.rowViewportPosition(1) + 2)
    current = card.current()
    assert current is not None
    assert current.number == "A-01"
    card.pick_at(5000)
    assert card.current() == current
    assert card.survey is not None
    assert len(card.survey.attempts) == 2


def test_attempts_to_others_can_be_hidden(shared: Driver, page: ContactsPage) -> None:
    log(shared, page, "phone", PHONE)
    new = NewAttempt("email", OURS, at="2026-01-02T10:00", party="P-01")
    page.desk.contacts.add(page.case, new)
    page.tell()
    shared.settle()
    assert len(page.model.rows) == 2
    page.card.whose.choose("seller")
    page.card._filter()
    assert [line.attempt.number for line in page.model.rows] == ["A-01"]
    page.card.whose.choose("")
    page.card._filter()


def test_one_can_be_sent_to_every_place_of_the_page(shared: Driver, page: ContactsPage) -> None:
    log(shared, page, "phone", PHONE)
    log(shared, page, "phone", PHONE)
    page.go_to("A-01")
    shared.settle()
    current = page.card.current()
    assert current is not None
    assert current.number == "A-01"
    page.go_to("post")
    assert page.post.isVisible()
    assert not page.card.isVisible()
    page.go_to("new")
    shared.settle()
    assert page.card.isVisible()
    assert page.entry.address.text()
    page._ask_statement()
    assert isinstance(shared.dialog(), StatementSheet)


def test_a_case_without_anything_says_what_to_do(page: ContactsPage) -> None:
    assert page.card.empty_place.currentIndex() == 1
    page.show_pane("post")
    assert "Nothing was posted yet" in " ".join(label.text() for label in page.post.findChildren(QLabel))
    page.show_pane("mail")
    said = " ".join(label.text() for label in page.mail.findChildren(QLabel))
    assert "No account is set up" in said
    assert "No mail is waiting to be sent" in said


def test_a_mark_of_our_own_list_is_not_shown_where_it_names_no_instrument(
    shared: Driver, page: ContactsPage
) -> None:
    page.ready.country.choose("DE")
    shared.settle()
    named = [one for one in page.ready.findChildren(Pill) if one.word.text().startswith("S-120")]
    assert named
    assert all("185-188 ZPO" in one.toolTip() for one in named)
    page.ready.country.choose("AT")
    shared.settle()
    badges = [one.word.text() for one in page.ready.findChildren(Pill)]
    assert "unchecked" in badges
    assert not [one for one in badges if one.startswith(("K", "P ·"))]


def test_what_can_be_done_about_a_missing_thing_stands_below_its_words(
    shared: Driver, page: ContactsPage
) -> None:
    page.ready.country.choose("AT")
    shared.speak("de")
    verbs = [one for one in page.ready.findChildren(QPushButton) if ": " in one.accessibleName()]
    assert verbs
    named = {one.text(): one for one in page.ready.findChildren(QLabel)}
    for verb in verbs:
        words = named[verb.accessibleName().partition(": ")[2]]
        below = words.mapTo(page.ready, QPoint(0, words.height())).y()
        assert verb.mapTo(page.ready, QPoint(0, 0)).y() >= below
        assert words.width() > page.ready.width() // 2
