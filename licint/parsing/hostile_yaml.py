"""YAML written by strangers: composed and constructed by PyYAML's safe loader, after the checks that it lacks.

libyaml's composer is recursive C code (a few thousand `[` end the process), an alias can stand for millions of nodes, and a number of a million digits
takes hours to construct. Each has its limit here. See https://github.com/yaml/pyyaml/issues/235 for the first two.
"""

from functools import lru_cache
from typing import Any

import yaml

from licint.messages import say
from licint.parsing.plain_yaml import TEXT_TAG, Fault, Parsed
from licint.regex import late

MAX_LENGTH = 1_000_000  # characters
MAX_DEPTH = 100
MAX_NODES = 200_000  # aliases expanded
LONGEST_WORD = 64  # characters
MAX_NUMBER = 256  # characters of a scalar that YAML 1.1 takes for a number or a date

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_MAPPING_TAG = "tag:yaml.org,2002:map"
_SEQUENCE_TAG = "tag:yaml.org,2002:seq"
_SCALARS: dict[str, Any] = {f"tag:yaml.org,2002:{kind}": getattr(Loader, f"construct_yaml_{kind}") for kind in ("int", "float", "bool", "null")}

_RESOLVER: Any = yaml.resolver.Resolver()  # the loader's, without a text to load

_DEEP_BLOCK = late(rf"(?:\A|[\n\r\x85\u2028\u2029])(?:[ \t]|[-?:](?=[ \t])){{{MAX_DEPTH}}}")


def parse_yaml(text: str) -> Parsed:
    """Parse one document; never raises."""
    if len(text) > MAX_LENGTH:
        return Parsed(fault=Fault("too-large", say("more than {most:,} characters of YAML", most=MAX_LENGTH)))
    try:
        if _nests_too_deep(text):
            return Parsed(fault=Fault("too-large", say("nested more than {most} levels deep", most=MAX_DEPTH)))
        loader = _Composer(text)
        node = loader.get_single_node()
        if node is None:
            return Parsed()
        duplicates, fault = _survey(node, text)
        if fault:
            return Parsed(fault=fault)
        value = loader.construct_document(node) if "*" in text and "&" in text else _construct(node, loader)
        return Parsed(node, value, duplicates)
    except UnicodeError:
        return Parsed(fault=Fault("invalid-yaml", "a character that YAML does not allow", _first_forbidden(text)))
    except yaml.YAMLError as error:
        return Parsed(fault=_explain(error, text))
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:  # a date such as 2024-13-45, a key that is a list
        return Parsed(fault=Fault("invalid-yaml", say("a value that YAML cannot read ({problem})", problem=str(error)[:100] or type(error).__name__)))


class _Composer(Loader):  # type: ignore[misc]
    """PyYAML's loader, which remembers what it took a plain word for: cards repeat theirs."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        if kind is yaml.ScalarNode and implicit[0] and len(value) <= LONGEST_WORD:
            return _tag_of(value)
        return super().resolve(kind, value, implicit)


@lru_cache(4_096)
def _tag_of(word: str) -> str:
    return str(_RESOLVER.resolve(yaml.ScalarNode, word, (True, False)))


def _construct(node: Any, loader: Any) -> Any:
    """The value of a tree without aliases, as `construct_document` gives it: texts, lists and mappings are made here, the rest is PyYAML's, which is slower."""
    kind, tag = type(node), node.tag
    if kind is yaml.ScalarNode:
        if tag == TEXT_TAG:
            return node.value
        make = _SCALARS.get(tag)
        if make:
            return make(loader, node)
    elif kind is yaml.MappingNode and tag == _MAPPING_TAG:
        if all(key.tag == TEXT_TAG and type(key) is yaml.ScalarNode for key, _ in node.value):
            return {key.value: _construct(held, loader) for key, held in node.value}
    elif kind is yaml.SequenceNode and tag == _SEQUENCE_TAG:
        return [_construct(each, loader) for each in node.value]
    return loader.construct_object(node, deep=True)


def construct_key(node: Any) -> Any:
    """The value of a scalar key that is no text (`no:`, `1:`, `2024-01-01:`)."""
    return Loader("").construct_object(node)


def _nests_too_deep(text: str) -> bool:
    """Whether composing would recurse beyond MAX_DEPTH: most texts are told by counting, the rest by reading events, which does not recurse."""
    if text.count("[") + text.count("{") < MAX_DEPTH and not _DEEP_BLOCK.search(text):
        return False
    loader, depth = Loader(text), 0
    while depth <= MAX_DEPTH:
        event = loader.get_event()
        if event is None or isinstance(event, yaml.StreamEndEvent):
            return False
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return True


def _survey(root: Any, text: str) -> tuple[tuple[Any, ...], Fault | None]:
    """Walk the tree with every alias expanded: the keys given twice, or the first reason to refuse it."""
    duplicates: list[Any] = []
    stack, count = [root], 0
    while stack:
        node = stack.pop()
        count += 1
        if count > MAX_NODES:
            aliases = "&" in text and "*" in text
            message = say("more than {most:,} values once the aliases are expanded", most=MAX_NODES)
            message = message if aliases else say("more than {most:,} values", most=MAX_NODES)
            return (), Fault("alias-bomb" if aliases else "too-large", message, root.start_mark.index)
        value = node.value
        if type(value) is str:
            if len(value) > MAX_NUMBER and node.tag != TEXT_TAG and not node.tag.endswith(":binary"):
                return (), Fault("invalid-yaml", say("a number of more than {most} characters", most=MAX_NUMBER), node.start_mark.index)
        elif type(node) is yaml.MappingNode:
            seen = set()
            for key, held in value:
                stack.append(held)
                if type(key) is not yaml.ScalarNode:
                    stack.append(key)
                    continue
                if len(key.value) > MAX_NUMBER:
                    stack.append(key)
                if key.value in seen:
                    duplicates.append(key)
                seen.add(key.value)
        else:
            stack.extend(value)
    return tuple(key for key in duplicates[:100] if key.tag != "tag:yaml.org,2002:merge"), None


def _explain(error: yaml.YAMLError, text: str) -> Fault:
    """The fault that PyYAML reports, in its words and at its place."""
    if isinstance(error, yaml.reader.ReaderError):
        return Fault("invalid-yaml", "a character that YAML does not allow", _first_forbidden(text))
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    index = min(getattr(mark, "index", 0), len(text))
    message = getattr(error, "problem", None) or str(error).partition("\n")[0]
    line_start = max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1
    indentation = text[line_start : index + 1]
    if "\t" in indentation and not indentation.strip():
        return Fault("tab", "a tab where YAML wants spaces", line_start + indentation.index("\t"))
    return Fault("invalid-yaml", str(message), index)


_FORBIDDEN = late("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _first_forbidden(text: str) -> int:
    found = _FORBIDDEN.search(text)
    return found.start() if found else 0
