"""The data of the matcher, and how words are looked up in it."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest

from xborder_desk.domain.errors import BrokenDataError
from xborder_desk.matching.words import Lexicon, Meaning, read, read_words

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.matching.words import Words


def test_a_stem_takes_only_an_ending(words: Words) -> None:
    found = words.lexicon.find("машиностроительныи")
    assert found is not None
    assert found.words == ("machine", "building")
    lexicon = Lexicon()
    lexicon.add("ази*", Meaning(("asia",), "place"))
    assert lexicon.find("азия") is not None
    assert lexicon.find("азимут") is None


def test_slips_in_legal_forms_are_read(words: Words) -> None:
    assert (
        words.form_word("aktiengeselschaft") == "aktiengesellschaft"
        or words.form_word("aktiengeselschaft") in words.form_words
    )
    assert words.form_word("lamps") == "lamps"


def test_forms_of_many_countries_are_known(words: Words) -> None:
    for text in ("gmbh", "ltd", "llc", "sarl", "kft", "ооо", "ао", "有限公司", "株式会社", "주식회사"):
        assert (text,) in words.forms


def test_forms_of_the_list_of_gleif_are_known(words: Words, corpora: Path) -> None:
    import csv  # noqa: PLC0415 - only here

    from xborder_desk.matching.scripts import pieces  # noqa: PLC0415 - only here

    with (corpora / "09-matching/gleif-elf/legal_forms.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    known = total = 0
    for row in rows:
        if row["Country Code (ISO 3166-1)"] in {
            "AT",
            "CH",
            "CN",
            "ES",
            "FR",
            "GB",
            "IT",
            "NL",
            "PL",
            "DE",
            "HK",
        }:
            for short in re.split(r"[;,]", row["Abbreviations Local language"]):
                cut = pieces(short)
                if cut:
                    total += 1
                    known += cut in words.forms or " ".join(cut) in words.short_forms
    assert total > 20
    assert known / total > 0.25


@pytest.mark.parametrize(
    "name", ["generic", "legal_forms", "persons", "pinyin", "places", "shared", "weights"]
)
def test_every_file_says_when_it_was_checked(folder: Path, name: str) -> None:
    data = tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
    assert data["status"] in {"unchecked", "sourced", "confirmed"}
    assert data["checked_on"]
    assert data["id"] == name.replace("_", "-")


def test_a_missing_or_broken_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BrokenDataError, match=r"generic\.toml"):
        read_words(tmp_path)
    (tmp_path / "generic.toml").write_text("= broken")
    with pytest.raises(BrokenDataError, match=r"generic\.toml"):
        read(tmp_path, "generic")
