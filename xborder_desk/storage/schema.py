"""The schema of an office: creating it, upgrading it with a copy first, refusing a newer one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import DBAPIError

from xborder_desk.domain.errors import OfficeError
from xborder_desk.i18n import N_
from xborder_desk.storage.engine import WRITE, known_fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.engine import Engine


def newest() -> str:
    """Give the newest schema this program knows."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    if head is None:
        msg = "the program has no schema"
        raise RuntimeError(msg)
    return head


def current(engine: Engine) -> str | None:
    """Give the schema the database has; None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def bring_up(engine: Engine, copy_first: Callable[[str], None]) -> None:
    """Bring the database to our schema; ``copy_first`` is called with the old one before anything changes.

    Raises:
        OfficeError: the office was written by a newer version of the program.

    """
    try:
        found = current(engine)
        if found == newest():
            return
        _refuse_unknown(found)
        if found is not None:
            copy_first(found)
        with engine.connect().execution_options(**{WRITE: True}) as connection:
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.commit()
    except DBAPIError as error:
        raise (known_fault(error) or error) from error


def _refuse_unknown(found: str | None) -> None:
    known = {one.revision for one in ScriptDirectory.from_config(_config()).walk_revisions()}
    if found is not None and found not in known:
        raise OfficeError(
            N_("This office was written by a newer version of Xborder Desk. Install that version to open it.")
        )


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config
