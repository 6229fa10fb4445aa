"""Reading real files against the bare libraries doing the least that opens the same ones."""

from __future__ import annotations

import email
import email.policy
import io
import time
import warnings
from contextlib import suppress
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from xborder_desk.evidence import HEAD, kind_of
from xborder_desk.jobs.apart import Apart
from xborder_desk.pipelines.ingest import read_item

if TYPE_CHECKING:
    from pathlib import Path

SORTS = {"eml": "02-mail", "pdf": "05-pdf", "picture": "06-images"}
MOST = {"eml": 5.0, "pdf": 4.0, "picture": 4.0}
"""How many times the bare library's time our reading may take, the child process and the checks included."""


@pytest.mark.bench
@pytest.mark.parametrize("kind", SORTS)
def test_reading_beside_the_bare_library(
    kind: str, corpora: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [file for file in sorted((corpora / SORTS[kind]).rglob("*")) if file.is_file()]
    files = [file for file in files if kind_of(file.read_bytes()[:HEAD], file.name).id == kind]
    began = time.perf_counter()
    for file in files:
        bare(kind, file)
    least = time.perf_counter() - began
    with Apart() as apart:
        read_item(files[0], files[0].name, apart)  # the child is warm, as it is among many files
        began = time.perf_counter()
        for file in files:
            read_item(file, file.name, apart)
        ours = time.perf_counter() - began
    with capsys.disabled():
        print(  # noqa: T201 - what `make bench` is run for
            f"\nreading {len(files)} files of kind {kind}: ours {len(files) / ours:.0f} a second, "
            f"bare library {len(files) / least:.0f}, ratio {ours / least:.1f}; at most {MOST[kind]:.0f}"
        )
    assert ours / least <= MOST[kind]


def bare(kind: str, file: Path) -> None:
    """Open a file and take text or picture out, with no care at all."""
    if kind == "eml":
        mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        for part in mail.walk():
            with suppress(Exception):
                part.get_payload(decode=True)
    elif kind == "pdf":
        with suppress(Exception):
            with pikepdf.open(file) as document:
                len(document.pages)
            pages = pypdfium2.PdfDocument(file)
            for page in pages:
                page.get_textpage().get_text_range()
            pages[0].render(scale=0.5).to_pil().save(io.BytesIO(), "JPEG")
    else:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with suppress(Exception), Image.open(file) as picture:
                picture.load()
                picture.convert("RGB").save(io.BytesIO(), "JPEG")
