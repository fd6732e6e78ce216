"""musicnn as an analyser: a few seconds here and there, judged by the network and averaged."""

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from dj.analysis import models
from dj.analysis.tagging import weights
from dj.analysis.tagging.mel import BANDS, HOP, RATE_HZ, SIZE, log_mel
from dj.analysis.tagging.network import Network
from dj.audio.resample import resample
from dj.interfaces import Excerpts
from dj.model.analysis import CuePoints, SoundTag

_SOURCE = f"{weights.CARD.name} {weights.CARD.version}"
FRAMES = 187
"""Frames of a patch: the network was trained on these three seconds."""
PATCHES = 16
"""Patches of a song that are heard, evenly far apart: 48 seconds. From there on more change little
(the largest tag by 0.013 on average against the whole song, by 0.030 with 8, by 0.012 with 24)."""
_PATCH_S = FRAMES * HOP / RATE_HZ
_MARGIN_S = 0.05
"""Sound before and after a patch, so that resampling has settled where it counts."""
_AT_ONCE = 4
"""Patches in one product: more gain nothing and take memory."""
_LEAST_SCORE = 0.05
"""A tag below says nothing and is not kept."""
_SILENT = 0.01
"""Log mel level up to which a patch is silence: about 100 dB below full scale."""


class MusicnnAnalyser:
    """Tags and embedding by the weights trained on the Million Song Dataset."""

    model: ClassVar[str] = weights.CARD.name
    version: ClassVar[str] = "1"
    needs: ClassVar[tuple[str, ...]] = ("cues",)
    gives: ClassVar[tuple[str, ...]] = ("sound_tags", "embedding")

    def __init__(self, model: Path, /) -> None:
        """Load the network.

        Raises:
            ModelError: if these are not the published weights.
        """
        arrays = models.load(model)
        weights.check(arrays)
        self._network = Network(arrays)

    def analyse(self, sound: Excerpts, known: Mapping[str, object], /) -> Mapping[str, object]:
        """Average what the network says of each patch; silence has no tags and no embedding."""
        cues = known["cues"]
        span = (cues.cue_in_s, cues.cue_out_s) if isinstance(cues, CuePoints) else (0.0, 0.0)
        patches = [patch(sound, at_s) for at_s in starts(*span)]
        heard = [one for one in patches if one.max() > _SILENT]
        if not heard:
            return {"sound_tags": (), "embedding": np.zeros(0, np.float32)}
        scores, embeddings = self.hear(np.stack(heard))
        return {"sound_tags": _tags(scores.mean(axis=0)), "embedding": embeddings.mean(axis=0)}

    def hear(self, patches: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return tag scores, shape (n, 50), and embeddings, shape (n, 200), of n patches."""
        groups = range(0, len(patches), _AT_ONCE)
        answers = [self._network.hear(patches[first : first + _AT_ONCE]) for first in groups]
        scores = np.concatenate([answer.probabilities for answer in answers])
        return scores, np.concatenate([answer.embedding for answer in answers])


def _tags(scores: NDArray[np.float32]) -> tuple[SoundTag, ...]:
    surest = sorted(zip(weights.TAG_NAMES, scores.tolist(), strict=True), key=lambda x: -x[1])
    return tuple(
        SoundTag(name=name, score=round(score, 3), model=_SOURCE)
        for name, score in surest
        if score >= _LEAST_SCORE
    )


def starts(cue_in_s: float, cue_out_s: float, most: int = PATCHES) -> tuple[float, ...]:
    """Choose where patches begin: next to one another if all fit, else evenly far apart."""
    room = int((cue_out_s - cue_in_s) / _PATCH_S)
    if room <= most:
        return tuple(cue_in_s + k * _PATCH_S for k in range(max(1, room)))
    last = cue_out_s - _PATCH_S
    return tuple(np.linspace(cue_in_s, last, most).tolist())


def patch(sound: Excerpts, start_s: float) -> NDArray[np.float32]:
    """Decode a patch and return its log mel bands, shape (187, 96); a short sound is repeated."""
    from_s = max(0.0, start_s - _MARGIN_S)
    audio = sound.excerpt(from_s, start_s + _PATCH_S + _MARGIN_S)
    mono = audio.samples.mean(axis=1, keepdims=True, dtype=np.float32)
    samples = resample(mono, audio.sample_rate_hz, RATE_HZ)[:, 0]
    first = round((start_s - from_s) * RATE_HZ)
    heard = samples[first : first + (FRAMES - 1) * HOP + SIZE]
    if len(heard) < SIZE:
        return np.zeros((FRAMES, BANDS), np.float32)
    frames = log_mel(np.ascontiguousarray(heard))
    return np.resize(frames, (FRAMES, BANDS))
