"""The fixed words of a dossier: in every language all of them, with every place that is to be filled."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from xborder_desk.documents.words import DOSSIER_TEXTS, dossier_texts
from xborder_desk.documents.writer import SECTIONS
from xborder_desk.i18n.language import Language

TAGS = ["en", "de", "zh-Hans", "zh-Hant", "ar", "he"]
PLACES = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("tag", TAGS)
def test_no_language_loses_or_invents_a_place_to_fill(tag: str) -> None:
    texts = dossier_texts(Language(tag))
    assert texts.keys() == DOSSIER_TEXTS.keys()
    for name, msgid in DOSSIER_TEXTS.items():
        assert sorted(PLACES.findall(texts[name])) == sorted(PLACES.findall(msgid)), name


@pytest.mark.parametrize("tag", TAGS)
def test_the_headings_of_a_dossier_can_be_told_apart(tag: str) -> None:
    texts = dossier_texts(Language(tag))
    assert len({texts[name] for name in SECTIONS}) == len(SECTIONS)


@pytest.mark.parametrize("tag", TAGS)
def test_a_language_writes_every_kind_of_value(tag: str) -> None:
    language, day = Language(tag), date(2026, 3, 15)
    written = [language.month(day), language.year(day), language.date(day), language.size(2048)]
    written += [language.datetime(datetime(2026, 3, 15, tzinfo=UTC)), language.country("CN")]
    written += [language.money(Decimal("12.50"), "EUR"), language.language_name("zh")]
    assert all(one.strip() for one in written)
    assert len(set(written)) == len(written)
    assert (language.direction == "rtl") is (tag in {"ar", "he"})
