"""The command line: each command is a module, loaded when it is called."""

import os
import sys
from importlib import import_module

import click

from licint import __version__
from licint.errors import LicintError

COMMANDS = {
    "audit": "Say what governs a model, what it lets you do, and where it stands.",
    "check": "Lint model repositories.",
    "identify": "Name the licenses in a text.",
    "terms": "Show what a license or a text lets you do.",
    "openness": "Say what the openness frameworks say.",
    "badge": "Make a badge of a release's place.",
    "explain": "Explain a rule, a license or a term.",
    "config": "Show the settings in force.",
}


class Commands(click.Group):
    """Finds a command's module by its name, and turns errors into an `error:` and a `help:` line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"licint.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def version_text() -> str:
    """licint's version and the date of its knowledge."""
    from licint.knowledge import load

    return f"licint {__version__} (knowledge {load().version})"


def _print_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(version_text())
        ctx.exit()


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("-V", "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="Show the version and exit.")
def commands() -> None:
    """licint: a license and release-terms linter for AI models.

    \b
    licint audit PATH       what governs this release, and what may I do with it?
    licint check [PATH]     what is missing, contradictory or untrue in it?

    Not legal advice.
    """


def main() -> None:
    """The entry point. Exit codes: 0 clean, 1 findings of severity error, 2 could not run or bad usage."""
    try:
        sys.exit(commands(standalone_mode=False, prog_name="licint"))
    except click.ClickException as error:
        _fail(error.format_message(), _usage_help(error))
    except click.Abort:
        _fail("interrupted", None)
    except LicintError as error:
        _fail(error.message, error.help)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(2)
    except Exception as error:
        if os.environ.get("LICINT_TRACEBACK"):
            raise
        _fail(f"internal error: {type(error).__name__}: {error}", "this is a bug: please report it with the output of LICINT_TRACEBACK=1 licint …")


def _usage_help(error: click.ClickException) -> str | None:
    context = getattr(error, "ctx", None)
    return f"see `{context.command_path} --help`" if context else None


def _fail(message: str, help: str | None) -> None:
    click.echo(f"error: {message}", err=True)
    if help:
        click.echo(f"help: {help}", err=True)
    sys.exit(2)
