"""Two items beside each other are read together, unless one does not want that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.driving import unnamed
from tests.ui.viewer.test_viewer import calm
from xborder_desk.ui.viewer.beside import Beside

if TYPE_CHECKING:
    from tests.ui.driving import Driver


@pytest.fixture
def beside(looking: Driver) -> Beside:
    """An original and its translation."""
    desk = looking.shell.desk
    assert desk is not None
    made = Beside(looking.window.around, desk)
    looking.qtbot.addWidget(made)
    made.resize(1100, 500)
    made.show()
    made.show_items("E-03", "E-04", looking.case)
    calm(looking)
    return made


def test_both_are_shown_and_named(beside: Beside) -> None:
    assert beside.first.preview is not None
    assert beside.second.preview is not None
    assert [one.text()[:4] for one in beside._names] == ["E-03", "E-04"]
    assert unnamed(beside) == []


def test_reading_one_moves_the_other_by_the_same_part(beside: Beside) -> None:
    beside.first.scroll_to(0.5)
    bar = beside.second.pages.verticalScrollBar()
    assert bar.value() == pytest.approx(bar.maximum() / 2, abs=2)
    beside.second.scroll_to(1.0)
    first = beside.first.pages.verticalScrollBar()
    assert first.value() == first.maximum()


def test_each_alone_when_wanted(beside: Beside) -> None:
    beside.together.setChecked(False)
    beside.first.scroll_to(1.0)
    assert beside.second.pages.verticalScrollBar().value() == 0


def test_pages_and_text_go_together_too(looking: Driver, beside: Beside) -> None:
    beside.show_items("E-03", "E-05", looking.case)
    calm(looking)
    assert beside.second.stack.currentWidget() is beside.second.words
    beside.first.scroll_to(1.0)
    bar = beside.second.words.verticalScrollBar()
    assert bar.value() == bar.maximum()
