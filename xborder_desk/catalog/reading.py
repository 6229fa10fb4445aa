"""Reading data files: every value asked for by name and kind, every fault told with file and key."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, Generic, NoReturn, TypeVar

from xborder_desk.domain.errors import BrokenDataError
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

T = TypeVar("T")
STATUSES: Final = ("unchecked", "sourced", "confirmed")


@dataclass(frozen=True)
class Shelf(Generic[T]):
    """What one folder of data files gives: items by id, and the faults of the files left out."""

    items: Mapping[str, T]
    faults: tuple[BrokenDataError, ...] = ()


class Table:
    """One table of a data file, read key by key; ``finish`` refuses keys nobody asked for."""

    def __init__(self, file: str, data: Mapping[str, Any], path: str = "") -> None:
        self.file: Final = file
        self.path: Final = path
        self._data: Final = data
        self._asked: Final[set[str]] = set()

    def text(self, key: str, default: str | None = None) -> str:
        """Give a text; without ``default`` it must be there and not be empty."""
        value: str = self._value(key, str, default)
        if not value.strip() and default is None:
            self.refuse(key, N_("is empty"))
        return value

    def one_of(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        """Give a text out of a closed list."""
        value = self.text(key, default)
        if value not in allowed:
            self.refuse(key, N_("must be one of: {allowed}"), allowed=", ".join(allowed))
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """Give a yes or no."""
        value: bool = self._value(key, bool, default)
        return value

    def number(self, key: str, default: float | None = None) -> float:
        """Give a number, whole or with decimals."""
        value = self._value(key, (int, float), default)
        if isinstance(value, bool):
            self.refuse(key, N_("has the wrong kind of value"))
        return float(value)

    def day(self, key: str, *, optional: bool = False) -> date | None:
        """Give a day written as ``2026-11-23``; None where it may be missing and is."""
        if optional and key not in self._data:
            self._asked.add(key)
            return None
        value: date = self._value(key, date, None)
        if isinstance(value, datetime):
            self.refuse(key, N_("has the wrong kind of value"))
        return value

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """Give a list of texts."""
        value = self._value(key, list, None if default is None else list(default))
        if not all(isinstance(item, str) for item in value):
            self.refuse(key, N_("has the wrong kind of value"))
        return tuple(value)

    def words(self, key: str) -> dict[str, str]:
        """Give a table of texts by name (language tags, for instance); empty where there is none."""
        value = self._value(key, dict, {})
        if not all(isinstance(item, str) and item for item in value.values()):
            self.refuse(key, N_("has the wrong kind of value"))
        return dict(value)

    def table(self, key: str) -> Table:
        """Give a table inside this one."""
        return Table(self.file, self._value(key, dict, None), self._path(key))

    def tables(self, key: str, *, optional: bool = False) -> list[Table]:
        """Give a list of tables inside this one."""
        value = self._value(key, list, [] if optional else None)
        if not all(isinstance(item, dict) for item in value):
            self.refuse(key, N_("has the wrong kind of value"))
        return [Table(self.file, item, f"{self._path(key)}[{n}]") for n, item in enumerate(value, 1)]

    def keys(self) -> tuple[str, ...]:
        """Give the names of all that is here, in their order."""
        return tuple(self._data)

    def has(self, key: str) -> bool:
        """Whether a key is given."""
        return key in self._data

    def value(self, key: str) -> Any:  # noqa: ANN401 - TOML holds anything
        """Give a value as TOML read it, of whatever kind."""
        return self._value(key, object, None)

    def finish(self) -> None:
        """Refuse keys that nobody asked for: most are misspelt.

        Raises:
            BrokenDataError: there is one.

        """
        for key in self._data:
            if key not in self._asked:
                self.refuse(key, N_("is not known here"))

    def refuse(self, key: str, problem: str, **fields: object) -> NoReturn:
        """Tell the fault of one key; ``problem`` is a marked text that goes on after the key's name.

        Raises:
            BrokenDataError: always.

        """
        raise BrokenDataError(
            N_("{file}, {key}: {problem}."),
            file=self.file,
            key=self._path(key),
            problem=_Problem(problem, fields),
        )

    def _value(self, key: str, kind: Any, default: Any) -> Any:  # noqa: ANN401 - TOML holds anything
        self._asked.add(key)
        if key not in self._data:
            if default is None:
                self.refuse(key, N_("is missing"))
            return default
        value = self._data[key]
        if not isinstance(value, kind):
            self.refuse(key, N_("has the wrong kind of value"))
        return value

    def _path(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key


@dataclass(frozen=True)
class _Problem:
    """The second half of a fault's sentence, said in the language of whoever reads it."""

    text: str
    fields: Mapping[str, object]

    def __str__(self) -> str:
        return self.text.format(**self.fields) if self.fields else self.text


def read_table(path: Path) -> Table:
    """Read one TOML file.

    Raises:
        BrokenDataError: it cannot be read, or is no TOML in UTF-8.

    """
    try:
        return Table(path.name, tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BrokenDataError(
            N_("{file} is not a proper data file: {reason}."), file=path.name, reason=str(error)
        ) from error
    except OSError as error:
        raise BrokenDataError(
            N_("{file} cannot be read: {reason}."), file=path.name, reason=error.strerror or str(error)
        ) from error


def read_shelf(folder: Path, build: Callable[[Table], T]) -> Shelf[T]:
    """Build one item from every TOML file of a folder; the file's name is the item's id.

    A faulty file is left out and its fault told; a missing folder gives an empty shelf.
    """
    items: dict[str, T] = {}
    faults: list[BrokenDataError] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            table = read_table(path)
            if table.text("id") != path.stem:
                table.refuse("id", N_("must be the name of the file"))
            items[path.stem] = build(table)
            table.finish()
        except BrokenDataError as fault:
            items.pop(path.stem, None)
            faults.append(fault)
    return Shelf(items, tuple(faults))
