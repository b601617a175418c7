"""LW003."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.model import Evidence, Finding


@rule("LW003", severity="error")
def commercial_use_claim(subject: Subject) -> Iterator[Finding]:
    """Commercial use is promised that the license does not allow

    ## Why
    A user relies on the sentence that is easiest to find. A promise on the card beside a license that forbids it leaves both in doubt.

    ## Example
    ```markdown title="README.md"
    ---
    license: cc-by-nc-4.0
    ---

    The model weights are free for commercial use.
    ```

    ## Use instead
    ```markdown title="README.md"
    ---
    license: apache-2.0
    ---

    The model weights are free for commercial use.
    ```
    """
    commercial = subject.verdict.terms.terms["commercial_use"]
    clauses = [each for each in commercial.because if each.license and (each.section or each.quote)]
    if commercial.value not in ("forbidden", "conditional") or not clauses or commercial.confidence == "low":
        return
    for each in subject.release.statements:
        if each.effect == "commercial-allowed" and each.subject == "own" and each.component in (None, "weights") and each.confidence != "low":
            proved = commercial.value == "forbidden" and each.confidence == "high" and commercial.confidence == "high"
            said = "forbids it" if commercial.value == "forbidden" else "allows it under conditions"
            yield Finding(
                f"commercial use is promised, but {clauses[0].license} {said}",
                each.at,
                severity="error" if proved else "warning",
                because=(Evidence(quote=each.quote, at=each.at), *clauses[:1]),
                help="name the conditions in the sentence, or choose a license that allows it",
            )
            return
