"""The output formats, each loaded when it is asked for."""

from collections.abc import Callable, Sequence
from importlib import import_module

from licint.knowledge import Knowledge
from licint.messages import ENGLISH, Language
from licint.model import Noun, Report


class Run(Noun, frozen=True):
    """What a renderer is told besides the reports: the command that asked, the knowledge behind the answers, whether to color, the language to speak."""

    command: str
    knowledge: Knowledge
    color: bool = False
    language: Language = ENGLISH


Renderer = Callable[[Sequence[Report], Run], str]

# Name of the format: module and function of this package.
FORMATS = {
    "text": ("text", "render_text"),
    "concise": ("text", "render_concise"),
    "json": ("json", "render_json"),
    "sarif": ("sarif", "render_sarif"),
    "github": ("github", "render_github"),
    "gitlab": ("gitlab", "render_gitlab"),
    "junit": ("junit", "render_junit"),
    "markdown": ("markdown", "render_markdown"),
    "spdx": ("spdx", "render_spdx"),
    "spdx-tag-value": ("spdx", "render_spdx_tag_value"),
}


def render(reports: Sequence[Report], format_: str, run: Run) -> str:
    """The reports in a format of FORMATS. Raises UsageError where a format needs a package that is not installed."""
    module, function = FORMATS[format_]
    renderer: Renderer = getattr(import_module(f"licint.rendering.{module}"), function)
    if run.language.sentences:
        from licint.rendering.translation import translated

        reports = [translated(each, run.language) for each in reports]
    return renderer(reports, run)
