from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid5
from xml.etree import ElementTree

import pytest

from dj import session
from dj.errors import ConfigError
from dj.model.manifest import Manifest
from dj.testing.examples import manifest

NAMES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}


def feed(record: Manifest, folder: Path, base: str = "https://example.org/night") -> (
    ElementTree.Element
):  # fmt: skip
    session.project(record, folder, ["rss"], {"base_url": base})
    channel = ElementTree.fromstring((folder / "session.rss").read_bytes()).find("channel")  # noqa: S314
    assert channel is not None
    return channel


def test_the_enclosure_is_the_mix_with_its_length_in_bytes(tmp_path: Path) -> None:
    (tmp_path / "mix.m4a").write_bytes(b"12345")
    enclosure = feed(manifest(mix="mix.m4a"), tmp_path).find("item/enclosure")
    assert enclosure is not None
    assert enclosure.attrib == {
        "url": "https://example.org/night/mix.m4a", "length": "5", "type": "audio/mp4",
    }  # fmt: skip


def test_chapters_and_transcript_are_linked_where_they_are(tmp_path: Path) -> None:
    bare = feed(manifest(), tmp_path)
    assert bare.find("item/podcast:chapters", NAMES) is None
    session.export(manifest(), tmp_path)
    whole = feed(manifest(), tmp_path)
    for name, url in (("chapters", "chapters.json"), ("transcript", "captions.vtt")):
        link = whole.find(f"item/podcast:{name}", NAMES)
        assert link is not None
        assert link.get("url") == f"https://example.org/night/{url}"


def test_the_host_is_disclosed_as_synthetic_and_only_if_so(tmp_path: Path) -> None:
    record = manifest()
    person = "item/podcast:person"
    assert feed(record, tmp_path).findtext(person, "", NAMES) == "Ava (synthetic voice)"
    silent = replace(record, disclosure=replace(record.disclosure, synthetic_voice=False))
    assert feed(silent, tmp_path).findtext(person, "", NAMES) == "Ava"


def test_the_feeds_id_is_that_of_its_address_without_the_scheme(tmp_path: Path) -> None:
    found = feed(manifest(), tmp_path).findtext("podcast:guid", "", NAMES)
    space = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
    assert found == str(uuid5(space, "example.org/night/session.rss"))


def test_directories_are_asked_not_to_list_it(tmp_path: Path) -> None:
    assert feed(manifest(), tmp_path).findtext("itunes:block", "", NAMES) == "Yes"


@pytest.mark.parametrize(
    "base",
    [
        "example.org",
        "ftp://example.org/",
        "/srv/www",
        "https://",
        "https://a b/",
        "https://[",
        "https://a/?b",
        "http://é/",
    ],
)
def test_what_is_no_address_is_refused(base: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is not the address of a folder"):
        session.project(manifest(), tmp_path, ["rss"], {"base_url": base})
    assert list(tmp_path.iterdir()) == []
