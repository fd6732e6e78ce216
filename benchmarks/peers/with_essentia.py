"""essentia: RhythmExtractor2013 (multifeature) and the key extractor (bgate). AGPL-3.0."""

from collections.abc import Mapping

import essentia
import essentia.standard as es
from reporting import main

essentia.log.infoActive = False
essentia.log.warningActive = False


def analyse(path: str) -> Mapping[str, object]:
    samples = es.MonoLoader(filename=path, sampleRate=44100)()
    tempo, beats, *_ = es.RhythmExtractor2013(method="multifeature")(samples)
    key, scale, _ = es.KeyExtractor(profileType="bgate")(samples)
    return {"tempo_bpm": float(tempo), "beats_s": beats.tolist(), "key": f"{key} {scale}"}


if __name__ == "__main__":
    main(analyse)
