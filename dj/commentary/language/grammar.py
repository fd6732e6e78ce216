"""What the copy language does not have at all."""

from collections.abc import Iterable, Iterator

from jinja2 import nodes

_ALLOWED = (
    nodes.Output, nodes.TemplateData, nodes.If, nodes.Assign, nodes.Const, nodes.Name,
    nodes.Getattr, nodes.Filter, nodes.Test, nodes.Compare, nodes.Operand, nodes.And, nodes.Or,
    nodes.Not,
)  # fmt: skip
_COMPARISONS = frozenset({"eq", "ne", "lt", "lteq", "gt", "gteq"})


def every_node(tree: nodes.Template) -> list[nodes.Node]:
    """List the nodes of a tree, each before what it holds."""
    found: list[nodes.Node] = []
    waiting: list[nodes.Node] = [tree]
    while waiting:
        node = waiting.pop()
        found.append(node)
        for field in node.fields:
            held = getattr(node, field)
            inner = held if isinstance(held, list) else [held]
            waiting += [child for child in reversed(inner) if isinstance(child, nodes.Node)]
    return found[1:]


def foreign(tree: Iterable[nodes.Node]) -> Iterator[tuple[int, str]]:
    """Yield (line, what stands there) for all nodes that are not part of the language."""
    for node in tree:
        complaint = _complaint(node)
        if complaint:
            yield node.lineno or 1, complaint


def _complaint(node: nodes.Node) -> str:
    if not isinstance(node, _ALLOWED):
        return type(node).__name__.lower()
    if isinstance(node, nodes.Filter | nodes.Test) and (
        node.args or node.kwargs or node.dyn_args or node.dyn_kwargs or node.node is None
    ):
        return f"a filter or test with arguments ({node.name})"
    if isinstance(node, nodes.Operand) and node.op not in _COMPARISONS:
        return f"the comparison {node.op!r}"
    if isinstance(node, nodes.Const) and type(node.value) not in {str, int}:
        return f"the constant {node.value!r}"
    if isinstance(node, nodes.Getattr) and not isinstance(node.node, nodes.Name):
        return f"an attribute of anything but a word's namespace ({node.attr})"
    if isinstance(node, nodes.Assign) and not isinstance(node.target, nodes.Name):
        return "setting more than one plain name"
    if isinstance(node, nodes.Output):
        return next((c for c in map(_unsayable, node.nodes) if c), "")
    return ""


def _unsayable(child: nodes.Expr) -> str:
    while isinstance(child, nodes.Filter) and child.node is not None:
        child = child.node
    if isinstance(child, nodes.TemplateData | nodes.Name | nodes.Getattr):
        return ""
    return f"output of anything but a word ({type(child).__name__.lower()})"
