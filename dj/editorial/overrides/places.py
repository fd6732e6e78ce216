"""YAML with line numbers: what stands in which line, so that errors and provenance can say it.

Anchors, aliases and tags are refused (a few bytes of them can grow to gigabytes), and so are keys
written twice, of which YAML would silently keep the last.
"""

from collections.abc import Collection
from pathlib import Path
from typing import Any

import yaml

from dj.errors import ConfigError

FILE_BYTES = 4 * 1024 * 1024
_DEEPEST = 12
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Lines = dict[str, int]
"""Path as msgspec writes it (``$.tracks[0].set.year``) → line, from 1."""


def read_yaml(path: Path, texts: Collection[str]) -> tuple[object, Lines, bytes]:
    """Return a file's data, the line of every entry, and the file's bytes.

    Args:
        path: the file.
        texts: keys whose values are text however they look: ``1979``, ``No`` and ``12e45678`` are
            titles and identities where a title or an identity stands.

    Raises:
        ConfigError: if it cannot be read, is too large, or is not plain YAML: file and line.
    """
    content = _bytes(path)
    loader = _LOADER(content)
    try:
        _refuse_tricks(content, path)
        node = loader.get_single_node()
        reader = _Reader(loader, path, texts)
        data = None if node is None else reader.value(node, "$", text=False)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or error.context or "cannot be understood"
        raise broken(path, mark.line + 1 if mark else 1, f"is not valid YAML: {problem}") from error
    except (yaml.YAMLError, ValueError) as error:
        raise broken(path, 1, f"is not valid YAML: {' '.join(str(error).split())}") from error
    finally:
        loader.dispose()
    return data, {"$": 1} | reader.lines, content


def broken(path: Path, line: int, problem: str, hint: str = "") -> ConfigError:
    """Make the error that says where a file is wrong and what to do."""
    return ConfigError(
        f"{problem.rstrip('.')}.", where=f"{path}: line {line}",
        hint=hint or "Correct the line; docs/overrides.md shows every entry.",
    )  # fmt: skip


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(FILE_BYTES + 1)
    except OSError as error:
        problem = f"cannot be read: {error.strerror or error}."
        raise ConfigError(problem, where=str(path), hint="Check the path.") from error
    if len(content) > FILE_BYTES:
        raise broken(path, 1, f"is larger than {FILE_BYTES >> 20} MB", "Split or shorten it.")
    return content


def _refuse_tricks(content: bytes, path: Path) -> None:
    """Look for anchors and depth event by event: building deep nodes would overrun the stack."""
    depth = 0
    for event in yaml.parse(content, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            what = "uses an anchor, which is not supported"
            raise broken(path, line, what, "Write the value out.")
        if getattr(event, "tag", None) is not None:
            raise broken(path, line, "uses a tag (!), which is not supported", "Remove it.")
        if depth > _DEEPEST:
            raise broken(path, line, "is nested too deep", "Write it as the examples do.")


class _Reader:
    """Turns nodes into data and remembers their lines."""

    def __init__(self, loader: Any, path: Path, texts: Collection[str]) -> None:
        self._loader = loader
        self._path = path
        self._texts = texts
        self.lines: Lines = {}

    def value(self, node: yaml.Node, place: str, *, text: bool) -> object:
        """Read one node; `text` keeps a scalar as it is written."""
        self.lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.SequenceNode):
            return [
                self.value(item, f"{place}[{number}]", text=text)
                for number, item in enumerate(node.value)
            ]
        if isinstance(node, yaml.MappingNode):
            return {
                name: self.value(value, self._placed(key, place), text=name in self._texts)
                for key, value in node.value
                for name in [self._name(key)]
            }
        written: object = node.value
        return written if text else self._loader.construct_object(node)

    def _placed(self, key: yaml.Node, place: str) -> str:
        inner, line = f"{place}.{key.value}", key.start_mark.line + 1
        if inner in self.lines:
            raise broken(self._path, line, f"{key.value!r} is written twice", "Remove one.")
        self.lines[inner] = line
        return inner

    def _name(self, key: yaml.Node) -> str:
        if not isinstance(key, yaml.ScalarNode):
            raise broken(self._path, key.start_mark.line + 1, "has a key that is not a word")
        return str(key.value)
