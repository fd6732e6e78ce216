from dj.listeners.colisten.keys import mbid_key, name_key, track_key
from dj.listeners.colisten.rows import Refusal, Row
from dj.listeners.colisten.table import Gathering, Table

ONE, OTHER = (f"{digit * 8}-0000-4000-8000-000000000000" for digit in "12")


def gathered(*rows: Row | Refusal) -> Gathering:
    gathering = Gathering()
    gathering.take("data", rows)
    return gathering


def plays(table: Table, key: str) -> list[float]:
    item = dict(table.keys)[key]
    return [float(x) for x in table.plays[:, [item]].toarray().ravel()]


def test_plays_of_the_same_thing_are_added_whatever_the_spelling() -> None:
    table = gathered(
        Row("ana", "Beyoncé", "Halo", 2), Row("ana", "BEYONCE feat. X", "", 3)
    ).artists()
    assert plays(table, name_key("beyonce")) == [5.0]


def test_the_same_user_name_in_two_sources_is_two_people() -> None:
    gathering = gathered(Row("1", "Pulp"))
    gathering.take("other", [Row("1", "Pulp")])
    assert gathering.listeners == 2


def test_artists_of_one_name_are_told_apart_by_their_id() -> None:
    table = gathered(
        Row("ana", "Nirvana", "", 5, ONE), Row("ben", "Nirvana", "", 7, ONE),
        Row("cy", "Nirvana", "", 9, OTHER),
    ).artists()  # fmt: skip
    assert plays(table, mbid_key(ONE)) == [5.0, 7.0, 0.0]
    assert plays(table, mbid_key(OTHER)) == [0.0, 0.0, 9.0]


def test_a_bare_name_is_the_artist_most_met_under_it() -> None:
    rows = [Row("ana", "Nirvana", "", 5, ONE), Row("ben", "Nirvana", "", 7, ONE),
            Row("cy", "Nirvana", "", 9, OTHER)]  # fmt: skip
    assert plays(gathered(*rows).artists(), name_key("Nirvana")) == [5.0, 7.0, 0.0]
    with_bare = gathered(*rows, Row("dan", "nirvana", "", 1)).artists()
    assert plays(with_bare, mbid_key(ONE)) == [5.0, 7.0, 0.0, 1.0]
    assert plays(with_bare, name_key("Nirvana")) == [5.0, 7.0, 0.0, 1.0]


def test_tracks_are_told_apart_by_version_and_not_by_spelling() -> None:
    table = gathered(
        Row("ana", "Bowie", "Heroes - 2017 Remaster", 1), Row("ana", "bowie", "“Heroes”", 1),
        Row("ana", "Bowie", "Heroes (Live)", 1),
    ).tracks()  # fmt: skip
    assert plays(table, track_key("Bowie", "Heroes")) == [2.0]
    assert plays(table, track_key("Bowie", "Heroes (live)")) == [1.0]


def test_rows_without_a_title_make_no_track() -> None:
    assert gathered(Row("ana", "Pulp")).tracks().plays.shape == (1, 0)


def test_refused_rows_are_counted_and_nobody_is_made_of_them() -> None:
    gathering = gathered(Refusal("data:1", "it was never played"))
    assert (gathering.rows, gathering.listeners) == (1, 0)
    assert gathering.artists().plays.shape == (0, 0)
