"""The judge of mixes, judged: faults of a known size are seen, and nothing else is."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from benchmarks.listening.beats import beats
from benchmarks.listening.edges import edges
from benchmarks.listening.joins import joins
from benchmarks.listening.meters import Decoded, levels, pooled
from benchmarks.listening.pairs import pairs
from benchmarks.listening.reading import Reading
from benchmarks.listening.requirements import REQUIREMENTS, STATISTICS
from benchmarks.listening.sessions import Made, World
from benchmarks.listening.stems import Heard, taken_apart
from benchmarks.listening.talk import talk
from benchmarks.mixes import rows, table
from dj.library import Store
from dj.model.analysis import CuePoints, Ending
from dj.model.audio import Samples
from dj.model.show import Show
from dj.model.timeline import Event, EventKind, GainPoint, Join, JoinKind, Timeline
from dj.testing.examples import RATE_HZ, manifest
from dj.units import gain_from_db

SONG_S, STEP_S, WORDS_S = 13, 11, (3.0, 6.0)


def tones(seed: int, seconds: float) -> Samples:
    """Low tones that never repeat: any shift is seen, any click stands out."""
    rng = np.random.default_rng(seed)
    time_s = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    hz = rng.uniform(60, 400, (12, 1))
    wave = np.sin(2 * np.pi * hz * time_s + rng.uniform(0, 6, (12, 1))).sum(axis=0)
    wave *= np.minimum(1.0, time_s / 0.05)
    return np.repeat(0.02 * wave[:, None], 2, axis=1).astype(np.float32)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Two songs and a few words, 4.5 LU louder than the music under them."""
    home = tmp_path_factory.mktemp("listening")
    folder = home / "sessions" / "one"
    folder.mkdir(parents=True)
    under = pooled(levels([tones(0, SONG_S)], RATE_HZ)) - 12.0
    words = tones(7, WORDS_S[1] - WORDS_S[0])
    words *= gain_from_db(under + 4.5 - pooled(levels([words], RATE_HZ)))
    for number in (0, 1):
        soundfile.write(folder / f"{number}.flac", tones(number, SONG_S), RATE_HZ)
    soundfile.write(folder / "words.wav", words, RATE_HZ, subtype="FLOAT")
    Store.open(home / "data").close()
    record = manifest(("First light", "Second wind"))
    cues = CuePoints(cue_in_s=0.0, post_s=None, outro_s=11.0, cue_out_s=SONG_S, ending=Ending.FADE)
    record = replace(
        record,
        tracks=tuple(
            replace(track, path=f"{n}.flac", cues=cues) for n, track in enumerate(record.tracks)
        ),
        takes=(replace(record.takes[0], path="words.wav"),),
        timeline=timeline(*(track.id for track in record.tracks)),
    )
    world = World(name="small", data=home / "data", listener="me", sung={}, beats={})
    return Made(name="one", world=world, show=show(), folder=folder, manifest=record)


def show() -> Show:
    return Show(name="dj", title="Example")


def timeline(first: str, second: str) -> Timeline:
    def frames(seconds: float) -> int:
        return round(seconds * RATE_HZ)

    fade = frames(SONG_S - STEP_S)
    start, end = WORDS_S
    duck = tuple(
        GainPoint(at_frame=frames(at_s), gain_db=db)
        for at_s, db in ((start - 0.3, 0.0), (start, -12.0), (end, -12.0), (end + 0.6, 0.0))
    )
    music = [
        Event(id=f"m{n:02d}", kind=EventKind.MUSIC, source_id=source, at_frame=n * frames(STEP_S),
              source_in_frame=0, source_out_frame=frames(SONG_S), fade_in_frames=fade * n,
              fade_out_frames=fade, duck=() if n else duck)
        for n, source in enumerate((first, second))
    ]  # fmt: skip
    words = Event(id="b00", kind=EventKind.SPEECH, source_id="b00", at_frame=frames(start),
                  source_in_frame=0, source_out_frame=frames(end - start))  # fmt: skip
    join = Join(position=1, kind=JoinKind.CROSSFADE, at_frame=frames(STEP_S), overlap_frames=fade,
                reason="The song fades.")  # fmt: skip
    return Timeline(sample_rate_hz=RATE_HZ, length_frames=frames(STEP_S + SONG_S),
                    events=(music[0], words, music[1]), joins=(join,))  # fmt: skip


def apart(made: Made) -> Heard:
    """Its stems, and as the finished file their sum, to the sample."""
    silent = Decoded(samples=np.zeros((0, 2), np.float32), lufs=-16.0, dbtp=-1.0)
    found = taken_apart(made, silent)
    return replace(found, file=replace(silent, samples=found.songs[0] + found.songs[1]))


@pytest.fixture(scope="module")
def faultless(made: Made) -> Heard:
    return apart(made)


def changed(made: Made, edit: Callable[[Event], Event]) -> Made:
    timeline = made.manifest.timeline
    events = tuple(edit(event) for event in timeline.events)
    return replace(made, manifest=replace(made.manifest, timeline=replace(timeline, events=events)))


def values(readings: Iterable[Reading], measure: str) -> list[float]:
    return [reading.value for reading in readings if reading.measure == measure]


def everything(found: Heard) -> list[Reading]:
    return [*talk(found), *joins(found), *edges(found)]


def test_a_faultless_session_meets_every_requirement(faultless: Heard) -> None:
    found = rows({"one": everything(faultless)})
    assert [row["measure"] for row in found if not row["holds"]] == []
    measured = {row["measure"] for row in found}
    assert {
        "song out of place",
        "step at a join, 3 s",
        "voice over music in 3 to 6 LU, 3 s",
    } <= measured


def test_the_table_shows_the_worst_case_of_what_is_missed() -> None:
    case = Reading(measure="dead air", value=2.5, at_s=61.0, note="between songs")
    shown = table(rows({"a": [case], "b": [replace(case, value=0.5)]}))
    assert "a at 61.0 s: 2.5 s; between songs" in shown


def test_every_requirement_has_a_statistic_of_its_own() -> None:
    keys = [(need.measure, need.statistic) for need in REQUIREMENTS]
    assert len(set(keys)) == len(keys)
    assert {need.statistic for need in REQUIREMENTS} <= STATISTICS.keys()


def test_a_song_one_sample_late_is_seen(faultless: Heard) -> None:
    late = replace(faultless, songs=(np.roll(faultless.songs[0], 1, axis=0), faultless.songs[1]))
    residuals = values(edges(late), "song out of place")
    assert max(residuals) > -80.0
    assert max(values(edges(faultless), "song out of place")) < -100.0


def test_a_file_a_few_samples_late_is_seen(faultless: Heard) -> None:
    file = replace(faultless.file, samples=np.roll(faultless.file.samples, 9, axis=0))
    lags = values(edges(replace(faultless, file=file)), "file out of place")
    assert lags
    assert set(lags) == {9.0}


def test_a_song_that_breaks_off_is_heard_as_a_click(made: Made, faultless: Heard) -> None:
    broken = changed(made, lambda e: replace(e, fade_out_frames=0))
    assert max(values(edges(apart(broken)), "jump at an edge")) > 4.0
    assert max(values(edges(faultless), "jump at an edge")) < 1.0


def test_words_on_a_singer_are_counted_to_the_hundredth(made: Made) -> None:
    sung = {(made.folder / "0.flac").resolve(): ((5.0, 8.0),)}
    found = apart(replace(made, world=replace(made.world, sung=sung)))
    assert sum(values(talk(found), "words on vocals, as composed")) == pytest.approx(1.0, abs=0.011)


@pytest.mark.parametrize(("louder_db", "below", "above"), [(-3.0, 1.0, 0.0), (3.0, 0.0, 1.0)])
def test_a_voice_too_soft_or_too_loud_is_seen(
    made: Made, louder_db: float, below: float, above: float
) -> None:
    edit = changed(made, lambda e: replace(e, gain_db=louder_db * (e.kind is EventKind.SPEECH)))
    found = list(talk(apart(edit)))
    assert values(found, "voice over music below 3 LU, 3 s") == [pytest.approx(below, abs=0.1)]
    assert values(found, "voice over music above 6 LU, 3 s") == [pytest.approx(above, abs=0.1)]


def test_a_hole_is_dead_air(faultless: Heard) -> None:
    holed = faultless.file.samples.copy()
    holed[8 * RATE_HZ : 10 * RATE_HZ] = 0.0
    found = replace(faultless, file=replace(faultless.file, samples=holed))
    assert max(values(joins(found), "dead air")) == pytest.approx(1.7, abs=0.11)


def test_a_louder_song_is_a_step_of_that_size(made: Made) -> None:
    plain = values(joins(apart(made)), "step at a join, 3 s")
    edit = changed(made, lambda e: replace(e, gain_db=5.0 * (e.id == "m01")))
    assert len(plain) == 1
    assert values(joins(apart(edit)), "step at a join, 3 s") == [
        pytest.approx(5.0, abs=plain[0] + 0.1)
    ]


@pytest.mark.slow
def test_an_ending_that_is_left_out_is_measured(made: Made) -> None:
    frames = 3 * RATE_HZ
    edit = changed(made, lambda e: replace(e, source_out_frame=e.source_out_frame
                                           - frames * (e.id == "m01")))  # fmt: skip
    assert max(values(joins(apart(edit)), "ending cut short")) == pytest.approx(3.0, abs=0.11)


def test_an_overlap_beyond_the_shows_limit_is_measured(made: Made) -> None:
    mixing = replace(made.show.mixing, max_crossfade_s=1.5)
    found = apart(replace(made, show=replace(made.show, mixing=mixing)))
    assert values(joins(found), "overlap beyond the show's limit") == [pytest.approx(0.5)]


def test_full_scale_is_clipping(faultless: Heard) -> None:
    flat = faultless.file.samples.copy()
    flat[1000:1005] = 1.0
    found = replace(faultless, file=replace(faultless.file, samples=flat))
    assert values(edges(found), "clipped samples") == [6.0]


def test_levels_are_those_of_the_standard() -> None:
    time_s = np.arange(3 * RATE_HZ) / RATE_HZ
    sine = np.zeros((len(time_s), 2), np.float32)
    sine[:, 0] = np.sin(2 * np.pi * 997 * time_s)
    assert pooled(levels([sine], RATE_HZ)[5:]) == pytest.approx(-3.01, abs=0.05)


def test_paths_outside_the_session_are_followed(faultless: Heard) -> None:
    paths = {(faultless.made.folder / t.path).resolve() for t in faultless.tracks.values()}
    assert all(Path(path).is_file() for path in paths)


@pytest.mark.parametrize("late_ms", [0.0, 20.0, -35.0])
def test_beats_beside_one_another_are_heard_without_any_grid(
    faultless: Heard, late_ms: float
) -> None:
    stems = [knocks(0.0), knocks(late_ms)]
    (pair,) = pairs(replace(faultless, songs=(stems[0], stems[1])))
    found = list(beats(replace(faultless, songs=(stems[0], stems[1])), pair))
    assert values(found, "onsets apart, by sound") == [pytest.approx(abs(late_ms), abs=2.6)]


def knocks(late_ms: float) -> Samples:
    """Bursts of noise, two a second, over the whole programme."""
    rng = np.random.default_rng(3)
    time_s = np.arange((STEP_S + SONG_S) * RATE_HZ) / RATE_HZ - late_ms / 1000
    wave = rng.standard_normal(len(time_s)) * np.exp(-((time_s * 4) % 1) * 20)
    return np.repeat(0.1 * wave[:, None], 2, axis=1).astype(np.float32)
