import re
from dataclasses import replace
from pathlib import Path

from dj import session
from dj.model.manifest import Manifest
from dj.testing.examples import RATE_HZ, manifest


def facts(record: Manifest, folder: Path) -> list[dict[str, str]]:
    session.project(record, folder, ["liquidsoap"])
    rows = (folder / "session.annotate.txt").read_text("utf-8").splitlines()
    return [dict(re.findall(r'([a-z_]+)="([^"]*)"', row)) for row in rows]


def test_cue_points_fades_and_gain_are_those_of_the_timeline(tmp_path: Path) -> None:
    record = manifest(["One", "Two"])
    first, *rest = record.timeline.events
    first = replace(first, source_in_frame=RATE_HZ // 2, gain_db=-3.25, fade_in_frames=RATE_HZ)
    events = (first, *rest)
    row = facts(replace(record, timeline=replace(record.timeline, events=events)), tmp_path)[0]
    assert (row["liq_cue_in"], row["liq_cue_out"]) == ("0.500", "60.000")
    assert (row["liq_fade_in"], row["liq_fade_out"]) == ("1.000", "5.000")
    assert row["liq_amplify"] == "-3.25 dB"


def test_songs_cross_as_long_as_they_overlap_and_a_clip_plays_alone(tmp_path: Path) -> None:
    one, clip, two, three = facts(manifest(["One", "Two", "Three"]), tmp_path)
    assert [row["liq_cross_duration"] for row in (one, clip, two, three)] == [
        "0.000", "0.000", "5.000", "0.000",
    ]  # fmt: skip
    assert clip["dj_words"] == "Good morning. This is First light."


def test_only_the_folder_of_the_session_is_needed(tmp_path: Path) -> None:
    session.project(manifest(), tmp_path, ["liquidsoap"])
    text = (tmp_path / "session.annotate.txt").read_text("utf-8")
    assert str(tmp_path) not in text
    assert '":../music/0.flac\n' in text
