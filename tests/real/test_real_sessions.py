import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dj import lineup, pipeline, planning, resources, session, speech
from dj.library import Store
from dj.model.analysis import Song
from dj.model.names import fold
from dj.model.request import Request
from dj.model.timeline import Event, EventKind

pytestmark = [pytest.mark.real, pytest.mark.slow]
MORNING = datetime(2026, 11, 23, 7, 30, tzinfo=ZoneInfo("Europe/Madrid"))


def request(folder: Path, *, seed: int, voice: str = "quiet", at: datetime = MORNING) -> Request:
    show = lineup.load_show(resources.find("assets/shows", "dj.yaml"))
    return Request(
        show=replace(show, length_s=1800.0),
        persona=speech.load_persona(resources.find("voices", f"{voice}.yaml")),
        at=at, time_zone="Europe/Madrid", listener="me", seed=seed,
        folder=folder / "session", cache=folder / "cache", encoding="flac",
    )  # fmt: skip


def spoken_over_a_voice(planned: session.Planned) -> list[str]:
    """Breaks that sound while a song's detected vocal does; truth straight from the analysis."""
    rate = planned.timeline.sample_rate_hz
    words = [e for e in planned.timeline.events if e.kind is EventKind.SPEECH]
    music = [e for e in planned.timeline.events if e.kind is EventKind.MUSIC]
    return [
        word.id
        for word in words
        for event in music
        for start, end in vocal_spans(event, planned.songs[event.source_id], rate)  # type: ignore[index]
        if word.at_frame < end and start < word.end_frame
    ]


def vocal_spans(event: Event, song: Song, rate: int) -> Sequence[tuple[float, float]]:
    def on_programme(source_frame: float) -> float:
        moved = event.at_frame + source_frame - event.source_in_frame
        for span in event.stretches:
            inside = min(max(source_frame, span.source_in_frame), span.source_out_frame)
            moved += (inside - span.source_in_frame) * (span.ratio - 1)
        return moved

    regions = song.analysis.vocal_regions
    spans = [(on_programme(r.start_s * rate), on_programme(r.end_s * rate)) for r in regions]
    return [(max(a, event.at_frame), min(b, event.end_frame)) for a, b in spans
            if b > event.at_frame and a < event.end_frame]  # fmt: skip


def test_two_hundred_plans_keep_every_rule(store: Store, tmp_path: Path) -> None:
    for seed in range(200):
        planned = planning.plan(store, request(tmp_path, seed=seed))
        ids = [slot.track_id for slot in planned.lineup.slots]
        assert len(ids) == len(set(ids)), seed
        assert abs(planned.timeline.duration_s - 1800) <= 60, seed
        assert spoken_over_a_voice(planned) == [], seed
        separated(planned, seed)
        for talk in planned.script.breaks:
            assert set(talk.about) <= {talk.after_position, talk.after_position + 1}, seed
        lines = [(w.line, w.variant) for b in planned.script.breaks for w in b.wordings]
        assert len(lines) == len(set(lines)), seed


def separated(planned: session.Planned, seed: int) -> None:
    bent = any("artist" in sentence for sentence in planned.lineup.relaxed)
    last: dict[str, int] = {}
    for slot in planned.lineup.slots:
        for name in map(fold, filter(None, planned.songs[slot.track_id].track.artists)):
            if name in last:
                apart = slot.position - last[name] - 1
                assert bent or apart >= planned.show.rules.artist_separation, (seed, name)
            last[name] = slot.position


def test_mornings_are_brighter_than_late_evenings(store: Store, tmp_path: Path) -> None:
    def mean_energy(at: datetime, seed: int) -> float:
        planned = planning.plan(store, request(tmp_path, seed=seed, at=at))
        energies = [planned.songs[s.track_id].analysis.energy for s in planned.lineup.slots]
        return sum(energies) / len(energies)

    night = MORNING.replace(hour=23)
    gaps = [mean_energy(MORNING, seed) - mean_energy(night, seed) for seed in range(10)]
    assert sum(gap > 0 for gap in gaps) >= 9
    assert sum(gaps) / len(gaps) > 0.02


@pytest.fixture(scope="module")
def made(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    asked = request(tmp_path_factory.mktemp("made"), seed=1, voice="ava")
    pipeline.make(store, asked)
    return asked.folder


@pytest.mark.engine
def test_half_an_hour_is_half_an_hour_at_the_right_loudness(made: Path) -> None:
    if not shutil.which("ffmpeg"):
        pytest.skip("ffmpeg is not installed")
    done = subprocess.run(
        ["ffmpeg", "-hide_banner", "-nostats", "-i", str(made / "mix.flac"), "-af",
         "ebur128=peak=true,silencedetect=n=-60dB:d=1.5", "-f", "null", "-"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    summary = done.stderr[done.stderr.rindex("Summary:") :]
    loudness = float(re.findall(r"I:\s+(-?[\d.]+) LUFS", summary)[0])
    peak = float(re.findall(r"Peak:\s+(-?[\d.]+) dBFS", summary)[0])
    hours, minutes, seconds = re.findall(r"Duration: (\d+):(\d+):([\d.]+)", done.stderr)[0]
    assert abs(loudness + 16.0) <= 0.5
    assert peak <= -1.0
    assert abs(int(hours) * 3600 + int(minutes) * 60 + float(seconds) - 1800) <= 60
    assert "silence_start" not in done.stderr
    assert session.verify(made) == ()


@pytest.mark.engine
def test_the_same_request_gives_the_same_bytes_in_another_folder(
    made: Path, store: Store, tmp_path: Path
) -> None:
    # As deep below the root as the first one, so that the relative paths to the music agree.
    folder = made.parent.parent / f"{made.parent.name}-again"
    again = replace(request(folder, seed=1, voice="ava"), cache=tmp_path / "cold-cache")
    pipeline.make(store, again)
    for name in ("session.json", "mix.flac"):
        assert (again.folder / name).read_bytes() == (made / name).read_bytes(), name
