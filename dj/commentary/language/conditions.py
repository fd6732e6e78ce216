"""What a condition proves: which words are there if it holds, and which if it does not.

A proof is a word's path (it is there, and not false) or ``path is value``.
"""

from collections.abc import Callable

from jinja2 import nodes

from dj.commentary.context import WORDS, WordKind

Proofs = frozenset[str]
_NOTHING: Proofs = frozenset()


def knows(test: nodes.Node, *, truth: bool) -> Proofs:
    """List what is proven if a condition turns out true, or false."""
    if isinstance(test, nodes.Not):
        return knows(test.node, truth=not truth)
    if isinstance(test, nodes.And | nodes.Or):
        left, right = knows(test.left, truth=truth), knows(test.right, truth=truth)
        return left | right if isinstance(test, nodes.And) is truth else left & right
    return _single(test) if truth else _unless(test)


def word_path(node: nodes.Node | None) -> str | None:
    """Return ``namespace.word`` for an attribute of a plain name, else None."""
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        return f"{node.node.name}.{node.attr}"
    return None


def const_text(node: nodes.Node) -> str | None:
    """Return the text of a constant, else None."""
    return str(node.value) if isinstance(node, nodes.Const) else None


def _single(test: nodes.Node) -> Proofs:
    kinds: tuple[tuple[type[nodes.Expr], Callable[..., Proofs]], ...] = (
        (nodes.Getattr, _plain), (nodes.Test, _test), (nodes.Compare, _compare),
    )  # fmt: skip
    return next((prove(test) for kind, prove in kinds if isinstance(test, kind)), _NOTHING)


def _unless(test: nodes.Node) -> Proofs:
    """``x != "up"`` proves that x is up where it fails."""
    if isinstance(test, nodes.Compare) and test.ops[0].op == "ne":
        return _equal(test)
    return _NOTHING


def _plain(test: nodes.Getattr) -> Proofs:
    path = word_path(test)
    return frozenset({path}) if path else _NOTHING


def _test(test: nodes.Test) -> Proofs:
    """``is known`` holds for a false flag too, so it proves nothing about flags."""
    word = WORDS.get(word_path(test.node) or "")
    proves = word is not None and word.kind is not WordKind.FLAG and test.name == "known"
    return frozenset({word.path}) if word and proves else _NOTHING


def _compare(test: nodes.Compare) -> Proofs:
    """An order proves nothing: only what is known to be there may be asked for one."""
    return _equal(test) if test.ops[0].op == "eq" else _NOTHING


def _equal(test: nodes.Compare) -> Proofs:
    path, value = word_path(test.expr), test.ops[0].expr
    if path is None or not isinstance(value, nodes.Const):
        return _NOTHING
    return frozenset({path, f"{path} is {value.value}"})
