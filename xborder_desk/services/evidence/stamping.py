"""Time stamps of items, cases and registers by an authority the office has chosen; off until it has."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from xborder_desk.documents import stamping
from xborder_desk.domain.choices import CustodyAction
from xborder_desk.domain.errors import BadInputError, FileError
from xborder_desk.domain.registers import AUDIT, CONTACTS, CUSTODY, OFFICE_SCOPE
from xborder_desk.i18n import N_
from xborder_desk.jobs.apart import ApartFailed
from xborder_desk.storage import registers
from xborder_desk.storage.queries import choices, evidence, stamps

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.jobs.apart import Apart
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.storage.office import Office
    from xborder_desk.storage.uow import UnitOfWork

_MOST_TOKEN: Final = 1 << 20
_STAMPED: Final = (CUSTODY, CONTACTS)
_CHECK: Final = "xborder_desk.documents.stamping:check"
OFF: Final = N_(
    "No time stamp service is set up. Set one up in the settings, or with: xborder-desk evidence "
    "timestamp-service URL"
)


@dataclass(frozen=True, slots=True)
class Service:
    """The service the office has chosen, empty if none, and the certificates it trusts (PEM)."""

    url: str = ""
    authorities: tuple[str, ...] = ()


class Stamping:
    """What can be done with time stamps."""

    def __init__(self, office: Office, apart: Apart) -> None:
        self._office = office
        self._database = office.database
        self._apart = apart

    def service(self) -> Service:
        """Give the service of the office."""
        with self._database.read() as uow:
            return _service(uow)

    def set_up(self, url: str, authority: bytes = b"") -> Service:
        """Choose the service (an empty ``url``: none); ``authority`` holds certificates to trust.

        Raises:
            BadInputError: it is no web address, or there is no certificate in the file.

        """
        kept = stamping.check_service(url) if url.strip() else ""
        given = stamping.certificates_in(authority) if authority else []
        fresh = [base64.b64encode(one).decode("ascii") for one in given]
        with self._database.write() as uow:
            known = list(_service(uow).authorities)
            every = known + [one for one in fresh if one not in known]
            value = {"url": kept, "authorities": every}
            choices.put(uow, stamps.SERVICE, value)
            uow.record(AUDIT, OFFICE_SCOPE, "timestamps_set_up", service=kept, authorities=len(every))
            uow.commit()
        return Service(kept, tuple(every))

    def stamp(self, number: str, ctx: JobContext, case_number: str = "") -> dict[str, Any]:
        """Have an item stamped and keep the token beside it; gives what the token says.

        Raises:
            BadInputError: no service is set up, or it answered with something else than a stamp of this item.
            BuildError: the service cannot be reached or refuses.
            NotFoundError: there is no such item.
            Cancelled: the person asked for it to stop.

        """
        with self._database.read() as uow:
            item, service = evidence.find(uow, number, case_number), _asked(uow)
            sha256 = item.sha256
        told = self._fresh(service, sha256, ctx)
        return self._keep(number, case_number, told)

    def stamp_case(self, case_number: str, ctx: JobContext) -> list[dict[str, Any]]:
        """Have the heads of a case's registers stamped: with them every item and every attempt.

        Raises:
            BadInputError: no service is set up, or it answered with something else than a stamp.
            BuildError: the service cannot be reached or refuses.
            NotFoundError: there is no such case.
            Cancelled: the person asked for it to stop.

        """
        with self._database.read() as uow:
            scope, service = evidence.case_key(uow, case_number)[1], _asked(uow)
        return self._stamp_heads(scope, service, ctx)

    def stamp_office(self, ctx: JobContext) -> list[dict[str, Any]]:
        """Have the heads of the office's own registers stamped. Raises as ``stamp_case``."""
        with self._database.read() as uow:
            service = _asked(uow)
        return self._stamp_heads(OFFICE_SCOPE, service, ctx)

    def bring(self, number: str, file: Path, ctx: JobContext, case_number: str = "") -> dict[str, Any]:
        """Keep a token that somebody else had made of an item (.tsr, .tst).

        Raises:
            BadInputError: it is no stamp, or one of other bytes.
            FileError: the file cannot be read.
            NotFoundError: there is no such item.

        """
        try:
            with file.open("rb") as stream:
                data = stream.read(_MOST_TOKEN)
        except OSError as error:
            raise FileError(N_("“{file}” cannot be read."), file=str(file)) from error
        with self._database.read() as uow:
            item, service = evidence.find(uow, number, case_number), _service(uow)
            sha256 = item.sha256
        told = self._checked(data, sha256, service, None, ctx) | {"brought": True, "service": ""}
        return self._keep(number, case_number, told)

    def of_case(self, case_number: str) -> list[dict[str, Any]]:
        """Give the stamps of a case's registers, oldest first.

        Raises:
            NotFoundError: there is no such case.

        """
        with self._database.read() as uow:
            return stamps.anchors(uow, evidence.case_key(uow, case_number)[1])

    def _stamp_heads(self, scope: str, service: Service, ctx: JobContext) -> list[dict[str, Any]]:
        with self._database.read() as uow:
            heads = [
                head for head in registers.heads(uow.connection, scope)
                if head.register in _STAMPED or scope == OFFICE_SCOPE
            ]  # fmt: skip
        made = []
        for done, head in enumerate(heads):
            ctx.progress(done, len(heads), N_("Asking for time stamps"))
            told = self._fresh(service, head.hash, ctx)
            with self._database.write() as uow:
                key = (head.register, head.scope, head.seq, head.hash)
                stamps.keep_anchor(uow, key, told)
                about = {"register": head.register, "seq": head.seq, "hash": head.hash}
                said = {"authority": told["authority"], **_written(told)}
                uow.record(
                    AUDIT,
                    scope,
                    stamps.OF_HEAD,
                    scope,
                    of=head.register,
                    line=head.seq,
                    line_hash=head.hash,
                    **said,
                )
                uow.commit()
            made.append({**about, **told})
        return made

    def _fresh(self, service: Service, sha256: str, ctx: JobContext) -> dict[str, Any]:
        asked, nonce = stamping.request_for(bytes.fromhex(sha256))
        ctx.check()
        answer = stamping.ask(service.url, asked)
        return self._checked(answer, sha256, service, nonce, ctx) | {"brought": False, "service": service.url}

    def _checked(
        self, data: bytes, sha256: str, service: Service, nonce: int | None, ctx: JobContext
    ) -> dict[str, Any]:
        trusted = [base64.b64decode(one) for one in service.authorities]
        try:
            told = self._apart.run(_CHECK, data, sha256, list(trusted), nonce, ctx=ctx)
        except ApartFailed as failed:
            text = failed.text or stamping.NO_TOKEN
            raise BadInputError(text, field="token", **failed.fields) from failed
        return {**cast("dict[str, Any]", told), "sha256": sha256}

    def _keep(self, number: str, case_number: str, told: dict[str, Any]) -> dict[str, Any]:
        with self._database.write() as uow:
            item = evidence.find(uow, number, case_number)
            if item.sha256 != told["sha256"]:
                raise BadInputError(stamping.OTHER_BYTES, field="token")
            case_uid = evidence.case_number(uow, item.case_id)[1]
            stamps.keep(uow, item.id, told)
            said = {name: told[name] for name in ("sha256", "authority", "trusted", "brought")}
            about = {"evidence": item.no, **_written(told), **said}
            uow.record(CUSTODY, case_uid, CustodyAction.TIMESTAMP.value, item.uid, **about)
            uow.commit()
        return told


def _written(told: dict[str, Any]) -> dict[str, str]:
    """Give what a register says of a token, so that another in its place is seen."""
    token = str(told["token"]).encode("ascii")
    return {"stamped_at": str(told["at"]), "token_sha256": hashlib.sha256(token).hexdigest()}


def _service(uow: UnitOfWork) -> Service:
    return Service(str(choices.get(uow, stamps.SERVICE).get("url", "")), stamps.trusted(uow))


def _asked(uow: UnitOfWork) -> Service:
    service = _service(uow)
    if not service.url:
        raise BadInputError(OFF, field="service")
    return service
