import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.listeners.importers.spotify import SpotifyImporter
from dj.model.listening import Listen
from dj.model.track import Skipped
from dj.testing.importer_contract import ImporterContract

EXPORTS = Path(__file__).parents[4] / "shared" / "data" / "listening_exports"
exported = pytest.mark.skipif(
    not EXPORTS.is_dir(), reason=f"the shared exports are not there: {EXPORTS}"
)
END = datetime(2019, 1, 26, 14, 59, 20, tzinfo=UTC)


def play(**changes: object) -> dict[str, object]:
    return {
        "ts": "2019-01-26T14:59:20Z",
        "username": "MARKUSER",
        "platform": "MARKPLATFORM",
        "ms_played": 200_000,
        "conn_country": "MARKCOUNTRY",
        "ip_addr": "MARKADDRESS",
        "ip_addr_decrypted": "MARKADDRESS",
        "user_agent_decrypted": "MARKAGENT",
        "city": "MARKCITY",
        "region": "MARKREGION",
        "master_metadata_track_name": "Salt",
        "master_metadata_album_artist_name": "Ana Lee",
        "master_metadata_album_album_name": "Sea",
        "spotify_track_uri": "spotify:track:6RjKVXi31fui9m4dbiGRrL",
        "episode_name": None,
        "episode_show_name": None,
        "spotify_episode_uri": None,
        "audiobook_title": None,
        "audiobook_uri": None,
        "audiobook_chapter_uri": None,
        "audiobook_chapter_title": None,
        "reason_start": "trackdone",
        "reason_end": "trackdone",
        "shuffle": False,
        "skipped": False,
        "offline": False,
        "offline_timestamp": None,
        "incognito_mode": False,
        **changes,
    }


def write(folder: Path, plays: Sequence[object]) -> Path:
    path = folder / "Streaming_History_Audio_2019_1.json"
    path.write_text(json.dumps(plays, indent=2, ensure_ascii=False), "utf-8")
    return path


def read(path: Path) -> list[Listen | Skipped]:
    return list(SpotifyImporter().read(path))


def only(folder: Path, **changes: object) -> Listen:
    (listen,) = read(write(folder, [play(**changes)]))
    assert isinstance(listen, Listen), listen
    return listen


def refusal(folder: Path, **changes: object) -> str:
    (skipped,) = read(write(folder, [play(**changes)]))
    assert isinstance(skipped, Skipped), skipped
    return skipped.reason


class TestAudio(ImporterContract):
    def importer(self) -> SpotifyImporter:
        return SpotifyImporter()

    def write_example(self, folder: Path) -> Path:
        return write(folder, [play(), play(ts="2019-01-26T15:03:00Z")])


class TestOnOneLine(ImporterContract):
    def importer(self) -> SpotifyImporter:
        return SpotifyImporter()

    def write_example(self, folder: Path) -> Path:
        path = folder / "endsong_0.json"
        path.write_bytes(b"\xef\xbb\xbf" + json.dumps([play(), play(ts="2020-01-01")]).encode())
        return path


def test_the_time_is_the_end_and_in_utc_and_the_start_lies_before_it(tmp_path: Path) -> None:
    assert only(tmp_path) == Listen(
        started_at=END - timedelta(seconds=200),
        artist="Ana Lee",
        title="Salt",
        album="Sea",
        played_ms=200_000,
        skipped=False,
        ids={"spotify": "6RjKVXi31fui9m4dbiGRrL"},
        source="spotify",
    )


def test_nothing_personal_is_in_any_row(tmp_path: Path) -> None:
    changes: list[dict[str, object]] = [
        {}, {"incognito_mode": True}, {"ms_played": 0}, {"ts": "never"},
        {"master_metadata_track_name": None}, {"ms_played": {"MARK": "MARK"}},
    ]  # fmt: skip
    path = write(tmp_path, [play(**change) for change in changes])
    assert "MARK" in path.read_text("utf-8")
    assert "MARK" not in repr(read(path))


def test_a_private_session_is_refused_and_nothing_of_it_is_told(tmp_path: Path) -> None:
    (row,) = read(write(tmp_path, [play(incognito_mode=True)]))
    assert isinstance(row, Skipped)
    assert row.reason == "was a private session."
    assert "Salt" not in repr(row)


def test_a_key_set_of_an_early_year_is_enough(tmp_path: Path) -> None:
    early = play()
    for key in ("incognito_mode", "skipped", "city", "audiobook_title", "offline_timestamp"):
        del early[key]
    assert isinstance(read(write(tmp_path, [early]))[0], Listen)


@pytest.mark.parametrize(
    "stamp", [None, 0, 1_512_420_608, 1_512_420_608_296, 1_512_420_608.296, "x"]
)
def test_an_offline_timestamp_of_any_era_changes_nothing(tmp_path: Path, stamp: object) -> None:
    assert only(tmp_path, offline_timestamp=stamp, offline=True) == only(tmp_path)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"episode_name": "Pilot", "episode_show_name": "A show"}, "podcast"),
        ({"audiobook_title": "A book", "audiobook_chapter_title": "1"}, "audiobook"),
        ({}, "has no title"),
    ],
)
def test_what_is_no_music_is_refused_with_its_kind(
    tmp_path: Path, changes: dict[str, object], reason: str
) -> None:
    nothing = dict.fromkeys(
        ("master_metadata_track_name", "spotify_track_uri", "master_metadata_album_album_name")
    )
    assert reason in refusal(tmp_path, **nothing, **changes)


@pytest.mark.parametrize(
    ("flag", "reason_end", "played_ms", "skipped"),
    [
        (None, "trackdone", 200_000, False),
        (True, "trackdone", 200_000, False),
        (None, "trackdone", 9_000, False),
        (True, "fwdbtn", 100_000, True),
        (False, "fwdbtn", 7_244, True),
        (None, "backbtn", 2_000, True),
        (None, "clickrow", 29_999, True),
        (None, "clickrow", 30_000, None),
        (False, "fwdbtn", 31_000, False),
        (None, "logout", 9_267, None),
        (None, "unexpected-exit", 100_000, None),
        (None, "unexpected-exit-while-paused", 100_000, None),
        (None, "a word of next year", 100_000, None),
        (None, None, 24_437, None),
        (None, "", 24_437, None),
    ],
)
def test_a_skip_is_what_the_flag_or_the_end_says(
    tmp_path: Path, flag: object, reason_end: object, played_ms: int, skipped: object
) -> None:
    listen = only(tmp_path, skipped=flag, reason_end=reason_end, ms_played=played_ms)
    assert listen.skipped is skipped


def test_an_error_of_the_player_is_no_skip(tmp_path: Path) -> None:
    assert "error of the player" in refusal(tmp_path, reason_end="trackerror", ms_played=1_068)
    assert only(tmp_path, reason_end="trackerror", ms_played=100_000, skipped=None).skipped is None


@pytest.mark.parametrize(
    ("length", "reason"),
    [
        (0, "was not heard"),
        (None, "does not say how long"),
        (-5, "length no play can have"),
        (90_000_000, "length no play can have"),
        ("x", "length no play can have"),
    ],
)
def test_a_play_without_a_length_is_refused(tmp_path: Path, length: object, reason: str) -> None:
    assert reason in refusal(tmp_path, ms_played=length)


@pytest.mark.parametrize(
    "uri",
    ["spotify:local:Ana+Lee:Sea:Salt:200", None, "", 7, "spotify:track:", "spotify:track:a b"],
)
def test_a_local_or_broken_address_gives_no_identifier(tmp_path: Path, uri: object) -> None:
    assert only(tmp_path, spotify_track_uri=uri).ids == {}


def test_a_file_of_the_listeners_own_is_named_by_its_address(tmp_path: Path) -> None:
    nothing = dict.fromkeys(("master_metadata_track_name", "master_metadata_album_artist_name"))
    own = only(tmp_path, spotify_track_uri="spotify:local:Bo:Sky:Salt%3A+One:200", **nothing)
    assert (own.artist, own.album, own.title) == ("Bo", "Sky", "Salt: One")
    assert own.ids == {}
    assert "has no" in refusal(tmp_path, spotify_track_uri="spotify:local:Bo", **nothing)


@pytest.mark.parametrize("title", ["#1 Crush", '"Heroes"', "مرحبا", "夜明け", "a\nb"])
def test_titles_of_any_script_come_through(tmp_path: Path, title: str) -> None:
    assert only(tmp_path, master_metadata_track_name=title).title == title


@pytest.mark.parametrize(
    ("stamp", "reason"),
    [(None, "no date"), ("yesterday", "cannot be read"), ("1970-01-01T00:00:00Z", "October 2002"),
     ("2200-01-01T00:00:00Z", "2099"), (["2019"], "not shaped")],
)  # fmt: skip
def test_a_date_that_is_none_is_refused(tmp_path: Path, stamp: object, reason: str) -> None:
    assert reason in refusal(tmp_path, ts=stamp)


def test_rows_are_refused_one_by_one_and_counted_from_1(tmp_path: Path) -> None:
    path = write(tmp_path, [play(), None, play(ts=""), play()])
    rows = read(path)
    assert [type(row) for row in rows] == [Listen, Skipped, Skipped, Listen]
    assert [row.where for row in rows if isinstance(row, Skipped)] == [f"{path}:2", f"{path}:3"]


@given(st.dictionaries(st.sampled_from(sorted(play())), st.none() | st.integers() | st.text()))
def test_any_values_give_a_row_or_a_reason(
    tmp_path_factory: pytest.TempPathFactory, changes: dict[str, object]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    (row,) = read(write(folder, [play(**changes)]))
    assert isinstance(row, Listen) or row.reason.endswith(".")


@exported
def test_shared_exports_give_what_a_hand_counts() -> None:
    def counts(name: str) -> tuple[int, int, int]:
        rows = read(EXPORTS / name)
        listens = [row for row in rows if isinstance(row, Listen)]
        return len(rows), len(listens), sum(listen.skipped is True for listen in listens)

    assert counts("spotify_streaming_2023.json") == (5, 5, 1)
    assert counts("spotify_streaming_endsong_0.json") == (5, 4, 0)
    # Refused: three of 0 ms, one error, one private session, one without a length.
    assert counts("spotify_skipped_tracks.json") == (15, 9, 2)
