from dataclasses import replace
from pathlib import Path

from dj.library.duplicates.quality import quality
from dj.model.track import Track
from dj.units import TrackId

TRACK = Track(id=TrackId("1" * 32), path=Path("x"), title="T", artist="A", duration_s=100.0)


def best(folder: Path, sizes: dict[str, int]) -> str:
    for name, size in sizes.items():
        (folder / name).write_bytes(bytes(size))
    return min(sizes, key=lambda name: quality(TRACK, folder / name))


def test_lossless_comes_before_bitrate(tmp_path: Path) -> None:
    assert best(tmp_path, {"a.mp3": 4_000_000, "b.flac": 2_000_000}) == "b.flac"
    assert best(tmp_path, {"c.mp3": 4_000_000, "d.m4a": 9_000_000}) == "d.m4a"


def test_bitrate_counts_by_what_the_codec_makes_of_it(tmp_path: Path) -> None:
    assert best(tmp_path, {"a.mp3": 4_000_000, "b.mp3": 1_600_000}) == "a.mp3"
    assert best(tmp_path, {"c.mp3": 1_600_000, "d.opus": 1_600_000}) == "d.opus"


def test_tags_decide_between_equals(tmp_path: Path) -> None:
    for name in ("a.mp3", "b.mp3"):
        (tmp_path / name).write_bytes(bytes(1_600_000))
    tagged = replace(TRACK, album="L", year=1990)
    assert quality(tagged, tmp_path / "b.mp3") < quality(TRACK, tmp_path / "a.mp3")


def test_a_file_that_is_gone_is_worth_least(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_bytes(bytes(100_000))
    assert quality(TRACK, tmp_path / "a.mp3") < quality(TRACK, tmp_path / "gone.mp3")
