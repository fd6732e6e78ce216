import time

import pytest

from dj.errors import WorkerError
from dj.runner import Limits, Worker, each
from tests import runner_targets

HERE = runner_targets.__name__
pytestmark = pytest.mark.slow


def test_a_worker_answers_again_and_again() -> None:
    with Worker(f"{HERE}:double", Limits(wall_s=20)) as worker:
        assert [worker.call(n) for n in range(5)] == [0, 2, 4, 6, 8]


def test_what_the_target_raises_is_told() -> None:
    with Worker(f"{HERE}:fails", Limits(wall_s=20)) as worker:
        with pytest.raises(WorkerError, match="ValueError: no good"):
            worker.call(1)
        with pytest.raises(WorkerError, match="no good"):
            worker.call(2)


def test_a_worker_that_takes_too_long_is_killed_and_the_next_call_works() -> None:
    with Worker(f"{HERE}:naps", Limits(wall_s=0.3)) as worker:
        assert worker.call(0.0) == 0.0
        started = time.monotonic()
        with pytest.raises(WorkerError, match="took longer than"):
            worker.call(60.0)
        assert time.monotonic() - started < 10
        assert worker.call(0.0) == 0.0


def test_a_worker_that_dies_is_told_and_the_next_call_works() -> None:
    with Worker(f"{HERE}:dies", Limits(wall_s=20)) as worker:
        with pytest.raises(WorkerError, match="ended without an answer"):
            worker.call(3)
        with pytest.raises(WorkerError):
            worker.call(3)


def test_a_worker_over_its_memory_fails_alone() -> None:
    with (
        Worker(f"{HERE}:hoards", Limits(wall_s=20, memory_mb=400)) as worker,
        pytest.raises(WorkerError),
    ):
        worker.call(2_000)


def test_each_gives_every_payload_its_own_outcome() -> None:
    payloads = [1, "die", 3, "nap", 5, "raise", 7]
    outcomes = dict(each(f"{HERE}:mixed", payloads, processes=2, limits=Limits(wall_s=1.0)))
    assert set(outcomes) == set(range(7))
    assert [outcomes[n] for n in (0, 2, 4, 6)] == [10, 30, 50, 70]
    assert all(isinstance(outcomes[n], WorkerError) for n in (1, 3, 5))
    assert "took longer" in str(outcomes[3])


def test_an_unknown_target_is_an_error_and_not_a_hang() -> None:
    with (
        Worker("dj.no_such_module:x", Limits(wall_s=20)) as worker,
        pytest.raises(WorkerError),
    ):
        worker.call(1)
