"""Commands about time stamps: choosing a service, stamping items and registers, keeping tokens."""

from __future__ import annotations

import base64
import contextlib
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.cli.evidence_copies import OF_CASE
from xborder_desk.cli.plain import full, plain
from xborder_desk.cli.tables import clean
from xborder_desk.cli.verbs import Answer, Argument, Flag, Option, Verb
from xborder_desk.domain.errors import BadInputError, FileError
from xborder_desk.domain.os_faults import unwritable
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.cli.session import Session
    from xborder_desk.cli.verbs import Given

_MOST: Final = 4 << 20


def timestamp(session: Session, given: Given) -> Answer:
    """Have an item, a case or the office's own registers stamped, or keep a token of an item."""
    desk, number, case = session.desk(), given.text("id").strip(), given.text("case").strip()
    if given.flag("office-registers"):
        made = desk.stamping.stamp_office(session.context)
    elif number:
        made = [_item(session, given, number, case)]
    elif case:
        made = desk.stamping.stamp_case(case, session.context)
    else:
        raise BadInputError(N_("Name an item, or a case with --case."), field="id")
    if given.text("to"):
        _write(given.path("to"), made)
    data: dict[str, Any] = (
        {**plain_of(made[-1]), "tokens": [plain_of(one) for one in made]} if made else {"tokens": []}
    )
    if number:
        view = desk.evidence.show(number, case)
        data["evidence"] = full(view.case, view.row.number)
    return Answer(data, [_line(session, one) for one in made])


def service(session: Session, given: Given) -> Answer:
    """Show, choose or switch off the time stamp service of the office."""
    stamping, url = session.desk().stamping, given.text("url").strip()
    authority = _read(given.path("authority")) if given.text("authority") else b""
    if given.flag("off"):
        found = stamping.set_up("", authority)
    elif url or authority:
        found = stamping.set_up(url or stamping.service().url, authority)
    else:
        found = stamping.service()
    data = {"service": found.url or None, "authorities": len(found.authorities)}
    said = session.text(N_("Time stamps are off.")) if not found.url else clean(found.url)
    return Answer(data, [said])


def _item(session: Session, given: Given, number: str, case: str) -> dict[str, Any]:
    stamping = session.desk().stamping
    if given.text("token"):
        return stamping.bring(number, given.path("token"), session.context, case)
    return stamping.stamp(number, session.context, case)


def plain_of(stamp: dict[str, Any]) -> dict[str, Any]:
    """Give a stamp as JSON values."""
    found = plain(stamp)
    return found if isinstance(found, dict) else {}


def _line(session: Session, stamp: dict[str, Any]) -> str:
    what = f"{stamp['register']} {stamp['seq']}  " if "register" in stamp else ""
    trust = "" if stamp["trusted"] else session.text(N_(" (its authority is not among the trusted ones)"))
    return clean(f"{what}{stamp['at']}  {stamp['authority']}{trust}")


def _write(target: Path, made: list[dict[str, Any]]) -> None:
    """Write the token for outsiders; of several, each under the name of its register."""
    for stamp in made:
        name = (
            target
            if len(made) == 1
            else target.with_name(f"{target.stem}-{stamp['register']}{target.suffix}")
        )
        try:
            with name.open("xb") as stream:
                stream.write(base64.b64decode(stamp["token"]))
        except FileExistsError as error:
            told = N_("There is a file “{file}” already. Choose another name.")
            raise FileError(told, file=name.name) from error
        except OSError as error:
            with contextlib.suppress(OSError):
                name.unlink(missing_ok=True)  # half a stamp is none
            raise unwritable(name, error) from error


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(_MOST)
    except OSError as error:
        raise FileError(N_("“{file}” cannot be read."), file=str(file)) from error


VERBS: Final = (
    Verb(
        "timestamp",
        N_(
            "Have an authority stamp (RFC 3161) when an item was as it is; with --case alone the registers "
            "of the case, and with them everything in it. The token is kept, and verified with the rest, "
            "without network."
        ),
        "evidence timestamp 2026-0001/E-01 --to invoice.tsr",
        timestamp,
        (Argument("id", N_("The number of the item; without it the case is stamped."), needed=False),),
        (
            OF_CASE,
            Flag("office-registers", N_("The registers of the office itself.")),
            Option("token", N_("A token of this item that somebody else had made, to keep."), "FILE"),
            Option("to", N_("A file to write the token to as well."), "FILE"),
        ),
    ),
    Verb(
        "timestamp-service",
        N_("Show or choose the time stamp service of the office; none is asked before."),
        "evidence timestamp-service https://tsa.example/tsr --authority ca.pem",
        service,
        (Argument("url", N_("The address of the service."), needed=False),),
        (
            Option("authority", N_("Certificates of authorities to trust (PEM or DER)."), "FILE"),
            Flag("off", N_("Ask no service any more.")),
        ),
    ),
)
