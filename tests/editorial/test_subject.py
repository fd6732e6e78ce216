import pytest

from dj.editorial.subject import identifies
from dj.model.editorial import About


@pytest.mark.parametrize(
    "fields",
    [(), ("artist",), ("title",), ("mbid",), ("isrc",), ("artist_mbid",), ("release_group_mbid",),
     ("title", "album"), ("artist", "album_artist"), ("artist", "title", "label"),
     ("artist_mbid", "artist")],
)  # fmt: skip
def test_fields_that_others_could_share_identify_no_song(fields: tuple[str, ...]) -> None:
    assert not identifies(fields)


@pytest.mark.parametrize(
    "fields",
    [("artist", "title"), ("artist", "album"), ("album_artist", "album"), ("isrc", "title"),
     ("mbid", "artist"), ("release_group_mbid", "album"), ("artist_mbid", "title")],
)  # fmt: skip
def test_a_second_field_is_enough(fields: tuple[str, ...]) -> None:
    assert identifies(fields)
    assert identifies(fields, About.ARTIST)


def test_an_identifier_and_a_name_tell_who_an_artist_is() -> None:
    assert identifies(("artist_mbid", "artist"), About.ARTIST)
    assert not identifies(("artist_mbid",), About.ARTIST)
