"""The time stamps of an office held against what they are about and what was written down of them."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from typing import TYPE_CHECKING, Final, cast

from xborder_desk.documents import stamping
from xborder_desk.domain.registers import Finding, moment_of
from xborder_desk.i18n import N_
from xborder_desk.i18n.language import Notice
from xborder_desk.jobs.apart import ApartFailed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from xborder_desk.domain.items import KeptStamp, RecordedStamp
    from xborder_desk.jobs.apart import Apart
    from xborder_desk.jobs.context import JobContext

_AT_ONCE: Final = 200
_LOOK: Final = "xborder_desk.documents.stamping:look"
BROKEN: Final = N_("The time stamp of {subject} does not hold: {detail}")
GONE: Final = N_("What the time stamp of {subject} was about is gone.")
LOST: Final = N_("The time stamp of {subject} that gave the time {at} is gone.")


def findings(
    kept: Sequence[KeptStamp],
    recorded: Sequence[RecordedStamp],
    trusted: Sequence[str],
    apart: Apart,
    ctx: JobContext,
) -> Iterator[Finding]:
    """Check every token that is kept against what it is about, without the network, and that none is lost.

    ``trusted`` are certificates, base64.

    Raises:
        Cancelled: the person asked for it to stop.

    """
    roots = [root for one in trusted if (root := _bytes(one))]
    known = _known(recorded)
    for start in range(0, len(kept), _AT_ONCE):
        some = kept[start : start + _AT_ONCE]
        for one, fault in zip(some, _faults(some, roots, apart, ctx), strict=True):
            if not one.sha256:
                yield Finding("stamp-gone", one.subject, GONE, (("subject", one.subject),))
            elif said := fault or _exchanged(one, known):
                fields = (("subject", one.subject), ("detail", Notice(said)))
                yield Finding("stamp-broken", one.subject, BROKEN, fields)
    yield from _lost(kept, recorded)


def _faults(some: Sequence[KeptStamp], roots: list[bytes], apart: Apart, ctx: JobContext) -> list[str]:
    rows = [[one.token, one.sha256 or "00" * 32, one.at, one.authority] for one in some]
    try:
        return cast("list[str]", apart.run(_LOOK, rows, list(roots), ctx=ctx))
    except ApartFailed:
        return [stamping.NO_TOKEN] * len(some)


def _known(recorded: Sequence[RecordedStamp]) -> dict[str, set[str]]:
    known: dict[str, set[str]] = {}
    for one in recorded:
        known.setdefault(one.subject, set()).add(one.token_sha256)
    return known


def _exchanged(one: KeptStamp, known: dict[str, set[str]]) -> str:
    """Compare with the hashes that were written down: what the signature does not cover is seen too."""
    hashes = known.get(one.subject, set())
    found = hashlib.sha256(one.token.encode("utf-8", "replace")).hexdigest()
    return "" if not hashes or hashes & {"", found} else stamping.NO_TOKEN


def _lost(kept: Sequence[KeptStamp], recorded: Sequence[RecordedStamp]) -> Iterator[Finding]:
    """Count by what they are of: a stamp that was changed is there, and named as broken."""
    there = Counter(one.subject for one in kept)
    at = {(one.subject, _moment(one.at)) for one in kept}
    # Those whose time nobody gives any more come last, so that it is they who are found missing.
    for one in sorted(recorded, key=lambda one: (one.subject, _moment(one.at)) not in at):
        there[one.subject] -= 1
        if there[one.subject] < 0:
            fields = (("subject", one.subject), ("at", _moment(one.at)))
            yield Finding("stamp-missing", one.subject, LOST, fields)


def _moment(text: str) -> dt.datetime | str:
    try:
        return moment_of(text)
    except ValueError:
        return text


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text)
    except ValueError:
        return b""
