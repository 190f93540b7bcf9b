"""Markup from strangers is made safe, stays readable, and never costs more than its length."""

import time

import pytest

from goodword.core.markup import (
    clean_letter_html,
    clean_written_html,
    html_to_text,
    preview_of,
    show_remote_images,
    text_to_html,
    with_inline_images,
)

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href=' data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='\tda\nta:text/html,<script>alert(1)</script>'>x</a>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<iframe src='https://evil.example'></iframe>",
    "<form action='https://evil.example'><input name=password></form>",
    "<style>@import 'https://evil.example/a.css'</style>",
    "<div style='background:url(https://evil.example/a.png)'>x</div>",
    "<div style='width:expression(alert(1))'>x</div>",
    "<div style='background:u\\72l(https://evil.example)'>x</div>",
    "<base href='https://evil.example'><a href='/x'>x</a>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<img srcset='https://evil.example/a.png 1x'>",
    "<table background='https://evil.example/a.png'><tr><td>x</table>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'>",
    "<img src='data:image/svg+xml,<svg onload=alert(1)>'>",
    "<a <!-- href='javascript:alert(1)'>x</a>",
    "<!--><img src=x onerror=alert(1)>-->",
]
FORBIDDEN = (
    "<script",
    " onerror",
    " onload",
    "javascript:",
    "data:text",
    "ta:text",
    "<iframe",
    "<form",
    "<input",
    "<style",
    "url(",
    "<svg",
    "srcset",
)


@pytest.mark.parametrize("html", HOSTILE)
@pytest.mark.parametrize("clean", [lambda html: clean_letter_html(html).html, clean_written_html])
def test_nothing_hostile_survives(html, clean):
    kept = clean(f"before {html} after").lower().replace("&gt;", ">").split("<")
    tags = "<".join(["", *(piece.split(">")[0] for piece in kept[1:])])
    assert not [mark for mark in FORBIDDEN if mark in tags]
    assert "evil.example" not in tags


def test_remote_images_wait_until_they_are_asked_for():
    letter = clean_letter_html('<p>Hi <img src="https://shop.example/a.png?x=1&y=2" alt="our van"></p>')
    assert letter.remote_images == 1
    assert ' src="' not in letter.html
    assert ' src="https://shop.example/a.png?x=1&amp;y=2"' in show_remote_images(letter.html)


def test_a_letter_cannot_smuggle_an_image_past_the_block():
    letter = clean_letter_html('<img data-src="https://x.example/a.png"><p>data-src="y"</p>')
    assert letter.remote_images == 0
    assert "x.example" not in show_remote_images(letter.html)
    assert '<p>data-src="y"</p>' in show_remote_images(letter.html)


def test_images_of_the_mail_itself_are_placed_or_left_out():
    letter = clean_letter_html('<img src="cid:logo@x" alt="Logo"><img src="cid:gone">').html
    placed = with_inline_images(letter, {"logo@x": "/files/7?sig=a&b"}.get)
    assert placed == '<img src="/files/7?sig=a&amp;b" alt="Logo"><img>'


def test_links_open_apart_and_tell_nothing():
    letter = clean_letter_html('<a href="https://a.example" target="_top" onclick="x()">go</a>').html
    assert 'target="_blank"' in letter
    assert 'rel="noopener noreferrer"' in letter
    assert "_top" not in letter


def test_layout_and_harmless_style_stay():
    letter = clean_letter_html('<table width="100%"><tr><td style="color:red;position:fixed">Hi</td></tr></table>').html
    assert letter == '<table width="100%"><tbody><tr><td style="color:red">Hi</td></tr></tbody></table>'


def test_agents_keep_what_the_composer_writes():
    written = '<p>Dear <strong>Ana</strong>,<br>see <a href="tel:+1555">us</a></p><ul><li><p>one</p></li></ul>'
    assert clean_written_html(written).replace(' target="_blank" rel="noopener noreferrer"', "") == written


def test_agents_show_only_files_of_ours():
    assert clean_written_html('<img src="/files/12/van.png" alt="van">') == '<img src="/files/12/van.png" alt="van">'
    assert clean_written_html('<p>a<img src="https://x.example/a.png"><img src="/files//x.example"></p>') == "<p>a</p>"


def test_html_becomes_lines():
    html = "<p>Hello&nbsp;Ana,</p><p>one<br>two</p><ul><li>a<li>b</ul><blockquote><p>old</p></blockquote>"
    assert html_to_text(html) == "Hello Ana,\n\none\ntwo\n\n- a\n- b\n\n> old"


def test_text_keeps_addresses_and_leaves_out_what_is_hidden():
    html = '<div style="display:none">preheader</div><p>See <a href="https://a.example/x">the plan</a> &lt;3</p>'
    assert html_to_text(html) == "See the plan <https://a.example/x> <3"


def test_text_becomes_safe_paragraphs_with_links():
    html = text_to_html('Hi <b>\nsee https://a.example/x?a=1&b="2", ok\n\nwrite to ana@b.example.')
    assert html.startswith("<p>Hi &lt;b&gt;<br>see <a href=")
    assert 'href="https://a.example/x?a=1&amp;b="' in html
    assert 'href="mailto:ana@b.example"' in html
    assert html.endswith("</a>.</p>")


def test_preview_is_one_short_line():
    assert preview_of("Dear team,\n\n  my order\tis late") == "Dear team, my order is late"
    long = preview_of("word " * 100)
    assert len(long) <= 200
    assert long.endswith("word…")


COSTLY = {
    "deep": "<div>" * 200_000,
    "mixed": "<p><table><td><div><b><li>" * 40_000,
    "attributes": "<a " + " ".join(f"b{n}" for n in range(140_000)) + ">",
    "formatting": "".join(f"<p><font x={n}>" for n in range(60_000)),
    "foster": "<table>" + "x<br>" * 200_000,
    "angles": "<" * 1_000_000,
    "quotes": '<a b="' * 160_000,
    "comments": "<!--" * 250_000,
}


@pytest.mark.parametrize("shape", COSTLY)
def test_a_crafted_megabyte_is_cheap(shape):
    begun = time.process_time()
    clean = clean_letter_html(COSTLY[shape]).html
    html_to_text(COSTLY[shape])
    assert time.process_time() - begun < 5
    assert len(clean) <= 5 * 1_000_000


@pytest.mark.parametrize("text", ["a@" * 400_000, "www." * 250_000, "a." * 500_000, "\n" * 1_000_000])
def test_a_crafted_megabyte_of_text_is_cheap(text):
    begun = time.process_time()
    text_to_html(text)
    preview_of(text)
    assert time.process_time() - begun < 2
