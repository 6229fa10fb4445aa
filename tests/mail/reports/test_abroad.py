"""Reports, absence notes and challenges in many languages: what is dead, what is full, what is no answer."""

from __future__ import annotations

from typing import Final

import pytest

from xborder_desk.mail.reports.answers import is_automatic
from xborder_desk.mail.reports.reading import read_report

SHOP: Final = "shop@seller.example"
# Who writes, the subject, and the sentence around the address: what a server of that country says.
GONE: Final = {
    "de": ("Unzustellbar: Lampe", "Ihre Nachricht konnte nicht zugestellt werden:\n{a}\nEmpfänger unbekannt"),
    "fr": ("Non remis : commande", "Votre message n'a pas pu être remis à :\n{a}\nDestinataire inconnu"),
    "es": ("Correo no entregado", "No se ha podido entregar su mensaje a:\n{a}\nEl usuario no existe"),
    "pt": ("Mensagem não entregue", "Sua mensagem não pôde ser entregue a:\n{a}\nUsuário desconhecido"),
    "it": ("Mancato recapito", "Il messaggio non è stato consegnato a:\n{a}\nUtente sconosciuto"),
    "nl": ("Onbestelbaar: bestelling", "Uw bericht kon niet worden bezorgd bij:\n{a}\nGebruiker onbekend"),
    "pl": ("Zwrot wiadomości", "Wiadomość nie mogła zostać dostarczona do:\n{a}\nUżytkownik nie istnieje"),
}  # fmt: skip
FULL: Final = {
    "de": "Das Postfach ist voll.", "fr": "La boîte est pleine.", "es": "El buzón está lleno.",
    "pt": "A caixa postal está cheia.", "it": "La casella è piena.", "nl": "De mailbox is vol.",
}  # fmt: skip


def bounce(subject: str, text: str, sender: str = "MAILER-DAEMON@relay.example") -> bytes:
    head = f"From: Mail Delivery System <{sender}>\nTo: desk@office.example\nSubject: {subject}\n"
    return f"{head}Content-Type: text/plain; charset=utf-8\n\n{text}\n".encode()


@pytest.mark.parametrize("language", GONE)
def test_nobody_there_is_said_in_every_language(language: str) -> None:
    subject, text = GONE[language]
    report = read_report(bounce(subject, text.format(a=SHOP)))
    assert report is not None
    (one,) = report.recipients
    assert (report.kind, one.address, one.status_class, one.dead) == ("delivery", SHOP, 5, True)


@pytest.mark.parametrize("language", FULL)
def test_a_full_mailbox_is_never_dead(language: str) -> None:
    subject, text = GONE[language]
    said = text.format(a=SHOP).rpartition("\n")[0] + "\n" + FULL[language]
    report = read_report(bounce(subject, said))
    assert report is not None
    assert [(one.address, one.dead) for one in report.recipients] == [(SHOP, False)]


@pytest.mark.parametrize("language", GONE)
def test_two_in_one_report_do_not_share_their_fate(language: str) -> None:
    """One is gone and one is full: only the first is dead, in whichever order they stand."""
    subject, text = GONE[language]
    gone = text.format(a=SHOP)
    full = "\n\nfull@seller.example\n552 5.2.2 mailbox full\n"
    report = read_report(bounce(subject, gone + full))
    assert report is not None
    assert {one.address: one.dead for one in report.recipients} == {SHOP: True, "full@seller.example": False}


CODES: Final = [
    ("550 5.1.1 The email account that you tried to reach does not exist", 5, True),
    ("550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup", 5, True),
    ("554 5.4.4 Host not found, NXDOMAIN", 5, True),
    ("556 5.1.10 Recipient address has null MX", 5, True),
    ("551 5.1.6 Recipient no longer here; please try new@seller.example", 5, True),
    ("552 5.2.2 The email account that you tried to reach is over quota", 5, False),
    ("554 5.7.1 Service unavailable; client host blocked using zen.spamhaus.org", 5, False),
    ("550 5.7.1 SPF check failed", 5, False),
    ("550 5.7.26 This mail is unauthenticated", 5, False),
    ("554 5.7.9 Message not accepted for policy reasons", 5, False),
    ("550 5.2.1 The email account that you tried to reach is disabled", 5, False),
    ("552 5.3.4 Message size exceeds fixed limit", 5, False),
    ("451 4.7.1 Greylisted, try again later", 4, False),
    ("421 4.4.2 Connection timed out", 4, False),
    ("452 4.2.2 Mailbox full", 4, False),
    ("550 5.4.1 All recipient addresses rejected : Access denied", 5, False),
]


@pytest.mark.parametrize(("said", "status_class", "dead"), CODES)
@pytest.mark.parametrize("end", ["", " (in reply to RCPT TO command)"])
def test_what_the_server_said_counts_in_the_standard_form_and_in_words(
    said: str, status_class: int, dead: object, end: str
) -> None:
    status = said.split()[1]
    fields = (
        b"From: MAILER-DAEMON@relay.example\nSubject: Undelivered\n"
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nSorry.\n--b\n"
        b"Content-Type: message/delivery-status\n\nReporting-MTA: dns; r.example\n\n"
        b"Final-Recipient: rfc822; %b\nAction: %b\nStatus: %b\nDiagnostic-Code: smtp; %b\n--b--\n"
    ) % (
        SHOP.encode(),
        b"failed" if status_class == 5 else b"delayed",
        status.encode(),
        (said + end).encode(),
    )
    words = bounce(
        "Undelivered Mail Returned to Sender", f"<{SHOP}>: host mx.seller.example said: {said}{end}"
    )
    for mail in (fields, words):
        report = read_report(mail)
        assert report is not None
        (one,) = report.recipients
        assert (one.address, one.status_class, one.dead) == (SHOP, status_class, dead), mail


AWAY: Final = [
    "Automatische Antwort: Bestellung 12", "Abwesenheitsnotiz: Bestellung", "Automatic reply: order",
    "Réponse automatique : commande", "Respuesta automática: pedido", "Risposta automatica: ordine",
    "Resposta automática: pedido", "Automatisch antwoord: bestelling", "Autosvar: ordre",
    "Automatiskt svar: order", "Automatisk svar: ordre", "Automaattinen vastaus: tilaus",
    "Odpowiedź automatyczna: zamówienie",
    "Automatická odpověď: objednávka", "Automatická odpoveď: objednávka", "Automatikus válasz: rendelés",
    "Răspuns automat: comandă", "Αυτόματη απάντηση: παραγγελία", "Автоматический ответ: заказ",
    "Автоматична відповідь: замовлення", "Автоматичен отговор: поръчка", "Otomatik yanıt: sipariş",
    "自动回复: 订单", "自動回覆: 訂單", "自動返信: 注文", "자동 회신: 주문", "الرد التلقائي: الطلب",
    "Trả lời tự động: đơn hàng", "Balasan otomatis: pesanan", "Out of Office: order", "Auto: order",
]  # fmt: skip


@pytest.mark.parametrize("subject", AWAY)
def test_an_absence_note_is_no_reply_in_any_language(subject: str) -> None:
    assert is_automatic(lambda name: subject if name == "subject" else "", "Back on Monday.")
    head = f"From: {SHOP}\nTo: desk@office.example\nSubject: {subject}\n"
    mail = f"{head}Content-Type: text/plain; charset=utf-8\n\nX\n"
    report = read_report(mail.encode())
    assert report is not None
    assert (report.kind, report.recipients) == ("automatic", ())


@pytest.mark.parametrize(
    "subject",
    [
        "Re: Automatische Antwort",
        "Automobile parts",
        "Your order is out for delivery",
        "Bestellung 12",
        "订单 12",
        "Re: Αυτόματη απάντηση",
        "Autor: Bestellung",
        "A vacation home",
    ],
)
def test_an_answer_of_a_person_stays_one(subject: str) -> None:
    assert not is_automatic(lambda name: subject if name == "subject" else "", "We will refund you.")


@pytest.mark.parametrize(
    "text",
    [
        "Please click the link below to release your message.",
        "Your message has not been delivered yet. Please confirm that you sent it.",
        "To deliver your message, verify you are human.",
        "Antworten Sie auf diese E-Mail, damit Ihre Nachricht zugestellt wird.",
        "Bestätigen Sie, dass Sie kein Roboter sind.",
        "This account uses BoxTrapper.",
    ],
)
def test_a_challenge_shows_nothing_of_the_seller(text: str) -> None:
    report = read_report(f"From: {SHOP}\nTo: desk@office.example\nSubject: Your mail\n\n{text}\n".encode())
    assert report is not None
    assert (report.kind, report.recipients) == ("automatic", ())


@pytest.mark.parametrize("action", ["delayed", "relayed", "expanded", "delivered", "failed"])
def test_what_the_server_did_counts_for_more_than_its_words(action: str) -> None:
    mail = (
        "From: MAILER-DAEMON@relay.example\nSubject: Report\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nHello.\n--b\n"
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; r.example\n\n"
        f"Final-Recipient: rfc822; {SHOP}\nAction: {action}\nStatus: "
        f"{ {'delayed': '4.0.0', 'failed': '5.0.0'}.get(action, '2.0.0') }\n--b--\n"
    )
    report = read_report(mail.encode())
    assert report is not None
    (one,) = report.recipients
    expected = {"delayed": 4, "failed": 5}.get(action, 2)
    assert (one.status_class, one.dead) == (expected, False)
    assert (one.waiting, one.passed_on) == (action == "delayed", action == "relayed")
