from dataclasses import replace
from pathlib import Path

from dj import session
from dj.model.manifest import Manifest
from dj.testing.examples import manifest


def lines(record: Manifest, folder: Path) -> list[str]:
    session.project(record, folder, ["lrc"])
    return (folder / "mix.lrc").read_text("utf-8").splitlines()[3:]


def spoken(*captions: tuple[int, int, str]) -> Manifest:
    record = manifest(["One", "Two"])
    return replace(record, takes=(replace(record.takes[0], captions=captions),))


def test_after_the_hosts_words_the_song_stands_there_again(tmp_path: Path) -> None:
    assert lines(spoken((0, 1500, "Hello."), (2000, 3000, "And on.")), tmp_path) == [
        "[00:00.00]♪ Somebody - One",
        "[00:01.00]Hello.",
        "[00:02.50]♪ Somebody - One",
        "[00:03.00]And on.",
        "[00:04.00]♪ Somebody - One",
        "[00:57.50]♪ Somebody - Two",
    ]


def test_words_that_follow_at_once_are_not_parted_by_a_song(tmp_path: Path) -> None:
    found = lines(spoken((0, 1000, "Hello."), (1000, 2000, "And on.")), tmp_path)
    assert found[1:3] == ["[00:01.00]Hello.", "[00:02.00]And on."]


def test_a_song_that_begins_under_words_waits_for_their_end(tmp_path: Path) -> None:
    found = lines(spoken((56_000, 58_000, "Next: Two.")), tmp_path)
    assert found[1:] == ["[00:57.00]Next: Two.", "[00:59.00]♪ Somebody - Two"]
