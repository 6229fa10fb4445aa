"""The edge: exit statuses, sentences, streams, and how a run ends early."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.harness import CASE, Desk, Shell, copied
from xborder_desk.app import Places, Ways
from xborder_desk.cli import running
from xborder_desk.cli.running import wanted_language
from xborder_desk.jobs.context import Cancelled
from xborder_desk.settings import SettingsFile


def test_without_a_command_the_window_opens(shell: Shell, tmp_path: Path) -> None:
    assert shell.run().status == 7
    assert shell.run("--office", tmp_path, "--language", "de").status == 7
    assert shell.windows == [(None, ""), (tmp_path, "de")]


def test_the_language_is_found_before_the_command_only() -> None:
    assert wanted_language(["--language", "de", "case", "list"]) == "de"
    assert wanted_language(["--office", "--language", "--language=zh-Hant"]) == "zh-Hant"
    assert wanted_language(["dossier", "export", "--language", "de"]) == ""
    assert wanted_language(["--json", "--language"]) == ""


BROKEN = (b"", b"\xde\x12\x04\x95 no catalogue", bytes(range(256)) * 20)


@pytest.mark.parametrize("content", BROKEN)
def test_a_broken_catalogue_is_named_and_the_command_is_done_in_english(
    content: bytes, shell: Shell, tmp_path: Path, project_root: Path
) -> None:
    folder = tmp_path / "translations" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "xborder_desk.mo").write_bytes(content)
    ways = Ways(Places(project_root / "resources", tmp_path / "translations"), SettingsFile(shell.settings))
    shell.capture.readouterr()
    asked = ["--language", "de", "deadline", "compute", "--rule", "calendar-days", "--from", "2026-03-02"]
    status = running.run([*asked, "--period", "P14D", "--json"], ways, lambda _place, _tag: 7)
    seen = shell.capture.readouterr()
    assert status == 0
    assert json.loads(seen.out)["date"] == "2026-03-16"
    assert seen.err.count("\n") == 1
    assert "“de”" in seen.err
    assert "cannot be read" in seen.err


@pytest.mark.parametrize("tag", ["xx", "xx-YY", "../../etc", "de\x00", "zh-Hant-" + "x" * 200, "-u-nu-arab"])
def test_a_language_nobody_knows_is_a_sentence(tag: str, shell: Shell) -> None:
    done = shell.run(f"--language={tag}", "languages")
    if tag.startswith("zh-Hant"):
        assert done.status == 0
        return
    assert done.status == 2
    assert done.err.count("\n") == 1
    assert "There is no language" in done.err


def test_digits_may_be_asked_for_by_the_tag(shell: Shell) -> None:
    asked = ("deadline", "compute", "--rule", "calendar-days", "--from", "2026-03-02", "--period", "P14D")
    assert "2026" in shell.run("--language=ar", *asked).out
    eastern = shell.run("--language=ar-u-nu-arab", *asked).out
    assert "٢٠٢٦" in eastern


def test_help_speaks_the_language_asked_for(shell: Shell) -> None:
    german = shell.run("--language", "de", "case", "--help").out
    chinese = shell.run("--language=zh-Hant", "case", "--help").out
    assert german != chinese
    assert "Usage:" not in chinese


def test_json_may_stand_before_or_after_the_command(desk: Desk) -> None:
    ways = [("--json", "case", "list"), ("case", "--json", "list"), ("case", "list", "--json")]
    assert len({json.dumps(desk.run(*one).json) for one in ways}) == 1


def test_a_person_without_an_office_is_told_how_to_make_one(shell: Shell) -> None:
    done = shell.run("case", "list", "--json")
    assert (done.status, done.out) == (1, "")
    assert "xborder-desk office create" in done.sentence


def test_the_office_named_is_remembered(shell: Shell, prepared: Path, tmp_path: Path) -> None:
    office = copied(prepared, tmp_path / "named")
    assert len(shell.run("--office", office, "case", "list", "--json").json["cases"]) == 1
    assert shell.ways.settings().office == str(office)
    assert len(shell.json("case", "list")["cases"]) == 1


def test_a_missing_office_is_told(shell: Shell, tmp_path: Path) -> None:
    done = shell.run("--office", tmp_path / "gone", "case", "list")
    assert done.status == 1
    assert "There is no office at" in done.sentence
    assert shell.ways.settings().office == ""


def test_an_unforeseen_fault_is_one_sentence_and_a_file(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_self: object) -> None:
        msg = "a fault of our own"
        raise ZeroDivisionError(msg)

    monkeypatch.setattr("xborder_desk.app.Ways.languages", fail)
    done = shell.run("languages")
    assert (done.status, done.out) == (1, "")
    noted = Path(done.sentence.rpartition(": ")[2])
    assert "a fault of our own" in noted.read_text(encoding="utf-8")
    assert "a fault of our own" not in done.err

    monkeypatch.setenv("XBORDER_DESK_DEBUG", "1")
    assert "Traceback" in shell.run("languages").err


@pytest.mark.parametrize("how", [KeyboardInterrupt, Cancelled])
def test_stopping_gives_130(shell: Shell, monkeypatch: pytest.MonkeyPatch, how: type[BaseException]) -> None:
    def stop(_self: object) -> None:
        raise how

    monkeypatch.setattr("xborder_desk.app.Ways.languages", stop)
    done = shell.run("languages")
    assert (done.status, done.out) == (130, "")
    assert done.sentence == "Stopped. What was finished before stays."


def test_a_name_that_is_no_text_is_printed_and_given_as_json(desk: Desk, case: str, tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9 \x1b[31m.txt"
    Path(os.fsdecode(name)).write_text("a note", encoding="utf-8")
    done = desk.run("evidence", "add", case, os.fsdecode(name), "--json")
    assert (done.status, done.err) == (0, "")
    assert Path(done.json["added"][0]["path"]) == Path(os.fsdecode(name))
    plain = desk.run("evidence", "list", case)
    assert plain.status == 0
    assert "\x1b" not in plain.out


def _main(*arguments: str, home: Path, **environment: str) -> subprocess.Popen[bytes]:
    root = Path(__file__).resolve().parents[2]
    return subprocess.Popen(
        [sys.executable, str(root / "main.py"), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "XBORDER_DESK_CONFIG": str(home), **environment},
        preexec_fn=_hear_ctrl_c,  # noqa: PLW1509 - one call to the system, before anything else runs there
    )


def _hear_ctrl_c() -> None:
    """Hear the signal even where whoever started the tests in the background has it ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_stdout_is_utf8_in_every_locale_and_a_closed_pipe_is_quiet(desk: Desk) -> None:
    plain = _main("case", "list", home=desk.settings, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    out, err = plain.communicate(timeout=60)
    assert "深圳灯具" in out.decode("utf-8")
    assert err == b""

    closed = _main("case", "list", "--json", home=desk.settings)
    assert closed.stdout is not None
    assert closed.stderr is not None
    closed.stdout.close()
    assert closed.stderr.read() == b""
    closed.stderr.close()
    assert closed.wait(timeout=60) == 0


def test_version_loads_neither_window_nor_storage(shell: Shell) -> None:
    program = (
        "import sys; from xborder_desk.app import main\n"
        "try:\n    main(['version'])\n"
        "except SystemExit:\n    heavy = {'PySide6', 'sqlalchemy', 'babel', 'pikepdf', 'pycountry'}\n"
        "    print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).resolve().parents[2],
        env={**os.environ, "XBORDER_DESK_CONFIG": str(shell.settings)},
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_streams_that_cannot_be_changed_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert running.run(["version"], Shell(Path(), None).ways, lambda _l, _t: 1) == 0  # type: ignore[arg-type]  # nothing is captured here


def test_texts_with_a_leading_dash_are_values(desk: Desk, case: str) -> None:
    desk.json("case", "set", case, "story=-5 °C on the day")
    made = desk.json("fact", "add", case, "--text", "-P10D", "--on", "2026-02")
    assert made == {"fact": f"{case}/F-01"}
    shown = desk.json("case", "show", case)
    assert (shown["story"], shown["facts"][0]["text"]) == ("-5 °C on the day", "-P10D")
    assert CASE[0] == "case"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def _stopped(running_one: subprocess.Popen[bytes]) -> tuple[bytes, bytes]:
    """Press Ctrl+C as a person does: again, where the first press fell into a moment Python cannot leave."""
    for _ in range(20):
        running_one.send_signal(signal.SIGINT)
        try:
            return running_one.communicate(timeout=1.5)
        except subprocess.TimeoutExpired:
            continue
    return running_one.communicate(timeout=60)


def test_ctrl_c_stops_in_a_sentence_and_leaves_the_office_whole(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(400):
        (many / f"{number:03}.txt").write_text(f"note {number}", encoding="utf-8")
    before = {each.name for each in (desk.office / "evidence").rglob("*")}
    running_one = _main("evidence", "add", case, str(many), "--json", home=desk.settings)
    deadline = time.monotonic() + 60
    while {each.name for each in (desk.office / "evidence").rglob("*")} == before:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    out, err = _stopped(running_one)
    assert (running_one.returncode, out) == (130, b"")
    assert err.decode() == "Stopped. What was finished before stays.\n"
    assert not list((desk.office / "open").iterdir())
    desk.json("office", "check", "--clear-leftovers")
    assert len(desk.json("evidence", "list", case)["items"]) < 400
