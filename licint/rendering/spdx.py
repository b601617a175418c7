"""Releases as an SPDX 2.3 document: a package a release, its declared and concluded licenses, base models and training sets as relationships.

The one module that imports spdx_tools (extra `spdx`). Licenses that SPDX has no id for become a `LicenseRef-` with the address of their text.
"""

import hashlib
import io
import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from licint import __version__
from licint.errors import UsageError
from licint.knowledge import Knowledge
from licint.model import Governing, License, Report
from licint.regex import late
from licint.rendering.formats import Run
from licint.rendering.plain import one_line

if TYPE_CHECKING:
    from spdx_tools.spdx.model.document import Document

NAMESPACE = "https://spdx.org/spdxdocs/licint"
NOT_ID = late(r"[^A-Za-z0-9.-]+")


def render_spdx(reports: Sequence[Report], run: Run) -> str:
    """`--format spdx`: JSON. Raises UsageError without the extra."""
    document = _checked(reports, run)
    from spdx_tools.spdx.writer.json.json_writer import write_document_to_stream

    stream = io.StringIO()
    write_document_to_stream(document, stream, validate=False)
    return stream.getvalue().rstrip("\n") + "\n"


def render_spdx_tag_value(reports: Sequence[Report], run: Run) -> str:
    """`--format spdx-tag-value`. Raises UsageError without the extra."""
    document = _checked(reports, run)
    from spdx_tools.spdx.writer.tagvalue.tagvalue_writer import write_document_to_stream

    stream = io.StringIO()
    write_document_to_stream(document, stream, validate=False)
    return stream.getvalue()


def _checked(reports: Sequence[Report], run: Run) -> "Document":
    try:
        from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document
    except ImportError as error:
        raise UsageError("this format needs spdx-tools, which is not installed", "pip install 'licint[spdx]'") from error
    document = _Builder(run.knowledge).document(reports)
    problems = validate_full_spdx_document(document)
    if problems:
        raise UsageError(f"the SPDX document would be invalid: {one_line(problems[0].validation_message)}", "this is a bug: please report it")
    return document


class _Builder:
    """Collects packages, relationships and license references of one document."""

    def __init__(self, knowledge: Knowledge) -> None:
        from spdx_tools.spdx import model

        self.model: Any = model
        self.knowledge = knowledge
        self.packages: dict[str, Any] = {}
        self.relationships: list[Any] = []
        self.references: dict[str, Any] = {}

    def document(self, reports: Sequence[Report]) -> "Document":
        model = self.model
        for report in reports:
            self._release(report)
        identity = hashlib.sha256("\0".join(f"{each.target.id}@{each.target.revision}" for each in reports).encode("utf-8", "replace")).hexdigest()[:16]
        info = model.CreationInfo(
            spdx_version="SPDX-2.3",
            spdx_id="SPDXRef-DOCUMENT",
            name=_text(reports[0].target.id) if len(reports) == 1 else "licint",
            document_namespace=f"{NAMESPACE}/{identity}-{int(_created().timestamp())}",
            creators=[model.Actor(model.ActorType.TOOL, f"licint-{__version__}")],
            created=_created(),
            document_comment=f"As of knowledge {self.knowledge.version}. Not legal advice.",
        )
        listed: Document = model.Document(info, list(self.packages.values()), [], [], [], self.relationships, list(self.references.values()))
        return listed

    def _release(self, report: Report) -> None:
        weights = report.verdict.governing()
        id = self._package(report.target.id, report.target.url, report.target.revision, weights)
        self._relate("SPDXRef-DOCUMENT", "DESCRIBES", id)
        for ancestor in report.verdict.lineage:
            base = self._package(ancestor.id, _hub_url(ancestor.id), None, None, ancestor.license)
            if base != id:
                self._relate(id, "DESCENDANT_OF" if ancestor.depth == 1 else "DEPENDS_ON", base)
        for dataset in report.datasets:
            self._relate(self._package(f"datasets/{dataset}", _hub_url(f"datasets/{dataset}"), None, None), "DATA_FILE_OF", id)

    def _package(self, name: str, url: str | None, version: str | None, governing: Governing | None, license: str | None = None) -> str:
        model = self.model
        id = f"SPDXRef-{NOT_ID.sub('-', name).strip('-')[:60] or 'release'}-{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:8]}"
        concluded = governing.concluded if governing else license
        if id in self.packages:
            return id
        self.packages[id] = model.Package(
            spdx_id=id,
            name=_text(name),
            download_location=url or model.SpdxNoAssertion(),
            version=_text(version) if version else None,
            files_analyzed=False,
            license_concluded=self._expression([concluded]),
            license_declared=self._expression([each.license or each.value for each in governing.declared if each.source in ("card", "license_name")])
            if governing
            else model.SpdxNoAssertion(),
            license_comment=_text("; ".join(_reasons(governing))) or None if governing else None,
            copyright_text=model.SpdxNoAssertion(),
        )
        return id

    def _expression(self, names: Sequence[str | None]) -> Any:
        from license_expression import ExpressionError, get_spdx_licensing

        known = list(dict.fromkeys(self._identifier(each) for each in names if each and each not in ("other", "unknown")))
        if known == ["NONE"]:
            return self.model.SpdxNone()
        ids = [each for each in known if each != "NONE"]
        try:
            return get_spdx_licensing().parse(" AND ".join(ids)) if ids else self.model.SpdxNoAssertion()
        except ExpressionError:
            return self.model.SpdxNoAssertion()

    def _identifier(self, name: str) -> str:
        license = self.knowledge.license(name) or self.knowledge.license(self.knowledge.resolve(name) or "")
        own = license.spdx or license.id if license else name
        if name == "NONE" or (license and own in self.knowledge.spdx):
            return own
        reference = f"LicenseRef-{NOT_ID.sub('-', license.id if license else name).strip('-')[:80] or 'unnamed'}"
        if reference not in self.references:
            self.references[reference] = self._reference(reference, name, license)
        return reference

    def _reference(self, reference: str, name: str, license: License | None) -> Any:
        urls = [quote(f"https://{each}", safe=":/?#[]@!$&'()*+,;=%~") for each in license.aliases.urls[:5]] if license else []
        where = f" Its text: {urls[0]}" if urls else ""
        return self.model.ExtractedLicensingInfo(
            license_id=reference,
            extracted_text=f"{_text(license.name if license else name)}.{where}",
            license_name=_text(license.name if license else name),
            cross_references=urls,
        )

    def _relate(self, source: str, kind: str, target: str) -> None:
        self.relationships.append(self.model.Relationship(source, self.model.RelationshipType[kind], target))


def _reasons(governing: Governing) -> Iterator[str]:
    for each in governing.because[:10]:
        place = f" ({each.at.path}:{each.at.line})" if each.at else ""
        yield f"{each.note or each.license or ''}{place}"


def _hub_url(id: str) -> str | None:
    return f"https://huggingface.co/{quote(id, safe='/')}" if "/" in id and ":" not in id else None


def _created() -> datetime:
    """Now, or SOURCE_DATE_EPOCH for reproducible documents."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).replace(tzinfo=None) if epoch.isdigit() else datetime.now(UTC).replace(microsecond=0, tzinfo=None)


def _text(words: str) -> str:
    return one_line(words, 500)
