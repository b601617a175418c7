"""LU001."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.checks.terms import CONSUME, license_of, on_term
from licint.messages import say
from licint.model import Finding


@rule("LU001", severity="note", profiles=CONSUME)
def outputs_may_not_train(subject: Subject) -> Iterator[Finding]:
    """The license rules out training other models on the outputs

    ## Why
    Synthetic data, distillation and evaluation by a model all use its outputs. Where the license forbids to train on them, that reaches whoever accepted it.

    ## Example
    ```yaml title="README.md"
    ---
    license: llama3
    ---
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: apache-2.0
    ---
    ```
    """
    term = subject.verdict.terms.terms["outputs_training"]
    if term.value == "forbidden":
        message = say("{license} rules out training other models on the outputs", license=license_of(term.because))
        yield from on_term(subject, term, message, "keep the outputs out of training sets, or choose a model whose license allows it")
