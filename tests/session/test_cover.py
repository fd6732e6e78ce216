"""The cover: a picture that any reader opens, of this session and no other."""

import io
from dataclasses import replace

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from dj.session.cover import SIZE, cover, png
from dj.testing.examples import manifest


def dots(picture: bytes) -> NDArray[np.uint8]:
    with av.open(io.BytesIO(picture), "r", format="png_pipe") as file:
        picture_there = next(file.decode(video=0)).to_ndarray(format="rgb24")
        return np.asarray(picture_there, np.uint8)


def test_dots_come_back_as_they_were() -> None:
    wild = np.random.default_rng(1).integers(0, 256, (17, 23, 3), np.uint8)
    np.testing.assert_array_equal(dots(png(wild)), wild)


@pytest.mark.slow
def test_it_shows_the_wave_the_songs_and_the_talk() -> None:
    colours = {tuple(c) for c in np.unique(dots(cover(manifest())).reshape(-1, 3), axis=0).tolist()}
    wave, ground, song, talk = (255, 255, 255), (47, 93, 124), (108, 150, 178), (240, 228, 66)
    assert {wave, ground, song, talk} <= colours


def test_the_same_session_gives_the_same_bytes_and_another_others() -> None:
    one = manifest()
    louder = tuple(replace(track, energy=0.99) for track in one.tracks)
    assert cover(one) == cover(manifest())
    assert cover(one) != cover(replace(one, tracks=louder))


def test_it_is_small_enough_for_a_tag() -> None:
    picture = cover(manifest())
    assert len(picture) < 60_000
    assert dots(picture).shape == (SIZE, SIZE, 3)
