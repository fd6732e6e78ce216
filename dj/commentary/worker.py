"""Render wordings inside a limited child process; nothing here is trusted to behave.

The parent checks every line before it comes here. This file assumes that it did not: the
environment has no globals, no loader, few filters; values are plain; operators that can blow up
are refused before they are folded; the output is cut off. What is left, the child's limits stop.

Each word that reaches the text is wrapped in private-use characters, which `speakable` takes out
of every value, so that the parent can tell slots from fixed wording.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

OPEN, MIDDLE, CLOSE = "\ue000", "\ue001", "\ue002"
"""Around a slot: OPEN word MIDDLE text CLOSE."""
MAX_OUTPUT = 2000
"""Characters of one wording, marks left out."""
MAX_MARKED = 2 * MAX_OUTPUT
"""Characters of one wording, marks included."""
ORIGIN = "__from"
"""Suffix of the variable that remembers which word a `set` name carries."""

Answer = tuple[bool, str]
"""(rendered, marked text), or (failed, what went wrong)."""
Batch = tuple[Sequence[Mapping[str, Any]], Sequence[tuple[str, int]]]
"""(contexts: namespace → word → value; jobs: source, index of its context)."""


class _Sandbox(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset({"**", "*", "%", "+", "//", "/", "-"})

    def call_binop(self, _context: Any, operator: str, _left: Any, _right: Any) -> Any:
        raise SecurityError(f"arithmetic ({operator}) is not part of the copy language")

    def call(self, *_args: Any, **_kwargs: Any) -> Any:
        raise SecurityError("calls are not part of the copy language")


def first_upper(text: str) -> str:
    """Begin a sentence with this word."""
    return text[:1].upper() + text[1:]


def with_article(text: str) -> str:
    """Put ``a`` or ``an`` before it."""
    return f"{'an' if text[:1].lower() in 'aeiou' else 'a'} {text}"


def possessive(text: str) -> str:
    """Write the owner's form: ``Nia's``, ``the Waves'``."""
    return f"{text}'" if text.endswith("s") else f"{text}'s"


def lower(text: str) -> str:
    """Write it in lower case."""
    return text.lower()


FILTERS = {
    "sentence": first_upper,
    "article": with_article,
    "possessive": possessive,
    "lower": lower,
}
"""Everything after a ``|`` that the copy language knows."""
TESTS = {"known": lambda value: value is not None and value != ""}
"""Everything after ``is`` that the copy language knows."""


def render(batch: Batch) -> list[Answer]:
    """Render many wordings, one pass each; a wording that fails does not stop the others."""
    contexts, jobs = batch
    return [_one(source, contexts[index]) for source, index in jobs]


def parse(source: str) -> nodes.Template:
    """Parse without compiling: nothing is folded or run."""
    return _environment().parse(source)


def _one(source: str, words: Mapping[str, Any]) -> Answer:
    try:
        return True, "".join(_capped(_template(source).generate(words)))
    except Exception as error:  # noqa: BLE001 - whatever a template does is one failed wording
        return False, f"{type(error).__name__}: {error}"[:300]


def _capped(chunks: Iterator[str]) -> Iterator[str]:
    length = 0
    for chunk in chunks:
        length += len(chunk)
        if length > MAX_MARKED:
            raise SecurityError(f"longer than {MAX_OUTPUT} characters")
        yield chunk


def _only_text(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise SecurityError(f"only text and numbers can be said, not {type(value).__name__}")
    return str(value)


@lru_cache(maxsize=1)
def _environment() -> _Sandbox:
    sandbox = _Sandbox(undefined=StrictUndefined, autoescape=False, finalize=_only_text,
                       cache_size=0, keep_trailing_newline=False)  # fmt: skip
    sandbox.globals.clear()
    sandbox.filters.clear()
    sandbox.filters.update(FILTERS)
    sandbox.tests.clear()
    sandbox.tests.update(TESTS)
    return sandbox


@lru_cache(maxsize=4096)
def _template(source: str) -> Template:
    sandbox = _environment()
    tree = sandbox.parse(source)
    _mark(tree)
    code = sandbox.compile(tree)
    return sandbox.template_class.from_code(sandbox, code, sandbox.make_globals(None), None)


def _mark(tree: nodes.Template) -> None:
    for output in list(tree.find_all(nodes.Output)):
        output.nodes = [part for child in output.nodes for part in _marked(child)]
    for holder in (tree, *tree.find_all(nodes.If)):
        for name in ("body", "else_"):
            body = getattr(holder, name, None)
            if body:
                setattr(holder, name, [part for child in body for part in _with_origin(child)])


def _marked(child: nodes.Expr) -> list[nodes.Expr]:
    origin = _origin(child)
    if origin is None:
        return [child]
    return [nodes.TemplateData(OPEN), origin, nodes.TemplateData(MIDDLE), child,
            nodes.TemplateData(CLOSE)]  # fmt: skip


def _with_origin(child: nodes.Node) -> list[nodes.Node]:
    if not isinstance(child, nodes.Assign) or not isinstance(child.target, nodes.Name):
        return [child]
    origin = _origin(child.node) or nodes.Const("")
    return [child, nodes.Assign(nodes.Name(child.target.name + ORIGIN, "store"), origin)]


def _origin(child: nodes.Node) -> nodes.Expr | None:
    """Return an expression that evaluates to the word's dotted name; None for fixed wording."""
    while isinstance(child, nodes.Filter) and child.node is not None:
        child = child.node
    if isinstance(child, nodes.Name):
        return nodes.Name(child.name + ORIGIN, "load")
    if isinstance(child, nodes.Getattr) and isinstance(child.node, nodes.Name):
        return nodes.Const(f"{child.node.name}.{child.attr}")
    return None
