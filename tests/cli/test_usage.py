"""Help and faults of usage: one sentence, and every word of it in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
import pytest

from tests.cli.harness import Shell
from xborder_desk import cli
from xborder_desk.cli import running, usage
from xborder_desk.i18n.language import Language
from xborder_desk.i18n.pseudo import OPENING, pseudo_language

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("case",), "Usage: xborder-desk case"),
        (("case", "--json"), "A command is missing. See: xborder-desk case --help"),
        (("cases",), "There is no command cases. Did you mean case? See: xborder-desk --help"),
        (("case", "list", "--jsn"), "There is no option --jsn. Did you mean --json"),
        (("case", "list", "a", "b"), "This is more than the command takes: a b."),
        (("case", "show"), "CASE is missing. See: xborder-desk case show --help"),
        (("case", "create"), "--title is missing."),
        (("case", "create", "--title"), "The option --title needs a value."),
        (("version", "--json=3"), "The option --json takes no value. See: xborder-desk version --help"),
        (("case", "set", "2026-0001", "amount"), "“amount” is no change."),
        (("--language", "xx", "version"), "There is no language “xx” here."),
    ],
)
def test_wrong_usage_is_told_in_one_sentence(shell: Shell, arguments: tuple[str, ...], says: str) -> None:
    shell.ways.choose(office=str(shell.settings / "nowhere"))
    done = shell.run(*arguments)
    assert done.status == 2
    assert done.out == ""
    assert done.err.startswith(says)
    assert "Traceback" not in done.err


class _Pseudo(Shell):
    """A person whose language shows which words were forgotten."""

    def run(self, *arguments: str | Path) -> Any:
        self.capture.readouterr()
        ways: Any = self.ways
        ways.language = lambda _tag="": pseudo_language()
        status = cli.run([str(one) for one in arguments], ways, self._window)
        seen = self.capture.readouterr()
        return status, seen.out, seen.err


def _commands() -> list[tuple[str, ...]]:
    named = [(area.name, verb.name) for area in running.areas() for verb in area.verbs]
    return [(), *((area.name,) for area in running.areas()), *named, ("languages",), ("version",)]


@pytest.mark.parametrize("command", _commands(), ids=" ".join)
def test_every_word_of_help_is_in_the_language(
    command: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = _Pseudo(tmp_path, capsys).run(*command, "--help")
    assert (status, err) == (0, "")
    for english in (
        "Usage:",
        "Options:",
        "Commands:",
        "Positional arguments:",
        "[OPTIONS]",
        "and exit",
        "required",
    ):
        assert english not in out
    if len(command) == 2:
        # An example ends every help; only the shape of a file it names may follow.
        examples = [
            line for line in out.splitlines() if line.startswith(f"  xborder-desk {' '.join(command)} ")
        ]
        assert examples or out.splitlines()[-1].endswith(" ".join(command))
    described = [line for line in out.splitlines() if line.startswith("  --")]
    assert described
    assert all(OPENING in line or line.split()[-1].isupper() for line in described), described


@pytest.mark.parametrize(
    "arguments",
    [("cases",), ("case", "lst"), ("case", "list", "--jsn"), ("case", "list", "a"), ("case", "show"),
     ("case", "create", "--title"), ("version", "--json=3"), ("case", "--json")],
)  # fmt: skip
def test_every_fault_of_usage_is_in_the_language(
    arguments: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = _Pseudo(tmp_path, capsys).run(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith(OPENING)
    for english in ("There is", "missing", "See:", "Did you", "value"):
        assert english not in err


def test_a_fault_the_parser_may_learn_one_day_has_its_sentence_too() -> None:
    told = usage.sentence(click.UsageError("something new"), Language("en"), "xborder-desk case list")
    assert told == "The command line cannot be understood. See: xborder-desk case list --help"
