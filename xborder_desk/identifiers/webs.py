"""Web addresses: one form for one page, and the domain that somebody registered."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from xborder_desk.identifiers.mails import ascii_host, proper_host
from xborder_desk.identifiers.shapes import Checked, Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publicsuffixlist import PublicSuffixList

# What shops append to tell where a visitor came from.
_TRACKING: Final = re.compile(
    r"utm_\w+|gclid|fbclid|msclkid|spm|scm|pvid|aff_\w+|algo_\w+|pdp_\w+|ref_?|_encoding|tag|psc|"
    r"campid|mkcid|mkevt|mkrid|_trk\w+|hash|srsltid|gad_\w+|sessionid|sid",
    re.IGNORECASE,
)
_IN_TEXT: Final = re.compile(
    r"(?<![@\w.-])(?:https?://[^\s<>\"'“”«»()]+|(?:www\.)?(?:[\w-]{1,63}\.){1,5}[a-z]{2,18}(?:/[^\s<>\"'“”«»()]*)?)(?![\w@])",
    re.IGNORECASE,
)
_TRAILING: Final = ".,;:!?…。，；"


def check(raw: str) -> Checked:
    """Give a page's address without scheme, www, tracking and the last slash; False for what is no host."""
    text = raw.strip()
    split = _split(text)
    if split is None:
        return Checked(text.casefold(), valid=False if text else None)
    host, path, query = split
    return Checked(_joined(host, path, query), None if proper_host(host) else False)


def host_of(address: str) -> str:
    """Give the host of a web address, empty if there is none."""
    split = _split(address.strip())
    return split[0] if split else ""


def registered(host: str) -> str:
    """Give the domain that somebody registered: shop.co.uk of www.shop.co.uk; empty for a bare suffix."""
    if not proper_host(host):
        return ""
    return _suffixes().privatesuffix(host) or ""


def find(text: str) -> Iterator[Found]:
    """Find web addresses in a text: with a scheme, or a host whose ending the public suffix list knows."""
    for match in _IN_TEXT.finditer(text):
        raw = match.group().rstrip(_TRAILING)
        checked = check(raw)
        host = host_of(raw)
        known = bool(registered(host)) and _suffixes().publicsuffix(host, accept_unknown=False) is not None
        if checked.valid is not False and (raw.lower().startswith("http") or known):
            yield Found("website", raw, match.start(), match.start() + len(raw), checked.normal)


def _split(text: str) -> tuple[str, str, str] | None:
    given = text if re.match(r"[A-Za-z][\w+.-]*://", text) else f"//{text}"
    try:
        parts = urlsplit(given)
        host = parts.hostname or ""
    except ValueError:
        return None
    if not host or any(character.isspace() for character in host):
        return None
    return ascii_host(host).removeprefix("www."), parts.path, parts.query


def _joined(host: str, path: str, query: str) -> str:
    kept = [(name, value) for name, value in parse_qsl(query) if not _TRACKING.fullmatch(name)]
    tail = re.sub(r"/{2,}", "/", path).rstrip("/")
    return host + tail + (f"?{urlencode(sorted(kept))}" if kept else "")


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    # Mozilla's list as packed with the library; reading it takes a moment, so only on first use.
    from publicsuffixlist import PublicSuffixList  # noqa: PLC0415 - as said

    return PublicSuffixList()
