"""One line file, taken apart: front matter, variants, and everything wrong with them."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import yaml

from dj.commentary.findings import Finding
from dj.commentary.language.vocabulary import Vocabulary, vocabulary
from dj.commentary.lines.front import FrontMatter, faults
from dj.commentary.lines.line import Line, content_of
from dj.documents import load
from dj.errors import DjError

MAX_FILE_BYTES = 64_000
_NAME = re.compile(r"[a-z0-9_]+(?:-[a-z0-9_]+)*")
_FENCE = "---"
_DIVIDER = "%%"


def read_file(file: Path, pack: Path, known: dict[str, Vocabulary]) -> Iterator[Line | Finding]:
    """Yield the variants of a file, not looked at yet, or what is wrong with the file.

    Args:
        file: To read.
        pack: Folder it belongs to.
        known: Locale → word lists, filled as files need them.
    """
    where = file.relative_to(pack).as_posix()
    try:
        head, body, first = split(_text(file))
        raw = load(head)
        front = msgspec.convert(raw, FrontMatter)
        if front.locale not in known:
            known[front.locale] = vocabulary(pack, front.locale)
    except (DjError, OSError, ValueError, yaml.YAMLError, RecursionError) as error:
        detail = " ".join(str(error).split())
        yield Finding(code="TPL001", where=where, message=f"it cannot be read: {detail}.",
                      remedy="See prompts/README.md for the form of a line file.")  # fmt: skip
        return
    wrong = tuple(faults(front, file.parent.name))
    yield from (Finding(code="TPL001", where=where, message=m, remedy=r) for m, r in wrong)
    if not wrong:
        name = where.removesuffix(".j2")
        yield from _variants(name, front, parts(body, first), known[front.locale])


def _text(file: Path) -> str:
    if not _NAME.fullmatch(file.stem):
        raise ValueError("its name may hold only a-z, 0-9, _ and -")
    if not file.is_file():  # a pipe would be waited for
        raise ValueError("it is no file")
    if file.stat().st_size > MAX_FILE_BYTES:
        raise ValueError(f"it is larger than {MAX_FILE_BYTES} bytes")
    return file.read_text(encoding="utf-8-sig").replace("\r\n", "\n")


def split(text: str) -> tuple[str, list[str], int]:
    """Return the front matter, the lines of the body, and the number of its first line.

    Raises:
        ValueError: if there is no front matter.
    """
    rows = text.split("\n")
    if rows[0].strip() != _FENCE or _FENCE not in (row.strip() for row in rows[1:]):
        raise ValueError("it does not begin with front matter between two lines of ---")
    end = next(i for i, row in enumerate(rows) if i and row.strip() == _FENCE)
    return "\n".join(rows[1:end]), rows[end + 1 :], end + 2


def parts(body: list[str], first: int) -> Iterator[tuple[int, str]]:
    """Yield (number of its first line, source) for each variant."""
    start, part = first, list[str]()
    for number, row in enumerate([*body, _DIVIDER], first):
        if row.strip() != _DIVIDER:
            part.append(row)
            continue
        yield start, "\n".join(part).rstrip()
        start, part = number + 1, []


def _variants(
    name: str, front: FrontMatter, sources: Iterator[tuple[int, str]], words: Vocabulary
) -> Iterator[Line]:
    for index, (first, source) in enumerate(sources):
        yield Line(name=name, variant=index, source=source, where=f"{name}.j2:{first}",
                   front=front, content=content_of(source, name, front),
                   vocabulary=words)  # fmt: skip


def findings_of(line: Line) -> Iterator[Finding]:
    """Yield what the checker says about a variant, placed in its file."""
    first = int(line.where.rpartition(":")[2])
    for fault in line.checked.faults:
        yield Finding(code=fault.code, where=f"{line.name}.j2:{first + fault.line - 1}",
                      column=fault.column, message=fault.message,
                      remedy=fault.remedy)  # fmt: skip
