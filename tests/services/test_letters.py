"""Letters of a real case: files of three kinds, kept as drafts, logged with the very bytes that went out."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

import pypdfium2
import pytest
from docx import Document

from tests.factories.cases import SELLER, open_case
from tests.factories.offices import desk_in
from xborder_desk.domain.errors import BadInputError, FileError, NotFoundError
from xborder_desk.jobs.context import JobContext
from xborder_desk.services.letters.asked import NewLetter, Sending
from xborder_desk.services.parties import NewIdentifier, NewParty

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office

NOTICE: Final = NewLetter("non-delivery", "de")
SENDER: Final = {"name": "Verbraucherhilfe", "address": "Markt 1\\n79098 Freiburg", "country": "de"}
ADDRESS: Final = (
    *(("street_address", "科星路88号"), ("city", "深圳市"), ("country_area", "广东省")),
    *(("postal_code", "518057"), ("country_code", "CN")),
)


@pytest.fixture
def desk(embedded: Office) -> Desk:
    """Paper is the same on both databases; what is kept of it is proved on both below."""
    return desk_in(embedded)


def ready(desk: Desk, **more: str) -> str:
    """A case in which a seller with an address in two scripts has not delivered."""
    desk.letters.set_sender(SENDER)
    values = {"paid_on": "2026-01-05", "delivery_due": "2026-01-20", "product": "Bohrmaschine"}
    case = open_case(desk, **{**values, "problem": "T02.1", "payment": "card-visa", **more})
    desk.parties.change(case, "P-02", {"name_latin": "Shenzhen Wanbao Trading Co., Ltd."})
    desk.parties.add_identifier(case, "P-02", NewIdentifier("address", "", parts=ADDRESS))
    desk.parties.add_identifier(
        case, "P-02", NewIdentifier("address", "88 Kexing Road, Shenzhen 518057, China")
    )
    return case


def test_a_letter_says_what_the_case_knows_in_the_reader_s_script(desk: Desk) -> None:
    case = ready(desk)
    chinese, german = desk.letters.preview(case, NewLetter("non-delivery", "zh-Hans", "de", by="2026-03-16"))
    assert german is not None
    assert chinese.recipient[0][0].text == SELLER
    assert german.recipient[0][0].text == "Shenzhen Wanbao Trading Co., Ltd."
    assert german.recipient[-1][0].text == "88 Kexing Road, Shenzhen 518057, China"
    assert "2026年3月16日" in chinese.subject.text
    assert "16. März 2026" in german.subject.text
    assert chinese.facts == german.facts
    assert (chinese.unfilled, german.unfilled) == ((), ())
    assert "249.90欧元" in "".join(run.text for run in chinese.runs())


def test_what_is_missing_is_marked_on_paper_and_named(desk: Desk, tmp_path: Path) -> None:
    case = open_case(desk)
    made = desk.letters.create(case, NOTICE, tmp_path / "letter.txt", JobContext())
    assert {"product", "paid_on", "office_name", "recipient_address"} <= set(made.unfilled)
    text = (tmp_path / "letter.txt").read_text(encoding="utf-8")
    assert "[… fehlt: Ware]" in text
    assert "114-3941689" in text


def test_facts_typed_by_hand_come_before_those_of_the_case(desk: Desk) -> None:
    case = ready(desk)
    new = NewLetter("non-conformity", "en", facts=(("defect", "It smokes."), ("delivered_on", "2026-01-21")))
    letter = desk.letters.preview(case, new)[0]
    text = "\n".join(paragraph.text for paragraph in letter.body)
    assert "It smokes." in text
    assert "21 January 2026" in text


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (NewLetter("love-letter", "de"), "template"),
        (NewLetter("non-delivery", "ja"), "language"),
        (NewLetter("non-delivery", "de", beside="tlh"), "beside"),
        (NewLetter("non-delivery", "de", by="soon"), "by"),
        (NewLetter("non-delivery", "de", party="P-77"), "party"),
        (NewLetter("non-delivery", "de", facts=(("shoe_size", "44"),)), "fact"),
        (NewLetter("non-delivery", "de", facts=(("paid_on", "yesterday"),)), "paid_on"),
    ],
)
def test_what_cannot_be_written_is_refused_and_leaves_nothing(
    desk: Desk, tmp_path: Path, new: NewLetter, field: str
) -> None:
    case = ready(desk)
    with pytest.raises(BadInputError) as fault:
        desk.letters.create(case, new, tmp_path / "out" / "letter.txt", JobContext())
    assert fault.value.field == field
    assert not (tmp_path / "out").exists()
    assert desk.letters.of_case(case) == []


def test_a_file_of_another_kind_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="must end with one of"):
        desk.letters.create(ready(desk), NOTICE, tmp_path / "letter.odt", JobContext())


def test_a_place_that_cannot_be_written_to_is_told(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(FileError):
        desk.letters.create(ready(desk), NOTICE, tmp_path / "file" / "letter.txt", JobContext())


def test_a_word_file_holds_the_letter_and_its_marks(desk: Desk, tmp_path: Path) -> None:
    case = ready(desk)
    new = NewLetter("non-conformity", "zh-Hant", "en")
    desk.letters.create(case, new, tmp_path / "letter.docx", JobContext())
    document = Document(str(tmp_path / "letter.docx"))
    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert any("【缺漏：瑕疵說明】" in cell for cell in cells)
    assert any("[… missing: description of the defect]" in cell for cell in cells)
    alone = desk.letters.create(case, NOTICE, tmp_path / "alone.docx", JobContext())
    text = "\n".join(paragraph.text for paragraph in Document(str(alone.file)).paragraphs)
    assert "Nachfrist" in text
    assert "Markt 1\n79098 Freiburg" in text


def test_the_pages_hold_the_letter(desk: Desk, tmp_path: Path) -> None:
    made = desk.letters.create(ready(desk), NOTICE, tmp_path / "letter.pdf", JobContext())
    with pypdfium2.PdfDocument(made.file) as document:
        text = document[0].get_textpage().get_text_bounded()
    assert "Seite 1 von 1" in text
    assert "249,90" in text
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def test_a_sent_letter_is_an_attempt_with_its_bytes_as_proof(office: Office, tmp_path: Path) -> None:
    desk = desk_in(office)
    case = ready(desk)
    made = desk.letters.create(
        case, NewLetter("non-delivery", "de", by="2026-03-16"), tmp_path / "l.txt", JobContext()
    )
    assert made.number == "L-01"
    how = Sending("registered_letter", "科星路88号, 深圳市", "2026-03-02T09:30")
    attempt = desk.letters.sent(case, "L-01", made.file, how, JobContext())
    (logged,) = [one for one in desk.contacts.list(case) if one.number == attempt]
    assert (logged.purpose, logged.language, logged.party) == ("demand", "de", "P-02")
    assert str(logged.reply_by) == "2026-03-16"
    proof = desk.evidence.show(logged.proofs[0], case).row
    assert proof.size == made.file.stat().st_size
    (row,) = desk.letters.of_case(case)
    assert (row.state, row.attempt, row.template) == ("sent", attempt, "non-delivery")
    with pytest.raises(BadInputError, match="sent already"):
        desk.letters.sent(case, "L-01", made.file, how, JobContext())


def test_a_letter_there_is_not_cannot_be_sent(desk: Desk, tmp_path: Path) -> None:
    case = ready(desk)
    for number in ("L-01", "letter", "L-0"):
        with pytest.raises(NotFoundError):
            desk.letters.sent(case, number, tmp_path / "x.txt", Sending("email", "a@b.example"), JobContext())


def test_the_representative_of_the_case_comes_before_the_office(desk: Desk) -> None:
    case = ready(desk)
    mail = NewIdentifier("email", "post@lawyers.example")
    desk.parties.add(case, NewParty("representative", "Kanzlei Weiß", identifiers=(mail,)))
    letter = desk.letters.preview(case, NOTICE)[0]
    assert letter.sender[0][0].text == "Kanzlei Weiß"
    assert letter.sender[-1][0].text == "post@lawyers.example"


def test_the_head_of_letters_is_kept_and_checked(desk: Desk) -> None:
    assert desk.letters.set_sender(SENDER)["country"] == "DE"
    assert desk.letters.set_sender({"email": "post@x.example"})["name"] == "Verbraucherhilfe"
    assert desk.letters.sender()["address"] == "Markt 1\n79098 Freiburg"
    with pytest.raises(BadInputError):
        desk.letters.set_sender({"motto": "x"})
    with pytest.raises(BadInputError):
        desk.letters.set_sender({"country": "Atlantis"})


def test_what_is_enclosed_is_listed_by_its_title(desk: Desk, tmp_path: Path) -> None:
    case = ready(desk)
    (tmp_path / "receipt.txt").write_text("paid", encoding="utf-8")
    desk.evidence.add_files(case, [tmp_path / "receipt.txt"], JobContext())
    desk.dossiers.set_recipe(case, {"titles": {"E-01": {"de": "Zahlungsbeleg"}}})
    new = NewLetter("non-delivery", "de", "en", enclose=("E-01",))
    german, english = desk.letters.preview(case, new)
    assert english is not None
    assert german.enclosures == ("Zahlungsbeleg",)
    assert english.enclosures != german.enclosures


def test_letters_and_languages_are_listed(desk: Desk) -> None:
    assert len(desk.letters.templates()) > 20
    assert {"en", "de", "fr", "zh-Hans", "zh-Hant"} <= set(desk.letters.languages())


def test_a_word_file_is_a_whole_archive(desk: Desk, tmp_path: Path) -> None:
    made = desk.letters.create(ready(desk), NOTICE, tmp_path / "letter.docx", JobContext())
    with zipfile.ZipFile(io.BytesIO(made.file.read_bytes())) as archive:
        assert archive.testzip() is None
