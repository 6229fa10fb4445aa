"""Files of the kind people bring, made on the spot: letters with structure and links, and scans."""

from __future__ import annotations

import io
import random
from typing import TYPE_CHECKING, Any, Final

import pikepdf
import typst
from pikepdf import Array, Dictionary, Name
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORDS: Final = ("goods", "order", "paid", "parcel", "never", "arrived", "refund", "seller", "answer", "court")
_LINES: Final = 40


def letter(path: Path, pages: int, seed: int, fonts: Path) -> Path:
    """Make a tagged PDF of written pages, each with a heading (so a bookmark) and a link to the first one."""
    chance = random.Random(seed)  # noqa: S311 - the same words every time, nothing secret
    parts = []
    for page in range(1, pages + 1):
        lines = [" ".join(chance.choices(WORDS, k=11)) for _ in range(_LINES)]
        first = "<first>" if page == 1 else "\n#link(<first>)[Back to the first page]"
        parts.append(f"= Letter {seed}, page {page} {first}\n\n" + " \\\n".join(lines))
    text = "#set document(title: [Letters], date: none)\n" + "\n#pagebreak()\n".join(parts)
    source = path.with_suffix(".typ")
    source.write_text(text, encoding="utf-8")
    typst.compile(source, path, format="pdf", font_paths=[fonts], ignore_system_fonts=True)
    source.unlink()
    return path


def scan(path: Path, pages: int, seed: int, *, dots: int = 150, quality: int = 60) -> Path:
    """Make a PDF of scanned pages: one grainy JPEG each."""
    with pikepdf.new() as pdf:
        for image in _pictures(pages, seed, dots, quality):
            picture = Image.open(io.BytesIO(image))
            stream = pikepdf.Stream(pdf, image)
            stream.Type, stream.Subtype, stream.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
            stream.Width, stream.Height, stream.BitsPerComponent = picture.width, picture.height, 8
            stream.Filter = Name.DCTDecode
            page = pdf.add_blank_page(page_size=(595, 842))
            page.Resources = Dictionary(XObject=Dictionary(Scan=pdf.make_indirect(stream)))
            page.Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /Scan Do Q")
        pdf.save(path)
    return path


def photographs(path: Path, pages: int, seed: int) -> Path:
    """Make a PDF of photographs of 1200 by 1600 dots, about 1.2 MB each: they hardly pack."""
    with pikepdf.new() as pdf:
        for number in range(pages):
            chance = random.Random(seed * 1000 + number)  # noqa: S311 - as above
            grain = Image.frombytes("RGB", (600, 800), chance.randbytes(600 * 800 * 3)).resize((1200, 1600))
            packed = io.BytesIO()
            Image.blend(Image.new("RGB", grain.size, "silver"), grain, 0.8).save(packed, "JPEG", quality=89)
            stream = pikepdf.Stream(pdf, packed.getvalue())
            stream.Type, stream.Subtype, stream.ColorSpace = Name.XObject, Name.Image, Name.DeviceRGB
            stream.Width, stream.Height, stream.BitsPerComponent = *grain.size, 8
            stream.Filter = Name.DCTDecode
            page = pdf.add_blank_page(page_size=(595, 842))
            page.Resources = Dictionary(XObject=Dictionary(Photo=pdf.make_indirect(stream)))
            page.Contents = pdf.make_stream(b"q 510 0 0 680 42 120 cm /Photo Do Q")
        pdf.save(path)
    return path


def albums(folder: Path, files: int, pages: int, fonts: Path) -> list[Path]:
    """Make ``files`` files with about ``pages`` pages in all, every second of them photographs."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for number in range(files):
        count = (number + 1) * pages // files - number * pages // files
        path = folder / f"{101 + number}. Paper {number + 1}.pdf"
        made.append(photographs(path, count, number) if number % 2 else letter(path, count, number, fonts))
    return made


def _pictures(pages: int, seed: int, dots: int, quality: int) -> Iterator[bytes]:
    size = (round(595 / 72 * dots), round(842 / 72 * dots))
    for page in range(pages):
        chance = random.Random(seed * 1000 + page)  # noqa: S311 - as above
        small = (size[0] // 4, size[1] // 4)
        grain = Image.frombytes("L", small, chance.randbytes(small[0] * small[1]))
        paper = Image.blend(Image.new("L", size, 245), grain.resize(size), 0.06)
        packed = io.BytesIO()
        paper.save(packed, "JPEG", quality=quality)
        yield packed.getvalue()


def mixture(folder: Path, files: int, pages: int, fonts: Path) -> list[Path]:
    """Make ``files`` files with about ``pages`` pages in all, every third of them a scan."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for number in range(files):
        count = (number + 1) * pages // files - number * pages // files
        path = folder / f"{101 + number}. Paper {number + 1}.pdf"
        made.append(scan(path, count, number) if number % 3 == 2 else letter(path, count, number, fonts))
    return made


def counted(file: Path) -> dict[str, int]:
    """Count what a PDF offers a reader: bookmarks, links that lead somewhere, elements of structure …"""
    with pikepdf.open(file) as pdf:
        places = {page.obj.objgen for page in pdf.pages}
        names = _names(pdf)
        inner = dead = outer = elsewhere = 0
        for page in pdf.pages:
            for one in page.obj.get("/Annots", ()):
                if not isinstance(one, Dictionary) or one.get("/Subtype") != Name.Link:
                    continue
                action = one.get("/A")
                kind = str(action.get("/S")) if isinstance(action, Dictionary) else "/GoTo"
                if kind != "/GoTo":
                    outer += kind == "/URI"
                    elsewhere += kind in {"/GoToE", "/GoToR", "/Launch"}
                    continue
                target = action.get("/D") if isinstance(action, Dictionary) else one.get("/Dest")
                if _leads(target, places, names):
                    inner += 1
                else:
                    dead += 1
        marks, lost = _bookmarks(pdf, places, names)
        elements, blind = _elements(pdf, places)
        return {
            "pages": len(pdf.pages),
            "bookmarks": marks,
            "bookmarks that lead nowhere": lost,
            "inner links": inner,
            "inner links that lead nowhere": dead,
            "outer links": outer,
            "links into other files": elsewhere,
            "elements of structure": elements,
            "elements without their page": blind,
            "links and structure that do not know each other": _strangers(pdf),
            "page labels": int("/PageLabels" in pdf.Root),
            "language": int("/Lang" in pdf.Root),
        }


def _names(pdf: pikepdf.Pdf) -> dict[bytes, object]:
    found: dict[bytes, object] = {}
    old = pdf.Root.get("/Dests")
    if isinstance(old, Dictionary):
        found.update({str(key).removeprefix("/").encode(): value for key, value in old.items()})
    tree = pdf.Root.get("/Names", Dictionary()).get("/Dests")
    if isinstance(tree, Dictionary):
        owned = tree if tree.is_indirect else pdf.make_indirect(tree)
        found.update({_key(key): value for key, value in pikepdf.NameTree(owned).items()})
    return found


def _key(key: object) -> bytes:
    return key.encode() if isinstance(key, str) else bytes(key)  # type: ignore[call-overload]  # a PDF string


def _leads(target: object, places: set[tuple[int, int]], names: dict[bytes, object]) -> bool:
    if isinstance(target, pikepdf.String):
        target = names.get(bytes(target))
    elif isinstance(target, pikepdf.Name):
        target = names.get(str(target).removeprefix("/").encode())
    if isinstance(target, Dictionary):
        target = target.get("/D")
    if not isinstance(target, Array) or not len(target):
        return False
    first: Any = target[0]
    return isinstance(first, int) or getattr(first, "objgen", None) in places


def _bookmarks(pdf: pikepdf.Pdf, places: set[tuple[int, int]], names: dict[bytes, object]) -> tuple[int, int]:
    outlines = pdf.Root.get("/Outlines")
    waiting = [outlines.get("/First")] if isinstance(outlines, Dictionary) else []
    seen: set[tuple[int, int]] = set()
    lost = 0
    while waiting:
        item = waiting.pop()
        if not isinstance(item, Dictionary) or item.objgen in seen:
            continue
        seen.add(item.objgen)
        waiting += [item.get("/Next"), item.get("/First")]
        action = item.get("/A")
        target = action.get("/D") if isinstance(action, Dictionary) else item.get("/Dest")
        lost += target is not None and not _leads(target, places, names)
    return len(seen), lost


def _elements(pdf: pikepdf.Pdf, places: set[tuple[int, int]]) -> tuple[int, int]:
    root = pdf.Root.get("/StructTreeRoot")
    waiting = [root.get("/K")] if isinstance(root, Dictionary) else []
    seen: set[tuple[int, int]] = set()
    count = blind = 0
    while waiting:
        one = waiting.pop()
        if isinstance(one, Array):
            waiting += list(one)
            continue
        if not isinstance(one, Dictionary) or (one.is_indirect and one.objgen in seen):
            continue
        seen.add(one.objgen)
        if "/S" not in one:
            continue
        count += 1
        page = one.get("/Pg")
        blind += isinstance(page, Dictionary) and page.objgen not in places
        waiting.append(one.get("/K"))
    return count, blind


def _strangers(pdf: pikepdf.Pdf) -> int:
    """Count elements of links that are on no page, and pages and links whose number names no element."""
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, Dictionary):
        return 0
    links = [
        link for page in pdf.pages for link in page.obj.get("/Annots", ()) if isinstance(link, Dictionary)
    ]
    on_pages = {link.objgen for link in links}
    named = {one for element in _all_elements(root) for one in _objects(element)}
    tree = root.get("/ParentTree", Dictionary())
    owned = tree if tree.is_indirect else pdf.make_indirect(tree)
    numbers = dict(pikepdf.NumberTree(owned).items()) if len(tree) else {}
    lost = len(named - on_pages)
    for link in links:
        element = numbers.get(int(link.get("/StructParent", -1)))
        if "/StructParent" in link:
            lost += not isinstance(element, Dictionary) or link.objgen not in set(_objects(element))
    for page in pdf.pages:
        lost += "/StructParents" in page.obj and int(page.obj.StructParents) not in numbers
    return lost


def _all_elements(root: pikepdf.Object) -> Iterator[pikepdf.Object]:
    waiting: list[Any] = [root.get("/K")]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Array):
            waiting += list(one)
        elif isinstance(one, Dictionary) and "/S" in one:
            yield one
            waiting.append(one.get("/K"))


def _objects(element: pikepdf.Object) -> Iterator[tuple[int, int]]:
    """Give the links an element holds."""
    kids = element.get("/K")
    for kid in list(kids) if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and isinstance(kid.get("/Obj"), Dictionary):
            yield kid.Obj.objgen
