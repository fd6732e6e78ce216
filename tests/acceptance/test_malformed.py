"""Fourteen hundred damaged and hostile files, and things that are no files, in one real scan."""

import hashlib
import os
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from dj.library import Issue, Store
from tests.acceptance.house import Home, Result, song
from tests.library.malformed import FORMS, bombs, mutants

pytestmark = pytest.mark.slow

_EACH = int(os.environ.get("DJ_MUTANTS", "100"))
"""Mutants of each of the fourteen formats."""

_MOST_MB = 220
"""Memory of the parent; without any file it is about 90 MB."""

_CODE = re.compile(r"Error\b|Exception|Errno|0x|NoneType|<|>")
"""What betrays that a reason was written for programmers."""


@dataclass(frozen=True, slots=True)
class Attack:
    """One scan of everything, and what it left."""

    home: Home
    still: dict[str, str]
    """Path → hash of what nobody but the scan could have touched, before it."""
    result: Result
    peak_mb: int
    seconds: float

    @property
    def library(self) -> Path:
        return self.home.place / "data" / "dj-session"

    def issues(self) -> dict[str, Issue]:
        with Store.open(self.library) as store:
            return {issue.where: issue for issue in store.issues()}


@pytest.fixture(scope="module")
def attack(tmp_path_factory: pytest.TempPathFactory) -> Attack:
    home = Home(tmp_path_factory.mktemp("attacked"))
    for form in FORMS:
        list(mutants(home.music / form.name, form, range(_EACH)))
    list(bombs(home.music / "bombs"))
    song(home.music / "good.flac", 1, seconds=6.0)
    things_that_are_no_files(home.music / "things")
    still = hashes(home.music)
    with restless(home.music / "restless"):
        started = time.monotonic()
        result, peak_mb = scan_watched(home, unprivileged())
        seconds = time.monotonic() - started
    return Attack(home, still, result, peak_mb, seconds)


def things_that_are_no_files(folder: Path) -> None:
    folder.mkdir()
    os.mkfifo(folder / "pipe.mp3")
    door = socket.socket(socket.AF_UNIX)
    door.bind(os.path.relpath(folder / "door.mp3"))
    door.close()
    (folder / "folder.flac").mkdir()
    for name, target in {"zero.mp3": "/dev/zero", "dangling.ogg": "nowhere", "self.wav": "self.wav",
                         "a.opus": "b.opus", "b.opus": "a.opus", "kernel.mp3": "/proc/kmsg",
                         "round": ".."}.items():  # fmt: skip
        (folder / name).symlink_to(target)
    (folder / "empty.m4a").touch()
    for name, size in {"hole.flac": 3 << 40, "hole.mp3": 100_000_000}.items():
        (folder / name).touch()
        os.truncate(folder / name, size)
    song(folder / "shut.flac", 2, seconds=2.0).chmod(0)
    song(folder / "closed" / "song.flac", 3, seconds=2.0)
    (folder / "closed").chmod(0)


def hashes(folder: Path) -> dict[str, str]:
    """Hash every file below a folder that can be read to its end; note what else there is."""
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        if path.is_file() and 0 < path.stat().st_size < 1_000_000_000
        else f"{path.lstat().st_mode:o}"
        for path in sorted(folder.rglob("*"))
    }


class restless:  # noqa: N801 - reads as a phrase where it is used
    """Files that grow, shrink, vanish and become pipes again and again, while a scan reads them."""

    def __init__(self, folder: Path) -> None:
        song(folder / "good.flac", 9, seconds=3.0)
        self._sound = (folder / "good.flac").read_bytes()
        self._ways: tuple[Callable[[Path], object], ...] = (
            self._grow, self._shrink, self._come_and_go, self._become_a_pipe,
        )  # fmt: skip
        self._paths = [folder / f"{n:02d}.flac" for n in range(12)]
        for path in self._paths:
            path.write_bytes(self._sound)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._stir)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _stir(self) -> None:
        while not self._stop.wait(0.02):
            for number, path in enumerate(self._paths):
                self._ways[number % len(self._ways)](path)

    def _grow(self, path: Path) -> None:
        with path.open("ab") as file:
            file.write(self._sound[:1000])

    def _shrink(self, path: Path) -> None:
        os.truncate(path, path.stat().st_size * 9 // 10 or len(self._sound))

    def _come_and_go(self, path: Path) -> None:
        path.unlink() if path.exists() else path.write_bytes(self._sound)

    def _become_a_pipe(self, path: Path) -> None:
        is_file = path.is_file()
        path.unlink()
        os.mkfifo(path) if is_file else path.write_bytes(self._sound)


def unprivileged() -> tuple[str, ...]:
    """Wrap a command so that root, too, is kept out of what is closed; nothing for others."""
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        return ()
    return ("setpriv", "--bounding-set=-dac_override,-dac_read_search")


def scan_watched(home: Home, wrapped_in: tuple[str, ...]) -> tuple[Result, int]:
    """Scan, and return the result and the most memory that the parent ever held, in MB."""
    running = home.start("scan", "music", wrapped_in=wrapped_in)
    peak_kb = 0
    ended = threading.Event()

    def look() -> None:
        nonlocal peak_kb
        while not ended.wait(0.1):
            peak_kb = max(peak_kb, held_kb(running.process))

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        return running.finish(patience_s=900), peak_kb // 1024
    finally:
        ended.set()
        watcher.join()


def held_kb(process: "subprocess.Popen[str]") -> int:
    try:
        status = Path(f"/proc/{process.pid}/status").read_text()
    except OSError:
        return 0
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found[1]) if found else 0


def test_the_scan_survives_and_tells_what_it_found(attack: Attack) -> None:
    assert attack.result.code == 0, attack.result.err
    assert "more: dj library issues" in attack.result.out
    assert "good" in attack.home.good("library", "list")


def test_no_file_costs_much_and_the_parent_stays_small(attack: Attack) -> None:
    assert attack.seconds < 10 * len(attack.still) / 2  # and by far: see the limits of one file
    assert attack.peak_mb < _MOST_MB


def test_every_file_is_either_music_or_reported_in_plain_words(attack: Attack) -> None:
    issues = attack.issues()
    with Store.open(attack.library) as store:
        known = store.known_files(attack.home.music)
    present = {path for path, file in known.items() if file.status == "present"}
    assert set(music_in(attack.still)) <= present | issues.keys()
    for issue in issues.values():
        assert not _CODE.search(issue.reason), issue.reason
        assert issue.reason.isprintable()
        assert len(issue.reason) < 200


def music_in(still: dict[str, str]) -> Iterator[str]:
    closed = {path for path in still if "/closed/" in path or path.endswith("/round")}
    return (path for path in still if Path(path).suffix and path not in closed)


def test_what_is_no_file_is_told_for_what_it_is(attack: Attack) -> None:
    things = str(attack.home.music / "things")
    told = {where.removeprefix(things + "/"): issue.reason
            for where, issue in attack.issues().items() if where.startswith(things)}  # fmt: skip
    odd = "is not a file but a pipe, a socket or a device"
    hole = "is mostly empty space on the disk, as a download that has not finished"
    loop = "cannot be opened: Too many levels of symbolic links"
    shut = "cannot be opened: Permission denied"
    assert told.items() >= {
        "pipe.mp3": odd, "door.mp3": odd, "zero.mp3": odd, "hole.flac": hole,
        "dangling.ogg": "cannot be opened: No such file or directory",
        "self.wav": loop, "a.opus": loop, "b.opus": loop, "empty.m4a": "is empty",
        "folder.flac": "is a folder, although its name ends like a music file's",
        "kernel.mp3": "is empty",
    }.items()  # fmt: skip
    assert "hole.mp3" in told
    if os.geteuid() != 0 or unprivileged():
        assert told["shut.flac"] == shut
        assert told["closed"] == "the folder cannot be opened: Permission denied"


def test_nothing_of_the_users_was_changed(attack: Attack) -> None:
    after = hashes(attack.home.music)
    restless = str(attack.home.music / "restless")
    new = {path for path in after.keys() - attack.still if not path.startswith(restless)}
    assert new == set()
    assert {path: after[path] for path in attack.still} == attack.still


def test_the_next_scan_tries_none_of_it_again(attack: Attack) -> None:
    shutil.rmtree(attack.home.music / "restless")
    before = {where: issue.reason for where, issue in attack.issues().items()}
    again = attack.home.run("scan", "music", wrapped_in=unprivileged())
    assert again.code == 0
    assert "analysing" not in again.err
    after = {where: issue.reason for where, issue in attack.issues().items()}
    assert after == {w: why for w, why in before.items() if "/restless/" not in w}
