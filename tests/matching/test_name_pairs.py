"""Pairs of names that are one, and pairs that only look so: made up here, none of them a real firm's case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from xborder_desk.matching.scoring import Matcher

FIRMS_SAME: Final = (
    ("Lampix GmbH", "LAMPIX GMBH"),
    ("Lampix GmbH", "Lampix Gesellschaft mit beschränkter Haftung"),
    ("Lampix GmbH", "LampixGmbH"),
    ("Lampix Ltd", "Lampix Limited"),
    ("Lampix Ltd.", "Lampix Co., Ltd"),
    ("Lampix S.r.l.", "Lampix SRL"),
    ("Lampix Sp. z o.o.", "LAMPIX SPÓŁKA Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ"),
    ("Lampix B.V.", "Lampix Besloten Vennootschap"),
    ("Lampix S.A.", "Lampix Sociedad Anónima"),
    ("Lampix AG", "Lampix Aktiengesellschaft"),
    ("Lampix Inc", "Lampix Incorporated"),
    ("Lampix OÜ", "Lampix Osaühing"),
    ("Lampix Kft.", "Lampix Korlátolt Felelősségű Társaság"),
    ("Lampix d.o.o.", "LAMPIX DOO"),
    ("ООО «Лампикс»", "Lampix LLC"),
    ("ООО «Лампикс»", "Общество с ограниченной ответственностью Лампикс"),
    ("АО Лампикс", "JSC Lampix"),
    ("ТОВ Лампікс", "Lampiks LLC"),
    ("Λαμπιξ ΑΕ", "Lampix AE"),
    ("Quelmo Trading Co., Ltd.", "Quelmo Trading Company Limited"),
    ("Shenzhen Quelmo Trading Co., Ltd.", "Quelmo Trading (Shenzhen) Limited"),
    ("深圳市万宝贸易有限公司", "Shenzhen Wanbao Trading Co., Ltd."),
    ("深圳市萬寶貿易有限公司", "深圳市万宝贸易有限公司"),
    ("广州丰诺电子商务有限公司", "Guangzhou Fengnuo E-Commerce Co., Ltd."),
    ("义乌市晴朗家居用品有限公司", "Yiwu Qinglang Household Products Co., Ltd."),
    ("株式会社カネコ", "Kaneko Co., Ltd."),
    ("주식회사 한빛전자", "Hanbit Electronics Co., Ltd."),
    ("The Quelmo Group", "Quelmo Group"),
    ("Quelmo & Sons Ltd", "Quelmo and Sons Ltd"),
    ("Vorstat-Zell GmbH", "Vorstat Zell GmbH"),
    ("Vorstatzell GmbH", "Vorstat Zell GmbH"),
    ("Fenuqua Möbelhaus GmbH", "Fenuqua Moebelhaus GmbH"),
    ("Café Fenuqua SARL", "Cafe Fenuqua S.A.R.L."),
    ("Fenuqua International Trading", "Fenuqua Trading International"),
    ("Quelmmo Logistics Ltd", "Quelmo Logistics Ltd"),
    ("Quelmo Logistik GmbH", "Quelmo Logistics GmbH"),
    ("U.S. Fenuqua Corp", "US Fenuqua Corporation"),
    ("1st Fenuqua Bank", "First Fenuqua Bank"),
    ("Fenuqua Twenty-One Ltd", "Fenuqua 21 Ltd"),
    ("Quelmo / Lampix Ltd", "Lampix Ltd"),
    ("Lampix Capital Partners IV L.P.", "Lampix Capital Partners V L.P."),
    ("شركة النور للتجارة", "Al Noor Trading Company"),
    ("Лампикс Трейд ООО", "Lampix Trade OOO"),
    ("გაზპრომი შპს", "Gazpromi LLC"),
    ("UFZ", "Ulan Fenuqua Zavod"),
)
FIRMS_OTHER: Final = (
    ("Lampix GmbH", "Zortan GmbH"),
    ("Lampix Trading Ltd", "Zortan Trading Ltd"),
    ("Shenzhen Wanbao Trading Co., Ltd.", "Shenzhen Quelmo Trading Co., Ltd."),
    ("深圳市万宝贸易有限公司", "深圳市丰诺贸易有限公司"),
    ("深圳市万宝贸易有限公司", "深圳市万达贸易有限公司"),
    ("Shenzhen Lamps 1", "Shenzhen Lamps 2"),
    ("Lampix 24 GmbH", "Lampix 25 GmbH"),
    ("Lampix 7", "Lampix"),
    ("Müller GmbH", "Möller GmbH"),
    ("Lampix of Boston Inc", "Lampix of Dallas Inc"),
    ("Lampix Spain SL", "Lampix Portugal Lda"),
    ("Bank of Fenuqua", "Bank of Quelmo"),
    ("Global Trading Co., Ltd.", "Global Shipping Co., Ltd."),
    ("Best Deals Online", "Best Shoes Online"),
    ("Lampix Zortan Ltd", "Lampix Quelmo Ltd"),
    ("Zortan Systems Limited", "Zortan Lighting Limited"),
    ("Trading Co., Ltd.", "Quelmo Trading Co., Ltd."),
    ("ООО Вектор", "ООО Восток"),
    ("Lampix Foundation", "Zortan Foundation"),
    ("Quelmo Consulting", "Quintero Consulting"),
    ("S.R.L. Con Lampix", "S.R.L. Pro Lampix"),
    ("Hauptstadt Möbel GmbH", "Hauptstadt Lampen GmbH"),
    ("Fenuqua Beta GmbH", "Fenuqua Gamma GmbH"),
)
PERSONS_SAME: Final = (
    ("Li Na", "李娜"),
    ("Wei, Pan", "潘伟"),
    ("Wang Xiaoming", "Xiao Ming Wang"),
    ("ZHANG WEI", "Wei Zhang"),
    ("Pan Jan Nowak", "Jan Nowak"),
    ("Erika Mustermann", "Mustermann, Erika"),
    ("Erika Mustermann", "ERIKA MUSTERMANN"),
    ("Dr. Erika Mustermann", "Erika Mustermann"),
    ("E. Mustermann", "Erika Mustermann"),
    ("John Q. Public", "John Public"),
    ("John Quincy Public", "John Public"),
    ("Robert Miller", "Bob Miller"),
    ("Katharina Meyer", "Katherina Meyer"),
    ("Sergej Petrow", "Sergey Petrov"),
    ("Сергей Петров", "Sergey Petrov"),
    ("Сергей Иванович Петров", "Sergei Petrov"),
    ("Петров С. И.", "Sergei Ivanovich Petrov"),
    ("Юлия Щербакова", "Yuliya Shcherbakova"),
    ("Юлія Коваленко", "Yulia Kovalenko"),
    ("王小明", "Wang Xiaoming"),
    ("王小明", "Xiao Ming Wang"),
    ("欧阳小明", "Ouyang Xiaoming"),
    ("陈小明", "Chan Xiaoming"),
    ("李伟", "Li Wei"),
    ("김철수", "Kim Cheol-su"),
    ("박지성", "Park Ji-sung"),
    ("이민호", "Lee Min-ho"),
    ("山本太郎", "Taro Yamamoto"),
    ("佐藤花子", "Hanako Sato"),
    ("محمد علي", "Mohammed Ali"),
    ("عبد الرحمن الحسن", "Abdul Rahman al-Hassan"),
    ("Γιώργος Παπαδόπουλος", "Giorgos Papadopoulos"),
    ("გიორგი ბერიძე", "Giorgi Beridze"),
    ("Արամ Պետրոսյան", "Aram Petrosyan"),
    ("नरेन्द्र शर्मा", "Narendra Sharma"),
    ("Nguyễn Văn An", "Nguyen Van An"),
    ("José García Márquez", "Jose Garcia Marquez"),
    ("Jürgen Müller", "Juergen Mueller"),
    ("Søren Kierkegård", "Soren Kierkegard"),
    ("Jean-Claude Dupont", "Jean Claude Dupont"),
    ("Mohammed bin Salman", "Muhammad ibn Salman"),
    ("Vladimir Ilyich Petrov", "Владимир Ильич Петров"),
    ("Anna-Maria Rossi", "Annamaria Rossi"),
)
PERSONS_OTHER: Final = (
    ("Zhang Wei", "Zhang Wen"),
    ("张伟", "Zhang Wen"),
    ("Li Na", "Li Nan"),
    ("Pan Wei", "Pan Wen"),
    ("Chen Jing", "Chen Jin"),
    ("Xu Lin", "Ling Xu"),
    ("王小明", "Wang Xiaomin"),
    ("Erika Mustermann", "Erika Musterfrau"),
    ("Erika Mustermann", "Max Mustermann"),
    ("John Miller", "Jack Smith"),
    ("Сергей Петров", "Сергей Иванов"),
    ("Сергей Иванович Петров", "Сергей Петрович Петров"),
    ("王小明", "王大明"),
    ("王小明", "李小明"),
    ("김철수", "김영희"),
    ("محمد علي", "محمد حسن"),
    ("Abdullah bin Omar al-Hassan", "Omar bin Abdullah al-Hassan"),
    ("Walijan", "Walijan Abdul Ghafoor Haqqani"),
    ("Γιώργος Παπαδόπουλος", "Νίκος Παπαδόπουλος"),
    ("Anna Rossi", "Anna Russo"),
    ("Jean Dupont", "Jean Durand"),
    ("Kim Min-ho", "Kim Ji-sung"),
    ("Peter Schmidt", "Petra Schmitz"),
    ("Maria Garcia Lopez", "Maria Garcia Perez"),
)
FIRMS: Final = [*((a, b, True) for a, b in FIRMS_SAME), *((a, b, False) for a, b in FIRMS_OTHER)]
PERSONS: Final = [*((a, b, True) for a, b in PERSONS_SAME), *((a, b, False) for a, b in PERSONS_OTHER)]


@pytest.mark.parametrize(("one", "other", "same"), FIRMS)
def test_firms(matcher: Matcher, one: str, other: str, same: object) -> None:
    assert matcher.compare_names(one, other, "Company").match is same


@pytest.mark.parametrize(("one", "other", "same"), PERSONS)
def test_persons(matcher: Matcher, one: str, other: str, same: object) -> None:
    assert matcher.compare_names(one, other, "Person").match is same


@pytest.mark.parametrize(("one", "other", "schema"), [
    *((a, b, "Company") for a, b, _ in FIRMS), *((a, b, "Person") for a, b, _ in PERSONS),
])  # fmt: skip
def test_it_does_not_matter_who_is_named_first(matcher: Matcher, one: str, other: str, schema: str) -> None:
    ours, theirs = matcher.compare_names(one, other, schema), matcher.compare_names(other, one, schema)
    assert ours.score == pytest.approx(theirs.score, abs=0.02)
    assert ours.match == theirs.match


@pytest.mark.parametrize(("one", "other", "same"), [*FIRMS, *PERSONS])
def test_every_score_has_its_reasons(matcher: Matcher, one: str, other: str, same: object) -> None:
    del same
    score = matcher.compare_names(one, other)
    assert score.reasons
    assert 0 <= score.score <= 1
    for reason in score.reasons:
        assert reason.text.format(**reason.fields)
        assert reason.kind in {"name", "name_differs", "place_differs", "number_differs", "form_differs"}


@pytest.mark.parametrize(("name", "schema"), [
    *((a, "Company") for pair in (*FIRMS_SAME, *FIRMS_OTHER) for a in pair),
    *((a, "Person") for pair in (*PERSONS_SAME, *PERSONS_OTHER) for a in pair),
])  # fmt: skip
def test_every_name_is_itself(matcher: Matcher, name: str, schema: str) -> None:
    score = matcher.compare_names(name, name, schema)
    assert score.match
    assert score.reasons[0].text == "Both are called “{ours}”."


@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from(["", "Person", "Company"]))
def test_any_two_texts_have_a_score(matcher: Matcher, one: str, other: str, schema: str) -> None:
    score = matcher.compare_names(one, other, schema)
    assert 0 <= score.score <= 1
    assert score.match == (score.score >= 0.5)


@given(st.sampled_from(FIRMS_SAME), st.sampled_from(["  ", "\t", "\u00a0"]))
def test_spaces_and_case_say_nothing(matcher: Matcher, pair: tuple[str, str], space: str) -> None:
    one, other = pair
    plain = matcher.compare_names(one, other)
    spaced = matcher.compare_names(f" {one.replace(' ', space)} ", other)
    assert spaced.match == plain.match
