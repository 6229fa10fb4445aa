"""A case with things to look at: two papers, a mail, something that cannot be shown."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.documents.test_showing import pdf_of
from xborder_desk.app import Ways, find_places
from xborder_desk.jobs.context import JobContext
from xborder_desk.settings import SettingsFile

if TYPE_CHECKING:
    from tests.ui.driving import Driver

MAIL = b"From: a@example.com\r\nTo: b@example.org\r\nSubject: Late\r\n\r\nThe bicycle never came. Never.\r\n"


@pytest.fixture(scope="session")
def filled_to_look_at(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The filled office, its full case with E-03 and E-04 (PDF), E-05 (mail), E-06 (film)."""
    folder = tmp_path_factory.mktemp("look")
    papers = folder / "papers"
    papers.mkdir()
    pdf_of(papers / "1.pdf", *[(f"Bicycle page{number}", 0) for number in range(1, 7)], size=(300, 400))
    pdf_of(papers / "2.pdf", *[("Fahrrad", 0)] * 3, size=(300, 400))
    (papers / "3.eml").write_bytes(MAIL)
    (papers / "4.mp3").write_bytes(b"ID3\x03\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x00" * 50)
    office = Path(shutil.copytree(filled, folder / "office"))
    desk = Ways(find_places(), SettingsFile(folder / "settings")).open(office)
    case = next(one.number for one in desk.cases.all() if one.number.endswith("-0001"))
    desk.evidence.add_files(case, sorted(papers.iterdir()), JobContext())
    desk.close()
    return office


@pytest.fixture
def looking(drive: Driver, filled_to_look_at: Path, tmp_path: Path) -> Driver:
    """The window over that office."""
    drive.open(Path(shutil.copytree(filled_to_look_at, tmp_path / "office")))
    return drive
