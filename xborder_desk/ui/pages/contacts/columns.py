"""How attempts are listed: on both clocks, with the exact address and its origin."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from xborder_desk.domain.choices import AddressSource, Channel, ContactResult, label_of
from xborder_desk.i18n import N_
from xborder_desk.ui.clocks import clock_in
from xborder_desk.ui.models.table import Column
from xborder_desk.ui.states import CHANNEL_ICONS, day_of, listed, result_look

if TYPE_CHECKING:
    import datetime as dt

    from xborder_desk.domain.cases import PartyView
    from xborder_desk.domain.contacts import AttemptView
    from xborder_desk.i18n.language import Language


@dataclass(frozen=True)
class Line:
    """An attempt and whom it was made to."""

    attempt: AttemptView
    party: PartyView | None


def when(line: Line, language: Language) -> str:
    """Say when, on the clock where it was made."""
    local = line.attempt.local
    return language.isolate(f"{language.date(local.date())} {local:%H:%M}")


def there(line: Line, language: Language, zone: dt.tzinfo) -> str:
    """Name that clock, and say what time it was at the other side's."""
    _ = language.text
    attempt = line.attempt
    here = attempt.local.tzname() or str(zone)
    country = line.party.country if line.party is not None else ""
    other = clock_in(country, attempt.started_at)
    if other is None or other.utcoffset() == attempt.local.utcoffset():
        return here
    days = (other.date() - attempt.local.date()).days
    shift = f" {days:+d}" if days else ""
    return _(N_("{clock} · there {time}"), clock=here, time=f"{other:%H:%M}{shift}")


def origin(line: Line, language: Language) -> str:
    """Say where the address came from."""
    _ = language.text
    source = _(label_of(AddressSource, line.attempt.address_source)) if line.attempt.address_source else ""
    seen_in = line.attempt.address_evidence
    parts = [part for part in (source, seen_in) if part]
    return _(N_("from: {origin}"), origin=listed(language, parts)) if parts else _(N_("origin not given"))


def outcome(line: Line, language: Language) -> str:
    """Say what became of it."""
    _ = language.text
    if line.attempt.replies:
        return _(N_("Replied {day}"), day=day_of(line.attempt.replies[-1].at))
    return _(label_of(ContactResult, line.attempt.result))


def proofs(line: Line, language: Language) -> str:
    """Name the evidence that proves it."""
    attempt = line.attempt
    later = [proof for one in (*attempt.results, *attempt.replies) for proof in one.proofs]
    return listed(language, dict.fromkeys((*attempt.proofs, *later)))


def columns(zone: dt.tzinfo) -> tuple[Column[Line], ...]:
    """Give the columns of the register; ``zone`` is the office's own."""
    return (
        Column("number", N_("No."), lambda line, _l: line.attempt.number, whole=True, chars=5),
        Column("when", N_("When, local time"), when, second=partial(there, zone=zone), whole=True, chars=23),
        Column(
            "channel",
            N_("Channel"),
            lambda line, language: language.text(label_of(Channel, line.attempt.channel)),
            second=lambda line, _l: line.party.name if line.party is not None else "",
            icon=lambda line: CHANNEL_ICONS.get(line.attempt.channel, "phone"),
            chars=26,  # most channels of every language
            gives=2,  # an address mostly tells by itself what it is of
        ),
        Column(
            "address",
            N_("Exact address, and where it came from"),
            lambda line, language: language.isolate(line.attempt.address),
            second=origin,
            stretch=True,
        ),
        Column(
            "result",
            N_("Result"),
            outcome,
            pill=lambda line: result_look(line.attempt)[0],
            icon=lambda line: result_look(line.attempt)[1],
            chars=28,
        ),
        Column("proof", N_("Proof"), proofs, chars=8, gives=1, under="number"),
    )
