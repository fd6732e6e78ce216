"""Facts files: YAML or JSON lists, read strictly, because a voice will say them as they stand.

A broken item is told about and left out, and the others are read: bad data is data. What editors
have taken back stays taken back, in whatever file it stands.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import yaml

from dj import resources
from dj.documents import Finding, Kind, Report, nodes, refuse
from dj.documents.shape import WRONG, Builder
from dj.editorial.facts.quick import FIRST_LINE, quick_facts
from dj.editorial.facts.taken_back import find_taken_back, load_taken_back
from dj.editorial.facts.written import LIMITS, FactItem, fact_of
from dj.model.editorial import Fact, Standing

FILE_NAME = "facts.yaml"
"""The user's own file, beside the project or in the user's folder."""
FOLDER = "facts"
"""Where imported facts lie, beside that file."""
PREFIX = "FCT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What some facts files hold."""

    facts: tuple[Fact, ...] = ()
    findings: tuple[Finding, ...] = ()
    places: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    """Id → file and line of each fact."""


def fact_files() -> tuple[Path, ...]:
    """List every facts file: packaged, the project's, the user's, imported."""
    kinds = (("assets/facts", "*.yaml"), ("assets/demo", FILE_NAME), (".", FILE_NAME),
             (FOLDER, "*.yaml"), (FOLDER, "*.json"))  # fmt: skip
    return tuple(
        path for kind, pattern in kinds for path in resources.listing(kind, pattern).values()
    )


def load_facts(paths: Sequence[Path]) -> tuple[Fact, ...]:
    """Read facts files, in the order given.

    Raises:
        ConfigError: if a file cannot be read or a fact breaks a rule: file, line, fact and field.
    """
    loaded = read_facts(paths)
    refuse(loaded.findings)
    return loaded.facts


def read_facts(paths: Iterable[Path]) -> Loaded:
    """Read facts files, in the order given, with all that is wrong in them; nothing is raised."""
    facts: dict[str, Fact] = {}
    places: dict[str, tuple[str, int]] = {}
    findings: list[Finding] = []
    for path in paths:
        for fact, report, line in _items(path):
            findings += report.findings
            if fact is None:
                continue
            if facts.get(fact.id) == fact:
                continue  # brought in twice
            if fact.id in facts:
                report.add(Kind.CONTRADICTION, f"{fact.id}.id",
                           "the id is used twice: {}:{}.".format(*places[fact.id]),
                           "Give each fact an id of its own.")  # fmt: skip
                findings.append(report.findings[-1])
                continue
            facts[fact.id], places[fact.id] = fact, (str(path), line)
    return Loaded(facts=tuple(facts.values()), findings=tuple(findings), places=places)


def known_facts() -> Loaded:
    """Read every facts file there is, without what editors have taken back.

    Raises:
        ConfigError: if the record of what was taken back is not sound: nothing in it may be lost.
    """
    loaded = read_facts(fact_files())
    back = {one.id for one in load_taken_back(find_taken_back())}
    # The words of what was read and taken back need no mending.
    mended = {f"{fact.id}.value" for fact in loaded.facts if fact.id in back}
    return replace(
        loaded,
        facts=tuple(
            replace(fact, standing=Standing.WITHDRAWN) if fact.id in back else fact
            for fact in loaded.facts
        ),
        findings=tuple(one for one in loaded.findings if one.field not in mended),
    )


def is_facts_file(path: Path) -> bool:
    """Tell whether a file is a list of facts by its first item, so far as it can be read."""
    if path.suffix.lower() in {".yaml", ".yml"}:
        return True
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError:
        return False
    return head.lstrip()[:1] == b"[" and b'"predicate"' in head


def _items(path: Path) -> Iterator[tuple[Fact | None, Report, int]]:
    """Yield each fact of a file, or None, with what is wrong with it and its line."""
    quick = quick_facts(path)
    for line, fact in enumerate(quick or (), FIRST_LINE):
        yield fact, Report(path=path, prefix=PREFIX, places={"": (line, 1)}), line
    if quick is not None:
        return
    whole = Report(path=path, prefix=PREFIX)
    root, _ = nodes(path, whole)
    empty = root is None or (isinstance(root, yaml.ScalarNode) and root.value in {"", "null"})
    if not whole.findings and not empty and not isinstance(root, yaml.SequenceNode):
        whole.add(Kind.TYPE, "", "does not hold a list.", "A facts file is a YAML list of facts.")
    if whole.findings:
        yield None, whole, 1
    for number, node in enumerate(root.value if isinstance(root, yaml.SequenceNode) else (), 1):
        report = Report(path=path, prefix=PREFIX)
        yield _fact(node, _name(node) or f"fact {number}", report), report, _line(node)


def _fact(node: yaml.Node, place: str, report: Report) -> Fact | None:
    # Each item has its own report, so that a hundred bad ones do not hide a good one.
    item = Builder(report, LIMITS).build(node, FactItem, place)
    if item is WRONG or report.findings:
        return None
    return fact_of(item, report, place)


def _name(node: yaml.Node) -> str:
    """The id, which tells a person more than a number."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((str(value.value)[:80] for key, value in pairs
                 if key.value == "id" and isinstance(value, yaml.ScalarNode)), "")  # fmt: skip


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
