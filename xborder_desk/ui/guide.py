"""The guide in the languages there are: one file each, in sections that name the page they are about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

FOLDER: Final = "guide"
FALLBACK: Final = "en"
START: Final = "start"
_HEAD: Final = re.compile(r"^## ([a-z-]+): (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Section:
    """A section: the id of the page it is about (or ``start``), its title, and its text in Markdown."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Guide:
    """The guide in one language."""

    tag: str
    sections: tuple[Section, ...]

    def about(self, page: str) -> Section:
        """Give the section about a page, the first one where there is none."""
        return next((one for one in self.sections if one.id == page), self.sections[0])


def load(resources: Path, tag: str) -> Guide:
    """Give the guide in a language, its main language, or English; sections it lacks come in English."""
    main = read(resources, FALLBACK)
    for name in (tag, tag.partition("-")[0]):
        own = read(resources, name)
        if own is not None and main is not None and name != FALLBACK:
            known = {section.id: section for section in own.sections}
            return Guide(name, tuple(known.get(section.id, section) for section in main.sections))
    return main or Guide(FALLBACK, (Section(START, "", ""),))


def read(resources: Path, tag: str) -> Guide | None:
    """Give the guide of exactly one language, nothing if there is none or it cannot be read."""
    file = resources / FOLDER / f"{tag.replace('-', '_')}.md"
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None
    pieces = _HEAD.split(text)[1:]
    found = zip(pieces[0::3], pieces[1::3], pieces[2::3], strict=True)
    sections = tuple(Section(name, title.strip(), body.strip()) for name, title, body in found)
    return Guide(tag, sections) if sections else None
