from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from dj import plugins
from dj.errors import OutputError
from dj.interfaces import PICTURES, Picture
from dj.testing.examples import manifest

_SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = ("$\\frac$", "<script>", "x" * 5000, "שלום עולם", "\u202eright", "東京" * 40, "🔥", " ",
           "a\nb\x00")  # fmt: skip


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
    root = ElementTree.fromstring(first)  # noqa: S314 - our own file
    assert root.get("role") == "img"
    assert root.findtext(f"{_SVG}title") == "Example session"
    said = root.findtext(f"{_SVG}desc") or ""
    assert "2. Second wind by Somebody at 0:55: favourites; energy 0.50" in said
    texts = {element.text for element in root.iter(f"{_SVG}text")}
    assert {"120 BPM", "A minor · 1m", "★ new", "0.18", "crossfade", "favourites"} <= texts


@pytest.mark.slow
def test_hostile_names_are_only_text(draw: Picture, tmp_path: Path) -> None:
    content = draw(manifest(HOSTILE), tmp_path / "a.svg").read_bytes()
    ElementTree.fromstring(content)  # noqa: S314 - our own file
    assert b"<script>" not in content
    assert "שלום".encode() in content
    assert draw(manifest(HOSTILE), tmp_path / "a.png").read_bytes()[:4] == b"\x89PNG"


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 2, 13, 60])
def test_any_number_of_songs_can_be_drawn(draw: Picture, tmp_path: Path, count: int) -> None:
    plan = replace(manifest([f"Song {n}" for n in range(count)]), length_s=3600.0)
    content = draw(plan, tmp_path / "a.svg").read_text()
    assert all(f">{n + 1}. Song {n}<" in content.replace("\n", " ") for n in range(count))
    assert "1:00:00 asked for" in content


def test_another_ending_is_refused(draw: Picture, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"\.svg or \.png"):
        draw(manifest(), tmp_path / "a.bmp")
