"""Lists in whatever encoding they come."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.services.sellers.encodings import decode

LISTS = {
    "gb18030": "name,address\n深圳市万宝贸易有限公司,广东省深圳市龙华区民治大道\n义乌市丰诺电子商务,义乌\n",
    "big5": "name,address\n萬寶貿易有限公司,香港九龍彌敦道一百號\n台灣電子股份有限公司,台北市信義區\n",
    "shift_jis": "name,address\n株式会社カネコ,東京都港区芝公園\n有限会社やまもと商店,大阪市北区梅田\n",
    "euc_kr": "name,address\n주식회사 한빛전자,서울특별시 강남구 테헤란로\n",
    "cp1251": "name,address\nООО «Вектор Плюс»,Москва\nТорговый дом Заря,Новосибирск улица Ленина\n",
    "koi8-r": "name,address\nООО Вектор Плюс,Москва\nТорговый дом Заря,Новосибирск улица Ленина\n",
    "cp1253": "name,address\nΑθηναϊκή Εταιρεία Τροφίμων,Αθήνα οδός Σταδίου\n",
    "cp1255": "name,address\nחברת שיווק ומסחר,תל אביב רחוב הרצל\n",
    "cp1256": "name,address\nشركة النور للتجارة المحدودة,القاهرة شارع التحرير\n",
    "cp1250": "name,address\nSpółka Żółw Łódź,ul. Święta\nČeský obchod,Děčín\n",
    "cp1252": "name,address\nMüller & Söhne GmbH,Königstraße 5\nCafé Général,Orléans\n",
    "utf-8": "name,address\n深圳市万宝贸易有限公司,Łódź\n",
    "utf-8-sig": "name,address\nŁódź,深圳市\n",
    "utf-16": "name,address\nПривет,Łódź\n",
    "utf-16-le": "name,address\nПривет,Łódź\n",
    "utf-16-be": "name,address\nПривет,Łódź\n",
}


@pytest.mark.parametrize("codec", LISTS)
def test_each_is_read_as_it_was_written(codec: str) -> None:
    assert decode(LISTS[codec].encode(codec)) == LISTS[codec]


def test_programs_and_pictures_are_no_text() -> None:
    assert decode(b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00") is None
    assert decode(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR") is None


def test_one_wrong_byte_does_not_turn_a_long_list() -> None:
    data = "Łódź,深圳市\n".encode() * 2000 + b"M\xfcller\n"
    text = decode(data)
    assert text is not None
    assert text.startswith("Łódź,深圳市")
    assert "\ufffd" in text


@given(st.text(alphabet=st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=80))
def test_utf_8_is_always_itself(text: str) -> None:
    told = decode(text.encode())
    assert told == text.removeprefix("\ufeff")


@given(st.binary(max_size=80))
def test_any_bytes_are_text_or_none(data: bytes) -> None:
    told = decode(data)
    assert told is None or isinstance(told, str)
