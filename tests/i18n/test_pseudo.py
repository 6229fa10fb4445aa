"""The pseudo-language shows what was not marked, and leaves alone what programs read."""

from __future__ import annotations

import pytest

from xborder_desk.i18n.language import places
from xborder_desk.i18n.pseudo import pseudo, pseudo_language


@pytest.mark.parametrize("text", ["&New case", "Sent to {name} on {day}", "<b>Due</b> {n}", "Weiter"])
def test_a_text_is_disguised_and_longer_and_keeps_its_places(text: str) -> None:
    disguised = pseudo(text)
    assert disguised.startswith("⟦")
    assert disguised.endswith("⟧")
    assert len(disguised) > len(text) * 1.3
    assert places(disguised) == places(text)
    assert disguised.count("&") == text.count("&")
    assert disguised.count("<b>") == text.count("<b>")


def test_every_way_of_asking_is_disguised() -> None:
    language = pseudo_language()
    assert language.text("Hello {name}", name="Li") == "⟦Hélló Li~~~~⟧".replace("ó", "õ")
    assert language.ctext("x", "Due").startswith("⟦")
    assert language.plural("{n} case", "{n} cases", 2).startswith("⟦2 ")
    assert language.text("") == ""


def test_it_can_be_written_from_right_to_left() -> None:
    assert pseudo_language("rtl").direction == "rtl"
    assert pseudo_language().direction == "ltr"
