"""What two packs say differently, as a page for a reviewer."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dj.cli.proof_page import page as whole_page
from dj.cli.proof_page import table, text

if TYPE_CHECKING:
    from dj.commentary import Difference

_TAGS = {"same": "{}", "gone": "<del>{}</del>", "come": "<ins>{}</ins>"}


def page(before: str, after: str, differences: "Sequence[Difference]") -> str:
    """Write the page; what goes is struck out, what comes is underlined."""
    lines = dict.fromkeys(one.line for one in differences)
    parts = [
        table(line, ["situation", "what is said"],
              [_row(one) for one in differences if one.line == line])
        for line in lines
    ]  # fmt: skip
    about = f"Texts that differ: {len(differences)}, in line sets: {len(lines)}."
    return whole_page(f"From {before} to {after}", f"<p>{text(about)}</p>\n", *parts)


def _row(one: "Difference") -> str:
    from dj.commentary import word_changes

    said = " ".join(
        _TAGS[kind].format(text(words)) for kind, words in word_changes(one.before, one.after)
    )
    return f'<tr><th scope="row">{text(one.situation)}</th><td dir="auto">{said}</td></tr>\n'
