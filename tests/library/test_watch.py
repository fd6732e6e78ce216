import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from watchfiles import Change

from dj.library.scan import refresh, scan
from dj.library.store import Store
from dj.library.walk import find_near
from dj.library.watch import Pending, Watch, needs_polling
from tests.library.conftest import noise, write_audio

MOUNTS = """\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 22 0:26 / /home/ana/Net\\040drive rw shared:9 - nfs4 server:/music rw
31 22 0:27 / /home/ana/phone rw shared:9 master:2 - fuse.jmtpfs jmtpfs rw
32 22 0:28 / /home/ana/stick rw - fuseblk /dev/sdb1 rw
33 30 0:29 / /home/ana/Net\\040drive/local rw - ext4 /dev/sdc1 rw
"""


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "library") as opened:
        yield opened


def touch(path: Path, size: int = 1) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes(size))
    return path


@pytest.mark.parametrize(
    ("root", "polled"),
    [
        ("/home/ana/Music", False),
        ("/home/ana/Net drive/albums", True),
        ("/home/ana/phone", True),
        ("/home/ana/stick", False),
        ("/home/ana/Net drive/local", False),
        ("/home/ana", True),
        ("/", True),
    ],
)
def test_a_drive_that_tells_nothing_is_looked_at_again_and_again(root: str, polled: bool) -> None:
    assert needs_polling([Path(root)], MOUNTS) is polled
    assert not needs_polling([Path(root)], "")


def test_a_file_is_told_when_it_has_stopped_growing(tmp_path: Path, clock: Clock) -> None:
    pending, song = Pending(2.0, clock), touch(tmp_path / "a.mp3")
    pending.note([str(song)])
    for second in (1, 2, 3):
        clock.now = second
        touch(song, 10 * second)
        assert pending.at_rest() == []
    clock.now = 4.5
    assert pending.at_rest() == []
    clock.now = 5.0
    assert pending.at_rest() == [str(song)]
    assert pending.at_rest() == []


def test_what_belongs_together_is_told_together(tmp_path: Path, clock: Clock) -> None:
    pending, gone, new = Pending(2.0, clock), tmp_path / "old.mp3", touch(tmp_path / "new.mp3")
    pending.note([str(gone)])
    clock.now = 1.5
    pending.note([str(new)])
    clock.now = 2.5
    assert pending.at_rest() == []
    clock.now = 3.5
    assert pending.at_rest() == [str(new), str(gone)]


def test_a_file_that_never_stops_growing_does_not_hold_up_the_others(
    tmp_path: Path, clock: Clock
) -> None:
    pending, song, tape = Pending(2.0, clock), touch(tmp_path / "a.mp3"), tmp_path / "tape.wav"
    pending.note([str(song), str(touch(tape))])
    told: list[str] = []
    for second in range(1, 100):
        clock.now = second
        touch(tape, second)
        told += pending.at_rest()
    assert told == [str(song)]


def test_near_a_file_lies_its_folder_and_near_a_folder_all_below(tmp_path: Path) -> None:
    for name in ("a/1.mp3", "a/deep/2.mp3", "b/3.mp3", "b/deep/4.mp3", "c/5.mp3"):
        touch(tmp_path / name)
    places = [tmp_path / "a" / "gone.mp3", tmp_path / "b", tmp_path / "nowhere" / "6.mp3"]
    found = {str(Path(path).relative_to(tmp_path)) for path in find_near(places).files}
    assert found == {"a/1.mp3", "b/3.mp3", "b/deep/4.mp3"}


@pytest.mark.slow
def test_a_refresh_finds_what_came_moved_and_went_and_leaves_the_rest(
    store: Store, tmp_path: Path
) -> None:
    music = tmp_path / "music"
    for seed, name in enumerate(("a/1.wav", "a/2.wav", "b/3.wav", "c/4.wav", "c/d/5.wav")):
        write_audio(music / name, noise(1.2, seed))
    scan([music], store, processes=1)
    (music / "a" / "1.wav").rename(music / "b" / "one.wav")
    write_audio(music / "b" / "6.wav", noise(1.2, 6))
    (music / "c").rename(tmp_path / "aside")
    (music / "a" / "2.wav").unlink()  # nobody tells of this one, but its folder is looked at
    places = [music / "a" / "1.wav", music / "b" / "one.wav", music / "b" / "6.wav", music / "c"]
    report = refresh(places, store, processes=1)
    assert (report.added, report.moved, report.gone, report.unchanged) == (1, 1, 3, 1)
    assert {track.path.name for track in store.tracks()} == {"one.wav", "3.wav", "6.wav"}
    (tmp_path / "aside").rename(music / "back")
    report = refresh([music / "back"], store, processes=1)
    assert (report.found, report.moved) == (2, 2)
    again = scan([music], store, processes=1)
    assert (again.found, again.unchanged, again.gone) == (5, 5, 0)


@pytest.mark.slow
@pytest.mark.parametrize("polling", [False, True])
def test_a_watch_tells_of_everything_that_happens_to_music(
    tmp_path: Path, polling: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dj.library.watch._POLL_MS", 200)
    music = tmp_path / "music"
    old = touch(music / "old.mp3")
    touch(music / "cover.jpg")
    with Watch([music], rest_s=0.5, polling=polling) as watch:
        places = watch.places()
        threading.Timer(0.7, lambda: make_changes(music, old)).start()
        told: set[Path] = set()
        while not told >= {old, music / "new.mp3", music / "album"}:
            told |= set(next(places))
    assert music / "cover.jpg" not in told
    assert music / ".hidden.mp3" not in told


def make_changes(music: Path, old: Path) -> None:
    touch(music / "new.mp3", 10)
    touch(music / ".hidden.mp3")
    touch(music / "cover.jpg", 10)
    old.rename(music / "renamed.mp3")
    touch(music / "album" / "1.mp3")


def test_a_folder_that_went_with_its_drive_is_not_told_as_emptied(tmp_path: Path) -> None:
    song = touch(tmp_path / "music" / "a.mp3")
    watch, lost = Watch([song.parent]), {(Change.deleted, str(song))}
    assert list(watch._relevant(lost)) == [str(song)]
    song.parent.rename(tmp_path / "unplugged")
    assert list(watch._relevant(lost)) == []


@pytest.mark.slow
def test_a_drive_that_comes_back_is_told_as_a_whole_and_heard_again(tmp_path: Path) -> None:
    music, away = tmp_path / "music", tmp_path / "unplugged"
    touch(music / "a.mp3")
    with Watch([music], rest_s=0.5, polling=False) as watch:
        places = watch.places()
        threading.Timer(0.5, lambda: music.rename(away)).start()
        threading.Timer(2.5, lambda: away.rename(music)).start()
        threading.Timer(2.7, lambda: touch(music / "early.mp3")).start()
        assert next(places) == (music,)
        threading.Timer(0.5, lambda: touch(music / "late.mp3")).start()
        told: set[Path] = set()
        while music / "late.mp3" not in told:
            told |= set(next(places))
