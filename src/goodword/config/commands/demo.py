"""Look around in an invented agency, and write to it as a customer.

`goodword demo` runs the desk with two weeks of conversations of Wrenfield Home Health, in a data folder of its own.
`goodword demo send` writes to it as a customer would; `goodword demo post` shows what the customers received.
No mail leaves this machine.
"""

import argparse
import os
import sys
from pathlib import Path

from goodword.config.command import set_up_django
from goodword.config.processes.listening import address_of, listen
from goodword.config.processes.options import add_web_arguments, certificate_of

SETS_UP_DJANGO = True
FOLDER = Path.home() / ".local" / "share" / "goodword-demo"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_web_arguments(parser)
    parts = parser.add_subparsers(dest="part", metavar="send|post")
    send = parts.add_parser("send", help="write to the agency as a customer")
    send.add_argument("words", nargs="?", default="", help="what you write; from standard input if left out")
    send.add_argument("--from", dest="sender", default="you@example.com", metavar="ADDRESS", help="your address")
    send.add_argument("--name", default="", help="your name")
    send.add_argument("--to", default="pharmacy@wrenfield.example", metavar="ADDRESS", help="one of its mailboxes")
    send.add_argument("--subject", default="A question", help="what it is about")
    send.add_argument("--reply", action="store_true", help="answer the latest mail that came to your address")
    post = parts.add_parser("post", help="show what the customers received")
    post.add_argument("--last", type=int, default=3, metavar="N", help="how many of the latest (3)")


def run(options: argparse.Namespace) -> int:
    os.environ.setdefault("GOODWORD_DATA", str(FOLDER))
    if options.part == "send":
        return _send(options)
    if options.part == "post":
        return _show_post(options.last)
    return _run_demo(options)


def _run_demo(options: argparse.Namespace) -> int:
    certificate = certificate_of(options)
    listener = listen(options.host, options.port)
    os.environ.setdefault("GOODWORD_ADDRESS", address_of(listener, certificate))
    set_up_django()
    from goodword.config.processes.desk import run_desk

    return run_desk(listener, certificate, 1, announce=_plant_and_announce)


def _plant_and_announce() -> str:
    from django.conf import settings

    from goodword.accounts.queries import organization
    from goodword.core.demo import read_demo
    from goodword.core.errors import ActionRefused
    from goodword.seeds.planting import plant_demo
    from goodword.seeds.post import settle_post

    if organization() is None:
        sys.stdout.write("Planting two weeks of conversations…\n")
        sys.stdout.flush()
        plant_demo()
    demo = read_demo()
    if demo is None:
        raise ActionRefused(f"{settings.GOODWORD.data} is no demo's: people work there. Name another GOODWORD_DATA.")
    post = settle_post(demo, settings.GOODWORD.data)
    command = os.path.relpath(sys.argv[0]) if os.sep in sys.argv[0] else sys.argv[0]
    return (
        f"\nGoodword is at {settings.GOODWORD.address}\n"
        f"Sign in as mara@wrenfield.example (an agent), tess@ (her lead) or olive@ (the owner)\n"
        f"with the password {demo.password}\n\n"
        f'Write to it as a customer:  {command} demo send "Can my refill come early?"\n'
        f"See what customers receive: {command} demo post\n"
        f"Any mail program will do too: SMTP on {post}, to pharmacy@wrenfield.example\n\n"
    )


def _send(options: argparse.Namespace) -> int:
    set_up_django()
    from django.conf import settings

    from goodword.seeds.writing import write_as_customer

    words = options.words or sys.stdin.read()
    written = write_as_customer(
        words,
        data=settings.GOODWORD.data,
        sender=(options.name, options.sender),
        to=options.to,
        subject=options.subject,
        is_reply=options.reply,
    )
    sys.stdout.write(f'The desk has it: "{written["Subject"]}" from {written["From"]} to {written["To"]}\n')
    return 0


def _show_post(last: int) -> int:
    set_up_django()
    from django.conf import settings

    from goodword.seeds.post import delivered, post_folder, words_of

    mails = delivered(post_folder(settings.GOODWORD.data))[-last:]
    for mail in mails:
        sys.stdout.write(f"From {mail['From']} to {mail['To']}: {mail['Subject']}\n\n{words_of(mail)}\n\n---\n")
    if not mails:
        sys.stdout.write("Nothing has come yet. A reply leaves ten seconds after it is sent.\n")
    return 0
