"""The sheet before each exhibit, and exhibits that are text (mails, chats), as data for the templates."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.documents.writer import target

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xborder_desk.documents.writer import Run, Writer
    from xborder_desk.domain.dossier import DossierContent, Exhibit, Mail

LONGEST_TEXT: Final = 400_000
"""Characters of a text that are printed; what is longer stands in full in the original."""

BELOW: Final = 40
"""So many names of a mail stand below each other; more would take pages."""

MOST_LINES: Final = 60
"""Lines of one paragraph; a setter of pages cannot take thousands at once."""

BREAK: Final = "\u200b"
"""Where an endless run (encoded data) may be broken; shorter ones the page templates break themselves."""

_ENDLESS: Final = re.compile(r"\S{300,}")
_PIECE: Final = re.compile(r"\S{1,20}")


def slip(exhibit: Exhibit, content: DossierContent, writer: Writer, problem: str) -> dict[str, Any]:
    """Give an exhibit's sheet, and its pages if they are text."""
    shown = not problem
    text = exhibit.text if shown else None
    body, cut = paragraphs(text, writer) if text is not None else ([], False)
    return {
        "label": writer.keep(writer.labels[exhibit.key]),
        "title": writer.keep(exhibit.title),
        "problem": writer.keep(problem),
        "rows": _rows(exhibit, content, writer),
        "sha256": exhibit.sha256,
        "remarks": [writer.keep(remark) for remark in dict.fromkeys(exhibit.warnings)],
        "parts": _parts(exhibit, content, writer),
        "custody": [writer.keep(line) for line in exhibit.custody],
        "mail": _mail(exhibit.mail, writer) if shown and exhibit.mail else [],
        "body": [[paragraph, written(paragraph)] for paragraph in body],
        "cut": cut,
    }


def paragraphs(text: str, writer: Writer) -> tuple[list[str], bool]:
    """Cut a text into paragraphs at empty lines; tells whether some of it was left out."""
    kept = _ENDLESS.sub(lambda run: BREAK.join(_PIECE.findall(run.group())), text[:LONGEST_TEXT])
    lines = kept.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ").split("\n")
    found: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            if len(found[-1]) >= MOST_LINES:
                found.append([])
            found[-1].append(line.rstrip())
        elif found[-1]:
            found.append([])
    joined = ["\n".join(block) for block in found if block]
    return joined or [writer.say("no_text")], len(text) > LONGEST_TEXT


def written(text: str) -> str:
    """Tell in which direction a paragraph runs: that of its first letter that has one."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in {"L", "R", "AL"}:
            return "ltr" if kind == "L" else "rtl"
    return "ltr"


def _rows(exhibit: Exhibit, content: DossierContent, writer: Writer) -> list[list[str]]:
    extract = ""
    if exhibit.pages is not None:
        extract = writer.say("extract", first=exhibit.pages[0], last=exhibit.pages[1])
    whole = writer.labels.get(exhibit.part_of, "")
    whole_id = next((e.evidence_id for e in content.exhibits if e.key == exhibit.part_of), exhibit.part_of)
    translations = [writer.labels[e.key] for e in content.exhibits if e.translates == exhibit.key]
    rows = [
        (writer.say("description"), writer.keep(exhibit.description)),
        (writer.say("evidence_id"), ", ".join(map(writer.keep, (exhibit.evidence_id, *exhibit.also)))),
        (
            writer.say("kind"),
            " · ".join(writer.keep(part) for part in (exhibit.kind, exhibit.copied) if part),
        ),
        (writer.say("date"), writer.when(exhibit.date)),
        (writer.say("language"), writer.language.language_name(exhibit.language) if exhibit.language else ""),
        (writer.say("source"), writer.keep(exhibit.source)),
        (writer.say("received"), writer.moment(exhibit.received, exhibit.zone)),
        (writer.say("part_of"), writer.keep(whole or whole_id)),
        (writer.say("translates"), writer.keep(writer.labels.get(exhibit.translates, ""))),
        (writer.say("translation"), ", ".join(writer.keep(label) for label in translations)),
        (writer.say("pages"), extract),
        (writer.say("proves"), ", ".join(map(writer.keep, exhibit.proves))),
        (writer.say("filename"), writer.keep(exhibit.filename)),
        (writer.say("size"), writer.keep(writer.language.size(exhibit.size))),
    ]
    return [[name, value] for name, value in rows if value]


def _parts(exhibit: Exhibit, content: DossierContent, writer: Writer) -> list[list[Run]]:
    placed = [e for e in content.exhibits if e.part_of == exhibit.key or e.key in exhibit.shared]
    if placed:
        return [
            [[writer.keep(writer.labels[e.key]), target(e.key)], [f" – {writer.keep(e.title)}", ""]]
            for e in placed
        ]
    return [[[writer.keep(name), ""]] for name in exhibit.parts]


def _mail(mail: Mail, writer: Writer) -> list[list[str]]:
    rows = [
        (writer.say("sender"), writer.keep(mail.sender)),
        (writer.say("to"), _names(mail.to, writer)),
        (writer.say("cc"), _names(mail.cc, writer)),
        (writer.say("date"), writer.keep(mail.date)),
        (writer.say("subject"), writer.keep(mail.subject)),
        (writer.say("attachments"), _names(mail.attachments, writer)),
    ]
    return [[name, value] for name, value in rows if value]


def _names(names: Sequence[str], writer: Writer) -> str:
    """Set names below each other, or, of a whole mailing list, one after the other."""
    return ("\n" if len(names) <= BELOW else "; ").join(writer.keep(name) for name in names)
