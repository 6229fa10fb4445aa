"""From the recipe and the draft to the lines of the list; values only."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.ui.pages.dossier import ordering
from xborder_desk.ui.pages.dossier.exhibits import Exhibit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from xborder_desk.domain.items import EvidenceRow
    from xborder_desk.services.dossiers.drafting import Draft

UNCHECKED_LAW: Final = "unchecked-law"
"""Is mended for the whole office, on the page of the law."""

PLACES: Final = {
    "no-text": "evidence",
    "turned": "evidence",
    "resolution": "evidence",
    "private": "evidence",
    "not-shown": "evidence",
    "font": "evidence",
    "proves-nothing": "overview",
    "unproven": "overview",
    "stale-reference": "overview",
}
"""Where in the case a finding is mended; others are mended in the sheet of the exhibit."""


def rows_of(
    recipe: Mapping[str, Any], items: Iterable[EvidenceRow], tag: str, draft: Draft | None
) -> list[Exhibit]:
    """Give the lines: exhibits in their order under the heads of their sections, then what is left out."""
    known = {item.number: item for item in items}
    bound = {one.key: one for one in draft.exhibits} if draft else {}
    lacks = _lacks(draft)
    translated = {other: one for one, other in recipe.get("translations", {}).items()}
    order = [number for number in recipe["exhibits"] if number in known]
    shown: list[Exhibit] = []
    before: int | None = None
    for number in order:
        section = _section(recipe, number, known, translated)
        if section is not None and section != before:
            shown.append(
                Exhibit(None, title=_called(recipe["sections"][section]["titles"], tag), section=section)
            )
        before = section
        # In the other party's copy a redacted one stands in its place.
        one = bound.get(number) or bound.get(recipe.get("redacted", {}).get(number, ""))
        shown.append(
            Exhibit(
                known[number],
                label=one.label if one else "",
                first=one.first_page if one else 0,
                last=one.last_page if one else 0,
                lacks=lacks[one.key] if one else 0,
                title=_called(recipe.get("titles", {}).get(number, {}), tag, only=True),
                translates=translated.get(number, ""),
                cut=tuple(recipe.get("pages", {}).get(number, ())) or None,
                section=section,
            )
        )
    return [*shown, *_left_out(recipe, known, order)]


def _left_out(
    recipe: Mapping[str, Any], known: Mapping[str, EvidenceRow], order: list[str]
) -> Iterator[Exhibit]:
    """Give what is left out by itself or with its whole; redacted copies stand for others."""
    stand_ins = set(recipe.get("redacted", {}).values())
    for number, item in known.items():
        if number in order or number in stand_ins:
            continue
        if number in recipe["excluded"] or item.part_of or number in recipe.get("withheld", {}):
            yield Exhibit(item, kept=False)


def _section(
    recipe: Mapping[str, Any],
    number: str,
    known: Mapping[str, EvidenceRow],
    translated: Mapping[str, str],
) -> int | None:
    """Give the section an exhibit stands in: its own, or that of what it belongs to."""
    for _ in range(len(known) + 1):
        own = ordering.section_of(recipe, number)
        if own is not None:
            return own
        further = known[number].part_of if number in known else ""
        further = further or translated.get(number, "") or recipe.get("late", {}).get(number, "")
        if not further:
            return None
        number = further
    return None


def _called(titles: Mapping[str, str], tag: str, *, only: bool = False) -> str:
    """Give words in a language, or the one it is a kind of; else any, unless only this one will do."""
    wanted = tag
    while wanted:
        if titles.get(wanted):
            return titles[wanted]
        wanted = wanted.rpartition("-")[0]
    return "" if only else next(iter(titles.values()), "–")


def _lacks(draft: Draft | None) -> Counter[str]:
    """Count the findings of each exhibit."""
    found: Counter[str] = Counter()
    for finding in draft.findings if draft else ():
        exhibit = draft.exhibit_at(finding.page) if draft and finding.page else None
        if exhibit is not None:
            found[exhibit.key] += 1
    return found
