from dj.listeners.colisten.keys import main_name, mbid_of, name_key, track_key


def test_an_artist_is_found_however_the_credit_is_written() -> None:
    assert main_name("BEYONCÉ feat. Jay-Z") == "beyonce"
    assert name_key("Beyoncé") == name_key("beyonce ft. Somebody")
    assert name_key("Pulp") != name_key("Blur")


def test_a_track_is_found_by_its_words_and_its_version() -> None:
    assert track_key("Bowie", "Heroes (2017 Remaster)") == track_key("bowie", "“Heroes”")
    assert track_key("Bowie", "Heroes (Live)") != track_key("Bowie", "Heroes")


def test_an_artist_and_a_title_cannot_be_taken_for_others() -> None:
    assert track_key("a", "b c") != track_key("a b", "c")


def test_only_the_artists_id_is_taken_from_a_recordings_ids() -> None:
    assert mbid_of({"mbid": "x", "artist_mbid": "ABC"}) == "abc"
    assert mbid_of({"mbid": "x"}) == ""
