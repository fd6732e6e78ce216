"""Facts of a session file, held against what editors say today."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dj import editorial
from dj.errors import ManifestError
from dj.library.store import FileRow, Stamp, Store
from dj.model.manifest import Manifest
from dj.model.script import Script, VoicedFact
from dj.speakable import fallen, need_standing, songs_of
from dj.testing.examples import manifest, song

ROWS = """
- {id: room, subject: {artist: Ana, title: Harbour}, predicate: recorded_at,
   value: Harbour Hall, as_of: 2026-05-01, source: {title: Notes, locator: page 3}VALID}
"""
TOLD = VoicedFact(says="recorded_at of Ana - Harbour", value="Harbour Hall", source="Notes, page 3")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    write("")
    with Store.open(tmp_path / "library") as opened:
        track = song(1, title="Harbour", artist="Ana").track
        stamp = Stamp(size=1, mtime_ns=1, reader=1)
        opened.save_files([FileRow(path=str(track.path), stamp=stamp, outcome=track)])
        yield opened


def write(valid: str) -> None:
    Path("facts.yaml").write_text(ROWS.replace("VALID", valid))


@pytest.fixture
def made(store: Store) -> Manifest:
    """One song, of which a fact is told."""
    (track,) = store.tracks()
    record = manifest()
    first = replace(record.tracks[0], id=track.id)
    return replace(record, tracks=(first,), script=Script(persona="ava", facts={"room": TOLD}))


def test_a_fact_that_was_taken_back_is_not_spoken(store: Store, made: Manifest) -> None:
    need_standing(store, made, "house")
    editorial.take_back("room", "Rosa", date(2026, 11, 28), "it was another")
    with pytest.raises(ManifestError, match=r"'room'.*it was withdrawn") as caught:
        need_standing(store, made, "house")
    assert caught.value.hint == "Plan the session again."
    assert fallen((), made, spoken=True) == fallen(songs_of(store, made), made, spoken=False)


def test_what_was_spoken_in_time_is_no_finding_later(store: Store, made: Manifest) -> None:
    write(", valid_to: 2026-11-24")
    tracks = songs_of(store, made)
    earlier = replace(made, at="2026-11-24T22:00Z")
    assert fallen(tracks, earlier, spoken=True) == ()
    assert fallen(tracks, replace(earlier, time_zone="Pacific/Auckland"), spoken=True)
    assert fallen(tracks, replace(earlier, at="2098-01-01T00:00Z"), spoken=False)
