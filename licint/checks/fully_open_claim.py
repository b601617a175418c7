"""LW002."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Evidence, Finding, Statement

LABELS = {"datasets": "training data", "training_code": "training code"}


@rule("LW002", severity="warning", about="statements")
def fully_open_claim(subject: Subject) -> Iterator[Finding]:
    """ "Fully open" is claimed, but training data or code are closed

    ## Why
    The Open Source AI Definition and the Model Openness Framework ask for data information and training code. Open weights alone are open weights. This
    rule fires only where data or code are known to be closed: by the name of the model, or because the release says so itself.

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
    if subject.verdict.category != "open-source":
        return
    claimed = next((each for each in subject.release.statements if _claims(each)), None)
    closed = [fact for name in ("datasets", "training_code") if (fact := subject.assessment.components.get(name)).presence == "absent"] if claimed else []
    if claimed and closed:
        labels = [LABELS[each.component or ""] for each in closed]
        license = subject.governing_license
        yield Finding(
            say("called fully open, but closed: {closed}", closed=[say(each) for each in labels]),
            claimed.at,
            because=(Evidence(quote=claimed.quote, at=claimed.at), *(reason for each in closed for reason in each.because[:1])),
            help=say('say "open-weight, {license} weights", or release what is missing', license=license.id)
            if license
            else 'say "open-weight", or release what is missing',
        )


def _claims(statement: Statement) -> bool:
    about_the_model = statement.subject == "own" and statement.component in (None, "weights") and statement.confidence != "low"
    return statement.effect == "claim-fully-open" and about_the_model
