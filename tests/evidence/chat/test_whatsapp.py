"""Exports of WhatsApp in the forms of many countries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.evidence.chat.whatsapp import looks_exported, read_exported

AT = "2026-03-13T21:05:00"


@pytest.mark.parametrize(
    "line",
    [
        "13.03.26, 21:05 - Ann: hi",
        "[13.03.26, 21:05:00] Ann: hi",
        "\u200e[13.03.26, 21:05:00] \u200eAnn: hi",
        "13/03/2026, 21:05 - Ann: hi",
        "13/3/26 21:05 - Ann: hi",
        "3/13/26, 9:05\u202fPM - Ann: hi",
        "[3/13/26, 9:05:00 PM] Ann: hi",
        "13/03/2026, 9:05 p. m. - Ann: hi",
        "13/03/2026, 9:05 p.m. - Ann: hi",
        "13/03/2026 à 21:05 - Ann: hi",
        "13.3.2026 klo 21.05 - Ann: hi",
        "13.3.2026 kl. 21.05 - Ann: hi",
        "2026-03-13, 21:05 - Ann: hi",
        "2026-03-13, 9:05 p.m. - Ann: hi",
        "2026/03/13 21:05 - Ann: hi",
        "2026/3/13 下午9:05 - Ann: hi",
        "[2026/3/13 下午9:05:00] Ann: hi",
        "2026. 3. 13. 오후 9:05 - Ann: hi",
        "2026년 3월 13일 오후 9:05 - Ann: hi",
        "2026. 03. 13. 21:05 - Ann: hi",
        "١٣/٣/٢٠٢٦, ٩:٠٥ م - Ann: hi",
        "13/3/2026, 9:05 μ.μ. - Ann: hi",
        "13.03.2026 21:05 - Ann: hi",
        "13-03-2026 21:05 - Ann: hi",
    ],
)
def test_the_dates_of_many_countries(line: str) -> None:
    assert looks_exported(f"{line}\n{line}", "chat.txt")
    (said,) = read_exported(line).messages
    assert (said.at, said.sender, said.text) == (AT, "Ann", "hi")


def test_lines_without_a_date_belong_to_the_message_before() -> None:
    log = read_exported("13.03.26, 21:05 - Ann: one\ntwo: three\n\n13.03.26, 21:06 - Bo: four\n")
    assert [(said.sender, said.text) for said in log.messages] == [("Ann", "one\ntwo: three"), ("Bo", "four")]


def test_what_the_program_says_has_no_sender() -> None:
    (said,) = read_exported("13.03.26, 21:05 - Messages are encrypted from end to end.").messages
    assert said.sender == ""


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (("01/02/26", "13/02/26"), "day"),
        (("01/02/26", "02/13/26"), "month"),
        (("01/02/26", "02/02/26", "01/03/26"), "day"),
        (("02/01/26", "02/02/26", "03/01/26"), "month"),
        (("01/02/26",), "unsure"),
        (("2026/02/01",), "year"),
    ],
)
def test_day_and_month_are_told_apart_by_what_is_possible_and_runs_forward(
    dates: tuple[str, ...], order: str
) -> None:
    assert read_exported("\n".join(f"{date}, 21:05 - Ann: hi" for date in dates)).order == order


def test_files_that_were_sent_are_named() -> None:
    sent = "13.03.26, 21:05 - Ann: IMG-1.jpg (Datei angehängt)"
    log = read_exported(f"{sent}\n[13.03.26, 21:05:00] Ann: \u200e<attached: 2-VIDEO.mp4>")
    assert log.files == ["IMG-1.jpg", "2-VIDEO.mp4"]


@pytest.mark.parametrize(
    "text",
    ["Dear Ann,\n13.03.26 was the day.\n", "13.03.26, 21:05 hours\n14.03.26, 9:00 hours\n", "1.2.3 - x: y\n"],
)
def test_other_texts_are_no_chats(text: str) -> None:
    assert not looks_exported(text, "notes.txt")


@given(st.text(alphabet="0123456789./-[], :aApPmM\n\u202f下午x", max_size=200))
def test_nothing_breaks_the_reading(text: str) -> None:
    log = read_exported(text)
    assert all(said.at == "" or said.at[:2].isdigit() for said in log.messages)
