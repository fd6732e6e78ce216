from pathlib import Path
from xml.etree import ElementTree

import pytest

from dj import plugins
from dj.errors import OutputError
from dj.interfaces import PICTURES, Picture
from dj.testing.examples import manifest


@pytest.fixture
def draw() -> Picture:
    pytest.importorskip("matplotlib", reason="the extra [pictures] is not installed")
    found = plugins.load(PICTURES, "session")
    assert callable(found)
    return found


@pytest.mark.slow
def test_the_svg_is_well_formed_and_the_same_twice(draw: Picture, tmp_path: Path) -> None:
    first = draw(manifest(), tmp_path / "a.svg").read_bytes()
    assert first == draw(manifest(), tmp_path / "b.svg").read_bytes()
    ElementTree.fromstring(first)  # noqa: S314 - our own file
    assert b"Second wind" in first


@pytest.mark.slow
def test_hostile_titles_are_only_text(draw: Picture, tmp_path: Path) -> None:
    path = draw(manifest(["$\\frac$", "<script>", "x" * 5000]), tmp_path / "a.svg")
    ElementTree.fromstring(path.read_bytes())  # noqa: S314 - our own file
    assert b"<script>" not in path.read_bytes()


def test_another_ending_is_refused(draw: Picture, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"\.svg or \.png"):
        draw(manifest(), tmp_path / "a.bmp")
