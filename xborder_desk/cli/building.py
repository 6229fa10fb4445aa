"""From commands as values to what parses a command line, every word of the help in one language."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import click

from xborder_desk.cli.usage import TooManyError
from xborder_desk.cli.verbs import Flag, Given, Option, Verb
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xborder_desk.cli.verbs import Area, Argument
    from xborder_desk.i18n.language import Language

PROGRAM: Final = "xborder-desk"
# The headings that the parser writes itself; ours come by the same English words.
_HEADINGS: Final = (N_("Options"), N_("Commands"), N_("Positional arguments"))
_USAGE: Final = N_("Usage:")


@dataclass(frozen=True, slots=True)
class Call:
    """What a command line asks for: a command with its values (None: the window), where, and answered how.

    ``path`` is how the command is called.
    """

    verb: Verb | None
    given: Given
    office: str = ""
    as_json: bool = False
    path: str = PROGRAM


@contextmanager
def _where(ctx: click.Context) -> Iterator[None]:
    """Let every fault of usage know at which command it happened; the parser leaves some without."""
    try:
        yield
    except click.UsageError as wrong:
        wrong.ctx = wrong.ctx or ctx
        raise


class _Formatter(click.HelpFormatter):
    """Writes help with its headings translated."""

    def __init__(self, language: Language, width: int | None, max_width: int | None) -> None:
        super().__init__(width=width, max_width=max_width)
        self._language = language

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or f"{self._language.text(_USAGE)} ")

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{heading}{self._language.colon}\n")

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        with super().section(self._language.text(name)):
            yield


class _Context(click.Context):
    def make_formatter(self) -> click.HelpFormatter:
        return _Formatter(self.obj, self.terminal_width, self.max_content_width)


class _Option(click.Option):
    def get_help_extra(self, ctx: click.Context) -> Any:  # noqa: ANN401 - the parser's own private type
        """Say nothing: what is needed stands in the usage and the help text, in the reader's language."""
        del ctx
        return {}


class _Command(click.Command):
    context_class = _Context
    verb: Verb | None = None

    def __init__(self, language: Language, **settings: Any) -> None:
        super().__init__(**settings, options_metavar=language.text(N_("[OPTIONS]")), add_help_option=False)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True  # refused below, by a sentence of ours
        with _where(ctx):
            rest = super().parse_args(ctx, args)
        if rest:
            raise TooManyError(rest, ctx)
        return rest

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the example as it is to be typed, never broken into lines."""
        if self.epilog:
            language: Language = ctx.obj
            with formatter.section(language.text(N_("Example"))):
                for line in (self.epilog, *(self.verb.sample if self.verb else ())):
                    formatter.write(f"{'':>{formatter.current_indent}}{line}\n")


class _Group(click.Group):
    context_class = _Context

    def __init__(self, language: Language, **settings: Any) -> None:
        super().__init__(
            **settings,
            options_metavar=language.text(N_("[OPTIONS]")),
            subcommand_metavar=language.text(N_("COMMAND …")),
            add_help_option=False,
        )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        with _where(ctx):
            return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(self.commands)


def build(areas: Sequence[Area], alone: Sequence[Verb], language: Language) -> click.Group:
    """Build the whole command line; ``alone`` are the commands that belong to no group."""
    root = _Group(
        language,
        name=PROGRAM,
        help=language.text(
            N_(
                "Cross-border consumer cases, from the first complaint to the dossier a court accepts. "
                "Without a command the window opens."
            )
        ),
        params=[
            _option(
                Option("office", N_("The office to use; without it the one opened last."), "LOCATION"),
                language,
            ),
            _option(Option("language", N_("The language to speak, like de or zh-Hant."), "TAG"), language),
            *_always(language),
        ],
        invoke_without_command=True,
        callback=_root,
    )
    for area in areas:
        told = language.text(area.help)
        group = _Group(language, name=area.name, help=told, short_help=told, params=_always(language))
        for verb in area.verbs:
            group.add_command(_command(verb, language))
        root.add_command(group)
    for verb in alone:
        root.add_command(_command(verb, language))
    return root


def parse(root: click.Group, arguments: Sequence[str], language: Language) -> Call:
    """Read a command line; nothing is done yet.

    Raises:
        click.ClickException: it cannot be understood.
        click.exceptions.Exit: help was asked for, and shown.

    """
    with root.make_context(PROGRAM, list(arguments), obj=language) as context:
        call = root.invoke(context)
    if not isinstance(call, Call):
        return Call(None, Given())
    return call


def _root(**values: object) -> Call | None:
    context = click.get_current_context()
    if context.invoked_subcommand is not None:
        return None
    return Call(None, Given(values), Given(values).text("office"))


def _command(verb: Verb, language: Language) -> click.Command:
    def call(**values: object) -> Call:
        contexts = []
        path = click.get_current_context().command_path
        context: click.Context | None = click.get_current_context()
        while context is not None:
            contexts.append(context.params)
            context = context.parent
        as_json = any(params.get("json") for params in contexts)
        return Call(verb, Given(values), Given(contexts[-1]).text("office"), as_json, path)

    told = language.text(verb.help)
    params = [*(_argument(one, language) for one in verb.arguments)]
    command = _Command(
        language,
        name=verb.name,
        help=told,
        short_help=told,
        epilog=f"{PROGRAM} {verb.example}",
        params=[*params, *(_option(one, language) for one in verb.options), *_always(language)],
        callback=call,
    )
    command.verb = verb
    return command


def _argument(argument: Argument, language: Language) -> click.Parameter:
    return click.Argument(
        [argument.name],
        help=language.text(argument.help),
        nargs=-1 if argument.many else 1,
        required=argument.needed,
    )


def _option(option: Option | Flag, language: Language) -> click.Parameter:
    name = option.name.replace("-", "_")
    told = language.text(option.help)
    if isinstance(option, Flag):
        return _Option([f"--{option.name}", name], help=told, is_flag=True)
    if option.choices:
        told = f"{told} {', '.join(option.choices)}."
    if option.needed:
        needed = language.text(N_("(needed)"))
        told = f"{told} {needed}"
    if option.many:
        several = language.text(N_("(can be given several times)"))
        told = f"{told} {several}"
    return _Option(
        [f"--{option.name}", name],
        help=told,
        metavar=option.shown,
        required=option.needed,
        multiple=option.many,
    )


def _always(language: Language) -> list[click.Parameter]:
    """Give the options that every command and group has."""

    def show(context: click.Context, _parameter: click.Parameter, value: object) -> None:
        if value and not context.resilient_parsing:
            click.echo(context.get_help())
            context.exit()

    return [
        _option(Flag("json", N_("Give one JSON document and nothing else.")), language),
        _Option(
            ["--help"],
            help=language.text(N_("Show this help and leave.")),
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=show,
        ),
    ]
