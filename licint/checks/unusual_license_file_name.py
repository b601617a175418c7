"""LX002."""

import re
from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.messages import say
from licint.model import Finding, Location
from licint.regex import late

USUAL = late(r"(?:^|/)(?:[^/]{0,40}[ ._-])?(?:un)?licen[sc]es?(?:[ ._/-]|$)|(?:^|/)(?:copying|eula)(?:[._-]|$)", re.I)


@rule("LX002", severity="note", about="texts")
def unusual_license_file_name(subject: Subject) -> Iterator[Finding]:
    """The license file has a name that scanners do not look for

    ## Why
    GitHub, the Hub and license scanners look for LICENSE, LICENCE, COPYING and the like in the root folder. A license under another name is not shown and
    not counted.

    ## Example
    ```yaml title="README.md"
    ---
    license: mit
    ---
    ```
    ```markdown title="Community Agreement.md"
    {{text mit}}
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: mit
    ---
    ```
    ```markdown title="LICENSE.md"
    {{text mit}}
    ```
    """
    files = [each for each in subject.release.texts("license") if each.component in (None, "weights")]
    if files and not any(USUAL.search(each.path) for each in files):
        yield Finding(
            say("{path} is not found by scanners", path=files[0].path),
            Location(files[0].path),
            help="name it LICENSE, or LICENSE-MODEL beside the license of the code",
        )
