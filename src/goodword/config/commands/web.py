"""Run the web part alone, beside others on one database (under systemd, in containers)."""

import argparse

from goodword.config.processes.listening import listen
from goodword.config.processes.options import add_web_arguments, certificate_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_web_arguments(parser)


def run(options: argparse.Namespace) -> int:
    from goodword.config.processes import parts
    from goodword.config.processes.alone import run_alone
    from goodword.config.static import collect_when_changed

    certificate = certificate_of(options)
    listener = listen(options.host, options.port)
    collect_when_changed()
    return run_alone(parts.web(listener, certificate))
