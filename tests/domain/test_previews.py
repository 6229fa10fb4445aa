"""What a viewer shows, as values: never changed, compared by content, and safe to write into a log."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields

import pytest

from xborder_desk.domain import previews
from xborder_desk.domain.errors import KnownError
from xborder_desk.domain.previews import TURNS, Drawn, Hit, Passage, Preview, PreviewError, Sheet


def test_the_bytes_of_a_page_are_never_written_into_a_log() -> None:
    drawn = Drawn(2, 1, b"\xff\x00\x00secret")
    assert "secret" not in repr(drawn)
    assert repr(drawn) == "Drawn(width=2, height=1)"
    assert drawn == Drawn(2, 1, b"\xff\x00\x00secret")
    assert drawn != Drawn(2, 1, b"\xff\x00\x00other!")


def test_an_item_without_pages_or_words_still_says_what_it_is() -> None:
    shown = Preview("2026-0001", "E-01", "Order", "a" * 64, "application/pdf")
    assert (shown.sheets, shown.passages, shown.texts, shown.reason) == ((), (), (), None)


@pytest.mark.parametrize(
    "value",
    [Sheet(595, 842), Drawn(1, 1, b"abc"), Hit(0), Passage("words"), Preview("c", "E-01", "t", "s", "m")],
)
def test_what_was_computed_in_the_background_is_never_changed(value: object) -> None:
    name = fields(value)[0].name  # type: ignore[arg-type] # each is one of our dataclasses
    with pytest.raises(FrozenInstanceError):
        setattr(value, name, None)


def test_a_place_without_boxes_is_known_by_its_page_only() -> None:
    assert Hit(3) == Hit(3, ())
    assert Hit(3) != Hit(3, ((0.1, 0.1, 0.2, 0.05),))


def test_pages_are_turned_by_quarters() -> None:
    assert TURNS == (0, 90, 180, 270)


def test_a_page_that_cannot_be_shown_says_why_in_a_sentence() -> None:
    fault = PreviewError("Page {page} cannot be shown.", page=3)
    assert isinstance(fault, KnownError)
    assert str(fault) == "Page 3 cannot be shown."
    assert previews.__doc__
