"""LF004."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Finding, Location
from licint.parsing.files import classify
from licint.parsing.text import PROBLEMS

DOCUMENTS = (".pdf", ".docx", ".doc", ".rtf", ".odt", ".pages")


@rule("LF004", severity="warning")
def license_only_as_document(subject: Subject) -> Iterator[Finding]:
    """The license exists only as a PDF or an office document

    ## Why
    Reviewers cannot compare such a file line by line, scanners do not read it, and a changed copy looks like the old one.

    ## Example
    ```yaml title="README.md"
    ---
    license: other
    license_name: acme-1.0
    license_link: LICENSE.pdf
    ---
    ```
    ```text title="LICENSE.pdf"
    (a PDF)
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: other
    license_name: acme-1.0
    license_link: LICENSE
    ---
    ```
    ```text title="LICENSE"
    You may look at this model on Sundays.
    ```
    ```text title="LICENSE.pdf"
    (a PDF)
    ```
    """
    licenses = [each.path for each in subject.release.entries if (classify(each.path) or ("", None))[0] == "license"]
    documents = [each for each in licenses if each.lower().endswith(DOCUMENTS)]
    if documents and len(documents) == len(licenses):
        yield Finding(say("{path} is the only form of the license", path=documents[0]), Location(documents[0]), help=_remedy(subject))


def _remedy(subject: Subject) -> str:
    remedy = "add the same text as a plain file: LICENSE or LICENSE.md"
    unread = any(problem.kind == "pdf-support-missing" for document in subject.release.documents for problem in document.problems)
    return say("{remedy}; here it was not read: {problem}", remedy=say(remedy), problem=say(PROBLEMS["pdf-support-missing"])) if unread else remedy
