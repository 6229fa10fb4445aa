"""Sending what is sent for every line and item: written once, its values made ready by their types."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy.engine import Connection, CursorResult, Dialect
    from sqlalchemy.sql.compiler import SQLCompiler
    from sqlalchemy.sql.elements import ClauseElement


def send(connection: Connection, statement: ClauseElement, values: Mapping[str, object]) -> CursorResult[Any]:
    """Send a statement with all its values; what comes back is as the driver gives it.

    It does less than ``Connection.execute``, which counts where a file has to wait for it.
    """
    text, names, by_place = _written(statement, connection.dialect)
    ready = {name: make(values[name]) if make else values[name] for name, make in names}
    return connection.exec_driver_sql(text, tuple(ready.values()) if by_place else ready)


@lru_cache(maxsize=64)
def _written(
    statement: ClauseElement, dialect: Dialect
) -> tuple[str, tuple[tuple[str, Callable[[Any], Any] | None], ...], bool]:
    compiled = cast("SQLCompiler", statement.compile(dialect=dialect))
    names = compiled.positiontup if compiled.positional else compiled.binds
    makers = tuple(
        (name, compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect))
        for name in names or ()
    )
    return compiled.string, makers, bool(compiled.positional)
