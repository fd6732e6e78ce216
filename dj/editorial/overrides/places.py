"""YAML with line numbers: what stands in which line, so that errors and provenance can say it.

Anchors, aliases and tags are refused (a few bytes of them can grow to gigabytes), and so are keys
written twice, of which YAML would silently keep the last.
"""

from collections.abc import Collection
from pathlib import Path
from typing import Any

import yaml

from dj.documents import Report, nodes
from dj.errors import ConfigError

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
    report = Report(path=path, prefix="OVR")
    node, content = nodes(path, report)
    for one in report.findings:
        raise broken(path, one.line, one.message, one.hint)
    reader = _Reader(path, texts)
    try:
        data = None if node is None else reader.value(node, "$", text=False)
    except (yaml.YAMLError, ValueError) as error:
        raise broken(path, 1, f"is not valid YAML: {' '.join(str(error).split())}") from error
    return data, {"$": 1} | reader.lines, content


def broken(path: Path, line: int, problem: str, hint: str = "") -> ConfigError:
    """Make the error that says where a file is wrong and what to do."""
    return ConfigError(
        f"{problem.rstrip('.')}.", where=f"{path}: line {line}",
        hint=hint or "Correct the line; docs/overrides.md shows every entry.",
    )  # fmt: skip


class _Reader:
    """Turns nodes into data and remembers their lines."""

    def __init__(self, path: Path, texts: Collection[str]) -> None:
        self._scalars: Any = yaml.constructor.SafeConstructor()
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
        return written if text else self._scalars.construct_object(node)

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
