from datetime import UTC, datetime, timedelta

from dj.listeners.import_result import ImportResult
from dj.listeners.news import Known, news, spans
from dj.model.listening import Listen, Save, Tally

START = datetime(2025, 1, 1, tzinfo=UTC)


def play(at_s: float = 0.0, **changes: object) -> Listen:
    row: dict[str, object] = {"artist": "Ana Lee", "title": "Salt", "source": "lastfm", **changes}
    return Listen(started_at=START + timedelta(seconds=at_s), **row)  # type: ignore[arg-type]


def tally(plays: int, day: int = 1) -> Tally:
    return Tally(artist="Ana Lee", title="Salt", plays=plays, source="itunes",
                 last_at=datetime(2025, 1, day, tzinfo=UTC))  # fmt: skip


def file(
    *listens: Listen, saves: tuple[Save, ...] = (), tallies: tuple[Tally, ...] = ()
) -> ImportResult:
    return ImportResult(where="f", importer="i", listens=[*listens], saves=[*saves],
                        tallies=[*tallies])  # fmt: skip


def test_a_play_that_two_files_tell_is_new_once_in_the_richer_one() -> None:
    poor, rich = play(5), play(source="spotify", played_ms=200_000)
    assert news([file(poor), file(rich)], Known()).listens == [(1, rich)]
    assert news([file(rich), file(poor)], Known()).listens == [(0, rich)]


def test_what_is_kept_is_not_new() -> None:
    found = news([file(play(), play(600))], Known(listens=[play()]))
    assert (found.listens, found.outdone) == ([(0, play(600))], [])


def test_a_richer_row_takes_the_place_of_a_kept_one() -> None:
    kept, rich = play(5), play(source="spotify", played_ms=200_000)
    found = news([file(rich)], Known(listens=[kept]))
    assert (found.listens, found.outdone) == ([(0, rich)], [kept])


def test_a_kept_row_of_the_same_start_and_names_stays() -> None:
    kept, rich = play(), play(source="spotify", played_ms=200_000)
    found = news([file(rich)], Known(listens=[kept]))
    assert (found.listens, found.outdone) == ([], [])


def test_a_save_is_kept_once_for_each_playlist() -> None:
    one, other = (Save(artist="A", title="B", playlist=name) for name in ("x", "y"))
    found = news([file(saves=(one, other)), file(saves=(one,))], Known(saves=[other]))
    assert found.saves == [(0, one)]


def test_the_newest_count_wins_in_any_order() -> None:
    old, new = tally(3), tally(5, day=2)
    for files in ([file(tallies=(old,)), file(tallies=(new,))],
                  [file(tallies=(new,)), file(tallies=(old,))]):  # fmt: skip
        assert [row for _, row in news(files, Known()).tallies] == [new]
    assert news([file(tallies=(old,))], Known(tallies=[new])).tallies == []
    assert news([file(tallies=(new,))], Known(tallies=[old])).tallies == [(0, new)]


def test_the_times_that_matter_reach_a_day_or_as_far_as_the_row_is_vague() -> None:
    assert spans([]) == []
    far = play(10 * 86_400, within_s=200_000)
    found = spans([far, play(600), play()])
    seconds = [tuple(round((moment - START).total_seconds()) for moment in time) for time in found]
    assert seconds == [(-86_401, 87_001), (663_999, 1_064_001)]
