"""What the tagging model adds on real music, and how much of a song it must hear.

    python benchmarks/tagging/quality.py --model FILE.npz FOLDER …

Folders hold music with artists in its tags, such as Debian's wesnoth-1.16-music. Prints JSON: for
each share of the cosine given to the embedding, how often the nearest of all songs is by the same
artist and from the same folder; and for each number of patches, how far tags and embedding are from
those of the whole song, patches evenly far apart or in one piece from the middle.
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dj.analysis.recording import listen
from dj.analysis.style import StyleAnalyser
from dj.analysis.tagging.mel import HOP, RATE_HZ, log_mel
from dj.analysis.tagging.musicnn import FRAMES, MusicnnAnalyser
from dj.audio import files
from dj.library import read_tags

_ENDINGS = {".ogg", ".opus", ".flac", ".mp3", ".m4a"}
_SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
_COUNTS = (8, 12, 16, 20, 24)
_LONGEST = 70
"""Patches of the song that stand for the whole: three and a half minutes."""


@dataclass(frozen=True)
class Heard:
    """One song: who made it, and what was heard of it."""

    artist: str
    folder: str
    vector: np.ndarray
    scores: np.ndarray
    embeddings: np.ndarray

    @property
    def embedding(self) -> np.ndarray:
        """Mean of the patches, unit length."""
        return unit(self.embeddings.mean(axis=0))


def unit(vector: np.ndarray) -> np.ndarray:
    return vector / max(float(np.linalg.norm(vector)), 1e-9)


def hear(path: Path, model: MusicnnAnalyser) -> Heard | None:
    with files.open_source(path, rate_hz=RATE_HZ) as source:
        samples = source.read(_LONGEST * FRAMES * HOP + HOP).mean(axis=1, dtype=np.float32)
    count = (len(samples) - HOP) // (FRAMES * HOP)
    if count < 1:
        return None
    frames = log_mel(samples)[: count * FRAMES]
    scores, embeddings = model.hear(frames.reshape(count, FRAMES, -1))
    vector = StyleAnalyser().analyse(listen(path), {})["vector"]
    return Heard(read_tags(path).artist or "", str(path.parent), vector, scores, embeddings)


def neighbours(songs: Sequence[Heard]) -> list[dict[str, float]]:
    measured = np.stack([song.vector for song in songs])
    heard = np.stack([song.embedding for song in songs])
    rows = []
    for share in _SHARES:
        alike = (1 - share) * measured @ measured.T + share * heard @ heard.T
        np.fill_diagonal(alike, -9.0)
        named = [k for k, song in enumerate(songs) if song.artist]
        artists = [songs[k].artist for k in named]
        rows.append({
            "share": share, "artist": hits(alike[np.ix_(named, named)], artists),
            "folder": hits(alike, [song.folder for song in songs]),
        })  # fmt: skip
    return rows


def hits(alike: np.ndarray, labels: Sequence[str]) -> float:
    """How often the nearest has the same label, of those that share theirs with anybody."""
    count = Counter(labels)
    asked = [k for k, label in enumerate(labels) if count[label] > 1]
    found = [labels[int(alike[k].argmax())] == labels[k] for k in asked]
    return round(float(np.mean(found)), 3)


def samples(songs: Sequence[Heard]) -> list[dict[str, object]]:
    long = [song for song in songs if len(song.scores) >= 30]
    return [
        {"patches": count, "how": how, **_far(long, count, how)}
        for how in ("apart", "middle")
        for count in _COUNTS
    ]


def _far(songs: Sequence[Heard], count: int, how: str) -> dict[str, float]:
    tags, cosines = [], []
    for song in songs:
        whole = len(song.scores)
        first = (whole - count) // 2
        apart = np.linspace(0, whole - 1, count).round().astype(int)
        chosen = apart if how == "apart" else np.arange(first, first + count)
        tags.append(np.abs(song.scores[chosen].mean(axis=0) - song.scores.mean(axis=0)).max())
        cosines.append(1.0 - unit(song.embeddings[chosen].mean(axis=0)) @ song.embedding)
    return {"largest_tag": round(float(np.mean(tags)), 4), "worst": round(float(max(tags)), 4),
            "embedding": round(float(np.mean(cosines)), 4)}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("folders", type=Path, nargs="+")
    options = parser.parse_args()
    model = MusicnnAnalyser(options.model)
    paths = sorted(path for folder in options.folders for path in folder.rglob("*"))
    heard = [hear(path, model) for path in paths if path.suffix in _ENDINGS]
    songs = [song for song in heard if song is not None]
    print(json.dumps({"songs": len(songs), "neighbours": neighbours(songs),
                      "excerpts": samples(songs)}, indent=1))  # fmt: skip


if __name__ == "__main__":
    main()
