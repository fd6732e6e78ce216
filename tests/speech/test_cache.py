from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from dj.errors import OutputError
from dj.model.audio import Audio
from dj.model.persona import VoiceSettings
from dj.speech.cache import Cache, Key
from dj.speech.clips import Clip, faded

KEY = Key(engine="silent", engine_version="1", voice=VoiceSettings(), text="Hello.", rate_hz=44_100)


def _clip() -> Clip:
    return faded(Audio(samples=np.full((4410, 1), 0.1, np.float32), sample_rate_hz=44_100))


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(folder=tmp_path / "takes")


def test_what_was_kept_is_found_again(cache: Cache) -> None:
    kept = cache.put(KEY, _clip(), "heart", (0.1,))
    assert cache.get(KEY) == kept
    assert kept.frames == pytest.approx(4410, abs=1)
    assert kept.voice == "heart"


@pytest.mark.parametrize(
    "change",
    [
        {"engine": "other"},
        {"engine_version": "2"},
        {"text": "Hello!"},
        {"rate_hz": 48_000},
        {"chain": "0"},
        {"voice": VoiceSettings(rate=1.1)},
    ],
)
def test_anything_that_changes_the_sound_is_another_entry(
    cache: Cache, change: dict[str, object]
) -> None:
    cache.put(KEY, _clip(), "", ())
    assert cache.get(replace(KEY, **change)) is None  # type: ignore[arg-type]


@pytest.mark.parametrize("ending", [".wav", ".json"])
@pytest.mark.parametrize("damage", ["cut", "altered", "emptied", "gone"])
def test_a_damaged_entry_is_not_there(cache: Cache, ending: str, damage: str) -> None:
    cache.put(KEY, _clip(), "", ())
    path = cache.path(KEY).with_suffix(ending)
    data = path.read_bytes()
    changed = {
        "cut": data[: len(data) // 2],
        "altered": data[:60] + bytes([data[60] ^ 1]) + data[61:],
        "emptied": b"",
    }
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(changed[damage])
    assert cache.get(KEY) is None
    assert cache.put(KEY, _clip(), "", ()) == cache.get(KEY)


def test_a_copy_is_the_same_file(cache: Cache, tmp_path: Path) -> None:
    cache.put(KEY, _clip(), "", ())
    cache.copy(KEY, tmp_path / "session" / "clip.wav")
    assert (tmp_path / "session" / "clip.wav").read_bytes() == cache.path(KEY).read_bytes()
    assert [path.name for path in (tmp_path / "session").iterdir()] == ["clip.wav"]


def test_a_place_that_cannot_be_written_is_named(cache: Cache, tmp_path: Path) -> None:
    cache.put(KEY, _clip(), "", ())
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match="cannot be kept"):
        cache.copy(KEY, tmp_path / "file" / "clip.wav")
