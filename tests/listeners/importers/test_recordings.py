import pytest

from dj.listeners.importers.recordings import Scalar, recording, remembered

MBID = "D5E4FB56-e457-4684-aa31-63ce70ee5a8c"


def test_names_are_trimmed_and_identifiers_are_in_small_letters() -> None:
    found = recording(" Ana Lee ", "Salt", None, MBID, "none")
    assert found == ("Ana Lee", "Salt", "", {"mbid": MBID.lower()})


@pytest.mark.parametrize(
    ("artist", "title", "reason"),
    [("", "Salt", "has no artist."), ("Ana", " ", "has no title."), (5, None, "has no artist.")],
)
def test_a_missing_name_is_named(artist: Scalar, title: Scalar, reason: str) -> None:
    assert recording(artist, title, "") == reason


def test_rows_of_one_recording_share_what_was_understood() -> None:
    recall = remembered(recording)
    assert recall("Ana", "Salt", "Sea") is recall("Ana", "Salt", "Sea")
    assert recall("Ana", "Salt", "Sea") is not recall("Ana", "Salt", "")
