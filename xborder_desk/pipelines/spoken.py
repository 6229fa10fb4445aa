"""The language a paper is written in: the one asked for, whole and readable, or a refusal; never another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xborder_desk.domain.errors import BadInputError, FileError
from xborder_desk.i18n import N_
from xborder_desk.i18n.languages import match

if TYPE_CHECKING:
    from collections.abc import Callable

    from xborder_desk.i18n.language import Language


def spoken(load: Callable[[str], Language], tag: str, refusal: str, field: str = "language") -> Language:
    """Give the language that serves ``tag`` (``de-AT`` is served by ``de``).

    On the screen English may stand in for a language; on paper that would go out as if it had been asked
    for. ``refusal`` is the untranslated sentence for a language there is none of, with the place {given}.

    Raises:
        BadInputError: there is no such language.
        FileError: its texts cannot be read.

    """
    found = load(tag.strip())
    broken = next((one.fields["file"] for one in found.problems if "file" in one.fields), None)
    if broken is not None:
        raise FileError(
            N_("The texts of “{tag}” cannot be read ({file}). Install the program again."),
            tag=tag.strip(),
            file=broken,
        )
    if match(tag.strip(), [found.tag]) is None:
        raise BadInputError(refusal, field=field, given=tag)
    return found
