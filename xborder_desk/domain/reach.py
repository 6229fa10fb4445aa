"""Whether a party can be reached: what its register shows of each address, and what follows from it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.choices import FAILED_RESULTS, Channel, Choice, ContactResult
from xborder_desk.domain.evidence import Message
from xborder_desk.i18n import N_
from xborder_desk.i18n.counting import Counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from xborder_desk.domain.contacts import AttemptView, Outcome

ALIVE: Final = "alive"
DEAD: Final = "dead"
PATIENCE: Final = dt.timedelta(days=14)
"""After so long without an answer a party that was reached is called silent."""
CONTACTABLE: Final = frozenset({"email", "phone", "fax", "sms", "address", "whatsapp", "wechat", "messenger"})
"""Kinds of identifiers by which somebody can be written to or called."""

# Look-ups and questions to others are no attempt to reach the party itself.
_NOT_TO_THE_PARTY: Final = frozenset({Channel.REGISTER_LOOKUP.value, Channel.THIRD_PARTY.value})
_GONE: Final = frozenset(
    {
        ContactResult.NUMBER_NOT_IN_SERVICE.value,
        ContactResult.RETURNED_MOVED.value,
        ContactResult.RETURNED_UNKNOWN.value,
        ContactResult.RETURNED_INCOMPLETE_ADDRESS.value,
    }
)
_ARRIVED: Final = frozenset(
    {ContactResult.DELIVERED.value, ContactResult.READ.value, ContactResult.RETURNED_REFUSED.value}
)
_FAILED: Final = frozenset(one.value for one in FAILED_RESULTS)


class Reach(Choice):
    """Whether a party can be reached."""

    UNTRIED = "untried", N_("Not tried yet")
    TRYING = "trying", N_("Not every address tried yet")
    WAITING = "waiting", N_("Waiting for a result or an answer")
    SILENT = "silent", N_("Reached, but silent")
    REACHABLE = "reachable", N_("Has answered")
    UNREACHABLE = "unreachable", N_("Unreachable")


class _State(Enum):
    UNTRIED = 0
    FAILED = 1
    PENDING = 2
    ARRIVED = 3
    ANSWERED = 4


@dataclass(frozen=True, slots=True)
class Place:
    """An address at which a party can be reached: kind, as written, and the form that tells it again."""

    kind: str
    raw: str
    normal: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What an attempt showed of an address: ``state`` alive, dead or empty, at a moment (UTC)."""

    normal: str
    state: str
    result: str
    attempt: str
    uid: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a party can be reached, why, since when, and what ended an earlier unreachability."""

    state: Reach
    reasons: tuple[Message | Counted, ...] = ()
    since: dt.datetime | None = None
    reopened_by: str = ""
    unreachable_before: dt.datetime | None = None


def state_of(result: str, *, dead: bool | None) -> str:
    """Say what a result shows of the address it is about: alive, dead, or neither."""
    if dead is not None:
        return DEAD if dead else (ALIVE if result in _ARRIVED else "")
    return DEAD if result in _GONE else (ALIVE if result in _ARRIVED else "")


def proofs_of(attempts: Iterable[AttemptView], normal: Callable[[str, str], str]) -> list[Proof]:
    """Give what every result and reply showed of the address used, oldest first.

    ``normal`` gives an address's form from channel and address.
    """
    found = [proof for attempt in attempts for proof in _of_attempt(attempt, normal)]
    return sorted(found, key=lambda proof: proof.at)


def _of_attempt(attempt: AttemptView, normal: Callable[[str, str], str]) -> Iterator[Proof]:
    if attempt.channel in _NOT_TO_THE_PARTY:
        return
    every = [normal(attempt.channel, one) for one in attempt.every_address]
    for outcome in attempt.results:
        for place in _about(outcome, attempt.channel, every, normal):
            state = state_of(outcome.result, dead=outcome.dead)
            yield Proof(place, state, outcome.result, attempt.number, attempt.uid, outcome.at)
    for reply in attempt.replies:
        for place in every:
            yield Proof(place, ALIVE, "reply", attempt.number, attempt.uid, reply.at)


def _about(
    outcome: Outcome, channel: str, every: Sequence[str], normal: Callable[[str, str], str]
) -> Sequence[str]:
    return [normal(channel, outcome.recipient)] if outcome.recipient else every


@dataclass
class _Address:
    state: _State = _State.UNTRIED
    at: dt.datetime | None = None


@dataclass
class _Replay:
    """The states of all addresses as the register tells them, one event after another."""

    places: dict[str, _Address] = field(default_factory=dict)
    since: dt.datetime | None = None
    found: dt.datetime | None = None
    before: dt.datetime | None = None
    reopened_by: str = ""

    def step(self, place: str, state: _State, at: dt.datetime, attempt: str) -> None:
        address = self.places.setdefault(place, _Address())
        # A pending letter does not undo what is known; every real result does.
        if state is not _State.PENDING or address.state in {_State.UNTRIED, _State.FAILED}:
            address.state, address.at = state, at
        if self.unreachable():
            self.since = self.since or at
        else:
            # Trying again is no sign of life; only an answer or an arrival ends what was found.
            self.found, self.since = self.since or self.found, None
            if self.found is not None and state in {_State.ARRIVED, _State.ANSWERED}:
                self.before, self.reopened_by, self.found = self.found, attempt, None

    def unreachable(self) -> bool:
        return bool(self.places) and all(one.state is _State.FAILED for one in self.places.values())


def standing(
    places: Sequence[Place],
    attempts: Sequence[AttemptView],
    normal: Callable[[str, str], str],
    now: dt.datetime,
) -> Standing:
    """Derive whether a party can be reached from the attempts to reach it and the addresses known of it.

    Unreachable is a party whose every known address was tried and whose every address failed; whoever was
    reached but does not answer within 14 days is silent.
    """
    tried = [one for one in attempts if one.channel not in _NOT_TO_THE_PARTY]
    if not tried:
        return Standing(Reach.UNTRIED, (Message(N_("Nobody has tried to reach this party yet.")),))
    replay = _Replay({one.normal: _Address() for one in places if one.kind in CONTACTABLE})
    for at, place, state, number in sorted(_events(tried, normal), key=lambda event: event[0]):
        replay.step(place, state, at, number)
    names = {one.normal: one.raw for one in places}
    for attempt in tried:
        for one in attempt.every_address:
            names.setdefault(normal(attempt.channel, one), one)
    return _verdict(replay, names, tried, now)


def _events(
    attempts: Sequence[AttemptView], normal: Callable[[str, str], str]
) -> Iterator[tuple[dt.datetime, str, _State, str]]:
    for attempt in attempts:
        for one in attempt.every_address:
            yield attempt.started_at, normal(attempt.channel, one), _State.PENDING, attempt.number
    for proof in proofs_of(attempts, normal):
        if proof.result in {"reply", ContactResult.READ.value}:
            yield proof.at, proof.normal, _State.ANSWERED, proof.attempt
        elif proof.result in _ARRIVED:
            yield proof.at, proof.normal, _State.ARRIVED, proof.attempt
        elif proof.result in _FAILED:
            yield proof.at, proof.normal, _State.FAILED, proof.attempt


def _verdict(
    replay: _Replay, names: dict[str, str], attempts: Sequence[AttemptView], now: dt.datetime
) -> Standing:
    states = {place: address.state for place, address in replay.places.items()}
    untried = [names[place] for place, state in states.items() if state is _State.UNTRIED]
    told = tuple(_reopened(replay))
    if replay.unreachable() and replay.since is not None:
        failed = Counted(
            "Every known address ({addresses}) was tried, in {n} attempt, and every one failed.",
            "Every known address ({addresses}) was tried, in {n} attempts, and every one failed.",
            len(attempts),
            {"addresses": len(states)},
        )
        return Standing(Reach.UNREACHABLE, (failed,), replay.since)
    if _State.ANSWERED in states.values():
        reason = Message(N_("The party has answered or opened a message."))
        return _reopen(Standing(Reach.REACHABLE, (reason, *told)), replay)
    if _State.ARRIVED in states.values():
        last = max(one.at for one in replay.places.values() if one.state is _State.ARRIVED and one.at)
        silent = now - last > PATIENCE
        quiet = Counted(
            "A message arrived, and nobody has answered for {n} day.",
            "A message arrived, and nobody has answered for {n} days.",
            max((now - last).days, 0),
        )
        return _reopen(Standing(Reach.SILENT if silent else Reach.WAITING, (quiet, *told)), replay)
    if _State.PENDING in states.values():
        waiting = [names[place] for place, state in states.items() if state is _State.PENDING]
        reason = Message(N_("No result is known yet for: {addresses}."), {"addresses": ", ".join(waiting)})
        return _reopen(Standing(Reach.WAITING, (reason, *told)), replay)
    reason = Message(N_("Known but not tried yet: {addresses}."), {"addresses": ", ".join(untried)})
    return _reopen(Standing(Reach.TRYING, (reason, *told)), replay)


def _reopened(replay: _Replay) -> Iterator[Message]:
    if replay.before is not None:
        yield Message(
            N_("It counted as unreachable from {day} until the sign of life in {attempt}."),
            {"day": replay.before.date().isoformat(), "attempt": replay.reopened_by},
        )


def _reopen(found: Standing, replay: _Replay) -> Standing:
    return Standing(found.state, found.reasons, None, replay.reopened_by, replay.before)
