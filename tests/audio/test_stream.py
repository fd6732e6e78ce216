import io
from itertools import pairwise

import av
import numpy as np

from dj.audio.stream import Mp3Stream

RATE = 44_100


def test_blocks_of_any_size_become_one_stream_of_their_length() -> None:
    t = np.arange(3 * RATE) / RATE
    tone = np.repeat((0.3 * np.sin(2 * np.pi * 440 * t)).astype(np.float32)[:, None], 2, axis=1)
    stream, cuts = Mp3Stream(RATE), [0, 1, 1000, 44_100, 50_000, len(tone)]
    data = b"".join(stream.feed(tone[a:b]) for a, b in pairwise(cuts))
    data += stream.flush()
    with av.open(io.BytesIO(data), "r") as container:
        assert container.format.name == "mp3"
        frames = [frame.to_ndarray() for frame in container.decode(audio=0)]
    heard = np.concatenate(frames, axis=1)
    assert 0 <= heard.shape[1] - len(tone) < 4 * 1152
    spectrum = np.abs(np.fft.rfft(heard[0, RATE : 2 * RATE]))
    assert int(spectrum.argmax()) == 440


def test_the_first_bytes_come_with_the_first_second() -> None:
    assert len(Mp3Stream(RATE).feed(np.zeros((RATE, 2), np.float32))) > 10_000
