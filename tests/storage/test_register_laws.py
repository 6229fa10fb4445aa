"""Laws of the registers: whatever is written and lawfully erased verifies; one cell changed by hand never."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.factories.offices import copy_of
from xborder_desk.domain.registers import AUDIT, CONTACTS, CUSTODY, OFFICE_SCOPE
from xborder_desk.storage import registers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xborder_desk.domain.registers import Line
    from xborder_desk.storage.office import Office
    from xborder_desk.storage.uow import UnitOfWork

SCOPES: Final = ("a" * 32, "b" * 32, OFFICE_SCOPE)
REGISTERS: Final = (AUDIT, CUSTODY, CONTACTS)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.text(st.characters(codec="utf-8"), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
LINE = st.tuples(st.sampled_from(REGISTERS), st.sampled_from(SCOPES), JSON)
CALM = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def office(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office in which every piece of work is taken back at its end."""
    opened = copy_of(blank, tmp_path_factory.mktemp("laws") / "office")
    yield opened
    opened.close()


@contextlib.contextmanager
def open_hands(office: Office) -> Iterator[UnitOfWork]:
    """Give a unit of work without the guards of the database; all of it is taken back."""
    with office.database.write() as uow:
        for table in ("register_line", "register_head"):
            for guard in ("kept", "unchanged"):
                uow.connection.execute(text(f"DROP TRIGGER {table}_{guard}"))
        yield uow


def write(uow: UnitOfWork, told: list[tuple[str, str, Any]]) -> list[Line]:
    return [
        uow.record(register, scope, "noted", f"s{number}", said=said)
        for number, (register, scope, said) in enumerate(told)
    ]


@CALM
@given(st.lists(LINE, max_size=12))
def test_whatever_is_written_verifies_and_is_read_back_as_it_was(
    office: Office, told: list[tuple[str, str, Any]]
) -> None:
    with office.database.write() as uow:
        written = write(uow, told)
        assert list(registers.check(uow.connection)) == []
        for line, (register, scope, said) in zip(written, told, strict=True):
            (same,) = [one for one in registers.lines(uow.connection, scope, register) if one.seq == line.seq]
            assert same == line
            assert same.values()["said"] == said
        for head in registers.heads(uow.connection):
            last = registers.lines(uow.connection, head.scope, head.register)[-1]
            assert (head.seq, head.hash) == (last.seq, last.hash)


@CALM
@given(st.lists(LINE, min_size=1, max_size=8), st.data())
def test_what_was_lawfully_erased_is_gone_and_all_else_still_verifies(
    office: Office, told: list[tuple[str, str, Any]], data: st.DataObject
) -> None:
    with office.database.write() as uow:
        written = write(uow, told)
        gone = data.draw(st.lists(st.sampled_from(written), max_size=3, unique_by=lambda line: line.hash))
        for line in gone:
            registers.erase(uow.connection, line, "Jana", line.at, "Article 17 GDPR")
        assert list(registers.check(uow.connection)) == []
        assert registers.announced_erasures(uow.connection) == {line.hash for line in gone}
        for line in written:
            (now,) = [
                one
                for one in registers.lines(uow.connection, line.scope, line.register)
                if one.seq == line.seq
            ]
            assert (now.content is None) == (line in gone)
            assert (now.hash, now.digest, now.prev) == (line.hash, line.digest, line.prev)


COLUMNS: Final = ("subject", "at", "content", "salt", "digest", "prev", "hash", "seq", "scope", "register")


@CALM
@given(
    told=st.lists(LINE, min_size=2, max_size=8),
    which=st.integers(0, 7),
    column=st.sampled_from(COLUMNS),
    value=st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=70),
)
def test_one_cell_changed_by_hand_is_always_found(
    office: Office, told: list[tuple[str, str, Any]], which: int, column: str, value: str
) -> None:
    with open_hands(office) as uow:
        line = write(uow, told)[which % len(told)]
        new: object = line.seq + 1000 if column == "seq" else value
        assume(new != getattr(line, column))
        where = "WHERE register = :r AND scope = :s AND seq = :n"
        uow.connection.execute(
            text(f"UPDATE register_line SET {column} = :v {where}"),  # noqa: S608 - one of our columns
            {"v": new, "r": line.register, "s": line.scope, "n": line.seq},
        )
        found = list(registers.check(uow.connection))
        assert found
        assert all(
            one.kind and one.subject and "{" not in one.text.format(**dict(one.fields)) for one in found
        )


@CALM
@given(told=st.lists(LINE, min_size=2, max_size=8), which=st.integers(0, 7))
def test_a_line_that_is_gone_is_always_found(
    office: Office, told: list[tuple[str, str, Any]], which: int
) -> None:
    with open_hands(office) as uow:
        line = write(uow, told)[which % len(told)]
        uow.connection.execute(text("DELETE FROM register_line WHERE hash = :h"), {"h": line.hash})
        assert list(registers.check(uow.connection))


@CALM
@given(told=st.lists(LINE, min_size=2, max_size=8), which=st.integers(0, 7))
def test_a_line_rewritten_with_its_own_hash_is_found_by_what_follows_or_by_its_head(
    office: Office, told: list[tuple[str, str, Any]], which: int
) -> None:
    """Whoever makes a line whole again still has to change all behind it, and the head."""
    with open_hands(office) as uow:
        line = write(uow, told)[which % len(told)]
        before = registers.head(uow.connection, line.register, line.scope)
        assert before is not None
        from xborder_desk.domain.registers import Head, next_line  # noqa: PLC0415 - only the forger needs it

        last = Head(line.register, line.scope, line.seq - 1, line.prev) if line.seq > 1 else None
        forged = next_line(last, line.register, line.scope, {**line.values(), "said": "forged"}, "0" * 32)
        uow.connection.execute(
            text("UPDATE register_line SET content = :c, salt = :t, digest = :d, hash = :n WHERE hash = :h"),
            {"c": forged.content, "t": forged.salt, "d": forged.digest, "n": forged.hash, "h": line.hash},
        )
        found = list(registers.check(uow.connection))
        assert found
        assert any(line.register in one.subject or line.scope in one.subject for one in found)


@pytest.mark.parametrize("change", ["content = 'x'", "at = 'x'", "hash = 'x'", "seq = 9", "salt = NULL"])
def test_with_the_guards_in_place_nobody_gets_that_far(office: Office, change: str) -> None:
    with office.database.write() as uow:
        write(uow, [(CUSTODY, SCOPES[0], 1)])
        with pytest.raises(DBAPIError, match="never changed or removed"):
            uow.connection.execute(text(f"UPDATE register_line SET {change}"))  # noqa: S608 - ours
