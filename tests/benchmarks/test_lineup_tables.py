from benchmarks.lineup_tables import table, tables

PLAN = {"first": 80.1, "p50": 52.9, "p95": 76.25, "parts": {"moment": 3.2, "reasons": 4.0}}
FOUND = {
    "write_s": 1.3, "open_ms": 7.9, "plan": {"newcomer": PLAN, "listener": PLAN},
    "search": {"name": "exact", "at_50": {"recall": 0.9975, "p50": 0.37, "p95": 0.46},
               "build_s": 0.0, "bytes_per_track": 0.0},
    "memory_mb": [{"Rss": 60.0, "Pss": 30.0}, {"Rss": 70.0, "Pss": 31.0}],
}  # fmt: skip


def test_numbers_stand_under_each_other_and_words_to_the_left() -> None:
    lines = table("Title", ("name", "ms"), [("a", 5.25), ("bcdef", 12_345)]).splitlines()
    assert lines == ["Title", "name       ms", "a        5.25", "bcdef  12,345"]


def test_every_size_index_and_listener_has_a_line() -> None:
    plans, searches, snapshots = tables({"20000": {"exact": FOUND, "peak_rss_mb": 400}})
    assert [line.split() for line in plans.splitlines()[1:]] == [
        ["tracks", "index", "listener", "p50", "p95", "first", "moment", "reasons"],
        ["20,000", "exact", "newcomer", "52.90", "76.25", "80.10", "3.20", "4.00"],
        ["20,000", "exact", "listener", "52.90", "76.25", "80.10", "3.20", "4.00"],
    ]
    assert searches.splitlines()[-1].split() == ["20,000", "exact", "50", "99.75", "0.37", "0.46"]
    assert snapshots.splitlines()[-1].split()[-2:] == ["65.00", "30.50"]


def test_a_run_that_measured_nothing_still_has_its_heads() -> None:
    assert [part.splitlines()[1].split()[0] for part in tables({})] == ["tracks"] * 3
