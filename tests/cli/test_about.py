"""What is installed; neither command needs an office."""

from __future__ import annotations

from typing import TYPE_CHECKING

import xborder_desk

if TYPE_CHECKING:
    from tests.cli.harness import Shell


def test_the_languages_and_how_complete_each_is(shell: Shell) -> None:
    found = shell.json("languages")["languages"]
    assert [one["tag"] for one in found][:1] == ["en"]
    assert {"de", "zh-Hant"} <= {one["tag"] for one in found}
    for one in found:
        assert one.keys() == {"tag", "name", "translated", "total", "complete"}
        assert 0 <= one["translated"] <= one["total"]
        assert 0 <= one["complete"] <= 1
    assert next(one["name"] for one in found if one["tag"] == "de") == "Deutsch"
    assert "繁體中文" in shell.run("languages").out


def test_the_version(shell: Shell) -> None:
    told = shell.json("version")
    assert told["version"] == xborder_desk.__version__
    assert told.keys() >= {"version", "python", "platform"}
    assert xborder_desk.__version__ in shell.run("version").out
