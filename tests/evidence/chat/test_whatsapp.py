"""Exports of WhatsApp in the forms of many countries."""

from __future__ import annotations

import datetime as dt

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
        "١٣\u200f/٣\u200f/٢٠٢٦، ٩:٠٥ م - Ann: hi",
        "13.03.26 г., 21:05 - Ann: hi",
        "13. 3. 2026 21:05 - Ann: hi",
        "13. 03. 2026. 21:05 - Ann: hi",
        "21:05, 13/03/2026 - Ann: hi",
        "13/3/2569 21:05 - Ann: hi",
        "۱۴۰۴/۱۲/۲۲, ۲۱:۰۵ - Ann: hi",
        "2026년 3월 13일 오후 9:05, Ann : hi",
        "2026/3/13 晚上9:05 - Ann: hi",
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


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("2026/3/13 清晨6:05", "06:05"),
        ("2026/3/13 凌晨12:05", "00:05"),
        ("2026/3/13 午夜12:05", "00:05"),
        ("2026/3/13 中午12:05", "12:05"),
        ("2026/3/13 中午1:05", "13:05"),
        ("3/13/26, 12:05 AM", "00:05"),
        ("3/13/26, 12:05 PM", "12:05"),
    ],
)
def test_the_hours_of_the_day_as_they_are_called(written: str, at: str) -> None:
    (said,) = read_exported(f"{written} - Ann: hi").messages
    assert said.at == f"2026-03-13T{at}:00"


@pytest.mark.parametrize(
    ("persian", "common"),
    [
        ("1404/01/01", "2025-03-21"),
        ("1403/12/30", "2025-03-20"),
        ("1399/12/30", "2021-03-20"),
        ("1400/01/01", "2021-03-21"),
        ("1375/12/30", "1997-03-20"),
        ("1404/06/31", "2025-09-22"),
        ("1404/07/30", "2025-10-22"),
    ],
)
def test_days_of_the_persian_calendar(persian: str, common: str) -> None:
    (said,) = read_exported(f"{persian}, 08:00 - Ann: hi").messages
    assert said.at == f"{common}T08:00:00"


@pytest.mark.parametrize("written", ["1404/13/01", "1404/12/31", "1404/00/10", "1447/07/11", "1066/10/14"])
def test_a_day_that_cannot_be_told_for_certain_is_left_open(written: str) -> None:
    (said,) = read_exported(f"{written}, 08:00 - Ann: hi").messages
    assert (said.at, said.sender) == ("", "Ann")


@given(st.integers(1370, 1428), st.integers(1, 12), st.integers(1, 29))
def test_the_persian_year_begins_in_march_and_its_days_follow_one_another(
    year: int, month: int, day: int
) -> None:
    told = read_exported(
        f"{year}/{month}/{day}, 08:00 - Ann: hi\n{year}/{month}/{day + 1}, 08:00 - Ann: ho\n"
    )
    one, other = (dt.date.fromisoformat(said.at[:10]) if said.at else None for said in told.messages)
    assert one is not None
    assert dt.date(year + 621, 3, 20) <= one <= dt.date(year + 622, 3, 21)
    assert other == one + dt.timedelta(days=1)


@pytest.mark.parametrize(
    "told",
    [
        "Anna hat die Gruppe „Reklamation: Lampe“ erstellt.",
        'Anna created group "Complaint: lamp"',
        "Anna a créé le groupe « Plainte : lampe »",
        "小明 创建了群组「投诉: 灯」",
    ],
)
def test_a_colon_in_the_name_of_a_group_makes_no_sender(told: str) -> None:
    (said,) = read_exported(f"13.03.26, 21:05 - {told}").messages
    assert (said.sender, said.text) == ("", told)


def test_a_sender_may_be_a_number_or_carry_marks() -> None:
    log = read_exported(
        "13.03.26, 21:05 - +86 138 0013 8000: Hello: ok\n13.03.26, 21:06 - O'Neil (Shop): a\n"
    )
    assert [(said.sender, said.text) for said in log.messages] == [
        ("+86 138 0013 8000", "Hello: ok"),
        ("O'Neil (Shop)", "a"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "12/31/25, 9:05 PM called the shop\n1/2/26, 8:00 AM called again",
        "2026-03-13, 21:05, eleven: twelve\n2026-03-14, 21:05, one: two",
        "13.03.2026 Rechnung Nr. 4: 20 EUR\n14.03.2026 Mahnung",
    ],
)
def test_a_list_of_dates_is_no_conversation(text: str) -> None:
    assert not looks_exported(text, "notes.txt")
