"""The stamps of all pages, taken over into the bundle as forms: what they share is taken over once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pikepdf import Array, Name, Object, Stream

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pikepdf

STAMP: Final = "/XbdStamp"
"""What a stamp is called among the objects of its page; of several, the one with the longest name is ours."""
_MORE: Final = "x"


@dataclass(frozen=True, slots=True)
class Imprint:
    """What is stamped on one page: a form, its width and height in points."""

    form: pikepdf.Object
    size: tuple[float, float]


def take_over(pdf: pikepdf.Pdf, stamps: pikepdf.Pdf) -> Iterator[Imprint]:
    """Give the pages of ``stamps`` as forms of ``pdf``, one by one, in order.

    Their packed bytes are taken as they are; equal resources (the fonts) are written once.
    """
    resources: dict[bytes, pikepdf.Object] = {}
    sizes: dict[bytes, tuple[tuple[float, float], Array]] = {}
    for page in stamps.pages:
        one = page.obj
        own, box, drawn = one.Resources, one.MediaBox, one.Contents
        shared = own.unparse(resolved=True)
        if shared not in resources:
            whole = own if own.is_indirect else stamps.make_indirect(own)
            resources[shared] = pdf.copy_foreign(whole)
        corners = box.unparse()
        if corners not in sizes:
            size = (float(box[2]), float(box[3]))
            sizes[corners] = size, Array([0, 0, *size])
        size, around = sizes[corners]
        form = Stream(pdf, drawn.read_raw_bytes())
        # Set one by one, a box stands in memory once, however many forms have it.
        form["/Subtype"] = Name.Form
        form["/BBox"] = around
        form["/Resources"] = resources[shared]
        if "/Filter" in drawn:
            form["/Filter"] = Object.parse(drawn["/Filter"].unparse())
        yield Imprint(form, size)


def free_name(taken: Iterable[str], name: str) -> str:
    """Give a name that is longer than all of its kind: an exhibit may be a bundle, with stamps of its own."""
    longest = _longest(taken, name)
    return longest + _MORE if longest else name


def stamp_on(page: Object) -> Object:
    """Give the form that a page of the bundle is stamped with.

    Raises:
        KeyError: it has none.

    """
    objects = page["/Resources"]["/XObject"]
    return objects[_longest(objects.keys(), STAMP) or STAMP]


def _longest(names: Iterable[str], kind: str) -> str:
    begin = len(kind)
    of_kind = [name for name in names if name.startswith(kind) and not name[begin:].strip(_MORE)]
    return max(of_kind, key=len, default="")
