"""The machine-readable part of a report: groups of fields, one for the mail and one for each recipient."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIELD: Final = re.compile(r"([A-Za-z][A-Za-z0-9-]{2,40})\s*:[ \t]*(.*)")
# What neither side of an address holds: also Chinese and Japanese punctuation, and stars that hide a name.
_AROUND: Final = r"\s<>(),;:\"'\[\]*|。、，；：！？（）「」『』《》〈〉【】“”‘’«»"
# No address is longer; without an end, a text of nothing but marks would be looked through again and again.
_LONG: Final = "{1,256}"
ADDRESS: Final = rf"[^{_AROUND}]{_LONG}@[^{_AROUND}]{_LONG}[^{_AROUND}.]"
_ADDRESS: Final = re.compile(
    rf"(?:smtp=)?((?<![^{_AROUND}=])[^{_AROUND}=]{_LONG}@[^{_AROUND}]{_LONG}[^{_AROUND}.])", re.IGNORECASE
)
KNOWN: Final = frozenset(
    {"final-recipient", "original-recipient", "action", "status", "diagnostic-code", "remote-mta"}
    | {"reporting-mta", "x-actual-recipient", "last-attempt-date", "will-retry-until"}
)
Group = dict[str, str]


def groups(text: str) -> list[Group]:
    """Cut a text into groups of fields at its empty lines; values are unfolded, a name counts once."""
    found: list[Group] = [{}]
    name = ""
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if not line.strip():
            if found[-1]:
                found.append({})
            name = ""
        elif line[0] in " \t" and name:
            found[-1][name] += " " + line.strip()
        elif match := _FIELD.match(line.strip()):
            name = match[1].lower()
            if name == "final-recipient" and name in found[-1]:
                found.append({})
            if name in found[-1]:
                name = f"{name}*"
            found[-1][name] = match[2].strip()
        elif name == "diagnostic-code":
            found[-1][name] += " " + line.strip()  # some servers forget to fold
        else:
            name = ""
    return [group for group in found if group]


def recipient_groups(text: str) -> Iterator[Group]:
    """Give the groups that are about a recipient."""
    for group in groups(text):
        if "final-recipient" in group or "original-recipient" in group or "x-actual-recipient" in group:
            yield group


def address_in(value: str) -> str:
    """Give the address of a field like ``rfc822; <user@example.org>``; empty if there is none."""
    kind, semicolon, rest = value.partition(";")
    bare = (rest if semicolon and "@" not in kind else value).strip().strip("<>").strip()
    match = _ADDRESS.search(bare)
    if match:
        return match[1].strip(".'\"")
    return bare if bare and " " not in bare and "@" not in bare else ""


def addresses_in(text: str) -> list[str]:
    """Give every address in a text, in order, each once."""
    return list(dict.fromkeys(found.strip(".'\"") for found in _ADDRESS.findall(text)))
