"""What every importer owes: inherit `ImporterContract` in a test module and fill in two methods.

class TestMyImporter(ImporterContract):
    def importer(self) -> Importer: ...
    def write_example(self, folder: Path) -> Path: ...
"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from dj.errors import ImportFileError
from dj.interfaces import Importer
from dj.model.listening import Heard, Save, Tally
from dj.model.track import Skipped

HEAD_BYTES = 65_536
_DAMAGED_COPIES = 24


class ImporterContract:
    """The behaviour that `dj import` relies on."""

    def importer(self) -> Importer:
        """Return the importer under test."""
        raise NotImplementedError

    def write_example(self, folder: Path) -> Path:
        """Write a sound file of at least two good rows into a folder and return its path."""
        raise NotImplementedError

    @pytest.fixture
    def example(self, tmp_path: Path) -> Path:
        """Make the example once for each test."""
        return self.write_example(tmp_path)

    def rows(self, path: Path) -> list[Heard | Skipped]:
        """Read everything the importer finds."""
        return list(self.importer().read(path))

    def test_recognises_its_own_format_by_content_alone(self, example: Path) -> None:
        """A renamed file is still the same file."""
        head = example.read_bytes()[:HEAD_BYTES]
        assert self.importer().recognises(head, "export.dat")

    @pytest.mark.parametrize(
        "head",
        [b"", b"\n", b"\0" * 64, b"PK\x03\x04", b"hello", b"{}", b"[]", b"<html></html>",
         b"artist,title\r\nA,B\r\n", b"\xff\xd8\xff\xe0", b"#AUDIOSCROBBLER/1.1\n"],
    )  # fmt: skip
    def test_does_not_recognise_other_files(self, head: bytes) -> None:
        """Detection asks every importer: a careless yes takes files from others."""
        assert not self.importer().recognises(head, "export.dat")

    def test_reads_every_row_of_a_sound_file(self, example: Path) -> None:
        """A sound file has nothing to refuse."""
        rows = self.rows(example)
        assert len(rows) >= 2
        assert not [row for row in rows if isinstance(row, Skipped)]

    def test_rows_are_dated_in_utc_and_named(self, example: Path) -> None:
        """Later rooms compare dates, and names are all they may have."""
        for row in self.rows(example):
            assert isinstance(row, Heard)
            assert row.title
            assert row.artist or isinstance(row, Save)
            assert row.source
            dates = [getattr(row, name, None) for name in ("started_at", "saved_at", "last_at")]
            assert all(date is None or date.utcoffset() == timedelta(0) for date in dates)
            assert not isinstance(row, Tally) or row.plays + row.skips > 0

    def test_the_same_file_gives_the_same_rows(self, example: Path) -> None:
        """Importing is repeatable."""
        assert self.rows(example) == self.rows(example)

    def test_the_file_is_only_read(self, example: Path) -> None:
        """An export is somebody's only copy, and may lie on a read-only disk."""
        before = example.read_bytes()
        example.chmod(0o400)
        self.rows(example)
        assert example.read_bytes() == before
        assert [path for path in example.parent.iterdir() if path.is_file()] == [example]

    def test_a_damaged_file_gives_skipped_rows_or_one_clear_error(self, example: Path) -> None:
        """Whatever the bytes are, nothing but `ImportFileError` may come out."""
        sound = example.read_bytes()
        copy = example.with_name("damaged" + example.suffix)
        for damaged in _damage(sound):
            copy.write_bytes(damaged)
            for row in self._rows_or_refusal(copy):
                assert isinstance(row, Heard | Skipped)
                if isinstance(row, Skipped):
                    assert row.where.startswith(str(copy))
                    assert row.reason

    def _rows_or_refusal(self, path: Path) -> list[Heard | Skipped]:
        try:
            return self.rows(path)
        except ImportFileError as error:
            return [Skipped(where=error.where, reason=error.message)]


def _damage(sound: bytes) -> Iterator[bytes]:
    """Yield copies cut short, overwritten, doubled and emptied."""
    rng = np.random.default_rng(2002)
    yield b""
    yield sound + sound
    for _ in range(_DAMAGED_COPIES // 2):
        yield sound[: int(rng.integers(len(sound)))]
    for _ in range(_DAMAGED_COPIES // 2):
        at = int(rng.integers(len(sound)))
        noise = rng.integers(0, 256, size=int(rng.integers(1, 12)), dtype=np.uint8).tobytes()
        yield sound[:at] + noise + sound[at + len(noise) :]
