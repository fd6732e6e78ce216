from pathlib import Path

import pytest

from benchmarks.importing_samples import SAMPLES, plays
from dj.listeners.detecting import detect, load
from dj.model.listening import Listen


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_read_as_it_was_written(name: str, tmp_path: Path) -> None:
    path = tmp_path / "sample"
    with path.open("w", encoding="utf-8", newline="") as stream:
        SAMPLES[name].write(stream, plays(30))
    assert detect(path) == name
    found = list(load(name).read(path))
    assert [row.title for row in found if isinstance(row, Listen)] == [p.title for p in plays(30)]
    SAMPLES[name].peer(path)
