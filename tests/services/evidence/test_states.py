"""How far an item was read: whole, with remarks or not; in part, when something is missing; or only kept."""

from __future__ import annotations

import pytest

from xborder_desk.domain.evidence import Message, Reading
from xborder_desk.domain.items import PARTLY, READ, UNREADABLE
from xborder_desk.i18n import N_
from xborder_desk.services.evidence.intake import _state

REMARK = Message(N_("The document holds text that is hidden from the reader."))
GAP = Message(N_("Only the first {size} MB of this text can be searched."), {"size": 1}, missing=True)


def reading(*warnings: Message, texts: tuple[str, ...] = (), viewable: bool = False, **facts: str) -> Reading:
    return Reading(
        "text", "text/plain", "t", page_texts=texts, viewable=viewable, facts=facts, warnings=warnings
    )


@pytest.mark.parametrize(
    ("made", "state"),
    [
        (reading(texts=("x",)), READ),
        (reading(), READ),
        (reading(REMARK, texts=("x",)), READ),
        (reading(REMARK, viewable=True), READ),
        (reading(REMARK, text="x"), READ),
        (reading(GAP, texts=("x",)), PARTLY),
        (reading(REMARK, GAP, viewable=True), PARTLY),
        (reading(REMARK), UNREADABLE),
        (reading(GAP), UNREADABLE),
    ],
)
def test_a_remark_takes_nothing_away(made: Reading, state: str) -> None:
    assert _state(made) == state


def test_what_is_missing_crosses_into_the_program() -> None:
    back = Reading.from_plain(reading(REMARK, GAP).to_plain())
    assert [told.missing for told in back.warnings] == [False, True]
    plain = reading(REMARK).to_plain()
    del plain["warnings"][0]["missing"]
    assert Reading.from_plain(plain).warnings[0].missing is False
