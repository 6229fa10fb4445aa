"""Triggers by which the database itself refuses to change or remove a line of a register.

They guard against our own mistakes and careless hands. Whoever owns the file can drop them; what is
then changed is found by the check of the chain.
"""

from alembic import op

_REFUSE = "a line of a register is never changed or removed"
_SAME = " AND ".join(
    f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}"
    for column in ("id", "register", "scope", "seq", "subject", "at", "digest", "prev", "hash")
)
# The one change allowed is a lawful erasure: content and salt go, everything else stays.
_ERASURE = f"NEW.content IS NULL AND NEW.salt IS NULL AND {_SAME}"
_FORWARD = "NEW.register = OLD.register AND NEW.scope = OLD.scope AND NEW.seq = OLD.seq + 1"


def guard_registers() -> None:
    """Install the triggers for the database at hand."""
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgres()


def _guard_sqlite() -> None:
    erasure = _ERASURE.replace("IS NOT DISTINCT FROM", "IS")
    for table, change in (("register_line", erasure), ("register_head", _FORWARD)):
        op.execute(
            f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSE}'); END"
        )
        op.execute(
            f"CREATE TRIGGER {table}_unchanged BEFORE UPDATE ON {table} WHEN NOT ({change}) "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSE}'); END"
        )


def _guard_postgres() -> None:
    op.execute(
        "CREATE FUNCTION refuse_register_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSE}'; END $$"
    )
    for table, change in (("register_line", _ERASURE), ("register_head", _FORWARD)):
        op.execute(
            f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_register_change()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_unchanged BEFORE UPDATE ON {table} "
            f"FOR EACH ROW WHEN (NOT ({change})) EXECUTE FUNCTION refuse_register_change()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_register_change()"
        )
