"""A file as YAML nodes, after all has been refused that a plain file has no need of.

Anchors, aliases and tags are refused: a few bytes of them can grow to gigabytes.
"""

from pathlib import Path
from typing import Any

import yaml

from dj.documents.finding import Kind, Report
from dj.documents.plain import SAFE_LOADER

FILE_BYTES = 4 * 1024 * 1024
_DEEPEST = 12


def nodes(path: Path, report: Report) -> tuple[yaml.Node | None, bytes]:
    """Return the root of a file and its bytes; what is wrong goes into the report."""
    content = _bytes(path, report)
    if content is None:
        return None, b""
    loader = SAFE_LOADER(content)
    try:
        root = loader.get_single_node() if _plain(content, report) else None
    except yaml.MarkedYAMLError as error:
        _not_yaml(report, error.problem or error.context or "",
                  error.problem_mark or error.context_mark)  # fmt: skip
        return None, content
    except (yaml.YAMLError, ValueError) as error:
        _not_yaml(report, str(error), None)
        return None, content
    finally:
        loader.dispose()
    return root, content


def mark_of(node: yaml.Node) -> tuple[int, int]:
    """Line and column of a node, from 1."""
    return node.start_mark.line + 1, node.start_mark.column + 1


def _bytes(path: Path, report: Report) -> bytes | None:
    try:
        with path.open("rb") as file:
            content = file.read(FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        report.add(Kind.FILE, "", f"cannot be read: {reason}.", "Check the path.")
        return None
    if len(content) > FILE_BYTES:
        report.add(Kind.FILE, "", f"is larger than {FILE_BYTES >> 20} MB.", "Split or shorten it.")
        return None
    return content


def _not_yaml(report: Report, problem: str, mark: Any) -> None:
    if mark is not None:
        report.places[""] = mark.line + 1, mark.column + 1
    told = " ".join(problem.split())[:200] or "it cannot be understood"
    report.add(Kind.FILE, "", f"is not valid YAML: {told}.", "Check indentation and quotes.")


def _plain(content: bytes, report: Report) -> bool:
    """Look for tricks event by event: building deep nodes would overrun the stack."""
    depth = 0
    for event in yaml.parse(content, Loader=SAFE_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        trick = _trick(event, depth)
        if trick:
            mark = event.start_mark
            report.places[""] = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            report.add(Kind.FILE, "", f"is not a plain YAML file: {trick}.", "Write it out.")
            return False
    return True


def _trick(event: Any, depth: int) -> str:
    if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
        return "it uses an anchor or an alias (& or *)"
    if getattr(event, "tag", None) is not None:
        return "it uses a tag (!)"
    return "it is nested too deep" if depth > _DEEPEST else ""
