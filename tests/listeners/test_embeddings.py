"""Centres of taste lie in the space in which a library with a model is compared."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np

from dj.lineup.catalogue import Catalogue
from dj.listeners import taste
from dj.model.listening import Save
from tests.lineup.worlds import library

AT = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)


def test_centres_of_taste_have_the_length_of_the_catalogue_s_rows() -> None:
    rng = np.random.default_rng(1)
    plain = library(9, 3)
    heard = [
        replace(song, analysis=replace(song.analysis, embedding=rng.random(8, np.float32)))
        for song in plain
    ]
    for songs in (plain, heard, [*plain[:4], *heard[4:]]):
        saves = [
            Save(artist=s.track.artist, title=s.track.title, playlist="p", source="m3u",
                 track_id=s.id)
            for s in songs[:5]
        ]  # fmt: skip
        found = taste([], saves, songs, listener="me", at=AT, time_zone="UTC")
        assert found.modes.shape[1] == Catalogue.of(songs).vectors.shape[1]
