"""The copy language: Jinja2 cut down to what copy needs, checked before anything is compiled.

Allowed: output of documented words, ``if``/``elif``/``else``, ``set``, the filters and tests of
`filters`, comparison with constants, ``and``/``or``/``not``. Everything else is a finding: loops,
calls, arithmetic, subscripts, imports, macros. Parsing is safe; nothing is ever compiled.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from jinja2 import TemplateSyntaxError, nodes

from dj.commentary.context import WORDS
from dj.commentary.language.conditions import const_text, word_path
from dj.commentary.language.faults import Fault
from dj.commentary.language.grammar import every_node, foreign
from dj.commentary.language.interpreter import MAX_SOURCE, parse, slots_of
from dj.commentary.language.vocabulary import Vocabulary
from dj.commentary.language.walk import Setting, walked
from dj.model.script import BreakKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the checker found out about one variant."""

    faults: tuple[Fault, ...]
    words: frozenset[str]
    """Every documented word it mentions."""


def check(
    source: str,
    kind: BreakKind,
    needs: frozenset[str],
    vocabulary: Vocabulary,
    language: str = "en",
) -> Checked:
    """Check one variant of a line.

    Args:
        source: The variant as written.
        kind: The situation it is for.
        needs: Conditions that hold whenever it is used, from the front matter.
        vocabulary: The pack's word lists.
        language: Primary language of the wording.
    """
    if len(source) > MAX_SOURCE:
        long = f"it has {len(source)} characters, more than {MAX_SOURCE}."
        return _broken(1, "TPL010", long, "Make it several variants.")
    try:
        tree = parse(source)
        slots = slots_of(source)
        found = every_node(tree) if slots is None else []
        strange = tuple(foreign(found))
    except TemplateSyntaxError as error:
        return _broken(
            error.lineno, "TPL002", f"{(error.message or '').rstrip('.')}.", "Check the braces."
        )
    except (RecursionError, ValueError):
        # A number of thousands of digits is a ValueError of the parser.
        return _broken(1, "TPL003", "it is nested too deeply, or a number is too long.",
                       "Write it flat.")  # fmt: skip
    if strange:
        return Checked(faults=tuple(map(_foreign, strange)), words=frozenset())
    mentioned = WORDS.keys() & (slots.words if slots else filter(None, map(word_path, found)))
    setting = Setting(kind=kind, needs=needs, vocabulary=vocabulary, language=language)
    wording = slots.fixed if slots else _wording(found)
    return Checked(faults=walked(tree, wording, source, setting), words=frozenset(mentioned))


def _wording(found: Iterable[nodes.Node]) -> str:
    """Join what a variant says of itself, with a full stop for each slot."""
    texts = [node.data for node in found if isinstance(node, nodes.TemplateData)]
    named = [const_text(node.node) for node in found if isinstance(node, nodes.Assign)]
    return ".".join([*texts, *filter(None, named)])


def _broken(line: int, code: str, message: str, remedy: str) -> Checked:
    fault = Fault(line=line, column=1, code=code, message=message, remedy=remedy)
    return Checked(faults=(fault,), words=frozenset())


def _foreign(found: tuple[int, str]) -> Fault:
    return Fault(line=found[0], column=1, code="TPL003",
                 message=f"{found[1]} is not part of the copy language.",
                 remedy="Only output, if, set, and the documented words and filters are."
                 )  # fmt: skip
