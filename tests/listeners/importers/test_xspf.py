from pathlib import Path

import pytest

from dj.listeners.importers.xspf import XspfImporter
from dj.model.listening import Listen, Save
from dj.model.track import Skipped
from dj.testing.importer_contract import ImporterContract

MBID = "0b5b3c1a-7f52-4f6c-9a53-0c1d2e3f4a5b"


def xspf(tracks: str, *, before: str = "", title: str = "Evening") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{before}'
        f'<playlist version="1" xmlns="http://xspf.org/ns/0/"><title>{title}</title>\n'
        f"<trackList>{tracks}</trackList></playlist>\n"
    ).encode()


def read(folder: Path, content: bytes) -> list[Listen | Save | Skipped]:
    path = folder / "list.xspf"
    path.write_bytes(content)
    return list(XspfImporter().read(path))


class TestXspf(ImporterContract):
    def importer(self) -> XspfImporter:
        return XspfImporter()

    def write_example(self, folder: Path) -> Path:
        path = folder / "list.xspf"
        one = "<track><title>Salt</title><creator>Ana Lee</creator></track>\n"
        path.write_bytes(xspf(one + "<track><location>b/sea.flac</location></track>"))
        return path


def test_a_track_has_names_place_playlist_and_identifier(tmp_path: Path) -> None:
    rows = read(
        tmp_path,
        xspf(
            "<track><location>../Music/a%20b.mp3</location>"
            f"<identifier>https://musicbrainz.org/recording/{MBID}</identifier>"
            "<title>Salt &amp; Sea</title><creator>Ana Lee</creator><album>Coast</album>"
            "<duration>200000</duration><extension><title>not this</title></extension></track>"
        ),
    )
    assert rows == [
        Save(
            artist="Ana Lee",
            title="Salt & Sea",
            album="Coast",
            location=str(tmp_path.parent / "Music" / "a b.mp3"),
            playlist="Evening",
            ids={"mbid": MBID},
            source="xspf",
        )
    ]


def test_a_track_without_a_title_is_named_by_its_file(tmp_path: Path) -> None:
    (row,) = read(tmp_path, xspf("<track><location>Ana%20Lee%20-%20Salt.mp3</location></track>"))
    assert isinstance(row, Save)
    assert (row.artist, row.title) == ("Ana Lee", "Salt")


def test_a_track_with_nothing_is_reported_by_line(tmp_path: Path) -> None:
    (row,) = read(tmp_path, xspf("\n<track><annotation>x</annotation></track>"))
    assert isinstance(row, Skipped)
    assert row.where.endswith("list.xspf:4")


@pytest.mark.parametrize(
    "declaration",
    [
        "<!DOCTYPE playlist>",
        '<!DOCTYPE playlist [<!ENTITY a "b">]>',
        '<!DOCTYPE playlist [<!ENTITY f SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE playlist SYSTEM "http://192.0.2.1/x.dtd">',
        '<!DOCTYPE playlist [<!ENTITY % p "x">]>',
    ],
)
def test_declarations_end_the_reading_at_once(tmp_path: Path, declaration: str) -> None:
    rows = read(tmp_path, xspf("<track><title>&f;</title></track>", before=declaration))
    assert len(rows) == 1
    assert isinstance(rows[0], Skipped)
    assert "declares" in rows[0].reason


def test_declarations_are_seen_in_utf_16_too(tmp_path: Path) -> None:
    text = xspf("", before="<!DOCTYPE a>").decode().replace("UTF-8", "UTF-16")
    (row,) = read(tmp_path, text.encode("utf-16"))
    assert isinstance(row, Skipped)
    assert "declares" in row.reason


def test_deep_nesting_ends_the_reading(tmp_path: Path) -> None:
    rows = read(tmp_path, xspf("<track>" + "<a>" * 100_000))
    assert len(rows) == 1
    assert isinstance(rows[0], Skipped)
    assert "nested" in rows[0].reason


def test_a_break_keeps_the_tracks_before_it(tmp_path: Path) -> None:
    rows = read(tmp_path, xspf("<track><title>Salt</title></track></wrong>"))
    assert [type(row) for row in rows] == [Save, Skipped]


def test_text_of_any_length_stays_small(tmp_path: Path) -> None:
    (row,) = read(tmp_path, xspf(f"<track><title>{'x' * 3_000_000}</title></track>"))
    assert isinstance(row, Save)
    assert len(row.title) == 1024


def test_a_location_too_long_for_a_path_is_no_location(tmp_path: Path) -> None:
    track = f"<track><title>Salt</title><location>{'x' * 9000}</location></track>"
    (row,) = read(tmp_path, xspf(track))
    assert isinstance(row, Save)
    assert row.location == ""


def test_other_xml_with_a_playlist_in_it_is_not_recognised() -> None:
    assert not XspfImporter().recognises(b"<plist><dict><playlist/></dict></plist>", "a.xml")
