"""A dossier, a letter and a statement in each language: what two readers take out is what was put in."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Final

import pypdfium2
import pytest
from docx import Document

from tests.factories.cases import add_evidence, open_case, write_files
from tests.factories.offices import Clock, blank_folder, copy_of, desk_in
from xborder_desk.app import find_places
from xborder_desk.documents.checking import bare
from xborder_desk.documents.words import dossier_texts
from xborder_desk.i18n import languages
from xborder_desk.jobs.context import JobContext
from xborder_desk.services.facts import NewFact
from xborder_desk.services.letters.asked import NewLetter
from xborder_desk.services.parties import NewIdentifier

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from docx.document import Document as DocumentObject

    from xborder_desk.services import Desk

INSTALLED: Final = languages.available(find_places().translations)
LETTERS: Final = languages.available(find_places().translations, languages.LETTERS)
POPPLER, PDFIUM = "poppler", "pdfium"
# Said once in each language, with what is difficult there: marks, ligatures, breaks, both directions.
SAID: Final = {
    "en": "The seller promised “a full refund” within 14 days.",
    "de": "Die Händlerin versprach am 2. März die Rückzahlung größerer Beträge – „sofort“.",
    "fr": "Le vendeur a promis, le 2 mars, « un remboursement intégral » ; l’œuvre n’est jamais arrivée.",
    "es": "¿Cuándo llegará? El vendedor prometió el reembolso en el año 2026, señor Núñez.",
    "it": "Il venditore promise il rimborso: perché non è più arrivato, così dicono, nessuno lo sa.",
    "nl": "De verkoper beloofde ’s avonds geld terug: geïnformeerd, coördinatie, één ijsje.",
    "pl": "Sprzedawca obiecał zwrot pieniędzy w ciągu czternastu dni: zażółć gęślą jaźń.",
    "pt": "O vendedor prometeu a devolução em catorze dias; não houve informação à consumidora.",
    "ro": "Vânzătorul a promis rambursarea în paisprezece zile, însă știrea țării nu a ajuns.",
    "ar": "وعد البائع برد المبلغ كاملاً خلال أربعة عشر يوماً، ولم يفعل.",
    "zh-Hans": "卖家承诺在十四天内退款，但至今没有任何消息。",
    "zh-Hant": "賣家承諾於十四日內退款，惟迄今毫無音訊。",
}
NAME: Final = "Łukasz Ștefănescu-Müller"
IBAN: Final = "DE89 3704 0044 0532 0130 00"
# The exceptions, all in Arabic: of a line that holds letters from left to right, figures or vowel marks both
# readers give the words in another order, and PDFium the Latin words back to front. Words are compared there.
MIXED: Final = re.compile("[0-9A-Za-z\u3400-\u9fff\u064b-\u0652\u0670]")
MARKS: Final = re.compile("[\u064b-\u0652\u0670]")
# What is drawn and no text: boxes to tick, lines to sign on. To PDFium a hyphen that ends a line is U+FFFE.
DRAWN: Final = re.compile("[\u2610_\x02\ufffe]")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An office with one case that says something in every language."""
    folder = tmp_path_factory.mktemp("every-language")
    office = copy_of(blank_folder(folder / "blank"), folder / "office", Clock())
    made = desk_in(office)
    made.letters.set_sender(
        {"name": "Verbraucherhilfe", "address": "Markt 1\n79098 Freiburg", "country": "de"}
    )
    case = open_case(
        made, paid_on="2026-01-05", delivery_due="2026-01-20", problem="T02.1", payment="card-visa"
    )
    made.parties.add_identifier(
        case, "P-02", NewIdentifier("address", "88 Kexing Road, Shenzhen 518057, China")
    )
    made.parties.add_identifier(case, "P-01", NewIdentifier("iban", IBAN))
    add_evidence(made, case, write_files(folder / "in", promise="\n\n".join(SAID.values())))
    for said in SAID.values():
        made.facts.add(case, NewFact(said, "2026-03-02"))
    yield made
    office.close()


def read_by(reader: str, pdf: Path, tag: str) -> str:
    """Give the text of a file as a reader takes it out, of poppler in the order in which it was set.

    That order, ``-raw``, poppler does not know for words from right to left.
    """
    if reader == PDFIUM:
        with pypdfium2.PdfDocument(pdf) as document:
            return "\n".join(page.get_textpage().get_text_range() for page in document)
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("pdftotext is not installed")
    order = [] if tag == "ar" else ["-raw"]
    return subprocess.run([tool, *order, str(pdf), "-"], check=True, capture_output=True, text=True).stdout


def folded(text: str) -> str:
    """Give letters, figures and marks in their order: no spaces, line breaks, hyphens or vowel marks."""
    return MARKS.sub("", DRAWN.sub("", bare(text))).replace("-", "")


def lost(wanted: list[str], read: str, tag: str, reader: str) -> list[str]:
    """Give what was put in and does not come out, letter for letter and in its order."""
    there = folded(read)
    missing = []
    for text in wanted:
        pieces = [text]
        if tag == "ar" and MIXED.search(text):
            pieces = [word for word in re.split("[\\s/\u200e\u200f]+", text) if not MARKS.search(word)]
            if reader == PDFIUM:
                pieces = [word for word in pieces if not MIXED.search(word)]
            pieces = [word.strip("\u2068\u2069()[]«»،.:؛…/\u200f\u200e,-") for word in pieces]
        missing += [piece for piece in pieces if folded(piece) not in there]
    return missing


def lines_of(document: DocumentObject) -> list[str]:
    """Give every line of a Word file, those in tables too."""
    found = [paragraph.text for paragraph in document.paragraphs]
    found += [
        paragraph.text
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
    ]
    return [line for text in found for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("tag", LETTERS)
def test_a_letter(desk: Desk, tag: str, tmp_path: Path) -> None:
    asked = NewLetter("final-notice", tag, by="2026-04-01", facts=(("account_holder", NAME),))
    made = desk.letters.create("2026-0001", asked, tmp_path / "letter.pdf", JobContext())
    written = made.written
    lines = [*written.sender, *written.recipient, written.date, written.reference, *written.subject.lines]
    lines += [line for paragraph in written.body for line in paragraph.lines] + [*written.signature]
    wanted = ["".join(run.text for run in line) for line in lines]
    assert len(wanted) > 15
    for reader in (POPPLER, PDFIUM):
        read = read_by(reader, made.file, tag)
        assert lost(wanted, read, tag, reader) == []
        assert "[U+" not in read


@pytest.mark.parametrize("tag", INSTALLED)
def test_a_statement(desk: Desk, tag: str, tmp_path: Path) -> None:
    pdf = desk.statements.make("2026-0001", tag, tmp_path / "statement.pdf", JobContext()).file
    word = desk.statements.make("2026-0001", tag, tmp_path / "statement.docx", JobContext()).file
    wanted = [line for line in lines_of(Document(str(word))) if set(line.strip()) != {"_"}]
    assert len(wanted) > 20
    for reader in (POPPLER, PDFIUM):
        read = read_by(reader, pdf, tag)
        assert lost(wanted, read, tag, reader) == []
        assert "[U+" not in read


@pytest.mark.parametrize("tag", INSTALLED)
def test_a_dossier(desk: Desk, tag: str, tmp_path: Path) -> None:
    bundle = desk.dossiers.export("2026-0001", "generic", tag, tmp_path / "out", JobContext()).bundle
    language = languages.load(tag, find_places().translations)
    texts = dossier_texts(language)
    heads = [texts[name] for name in ("contents", "parties", "facts", "chronology", "exhibits")]
    for reader in (POPPLER, PDFIUM):
        read = read_by(reader, bundle, tag)
        own = [*heads, SAID[tag]]
        assert lost(own, read, tag, reader) == []
        others = {one: said for one, said in SAID.items() if one != "ar"}
        for one, said in others.items():
            if (tag, reader) != ("ar", PDFIUM):
                assert lost([said], read, one, reader) == [], (tag, one, reader)
        assert "[U+" not in read
    assert heads[1] != "Parties" or tag in {"en", "fr"}


def test_what_is_turned_round_or_lost_is_seen() -> None:
    assert lost(["abc def"], "abc\ndef", "en", POPPLER) == []
    assert lost(["abc def"], "def abc", "en", POPPLER) == ["abc def"]
    assert lost(["größer"], "grosser", "de", PDFIUM) == ["größer"]
    assert lost(["وعد البائع"], "البائع وعد", "ar", POPPLER) == ["وعد البائع"]
    assert lost(["وعد E-01"], "10-E وعد", "ar", PDFIUM) == []
    assert lost(["وعد E-01"], "10-E دعو", "ar", PDFIUM) == ["وعد"]
    assert lost(["وعد E-01"], "10-E وعد", "ar", POPPLER) == ["E-01"]
