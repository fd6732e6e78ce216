"""One event as a stream of samples."""

import gc
from pathlib import Path

import numpy as np
import pytest

from dj.mix import SourceFile, mix
from dj.mix.sounding import Sounding
from dj.model.timeline import Event, EventKind, Stretch, Timeline
from tests.mix import material
from tests.mix.material import RATE_HZ


def event(source: str = "a", at_frame: int = 0, length_s: float = 6.0, **facts: object) -> Event:
    fields: dict[str, object] = {
        "id": f"{source}{at_frame}",
        "kind": EventKind.MUSIC,
        "source_id": source,
        "at_frame": at_frame,
        "source_in_frame": 0,
        "source_out_frame": round(length_s * RATE_HZ),
        **facts,
    }
    return Event(**fields)  # type: ignore[arg-type]


@pytest.fixture
def source(tmp_path: Path) -> SourceFile:
    return material.measured("a", material.noise(6), tmp_path, sung=())[1]


@pytest.mark.parametrize("block", [1000, 44_100, 100_000])
def test_block_sizes_change_nothing(source: SourceFile, block: int) -> None:
    steps = tuple(
        Stretch(source_in_frame=a * RATE_HZ, source_out_frame=(a + 1) * RATE_HZ, length_frames=n)
        for a, n in ((0, 45_000), (1, 44_500), (3, 43_000))
    )
    one = event(stretches=steps, fade_in_frames=70_000, fade_out_frames=30_000)
    whole = Sounding(one, source, RATE_HZ).take(one.length_frames)
    other = Sounding(one, source, RATE_HZ)
    sizes = [min(block, one.length_frames - at) for at in range(0, one.length_frames, block)]
    parts = np.concatenate([other.take(size) for size in sizes])
    np.testing.assert_array_equal(parts, whole)
    assert len(whole) == one.length_frames


@pytest.mark.parametrize("start_s", [0.0, 0.1, 0.5])
def test_a_stretched_beginning_is_on_time_however_near_to_the_start_of_its_file(
    tmp_path: Path, start_s: float
) -> None:
    sound = material.clicks(6, 60, 1.0)
    source = material.measured("a", sound, tmp_path, sung=())[1]
    start = round(start_s * RATE_HZ)
    span = Stretch(source_in_frame=start, source_out_frame=4 * RATE_HZ, length_frames=4 * RATE_HZ)
    one = event(source_in_frame=start, stretches=(span,))
    heard = np.abs(Sounding(one, source, RATE_HZ).take(one.length_frames)[:, 0])
    second = round((2 * RATE_HZ - start) * span.ratio)
    found = second - 4000 + int(np.argmax(heard[second - 4000 : second + 4000]))
    assert abs(found - second) <= 0.001 * RATE_HZ


def test_seams_neither_click_nor_fall_silent(source: SourceFile) -> None:
    steps = tuple(
        Stretch(source_in_frame=a * RATE_HZ, source_out_frame=(a + 1) * RATE_HZ, length_frames=n)
        for a, n in ((1, 46_000), (2, 45_500), (3, 45_000))
    )
    one = event(stretches=steps)
    heard = Sounding(one, source, RATE_HZ).take(one.length_frames)
    level = np.sqrt((heard[: len(heard) // 441 * 441].reshape(-1, 882) ** 2).mean(axis=1))
    assert level.min() > 0.06
    assert level.max() < 0.14


@pytest.mark.slow
def test_a_closed_event_lets_go_of_its_samples_at_once(source: SourceFile) -> None:
    gc.collect()
    gc.disable()
    try:
        before = _held_arrays()
        one = event()
        sounding = Sounding(one, source, RATE_HZ)
        sounding.take(50_000)
        sounding.close()
        del sounding
        assert _held_arrays() <= before
    finally:
        gc.enable()


def _held_arrays() -> int:
    return sum(
        1 for o in gc.get_objects() if isinstance(o, Sounding) and (o._stock or len(o._tail))
    )


@pytest.mark.slow
def test_memory_does_not_grow_with_the_programme(source: SourceFile) -> None:
    statm = Path("/proc/self/statm")
    if not statm.exists():
        pytest.skip("memory is read from /proc: not Linux")
    step = 5 * RATE_HZ
    events = tuple(
        event(at_frame=n * step, fade_in_frames=RATE_HZ, fade_out_frames=RATE_HZ)
        for n in range(160)
    )
    timeline = Timeline(sample_rate_hz=RATE_HZ, length_frames=events[-1].end_frame, events=events)
    held_mb = []
    for number, _ in enumerate(mix(timeline, {"a": source})):
        if number % 100 == 99:
            held_mb.append(int(statm.read_text().split()[1]) * 4096 / 2**20)
    assert held_mb[-1] - held_mb[0] < 8
