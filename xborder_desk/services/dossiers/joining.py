"""One dossier out of several: whole numbers, one chronology, every file once. Values in, values out."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from xborder_desk.domain.dossier import CaseHead, DossierContent, Exhibit, Member, Money
from xborder_desk.domain.references import Reference
from xborder_desk.i18n.formats import zone_of
from xborder_desk.services.dossiers.pointing import pointed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from xborder_desk.domain.dossier import ClaimLine, Edition, Entry, Party
    from xborder_desk.domain.pseudonyms import Veil

Shown = TypeVar("Shown")
_AS_IT_IS: Final = frozenset(
    {"sha256", "uid", "key", "evidence_id", "part_of", "media_type", "profile", "edition", "heads", "also"}
)


@dataclass(frozen=True, slots=True)
class Part:
    """One case of a dossier over several: its own content, and what its consumer is called in it."""

    content: DossierContent
    consumer: str

    @property
    def name(self) -> str:
        """Name the case where several are told apart."""
        return f"{self.content.case.number} · {self.consumer}"


def joined(parts: Sequence[Part], head: CaseHead, edition: Edition, *, pseudonymous: bool) -> DossierContent:
    """Join contents into one, in their order; a file that stands in several cases is shown with the first."""
    first = parts[0].content
    same = _shared([part.content for part in parts])
    whole = [Part(_numbered(part.content, same), part.consumer) for part in parts]
    contents = [part.content for part in whole]
    lines = tuple(line for part in whole for line in _claims(part))
    return DossierContent(
        edition=edition,
        case=head,
        profile=first.profile,
        language=first.language,
        wish="\n".join(_wishes(whole)),
        claim=_sum(lines),
        claim_lines=lines,
        parties=tuple(_parties(contents)),
        purchases=tuple(replace(one, case=part.name) for part in whole for one in part.content.purchases),
        facts=tuple(one for content in contents for one in content.facts),
        chronology=tuple(_chronology(whole)),
        contacts=tuple(one for content in contents for one in content.contacts),
        exhibits=tuple(_exhibits(whole, same)),
        heads=tuple(
            replace(one, register=f"{one.register} · {content.case.number}")
            for content in contents
            for one in content.heads
        ),
        variant=first.variant,
        group=tuple(
            Member(part.content.case.number, part.consumer, _country(part.content), part.content.claim)
            for part in whole
        ),
        pseudonymous=pseudonymous,
    )


def veiled(content: Shown, veil: Veil) -> Shown:
    """Say pseudonyms in every text of a dossier or annex, but in nothing that identifies evidence."""
    hidden: Shown = _walked(content, veil.over)
    return hidden


def _walked(value: Any, said: Callable[[str], str]) -> Any:  # noqa: ANN401 - any value of a dossier
    if isinstance(value, str):
        return said(value)
    if isinstance(value, tuple):
        return tuple(_walked(one, said) for one in value)
    if isinstance(value, Reference):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            one.name: _walked(getattr(value, one.name), said)
            for one in fields(value)
            if one.name not in _AS_IT_IS
        }
        return replace(value, **changed)
    return value


def _shared(contents: Sequence[DossierContent]) -> dict[str, str]:
    """Give for each whole number the one that is shown: of a file in several cases the first."""
    shown: dict[tuple[object, ...], tuple[str, str]] = {}
    found: dict[str, str] = {}
    for content in contents:
        case = content.case.number
        for one in content.exhibits:
            mark = (one.sha256, one.pages)
            before = shown.setdefault(mark, (case, one.evidence_id))
            found[one.evidence_id] = one.evidence_id if before[0] == case else before[1]
    return found


def _numbered(content: DossierContent, same: Mapping[str, str]) -> DossierContent:
    """Give a content with whole numbers in place of those of one case."""
    case = content.case.number

    def whole(key: str) -> str:
        number = key if "/" in key else f"{case}/{key}"  # one that is whole already stays
        return same.get(number, number)

    def shown(one: Exhibit) -> Exhibit:
        return replace(
            one,
            key=f"{case}/{one.key}",
            part_of=whole(one.part_of) if one.part_of else "",
            translates=whole(one.translates) if one.translates else "",
            proves=tuple(f"{case}/{number}" for number in one.proves),
        )

    content = pointed(content, whole)
    return replace(
        content,
        parties=tuple(replace(one, id=f"{case}/{one.id}") for one in content.parties),
        facts=tuple(replace(one, id=f"{case}/{one.id}") for one in content.facts),
        contacts=tuple(replace(one, number=f"{case}/{one.number}") for one in content.contacts),
        exhibits=tuple(map(shown, content.exhibits)),
    )


def _wishes(parts: Iterable[Part]) -> Iterator[str]:
    """Say who asks for what; those who ask for the same together."""
    found: dict[str, list[str]] = {}
    for part in parts:
        if part.content.wish.strip():
            found.setdefault(part.content.wish, []).append(part.consumer)
    for wish, who in found.items():
        yield f"{', '.join(dict.fromkeys(who))}: {wish}"


def _claims(part: Part) -> Iterator[ClaimLine]:
    yield from (replace(line, text=f"{part.name}: {line.text}") for line in part.content.claim_lines)


def _sum(lines: Sequence[ClaimLine]) -> Money | None:
    currencies = {line.amount.currency for line in lines}
    if len(currencies) != 1:
        return None
    return Money(sum((line.amount.amount for line in lines[1:]), lines[0].amount.amount), currencies.pop())


def _country(content: DossierContent) -> str:
    """Give the consumer's country; the consumer is the first of the parties."""
    return content.parties[0].country if content.parties else ""


def _parties(contents: Iterable[DossierContent]) -> Iterator[Party]:
    """Give every party once, with all that is known of it; consumers come first."""
    found: dict[tuple[str, ...], Party] = {}
    consumers: dict[tuple[str, ...], Party] = {}
    for content in contents:
        for place, party in enumerate(content.parties):
            of = consumers if place == 0 else found
            key = (party.role, party.name, party.latin_name, party.country)
            before = of.get(key)
            of[key] = party if before is None else _both(before, party)
    yield from consumers.values()
    yield from found.values()


def _both(one: Party, other: Party) -> Party:
    return replace(
        one,
        id=f"{one.id}, {other.id}",
        addresses=tuple(dict.fromkeys((*one.addresses, *other.addresses))),
        identifiers=tuple(dict.fromkeys((*one.identifiers, *other.identifiers))),
    )


def _chronology(parts: Iterable[Part]) -> Iterator[Entry]:
    """Put the entries of all cases in one order, each with its case."""
    entries = [replace(entry, case=part.name) for part in parts for entry in part.content.chronology]
    yield from sorted(entries, key=_moment)


def _moment(entry: Entry) -> tuple[str, str]:
    """Sort by the day as it is shown, then by the moment; what is known to the day only comes first."""
    if entry.when.at is not None:
        local = entry.when.at.astimezone(zone_of(entry.when.zone))
        return local.date().isoformat(), entry.when.at.isoformat()
    return str(entry.when.day or ""), ""


def _exhibits(parts: Sequence[Part], same: Mapping[str, str]) -> Iterator[Exhibit]:
    """Give every file once, in the section of its case, with its numbers in all of them."""
    twins: dict[str, list[Exhibit]] = {}
    shared: dict[str, list[str]] = {}
    every = [one for part in parts for one in part.content.exhibits]
    for one in every:
        shown = same[one.key]
        if shown != one.key:
            twins.setdefault(shown, []).append(one)
            if one.part_of:
                shared.setdefault(one.part_of, []).append(shown)
    for part in parts:
        sections = {one.key: one.section for one in part.content.exhibits}
        for one in part.content.exhibits:
            if same[one.key] != one.key:
                continue
            own = sections.get(one.part_of, one.section) if one.part_of else one.section
            others = twins.get(one.key, ())
            yield replace(
                one,
                section=f"{part.name} – {own}" if own else part.name,
                also=tuple(other.evidence_id for other in others),
                proves=tuple(dict.fromkeys((*one.proves, *(f for other in others for f in other.proves)))),
                shared=tuple(shared.get(one.key, ())),
            )
