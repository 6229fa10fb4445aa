"""A card that is edited in its place: what was changed is saved, and Esc loses nothing."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from xborder_desk.i18n.pseudo import OPENING, pseudo_language
from xborder_desk.services.drafts import KeptDraft
from xborder_desk.ui.autosave import Autosave
from xborder_desk.ui.runner import Runner
from xborder_desk.ui.widgets.editing import EditCard, Pairs
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pytestqt.qtbot import QtBot

    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.theme import Theme

VALUES = {"product": "bicycle", "paid_on": "2026-03-08", "amount": "1249.50", "story": "It never came."}


class Shelf:
    """Keeps drafts in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, KeptDraft] = {}

    def keep(self, place: str, values: Mapping[str, str], version: int = 0, *, aside: bool = False) -> None:
        """Keep a draft."""
        self.kept[place] = KeptDraft(place, dict(values), version, dt.datetime.now(dt.UTC), aside=aside)

    def drop(self, place: str) -> None:
        """Let a draft go."""
        self.kept.pop(place, None)

    def find(self, place: str) -> KeptDraft | None:
        """Give a draft."""
        return self.kept.get(place)


@pytest.fixture
def card(screen: ScreenLanguage, theme: Theme, qtbot: QtBot) -> EditCard:
    """A card with four fields."""
    made = EditCard(screen, theme, "Purchase")
    made.form.line("product", "Goods or service")
    made.form.line("paid_on", "Paid on", kind="day")
    made.form.line("amount", "Amount", kind="amount")
    made.form.text("story", "What happened")
    made.show_values(VALUES, 7)
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    return made


@pytest.fixture
def saved(card: EditCard) -> list[dict[str, str]]:
    """What the card gives to be saved."""
    told: list[dict[str, str]] = []
    card.saved.connect(told.append)
    return told


def line(card: EditCard, name: str) -> QLineEdit:
    editor = card.form.editor(name)
    assert isinstance(editor, QLineEdit)
    return editor


def test_it_is_read_until_somebody_edits(card: EditCard) -> None:
    assert card.edit.isVisible()
    assert not line(card, "product").isVisible()
    QTest.mouseClick(card.edit, Qt.MouseButton.LeftButton)
    assert card.editing
    assert not card.edit.isVisible()
    assert card.form.values() == VALUES


def test_only_what_was_changed_is_saved(card: EditCard, saved: list[dict[str, str]]) -> None:
    card.start()
    line(card, "product").setText("red bicycle")
    line(card, "amount").setText("1,249.50")  # the same amount, typed otherwise
    QTest.keyClick(line(card, "product"), Qt.Key.Key_Return)
    assert saved == [{"product": "red bicycle"}]


def test_nothing_changed_is_nothing_to_save(card: EditCard, saved: list[dict[str, str]]) -> None:
    card.start()
    QTest.keyClick(line(card, "paid_on"), Qt.Key.Key_Return)
    assert saved == [{}]


def test_a_field_that_was_emptied_is_saved_as_empty(card: EditCard, saved: list[dict[str, str]]) -> None:
    card.start()
    line(card, "paid_on").clear()
    QTest.keyClick(line(card, "paid_on"), Qt.Key.Key_Return)
    assert saved == [{"paid_on": ""}]


@pytest.mark.parametrize("product", ["🜁" * 400, "深圳" * 250, "a\u200bb"])
def test_what_nobody_touched_is_never_saved(
    card: EditCard, saved: list[dict[str, str]], product: str
) -> None:
    card.show_values({**VALUES, "product": product}, 8)
    card.start()
    QTest.keyClick(line(card, "amount"), Qt.Key.Key_Return)
    assert saved == [{}]


def test_esc_in_any_field_reads_again_and_saves_nothing(card: EditCard, saved: list[dict[str, str]]) -> None:
    for name in ("product", "story"):
        card.start()
        editor = card.form.editor(name)
        QTest.keyClicks(editor, "xyz")
        QTest.keyClick(editor, Qt.Key.Key_Escape)
        assert not card.editing
    assert saved == []
    card.start()
    assert card.form.values() == VALUES


def test_what_others_change_meanwhile_is_not_taken_for_typed(
    card: EditCard, saved: list[dict[str, str]]
) -> None:
    card.start()
    card.show_values({**VALUES, "product": "somebody else's"}, 8)
    line(card, "amount").setText("5")
    QTest.keyClick(line(card, "amount"), Qt.Key.Key_Return)
    assert saved == [{"amount": "5"}]
    assert card.version == 7  # the version that was seen: the use-case tells of the conflict


def test_the_focus_goes_to_the_first_field_and_back(card: EditCard) -> None:
    card.activateWindow()
    card.start()
    assert card.focusWidget() is line(card, "product")
    card.stop()
    assert card.focusWidget() is card.edit


def test_the_language_turns_while_it_is_edited(card: EditCard, screen: ScreenLanguage) -> None:
    card.start()
    line(card, "product").setText("half ty")
    screen.use(pseudo_language("rtl"))
    assert card.editing
    assert line(card, "product").text() == "half ty"
    assert OPENING in card.edit.text()
    assert OPENING in card.title.text()


@pytest.fixture
def shelf() -> Shelf:
    """Where drafts lie."""
    return Shelf()


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[Runner]:
    """Work apart."""
    del qapp
    made = Runner()
    yield made
    made.close()


@pytest.fixture
def kept(card: EditCard, shelf: Shelf, runner: Runner) -> EditCard:
    """The card, with drafts."""
    card.autosave = Autosave(runner, shelf, card.form, "2026-0001/overview/purchase", card)  # type: ignore[arg-type]  # a shelf in memory
    return card


def settle(qtbot: QtBot, runner: Runner) -> None:
    qtbot.waitUntil(lambda: not runner.running, timeout=5000)


def test_what_was_typed_before_esc_comes_back(
    kept: EditCard, shelf: Shelf, runner: Runner, qtbot: QtBot
) -> None:
    kept.start()
    line(kept, "product").setText("half ty")
    kept.stop()
    settle(qtbot, runner)
    draft = shelf.find("2026-0001/overview/purchase")
    assert draft is not None
    assert (draft.values["product"], draft.version, draft.aside) == ("half ty", 7, True)
    kept.show_values({**VALUES, "product": "theirs"}, 9)
    with qtbot.waitSignal(kept.resumed):
        kept.start()
    assert line(kept, "product").text() == "half ty"
    assert kept.version == 7


def test_beginning_anew_shows_what_is_kept_now(
    kept: EditCard, shelf: Shelf, runner: Runner, qtbot: QtBot
) -> None:
    shelf.keep("2026-0001/overview/purchase", {"product": "half ty"}, 3)
    with qtbot.waitSignal(kept.resumed):
        kept.start()
    assert kept.version == 3
    kept.begin_anew()
    settle(qtbot, runner)
    assert kept.form.values() == VALUES
    assert kept.version == 7
    assert shelf.kept == {}


def test_what_was_saved_leaves_no_draft(kept: EditCard, shelf: Shelf, runner: Runner, qtbot: QtBot) -> None:
    kept.start()
    line(kept, "product").setText("whole")
    assert kept.autosave is not None
    kept.autosave.keep()
    settle(qtbot, runner)
    assert shelf.kept
    kept.finish()
    settle(qtbot, runner)
    assert shelf.kept == {}
    assert not kept.editing


def test_pairs_take_the_place_of_those_before(qtbot: QtBot) -> None:
    pairs = Pairs()
    qtbot.addWidget(pairs)
    pairs.show()
    pairs.show_pairs([("Platform", "BazaarHub"), ("Order number", ""), ("Amount", "1,249.50 €")])
    pairs.show_pairs([("Amount", "<i>5</i>")])
    QApplication.processEvents()
    shown = [one.text() for one in pairs.findChildren(Text) if one.isVisible()]
    assert shown == ["Amount", "<i>5</i>"]
    pairs.show_pairs([])
    assert not [one for one in pairs.findChildren(Text) if one.isVisible()]
