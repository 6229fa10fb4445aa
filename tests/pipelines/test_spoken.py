"""A paper is written in the language asked for, or not at all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from xborder_desk.app import find_places
from xborder_desk.domain.errors import BadInputError, FileError
from xborder_desk.i18n import languages
from xborder_desk.pipelines.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xborder_desk.i18n.language import Language

REFUSED = "There is no language “{given}” for this yet."


def loader(translations: Path) -> Callable[[str], Language]:
    return partial(languages.load, translations=translations)


def broken(translations: Path, data: bytes) -> Path:
    file = translations / "de" / "LC_MESSAGES" / "xborder_desk.mo"
    file.parent.mkdir(parents=True)
    file.write_bytes(data)
    return translations


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("de", "de"),
        ("de-AT", "de"),
        ("DE_ch", "de"),
        ("de_", "de"),
        (" fr ", "fr"),
        ("zh-TW", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("zh-CN", "zh-Hans"),
        ("pt-BR", "pt"),
        ("en-US", "en"),
        ("ar-u-nu-arab", "ar"),
    ],
)
def test_the_language_that_serves_is_given(tag: str, found: str) -> None:
    assert spoken(loader(find_places().translations), tag, REFUSED).tag == found


def test_digits_asked_for_by_the_tag_are_kept() -> None:
    assert spoken(loader(find_places().translations), "ar-EG", REFUSED).digits == "arab"
    assert spoken(loader(find_places().translations), "ar", REFUSED).digits == "latn"


@pytest.mark.parametrize("tag", ["tlh", "", "x", "german", "../de", "\u202ede"])
def test_a_language_there_is_none_of_is_refused_and_never_replaced(tag: str) -> None:
    with pytest.raises(BadInputError) as refused:
        spoken(loader(find_places().translations), tag, REFUSED, "beside")
    assert refused.value.text == REFUSED
    assert refused.value.fields == {"given": tag}
    assert refused.value.field == "beside"


@pytest.mark.parametrize("data", [b"", b"garbage", b"\xde\x12\x04\x95" + b"\0" * 8])
def test_texts_that_cannot_be_read_stop_the_paper_and_name_the_file(data: bytes, tmp_path: Path) -> None:
    load = loader(broken(tmp_path, data))
    with pytest.raises(FileError) as stopped:
        spoken(load, "de-AT", REFUSED)
    assert stopped.value.fields == {"tag": "de-AT", "file": "de/LC_MESSAGES/xborder_desk.mo"}
    assert spoken(load, "en", REFUSED).tag == "en"
