"""A walk through a variant: what holds at each place of it, and what is wrong there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from jinja2 import nodes

from dj.commentary.context import NAMESPACES, WORDS, WordKind, absent
from dj.commentary.findings import silenced
from dj.commentary.language.conditions import const_text, knows, word_path
from dj.commentary.language.faults import Fault, hint, placed
from dj.commentary.language.filters import TESTS, filters_of
from dj.commentary.language.large import at_large
from dj.commentary.language.sides import misplaced
from dj.commentary.language.vocabulary import Vocabulary
from dj.commentary.language.wording import ENDS, Piece, ends_open, problems
from dj.model.script import BreakKind

_SPEAKERS = {"artist_says": "artist", "heard_live": "heard_live_by"}
"""Somebody's own words → the word that says whose they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where a variant is to be said."""

    kind: BreakKind
    needs: frozenset[str]
    """Conditions that hold whenever it is used, from the front matter."""
    vocabulary: Vocabulary
    """The pack's word lists."""
    language: str
    """Primary tag of the wording."""


def walked(tree: nodes.Template, wording: str, source: str, setting: Setting) -> tuple[Fault, ...]:
    """Walk through a variant of nothing but the copy language, and list what is wrong.

    Args:
        tree: As parsed.
        wording: Its fixed wording.
        source: As written.
        setting: Where it is to be said.
    """
    walk = _Walk(setting=setting, rows=source.split("\n"))
    walk.unnamed(walk.body(tree.body, _Known(proven=setting.needs)).owed)
    for code, shown, message, remedy in at_large(
        wording, source, setting.vocabulary, setting.language
    ):
        walk.put(1, len(walk.rows), shown, code, message, remedy)
    return tuple(walk.audible())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What holds at one place of a variant."""

    proven: frozenset[str]
    names: frozenset[str] = frozenset()
    """Names that `set` has made."""
    said: frozenset[str] = frozenset()
    """Words that this sentence has said on every way here."""
    owed: frozenset[nodes.Getattr] = frozenset()
    """Somebody's words that this sentence has said on some way here, and not yet whose they are."""
    at_start: bool = True


@dataclass(slots=True, kw_only=True)
class _Walk:
    setting: Setting
    rows: list[str]
    """Lines of the source."""
    found: list[Fault] = field(default_factory=list)

    def audible(self) -> Iterator[Fault]:
        """Yield what was found and is not silenced on its line."""
        for fault in self.found:
            row = self.rows[fault.line - 1] if fault.line <= len(self.rows) else ""
            if fault.code not in silenced(row):
                yield fault

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
        before = ""
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                before = child.data if known.at_start else f",{child.data}"
                self.fixed(child.data, child.lineno, known)
                known = self.passed(child.data, known)
            else:
                said = self.value(child, known)
                self.side(before, said, known)
                before, known = "", _after(said, known)
        return known

    def side(self, before: str, said: nodes.Getattr | None, known: _Known) -> None:
        wrong = misplaced(before, said, known.proven) if before and said else ""
        if said and wrong:
            self.note(said, "TPL036", f"{wrong!r} and {word_path(said)} are on two sides of the "
                      "join.", "Say it of the other song.")  # fmt: skip

    def passed(self, text: str, known: _Known) -> _Known:
        """Go past fixed wording: where a sentence ends in it, its speakers must have been named."""
        at_start = ends_open(text, known.at_start)
        if ENDS.isdisjoint(text):
            return known if at_start is known.at_start else replace(known, at_start=at_start)
        self.unnamed(known.owed)
        return _Known(proven=known.proven, names=known.names, at_start=at_start)

    def unnamed(self, owed: Iterable[nodes.Getattr]) -> None:
        """Note somebody's words whose sentence does not say whose they are."""
        for node in sorted(owed, key=lambda node: (node.lineno, word_path(node))):
            path = _speaker(node)
            self.note(node, "TPL028", f"{word_path(node)} is said without whose words it is.",
                      f"Say {{{{ {path} }}}} in the same sentence.")  # fmt: skip

    def fixed(self, text: str, line: int, known: _Known) -> None:
        piece = Piece(text=text, at_start=known.at_start, proven=known.proven)
        last = line + text.count("\n")
        for code, token, message, remedy in problems(piece, self.setting.vocabulary):
            self.put(line, last, token, code, message, remedy)

    def assign(self, node: nodes.Assign, known: _Known) -> _Known:
        assert isinstance(node.target, nodes.Name)  # noqa: S101 - `_foreign` refused the rest
        name = node.target.name
        if name in NAMESPACES or "__" in name:
            self.note(node, "TPL003", f"{name!r} is reserved.", "Choose another name.")
        text = const_text(node.node)
        if text is None:
            said = self.value(node.node, known)
            self.unnamed([said] if said and said.attr in _SPEAKERS else [])
        else:
            self.fixed(text, node.lineno, replace(known, at_start=False))
        return replace(known, names=known.names | {name})

    def branch(self, node: nodes.If, known: _Known) -> _Known:
        ends: list[_Known] = []
        proven = known.proven
        for part in (node, *node.elif_):
            self.condition(part.test, replace(known, proven=proven))
            inside = replace(known, proven=proven | knows(part.test, truth=True))
            ends.append(self.body(part.body, inside))
            proven |= knows(part.test, truth=False)
        ends.append(self.body(node.else_, replace(known, proven=proven)))
        return _Known(proven=known.proven, at_start=any(end.at_start for end in ends),
                      names=frozenset.intersection(*(end.names for end in ends)),
                      said=frozenset.intersection(*(end.said for end in ends)),
                      owed=frozenset.union(*(end.owed for end in ends)))  # fmt: skip

    def condition(self, node: nodes.Node, known: _Known) -> None:
        """Go through a condition as it is asked: what stands after ``and`` may rely on it."""
        is_and = not isinstance(node, nodes.Or)
        for part in _parts(node):
            self.tools(part)
            if isinstance(part, nodes.Getattr):
                self.word(part)
            elif isinstance(part, nodes.Name):
                self.name(part, known)
            else:
                self.asked(part, known)
            known = replace(known, proven=known.proven | knows(part, truth=is_and))

    def asked(self, node: nodes.Node, known: _Known) -> None:
        if isinstance(node, nodes.Compare):
            self.compare(node, known)
        inner = [node] if isinstance(node, nodes.And | nodes.Or) else node.iter_child_nodes()
        for part in inner:
            self.condition(part, known)

    def compare(self, node: nodes.Compare, known: _Known) -> None:
        path = word_path(node.expr)
        word = WORDS.get(path or "")
        if word is None or len(node.ops) != 1 or not isinstance(node.ops[0].expr, nodes.Const):
            self.note(node, "TPL003", "only a word can be compared, and only with one constant.",
                      'Write it like turn.tempo == "up".')  # fmt: skip
            return
        value = node.ops[0].expr.value
        if word.choices and value not in word.choices:
            self.note(node, "TPL008", f"{path} is never {value!r}.",
                      f"It is one of: {', '.join(word.choices)}.")  # fmt: skip
        orders = node.ops[0].op not in {"eq", "ne"}
        if orders and not (word.kind is WordKind.NUMBER and isinstance(value, int)):
            self.note(node.expr, "TPL008", f"{path} has no order to ask for.",
                      "Compare a number with a number.")  # fmt: skip
        if orders and word.optional and word.path not in known.proven:
            self.note(node, "TPL006", f"{path} may be missing.", f"Ask {{% if {path} %}} first.")

    def value(self, node: nodes.Node, known: _Known) -> nodes.Getattr | None:
        """Check what is said, or named; return the documented word it is, if it is one."""
        while isinstance(node, nodes.Filter) and node.node is not None:
            self.tools(node)
            node = node.node
        if isinstance(node, nodes.Name):
            self.name(node, known)
        elif isinstance(node, nodes.Getattr) and self.word(node):
            self.sayable(node, known)
            return node
        return None

    def sayable(self, node: nodes.Getattr, known: _Known) -> None:
        word = WORDS[word_path(node) or ""]
        if not word.is_sayable:
            self.note(node, "TPL008", f"{word.path} is a {word.kind}, for conditions only.",
                      "Use it in an if.")  # fmt: skip
        elif word.optional and word.path not in known.proven:
            self.note(node, "TPL006", f"{word.path} may be missing.",
                      f"Add it to needs, or wrap it in {{% if {word.path} %}}.")  # fmt: skip

    def word(self, node: nodes.Getattr) -> bool:
        path = word_path(node) or ""
        if path not in WORDS:
            self.note(node, "TPL004", f"there is no word {path}.", hint(path))
            return False
        if path.partition(".")[0] in absent(self.setting.kind):
            self.note(node, "TPL005", f"{path} has no value in the situation {self.setting.kind}.",
                      "Move the line to another situation, or leave it out.")  # fmt: skip
        return True

    def name(self, node: nodes.Name, known: _Known) -> None:
        if node.name in NAMESPACES:
            self.note(node, "TPL008", f"{node.name} is not a word by itself.",
                      f"Write {node.name}. and a word.")  # fmt: skip
        elif node.name not in known.names:
            self.note(node, "TPL009", f"nothing has set {node.name!r} on every way here.",
                      "Set it before, in every branch, or use a documented word.")  # fmt: skip

    def tools(self, node: nodes.Node) -> None:
        filters = filters_of(self.setting.language)
        if isinstance(node, nodes.Filter) and node.name not in filters:
            self.note(node, "TPL007", f"there is no filter {node.name!r} in this language.",
                      f"There are: {', '.join(filters)}.")  # fmt: skip
        if isinstance(node, nodes.Test) and node.name not in TESTS:
            self.note(node, "TPL007", f"there is no test {node.name!r}.",
                      f"There are: {', '.join(TESTS)}.")  # fmt: skip

    def note(self, node: nodes.Node, code: str, message: str, remedy: str) -> None:
        shown = word_path(node) or getattr(node, "name", "")
        self.put(node.lineno, node.lineno, str(shown), code, message, remedy)

    def put(self, first: int, last: int, shown: str, code: str, message: str, remedy: str) -> None:
        """Note a fault at the first place between two lines that shows it."""
        line, column = placed(self.rows, first, last, shown)
        self.found.append(
            Fault(line=line, column=column, code=code, message=message, remedy=remedy)
        )


def _parts(node: nodes.Node) -> list[nodes.Node]:
    """List what one ``and`` or ``or`` joins, in order; any other condition is one part."""
    parts: list[nodes.Node] = []
    kind = type(node)
    while isinstance(node, nodes.And | nodes.Or) and type(node) is kind:
        parts.append(node.right)
        node = node.left
    return [node, *reversed(parts)]


def _after(said: nodes.Getattr | None, known: _Known) -> _Known:
    """What holds after a slot, and the word it says, if it is a documented one."""
    if said is None:
        return replace(known, at_start=False) if known.at_start else known
    words, owed = known.said | {word_path(said) or ""}, known.owed
    if said.attr in _SPEAKERS:
        owed |= {said}
    if owed:
        owed = frozenset(node for node in owed if _speaker(node) not in words)
    return _Known(proven=known.proven, names=known.names, said=words, owed=owed, at_start=False)


def _speaker(statement: nodes.Getattr) -> str:
    """Name the word that says whose words these are."""
    path = word_path(statement) or ""
    return f"{path.partition('.')[0]}.{_SPEAKERS[statement.attr]}"
