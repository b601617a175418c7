"""Options and steps that commands share."""

import functools
import os
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click
import msgspec

from licint.auditor import Expertise, audit_snapshot
from licint.checks import rules
from licint.checks.rule import matches
from licint.cli.output import use_color, write
from licint.config import CONFIDENCES, SEVERITIES, Config, Lang, Profile, find_config, load_config
from licint.errors import ConfigError, UsageError
from licint.knowledge import Knowledge
from licint.messages import ENGLISH, Language
from licint.model import Noun, Report, Snapshot
from licint.rendering.formats import FORMATS, Run, render

if TYPE_CHECKING:
    from licint.baseline import Baseline

Command = TypeVar("Command", bound=Callable[..., Any])
BASELINE = "licint-baseline.json"

FORMAT = click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="How to print the answer.")

LANG = click.option("--lang", type=click.Choice(get_args(Lang)), envvar="LICINT_LANG", help="Language of messages; default: `lang` of the configuration file.")

RULE_OPTIONS = (
    LANG,
    click.option("--profile", type=click.Choice(get_args(Profile)), help="Rules for who publishes a model (default), who uses one, or all of them."),
    click.option("--select", multiple=True, metavar="RULE", help="Run these rules only: code, prefix of a code, name, or ALL."),
    click.option("--extend-select", multiple=True, metavar="RULE", help="Run these rules as well."),
    click.option("--ignore", multiple=True, metavar="RULE", help="Leave these rules out."),
    click.option("--preview", is_flag=True, help="Run rules that are still being tried out, too."),
    click.option("--min-severity", type=click.Choice(SEVERITIES), help="Leave out findings below this severity."),
    click.option("--min-confidence", type=click.Choice(CONFIDENCES), help="Leave out findings that are less sure."),
    click.option("--fail-on", type=click.Choice(SEVERITIES), help="The least severity that makes the exit code 1; default: error."),
    click.option("--baseline", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Report only what is not in this baseline."),
    click.option("--write-baseline", is_flag=True, help=f"Write what is found now to the baseline ({BASELINE}, or that of --baseline), and exit 0."),
    click.option("--config", "config_path", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Use this configuration file."),
    click.option("--no-config", is_flag=True, help="Use no configuration file."),
    click.option("--exit-zero", is_flag=True, help="Exit 0 whatever is found."),
)


class Choice(Noun, frozen=True):
    """What the options of RULE_OPTIONS were given; None and () where they were not."""

    lang: Lang | None = None
    profile: Profile | None = None
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool = False
    min_severity: Any = None
    min_confidence: Any = None
    fail_on: Any = None
    baseline: Path | None = None
    write_baseline: bool = False
    config_path: Path | None = None
    no_config: bool = False
    exit_zero: bool = False


def rule_options(command: Command) -> Command:
    """The options that choose rules and findings; the command takes them together, as `choice`."""

    @functools.wraps(command)
    def with_choice(*args: Any, **given: Any) -> Any:
        chosen = {name: given.pop(name) for name in Choice.__struct_fields__}
        return command(*args, choice=Choice(**chosen), **given)

    for option in reversed(RULE_OPTIONS):
        with_choice = option(with_choice)
    return with_choice  # type: ignore[return-value]


def configured(start: Path, choice: Choice) -> Config:
    """The configuration in force: the closest file, or the one given, then the command line. Raises ConfigError, UsageError."""
    path = None if choice.no_config else choice.config_path or find_config(start.absolute())
    config = _chosen(path, choice)
    return msgspec.structs.replace(config, root=_root(start, path), place=_place(start, path)) if path else config


@cache
def _chosen(path: Path | None, choice: Choice) -> Config:
    """What a configuration file and the command line say together, wherever the release stands."""
    config = _loaded(path) if path else Config()
    wanted = {
        "lang": choice.lang,
        "profile": choice.profile,
        "select": _split(choice.select),
        "extend_select": (*config.extend_select, *_split(choice.extend_select)),
        "ignore_rules": (*config.ignore_rules, *_split(choice.ignore)),
        "preview": choice.preview,
        "min_severity": choice.min_severity,
        "min_confidence": choice.min_confidence,
        "fail_on": choice.fail_on,
        "baseline": str(choice.baseline) if choice.baseline else None,
    }
    return msgspec.structs.replace(config, **{key: value for key, value in wanted.items() if value})


@cache
def _loaded(path: Path) -> Config:
    config = load_config(path)
    ignored = [each.rule for each in config.ignore]
    for pattern in (
        *config.select,
        *config.extend_select,
        *config.ignore_rules,
        *ignored,
        *(name for names in config.per_path_ignores.values() for name in names),
    ):
        if not _is_known(pattern):
            raise ConfigError(f"{path}: no rule is called {pattern!r}", _near(pattern))
    baseline = str(path.parent / config.baseline) if config.baseline else None
    return msgspec.structs.replace(config, baseline=baseline)


def spoken(lang: str | None, config: Config | None = None) -> Language:
    """The language to speak: the one asked for, else that of the configuration (by default the one in force in the current folder)."""
    if lang is None and config is None:
        path = find_config(Path.cwd())
        config = _loaded(path) if path else Config()
    code = lang or (config.lang if config else ENGLISH.code)
    if code == ENGLISH.code:
        return ENGLISH
    from licint.knowledge.catalogs import open_language

    return open_language(code)


def _root(start: Path, path: Path) -> str:
    """Where a release stands under the folder of its configuration file, ending in `/`."""
    folder = start if start.is_dir() else start.parent
    try:
        under = folder.absolute().resolve().relative_to(path.absolute().parent.resolve()).as_posix()
    except (ValueError, OSError):
        return ""
    return "" if under == "." else under + "/"


def _place(start: Path, path: Path) -> str:
    """A configuration file as seen from a release."""
    try:
        return Path(os.path.relpath(path, start.absolute())).as_posix()
    except ValueError:  # another drive
        return str(path)


def _split(values: Sequence[str]) -> tuple[str, ...]:
    patterns = tuple(each.strip() for value in values for each in value.split(",") if each.strip())
    for pattern in patterns:
        if not _is_known(pattern):
            raise UsageError(f"no rule is called {pattern!r}", _near(pattern))
    return patterns


def _is_known(pattern: str) -> bool:
    return any(matches(each.code, each.name, pattern) for each in rules().values())


def _near(pattern: str) -> str:
    from difflib import get_close_matches

    names = [name for each in rules().values() for name in (each.code, each.name)]
    near = get_close_matches(pattern, names, 2)
    return f"did you mean {' or '.join(near)}?" if near else "`licint explain --all` lists the rules"


def audited(snapshot: Snapshot, experts: Expertise, config: Config, choice: Choice, *, with_openness: bool = False) -> Report:
    """The report on one snapshot, what its baseline holds moved to the suppressed. Raises UsageError for a broken baseline."""
    report = audit_snapshot(snapshot, experts, config, with_openness=with_openness)
    if not config.baseline or choice.write_baseline:
        return report
    from licint.baseline import adopt

    return adopt(report, _baseline(config.baseline))


@cache
def _baseline(path: str) -> "Baseline":
    from licint.baseline import read_baseline

    try:
        return read_baseline(Path(path).read_text(encoding="utf-8"), path)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read the baseline {path}: {error}", "write one with --write-baseline") from error


def finish(found: Sequence[tuple[Report, Config]], command: str, format_: str, knowledge: Knowledge, choice: Choice, output: Path | None, color: str) -> None:
    """Print, or write the baseline, and leave with the exit code."""
    reports = [report for report, _ in found]
    if choice.write_baseline:
        from licint.baseline import known_in

        path = Path(next((config.baseline for _, config in found if config.baseline), BASELINE))
        write(known_in(reports), path)
        click.echo(f"wrote {sum(len(each.findings) for each in reports)} findings to {path}", err=True)
        return
    write(render(reports, format_, Run(command, knowledge, use_color(color, output), spoken(choice.lang, found[0][1] if found else None))), output)
    click.get_current_context().exit(exit_code(found, choice))


def exit_code(found: Sequence[tuple[Report, Config]], choice: Choice) -> int:
    """1 if there is a finding that fails the run: by default one of severity error."""
    failing = (config.fails(finding.severity or "warning") for report, config in found for finding in report.findings)
    return int(not choice.exit_zero and any(failing))
