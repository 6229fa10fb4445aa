"""What a court may find wrong with a bundle: the checks, as pure rules over what was read of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from xborder_desk.domain.jurisdictions import UNCHECKED
from xborder_desk.i18n import N_

_TOKEN: Final = re.compile(r"\{\{ref:|\[(?:\d{4}-\d+/)?E-\d+(?:\.\d+)*\]")
_IBAN: Final = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b")
_CARD: Final = re.compile(r"\b(?:\d[ -]?){13,19}\b")
_KEYS: Final = re.compile(r"^[A-Z](-\d+)?(/[A-Z](-\d+)?)*: ")
"""What stands before a source in our data: which of our readings it is. Nobody else knows these."""
_FINER: Final = 1.05
_LANDSCAPE: Final = 3.0
_LONGEST_IBAN: Final = 34
_SHORTEST_CARD: Final = 13
OTHER_PARTY: Final = "other-party"
REASON: Final = "reason"
"""The field of a finding that holds its reason as a marked text and its fields, for any language."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What was read of one page. Lengths are millimetres as seen; ``turned`` is how far its words are turned.

    ``links`` are the pages links lead to (from 1), 0 for one that leads nowhere; ``finest`` the dots per inch
    of its finest picture; ``fonts`` names fonts that are not embedded; ``acts`` names what acts.
    """

    width: float = 210.0
    height: float = 297.0
    numbered: bool = True
    letters: int = 1
    drawn: bool = True
    turned: int = 0
    finest: int = 0
    fonts: tuple[str, ...] = ()
    links: tuple[int, ...] = ()
    acts: tuple[str, ...] = ()
    comments: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class BundleFacts:
    """What was read of a bundle; ``bookmarks`` are words, page (0 for one that leads nowhere) and depth."""

    pages: tuple[PageFacts, ...]
    size: int = 0
    bookmarks: tuple[tuple[str, int, int], ...] = ()
    labelled: bool = True
    opens_whole: bool = True
    language: str = "en"
    title: str = "x"
    tagged: bool = True
    locked: bool = False
    files: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    fields: int = 0
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """What a profile asks for. ``most_bytes`` 0 is no limit; ``described``: every exhibit needs its line."""

    paper: tuple[float, float] = (210.0, 297.0)
    finest: int = 300
    most_bytes: int = 0
    label: str = ""
    list_title: str = ""
    described: bool = False
    proving: bool = False
    skip: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: which check, the page (from 1, 0 for the whole), what it is and what to do."""

    kind: str
    page: int
    text: str
    mend: str
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """What the package says of the dossier, as far as there is one: its ``case.json``."""

    values: Mapping[str, Any] = field(default_factory=dict)
    exhibits: tuple[Mapping[str, Any], ...] = ()


_Place = tuple[int, dict[str, object]]
Rule = Callable[[BundleFacts, Limits, Case], Iterator[_Place]]


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its name, the sentence of a finding, what mends it, and the rule that finds."""

    kind: str
    text: str
    mend: str
    rule: Rule


def lint(facts: BundleFacts, limits: Limits, case: Case | None = None) -> list[Finding]:
    """Give everything that is wrong with a bundle, in the order of the checks and pages."""
    return [
        Finding(check.kind, page, check.text, check.mend, fields)
        for check in CHECKS
        if check.kind not in limits.skip
        for page, fields in check.rule(facts, limits, case or Case())
    ]


def _every(test: Callable[[PageFacts], object]) -> Rule:
    """Make a rule that looks at each page; what the test gives, if anything, is named in the sentence."""

    def rule(facts: BundleFacts, _limits: Limits, _case: Case) -> Iterator[_Place]:
        for number, page in enumerate(facts.pages, start=1):
            found = test(page)
            if found:
                yield number, {"what": found}

    return rule


def _whole(test: Callable[[BundleFacts], object]) -> Rule:
    """Make a rule that looks at the document as a whole."""

    def rule(facts: BundleFacts, _limits: Limits, _case: Case) -> Iterator[_Place]:
        found = test(facts)
        if found:
            yield 0, {"what": found}

    return rule


def _too_fine(facts: BundleFacts, limits: Limits, _case: Case) -> Iterator[_Place]:
    for number, page in enumerate(facts.pages, start=1):
        if page.finest > limits.finest * _FINER:
            yield number, {"what": page.finest, "most": limits.finest}


def _too_large(facts: BundleFacts, limits: Limits, _case: Case) -> Iterator[_Place]:
    if limits.most_bytes and facts.size > limits.most_bytes:
        yield 0, {"what": facts.size // 1_000_000, "most": limits.most_bytes // 1_000_000}


def _off_paper(facts: BundleFacts, limits: Limits, _case: Case) -> Iterator[_Place]:
    wide, high = sorted(limits.paper)
    for number, page in enumerate(facts.pages, start=1):
        short, long = sorted((page.width, page.height))
        if short > wide + _LANDSCAPE or long > high + _LANDSCAPE:
            yield number, {"what": f"{page.width:.0f} x {page.height:.0f} mm"}


def _bookmark_numbers(facts: BundleFacts, _limits: Limits, _case: Case) -> Iterator[_Place]:
    """A bookmark that ends with a page number in brackets must name the page it leads to.

    Those that hang below others may be a source's own, which count its own pages.
    """
    for words, page, depth in facts.bookmarks:
        if depth:
            continue
        told = re.search(r"[(（][^()（）]*?(\d+)[^()（）\d]*[)）]\s*$", words)
        if page and told and int(told.group(1)) != page:
            yield page, {"what": words}


def _unlinked(facts: BundleFacts, _limits: Limits, case: Case) -> Iterator[_Place]:
    """Every exhibit must be the target of a link in the pages before the first exhibit."""
    starts = [int(exhibit["first_page"]) for exhibit in case.exhibits if exhibit.get("first_page")]
    if not starts:
        return
    linked = {target for page in facts.pages[: min(starts) - 1] for target in page.links}
    for exhibit in case.exhibits:
        if exhibit.get("first_page") and int(exhibit["first_page"]) not in linked:
            yield int(exhibit["first_page"]), {"what": exhibit["label"]}


def _unmarked(facts: BundleFacts, _limits: Limits, case: Case) -> Iterator[_Place]:
    marked = {page for _, page, _ in facts.bookmarks}
    for exhibit in case.exhibits:
        if exhibit.get("first_page") and int(exhibit["first_page"]) not in marked:
            yield int(exhibit["first_page"]), {"what": exhibit["label"]}


def _unlisted(facts: BundleFacts, limits: Limits, _case: Case) -> Iterator[_Place]:
    title = _bare(limits.list_title)
    if title and not any(title in _bare(page.text) for page in facts.pages):
        yield 0, {"what": limits.list_title}


def _gaps(_facts: BundleFacts, limits: Limits, case: Case) -> Iterator[_Place]:
    """Labels follow the profile's pattern; their numbers run through, but for those put in later (7a)."""
    if not limits.label:
        return
    before, after = (re.escape(part) for part in limits.label.split("{n}"))
    pattern = re.compile(rf"{before}(\d+|[A-Z]+)([a-z]*)((?:\.\d+)*){after}")
    for exhibit in case.exhibits:
        if not pattern.fullmatch(str(exhibit["label"])):
            yield int(exhibit.get("first_page") or 0), {"what": exhibit["label"]}


def _twice(_facts: BundleFacts, _limits: Limits, case: Case) -> Iterator[_Place]:
    seen: set[str] = set()
    for exhibit in case.exhibits:
        if exhibit["label"] in seen:
            yield int(exhibit.get("first_page") or 0), {"what": exhibit["label"]}
        seen.add(str(exhibit["label"]))


def _shown(_facts: BundleFacts, _limits: Limits, case: Case) -> Iterator[_Place]:
    for exhibit in case.exhibits:
        if exhibit.get("problem"):
            yield int(exhibit.get("first_page") or 0), {"what": exhibit["label"], "why": exhibit["problem"]}


def _undescribed(_facts: BundleFacts, limits: Limits, case: Case) -> Iterator[_Place]:
    for exhibit in case.values.get("exhibits", ()) if limits.described else ():
        if not exhibit.get("description"):
            yield _page_of(exhibit, case), {"what": exhibit["title"]}


def _untranslated(_facts: BundleFacts, _limits: Limits, case: Case) -> Iterator[_Place]:
    wanted = str(case.values.get("language", "")).partition("-")[0]
    for exhibit in case.values.get("exhibits", ()):
        spoken = str(exhibit.get("language") or "").partition("-")[0]
        if wanted and spoken and spoken != wanted and not exhibit.get("translated"):
            yield _page_of(exhibit, case), {"what": exhibit["title"]}


def _unproven(_facts: BundleFacts, _limits: Limits, case: Case) -> Iterator[_Place]:
    for fact in case.values.get("facts", ()):
        if not fact.get("proofs") and not _TOKEN.search(str(fact.get("text", ""))):
            yield 0, {"what": fact["id"]}


def _proves_nothing(_facts: BundleFacts, limits: Limits, case: Case) -> Iterator[_Place]:
    for exhibit in case.values.get("exhibits", ()) if limits.proving else ():
        if not exhibit.get("proves") and not exhibit.get("part_of"):
            yield _page_of(exhibit, case), {"what": exhibit["title"]}


def _unchecked(facts: BundleFacts, _limits: Limits, case: Case) -> Iterator[_Place]:
    """Law that a part of the dossier rests on and nobody has checked; the place is where the part begins."""
    titles = {annex.get("name"): str(annex.get("title")) for annex in case.values.get("annexes", ())}
    for one in case.values.get("law", ()):
        if one.get("status") == UNCHECKED:
            title = titles.get(one.get("annex"), "")
            source = _KEYS.sub("", str(one.get("source")))
            yield _marked_page(facts, title), {"what": source, "ref": str(one.get("ref"))}


def _marked_page(facts: BundleFacts, title: str) -> int:
    """Give the page of the bookmark of a section, 0 where there is none."""
    wanted = _bare(title)
    marks = (page for words, page, depth in facts.bookmarks if not depth and _bare(words).startswith(wanted))
    return next(marks, 0) if wanted else 0


def _private(facts: BundleFacts, _limits: Limits, case: Case) -> Iterator[_Place]:
    """In the other party's copy no whole account or card number may be read."""
    if case.values.get("variant") != OTHER_PARTY:
        return
    for number, page in enumerate(facts.pages, start=1):
        for kind in private_in(page.text):
            yield number, {"what": kind}


def private_in(text: str) -> list[str]:
    """Name the kinds of personal data a text holds that are masked for the other party."""
    found = []
    if any(_is_iban(match.group()) for match in _IBAN.finditer(text)):
        found.append("IBAN")
    if any(_is_card(match.group()) for match in _CARD.finditer(_IBAN.sub(" ", text))):
        found.append("PAN")
    return found


def _is_iban(text: str) -> bool:
    given = text.replace(" ", "")
    turned = given[4:] + given[:4]
    if len(given) > _LONGEST_IBAN:
        return False
    return int("".join(str(int(char, 36)) for char in turned)) % 97 == 1


def _is_card(text: str) -> bool:
    digits = [int(char) for char in text if char.isdigit()]
    if len(digits) < _SHORTEST_CARD or not any(digits):
        return False
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]  # noqa: PLR2004 - Luhn's rule
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _page_of(exhibit: Mapping[str, Any], case: Case) -> int:
    found = (one for one in case.exhibits if one.get("evidence") == exhibit.get("evidence_id"))
    return int(next(found, {}).get("first_page") or 0)


def _bare(text: str) -> str:
    return "".join(text.split()).casefold()


def _stale(facts: BundleFacts, _limits: Limits, _case: Case) -> Iterator[_Place]:
    for number, page in enumerate(facts.pages, start=1):
        found = _TOKEN.search(page.text)
        if found:
            yield number, {"what": found.group()}


CHECKS: Final = (
    Check(
        "damaged",
        N_("The file's structure is faulty."),
        N_("Build the dossier again."),
        _whole(lambda facts: facts.damaged),
    ),
    Check(
        "locked",
        N_("The file is locked or restricted."),
        N_("Give it without a password."),
        _whole(lambda facts: facts.locked),
    ),
    Check(
        "page-number",
        N_("The page does not carry its number."),
        N_("Number every page from the first on, as the PDF counts them."),
        _every(lambda page: not page.numbered),
    ),
    Check(
        "page-label",
        N_("The page numbers a reader shows are not those of the PDF."),
        N_("Number the pages from 1, without another count."),
        _whole(lambda facts: not facts.labelled),
    ),
    Check(
        "link-dead",
        N_("A link on this page leads nowhere."),
        N_("Build the dossier again, or take the link out."),
        _every(lambda page: 0 in page.links),
    ),
    Check(
        "index-link",
        N_("No entry of the contents leads to {what}."),
        N_("Link every entry to its document."),
        _unlinked,
    ),
    Check(
        "bookmark-none",
        N_("There are no bookmarks."),
        N_("Give sections and exhibits bookmarks."),
        _whole(lambda facts: not facts.bookmarks),
    ),
    Check(
        "bookmark-missing",
        N_("{what} has no bookmark."),
        N_("Give every exhibit a bookmark."),
        lambda facts, limits, case: _unmarked(facts, limits, case) if facts.bookmarks else iter(()),
    ),
    Check(
        "bookmark-page",
        N_("The bookmark “{what}” names another page than the one it leads to."),
        N_("Build the dossier again: bookmarks then name their pages."),
        _bookmark_numbers,
    ),
    Check(
        "no-text",
        N_("The page is a picture: its words cannot be searched."),
        N_("Have its text recognised, if it shows any."),
        _every(lambda page: page.drawn and not page.letters),
    ),
    Check(
        "blank",
        N_("The page is empty."),
        N_("Leave the page out of the exhibit."),
        _every(lambda page: not page.drawn and not page.letters),
    ),
    Check(
        "turned",
        N_("The words on the page are turned by {what} degrees."),
        N_("Turn the page, so that it is read from left to right."),
        _every(lambda page: page.turned),
    ),
    Check(
        "resolution",
        N_("A picture on the page has {what} dots per inch; {most} are the most."),
        N_("Make the picture smaller."),
        _too_fine,
    ),
    Check(
        "size",
        N_("The file has {what} MB; {most} MB are the most."),
        N_("Split the dossier, or make its pictures smaller."),
        _too_large,
    ),
    Check(
        "paper",
        N_("The page is larger than the paper: {what}."),
        N_("Make the page as large as the paper."),
        _off_paper,
    ),
    Check(
        "opening",
        N_("The file does not open on its first page at full size."),
        N_("Let it open on page 1 at 100 %."),
        _whole(lambda facts: not facts.opens_whole),
    ),
    Check(
        "font",
        N_("Fonts on the page are not embedded: {what}."),
        N_("Have the page shown as a picture, or ask for a file with its fonts."),
        _every(lambda page: ", ".join(page.fonts)),
    ),
    Check(
        "active",
        N_("The document acts by itself: {what}."),
        N_("Take out scripts, launches and other actions."),
        lambda facts, limits, case: (
            *_whole(lambda whole: ", ".join(whole.acts))(facts, limits, case),
            *_every(lambda page: ", ".join(page.acts))(facts, limits, case),
        ).__iter__(),
    ),
    Check(
        "attached",
        N_("Files are hidden in the document: {what}."),
        N_("Give them as exhibits or in the package."),
        _whole(lambda facts: ", ".join(facts.files)),
    ),
    Check(
        "form",
        N_("The document has {what} form fields that can be changed."),
        N_("Make the fields part of the page."),
        _whole(lambda facts: facts.fields),
    ),
    Check(
        "comment",
        N_("There are {what} comments on the page that a reader may hide or change."),
        N_("Make the comments part of the page, or take them out."),
        _every(lambda page: page.comments),
    ),
    Check(
        "title",
        N_("The document has no title."),
        N_("Give it a title that is shown instead of the file name."),
        _whole(lambda facts: not facts.title),
    ),
    Check(
        "language",
        N_("The document does not say its language."),
        N_("Name the language of the document."),
        _whole(lambda facts: not facts.language),
    ),
    Check(
        "structure",
        N_("The document has no structure for those who read by ear."),
        N_("Build it with its structure."),
        _whole(lambda facts: not facts.tagged),
    ),
    Check(
        "list-title",
        N_("There is no “{what}” in the document."),
        N_("Give the list of exhibits the title courts of this country know."),
        _unlisted,
    ),
    Check(
        "label",
        N_("“{what}” is not how exhibits are labelled under this profile."),
        N_("Build the dossier with this profile."),
        _gaps,
    ),
    Check("label-twice", N_("Two exhibits are labelled {what}."), N_("Number the exhibits anew."), _twice),
    Check(
        "not-shown",
        N_("{what} is not shown: {why}"),
        N_("Give a file that can be shown, or explain in the text what it is."),
        _shown,
    ),
    Check(
        "description",
        N_("“{what}” has no description."),
        N_("Describe it in one line in the language of the court."),
        _undescribed,
    ),
    Check(
        "untranslated",
        N_("“{what}” is in another language and has no translation."),
        N_("Add a translation and name it in the recipe."),
        _untranslated,
    ),
    Check(
        "stale-reference",
        N_("The page refers to something that is not in this dossier: {what}."),
        N_("Put the exhibit into the dossier, or change the text."),
        _stale,
    ),
    Check(
        "unproven",
        N_("The fact {what} names no evidence."),
        N_("Name the exhibit that proves it."),
        _unproven,
    ),
    Check(
        "proves-nothing",
        N_("“{what}” is named by no fact."),
        N_("Say which fact it proves, or leave it out."),
        _proves_nothing,
    ),
    Check(
        "unchecked-law",
        N_("This part rests on law that nobody has checked: {what}."),
        N_("Have it checked and say so on the page “Law”, or leave this annex out."),
        _unchecked,
    ),
    Check(
        "private",
        N_("The other party's copy shows personal data: {what}."),
        N_("Black it out and put the blacked-out item into the dossier."),
        _private,
    ),
)
