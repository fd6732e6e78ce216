from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.audio import files
from dj.mix import SourceFile, mix
from dj.mix.window import limited, window
from dj.model.audio import Audio, Samples
from dj.model.timeline import Event, EventKind, GainPoint, Stretch, Timeline

RATE = 8_000
S = RATE


def event(number: int, at: int, length: int, **more: object) -> Event:
    fields: dict[str, object] = {
        "id": f"m{number:02d}", "kind": EventKind.MUSIC, "source_id": f"song {number}",
        "at_frame": at, "source_in_frame": S // 2, "source_out_frame": S // 2 + length,
        "fade_in_frames": S // 2, "fade_out_frames": S,
    }  # fmt: skip
    return Event(**(fields | more))  # type: ignore[arg-type]


DUCK = tuple(
    GainPoint(at_frame=at * S, gain_db=gain) for at, gain in ((4, 0.0), (5, -9.0), (7, 0.0))
)
STRETCH = Stretch(source_in_frame=4 * S, source_out_frame=5 * S, length_frames=S + S // 20)
PROGRAMME = Timeline(
    sample_rate_hz=RATE,
    length_frames=16 * S + S // 20,
    events=(
        event(0, 0, 9 * S, duck=DUCK),
        event(1, 8 * S, 8 * S, stretches=(STRETCH,)),
    ),
)


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, SourceFile]:
    folder = tmp_path_factory.mktemp("songs")
    rng = np.random.default_rng(1)
    made = {}
    for number in range(2):
        noise = (0.1 * rng.standard_normal((11 * S, 2))).astype(np.float32)
        files.write_wav(folder / f"{number}.wav", Audio(samples=noise, sample_rate_hz=RATE),
                        subtype="FLOAT")  # fmt: skip
        made[f"song {number}"] = SourceFile(path=folder / f"{number}.wav")
    return made


def heard(timeline: Timeline, sources: Mapping[str, SourceFile]) -> Samples:
    return np.concatenate(list(mix(timeline, sources)))


@pytest.mark.parametrize("second", [0, 3, 5, 7.5, 8.2, 9.5, 11.4, 11.9, 13, 15.9])
def test_a_window_sounds_as_the_whole_does_there(
    sources: Mapping[str, SourceFile], second: float
) -> None:
    first = round(second * S)
    part, base = window(PROGRAMME, first)
    whole, entered = heard(PROGRAMME, sources), heard(part, sources)
    assert base <= first
    assert len(entered) == len(whole) - base
    seam = S // 40
    np.testing.assert_allclose(entered[first - base + seam :], whole[first + seam :], atol=1e-6)


def test_songs_that_are_over_are_not_opened(sources: Mapping[str, SourceFile]) -> None:
    part, _ = window(PROGRAMME, 10 * S)
    assert [one.source_id for one in part.events] == ["song 1"]
    only = {"song 1": sources["song 1"]}
    assert len(list(limited(PROGRAMME, only, 11 * S, 12 * S))) >= 1


def test_an_excerpt_has_its_length_and_place(sources: Mapping[str, SourceFile]) -> None:
    first, last = 2 * S + 123, 6 * S + 77
    excerpt = np.concatenate(list(limited(PROGRAMME, sources, first, last)))
    assert len(excerpt) == last - first
    np.testing.assert_allclose(excerpt, heard(PROGRAMME, sources)[first:last], atol=1e-6)


def test_an_excerpt_past_the_end_stops_there(sources: Mapping[str, SourceFile]) -> None:
    blocks = list(limited(PROGRAMME, sources, 15 * S, 99 * S))
    assert sum(map(len, blocks)) == PROGRAMME.length_frames - 15 * S


def test_peaks_are_held_under_the_ceiling(sources: Mapping[str, SourceFile]) -> None:
    loud = replace(PROGRAMME, events=tuple(replace(e, gain_db=20.0) for e in PROGRAMME.events))
    excerpt = np.concatenate(list(limited(loud, sources, 3 * S, 6 * S)))
    assert np.abs(excerpt).max() <= 10 ** (-1.8 / 20)


@settings(max_examples=60, deadline=None)
@given(first=st.integers(0, PROGRAMME.length_frames - 1))
def test_any_window_is_a_programme_that_ends_when_the_whole_does(first: int) -> None:
    part, base = window(PROGRAMME, first)
    assert 0 <= base <= first
    assert part.length_frames == PROGRAMME.length_frames - base
    for one in part.events:
        whole = next(e for e in PROGRAMME.events if e.id == one.id)
        assert one.end_frame + base == whole.end_frame
        assert one.at_frame + base <= max(first, whole.at_frame)
