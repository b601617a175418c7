"""References: names, SPDX expressions, addresses and badges; and what only looks like one."""

import pytest

from licint.identification import find_references, identify, resolve_name
from tests.identification_index import INDEX


@pytest.mark.parametrize(
    ("text", "licenses"),
    [
        ("// SPDX-License-Identifier: Apache-2.0", {"Apache-2.0"}),
        ("# SPDX-License-Identifier: (MIT OR Apache-2.0) AND BSD-3-Clause", {"MIT", "Apache-2.0", "BSD-3-Clause"}),
        ("SPDX-License-Identifier: GPL-2.0-only WITH Classpath-exception-2.0", {"GPL-2.0-only", "Classpath-exception-2.0"}),
        ("The weights are released under the Apache License, Version 2.0.", {"Apache-2.0"}),
        ("This model is licensed under the MIT license.", {"MIT"}),
        ("| License | MIT |", {"MIT"}),
        ("Released under [CC BY-NC 4.0](https://creativecommons.org/licenses/by-nc/4.0/).", {"CC-BY-NC-4.0"}),
        ("![license](https://img.shields.io/badge/license-Apache%202.0-blue.svg)", {"Apache-2.0"}),
        ("[![License: MIT](https://img.shields.io/badge/License-MIT-yellow.svg)](x)", {"MIT"}),
        ("See https://www.apache.org/licenses/LICENSE-2.0.html for the terms.", {"Apache-2.0"}),
        ("本模型采用 Apache-2.0 许可证。", {"Apache-2.0"}),
        ("license: creativeml-openrail-m", {"creativeml-openrail-m"}),
        ("the Creative Commons Attribution Non-Commercial license", {"CC-BY-NC-4.0"}),
        ("the Creative Commons license (CC BY-SA-4.0)", {"CC-BY-SA-4.0"}),
    ],
)
def test_reference_is_found(text: str, licenses: set[str]) -> None:
    found = find_references(text, INDEX)
    assert {match.license for match in found} == licenses
    assert {match.kind for match in found} == {"reference"}


@pytest.mark.parametrize(
    "text",
    [
        "MIT researchers presented the model at a workshop.",
        "The limit permits users to submit items.",
        "See LICENSE in the root of the repository.",
        "Licensed to drive in three states.",
        "An Apache helicopter, version 2, and a free book.",
        "license: other",
        "the Creative Commons license",
        "The artistic style is free and open.",
        "![downloads](https://img.shields.io/badge/downloads-12k-blue.svg)",
    ],
)
def test_what_only_looks_like_a_reference_is_none(text: str) -> None:
    assert identify(text, INDEX).matches == ()


def test_a_family_named_beside_its_version_is_no_license_of_its_own() -> None:
    goes_on = "Acme is under the GNU General Public License, version 2 or later.\nSee the GNU General Public License for more details.\n"
    alone = "Acme is free software. See the GNU General Public License for more details.\n"
    assert [match.license for match in identify(goes_on, INDEX).matches] == ["GPL-2.0-or-later"]
    assert [match.license for match in identify(alone, INDEX).matches] == ["GPL-1.0-or-later"]


def test_similar_names_are_told_apart() -> None:
    (plain,) = find_references("Released under the CreativeML OpenRAIL-M license.", INDEX)
    (double,) = find_references("Released under the CreativeML Open RAIL++-M License.", INDEX)
    assert (plain.license, double.license) == ("creativeml-openrail-m", "openrail++")


def test_reference_has_its_line() -> None:
    (match,) = find_references("# Title\r\n\r\ntext\r\n\r\nLicense: Apache-2.0\r\n", INDEX)
    assert (match.line, match.end_line, match.coverage) == (5, 5, 0.0)


@pytest.mark.parametrize(
    ("value", "license"),
    [
        ("apache-2.0", "Apache-2.0"),
        ("Apache 2.0", "Apache-2.0"),
        ("Apache License, Version 2.0", "Apache-2.0"),
        ("mit", "MIT"),
        ("MIT License", "MIT"),
        ("cc-by-nc-4.0", "CC-BY-NC-4.0"),
        ("CC BY-NC-SA 4.0", "CC-BY-NC-SA-4.0"),
        ("llama3.1", "llama3.1"),
        ("GPL-3.0-or-later", "GPL-3.0-or-later"),
        ("https://opensource.org/licenses/MIT", "MIT"),
        ("openrail++", "openrail++"),
        ("bsd-3-clause", "BSD-3-Clause"),
    ],
)
def test_declared_value_is_resolved(value: str, license: str) -> None:
    assert resolve_name(value, INDEX) == license


@pytest.mark.parametrize("value", ["", "other", "unknown", "my-own-license", "see LICENSE", "MIT OR Apache-2.0", "cc", "\x00", "/" * 500])
def test_unknown_or_ambiguous_value_is_none(value: str) -> None:
    assert resolve_name(value, INDEX) is None
