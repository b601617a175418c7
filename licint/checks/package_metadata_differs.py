"""LC007."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.knowledge import Knowledge
from licint.messages import say
from licint.model import Evidence, Finding, License, Stated
from licint.openness.expressions import names_in
from licint.resolution.license_files import main_matches


@rule("LC007", severity="warning", about="stated")
def package_metadata_differs(subject: Subject) -> Iterator[Finding]:
    """Package metadata state another license than the license file

    ## Why
    Package indexes, citation tools and bills of materials read `pyproject.toml`, `setup.cfg`, `package.json` and `CITATION.cff`; who installs the package
    sees no other license. Where the code and the weights are under different ones, the file names or the README can say so.

    ## Example
    ```toml title="pyproject.toml"
    [project]
    name = "acme"
    license = "MIT"
    ```
    ```text title="LICENSE"
    {{text apache-2.0}}
    ```

    ## Use instead
    ```toml title="pyproject.toml"
    [project]
    name = "acme"
    license = "Apache-2.0"
    ```
    ```text title="LICENSE"
    {{text apache-2.0}}
    ```
    """
    for stated in subject.release.stated:
        if stated.kind in ("package", "citation"):
            against = _of_code(subject)
        elif stated.kind == "config":
            against = [subject.declared_license] if subject.declared_license else []
        else:
            continue
        said = _read(stated, subject.knowledge)
        if said and against and not any(_related(one, other) for one in said for other in against):
            other = against[0]
            yield Finding(
                say(
                    "{path} says {stated}, {place} {other}",
                    path=stated.at.path,
                    stated=stated.value,
                    place=say("the card") if stated.kind == "config" else say("the license file"),
                    other=other.name,
                ),
                stated.at,
                because=(Evidence(quote=stated.value, at=stated.at), Evidence(license=other.id)),
                help=say("write `{id}`, or say which part is under which license (LICENSE-CODE, LICENSE-MODEL)", id=other.spdx or f"LicenseRef-{other.id}"),
            )


def _of_code(subject: Subject) -> list[License]:
    """The licenses of the code: what the release says of it, else the files that are not another part's; nothing where one cannot be read."""
    code = subject.verdict.governing("code")
    names = {code.concluded, *(each.license for each in code.detected)} if code and code.concluded else set()
    for document in subject.release.texts("license", "pointer"):
        if document.component in (None, "code"):
            found = [each.license for each in main_matches(document)]
            if not found:
                return []
            names.update(found)
    licenses = [subject.knowledge.license(each) for each in sorted(each for each in names if each)]
    return [each for each in licenses if each]


def _read(stated: Stated, knowledge: Knowledge) -> list[License]:
    """The licenses of an SPDX expression or a name; nothing where one of them is not known or names a family."""
    found = [knowledge.license(name) if (name := knowledge.resolve(each)) else None for each in names_in(stated.value)]
    return [each for each in found if each] if all(found) else []


def _related(one: License, other: License) -> bool:
    return one.id in (other.id, other.modifies) or other.id == one.modifies or bool(one.family and one.family == other.family)
