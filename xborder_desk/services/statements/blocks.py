"""The eleven blocks of the statement, from the register alone."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from xborder_desk.domain.address_book import places_of
from xborder_desk.domain.reach import DEAD, Reach, standing
from xborder_desk.domain.search import RowState, board
from xborder_desk.domain.statement import Block, Span
from xborder_desk.i18n import N_
from xborder_desk.identifiers.ways import normal_address
from xborder_desk.services.statements import tables
from xborder_desk.storage.queries.pictures import search_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from xborder_desk.domain.search import BoardRow, DataText, Row
    from xborder_desk.domain.statement import Cell, Words
    from xborder_desk.domain.statement_text import BlockText, StatementText
    from xborder_desk.services.statements.gathering import Source
    from xborder_desk.services.statements.saying import Saying

Field = tuple["Words", "Cell"]
_BLANK = "______________________"
"""A place to be filled in by hand."""


class Statement:
    """Builds the blocks; ``declarant`` is who signs, with function and organisation where known."""

    def __init__(
        self, text: StatementText, rows: Sequence[Row], saying: Saying, declarant: tuple[str, str, str]
    ) -> None:
        self._text = text
        self._rows = rows
        self._saying = saying
        self._declarant = declarant
        self._gathered = saying.gathered

    def build(self, now: dt.datetime) -> Iterator[Block]:
        """Give the blocks in their order; the exhibits come last, when all are named."""
        say, text = self._saying, self._text.blocks
        yield from self._head(1, text["declarant"])
        yield Block("fields", fields=tuple(self._who()))
        yield self._words(*text["declarant"].texts)
        yield from self._head(2, text["parties"])
        yield Block("fields", fields=tuple(self._parties()))
        yield from self._head(3, text["addresses"])
        yield self._words(*text["addresses"].texts)
        yield tables.addresses(say)
        yield from self._head(4, text["attempts"])
        found = tables.in_order(say)
        yield from self._found(tables.attempts(say, found) if found else None, text["attempts"].texts)
        yield from self._head(5, text["registers"])
        yield from self._found(tables.registers(say), ())
        yield from self._head(6, text["inquiries"])
        yield from self._found(tables.inquiries(say), ())
        yield from self._head(7, text["omissions"])
        yield from self._omissions()
        yield from self._head(8, text["conclusion"])
        yield Block("text", texts=tuple(self._conclusion(text["conclusion"], now)))
        yield from self._head(9, text["request"])
        yield from self._request(text["request"])
        yield from self._head(10, text["truth"])
        note = text["truth"].note
        yield self._words(*text["truth"].texts, *([note] if note else []))
        yield from self._head(11, text["signature"])
        signed = (
            say.text(N_("Place, date")),
            say.text(N_("Signature: {name}"), name=self._declarant[0] or _BLANK),
        )
        yield Block("sign", texts=signed)
        listed = None if say.tokens else tables.exhibits(say)
        if listed is not None:
            yield listed
            yield self._words(*text["signature"].texts)

    def _head(self, number: int, text: BlockText) -> Iterator[Block]:
        words = tuple(f"{number}  {said}" for said in self._saying.say(text.heading))
        yield Block("heading", words=words)

    def _words(self, *texts: DataText) -> Block:
        return Block("text", texts=tuple(self._saying.say(one) for one in texts))

    def _found(self, table: Block | None, before: Sequence[DataText]) -> Iterator[Block]:
        if table is None:
            yield Block("text", texts=(self._saying.text(N_("None.")),))
            return
        if before:
            yield self._words(*before)
        yield table

    def _who(self) -> Iterator[Field]:
        name, function, office = self._declarant
        say = self._saying
        yield say.text(N_("Name")), say.value(name or _BLANK)
        if office:
            yield say.text(N_("Organisation")), say.value(office)
        yield say.text(N_("Function")), say.value(function or _BLANK)

    def _parties(self) -> Iterator[Field]:
        say, main = self._saying, self._gathered.main
        shown = main or self._gathered.sources[0]
        if main is not None:
            for party in main.view.parties:
                if party.role == "consumer":
                    yield say.text(N_("Consumer")), _person(say, party.name, party.name_latin, party.country)
        seller = shown.seller
        if seller is not None:
            yield say.text(N_("Seller")), _person(say, seller.name, seller.name_latin, seller.country)
        if main is not None:
            yield from self._contract(main)
        if self._gathered.pooled:
            numbers = ", ".join(source.number for source in self._gathered.sources)
            told = say.text(N_("{numbers}. What belongs to other consumers is left out."), numbers=numbers)
            yield say.text(N_("Cases against this seller")), (Span(told),)
        else:
            yield say.text(N_("Case")), say.value(shown.number)

    def _contract(self, main: Source) -> Iterator[Field]:
        say, values = self._saying, main.view.values
        for name, label in (("order_number", N_("Order number")), ("product", N_("Product"))):
            if values.get(name):
                yield say.text(label), say.value(str(values[name]))
        ordered = values.get("ordered_on")
        if isinstance(ordered, dt.date):
            yield say.text(N_("Ordered")), (Span(say.day(ordered)),)
        amount, currency = values.get("amount"), values.get("currency")
        if amount is not None and currency:
            money: Decimal = amount  # type: ignore[assignment]  # the column holds a Decimal
            yield say.text(N_("Amount")), (Span(say.each(lambda one: one.money(money, str(currency)))),)

    def _board(self) -> list[BoardRow]:
        main = self._gathered.main or self._gathered.sources[0]
        return board(self._rows, search_of(main.seen))

    def _omissions(self) -> Iterator[Block]:
        say = self._saying
        main = self._gathered.main
        written = [one.seen.omissions for one in self._gathered.sources if one.own or main is None]
        for said in filter(None, written):
            yield Block("text", texts=(say.plain(said),))
        rows = [one for one in self._board() if one.state is not RowState.DONE]
        if not any(written):
            missing = N_("Nobody has written down yet why the following was not done.")
            yield Block("text", texts=(say.text(missing),))
        table = tuple(
            (
                (Span((str(one.row.number),)),),
                (Span(say.say(one.row.text)),),
                (
                    Span(say.text(one.state.label)),
                    *([Span(say.plain(one.reason), "muted")] if one.reason else []),
                    *([Span(say.say(one.told), "muted")] if one.told and not one.reason else []),
                ),
            )
            for one in rows
        )
        if table:
            heads = (say.text(N_("No.")), say.text(N_("Step of the search")), say.text(N_("State")))
            yield Block("table", columns=(0.6, 5, 5), heads=heads, rows=table)

    def _conclusion(self, text: BlockText, now: dt.datetime) -> Iterator[Words]:
        say, sources = self._saying, self._gathered.sources
        seller = next((one.seller.name for one in sources if one.seller), "–")
        reached = self._reach(now)
        failed, not_failed, last, never, nobody, somebody = text.texts
        yield say.say(failed if reached is Reach.UNREACHABLE else not_failed, seller=seller)
        places = [one for source in sources for one in source.seen.book if one.kind == "address"]
        if places:
            newest = max(places, key=lambda one: (one.state != DEAD, one.seen_on or dt.date.min))
            yield say.say(last, address=" ".join(newest.raw.split()))
        else:
            yield say.say(never, seller=seller)
        names = [name for source in sources for name in source.representatives]
        if names:
            yield say.say(somebody, names=", ".join(dict.fromkeys(names)))
        else:
            yield say.say(nobody, seller=seller)

    def _reach(self, now: dt.datetime) -> Reach:
        """Judge all cases together: an address that failed in one and answered in another is alive."""
        made = [one for source in self._gathered.sources for one in source.seen.to_seller]
        places = {
            place.normal: place for source in self._gathered.sources for place in places_of(source.seen.book)
        }
        return standing(list(places.values()), made, normal_address, now).state

    def _request(self, text: BlockText) -> Iterator[Block]:
        mails = dict.fromkeys(
            one.raw
            for source in self._gathered.sources
            for one in source.seen.book
            if one.kind == "email" and one.state != DEAD
        )
        yield self._words(*text.texts)
        given = ", ".join(mails) or "______________"
        yield Block("boxes", texts=tuple(self._saying.say(one, addresses=given) for one in text.hints))


def _person(say: Saying, name: str, latin: str, country: str) -> Cell:
    spans = [Span(say.plain(name), "strong")]
    if latin:
        spans.append(Span(say.plain(latin)))
    if country:
        spans.append(Span(say.each(lambda one: one.country(country)), "muted"))
    return tuple(spans)
