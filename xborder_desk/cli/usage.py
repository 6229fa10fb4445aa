"""What is wrong with a command line, as one sentence in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from xborder_desk.domain.errors import cut
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xborder_desk.i18n.language import Language

WRONG_USAGE: Final = 2


class TooManyError(click.UsageError):
    """More values were given than the command takes."""

    def __init__(self, rest: Sequence[str], ctx: click.Context | None = None) -> None:
        super().__init__("too many", ctx)
        self.rest: Final = tuple(rest)


class WrongValueError(click.UsageError):
    """A value whose form cannot be read; ``text`` is a marked sentence with its ``fields``."""

    def __init__(self, text: str, **fields: object) -> None:
        super().__init__(text)
        self.text: Final = text
        self.fields: Final = {
            name: cut(value) if isinstance(value, str) else value for name, value in fields.items()
        }


def sentence(error: click.ClickException, language: Language, path: str) -> str:
    """Say what is wrong, and where help is: at the command it happened at, else at ``path``."""
    told = _what(error, language)
    context = error.ctx if isinstance(error, click.UsageError) else None
    command = f"{context.command_path if context else path} --help"
    see = language.text(N_("See: {command}"), command=command)
    return f"{told} {see}"


def _what(error: click.ClickException, language: Language) -> str:  # noqa: PLR0911 - one for each kind
    match error:
        case WrongValueError():
            return language.say(error)
        case TooManyError():
            return language.text(
                N_("This is more than the command takes: {given}."), given=cut(" ".join(error.rest))
            )
        case click.NoSuchOption():
            told = language.text(N_("There is no option {name}."), name=cut(error.option_name))
            return _with_others(told, error.possibilities, language)
        case click.NoSuchCommand():
            told = language.text(N_("There is no command {name}."), name=cut(error.command_name))
            return _with_others(told, error.possibilities, language)
        case click.MissingParameter():
            return language.text(N_("{name} is missing."), name=_name(error.param))
        case click.BadOptionUsage():
            return _option(error, language)
        case click.UsageError(ctx=click.Context(command=click.Group())):
            return language.text(N_("A command is missing."))
        case _:
            return language.text(N_("The command line cannot be understood."))


def _option(error: click.BadOptionUsage, language: Language) -> str:
    switches = error.ctx.command.params if error.ctx else []
    is_switch = any(
        isinstance(one, click.Option) and one.is_flag and error.option_name in one.opts for one in switches
    )
    if is_switch:
        return language.text(N_("The option {name} takes no value."), name=error.option_name)
    return language.text(N_("The option {name} needs a value."), name=error.option_name)


def _with_others(told: str, others: Sequence[str] | None, language: Language) -> str:
    if not others:
        return told
    meant = language.text(N_("Did you mean {others}?"), others=language.list(list(others), "or"))
    return f"{told} {meant}"


def _name(parameter: click.Parameter | None) -> str:
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    return parameter.human_readable_name if parameter else ""
