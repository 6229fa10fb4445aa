"""The paper of what is known, written as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories.known_sellers import ONE
from xborder_desk.domain.errors import BadInputError, FileError, NotFoundError
from xborder_desk.services.sellers import Sellers

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office


def test_a_pdf_and_a_word_file(known: Desk, tmp_path: Path) -> None:
    pdf = known.sellers.looks.tell(ONE, "en", tmp_path / "seller.pdf")
    assert pdf.read_bytes().startswith(b"%PDF")
    docx = known.sellers.looks.tell(ONE, "de", tmp_path / "seller.docx", beside="en")
    assert docx.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("name", "tag", "told"),
    [
        ("seller.txt", "en", "neither .pdf nor .docx"),
        ("seller.pdf", "tlh", "no language"),
        ("seller.pdf", "xx-nowhere", "no language"),
    ],
)
def test_what_cannot_be_written_is_told(known: Desk, tmp_path: Path, name: str, tag: str, told: str) -> None:
    with pytest.raises(BadInputError, match=told):
        known.sellers.looks.tell(ONE, tag, tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_nothing_is_written_over(known: Desk, tmp_path: Path) -> None:
    (tmp_path / "seller.pdf").write_bytes(b"mine")
    with pytest.raises(FileError, match="already"):
        known.sellers.looks.tell(ONE, "en", tmp_path / "seller.pdf")
    with pytest.raises(FileError, match="no folder"):
        known.sellers.looks.tell(ONE, "en", tmp_path / "none" / "seller.pdf")
    assert (tmp_path / "seller.pdf").read_bytes() == b"mine"


def test_nobody_has_no_paper(known: Desk, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        known.sellers.looks.tell("S-0099", "en", tmp_path / "seller.pdf")


def test_without_a_press_there_is_no_paper(embedded: Office, project_root: Path, tmp_path: Path) -> None:
    sellers = Sellers(embedded.database, project_root / "resources")
    with pytest.raises(BadInputError, match="cannot be made here"):
        sellers.looks.tell(ONE, "en", tmp_path / "seller.pdf")
