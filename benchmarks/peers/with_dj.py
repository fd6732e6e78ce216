"""Ours: one file through the same function that the workers of a scan run."""

from collections.abc import Mapping
from pathlib import Path

from reporting import main

from dj.analysis import analyse_file
from dj.analysis.worker import prepare
from dj.units import TrackId


def analyse(path: str) -> Mapping[str, object]:
    found = analyse_file((TrackId("0" * 32), Path(path)))
    return {
        "tempo_bpm": found.tempo_bpm,
        "beats_s": found.beats_s.tolist(),
        "downbeats_s": found.downbeats_s.tolist(),
        "key": str(found.key) if found.key else None,
        "lufs": found.loudness_lufs,
        "vocals": [(region.start_s, region.end_s) for region in found.vocal_regions],
        "boundaries_s": [section.start_s for section in found.sections[1:]],
        "cue_in_s": found.cues.cue_in_s,
        "post_s": found.cues.post_s,
        "cue_out_s": found.cues.cue_out_s,
        "ending": found.cues.ending.value,
    }


if __name__ == "__main__":
    prepare()
    main(analyse)
