"""ScanCode (scancode-toolkit or scancode-toolkit-mini), by its API."""

from license_expression import get_spdx_licensing
from licensedcode.cache import get_index
from scancode.api import get_licenses
from timing import Names, answer

LICENSING = get_spdx_licensing()


def ask(path: str) -> Names:
    expression = get_licenses(path)["detected_license_expression_spdx"]
    return [[key] for key in LICENSING.license_keys(expression, unique=True)] if expression else []


get_index()
answer(ask)
