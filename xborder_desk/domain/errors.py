"""Faults a person can do something about: each is one sentence, in whatever language it is shown."""

from __future__ import annotations

from typing import Final

from xborder_desk.domain.field_names import field_name

# Longer than any path or name that somebody would read; what was pasted by mistake can have no end.
_LONGEST: Final = 300
_SHOWN: Final = 120
_LIST: Final = "possible"
"""The field that lists what may be given; it is never cut."""


class KnownError(Exception):
    """A fault with a sentence for people.

    ``text`` is an untranslated message (marked with ``N_`` where it is raised) whose named fields are
    filled from ``fields``; the face that shows it asks its ``Language``. ``str(error)`` is the English.
    """

    def __init__(self, text: str, /, **fields: object) -> None:
        super().__init__(text)
        self.text: Final = text
        self.fields: Final = {name: _told(name, value) for name, value in fields.items()}

    def __str__(self) -> str:
        """Give the English sentence, for logs and tests."""
        return self.text.format(**self.fields) if self.fields else self.text


class BadInputError(KnownError):
    """What was typed or given cannot be taken: says which field or file, and what to do.

    ``field`` names the input (``"amount"``, ``"consumer_country"``) so that a form can show the
    sentence beside it.
    """

    def __init__(self, text: str, /, *, field: str = "", **fields: object) -> None:
        if fields.get("name") == field and field:
            fields["name"] = field_name(field) or field
        super().__init__(text, **fields)
        self.field: Final = field


class NotFoundError(KnownError):
    """Nothing in this office has that number or name."""


class OfficeError(KnownError):
    """The office cannot be opened or used: missing, newer, in use elsewhere, damaged."""


class OfficeBusyError(OfficeError):
    """Another program is writing to the office right now; trying again later helps."""


class DiskFullError(KnownError):
    """There is no room left; says what was kept and how to go on."""


class FileError(KnownError):
    """A file cannot be read or written: vanished, no permission, a folder, changed while being read."""


class ConflictError(KnownError):
    """Somebody changed the same thing in the meantime; both values are carried for showing.

    ``theirs`` and ``mine`` map field names to values.
    """

    def __init__(
        self, text: str, /, *, theirs: dict[str, object], mine: dict[str, object], **fields: object
    ) -> None:
        super().__init__(text, **fields)
        self.theirs: Final = theirs
        self.mine: Final = mine


class BrokenDataError(KnownError):
    """A file of our own (a profile, a template, a catalogue) is faulty: names file and key."""


class BuildError(KnownError):
    """A document could not be built; nothing half-made is left behind."""


def cut(text: str) -> str:
    """Give a text as a sentence can name it: whole, or its beginning if nobody would read it whole."""
    return f"{text[:_SHOWN]}…" if len(text) > _LONGEST else text


def _told(name: str, value: object) -> object:
    return cut(value) if isinstance(value, str) and name != _LIST else value
