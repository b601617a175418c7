"""A run uses what an earlier one kept, and only where nobody else could have put it there."""

import inspect
import marshal
import os
import re
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from licint import regex
from licint.start import store
from licint.start.modules import KeptLoader, KeptModules, loaded
from licint.start.store import has_place, read_store, write_store

pytestmark = pytest.mark.skipif(not hasattr(os, "getuid"), reason="nothing is kept where files have no owner")
CARD = "---\nlicense: apache-2.0\n---\n\n# Acme\n\nThe weights are under the Apache License 2.0.\n"

EXPRESSIONS = [
    (r"a", 0),
    (r"\b(?P<word>licen[sc]e)s?\b(?=[^.;]{0,30}(?P<end>$))", re.I),
    (r"^\W{0,4}(x|y)*+(?<!z)(?:\1)?许可|[不禁]|[^\W_]\.\d{1,3}", re.M | re.S),
    (r" ( a ) # with a comment", re.X),
    (r"\w+", re.A),
]


# ---------------------------------------------------------------- expressions


@pytest.fixture
def expressions(monkeypatch: pytest.MonkeyPatch) -> dict[regex.Source, tuple[bytes | memoryview]]:
    known: dict[regex.Source, tuple[bytes | memoryview]] = {}
    monkeypatch.setattr(regex, "known", known)
    monkeypatch.setattr(regex, "learned", set())
    regex.compiled.cache_clear()
    return known


@pytest.mark.parametrize("source", EXPRESSIONS)
def test_a_kept_expression_is_the_one_that_re_compiles(source: regex.Source, expressions: dict[regex.Source, tuple[bytes]]) -> None:
    expressions[source] = (regex.portable(*source),)
    assert expressions[source][0]
    found = regex.compiled(*source)
    assert (found, found.groupindex, found.flags) == ((wanted := re.compile(*source)), wanted.groupindex, wanted.flags)
    assert not regex.learned


def test_an_expression_of_another_text_or_flags_is_not_taken(expressions: dict[regex.Source, tuple[bytes]]) -> None:
    expressions["a", 0] = (regex.portable("a", 0),)
    assert regex.compiled("a", re.I).match("A")
    assert regex.learned == {("a", int(re.I))}


@pytest.mark.parametrize(
    "damaged",
    [b"x", marshal.dumps(3), marshal.dumps((0, [1, 2, 3], 0, {}, (None,))), marshal.dumps((0, [2**40], 0, {}, (None,))), marshal.dumps((0, [], 9, {}, ()))],
)
def test_a_damaged_expression_is_compiled_anew(damaged: bytes, expressions: dict[regex.Source, tuple[bytes]]) -> None:
    expressions["ab", 0] = (damaged,)
    assert regex.compiled("ab").search("xab")
    assert regex.learned == {("ab", 0)}


def test_where_re_works_in_another_way_nothing_is_kept_and_everything_matches(
    expressions: dict[regex.Source, tuple[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("re._compiler._code")
    expressions["ab", 0] = (regex.portable("ab", 0),)
    monkeypatch.undo()
    assert expressions["ab", 0] == (b"",)
    assert regex.compiled("ab").search("xab")


# ---------------------------------------------------------------- the file

MODULES = {"licint.x": ("/x.py", 1, 2, "/x.pyc", b"code")}
KEPT = {("a", 0): (b"expression",)}


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "start" / "file"
    write_store(str(path), MODULES, KEPT)
    return path


def read(path: Path) -> object:
    modules, expressions = read_store(str(path))
    return {key: (*said, bytes(code)) for key, (*said, code) in modules.items()}, {key: tuple(map(bytes, each)) for key, each in expressions.items()}


def test_what_was_kept_is_read(kept: Path) -> None:
    assert read(kept) == (MODULES, KEPT)
    assert (kept.stat().st_mode & 0o777, kept.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert list(kept.parent.iterdir()) == [kept]


@pytest.mark.parametrize("at", ["file", "parent"])
@pytest.mark.parametrize("mode", [0o20, 0o2])
def test_what_others_may_write_is_not_read(kept: Path, at: str, mode: int) -> None:
    place = kept if at == "file" else kept.parent
    place.chmod(place.stat().st_mode | mode)
    assert read(kept) == ({}, {})


def test_what_belongs_to_another_is_not_read(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: own + 1)
    assert read(kept) == ({}, {})


def test_a_link_is_not_followed(kept: Path) -> None:
    kept.rename(kept.with_name("elsewhere"))
    kept.symlink_to(kept.with_name("elsewhere"))
    assert read(kept) == ({}, {})


def test_a_pipe_or_a_folder_is_not_read(kept: Path) -> None:
    kept.unlink()
    os.mkfifo(kept, 0o600)
    assert read(kept) == ({}, {})
    kept.unlink()
    kept.mkdir(0o700)
    assert read(kept) == ({}, {})


def test_what_another_python_kept_is_not_read(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MAGIC", store.MAGIC.replace(sys.version.split()[0].encode(), b"3.99.0"))
    assert read(kept) == ({}, {})


def test_a_file_cut_anywhere_or_damaged_in_its_directory_is_not_read(kept: Path) -> None:
    whole = kept.read_bytes()
    values = sum(len(each[-1]) for part in (MODULES, KEPT) for each in part.values())
    for at in range(len(whole) - values):
        kept.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert read(kept) == ({}, {}), at
    for at in range(len(whole)):
        kept.write_bytes(whole[:at])
        assert read(kept) == ({}, {}), at


def test_damaged_code_is_read_from_its_source(tmp_path: Path) -> None:
    source = tmp_path / "module.py"
    source.write_text("x = 1\n", encoding="utf-8")
    code = KeptLoader("licint.module", str(source), memoryview(bytes(9))).get_code("licint.module")
    assert code is not None and code.co_names == ("x",)


def test_where_nothing_can_be_written_nothing_happens(tmp_path: Path) -> None:
    (tmp_path / "start").write_text("no folder", encoding="utf-8")
    assert not has_place(str(tmp_path / "start" / "file"))
    write_store(str(tmp_path / "start" / "file"), MODULES, KEPT)
    assert read(tmp_path / "start" / "file") == ({}, {})


def test_a_store_does_not_grow_without_end(tmp_path: Path) -> None:
    write_store(str(tmp_path / "start" / "file"), {"licint.x": ("", 0, 0, "", bytes(store.MAX_BYTES))}, {})
    assert not (tmp_path / "start").exists()


# ---------------------------------------------------------------- modules


def test_a_module_whose_source_changed_is_imported_as_ever(tmp_path: Path) -> None:
    source = tmp_path / "module.py"
    source.write_text("x = 1\n", encoding="utf-8")
    status = source.stat()
    found = KeptModules({"licint.module": (str(source), status.st_mtime_ns, status.st_size, "", b"")})
    assert found.find_spec("licint.module", [str(tmp_path)]) is not None
    assert found.find_spec("licint.module", ["/elsewhere"]) is None
    assert found.find_spec("licint.module") is None
    assert found.find_spec("licint.other", [str(tmp_path)]) is None
    source.write_text("x = 22\n", encoding="utf-8")
    assert found.find_spec("licint.module", [str(tmp_path)]) is None
    source.unlink()
    assert found.find_spec("licint.module", [str(tmp_path)]) is None
    assert "licint.module" not in loaded(found.kept)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    parent = ModuleType("licint.parent")
    parent.__path__ = [str(tmp_path)]
    monkeypatch.setitem(sys.modules, "licint.parent", parent)
    for name, code in (("plain", "x = 1\n"), ("broken", "raise KeyError\n")):
        (tmp_path / f"{name}.py").write_text(code, encoding="utf-8")
        monkeypatch.delitem(sys.modules, f"licint.parent.{name}", raising=False)
    return tmp_path


def kept_of(package: Path, name: str) -> KeptModules:
    source = package / f"{name}.py"
    status, code = source.stat(), compile(source.read_text(encoding="utf-8"), source, "exec")
    return KeptModules({f"licint.parent.{name}": (str(source), status.st_mtime_ns, status.st_size, "", marshal.dumps(code))})


def test_a_module_loaded_at_once_is_as_import_makes_it(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = kept_of(package, "plain")
    module = kept.load("licint.parent.plain")
    monkeypatch.setitem(sys.modules, "licint.parent.plain", module)
    assert module is not None and module.x == 1
    assert (module.__file__, module.__package__, inspect.getsource(module)) == (str(package / "plain.py"), "licint.parent", "x = 1\n")
    assert (module.__spec__.has_location, module.__spec__.origin) == (True, module.__file__) if module.__spec__ else False
    assert sys.modules["licint.parent"].plain is module and kept.load("licint.parent.plain") is module


def test_a_module_that_changed_or_is_unknown_is_not_loaded_at_once(package: Path) -> None:
    kept = kept_of(package, "plain")
    assert kept.load("licint.parent.other") is None
    (package / "plain.py").write_text("x = 22\n", encoding="utf-8")
    assert kept.load("licint.parent.plain") is None


def test_a_module_that_raises_is_not_left_behind(package: Path) -> None:
    with pytest.raises(KeyError):
        kept_of(package, "broken").load("licint.parent.broken")
    assert "licint.parent.broken" not in sys.modules


@pytest.mark.parametrize("now", ["x = (", None])
def test_a_source_that_was_edited_or_taken_away_meanwhile_is_not_kept(now: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "edited.py"
    source.write_text("x = 1\n", encoding="utf-8")
    spec = spec_from_file_location("licint.edited", source)
    assert spec
    monkeypatch.setitem(sys.modules, "licint.edited", module_from_spec(spec))
    assert "licint.edited" in loaded({})
    source.write_text(now, encoding="utf-8") if now else source.unlink()
    assert "licint.edited" not in loaded({})


LOOK = """
import sys, inspect, importlib.resources
from licint.__main__ import main
try:
    main()
except SystemExit as done:
    print("EXIT", done.code)
import licint.cli.check as module
print("LOADER", type(module.__loader__).__name__)
code = module.command.callback.__wrapped__.__code__
print(inspect.getsource(module).startswith('\"\"\"`licint check`'), code.co_filename == module.__file__, module.__spec__.cached)
print(importlib.resources.files("licint.checks").joinpath("rule.py").is_file(), __import__("pkgutil").get_data("licint.checks", "rule.py")[:3])
"""


@pytest.fixture
def run(tmp_path: Path) -> object:
    (tmp_path / "README.md").write_text(CARD, encoding="utf-8")

    def answer(cache: Path, program: str = LOOK) -> list[str]:
        environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
        command = [sys.executable, "-c", program, "check", str(tmp_path / "README.md"), "--no-config", "--exit-zero"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        assert done.stderr == ""
        return done.stdout.splitlines()

    return answer


def test_the_second_run_answers_as_the_first_with_what_that_kept(tmp_path: Path, run: object) -> None:
    assert callable(run)
    first, second = run(tmp_path / "cache"), run(tmp_path / "cache")
    assert "LOADER SourceFileLoader" in first
    assert [line.replace("SourceFileLoader", KeptLoader.__name__) for line in first] == second
    assert "True True" in " ".join(second)


def test_where_there_is_no_place_to_keep_it_every_run_is_a_first_one(tmp_path: Path, run: object) -> None:
    assert callable(run)
    (tmp_path / "cache").write_text("no folder", encoding="utf-8")
    assert run(tmp_path / "cache") == run(tmp_path / "cache")


def test_code_that_others_could_have_put_there_is_not_run(tmp_path: Path, run: object) -> None:
    assert callable(run)
    cache, marker = tmp_path / "cache", tmp_path / "marker"
    first = run(cache)
    (path,) = (cache / "licint" / "start").iterdir()
    modules, _ = read_store(str(path))
    evil = marshal.dumps(compile(f"open({str(marker)!r}, 'w')", "x", "exec"))
    write_store(str(path), {name: (*said, evil) for name, (*said, _code) in modules.items()}, {})
    path.chmod(0o666)
    assert run(cache) == first
    assert not marker.exists()
