from dj.units import counted


def test_one_of_a_thing_is_not_many() -> None:
    assert [counted(number, "song") for number in (0, 1, 1200)] == [
        "0 songs",
        "1 song",
        "1,200 songs",
    ]
