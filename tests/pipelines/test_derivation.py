"""Copies as files beside their original: each kind by its own way, and what cannot be made said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pypdfium2
import pytest

from tests.conftest import ROOT
from tests.factories.offices import Inline
from tests.factories.told import telling_pdf, telling_picture
from xborder_desk.domain.errors import BadInputError, BuildError
from xborder_desk.domain.redaction import Box
from xborder_desk.i18n.language import Language
from xborder_desk.jobs.apart import ApartFailed
from xborder_desk.jobs.context import JobContext
from xborder_desk.pipelines import derivation
from xborder_desk.pipelines.derivation import Copyist, Original, kinds_for
from xborder_desk.programs import libreoffice

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.jobs.apart import Apart

HALF = (Box(1, 0.1, 0.1, 0.9, 0.9, unit="part"),)


def by(apart: object | None = None) -> Copyist:
    return Copyist(
        cast("Apart", apart or Inline()),
        ROOT / "resources",
        Language("en"),
        "2026-03-02T09:30:00Z",
        "Jana Weiß",
    )


def mail(path: Path, **facts: Any) -> Original:
    said = {
        "from": "a@b.example",
        "to": ["c@d.example", "e@f.example"],
        "subject": "Parcel",
        "text": "Where is it?",
    }
    return Original(path, "m.eml", "message/rfc822", "eml", "Parcel", {**said, **facts})


def words(file: Path) -> str:
    with pypdfium2.PdfDocument(file) as seen:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in seen)


@pytest.mark.parametrize(
    ("kind", "media_type", "possible"),
    [
        ("picture", "image/png", ("pdf", "png", "jpg", "tiff", "webp")),
        ("eml", "message/rfc822", ("pdf",)),
        ("office", "application/msword", ("pdf",)),
        ("pdf", "application/pdf", ()),
        ("archive", "application/zip", ()),
        ("media", "audio/wav", ()),
    ],
)
def test_what_a_kind_can_become(
    tmp_path: Path, kind: str, media_type: str, possible: tuple[str, ...]
) -> None:
    assert kinds_for(Original(tmp_path, "x", media_type, kind)) == possible


def test_a_mail_is_set_with_its_head(tmp_path: Path) -> None:
    made = derivation.page_form(mail(tmp_path / "m"), tmp_path, by(), JobContext())
    said = words(made.file)
    for word in ("Parcel", "a@b.example", "c@d.example, e@f.example", "Where is it?"):
        assert word in said


def test_a_mail_without_a_word_is_one_all_the_same(tmp_path: Path) -> None:
    made = derivation.page_form(mail(tmp_path / "m", text=""), tmp_path, by(), JobContext())
    assert "a@b.example" in words(made.file)


def test_a_text_without_a_word_has_no_pages(tmp_path: Path) -> None:
    with pytest.raises(BadInputError):
        derivation.page_form(Original(tmp_path, "t.txt", "text/plain", "text"), tmp_path, by(), JobContext())


def test_what_markup_a_text_holds_is_set_as_it_stands(tmp_path: Path) -> None:
    odd = '#import "x" $a$ [b] *c* _d_ <e> \\f'
    item = Original(tmp_path, "t.txt", "text/plain", "text", texts=(odd,))
    said = words(derivation.page_form(item, tmp_path, by(), JobContext()).file)
    assert odd.split()[1] in said
    assert "*c*" in said


def test_a_pdf_is_its_own_pages(tmp_path: Path) -> None:
    file = telling_pdf(tmp_path / "a.pdf")
    item = Original(file, "a.pdf", "application/pdf", "pdf")
    assert derivation.page_form(item, tmp_path, by(), JobContext()).file == file
    with pytest.raises(BadInputError):
        derivation.turn(item, 0, tmp_path, by(), JobContext())


def test_without_libreoffice_an_office_file_is_set_by_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "installed", lambda: False)
    item = Original(tmp_path, "x.docx", "application/x", "office", texts=("Sehr geehrte Frau Weiß",))
    made = derivation.convert(item, "pdf", tmp_path, by(), JobContext())
    assert (words(made.file).count("Sehr geehrte"), made.tools) == (1, ())


@pytest.mark.parametrize("frames", [None, 1, 3])
def test_a_redacted_picture_is_a_png_or_a_tiff(tmp_path: Path, frames: int | None) -> None:
    file = telling_picture(tmp_path / "a.tif", "TIFF")
    facts = {"frames": frames} if frames else {}
    item = Original(file, "a.tif", "image/tiff", "picture", facts=facts)
    made = derivation.redact(item, HALF, tmp_path, by(), JobContext())
    assert made.file.suffix == (".tiff" if frames == 3 else ".png")


class Failing:
    """A child that ends in a way of its own."""

    def __init__(self, failed: ApartFailed) -> None:
        self.failed = failed

    def run(self, *_given: object, **_more: object) -> None:
        raise self.failed


@pytest.mark.parametrize("kind", ["timeout", "memory", "crash", "error", "output"])
def test_a_child_that_fails_is_a_sentence(tmp_path: Path, kind: Any) -> None:
    item = Original(tmp_path / "a", "a.png", "image/png", "picture")
    with pytest.raises(BuildError) as caught:
        derivation.redact(item, HALF, tmp_path, by(Failing(ApartFailed(kind))), JobContext())
    assert caught.value.text == derivation._SAID[kind]


def test_what_the_child_says_is_said(tmp_path: Path) -> None:
    item = Original(tmp_path / "a", "a.png", "image/png", "picture")
    failed = ApartFailed("error", text="The picture is damaged.", fields={"x": 1})
    with pytest.raises(BuildError, match="damaged"):
        derivation.extract(item, (1, 2), tmp_path, by(Failing(failed)), JobContext())


def test_a_password_is_never_told(tmp_path: Path) -> None:
    assert "sesame" not in repr(Original(tmp_path, "a.pdf", "application/pdf", "pdf", password="sesame"))
