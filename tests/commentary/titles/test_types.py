"""Only what went through all steps is speakable: nobody else makes these types."""

import ast
from collections.abc import Iterator
from pathlib import Path

import dj

ROOT = Path(dj.__file__).parent
OURS = {"Untrusted", "PlainText", "Speakable"}
MAKERS = {"commentary/titles/plain.py", "commentary/titles/reading.py"}


def made(tree: ast.AST) -> Iterator[str]:
    """Yield the types that a file makes: by calling them, or by a cast."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = (
                node.func.attr
                if isinstance(node.func, ast.Attribute)
                else getattr(node.func, "id", "")
            )
            if called in OURS:
                yield called
            if called == "cast" and node.args and names(node.args[0]) & OURS:
                yield "cast"


def names(node: ast.AST) -> set[str]:
    """All names in an expression, those in quoted types too."""
    found = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
    quoted = [
        n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)
    ]
    return found | {word for text in quoted for word in text.replace("|", " ").split()}


def test_no_file_but_the_two_of_the_steps_makes_a_speakable_text() -> None:
    texts = {path: path.read_text("utf-8") for path in ROOT.rglob("*.py")}
    makers = {
        path.relative_to(ROOT).as_posix()
        for path, text in texts.items()
        if any(name in text for name in OURS) and any(made(ast.parse(text)))
    }
    assert makers == MAKERS


def test_the_check_sees_calls_and_casts() -> None:
    code = (
        'a = Speakable(x)\nb = titles.PlainText(x)\nc = cast("Speakable | None", x)\nd = plain(x)'
    )
    assert list(made(ast.parse(code))) == ["Speakable", "PlainText", "cast"]
