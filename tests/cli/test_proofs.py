"""Proofs given to a contact: all of them taken in, or a sentence that says what was and what was not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xborder_desk.services.evidence import Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pytest

    from tests.cli.harness import Desk

ATTEMPT = ("--channel", "email", "--address", "a@b.example", "--result", "delivered")


def test_a_folder_or_a_missing_file_is_refused_before_anything_is_kept(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    good = tmp_path / "good.txt"
    good.write_text("sent", encoding="utf-8")
    for bad, words in ((tmp_path, "is a folder"), (tmp_path / "gone.eml", "is not there")):
        sentence = desk.refused("contact", "add", case, *ATTEMPT, "--proof", good, "--proof", bad)
        assert words in sentence
    assert desk.json("evidence", "list", case)["items"] == []
    assert desk.json("contact", "list", case)["attempts"] == []


def test_a_proof_that_vanishes_leaves_the_others_and_says_where_they_are(
    desk: Desk, case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    for file in (first, second):
        file.write_text(file.name, encoding="utf-8")
    add = Evidence.add_files

    def withdrawn(self: Evidence, case: str, files: Sequence[Path], *more: Any, **also: Any) -> object:
        second.unlink()
        return add(self, case, files, *more, **also)

    monkeypatch.setattr(Evidence, "add_files", withdrawn)
    done = desk.run("contact", "add", case, *ATTEMPT, "--proof", first, "--proof", second)
    assert done.status == 1
    sentence = done.sentence
    assert "“second.txt”" in sentence
    assert "E-01" in sentence
    assert [one["evidence"] for one in desk.json("evidence", "list", case)["items"]] == [f"{case}/E-01"]
    assert desk.json("contact", "list", case)["attempts"] == []


def test_the_only_proof_that_cannot_be_taken_in_gives_its_own_reason(
    desk: Desk, case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    only = tmp_path / "only.txt"
    only.write_text("sent", encoding="utf-8")
    add = Evidence.add_files

    def withdrawn(self: Evidence, case: str, files: Sequence[Path], *more: Any, **also: Any) -> object:
        only.unlink()
        return add(self, case, files, *more, **also)

    monkeypatch.setattr(Evidence, "add_files", withdrawn)
    assert "There is no file “only.txt”" in desk.refused("contact", "add", case, *ATTEMPT, "--proof", only)
