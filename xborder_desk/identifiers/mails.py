"""E-mail addresses: one form for one mailbox, by the rules of the large providers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xborder_desk.identifiers.shapes import Checked, Found

if TYPE_CHECKING:
    from collections.abc import Iterator

_ADDRESS: Final = re.compile(
    r"(?P<local>\"[^\"\r\n]{1,62}\"|[^\s@<>()\[\],;:\\\"]{1,64})@(?P<host>[^\s@<>()\[\],;:\\\"/]{1,253})"
)
_IN_TEXT: Final = re.compile(
    r"(?<![\w.+-])[\w!#$%&'*+/=?^`{|}~-][\w.!#$%&'*+/=?^`{|}~-]{0,63}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}"
)
_LINK: Final = "mailto:"
_LABEL: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class _Rule:
    """How a provider reads the part before the @: ``host`` is the name under which it is kept."""

    host: str
    dots: bool = True
    tag: str = "+"


_GMAIL: Final = _Rule("gmail.com", dots=False)
_PROTON: Final = _Rule("proton.me", dots=False)
_YANDEX: Final = _Rule("yandex.ru")
_ICLOUD: Final = _Rule("icloud.com")
_RULES: Final = {
    "gmail.com": _GMAIL,
    "googlemail.com": _GMAIL,
    "protonmail.com": _PROTON,
    "protonmail.ch": _PROTON,
    "proton.me": _PROTON,
    "pm.me": _PROTON,
    **dict.fromkeys(("yandex.ru", "ya.ru", "yandex.com", "yandex.by", "yandex.kz", "yandex.ua"), _YANDEX),
    **dict.fromkeys(("icloud.com", "me.com", "mac.com"), _ICLOUD),
}
_TAGGED: Final = frozenset(
    {"outlook.com", "hotmail.com", "live.com", "msn.com", "fastmail.com", "mail.ru", "zoho.com", "outlook.de"}
)


# Erika Mustermann <erika@example.com>
_NAMED: Final = re.compile(r"[^<>]*<([^<>\s]+@[^<>\s]+)>\s*")


def check(raw: str) -> Checked:
    """Give the form under which the provider keeps the mailbox; ``valid`` is False for what is no address."""
    text = raw.strip()
    if text[: len(_LINK)].casefold() == _LINK:
        text = text[len(_LINK) :].partition("?")[0]
    named = _NAMED.fullmatch(text)
    text = (named[1] if named else text).strip("<> \t")
    match = _ADDRESS.fullmatch(text.removesuffix("."))
    if match is None:
        return Checked(text.casefold(), valid=False if text else None)
    host = ascii_host(match["host"])
    local = match["local"].casefold()
    right = _proper(local) and proper_host(host)
    kept = _RULES[host].host if host in _RULES else host
    return Checked(f"{_kept(local, host)}@{kept}", None if right else False)


def find(text: str) -> Iterator[Found]:
    """Find the e-mail addresses in a text."""
    for match in _IN_TEXT.finditer(text):
        checked = check(match.group())
        if checked.valid is not False:
            yield Found("email", match.group(), match.start(), match.end(), checked.normal)


def host_of(normal: str) -> str:
    """Give the host of an address in normal form, empty if it has none."""
    return normal.rpartition("@")[2] if "@" in normal else ""


def ascii_host(host: str) -> str:
    """Write a host name as the name servers know it: lower case, other scripts as xn--."""
    plain = host.strip().rstrip(".").casefold().replace("。", ".")
    if plain.isascii():
        return plain
    try:
        return plain.encode("idna").decode("ascii")
    except UnicodeError:
        return plain


def proper_host(host: str) -> bool:
    """Tell whether a host name in its ASCII form has two or more proper labels."""
    labels = host.split(".")
    return len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels) and not labels[-1].isdigit()


def _proper(local: str) -> bool:
    if local.startswith('"'):
        return True
    return not local.startswith(".") and not local.endswith(".") and ".." not in local


def _kept(local: str, host: str) -> str:
    rule = _RULES.get(host)
    if local.startswith('"') or (rule is None and host not in _TAGGED):
        return local
    kept = local.partition("+")[0] or local
    if rule is not None and not rule.dots:
        return kept.replace(".", "") or kept
    return kept.replace("-", ".") if rule is _YANDEX else kept
