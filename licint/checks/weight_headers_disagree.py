"""LP009."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Finding, License, Location


@rule("LP009", severity="warning", about="weights")
def weight_headers_disagree(subject: Subject) -> Iterator[Finding]:
    """Weight files of one repository name different licenses

    ## Why
    Where files are under different licenses the card must say which is under which; otherwise one of the headers is wrong.

    ## Example
    ```gguf title="a.gguf"
    general.license: apache-2.0
    ```
    ```gguf title="b.gguf"
    general.license: cc-by-nc-4.0
    ```

    ## Use instead
    ```gguf title="a.gguf"
    general.license: apache-2.0
    ```
    ```gguf title="b.gguf"
    general.license: apache-2.0
    ```
    """
    first: tuple[str, License] | None = None
    told = subject.release.card.body if subject.release.card else ""
    for weights in subject.release.weights:
        named = subject.knowledge.resolve(weights.license) if weights.license else None
        license = subject.knowledge.license(named) if named else None
        if license is None:
            continue
        if first is None:
            first = (weights.path, license)
        elif license.id != first[1].id and weights.path.rpartition("/")[2] not in told:
            yield Finding(
                say("the header says {license}, that of {other} {named}", license=license.name, other=first[0], named=first[1].name),
                Location(weights.path),
                related=(Location(first[0]),),
                help="correct the header, or list on the card which file is under which license",
            )
            return
