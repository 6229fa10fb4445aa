"""VAT and company numbers: one form, and the check digits of the countries that have them."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Final

from stdnum.exceptions import ValidationError

from xborder_desk.identifiers.shapes import Checked, Found

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOT_CODE: Final = re.compile(r"[^0-9A-Za-z]")
# Number kinds by country, as the library names them. First those for VAT, then those of registers.
_VAT: Final = {
    "CH": ("ch.vat", "ch.uid"), "NO": ("no.mva", "no.orgnr"), "GB": ("gb.vat",), "IS": ("is_.vsk",),
    "RU": ("ru.inn",), "TR": ("tr.vkn",), "AU": ("au.abn",), "IN": ("in_.gstin",), "MX": ("mx.rfc",),
    "RS": ("rs.pib",), "IL": ("il.hp",), "ZA": ("za.tin",), "UA": ("ua.edrpou", "ua.rntrc"),
}  # fmt: skip
_EU: Final = frozenset(
    {
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU", "IE", "IT",
        "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "XI",
    }
)  # fmt: skip
_REGISTERS: Final = {
    "CN": ("cn.uscc",), "FR": ("fr.siren", "fr.siret"), "IT": ("it.iva", "it.codicefiscale"),
    "ES": ("es.cif", "es.nif"), "PL": ("pl.regon", "pl.nip"), "SE": ("se.orgnr",), "DK": ("dk.cvr",),
    "NO": ("no.orgnr",), "FI": ("fi.ytunnus",), "BE": ("be.vat",), "CZ": ("cz.dic",), "RO": ("ro.cf",),
    "PT": ("pt.nif",), "RU": ("ru.inn", "ru.ogrn"), "UA": ("ua.edrpou",), "JP": ("jp.cn",), "KR": ("kr.brn",),
    "TW": ("tw.ubn",), "SG": ("sg.uen",), "AU": ("au.acn", "au.abn"), "BR": ("br.cnpj",), "TR": ("tr.vkn",),
    "CH": ("ch.uid",), "EE": ("ee.registrikood",), "IL": ("il.hp",), "IN": ("in_.gstin", "in_.pan"),
    "HR": ("hr.oib",), "LT": ("lt.pvm",), "TH": ("th.moa", "th.pin"), "VN": ("vn.mst",), "US": ("us.ein",),
    "NZ": ("nz.ird",), "GR": ("gr.vat",), "BG": ("bg.vat",), "SI": ("si.maticna",), "MX": ("mx.rfc",),
    "ZA": ("za.tin",), "BY": ("by.unp",),
}  # fmt: skip
# Countries whose every company number has the check digit tested here: what fails it is wrong.
_STRICT: Final = frozenset(["CN", "JP", "TW", "SE", "DK", "NO", "FI", "BE", "BR", "CH", "HR", "EE", "AU"])
_USCC: Final = re.compile(r"[0-9A-HJ-NP-RT-UW-Y]{2}\d{6}[0-9A-HJ-NP-RT-UW-Y]{10}")
_LEI: Final = re.compile(r"[0-9A-Z]{18}\d{2}")
_EUID: Final = re.compile(r"([A-Z]{2})([0-9A-Z]{2,8})\.([0-9A-Z./ -]{2,})")
_GERMAN: Final = re.compile(
    r"\b(HR[AB]|GnR|VR|PR)\s*(?:[:Nnro.#]*\s*)?(\d{1,6})\s*([A-Z]{1,2}\b)?", re.IGNORECASE
)
_COURT: Final = re.compile(r"\b(?:Amtsgericht|Registergericht|AG)\b", re.IGNORECASE)
_BRITISH: Final = re.compile(r"(?:\d{8}|(?:SC|NI|OC|SO|NC|FC|BR|GE|IP|R0|LP|SL|CE|CS)\d{6})")
_HONG_KONG: Final = re.compile(r"(?:CR|CI|BR|BRN|CRN)?(\d{7,8})(?:\d{3}[0-9A-Z]{3,6})?")
_VAT_TEXT: Final = re.compile(
    r"(?<![0-9A-Za-z])(?:(?:AT ?U|[A-Z]{2}) ?(?:[0-9][0-9 .]{6,14}[0-9]|[0-9A-Z]{8,12}))(?![0-9A-Za-z])"
)
_CODE_TEXT: Final = re.compile(rf"(?<![0-9A-Za-z]){_USCC.pattern}(?![0-9A-Za-z])")
_HRB_TEXT: Final = re.compile(
    r"(?:(?:Amtsgericht|AG|Registergericht:?)\s+(?P<before>[A-ZÄÖÜ][\wäöüß-]+)(?:\s*\([^)]*\))?\W{1,4})?"
    r"(?P<number>HR[AB]\s*(?:Nr\.?)?\s*\d{1,6}(?:\s?[A-Z]{1,2}\b)?)"
    r"(?:\W{1,4}(?:Amtsgericht|AG)\s+(?P<after>[A-ZÄÖÜ][\wäöüß-]+))?"
)


_SWISS: Final = re.compile(r"(?:CHE?)?(\d{9})(?:MWST|TVA|IVA|TPV)?")


def check_vat(raw: str, country: str = "") -> Checked:
    """Check a VAT number; ``country`` is used where the number does not begin with one."""
    text = _NOT_CODE.sub("", raw).upper()
    begun = text[:2].replace("GR", "EL")
    if swiss := _SWISS.fullmatch(text) if begun == "CH" or country == "CH" else None:
        # One firm has one number, with or without the word for the tax in its language.
        return Checked(f"CHE{swiss[1]}", _passes("ch.uid", f"CHE{swiss[1]}"))
    if begun in _EU:
        return Checked(begun + text[2:], _passes("eu.vat", begun + text[2:]))
    for state in (begun, country):
        for name in _VAT.get(state, ()):
            if _passes(name, text) or _passes(name, text.removeprefix(state)):
                return Checked(text if text.startswith(state) else state + text, valid=True)
    if begun in _VAT or (country in _VAT and text):
        return Checked(text, valid=False)
    own = "EL" if country == "GR" else country
    if own in _EU and text and _passes("eu.vat", own + text):
        return Checked(own + text, valid=True)
    return Checked(text, valid=False if own in _EU and text else None)


def check_registration(raw: str, country: str = "") -> Checked:
    """Check a number of a company register: the Chinese unified code, SIREN, HRB, EUID and their like."""
    text = _NOT_CODE.sub("", raw).upper()
    if not text:
        return Checked("")
    if euid := _EUID.fullmatch(raw.strip().upper()):
        return Checked(f"{euid[1]}{euid[2]}.{_NOT_CODE.sub('', euid[3])}")
    if _USCC.fullmatch(text) or (_LEI.fullmatch(text) and not text.isdigit()):
        return Checked(text, _passes("cn.uscc" if len(text) == len("91350211M000100Y46") else "lei", text))
    if german := _german(raw):
        return Checked(german)
    return _in_register(text, country)


def _in_register(text: str, country: str) -> Checked:
    if country == "HK" and (match := _HONG_KONG.fullmatch(text)):
        return Checked(match[1].zfill(8))
    if country == "GB":
        padded = text.zfill(8) if text.isdigit() else text
        return Checked(padded, None if _BRITISH.fullmatch(padded) else False)
    if any(_passes(name, text) for name in _REGISTERS.get(country, ())):
        return Checked(text, valid=True)
    return Checked(text, valid=False if country in _STRICT else None)


def country_of(normal: str) -> str:
    """Give the country that a VAT number or EUID in normal form begins with; empty if none."""
    begun = normal[:2]
    return {"EL": "GR", "XI": "GB"}.get(begun, begun) if begun in _EU or begun in _VAT else ""


def find(text: str) -> Iterator[Found]:
    """Find VAT numbers, Chinese unified codes and German register numbers in a text."""
    for match in _CODE_TEXT.finditer(text):
        checked = check_registration(match.group())
        yield Found("registration", match.group(), match.start(), match.end(), checked.normal, checked.valid)
    for match in _HRB_TEXT.finditer(text):
        form = _german(match.group())
        if form:
            yield Found("registration", match.group(), match.start(), match.end(), form)
    for match in _VAT_TEXT.finditer(text):
        checked = check_vat(match.group())
        if checked.valid:
            yield Found("vat", match.group(), match.start(), match.end(), checked.normal, valid=True)


def _german(raw: str) -> str:
    """Give HRB12345 with its court, which alone makes it one company's: HRB12345B CHARLOTTENBURG."""
    match = _GERMAN.search(raw)
    if match is None:
        return ""
    rest = _COURT.sub(" ", f"{raw[: match.start()]} {raw[match.end() :]}")
    court = " ".join(re.findall(r"[^\W\d_]{3,}", rest)).upper()
    return f"{match[1].upper()}{match[2]}{(match[3] or '').upper()} {court}".strip()


def _passes(name: str, text: str) -> bool:
    try:
        import_module(f"stdnum.{name}").validate(text)
    except (ValidationError, ValueError, IndexError, KeyError):
        return False
    return True
