"""Which languages there are on the disk, how complete each is, and loading one of them."""

from __future__ import annotations

import gettext
import io
import logging
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from xborder_desk.i18n.collation import CHARACTERS
from xborder_desk.i18n.digits import asked_by
from xborder_desk.i18n.language import Language, Notice
from xborder_desk.i18n.marking import N_

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

DOMAIN: Final = "xborder_desk"
LETTERS: Final = "xborder_letters"
"""The texts of letters and forms have catalogues of their own: one can write to a recipient in languages that
nobody at the desk speaks, and such a language does not show up as an unfinished one of the program.
"""

TOOLKIT: Final = "xborder_toolkit"
"""Qt's own menus and dialogs: whole for languages that Qt does not bring, for others what it lacks there."""

NOT_READ: Final = N_(
    "No lawyer who speaks the language has read its legal terms yet. Have letters and documents read before "
    "you rely on them."
)
"""What a person is told where a language is chosen or listed."""

SOURCE_TAG: Final = "en"
_log: Final = logging.getLogger(__name__)
_CHINESE: Final = {
    "": "zh-Hans",
    "cn": "zh-Hans",
    "sg": "zh-Hans",
    "tw": "zh-Hant",
    "hk": "zh-Hant",
    "mo": "zh-Hant",
}


@dataclass(frozen=True, slots=True)
class Completeness:
    """How much of a language is there: ``translated`` of ``total`` texts (total 0: not known)."""

    tag: str
    translated: int
    total: int


def folder_of(tag: str) -> str:
    """Give the name of a language's folder (``zh-Hant`` lies in ``zh_Hant``)."""
    return tag.replace("-", "_")


def tag_of(folder: str) -> str:
    """Give the BCP 47 tag of a language's folder."""
    return folder.replace("_", "-")


def available(translations: Path, domain: str = DOMAIN) -> list[str]:
    """Give the tags of the languages found in ``translations``; English needs no file and comes first.

    ``domain`` is ``LETTERS`` for those that letters can be written in, ``TOOLKIT`` for those in which
    Qt's own texts are ours.
    """
    if not translations.is_dir():
        return [SOURCE_TAG]
    folders = (entry for entry in translations.iterdir() if _source(entry, domain) or _binary(entry, domain))
    found = {tag_of(entry.name) for entry in folders}
    return [SOURCE_TAG, *sorted(found - {SOURCE_TAG})]


def completeness(tag: str, translations: Path) -> Completeness:
    """Count the texts of a language; English is whole by nature, and its total is not counted."""
    folder = translations / folder_of(tag)
    source, binary = _source(folder), _binary(folder)
    if tag == SOURCE_TAG or (source is None and binary is None):
        return Completeness(tag, 0, 0)
    try:
        return Completeness(tag, *(_counted(source) if source else _noted(binary or folder)))
    except (ValueError, OSError):
        return Completeness(tag, 0, 0)


def _counted(source: Path) -> tuple[int, int]:
    from xborder_desk.i18n.compiling import is_translated, read_catalogue  # noqa: PLC0415 - costs start-up time

    catalogue = read_catalogue(source, source.parent.parent.name)
    messages = [message for message in catalogue if message.id]
    return sum(map(is_translated, messages)), len(messages)


def _noted(binary: Path) -> tuple[int, int]:
    from xborder_desk.i18n.compiling import COUNT_CONTEXT, COUNT_TEXT  # noqa: PLC0415 - belongs to compiling

    translated, _, total = _parsed(binary.read_bytes()).pgettext(COUNT_CONTEXT, COUNT_TEXT).partition("/")
    return int(translated), int(total)


def match(wanted: str, tags: Sequence[str]) -> str | None:
    """Find the installed language that serves ``wanted`` best (``de-AT`` is served by ``de``), if any."""
    parts = wanted.replace("_", "-").lower().split("-")
    by_lower = {tag.lower(): tag for tag in tags}
    if parts[0] == "zh" and not {"hans", "hant"} & set(parts):
        region = parts[1] if len(parts) > 1 else ""
        return by_lower.get(_CHINESE.get(region, "zh-Hans").lower())
    while parts:
        found = by_lower.get("-".join(parts))
        if found:
            return found
        parts.pop()
    return None


def load(tag: str, translations: Path, domain: str = DOMAIN, *, digits: str = "") -> Language:
    """Load the language that serves ``tag``; always gives one. ``domain`` is that of ``available``.

    ``digits`` are those a person chose; without them those the tag asks for (``ar-EG``, ``ar-u-nu-arab``).
    What is wrong (no such language, a catalogue that cannot be read) is told in ``problems`` of the
    answer and in the log; texts then come in English.
    """
    found = match(tag, available(translations, domain))
    if found is None:
        return _english(Notice(N_("There is no language “{tag}” here; showing English."), {"tag": tag}))
    if found == SOURCE_TAG:
        return Language(SOURCE_TAG)
    folder = translations / folder_of(found)
    order = folder / CHARACTERS
    try:
        return Language(
            found,
            _catalogue(folder, domain),
            digits=digits or asked_by(tag),
            characters=order if order.is_file() else None,
        )
    except (ValueError, OSError, EOFError, UnicodeError) as error:
        _log.info("catalogue of %s cannot be read: %s", found, error)
        text = N_(
            "The texts of the language “{tag}” cannot be read ({file}); showing English. "
            "Install the program again."
        )
        return _english(Notice(text, {"tag": found, "file": _named(folder, domain)}))


def _named(folder: Path, domain: str) -> str:
    """Name the catalogue that is read: the compiled one where there is one."""
    found = _binary(folder, domain) or _source(folder, domain) or folder / f"{domain}.mo"
    return found.relative_to(folder.parent).as_posix()


def _english(problem: Notice) -> Language:
    return Language(SOURCE_TAG, problems=(problem,))


def _catalogue(folder: Path, domain: str) -> gettext.NullTranslations:
    source, binary = _source(folder, domain), _binary(folder, domain)
    if binary is not None and (source is None or source.stat().st_mtime <= binary.stat().st_mtime):
        try:
            return _from_binary(binary, binary.stat().st_mtime_ns)
        except ValueError:
            if source is None:
                raise
            _log.warning("%s is damaged; reading its source instead", _named(folder, domain))
    if source is None:
        raise FileNotFoundError(folder)
    return _from_source(source, source.stat().st_mtime_ns)


@lru_cache(maxsize=32)
def _from_binary(binary: Path, _changed_at: int) -> gettext.NullTranslations:
    return _parsed(binary.read_bytes())


@lru_cache(maxsize=32)
def _from_source(source: Path, _changed_at: int) -> gettext.NullTranslations:
    """Read a source that was not compiled yet: that takes a second, so once as long as it does not change."""
    from xborder_desk.i18n.compiling import compiled, read_catalogue  # noqa: PLC0415 - costs start-up time

    return _parsed(compiled(read_catalogue(source, source.parent.parent.name)))


def _parsed(data: bytes) -> gettext.NullTranslations:
    """Read a .mo file; every way in which its bytes can be wrong is a ``ValueError``."""
    import struct  # noqa: PLC0415 - needed for the name of its error alone

    try:
        found = gettext.GNUTranslations(io.BytesIO(data))
        if not found.info():
            msg = "not a catalogue: it has no head"
            raise ValueError(msg)
        return found  # noqa: TRY300 - what raises stands above
    except (struct.error, OSError, KeyError, IndexError, AttributeError, TypeError, LookupError) as error:
        msg = f"not a catalogue: {error}"
        raise ValueError(msg) from error


def _source(folder: Path, domain: str = DOMAIN) -> Path | None:
    path = folder / "LC_MESSAGES" / f"{domain}.po"
    return path if path.is_file() else None


def _binary(folder: Path, domain: str = DOMAIN) -> Path | None:
    path = folder / "LC_MESSAGES" / f"{domain}.mo"
    return path if path.is_file() else None
