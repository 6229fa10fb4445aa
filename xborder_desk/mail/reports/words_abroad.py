"""How servers say in other languages than English what became of a mail; all in lower case.

Many servers write without accents. So both the phrases and what is looked through are compared ``bare``.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# For each language: what a mailbox or its owner is called, how one says that it is not there, that it is full
# or barred or the mail unwanted, what a domain is called. A noun and a saying in one sentence tell.
_SPOKEN: Final = (
    (  # German
        "empfänger|benutzer|nutzer|adressat|postfach|mailbox|mailadresse|mail-adresse|adresse|konto",
        "unbekannt(?:er?|es)?|existiert nicht|nicht (?:bekannt|gefunden|vorhanden)|ungültig|gelöscht",
        "voll|überschritten|erschöpft|gesperrt|vorübergehend|zeitüberschreitung|spam|werbung|abgelehnt wegen",
        "domain|domäne|rechnername",
    ),
    (  # French
        "destinataire|utilisateur|adresse|boite|boîte|compte|usager",
        "inconnue?|invalide|inexistante?|n.existe pas|n.existe plus|introuvable|fermée?|supprimée?",
        "pleine?|saturée?|dépassée?|temporairement|trop volumineux|indésirable|bloquée?|spam",
        "domaine",
    ),
    (  # Spanish
        "usuario|destinatario|buzón|buzon|cuenta|dirección|direccion",
        "desconocid[oa]|inexistente|no existe|no encontrad[oa]|no válid[oa]|inválid[oa]|invalid[oa]",
        "llen[oa]|excedid[oa]|superad[oa]|temporalmente|no deseado|bloquead[oa]|spam",
        "dominio",
    ),
    (  # Portuguese
        "usuário|usuario|destinatário|caixa postal|caixa|conta|endereço",
        "desconhecid[oa]|inexistente|não existe|não encontrad[oa]|não cadastrad[oa]|inválid[oa]",
        "chei[oa]|lotad[oa]|excedid[oa]|esgotad[oa]|temporariamente|bloquead[oa]|spam",
        "domínio|dominio",
    ),
    (  # Italian
        "utente|destinatario|casella|indirizzo|account",
        "sconosciut[oa]|inesistente|non esiste|non trovat[oa]|non valid[oa]",
        "pien[oa]|superat[oa]|esaurit[oa]|temporaneamente|indesiderata|bloccat[oa]|spam",
        "dominio",
    ),
    (  # Dutch
        "gebruiker|ontvanger|postbus|mailbox|adres",
        "onbekend|onbekende|bestaat niet|ongeldig|niet gevonden",
        "vol|overschreden|tijdelijk|geblokkeerd|spam",
        "domein",
    ),
    (  # Polish
        "użytkownik|użytkownika|adresat|odbiorca|konto|konta|skrzynka|skrzynki|adres|adresu",
        "nieznany|nieznana|nieznane|nie istnieje|nieprawidłowy|nie ma takiego|nie ma takiej",
        "pełna|pełne|przepełniona|przekroczony|przekroczono|tymczasowo|zablokowane|zablokowana|spam",
        "domena",
    ),
    (  # Czech
        "uživatel|příjemce|schránka|adresa",
        "neexistuje|neznámý|neznámá|nenalezen|nenalezena",
        "plná|překročena|překročen|dočasně|spam",
        "doména",
    ),
    (  # Romanian
        "utilizator|utilizatorul|destinatar|destinatarul|căsuța|adresa",
        "necunoscut|necunoscută|inexistent|inexistentă|nu există",
        "plină|depășită|temporar|blocată|spam",
        "domeniul|domeniu",
    ),
    (  # Swedish, Danish, Norwegian
        "mottagare|mottagaren|användaren|modtager|modtageren|bruger|brugeren|mottaker|adressen",
        "okänd|finns inte|ukendt|findes ikke|ukjent|finnes ikke",
        "full|fuld|överskriden|overskredet|tillfälligt|midlertidig|spam",
        "domänen|domænet|domenet",
    ),
    (  # Turkish
        "kullanıcı|alıcı|posta kutusu|adres",
        "bilinmiyor|bulunamadı|yok|geçersiz|mevcut değil",
        "dolu|aşıldı|geçici|spam",
        "alan adı",
    ),
    (  # Hungarian
        "felhasználó|címzett|postafiók|cím|e-mail cím",
        "ismeretlen|nem létezik|nem található|érvénytelen",
        "megtelt|betelt|túllépte|átmenetileg|zárolva|spam",
        "tartomány|domain",
    ),
    (  # Finnish, Estonian
        "käyttäjää|käyttäjä|vastaanottajaa|vastaanottaja|postilaatikkoa|postilaatikko|osoitetta|osoite|kasutaja|saaja|aadress",
        "tuntematon|ei ole olemassa|ei löydy|ei löytynyt|virheellinen|tundmatu|ei leitud|puudub",
        "täynnä|ylittynyt|tilapäisesti|estetty|roskaposti|täis|ajutiselt|spam",
        "verkkotunnusta|verkkotunnus|domeeni",
    ),
    (  # Bulgarian, Serbian
        "потребител|потребителят|получател|получателят|пощенска кутия|корисник|прималац|корисника",
        "не съществува|неизвестен|не е намерен|не постоји|непознат|није пронађен",
        "пълна|препълнена|временно|пуно|привремено|спам",
        "домейн|домен",
    ),
    (  # Arabic
        "المستلم|المستخدم|صندوق البريد|العنوان|الحساب|عنوان البريد",
        "غير موجود|غير موجودة|غير معروف|غير صالح|لا وجود له",
        "ممتلئ|ممتلئة|تجاوز|مؤقتا|محظور|غير مرغوب|مزعج",
        "النطاق|المجال",
    ),
    (  # Hebrew
        "הנמען|המשתמש|התיבה|תיבת הדואר|הכתובת|החשבון",
        "לא קיים|לא קיימת|אינו קיים|אינה קיימת|לא נמצא|לא נמצאה|לא ידוע|שגויה",
        "מלאה|חרגה|זמנית|חסום|חסומה|ספאם",
        "הדומיין|שם המתחם",
    ),
    (  # Greek
        "παραλήπτης|χρήστης|διεύθυνση|λογαριασμός",
        "άγνωστος|άγνωστη|δεν υπάρχει|δεν βρέθηκε",
        "γεμάτο|πλήρες|υπέρβαση|προσωρινά|spam",
        "τομέας",
    ),
    (  # Russian, Ukrainian
        "пользователь|пользователя|получатель|получателя|адресат|адрес|адреса|ящик|ящика|користувач",
        "не найден|не существует|не зарегистрирован|неизвестен|нет такого|такого нет|не існує|не знайдено",
        "переполнен|превышен|превышена|заблокирован|временно|спам",
        "домен",
    ),
)
# These write without spaces between words; a sentence ends with its own full stop.
_WRITTEN: Final = (
    (  # Chinese
        "收件人|用户|用戶|邮箱|郵箱|信箱|帐号|帳號|账号|地址|使用者",
        "不存在|无效|無效|未注册|未註冊|已注销|已註銷|找不到|查无此|查無此",
        "已满|已滿|不足|超出|超过|超過|爆满|爆滿|垃圾邮件|垃圾郵件|拒收|暂时|暫時|频率|頻率",
        "域名|网域|網域",
    ),
    (  # Japanese
        "宛先|あて先|受信者|ユーザ|メールアドレス|メールボックス|アドレス",
        "存在しません|存在しない|見つかりません|不明|無効|ありません",
        "一杯|いっぱい|超え|超過|不足|満杯|迷惑メール|一時的|受信拒否",
        "ドメイン",
    ),
    (  # Korean
        "수신자|사용자|받는 사람|받는사람|메일 주소|메일주소|계정|메일함|사서함",
        "존재하지|없습니다|찾을 수 없|알 수 없",
        "초과|가득|부족|스팸|일시적",
        "도메인",
    ),
)


def bare(text: str) -> str:
    """Take the accents off letters (é, ż, ё), and leave everything else as it is."""
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)))


def _both(nouns: str, sayings: str) -> str:
    """Give a noun and a saying in one sentence, in either order; a noun may have an ending."""
    before = rf"\b(?:{nouns})\w{{0,2}}\b[^.\n]{{0,60}}?\b(?:{sayings})\b"
    return rf"{before}|\b(?:{sayings})\w?\s(?:\w+\s)?(?:{nouns})\b"


def _close(nouns: str, sayings: str) -> str:
    return rf"(?:{nouns})[^。\n]{{0,50}}?(?:{sayings})|(?:{sayings})的?(?:{nouns})"


def _all(noun: int, saying: int) -> re.Pattern[str]:
    spoken = [_both(one[noun], one[saying]) for one in _SPOKEN]
    written = [_close(one[noun], one[saying]) for one in _WRITTEN]
    return re.compile(bare("|".join((*spoken, *written))))


UNKNOWN_USER: Final = _all(0, 1)
"""There is no such mailbox."""
ALIVE: Final = _all(0, 2)
"""The mailbox is there; it was full or barred, or the mail was not wanted."""
UNKNOWN_HOST: Final = _all(3, 1)
"""There is no such domain."""
RETURNED: Final = re.compile(
    bare(
        "unzustellbar|nicht zu(ge)?stell(t|bar)|zustellung fehlgeschlagen|zustellfehler|zurückgewiesen|"
        "non (distribué|distribuable|remis|délivré)|échec de (la )?(remise|livraison|distribution)|"
        "n.a pas pu être (remis|livré|distribué|délivré|envoyé)|impossible de (remettre|délivrer|distribuer)|"
        "no (ha sido )?entregado|no (se )?(ha |pudo |puede )?(podido )?(ser )?entrega[rd]|error de entrega|"
        "devuelto|"
        "falha na entrega|não (foi |pôde ser |pode ser )?(possível )?entreg(ue|ar)|"
        "mancato recapito|mancata consegna|non (è stato )?(possibile )?(recapita|consegna)(t|re)|"
        "impossibile (recapitare|consegnare)|onbestelbaar|niet (worden )?(bezorgd|afgeleverd)|"
        "niedostarcz|nie (mogł\\w+ |może |został\\w+ |udało się |można )?(zostać |być )?dostarcz|"
        "zwrot (wiadomości|poczty)|"
        "nedoruč|nelze doručit|doručení se nezdařilo|nelivrat|nu a (putut fi |fost )?(livrat|transmis)|"
        "(ej|inte|kunde inte|kan inte) levererat?s?|ikke lever(et|es|t)|"
        "ei voitu (toimittaa|välittää)|toimitus epäonnistui|toimittaminen epäonnistui|"
        "kézbesíthetetlen|nem (volt )?kézbesíthető|kézbesítés sikertelen|nem sikerült kézbesíteni|"
        "teslim edilemedi|iletilemedi|δεν παραδόθηκε|αποτυχία παράδοσης|"
        "не (удалось )?доставлен|не доставить|недостав|возврат|не доставлено|не е доставен|није испоручен|"
        "(تعذر|تعذّر|فشل) (تسليم|توصيل|إرسال|التسليم|الإرسال)|لم يتم (تسليم|توصيل)|"
        "לא ניתן (היה )?למסור|מסירת ההודעה נכשלה|לא נמסרה|"
        "退信|退回|投递失败|投遞失敗|投递不成功|[无無]法(投递|投遞|送达|送達|傳遞|传递|发送)|未能(投递|送达|送達|发送)|"
        "寄送失敗|傳送失敗|(发送|发件|發送)失[败敗]|"
        "配信(不能|エラー|できません|に失敗)|送信(エラー|できません|に失敗)|配送(エラー|できません|に失敗)|届きませんでした|"
        "반송|전송 ?실패|배달 ?실패|전달 ?실패|발송 ?실패|(전송|배달|전달|발송)에 실패|전송되지 못"
    )
)
"""A mail came back, as subjects and first sentences of reports say it."""
