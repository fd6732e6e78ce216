from pathlib import Path

import pytest

pytest.importorskip("matplotlib", reason="the extra [pictures] is not installed")

from dj.drawing import in_minutes, picture
from dj.errors import OutputError


def test_nothing_is_written_if_drawing_fails(tmp_path: Path) -> None:
    def draw() -> None:
        with picture(tmp_path / "a.svg", title="a", size_in=(1.0, 1.0)):
            raise KeyError

    with pytest.raises(KeyError):
        draw()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a.gif", "a", "svg", "a.svg.gz"])
def test_an_ending_that_cannot_be_drawn_is_refused_first(tmp_path: Path, name: str) -> None:
    with (
        pytest.raises(OutputError, match=r"\.svg or \.png"),
        picture(tmp_path / name, title="a", size_in=(1.0, 1.0)),
    ):
        pytest.fail("it let us draw")


def test_a_place_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(OutputError, match="cannot write"),
        picture(tmp_path / "file" / "a.svg", title="a", size_in=(1.0, 1.0)),
    ):
        pass


@pytest.mark.parametrize("length_s", [3.0, 61.0, 240.0, 7200.0])
def test_no_two_marks_of_time_read_the_same(tmp_path: Path, length_s: float) -> None:
    with picture(tmp_path / "a.svg", title="a", size_in=(6.0, 1.0)) as figure:
        axes = figure.add_subplot()
        axes.set_xlim(0, length_s)
        in_minutes(axes)
        figure.canvas.draw()
        marks = [label.get_text() for label in axes.get_xticklabels()]
    assert len(marks) > 2
    assert len(set(marks)) == len(marks)


def test_what_a_picture_says_is_kept_in_it_in_words(tmp_path: Path) -> None:
    for name in ("a.svg", "a.png"):
        with picture(tmp_path / name, title="a", size_in=(1.0, 1.0), says="<b> & 東京\n"):
            pass
    assert "<desc>&lt;b&gt; &amp; 東京</desc>" in (tmp_path / "a.svg").read_text("utf-8")
    assert "東京".encode() in (tmp_path / "a.png").read_bytes()
