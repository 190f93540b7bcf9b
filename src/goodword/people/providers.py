"""Providers whose addresses everybody can have: they suggest no company."""

FREE = frozenset(
    """
    126.com 163.com aim.com alice.it aol.com arcor.de att.net bellsouth.net bluewin.ch bol.com.br btinternet.com
    charter.net comcast.net cox.net duck.com earthlink.net email.com fastmail.com fastmail.fm free.fr freenet.de
    frontier.com gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net googlemail.com hey.com hotmail.ca hotmail.co.uk
    hotmail.com hotmail.de hotmail.es hotmail.fr hotmail.it icloud.com inbox.com juno.com laposte.net libero.it
    live.ca live.co.uk live.com live.de live.fr live.nl mac.com mail.com mail.ru mailbox.org mailfence.com me.com
    msn.com naver.com netzero.net ntlworld.com optonline.net orange.es orange.fr outlook.com outlook.de outlook.es
    outlook.fr pacbell.net pm.me posteo.de prodigy.net proton.me protonmail.ch protonmail.com qq.com rambler.ru
    rediffmail.com rocketmail.com rogers.com sbcglobal.net sfr.fr shaw.ca sky.com sympatico.ca t-online.de
    talktalk.net telefonica.net telenet.be terra.com.br terra.es tiscali.it tutanota.com tutamail.com uol.com.br
    verizon.net virgilio.it virginmedia.com wanadoo.fr web.de windstream.net yahoo.ca yahoo.co.in yahoo.co.jp
    yahoo.co.uk yahoo.com yahoo.com.ar yahoo.com.br yahoo.com.mx yahoo.de yahoo.es yahoo.fr yahoo.it yandex.com
    yandex.ru ymail.com zoho.com
    """.split()  # noqa: SIM905 (a list for the eye)
)


def is_free(domain: str) -> bool:
    """Whether anybody can have an address there, or below it."""
    return any(one in FREE for one in above(domain))


def above(domain: str) -> list[str]:
    """The domain and those above it, but for the last label: mail.example.org, example.org."""
    labels = domain.lower().strip(".").split(".")
    return [".".join(labels[start:]) for start in range(len(labels) - 1)]
