from dataclasses import replace

import pytest

from dj.model.manifest import Manifest, ManifestSound
from dj.model.timeline import Event, EventKind
from dj.session.programme import entries, left_out, why
from dj.testing.examples import RATE_HZ, manifest


def with_sound(kind: EventKind, path: str) -> Manifest:
    record = manifest(["One", "Two"])
    sound = ManifestSound(
        id="imaging/ident", path=path, sha256="", frames=2 * RATE_HZ, loudness_lufs=-16.0,
        title="Ident",
    )  # fmt: skip
    event = Event(id="i00", kind=kind, source_id=sound.id, at_frame=10 * RATE_HZ,
                  source_in_frame=0, source_out_frame=RATE_HZ)  # fmt: skip
    events = sorted((*record.timeline.events, event), key=lambda e: (e.at_frame, e.kind, e.id))
    timeline = replace(record.timeline, events=tuple(events))
    return replace(record, sounds=(sound,), timeline=timeline)


def test_songs_clips_and_idents_come_in_order_of_time() -> None:
    found = list(entries(with_sound(EventKind.IMAGING, "sounds/ident.wav")))
    assert [(entry.label, entry.duration_ms) for entry in found] == [
        ("Somebody - One", 60_000),
        ("Ava - Good morning. This is First light.", 4_000),
        ("Ident", 2_000),
        ("Somebody - Two", 60_000),
    ]


def test_a_bed_is_no_entry_and_a_sound_without_a_file_neither() -> None:
    for record in (
        with_sound(EventKind.BED, "sounds/bed.wav"),
        with_sound(EventKind.IMAGING, ""),
    ):
        assert [entry.title for entry in entries(record)][::2] == ["One", "Two"]


def test_a_long_clip_has_a_short_title_and_all_its_words() -> None:
    words = "word " * 40
    clip = list(entries(manifest(words=words)))[1]
    assert len(clip.title) <= 80
    assert clip.note == words.strip()


def test_a_song_is_told_by_theme_and_strongest_reasons() -> None:
    record = manifest()
    assert why(record, record.tracks[0]) == "favourites: style, affinity"
    slots = tuple(
        replace(slot, decision=replace(slot.decision, signals={})) for slot in record.lineup.slots
    )
    plain = replace(record, lineup=replace(record.lineup, slots=slots))
    assert why(plain, plain.tracks[0]) == "favourites"


@pytest.mark.parametrize("path", ["a.mp3", "#1.mp3", " a", "東京/夜.flac", "a\tb", '"'])
def test_usual_names_fit_on_a_line(path: str) -> None:
    assert left_out(path) is None


@pytest.mark.parametrize("path", ["a\nb", "a\rb", "a\0b", "\ud800"])
def test_names_that_break_a_line_or_are_no_text_do_not(path: str) -> None:
    assert left_out(path)
