"""LC004."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Finding, Location
from licint.regex import late
from licint.resolution.witnesses import is_model_repository

MODEL_LINK = late(r"https?://(?:huggingface\.co|hf\.co)/(?!datasets/|spaces/|papers/|docs/|blog/|collections/)[\w.-]{1,96}/[\w.-]{1,96}/?$")


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
    if any(each.component == "weights" for each in release.statements):
        return
    link = next((each for each in release.links if MODEL_LINK.match(each.target)), None)
    if link:
        yield Finding(
            say("{path} is in the code repository, the weights are at {target}", path=files[0].path, target=link.target),
            Location(files[0].path),
            related=(link.at,),
            help="say in the README which license the weights are under",
        )
