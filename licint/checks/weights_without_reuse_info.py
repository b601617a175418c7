"""LX003."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Finding, Location

MAPS = ("REUSE.toml", "dep5")


@rule("LX003", severity="note", profiles=(), about="weights")
def weights_without_reuse_info(subject: Subject) -> Iterator[Finding]:
    """Weight files carry no REUSE information

    ## Why
    The REUSE specification (3.3) asks that every file says its copyright and license: a binary file through a `.license` file beside it, or a `REUSE.toml`.

    ## Example
    ```yaml title="README.md"
    ---
    license: mit
    ---
    ```
    ```text title="model.gguf"
    general.license: mit
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: mit
    ---
    ```
    ```text title="model.gguf"
    general.license: mit
    ```
    ```toml title="REUSE.toml"
    version = 1
    ```
    """
    paths = {each.path for each in subject.release.entries}
    if subject.sees_files and not any(each.rpartition("/")[2] in MAPS for each in paths | {each.path for each in subject.release.skipped}):
        bare = [each.path for each in subject.release.weights if f"{each.path}.license" not in paths]
        if bare:
            yield Finding(
                say("{count} weight files without copyright and license", count=len(bare)) if len(bare) > 1 else "1 weight file without copyright and license",
                Location(bare[0]),
                help=say("add {path}.license or REUSE.toml", path=bare[0]),
            )
