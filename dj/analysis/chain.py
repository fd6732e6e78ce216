"""The registered analysers in an order in which each finds what it needs."""

from collections.abc import Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from typing import cast

from dj import plugins
from dj.errors import PluginError
from dj.interfaces import ANALYSERS, Analyser, ModelAnalyser


@cache
def analysers() -> Mapping[str, type[Analyser]]:
    """Load the analysers that need no model, name → class, in working order; ties by name.

    Raises:
        PluginError: if two give the same field, one needs a field that none gives, or two wait
            for each other.
    """
    found = {
        name: cast("type[Analyser]", plugin)
        for name, plugin in _loaded().items()
        if not hasattr(plugin, "model")
    }
    return {name: found[name] for name in _order(found)}


@cache
def model_analysers() -> Mapping[str, type[ModelAnalyser]]:
    """Load the analysers that work with a model, name → class, sorted by name."""
    return {
        name: cast("type[ModelAnalyser]", plugin)
        for name, plugin in _loaded().items()
        if hasattr(plugin, "model")
    }


@cache
def _loaded() -> Mapping[str, object]:
    return {name: plugins.load(ANALYSERS, name) for name in plugins.available(ANALYSERS)}


def measured_by() -> Mapping[str, str]:
    """Map each field of `Analysis` that analysers measure to the name of the one that does."""
    return _givers({**analysers(), **model_analysers()})


def _order(found: Mapping[str, type[Analyser]]) -> tuple[str, ...]:
    giver = _givers(found)
    graph: dict[str, set[str]] = {}
    for name, analyser in sorted(found.items()):
        missing = [field for field in analyser.needs if field not in giver]
        if missing:
            raise PluginError(
                f"{name!r} needs {missing[0]!r}, which no analyser gives.", where=ANALYSERS,
                hint="Install the plug-in that measures it.",
            )  # fmt: skip
        graph[name] = {giver[field] for field in analyser.needs}
    try:
        return tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise PluginError(
            f"analysers wait for each other: {' → '.join(error.args[1])}.", where=ANALYSERS,
            hint="Remove one of them.",
        ) from error  # fmt: skip


def _givers(found: Mapping[str, type[Analyser] | type[ModelAnalyser]]) -> dict[str, str]:
    giver: dict[str, str] = {}
    for name, analyser in sorted(found.items()):
        for field in analyser.gives:
            if field in giver:
                raise PluginError(
                    f"{field!r} is measured by both {giver[field]!r} and {name!r}.",
                    where=ANALYSERS, hint="Remove one of them.",
                )  # fmt: skip
            giver[field] = name
    return giver
