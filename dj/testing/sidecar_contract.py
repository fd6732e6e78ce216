"""What every reader of sidecars owes: inherit `SidecarContract` and fill in two methods.

class TestMyReader(SidecarContract):
    def reader(self) -> SidecarReader: ...
    def write_example(self, folder: Path) -> Path: ...
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pytest

from dj.errors import DjError
from dj.interfaces import SidecarReader

TAGS = frozenset({"title", "artist", "album", "album_artist", "track", "disc", "year", "genre"})
_DAMAGED_COPIES = 24


class SidecarContract:
    """The behaviour that `dj scan` relies on."""

    def reader(self) -> SidecarReader:
        """Return the reader under test."""
        raise NotImplementedError

    def write_example(self, folder: Path) -> Path:
        """Write a sound sidecar that names a title for at least one file; return its path."""
        raise NotImplementedError

    @pytest.fixture
    def example(self, tmp_path: Path) -> Path:
        """Make the example once for each test."""
        return self.write_example(tmp_path)

    def test_recognises_its_own_file_in_any_letter_case(self, example: Path) -> None:
        """File systems differ in it."""
        for name in (example.name, example.name.upper(), example.name.title()):
            assert self.reader().recognises(name)

    @pytest.mark.parametrize(
        "name", ["", "cover.jpg", "song.ogg", "01 - Album.mp3", "notes.txt", "album", ".DS_Store"]
    )
    def test_does_not_recognise_music_pictures_and_notes(self, name: str) -> None:
        """Every file beside music is asked about."""
        assert not self.reader().recognises(name)

    def test_names_files_and_known_tags_as_text(self, example: Path) -> None:
        """The library cleans values itself, but must know what they are."""
        told = self.reader().read(example)
        assert any(tags.get("title") for tags in told.values())
        for name, tags in told.items():
            assert name
            assert set(tags) <= TAGS
            assert all(isinstance(value, str) for value in tags.values())

    def test_reading_changes_nothing_and_repeats_itself(self, example: Path) -> None:
        """A sidecar is somebody's only copy, and may lie on a read-only disk."""
        before = example.read_bytes()
        assert self.reader().read(example) == self.reader().read(example)
        assert example.read_bytes() == before
        assert list(example.parent.iterdir()) == [example]

    def test_a_broken_sidecar_gives_tags_or_one_clear_error(self, example: Path) -> None:
        """Whatever the bytes are, nothing but `DjError` may come out."""
        for damaged in _damage(example.read_bytes()):
            example.write_bytes(damaged)
            told = self._told_or_refused(example)
            assert all(isinstance(tags, Mapping) for tags in told.values())

    def test_what_is_no_small_file_is_refused(self, example: Path) -> None:
        """A huge file is read to a limit, and a folder is none."""
        example.write_bytes(example.read_bytes() + b"\n" * 40_000_000)
        with pytest.raises(DjError):
            self.reader().read(example)
        example.unlink()
        example.mkdir()
        with pytest.raises((DjError, OSError)):
            self.reader().read(example)

    def _told_or_refused(self, path: Path) -> Mapping[str, Mapping[str, str]]:
        try:
            return self.reader().read(path)
        except DjError:
            return {}


def _damage(sound: bytes) -> Iterator[bytes]:
    """Yield copies cut short, overwritten, doubled, emptied, nested deep and in other encodings."""
    rng = np.random.default_rng(2003)
    yield from (b"", b"\0" * 4096, sound + sound, b"\xef\xbb\xbf" + sound, b"\xff\xfe\xff")
    yield sound.decode().encode("utf-16")
    yield from (b"[" * 100_000, b'{"a":' * 100_000, b"[song]\n" * 50_000, b"=" * 900_000)
    for _ in range(_DAMAGED_COPIES // 2):
        yield sound[: int(rng.integers(len(sound)))]
    for _ in range(_DAMAGED_COPIES // 2):
        at = int(rng.integers(len(sound)))
        noise = rng.integers(0, 256, size=int(rng.integers(1, 12)), dtype=np.uint8).tobytes()
        yield sound[:at] + noise + sound[at + len(noise) :]
