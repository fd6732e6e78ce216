from hypothesis import given, settings
from hypothesis import strategies as st

from dj.studio.overview import bars, dial
from dj.testing.examples import manifest


def test_songs_lie_in_two_lanes_in_turn_and_talk_in_a_third() -> None:
    laid = bars(manifest())
    assert [bar.lane for bar in laid if bar.kind == "music"] == [0, 1, 0]
    assert [bar.lane for bar in laid if bar.kind == "speech"] == [2]


def test_bars_lie_where_their_sound_is() -> None:
    second = [bar for bar in bars(manifest()) if bar.kind == "music"][1]
    assert abs(second.x - 100 * 55 / 170) < 0.01
    assert abs(second.width - 100 * 60 / 170) < 0.01


def test_a_title_is_shown_in_one_line_in_two_or_not_at_all() -> None:
    titles = [
        "Short",
        "A title so long that it needs both of the two lines that its bar has room for",
        "x" * 300,
    ]
    labels = [bar.label for bar in bars(manifest(titles)) if bar.kind == "music"]
    assert labels[0] == ("Short",)
    assert len(labels[1]) == 2
    assert " ".join(labels[1]) == titles[1]
    assert labels[2] == ()


def test_wide_characters_need_twice_the_room() -> None:
    latin, wide = ["x" * 40] * 3, ["東" * 40] * 3
    assert all(bar.label for bar in bars(manifest(latin)) if bar.kind == "music")
    assert not any(bar.label for bar in bars(manifest(wide)) if bar.kind == "music")


@settings(max_examples=30)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=40))
def test_everything_lies_inside_the_picture(titles: list[str]) -> None:
    record = manifest(titles)
    assert all(bar.x >= 0 and bar.x + bar.width <= 100.01 for bar in bars(record))
    assert all(0 <= mark.x <= 100.0 for mark in dial(record))


@settings(max_examples=30)
@given(st.integers(min_value=1, max_value=400))
def test_the_dial_has_few_labels_and_none_at_the_very_end(songs: int) -> None:
    labelled = [mark for mark in dial(manifest(["x"] * songs)) if mark.label]
    assert 1 <= len(labelled) <= 10
    assert labelled[0].label == "0:00"
    assert labelled[-1].x <= 97.0
