"""Keys under which a seller is found again: cheap to look up, and shared by whoever may be the same."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

from xborder_desk.identifiers import places, webs
from xborder_desk.identifiers.mails import host_of
from xborder_desk.matching.names import CORE, GENERIC, NUMBER, PLACE, acronyms, read_names
from xborder_desk.matching.scripts import bones, latin, root, sound

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xborder_desk.domain.sellers import Mark, Profile
    from xborder_desk.matching.names import Name
    from xborder_desk.matching.weights import Shared
    from xborder_desk.matching.words import Words

# Kinds that say the same thing share one letter.
_LETTER: Final = {
    **dict.fromkeys(("phone", "sms", "fax", "whatsapp"), "p"),
    **dict.fromkeys(("iban", "account"), "i"),
    **dict.fromkeys(("vat", "registration"), "r"),
    **dict.fromkeys(("paypal", "alipay", "wechat"), "w"),
    "email": "e",
    "storefront": "s",
    "descriptor": "c",
    "picture": "f",
    "listing_text": "l",
}
_DIGITS: Final = 6
_SHORTEST: Final = 3
_CHANGED: Final = range(5, 15)
_MOST_PAIRED: Final = 6
_MOST_NAMES: Final = 12


def keys(profile: Profile, words: Words, shared: Shared) -> frozenset[str]:
    """Give every key of a seller: from its names, and from its identifiers that are not everybody's."""
    found = {
        key for raw in profile.names[:_MOST_NAMES] for key in name_keys(raw, words, person=profile.person)
    }
    found |= {key for mark in profile.marks for key in mark_keys(mark, shared)}
    return frozenset(found)


def name_keys(raw: str, words: Words, *, person: bool = False) -> Iterator[str]:
    """Give the keys of one name, in any of the ways it can be read."""
    for name in read_names(raw, words, person=person):
        yield from _of_name(name)


def mark_keys(mark: Mark, shared: Shared) -> Iterator[str]:
    """Give the keys of one identifier; none for one with wrong check digits or that everybody shares."""
    if mark.valid is False or not mark.normal or shared.has(mark):
        return
    if mark.kind in {"address", "return_address"}:
        yield from (f"a:{key}" for key in places.keys(places.place_of(mark.raw, dict(mark.parts))))
    elif mark.kind in _LETTER and not (mark.kind == "account" and _named(mark.normal)):
        yield f"{_LETTER[mark.kind]}:{mark.normal}"
    domain = domain_of(mark)
    if domain and domain not in shared.hosts:
        yield f"d:{domain}"


def national(mark: Mark) -> bool:
    """Whether a company number is one only within its country: 01234567, but no LEI, EUID or Chinese code."""
    return mark.kind == "registration" and mark.normal.isdigit()


def _named(normal: str) -> bool:
    """Whether an account is told by a name, which is that of the bank or payment firm as often as not."""
    return sum(character.isdigit() for character in normal) < _DIGITS


def domain_of(mark: Mark) -> str:
    """Give the domain that somebody registered, of a web or e-mail address; empty for other kinds."""
    if mark.kind == "email":
        return webs.registered(host_of(mark.normal))
    if mark.kind in {"website", "url", "domain", "web_form"}:
        return webs.registered(webs.host_of(mark.normal))
    return ""


def _of_name(name: Name) -> Iterator[str]:
    own = [token for token in name.tokens if token.role == CORE]
    texts = [token.text for token in own if token.text]
    if not texts:
        return
    joined = "".join(texts)
    yield "n:" + "".join(sorted(map(sound, texts)))
    heard = sound(joined)
    if len(bones(joined)) >= _SHORTEST:
        yield "b:" + bones(joined)
    for text in texts:
        stripped = root(text)
        if len(stripped) >= _SHORTEST - 1:
            yield "k:" + stripped
        if len(stripped) < _SHORTEST and len(text) > 1:
            yield "t:" + text
    for token in name.tokens:
        if (
            token.translated
            and token.role in {CORE, GENERIC}
            and len(spelled := root(latin(token.shown))) >= _SHORTEST
        ):
            yield "k:" + spelled
    if len(texts) < _SHORTEST and len(heard) in _CHANGED:
        yield from (f"x:{heard[:at]}{heard[at + 1 :]}" for at in range(len(heard)))
        yield "x:" + heard
    yield from (f"q:{short}" for short in acronyms(name))
    yield from _together(name)


def _together(name: Name) -> Iterator[str]:
    """Give pairs of words, for names whose words one by one are everybody's."""
    used = [
        (t.role == CORE and not t.translated and root(t.text)) or t.text
        for t in name.tokens
        if t.role in {CORE, GENERIC, PLACE, NUMBER} and t.text
    ]
    distinct: Iterable[str] = list(dict.fromkeys(used))[:_MOST_PAIRED]
    yield from ("g:" + "+".join(sorted(pair)) for pair in combinations(distinct, 2))
