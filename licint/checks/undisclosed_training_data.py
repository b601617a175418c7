"""LD001."""

import re
from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.model import Finding, Location
from licint.regex import late

# Words by which cards speak of their data.
SPOKEN_OF = late(r"\bdata(?:sets?)?\b|\bcorp(?:us|ora)\b|\btokens\b|训练数据|数据集|データ|데이터", re.IGNORECASE)


@rule("LD001", severity="note", stability="preview")
def undisclosed_training_data(subject: Subject) -> Iterator[Finding]:
    """Nothing says what the model was trained on

    ## Why
    Data information is part of every definition of open-source AI, and the EU AI Act asks for a summary. Silence makes the license of the data
    impossible to check.

    ## Example
    ```markdown title="README.md"
    ---
    license: apache-2.0
    ---

    # Acme

    A fast model.
    ```

    ## Use instead
    ```markdown title="README.md"
    ---
    license: apache-2.0
    datasets: [acme/tickets]
    ---

    # Acme

    A fast model.
    ```
    """
    card = subject.card
    if card is None or card.fields.get("datasets") or subject.release.parents or not card.body.strip() or subject.release.target.kind == "table":
        return
    if not SPOKEN_OF.search(card.body):
        yield Finding("the card does not say what the model was trained on", Location(card.path), help="add `datasets:` and a section on the training data")
