"""Every command with everything people get wrong: a sentence and an exit status, never a traceback."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

import pytest

from tests.cli.harness import Desk, copied
from xborder_desk.app import Ways, find_places
from xborder_desk.cli import running
from xborder_desk.cli.verbs import Flag, Option
from xborder_desk.jobs.context import JobContext
from xborder_desk.settings import SettingsFile

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.cli.verbs import Verb

CASE: Final = "2026-0001"
HOSTILE: Final = (
    "", "x" * 4000, "\u202egnp.exe", "\x01bad\x07", "9" * 40, "-5", "2026-02-30", "0000-00-00",
    "../../beside", "/proc/nowhere/at/all", "QQ", "💥", "NaN", "1e400", "a\nb", "'; DROP TABLE x;--",
    "{x}", "%s", "١٢٣", "P99999999999Y", "\ud800",
)  # fmt: skip
# What a command is given when it is not the one thing that is wrong.
RIGHT: Final = {
    "case": CASE, "title": "T", "consumer": "Anna", "consumer-country": "DE", "seller-country": "CN",
    "role": "witness", "name": "N", "text": "T", "id": f"{CASE}/E-01", "channel": "email",
    "address": "a@b.example", "attempt": f"{CASE}/A-01", "result": "delivered", "note": "n", "row": "1",
    "state": "done", "direction": "outgoing", "who": "w", "subject": "s", "seller": "S-0001",
    "first": "S-0001", "second": "S-0002", "verdict": "same", "reason": "r", "decision": "1",
    "party": "P-01", "form": "csv", "route": "adr", "rule": "eu-1182-71", "from": "2026-01-05",
    "period": "P14D", "head": "price", "amount": "10", "currency": "EUR", "place": "1",
    "template": "complaint", "language": "de", "profile": "de", "field": "title=X",
}  # fmt: skip
VERBS: Final = [(area.name, verb) for area in running.areas() for verb in area.verbs]


def _ways_to_be_wrong(area: str, verb: Verb) -> list[tuple[str, str, str, str]]:
    names = [one.name for one in verb.arguments]
    names += [one.name for one in verb.options if not isinstance(one, Flag)]
    return [(area, verb.name, name, wrong) for name in names for wrong in HOSTILE]


ALL: Final = [way for area, verb in VERBS for way in _ways_to_be_wrong(area, verb)]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample office: every kind of thing is in it."""
    folder = tmp_path_factory.mktemp("filled")
    ways = Ways(find_places(), SettingsFile(folder / "settings"))
    ways.choose(name="Jana Weiß")
    desk = ways.create(folder / "office", JobContext(), sample=True)
    desk.close()
    return folder / "office"


@pytest.fixture
def office(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Desk:
    """A person with a copy of the sample office, in a folder of their own: some commands write files."""
    (tmp_path / "deep" / "here").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "deep" / "here")
    place = copied(filled, tmp_path / "office")
    SettingsFile(tmp_path / "settings").change(office=str(place), name="Jana Weiß", language="en")
    (tmp_path / "a.txt").write_text("hello", encoding="utf-8")
    return Desk(tmp_path / "settings", capsys, office=place)


def _typed(verb: Verb, area: str, wrong_name: str, wrong: str, folder: Path, turn: int) -> list[str]:
    right = {
        **RIGHT,
        **dict.fromkeys(("file", "path", "bundle"), str(folder / "a.txt")),
        "location": str(folder / f"place{turn}"),
        "to": str(folder / f"out{turn}"),
    }
    options = []
    for option in verb.options:
        if isinstance(option, Option) and (option.needed or option.name == wrong_name):
            value = wrong if option.name == wrong_name else right.get(option.name, "x")
            if option.choices and option.name != wrong_name and value not in option.choices:
                value = option.choices[0]
            options.append(f"--{option.name}={value}")
    places = [
        wrong if one.name == wrong_name else right.get(one.name, "x")
        for one in verb.arguments
        if one.needed or one.name == wrong_name
    ]
    return [area, verb.name, *options, "--", *places]


def _attack(office: Desk, ways: list[tuple[str, str, str, str]], folder: Path) -> None:
    verbs = {(area, verb.name): verb for area, verb in VERBS}
    for turn, (area, name, wrong_name, wrong) in enumerate(ways):
        typed = _typed(verbs[area, name], area, wrong_name, wrong, folder, turn)
        done = office.run(*typed)
        told = f"{typed}: {done}"
        assert done.status in {0, 1, 2}, told
        assert "Traceback" not in done.err, told
        assert "Errno" not in done.err, told
        if done.status:
            assert done.err.strip(), told
            assert done.err.count("\n") == 1, told
            assert len(done.err) < 1500, told
    checked = office.run("office", "check")
    assert checked.status == 0, checked


@pytest.mark.parametrize("seed", range(3))
def test_what_is_wrong_is_said_in_one_sentence(office: Desk, tmp_path: Path, seed: int) -> None:
    chosen = random.Random(seed).sample(ALL, 120)  # noqa: S311 - a sample that is the same each time
    _attack(office, chosen, tmp_path)


@pytest.mark.prove
@pytest.mark.parametrize("wrong", HOSTILE)
def test_every_value_of_every_command_may_be_wrong(office: Desk, tmp_path: Path, wrong: str) -> None:
    _attack(office, [way for way in ALL if way[3] == wrong], tmp_path)


@pytest.mark.parametrize(("area", "verb"), VERBS, ids=lambda one: getattr(one, "name", one))
def test_a_case_or_thing_that_is_not_there_is_named(
    office: Desk, tmp_path: Path, area: str, verb: Verb
) -> None:
    """Whatever stands for a thing of the office: one that nobody has is refused, and nothing is changed.

    Looking for sellers may first bring the register of sellers in step with the cases.
    """
    for argument in verb.arguments:
        if argument.name not in {"case", "id", "attempt", "seller"} or not argument.needed:
            continue
        typed = _typed(verb, area, argument.name, "2019-0404/E-99", tmp_path, 1)
        done = office.run(*typed) if area == "seller" else None
        assert done.sentence if done else office.refused(*typed, status=1)
