from dj.model.lineup import Decision
from dj.units import TrackId


def top(**signals: float) -> tuple[str, ...]:
    return Decision(slot=0, track_id=TrackId("a"), score=1.0, sources=(), signals=signals,
                    constraints=()).top_reasons()  # fmt: skip


def test_what_hardly_counts_beside_the_first_reason_is_not_named() -> None:
    assert top(style=0.59, exploration=0.06, release_date=0.001) == ("style", "exploration")


def test_what_speaks_against_a_song_is_no_reason_for_it() -> None:
    assert top(disliked=-2.0) == ()
    assert top(skips=-0.1, style=0.0) == ()
