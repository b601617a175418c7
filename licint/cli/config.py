"""`licint config`: the settings in force, and where each came from."""

from pathlib import Path

import click
import msgspec

from licint.cli.common import Choice, configured, rule_options
from licint.cli.output import OUTPUT, write
from licint.config import Config, Settings


@click.command("config")
@click.argument("path", type=click.Path(exists=True, path_type=Path), default=".")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print the answer.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of licint.toml instead.")
@OUTPUT
@rule_options
def command(path: Path, format_: str, schema: bool, output: Path | None, choice: Choice) -> None:
    """Show the settings in force for PATH and where each came from; --schema prints the JSON Schema of licint.toml."""
    if schema:
        write(msgspec.json.format(msgspec.json.encode(msgspec.json.schema(Settings)), indent=2).decode() + "\n", output)
        return
    config = configured(path, choice)
    from_file = configured(path, Choice(config_path=choice.config_path, no_config=choice.no_config))
    rows = _rows(config, from_file)
    if format_ == "json":
        data = {"version": 1, "file": config.path, "settings": {key: {"value": value, "from": origin} for key, value, origin in rows}}
        write(msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n", output)
    else:
        write("".join(_lines(config, rows)), output)


def _rows(config: Config, from_file: Config) -> list[tuple[str, object, str]]:
    default, rows = Settings(), []
    for field in msgspec.structs.fields(Settings):
        value, filed = getattr(config, field.name), getattr(from_file, field.name)
        origin = "command line" if value != filed else (config.path or "default") if filed != getattr(default, field.name) else "default"
        rows.append((field.encode_name, msgspec.to_builtins(value), origin))
    return rows


def _lines(config: Config, rows: list[tuple[str, object, str]]) -> list[str]:
    head = f"# {config.path or 'no configuration file'}\n"
    width = max(len(key) for key, _, _ in rows)
    return [head, *(f"{key:<{width}} = {msgspec.json.encode(value).decode()}  # {origin}\n" for key, value, origin in rows)]
