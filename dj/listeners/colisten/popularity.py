"""How well known are songs among the listeners who share? By their artists: few tracks are told."""

from collections.abc import Sequence

import numpy as np

from dj.listeners.colisten.files import Model
from dj.listeners.colisten.keys import main_name, name_key
from dj.model.analysis import Song
from dj.units import TrackId


def popularity(model: Model, songs: Sequence[Song]) -> dict[TrackId, float]:
    """Map songs whose artist the data knows to 0–1: log(1 + listeners) ÷ that of the most played.

    On a logarithmic scale, because numbers of listeners follow a power law: in plain shares all
    but a few artists would be equally unknown.
    """
    names = {main_name(song.track.main_artist) for song in songs} - {""}
    ordered = sorted(names)
    items = model.artists.find(map(name_key, ordered))
    most = int(model.artists.listeners.max(initial=0))
    if not most:
        return {}
    known = np.log1p(model.artists.listeners[items]) / np.log1p(most)
    told = {name: value for name, value, item in zip(ordered, known.tolist(), items, strict=True)
            if item >= 0}  # fmt: skip
    return {song.id: told[name] for song in songs
            if (name := main_name(song.track.main_artist)) in told}  # fmt: skip
