from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from dj.audio import files
from dj.audio.hearing import hear_file
from dj.audio.outline import Span
from dj.errors import AudioError, ManifestError, OutputError
from dj.model.audio import Audio
from dj.model.manifest import Manifest
from dj.model.timeline import Event, EventKind, GainPoint
from dj.session import mix_picture
from dj.session.mix_picture.close import moment
from dj.session.mix_picture.marks import fitting, gain, music
from dj.testing.examples import RATE_HZ, manifest

RATE = 8_000


def sound(seconds: float, amplitude: float) -> Audio:
    t = np.arange(round(seconds * RATE)) / RATE
    tone = (amplitude * np.sin(2 * np.pi * 997 * t)).astype(np.float32)
    return Audio(samples=np.stack([tone, tone], axis=1), sample_rate_hz=RATE)


def test_a_file_is_heard_in_one_pass(tmp_path: Path) -> None:
    files.write_wav(tmp_path / "mix.wav", sound(8.0, 0.5), subtype="FLOAT")
    spans = (Span(start_s=0.0, end_s=8.0, columns=40), Span(start_s=-1.0, end_s=1.0, columns=20))
    heard = hear_file((tmp_path / "mix.wav", spans))
    assert heard.peaks_dbtp == pytest.approx(np.full(8, -6.02), abs=0.3)
    assert len(heard.short_term_lufs) == 51
    assert heard.short_term_lufs[10:40] == pytest.approx(np.full(30, -6.0), abs=0.3)
    assert heard.outlines[0].high == pytest.approx(np.full(40, 0.5), abs=0.01)
    assert heard.outlines[1].high[:10].max() == 0.0


def test_a_gain_curve_is_the_fades_and_ducks_of_an_event() -> None:
    duck = (GainPoint(at_frame=40, gain_db=0.0), GainPoint(at_frame=50, gain_db=-20.0),
            GainPoint(at_frame=60, gain_db=0.0))  # fmt: skip
    event = Event(id="m0", kind=EventKind.MUSIC, source_id="x", at_frame=10, source_in_frame=0,
                  source_out_frame=90, fade_in_frames=10, fade_out_frames=10,
                  duck=duck)  # fmt: skip
    heights = gain(event, np.array([0.0, 9.0, 15.0, 30.0, 50.0, 95.0, 100.0, 120.0]))
    assert heights[[0, 1, 6, 7]] == pytest.approx(np.zeros(4))
    assert heights[[3, 4]] == pytest.approx([1.0, 0.1])
    assert 0.0 < heights[2] < 1.0
    assert 0.0 < heights[5] < 1.0


def test_a_join_is_shown_with_fifteen_seconds_and_its_words_around_it() -> None:
    record = manifest()
    shown = moment(record, record.timeline.joins[0])
    first, second = music(record.timeline)[:2]
    assert shown.start_s == second.at_frame / RATE_HZ - 15
    assert shown.end_s == first.end_frame / RATE_HZ + 15
    talk = next(e for e in record.timeline.events if e.kind is EventKind.SPEECH)
    late = replace(talk, at_frame=70 * RATE_HZ)
    events = tuple(sorted((*music(record.timeline), late), key=lambda e: e.at_frame))
    script = replace(record.script, breaks=(replace(record.script.breaks[0], after_position=0),))
    spoken = replace(record, timeline=replace(record.timeline, events=events), script=script)
    assert moment(spoken, record.timeline.joins[0]).end_s == late.end_frame / RATE_HZ + 15


def test_names_are_cut_to_their_room() -> None:
    assert fitting("short", 0.5) == "short"
    assert fitting("x" * 50, 0.1) == "x" * 18 + "…"
    assert fitting("anything", 0.001) == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    "titles",
    [("One",), ("One", "Two"), ("$x^2$ \\frac", "<b>&\x00\n\u202e", "長い夜" * 60, "🎷 שיר", "")],
)
def test_any_session_is_drawn_the_same_way_twice(tmp_path: Path, titles: tuple[str, ...]) -> None:
    record = finished(tmp_path, titles)
    for ending in ("svg", "png"):
        pictures = [tmp_path / f"{n}.{ending}" for n in range(2)]
        for picture in pictures:
            mix_picture.draw(record, picture, tmp_path)
        assert pictures[0].read_bytes() == pictures[1].read_bytes()
    assert "<script" not in (tmp_path / "0.svg").read_text("utf-8")


def finished(folder: Path, titles: tuple[str, ...]) -> Manifest:
    record = manifest(titles, mix="mix.wav")
    seconds = record.timeline.duration_s
    files.write_wav(folder / "mix.wav", sound(seconds, 0.3), subtype="PCM_16")
    return replace(record, title=titles[0] or "Untitled")


@pytest.mark.slow
def test_what_cannot_be_drawn_is_told(tmp_path: Path) -> None:
    record = manifest(mix="mix.wav")
    with pytest.raises(AudioError, match="mix is not there"):
        mix_picture.draw(record, tmp_path / "x.png", tmp_path)
    (tmp_path / "mix.wav").write_bytes(b"RIFF no sound")
    with pytest.raises(AudioError, match="mix cannot be read"):
        mix_picture.draw(record, tmp_path / "x.png", tmp_path)
    with pytest.raises(ManifestError, match="no mix yet"):
        mix_picture.draw(replace(record, mix=""), tmp_path / "x.png", tmp_path)
    files.write_wav(tmp_path / "mix.wav", sound(4.0, 0.3))
    with pytest.raises(OutputError, match=r"ends in .svg or .png"):
        mix_picture.draw(record, tmp_path / "x.gif", tmp_path)
    assert not (tmp_path / "x.png").exists()
