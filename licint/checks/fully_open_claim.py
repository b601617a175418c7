"""LW002."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Evidence, Finding


@rule("LW002", severity="warning")
def fully_open_claim(subject: Subject) -> Iterator[Finding]:
    """ "Fully open" is claimed, but training data or code are closed

    ## Why
    The Open Source AI Definition and the Model Openness Framework ask for data information and training code. Open weights alone are open weights. This
    rule fires only where it is known by name that data or code are closed.

    ## Example
    ```markdown title="README.md" of="mistralai/Mistral-7B-v0.1"
    ---
    license: apache-2.0
    ---

    Acme-7B is a fully open-source model.
    ```

    ## Use instead
    ```markdown title="README.md" of="mistralai/Mistral-7B-v0.1"
    ---
    license: apache-2.0
    ---

    Acme-7B is an open-weight model.
    ```
    """
    facts = subject.knowledge.model(subject.release.target.id) if subject.release.target.kind == "hub" else None
    if facts is None or facts.confidence == "low" or subject.verdict.category != "open-source":
        return
    closed = [name for name, state in (("training data", facts.training_data), ("training code", facts.training_code)) if state == "closed"]
    for each in subject.release.statements:
        if closed and each.effect == "claim-fully-open" and each.subject == "own" and each.confidence != "low" and each.component in (None, "weights"):
            because = (Evidence(quote=each.quote, at=each.at), Evidence(note=say("known by name (pattern {pattern})", pattern=facts.pattern)))
            yield Finding(
                say("called fully open, but closed: {closed}", closed=[say(each) for each in closed]),
                each.at,
                because=because,
                help='say "open-weight", or release what is missing',
            )
            return
