"""Storefronts of known operators: shared, near-miss and deceptive identifiers, names in several scripts.

The words are made up or rare, so that the matcher's own tables do not know them; which storefront is
whose is known, so that suggestions can be counted.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Final

from xborder_desk.services.sellers.taking import NewMark, NewSeller, NewShop

_START: Final = (
    "Bel",
    "Cor",
    "Dra",
    "Fen",
    "Gal",
    "Hul",
    "Jor",
    "Kel",
    "Lum",
    "Mav",
    "Nor",
    "Pel",
    "Quin",
    "Ros",
    "Sel",
    "Tor",
    "Ul",
    "Vor",
    "Wil",
    "Zan",
)
_MIDDLE: Final = ("a", "e", "i", "o", "u", "ari", "eno", "ira", "oli", "umi")
_END: Final = (
    "dex",
    "fina",
    "gor",
    "lex",
    "mio",
    "nix",
    "pia",
    "ric",
    "sto",
    "tex",
    "vento",
    "wick",
    "zell",
    "bril",
    "cade",
)
# Characters with their readings, written down here on purpose and not taken from the matcher's library.
_HAN: Final = {
    "安": "an", "邦": "bang", "博": "bo", "昌": "chang", "达": "da", "鼎": "ding", "凡": "fan", "丰": "feng",
    "富": "fu", "冠": "guan", "海": "hai", "恒": "heng", "虹": "hong", "辉": "hui", "吉": "ji", "康": "kang",
    "朗": "lang", "隆": "long", "美": "mei", "诺": "nuo", "鹏": "peng", "启": "qi", "瑞": "rui", "森": "sen",
    "泰": "tai", "腾": "teng", "威": "wei", "翔": "xiang", "耀": "yao", "泽": "ze", "卓": "zhuo", "智": "zhi",
}  # fmt: skip
_CYRILLIC: Final = {
    "a": "а",
    "b": "б",
    "d": "д",
    "e": "е",
    "f": "ф",
    "g": "г",
    "i": "и",
    "k": "к",
    "l": "л",
    "m": "м",
    "n": "н",
    "o": "о",
    "p": "п",
    "r": "р",
    "s": "с",
    "t": "т",
    "u": "у",
    "v": "в",
    "z": "з",
}
_CITIES: Final = (
    ("Shenzhen", "深圳市"),
    ("Yiwu", "义乌市"),
    ("Guangzhou", "广州市"),
    ("Hangzhou", "杭州市"),
    ("Ningbo", "宁波市"),
)
_TRADES: Final = (
    ("Trading", "贸易"),
    ("Technology", "科技"),
    ("Electronic", "电子"),
    ("E-Commerce", "电子商务"),
    ("Import and Export", "进出口"),
)
_SHOP_WORDS: Final = (
    "Emporium",
    "Bazaar",
    "Haven",
    "Corner",
    "Depot",
    "Kingdom",
    "Nest",
    "Galaxy",
    "Barn",
    "Attic",
)
_GENERIC_SHOPS: Final = (
    "Best Deals Online",
    "Global Trading Co., Ltd.",
    "Fashion Store",
    "Home Shop",
    "Happy Buy",
    "Top Quality Direct",
    "Super Sale Outlet",
)
_PLATFORMS: Final = ("amazon", "ebay", "aliexpress", "temu", "etsy")
_STREETS: Final = (
    "Longhua Road",
    "Minzhi Avenue",
    "Bantian Street",
    "Nanshan Road",
    "Wuhe Avenue",
    "Xinzhou Road",
    "Futian Street",
    "Huaqiang Road",
)


_BRANDS: Final = 1000
_GERMAN: Final = ("Hauptstr.", "Bahnhofstr.")


@dataclass
class Operator:
    """Who stands behind several storefronts, and everything they use."""

    number: int
    brand: str
    han: str
    city: tuple[str, str]
    trade: tuple[str, str]
    country: str
    phones: list[str]
    mails: list[str]
    ibans: list[str]
    registration: str
    addresses: list[str]
    domain: str
    shops: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Labelled:
    """A storefront and whose it really is."""

    operator: int
    seller: NewSeller


def storefronts(count: int = 2000, operators: int = 150, seed: int = 7) -> list[Labelled]:
    """Make storefronts of operators; the same seed gives the same ones."""
    rng = random.Random(seed)  # noqa: S311 - test data, not a secret
    known: list[Operator] = []
    while len(known) < operators:
        one = _operator(len(known), rng)
        # Two firms of one name exist, but then nothing says which of them a shop is; of many, some will be.
        if operators > _BRANDS or all(one.brand.lower() != other.brand.lower() for other in known):
            known.append(one)
    for number in range(0, operators - 1, 10):
        _nearly_same(known[number], known[number + 1], rng)
    agents = [_agent(rng) for _ in range(max(2, operators // 20))]
    shares = [rng.uniform(0.4, 2.5) for _ in known]
    found = [_storefront(operator, agents, rng) for operator in known for _ in range(3)]
    found += [_storefront(rng.choices(known, shares)[0], agents, rng) for _ in range(count - len(found))]
    rng.shuffle(found)
    return found


def _operator(number: int, rng: random.Random) -> Operator:
    han = "".join(rng.sample(sorted(_HAN), 2))
    chinese = rng.random() < 0.6
    brand = (
        "".join(_HAN[c] for c in han).title()
        if chinese
        else rng.choice(_START) + rng.choice(_MIDDLE) + rng.choice(_END)
    )
    brand = brand if not chinese or rng.random() < 0.5 else "".join(_HAN[c].title() for c in han)
    domain = f"{brand.lower()}-{rng.choice(('life', 'mall', 'de', 'eu', 'hub'))}{number}.com"
    return Operator(
        number=number,
        brand=brand,
        han=han if chinese else "",
        city=rng.choice(_CITIES),
        trade=rng.choice(_TRADES),
        country="CN" if chinese else rng.choice(("DE", "PL", "GB", "CN", "HK")),
        phones=[_phone(rng) for _ in range(rng.randint(1, 3))],
        mails=[_mail(brand, domain, rng) for _ in range(rng.randint(2, 4))],
        ibans=[_iban(rng) for _ in range(rng.randint(1, 2))],
        registration=_uscc(rng),
        addresses=[_address(rng) for _ in range(rng.randint(1, 2))],
        domain=domain,
    )


def _nearly_same(one: Operator, other: Operator, rng: random.Random) -> None:
    """Give another operator a phone, a mailbox and an account that differ in one character."""
    phone = one.phones[0]
    other.phones[0] = phone[:-1] + str((int(phone[-1]) + 1) % 10)
    local, _, host = one.mails[0].partition("@")
    other.mails[0] = f"{local}{rng.choice('xyz')}@{host if host in _FREE else other.domain}"
    other.addresses[0] = one.addresses[0].replace("No. ", "No. 1", 1)


def _agent(rng: random.Random) -> tuple[str, str, str]:
    """Make a service firm whose phone, mailbox and address stand in shops of many operators."""
    name = rng.choice(_START) + rng.choice(_END)
    return (
        _phone(rng, "+4930"),
        f"rep{rng.randint(1, 99)}@{name.lower()}-rep.eu",
        f"{rng.choice(_GERMAN)} {rng.randint(1, 90)}, {rng.randint(10000, 99998)} Berlin",
    )


def _storefront(operator: Operator, agents: list[tuple[str, str, str]], rng: random.Random) -> Labelled:
    marks: list[NewMark] = []
    pool = [
        *[("phone", _written_phone(phone, rng)) for phone in operator.phones],
        *[("email", mail.upper() if rng.random() < 0.2 else mail) for mail in operator.mails],
        *[("iban", " ".join(iban[i : i + 4] for i in range(0, len(iban), 4))) for iban in operator.ibans],
        ("registration", operator.registration),
        *[("address", address) for address in operator.addresses],
        ("website", f"https://www.{operator.domain}/{rng.choice(('', 'contact', 'shop?utm_source=ad'))}"),
    ]
    for kind, raw in rng.sample(pool, k=rng.choices((0, 1, 2, 3), (8, 30, 40, 22))[0]):
        marks.append(NewMark(kind, raw))
    if rng.random() < 0.15:
        agent = rng.choice(agents)
        marks.append(NewMark(*rng.choice((("phone", agent[0]), ("email", agent[1]), ("address", agent[2])))))
    if rng.random() < 0.1:
        marks.append(NewMark("email", rng.choice(("service@marketplace.amazon.de", "support@paypal.com"))))
    if rng.random() < 0.05:
        marks.append(NewMark("iban", "DE00370400440532013000"))  # wrong check digits, at many
    platform = rng.choice(_PLATFORMS)
    shop = NewShop(platform=platform, account=f"{rng.choice(_SHOP_WORDS).lower()}{rng.randint(1, 10**9)}")
    return Labelled(
        operator.number,
        NewSeller(_name(operator, rng), country=operator.country, marks=tuple(marks), shops=(shop,)),
    )


def _name(operator: Operator, rng: random.Random) -> str:
    city, trade = operator.city, operator.trade
    chosen = rng.random()
    if chosen < 0.35:
        place = f"{city[0]} " if rng.random() < 0.7 else ""
        form = rng.choice((" Co., Ltd.", " Co., Limited", " Limited", " Company Limited", ""))
        return f"{place}{_typo(operator.brand, rng)} {trade[0]}{form}"
    if chosen < 0.55 and operator.han:
        return f"{city[1] if rng.random() < 0.8 else ''}{operator.han}{trade[1]}有限公司"
    if chosen < 0.6 and not operator.han:
        spelled = "".join(_CYRILLIC.get(c, c) for c in operator.brand.lower())
        if spelled.isalpha() and not any(c.isascii() for c in spelled):
            return f"ООО «{spelled.title()}»"
    if chosen < 0.8:
        return f"{operator.brand} {rng.choice(_SHOP_WORDS)}"
    if chosen < 0.87:
        return rng.choice(_GENERIC_SHOPS)
    return f"{rng.choice(_START)}{rng.choice(_MIDDLE)}{rng.choice(_END)} {rng.choice(_SHOP_WORDS)}"


def _typo(brand: str, rng: random.Random) -> str:
    if rng.random() > 0.08 or len(brand) < 7:
        return brand
    at = rng.randrange(2, len(brand) - 1)
    return brand[:at] + brand[at + 1 :]


def _phone(rng: random.Random, start: str = "") -> str:
    return (start or rng.choice(("+86755", "+8620", "+86571"))) + "".join(
        str(rng.randint(2, 8)) for _ in range(8)
    )


def _written_phone(phone: str, rng: random.Random) -> str:
    forms = (
        phone,
        phone.replace("+", "00"),
        f"{phone[:3]} {phone[3:6]} {phone[6:10]} {phone[10:]}",
        f"{phone[:3]}-{phone[3:]}",
    )
    return rng.choice(forms)


_FREE: Final = ("gmail.com", "163.com", "qq.com", "hotmail.com", "outlook.com")


def _mail(brand: str, domain: str, rng: random.Random) -> str:
    local = f"{brand.lower()}{rng.randint(1, 999)}"
    return (
        f"{local}@{rng.choice(_FREE)}"
        if rng.random() < 0.7
        else f"{rng.choice(('service', 'info', 'help'))}@{domain}"
    )


def _iban(rng: random.Random) -> str:
    body = "".join(str(rng.randint(0, 9)) for _ in range(18))
    check = 98 - int(f"{body}131400") % 97
    return f"DE{check:02d}{body}"


_USCC: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def _uscc(rng: random.Random) -> str:
    body = "91440300MA" + "".join(rng.choice(_USCC) for _ in range(7))
    total = sum(_USCC.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return body + _USCC[(31 - total % 31) % 31]


def _address(rng: random.Random) -> str:
    street = f"No. {rng.randint(2, 888)} {rng.choice(_STREETS)}"
    return f"Room {rng.randint(101, 2999)}, {street}, Shenzhen {rng.randint(518000, 518172)}"
