"""From marked text to wordings with traces."""

import pytest

from dj.commentary.bench import Bench, Value, shared_bench
from dj.errors import WorkerError
from dj.runner import Limits, Worker

VALUES = {
    "next.title": Value(value="Where To?", source="tags"),
    "next.artist": Value(value="Nia", source="tags"),
    "next.year": Value(value=1994, source="tags"),
    "clock.spoken_time": Value(value="about noon", source="clock"),
}


def test_a_trace_points_at_its_text() -> None:
    (wording,) = shared_bench().render([("From {{ next.year }}:  {{ next.artist }}.", VALUES)])
    assert wording.text == "From 1994: Nia."
    for trace in wording.traces:
        assert wording.text[trace.start : trace.start + len(trace.text)] == trace.text
    assert [(t.word, t.source, t.is_name) for t in wording.traces] == [
        ("next.year", "tags", False),
        ("next.artist", "tags", True),
    ]


def test_a_title_that_asks_is_not_followed_by_a_full_stop() -> None:
    (wording,) = shared_bench().render([("It's {{ next.title }}. On we go.", VALUES)])
    assert wording.text == "It's Where To? On we go."


def test_a_gap_in_the_wording_leaves_no_gap_in_the_text() -> None:
    source = "On {% if next.album %}{{ next.album }}{% endif %} , with\n {{ next.artist }} ."
    (wording,) = shared_bench().render([(source, VALUES)])
    assert wording.text == "On, with Nia."


def test_missing_words_are_false_in_conditions() -> None:
    source = "{% if next.is_new %}New.{% elif next.album %}Album.{% else %}Neither.{% endif %}"
    assert shared_bench().render([(source, VALUES)])[0].text == "Neither."


def test_a_failure_says_why_and_spares_its_neighbours() -> None:
    bad, good = shared_bench().render([("{{ next.album }}", VALUES), ("Fine.", VALUES)])
    assert bad.error
    assert good.text == "Fine."


@pytest.mark.slow
def test_a_deadly_wording_does_not_take_the_batch_with_it() -> None:
    nest = "".join(f"{{% for a{i} in next.title %}}" for i in range(8)) + "{% endfor %}" * 8
    long = {**VALUES, "next.title": Value(value="x" * 1000, source="tags")}
    bench = Bench(Limits(wall_s=3.0, cpu_s=1.0, memory_mb=512))
    answers = bench.render([("Fine.", VALUES), (nest, long), ("Also fine.", VALUES)])
    bench.close()
    assert [answer.text for answer in answers] == ["Fine.", "", "Also fine."]
    assert answers[1].error


@pytest.mark.slow
def test_a_worker_that_cannot_run_is_an_error_and_not_silence() -> None:
    bench = Bench()
    bench._worker = Worker("os:abort", Limits(wall_s=3.0))
    with pytest.raises(WorkerError):
        bench.render([("Fine.", VALUES)] * 4)
    bench.close()
