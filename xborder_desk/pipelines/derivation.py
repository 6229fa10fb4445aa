"""Making one evidence file out of another, beside it: pages of its own, redacted, in part or converted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.errors import BadInputError, BuildError
from xborder_desk.domain.statement import Block, Paper, Span
from xborder_desk.i18n import N_
from xborder_desk.jobs.apart import ApartFailed, Limits
from xborder_desk.pipelines.papers import write_paper
from xborder_desk.programs import libreoffice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from xborder_desk.domain.redaction import Box
    from xborder_desk.i18n.language import Language
    from xborder_desk.jobs.apart import Apart
    from xborder_desk.jobs.context import JobContext

_MIB: Final = 1 << 20
LIMITS: Final = Limits(memory=4096 * _MIB, seconds=900.0, cpu_seconds=900.0, file_size=4096 * _MIB)
PDF: Final = "application/pdf"
TIFF: Final = "image/tiff"
_REDACTING: Final = "xborder_desk.documents.redacting"
_RESHAPING: Final = "xborder_desk.documents.reshaping"
_MAILS: Final = frozenset({"eml", "msg", "tnef"})
_WORDS: Final = frozenset({*_MAILS, "text", "chat", "web"})
_OFFICE: Final = "office"
_HEADS: Final = (
    ("from", N_("From")),
    ("to", N_("To")),
    ("cc", N_("Copy to")),
    ("date", N_("Date")),
    ("subject", N_("Subject")),
    ("attachments", N_("Attachments")),
)
NO_PAGES: Final = N_("“{file}” has no pages that could be shown; this can be done with its parts only.")
NOT_A_PICTURE: Final = N_("“{file}” is no picture.")
NO_KIND: Final = N_("“{file}” cannot be converted to “{kind}”. Possible: {possible}.")


@dataclass(frozen=True, slots=True)
class Original:
    """The item a copy is made of: where its bytes lie, and what was read of it."""

    path: Path
    filename: str
    media_type: str
    kind: str
    title: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    texts: Sequence[str] = ()
    password: str = field(default="", repr=False)

    @property
    def is_pdf(self) -> bool:
        """Whether it is a PDF document."""
        return self.media_type == PDF

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture that can be drawn."""
        return self.kind == "picture"


@dataclass(frozen=True, slots=True)
class Copyist:
    """What copies are made with: child processes, ``resources/``, and the language of labels."""

    apart: Apart
    resources: Path
    language: Language
    made_at: str
    actor: str


@dataclass(frozen=True, slots=True)
class Made:
    """A copy that was made: its file, how many pages it has, and what helped to make it."""

    file: Path
    pages: int
    tools: tuple[str, ...] = ()


def redact(original: Original, boxes: Sequence[Box], work: Path, by: Copyist, ctx: JobContext) -> Made:
    """Make a copy in which the boxes are black and nothing else than the pictures of the pages is left.

    Raises:
        BadInputError: it has no pages.
        BuildError: it is locked or damaged, or a box is on no page.
        Cancelled: the person asked for it to stop.

    """
    plain = [box.plain() for box in boxes]
    if original.is_picture:
        many = original.media_type == TIFF and int(original.facts.get("frames") or 1) > 1
        target = work / f"redacted.{'tiff' if many else 'png'}"
        made = _apart(by, f"{_REDACTING}:redact_picture", original.path, target, plain, ctx=ctx)
        return Made(target, int(made["pages"]))
    pages = page_form(original, work, by, ctx)
    target = work / "redacted.pdf"
    more = (original.password,) if original.is_pdf else ()
    made = _apart(by, f"{_REDACTING}:redact_pdf", pages.file, target, plain, *more, ctx=ctx)
    return Made(target, int(made["pages"]), pages.tools)


def extract(original: Original, pages: tuple[int, int], work: Path, by: Copyist, ctx: JobContext) -> Made:
    """Make a copy of some pages, counted from 1.

    Raises:
        BadInputError: it has no pages.
        BuildError: it is locked or damaged, or has no such pages.
        Cancelled: the person asked for it to stop.

    """
    if original.is_picture:
        target = work / "pages.tiff"
        made = _apart(by, f"{_RESHAPING}:extract_picture", original.path, target, *pages, ctx=ctx)
        return Made(target, int(made["pages"]))
    form = page_form(original, work, by, ctx)
    target = work / "pages.pdf"
    more = (original.password,) if original.is_pdf else ()
    made = _apart(by, f"{_RESHAPING}:extract_pdf", form.file, target, *pages, *more, ctx=ctx)
    return Made(target, int(made["pages"]), form.tools)


def turn(original: Original, degrees: int, work: Path, by: Copyist, ctx: JobContext) -> Made:
    """Make an upright copy, turned clockwise by so many ``degrees`` more.

    Raises:
        BadInputError: it is neither a picture nor a PDF.
        BuildError: it is locked or damaged.
        Cancelled: the person asked for it to stop.

    """
    if original.is_picture:
        target = work / "upright.png"
        made = _apart(by, f"{_RESHAPING}:convert_picture", original.path, target, "png", degrees, ctx=ctx)
    elif original.is_pdf and degrees:
        target = work / "upright.pdf"
        made = _apart(by, f"{_RESHAPING}:turn_pdf", original.path, target, degrees, ctx=ctx)
    else:
        raise BadInputError(NOT_A_PICTURE, field="id", file=original.filename)
    return Made(target, int(made["pages"]))


def convert(original: Original, kind: str, work: Path, by: Copyist, ctx: JobContext) -> Made:
    """Make a copy in another format: ``pdf`` of everything that has pages, pictures also as pictures.

    Raises:
        BadInputError: it cannot be converted to that.
        BuildError: it is locked or damaged, or a program failed on it.
        Cancelled: the person asked for it to stop.

    """
    possible = kinds_for(original)
    if kind not in possible:
        told = ", ".join(possible) or "—"
        raise BadInputError(NO_KIND, field="convert", file=original.filename, kind=kind, possible=told)
    if kind == "pdf" and not original.is_picture:
        return page_form(original, work, by, ctx)
    target = work / f"converted.{kind}"
    made = _apart(by, f"{_RESHAPING}:convert_picture", original.path, target, kind, ctx=ctx)
    return Made(target, int(made["pages"]))


def kinds_for(original: Original) -> tuple[str, ...]:
    """Give the formats an item can be converted to."""
    if original.is_picture:
        return ("pdf", "png", "jpg", "tiff", "webp")
    return ("pdf",) if original.kind in {_OFFICE, *_WORDS} else ()


def page_form(original: Original, work: Path, by: Copyist, ctx: JobContext) -> Made:
    """Give an item as a PDF: itself, its pages by LibreOffice, or its words set on pages.

    Raises:
        BadInputError: nothing of it can be shown on pages.
        BuildError: the pages could not be made.
        Cancelled: the person asked for it to stop.

    """
    if original.is_pdf:
        return Made(original.path, 0)
    target = work / "pages-of-it.pdf"
    if original.is_picture:
        made = _apart(by, f"{_RESHAPING}:convert_picture", original.path, target, "pdf", ctx=ctx)
        return Made(target, int(made["pages"]))
    if original.kind == _OFFICE and libreoffice.installed():
        tool = libreoffice.version(ctx)
        libreoffice.to_pdf(original.path, original.filename, target, ctx)
        return Made(target, 0, (tool,))
    if original.kind not in {_OFFICE, *_WORDS} or not (original.kind in _MAILS or _words(original).strip()):
        raise BadInputError(NO_PAGES, field="id", file=original.filename)
    write_paper(_paper(original, by), target, by.resources, by.apart, ctx)
    return Made(target, 0)


def _paper(original: Original, by: Copyist) -> Paper:
    """Set a mail or a text: its head as fields, then what it says."""
    say, title = by.language.text, original.title or original.filename
    heads = [(label, _told(original.facts.get(name))) for name, label in _HEADS]
    fields = tuple(((say(label),), (Span((value,)),)) for label, value in heads if value)
    paragraphs = tuple((part,) for part in _words(original).split("\n\n") if part.strip())
    blocks = [Block("fields", fields=fields)] if fields and original.kind in _MAILS else []
    return Paper(
        title=(title,),
        running=(title,),
        author=by.actor,
        made_at=by.made_at,
        tags=(by.language.tag,),
        directions=(by.language.direction,),
        blocks=(*blocks, Block("text", texts=paragraphs)),
    )


def _words(original: Original) -> str:
    said = str(original.facts.get("text") or "\n\n".join(original.texts))
    return said.replace("\r\n", "\n").replace("\r", "\n")


def _told(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _apart(by: Copyist, work: str, source: Path, target: Path, *more: Any, ctx: JobContext) -> Any:  # noqa: ANN401 - JSON values
    """Have a child process do it; a fault there is a sentence here."""
    try:
        return by.apart.run(
            work, str(source.absolute()), str(target.absolute()), *more, ctx=ctx, limits=LIMITS
        )
    except ApartFailed as failed:
        if failed.text:
            raise BuildError(failed.text, **failed.fields) from failed
        raise BuildError(_SAID[failed.kind], detail=failed.detail) from failed


_SAID: Final = {
    "timeout": N_("Making the copy took too long, so it was stopped. Nothing was changed."),
    "memory": N_("Making the copy needed too much memory, so it was stopped. Nothing was changed."),
    "crash": N_("The program that makes the copy failed on this file. Nothing was changed."),
    "error": N_("The copy could not be made. Nothing was changed."),
    "output": N_("The copy could not be made. Nothing was changed."),
}
