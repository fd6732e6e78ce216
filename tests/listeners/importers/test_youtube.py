import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dj.errors import ImportFileError
from dj.listeners.importers.youtube import YouTubeImporter
from dj.model.listening import Listen
from dj.model.track import Skipped
from dj.testing.importer_contract import ImporterContract


def row(title: str = "Watched Salt", **changes: object) -> dict[str, object]:
    return {
        "header": "YouTube Music",
        "title": title,
        "titleUrl": "https://www.youtube.com/watch?v=abc",
        "subtitles": [{"name": "Ana Lee - Topic", "url": "https://www.youtube.com/channel/1"}],
        "time": "2025-01-01T10:00:00.123Z",
        "products": ["YouTube"],
        "activityControls": ["YouTube watch history"],
        **changes,
    }


def write(folder: Path, *rows: object) -> Path:
    path = folder / "Wiedergabeverlauf.json"
    path.write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
    return path


def read(path: Path) -> list[Listen | Skipped]:
    return list(YouTubeImporter().read(path))


def names(path: Path) -> list[tuple[str, str]]:
    return [(x.artist, x.title) for x in read(path) if isinstance(x, Listen)]


def refusal(path: Path) -> str:
    (skipped,) = read(path)
    assert isinstance(skipped, Skipped)
    return skipped.reason


class TestYouTube(ImporterContract):
    def importer(self) -> YouTubeImporter:
        return YouTubeImporter()

    def write_example(self, folder: Path) -> Path:
        return write(folder, row(), row("Watched Tide", time="2025-01-01T10:05:00Z"))


def test_a_song_of_youtube_music_is_a_listen_without_topic_and_phrase(tmp_path: Path) -> None:
    assert read(write(tmp_path, row())) == [
        Listen(started_at=datetime(2025, 1, 1, 10, 0, 0, 123_000, UTC), artist="Ana Lee",
               title="Salt", source="youtube-music")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "title",
    ["Watched Salt", "Salt angesehen", "„Salt“ angesehen", "Vous avez regardé Salt",
     "Has visto Salt", "Hai guardato Salt", "Salt を視聴しました", "Просмотрено: Salt"],
)  # fmt: skip
def test_the_phrase_around_the_title_is_known_in_several_languages(
    tmp_path: Path, title: str
) -> None:
    assert names(write(tmp_path, row(title))) == [("Ana Lee", "Salt")]


def test_the_phrase_of_an_unknown_language_is_learned_from_the_file(tmp_path: Path) -> None:
    rows = [
        row(f"Te ha mātaki {title} {n}") for n, title in enumerate(["Salt", "Tide", "Foam"] * 9)
    ]
    found = names(write(tmp_path, *rows, row("https://www.youtube.com/watch?v=x")))
    assert found[:2] == [("Ana Lee", "Salt 0"), ("Ana Lee", "Tide 1")]


def test_a_few_titles_that_begin_alike_teach_nothing(tmp_path: Path) -> None:
    assert names(write(tmp_path, row("Sea Salt"), row("Sea Foam"))) == [
        ("Ana Lee", "Sea Salt"), ("Ana Lee", "Sea Foam"),
    ]  # fmt: skip


def test_both_hosts_occur_so_only_the_header_says_what_is_music(tmp_path: Path) -> None:
    address = "https://music.youtube.com/watch?v=abc"
    path = write(tmp_path, row(titleUrl=address), row(header="YouTube", titleUrl=address))
    rows = read(path)
    assert isinstance(rows[0], Listen)
    assert isinstance(rows[1], Skipped)
    assert rows[1].reason == "is a video of YouTube, not of YouTube Music."


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"details": [{"name": "From Google Ads"}]}, "advertisement"),
        ({"subtitles": None, "title": "Watched https://www.youtube.com/watch?v=x"}, "removed"),
        ({"title": "https://www.youtube.com/watch?v=x"}, "removed"),
        ({"time": "2025-01-01T10:00:00"}, "without a time zone"),
        ({"time": None}, "no date"),
        ({"time": "1970-01-01T00:00:00Z"}, "before October 2002"),
        ({"subtitles": [{"name": "Release - Topic"}]}, "no artist"),
        ({"subtitles": "x"}, "not shaped like"),
    ],
)
def test_what_is_no_play_of_a_song_is_refused_with_the_reason(
    tmp_path: Path, changes: dict[str, Any], says: str
) -> None:
    assert says in refusal(write(tmp_path, row(**changes)))


def test_a_music_video_names_its_artist_before_the_dash(tmp_path: Path) -> None:
    channel = [{"name": "AnaLeeVEVO"}]
    path = write(
        tmp_path,
        row("Watched Ana Lee - Salt (Official Video)", subtitles=channel),
        row("Watched Salt", subtitles=channel),
    )
    assert names(path) == [("Ana Lee", "Salt (Official Video)"), ("AnaLee", "Salt")]


def test_old_files_with_snippets_are_read_where_they_name_a_song(tmp_path: Path) -> None:
    snippet = {"publishedAt": "2018-05-01T10:00:00.000Z", "title": "Salt"}
    path = write(
        tmp_path,
        {"snippet": {**snippet, "channelTitle": "Ana Lee - Topic"}},
        {"snippet": {**snippet, "channelTitle": "Cat Films"}},
    )
    rows = read(path)
    assert names(path) == [("Ana Lee", "Salt")]
    assert isinstance(rows[1], Skipped)


def test_the_html_page_is_refused_with_advice(tmp_path: Path) -> None:
    path = tmp_path / "watch-history.html"
    path.write_text(
        '<html><body><div class="outer-cell mdl-cell">Watched <a href="https://www.youtube.com/'
        'watch?v=x">Salt</a></div></body></html>'
    )
    assert YouTubeImporter().recognises(path.read_bytes(), path.name)
    with pytest.raises(ImportFileError, match="HTML") as caught:
        read(path)
    assert "JSON" in caught.value.hint
