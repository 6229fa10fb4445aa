"""Making a foreign page's content a form of its own, so that nothing it leaves undone reaches the stamp."""

from __future__ import annotations

from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name

_STREAM_KEYS: Final = ("/Filter", "/DecodeParms")


class Enclosing:
    """Makes forms within one file; knows which content streams it has already taken."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._taken: set[tuple[int, int]] = set()

    def enclose(self, page: pikepdf.Object, keys: set[str], box: pikepdf.Array) -> pikepdf.Object | None:
        """Give the page's content as a form that is cut to ``box``; nothing where the page draws nothing.

        ``keys`` are those of the page. A stream that belongs to this page alone becomes the form itself:
        nothing is copied or held in memory.
        """
        contents = page["/Contents"] if "/Contents" in keys else None
        if isinstance(contents, pikepdf.Stream):
            form = contents
        elif isinstance(contents, Array):
            streams = [stream for stream in contents if isinstance(stream, pikepdf.Stream)]
            if not streams:
                return None
            form = streams[0] if len(streams) == 1 else self._joined(streams)
        else:
            return None
        if form.objgen in self._taken:
            form = self._copied(form)
        self._taken.add(form.objgen)
        form["/Subtype"] = Name.Form
        form["/BBox"] = box
        form["/Resources"] = self._resources(page, keys)
        if "/Group" in keys:
            form["/Group"] = page["/Group"]
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

    def _resources(self, page: pikepdf.Object, keys: set[str]) -> pikepdf.Object:
        resources = page["/Resources"] if "/Resources" in keys else pikepdf.Page(page).get_resources()
        return resources if isinstance(resources, Dictionary) else Dictionary()
