"""Commands that make an item of another: redacted, in part, upright, converted, translated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.cli import shapes
from xborder_desk.cli.tables import clean
from xborder_desk.cli.verbs import Answer, Argument, Flag, Option, Verb
from xborder_desk.domain.choices import RedactionReason
from xborder_desk.domain.errors import BadInputError, FileError
from xborder_desk.domain.items import Translation
from xborder_desk.domain.redaction import ORIGINS, UNITS, read_boxes
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.cli.session import Session
    from xborder_desk.cli.verbs import Given
    from xborder_desk.domain.items import EvidenceRow

_MOST_TEXT: Final = 16 << 20
_RANGE: Final = re.compile(r"\s*(\d{1,6})\s*(?:[-–]\s*(\d{1,6})\s*)?")
_KINDS: Final = ("pdf", "png", "jpg", "tiff", "webp")

ID: Final = Argument("id", N_("The number of the item, like 2026-0001/E-01 or a part 2026-0001/E-01.1."))
OF_CASE: Final = Option("case", N_("The case, if the number is given short, like E-01."), "CASE")
PASSWORD_FILE: Final = Option(
    "password-file", N_("A file whose first line is the password; it is kept nowhere."), "FILE"
)


def redact(session: Session, given: Given) -> Answer:
    """Make a copy in which boxes are unreadable for good."""
    number, case = given.text("id"), given.text("case").strip()
    boxes = read_boxes(read_text(given.path("boxes")))
    made = session.desk().deriving.redact(
        number, boxes, session.context, case, password=password_in(given), language=session.language.tag
    )
    return _answer(session, number, case, made)


def derive(session: Session, given: Given) -> Answer:
    """Make a copy of some pages, an upright one, or one in another format."""
    number, case, deriving = given.text("id"), given.text("case").strip(), session.desk().deriving
    asked = [one for one in ("pages", "convert", "turn") if given.text(one)] + ["upright"] * given.flag(
        "upright"
    )
    if len(asked) != 1:
        raise BadInputError(
            N_("Say what shall be made: one of --pages, --upright, --turn, --convert."), field="pages"
        )
    ctx, tag = session.context, session.language.tag
    if asked == ["pages"]:
        first, last = pages_of(given.text("pages"))
        made = deriving.extract(number, first, last, ctx, case, password=password_in(given), language=tag)
    elif asked == ["convert"]:
        made = deriving.convert(number, given.text("convert"), ctx, case, language=tag)
    else:
        made = deriving.turn(number, _degrees(given.text("turn")), ctx, case)
    return _answer(session, number, case, made)


def translate(session: Session, given: Given) -> Answer:
    """Take in the translation of an item, tied to it page by page."""
    number, case = given.text("id"), given.text("case").strip()
    said = Translation(
        language=given.text("into"),
        translator=given.text("translator"),
        on=given.text("on"),
        certified=given.flag("certified"),
        pages=given.text("pages"),
    )
    made = session.desk().deriving.translate(number, given.path("file"), said, session.context, case)
    return _answer(session, number, case, made)


def read_text(file: Path) -> str:
    """Read a small file of text.

    Raises:
        FileError: it is not there, cannot be read, is too large, or is no text.

    """
    try:
        with file.open("rb") as stream:
            data = stream.read(_MOST_TEXT + 1)
    except OSError as error:
        raise FileError(N_("“{file}” cannot be read."), file=str(file)) from error
    if len(data) > _MOST_TEXT:
        raise FileError(N_("“{file}” is too large."), file=str(file))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(N_("“{file}” is no text in UTF-8."), file=str(file)) from error


def password_in(given: Given) -> str:
    """Read the password out of the file that was given for it, empty if none was.

    Raises:
        FileError: the file cannot be read.

    """
    if not given.text("password-file"):
        return ""
    return read_text(given.path("password-file")).split("\n", 1)[0].rstrip("\r")


def pages_of(text: str) -> tuple[int, int]:
    """Read a range of pages: ``3`` or ``2-5``.

    Raises:
        BadInputError: it is none.

    """
    match = _RANGE.fullmatch(text)
    if match is None:
        raise BadInputError(
            N_("“{given}” is no range of pages. Give it like 2-5."), field="pages", given=text[:80]
        )
    return int(match[1]), int(match[2] or match[1])


def _degrees(text: str) -> int:
    if not text:
        return 0
    if not text.strip().lstrip("-").isdecimal():
        raise BadInputError(
            N_("A picture can be turned by 90, 180 or 270 degrees, not by {given}."),
            field="turn",
            given=text[:20],
        )
    return int(text) % 360


def _answer(session: Session, number: str, case: str, made: EvidenceRow) -> Answer:
    view = session.desk().evidence.show(made.uid)
    data: dict[str, Any] = shapes.item(view.case, made, session.language)
    lines = [f"{data['evidence']}  {clean(made.title)}", f"SHA-256 {made.sha256}"]
    del number, case
    return Answer(data, [*lines, *(clean(told) for told in data["warnings"])])


VERBS: Final = (
    Verb(
        "redact",
        N_(
            "Make a copy in which boxes are unreadable for good; the original stays as it is. Each box names "
            "a page, from 1, a rectangle (left, top, right, bottom) and a reason. It counts from the "
            "top left corner of the page as it is seen, in points of 1/72 inch (in pixels, if the item is a "
            "picture) or, if all numbers lie between 0 and 1, in parts of the page's width and height."
        ),
        "evidence redact 2026-0001/E-01 --boxes boxes.json",
        redact,
        (ID,),
        (Option("boxes", N_("The JSON file of boxes."), "FILE", needed=True), PASSWORD_FILE, OF_CASE),
        (
            "",
            "boxes.json:",
            "[",
            '  {"page": 1, "rectangle": [72, 90, 310, 104], "reason": "personal-data"},',
            '  {"page": 2, "rectangle": [0.1, 0.5, 0.4, 0.55], "unit": "part", "reason": "bank-data"}',
            "]",
            f"reason: {' | '.join(RedactionReason)}",
            f"unit: {' | '.join(UNITS)}",
            f"origin: {' | '.join(ORIGINS)}",
        ),
    ),
    Verb(
        "derive",
        N_("Make a copy of some pages of an item, an upright one, or one in another format."),
        "evidence derive 2026-0001/E-01 --pages 2-5",
        derive,
        (ID,),
        (
            Option("pages", N_("The first and last page, like 2-5."), "A-B"),
            Flag("upright", N_("A picture as it is meant to be seen.")),
            Option("turn", N_("Upright and turned clockwise by 90, 180 or 270 degrees more."), "DEGREES"),
            Option("convert", N_("Another format:"), "KIND", choices=_KINDS),
            PASSWORD_FILE,
            OF_CASE,
        ),
    ),
    Verb(
        "translate",
        N_("Take in the translation of an item, tied to it page by page."),
        'evidence translate 2026-0001/E-01 letter-de.pdf --into de --translator "Anna Berg" --certified',
        translate,
        (ID, Argument("file", N_("The file of the translation."))),
        (
            Option("into", N_("The language it was translated into, like de."), "TAG", needed=True),
            Option("translator", N_("Who translated it."), "NAME", needed=True),
            Option("on", N_("The day of the translation, like 2026-03-02."), "DATE"),
            Flag("certified", N_("By a sworn or certified translator.")),
            Option("pages", N_("Pages of the translation and of the original: 1=1,2=2-3."), "PAIRS"),
            OF_CASE,
        ),
    ),
)
