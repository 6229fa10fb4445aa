"""Whole lists taken up: what cannot be taken is told with its row, the rest is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xborder_desk.domain.errors import BadInputError, FileError
from xborder_desk.jobs.context import Cancelled, JobContext, Progress

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.services import Desk

HEAD = "name,country,phone,email,iban,platform,storefront\n"
GOOD = "Lampix,DE,030 1234567,a@lampix.example,DE89370400440532013000,eBay,lampix\n"


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    file = folder / "sellers.csv"
    file.write_bytes(text.encode(encoding))
    return file


def test_good_rows_are_kept_with_everything(desk: Desk, tmp_path: Path) -> None:
    done = desk.sellers.import_list(written(tmp_path, HEAD + GOOD))
    assert (done.sellers, done.identifiers, done.rejected) == (1, 4, ())
    view = desk.sellers.show("S-0001")
    assert {mark.kind for mark in view.marks} == {"phone", "email", "iban", "storefront"}
    assert view.storefronts[0].account == "lampix"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (",DE,,,,,\n", "no name"),
        ("Zortan,DE,,,,,,extra\n", "8 cells for 7 columns"),
        ("Zortan,a@zortan.example,,,,,\n", "under country"),
        ("Zortan,DE,a@zortan.example,,,,\n", "under phone"),
        ("Zortan,DE,,030 1234567,,,\n", "under email"),
        ("Zortan,DE,,,Berlin,,\n", "under iban"),
        ("Zort\ufffdn,DE,,,,,\n", "broken"),
        ("Zortan,Nowhere Land,,,,,\n", "Nowhere Land"),
    ],
)
def test_a_row_that_cannot_be_meant_is_told(embedded_desk: Desk, tmp_path: Path, row: str, why: str) -> None:
    done = embedded_desk.sellers.import_list(written(tmp_path, HEAD + GOOD + row + GOOD))
    assert done.sellers == 2
    (rejected,) = done.rejected
    assert rejected.row == 2
    assert why in rejected.text.format(**rejected.fields)


def test_wrong_check_digits_are_kept_marked_and_speak_for_nobody(embedded_desk: Desk, tmp_path: Path) -> None:
    rows = "Lampix,DE,,,DE00370400440532013000,,\nZortan,DE,,,DE00370400440532013000,,\n"
    done = embedded_desk.sellers.import_list(written(tmp_path, HEAD + rows))
    assert (done.sellers, done.rejected) == (2, ())
    assert embedded_desk.sellers.show("S-0001").marks[0].valid is False
    assert embedded_desk.sellers.suggestions() == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no column “name”"),
        ("country,phone\nDE,1\n", "no column “name”"),
        ("name,phone,phone\nLampix,1,2\n", "phone twice"),
        ("name,tel,telefon\nLampix,1,2\n", "phone twice"),
    ],
)
def test_a_list_that_is_none_is_refused_whole(
    embedded_desk: Desk, tmp_path: Path, text: str, told: str
) -> None:
    with pytest.raises(BadInputError, match=told):
        embedded_desk.sellers.import_list(written(tmp_path, text))
    assert embedded_desk.sellers.all() == []


def test_a_file_that_is_no_text_is_refused(embedded_desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "sellers.csv"
    file.write_bytes(b"PK\x03\x04\x00\x00\x00\x00")
    with pytest.raises(FileError, match="no text"):
        embedded_desk.sellers.import_list(file)
    with pytest.raises(FileError, match="is a folder"):
        embedded_desk.sellers.import_list(tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030", "big5"])
def test_chinese_in_any_encoding(embedded_desk: Desk, tmp_path: Path, encoding: str) -> None:
    text = "name,country\n萬寶貿易有限公司,CN\n台灣電子股份有限公司,TW\n"
    done = embedded_desk.sellers.import_list(written(tmp_path, text, encoding))
    assert (done.sellers, done.rejected) == (2, ())
    assert embedded_desk.sellers.show("S-0001").row.name == "萬寶貿易有限公司"


def test_progress_is_told_to_the_end(embedded_desk: Desk, tmp_path: Path) -> None:
    told: list[Progress] = []
    text = HEAD + "".join(f"Shop {n},DE,,,,,\n" for n in range(1100))
    done = embedded_desk.sellers.import_list(written(tmp_path, text), JobContext(told.append))
    assert done.sellers == 1100
    assert len(told) >= 2


def test_stopping_keeps_whole_batches_and_no_half_one(embedded_desk: Desk, tmp_path: Path) -> None:
    class Stopping(JobContext):
        """Stops at the second batch."""

        calls = 0

        def progress(self, *_args: object, **_fields: object) -> None:
            """Count."""
            self.calls += 1
            if self.calls > 1:
                raise Cancelled

    text = HEAD + "".join(f"Shop {n},DE,,,,,\n" for n in range(1100))
    with pytest.raises(Cancelled):
        embedded_desk.sellers.import_list(written(tmp_path, text), Stopping())
    assert len(embedded_desk.sellers.all()) == 500


def test_a_platforms_own_mailbox_makes_nobody_one(embedded_desk: Desk, tmp_path: Path) -> None:
    rows = "".join(
        f"{name},DE,,service@marketplace.amazon.de,,,\n" for name in ("Lampix", "Zortan", "Quelmo")
    )
    embedded_desk.sellers.import_list(written(tmp_path, HEAD + rows))
    assert embedded_desk.sellers.suggestions() == []


def test_what_many_share_is_learned_to_say_little(embedded_desk: Desk, tmp_path: Path) -> None:
    names = [
        f"{a}{b}{c}"
        for a in ("Bel", "Dra", "Kel", "Mav")
        for b in ("a", "e", "o", "u")
        for c in ("dex", "nix", "tex", "zor")
    ]
    rows = "".join(f"{name},DE,030 5554321,,,,\n" for name in names)
    embedded_desk.sellers.import_list(written(tmp_path, HEAD + rows))
    found = embedded_desk.sellers.match(["Quelmo"], [("phone", "+49 30 5554321")])
    assert found
    assert not any(one.score.match for one in found)
    assert any("say" in reason.text for one in found for reason in one.score.reasons)


def test_a_name_of_generic_words_makes_nobody_one(embedded_desk: Desk, tmp_path: Path) -> None:
    rows = "".join(f'"Global Trading Co., Ltd.",CN,,shop{n}@x{n}.example,,,\n' for n in range(6))
    embedded_desk.sellers.import_list(written(tmp_path, HEAD + rows))
    assert embedded_desk.sellers.suggestions() == []
