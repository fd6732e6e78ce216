"""Where a long rendering keeps what it has finished, so that a killed one goes on from there.

Beside the mix stands a hidden folder named after everything that decides the sound. In it each five
minutes of the mix wait as plain samples, and each finished encoding waits to be measured. A pass
after the first takes the mix from there, too. Nothing is compressed: that would cost more than to
mix again. A short programme, or one on a disk without much room, keeps nothing.
"""

import json
import os
import shutil
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from dj.audio.files import CHANNELS
from dj.errors import DjError, OutputError
from dj.model.audio import Samples
from dj.writing import output_error

PART_S = 300
"""Length of a part; what a kill costs at most."""
_FRAME_BYTES = CHANNELS * 4
_PAGE_BYTES = 4096
_ROOM = 3
"""Parts are kept only where so many times their size is free."""

Mixer = Callable[[int, list[str]], Iterator[Samples]]
"""Gives the mix from a frame on and adds to the notes."""


class Stopped(OutputError):  # noqa: N818 - it is not an error to stop
    """The work was cancelled; what is finished stays for the next time."""


class Work:
    """The folder of one rendering; a context manager."""

    def __init__(self, output: Path, key: str, length_frames: int, rate_hz: int) -> None:
        """Make the folder, and remove those of other renderings of the same file.

        Args:
            output: the mix.
            key: hexadecimal digest of all that decides the samples before limiting.
            length_frames: length of the programme.
            rate_hz: its rate.

        Raises:
            OutputError: if the folder cannot be made.
        """
        stem = f".{output.stem[:40]}-"
        self.folder = output.parent / f"{stem}{key}"
        self._output = output
        self._length, self._rate = length_frames, rate_hz
        try:
            for other in output.parent.glob(f"{stem}{'[0-9a-f]' * len(key)}"):
                if other != self.folder:
                    shutil.rmtree(other, ignore_errors=True)
            self.folder.mkdir(exist_ok=True)
            free = shutil.disk_usage(self.folder).free
        except OSError as error:
            raise output_error(output, error) from error
        is_long = length_frames > PART_S * rate_hz
        self._keeps = is_long and free > _ROOM * length_frames * _FRAME_BYTES

    def blocks(self, mixer: Mixer, notes: list[str]) -> Iterator[Samples]:
        """Yield the mix in blocks of a second: finished parts first, then what is mixed anew."""
        at, number = 0, 0
        while self._keeps and (told := self._told(number)) is not None:
            notes[:] = told
            for block in self._read(number):
                at += len(block)
                yield block
            number += 1
        if at < self._length:
            yield from self._recorded(mixer(at, notes), number, notes)

    def encoded(self, name: str, make: Callable[[Path, list[str]], None]) -> tuple[Path, list[str]]:
        """Return a finished encoding and its notes; `make` makes it if it is not there yet.

        Raises:
            OutputError: if it cannot be written.
        """
        done, notes = self.folder / name, list[str]()
        told = done.with_suffix(".json")
        if self._keeps and done.exists() and told.exists():
            return done, list(json.loads(told.read_text()))
        unfinished = self.folder / f"unfinished-{name}"
        make(unfinished, notes)
        try:
            with unfinished.open("rb") as file:
                os.fsync(file.fileno())
            told.write_text(json.dumps(notes))
            unfinished.replace(done)
        except OSError as error:
            raise output_error(done, error) from error
        return done, notes

    def __enter__(self) -> Self:
        """Use as a context, so that nothing is left when the mix is complete."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Remove the folder, unless a long work was stopped and can go on."""
        over = kind is None or (issubclass(kind, DjError) and not issubclass(kind, Stopped))
        if over or not any(self.folder.glob("*.f32")):
            shutil.rmtree(self.folder, ignore_errors=True)

    def _part(self, number: int) -> Path:
        return self.folder / f"{number:04d}.f32"

    def _frames(self, number: int) -> int:
        whole = PART_S * self._rate
        return max(0, min(whole, self._length - number * whole))

    def _told(self, number: int) -> list[str] | None:
        """Notes up to the end of a part; None if it is not there, whole and undamaged."""
        part, frames = self._part(number), self._frames(number)
        try:
            if not frames or part.stat().st_size != frames * _FRAME_BYTES:
                return None
            told = json.loads(part.with_suffix(".json").read_text())
            check = 0
            for block in self._read(number):
                check = _checked(block, check)
            return list(told["notes"]) if told["check"] == check else None
        except (OSError, ValueError, KeyError):
            return None

    def _read(self, number: int) -> Iterator[Samples]:
        with self._part(number).open("rb") as file:
            while len(flat := np.fromfile(file, "<f4", self._rate * CHANNELS)):
                yield flat.reshape(-1, CHANNELS)

    def _recorded(
        self, blocks: Iterator[Samples], number: int, notes: list[str]
    ) -> Iterator[Samples]:
        """Pass blocks on and keep each part that is complete."""
        while frames := self._frames(number):
            yield from self._one_part(blocks, number, frames, notes)
            number += 1

    def _one_part(
        self, blocks: Iterator[Samples], number: int, frames: int, notes: Sequence[str]
    ) -> Iterator[Samples]:
        unfinished = self._part(number).with_suffix(".unfinished")
        with suppress(FileNotFoundError):
            unfinished.unlink()
        check = 0
        while frames:
            block = next(blocks)
            frames -= len(block)
            if self._keeps:
                self._append(unfinished, block)
                check = _checked(block, check)
            yield block
        if self._keeps:
            self._complete(number, {"notes": list(notes), "check": check})

    def _append(self, path: Path, block: Samples) -> None:
        try:
            with path.open("ab", buffering=0) as file:
                file.write(block.data.cast("B"))
        except OSError:
            self._give_up()

    def _complete(self, number: int, told: Mapping[str, object]) -> None:
        part = self._part(number)
        try:
            part.with_suffix(".unfinished").replace(part)
            part.with_suffix(".json").write_text(json.dumps(told))
        except OSError:
            self._give_up()

    def _give_up(self) -> None:
        """Keep nothing more: the room is needed for the mix itself."""
        self._keeps = False
        for kept in (*self.folder.glob("*.f32"), *self.folder.glob("*.unfinished")):
            kept.unlink(missing_ok=True)


def _checked(block: Samples, check: int) -> int:
    """Add a block to a checksum: a word of every page, because a disk loses pages, not bytes."""
    words = block.reshape(-1).view(np.uint32)
    return zlib.crc32(words[:: _PAGE_BYTES // 4].tobytes(), check)
