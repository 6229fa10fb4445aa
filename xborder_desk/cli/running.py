"""The edge of the command line: from arguments to an exit status, and no fault without its sentence."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from xborder_desk.cli import (
    about,
    body,
    building,
    case,
    claim,
    contact,
    deadline,
    dossier,
    evidence,
    fact,
    faults,
    form,
    law,
    letter,
    mail,
    office,
    party,
    post,
    route,
    seller,
)
from xborder_desk.cli.naming import as_typed
from xborder_desk.cli.plain import document
from xborder_desk.cli.session import Session
from xborder_desk.cli.tables import clean, unturned
from xborder_desk.cli.usage import WRONG_USAGE, sentence
from xborder_desk.domain.errors import FileError, KnownError
from xborder_desk.i18n import N_
from xborder_desk.i18n.language import Notice
from xborder_desk.jobs.context import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable

    from xborder_desk.cli.building import Call
    from xborder_desk.cli.verbs import Answer, Area
    from xborder_desk.i18n.language import Language, Sayable
    from xborder_desk.services import Doors

DONE: Final = 0
NOT_DONE: Final = 1
STOPPED: Final = 130
_STOPPED: Final = Notice(N_("Stopped. What was finished before stays."))


def run(arguments: list[str], doors: Doors, window: Callable[[Path | None, str], int]) -> int:
    """Do what a command line asks for and give the exit status; without a command open the window.

    0 is done; 1 could not be done, or a check found something; 2 wrong usage; 130 stopped by the person.
    """
    _prepare_streams()
    tag = wanted_language(arguments)
    language = doors.language(tag)
    try:
        return _run(arguments, tag, doors, language, window)
    except (KeyboardInterrupt, Cancelled, click.Abort):
        return _tell(_STOPPED, language, STOPPED)
    except KnownError as fault:
        return _tell(as_typed(fault, arguments), language, NOT_DONE)
    except BrokenPipeError:
        return _let_go()
    except Exception as fault:  # noqa: BLE001 - the one catch-all, at the edge
        return _tell(faults.keep(fault), language, NOT_DONE)


def areas() -> tuple[Area, ...]:
    """Give every group of commands, in the order of a case's life."""
    return (
        office.AREA,
        case.AREA,
        party.AREA,
        fact.AREA,
        evidence.AREA,
        contact.AREA,
        post.AREA,
        mail.AREA,
        seller.AREA,
        body.AREA,
        route.AREA,
        deadline.AREA,
        claim.AREA,
        letter.AREA,
        form.AREA,
        law.AREA,
        dossier.AREA,
    )


def wanted_language(arguments: list[str]) -> str:
    """Find ``--language`` before the command, so that help and faults already speak it."""
    rest = iter(arguments)
    for argument in rest:
        name, given, value = argument.partition("=")
        if name == "--language":
            return value if given else next(rest, "")
        if name == "--office" and not given:
            next(rest, "")
        elif not argument.startswith("-"):
            break
    return ""


def _run(
    arguments: list[str],
    tag: str,
    doors: Doors,
    language: Language,
    window: Callable[[Path | None, str], int],
) -> int:
    try:
        call = building.parse(building.build(areas(), about.VERBS, language), arguments, language)
    except click.exceptions.Exit as left:
        sys.stdout.flush()
        return left.exit_code
    except click.exceptions.NoArgsIsHelpError as bare:
        click.echo(bare.format_message(), err=True)
        return WRONG_USAGE
    except click.ClickException as wrong:
        return _refuse(wrong, language, building.PROGRAM)
    for problem in language.problems:
        _tell(problem, language, DONE)
    if tag and not language.problems and not _serves(language, tag):
        text = N_("There is no language “{tag}” here. See what is installed with: xborder-desk languages")
        return _tell(Notice(text, {"tag": tag}), language, WRONG_USAGE)
    if call.verb is None:
        return window(Path(call.office) if call.office else None, tag)
    _quiet_the_log()
    return _answer(call, doors, language)


def _answer(call: Call, doors: Doors, language: Language) -> int:
    assert call.verb is not None  # noqa: S101 - the window has been opened by the caller
    session = Session(doors, language, location=call.office, as_json=call.as_json)
    try:
        answer = call.verb.run(session, call.given)
        status = DONE if answer.trouble is None else NOT_DONE
        _show(answer, session)
        for problem in session.problems:
            _tell(problem, language, DONE)
    except click.UsageError as wrong:
        return _refuse(wrong, language, call.path)
    finally:
        session.close()
    if answer.trouble is not None:
        _tell(answer.trouble, language, status)
    return status


def _show(answer: Answer, session: Session) -> None:
    """Write the answer; whoever stops reading it early stops nothing else."""
    try:
        if session.as_json:
            click.echo(document(answer.data))
        else:
            for line in answer.lines:
                click.echo(unturned(line))
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go()
    except OSError as error:  # a full disk behind it: whoever reads it must know that it is not all
        _let_go()
        raise FileError(N_("“{file}” cannot be written there."), file="stdout") from error


def _refuse(wrong: click.ClickException, language: Language, path: str) -> int:
    click.echo(clean(sentence(wrong, language, path)), err=True)
    return WRONG_USAGE


def _tell(fault: Sayable, language: Language, status: int) -> int:
    with contextlib.suppress(OSError, ValueError):
        click.echo(clean(language.say(fault)), err=True)
    return status


def _let_go() -> int:
    """Point stdout nowhere, so that nothing complains on the way out either."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE


def _serves(language: Language, tag: str) -> bool:
    return tag.replace("_", "-").lower().split("-")[0] == language.tag.lower().split("-")[0]


def _prepare_streams() -> None:
    """Write UTF-8 whatever the machine's locale; what is no character comes escaped, never as a fault."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            with contextlib.suppress(OSError, ValueError):
                reconfigure(encoding="utf-8", errors="backslashreplace")


def _quiet_the_log() -> None:
    """Keep log lines off stderr, which holds one sentence; they can be asked for."""
    root = logging.getLogger()
    if os.environ.get(faults.DEBUG):
        logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
    elif not root.handlers:
        root.addHandler(logging.NullHandler())
