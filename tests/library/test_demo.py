import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import av
import numpy as np
import pytest
import soundfile
import yaml

from dj.audio.synth import load_score, truth
from dj.errors import ConfigError
from dj.library.demo import render_demo, tags
from dj.library.demo_listens import daypart_at, demo_listens, read_listener, write_demo_listens
from dj.model.editorial import PREDICATES

DEMO = Path(__file__).parents[2] / "assets" / "demo"
SCORES = DEMO / "scores"
HABITS = DEMO / "listener.yaml"
UNTIL = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def one_score(tmp_path: Path) -> Path:
    """A folder with one short score: the intro of a song with a guest."""
    folder = tmp_path / "scores"
    folder.mkdir()
    text = (SCORES / "paper_satellites.yaml").read_text(encoding="utf-8")
    head, _, _ = text.partition("\narrangement:")
    short = head + "\narrangement: [outro_hit]\n"
    (folder / "paper_satellites.yaml").write_text(short, encoding="utf-8")
    return folder


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*.flac"))
    }


def test_a_song_lands_in_artist_and_album_with_all_its_tags(
    tmp_path: Path, one_score: Path
) -> None:
    (path,) = render_demo(tmp_path / "music", scores=one_score, processes=1)
    assert path.relative_to(tmp_path / "music").as_posix() == (
        "Velvet Engine/Second Sunrise/03 Paper Satellites.flac"
    )
    with av.open(str(path)) as container:
        named = {name.lower(): value for name, value in container.metadata.items()}
    assert named["artist"] == "Velvet Engine feat. June Carousel"
    assert named["album_artist"] == "Velvet Engine"
    assert named["title"] == "Paper Satellites"
    assert named["date"] == "2019"
    assert named["track"] == "3"
    assert named["genre"] == "Synth Pop"
    assert "dj-session demo library" in named["comment"]
    assert named["license"] == "Apache-2.0"


def test_the_file_is_sixteen_bit_stereo_of_the_composed_length(
    tmp_path: Path, one_score: Path
) -> None:
    (path,) = render_demo(tmp_path / "music", scores=one_score, processes=1)
    info = soundfile.info(path)
    score = load_score(one_score / "paper_satellites.yaml")
    assert (info.samplerate, info.channels, info.subtype) == (44_100, 2, "PCM_16")
    assert info.frames == score.frames == round(truth(score).duration_s * 44_100)


@pytest.mark.slow
def test_two_renderings_are_the_same_bytes(tmp_path: Path, one_score: Path) -> None:
    for name in ("one", "two"):
        render_demo(tmp_path / name, scores=one_score, processes=1)
    assert digests(tmp_path / "one") == digests(tmp_path / "two")


@pytest.mark.slow
def test_a_current_song_is_not_rendered_again_and_a_changed_one_is(
    tmp_path: Path, one_score: Path
) -> None:
    music = tmp_path / "music"
    (path,) = render_demo(music, scores=one_score, processes=1)
    first = path.stat().st_mtime_ns
    render_demo(music, scores=one_score, processes=1)
    assert path.stat().st_mtime_ns == first
    score = one_score / "paper_satellites.yaml"
    score.write_text(score.read_text(encoding="utf-8").replace("seed: 12", "seed: 13"))
    render_demo(music, scores=one_score, processes=1)
    assert path.stat().st_mtime_ns > first


@pytest.mark.slow
def test_a_damaged_song_is_rendered_again(tmp_path: Path, one_score: Path) -> None:
    music = tmp_path / "music"
    (path,) = render_demo(music, scores=one_score, processes=1)
    whole = path.read_bytes()
    path.write_bytes(whole[:1000])
    render_demo(music, scores=one_score, processes=1)
    assert path.read_bytes() == whole


def test_no_half_written_files_stay_behind(tmp_path: Path, one_score: Path) -> None:
    render_demo(tmp_path / "music", scores=one_score, processes=1)
    assert not list((tmp_path / "music").rglob("*.part"))


def test_progress_counts_to_the_end(tmp_path: Path, one_score: Path) -> None:
    told: list[tuple[int, int, str]] = []
    progress: Callable[[int, int, str], None] = lambda *step: told.append(step)  # noqa: E731
    render_demo(tmp_path / "music", scores=one_score, processes=1, progress=progress)
    assert [step[:2] for step in told] == [(1, 1)]
    assert told[0][2].endswith("Paper Satellites")


def test_a_folder_without_scores_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no scores"):
        render_demo(tmp_path / "music", scores=tmp_path)


@pytest.mark.slow
def test_workers_render_the_same_bytes_as_this_process(tmp_path: Path, one_score: Path) -> None:
    text = (one_score / "paper_satellites.yaml").read_text(encoding="utf-8")
    other = text.replace("title: Paper Satellites", "title: Second").replace("track: 3", "track: 4")
    (one_score / "second.yaml").write_text(other, encoding="utf-8")
    render_demo(tmp_path / "here", scores=one_score, processes=1)
    render_demo(tmp_path / "workers", scores=one_score, processes=2)
    assert digests(tmp_path / "here") == digests(tmp_path / "workers")
    shutil.rmtree(tmp_path / "workers")


def test_a_year_of_listens_is_sorted_valid_and_of_plausible_size() -> None:
    rows = list(demo_listens(HABITS, until=UNTIL, seed=1))
    assert 1500 <= len(rows) <= 3000
    times = [row["listened_at"] for row in rows]
    assert times == sorted(times)
    assert times[-1] <= UNTIL.timestamp()
    assert times[0] >= (UNTIL - timedelta(days=367)).timestamp()
    for row in rows:
        about = row["track_metadata"]
        info = about["additional_info"]
        assert about["artist_name"]
        assert about["track_name"]
        assert about["release_name"]
        assert 60_000 <= info["duration_ms"] <= 100_000
        assert info.get("duration_played_ms", 1) <= info["duration_ms"]


def test_listens_do_not_overlap() -> None:
    rows = list(demo_listens(HABITS, until=UNTIL, seed=1))
    for row, after in pairwise(rows):
        info = row["track_metadata"]["additional_info"]
        played_ms = info.get("duration_played_ms", info["duration_ms"])
        assert after["listened_at"] >= row["listened_at"] + played_ms // 1000


def test_every_song_of_the_habits_is_in_the_library_with_its_real_length() -> None:
    library = {}
    for path in SCORES.glob("*.yaml"):
        score = load_score(path)
        library[score.title] = (tags(score)["artist"], score.album, truth(score).duration_s)
    for habit in read_listener(HABITS).habits:
        artist, album, duration_s = library[habit.title]
        assert (habit.artist, habit.album) == (artist, album)
        assert habit.duration_s == pytest.approx(duration_s, abs=0.01)


def test_some_songs_were_never_heard_and_some_not_for_half_a_year() -> None:
    rows = list(demo_listens(HABITS, until=UNTIL, seed=1))
    last: dict[str, int] = {}
    for row in rows:
        last[row["track_metadata"]["track_name"]] = row["listened_at"]
    titles = {load_score(path).title for path in SCORES.glob("*.yaml")}
    assert 3 <= len(titles - set(last)) <= 4
    half_a_year_ago = (UNTIL - timedelta(days=182)).timestamp()
    assert sum(at < half_a_year_ago for at in last.values()) >= 2


def test_some_listens_are_skips() -> None:
    rows = list(demo_listens(HABITS, until=UNTIL, seed=1))
    skips = sum("duration_played_ms" in r["track_metadata"]["additional_info"] for r in rows)
    assert 0.02 < skips / len(rows) < 0.2


def test_late_evenings_are_calm_and_mornings_are_bright() -> None:
    zone = ZoneInfo("Europe/Lisbon")
    heard: dict[str, Counter[str]] = {"morning": Counter(), "night": Counter()}
    for row in demo_listens(HABITS, until=UNTIL, seed=1):
        daypart = daypart_at(datetime.fromtimestamp(row["listened_at"], zone).hour)
        if daypart in heard:
            heard[daypart][row["track_metadata"]["track_name"]] += 1
    assert heard["night"]["First Snow"] > 3 * heard["morning"]["First Snow"]
    assert heard["morning"]["Hundred Bicycles"] > 3 * heard["night"]["Hundred Bicycles"]


@pytest.mark.slow
def test_the_seed_decides_the_year(tmp_path: Path) -> None:
    one = write_demo_listens(HABITS, tmp_path / "one.jsonl", until=UNTIL, seed=1)
    two = write_demo_listens(HABITS, tmp_path / "two.jsonl", until=UNTIL, seed=1)
    other = write_demo_listens(HABITS, tmp_path / "other.jsonl", until=UNTIL, seed=2)
    assert one.read_bytes() == two.read_bytes()
    assert one.read_bytes() != other.read_bytes()
    assert all(json.loads(line)["listened_at"] for line in one.read_text("utf-8").splitlines())


def test_a_fact_is_about_a_song_of_the_library_and_names_its_score() -> None:
    facts = yaml.safe_load((DEMO / "facts.yaml").read_text(encoding="utf-8"))
    assert 10 <= len(facts) <= 14
    assert len({fact["id"] for fact in facts}) == len(facts)
    for fact in facts:
        locator = Path(fact["source"]["locator"])
        score = load_score(SCORES / locator.name)
        assert locator.as_posix() == f"assets/demo/scores/{locator.name}"
        assert fact["subject"] == {
            "artist": score.artist, "title": score.title, "album": score.album,
        }  # fmt: skip
        assert fact["predicate"] in PREDICATES
        assert fact["as_of"] == date(2026, 1, 1)
        assert (fact["tier"], fact["language"]) == (1, "en")
        assert not fact["value"].endswith(".")


def test_the_fastest_song_is_the_one_that_the_fact_names() -> None:
    scores = [load_score(path) for path in SCORES.glob("*.yaml")]
    assert max(scores, key=lambda score: score.tempo_bpm).title == "Fast Water"


def test_names_are_not_confused_with_each_other() -> None:
    scores = [load_score(path) for path in SCORES.glob("*.yaml")]
    names = {score.artist for score in scores} | {score.title for score in scores}
    assert len(names) == len({score.artist for score in scores}) + len(scores)
    assert np.mean([name.isascii() for name in names]) > 0.9
