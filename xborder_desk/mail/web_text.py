"""HTML to the text a person would see; what the page hides is kept apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

_SKIPPED: Final = {
    "script",
    "style",
    "head",
    "template",
    "object",
    "noframes",
    "svg",
    "math",
    "textarea",
    "select",
}
_EMPTY: Final = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "param",
    "source",
    "track",
    "wbr",
}
_BLOCKS: Final = {
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "title",
    "tr",
    "ul",
}
_SPACED: Final = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol", "pre"}
_HIDING: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|opacity\s*:\s*0*\.?0*\s*(?:;|!|$)"
    r"|font-size\s*:\s*0*\.?0*\s*(?:px|pt|em|rem|%)?\s*(?:;|!|$)"
    r"|max-height\s*:\s*0(?:px)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
_BEGINS: Final = re.compile(r"<[a-zA-Z/!?]")
_DEEPEST: Final = 500
MOST: Final = 8 << 20
"""Characters of a page's source that are read; more would take a reader minutes."""


@dataclass(frozen=True, slots=True)
class WebText:
    """What a page says: title, language, the text one sees, the text it hides; ``cut``: it was too long."""

    title: str
    language: str | None
    text: str
    hidden: str
    cut: bool = False


def read_html(html: str) -> WebText:
    """Take the text out of HTML. Nothing is run and nothing is fetched; broken HTML gives what it has."""
    reader = _Reader()
    ended, rest = _ended(html[:MOST])
    reader.feed(ended)
    reader.close()
    reader.handle_data(rest)
    return WebText(
        title=" ".join("".join(reader.title).split()),
        language=reader.language,
        text=_tidy("".join(reader.seen)),
        hidden=" ".join("".join(reader.hidden).split()),
        cut=len(html) > MOST,
    )


def _ended(html: str) -> tuple[str, str]:
    """Part a page from what begins at its end and never ends: the parser would try it again at every letter.

    A comment without an end is one up to the end of the page, as browsers have it; a tag without one is text.
    """
    comment = html.find("<!--", html.rfind("-->") + 1)
    shown = html[:comment] if comment >= 0 else html
    tag = _BEGINS.search(shown, shown.rfind(">") + 1)
    return (shown[: tag.start()], shown[tag.start() :]) if tag else (shown, "")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title: list[str] = []
        self.seen: list[str] = []
        self.hidden: list[str] = []
        self.language: str | None = None
        self._open: list[tuple[str, str]] = []  # tag and what becomes of its text: "", "skip", "hide"
        self._pre = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html" and given.get("lang"):
            self.language = given["lang"][:35]
        if tag == "br":
            self._text("\n", raw=True)
        elif tag in _BLOCKS:
            self._text("\n\n" if tag in _SPACED else "\n", raw=True)
        elif tag in {"td", "th"}:
            self._text("\t", raw=True)
        if tag == "img" and given.get("alt", "").strip():
            self._text(given["alt"])
        if tag in _EMPTY or len(self._open) >= _DEEPEST:
            return
        self._pre += tag == "pre"
        self._open.append((tag, self._fate(tag, given)))

    def handle_endtag(self, tag: str) -> None:
        for position in range(len(self._open) - 1, -1, -1):
            if self._open[position][0] == tag:
                del self._open[position:]
                break
        else:
            return
        if tag == "pre":
            self._pre = max(0, self._pre - 1)
        if tag in _BLOCKS:
            self._text("\n\n" if tag in _SPACED else "\n", raw=True)

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][0] == "title":
            self.title.append(data)
            return
        self._text(data, raw=self._pre > 0)

    def parse_marked_section(self, i: int, report: bool = True) -> int:  # noqa: FBT001, FBT002 - as it is inherited
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:  # how the library says that it knows no such section
            return self.parse_bogus_comment(i)

    def _fate(self, tag: str, given: dict[str, str]) -> str:
        above = self._open[-1][1] if self._open else ""
        if above == "skip" or tag in _SKIPPED:
            # A body inside an unclosed head is still the body.
            return "" if tag == "body" else "skip"
        if above == "hide" or "hidden" in given or _HIDING.search(given.get("style", "")):
            return "hide"
        return ""

    def _text(self, data: str, *, raw: bool = False) -> None:
        fate = self._open[-1][1] if self._open else ""
        if fate == "skip":
            return
        (self.hidden if fate == "hide" else self.seen).append(
            data if raw else re.sub(r"[ \t\r\n\f]+", " ", data)
        )


def _tidy(text: str) -> str:
    lines = [
        re.sub(r"[ \t\xa0]*\t[ \t\xa0]*", "\t", line).strip()
        for line in text.replace("\r", "").replace("\0", "").split("\n")
    ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
