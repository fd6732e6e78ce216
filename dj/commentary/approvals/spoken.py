"""Words that were written before and are about to be spoken: does an editor stand for them today?

A session file can be changed by anybody, and a line can be withdrawn after a session was planned.
So each wording is held against the text that was approved: it must be one of the ways through it,
with slots where it has slots. What the slots say is not judged here.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from jinja2 import nodes

from dj.commentary.approvals.standing import Standing, is_own_word
from dj.commentary.language.conditions import const_text, word_path
from dj.commentary.language.interpreter import parse
from dj.commentary.lines import read_pack
from dj.errors import ManifestError
from dj.model.approval import Approval
from dj.model.script import Script, Wording
from dj.resources import find


def unapproved(script: Script, pack: str, on: date) -> tuple[str, ...]:
    """List the wordings that nobody stands for, one plain sentence each.

    Args:
        script: All words.
        pack: Pack of wordings that name none, as those of older sessions.
        on: The day on which they would be spoken.

    Raises:
        ConfigError: if a pack is not here.
    """
    known: dict[str, Standing] = {}
    found = []
    for talk in script.breaks:
        for wording in talk.wordings:
            name = wording.pack or pack
            if name not in known:
                known[name] = read_pack(find("prompts", name), on).standing
            if not any(_could_say(entry.text, wording) for entry in _of(wording, known[name], on)):
                found.append(f"{talk.id} ({wording.line}, variant {wording.variant}) is not as an "
                             "editor approved it, or was withdrawn.")  # fmt: skip
    return tuple(found)


def need_approval(script: Script, pack: str, on: date) -> None:
    """Refuse words that nobody stands for; arguments as of `unapproved`.

    Raises:
        ManifestError: if there are some.
        ConfigError: if a pack is not here.
    """
    for problem in unapproved(script, pack, on):
        raise ManifestError(f"words that nobody stands for are not spoken: {problem}",
                            where=script.persona, hint="Plan the session again.")  # fmt: skip


def _of(wording: Wording, standing: Standing, on: date) -> Iterator[Approval]:
    """Yield the approvals that may be about a wording; older sessions tell no content."""
    if wording.content:
        entries: Sequence[Approval] = [e for e in [standing.latest.get(wording.content)] if e]
    else:
        entries = [e for e in standing.latest.values() if e.line == wording.line]
    for entry in entries:
        ended = entry.until and entry.until < on.isoformat()
        doubted = is_own_word(entry.author, entry.by, entry.tier)
        if entry.action == "approve" and entry.line == wording.line and not (ended or doubted):
            yield entry


def _could_say(source: str, wording: Wording) -> bool:
    """Tell whether a text comes out of a variant; letters count, signs and spaces do not."""
    tree = parse(source)
    consts = {
        node.target.name: text
        for node in tree.find_all(nodes.Assign)
        if isinstance(node.target, nodes.Name) and (text := const_text(node.node)) is not None
    }
    said, at = "", 0
    for trace in wording.traces:
        said += _letters(wording.text[at : trace.start]) + _slot(trace.word)
        at = trace.start + len(trace.text)
    said += _letters(wording.text[at:])
    return re.fullmatch(_ways(tree.body, consts, {}), said) is not None


def _ways(body: Sequence[nodes.Node], consts: dict[str, str], words: dict[str, str]) -> str:
    """Write a pattern of everything that a body may say."""
    out = ""
    for node in body:
        if isinstance(node, nodes.Output):
            out += "".join(_piece(child, consts, words) for child in node.nodes)
        elif isinstance(node, nodes.If):
            branches = [node.body, *(one.body for one in node.elif_), node.else_]
            out += f"(?:{'|'.join(_ways(one, consts, words) for one in branches)})"
        elif isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
            words[node.target.name] = word_path(_bare(node.node)) or ""
    return out


def _piece(node: nodes.Expr, consts: dict[str, str], words: dict[str, str]) -> str:
    if isinstance(node, nodes.TemplateData):
        return re.escape(_letters(node.data))
    base = _bare(node)
    if isinstance(base, nodes.Name) and not words.get(base.name):
        return re.escape(_letters(consts.get(base.name, "")))
    path = words[base.name] if isinstance(base, nodes.Name) else word_path(base) or ""
    return re.escape(_slot(path))


def _bare(node: nodes.Node) -> nodes.Node:
    while isinstance(node, nodes.Filter) and node.node is not None:
        node = node.node
    return node


def _slot(word: str) -> str:
    return f"<{word}>"


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
