"""License files in folders: which of them speak of a part that was brought along."""

import re

from licint.clauses.variants import is_kin
from licint.model import Document, Release
from licint.parsing.files import PLAIN_NAME
from licint.regex import late

_OF_MODELS = late(r"(?:^|[/_-])(?:models?|weights?|checkpoints?|licen[sc]es?)(?:$|[/_-])", re.I)


def is_of_a_part(document: Document, release: Release) -> bool:
    """Whether a license file of a code repository lies in a folder that is called neither like the release nor like models."""
    folder, _, name = document.path.rpartition("/")
    if not folder or document.component or not PLAIN_NAME.match(name):
        return False
    return not _OF_MODELS.search(folder) and not is_kin(folder.replace("/", " "), release.target.name)
