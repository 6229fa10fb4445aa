"""The pages of a PDF as PDFium sees them: their text, whether they can be drawn, a thumbnail."""

from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.evidence import Message
from xborder_desk.evidence.pdf.objects import entry, is_list
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from pathlib import Path

    from pikepdf import Pdf

MOST_PAGES: Final = 3000
"""Pages whose text is taken; further ones are kept, shown and bound, but not searched."""

MOST_TEXT: Final = 8 << 20
MOST_PAGE_TEXT: Final = 200_000
SECONDS: Final = 35.0
"""After this long no more text is taken; below the limit at which the child is ended."""

THUMBNAIL: Final = 320
"""Longest side in pixels."""


class Sheets:
    """The pages as PDFium sees them; where it refuses a broken file, as they are after repair."""

    def __init__(self, document: Pdf, path: Path, password: str = "", *, damaged: bool) -> None:
        import pypdfium2  # noqa: PLC0415 - in the child process only

        self._document = document
        self._until = time.monotonic() + SECONDS
        self._error = pypdfium2.PdfiumError
        self._pages: Any = None
        try:
            self._pages = pypdfium2.PdfDocument(path, password=password or None)
        except pypdfium2.PdfiumError:
            damaged = True
        if damaged and (self._pages is None or len(self._pages) != len(document.pages)):
            self._pages = self._repaired(pypdfium2) or self._pages

    def texts(self, told: list[Message]) -> list[str]:
        """Give the text of each page, as far as time and room allow; what is left out is told."""
        texts: list[str] = []
        size = 0
        total = len(self._pages) if self._pages is not None else 0
        for number in range(total):
            if number >= MOST_PAGES or size > MOST_TEXT or time.monotonic() > self._until:
                fields = {"number": number, "pages": total}
                told.append(
                    Message(
                        N_("Only the first {number} of {pages} pages can be searched."), fields, missing=True
                    )
                )
                break
            texts.append(self._text(number))
            size += len(texts[-1])
        return texts

    def unreadable(self, pages: int) -> int:
        """Count the pages whose content is gone or cannot be drawn."""
        return sum(not self._whole(number) for number in range(pages))

    def thumbnail(self) -> bytes | None:
        """Draw the first page small, as a JPEG."""
        if self._pages is None or not len(self._pages):
            return None
        try:
            page = self._pages[0]
            width, height = page.get_size()
            scale = THUMBNAIL / max(width, height, 1)
            picture = page.render(scale=min(scale, 4.0)).to_pil().convert("RGB")
        except (self._error, ValueError, OSError, ZeroDivisionError):
            return None
        picture.thumbnail((THUMBNAIL, THUMBNAIL))
        kept = io.BytesIO()
        picture.save(kept, "JPEG", quality=82)
        return kept.getvalue()

    def close(self) -> None:
        """Let go of the file."""
        if self._pages is not None:
            self._pages.close()

    def _repaired(self, pypdfium2: Any) -> Any:  # noqa: ANN401 - a library without types
        kept = io.BytesIO()
        try:
            self._document.save(kept)
            return pypdfium2.PdfDocument(kept.getvalue())
        except Exception:  # noqa: BLE001 - beyond repair: the pages stay unread
            return None

    def _text(self, number: int) -> str:
        try:
            page = self._pages[number]
            words = page.get_textpage()
            text = str(words.get_text_range(0, min(words.count_chars(), MOST_PAGE_TEXT)))
            words.close()
            page.close()
        except (self._error, ValueError, OSError):
            return ""
        # PDFium writes the hyphen at a line's end as U+FFFE; the next line goes on with the word.
        return text.replace("\r\n", "\n").replace("\ufffe", "-").replace("\0", "")

    def _whole(self, number: int) -> bool:
        if time.monotonic() > self._until:
            return True
        try:
            contents = entry(self._document.pages[number].obj, "/Contents")
            # In a file cut short, a page whose content was in the lost part is left without any.
            if contents is None:
                return False
            for stream in list(contents) if is_list(contents) else [contents]:
                stream.read_bytes()
        except Exception:  # noqa: BLE001 - whatever it says: this page cannot be read
            return False
        try:
            if self._pages is None or number >= len(self._pages):
                return False
            drawn = self._pages[number]
            drawn.render(scale=0.1)
            drawn.close()
        except (self._error, ValueError, OSError):
            return False
        return True
