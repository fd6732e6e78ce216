from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from dj.library.identity import read_content
from dj.library.release import year_in
from dj.library.tags import TagSet, read_tags, split_genres, title_from_name
from dj.model.dates import PartialDate
from tests.library.conftest import MakeAudio

MUTAGEN: Any = import_module("mutagen")
ID3: Any = import_module("mutagen.id3")
MP4: Any = import_module("mutagen.mp4")

MBID = "0a1b2c3d-1111-2222-3333-444455556666"


def tagged(path: Path, **fields: str | list[str]) -> TagSet:
    file = MUTAGEN.File(path)
    for name, value in fields.items():
        file[name] = value
    file.save()
    return read_tags(path)


def test_vorbis_comments_are_read(make_audio: MakeAudio) -> None:
    tags = tagged(
        make_audio("a.ogg"),
        title="Song",
        artist="Ana feat. Bo",
        album="Record",
        albumartist="Ana",
        tracknumber="3",
        discnumber="2",
        date="2012-12-15",
        genre="Rock; Pop",
        musicbrainz_trackid=MBID.upper(),
        isrc="US-RC1-7607839",
        itunesadvisory="1",
    )
    assert tags == TagSet(
        title="Song",
        artist="Ana feat. Bo",
        artists=("Ana", "Bo"),
        album="Record",
        album_artist="Ana",
        track_number=3,
        disc_number=2,
        year=2012,
        released=PartialDate(year=2012, month=12, day=15),
        genres=("Rock", "Pop"),
        ids={"mbid": MBID, "isrc": "USRC17607839"},
        explicit=True,
    )


def test_id3_is_read_with_its_musicbrainz_frame(make_audio: MakeAudio) -> None:
    path = make_audio("a.mp3")
    id3 = ID3.ID3()
    id3.add(ID3.TIT2(encoding=1, text="Söng"))
    id3.add(ID3.TPE1(encoding=3, text="Ana"))
    id3.add(ID3.TRCK(encoding=3, text="7/12"))
    id3.add(ID3.TDRC(encoding=3, text="1999-01-02"))
    id3.add(ID3.TSRC(encoding=3, text="USRC17607839"))
    id3.add(ID3.UFID(owner="http://musicbrainz.org", data=MBID.encode()))
    id3.save(path)
    tags = read_tags(path)
    assert (tags.title, tags.artist, tags.track_number, tags.year) == ("Söng", "Ana", 7, 1999)
    assert tags.ids == {"mbid": MBID, "isrc": "USRC17607839"}


def test_mp4_is_read_with_its_advisory(make_audio: MakeAudio) -> None:
    path = make_audio("a.m4a")
    file = MP4.MP4(path)
    file["\xa9nam"], file["\xa9ART"], file["aART"] = "Song", "Ana", "Ana"
    file["\xa9day"], file["trkn"], file["rtng"] = "2001-05-06T07:00:00Z", [(4, 9)], [2]
    file["----:com.apple.iTunes:MusicBrainz Track Id"] = MBID.encode()
    file.save()
    tags = read_tags(path, read_content(path).tags)
    assert (tags.title, tags.artist, tags.album_artist) == ("Song", "Ana", "Ana")
    assert (tags.year, tags.track_number, tags.explicit) == (2001, 4, False)
    assert tags.ids == {"mbid": MBID}


def test_stars_are_not_taken_for_an_advisory(make_audio: MakeAudio) -> None:
    path = make_audio("a.ogg")
    tagged(path, rating="1")
    assert read_tags(path, read_content(path).tags).explicit is None


def test_a_missing_title_comes_from_the_file_name_and_says_so(make_audio: MakeAudio) -> None:
    tags = read_tags(make_audio("07 - My_Song.wav"))
    assert (tags.title, tags.artist, tags.artists) == ("My Song", "", ())
    assert tags.provenance == {"title": "file name"}


def test_tags_the_first_reader_does_not_know_come_from_the_container(
    make_audio: MakeAudio,
) -> None:
    tags = read_tags(make_audio("a.aac"), {"TITLE": "Song", "artist": "Ana", "date": "1987"})
    assert (tags.title, tags.artist, tags.year, tags.provenance) == ("Song", "Ana", 1987, {})


def test_several_artists_make_one_credit(make_audio: MakeAudio) -> None:
    tags = tagged(make_audio("a.flac"), title="Song", artist=["Ana", "Bo", "Ana"])
    assert (tags.artist, tags.artists) == ("Ana; Bo", ("Ana", "Bo"))


def test_a_web_address_is_no_artist(make_audio: MakeAudio) -> None:
    tags = tagged(make_audio("a.flac"), artist="www.example.com", albumartist="http://example.org")
    assert (tags.artist, tags.album_artist, tags.artists) == ("", "", ())


def test_hostile_tags_come_out_short_and_clean(make_audio: MakeAudio) -> None:
    hostile = "{{ 7*7 }}\u202e\x1b[2J\u200b" + "x" * 100_000
    tags = tagged(make_audio("a.flac"), title=hostile, artist=hostile, genre=hostile, date=hostile)
    for text in (tags.title, tags.artist, *tags.genres):
        assert len(text) <= 1024
        assert text.isprintable()
    assert tags.year is None


def test_identifiers_that_are_none_are_left_out(make_audio: MakeAudio) -> None:
    assert tagged(make_audio("a.flac"), isrc="12345", musicbrainz_trackid="none").ids == {}


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2006", 2006),
        ("2012-12-15", 2012),
        ("20121215", 2012),
        ("15/12/1984", 1984),
        ("jan08", None),
        ("0000", None),
        ("1066", None),
        ("123456789", None),
        ("", None),
        ("℗ 1979 Ana", 1979),
    ],
)
def test_a_year_is_found_however_it_is_written(text: str, year: int | None) -> None:
    assert year_in(text) == year


def test_genres_are_split_cleaned_and_named_once() -> None:
    values = ["Rock/Pop;rock, (None)", "17", "(4)", "Hip Hop\0Soul", ""]
    assert split_genres(values) == ("Rock", "Pop", "Hip Hop", "Soul")


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("01 - Song.mp3", "Song"),
        ("01. Song.mp3", "Song"),
        ("1-03 Song.mp3", "Song"),
        ("03 Song.mp3", "Song"),
        ("007 Theme.mp3", "007 Theme"),
        ("4-Ever.mp3", "4-Ever"),
        ("03_Song_Two.mp3", "Song Two"),
        ("1999.mp3", "1999"),
        ("99 Red Balloons.mp3", "99 Red Balloons"),
        ("12.mp3", "12"),
        ("\u202e.mp3", "untitled"),
    ],
)
def test_a_title_is_made_from_a_file_name(name: str, title: str) -> None:
    assert title_from_name(Path(name)) == title


def test_original_dates_are_found_in_each_kind_of_tag(make_audio: MakeAudio) -> None:
    mp3 = make_audio("a.mp3")
    id3 = ID3.ID3()
    id3.add(ID3.TDRC(encoding=3, text="2026-11-13"))
    id3.add(ID3.TDOR(encoding=3, text="1975-03-02"))
    id3.save(mp3)
    vorbis = tagged(make_audio("a.flac"), date="2026-11-13", originaldate="1975-03-02")
    found = {str(tags.released) for tags in (read_tags(mp3), vorbis)}
    assert found == {"1975-03-02"}


def test_a_date_of_an_mp4_is_read(make_audio: MakeAudio) -> None:
    tags = tagged(make_audio("a.m4a"), **{"\xa9day": "2026-11-13T08:00:00Z"})
    assert (tags.year, str(tags.released)) == (2026, "2026-11-13")


def test_credits_and_further_identifiers_are_read(make_audio: MakeAudio) -> None:
    tags = tagged(
        make_audio("a.flac"), title="Song", composer=["Tom Vale", "Bo"], producer="Ines Calder",
        label="Small Boat", originaldate="1994-03-21", date="2011",
        musicbrainz_artistid=MBID.upper(), musicbrainz_releasegroupid=MBID,
    )  # fmt: skip
    assert tags.credits == {
        "composer": ("Tom Vale", "Bo"), "producer": ("Ines Calder",), "label": ("Small Boat",),
    }  # fmt: skip
    assert tags.first_released == PartialDate(year=1994, month=3, day=21)
    assert tags.ids == {"artist_mbid": MBID, "release_group_mbid": MBID}


def test_of_two_artists_no_identifier_is_kept(make_audio: MakeAudio) -> None:
    other = MBID.replace("0", "9")
    tags = tagged(make_audio("a.flac"), artist=["Ana", "Bo"], musicbrainz_artistid=[MBID, other])
    assert tags.ids == {}


def test_credits_of_id3_and_mp4_are_read(make_audio: MakeAudio) -> None:
    path = make_audio("a.mp3")
    id3 = ID3.ID3()
    id3.add(ID3.TCOM(encoding=3, text="Tom Vale"))
    id3.add(ID3.TEXT(encoding=3, text="Bo"))
    id3.add(ID3.TPUB(encoding=3, text="Small Boat"))
    id3.add(ID3.TDOR(encoding=3, text="1994-03-21"))
    id3.add(ID3.TXXX(encoding=3, desc="MusicBrainz Artist Id", text=MBID))
    id3.save(path)
    tags = read_tags(path)
    assert tags.credits == {
        "composer": ("Tom Vale",),
        "lyricist": ("Bo",),
        "label": ("Small Boat",),
    }
    assert tags.ids == {"artist_mbid": MBID}
    path = make_audio("b.m4a")
    file = MP4.MP4(path)
    file["\xa9wrt"] = "Tom Vale"
    file["----:com.apple.iTunes:PRODUCER"] = b"Ines Calder"
    file.save()
    tags = read_tags(path, read_content(path).tags)
    assert tags.credits == {"composer": ("Tom Vale",), "producer": ("Ines Calder",)}
