"""Whatever the window says, it says again in the language it is switched to, in view or not."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtWidgets import QLabel

from tests.gallery.checks import Data, untranslated
from tests.ui.driving import shown, words_of
from xborder_desk.domain.errors import DiskFullError
from xborder_desk.domain.evidence import Message
from xborder_desk.domain.items import Checked
from xborder_desk.domain.registers import Finding
from xborder_desk.i18n import N_
from xborder_desk.i18n.pseudo import OPENING
from xborder_desk.services.dossiers import DossierExport
from xborder_desk.ui.language import Spoken
from xborder_desk.ui.pages.cases import CasesPage
from xborder_desk.ui.pages.dossier import DossierPage
from xborder_desk.ui.pages.evidence import EvidencePage
from xborder_desk.ui.pages.routes import RoutesPage
from xborder_desk.ui.pages.settings import SettingsPage
from xborder_desk.ui.widgets.cards import Strip

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Driver
    from xborder_desk.ui.language import ScreenLanguage

FULL = N_("There is no room to write “{file}”.")
# Where a rule stands, what a source of our list is called, and the kind of a file.
SAME = ("§ 288 Abs. 1, § 247 BGB", "§§ 185-188 ZPO (2026)", "text/plain")
PAGES = (
    *("today", "cases", "deadlines", "settings", "overview", "timeline"),
    *("evidence", "contacts", "routes", "letters", "forms", "claim", "dossier"),
)


def strip_of(driver: Driver) -> Strip:
    driver.settle()
    found = [one for one in driver.page.findChildren(Strip) if one.isVisibleTo(driver.page)]
    assert len(found) == 1
    return found[0]


def test_what_was_said_with_fields_is_said_again_with_them(screen: ScreenLanguage) -> None:
    spoken, label = Spoken(screen), QLabel()
    spoken.say(label.setText, FULL, file="office.db")
    assert label.text() == "There is no room to write “office.db”."
    screen.switch("de")
    spoken.retranslate()
    assert "office.db" in label.text()
    assert label.text() != "There is no room to write “office.db”."


def test_words_are_asked_anew_at_every_change(screen: ScreenLanguage) -> None:
    spoken, label = Spoken(screen), QLabel()
    day = dt.date(2026, 3, 8)
    spoken.say_as(label.setText, lambda: spoken.language.date(day, "full"))
    english = label.text()
    screen.switch("de")
    spoken.retranslate()
    assert label.text() == screen.language.date(day, "full") != english


def test_the_last_that_was_said_counts(screen: ScreenLanguage) -> None:
    spoken, label = Spoken(screen), QLabel()
    spoken.say(label.setText, N_("Settings"))
    spoken.say_as(label.setText, lambda: "E-02")
    screen.switch("de")
    spoken.retranslate()
    assert label.text() == "E-02"


def test_a_label_and_its_name_are_told_apart(screen: ScreenLanguage) -> None:
    spoken, label = Spoken(screen), QLabel()
    spoken.say(label.setText, N_("Cancel"))
    spoken.say(label.setAccessibleName, N_("Settings"))
    screen.switch("de")
    spoken.retranslate()
    assert (label.text(), label.accessibleName()) == ("Abbrechen", "Einstellungen")


def test_what_is_gone_is_not_spoken_to(screen: ScreenLanguage) -> None:
    spoken, label = Spoken(screen), QLabel()
    asked: list[str] = []

    def words() -> str:
        asked.append("x")
        return "E-02"

    spoken.say_as(label.setText, words)
    shiboken6.delete(label)
    spoken.retranslate()
    assert asked == ["x"], "only when it was set"
    assert spoken._sayings == {}


def test_no_page_keeps_words_of_the_language_before(shared: Driver) -> None:
    assert shared.shell.desk is not None
    data = Data(shared.shell.desk.location)
    for name in PAGES:
        page = shared.go(name)
        if isinstance(page, RoutesPage):
            page.explain("card-not-received")
        page.show_fault(DiskFullError(FULL, file="office.db"))
    left: dict[str, list[str]] = {}
    shared.speak("qps")  # each page but the last is out of view now, as when one switches in Settings
    for name in PAGES:
        shared.go(name)
        found = [one for one in untranslated(shared.window, data) if not any(map(one.count, SAME))]
        if found:
            left[name] = found
    left.pop("forms", None)  # a form speaks the language of its court
    assert left == {}
    shared.speak("en")
    for name in PAGES:
        page = shared.go(name)
        if found := [text for one in shown(shared.window) for text in words_of(one) if OPENING in text]:
            left[name] = found
        page.clear_strips()
    assert left == {}


def test_a_fault_stays_on_its_page_in_the_new_language(shared: Driver) -> None:
    page = shared.go("cases")
    page.show_fault(DiskFullError(FULL, file="office.db"))
    strip = strip_of(shared)
    assert strip.text.text() == "There is no room to write “office.db”."
    shared.speak("de")
    assert strip.text.text() == page.language.text(FULL, file="office.db")
    assert strip.accessibleName() == strip.text.text()
    assert strip.second.isHidden()


def test_what_could_not_be_taken_is_said_again_line_for_line(shared: Driver) -> None:
    page = shared.go("cases")
    told = [Message(FULL, {"file": name}) for name in ("a.pdf", "b.pdf", "c.pdf")]
    page.refuse(told)
    strip = strip_of(shared)
    assert strip.second.text().count("\n") == 1
    shared.speak("de")
    assert strip.second.text() == "\n".join(page.language.say(one) for one in told[1:])


def test_a_sentence_of_the_window_follows(shared: Driver) -> None:
    shared.window.tell(N_("Case {number} is open."), "ok", number="2026-0007")
    [strip] = [one for one in shared.window._strip_place.findChildren(Strip) if not one.isHidden()]
    shared.speak("de")
    german = shared.shell.screen.language.text("Case {number} is open.", number="2026-0007")
    assert strip.text.text() == german != "Case 2026-0007 is open."


def test_the_verdict_of_a_check_follows(shared: Driver) -> None:
    page = shared.go("settings")
    assert isinstance(page, SettingsPage)
    page._check()
    shared.settle()
    before = page._verdict.text()
    shared.speak("de")
    assert page._verdict.text() != before
    assert [part for part in page._verdict.text() if part.isdigit()] == [
        part for part in before if part.isdigit()
    ]


def test_findings_are_counted_in_the_language(shared: Driver) -> None:
    page = shared.go("settings")
    assert isinstance(page, SettingsPage)
    found = Finding("hash", "E-01", FULL, (("file", "x"),))
    page._checked(Checked(3, (found, found)))
    assert page._verdict.text() == "2 findings"
    shared.speak("de")
    assert page._verdict.text() == page.language.plural("{n} finding", "{n} findings", 2) != "2 findings"


def test_why_a_date_is_said_again_after_another_page_was_in_view(shared: Driver) -> None:
    page = shared.go("routes")
    assert isinstance(page, RoutesPage)
    page.explain("card-not-received")
    before = {one.text() for one in page.why.findChildren(QLabel) if one.text()}
    shared.go("settings")
    assert page.why.route == "card-not-received"
    shared.speak("de")
    shared.go("routes")
    assert page.why.route == "card-not-received"
    after = {one.text() for one in page.why.findChildren(QLabel) if one.text() and shiboken6.isValid(one)}
    assert "Why this date?" in before
    assert "Why this date?" not in after
    assert page.language.text("Own verdict") in after


def test_a_route_that_was_never_asked_for_stays_unexplained(shared: Driver) -> None:
    shared.new_case("Another one")
    shared.window.open_case(shared.new_case("A third"), "routes")
    shared.settle()
    page = shared.page
    assert isinstance(page, RoutesPage)
    shared.speak("de")
    assert page.why.isHidden()
    assert page.why.route == ""


def test_a_built_dossier_is_told_in_the_new_language(shared: Driver, tmp_path: Path) -> None:
    page = shared.go("dossier")
    assert isinstance(page, DossierPage)
    made = DossierExport(
        bundle=tmp_path / "bundle.pdf",
        package=tmp_path / "package",
        zip=tmp_path / "package.zip",
        pages=12,
        edition=7,
        exhibits=(),
        warnings=(),
    )
    page._show_built(None, made)
    strip = strip_of(shared)
    assert "12 pages" in strip.second.text()
    shared.speak("de")
    assert strip.text.text() == page.language.text("The dossier is built: edition {edition}", edition=7)
    assert page.language.plural("{n} page", "{n} pages", 12) in strip.second.text()
    assert str(tmp_path / "bundle.pdf") in strip.second.text()


def test_what_was_taken_in_is_told_in_the_new_language(shared: Driver, tmp_path: Path) -> None:
    file = tmp_path / "a note.txt"
    file.write_text("He called again.", encoding="utf-8")
    page = shared.go("evidence")
    assert isinstance(page, EvidencePage)
    for _twice in range(2):
        page.add_paths([file], "drop")
        shared.settle()
    strip = strip_of(shared)
    assert strip.second.text().startswith("The same bytes are here already")
    shared.speak("de")
    assert strip.text.text() == page.language.plural("{n} file was taken in.", "{n} files were taken in.", 1)
    assert "same bytes" not in strip.second.text()
    assert "E-0" in strip.second.text()


def test_the_count_of_the_list_follows(shared: Driver) -> None:
    page = shared.go("cases")
    assert isinstance(page, CasesPage)
    before = page.head.count.text()
    shared.speak("de")
    assert page.head.count.text() not in {before, ""}
