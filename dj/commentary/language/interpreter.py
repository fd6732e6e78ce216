"""The copy language, carried out: output, ``if``, ``set``, and nothing that could loop or call.

Jinja2 only parses; its trees are walked here and never compiled, so that there is no code to
escape into. What a walk does not know it refuses. Each node is met once at most: a variant takes
no longer than it is long.

Each word that reaches the text is wrapped in private-use characters, so that the reader of the
text can tell slots from fixed wording; neither may hold these characters itself.
"""

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import Environment, nodes

from dj.commentary.context import NAMESPACES
from dj.commentary.language.filters import FILTERS, TESTS

OPEN, MIDDLE, CLOSE = "\ue000", "\ue001", "\ue002"
"""Around a slot: OPEN word MIDDLE text CLOSE."""
MAX_OUTPUT = 2000
"""Characters of one wording, marks left out."""
MAX_MARKED = 2 * MAX_OUTPUT
"""Characters of one wording, marks included."""
MAX_SOURCE = 2000
"""Characters of one variant as written."""

Words = Mapping[str, Mapping[str, Any]]
"""Namespace → word → value."""
_Said = tuple[Any, str]
"""(value, dotted word it comes from; empty for fixed wording)."""

_MARKS = frozenset({OPEN, MIDDLE, CLOSE})
_COMPARED: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq, "ne": operator.ne, "lt": operator.lt, "lteq": operator.le,
    "gt": operator.gt, "gteq": operator.ge,
}  # fmt: skip


class RefusedError(Exception):
    """A variant does what the copy language does not have, or says what cannot be said."""


def parse(source: str) -> nodes.Template:
    """Parse without compiling: nothing is folded or run. Trees are shared, and never changed.

    Raises:
        TemplateSyntaxError: if it is no template.
        RefusedError: if it is too long.
    """
    if len(source) > MAX_SOURCE:
        raise RefusedError(f"it has {len(source)} characters, more than {MAX_SOURCE}")
    return _plain(source) or _parsed(source)


@lru_cache(maxsize=4096)
def _parsed(source: str) -> nodes.Template:
    return _SYNTAX.parse(source)


_SYNTAX = Environment(autoescape=False, cache_size=0)  # noqa: S701 - speech, not HTML
_SIGN = re.compile(r"[{}\r]")
"""Of what Jinja2 reads as more than text."""
_SLOT = re.compile(rf"\{{\{{ ({'|'.join(NAMESPACES)})\.([a-z_]+)(?:\|([a-z]+))? \}}\}}")


@lru_cache(maxsize=4096)
def _split(source: str) -> tuple[str, ...] | None:
    """Cut text with simple slots: text, namespace, word, filter, text …; None if it has more."""
    texts = _SLOT.split(source)
    is_more = source.endswith("\n") or _SIGN.search("".join(texts[::4]))
    return None if is_more else tuple(texts)


def _plain(source: str) -> nodes.Template | None:
    """Read the usual variant, text with simple slots, ten times faster than Jinja2 does."""
    texts = _split(source)
    if texts is None:
        return None
    parts: list[nodes.Expr] = []
    line = 1
    for at, text in enumerate(texts[::4]):
        if text:
            parts.append(nodes.TemplateData(text, lineno=line))
            line += text.count("\n")
        if 4 * at + 1 < len(texts):
            parts.append(_slot(*texts[4 * at + 1 : 4 * at + 4], line=line))
    body: list[nodes.Node] = [nodes.Output(parts, lineno=1)] if parts else []
    return nodes.Template(body, lineno=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """A variant of nothing but text and slots."""

    words: tuple[str, ...]
    """What its slots say, in order."""
    fixed: str
    """Its text, with a full stop for each slot."""


def slots_of(source: str) -> Slots | None:
    """Take a variant apart; None if it holds anything but text and slots."""
    texts = _split(source) if len(source) <= MAX_SOURCE else None
    if texts is None:
        return None
    words = zip(texts[1::4], texts[2::4], strict=True)
    return Slots(words=tuple(".".join(word) for word in words), fixed=".".join(texts[::4]))


def _slot(space: str, word: str, tool: str | None, *, line: int) -> nodes.Expr:
    name = nodes.Name(space, "load", lineno=line)
    found = nodes.Getattr(name, word, "load", lineno=line)
    return nodes.Filter(found, tool, [], [], None, None, lineno=line) if tool else found


def say(source: str, words: Words) -> str:
    """Fill a variant with values; return marked text of at most `MAX_MARKED` characters.

    Raises:
        TemplateSyntaxError: if it is no template.
        RefusedError: if it is not written in the copy language, or a word has no value.
    """
    speaker = _Speaker(words)
    texts = _split(source) if len(source) <= MAX_SOURCE else None
    if texts is None:
        speaker.body(parse(source).body)
    else:
        speaker.plain(texts)
    return "".join(speaker.chunks)


class _Speaker:
    def __init__(self, words: Words) -> None:
        self.words = words
        self.names: dict[str, _Said] = {}
        self.chunks: list[str] = []
        self.length = 0

    def plain(self, texts: Sequence[str]) -> None:
        """Say text with simple slots, as `_split` cuts it, without a tree."""
        for at in range(0, len(texts) - 1, 4):
            self.add(_unmarked(texts[at]))
            space, word, tool = texts[at + 1 : at + 4]
            value = self.found(space, word)
            self.slot(_filtered(tool, value) if tool else value, f"{space}.{word}")
        self.add(_unmarked(texts[-1]))

    def body(self, body: Sequence[nodes.Node]) -> None:
        for node in body:
            if isinstance(node, nodes.Output):
                for child in node.nodes:
                    self.output(child)
            elif isinstance(node, nodes.If):
                self.branch(node)
            elif isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
                self.names[node.target.name] = self.value(node.node)
            else:
                raise _refused(node)

    def branch(self, node: nodes.If) -> None:
        for part in (node, *node.elif_):
            if self.holds(part.test):
                self.body(part.body)
                return
        self.body(node.else_)

    def output(self, node: nodes.Expr) -> None:
        if isinstance(node, nodes.TemplateData):
            self.add(_unmarked(node.data))
            return
        value, origin = self.value(node)
        if not origin and not (isinstance(_base(node), nodes.Name) and isinstance(value, str)):
            raise RefusedError("only words can be said")
        self.slot(value, origin)

    def slot(self, value: Any, origin: str) -> None:
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise RefusedError(f"only text and numbers can be said, not {type(value).__name__}")
        text = _unmarked(str(value))
        self.add(f"{OPEN}{origin}{MIDDLE}{text}{CLOSE}")

    def add(self, text: str) -> None:
        self.length += len(text)
        if self.length > MAX_MARKED:
            raise RefusedError(f"longer than {MAX_OUTPUT} characters")
        self.chunks.append(text)

    def value(self, node: nodes.Node) -> _Said:
        if isinstance(node, nodes.Getattr):
            return self.word(node)
        if isinstance(node, nodes.Name) and node.name in self.names:
            return self.names[node.name]
        if isinstance(node, nodes.Const) and type(node.value) in {str, int}:
            return node.value, ""
        if isinstance(node, nodes.Filter):
            return self.filtered(node)
        raise _refused(node)

    def word(self, node: nodes.Getattr) -> _Said:
        space = node.node.name if isinstance(node.node, nodes.Name) else ""
        return self.found(space, node.attr), f"{space}.{node.attr}"

    def found(self, space: str, word: str) -> Any:
        found = self.words.get(space, {})
        if space in self.names or word not in found:
            raise RefusedError(f"there is no word {space}.{word}")
        return found[word]

    def filtered(self, node: nodes.Filter) -> _Said:
        if node.node is None or _has_arguments(node):
            raise _refused(node)
        value, origin = self.value(node.node)
        return _filtered(node.name, value), origin

    def holds(self, node: nodes.Node) -> bool:
        if isinstance(node, nodes.Not):
            return not self.holds(node.node)
        if isinstance(node, nodes.And):
            return self.holds(node.left) and self.holds(node.right)
        if isinstance(node, nodes.Or):
            return self.holds(node.left) or self.holds(node.right)
        if isinstance(node, nodes.Test):
            return self.tested(node)
        return self.compared(node) if isinstance(node, nodes.Compare) else bool(self.value(node)[0])

    def tested(self, node: nodes.Test) -> bool:
        if node.name not in TESTS or _has_arguments(node):
            raise _refused(node)
        return TESTS[node.name](self.value(node.node)[0])

    def compared(self, node: nodes.Compare) -> bool:
        left, right = self.value(node.expr)[0], self.value(node.ops[0].expr)[0]
        compare = _COMPARED.get(node.ops[0].op)
        if compare is None or len(node.ops) != 1:
            raise _refused(node)
        if node.ops[0].op not in {"eq", "ne"} and not (type(left) is type(right) is int):
            raise RefusedError("only numbers have an order")
        return compare(left, right)


def _filtered(name: str, value: Any) -> str:
    if name not in FILTERS:
        raise RefusedError("filter is not part of the copy language here")
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise RefusedError(f"only text can pass a filter, not {type(value).__name__}")
    return FILTERS[name](str(value))


def _base(node: nodes.Expr) -> nodes.Expr:
    while isinstance(node, nodes.Filter) and node.node is not None:
        node = node.node
    return node


def _has_arguments(node: nodes.Filter | nodes.Test) -> bool:
    return bool(node.args or node.kwargs or node.dyn_args or node.dyn_kwargs)


def _unmarked(text: str) -> str:
    if not _MARKS.isdisjoint(text):
        raise RefusedError("a mark of a slot stands in the text itself")
    return text


def _refused(node: nodes.Node) -> RefusedError:
    return RefusedError(f"{type(node).__name__.lower()} is not part of the copy language here")
