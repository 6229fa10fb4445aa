"""Tesseract: reads the text of scanned pages, word by word with how sure it is."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xborder_desk.i18n import N_
from xborder_desk.programs import running
from xborder_desk.programs.running import ProgramError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from xborder_desk.jobs.context import JobContext

SECONDS: Final = 180.0
MISSING: Final = N_("To read the text of scans, install Tesseract (package tesseract-ocr) and its languages.")
NO_LANGUAGE: Final = N_("To read scans in “{language}”, install the Tesseract language “{code}”.")
_FALL_BACK: Final = "eng"
_WORD_LEVEL: Final = "5"
# What Tesseract calls the languages whose names it does not take from ISO 639-2/T.
_NAMES: Final = {
    "zh": "chi_sim", "zh-hans": "chi_sim", "zh-cn": "chi_sim", "zh-sg": "chi_sim", "zh-hant": "chi_tra",
    "zh-tw": "chi_tra", "zh-hk": "chi_tra", "zh-mo": "chi_tra", "de": "deu", "en": "eng", "fr": "fra",
    "es": "spa", "it": "ita", "pt": "por", "nl": "nld", "pl": "pol", "ro": "ron", "el": "ell", "sv": "swe",
    "da": "dan", "fi": "fin", "no": "nor", "nb": "nor", "cs": "ces", "sk": "slk", "sl": "slv", "hu": "hun",
    "hr": "hrv", "bg": "bul", "lt": "lit", "lv": "lav", "et": "est", "ja": "jpn", "ko": "kor", "ar": "ara",
    "he": "heb", "tr": "tur", "ru": "rus", "uk": "ukr", "th": "tha", "vi": "vie", "id": "ind", "hi": "hin",
}  # fmt: skip
_WITHOUT_SPACES: Final = frozenset({"chi_sim", "chi_tra", "jpn", "tha"})


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of one picture of a page; ``confidence`` is the mean of its words, 0 to 100, None if none."""

    text: str
    confidence: int | None


def installed() -> bool:
    """Whether it is on this machine."""
    return bool(running.found("tesseract"))


def version(ctx: JobContext | None = None) -> str:
    """Give its name and version, like ``tesseract 5.3.0``.

    Raises:
        ProgramError: it is not installed or does not start.

    """
    with running.own_folder() as folder:
        ran = running.run([_program(), "--version"], folder, seconds=30, ctx=ctx)
    lines = (ran.out or ran.err).decode("utf-8", "replace").splitlines()
    return lines[0].strip() if lines else "tesseract"


def languages(ctx: JobContext | None = None) -> frozenset[str]:
    """Give the languages it can read here, by the names it uses.

    Raises:
        ProgramError: it is not installed or does not start.

    """
    with running.own_folder() as folder:
        ran = running.run([_program(), "--list-langs"], folder, seconds=30, ctx=ctx)
    return frozenset(ran.out.decode("utf-8", "replace").split("\n")[1:]) - {"", "osd"}


def code_of(tag: str) -> str:
    """Give what Tesseract calls a language (BCP 47), empty if nothing is known."""
    parts = tag.strip().replace("_", "-").lower().split("-")
    tries = ("-".join(parts[:3]), "-".join(parts[:2]), parts[0])
    return next(
        (_NAMES[one] for one in tries if one in _NAMES), parts[0] if len(parts[0]) == len("deu") else ""
    )


def codes_for(tags: Iterable[str], known: frozenset[str]) -> str:
    """Give the languages to read with, joined as Tesseract wants them.

    Raises:
        ProgramError: one is not installed; says which.

    """
    codes: list[str] = []
    for tag in tags:
        code = code_of(tag)
        if not code or code not in known:
            raise ProgramError(NO_LANGUAGE, language=tag, code=code or tag)
        if code not in codes:
            codes.append(code)
    if codes:
        return "+".join(codes)
    if _FALL_BACK not in known:
        raise ProgramError(NO_LANGUAGE, language="en", code=_FALL_BACK)
    return _FALL_BACK


def read(picture: Path, codes: str, ctx: JobContext | None = None) -> PageText:
    """Read the text of a picture of a page.

    Raises:
        ProgramError: it is not installed, took too long, or could not read the picture.
        Cancelled: the person asked for it to stop.

    """
    with running.own_folder() as folder:
        command = [_program(), str(picture.absolute()), "stdout", "-l", codes, "tsv"]
        ran = running.run(command, folder, seconds=SECONDS, ctx=ctx)
    if ran.status:
        raise ProgramError(
            N_("Tesseract could not read this page."), detail=ran.err.decode("utf-8", "replace")[:300]
        )
    return text_of(ran.out.decode("utf-8", "replace"), spaced=not set(codes.split("+")) & _WITHOUT_SPACES)


def text_of(table: str, *, spaced: bool = True) -> PageText:
    """Put the words of Tesseract's table together: lines as lines, a blank line between blocks.

    Without ``spaced``, words of scripts that write none between them are joined.
    """
    csv.field_size_limit(1 << 20)
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    words = [row for row in rows if row.get("level") == _WORD_LEVEL and (row.get("text") or "").strip()]
    sure = [float(row["conf"]) for row in words]
    blocks: list[list[str]] = []
    before: tuple[str, ...] = ()
    line: list[str] = []
    for row in words:
        here = (row["block_num"], row["par_num"], row["line_num"])
        if here != before:
            line = []
            if here[:2] != before[:2]:
                blocks.append([])
            blocks[-1].append("")
            before = here
        line.append(str(row["text"]).strip())
        blocks[-1][-1] = _line(line, spaced=spaced)
    text = "\n\n".join("\n".join(block) for block in blocks)
    return PageText(text, round(sum(sure) / len(sure)) if sure else None)


def _line(words: Sequence[str], *, spaced: bool) -> str:
    if spaced:
        return " ".join(words)
    joined = words[0]
    for word in words[1:]:
        # Only between two words of such a script is there nothing; Latin words keep their space.
        joined += word if not (joined[-1].isascii() and word[0].isascii()) else f" {word}"
    return joined


def _program() -> str:
    program = running.found("tesseract")
    if not program:
        raise ProgramError(MISSING)
    return program
