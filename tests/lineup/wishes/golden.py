"""Wishes and what is said to them; ``python -m tests.lineup.wishes.golden`` prints it anew."""

import json
from pathlib import Path

from tests.lineup.wishes.shelf import told

FILE = Path(__file__).with_name("golden.txt")


def answer(words: str) -> str:
    """All sentences, what is left, and why there is no session."""
    found = told(words)
    lines = [f"  {sentence}" for sentence in found.brief.notes]
    lines += [f"  ! {found.problem}"] if found.problem else [f"  = {found.songs} songs"]
    return "\n".join(lines)


def blocks() -> dict[str, str]:
    """The wishes of the file with their answers."""
    texts = FILE.read_text(encoding="utf-8").strip().split("\n\n")
    pairs = (text.partition("\n") for text in texts)
    return {json.loads(words): said for words, _, said in pairs}


if __name__ == "__main__":
    print(
        "\n\n".join(
            f"{json.dumps(words, ensure_ascii=False)}\n{answer(words)}" for words in blocks()
        )
    )
