"""Every page, empty and with data, in every language and in one that is 40 % longer, both ways round."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

import pytest

from tests.ui.driving import CASE_PAGES, OFFICE_PAGES, cut, unnamed, untranslated
from xborder_desk.jobs.context import JobContext
from xborder_desk.ui import pages

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Driver

ALL = (*OFFICE_PAGES, *CASE_PAGES)
ACTOR = getpass.getuser()
# What is data: names, numbers, addresses, codes and formats of the sample, and the program's own name.
DATA = [
    "BazaarHub",
    "Annika",
    "Folding",
    "深圳",
    "lanyu",
    "chat",
    "empty.pdf",
    "BH-7781",
    "Visa",
    "SHA-256",
    "F-01",
    "E-01",
    "A-01",
    "P-0",
    "T02",
    "UTC",
    "The parcel",
    "The seller promised",
    "File the claim",
    "Call after",
    "office",
    "English",
    "Deutsch",
    "中文",
    "Watch",
    "Uhrenhaus",
    "text/plain",
    "Germany",
    "€",
    "2026",
    "January",
    "China",
    ACTOR,
    "utf-8",
]


def test_every_file_in_the_folder_is_a_page() -> None:
    found = pages.find()
    assert {page.id for page in found} >= set(ALL)
    assert len({(page.place, page.order) for page in found}) == len(found)
    assert all(page.help and page.icon and page.title for page in found)


@pytest.mark.parametrize("tag", ["en", "de", "zh-Hant", "qps-rtl"])
def test_every_page_opens_in_every_language_and_cuts_nothing(desk_open: Driver, tag: str) -> None:
    desk_open.speak(tag)
    wrong = {}
    for name in ALL:
        page = desk_open.go(name)
        wrong[name] = [*cut(page), *unnamed(page)]
    wrong["window"] = [*cut(desk_open.window.rail), *unnamed(desk_open.window.rail)]
    assert not "\n".join(f"{name}: {one}" for name, found in wrong.items() for one in found)


@pytest.mark.parametrize("tag", ["qps-rtl"])
def test_no_text_stands_in_the_code_alone(desk_open: Driver, tag: str) -> None:
    for name in ALL:  # first in English, so that what is not said again is found
        desk_open.go(name)
    desk_open.speak(tag)
    wrong = {name: untranslated(desk_open.go(name), DATA) for name in ALL}
    wrong["rail"] = untranslated(desk_open.window.rail, [])
    assert not "\n".join(f"{name}: {one}" for name, found in wrong.items() for one in found)


def test_empty_pages_say_what_to_do(drive: Driver, tmp_path: Path) -> None:
    drive.ways.create(tmp_path / "bare", JobContext()).close()
    drive.open(tmp_path / "bare")
    drive.speak("qps")
    for name in OFFICE_PAGES:
        page = drive.go(name)
        assert not cut(page), name
        assert not unnamed(page), name
        assert not untranslated(page, ["bare", "English", "Deutsch", "中文", "2026", "None", "UTC"]), name


def test_an_empty_case_shows_its_empty_places(desk_open: Driver) -> None:
    number = desk_open.case.replace("0001", "0002")
    desk_open.speak("qps-rtl")
    for name in CASE_PAGES:
        desk_open.window.open_case(number, name)
        desk_open.settle()
        assert not cut(desk_open.page), name


def test_every_page_has_room_at_twice_the_text_size_on_a_small_screen(desk_open: Driver) -> None:
    desk_open.window.resize(1024, 700)
    desk_open.shell.theme.apply("dark", 200)
    wrong = {name: cut(desk_open.go(name)) for name in ALL}
    desk_open.shell.theme.apply("light", 100)
    assert not "\n".join(f"{name}: {one}" for name, found in wrong.items() for one in found)
