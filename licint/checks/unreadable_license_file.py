"""LP008."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.model import Finding


@rule("LP008", severity="error", about="texts")
def unreadable_license_file(subject: Subject) -> Iterator[Finding]:
    """A license file is empty or only a Git LFS pointer

    ## Why
    A license that nobody can read grants nothing.

    ## Example
    ```yaml title="README.md"
    ---
    license: mit
    ---
    ```
    ```text title="LICENSE"
    version https://git-lfs.github.com/spec/v1
    oid sha256:0000
    size 1071
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: mit
    ---
    ```
    ```text title="LICENSE"
    {{text mit}}
    ```
    """
    for document in subject.release.texts("license"):
        for problem in document.problems:
            if problem.kind in ("empty", "lfs-pointer"):
                yield Finding(problem.message, problem.at, help="commit the text itself; license files are too small for Git LFS")
