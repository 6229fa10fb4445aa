"""A person's choices: kept across runs, never in the way when the file is not as it should be."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.settings import FILE, Settings, SettingsFile

if TYPE_CHECKING:
    from pathlib import Path


def test_without_a_file_nothing_is_chosen(tmp_path: Path) -> None:
    assert SettingsFile(tmp_path / "none").load() == Settings()
    assert not (tmp_path / "none").exists()


def test_choices_are_kept_and_others_stay(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "a" / "b")
    file.change(language="de", name="Zoë „Z“ Müller")
    file.change(office="C:\\Büro\\Fälle\t1")
    again = SettingsFile(tmp_path / "a" / "b").load()
    assert again == Settings(language="de", name="Zoë „Z“ Müller", office="C:\\Büro\\Fälle\t1")
    assert [entry.name for entry in (tmp_path / "a" / "b").iterdir()] == [FILE]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_any_name_comes_back(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    file = SettingsFile(tmp_path_factory.mktemp("settings"))
    file.change(name=name)
    assert file.load().name == name


@pytest.mark.parametrize(
    "content", [b"language = ", b"\xff\xfe", b"= 1", b"[[[", b'language = "de"\nlanguage = "en"']
)
def test_a_damaged_file_is_laid_aside_and_not_lost(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    file = SettingsFile(tmp_path)
    assert file.load() == Settings()
    assert (tmp_path / f"{FILE}.unreadable").read_bytes() == content
    assert file.change(language="de").language == "de"
    assert file.load().language == "de"


def test_unknown_keys_and_other_types_are_no_fault(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('language = 7\ncolour = "blue"\n', encoding="utf-8")
    assert SettingsFile(tmp_path).load() == Settings(language="7")


def test_an_unknown_choice_is_a_mistake_of_ours(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        SettingsFile(tmp_path).change(colour="blue")


def test_a_place_that_cannot_be_written_leaves_the_choice_for_this_run(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    file = SettingsFile(tmp_path / "file")
    assert file.change(language="de") == Settings(language="de")
    assert file.load() == Settings()


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_file_one_may_not_read_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir(mode=stat.S_IRWXU)
    assert SettingsFile(tmp_path).load() == Settings()
