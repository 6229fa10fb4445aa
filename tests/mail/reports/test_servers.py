"""How servers of many kinds say that a mail did not arrive: whom, for how long, and whether anybody is there.

The wording is that of the programs; names, hosts and numbers are made up.
"""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import dedent

import pytest

from xborder_desk.mail.reports.reading import read_report


@dataclass(frozen=True)
class Case:
    """A report as it came, and what a person reads in it."""

    sender: str
    subject: str
    text: str
    address: str
    status_class: int
    dead: bool
    fields: str = ""

    @property
    def mail(self) -> bytes:
        """The bytes of the report."""
        head = (
            f"From: {self.sender}\nTo: desk@office.example\nSubject: {self.subject}\n"
            f"Date: Mon, 16 Nov 2026 10:20:00 +0100\nMessage-ID: <one@report.example>\n{self.fields}"
            "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
        )
        return f"{head}\n{dedent(self.text).strip()}\n".replace("\n", "\r\n").encode()


SERVERS = {
    "qmail": Case(
        "MAILER-DAEMON@mx7.shop.example",
        "failure notice",
        """
        Hi. This is the qmail-send program at mx7.shop.example.
        I'm afraid I wasn't able to deliver your message to the following addresses.
        This is a permanent error; I've given up. Sorry it didn't work out.

        <sales@lanyu.example>:
        203.0.113.9 does not like recipient.
        Remote host said: 550 5.1.1 <sales@lanyu.example>: Recipient address rejected: User unknown
        Giving up on 203.0.113.9.

        --- Below this line is a copy of the message.

        Return-Path: <desk@office.example>
        From: desk@office.example
        To: sales@lanyu.example
        Message-ID: <first@office.example>
        """,
        "sales@lanyu.example",
        5,
        dead=True,
    ),
    "exim, full": Case(
        "Mail Delivery System <Mailer-Daemon@smtp.kiste.example>",
        "Mail delivery failed: returning message to sender",
        """
        This message was created automatically by mail delivery software.

        A message that you sent could not be delivered to one or more of its
        recipients. This is a permanent error. The following address(es) failed:

          info@tienda.example
            host mx.tienda.example [198.51.100.7]
            SMTP error from remote mail server after RCPT TO:<info@tienda.example>:
            552 5.2.2 Mailbox full: quota exceeded
        """,
        "info@tienda.example",
        5,
        dead=False,
        fields="X-Failed-Recipients: info@tienda.example\n",
    ),
    "exim, no such domain": Case(
        "Mail Delivery System <Mailer-Daemon@smtp.kiste.example>",
        "Mail delivery failed: returning message to sender",
        """
        This message was created automatically by mail delivery software.

        A message that you sent could not be delivered to one or more of its
        recipients. This is a permanent error. The following address(es) failed:

          kontakt@nieistniejaca.example
            Unrouteable address
        """,
        "kontakt@nieistniejaca.example",
        5,
        dead=True,
        fields="X-Failed-Recipients: kontakt@nieistniejaca.example\n",
    ),
    "exim, still trying": Case(
        "Mail Delivery System <Mailer-Daemon@smtp.kiste.example>",
        "Warning: message 1kXyz-0001 delayed 24 hours",
        """
        This message was created automatically by mail delivery software.
        A message that you sent has not yet been delivered to one or more of its
        recipients after more than 24 hours on the queue on smtp.kiste.example.

        The address to which the message has not yet been delivered is:

          help@slow.example
            host mx.slow.example [192.0.2.3]: Connection timed out

        No action is required on your part. Delivery attempts will continue for
        some time, and this warning may be repeated at intervals if the message
        remains undelivered.
        """,
        "help@slow.example",
        4,
        dead=False,
    ),
    "postfix": Case(
        "MAILER-DAEMON@mail.host.example (Mail Delivery System)",
        "Undelivered Mail Returned to Sender",
        """
        This is the mail system at host mail.host.example.

        I'm sorry to have to inform you that your message could not
        be delivered to one or more recipients. It's attached below.

        <support@gone.example>: Host or domain name not found. Name service error for
            name=gone.example type=AAAA: Host not found
        """,
        "support@gone.example",
        5,
        dead=True,
    ),
    "exchange, German": Case(
        "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@firma.example>",
        "Unzustellbar: Bestellung 4711",
        """
        Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:

        verkauf@firma.example
        Die eingegebene E-Mail-Adresse konnte nicht gefunden werden. Überprüfen Sie die E-Mail-Adresse.

        Diagnoseinformationen für Administratoren:

        Generierender Server: EX01.firma.local

        verkauf@firma.example
        Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found'
        """,
        "verkauf@firma.example",
        5,
        dead=True,
    ),
    "exchange, French": Case(
        "postmaster@boutique.example",
        "Non remis : Commande 4711",
        """
        Échec de la remise à ces destinataires ou groupes :

        contact@boutique.example
        La boîte aux lettres du destinataire est pleine et ne peut pas accepter de messages.

        Informations de diagnostic pour les administrateurs :
        Serveur générateur : SRV.boutique.local
        contact@boutique.example
        Remote Server returned '554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceeded'
        """,
        "contact@boutique.example",
        5,
        dead=False,
    ),
    "exchange, Spanish": Case(
        "postmaster@tienda.example",
        "No se puede entregar: Pedido 4711",
        """
        No se pudo entregar a estos destinatarios o grupos:

        ventas@tienda.example
        El mensaje no se entregó porque el sistema de correo del destinatario lo rechazó por directiva.

        Información de diagnóstico para los administradores:
        ventas@tienda.example
        #550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required ##
        """,
        "ventas@tienda.example",
        5,
        dead=False,
    ),
    "a German provider": Case(
        "Mailer Daemon <mailer-daemon@post.example>",
        "Mail delivery failed: returning message to sender",
        """
        This message was created automatically by mail delivery software.

        A message that you sent could not be delivered to one or more of
        its recipients. This is a permanent error. The following address
        failed:

        haendler24@post.example:
        Requested action not taken: mailbox unavailable
        550 5.1.1 mailbox unavailable
        """,
        "haendler24@post.example",
        5,
        dead=True,
    ),
    "a large American provider": Case(
        "MAILER-DAEMON@big.example",
        "Failure Notice",
        """
        Sorry, we were unable to deliver your message to the following address.

        <bestdeals_88@big.example>:
        554: delivery error: dd This user doesn't have a big.example account (bestdeals_88@big.example) [-5]

        --- Below this line is a copy of the message.
        """,
        "bestdeals_88@big.example",
        5,
        dead=True,
    ),
    "Chinese, no such mailbox": Case(
        "PostMaster@post.example",
        "退信：系统退信",
        """
        系统退信
        尊敬的用户，您好！很抱歉，您的邮件被退回来了……

        原邮件信息：
        时间 2026-11-16 17:20:00
        主题 Order 4711
        收件人 2847712345@post.example

        退信原因：收件人邮箱不存在
        Mailbox unavailable or access denied 550 Mailbox not found.
        """,
        "2847712345@post.example",
        5,
        dead=True,
    ),
    "Chinese, full": Case(
        "Postmaster@post.example",
        "系统退信/Systems bounce",
        """
        抱歉，您的邮件被退回来了……

        原邮件信息：
        时　间：2026-11-16 17:20:00
        主　题：Order 4711
        收件人：lanyu_sale@seller.example

        退信原因：
        收件人邮箱已满，暂时无法接收邮件。
        英文说明:SMTP error, RCPT TO: 552 Requested mail action aborted: exceeded mailbox size
        """,
        "lanyu_sale@seller.example",
        5,
        dead=False,
    ),
    "Chinese and English, no such domain": Case(
        "postmaster@mail-notify.cloud.example",
        "邮件投递失败通知/Delivery Status Notification(Failure)",
        """
        您的邮件投递失败 / Your message could not be delivered

        收件人/Recipient: service@gadget.example
        失败原因/Reason: 550 The recipient's domain does not exist or has no mail server (域名不存在)
        """,
        "service@gadget.example",
        5,
        dead=True,
    ),
    "Japanese": Case(
        "MAILER-DAEMON@mail.mise.example",
        "Delivery Notification: Delivery has failed",
        """
        送信されたメールは、以下の理由により配信できませんでした。

        宛先: tanaka@mise.example
        理由: 宛先不明 (User Unknown)

        550 Invalid recipient: <tanaka@mise.example>
        """,
        "tanaka@mise.example",
        5,
        dead=True,
    ),
    "Korean": Case(
        "postmaster@uche.example",
        "[발송실패 안내] Order 4711",
        """
        메일 전송에 실패하였습니다.
        받는사람 : goodshop77@uche.example
        실패원인 : 존재하지 않는 사용자입니다.
        550 5.1.1 Recipient not found. (goodshop77@uche.example)
        """,
        "goodshop77@uche.example",
        5,
        dead=True,
    ),
    "Russian, taken for spam": Case(
        "mailer-daemon@corp.pochta.example",
        "Mail failure.",
        """
        This message was created automatically by the mail delivery system.
        К сожалению, мы не можем доставить Ваше письмо следующему адресату:
        ***@pochta.example заблокирован

        Письмо не доставлено: prodavec@pochta.example
        550 spam message rejected.
        """,
        "prodavec@pochta.example",
        5,
        dead=False,
    ),
    "Italian": Case(
        "postmaster@posta.example",
        "AVVISO DI MANCATA CONSEGNA: Ordine",
        """
        Il messaggio diretto all'utente "vendite@negozio.example" è stato rifiutato dal sistema.
        Motivo: l'indirizzo non è valido - casella inesistente
        5.1.1 - indirizzo non valido
        """,
        "vendite@negozio.example",
        5,
        dead=True,
    ),
    "Polish, barred": Case(
        "MAILER-DAEMON@poczta.example",
        "Zwrot wiadomosci",
        """
        Wiadomość nie mogła zostać dostarczona do adresata:
        <sklep.tanio@poczta.example>
        Powód: 550 5.7.1 Konto zostalo zablokowane przez administratora / account locked
        """,
        "sklep.tanio@poczta.example",
        5,
        dead=False,
    ),
}


@pytest.mark.parametrize("name", SERVERS)
def test_a_report_says_whom_it_is_about_and_whether_anybody_is_there(name: str) -> None:
    case = SERVERS[name]
    report = read_report(case.mail)
    assert report is not None
    assert report.kind == "delivery"
    assert [one.address for one in report.recipients] == [case.address]
    assert [one.status_class for one in report.recipients] == [case.status_class]
    assert [one.dead for one in report.recipients] == [case.dead]


@pytest.mark.parametrize("name", SERVERS)
def test_the_words_of_the_server_are_kept(name: str) -> None:
    report = read_report(SERVERS[name].mail)
    assert report is not None
    (one,) = report.recipients
    assert one.text
    assert one.text == " ".join(one.text.split())


@pytest.mark.parametrize("name", SERVERS)
def test_quoted_in_an_answer_it_is_no_report(name: str) -> None:
    case = SERVERS[name]
    quoted = "\n".join(f"> {line}" for line in dedent(case.text).strip().splitlines()[:3])
    mail = (
        f"From: Anna <anna@home.example>\nTo: desk@office.example\nSubject: Re: {case.subject}\n"
        f"In-Reply-To: <one@report.example>\n\nThis came back to me. What now?\n\n{quoted}\n"
    )
    report = read_report(mail.encode())
    assert report is None or report.kind != "delivery"


@pytest.mark.parametrize("name", SERVERS)
def test_the_mail_it_is_about_is_known_where_it_is_repeated(name: str) -> None:
    case = SERVERS[name]
    report = read_report(case.mail)
    assert report is not None
    wanted = "<first@office.example>" if "first@office.example" in case.text else ""
    assert report.message_id == wanted
