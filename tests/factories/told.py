"""PDF files that tell one word in every place a PDF can tell it, and what searches files for a word."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any, Final

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECRET: Final = "Zwiebelfisch"
SIZE: Final = (595, 842)
AT: Final = (72, 700)
"""Where the word stands on the first page, in points from the bottom left."""

OVER: Final[dict[str, Any]] = {
    "page": 1,
    "rectangle": [60.0, 120.0, 300.0, 160.0],
    "reason": "personal-data",
    "unit": "point",
}
"""A box over it, from the top left."""


def telling_pdf(file: Path, *, turned: int = 0, layered: bool = True) -> Path:
    """Write a PDF of two pages that tells the word in text, tags, notes, fields, files and layers."""
    with pikepdf.new() as pdf:
        font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(f"{SECRET} layer")))
        for number in (1, 2):
            said = SECRET if number == 1 else "Nothing of note"
            content = (
                f"/Span <</ActualText ({said}) /Alt ({SECRET})>> BDC "
                f"BT /F 14 Tf {AT[0]} {AT[1]} Td ({said}) Tj ET EMC "
                f"/OC /L BDC BT /F 14 Tf 72 300 Td (hidden {SECRET}) Tj ET EMC "
                f"BT 3 Tr /F 14 Tf 72 200 Td (unseen {SECRET}) Tj ET "
            )
            page = Dictionary(
                Type=Name.Page,
                MediaBox=Array([0, 0, *SIZE]),
                Rotate=turned,
                Resources=Dictionary(Font=Dictionary(F=font), Properties=Dictionary(L=layer)),
                Contents=pdf.make_stream(content.encode()),
                PieceInfo=Dictionary(Old=Dictionary(Private=String(SECRET))),
            )
            pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
        first = pdf.pages[0].obj
        first.Thumb = _thumbnail(pdf)
        note = Dictionary(
            Type=Name.Annot, Subtype=Name.Text, Rect=Array([300, 300, 320, 320]), Contents=String(SECRET), F=2
        )
        field = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("f"), V=String(SECRET), F=2,
            Rect=Array([300, 400, 400, 420]),
        )  # fmt: skip
        first.Annots = Array([pdf.make_indirect(note), pdf.make_indirect(field)])
        root = pdf.Root
        root.AcroForm = Dictionary(Fields=Array([first.Annots[1]]), DA=String("/F 0 Tf"))
        off = Array([layer] if layered else [])
        root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=off, Order=Array([layer])))
        root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), _script()])))
        pdf.attachments[f"{SECRET}.txt"] = SECRET.encode()
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(SECRET, 0))
        with pdf.open_metadata() as about:
            about["dc:description"] = SECRET
        pdf.docinfo["/Title"] = SECRET
        pdf.save(file)
    return file


def _script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{SECRET}')"))


def _thumbnail(pdf: pikepdf.Pdf) -> pikepdf.Stream:
    about = Dictionary(Width=12, Height=1, ColorSpace=Name.DeviceGray, BitsPerComponent=8)
    return pikepdf.Stream(pdf, SECRET.encode()[:12], about)


def telling_picture(file: Path, kind: str = "JPEG", *, orientation: int = 1) -> Path:
    """Write a picture with a striped field in its middle, and the word in what it says of itself."""
    picture = Image.new("RGB", (400, 300), "white")
    pen = ImageDraw.Draw(picture)
    for across in range(100, 300, 4):
        pen.line((across, 100, across, 200), fill="red")
    about = Image.Exif()
    about[0x010E] = SECRET
    about[0x0112] = orientation
    picture.save(file, kind, exif=about)
    return file


def everything_in(file: Path) -> Iterator[bytes]:
    """Give a file, and everything that is packed inside it, unpacked: streams, strings, files in files."""
    data = file.read_bytes()
    yield data
    if data.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for one in pdf.objects:
                yield from _object(one)
        with pypdfium2.PdfDocument(data) as seen:
            for page in seen:
                yield page.get_textpage().get_text_range().encode()
    elif data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for name in packed.namelist():
                yield packed.read(name)
    else:
        with Image.open(io.BytesIO(data)) as picture:
            yield repr(picture.info).encode()
            yield picture.tobytes()


def _object(one: pikepdf.Object) -> Iterator[bytes]:
    yield one.unparse(resolved=True)
    yield repr(one).encode()
    if isinstance(one, pikepdf.Stream):
        yield one.read_raw_bytes()
        try:
            yield one.read_bytes()
        except pikepdf.PdfError:
            return


def tells(file: Path, word: str = SECRET) -> bool:
    """Whether a word stands anywhere in a file, in any of the ways texts are written."""
    written = [word.encode(code) for code in ("utf-8", "utf-16-be", "utf-16-le")]
    written += [one.hex().encode() for one in written] + [one.hex().upper().encode() for one in written]
    return any(form in piece for piece in everything_in(file) for form in written)


def region(file: Path, page: int, box: tuple[float, float, float, float], dots: int = 200) -> set[object]:
    """Give the colours of a rectangle of a PDF page, in parts of its width and height, drawn anew."""
    with pypdfium2.PdfDocument(file) as seen:
        picture = seen[page - 1].render(scale=dots / 72).to_pil().convert("RGB")
    wide, high = picture.size
    corner = (round(box[0] * wide), round(box[1] * high), round(box[2] * wide), round(box[3] * high))
    return {colour for _count, colour in picture.crop(corner).getcolors(1 << 24) or ()}
