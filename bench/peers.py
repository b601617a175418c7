"""Other identifiers of license texts beside licint: which licenses each finds in labeled files, and how long it takes on real license files.

Every tool runs under its own interpreter through a small program in adapters/, which reads paths and prints what the tool says (adapters/timing.py). One that
does not run is left out with its reason. Before each tool licint runs over the same files, so that the ratio of the two is of the same minutes.
"""

import csv
import json
import re
import statistics
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ADAPTERS = Path(__file__).resolve().parent / "adapters"
NOTHING = {"none", "noassertion"}
TIMED = 60  # files on which the time is taken


class Tool(NamedTuple):
    """A tool: its adapter, the program that runs that, and the repository whose test files are its own."""

    name: str
    adapter: str
    interpreter: str
    repository: str


class Answer(NamedTuple):
    """What a tool said of one file: the names of each license that it found, and the seconds it took."""

    licenses: Sequence[frozenset[str]]
    seconds: float


class Label(NamedTuple):
    """A file with what is known of it; `licenses` is empty where a file holds none that has a name."""

    path: Path
    licenses: frozenset[str]
    repository: str


LICINT = Tool("licint", "ask_licint.py", sys.executable, "")
TOOLS = (
    Tool("scancode", "ask_scancode.py", sys.executable, "aboutcode-org/scancode-toolkit"),
    Tool("licenseid", "ask_licenseid.py", sys.executable, ""),
    Tool("golicense-classifier", "ask_golicense_classifier.py", sys.executable, "google/licenseclassifier"),
    Tool("licensee", "ask_licensee.rb", "ruby", "licensee/licensee"),
    Tool("licensecheck", "ask_licensecheck.py", sys.executable, ""),
)
LISTED = "spdx/license-list-XML"  # texts that most tools were made from


def ask(tool: Tool, paths: Sequence[Path]) -> list[Answer]:
    """A tool's answers, in the order of the paths. Raises RuntimeError with its last words where it does not run."""
    command = [tool.interpreter, str(ADAPTERS / tool.adapter)]
    try:
        done = subprocess.run(command, input="\n".join(map(str, paths)), capture_output=True, encoding="utf-8", errors="replace")
    except OSError as error:
        raise RuntimeError(str(error)) from error
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    if len(answers) != len(paths):
        raise RuntimeError((done.stderr.strip().splitlines() or ["it answered nothing"])[-1])
    return [Answer([frozenset(map(plain_name, names)) for names in each["licenses"]], each["seconds"]) for each in answers]


def plain_name(name: str) -> str:
    """A name as it is compared: lower case, and without the words that tell whether later versions of a GNU license will do, which not every tool reads."""
    return re.sub(r"(?:-only|-or-later|\+)$", "", name.lower())


def read_labels(folder: Path) -> list[Label]:
    """The rows of expected.csv (file, expected_spdx_expression, source_tool); NONE and NOASSERTION say that no license with a name is there."""
    with (folder / "expected.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [Label(folder / row["file"], _licenses(row["expected_spdx_expression"]), row["source_tool"]) for row in rows]


def _licenses(expression: str) -> frozenset[str]:
    words = re.sub(r"[()]", " ", expression).split()
    return frozenset(map(plain_name, words)) - {"and", "or", "with"} - NOTHING


def finds(answer: Answer, label: Label) -> bool:
    """Whether all that is there was named; where nothing with a name is, that nothing was named, or was called altered."""
    if label.licenses:
        return label.licenses <= frozenset().union(*answer.licenses)
    return not answer.licenses or any(names & NOTHING for names in answer.licenses)


def finds_only(answer: Answer, label: Label) -> bool:
    """Whether besides nothing else was named."""
    return finds(answer, label) and (not label.licenses or all(names & label.licenses for names in answer.licenses))


def accuracy(tool: Tool, labels: Sequence[Label]) -> str:
    """Cells of the table: found, found and no more, found among the files of others, false answers where there is no license."""
    answers = list(zip(ask(tool, [each.path for each in labels]), labels, strict=True))
    foreign = [pair for pair in answers if pair[1].repository not in (tool.repository, LISTED)]
    without = [pair for pair in answers if not pair[1].licenses]
    return " | ".join(
        [
            _share(finds(*pair) for pair in answers),
            _share(finds_only(*pair) for pair in answers),
            f"{_share(finds(*pair) for pair in foreign)} of {len(foreign)}",
            f"{sum(not finds(*pair) for pair in without)} of {len(without)}",
        ]
    )


def _share(verdicts: Iterable[bool]) -> str:
    held = list(verdicts)
    return f"{sum(held) / len(held):.1%}"


def median_time(tool: Tool, paths: Sequence[Path]) -> float:
    return statistics.median(each.seconds for each in ask(tool, paths))


def spread(paths: Sequence[Path], wanted: int = TIMED) -> list[Path]:
    """So many paths, from all over a list."""
    return [paths[index * len(paths) // wanted] for index in range(wanted)] if len(paths) > wanted else list(paths)


def compare(labeled: Path | None, files: Sequence[Path], interpreters: Mapping[str, str]) -> None:
    """Prints the table, a row a tool."""
    labels = read_labels(labeled) if labeled else []
    timed = spread(files)
    print(f"\n{len(labels)} labeled files; times on {len(timed)} license files\n")
    print("| tool | all found | and nothing else | all found, files of others | false answers | ms a text | times licint's |")
    print("|---|---|---|---|---|---|---|")
    for tool in (LICINT, *TOOLS):
        tool = tool._replace(interpreter=interpreters.get(tool.name, tool.interpreter))
        try:
            ours = median_time(LICINT, timed)
            theirs = ours if tool.name == LICINT.name else median_time(tool, timed)
            print(f"| {tool.name} | {accuracy(tool, labels) if labels else '- | - | - | -'} | {theirs * 1000:.3g} | {theirs / ours:.0f} |", flush=True)
        except RuntimeError as error:
            print(f"| {tool.name} | does not run: {error} |")
