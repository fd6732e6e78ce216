from dataclasses import replace

import pytest

from dj.lineup.shows.sense import contradictions, doubts
from dj.lineup.signals import SIGNALS
from dj.lineup.sources import SOURCES
from dj.model.filter import Filter, Heard
from dj.model.show import Mixing, Rules, Segment, Show, Theme

PLAIN = Show(name="a", title="A")
FINDS = Segment(theme=Theme.DISCOVERY, songs=3)
FAVOURITES = Segment(theme=Theme.FAVOURITES, songs=3)


def test_a_plain_show_is_beyond_doubt() -> None:
    assert not list(contradictions(PLAIN))
    assert not list(doubts(PLAIN))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"rules": Rules(min_song_s=900)}, "rules.min_song_s"),
        ({"rules": Rules(new_artists=(0.6, 0.8))}, "rules.new_artists"),
        ({"mixing": Mixing(crossfade_s=20)}, "mixing.crossfade_s"),
        ({"filter": Filter(genres=("Jazz",), not_genres=("jazz", "rock"))}, "filter.not_genres"),
        ({"filter": Filter(heard=Heard.NEVER, played_in=(2019, 2020))}, "filter.played_in"),
        ({"filter": Filter(explicit=True), "rules": Rules(allow_explicit=False)},
         "filter.explicit"),
        ({"filter": Filter(song_s=(1000, 2000))}, "filter.song_s"),
    ],
)  # fmt: skip
def test_what_can_never_hold_is_an_error(changes: dict[str, object], field: str) -> None:
    assert [one[0] for one in contradictions(replace(PLAIN, **changes))] == [field]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"weights": dict.fromkeys(SIGNALS, 0.0)}, "weights"),
        ({"pulls": dict.fromkeys(SOURCES, 0.0), "seeds": tuple(SOURCES)}, "pulls"),
        ({"pulls": dict.fromkeys(SOURCES, 0.0)}, "pulls"),
        ({"clock": (FINDS,)}, "clock"),
        ({"clock": (FAVOURITES,), "filter": Filter(heard=Heard.NEVER)}, "clock"),
        ({"songs": 4, "clock": (FAVOURITES, FAVOURITES)}, "clock"),
        ({"songs": 2, "length_s": 7200.0}, "songs"),
        ({"length_s": 10.0}, "length_s"),
        ({"filter": Filter(heard=Heard.BEFORE)}, "rules.discovery_share"),
        ({"filter": Filter(artists=("Ana",))}, "rules.artist_separation"),
    ],
)
def test_what_is_not_as_it_seems_is_a_warning(changes: dict[str, object], field: str) -> None:
    assert [one[0] for one in doubts(replace(PLAIN, **changes))] == [field]  # type: ignore[arg-type]
