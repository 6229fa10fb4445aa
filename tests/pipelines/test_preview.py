"""What a viewer asks of a file is done in a child process, and every fault there is a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
from PIL import Image

from tests.documents.test_showing import pdf_of
from xborder_desk.documents.showing import DAMAGED_PDF, PDF
from xborder_desk.domain.previews import PreviewError, Sheet
from xborder_desk.jobs.apart import Apart, ApartFailed
from xborder_desk.jobs.context import Cancelled, JobContext
from xborder_desk.pipelines.preview import Previewer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Answering:
    """A child that answers what it is told to."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer
        self.closed = False

    def run(self, _work: str, *_args: Any, **_more: Any) -> Any:
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def close(self) -> None:
        self.closed = True


def over(answer: Any) -> Previewer:
    return Previewer(cast("Apart", Answering(answer)))


@pytest.fixture(scope="module")
def previewer() -> Iterator[Previewer]:
    """One over a real child process."""
    made = Previewer(Apart(workers=1))
    yield made
    made.close()


def test_pages_are_measured_drawn_and_searched_in_a_child(previewer: Previewer, tmp_path: Path) -> None:
    pdf_of(file := tmp_path / "one.pdf", ("First", 0), ("Second", 90))
    assert previewer.measure(file, PDF) == (Sheet(400, 200), Sheet(200, 400))
    drawn = previewer.draw(file, PDF, 1, 100, 0)
    assert (drawn.width, len(drawn.data)) == (100, 100 * drawn.height * 3)
    hits = previewer.find(file, PDF, "second")
    assert [hit.page for hit in hits] == [1]
    assert all(0 <= value <= 1 for box in hits[0].boxes for value in box)


def test_a_damaged_file_is_a_sentence_and_the_next_is_drawn(previewer: Previewer, tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4 nothing")
    with pytest.raises(PreviewError) as caught:
        previewer.measure(tmp_path / "bad.pdf", PDF)
    assert caught.value.text == DAMAGED_PDF
    Image.new("RGB", (8, 8)).save(tmp_path / "good.png")
    assert previewer.draw(tmp_path / "good.png", "image/png", 0, 8, 0).width == 8


def test_what_nobody_waits_for_is_given_up(previewer: Previewer, tmp_path: Path) -> None:
    ctx = JobContext()
    ctx.cancel()
    with pytest.raises(Cancelled):
        previewer.draw(tmp_path / "any.pdf", PDF, 0, 8, 0, ctx)


@pytest.mark.parametrize(
    ("kind", "words"),
    [("timeout", "too long"), ("memory", "memory"), ("crash", "damaged"), ("output", "damaged")],
)
def test_a_child_that_ends_badly_is_a_sentence(tmp_path: Path, kind: Any, words: str) -> None:
    with pytest.raises(PreviewError) as caught:
        over(ApartFailed(kind, "detail")).measure(tmp_path, PDF)
    assert words in caught.value.text


@pytest.mark.parametrize("data", [b"", b"123", b"x" * 13])
def test_dots_that_do_not_fit_are_not_shown(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(PreviewError):
        over({"width": 2, "height": 2, "data": data}).draw(tmp_path, PDF, 0, 2, 0)


def test_boxes_from_a_child_stay_on_the_page(tmp_path: Path) -> None:
    (hit,) = over([[0, [[-3, 0.5, 7, 0.1]]]]).find(tmp_path, PDF, "x")
    assert hit.boxes == ((0, 0.5, 1, 0.1),)


def test_only_pages_are_drawn() -> None:
    assert Previewer.draws("application/pdf")
    assert Previewer.draws("image/tiff")
    assert not Previewer.draws("text/html")


def test_closing_ends_the_child() -> None:
    child = Answering(None)
    Previewer(cast("Apart", child)).close()
    assert child.closed
