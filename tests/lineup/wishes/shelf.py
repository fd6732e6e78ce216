"""A library for wishes: real-looking names in several scripts, and a listener who knows some."""

from dataclasses import replace

import numpy as np

from dj.lineup import stock
from dj.lineup.stock import Stock
from dj.lineup.wishes import understand
from dj.model.analysis import Song, SoundTag
from dj.model.listening import Taste
from dj.model.show import Show
from dj.model.tonality import Key, Mode
from dj.model.wish import Understood
from tests.lineup.worlds import AT, SHOW, listener, song

GENRES = ("Latin Jazz", "Rap", "Hip-Hop", "Metal", "Fado", "Grunge", "Rock", "Pop", "Ambient",
          "Salsa", "Bossa Nova", "Platinum Hits", "Drum & Bass", "Instrumental")  # fmt: skip
ARTISTS = ("Luz Moreira", "Northgate", "The Paper Kites Club", "Ríkharður", "Sol & Garland",
           "Rain, Fire & Stone", "AB/CD", "9Lives", "Blue", "Кедр", "林檎の木", "Yes Please",
           "Miles Dover")  # fmt: skip
TONGUES = ("en", "es", "pt-BR", "")


def songs(count: int = 240) -> list[Song]:
    """Songs of all artists in turn; the first of Luz Moreira is called Desfado."""
    rng = np.random.default_rng(1)
    return [_song(number, rng) for number in range(count)]


def _song(number: int, rng: np.random.Generator) -> Song:
    made = song(
        number, artist=ARTISTS[number % len(ARTISTS)], genres=(str(rng.choice(GENRES)),),
        title="Desfado" if number == 0 else f"Song {number}",
        energy=float(rng.random()), bpm=float(rng.uniform(60, 180)),
        play_s=float(rng.uniform(120, 420)), year=int(rng.integers(1965, 2027)),
        language=TONGUES[number % 4], explicit=number % 9 == 0,
        key=Key(tonic=0, mode=(Mode.MAJOR, Mode.MINOR)[number % 2]),
    )  # fmt: skip
    tags = (SoundTag(name="female vocalists", score=0.8, model="ear 1"),) if number % 5 == 0 else ()
    return replace(made, analysis=replace(made.analysis, sound_tags=tags))


def known(library: list[Song]) -> Taste:
    """A listener who played a fifth of the songs in 2019, and an artist who is not here."""
    return replace(
        listener(library),
        played_in={one.id: (2019,) for one in library[::5]},
        heard_artists=frozenset({"northgale", "luz moreira", "blue"}),
    )


SONGS = songs()
STOCK = stock(SONGS)
TASTE = known(SONGS)


def told(
    words: str, *, at_hand: Stock = STOCK, taste: Taste = TASTE, show: Show = SHOW
) -> Understood:
    """What a wish means in this library."""
    return understand(words, at_hand, taste, AT, show)
