"""The unit of work: the only way to a session. Leaving rolls back; only ``commit()`` keeps."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Self

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from xborder_desk.domain.errors import ConflictError, DiskFullError
from xborder_desk.i18n import N_
from xborder_desk.storage import registers
from xborder_desk.storage.engine import WRITE, known_fault

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from sqlalchemy.engine import Connection, Engine

    from xborder_desk.domain.errors import KnownError
    from xborder_desk.domain.registers import Line


def utc_now() -> dt.datetime:
    """Give the present moment in UTC."""
    return dt.datetime.now(dt.UTC)


def iso_utc(moment: dt.datetime) -> str:
    """Write a moment as registers do: UTC, milliseconds, a Z at the end."""
    return moment.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _nothing_to_give() -> None:
    """Make no room: the office has no reserve."""


class UnitOfWork:
    """One transaction with a visible beginning and end.

    ``now`` is the moment the work began (UTC), the same for everything it writes; ``actor`` is the
    person it is done for.
    """

    def __init__(self, database: Database, *, write: bool) -> None:
        self._engine = database.engine
        self._when_full = database.when_full
        self._write = write
        self.actor = database.actor
        self.now = database.clock()
        self._session: Session | None = None
        self._connection: Connection

    def __enter__(self) -> Self:
        """Begin, so that a writer waits its turn here and nowhere else."""
        try:
            self._connection = self._engine.connect().execution_options(**{WRITE: self._write})
        except DBAPIError as error:
            raise (self._fault(error) or error) from error
        try:
            self._connection.begin()
        except DBAPIError as error:
            self._connection.close()
            raise (self._fault(error) or error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take back whatever was not committed."""
        del kind, trace
        if self._session is not None:
            self._session.close()
        self._connection.close()
        if isinstance(error, DBAPIError) and (fault := self._fault(error)):
            raise fault from error
        if isinstance(error, StaleDataError):
            raise ConflictError(
                N_("Somebody changed this in the meantime. Look at it again, then repeat your change."),
                theirs={},
                mine={},
            ) from error

    def _fault(self, error: DBAPIError) -> KnownError | None:
        fault = known_fault(error)
        if isinstance(fault, DiskFullError):
            self._when_full()
        return fault

    @property
    def session(self) -> Session:
        """The objects of this transaction; made when first asked for, since much needs none."""
        if self._session is None:
            # It ends the transaction that is open here, as if it had begun it.
            self._session = Session(
                self.connection, expire_on_commit=False, join_transaction_mode="control_fully"
            )
        return self._session

    @property
    def connection(self) -> Connection:
        """The connection inside the transaction, for queries that need no objects."""
        if not self._connection.in_transaction():
            self._connection.begin()
        return self._connection

    def commit(self) -> None:
        """Keep what was done since the beginning or the last commit, and go on in a new transaction."""
        if self._session is not None:
            self._session.commit()
        if self._connection.in_transaction():
            self._connection.commit()

    def flush(self) -> None:
        """Send what is pending to the database, so that ids are known; nothing is kept by that."""
        if self._session is not None:
            self._session.flush()

    def record(self, register: str, scope: str, action: str, subject: str = "", **details: object) -> Line:
        """Write one line into a register: when, who, what was done, to what."""
        content = {"at": iso_utc(self.now), "actor": self.actor, "action": action, "subject": subject}
        return registers.append(self.connection, register, scope, {**content, **details})


class Database:
    """Where units of work come from: one engine, one clock, one person at the desk.

    ``when_full`` is called when the disk is full, so that somebody can make room for the next try.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        actor: str,
        clock: Callable[[], dt.datetime] = utc_now,
        when_full: Callable[[], object] = _nothing_to_give,
    ) -> None:
        self.engine = engine
        self.actor = actor
        self.clock = clock
        self.when_full = when_full

    def write(self) -> UnitOfWork:
        """Begin a change; waits its turn for five seconds, then says who is writing."""
        return UnitOfWork(self, write=True)

    def read(self) -> UnitOfWork:
        """Begin a look that changes nothing and holds nobody up."""
        return UnitOfWork(self, write=False)

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()
