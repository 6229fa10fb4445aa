"""An office somebody tampered with: one random change of a stored file or a register line at a time."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_TEXTS: Final = ("content", "salt", "digest", "prev", "hash", "at", "subject")
_ALPHABET: Final = "0123456789abcdefABCDEFxyz éß漢"


@dataclass(frozen=True)
class Change:
    """What was done, and the words of which the finding must name one."""

    what: str
    names: tuple[str, ...]


class Tamperer:
    """Changes an office and puts it right again; ``dice`` decide what, the same for the same seed."""

    def __init__(self, office: Path, aside: Path, seed: int) -> None:
        self._office = office
        self._aside = aside
        self.dice = random.Random(seed)  # noqa: S311 - the same changes each time
        shutil.copytree(office, aside)
        with closing(sqlite3.connect(office / "office.db")) as database:
            self._triggers = database.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
            ).fetchall()
        self._ways: tuple[Callable[[], Change], ...] = (
            self._flip,
            self._cut,
            self._lengthen,
            self._lose,
            self._swap_files,
            self._change_line,
            self._change_line,
            self._change_line,
            self._drop_line,
            self._drop_tail,
            self._swap_lines,
            self._forge_line,
            self._change_head,
            self._point_elsewhere,
            *((self._spoil_stamp, self._lose_stamp, self._spoil_anchor) if self._anchors() else ()),
        )

    def change(self) -> Change:
        """Make one change."""
        return self.dice.choice(self._ways)()

    def restore(self) -> None:
        """Put everything back as it was."""
        shutil.rmtree(self._office)
        shutil.copytree(self._aside, self._office)

    def _blob(self) -> tuple[Path, str]:
        blobs = sorted(file for file in (self._office / "evidence").glob("??/*") if file.stat().st_size)
        file = self.dice.choice(blobs)
        file.chmod(0o644)
        return file, self._numbers(file.name)[0]

    def _numbers(self, sha256: str) -> list[str]:
        with closing(sqlite3.connect(self._office / "office.db")) as database:
            query = (
                'SELECT c.number, e.no FROM evidence e JOIN "case" c ON c.id = e.case_id WHERE e.sha256 = ?'
            )
            return [f"{case}/{no}" for case, no in database.execute(query, (sha256,))]

    def _flip(self) -> Change:
        file, number = self._blob()
        data = bytearray(file.read_bytes())
        place = self.dice.randrange(len(data))
        data[place] ^= 1 << self.dice.randrange(8)
        file.write_bytes(data)
        return Change(f"bit of byte {place} of {number}", (number,))

    def _cut(self) -> Change:
        file, number = self._blob()
        file.write_bytes(file.read_bytes()[: -self.dice.randint(1, file.stat().st_size)])
        return Change(f"{number} cut", (number,))

    def _lengthen(self) -> Change:
        file, number = self._blob()
        file.write_bytes(file.read_bytes() + self.dice.randbytes(self.dice.randint(1, 9)))
        return Change(f"{number} lengthened", (number,))

    def _lose(self) -> Change:
        file, number = self._blob()
        file.unlink()
        return Change(f"{number} lost", (number,))

    def _swap_files(self) -> Change:
        (one, number), (other, _) = self._blob(), self._blob()
        while one == other:
            other, _ = self._blob()
        first, second = one.read_bytes(), other.read_bytes()
        one.write_bytes(second)
        other.write_bytes(first)
        return Change(f"{number} swapped", (number,))

    def _run(self, statement: str, values: tuple[object, ...] = ()) -> None:
        """Change the database past its guards, as somebody would who has the file."""
        with closing(sqlite3.connect(self._office / "office.db")) as database:
            for name, _sql in self._triggers:
                database.execute(f'DROP TRIGGER "{name}"')
            database.execute(statement, values)
            for _name, sql in self._triggers:
                database.execute(sql)
            database.commit()

    def _line(self, *, not_last: bool = False) -> tuple[int, str, str, int]:
        with closing(sqlite3.connect(self._office / "office.db")) as database:
            lines = database.execute(
                "SELECT id, register, scope, seq FROM register_line ORDER BY id"
            ).fetchall()
        ends: dict[tuple[str, str], int] = {}
        for _id, register, scope, seq in lines:
            ends[register, scope] = max(seq, ends.get((register, scope), 0))
        fit = [line for line in lines if not not_last or line[3] < ends[line[1], line[2]]]
        key, register, scope, seq = self.dice.choice(fit)
        return int(key), str(register), str(scope), int(seq)

    def _change_line(self) -> Change:
        key, register, scope, seq = self._line()
        column = self.dice.choice(_TEXTS)
        with closing(sqlite3.connect(self._office / "office.db")) as database:
            query = f"SELECT {column} FROM register_line WHERE id = ?"  # noqa: S608 - names of our own
            before = str(database.execute(query, (key,)).fetchone()[0])
        after = before
        while after == before:
            place = self.dice.randrange(len(before) + 1)
            letter = self.dice.choice(_ALPHABET)
            after = before[:place] + letter + before[place + self.dice.randint(0, 1) :]
        self._run(f"UPDATE register_line SET {column} = ? WHERE id = ?", (after, key))  # noqa: S608 - as above
        return Change(f"{column} of {register} {seq}: {before} → {after}", (f"{register} {seq} of {scope}",))

    def _drop_line(self) -> Change:
        key, register, scope, seq = self._line(not_last=True)
        self._run("DELETE FROM register_line WHERE id = ?", (key,))
        return Change(f"{register} {seq} gone", (f"{register} {seq + 1} of {scope}",))

    def _drop_tail(self) -> Change:
        _key, register, scope, seq = self._line()
        self._run(
            "DELETE FROM register_line WHERE register = ? AND scope = ? AND seq >= ?", (register, scope, seq)
        )
        lines = tuple(f"{register} {number} of {scope}" for number in range(seq - 1, seq + 50))
        return Change(f"{register} from {seq} gone", (*lines, f"{register} of {scope}"))

    def _swap_lines(self) -> Change:
        key, register, scope, seq = self._line(not_last=True)
        self._run(
            "UPDATE register_line SET content = (SELECT o.content FROM register_line o WHERE o.register = ?"
            " AND o.scope = ? AND o.seq = ?) WHERE id = ?",
            (register, scope, seq + 1, key),
        )
        return Change(f"{register} {seq} says what the next says", (f"{register} {seq} of {scope}",))

    def _forge_line(self) -> Change:
        key, register, scope, seq = self._line()
        self._run(
            "UPDATE register_line SET content = replace(content, 'actor\":\"', 'actor\":\"X') WHERE id = ?",
            (key,),
        )
        return Change(f"{register} {seq} by somebody else", (f"{register} {seq} of {scope}",))

    def _change_head(self) -> Change:
        with closing(sqlite3.connect(self._office / "office.db")) as database:
            heads = database.execute(
                "SELECT register, scope, seq FROM register_head ORDER BY 1, 2"
            ).fetchall()
        register, scope, seq = self.dice.choice(heads)
        column, value = self.dice.choice((("seq", seq + self.dice.choice((-1, 1, 7))), ("hash", "0" * 64)))
        self._run(
            f"UPDATE register_head SET {column} = ? WHERE register = ? AND scope = ?",  # noqa: S608 - as above
            (value, register, scope),
        )
        lines = tuple(f"{register} {number} of {scope}" for number in range(seq - 1, seq + 9))
        return Change(f"head of {register}", (*lines, f"{register} of {scope}"))

    def _point_elsewhere(self) -> Change:
        with closing(sqlite3.connect(self._office / "office.db")) as database:
            items = database.execute(
                "SELECT e.id, c.number, e.no, e.sha256 FROM evidence e "
                'JOIN "case" c ON c.id = e.case_id ORDER BY e.id'
            ).fetchall()
        key, case, no, sha256 = self.dice.choice(items)
        other = self.dice.choice([one[3] for one in items if one[3] != sha256])
        self._run("UPDATE evidence SET sha256 = ? WHERE id = ?", (other, key))
        return Change(f"{case}/{no} points to other bytes", (f"{case}/{no}",))

    def _anchors(self) -> list[tuple[int, str, str, int, str]]:
        with closing(sqlite3.connect(self._office / "office.db")) as database:
            return database.execute(
                "SELECT a.id, a.register, c.number, a.seq, a.token FROM anchor a "
                'JOIN "case" c ON c.uid = a.scope ORDER BY a.id'
            ).fetchall()

    def _stamped(self) -> tuple[int, str, dict[str, Any]]:
        with closing(sqlite3.connect(self._office / "office.db")) as database:
            rows = database.execute(
                "SELECT e.id, c.number || '/' || e.no, e.timestamp FROM evidence e "
                'JOIN "case" c ON c.id = e.case_id WHERE json_valid(e.timestamp) '
                "AND json_type(e.timestamp) = 'object' ORDER BY e.id"
            ).fetchall()
        key, number, stamp = self.dice.choice(rows)
        return int(key), str(number), json.loads(stamp)

    def _spoil_stamp(self) -> Change:
        key, number, stamp = self._stamped()
        name = self.dice.choice(("token", "token", "at", "authority"))
        stamp[name] = self._spoiled(stamp[name])
        self._run("UPDATE evidence SET timestamp = ? WHERE id = ?", (json.dumps(stamp), key))
        return Change(f"{name} of the stamp of {number}: {stamp[name]}", (number,))

    def _lose_stamp(self) -> Change:
        key, number, _stamp = self._stamped()
        self._run("UPDATE evidence SET timestamp = NULL WHERE id = ?", (key,))
        return Change(f"stamp of {number} lost", (number,))

    def _spoil_anchor(self) -> Change:
        key, register, case, seq, token = self.dice.choice(self._anchors())
        column, value = self.dice.choice(
            (
                ("token", self._spoiled(token)),
                ("seq", seq + 1),
                ("hash", "0" * 64),
                ("at", "2020-01-01 00:00:00"),
            )
        )
        self._run(f"UPDATE anchor SET {column} = ? WHERE id = ?", (value, key))  # noqa: S608 - names of our own
        return Change(f"{column} of the stamp of {register} {seq}", (f"{register} of {case}",))

    def _spoiled(self, text: str) -> str:
        place = self.dice.randrange(len(text))
        letter = self.dice.choice([one for one in "0123456789abcdefXYZ" if one != text[place]])
        return text[:place] + letter + text[place + 1 :]
