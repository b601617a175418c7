"""`licint audit`: verdicts and findings."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from licint.auditor import Expertise
from licint.audits import as_read, is_known, open_reader
from licint.cli.common import FORMAT, Choice, audited, configured, exit_code, finish, rule_options, spoken
from licint.cli.hub_options import HubChoice, hub_options, refuse_nothing
from licint.cli.output import COLOR, OUTPUT, use_color, write
from licint.config import Config
from licint.expertise import open_expertise
from licint.messages import Language, say
from licint.model import Report, Skipped, Snapshot, Target

if TYPE_CHECKING:
    from licint.openness.nouns import Assessment
    from licint.sources.releases import Job, Read

Audited = tuple[Report, Config]


@click.command("audit")
@click.argument("targets", nargs=-1, metavar="TARGET…")
@FORMAT
@OUTPUT
@COLOR
@click.option("--openness", is_flag=True, help="Show what the openness frameworks say, too (text).")
@rule_options
@hub_options
def command(targets: Sequence[str], format_: str, output: Path | None, color: str, openness: bool, choice: Choice, hub: HubChoice) -> None:
    """Say what governs a model, what it lets you do, what you must do in return, and where it stands.

    TARGET is a folder or file; or on the Hugging Face Hub a model (org/name[@revision]), a dataset (datasets/org/name), all models of an owner
    ('org/*'), a collection (collections/org/slug), or the address of one of these.
    """
    refuse_nothing(targets, hub)
    experts = open_expertise()
    names = [*targets, *hub.listed()]
    streamed = format_ == "text" and not choice.write_baseline and output is None
    run = _Run(experts, choice, use_color(color, output) if streamed else None, with_openness=openness or format_ == "json")
    try:
        if names and not hub.cache and all(_is_path(each) for each in names):
            run.audit_folders(names)
        else:
            run.audit_releases(names, hub, quiet=streamed and sys.stdout.isatty())
    except KeyboardInterrupt:
        run.interrupted = True
    if not streamed and not run.failed:
        finish(run.done, "audit", format_, experts.knowledge, choice, output, color)
        return
    if streamed:
        run.print_summary()
    else:
        from licint.rendering.formats import Run, render

        settings = Run("audit", experts.knowledge, use_color(color, output), run.language)
        write(render([report for report, _ in run.done], format_, settings), output)
    if run.interrupted:
        run.print_missing()
    click.get_current_context().exit(2 if run.failed else exit_code(run.done, choice))


class _Run:
    """The audits of one call; `color` is None where nothing is printed before the end."""

    def __init__(self, experts: Expertise, choice: Choice, color: bool | None, *, with_openness: bool) -> None:
        self.experts, self.choice, self.color, self.with_openness = experts, choice, color, with_openness
        self.done: list[Audited] = []
        self.names: list[str] = []
        self.interrupted = False
        self._unanswered = 0

    @property
    def language(self) -> Language:
        """The language of the answers: the one asked for, else that of the first release's configuration."""
        return spoken(self.choice.lang, self.done[0][1] if self.done else None)

    @property
    def failed(self) -> bool:
        """Whether the run was broken off, or nothing at all could be audited."""
        return self.interrupted or (bool(self.done) and self._unanswered == len(self.done))

    def audit_folders(self, paths: Sequence[str]) -> None:
        """Local releases alone: nothing of the network is loaded."""
        from licint.sources.local import read_folder

        for path in paths:
            if path.lower().endswith((".yml", ".yaml")) and self._audit_record(path):
                continue
            self._audit(read_folder(Path(path)), Path(path))

    def _audit_record(self, path: str) -> bool:
        """A file of the Model Openness Tool is a target like any other; False if it is something else."""
        from licint.cli.openness import record_in

        record = record_in(path)
        if record is None:
            return False
        from licint.openness.assessment import assess_file, openness
        from licint.openness.rules import load_rules
        from licint.resolution.record import resolve_record

        assessment = assess_file(record, self.experts.knowledge, load_rules())
        verdict = resolve_record(assessment.components, path, self.experts.knowledge)
        skipped = tuple(Skipped(each.at.path, say("line {line}: {problem}", line=each.at.line, problem=say(each.message))) for each in record.problems)
        report = Report(Target("local", path), msgspec.structs.replace(verdict, openness=openness(assessment)), skipped=skipped)
        self._add(report, configured(Path(path), self.choice), assessment)
        return True

    def audit_releases(self, names: Sequence[str], hub: HubChoice, quiet: bool) -> None:
        """Releases anywhere, many at once."""
        from licint.cli.progress import progress

        reader = open_reader(hub.settings(), self.experts, lambda seconds: click.echo(f"note: the Hub asks to wait {seconds:.0f} s", err=True))
        jobs = [*reader.jobs(names), *(reader.cached_jobs() if hub.cache else [])]
        self.names = [each.name for each in jobs]
        with progress(len(jobs), not quiet) as advance:
            for future in reader.read(jobs):
                read = future.result()
                self._note(read, reader.settings.offline)
                self._audit(read.snapshot, read.job.path or Path(), read.notes)
                advance()
        if reader.client.stale:
            click.echo("note: the Hub could not be asked for everything: answers kept from earlier were used", err=True)
        reader.close()

    def print_summary(self) -> None:
        """The last line of a text report."""
        from licint.rendering.findings import summary_line
        from licint.rendering.style import Style

        write(summary_line([report for report, _ in self.done], Style(bool(self.color), self.language), self.experts.knowledge.version) + "\n", None)

    def print_missing(self) -> None:
        """What an interrupted run has not come to."""
        missing = self.names[len(self.done) :]
        shown = ", ".join(missing[:5]) + (f" and {len(missing) - 5:,} more" if len(missing) > 5 else "")
        click.echo(f"error: interrupted after {len(self.done):,} of {len(self.names):,}; not audited: {shown or 'nothing'}", err=True)
        click.echo("help: run again with --resume: what was read is not asked for again", err=True)

    def _audit(self, snapshot: Snapshot, start: Path, notes: Sequence[str] = ()) -> None:
        config = configured(start, self.choice)
        report = as_read(audited(snapshot, self.experts, config, self.choice, with_openness=self.with_openness), snapshot, notes)
        assessment = None
        if self.with_openness and self.color is not None:
            from licint.cli.openness import assess_snapshot
            from licint.openness.rules import load_rules

            assessment = assess_snapshot(snapshot, load_rules(), config)
        self._add(report, config, assessment)

    def _add(self, report: Report, config: Config, assessment: "Assessment | None") -> None:
        self.done.append((report, config))
        if self.color is None:
            return
        write(self._block(report) + "\n\n", None)
        if self.with_openness and assessment:
            from licint.cli.openness import table
            from licint.openness.rules import load_rules

            write(table(assessment, load_rules(), self.color, self.language) + "\n", None)

    def _block(self, report: Report) -> str:
        """One report as text, without the summary that comes after the last."""
        from licint.rendering.findings import summary_line
        from licint.rendering.style import Style
        from licint.rendering.text import render_audit
        from licint.rendering.translation import translated

        knowledge, style = self.experts.knowledge, Style(bool(self.color), self.language)
        text = render_audit([translated(report, self.language)], knowledge.vocabulary, knowledge.version, style.color, style.language)
        return text.rstrip("\n").removesuffix(summary_line([report], style, knowledge.version)).rstrip("\n")

    def _note(self, read: "Read", offline: bool) -> None:
        for note in read.notes:
            click.echo(f"note: {_plain(note)}", err=True)
        if read.refusal is None or offline:
            return
        known = read.job.repository is not None and is_known(read.job.repository.name, self.experts.knowledge)
        self._unanswered += not known
        name = _name(read.job)
        message = (read.refusal.message if read.refusal.message.startswith(name) else f"{name}: {read.refusal.message}") + (
            "; answered from licint's own knowledge" if known else ""
        )
        click.echo(f"{'note' if known else 'error'}: {_plain(message)}", err=True)
        if read.refusal.help and not known:
            click.echo(f"help: {_plain(read.refusal.help)}", err=True)


def _is_path(written: str) -> bool:
    return bool(written) and "\0" not in written and Path(written).exists()


def _name(job: "Job") -> str:
    return job.repository.name if job.repository else job.name


def _plain(text: str) -> str:
    from licint.rendering.plain import one_line

    return one_line(text, 500)
