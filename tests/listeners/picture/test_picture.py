"""The picture of a listener: well formed, said in words, the same twice, safe with any name."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast
from xml.etree import ElementTree

import pytest

from dj import plugins
from dj.errors import OutputError
from dj.interfaces import PICTURES, ListenerPicture
from dj.model.profile import Profile
from tests.listeners.profile.test_profile import library, listens, made

pytestmark = pytest.mark.slow
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def draw() -> ListenerPicture:
    pytest.importorskip("matplotlib", reason="the extra [pictures] is not installed")
    return cast("ListenerPicture", plugins.load(PICTURES, "listener"))


@pytest.fixture(scope="module")
def known() -> Profile:
    return made(listens(), library())


def test_the_svg_says_in_words_what_it_shows(
    draw: ListenerPicture, known: Profile, tmp_path: Path
) -> None:
    tree = ElementTree.parse(draw(known, tmp_path / "a.svg")).getroot()  # noqa: S314 - our own
    assert (tree.get("role"), tree.get("aria-labelledby")) == ("img", "title desc")
    title, words = (tree.find(f"{SVG}{name}") for name in ("title", "desc"))
    assert title is not None
    assert title.text == "me as a listener"
    assert words is not None
    for part in ("240 plays", "techno", "folk 0", "heard for the first time", "Most is played"):
        assert part in str(words.text)


def test_the_same_profile_gives_the_same_bytes(
    draw: ListenerPicture, known: Profile, tmp_path: Path
) -> None:
    first = draw(known, tmp_path / "a.svg").read_bytes()
    assert first == draw(known, tmp_path / "b.svg").read_bytes()
    assert draw(known, tmp_path / "c.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "name", ["$\\frac{1$", "<script>&\"'", "x" * 5000, "\u202e\x1b[31m\n", "日本語", "مرحبا"]
)
def test_any_name_is_only_text(draw: ListenerPicture, tmp_path: Path, name: str) -> None:
    rows = [replace(row, artist=name, track_id=None) for row in listens()[:60]]
    found = made([*rows, *listens()[60:]], library())
    found = replace(found, taste=replace(found.taste, listener=name))
    written = draw(found, tmp_path / "a.svg").read_bytes()
    ElementTree.fromstring(written)  # noqa: S314 - our own file
    assert b"<script>" not in written
    assert b"\x1b" not in written


def test_little_or_nothing_known_is_drawn_as_such(draw: ListenerPicture, tmp_path: Path) -> None:
    empty = made([], library())
    assert b"Nothing has been heard yet" in draw(empty, tmp_path / "a.svg").read_bytes()
    private = replace(empty, taste=replace(empty.taste, profiled=False))
    assert b"There is no profile" in draw(private, tmp_path / "b.svg").read_bytes()
    bare = made([replace(row, track_id=None) for row in listens()], library())
    assert b"No song with a measured sound" in draw(bare, tmp_path / "c.svg").read_bytes()
    daily = made([replace(row, within_s=86_400) for row in listens()], library())
    assert b"only the day" in draw(daily, tmp_path / "e.svg").read_bytes()
    once = made(listens()[:1], library())
    ElementTree.parse(draw(once, tmp_path / "d.svg"))  # noqa: S314 - our own file


def test_a_play_from_1970_stretches_the_years_and_breaks_nothing(
    draw: ListenerPicture, tmp_path: Path
) -> None:
    first = replace(listens()[0], started_at=datetime(1970, 1, 1, tzinfo=UTC))
    found = made([first, *listens()], library())
    words = draw(found, tmp_path / "a.svg").read_text("utf-8")
    assert len(found.months) > 600
    assert "2020" in words
    assert "2021" not in words


def test_another_ending_is_refused(draw: ListenerPicture, known: Profile, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"\.svg or \.png"):
        draw(known, tmp_path / "a.bmp")
