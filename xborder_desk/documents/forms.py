"""Making a foreign page's content a form of its own, so that nothing it leaves undone reaches the stamp."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name

if TYPE_CHECKING:
    from xborder_desk.documents.boxes import Box

_STREAM_KEYS: Final = ("/Filter", "/DecodeParms")


class Enclosing:
    """Makes forms within one file; knows which content streams it has already taken."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._taken: set[tuple[int, int]] = set()

    def enclose(self, page: pikepdf.Page, box: Box) -> pikepdf.Object | None:
        """Give the page's content as a form that is cut to ``box``; nothing where the page draws nothing.

        A stream that belongs to this page alone becomes the form itself: nothing is copied or held in memory.
        """
        contents = page.obj.get("/Contents")
        if isinstance(contents, Array):
            streams = [stream for stream in contents if isinstance(stream, pikepdf.Stream)]
            if not streams:
                return None
            form = streams[0] if len(streams) == 1 else self._joined(streams)
        elif isinstance(contents, pikepdf.Stream):
            form = contents
        else:
            return None
        if form.objgen in self._taken:
            form = self._copied(form)
        self._taken.add(form.objgen)
        form.Type = Name.XObject
        form.Subtype = Name.Form
        form.BBox = Array([box.left, box.bottom, box.right, box.top])
        form.Resources = self._resources(page)
        if "/Group" in page.obj:
            form.Group = page.obj.Group
        return form

    def _joined(self, streams: list[pikepdf.Stream]) -> pikepdf.Stream:
        """Join the pieces as readers do: as if white space stood between them."""
        return self._pdf.make_stream(b"\n".join(stream.read_bytes() for stream in streams))

    def _copied(self, stream: pikepdf.Stream) -> pikepdf.Stream:
        fresh = self._pdf.make_stream(b"")
        kept: dict[str, Any] = {key: stream[key] for key in _STREAM_KEYS if key in stream}
        fresh.write(
            stream.read_raw_bytes(), filter=kept.get("/Filter"), decode_parms=kept.get("/DecodeParms")
        )
        return fresh

    def _resources(self, page: pikepdf.Page) -> pikepdf.Object:
        resources = page.get_resources()
        return resources if isinstance(resources, Dictionary) else Dictionary()
