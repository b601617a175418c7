"""LX004."""

from collections.abc import Iterator

from licint.checks.rule import Subject, rule
from licint.model import Finding, Location
from licint.regex import late

FOREIGN = late("[\u0400-\u04ff\u0590-\u06ff\u0900-\u0dff\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
LATIN = late("[A-Za-z]")
MIN_LETTERS = 100
MAX_TEXT = 200_000


@rule("LX004", severity="note", about="texts")
def no_english_license_text(subject: Subject) -> Iterator[Finding]:
    """The license text is not in English

    ## Why
    Reviewers and scanners elsewhere cannot read it, and a translation of their own may miss the point.

    ## Example
    ```yaml title="README.md"
    ---
    license: other
    ---
    ```
    ```text title="LICENSE"
    本模型仅供学习和研究使用，未经授权不得用于任何商业目的。
    使用者应当遵守所有适用的法律法规，并自行承担使用本模型所产生的一切后果。
    本模型仅供学习和研究使用，未经授权不得用于任何商业目的。
    使用者应当遵守所有适用的法律法规，并自行承担使用本模型所产生的一切后果。
    本模型仅供学习和研究使用，未经授权不得用于任何商业目的。
    使用者应当遵守所有适用的法律法规，并自行承担使用本模型所产生的一切后果。
    本模型仅供学习和研究使用，未经授权不得用于任何商业目的。
    使用者应当遵守所有适用的法律法规，并自行承担使用本模型所产生的一切后果。
    ```

    ## Use instead
    ```yaml title="README.md"
    ---
    license: other
    ---
    ```
    ```text title="LICENSE"
    本模型仅供学习和研究使用，未经授权不得用于任何商业目的。
    使用者应当遵守所有适用的法律法规，并自行承担使用本模型所产生的一切后果。
    本模型仅供学习和研究使用，未经授权不得用于任何商业目的。
    使用者应当遵守所有适用的法律法规，并自行承担使用本模型所产生的一切后果。
    本模型仅供学习和研究使用，未经授权不得用于任何商业目的。
    使用者应当遵守所有适用的法律法规，并自行承担使用本模型所产生的一切后果。
    本模型仅供学习和研究使用，未经授权不得用于任何商业目的。
    使用者应当遵守所有适用的法律法规，并自行承担使用本模型所产生的一切后果。
    ```
    ```text title="LICENSE_EN"
    This model may be used for study and research.
    This model may be used for study and research.
    This model may be used for study and research.
    This model may be used for study and research.
    This model may be used for study and research.
    ```
    """
    files = [each for each in subject.release.texts("license") if each.text.strip() and not each.problems]
    if files and all(_is_foreign(each.text[:MAX_TEXT]) for each in files):
        yield Finding("there is no English text of the license", Location(files[0].path), help="add a translation, and say which of the texts prevails")


def _is_foreign(text: str) -> bool:
    if text.isascii():
        return False
    foreign, latin = len(FOREIGN.findall(text)), len(LATIN.findall(text))
    return foreign >= MIN_LETTERS and foreign > latin
