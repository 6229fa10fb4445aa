"""What a command is, as values: its arguments and options, what runs it, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.errors import BadInputError
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from xborder_desk.cli.session import Session
    from xborder_desk.i18n.language import Sayable

_LONG: Final = 80


@dataclass(frozen=True, slots=True)
class Argument:
    """A value given by its place; ``many`` takes all that follow, at least one if ``needed``."""

    name: str
    help: str
    many: bool = False
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Option:
    """A value given by name: ``name`` without its dashes, ``shown`` what stands for the value in the help.

    ``choices`` are the ids there are, where it is a closed list; the help names them.
    """

    name: str
    help: str
    shown: str = "TEXT"
    needed: bool = False
    many: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Flag:
    """A switch."""

    name: str
    help: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command gives: one JSON object, and the same as lines for people, made only if they are shown.

    ``trouble`` is the sentence of what could not be done or was found; it makes the exit status 1.
    """

    data: Mapping[str, object]
    lines: Iterable[str] = ()
    trouble: Sayable | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What a person typed for one command, by the names of its arguments and options."""

    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Give a value as typed, empty if it was not."""
        value = self.values.get(name.replace("-", "_"))
        return value if isinstance(value, str) else ""

    def texts(self, name: str) -> tuple[str, ...]:
        """Give the values of what can be given several times."""
        value = self.values.get(name.replace("-", "_"))
        return tuple(map(str, value)) if isinstance(value, tuple | list) else ()

    def flag(self, name: str) -> bool:
        """Whether a switch was given."""
        return self.values.get(name.replace("-", "_")) is True

    def path(self, name: str) -> Path:
        """Give a place on the disk.

        Raises:
            BadInputError: no place can have this name.

        """
        return place(self.text(name), name)

    def typed(self, names: Iterable[str]) -> dict[str, str]:
        """Give those of these options that were given, by their names with underscores."""
        found = {name.replace("-", "_"): self.values.get(name.replace("-", "_")) for name in names}
        return {
            name: ",".join(map(str, value)) if isinstance(value, tuple) else str(value)
            for name, value in found.items()
            if value is not None and value != ()
        }


@dataclass(frozen=True, slots=True)
class Verb:
    """One command: what it is called, what it does, an example of it, and the function that does it.

    ``sample`` are lines of a file that the example names, shown below it as they are.
    """

    name: str
    help: str
    example: str
    run: Callable[[Session, Given], Answer]
    arguments: tuple[Argument, ...] = ()
    options: tuple[Option | Flag, ...] = ()
    sample: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """A group of commands about one thing."""

    name: str
    help: str
    verbs: tuple[Verb, ...]


def place(typed: str, name: str) -> Path:
    """Read a place on the disk.

    Raises:
        BadInputError: it is empty, or no disk can have such a name.

    """
    if not typed or "\0" in typed:
        raise BadInputError(N_("{name} is empty. Enter it."), field=name, name=name)
    path = Path(typed)
    try:
        path.exists()
    except (OSError, ValueError) as error:
        raise BadInputError(
            N_("“{given}” cannot be the name of a file or folder. Check it."),
            field=name,
            given=typed if len(typed) < _LONG else f"{typed[:_LONG]}…",
        ) from error
    return path
