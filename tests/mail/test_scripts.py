"""Old character sets told from the script that makes sense; where nothing tells, that of Western Europe."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.mail.charsets import decode_guessed
from xborder_desk.mail.scripts import likeliest

SAID = {
    "gb18030": (
        "尊敬的客户您好，非常抱歉给您带来不便。您的订单号为12345的商品已经发货，预计三天内到达。"
        "如果您对商品不满意，可以在七天内申请退款，运费由我们承担，请您放心。谢谢您的理解和支持！"
    ),
    "big5": (
        "親愛的顧客您好，您的訂單已經出貨，請您耐心等候。若商品有瑕疵，請於七天內與我們聯絡，"
        "我們將盡快為您辦理退貨與退款，造成您的不便，敬請見諒。謝謝您的支持與愛護！"
    ),
    "cp932": (
        "お世話になっております。ご注文いただいた商品は本日発送いたしました。届くまでしばらくお待ちください。"
        "返品をご希望の場合は、七日以内にメールでご連絡くださいますようお願いいたします。"
    ),
    "euc_jp": (
        "お世話になっております。ご注文いただいた商品は本日発送いたしました。届くまでしばらくお待ちください。"
        "返品をご希望の場合は、七日以内にメールでご連絡くださいますようお願いいたします。"
    ),
    "cp949": (
        "안녕하세요 고객님, 주문하신 상품의 배송이 지연되어 대단히 죄송합니다. 환불을 원하시면 "
        "칠일 이내에 저희에게 연락해 주시기 바랍니다. 빠른 시일 안에 처리해 드리겠습니다. 감사합니다."
    ),
    "cp1251": (
        "Здравствуйте! Ваш заказ был отправлен, но посылка до сих пор не пришла. Прошу вернуть деньги на "
        "карту или прислать товар в течение семи дней. С уважением, Иван Петров."
    ),
    "koi8_r": (
        "Здравствуйте! Ваш заказ был отправлен, но посылка до сих пор не пришла. Прошу вернуть деньги на "
        "карту или прислать товар в течение семи дней. С уважением, Иван Петров."
    ),
    "cp1253": (
        "Καλημέρα σας, η παραγγελία μου δεν έχει φτάσει ακόμη. Παρακαλώ να μου επιστρέψετε τα χρήματα "
        "εντός δεκατεσσάρων ημερών στον λογαριασμό μου. Με εκτίμηση, Νίκος."
    ),
    "cp1255": (
        "שלום, ההזמנה שלי עדיין לא הגיעה. אני מבקש להחזיר לי את הכסף לחשבון תוך שבעה ימים. "
        "אם לא אקבל תשובה אפנה לרשויות. בברכה, דניאל"
    ),
    "cp1256": (
        "مرحبا، لم يصل الطلب حتى الآن. أرجو إعادة المبلغ إلى حسابي خلال سبعة أيام، "
        "وإلا سوف أتقدم بشكوى إلى الجهات المختصة. مع الشكر والتقدير، أحمد"
    ),
    "cp874": "สวัสดีครับ สินค้าที่สั่งซื้อยังไม่มาถึง กรุณาคืนเงินภายในเจ็ดวัน ขอบคุณครับ",
    "cp1250": "Dzień dobry, zamówiona łódka nie dotarła. Proszę o zwrot pieniędzy w ciągu siedmiu dni. Żółw",
}
WESTERN = [
    "Sehr geehrte Damen und Herren, die bestellte Größe fehlt; bitte überweisen Sie 49,90 € zurück. Grüße",
    "Bonjour, le colis n’est pas arrivé. Où est-il passé ? J’espère être remboursée à Noël. Ça suffit !",
    "Hola, ¿dónde está mi pedido? ¡Qué vergüenza! Mañana pediré la devolución del señor Núñez.",
    "Olá, a encomenda não chegou. A devolução será feita amanhã? Obrigação não é opção, informações faltam.",
    "Hej, paketet är försenat. Jag vill ha återbetalning så fort som möjligt. Hälsningar från Åsa Öberg",
    "Lampe 3 m³, 20 °C, 5 µm, ±2 % – «Prix» 10 £ … © ® ™ “Quote” • Ende",
    "only ASCII",
    "",
]


@pytest.mark.parametrize("charset", SAID)
def test_a_letter_in_any_set_is_read(charset: str) -> None:
    said = SAID[charset]
    assert likeliest(said.encode(charset)) == charset
    assert decode_guessed(said.encode(charset)) == (said, True)


@pytest.mark.parametrize("said", WESTERN)
def test_what_is_written_in_the_west_stays_there(said: str) -> None:
    assert likeliest(said.encode("cp1252")) == "cp1252"


@given(st.sampled_from([name for name in SAID if name != "cp1250"]), st.integers(0, 60))
def test_a_line_of_a_letter_is_enough(charset: str, start: int) -> None:
    line = SAID[charset][start : start + 40]
    if sum(not sign.isascii() for sign in line) >= 20:
        assert decode_guessed(line.encode(charset))[0] == line


@given(st.sampled_from(sorted(SAID)), st.integers(20, 120))
def test_a_letter_cut_off_in_the_middle_of_a_sign_is_the_same(charset: str, end: int) -> None:
    data = SAID[charset].encode(charset)
    if charset not in {"cp1250", "cp874"}:
        assert likeliest(data[: max(end, len(data) // 2)]) == charset


@given(st.sampled_from(WESTERN), st.sampled_from(WESTERN), st.integers(0, 50))
def test_no_piece_of_a_western_letter_turns_into_another_script(one: str, other: str, start: int) -> None:
    assert likeliest((one[start:] + " " + other).encode("cp1252")) in {"cp1252", "cp1250"}


@given(st.binary(max_size=300))
def test_any_bytes_have_a_set_that_reads_them(data: bytes) -> None:
    text, _sure = decode_guessed(data)
    assert isinstance(text, str)
    assert likeliest(data) in {*SAID, "cp1252"}


def test_a_name_is_too_short_to_tell() -> None:
    assert likeliest("您好".encode("gb18030")) == "cp1252"
    assert likeliest("Müller".encode("cp1252")) == "cp1252"
