"""LM010."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Evidence, Finding
from licint.parsing.edits import replace_value


@rule("LM010", severity="warning")
def wrong_base_model_relation(subject: Subject) -> Iterator[Finding]:
    """`base_model_relation` says something else than the files

    ## Why
    The relation decides the duties: an adapter, a quantized copy and a merge are asked for different things.

    ## Example
    ```yaml title="README.md"
    ---
    license: apache-2.0
    base_model: acme/base-7b
    base_model_relation: quantized
    ---
    ```
    ```json title="adapter_config.json"
    {"base_model_name_or_path": "acme/base-7b"}
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: apache-2.0
    base_model: acme/base-7b
    base_model_relation: adapter
    ---
    ```
    ```json title="adapter_config.json"
    {"base_model_name_or_path": "acme/base-7b"}
    ```
    """
    field = subject.card.fields.get("base_model_relation") if subject.card else None
    if field is None:
        return
    for parent in subject.release.parents:
        if parent.source in ("adapter_config", "merge_config") and parent.relation != field.value:
            yield Finding(
                say("`base_model_relation: {value}`, but {path} makes it {relation}", value=field.value, path=parent.at.path, relation=parent.relation),
                field.at,
                because=(Evidence(at=parent.at),),
                help=say("write `base_model_relation: {relation}`", relation=parent.relation),
                fix=replace_value(field, parent.relation, safe=False),  # one repository may hold several formats
            )
            return
