"""Options about the Hub, of commands that ask it."""

import functools
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from licint.errors import UsageError
from licint.model import Noun

if TYPE_CHECKING:
    from licint.sources.settings import Settings

Command = TypeVar("Command", bound=Callable[..., Any])

HUB_OPTIONS = (
    click.option("--offline", is_flag=True, help="Use no network: local files, what was read earlier, and licint's own knowledge (HF_HUB_OFFLINE)."),
    click.option("--from", "from_file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path), help="Take more targets from a file, one a line."),
    click.option("--cache", is_flag=True, help="Audit what the local cache of the Hub's client holds (HF_HUB_CACHE)."),
    click.option("--token", metavar="TOKEN", help="Access token of the Hub; better in HF_TOKEN, where no list of processes shows it."),
    click.option("--endpoint", metavar="URL", help="Another Hub, or a mirror (HF_ENDPOINT)."),
    click.option("--cache-dir", type=click.Path(file_okay=False, path_type=Path), help="Where to keep what the Hub answered (LICINT_CACHE_DIR)."),
    click.option("--refresh", is_flag=True, help="Ask again for everything, whatever was kept."),
    click.option("--resume", is_flag=True, help="Go on where a run ended: ask for nothing that was read in the last day."),
    click.option("--follow-links", is_flag=True, help="Read license_links at any public host, not only at those of rules/network.yaml."),
    click.option("--thorough", is_flag=True, help="Read configurations and weight headers even where card and license file say it all."),
    click.option("--time-limit", type=click.FloatRange(min=1), default=3600.0, show_default=True, help="Stop asking the Hub after so many seconds."),
)


class HubChoice(Noun, frozen=True):
    """What the options of HUB_OPTIONS were given."""

    offline: bool = False
    from_file: Path | None = None
    cache: bool = False
    token: str | None = None
    endpoint: str | None = None
    cache_dir: Path | None = None
    refresh: bool = False
    resume: bool = False
    follow_links: bool = False
    thorough: bool = False
    time_limit: float = 3600.0

    def settings(self) -> "Settings":
        """The settings of the run: these options, then the environment. Raises UsageError."""
        from licint.sources.settings import settings_from

        return settings_from(
            endpoint=self.endpoint,
            token=self.token,
            offline=self.offline,
            cache_dir=self.cache_dir,
            refresh=self.refresh,
            resume=self.resume,
            follow_links=self.follow_links,
            thorough=self.thorough,
            time_limit=self.time_limit,
        )

    def listed(self) -> list[str]:
        """The targets in the file of --from. Raises UsageError."""
        if self.from_file is None:
            return []
        from licint.sources.targets import read_list

        try:
            text = sys.stdin.read() if str(self.from_file) == "-" else self.from_file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"cannot read {self.from_file}: {error}", "give a text file with one target a line") from None
        return read_list(text)


def hub_options(command: Command) -> Command:
    """The options of HUB_OPTIONS; the command takes them together, as `hub`."""

    @functools.wraps(command)
    def with_hub(*args: Any, **given: Any) -> Any:
        chosen = {name: given.pop(name) for name in HubChoice.__struct_fields__}
        return command(*args, hub=HubChoice(**chosen), **given)

    for option in reversed(HUB_OPTIONS):
        with_hub = option(with_hub)
    return with_hub  # type: ignore[return-value]


def refuse_nothing(targets: Sequence[str], hub: HubChoice) -> None:
    """Raises UsageError where nothing was named."""
    if not targets and not hub.cache and hub.from_file is None:
        raise UsageError("name what to audit", "a folder, a model (org/name), --from FILE, or --cache; see `licint audit --help`")
