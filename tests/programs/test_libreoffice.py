"""LibreOffice: pages of office files where it is installed, and a sentence where it is not or fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pypdfium2
import pytest

from xborder_desk.programs import libreoffice
from xborder_desk.programs.running import ProgramError

if TYPE_CHECKING:
    from pathlib import Path

INSTALLED = pytest.mark.skipif(not libreoffice.installed(), reason="LibreOffice is not installed")


def test_without_it_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not libreoffice.installed()
    for work in (
        libreoffice.version,
        lambda: libreoffice.to_pdf(tmp_path / "a", "a.docx", tmp_path / "a.pdf"),
    ):
        with pytest.raises(ProgramError) as caught:
            work()
        assert "install LibreOffice" in caught.value.text


@INSTALLED
def test_a_letter_becomes_pages_and_stays_as_it_is(tmp_path: Path) -> None:
    letter = docx.Document()
    letter.add_paragraph("Sehr geehrte Frau Weiß")
    letter.save(str(tmp_path / "a"))
    before = (tmp_path / "a").read_bytes()
    libreoffice.to_pdf(tmp_path / "a", "brief ä.docx", tmp_path / "b.pdf")
    with pypdfium2.PdfDocument(tmp_path / "b.pdf") as seen:
        assert "Sehr geehrte Frau Weiß" in seen[0].get_textpage().get_text_range()
    assert (tmp_path / "a").read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a", "b.pdf"]


@INSTALLED
def test_what_it_cannot_read_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(ProgramError) as caught:
        libreoffice.to_pdf(tmp_path / "a", "a.docx", tmp_path / "b.pdf")
    assert "a.docx" in caught.value.text.format(**caught.value.fields)
    assert not (tmp_path / "b.pdf").exists()


@INSTALLED
def test_it_says_its_name() -> None:
    assert "LibreOffice" in libreoffice.version()
