"""What every build of a dossier is asked and answers: sizes, passphrases, recipes, lines for people."""

from __future__ import annotations

import contextlib
import io
import os
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.cli.dossier_build import PASSPHRASE, lines, most_bytes, read_recipe, shown, signing
from xborder_desk.domain.dossier import BoundExhibit
from xborder_desk.domain.errors import BadInputError, FileError
from xborder_desk.i18n.language import Language
from xborder_desk.services.dossiers import DossierExport

if TYPE_CHECKING:
    from xborder_desk.cli.session import Session
    from xborder_desk.cli.verbs import Given


def typed(**values: str) -> Given:
    """Give what somebody typed, as a verb sees it."""
    return cast(
        "Given",
        SimpleNamespace(
            text=lambda name: values.get(name, ""),
            path=lambda name: Path(values[name]),
            flag=lambda name: bool(values.get(name)),
        ),
    )


EXHIBIT = BoundExhibit("Anlage K 1", "Bill\x1b[2J", "2026-0001/E-01", 4, 6, "a" * 64, None, "E-01")
MADE = DossierExport(
    bundle=Path("out/d.pdf"),
    package=Path("out/d"),
    zip=Path("out/d.zip"),
    pages=6,
    edition=2,
    exhibits=(EXHIBIT,),
    warnings=("Look at page 4.",),
    archival=True,
    parts=(Path("out/d-part-1.pdf"), Path("out/d-part-2.pdf")),
)


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("60", 60_000_000), ("0.5", 500_000), ("0,5", 500_000), (" 1e2 ", 100_000_000)],
)
def test_a_size_is_read_as_people_write_it(text: str, count: int) -> None:
    assert most_bytes(typed(split=text)) == count


@given(st.text(max_size=12))
def test_any_other_size_is_refused_or_sound(text: str) -> None:
    count = 0
    with contextlib.suppress(BadInputError):
        count = most_bytes(typed(split=text))
    assert not count or 100_000 <= count <= 1_000_000_000_000


@pytest.mark.parametrize("text", ["nan", "inf", "-5", "0", "0.01", "1000001", "sixty"])
def test_what_is_no_size_for_a_file_is_refused(text: str) -> None:
    with pytest.raises(BadInputError, match="no size in megabytes"):
        most_bytes(typed(split=text))


def test_without_a_key_nothing_is_signed() -> None:
    assert signing(typed()) is None


def test_the_passphrase_comes_from_the_environment_and_is_shown_nowhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(PASSPHRASE, "hush")
    made = signing(typed(sign="key.p12", timestamp="http://tsa.example", trust=str(tmp_path / "roots.pem")))
    assert made is not None
    assert (made.key, made.passphrase, made.timestamp_url) == ("key.p12", "hush", "http://tsa.example")
    assert made.trust == tmp_path / "roots.pem"
    assert "hush" not in repr(made)
    assert not made.visible
    shown_too = signing(typed(sign="key.p12", visible="yes"))
    assert shown_too is not None
    assert shown_too.visible


def test_where_nobody_can_be_asked_the_variable_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(PASSPHRASE, raising=False)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    (tmp_path / "key.p12").write_bytes(b"any")
    for key in (str(tmp_path / "key.p12"), "pkcs11:token=T?module-path=m.so"):
        with pytest.raises(BadInputError, match=PASSPHRASE):
            signing(typed(sign=key))


def test_nobody_is_asked_for_the_passphrase_of_a_key_that_is_not_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(PASSPHRASE, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _prompt: pytest.fail("somebody was asked"))
    for key in (tmp_path / "key.p12", tmp_path):
        with pytest.raises(BadInputError, match=rf"“{key.name}” cannot be read"):
            signing(typed(sign=str(key)))


def test_a_recipe_is_read_with_or_without_a_mark_at_its_beginning(tmp_path: Path) -> None:
    for number, data in enumerate((b'{"order": []}', b'\xef\xbb\xbf{"order": []}')):
        file = tmp_path / f"{number}.json"
        file.write_bytes(data)
        assert read_recipe(file) == {"order": []}


@pytest.mark.parametrize(
    "data",
    [b"{", b"\xff\xfe", b"[" * 99_999, b" " * 4_000_001],
    ids=["cut", "other letters", "deep", "large"],
)
def test_what_is_no_recipe_is_refused(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "recipe.json"
    file.write_bytes(data)
    with pytest.raises(BadInputError, match=r"recipe\.json"):
        read_recipe(file)


def test_a_recipe_that_is_not_there_or_no_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="is not there"):
        read_recipe(tmp_path / "gone.json")
    with pytest.raises(FileError, match="cannot be read"):
        read_recipe(tmp_path)


def test_an_export_is_told_as_json_and_as_lines_that_paint_nothing() -> None:
    told: dict[str, Any] = shown(MADE)
    assert told["parts"] == [str(part) for part in MADE.parts]
    assert told["exhibits"][0] == {
        "label": "Anlage K 1",
        "title": "Bill\x1b[2J",
        "evidence": "2026-0001/E-01",
        "first_page": 4,
        "last_page": 6,
        "sha256": "a" * 64,
        "problem": None,
    }
    session = cast("Session", SimpleNamespace(text=Language("en").text, language=Language("en")))
    said = list(lines(session, MADE))
    assert any("Anlage K 1" in line and "4–6" in line for line in said)
    assert said[-1] == "Look at page 4."
    assert not any("\x1b" in line for line in said)
    assert [line for line in said if line.endswith("part-2.pdf")] == [os.fspath(MADE.parts[1])]
