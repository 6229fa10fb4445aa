"""Composing pages with typst from data: runs in a child process, fetches nothing, knows no clock.

``data`` is a JSON object of finished words. Texts of people go in as data and come out as text; the templates
in ``resources/typst`` are the only markup there is.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from xborder_desk.documents.characters import legible
from xborder_desk.documents.fonts import check, covered, families, find_fonts
from xborder_desk.domain.errors import BuildError
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Container

    from xborder_desk.jobs.frames import Plain

FIXED: Final = "words"
"""The part of the data that is ours: without a glyph it is an error; elsewhere it is named in brackets."""

STAMPS: Final = "stamps.typ"
"""What is stamped on pages is no part of what is read aloud: it has no structure."""
ARABIC: Final = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_REGIONS: Final = {"zh-Hant": ("zh", "TW"), "zh-Hans": ("zh", "CN"), "zh": ("zh", "CN")}


def language_of(tag: str, direction: str) -> dict[str, Plain]:
    """Say a language as the page templates want it."""
    lang, region = _REGIONS.get(tag, (tag.partition("-")[0], ""))
    rest = [part for part in tag.split("-")[1:] if len(part) == 2 and part.isalpha()]  # noqa: PLR2004 - a country
    return {
        "tag": tag,
        "lang": lang,
        "region": rest[0].upper() if rest else region or None,
        "direction": direction,
    }


def compose(resources: str, template: str, data: dict[str, Any], made_at: str, target: str) -> None:
    """Set the pages of ``data`` into ``target``; the same data gives the same bytes.

    ``resources`` holds ``typst/`` and ``fonts/``; ``template`` is a file of ``typst/``; ``made_at`` is the
    moment, as ISO text with its offset, that the document calls its date.

    Raises:
        MissingGlyphsError: one of the fixed words cannot be printed.
        BuildError: the pages could not be set.

    """
    import typst  # noqa: PLC0415 - large, wanted only in the child process

    folder = Path(resources)
    fonts = find_fonts(folder / "fonts")
    characters = covered(fonts)
    check(data.get(FIXED, {}), characters)
    clean = _legible(data, characters)
    clean["fonts"] = list(families(fonts, str(data["language"]["tag"])))
    words = json.dumps(clean, ensure_ascii=False, sort_keys=True)
    clean["arabic"] = bool(ARABIC.search(words))  # looking for it in every word set takes half as long again
    ours = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder / "fonts")]
    )
    compiler = typst.Compiler(
        str(folder / "typst" / template),
        root=str(folder / "typst"),
        font_paths=ours,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(clean, ensure_ascii=False, sort_keys=True)},
    )
    try:
        pages = compiler.compile(
            format="pdf",
            # A PDF knows no fractions of a second.
            timestamp=datetime.fromisoformat(made_at).replace(microsecond=0),
            pdf_tags=template != STAMPS,
        )
    except typst.TypstError as error:
        raise BuildError(N_("The pages could not be set: {detail}"), detail=error.message) from error
    Path(target).write_bytes(cast("bytes", pages))


def _legible(value: Any, characters: Container[int]) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, str):
        return legible(value, characters)
    if isinstance(value, dict):
        return {key: item if key == FIXED else _legible(item, characters) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_legible(item, characters) for item in value]
    return value
