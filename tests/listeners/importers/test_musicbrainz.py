import pytest

from dj.listeners.importers.musicbrainz import ids_of, mbid, mbids

MBID = "d5e4fb56-e457-4684-aa31-63ce70ee5a8c"


def test_a_recording_is_found_in_its_address() -> None:
    addresses = [None, "https://example.org/x", f"https://musicbrainz.org/recording/{MBID.upper()}"]
    assert ids_of(addresses) == {"mbid": MBID}
    assert ids_of([f"https://musicbrainz.org/artist/{MBID}"]) == {}


@pytest.mark.parametrize("value", ["", "never-gonna-give-you-up", MBID[:-1], MBID + "0", None, 5,
                                   MBID.replace("-", "_"), MBID.replace("d", "é")])  # fmt: skip
def test_what_is_no_identifier_is_none(value: object) -> None:
    assert mbid(value) == ""
    assert mbids(value, value) == {}


def test_identifiers_are_named_by_what_they_identify() -> None:
    assert mbids(MBID.upper(), MBID) == {"mbid": MBID, "artist_mbid": MBID}
    assert mbids("", MBID) == {"artist_mbid": MBID}
