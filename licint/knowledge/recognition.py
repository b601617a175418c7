"""What a model's name tells: the first row of rules/models.yaml whose pattern fits it, or the row of the model that it was made from."""

from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatchcase
from functools import cached_property, lru_cache
from zlib import crc32

from msgspec.structs import replace

from licint.knowledge.nouns import ModelFacts
from licint.regex import late

LONGEST_ID = 200
SHORT_NAME = 5
LONG_NAME = 8

INHERIT = "inherit"
ANY = "*"
_WILD = late(r"[*?\[]")
_WILD_TO_END = late(r"[*?\]]")
# What conversions add to the name of a model; taken off one at a time from the end.
_CONVERSION = late(
    r"[-_.](?:i1|gguf|ggml|gptq|awq|exl2|exl3|mlx|onnx|openvino|hf|bnb|unsloth|dynamic|quantized|quant|imatrix|fp8|fp16|bf16|f16|nvfp4|mxfp4|int8|int4|\d+-?bits?"
    r"|q\d(?:_k)?(?:_[sml0])?|w\d+a\d+|abliterated|uncensored|heretic|lora|sft|dpo|ft|finetuned|merged)$"
)
_MAX_CONVERSIONS = 8
_START = 5
SHELVES = 64
MOST_SHELVES = 1_024  # remembered

Numbered = tuple[int, ModelFacts]
Shelf = Callable[[str, str], Sequence[Numbered]]


class Recognizer:
    """The rows of rules/models.yaml, ready to be asked. Patterns are lower case; the first that fits wins."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf: Shelf = lru_cache(MOST_SHELVES)(shelf)

    def model(self, model_id: str) -> ModelFacts | None:
        """What is known of this model, or None. A row that says `inherit`, or a bare name, is read off the name of the original: confidence low."""
        name = "-".join(model_id.lower()[:LONGEST_ID].split())
        row = self._first(name)
        if row is None:
            return None if "/" in name else self._original(name, None)
        return row if row.license != INHERIT else self._original(name, row)

    def _first(self, name: str) -> ModelFacts | None:
        owner, slash, _ = name.partition("/")
        own = self._shelf("owner", owner if slash else "")
        rows = own if not slash else sorted([*own, *self._anybodys], key=_number) if own else self._anybodys
        return next((row for _, row in rows if _fits(row.pattern, name)), None)

    @cached_property
    def _anybodys(self) -> Sequence[Numbered]:
        """The rows about models of any owner."""
        return self._shelf("owner", ANY)

    def _original(self, name: str, row: ModelFacts | None) -> ModelFacts | None:
        """The facts of the model whose name this one carries, with what does not pass to a copy left out."""
        for candidate in _names_of_original(name):
            found = self._by_name(candidate)
            if found:
                pattern = row.pattern if row else found.pattern
                note = f"license read off the name: {found.pattern}"
                return replace(found, pattern=pattern, tag=None, access="unknown", confidence="low", note=note, inherited_from=found.pattern)
        return replace(row, license=None, confidence="low") if row else None

    def _by_name(self, name: str) -> ModelFacts | None:
        """The row whose pattern says most about this name: its longest literal start."""
        if "/" in name:
            found = self._first(name)
            return found if found and found.license != INHERIT else None
        fitting = [(number, row) for number, row in self._shelf("start", name[:_START]) if fnmatchcase(name, row.pattern.partition("/")[2])]
        return min(fitting, key=lambda each: (-len(_literal(each[1].pattern.partition("/")[2])), each[0]), default=(0, None))[1]


def shelf_of(by: str, key: str) -> str:
    """Where the rows with a key stand."""
    return f"models/{by}/{crc32(key.encode('utf-8', 'replace')) % SHELVES}"


def shelves(rows: Sequence[ModelFacts]) -> dict[str, dict[str, list[Numbered]]]:
    """The rows with their numbers, sorted so that a question touches few: `owner` by what stands before the `/`, `start` by how the name after it begins."""
    found: dict[str, dict[str, list[Numbered]]] = {}
    for number, row in enumerate(rows):
        owner, slash, name = row.pattern.partition("/")
        anybody = bool(slash and _WILD.search(owner))
        own = ANY if anybody else owner if slash else ""
        found.setdefault(shelf_of("owner", own), {}).setdefault(own, []).append((number, row))
        start = _literal(name)
        if slash and not anybody and row.license != INHERIT and _telling(start):
            found.setdefault(shelf_of("start", start[:_START]), {}).setdefault(start[:_START], []).append((number, row))
    return found


def _number(each: Numbered) -> int:
    return each[0]


def _telling(start: str) -> bool:
    """Whether the start of a name tells one model from another: `qwen3` and `starcoder` do, `llama-` and `gemma-` do not."""
    return len(start) >= LONG_NAME or (len(start) >= SHORT_NAME and any(letter.isdigit() for letter in start))


def _fits(pattern: str, name: str) -> bool:
    """Whether a name is one of those that a pattern means: what stands before the first wildcard and behind the last one is compared first."""
    start, end = _ends(pattern)
    return name.startswith(start) and name.endswith(end) and fnmatchcase(name, pattern)


@lru_cache(4_096)
def _ends(pattern: str) -> tuple[str, str]:
    """What stands before the first wildcard and behind the last one."""
    return _literal(pattern), _WILD_TO_END.split(pattern)[-1]


def _literal(pattern: str) -> str:
    """What stands before the first wildcard."""
    wild = _WILD.search(pattern)
    return pattern[: wild.start()] if wild else pattern


def _names_of_original(name: str) -> Iterator[str]:
    """`maker/name` or `name` that a copy's own name may contain, most faithful first."""
    bare = name.rpartition("/")[2]
    for _ in range(_MAX_CONVERSIONS):
        maker, joined, rest = bare.partition("_")
        if joined:
            yield f"{maker}/{rest}"
        yield bare
        shorter = _CONVERSION.sub("", bare)
        if shorter == bare:
            return
        bare = shorter
