"""Items made from items: the original as it was, the copy an item of its own, the custody of both."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from PIL import Image

from tests.factories.cases import add_evidence
from tests.factories.told import OVER, SECRET, telling_picture, tells
from xborder_desk.domain.errors import BadInputError, FileError, KnownError, NotFoundError
from xborder_desk.domain.items import Translation
from xborder_desk.domain.redaction import boxes_from_plain
from xborder_desk.evidence import eml
from xborder_desk.jobs.context import Cancelled, JobContext
from xborder_desk.programs import libreoffice
from xborder_desk.services.evidence.deriving import pairs_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xborder_desk.domain.items import CustodyEvent, EvidenceRow
    from xborder_desk.services import Desk

BOXES = boxes_from_plain([{**OVER, "reason": "third-party"}])
PART = boxes_from_plain([{"page": 1, "rectangle": [0.1, 0.1, 0.9, 0.9]}])


def stored(desk: Desk, row: EvidenceRow) -> Path:
    return desk.evidence.path_for_reading(row.uid)


def last(desk: Desk, row: EvidenceRow) -> CustodyEvent:
    return desk.evidence.show(row.uid).custody[-1]


def given(desk: Desk, case: str, file: Path) -> str:
    row = add_evidence(desk, case, [file])[0].row
    assert row is not None
    return row.number


def test_a_redacted_copy_is_an_item_that_tells_nothing(own: Desk, case: str) -> None:
    original = own.evidence.show("E-01", case).row
    made = own.deriving.redact("E-01", BOXES, JobContext(), case)
    assert (made.number, made.derived_from, made.kind, made.pages) == ("E-03", "E-01", "pdf", 2)
    assert made.filename == "E-01-redacted.pdf"
    assert not tells(stored(own, made))
    assert tells(stored(own, original))
    assert own.evidence.show("E-01", case).row.sha256 == original.sha256
    assert hashlib.sha256(stored(own, original).read_bytes()).hexdigest() == original.sha256


def test_the_custody_of_both_has_both_hashes_and_the_reasons(own: Desk, case: str) -> None:
    original = own.evidence.show("E-01", case).row
    made = own.deriving.redact("E-01", BOXES, JobContext(), case)
    for row, side, other in ((original, "made", "E-03"), (made, "made_from", "E-01")):
        event = last(own, row)
        assert event.action == "redact"
        assert event.details["hash_before"] == original.sha256
        assert event.details["hash_after"] == made.sha256
        assert event.details[side] == other
        assert event.details["boxes"] == [{"page": 1, "reason": "third-party"}]
    assert [event.action for event in own.evidence.show(made.uid).custody] == ["import", "redact"]


def test_how_a_copy_was_made_is_kept_with_it(own: Desk, case: str) -> None:
    original = own.evidence.show("E-01", case).row
    made = own.deriving.redact("E-01", BOXES, JobContext(), case)
    assert made.derivation is not None
    assert made.derivation["how"] == "redacted"
    assert made.derivation["sha256"] == original.sha256
    assert made.derivation["tools"][0].startswith("xborder-desk ")
    assert made.derivation["boxes"] == [box.plain() for box in BOXES]
    assert own.evidence.list(case)[-1].derivation == made.derivation


def test_a_copy_takes_language_day_and_source_of_its_original(own: Desk, case: str) -> None:
    own.evidence.describe("E-01", {"language": "de", "on": "2026-02-01"}, case)
    made = own.deriving.redact("E-01", BOXES, JobContext(), case)
    assert (made.language, made.on, made.source) == ("de", "2026-02-01", "consumer")


def test_what_verifies_the_office_is_content_with_copies(own: Desk, case: str) -> None:
    own.deriving.redact("E-01", BOXES, JobContext(), case)
    own.deriving.extract("E-01", 2, 2, JobContext(), case)
    checked = own.evidence.verify(case, JobContext())
    assert (checked.ok, checked.checked) == (True, len(own.evidence.list(case)))


@pytest.mark.parametrize(
    "wrong", [[], [{"page": 7, "rectangle": [1, 1, 50, 50]}], [{"page": 1, "rectangle": [900, 1, 950, 50]}]]
)
def test_nothing_is_made_of_boxes_that_cover_nothing(
    own: Desk, case: str, wrong: list[dict[str, Any]]
) -> None:
    before = own.evidence.list(case)
    with pytest.raises(KnownError):
        own.deriving.redact("E-01", boxes_from_plain(wrong) if wrong else (), JobContext(), case)
    assert own.evidence.list(case) == before
    assert len(own.evidence.show("E-01", case).custody) == 1


def test_a_letter_is_redacted_by_its_pages(own: Desk, case: str) -> None:
    made = own.deriving.redact("E-02", PART, JobContext(), case)
    assert (made.kind, made.derived_from) == ("pdf", "E-02")
    assert not tells(stored(own, made), "Sehr geehrte")


def test_a_mail_is_redacted_by_its_pages(own: Desk, case: str, tmp_path: Path) -> None:
    (tmp_path / "m.eml").write_bytes(eml.sample())
    number = given(own, case, tmp_path / "m.eml")
    made = own.deriving.redact(number, PART, JobContext(), case)
    assert made.kind == "pdf"
    assert not tells(stored(own, made), "parcel")


def test_the_pages_of_a_mail_say_who_wrote_what_when(own: Desk, case: str, tmp_path: Path) -> None:
    (tmp_path / "m.eml").write_bytes(eml.sample())
    made = own.deriving.convert(given(own, case, tmp_path / "m.eml"), "pdf", JobContext(), case)
    words = " ".join(own.evidence.show(made.uid).page_texts)
    facts = own.evidence.show(made.derived_from, case).row.facts
    assert str(facts["subject"]) in words
    assert all(str(one) in words for one in facts["to"])


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_is_redacted_as_a_picture(own: Desk, case: str, tmp_path: Path, kind: str) -> None:
    telling_picture(tmp_path / f"p.{kind.lower()}", kind)
    number = given(own, case, tmp_path / f"p.{kind.lower()}")
    made = own.deriving.redact(number, PART, JobContext(), case)
    assert (made.kind, made.filename) == ("picture", f"{number}-redacted.png")
    assert not tells(stored(own, made))


def test_the_name_of_a_redacted_copy_does_not_tell_the_name_of_the_file(
    own: Desk, case: str, tmp_path: Path
) -> None:
    telling_picture(tmp_path / f"{SECRET}.jpg")
    made = own.deriving.redact(given(own, case, tmp_path / f"{SECRET}.jpg"), PART, JobContext(), case)
    assert SECRET not in f"{made.filename}{made.title}{made.derivation}{made.facts}"


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02 unknown", b"PK\x05\x06" + b"\0" * 18])
def test_what_has_no_pages_is_refused(own: Desk, case: str, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.bin").write_bytes(data)
    number = given(own, case, tmp_path / "x.bin")
    works: list[Callable[[], object]] = [
        lambda: own.deriving.redact(number, PART, JobContext(), case),
        lambda: own.deriving.convert(number, "pdf", JobContext(), case),
        lambda: own.deriving.turn(number, 90, JobContext(), case),
    ]
    for work in works:
        with pytest.raises(BadInputError):
            work()


def test_a_locked_pdf_is_redacted_with_its_password_which_is_kept_nowhere(
    own: Desk, case: str, tmp_path: Path
) -> None:
    kept = io.BytesIO()
    with pikepdf.open(stored(own, own.evidence.show("E-01", case).row)) as pdf:
        pdf.save(kept, encryption=pikepdf.Encryption(user="sesame-4711", owner="o"))
    (tmp_path / "l.pdf").write_bytes(kept.getvalue())
    number = given(own, case, tmp_path / "l.pdf")
    with pytest.raises(KnownError):
        own.deriving.redact(number, BOXES, JobContext(), case)
    made = own.deriving.redact(number, BOXES, JobContext(), case, password="sesame-4711")
    assert made.pages == 2
    for file in own.location.rglob("*"):
        assert not file.is_file() or b"sesame-4711" not in file.read_bytes()


def test_an_extract_is_named_and_has_its_pages(own: Desk, case: str) -> None:
    made = own.deriving.extract("E-01", 2, 2, JobContext(), case)
    assert (made.filename, made.pages, made.derived_from) == ("a-p2-2.pdf", 1, "E-01")
    assert made.derivation is not None
    assert (made.derivation["how"], made.derivation["first"], made.derivation["last"]) == ("pages", 2, 2)
    assert last(own, made).action == "extract"


@pytest.mark.parametrize(("first", "last_page"), [(0, 1), (2, 1), (3, 4)])
def test_pages_that_are_not_there_are_refused(own: Desk, case: str, first: int, last_page: int) -> None:
    with pytest.raises(KnownError):
        own.deriving.extract("E-01", first, last_page, JobContext(), case)


def test_an_upright_picture(own: Desk, case: str, tmp_path: Path) -> None:
    telling_picture(tmp_path / "p.jpg", orientation=6)
    made = own.deriving.turn(given(own, case, tmp_path / "p.jpg"), 0, JobContext(), case)
    with Image.open(stored(own, made)) as picture:
        assert picture.size == (300, 400)
    assert last(own, made).action == "convert"


@pytest.mark.parametrize("degrees", [1, 45, 360, -90])
def test_only_quarters_are_turned(own: Desk, case: str, degrees: int) -> None:
    with pytest.raises(BadInputError):
        own.deriving.turn("E-01", degrees, JobContext(), case)


@pytest.mark.parametrize(
    ("asked", "kind"), [("jpeg", "jpg"), (".PNG", "png"), ("tif", "tiff"), ("webp", "webp"), ("pdf", "pdf")]
)
def test_a_picture_is_converted(own: Desk, case: str, tmp_path: Path, asked: str, kind: str) -> None:
    telling_picture(tmp_path / "p.jpg")
    made = own.deriving.convert(given(own, case, tmp_path / "p.jpg"), asked, JobContext(), case)
    assert made.filename == f"p.{kind}"
    assert not tells(stored(own, made))


@pytest.mark.parametrize("kind", ["docx", "", "exe", "png"])
def test_what_a_file_cannot_become_is_refused(own: Desk, case: str, kind: str) -> None:
    with pytest.raises(BadInputError) as caught:
        own.deriving.convert("E-02", kind, JobContext(), case)
    assert "pdf" in caught.value.text.format(**caught.value.fields)


def test_an_office_file_is_shown_by_libreoffice_and_says_so(own: Desk, case: str, corpora: Path) -> None:
    if not libreoffice.installed():
        pytest.skip("LibreOffice is not installed")
    file = min(
        (corpora / "03-office").rglob("*.odt"),
        key=lambda one: (one.stat().st_size < 6000, one.stat().st_size),
    )
    made = own.deriving.convert(given(own, case, file), "pdf", JobContext(), case)
    assert made.kind == "pdf"
    assert made.derivation is not None
    assert any("LibreOffice" in tool for tool in made.derivation["tools"])


def test_a_translation_is_tied_to_its_original(own: Desk, case: str, tmp_path: Path) -> None:
    (tmp_path / "letter-en.txt").write_text("Dear Ms Weiß, I am still waiting.", encoding="utf-8")
    said = Translation("en", "Anna Berg", "2026-02-20", certified=True, pages="1=1")
    made = own.deriving.translate("E-02", tmp_path / "letter-en.txt", said, JobContext(), case)
    assert (made.derived_from, made.language, made.filename) == ("E-02", "en", "letter-en.txt")
    assert made.derivation is not None
    assert (
        made.derivation.items()
        >= {
            "how": "translated",
            "translator": "Anna Berg",
            "on": "2026-02-20",
            "certified": True,
        }.items()
    )
    assert made.derivation["pairs"] == [[1, 1, 1]]
    assert last(own, own.evidence.show("E-02", case).row).action == "translate"
    assert last(own, made).details["translator"] == "Anna Berg"
    assert stored(own, made).read_bytes() == (tmp_path / "letter-en.txt").read_bytes()


@pytest.mark.parametrize(
    "said",
    [
        Translation("", "Anna Berg"),
        Translation("klingonish", "Anna Berg"),
        Translation("en", ""),
        Translation("en", "Anna Berg", "yesterday-ish"),
        Translation("en", "Anna Berg", pages="one=two"),
    ],
)
def test_a_translation_nobody_can_account_for_is_refused(
    own: Desk, case: str, tmp_path: Path, said: Translation
) -> None:
    (tmp_path / "t.txt").write_text("x", encoding="utf-8")
    before = own.evidence.list(case)
    with pytest.raises(BadInputError):
        own.deriving.translate("E-02", tmp_path / "t.txt", said, JobContext(), case)
    assert own.evidence.list(case) == before


def test_a_translation_that_is_not_there_is_refused(own: Desk, case: str, tmp_path: Path) -> None:
    with pytest.raises(FileError):
        own.deriving.translate("E-02", tmp_path / "none.pdf", Translation("en", "A B"), JobContext(), case)
    assert len(own.evidence.list(case)) == len(own.evidence.list(case))
    assert len(own.evidence.show("E-02", case).custody) == 1


@pytest.mark.parametrize(
    ("text", "pairs"),
    [("", []), ("1=1", [[1, 1, 1]]), ("1=1, 2=2-3 ,3=4", [[1, 1, 1], [2, 2, 3], [3, 4, 4]]), (",,", [])],
)
def test_pairs_of_pages(text: str, pairs: list[list[int]]) -> None:
    assert pairs_of(text) == pairs


@pytest.mark.parametrize("text", ["1", "1=", "=1", "0=1", "1=3-2", "a=b", "1=1-x", "1=1;2=2", "²=1"])
def test_what_pairs_no_pages_is_refused(text: str) -> None:
    with pytest.raises(BadInputError):
        pairs_of(text)


def test_an_item_that_is_not_there(own: Desk, case: str) -> None:
    works: list[Callable[[], object]] = [
        lambda: own.deriving.redact("E-99", BOXES, JobContext(), case),
        lambda: own.deriving.extract("E-99", 1, 1, JobContext(), case),
        lambda: own.deriving.convert("nonsense", "pdf", JobContext(), case),
    ]
    for work in works:
        with pytest.raises(NotFoundError):
            work()


def test_it_can_be_stopped_and_leaves_nothing(own: Desk, case: str) -> None:
    before, ctx = own.evidence.list(case), JobContext()
    ctx.cancel()
    with pytest.raises(Cancelled):
        own.deriving.redact("E-01", BOXES, ctx, case)
    assert own.evidence.list(case) == before


def test_copies_on_both_databases(desk: Desk, tmp_path: Path) -> None:
    from tests.factories.cases import open_case  # noqa: PLC0415 - the one test that needs it
    from tests.factories.told import telling_pdf  # noqa: PLC0415 - as above

    number = open_case(desk)
    add_evidence(desk, number, [telling_pdf(tmp_path / "a.pdf")])
    made = desk.deriving.redact("E-01", BOXES, JobContext(), number)
    again = desk.deriving.extract(made.number, 1, 1, JobContext(), number)
    assert [row.derived_from for row in desk.evidence.list(number) if not row.part_of] == [
        "",
        "E-01",
        made.number,
    ]
    assert again.derivation is not None
    assert desk.evidence.verify(number, JobContext()).ok
