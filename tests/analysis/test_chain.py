from collections.abc import Mapping
from typing import ClassVar

import pytest

from dj.analysis.chain import _order, analysers
from dj.errors import PluginError
from dj.interfaces import Analyser, Signal


def analyser(needs: tuple[str, ...], gives: tuple[str, ...]) -> type[Analyser]:
    class One:
        version: ClassVar[str] = "1"

        def analyse(self, signal: Signal, known: Mapping[str, object], /) -> Mapping[str, object]:
            return {}

    One.needs, One.gives = needs, gives  # type: ignore[attr-defined]
    return One  # type: ignore[return-value]


def test_each_analyser_comes_after_what_it_needs() -> None:
    known: set[str] = set()
    for found in analysers().values():
        assert set(found.needs) <= known
        known |= set(found.gives)


def test_the_order_does_not_hang_on_names() -> None:
    found = {"a": analyser(("x",), ("y",)), "b": analyser((), ("x",))}
    assert _order(found) == ("b", "a")


def test_a_need_that_nobody_meets_is_named() -> None:
    with pytest.raises(PluginError, match="'a' needs 'x'"):
        _order({"a": analyser(("x",), ("y",))})


def test_two_givers_of_one_field_are_named() -> None:
    with pytest.raises(PluginError, match="both 'a' and 'b'"):
        _order({"a": analyser((), ("y",)), "b": analyser((), ("y",))})


def test_a_circle_is_refused() -> None:
    with pytest.raises(PluginError, match="wait for each other"):
        _order({"a": analyser(("x",), ("y",)), "b": analyser(("y",), ("x",))})
