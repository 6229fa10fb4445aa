"""Mails on their way out: kept before they are handed over, so that none is lost and none goes twice."""

from __future__ import annotations

import base64
import datetime as dt  # noqa: TC003 - dataclasses keep their annotations readable
import uuid
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.choices import Choice
from xborder_desk.domain.errors import KnownError, NotFoundError
from xborder_desk.domain.evidence import Message
from xborder_desk.i18n import N_
from xborder_desk.mail.outgoing import Refusal
from xborder_desk.storage.models import Draft
from xborder_desk.storage.queries import drafts

if TYPE_CHECKING:
    from xborder_desk.storage.uow import Database

PREFIX: Final = "outbox:"


class Sending(Choice):
    """Where a mail on its way out is."""

    WAITING = "waiting", N_("Waiting to be sent")
    HANDING_OVER = "handing_over", N_("May have been sent: look in the folder of sent mails")
    TAKEN = "taken", N_("Sent, to be logged")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A mail on its way out; ``why`` says why it is still here, ``told`` the same in English.

    ``about`` goes into the attempt.
    """

    uid: str
    case: str
    to: tuple[str, ...]
    message_id: str
    mail: bytes
    about: dict[str, str]
    state: Sending = Sending.WAITING
    told: str = ""
    refused: tuple[Refusal, ...] = ()
    at: dt.datetime | None = None
    why: Message | None = None

    @property
    def reason(self) -> Message:
        """Why it is still here; of a mail kept by an earlier version only the English is known."""
        return self.why or Message(self.told)


def reason_of(fault: KnownError) -> Message:
    """Give why a mail is still here as a sentence that can be kept, and said in any language later."""
    plain = {name: one if isinstance(one, int) else str(one) for name, one in fault.fields.items()}
    return Message(fault.text, plain)


class Outbox:
    """Keeps the mails on their way out in the office's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(
        self, case: str, to: tuple[str, ...], message_id: str, mail: bytes, about: dict[str, str]
    ) -> Waiting:
        """Keep a new mail."""
        waiting = Waiting(uuid.uuid4().hex, case, to, message_id, mail, about)
        with self._database.write() as uow:
            uow.session.add(Draft(key=PREFIX + waiting.uid, value=_plain(waiting), by=uow.actor, at=uow.now))
            uow.commit()
        return waiting

    def set(
        self,
        waiting: Waiting,
        state: Sending,
        fault: KnownError | None = None,
        refused: tuple[Refusal, ...] = (),
    ) -> Waiting:
        """Note where a mail is now, and the fault that keeps it here."""
        told, why = (str(fault), reason_of(fault)) if fault is not None else ("", None)
        changed = replace(waiting, state=state, told=told, why=why, refused=refused)
        with self._database.write() as uow:
            row = uow.session.get(Draft, PREFIX + waiting.uid)
            if row is not None:
                row.value = _plain(changed)
            uow.commit()
        return changed

    def drop(self, waiting: Waiting) -> None:
        """Forget a mail that is logged, or that a person does not want to be sent."""
        with self._database.write() as uow:
            row = uow.session.get(Draft, PREFIX + waiting.uid)
            if row is not None:
                uow.session.delete(row)
            uow.commit()

    def list(self) -> list[Waiting]:
        """Give the mails on their way out, oldest first."""
        with self._database.read() as uow:
            return [_from(key, value, at) for key, value, at in drafts.with_prefix(uow, PREFIX)]

    def find(self, uid: str) -> Waiting:
        """Give one mail by the beginning of its uid.

        Raises:
            NotFoundError: there is none.

        """
        found = [one for one in self.list() if uid and one.uid.startswith(uid)]
        if len(found) != 1:
            raise NotFoundError(N_("No mail {number} is waiting to be sent."), number=uid or "–")
        return found[0]


def _plain(waiting: Waiting) -> dict[str, Any]:
    return {
        "case": waiting.case,
        "to": list(waiting.to),
        "message_id": waiting.message_id,
        "mail": base64.b64encode(waiting.mail).decode(),
        "about": waiting.about,
        "state": waiting.state.value,
        "told": waiting.told,
        "why": [waiting.why.text, dict(waiting.why.fields)] if waiting.why is not None else None,
        "refused": [[one.address, one.code, one.text] for one in waiting.refused],
    }


def _from(key: str, value: dict[str, Any], at: dt.datetime) -> Waiting:
    state = next(one for one in Sending if one.value == value["state"])
    return Waiting(
        uid=key.removeprefix(PREFIX),
        case=value["case"],
        to=tuple(value["to"]),
        message_id=value["message_id"],
        mail=base64.b64decode(value["mail"]),
        about=dict(value["about"]),
        state=state,
        told=value.get("told", ""),
        refused=tuple(Refusal(*one) for one in value.get("refused", [])),
        at=at,
        why=Message(*value["why"]) if value.get("why") else None,
    )
