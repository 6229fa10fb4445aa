"""Shops on platforms: from the many shapes of a web address to the platform and its account."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from xborder_desk.domain.folding import fold
from xborder_desk.identifiers.shapes import Checked, Found

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Shop:
    """An account on a platform, both in the form in which two writings are the same."""

    platform: str
    account: str

    def __str__(self) -> str:
        """Give the normal form: amazon:A1B2C3D4E5F6G7."""
        return f"{self.platform}:{self.account}"


# Platform, its hosts, and where in the address the account stands. An account keeps its case only where
# the platform tells two cases apart; none of these does.
_PLATFORMS: Final = tuple(
    (name, re.compile(hosts), re.compile(place, re.IGNORECASE))
    for name, hosts, place in (
        (
            "amazon",
            r"(?:.+\.)?amazon\.[a-z.]{2,6}",
            r"(?:[?&](?:seller|me|merchant|smid|m|sellerid)=|/(?:sp|shops)/)(A[0-9A-Z]{9,20})\b",
        ),
        ("ebay", r"(?:.+\.)?ebay\.[a-z.]{2,6}", r"/(?:usr|str|fdbk/feedback_profile)/([\w.*!$-]{2,64})"),
        (
            "ebay",
            r"(?:.+\.)?ebay\.[a-z.]{2,6}",
            r"[?&](?:_ssn|userid|seller|_saslop=1&_sasl)=([\w.*!$-]{2,64})",
        ),
        (
            "aliexpress",
            r"(?:.+\.)?aliexpress\.[a-z.]{2,6}",
            r"/store/(?:top-rated-products/)?(?:group/[^/]+/)?(\d{5,15})",
        ),
        (
            "aliexpress",
            r"(?:.+\.)?aliexpress\.[a-z.]{2,6}",
            r"[?&](?:store_?id|storeNum|sellerAdminSeq)=(\d{5,15})",
        ),
        ("temu", r"(?:.+\.)?temu\.com", r"(?:-m-|[?&]mall_id=)(\d{8,20})"),
        ("shein", r"(?:.+\.)?shein\.[a-z.]{2,6}", r"[?&](?:store_?code|store_id)=(\d{4,16})"),
        ("etsy", r"(?:.+\.)?etsy\.com", r"/shop/([\w-]{3,30})"),
        ("shopee", r"(?:.+\.)?shopee\.[a-z.]{2,6}", r"/shop/(\d{4,14})|^/([\w.-]{4,30})/?$"),
        ("lazada", r"(?:.+\.)?lazada\.[a-z.]{2,6}", r"/shop/([\w-]{2,60})"),
        ("wish", r"(?:.+\.)?wish\.com", r"/merchant/([0-9a-z]{8,40})"),
        ("alibaba", r"(?P<sub>[a-z0-9-]+(?:\.[a-z]{2})?)\.alibaba\.com", r""),
        ("1688", r"(?P<sub>[a-z0-9-]+)\.1688\.com", r""),
        ("made-in-china", r"(?P<sub>[a-z0-9-]+)\.(?:en\.)?made-in-china\.com", r""),
        ("dhgate", r"(?:.+\.)?dhgate\.com", r"/store/(?:about-us/|top-rated/)?(\d{5,12})"),
        ("taobao", r"shop(?P<sub>\d{5,12})\.(?:world\.)?taobao\.com", r""),
        ("taobao", r"(?:.+\.)?taobao\.com", r"[?&](?:shop_?id|user_number_id|seller_?id)=(\d{5,14})"),
        ("tmall", r"(?P<sub>[a-z0-9-]+)\.(?:world\.)?tmall\.com", r""),
        ("jd", r"(?:.+\.)?jd\.com", r"/index-(\d{4,12})"),
        ("pinduoduo", r"(?:.+\.)?(?:pinduoduo|yangkeduo)\.com", r"[?&]mall_id=(\d{4,14})"),
        ("allegro", r"(?:.+\.)?allegro\.(?:pl|cz|sk|hu)", r"/(?:uzytkownik|uzivatel|user)/([\w.-]{2,40})"),
        ("zalando", r"(?:.+\.)?zalando\.[a-z.]{2,6}", r"/(?:haendler|partner|merchant)/([\w-]{2,40})"),
        ("kaufland", r"(?:.+\.)?kaufland\.[a-z.]{2,6}", r"/(?:shops?|haendler|seller)/([\w-]{2,60})"),
        ("otto", r"(?:.+\.)?otto\.de", r"/(?:haendler|verkaeufer|seller)/([\w-]{2,60})"),
        ("cdiscount", r"(?:.+\.)?cdiscount\.com", r"/(?:mpv|boutique)-?(?:\d+-)?([\w-]{2,60})"),
        ("bol", r"(?:.+\.)?bol\.com", r"/v/(?:[\w-]+/)?(\d{4,12}|[\w-]{2,60})"),
        ("emag", r"(?:.+\.)?emag\.[a-z]{2}", r"/vendors/vendor/([\w-]{2,60})"),
        ("cdon", r"(?:.+\.)?cdon\.[a-z]{2,3}", r"/merchant/([\w-]{2,60})"),
        ("walmart", r"(?:.+\.)?walmart\.com", r"/seller/(\d{3,12})"),
        ("rakuten", r"(?:.+\.)?rakuten\.co\.jp", r"^/(?:gold/)?([\w-]{3,40})/?"),
        ("mercari", r"(?:.+\.)?mercari\.com", r"/(?:user/profile|u)/(\d{5,14})"),
        ("coupang", r"(?:.+\.)?coupang\.com", r"/(?:vp/vendor|shop)/([\w-]{2,40})"),
        ("mercadolibre", r"(?:.+\.)?mercadoli[bv]re\.[a-z.]{2,6}", r"/perfil/([\w.+-]{2,60})"),
        ("ozon", r"(?:.+\.)?ozon\.ru", r"/seller/(?:[\w-]*?-)?(\d{3,12})"),
        ("wildberries", r"(?:.+\.)?wildberries\.ru", r"/seller/(\d{2,12})"),
        ("tiktok-shop", r"(?:.+\.)?tiktok\.com", r"/(?:@|shop/store/[^/]+/)([\w.]{2,30})"),
        ("facebook", r"(?:.+\.)?(?:facebook|fb)\.com", r"^/(?:profile\.php\?id=)?([\w.-]{3,60})"),
        ("instagram", r"(?:.+\.)?instagram\.com", r"^/([\w.]{2,30})/?(?:\?|$)"),
        ("vinted", r"(?:.+\.)?vinted\.[a-z.]{2,6}", r"/(?:member|membre|mitglied)/(\d{3,12})"),
        ("depop", r"(?:.+\.)?depop\.com", r"^/([\w-]{3,30})/?$"),
        ("shopify", r"(?P<sub>[a-z0-9-]+)\.myshopify\.com", r""),
    )
)
_NOT_SHOPS: Final = frozenset(
    {
        "www", "m", "de", "en", "es", "fr", "it", "pl", "nl", "jp", "kr", "world", "detail", "item",
        "list", "s", "login", "i", "help", "service", "seller", "sellercentral", "my", "product",
        "products", "category", "search", "p", "itm",
    }
)  # fmt: skip
_SAME: Final = {
    "amazon marketplace": "amazon", "aliexpress.com": "aliexpress", "ali express": "aliexpress",
    "速卖通": "aliexpress", "淘宝": "taobao", "天猫": "tmall", "京东": "jd", "拼多多": "pinduoduo",
    "阿里巴巴": "alibaba", "亚马逊": "amazon", "亞馬遜": "amazon", "虾皮": "shopee", "蝦皮": "shopee",
    "希音": "shein", "楽天": "rakuten", "아마존": "amazon", "쿠팡": "coupang",
}  # fmt: skip
_URL: Final = re.compile(
    r"(?:https?://|(?<![@\w.-])(?:www\.)?(?=[a-z0-9.-]+\.[a-z]{2,3}/))[^\s<>\"'“”«»]{6,400}", re.IGNORECASE
)
_SPLIT: Final = re.compile(r"^(?:[a-z]+://)?(?P<host>[^/?#:\s]+)(?::\d+)?(?P<rest>[/?#].*)?$", re.IGNORECASE)


def shop_at(address: str) -> Shop | None:
    """Read platform and account out of a shop's web address; None if it is no shop of a platform we know."""
    parts = _SPLIT.match(unquote(address.strip()))
    if parts is None:
        return None
    host, rest = parts["host"].casefold().removeprefix("www."), parts["rest"] or "/"
    for name, hosts, place in _PLATFORMS:
        match = hosts.fullmatch(host)
        if match is None:
            continue
        account = match["sub"] if "sub" in hosts.groupindex else _first(place.search(rest))
        if account and account.casefold() not in _NOT_SHOPS:
            return Shop(name, account.casefold())
    return None


def platform(name: str) -> str:
    """Give the short name of a platform: Amazon.de, AMAZON Marketplace and 亚马逊 are amazon."""
    text = fold(name).strip(" .")
    if text in _SAME:
        return _SAME[text]
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", text)
    bare = re.sub(r"(?:\.(?:com|co|de|fr|it|es|nl|pl|uk|se|be|cn|jp|us|eu|at))+(?:/.*)?$", "", bare)
    return _SAME.get(bare, bare)


def check(raw: str, on: str = "") -> Checked:
    """Give a storefront as platform:account; ``on`` names the platform where only the account is given."""
    shop = shop_at(raw)
    if shop is not None:
        return Checked(str(shop))
    account = fold(raw)
    if on:
        return Checked(f"{platform(on)}:{account}")
    name, colon, rest = account.partition(":")
    return Checked(
        f"{platform(name)}:{rest.strip()}" if colon and rest.strip() and "/" not in name else account
    )


def find(text: str) -> Iterator[Found]:
    """Find the shops of platforms whose web address stands in a text."""
    for match in _URL.finditer(text):
        raw = match.group().rstrip(".,;:!?)]")
        shop = shop_at(raw)
        if shop is not None:
            yield Found("storefront", raw, match.start(), match.start() + len(raw), str(shop))


def _first(match: re.Match[str] | None) -> str:
    return next((group for group in match.groups() if group), "") if match else ""
