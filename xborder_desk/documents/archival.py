"""Whether a file may go into a bundle that calls itself archival (PDF/A-3b), and saying so in the bundle.

No file is taken at its word alone: it must call itself archival, or be made by us, and hold nothing that the
standard forbids. Better no claim than a wrong one; the tests check each claim with a validator of others.
"""

from __future__ import annotations

import base64
import contextlib
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from xborder_desk.documents.marks import BREAKS
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

NO_CLAIM: Final = N_("it does not say itself that it is archival")
NO_FONT: Final = N_("a font is not embedded")
NO_COLOUR: Final = N_("its colours are not those of a screen")
FORBIDDEN: Final = N_("it holds something that archival files must not hold")
UNREADABLE: Final = N_("its description cannot be read")
PROFILE: Final = "sRGB IEC61966-2.1"
_PRINT: Final = 4
_OUT_OF_SIGHT: Final = 1 | 2 | 32 | 256
_FILTERS: Final = frozenset({"/LZWDecode", "/Crypt"})
_SPACES: Final = frozenset({"/DeviceCMYK", "/DeviceN", "/Separation", "/Pattern"})
_BLENDS: Final = frozenset(
    {"/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten", "/ColorDodge"}
    | {"/ColorBurn", "/HardLight", "/SoftLight", "/Difference", "/Exclusion", "/Hue", "/Saturation", "/Color"}
    | {"/Luminosity"}
)
_INTENTS: Final = frozenset({"/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation"})
_MOST: Final = 100_000
_DEEPEST: Final = 50
_STAND_IN: Final = "/DefaultCMYK"
_LINE_END: Final = b"\r"


def hindrance(pdf: pikepdf.Pdf) -> str:
    """Say why a source cannot be part of an archival bundle (untranslated); nothing if it can."""
    try:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as about:
            claimed = str(about.get("pdfaid:part", ""))
    except (*BREAKS, SyntaxError):
        return UNREADABLE
    if claimed not in {"1", "2", "3"}:
        return NO_CLAIM
    try:
        return next(_faults(pdf), "")
    except BREAKS:
        return FORBIDDEN


def declare(pdf: pikepdf.Pdf, profile: str) -> None:
    """Say in a finished bundle that it is archival; ``profile`` is the file of the colours it is for."""
    icc = pdf.make_stream(Path(profile).read_bytes())
    icc.N = 3
    pdf.Root.OutputIntents = Array(
        [
            pdf.make_indirect(
                Dictionary(
                    Type=Name.OutputIntent,
                    S=Name.GTS_PDFA1,
                    OutputConditionIdentifier=String(PROFILE),
                    Info=String(PROFILE),
                    DestOutputProfile=icc,
                )
            )
        ]
    )
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", ()):
            annotation.F = (int(annotation.get("/F", 0)) | _PRINT) & ~_OUT_OF_SIGHT
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as about:
        about["pdfaid:part"] = "3"
        about["pdfaid:conformance"] = "B"


def settle(pdf: pikepdf.Pdf) -> None:
    """See that no stream ends as a line does; all are packed then, and are to be written as they are.

    The length of such a stream cannot be told by looking for its end, and validators stumble over that. The
    last bytes of a packed one are a checksum, so that what is packed must change: a text gets another line
    end. Of what must not change, pictures and fonts, the packed bytes are written in letters instead.
    """
    for one in pdf.objects:
        if not isinstance(one, pikepdf.Stream):
            continue
        filters = one.get("/Filter")
        packed = one.read_raw_bytes() if filters is not None else zlib.compress(one.read_bytes())
        if packed.endswith(_LINE_END):
            if (filters is None or filters == Name.FlateDecode) and _is_text(one):
                one.write(_packed_anew(one.read_bytes()), filter=Name.FlateDecode)
            else:
                _write_in_letters(one, packed)
        elif filters is None:
            one.write(packed, filter=Name.FlateDecode)


def _packed_anew(text: bytes) -> bytes:
    """Pack a text with as many empty lines at its end as it takes."""
    packed = zlib.compress(text)
    while packed.endswith(_LINE_END):
        text += b"\n"
        packed = zlib.compress(text)
    return packed


def _write_in_letters(stream: pikepdf.Stream, packed: bytes) -> None:
    """Write what is packed by the filters of a stream in letters, which have an end of their own."""
    filters, parms = stream.get("/Filter", Name.FlateDecode), stream.get("/DecodeParms")
    given = list(filters) if isinstance(filters, Array) else [filters]
    settings = list(parms) if isinstance(parms, Array) else [parms]
    letters = base64.a85encode(packed) + b"~>"
    kept = Array([None, *settings]) if parms is not None else None
    stream.write(letters, filter=Array([Name.ASCII85Decode, *given]), decode_parms=kept)


def _is_text(stream: pikepdf.Object) -> bool:
    """Whether a stream holds drawing commands or other text, which may end with an empty line."""
    return stream.get("/Subtype") == Name.Form or not any(
        key in stream for key in ("/Subtype", "/Type", "/Length1", "/Length2", "/N", "/DecodeParms")
    )


def _faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Look at every object of a file for what the standard forbids."""
    for number, one in enumerate(pdf.objects):
        if number > _MOST:
            yield FORBIDDEN
            return
        if isinstance(one, pikepdf.Stream):
            yield from _stream_faults(one)
            if one.get("/Subtype") == Name.Form or "/PatternType" in one:
                yield from _content_faults(one)
        for part in _direct(one):
            yield from _dictionary_faults(part)
            if part.get("/NeedAppearances") or _without_picture(part):
                yield FORBIDDEN
    for page in pdf.pages:
        yield from _content_faults(page)


def _direct(one: Any, depth: int = 0) -> Iterator[Any]:  # noqa: ANN401 - a PDF value
    """Give a dictionary with those that stand within it; what is an object of its own is met there."""
    if isinstance(one, Dictionary | pikepdf.Stream):
        yield one
        held = [value for _, value in one.items()]
    else:
        held = list(one) if isinstance(one, Array) else []
    for value in held if depth < _DEEPEST else ():
        if isinstance(value, Dictionary | Array) and not value.is_indirect:
            yield from _direct(value, depth + 1)


def _stream_faults(stream: pikepdf.Object) -> Iterator[str]:
    given = stream.get("/Filter")
    filters = {str(one) for one in given} if isinstance(given, Array) else {str(given)}
    if filters & _FILTERS or "/F" in stream or "/FFilter" in stream:
        yield FORBIDDEN
    if stream.get("/Subtype") == Name.PS or "/OPI" in stream or "/Ref" in stream:
        yield FORBIDDEN
    if filters & {"/JPXDecode"}:
        yield FORBIDDEN
    if stream.get("/Subtype") == Name.Image:
        yield from _picture_faults(stream)


def _picture_faults(picture: pikepdf.Object) -> Iterator[str]:
    if picture.get("/Interpolate") or "/Alternates" in picture:
        yield FORBIDDEN
    if _foreign_colour(picture.get("/ColorSpace")):
        yield NO_COLOUR


def _dictionary_faults(one: Any) -> Iterator[str]:  # noqa: ANN401 - a PDF value
    kind = str(one.get("/Type", ""))
    if kind == "/Font" and not _embedded(one):
        yield NO_FONT
    glyphs = one.get("/CharProcs")
    for glyph in [value for _, value in glyphs.items()] if isinstance(glyphs, Dictionary) else ():
        yield from _content_faults(glyph)
    if kind == "/FontDescriptor" and not any(key in one for key in ("/FontFile", "/FontFile2", "/FontFile3")):
        yield NO_FONT
    if kind == "/ExtGState" or "/BM" in one:
        blend = one.get("/BM", Name.Normal)
        if not isinstance(blend, pikepdf.Name) or str(blend) not in _BLENDS or "/TR" in one or "/HTP" in one:
            yield FORBIDDEN
    if str(one.get("/S", "")) in {"/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData"}:
        yield FORBIDDEN
    space = one.get("/ColorSpace")
    if "/ShadingType" in one and _foreign_colour(space):
        yield NO_COLOUR
    # What stands in for the colours of print is no colour that is used.
    named = (
        [value for name, value in space.items() if name != _STAND_IN] if isinstance(space, Dictionary) else ()
    )
    if any(map(_foreign_colour, named)):
        yield NO_COLOUR
    group = one.get("/Group")
    if isinstance(group, Dictionary) and _foreign_colour(group.get("/CS")):
        yield NO_COLOUR


def _without_picture(one: Any) -> bool:  # noqa: ANN401 - a PDF value
    """Whether it is a field that each program draws in its own way; one without extent need not be drawn."""
    if one.get("/Subtype") != Name.Widget or "/AP" in one:
        return False
    left, bottom, right, top = one.Rect
    return bool(left != right or bottom != top)


def _content_faults(page: pikepdf.Page | pikepdf.Object) -> Iterator[str]:
    with contextlib.suppress(*BREAKS):
        for instruction in pikepdf.parse_content_stream(page, "k K ri cs CS BI ID EI"):
            operator = str(instruction.operator)
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                yield from _stream_faults(instruction.iimage.obj)
                yield from _picture_faults(instruction.iimage.obj)
            elif operator in {"k", "K"} or (
                operator in {"cs", "CS"} and str(instruction.operands[0]) == "/DeviceCMYK"
            ):
                yield NO_COLOUR
            elif operator == "ri" and str(instruction.operands[0]) not in _INTENTS:
                yield FORBIDDEN
        return
    yield FORBIDDEN


def _foreign_colour(space: Any) -> bool:  # noqa: ANN401 - a PDF value
    first = space[0] if isinstance(space, Array) and len(space) else space
    if str(first) == "/ICCBased" and isinstance(space, Array):
        return int(space[1].get("/N", 0)) not in {1, 3}
    if str(first) == "/Indexed" and isinstance(space, Array):
        return _foreign_colour(space[1])
    return str(first) in _SPACES


def _embedded(font: Any) -> bool:  # noqa: ANN401 - a PDF value
    kind = str(font.get("/Subtype"))
    if kind == "/Type0":
        coding = font.get("/Encoding")
        known = isinstance(coding, pikepdf.Stream) or str(coding) in {"/Identity-H", "/Identity-V"}
        return known and "/DescendantFonts" in font
    if kind == "/Type3":
        return True
    descriptor = font.get("/FontDescriptor")
    return isinstance(descriptor, Dictionary) and any(
        key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")
    )
