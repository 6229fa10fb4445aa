"""The one chain format of every append-only register: audit, custody, contacts and post book.

A line's content is hashed with a random salt, and only that digest goes into the chain. A lawful
erasure can therefore remove content and salt of a line while everybody can still check the chain,
and nobody can guess the erased words from the digest.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

AUDIT: Final = "audit"
CUSTODY: Final = "custody"
CONTACTS: Final = "contacts"
POST: Final = "post"
REGISTERS: Final = (AUDIT, CUSTODY, CONTACTS, POST)
OFFICE_SCOPE: Final = "office"
START: Final = "0" * 64
ERASED: Final = "content_erased"
_FORMAT: Final = "xbd-register-1"
_SALT: Final = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a register. ``at`` is ISO 8601 UTC; ``subject`` the uid of what the line is about.

    ``content`` is the canonical JSON text and ``salt`` 32 hex digits; both are None once erased.
    """

    register: str
    scope: str
    seq: int
    subject: str
    at: str
    content: str | None
    salt: str | None
    digest: str
    prev: str
    hash: str

    def values(self) -> dict[str, object]:
        """Give the content as values (empty once erased).

        Raises:
            ValueError: the content is not the JSON object it must be.

        """
        if self.content is None:
            return {}
        loaded = json.loads(self.content)
        if not isinstance(loaded, dict):
            msg = "register content is not an object"
            raise ValueError(msg)  # noqa: TRY004 - one error type for unreadable content
        return loaded


@dataclass(frozen=True, slots=True)
class Head:
    """The last line of one register in one scope, kept beside the lines so that a cut tail is seen."""

    register: str
    scope: str
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a check found: ``kind`` for programs, ``subject`` what it is about, and a sentence."""

    kind: str
    subject: str
    text: str
    fields: tuple[tuple[str, object], ...] = ()


def moment_of(text: str) -> dt.datetime:
    """Read a time as lines hold it (ISO 8601), in UTC."""
    return dt.datetime.fromisoformat(text).astimezone(dt.UTC)


def canonical(content: Mapping[str, object]) -> str:
    """Write content the one way that is hashed: sorted keys, no spaces, characters as they are."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest_of(salt: str, content: str) -> str:
    """Give the salted digest of a line's content (both as stored)."""
    return hashlib.sha256(bytes.fromhex(salt) + content.encode()).hexdigest()


def hash_of(register: str, scope: str, seq: int, digest: str, prev: str) -> str:
    """Give the hash that chains a line to its predecessor."""
    text = f"{_FORMAT}\n{register}\n{scope}\n{seq}\n{digest}\n{prev}\n"
    return hashlib.sha256(text.encode()).hexdigest()


def next_line(
    previous: Head | None, register: str, scope: str, content: Mapping[str, object], salt: str
) -> Line:
    """Make the line that follows ``previous`` (None for the first one of its scope).

    ``content`` must hold ``at`` (ISO 8601 UTC) and may hold ``subject`` (a uid).
    """
    text = canonical(content)
    seq = previous.seq + 1 if previous else 1
    prev = previous.hash if previous else START
    digest = digest_of(salt, text)
    return Line(
        register=register,
        scope=scope,
        seq=seq,
        subject=str(content.get("subject", "")),
        at=str(content["at"]),
        content=text,
        salt=salt,
        digest=digest,
        prev=prev,
        hash=hash_of(register, scope, seq, digest, prev),
    )


def line_name(line: Line) -> str:
    """Name a line the way findings do: ``custody 17 of 2c9f…``."""
    return f"{line.register} {line.seq} of {line.scope}"


def _finding(kind: str, line: Line, text: str) -> Finding:
    fields = (("register", line.register), ("seq", line.seq), ("scope", line.scope))
    return Finding(kind, line_name(line), text, fields)


def _check_content(line: Line, erasures: Mapping[str, tuple[str, str]]) -> Iterable[Finding]:
    changed = N_("Line {seq} of the register {register} was changed after it was written.")
    if line.content is None or line.salt is None:
        if line.hash not in erasures:
            yield _finding(
                "line-erased",
                line,
                N_("Line {seq} of the register {register} has lost its content, and no erasure names it."),
            )
        # Time and subject are hashed as part of the content; without it, its erasure vouches for them.
        elif line.content != line.salt or (line.at, line.subject) != erasures[line.hash]:
            yield _finding("line-changed", line, changed)
        return
    try:
        # Other spellings of the same bytes are changes all the same.
        same = _SALT.fullmatch(line.salt) and digest_of(line.salt, line.content) == line.digest
        content = line.values() if same else {}
    except ValueError:
        same, content = False, {}
    if not same or content.get("at") != line.at or content.get("subject", "") != line.subject:
        yield _finding("line-changed", line, changed)


def check_chain(
    lines: Iterable[Line], head: Head | None, erasures: Mapping[str, tuple[str, str]]
) -> Iterable[Finding]:
    """Check the lines of one register and scope, in the order of ``seq``, against their head.

    ``erasures`` name the lines whose content was lawfully erased: by their hash, the time and subject they
    had. Every line that was changed, removed, added or swapped gives a finding that names it.
    """
    prev, expected, last = START, 1, None
    for line in lines:
        if line.seq != expected:
            yield _finding(
                "line-missing", line, N_("Before line {seq} of the register {register} a line was removed.")
            )
        elif line.prev != prev:
            yield _finding(
                "line-moved",
                line,
                N_("Line {seq} of the register {register} does not follow the line before it."),
            )
        if hash_of(line.register, line.scope, line.seq, line.digest, line.prev) != line.hash:
            yield _finding(
                "line-changed",
                line,
                N_("Line {seq} of the register {register} was changed after it was written."),
            )
        yield from _check_content(line, erasures)
        prev, expected, last = line.hash, line.seq + 1, line
    yield from _check_head(last, head)


def _check_head(last: Line | None, head: Head | None) -> Iterable[Finding]:
    if head is None and last is not None:
        yield _finding(
            "head-missing", last, N_("The register {register} has lost the note of its last line.")
        )
    if head is None:
        return
    if last is None or last.seq < head.seq:
        fields = (("register", head.register), ("seq", head.seq), ("scope", head.scope))
        yield Finding(
            "line-missing",
            f"{head.register} {head.seq} of {head.scope}",
            N_("The last lines of the register {register} were removed: line {seq} is gone."),
            fields,
        )
    elif (last.seq, last.hash) != (head.seq, head.hash):
        yield _finding(
            "head-differs",
            last,
            N_("The last line of the register {register}, line {seq}, is not the one that was noted."),
        )
