"""LC004."""

import re
from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Finding, Location
from licint.regex import late
from licint.resolution.witnesses import is_model_repository

MODEL_LINK = late(r"https?://(?:huggingface\.co|hf\.co)/(?!datasets/|spaces/|papers/|docs/|blog/|collections/)[\w.-]{1,96}/[\w.-]{1,96}/?$")
COVERS_WEIGHTS = "license-covers-weights"  # the effect of a sentence that says so
# What a text written for a model says that it is about.
WEIGHTS_IN_TEXT = late(r"\b(?:model|learned|learnt|trained|pre-?trained)\b[^.;]{0,40}\b(?:weights|parameters|checkpoints?)\b|权重|模型参数", re.I)


@rule("LC004", severity="warning", about="texts")
def code_and_weights_not_told_apart(subject: Subject) -> Iterator[Finding]:
    """One license file in a code repository whose weights lie elsewhere

    ## Why
    A license in a code repository covers the code in it. Weights that are downloaded from elsewhere have often another license, and nothing here says which.

    ## Example
    ```markdown title="README.md"
    # Acme

    Download [the weights](https://huggingface.co/acme/acme-7b).

    Released under the MIT License.
    ```
    ```text title="LICENSE"
    {{text mit}}
    ```

    ## Use instead
    ```markdown title="README.md"
    # Acme

    Download [the weights](https://huggingface.co/acme/acme-7b).

    The code and the model weights are released under the MIT License.
    ```
    ```text title="LICENSE"
    {{text mit}}
    ```
    """
    release = subject.release
    files = release.texts("license")
    if is_model_repository(release) or not files or any(each.component for each in files):
        return
    if any(each.component == "weights" or each.effect == COVERS_WEIGHTS for each in release.statements):
        return
    if any(WEIGHTS_IN_TEXT.search(each.text) for each in files):
        return
    link = next((each for each in release.links if MODEL_LINK.match(each.target)), None)
    if link:
        yield Finding(
            say("{path} is in the code repository, the weights are at {target}", path=files[0].path, target=link.target),
            Location(files[0].path),
            related=(link.at,),
            help="say in the README which license the weights are under",
        )
