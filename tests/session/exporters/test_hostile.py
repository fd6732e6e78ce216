"""Whatever a song is called, every format can be read again and says it."""

import configparser
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj import session
from dj.interfaces import Ask
from dj.model.manifest import Manifest
from dj.session.programme import left_out
from dj.testing.exporter_contract import HOSTILE_TITLES, manifest

text = st.one_of(st.sampled_from(HOSTILE_TITLES), st.text(max_size=40), st.text("[]<>=;#\\\"%:,'-"))
ANSWERS: Mapping[Ask, str] = {"base_url": "https://example.org/s/", "music_root": "/"}
XSPF = "{http://xspf.org/ns/0/}"


def xspf(content: str) -> list[str]:
    root = ElementTree.fromstring(content)  # noqa: S314 - our own file
    rows = root.iter(f"{XSPF}track")
    return [
        row.findtext(f"{XSPF}title", "") for row in rows if row.find(f"{XSPF}album") is not None
    ]


def jspf(content: str) -> list[str]:
    return [track["title"] for track in json.loads(content)["playlist"]["track"]]


def pls(content: str) -> list[str]:
    reader = configparser.RawConfigParser(delimiters=("=",), comment_prefixes=(), strict=True)
    reader.read_string(content)
    rows = dict(reader["playlist"])
    count = int(rows["numberofentries"])
    assert len(rows) == 3 * count + 2
    songs = [n for n in range(1, count + 1) if rows[f"length{n}"] == "60"]
    return [rows[f"title{n}"].removeprefix("Somebody").removeprefix(" - ") for n in songs]


def annotate(content: str) -> list[str]:
    pair = re.compile(r'([a-z_]+)="((?:[^"\\]|\\.)*)"[,:]')
    titles = []
    for line in content.splitlines():
        assert line.startswith("annotate:")
        facts = {name: re.sub(r"\\(.)", r"\1", value) for name, value in pair.findall(line)}
        assert float(facts["liq_cue_out"]) > float(facts["liq_cue_in"])
        if "dj_reason" in facts:
            titles.append(facts.get("title", ""))
    return titles


def ffmetadata(content: str) -> list[str]:
    _, *chapters = re.split(r"^\[CHAPTER\]\n", content, flags=re.M)
    titles = []
    for chapter in chapters:
        rows = dict(re.split(r"(?<!\\)=", row, maxsplit=1) for row in chapter.splitlines())
        assert int(rows["START"]) < int(rows["END"])
        titles.append(re.sub(r"\\(.)", r"\1", rows["title"]))
    return titles


def rekordbox(content: str) -> list[str]:
    root = ElementTree.fromstring(content)  # noqa: S314 - our own file
    names = {row.get("TrackID"): row.get("Name", "") for row in root.iter("TRACK")}
    (node,) = root.findall("PLAYLISTS/NODE/NODE")
    keys = [row.get("Key") for row in node]
    assert node.get("Entries") == str(len(keys))
    return [names[key] for key in keys]


READERS: Mapping[str, tuple[str, Callable[[str], list[str]]]] = {
    "xspf": ("session.xspf", xspf),
    "jspf": ("session.jspf", jspf),
    "pls": ("session.pls", pls),
    "liquidsoap": ("session.annotate.txt", annotate),
    "ffmetadata": ("mix.ffmetadata", ffmetadata),
    "rekordbox": ("session.rekordbox.xml", rekordbox),
}


def project(record: Manifest, name: str, folder: Path) -> str:
    session.project(record, folder, [name], ANSWERS)
    return (folder / READERS[name][0]).read_bytes().decode()


def expected(record: Manifest, name: str) -> list[str]:
    if name == "ffmetadata":
        return [chapter.title for chapter in session.chapters(record)]
    return [session.one_line(track.title) for track in record.tracks]


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=15)
@given(st.lists(text, min_size=1, max_size=3), text)
def test_titles_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, name: str, titles: Sequence[str], words: str
) -> None:
    record = manifest(titles, words=words)
    content = project(record, name, tmp_path_factory.mktemp("hostile"))
    assert READERS[name][1](content) == expected(record, name)


@settings(max_examples=25)
@given(text.filter(lambda name: left_out(name) is None and name not in ("", ".", "..")))
def test_a_file_of_any_name_is_found_again(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    record = manifest(["One"])
    path = f"../music/{name.replace('/', '_')}"
    record = replace(record, tracks=(replace(record.tracks[0], path=path),))
    folder = tmp_path_factory.mktemp("names")
    root = ElementTree.fromstring(project(record, "xspf", folder))  # noqa: S314 - our own file
    locations = [row.text or "" for row in root.iter(f"{XSPF}location")]
    assert all(re.fullmatch(r"[!-~]+", location) for location in locations)
    assert path in [unquote(location) for location in locations]
    lines = project(record, "pls", folder).split("\n")
    assert f"File1={path}" in lines or f"File2={path}" in lines
    assert any(
        line.endswith(f":{path}") for line in project(record, "liquidsoap", folder).split("\n")
    )
    assert path in (Path(session.export(record, folder, ["m3u8"])[0]).read_text("utf-8"))


@settings(max_examples=25)
@given(st.lists(text, min_size=1, max_size=3), text)
def test_every_line_of_an_lrc_has_one_time_and_times_rise(
    tmp_path_factory: pytest.TempPathFactory, titles: Sequence[str], words: str
) -> None:
    folder = tmp_path_factory.mktemp("lrc")
    session.project(manifest(titles, words=words), folder, ["lrc"])
    head, rows = [], []
    for line in (folder / "mix.lrc").read_bytes().decode().splitlines():
        match = re.fullmatch(r"\[(\d\d):(\d\d\.\d\d)\]([^\[\]<>]*)", line)
        if match:
            rows.append(int(match[1]) * 60 + float(match[2]))
        else:
            head.append(line)
    assert [line.partition(":")[0] for line in head] == ["[ti", "[ar", "[length"]
    assert rows == sorted(rows)
    assert len(rows) >= len(titles)


@settings(max_examples=25)
@given(st.lists(text, min_size=1, max_size=3), text)
def test_a_feed_is_whole_whatever_the_titles(
    tmp_path_factory: pytest.TempPathFactory, titles: Sequence[str], title: str
) -> None:
    folder = tmp_path_factory.mktemp("rss")
    session.project(replace(manifest(titles), title=title), folder, ["rss"], ANSWERS)
    root = ElementTree.fromstring((folder / "session.rss").read_bytes())  # noqa: S314
    assert root.findtext("channel/item/title") == (session.one_line(title) or "Session")
    description = root.findtext("channel/item/description") or ""
    assert len(description.split("<br>\n")) == len(titles) + 1
    assert "<" not in description.replace("<br>\n", "")
