"""Languages are what lies on the disk; a damaged one is told of and never stops anything."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from xborder_desk.i18n.compiling import compiled, is_translated, read_catalogue
from xborder_desk.i18n.languages import (
    LETTERS,
    Completeness,
    available,
    completeness,
    folder_of,
    load,
    match,
    tag_of,
)

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.i18n.language import Language


def catalogue(folder: str) -> Catalog:
    made = Catalog(locale=folder, fuzzy=False)
    made.add("Refund", "退款" if folder.startswith("zh") else "Erstattung")
    made.add("Delivery", "")
    made.add("Damages", "geraten", flags=["fuzzy"])
    made.add(("{n} case", "{n} cases"), ("{n} Fall", ""))
    return made


def put_source(translations: Path, folder: str) -> Path:
    path = translations / folder / "LC_MESSAGES" / "xborder_desk.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as out:
        write_po(out, catalogue(folder))
    return path


def put_binary(translations: Path, folder: str, data: bytes | None = None) -> Path:
    path = translations / folder / "LC_MESSAGES" / "xborder_desk.mo"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(compiled(catalogue(folder)) if data is None else data)
    return path


def texts(language: Language) -> list[str]:
    return [language.problems[0].text.format(**language.problems[0].fields)] if language.problems else []


def test_english_is_always_there_and_first(tmp_path: Path) -> None:
    assert available(tmp_path / "none") == ["en"]
    put_source(tmp_path, "zh_Hant")
    put_binary(tmp_path, "de")
    (tmp_path / "notes").mkdir()
    (tmp_path / "README").write_text("x", encoding="utf-8")
    assert available(tmp_path) == ["en", "de", "zh-Hant"]


def test_tags_and_folders() -> None:
    assert (folder_of("zh-Hant"), tag_of("zh_Hant")) == ("zh_Hant", "zh-Hant")


@pytest.mark.parametrize("kind", ["source", "binary"])
@pytest.mark.parametrize(("folder", "word"), [("de", "Erstattung"), ("zh_Hant", "退款")])
def test_loads_from_the_source_or_the_compiled(kind: str, folder: str, word: str, tmp_path: Path) -> None:
    (put_source if kind == "source" else put_binary)(tmp_path, folder)
    language = load(tag_of(folder), tmp_path)
    assert (language.tag, language.problems) == (tag_of(folder), ())
    assert language.text("Refund") == word


def test_guesses_and_half_plurals_come_in_english(tmp_path: Path) -> None:
    put_source(tmp_path, "de")
    german = load("de", tmp_path)
    assert german.text("Damages") == "Damages"
    assert german.plural("{n} case", "{n} cases", 5) == "5 cases"


def test_a_newer_source_goes_before_the_compiled(tmp_path: Path) -> None:
    old = put_binary(tmp_path, "de", compiled(Catalog(locale="de", fuzzy=False)))
    source = put_source(tmp_path, "de")
    os.utime(old, (1_000_000, 1_000_000))
    assert load("de", tmp_path).text("Refund") == "Erstattung"
    os.utime(source, (900_000, 900_000))
    assert load("de", tmp_path).text("Refund") == "Refund"


@pytest.mark.parametrize("data", [b"", b"garbage", b"\xde\x12\x04\x95"])
def test_a_broken_catalogue_is_told_and_english_shown(data: bytes, tmp_path: Path) -> None:
    put_binary(tmp_path, "de", data)
    language = load("de", tmp_path)
    assert (language.tag, language.text("Refund")) == ("en", "Refund")
    assert texts(language) == [
        (
            "The texts of the language “de” cannot be read (de/LC_MESSAGES/xborder_desk.mo); "
            "showing English. Install the program again."
        )
    ]
    assert load("de", tmp_path, LETTERS).problems[0].fields == {"tag": "de"}


def test_a_scribbled_catalogue_never_stops_the_program(tmp_path: Path) -> None:
    whole = put_binary(tmp_path, "de").read_bytes()
    chooser = random.Random(5)  # noqa: S311 - which bytes to try, not a secret
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chooser.randrange(1, 6)):
            data[chooser.randrange(len(data))] = chooser.randrange(256)
        put_binary(tmp_path, "de", bytes(data[: chooser.choice([len(data), chooser.randrange(len(data))])]))
        assert load("de", tmp_path).tag in {"de", "en"}


def test_a_damaged_compiled_catalogue_is_replaced_by_its_source(tmp_path: Path) -> None:
    source = put_source(tmp_path, "de")
    put_binary(tmp_path, "de", b"garbage")
    os.utime(source, (900_000, 900_000))
    assert load("de", tmp_path).text("Refund") == "Erstattung"


@pytest.mark.parametrize("content", [b"msgid", b"\xff\xfe\x00", b"no catalogue at all"])
def test_a_broken_source_is_told_too(content: bytes, tmp_path: Path) -> None:
    put_source(tmp_path, "de").write_bytes(content)
    language = load("de", tmp_path)
    assert language.tag == "en"
    assert "“de”" in texts(language)[0]
    assert "(de/LC_MESSAGES/xborder_desk.po)" in texts(language)[0]


@pytest.mark.parametrize("cut", [40, 90, 300])
def test_a_source_that_ends_within_a_text_is_not_taken_for_whole(cut: int, tmp_path: Path) -> None:
    source = put_source(tmp_path, "de")
    whole = source.read_bytes().rstrip()
    start = whole.index(b'"', whole.index(b"msgid", cut)) + 3
    source.write_bytes(whole[:start])
    assert load("de", tmp_path).tag == "en"
    source.write_bytes(whole)
    assert load("de", tmp_path).text("Refund") == "Erstattung"
    source.write_bytes(whole + b'\n\n#~ msgid "old"\n#~ msgstr "alt"\n')
    assert load("de", tmp_path).tag == "de"


def test_a_broken_catalogue_of_letters_is_named_by_its_own_file(tmp_path: Path) -> None:
    put_binary(tmp_path, "de")
    broken = tmp_path / "de" / "LC_MESSAGES" / "xborder_letters.mo"
    broken.write_bytes(b"\xde\x12\x04\x95" + b"\0" * 30)
    assert load("de", tmp_path).problems == ()
    letters = load("de", tmp_path, LETTERS)
    assert letters.tag == "en"
    assert letters.problems[0].fields == {"tag": "de", "file": "de/LC_MESSAGES/xborder_letters.mo"}


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_catalogue_cut_anywhere_is_named(share: float, tmp_path: Path) -> None:
    whole = put_binary(tmp_path, "de").read_bytes()
    put_binary(tmp_path, "de", whole[: int(len(whole) * share)])
    language = load("de", tmp_path)
    assert language.tag == "en"
    assert language.problems[0].fields["file"] == "de/LC_MESSAGES/xborder_desk.mo"


def test_an_unknown_language_is_told_and_english_shown(tmp_path: Path) -> None:
    language = load("tlh", tmp_path)
    assert language.tag == "en"
    assert texts(language) == ["There is no language “tlh” here; showing English."]
    assert load("en", tmp_path).problems == ()


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("de", "de"), ("de-AT", "de"), ("DE_de", "de"), ("zh-TW", "zh-Hant"), ("zh_HK", "zh-Hant"),
        ("zh-Hant-TW", "zh-Hant"), ("zh", "zh-Hans"), ("zh-CN", "zh-Hans"), ("zh-Hans", "zh-Hans"),
        ("en-US", "en"), ("pt-BR", None), ("fr", None), ("", None),
    ],
)  # fmt: skip
def test_matches_what_serves_best(wanted: str, found: str | None) -> None:
    assert match(wanted, ["en", "de", "zh-Hans", "zh-Hant"]) == found


def test_simplified_characters_are_never_given_for_traditional_ones() -> None:
    assert match("zh-TW", ["en", "zh-Hans"]) is None
    assert match("zh-CN", ["en", "zh-Hant"]) is None


def test_counts_what_is_translated(tmp_path: Path) -> None:
    put_source(tmp_path, "de")
    found = completeness("de", tmp_path)
    assert (found.translated, found.total) == (1, 4)
    assert completeness("en", tmp_path).total == 0
    assert completeness("xx", tmp_path).total == 0
    put_binary(tmp_path, "pl")
    assert completeness("pl", tmp_path) == Completeness("pl", 1, 4)
    put_binary(tmp_path, "pl", b"garbage")
    assert completeness("pl", tmp_path).total == 0
    put_source(tmp_path, "fr").write_bytes(b"msgid")
    assert completeness("fr", tmp_path).total == 0


def test_a_half_filled_plural_is_not_translated() -> None:
    flags = {message.id: is_translated(message) for message in catalogue("de") if message.id}
    assert flags == {"Refund": True, "Delivery": False, "Damages": False, ("{n} case", "{n} cases"): False}


def test_a_catalogue_that_cannot_be_read_is_a_value_error(tmp_path: Path) -> None:
    for content, told in ((b'what is this "text"', "misformatted"), (b"what is this", "its end is missing")):
        (tmp_path / "x.po").write_bytes(content)
        with pytest.raises(ValueError, match=told):
            read_catalogue(tmp_path / "x.po", "de")
