"""LM011."""

import re
from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.checks.texts import body_lines
from licint.messages import say
from licint.model import Finding, Location
from licint.regex import late

TRAINED = late(r"\b(?:fine-?tuned|pre-?trained|trained) (?:\w{1,20} ){0,3}(?:on|with|using)\b", re.I)
DATASET = late(r"https?://(?:huggingface\.co|hf\.co)/datasets/([\w.-]{1,96}/[\w.-]{1,96})")
OTHERS = late(
    r"\b(?:base|original|parent|teacher|other|reward) models?\b|\boriginally\b"
    r"|\b(?:which|that) (?:is|was|has been|had been)\b|\bit was (?:pre)?trained\b|\bwas not\b|\bevaluat",
    re.I,
)


@rule("LM011", severity="note", stability="preview")
def unlisted_training_data(subject: Subject) -> Iterator[Finding]:
    """A training set that the text names is missing from `datasets`

    ## Why
    Search, bills of materials and everyone who checks the rights in the data start from `datasets`. Only sets that the text links to on the Hub are reported.

    ## Example
    ```markdown title="README.md"
    ---
    license: mit
    datasets:
    - acme/news
    ---

    Fine-tuned on [acme/poems](https://huggingface.co/datasets/acme/poems).
    ```

    ## Use instead
    ```markdown title="README.md"
    ---
    license: mit
    datasets:
    - acme/news
    - acme/poems
    ---

    Fine-tuned on [acme/poems](https://huggingface.co/datasets/acme/poems).
    ```
    """
    card = subject.card
    if card is None:
        return
    listed = card.get("datasets")
    named = {each.lower() for each in (listed if isinstance(listed, list) else [listed]) if isinstance(each, str)}
    known = named | {each.rpartition("/")[2] for each in named}
    for number, line in body_lines(card):
        trained = TRAINED.search(line)
        for found in DATASET.finditer(line, trained.end()) if trained and not OTHERS.search(line) else ():
            id = found[1].rstrip(".")
            if id.lower() not in known and id.lower().rpartition("/")[2] not in known:
                yield Finding(
                    say("trained on {id}, which `datasets` does not list", id=id),
                    Location(card.path, number, found.start() + 1),
                    help=say("add `{id}` to `datasets`", id=id),
                )
                return
