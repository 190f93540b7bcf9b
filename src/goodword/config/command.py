"""The command `goodword`: one subcommand for each module of `config/commands/`.

A command module has a docstring (its help), `add_arguments(parser)` and `run(options) -> int`, the exit status. Django
is set up before `run`, unless the module says `SETS_UP_DJANGO = True`: then it does so itself, when it is ready to.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

from goodword.core.errors import DomainError

FAILED = 1
MISUSED = 2
INTERRUPTED = 130


def command_modules() -> dict[str, ModuleType]:
    """Every subcommand by its name. Importing them must stay cheap: what is heavy is imported in `run`."""
    folder = Path(__file__).parent / "commands"
    names = sorted(path.stem for path in folder.glob("*.py") if path.stem != "__init__")
    modules = {name: import_module(f"goodword.config.commands.{name}") for name in names}
    return {getattr(module, "NAME", name): module for name, module in modules.items() if hasattr(module, "run")}


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    whole = argparse.ArgumentParser(prog="goodword", description="A customer-service desk that keeps its word.")
    whole.add_argument("--version", action="version", version=f"goodword {version('goodword')}")
    subcommands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, module in command_modules().items():
        text = (module.__doc__ or "").strip()
        part = subcommands.add_parser(
            name,
            help=text.split("\n", 1)[0],
            description=text,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.add_arguments(part)
        part.set_defaults(module=module)
    return whole


def set_up_django() -> None:
    """Read the settings and load the apps, once. Raises environs.EnvError naming the setting that does not fit."""
    import django  # noqa: PLC0415 (a mistyped command line should not wait for it)

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodword.config.settings")
    django.setup()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand; the exit status is 0 when it did its work, else an explanation stands on standard error."""
    from environs import EnvError  # noqa: PLC0415

    options = parser().parse_args(arguments)
    try:
        if not getattr(options.module, "SETS_UP_DJANGO", False):
            set_up_django()
        return int(options.module.run(options) or 0)
    except EnvError as error:
        sys.stderr.write(f"goodword: {error}\n")
        return MISUSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except DomainError as error:
        sys.stderr.write(f"goodword: {error}\n")
        return FAILED
