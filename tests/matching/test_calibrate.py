"""The command that fits the weights."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from xborder_desk.matching.calibrate import PARTS, main, written
from xborder_desk.matching.features import FEATURES
from xborder_desk.matching.weights import read_weights

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PAIRS = """name1,name2,is_match,schema
Lampix GmbH,Lampix Gesellschaft mit beschränkter Haftung,true,Company
Lampix GmbH,Zortan GmbH,false,Company
Quelmo Ltd,Quelmo Limited,true,Company
Quelmo Ltd,Vorstat Limited,false,Company
Quelmo Boston Ltd,Quelmo Dallas Limited,false,Company
Vorstat Trading,Vorstat Trade,true,Company
Lampix Inc,Lampixx Inc,true,Company
Zortan Inc,Fenuqua Inc,false,Company
Ralto Inc,Ralto Corp,true,Company
Ralto Inc,Menfa Corp,false,Company
"""


def test_figures_are_printed_and_weights_written(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = shutil.copytree(folder, tmp_path / "matching")
    pairs = tmp_path / "pairs.csv"
    pairs.write_text(PAIRS, encoding="utf-8")
    before = (copy / "weights.toml").read_text(encoding="utf-8")
    assert main([str(pairs), "--folder", str(copy)]) == 0
    assert "firm: 10 pairs, 5 of them one; held out F1" in capsys.readouterr().out
    assert (copy / "weights.toml").read_text(encoding="utf-8") == before
    assert main([str(pairs), "--folder", str(copy), "--write"]) == 0
    assert (copy / "weights.toml").read_text(encoding="utf-8") != before
    read_weights.cache_clear()
    assert read_weights(copy).firm.weights[FEATURES.index("covered")] > 0
    # What no pair of the file speaks of keeps the weight that was expected of it.
    assert read_weights(copy).firm.weights[FEATURES.index("number_clash")] == -4.0


def test_only_the_part_meant_is_written() -> None:
    text = "[firm.weights]\nbias = 1.0\n\n[person.weights]\nbias = 2.0\n"
    changed = written(text, PARTS[0], [3.0] * len(FEATURES))
    assert "bias = 3.0000" in changed
    assert "[person.weights]\nbias = 2.0\n" in changed
