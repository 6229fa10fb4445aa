"""“What we know of this seller, and from where”: a paper for a dossier or an authority.

Its parts are those an alert to the authorities asks for: act, product, states, trader, legal basis, measures
with their days, authorities. What the register does not know is left open and never guessed. No consumer is
named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.choices import AddressSource, CaseStatus, OutcomeKind, label_of
from xborder_desk.domain.sellers import DIFFERENT, KIND_NAMES, SAME
from xborder_desk.domain.statement import Block, Paper, Span
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from xborder_desk.domain.bodies import BodyView
    from xborder_desk.domain.constellation import Against
    from xborder_desk.domain.sellers import DecisionView, MarkView, SellerView, StorefrontView
    from xborder_desk.domain.statement import Cell, Words
    from xborder_desk.domain.taxonomy import Entry
    from xborder_desk.i18n.language import Language

TITLE: Final = N_("What we know of this seller, and from where")
_VERDICTS: Final = {SAME: N_("the same seller"), DIFFERENT: N_("different sellers")}
_IDENTITY: Final = frozenset({"address", "registration", "vat"})


@dataclass(frozen=True)
class Known:
    """Everything the paper is made of; ``problems`` gives the words of problem codes."""

    views: Sequence[SellerView]
    against: Against
    problems: Mapping[str, Entry]
    authorities: Sequence[BodyView]


def paper(known: Known, languages: Sequence[Language], author: str, made_at: str, today: dt.date) -> Paper:
    """Make the paper, in one language or two side by side."""
    say = _Say(languages)
    title = say.text(TITLE)
    main = known.views[0]
    return Paper(
        title=title,
        running=tuple(f"{one} – {main.row.name} ({main.row.number})" for one in title),
        author=author,
        made_at=made_at,
        tags=tuple(one.tag for one in languages),
        directions=tuple(one.direction for one in languages),
        blocks=tuple(_Telling(known, say, author, today).blocks()),
        landscape=len(languages) > 1,
    )


@dataclass(frozen=True)
class _Say:
    languages: Sequence[Language]

    def text(self, msgid: str, **fields: object) -> Words:
        return tuple(language.text(msgid, **fields) for language in self.languages)

    def each(self, write: Callable[[Language], str]) -> Words:
        return tuple(write(language) for language in self.languages)

    def day(self, day: dt.date | None) -> Words:
        return self.each(lambda language: language.date(day)) if day else ("",)

    def money(self, amount: Decimal, currency: str) -> Words:
        return self.each(lambda language: language.money(amount, currency))

    def told(self, text: str, day: dt.date) -> Words:
        return self.each(lambda language: language.text(text, day=language.date(day)))

    def cases(self, n: int) -> Words:
        return self.each(lambda language: language.plural("In {n} case", "In {n} cases", n))

    def countries(self, codes: Iterable[str]) -> Words:
        kept = sorted({code for code in codes if code})
        return self.each(lambda language: ", ".join(map(language.country, kept)))


class _Telling:
    def __init__(self, known: Known, say: _Say, author: str, today: dt.date) -> None:
        self._known = known
        self._say = say
        self._author = author
        self._today = today

    def blocks(self) -> Iterator[Block]:
        """Give the parts in their order."""
        yield self._head(N_("1. Trader"))
        for view in self._known.views:
            yield Block("fields", fields=tuple(self._trader(view)))
        yield self._head(N_("2. Shops"))
        yield from self._table(
            _SHOPS, (self._shop(v, one) for v in self._known.views for one in v.storefronts)
        )
        yield self._head(N_("3. Identifiers, and where each was read"))
        marks = ((view, mark) for view in self._known.views for mark in view.marks)
        yield from self._table(_MARKS, (self._mark(view, mark) for view, mark in marks))
        yield self._head(N_("4. Why these are held to be one seller"))
        yield from self._table(_DECIDED, map(self._decided, self._known.against.decisions))
        yield self._head(N_("5. Act or omission, product or service"))
        yield from self._acts()
        yield self._head(N_("6. States concerned"))
        yield Block("fields", fields=tuple(self._states()))
        yield self._head(N_("7. Cases of this office"))
        yield from self._table(_CASES, self._cases())
        yield Block("fields", fields=tuple(self._sums()))
        yield self._head(N_("8. Legal basis"))
        yield self._open(N_("To be named by the sender: the rule that is held to be infringed."))
        yield self._head(N_("9. Proceedings and measures taken, with their days and where they stand"))
        yield from self._table(_MEASURES, self._measures())
        yield self._head(N_("10. Authorities that act, or may"))
        yield from self._table(_BODIES, map(self._authority, self._known.authorities))
        yield self._head(N_("11. The sender"))
        yield self._words(
            N_(
                "This is what the register of this office held on {day}. "
                "Suggestions nobody confirmed are left out."
            ),
            day=self._today.isoformat(),
        )
        yield self._words(N_("The sender keeps this correct and up to date, and corrects or withdraws it."))
        name = self._say.text(N_("Signature: {name}"), name=self._author)
        yield Block("sign", texts=(self._say.text(N_("Place, date")), name))

    def _head(self, text: str) -> Block:
        return Block("heading", words=self._say.text(text))

    def _words(self, text: str, **fields: object) -> Block:
        return Block("text", texts=(self._say.text(text, **fields),))

    def _open(self, text: str) -> Block:
        return Block("boxes", texts=(self._say.text(text),))

    def _table(self, shape: _Shape, rows: Iterable[tuple[Cell, ...]]) -> Iterator[Block]:
        found = tuple(rows)
        if not found:
            yield self._words(N_("Nothing is known."))
            return
        heads = tuple(self._say.text(head) for head, _ in shape)
        yield Block("table", columns=tuple(part for _, part in shape), heads=heads, rows=found)

    def _trader(self, view: SellerView) -> Iterator[tuple[Words, Cell]]:
        say, row = self._say, view.row
        yield say.text(N_("Name")), _plain(row.name)
        others = [view.name_latin, *(name for name, *_ in view.names)]
        if any(others):
            yield (
                say.text(N_("Other names")),
                tuple(Span((one,)) for one in dict.fromkeys(filter(None, others))),
            )
        yield say.text(N_("Number here")), _plain(row.number)
        yield say.text(N_("Country")), (Span(say.countries([row.country])),)
        for mark in view.marks:
            if mark.kind in _IDENTITY:
                yield say.text(KIND_NAMES.get(mark.kind, mark.kind)), (*_plain(mark.raw), self._origin(mark))

    def _origin(self, mark: MarkView) -> Span:
        """Say where an identifier was read: the kind of place, the case and item, the day."""
        place = self._say.text(label_of(AddressSource, mark.origin or AddressSource.UNKNOWN))
        item = "/".join(filter(None, (mark.origin_note, mark.evidence)))
        days = self._say.day(mark.on)
        days = days if len(days) == len(place) else days * len(place)
        told = (filter(None, (one, item, day)) for one, day in zip(place, days, strict=True))
        return Span(tuple(" · ".join(parts) for parts in told), "muted")

    def _shop(self, view: SellerView, shop: StorefrontView) -> tuple[Cell, ...]:
        say = self._say
        told = "\n".join(dict.fromkeys(filter(None, (shop.name, shop.account, shop.url))))
        days = [
            (N_("first seen {day}"), shop.first_seen),
            (N_("last seen {day}"), shop.last_seen),
            (N_("removed on {day}"), shop.removed_on),
            (N_("back on {day}"), shop.reappeared_on),
        ]
        seen = tuple(Span(say.told(text, day)) for text, day in days if day is not None)
        return _plain(shop.platform), _lines(told), seen or _plain("–"), _plain(view.row.number)

    def _mark(self, view: SellerView, mark: MarkView) -> tuple[Cell, ...]:
        say = self._say
        raw: Cell = _lines(mark.raw)
        if mark.valid is False:
            raw = (*raw, Span(say.text(N_("its check digits are wrong")), "muted"))
        kind = say.text(KIND_NAMES.get(mark.kind, mark.kind))
        return (Span(kind),), raw, (self._origin(mark),), _plain(view.row.number)

    def _decided(self, one: DecisionView) -> tuple[Cell, ...]:
        verdict = self._say.text(_VERDICTS.get(one.verdict, one.verdict))
        return (
            _plain(one.number),
            _plain(f"{one.first}, {one.second}"),
            (Span(verdict),),
            _lines(one.reason),
            (Span((one.by,)), Span(self._say.day(one.at.date()), "muted")),
        )

    def _acts(self) -> Iterator[Block]:
        cases = self._known.against.cases
        found: dict[tuple[str, str], list[str]] = {}
        for one in cases:
            for code in one.problems or ("",):
                found.setdefault((code, one.product), []).append(one.case)
        yield from self._table(
            _ACTS,
            (
                (
                    (self._problem(code),),
                    _plain(product or "–"),
                    _plain(", ".join(numbers)),
                )
                for (code, product), numbers in found.items()
            ),
        )

    def _problem(self, code: str) -> Span:
        entry = self._known.problems.get(code)
        if entry is None:
            return Span((code or "–",))
        return Span(self._say.each(lambda language: language.ctext(entry.context, entry.label)))

    def _states(self) -> Iterator[tuple[Words, Cell]]:
        say = self._say
        harmed = say.countries(one.consumer_country for one in self._known.against.cases)
        yield say.text(N_("Where the consumers live")), (Span(harmed if any(harmed) else ("–",)),)
        seats = say.countries(view.row.country for view in self._known.views)
        yield say.text(N_("Where the seller says it sits")), (Span(seats if any(seats) else ("–",)),)

    def _cases(self) -> Iterator[tuple[Cell, ...]]:
        for one in self._known.against.cases:
            amount = ("–",) if one.amount is None else self._say.money(one.amount, one.currency)
            status = self._say.text(label_of(CaseStatus, one.status))
            yield (
                _plain(one.case),
                (Span(self._say.day(one.opened)),),
                (Span(amount),),
                (Span(status),),
                _plain(one.seller),
            )

    def _sums(self) -> Iterator[tuple[Words, Cell]]:
        for total in self._known.against.totals:
            amount = self._say.money(total.amount, total.currency)
            yield self._say.cases(total.cases), (Span(amount, "strong"),)

    def _measures(self) -> Iterator[tuple[Cell, ...]]:
        for one in self._known.against.cases:
            if one.route or one.outcome:
                ended = (
                    self._say.text(label_of(OutcomeKind, one.outcome))
                    if one.outcome
                    else self._say.text(N_("open"))
                )
                yield (
                    _plain(one.case),
                    _plain(one.route or "–"),
                    (Span(ended),),
                    (Span(self._say.day(one.outcome_on)),),
                )

    def _authority(self, body: BodyView) -> tuple[Cell, ...]:
        country = self._say.countries([body.values.get("country", "")])
        read = body.checked_on.isoformat() if body.checked_on else ""
        return _plain(body.name), (Span(country),), _plain(body.values.get("website", "")), _plain(read)


def _plain(text: str) -> Cell:
    return (Span((text,)),)


def _lines(text: str) -> Cell:
    return tuple(Span((line,)) for line in text.splitlines() if line.strip()) or _plain("–")


_Shape = tuple[tuple[str, float], ...]
_SHOPS: Final[_Shape] = ((N_("Platform"), 2), (N_("Shop"), 4), (N_("When"), 3), (N_("Seller"), 1.4))
_MARKS: Final[_Shape] = (
    (N_("Kind"), 2),
    (N_("Value"), 4),
    (N_("Where it was read"), 3.4),
    (N_("Seller"), 1.4),
)
_DECIDED: Final[_Shape] = (
    (N_("Decision"), 1.3), (N_("Sellers"), 2), (N_("Held to be"), 2), (N_("Reason"), 4), (N_("Who"), 2.2),
)  # fmt: skip
_ACTS: Final[_Shape] = (
    (N_("What consumers complain of"), 4),
    (N_("Product or service"), 3),
    (N_("Cases"), 3),
)
_CASES: Final[_Shape] = (
    (N_("Case"), 2), (N_("Opened"), 2), (N_("Amount"), 2), (N_("Where it stands"), 3), (N_("Seller"), 1.4),
)  # fmt: skip
_MEASURES: Final[_Shape] = ((N_("Case"), 2), (N_("Way"), 3), (N_("Result"), 3), (N_("Date"), 2))
_BODIES: Final[_Shape] = ((N_("Authority"), 4), (N_("Country"), 2), (N_("Website"), 3), (N_("Checked on"), 2))
