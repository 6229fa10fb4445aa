"""How servers put it: the phrases by which refusals of different kinds are told apart.

Gathered from what servers say in practice; matched in lower case with white space made single. A dead address
is only what these words show: no such mailbox or domain, one that accepts no mail, or one that has moved.
"""

from __future__ import annotations

import re
from typing import Final

# The address exists and is not reached for another reason: these win over what seems to say "unknown".
ALIVE: Final = re.compile(
    r"""
    over\ ?quota|quota\ (has\ been\ |was\ )?(exceeded|full)|exceed(ed|s|ing)?\ (\w+\ ){0,4}(quota|storage|space|limit)|
    mail\ ?box\ (is\ |was\ |size\ )*(full|exceed\w*|too\ (large|full)|over)|full\ mailbox|storage\ (limit|space|full)|
    (user|recipient|account)(?:'s)?\ (\w+\ ){0,3}(over|exceeded|out\ of)\ (\w+\ ){0,3}(quota|storage|space|limit)|
    user\ is\ over|insufficient\ (disk|system|mailbox)?\ ?(storage|space)|not\ enough\ (\w+\ )?space|disk\ (quota|full)|
    no\ space\ left|mailfull|mailbox_full|account\ is\ full|inbox\ (is\ )?full|
    spam|\bubl\b|\brbl\b|dnsbl|black\ ?list|block\ ?list|blocklist|deny\ ?list|reputation|junk\ mail|unsolicited|spamhaus|
    spamcop|bulk\ mail|greylist|graylist|grey-list|
    \bspf\b|\bdkim\b|\bdmarc\b|authenticat|unauthenticated|not\ authorized|unauthorized|permission|prohibited|
    not\ (allowed|permitted)\ to\ (send|relay)|restricted|access\ denied|denied\ by\ (policy|administrator)|
    policy|content\ (filter|reject)|virus|malware|attachment|
    relay(ing)?\ (access\ )?(denied|not|prohibited)|unable\ to\ relay|cannot\ relay|
    reverse\ (dns|mapping|lookup)|\bptr\b|rdns|fcrdns|invalid\ hostname|helo\ command|
    too\ many\ (connections|recipients|messages|errors|hops)|too\ much\ mail|rate\ limit|throttl|too\ fast|
    connection[s]?\ (refused|timed\ out|reset|dropped|closed|lost|limit)|timed?\ ?out|timeout|retry\ (time|later)|
    temporar(y|ily)|try\ (it\ )?again\ later|try\ later|deferred|expired|
    message\ (size|is\ too\ (big|large)|too\ (big|large))|size\ (limit|exceeds)|exceeds\ (\w+\ ){0,3}(size|maximum)|
    suspend|disabled?\b|inactive|deactivated|locked|frozen|on\ hold|dormant|not\ active|blocked|\bbanned|
    sender\ (address\ )?(rejected|denied|verify|not\ accepted|domain)|rejected:\ sender|from\ address|
    loop|tls\b|certificate|protocol\ (error|violation)|syntax\ error|bare\ (lf|cr)|ascii
    """,
    re.VERBOSE,
)

# Words that show that there is no such mailbox, whatever else the line holds.
UNKNOWN_USER: Final = re.compile(
    r"""
    (user|mailbox|recipient|account|address|addressee|alias|mail\ ?drop|e-?mail(\ address|\ account)?)
    \ ?(?:[<('"\[][^>)'"\]]*[>)'"\]])?\ ?:?\ ?
    (is\ |was\ |are\ |has\ been\ |name\ is\ |id\ is\ |address\ |status\ |could\ |you\ \w+\ to\ reach\ |that\ you\ \w+\ to\ reach\ )*
    (unknown|not\ (be\ )?(found|known|exist\w*|listed|a\ valid|valid|on\ (our|this)|available\ at\ this|our\ customer|in\ our)|
     does(\ ?n[o']t|\ not)\ (exist|have|match)|doesnt\ exist|do\ not\ exist|did\ not\ exist|invalid|nonexist\w*|non-existent|
     undeliverable\ as\ addressed|no\ longer\ (valid|exists?|available|on\ server|active|in\ use|with)|terminated|
     is\ no\ longer|deleted|expired\ and|unrouteable|not\ local|lookup\ failed)|
    no\ such\ (user|person|mailbox|account|address|recipient|local\ user|customer|alias|mail\ ?drop|virtual)|
    no\ (mailbox|user|account|local\ mailbox|valid\ recipients?|recipients?\ found|mail\ ?box|local\ user)\ ?
    (here|by|with|named|matches|found|exists?|for|in|on|under|of\ that|called|at\ this|as)?\b|
    (unknown|invalid|nonexistent|non-existent|bad|undefined|incorrect|unavailable\ or\ unknown)\ (local[\ -]?part|user|recipient|mailbox|address|
     account|alias|virtual|or\ (illegal|invalid|unavailable)\ (user|alias|address|recipient|mailbox)|e-?mail|addressee|user\ account|destination\ mailbox)|
    (account|mailbox|user|recipient)(\ or\ domain)?\ may\ not\ exist|
    (isn't|is\ not)\ (a\ )?(valid|known|listed|recognized|in\ (my|our))|
    (does\ not|doesn't)\ (exist|have\ an?\ (\S+\ ){0,3}account|handle\ mail|like\ recipient)|
    (can't|cannot|could\ not|couldn't)\ (be\ )?(find|found|resolve|locate|verify)\w*\ ?(\w+\ ){0,4}
    (user|recipient|mailbox|account|address|addressee)|
    (could\ not|cannot)\ be\ found|(wasn't|was\ not|weren't|couldn't\ be|could\ not\ be|not)\ found\ (at|in|by|on)|
    recipient\ (address\ )?(rejected:\ (user|undeliverable|unknown|no\ such|invalid|address\ unknown|access)|not\ found|unknown|
     not\ recogni[sz]ed|does\ not|is\ not\ (exist|known|on))|
    recipnotfound|recipientnotfound|unrouteable\ address|unknown_user|user_unknown|addr(ess)?\ unknown|
    resolver\.adr\.(recip|exrecip)?notfound|not\ (our|a)\ (customer|user)|
    this\ (user|account|mailbox|address|e-?mail)\ (\S+\ ){0,4}(doesn't|does\ not|no\ longer|isn't|not)\ |
    dosn't\ exist|not\ exists|left\ the\ company|no\ longer\ works|user\ reject|
    destination\ (mailbox|addresse?s?)\ (\w+\ ){0,2}(unknown|invalid|does)|
    there\ is\ no\ (such\ )?(user|account|mailbox)|nobody\ by\ that|who\ (is|are)\ you\ |name\ is\ not\ recogni|
    unknown\ or\ illegal|(user|recipient|address)\ ?\S*\ ?(\.\.\.|:)\ ?(user\ )?unknown|
    account\ (has\ been\ )?(closed|cancel\w*|removed|deleted)|mailbox\ (has\ been\ )?(removed|deleted|closed)
    """,
    re.VERBOSE,
)

UNKNOWN_HOST: Final = re.compile(
    r"""
    (host|domain|server|destination)(\ name)?\ ?(?:[<('"\[]?[\w.-]+[>)'"\]]?)?\ ?:?\ ?(is\ |was\ |name\ )*
    (unknown|not\ found|does\ not\ exist|doesn't\ exist|not\ exist|unresolvable|non-?existent|invalid)|
    (unknown|bad|illegal|invalid|no\ such|nonexistent|unrouteable|unroutable)\ (\w+\ )?(host|domain|mail\ domain|hostname|server)|
    no\ such\ (host|domain)|name\ (service|server)?\ ?(lookup|resolution)\ (failed|failure)|nxdomain|
    name\ or\ service\ not\ known|type=(mx|a|aaaa):\ host\ not\ found|
    host\ or\ domain\ name\ not\ found|domain\ (\S+\ )?(has\ no|without)\ (valid\ )?(mx|a\ record|address|dns)|
    couldn't\ find\ any\ host|domain\ (\S+\ )?(is\ )?not\ reachable|could(n't|\ not)\ find\ (\w+\ )?(host|domain)|dns\ (error|lookup)\ (\w+\ )?nxdomain|
    recipient\ domain\ (does|is|not|must)|cannot\ find\ (your|the)\ (hostname|domain)|no\ (mx|a)\ (or\ a\ )?records?\b|
    domain\ name\ not\ found|cannot\ resolve\ (the\ )?(domain|host)|hostname\ nor\ servname|domain\ isn't\ in|
    dns\ domain\ \S+\ does\ not\ exist|sorry,\ i\ couldn't\ find
    """,
    re.VERBOSE,
)

# The domain says that it takes no mail at all (RFC 7505), or the name is no longer one for mail.
NO_MAIL: Final = re.compile(
    r"null\s?mx|does not (accept|handle) (any )?(mail|email)|(host|domain|server) (\S+ )?(does not|doesn't) (accept|receive) "
    r"(any )?(mail|email)|smtp protocol returned a permanent error.*no mail|mail receiving disabled|"
    r"name server has no mx|we don't (accept|handle) mail|no mail accepted|invalid mx record",
)
MOVED: Final = re.compile(
    r"(user|mailbox|account|recipient|address|e-?mail|mail)?( \S+)? ?(has|have) (been )?(moved|changed)( (its|their|his|her))?|"
    r"no longer here|moved to|new (e-?mail )?address( is)?|mailbox has moved|moved,? no forwarding|user (has )?moved|"
    r"please (try|use|send) (the )?(new|following) (e-?mail )?address|user not local[;,]? (please )?try",
)
# The mailbox accepts nothing from this sender or is filtered: said like unknown, but by a filter.
FILTERED: Final = re.compile(
    r"recipient preferences|user refuses|refused by (the )?recipient|recipient (has )?(refused|rejected)|because the recipient is|not accepting (mail|messages)|"
    r"isn't accepting|only accept|mailbox (is )?(currently unavailable|temporarily)|message (was )?rejected by|"
    r"refuse to receive|reject(ed)? by user|undeliverable recipients|"
    r"due to extended inactivity|address rejected\s*$"
)
EXPIRED: Final = re.compile(
    r"(message|mail|delivery|it) (has been |was )?(expired|(in|on) (the )?queue (too long|for))|"
    r"delivery (time|retry) ?(expired|timeout|exceeded)|retry (time(out)?|limit) (exceeded|not reached)|"
    r"could not be delivered (for|within)|not be delivered for (more than )?\d|giving up|gave up|"
    r"queue(d)? too long|unable to deliver .{0,40}(hours|days|minutes)|undelivered after|"
    r"was not delivered within|too long|(\d+ (hours|days))[^.]{0,40}(will|warning|delay)",
)
DELAYED: Final = re.compile(
    r"(warning|delay\w*|deferred|will (keep|continue) (on )?try|still being retried|not yet (been )?delivered|"
    r"you do not need to (re)?send|no action is required|attempts? to deliver .{0,60} will continue|in progress|"
    r"temporar(y|ily) (failure|error|problem|deferred|delayed)|postponed|attempts will continue|to be made|retried for|message (is )?(still )?delayed)",
)
GIVEN_UP: Final = re.compile(
    r"giving up|gave up|given up|will not be retried|no further attempt|permanent|has expired|returned to (the )?sender|"
    r"could not be delivered for|retry time(out)? exceeded"
)
FAILED: Final = re.compile(
    r"(permanent|fatal|undeliver|could not be delivered|not delivered|failed|failure|returned|unable to deliver|"
    r"did not reach|not reached|could not be reached|no mailbox here|unknown user|addressee unknown|no such|not remis|error|"
    r"non remis|postponed|invalid|couldn't be delivered|wasn't delivered|was not delivered|rejected|giving up|not able to deliver|cannot be delivered)",
)
# Who sends reports, and how they call them.
SENDERS: Final = re.compile(
    r"^(mailer-?daemon|postmaster|mail-?daemon|mdaemon|maildelivery|mail ?delivery|.*daemon|bounce[sd]?|"
    r"double-bounce|.*postmaster|microsoftexchange\w*|mail ?system|mta|smtp)\b",
    re.IGNORECASE,
)
# Names that carriers and shops write under as well: their "could not be delivered" is mostly about a parcel.
SENDERS_OF_ANYTHING: Final = re.compile(
    r"^(root|noreply-dmarc|no-?reply|system|exchange|complaints?|abuse|fbl)\b", re.IGNORECASE
)
# What only a report on a mail speaks of; all in lower case and without accents.
OF_MAIL: Final = re.compile(
    r"(?<![\d.])[245]\.\d\.\d{1,3}(?![\d.])|\bsmtp|\brcpt\b|\bmail ?(server|host|exchanger|system|delivery|box is|routing)|"
    r"\b(4[25][0-4]|5[057][0-6])[ -]([45]\.\d|.{0,40}(user|mailbox|recipient|relay|sender|spam|e?mail|account|domain|host))|"
    r"(message|messages|e-?mail|mail|courriel|correo|mensaje|mensagem|messaggio|nachricht|e-mail-nachricht|bericht|wiadomosc\w*|"
    r"zprava|mesaj\w*|meddelande\w*|melding\w*|besked\w*|viesti\w*|level|uzenet\w*|письм\w*|сообщени\w*|писмо\w*|порука)"
    r" [^.\n]{0,60}\b(not|cannot|undeliver\w*|returned|fail\w*|reject\w*|refused|bounced|unable|nicht|zuruck\w*|pas pu|non|no|nao|niet|"
    r"nie|nelze|nu a|inte|ikke|ei|nem|не|edilemedi)\b|"
    r"(following|these) (address|recipient)|(undeliver\w*|returned|rejected|bounced) (mail|message|e-?mail)|"
    r"邮件|郵件|退信|メール|메일|البريد|الرسالة|הודעה|דואר"
)
SUBJECTS: Final = re.compile(
    r"undeliver|returned mail|delivery (status|failure|report|notification|delay|problem|error|has failed|incomplete|unsuccess)|"
    r"fail(ure|ed)? (notice|to deliver|deliver|delivery|mail)|mail (system )?(delivery|failure|error)|mail could not be|"
    r"non[- ]?delivery|not? delivered|delayed|message (you sent|status|delivery|could not)|"
    r"warning: (message|could not|mail)|nondeliver|unzustellbar|unable to deliver|can't be delivered|"
    r"sendmail|abgewiesen|rejected|mail not|delivery to|bounced? (mail|message)|"
    r"配信|配送|送信|無法傳遞|无法投递|退信|échec|non remis|недостав|не доставлен",
    re.IGNORECASE,
)

# No room where the mail should go: said of a mailbox that is there, whatever a second server answered.
FULL: Final = re.compile(
    r"not enough disk space|over ?quota|quota exceeded|mailbox (is )?full|out of (disk )?space|disk full"
)
# At which step of the talk between two servers the refusal came: after MAIL or DATA the mailbox was not the reason.
STAGE: Final = re.compile(
    r"in reply to (?:the )?(?:end of )?(data|rcpt|mail|helo|ehlo)|after (?:the )?(?:end of )?(data|rcpt|mail|helo|ehlo)|"
    r">>> ?(data|rcpt|mail|helo|ehlo|\.(?=\s))|(?:final|for) (data|text|mail)\b|server for (text|mail|rcpt) command|"
    r"sent: (data|rcpt|mail)|did not like our (?:final )?(data|rcpt|mail|helo)|does not like (recipient)",
)

# Said so plainly that no other word in the same breath changes it.
PLAIN_UNKNOWN: Final = re.compile(
    r"user unknown|unknown user|(account|mailbox|user|recipient)( or domain)? may not exist|no such (user|mailbox|recipient|address)|does not exist|doesn't exist|user not found|"
    r"recipient not found|recipnotfound|mailbox not found|account (not found|unknown)|unknown (recipient|mailbox|local)"
)
