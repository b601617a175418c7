"""What licint says in Chinese (rules/messages/zh.yaml): complete, faithful to what is said in English, and never in the way of those who speak English."""

import json
import string
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from licint.checks import rules
from licint.config import Config
from licint.knowledge.catalogs import open_language
from licint.messages import ENGLISH, Language, english, say
from licint.model import CATEGORIES, OTHER_TERMS, PLACES, USES, Report
from licint.openness.assessment import assess_release, openness
from licint.openness.rules import load_rules
from licint.rendering.columns import pad, width, wrap
from licint.rendering.formats import FORMATS, Run, render
from licint.rendering.openness import render_openness
from licint.rendering.pages import license_page, rule_page, rules_list, rules_table
from licint.rendering.terms import render_diff, render_license
from licint.rendering.translation import translated
from scripts.messages import literals, templates
from scripts.untranslated import untranslated
from tests.material import ROOT
from tests.releases import audit_files, experts
from tests.test_cli import BROKEN, licint

CHINESE = open_language("zh")
LISTED = (ROOT / "docs" / "untranslated.md").read_text(encoding="utf-8")


def placeholders(template: str) -> dict[str, str]:
    """The places of a template, each with its conversion and format."""
    return {name: f"{conversion or ''}:{spec or ''}" for _, name, spec, conversion in string.Formatter().parse(template) if name is not None}


# ---------------------------------------------------------------- the catalog


def test_every_sentence_of_the_code_has_its_chinese_or_is_on_the_list() -> None:
    assert not [each for each in untranslated(CHINESE) if f"`` {each} ``" not in LISTED], "run scripts/generate.py, or add them to rules/messages/zh.yaml"


@pytest.mark.parametrize("template", CHINESE.sentences)
def test_a_translation_has_the_places_of_its_template(template: str) -> None:
    if template in templates():
        assert placeholders(CHINESE.sentences[template]) == placeholders(template)


def test_no_translation_is_orphaned() -> None:
    headings = {line.removeprefix("## ") for rule in rules().values() for line in rule.doc.splitlines() if line.startswith("## ")}
    framework = set(strings(msgspec.to_builtins(load_rules())))
    vocabulary = {*USES, *OTHER_TERMS, *CATEGORIES, *PLACES, *experts().knowledge.vocabulary.conditions, *experts().knowledge.vocabulary.obligations}
    spoken = {each.replace(sign, " ") for each in vocabulary for sign in "_-"} | vocabulary
    known = literals() | headings | framework | {each.replace("_", " ") for each in framework} | spoken
    orphans = [each for each in (*CHINESE.sentences, *CHINESE.words) if each not in known]
    assert not orphans, "the program says this otherwise now: change the key of the entry in rules/messages/zh.yaml"
    assert not set(CHINESE.rules) - set(rules())


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for pair in value.items() for each in pair for text in strings(each))
    elif isinstance(value, list | tuple):
        yield from (text for each in value for text in strings(each))


@pytest.mark.parametrize("word", [*CATEGORIES, *PLACES, "allowed", "conditional", "forbidden", "unstated", "error", "warning", "note", "high", "medium", "low"])
def test_words_of_the_vocabulary_are_known(word: str) -> None:
    assert CHINESE.word(word) != word


# ---------------------------------------------------------------- what is said


class Heard(dict[str, str]):
    """Sentences of a catalog that remembers which it was asked for and did not have."""

    def __init__(self, known: Mapping[str, str]) -> None:
        super().__init__(known)
        self.missed: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        if key not in self and key not in CHINESE.words and f"`` {key} ``" not in LISTED:
            self.missed.add(key)
        return super().get(key, default)


def listening() -> tuple[Language, Heard]:
    heard = Heard(CHINESE.sentences)
    return msgspec.structs.replace(CHINESE, sentences=heard), heard


def cases() -> Iterator[Any]:
    """The cases of every rule that the catalog has; one that was added since speaks English."""
    for rule in (each for each in rules().values() if each.code in CHINESE.rules):
        for case in yaml.safe_load((ROOT / "fixtures" / "rules" / f"{rule.name}.yaml").read_text(encoding="utf-8")):
            yield pytest.param(rule.code, case, id=f"{rule.code}-{case['id']}")


@pytest.mark.parametrize(("code", "case"), [*cases()])
def test_what_a_rule_says_is_known_in_chinese(code: str, case: dict[str, Any]) -> None:
    language, heard = listening()
    report = audit_files(case["files"], case.get("of"), Config(select=(code,)))
    for finding in report.findings:
        said = translated(finding, language)
        assert english(said.message) == finding.message
    free = {each.note for finding in report.findings for each in finding.because} | {each.message for each in report.findings if each.code == "LM012"}
    assert not {each for each in heard.missed if each not in free}  # notes of license files and the words of a YAML reader are data


@pytest.mark.parametrize("command", ["audit", "check"])
@pytest.mark.parametrize("format_", ["text", "concise", "json", "sarif", "github", "gitlab", "junit", "markdown"])
def test_every_heading_is_known_in_chinese(format_: str, command: str) -> None:
    language, heard = listening()
    reports = [report_on(name) for name in ("llama-finetune-without-duties", "research-only-gate", "modified-mit")]
    text = render(reports, format_, Run(command, experts().knowledge, language=language))
    assert any("\u4e00" <= each <= "\u9fff" for each in text)
    assert not heard.missed - {each.note for report in reports for each in notes(report)}


def notes(report: Report) -> Iterator[Any]:
    verdict = report.verdict
    yield from (each for finding in report.findings for each in finding.because)
    yield from (each for term in verdict.terms.terms.values() for each in term.because)
    yield from (each for duty in verdict.terms.obligations for each in duty.because)


def report_on(name: str) -> Report:
    from licint.api import audit

    return audit(ROOT / "fixtures" / "releases" / name)


def test_pages_and_tables_are_known_in_chinese() -> None:
    language, heard = listening()
    knowledge = experts().knowledge
    licenses = [knowledge.license(id) for id in ("llama3.1", "llama3", "Apache-2.0", "gemma")]
    for each in licenses:
        assert each
        render_license(each, knowledge.vocabulary, language=language)
        license_page(each, knowledge.vocabulary, language)
    assert licenses[0] and licenses[1]
    render_diff(licenses[0], licenses[1], knowledge.vocabulary, language=language)
    for code, (summary, why) in CHINESE.rules.items():
        page = rule_page(rules()[code], language=language)
        assert page.startswith(f"# {summary} ({code})")
        assert why in page
    rules_list(rules().values(), language)
    rules_table(rules().values(), language)
    assert not heard.missed


@pytest.mark.parametrize("name", ["llama-finetune-without-duties", "apache-weights", "openrail-image-model", "research-only-gate"])
def test_openness_is_known_in_chinese(name: str) -> None:
    from licint.assembly import assemble
    from licint.resolution.verdict import resolve
    from licint.sources import snapshot_of

    language, heard = listening()
    everything = experts()
    release = assemble(snapshot_of(str(ROOT / "fixtures" / "releases" / name)), everything.knowledge, everything.index, everything.patterns)
    assessment = assess_release(release, resolve(release, everything.knowledge, everything.patterns), everything.knowledge, load_rules())
    text = render_openness(assessment.components, assessment, load_rules(), language=language)
    translated(openness(assessment), language)
    assert max(map(width, text.splitlines())) <= 80
    assert not heard.missed


# ---------------------------------------------------------------- messages


def test_a_message_is_a_str_that_remembers_its_template() -> None:
    message = say("no copy of {license} in the repository", license="MIT")
    assert message == "no copy of MIT in the repository"
    assert CHINESE.translated(message) == "仓库中没有 MIT 的副本"
    assert english(CHINESE.translated(message)) == message
    assert ENGLISH.translated(message) is message or ENGLISH.translated(message) == message


def test_messages_within_messages_and_lists_are_translated_too() -> None:
    message = say("called fully open, but closed: {closed}", closed=[say("training data"), say("training code")])
    assert message == "called fully open, but closed: training data, training code"
    assert CHINESE.translated(message) == "自称完全开放，但未公开：训练数据、训练代码"


def test_what_is_not_known_stays_english() -> None:
    assert CHINESE.translated("a sentence that nobody has translated") == "a sentence that nobody has translated"
    assert CHINESE.translated(say("nobody has translated {this}", this="that")) == "nobody has translated that"


@pytest.mark.parametrize("written", ["{0}", "{", "}{", "{license.__class__}", "%s {x!r:>99999}"])
def test_what_strangers_write_is_never_a_template(written: str) -> None:
    message = say("no copy of {license} in the repository", license=written)
    assert message == f"no copy of {written} in the repository"
    assert CHINESE.translated(message) == f"仓库中没有 {written} 的副本"
    assert CHINESE.translated(written) == written


# ---------------------------------------------------------------- columns


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("许可证", 6), ("模型 card", 9), ("ｱ", 1), ("“a” – b…", 8)],
    ids=["latin", "chinese", "mixed", "half-width", "typographic"],
)
def test_width_counts_columns(text: str, columns: int) -> None:
    assert width(text) == columns
    assert width(pad(text, 12)) == 12


def test_lines_of_chinese_fit_and_begin_with_no_closing_mark() -> None:
    text = "链接到 https://example.com/a-long-address/use-policy，或将该政策作为文件附上；“下游”用户也须遵守。" * 3
    lines = wrap(text, 40)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(each) <= 40 or "https://" in each for each in lines)
    assert not [each for each in lines if each[0] in "，。；”、："]


def test_what_is_narrow_is_wrapped_as_ever() -> None:
    from textwrap import wrap as wrap_narrow

    text = "what “everybody” may do — and what not — with a model, its weights and its outputs"
    assert wrap(text, 30) == wrap_narrow(text, 30)


# ---------------------------------------------------------------- the command line


def test_check_speaks_chinese_and_finds_the_same() -> None:
    done = licint("check", BROKEN, "--lang", "zh")
    text = done.stdout.decode()
    assert done.returncode == 1
    assert "README.md:2:10  错误  LL001" in text
    assert "建议：写作 `license: llama3.1`" in text
    assert "不构成法律意见" in text
    assert "help:" not in text


def test_audit_speaks_chinese() -> None:
    text = licint("audit", BROKEN, "--lang", "zh", "--exit-zero").stdout.decode()
    assert "能否……" in text
    assert "用于商业目的                  有条件   月活跃用户数不超过 7 亿" in text
    assert "许可证类别：有条件商用 (conditional-commercial)" in text


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["explain", "LM001"], "模型卡没有声明许可证 (LM001)"),
        (["explain", "hosted_service"], "能否作为服务（API）提供给第三方？"),
        (["explain", "LM001", "--format", "json"], "这是著作权的默认规则"),
        (["explain", "--all", "--format", "markdown"], "| 编号 | 名称 | 严重程度 |"),
        (["terms", "llama3.1"], "月活跃用户数不超过 7 亿"),
        (["terms", "llama3.1", "--diff", "llama3"], "用输出训练模型："),
        (["openness", "xai-org/grok-1"], "欧盟《人工智能法》第 53 条第 2 款"),
        (["check", str(BROKEN), "--format", "github", "--exit-zero"], "建议：写作"),
        (["check", str(BROKEN), "--format", "markdown", "--exit-zero"], "| 错误 | LL001 |"),
    ],
    ids=" ".join,
)
def test_commands_speak_chinese(arguments: list[str], expected: str) -> None:
    assert expected in licint(*arguments, "--lang", "zh").stdout.decode()


def test_json_says_its_messages_in_chinese_and_keeps_its_keys_and_values() -> None:
    here, there = (json.loads(licint("audit", BROKEN, "--format", "json", "--exit-zero", "--lang", code).stdout)["reports"][0] for code in ("zh", "en"))
    assert here["findings"][0]["message"] != there["findings"][0]["message"]
    assert [each["code"] for each in here["findings"]] == [each["code"] for each in there["findings"]]
    assert without_sentences(here) == without_sentences(there)


def without_sentences(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_sentences(each) for key, each in value.items() if key not in ("message", "help", "note", "reason", "description")}
    return [without_sentences(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("format_", ["sarif", "gitlab"])
def test_fingerprints_are_the_same_in_every_language(format_: str) -> None:
    def fingerprints(code: str) -> list[str]:
        data = json.loads(licint("check", BROKEN, "--format", format_, "--exit-zero", "--lang", code).stdout)
        return [each["fingerprint"] for each in data] if format_ == "gitlab" else [each["partialFingerprints"] for each in data["runs"][0]["results"]]

    assert fingerprints("zh") == fingerprints("en")


def test_a_baseline_holds_in_every_language(tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.json"
    baseline.write_text('{"version": 1, "findings": []}', encoding="utf-8")
    licint("check", BROKEN, "--baseline", baseline, "--write-baseline", "--lang", "zh")
    assert "没有发现问题 · " not in licint("check", BROKEN, "--lang", "zh").stdout.decode()
    done = licint("check", BROKEN, "--baseline", baseline)
    assert done.returncode == 0
    assert "suppressed" in done.stdout.decode()


def test_the_configuration_chooses_the_language_and_the_command_line_wins(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("---\nlanguage: zh\n---\n", encoding="utf-8")
    (tmp_path / "licint.toml").write_text('lang = "zh"\n', encoding="utf-8")
    assert "front matter 中没有声明许可证" in licint("check", cwd=tmp_path).stdout.decode()
    assert "no license is declared" in licint("check", "--lang", "en", cwd=tmp_path).stdout.decode()
    assert "模型卡没有声明许可证" in licint("explain", "LM001", cwd=tmp_path).stdout.decode()
    assert 'lang             = "zh"  # ' in licint("config", cwd=tmp_path).stdout.decode()
    assert "没有声明许可证" in licint("check", "--no-config", cwd=tmp_path, LICINT_LANG="zh").stdout.decode()


def test_another_language_is_refused_with_the_line(tmp_path: Path) -> None:
    (tmp_path / "licint.toml").write_text('lang = "tlh"\n', encoding="utf-8")
    done = licint("check", tmp_path)
    assert done.returncode == 2
    assert b"licint.toml:1" in done.stderr
    assert b'"zh"' in done.stderr


def test_who_speaks_english_loads_no_catalog() -> None:
    program = """
import sys
from licint.cli import commands
commands(["check", sys.argv[1], "--no-config", "--exit-zero"], standalone_mode=False)
print("LOADED", *sorted(sys.modules), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", program, str(BROKEN)], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert not {"licint.knowledge.catalogs", "licint.rendering.translation"} & loaded


def test_formats_are_all_accounted_for() -> None:
    assert set(FORMATS) - {"text", "concise", "json", "sarif", "github", "gitlab", "junit", "markdown"} == {"spdx", "spdx-tag-value"}  # documents, not prose
