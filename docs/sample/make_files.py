"""Make the papers, screens, photographs and mails of the sample cases again (run by hand).

Usage: ``python docs/sample/make_files.py resources resources/sample/files``. Everything in them is invented:
the words stand in ``papers.toml`` and ``mails.toml`` beside this file, the pictures are drawn here.
"""

from __future__ import annotations

import io
import json
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst
from mails import write_mail
from photographs import photograph
from PIL import Image

from xborder_desk.documents.fonts import families, find_fonts

HERE = Path(__file__).resolve().parent
A4 = {"width": 210, "height": 297, "margin": 18}
DOTS = 110
GREYS = 64


def set_pages(resources: Path, paper: dict[str, Any], form: str) -> list[bytes]:
    """Set one paper: a PDF, or one picture per page."""
    fonts = find_fonts(resources / "fonts")
    data = {**A4, "language": "en", "fonts": list(families(fonts, str(paper.get("language", "en")))), **paper}
    # Typst wants the language without its script.
    data["language"] = str(data["language"]).partition("-")[0]
    found = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(resources / "fonts")]
    )
    compiler = typst.Compiler(
        str(HERE / "paper.typ"),
        root=str(HERE),
        font_paths=found,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False, sort_keys=True)},
    )
    on = str(paper.get("on", ""))
    stamp = datetime.fromisoformat(on).astimezone(UTC) if on else None
    if form == "pdf":
        made = compiler.compile(format="pdf", timestamp=stamp, pdf_tags=False)
    else:
        made = compiler.compile(format="png", ppi=float(paper.get("dots", DOTS)), timestamp=stamp)
    pages = made if isinstance(made, list) else [made]
    return [page for page in pages if isinstance(page, bytes)]


def make_paper(resources: Path, paper: dict[str, Any]) -> bytes:
    """Make one file: ``.pdf`` as it is set, ``.png`` as a screen shows it, ``.jpg`` as a phone sees it."""
    form = str(paper["file"]).rpartition(".")[2]
    pages = set_pages(resources, paper, "pdf" if form == "pdf" else "png")
    if form == "pdf":
        return pages[0]
    if form == "jpg":
        return photograph(pages[0], paper.get("photograph", {}), seed=len(str(paper["file"])))
    out = io.BytesIO()
    with Image.open(io.BytesIO(pages[0])) as screen:
        screen.convert("RGB").quantize(GREYS).save(out, "PNG", optimize=True)
    return out.getvalue()


def spoil(whole: bytes) -> bytes:
    """Break a PDF as a download does that stopped half-way."""
    return whole[: len(whole) * 2 // 5]


def main(resources: Path, target: Path) -> None:
    """Make every file."""
    made: dict[str, bytes] = {}
    papers = tomllib.loads((HERE / "papers.toml").read_text(encoding="utf-8"))["paper"]
    for paper in papers:
        made[str(paper["file"])] = make_paper(resources, paper)
    written = tomllib.loads((HERE / "mails.toml").read_text(encoding="utf-8"))
    for mail in written["mail"]:
        made[str(mail["file"])] = write_mail(mail, made)
    for chat in written["chat"]:
        made[str(chat["file"])] = str(chat["words"]).lstrip().encode()
    made["brandt/Warranty card CityFold 20.pdf"] = spoil(made["brandt/Warranty card CityFold 20.pdf"])
    made["brandt/IMG_20261109_0917.jpg"] = b""
    for paper in papers:
        if paper.get("attached_only"):
            del made[str(paper["file"])]
    for name, content in made.items():
        place = target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        print(f"{len(content):8d}  {name}")
    print(f"{sum(map(len, made.values())):8d}  in all")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve())
