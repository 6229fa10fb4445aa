"""The values of a dossier: what a profile says in which language, and what cannot be in them."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, is_dataclass

import pytest

from tests.factories.dossier import GENERIC, GERMAN, content, exhibit
from xborder_desk.domain import dossier
from xborder_desk.domain.dossier import Profile
from xborder_desk.domain.evidence import Stored


def test_a_profile_speaks_its_own_words_first() -> None:
    profile = Profile("x", label={"zh": "證物{n}", "*": "Anlage K {n}"}, list_title={"de": "Verzeichnis"})
    assert profile.label_for("zh-Hant", "Exhibit {n}") == "證物{n}"
    assert profile.label_for("fr", "Exhibit {n}") == "Anlage K {n}"
    assert profile.list_title_for("de-AT", "List") == "Verzeichnis"
    assert profile.list_title_for("fr", "List") == "List"


def test_labels_follow_the_order_of_the_dossier() -> None:
    stored = Stored("0" * 64, 1)
    made = content([exhibit(7, stored), exhibit(2, stored)])
    assert made.labels("Anlage K {n}") == {"E-07": "Anlage K 1", "E-02": "Anlage K 2"}


def test_no_value_has_room_for_internal_notes() -> None:
    values = [value for value in vars(dossier).values() if isinstance(value, type) and is_dataclass(value)]
    names = {field.name for value in values for field in fields(value)}
    assert len(values) > 15
    assert not {name for name in names if "note" in name or "internal" in name}


def test_values_are_frozen() -> None:
    made = content()
    with pytest.raises(FrozenInstanceError):
        made.language = "en"  # type: ignore[misc] # this is what is refused
    assert GERMAN.id != GENERIC.id
