"""How many songs will a show have? Before any is chosen."""

import math

import numpy as np

from dj.lineup.catalogue import Catalogue
from dj.lineup.nearness import Rows
from dj.model.show import Show

USUAL_SONG_S = 210.0
_LOOKED_AT = 200


def songs_of(catalogue: Catalogue, show: Show, order: Rows) -> int:
    """Estimate the number of songs, from the length of the likeliest ones.

    Args:
        catalogue: The library.
        show: Its number of songs, or its length.
        order: Rows that may play, likeliest first.
    """
    if show.songs is not None:
        return show.songs
    play_s = catalogue.play_s[order[:_LOOKED_AT]]
    fits = (play_s >= show.rules.min_song_s) & (play_s <= show.rules.max_song_s)
    usual_s = float(np.mean(play_s[fits])) if fits.any() else USUAL_SONG_S
    return max(1, math.ceil(show.length_s / usual_s))
