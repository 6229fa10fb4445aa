"""Composed pages in twelve languages: their words can be found by two readers of other makers."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

import pypdfium2
import pytest

from tests.factories.dossier import GENERIC, FolderStore, content, mail
from xborder_desk.documents.checking import bare
from xborder_desk.domain.dossier import Fact, When
from xborder_desk.i18n.language import Language
from xborder_desk.jobs.apart import Apart
from xborder_desk.jobs.context import JobContext
from xborder_desk.pipelines.dossier import Press, build_bundle

if TYPE_CHECKING:
    from pathlib import Path

SAID: Final = {
    "en": "The seller promised a refund within fourteen days.",
    "de": "Die Händlerin versprach die Rückzahlung größerer Beträge.",
    "el": "Ο πωλητής υποσχέθηκε επιστροφή χρημάτων.",
    "zh-Hans": "卖家承诺在十四天内退款。",
    "zh-Hant": "賣家承諾在十四天內退款。",
    "ja": "販売者は十四日以内に返金すると約束した。",
    "ko": "판매자는 십사 일 안에 환불하겠다고 약속했다.",
    "ar": "وعد البائع برد المبلغ خلال أربعة عشر يوما",
    "he": "המוכר הבטיח החזר כספי בתוך ארבעה עשר ימים",
    "hi": "विक्रेता ने चौदह दिनों में पैसे लौटाने का वादा किया।",
    "th": "ผู้ขายสัญญาว่าจะคืนเงินภายในสิบสี่วัน",
    "pl": "Sprzedawca obiecał zwrot pieniędzy w ciągu czternastu dni.",
}


def words_of(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text)
    return [bare(word) for word in plain.split() if bare(word)]


def found(said: str, read: str, language: str) -> float:
    """Give the part of the words that are there; a right-to-left word counts in either direction."""
    there = bare(read)
    words = words_of(said)
    if language in {"zh-Hans", "zh-Hant", "ja", "th"}:
        words = [bare(said)[place : place + 4] for place in range(0, len(bare(said)) - 3, 4)]
    hits = [word for word in words if word in there or word[::-1] in there]
    return len(hits) / len(words)


@pytest.mark.prove
@pytest.mark.parametrize("language", list(SAID))
def test_words_of_composed_pages_are_found(language: str, project_root: Path, tmp_path: Path) -> None:
    said = SAID[language]
    made = replace(
        content([mail(1, title=said, text=f"{said}\n\n{said}")], language=language, profile=GENERIC),
        facts=(Fact("F-01", said, When(date(2026, 3, 15))),),
    )
    store = FolderStore(tmp_path / "store")
    with Apart() as apart:
        press = Press(Language(language), apart, project_root / "resources")
        bundle = build_bundle(made, store, tmp_path / "work", JobContext(), press)
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("pdftotext is not installed")
    poppler = subprocess.run(
        [tool, "-raw", bundle.path, "-"], check=True, capture_output=True, text=True
    ).stdout
    document = pypdfium2.PdfDocument(bundle.path)
    pdfium = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    for reader, read in (("poppler", poppler), ("pdfium", pdfium)):
        part = found(said, read, language)
        print(f"\n{language} {reader}: {part:.0%}", end="")  # noqa: T201 - a measurement
        assert part == 1.0, (language, reader, read[:400])  # no exception is known
