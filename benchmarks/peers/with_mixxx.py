"""mixxx-analyzer: tempo, beats, key and loudness as Mixxx finds them. GPL-2.0-or-later."""

from collections.abc import Mapping

import mixxx_analyzer
from reporting import main


def analyse(path: str) -> Mapping[str, object]:
    found = mixxx_analyzer.analyze(path)
    return {
        "tempo_bpm": found.bpm,
        "beats_s": list(found.beatgrid),
        "key": found.key,
        "lufs": found.lufs,
    }


if __name__ == "__main__":
    main(analyse)
