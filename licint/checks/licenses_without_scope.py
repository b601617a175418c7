"""LF009."""

import re
from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Document, Finding, Location
from licint.regex import late

MIN_COVERAGE = 0.9
SCOPE = late(
    r"third[- ]?part|\blicen[sc]es? for\b|appl(?:y|ies) to|covers?\b"
    r"|\b(?:the|this|our|all) (?:source )?(?:code|model|weights?|data|software|text|files?|parts?)\b"
    r"|portions|\bdual|your (?:option|choice)|either|choose|代码|模型|权重|数据|コード|モデル|코드|모델",
    re.I,
)


@rule("LF009", severity="warning", stability="preview", about="texts")
def licenses_without_scope(subject: Subject) -> Iterator[Finding]:
    """One file holds several licenses and does not say what each is for

    ## Why
    Two licenses in a row may mean a choice, or that each covers a part. A reader cannot tell which; the stricter one has to be assumed.

    ## Example
    ```yaml title="README.md"
    ---
    license: mit
    ---
    ```
    ```text title="LICENSE"
    {{text mit}}

    {{text cc-by-nc-4.0}}
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: mit
    ---
    ```
    ```text title="LICENSE"
    The code is under this license:

    {{text mit}}

    The model weights are under this one:

    {{text cc-by-nc-4.0}}
    ```
    """
    for document in subject.release.texts("license"):
        spans = [each for each in document.identification.matches if each.kind == "is" and each.coverage >= MIN_COVERAGE]
        licenses = list(dict.fromkeys(each.license for each in spans))
        if document.component is None and len(licenses) > 1 and not SCOPE.search(_between(document)):
            yield Finding(
                say("{path} holds {licenses}", path=document.path, licenses=licenses[:4]),
                Location(document.path, spans[1].line),
                related=(Location(document.path, spans[0].line),),
                help="say above each text what it is for (code, weights, data), or put each into a file of its own: LICENSE-CODE, LICENSE-MODEL",
            )


def _between(document: Document) -> str:
    """What stands outside the license texts."""
    covered = {number for each in document.identification.matches if each.kind != "reference" for number in range(each.line, each.end_line + 1)}
    return "\n".join(line for number, line in enumerate(document.text.splitlines(), 1) if number not in covered)
