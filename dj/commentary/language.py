"""The copy language: Jinja2 cut down to what copy needs, checked before anything is compiled.

Allowed: output of documented words, ``if``/``elif``/``else``, ``set``, the filters and tests of
`worker`, comparison with constants, ``and``/``or``/``not``. Everything else is a finding: loops,
calls, arithmetic, subscripts, imports, macros. Parsing is safe; only compiling would fold and run.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from jinja2 import TemplateSyntaxError, nodes

from dj.commentary.conditions import const_text, knows, word_path
from dj.commentary.context import NAMESPACES, WORDS, absent
from dj.commentary.vocabulary import Vocabulary
from dj.commentary.wording import Piece, Problem, ends_open, problems
from dj.commentary.worker import FILTERS, TESTS, parse
from dj.model.script import BreakKind

MAX_SOURCE = 2000
"""Characters of one variant."""

Located = tuple[int, Problem]
"""(line within the variant from 1, problem)."""

_ALLOWED = (
    nodes.Output, nodes.TemplateData, nodes.If, nodes.Assign, nodes.Const, nodes.Name,
    nodes.Getattr, nodes.Filter, nodes.Test, nodes.Compare, nodes.Operand, nodes.And, nodes.Or,
    nodes.Not,
)  # fmt: skip
_COMPARISONS = frozenset({"eq", "ne", "lt", "lteq", "gt", "gteq"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the checker found out about one variant."""

    problems: tuple[Located, ...]
    words: frozenset[str]
    """Every documented word it mentions."""


def check(source: str, kind: BreakKind, needs: frozenset[str], vocabulary: Vocabulary) -> Checked:
    """Check one variant of a line.

    Args:
        source: The variant as written.
        kind: The situation it is for.
        needs: Conditions that hold whenever it is used, from the front matter.
        vocabulary: The pack's word lists.
    """
    if len(source) > MAX_SOURCE:
        long = f"it has {len(source)} characters, more than {MAX_SOURCE}."
        return _broken(1, "COPY10", long, "Make it several variants.")
    try:
        tree = parse(source)
        foreign = tuple(_foreign(tree))
    except TemplateSyntaxError as error:
        return _broken(error.lineno, "COPY02", f"{error.message}.", "Check the braces.")
    except RecursionError:
        return _broken(1, "COPY03", "it is nested too deeply.", "Write it flat.")
    if foreign:
        return Checked(problems=foreign, words=frozenset())
    walk = _Walk(kind=kind, vocabulary=vocabulary)
    walk.body(tree.body, _Known(proven=needs))
    mentioned = {word_path(node) for node in tree.find_all(nodes.Getattr)} & WORDS.keys()
    return Checked(problems=tuple(walk.found), words=frozenset(p for p in mentioned if p))


def _broken(line: int, code: str, message: str, remedy: str) -> Checked:
    return Checked(problems=((line, (code, message, remedy)),), words=frozenset())


def _foreign(tree: nodes.Template) -> Iterator[Located]:
    """Yield what is not part of the copy language at all."""
    for node in tree.find_all(nodes.Node):
        complaint = _complaint(node)
        if complaint:
            remedy = "Only output, if, set, and the documented words and filters are."
            message = f"{complaint} is not part of the copy language."
            yield node.lineno or 1, ("COPY03", message, remedy)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What holds at one place of a variant."""

    proven: frozenset[str]
    names: frozenset[str] = frozenset()
    """Names that `set` has made."""
    at_start: bool = True


@dataclass(slots=True, kw_only=True)
class _Walk:
    kind: BreakKind
    vocabulary: Vocabulary
    found: list[Located] = field(default_factory=list)

    def body(self, body: list[nodes.Node], known: _Known) -> _Known:
        for node in body:
            if isinstance(node, nodes.Output):
                known = self.output(node, known)
            elif isinstance(node, nodes.If):
                known = self.branch(node, known)
            elif isinstance(node, nodes.Assign):
                known = self.assign(node, known)
        return known

    def output(self, node: nodes.Output, known: _Known) -> _Known:
        at_start = known.at_start
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                self.fixed(child.data, child.lineno, known.proven, at_start=at_start)
                at_start = ends_open(child.data, at_start)
            else:
                self.value(child, known)
                at_start = False
        return _Known(proven=known.proven, names=known.names, at_start=at_start)

    def fixed(self, text: str, line: int, proven: frozenset[str], *, at_start: bool) -> None:
        piece = Piece(text=text, at_start=at_start, proven=proven)
        self.found += [(line, problem) for problem in problems(piece, self.vocabulary)]

    def assign(self, node: nodes.Assign, known: _Known) -> _Known:
        assert isinstance(node.target, nodes.Name)  # noqa: S101 - `_foreign` refused the rest
        name = node.target.name
        if name in NAMESPACES or "__" in name:
            self.note(node, "COPY03", f"{name!r} is reserved.", "Choose another name.")
        text = const_text(node.node)
        if text is None:
            self.value(node.node, known)
        else:
            self.fixed(text, node.lineno, known.proven, at_start=False)
        return _Known(proven=known.proven, names=known.names | {name}, at_start=known.at_start)

    def branch(self, node: nodes.If, known: _Known) -> _Known:
        ends: list[_Known] = []
        proven = known.proven
        for part in (node, *node.elif_):
            here = _Known(proven=proven, names=known.names, at_start=known.at_start)
            self.condition(part.test, here)
            inside = _Known(proven=proven | knows(part.test, truth=True), names=known.names,
                            at_start=known.at_start)  # fmt: skip
            ends.append(self.body(part.body, inside))
            proven |= knows(part.test, truth=False)
        rest = _Known(proven=proven, names=known.names, at_start=known.at_start)
        ends.append(self.body(node.else_, rest))
        return _Known(proven=known.proven, names=frozenset.intersection(*(e.names for e in ends)),
                      at_start=any(end.at_start for end in ends))  # fmt: skip

    def condition(self, node: nodes.Node, known: _Known) -> None:
        for part in (node, *node.find_all(nodes.Expr)):
            self.tools(part)
            if isinstance(part, nodes.Getattr):
                self.word(part)
            elif isinstance(part, nodes.Name) and part.name not in NAMESPACES:
                self.name(part, known)
            elif isinstance(part, nodes.Compare):
                self.compare(part, known)

    def compare(self, node: nodes.Compare, known: _Known) -> None:
        path = word_path(node.expr)
        word = WORDS.get(path or "")
        if word is None or len(node.ops) != 1 or not isinstance(node.ops[0].expr, nodes.Const):
            self.note(node, "COPY03", "only a word can be compared, and only with one constant.",
                      'Write it like turn.tempo == "up".')  # fmt: skip
            return
        value = node.ops[0].expr.value
        if word.choices and value not in word.choices:
            self.note(node, "COPY08", f"{path} is never {value!r}.",
                      f"It is one of: {', '.join(word.choices)}.")  # fmt: skip
        orders = node.ops[0].op not in {"eq", "ne"}
        if orders and word.optional and word.path not in known.proven:
            self.note(node, "COPY06", f"{path} may be missing.", f"Ask {{% if {path} %}} first.")

    def value(self, node: nodes.Node, known: _Known) -> None:
        while isinstance(node, nodes.Filter) and node.node is not None:
            self.tools(node)
            node = node.node
        if isinstance(node, nodes.Name):
            self.name(node, known)
        elif isinstance(node, nodes.Getattr) and self.word(node):
            self.sayable(node, known)

    def sayable(self, node: nodes.Getattr, known: _Known) -> None:
        word = WORDS[word_path(node) or ""]
        if not word.is_sayable:
            self.note(node, "COPY08", f"{word.path} is a {word.kind}, for conditions only.",
                      "Use it in an if.")  # fmt: skip
        elif word.optional and word.path not in known.proven:
            self.note(node, "COPY06", f"{word.path} may be missing.",
                      f"Add it to needs, or wrap it in {{% if {word.path} %}}.")  # fmt: skip

    def word(self, node: nodes.Getattr) -> bool:
        path = word_path(node) or ""
        if path not in WORDS:
            close = get_close_matches(path, WORDS, n=1)
            hint = f"Did you mean {close[0]}?" if close else "See the dictionary in the README."
            self.note(node, "COPY04", f"there is no word {path or 'of that form'}.", hint)
            return False
        if path.partition(".")[0] in absent(self.kind):
            self.note(node, "COPY05", f"{path} has no value in the situation {self.kind}.",
                      "Move the line to another situation, or leave it out.")  # fmt: skip
        return True

    def name(self, node: nodes.Name, known: _Known) -> None:
        if node.name in NAMESPACES:
            self.note(node, "COPY08", f"{node.name} is not a word by itself.",
                      f"Write {node.name}. and a word.")  # fmt: skip
        elif node.name not in known.names:
            self.note(node, "COPY09", f"nothing has set {node.name!r} on every way here.",
                      "Set it before, in every branch, or use a documented word.")  # fmt: skip

    def tools(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.Filter) and node.name not in FILTERS:
            self.note(node, "COPY07", f"there is no filter {node.name!r}.",
                      f"There are: {', '.join(FILTERS)}.")  # fmt: skip
        if isinstance(node, nodes.Test) and node.name not in TESTS:
            self.note(node, "COPY07", f"there is no test {node.name!r}.",
                      f"There are: {', '.join(TESTS)}.")  # fmt: skip

    def note(self, node: nodes.Node, code: str, message: str, remedy: str) -> None:
        self.found.append((node.lineno or 1, (code, message, remedy)))
