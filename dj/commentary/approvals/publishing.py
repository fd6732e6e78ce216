"""A draft's file becomes the file of an approved line: only its status changes."""

import re
from pathlib import Path

import yaml

from dj.commentary.lines.files import split
from dj.documents import load
from dj.errors import TemplateError

_STATUS = re.compile(r"""^(["']?)status\1\s*:.*$""", re.MULTILINE)
_APPROVED = "status: approved"


def published(file: Path) -> str:
    """Return the text of a line file with its status, or none, changed to ``approved``.

    Raises:
        TemplateError: if the status is written in a way that cannot be changed row by row.
    """
    text = file.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    head, body, _ = split(text)
    front = load(head)
    changed = _STATUS.sub(_APPROVED, head) if "status" in front else f"{head}\n{_APPROVED}"
    once = changed.count(_APPROVED) == head.count(_APPROVED) + 1
    if not once or _read(changed) != {**front, "status": "approved"}:
        raise TemplateError("its status cannot be changed as it is written.", where=str(file),
                            hint=f"Write the row {_APPROVED!r} yourself.")  # fmt: skip
    return "\n".join(["---", changed, "---", *body])


def _read(head: str) -> object:
    try:
        return load(head)
    except yaml.YAMLError:
        return None
