from pathlib import Path

import pytest

from dj.audio.synth import load_score
from dj.audio.synth.sheet.nouns import Player
from dj.audio.synth.sheet.performer import drum_notes, pitched_notes, sung_notes, swung

SCORES = Path(__file__).parents[4] / "assets" / "demo" / "scores"


@pytest.mark.parametrize("beat", [0.0, 1.0, 7.0, 123.0])
def test_whole_beats_do_not_swing(beat: float) -> None:
    assert swung(beat, 0.66, 8) == pytest.approx(beat)


def test_the_off_beat_comes_late_by_the_swing() -> None:
    assert swung(4.5, 0.66, 8) == pytest.approx(4.66)
    assert swung(4.25, 0.6, 16) == pytest.approx(4.3)
    assert swung(4.5, 0.6, 16) == pytest.approx(4.5)


def test_kick_and_snare_hold_the_grid_while_hats_are_loose() -> None:
    score = load_score(SCORES / "mirror_ball_morning.yaml")
    drums = next(part for part in score.parts if part.player is Player.DRUMS)
    notes = drum_notes(score, drums, frozenset({"hat"}), 1)
    grid = {score.frame(step / 4) for step in range(4 * score.bar_beats)}
    assert all(note.start in grid for note in notes if note.line == "kick")
    assert not all(note.start in grid for note in notes if note.line == "hat")


def test_sung_notes_never_overlap() -> None:
    for path in SCORES.glob("*.yaml"):
        score = load_score(path)
        for part in (part for part in score.parts if part.player is Player.SUNG):
            notes = sung_notes(score, part)
            ends = [note.start + note.frames for note in notes]
            assert all(end <= after.start for end, after in zip(ends, notes[1:], strict=False))


def test_most_chord_notes_of_a_song_lie_in_its_scale() -> None:
    for name in ("slow_river", "night_drive_home", "silver_meadow", "market_day"):
        score = load_score(SCORES / f"{name}.yaml")
        scale = {(score.key.tonic + step) % 12 for step in score.scale}
        chords = [part for part in score.parts if part.player is Player.CHORDS]
        notes = [note.note % 12 for part in chords for note in pitched_notes(score, part, 1)]
        assert sum(note in scale for note in notes) > 0.85 * len(notes)
