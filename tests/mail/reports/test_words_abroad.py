"""Refusals in other languages than English: who is not there, who is only full, which domain is none."""

from __future__ import annotations

import pytest

from xborder_desk.mail.reports import words_abroad
from xborder_desk.mail.reports.reading import read_report
from xborder_desk.mail.reports.verdict import folded, is_dead

GONE = {
    "de": "Empfänger <shop@laden.example> unbekannt",
    "de-2": "Die E-Mail-Adresse shop@laden.example existiert nicht.",
    "de-3": "Unbekannter Empfänger",
    "fr": "Le destinataire shop@boutique.example est inconnu",
    "fr-2": "L'adresse d'au moins un destinataire est invalide",
    "fr-3": "Cette boîte n’existe plus",
    "es": "El usuario shop@tienda.example no existe",
    "es-2": "Dirección de correo desconocida",
    "pt": "Usuário inexistente: shop@loja.example",
    "it": "Utente sconosciuto",
    "it-2": "La casella shop@negozio.example non esiste",
    "nl": "Onbekende gebruiker: shop@winkel.example",
    "pl": "Użytkownik shop@sklep.example nie istnieje",
    "pl-2": "Nie ma takiego konta",
    "cs": "Schránka shop@obchod.example neexistuje",
    "ro": "Destinatarul shop@magazin.example nu există",
    "sv": "Mottagaren shop@butik.example finns inte",
    "da": "Ukendt modtager",
    "tr": "Alıcı shop@dukkan.example bulunamadı",
    "el": "Ο παραλήπτης δεν υπάρχει",
    "ru": "Пользователь shop@lavka.example не найден",
    "ru-2": "Нет такого пользователя",
    "zh-Hans": "收件人邮箱地址(shop@dian.example)不存在",
    "zh-Hans-2": "查无此用户",
    "zh-Hant": "收件人信箱 shop@dian.example 不存在",
    "ja": "宛先メールアドレス shop@mise.example は存在しません。",
    "ko": "받는 사람의 메일 주소가 존재하지 않습니다",
    "hu": "A címzett nem létezik: shop@bolt.example",
    "hu without accents": "Ismeretlen felhasznalo",
    "fi": "Vastaanottajaa ei löydy",
    "bg": "Потребителят shop@magazin.example не съществува",
    "ar": "المستلم غير موجود",
    "he": "תיבת הדואר לא קיימת",
    "pl without accents": "Uzytkownik shop@sklep.example nie istnieje",
    "ro without accents": "Utilizator necunoscut: shop@magazin.example",
    "cs without accents": "Uzivatel nenalezen",
}
FULL = {
    "de": "Das Postfach des Empfängers ist voll",
    "de-2": "Empfänger unbekannt? Nein: das Konto ist vorübergehend gesperrt",
    "fr": "La boîte de votre correspondant est saturée",
    "es": "El buzón del destinatario está lleno",
    "pt": "A caixa postal do destinatário está cheia",
    "it": "La casella del destinatario è piena",
    "nl": "De postbus van de ontvanger is vol",
    "pl": "Skrzynka odbiorcy jest przepełniona",
    "ru": "Почтовый ящик получателя переполнен",
    "zh-Hans": "收件人邮箱空间已满",
    "zh-Hant": "郵箱容量不足，郵件被退回",
    "ja": "受信者のメールボックスの容量が一杯です",
    "ko": "수신자의 메일함 용량 초과",
    "hu": "A postafiók megtelt",
    "fi": "Postilaatikko on täynnä",
    "ar": "صندوق البريد ممتلئ",
    "he": "תיבת הדואר מלאה",
    "es without accents": "El buzon del destinatario esta lleno",
    "ru without ё": "Ящик переполнен",
}
NO_DOMAIN = {
    "de": "Die Domain laden.example existiert nicht",
    "fr": "Domaine inconnu",
    "es": "El dominio no existe",
    "it": "Dominio inesistente",
    "pl": "Domena sklep.example nie istnieje",
    "ru": "Домен не существует",
    "zh": "收件人域名不存在",
    "ja": "ドメインが見つかりません",
}
SUBJECTS = (
    "Zwrot wiadomosci",
    "Wiadomość nie mogła zostać dostarczona",
    "A levél nem kézbesíthető",
    "Viestin toimitus epäonnistui",
    "Съобщението не е доставено",
    "تعذر تسليم رسالتك",
    "מסירת ההודעה נכשלה",
    "메일 전송에 실패하였습니다",
    "您的邮件发送失败",
    "Unzustellbar: Bestellung",
    "Échec de la remise de votre message",
    "No se ha podido entregar su mensaje",
    "Falha na entrega da mensagem",
    "Mancato recapito del messaggio",
    "Bericht niet bezorgd",
    "Wiadomość nie została dostarczona: zwrot poczty",
    "Возврат письма: не доставлено",
    "系统退信",
    "無法投遞的郵件",
    "配信エラーのお知らせ",
    "메일 전송 실패",
)
ORDINARY = (
    "Ihre Bestellung ist unterwegs.",
    "Votre commande est arrivée, merci.",
    "El paquete llega mañana.",
    "您的订单已发货。",
    "ご注文ありがとうございます。",
    "Your parcel is on its way.",
)


@pytest.mark.parametrize("words", GONE.values(), ids=GONE)
def test_a_mailbox_that_is_not_there(words: str) -> None:
    assert is_dead("", None, words)


@pytest.mark.parametrize("words", FULL.values(), ids=FULL)
def test_a_mailbox_that_is_only_full_or_barred(words: str) -> None:
    assert not is_dead("", None, words)
    assert words_abroad.ALIVE.search(words_abroad.bare(folded(words)))


@pytest.mark.parametrize("words", NO_DOMAIN.values(), ids=NO_DOMAIN)
def test_a_domain_that_is_none(words: str) -> None:
    assert is_dead("", None, words)


@pytest.mark.parametrize("words", ORDINARY)
def test_ordinary_sentences_say_none_of_it(words: str) -> None:
    spoken = folded(words)
    patterns = (
        words_abroad.UNKNOWN_USER,
        words_abroad.ALIVE,
        words_abroad.UNKNOWN_HOST,
        words_abroad.RETURNED,
    )
    assert not any(one.search(spoken) for one in patterns)
    assert not is_dead("", None, words)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_report_is_known_by_its_subject(subject: str) -> None:
    assert words_abroad.RETURNED.search(words_abroad.bare(subject.lower()))


def mail(subject: str, said: str, end: bytes) -> bytes:
    text = (
        "From: postmaster@relay.example\nTo: office@kanzlei.example\n"
        f"Subject: {subject}\nMessage-ID: <r1@relay.example>\nDate: Mon, 02 Feb 2026 10:17:00 +0100\n"
        "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
        f"<shop@laden.example>: {said}\n"
    )
    return text.encode().replace(b"\n", end)


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize(
    ("subject", "said", "dead"),
    [
        ("Unzustellbar: Bestellung", "Empfänger unbekannt", True),
        ("Unzustellbar: Bestellung", "Postfach voll", False),
        ("系统退信", "收件人地址不存在", True),
        ("系统退信", "收件人邮箱已满", False),
        ("Échec de la remise", "destinataire inconnu", True),
        ("配信エラー", "宛先は存在しません", True),
    ],
)
def test_a_whole_report_gives_the_same_whatever_its_line_ends(
    subject: str, said: str, end: bytes, *, dead: bool
) -> None:
    report = read_report(mail(subject, said, end))
    assert report is not None
    [one] = report.recipients
    assert (one.address, one.dead, one.status_class) == ("shop@laden.example", dead, 5)


@pytest.mark.parametrize(
    ("with_marks", "without"),
    [("Échec", "Echec"), ("niedostarczoną", "niedostarczona"), ("почтовый", "почтовыи"), ("退信", "退信")],
)
def test_accents_are_taken_off_letters_and_nothing_else(with_marks: str, without: str) -> None:
    assert words_abroad.bare(with_marks) == without
    assert words_abroad.bare(without) == without
