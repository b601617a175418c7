"""LC006."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Finding, Location


@rule("LC006", severity="warning", about="texts")
def unscoped_licenses(subject: Subject) -> Iterator[Finding]:
    """Several license files of different kinds, and nothing says what each covers

    ## Why
    An open license beside a restrictive one leaves everybody to guess which part is under which.

    ## Example
    ```markdown title="README.md"
    # Acme
    ```
    ```text title="LICENSE"
    {{text apache-2.0}}
    ```
    ```text title="LICENSE-2"
    {{text cc-by-nc-4.0}}
    ```

    ## Use instead
    ```markdown title="README.md"
    # Acme
    ```
    ```text title="LICENSE-CODE"
    {{text apache-2.0}}
    ```
    ```text title="LICENSE-MODEL"
    {{text cc-by-nc-4.0}}
    ```
    """
    release = subject.release
    if any(each.component for each in release.statements) or any(each.component for each in release.texts("license")):
        return
    kinds: dict[str, str] = {}
    for document in release.texts("license"):
        license = subject.knowledge.license(document.identification.matches[0].license) if len(document.identification.matches) == 1 else None
        if license and "/" not in document.path and license.category != "unknown" and document.identification.matches[0].kind == "is":
            kinds.setdefault(license.category, document.path)
    if len(kinds) > 1 and "open-source" in kinds:
        listed = ", ".join(f"{path} ({category})" for category, path in kinds.items())
        yield Finding(
            say("which part is under which license? {listed}", listed=listed),
            Location(next(iter(kinds.values()))),
            help="name the files after what they cover (LICENSE-CODE, LICENSE-MODEL), or say it in the README",
        )
