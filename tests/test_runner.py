import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dj.errors import WorkerError
from dj.runner import STARTED, Limits, Worker, each
from tests import runner_targets

HERE = runner_targets.__name__
pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _quiet_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give workers the time that is written in their limits, whatever else goes on here."""
    monkeypatch.setattr(os, "getloadavg", lambda: (0.0, 0.0, 0.0), raising=False)


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


def test_where_no_worker_can_start_the_first_few_are_enough() -> None:
    outcomes = each("dj.no_such_module:x", range(1000), processes=2, limits=Limits(wall_s=5.0))
    assert all(isinstance(next(outcomes)[1], WorkerError) for _ in range(3))
    with pytest.raises(WorkerError, match=r"no worker can start here.*exit code 1.*dj doctor"):
        next(outcomes)


def test_an_unknown_target_is_an_error_and_not_a_hang() -> None:
    with (
        Worker("dj.no_such_module:x", Limits(wall_s=20)) as worker,
        pytest.raises(WorkerError),
    ):
        worker.call(1)


def test_cpu_time_is_limited_for_each_call_on_its_own() -> None:
    with Worker(f"{HERE}:spins", Limits(wall_s=60)) as worker:
        started = time.monotonic()
        worker.submit(None, Limits(wall_s=60, cpu_s=0.5))
        assert worker.collect() is STARTED
        with pytest.raises(WorkerError, match="more CPU time than allowed") as told:
            worker.collect()
        assert time.monotonic() - started < 30
        assert not told.value.passing


def test_a_call_has_the_wall_time_it_was_given_and_not_the_workers() -> None:
    payloads = [0.0, 30.0, 1.2]
    limits_of = {0.0: 0.5, 30.0: 0.5, 1.2: 20.0}
    outcomes = dict(each(
        f"{HERE}:naps", payloads, processes=1, limits=Limits(wall_s=0.1),
        limits_of=lambda payload: Limits(wall_s=limits_of[payload]),
    ))  # fmt: skip
    assert (outcomes[0], outcomes[2]) == (0.0, 1.2)
    assert "took longer than 0.5 s" in str(outcomes[1])
    assert outcomes[1].passing


def test_what_a_module_prepares_is_not_taken_from_the_time_of_the_first_call() -> None:
    with Worker(f"{HERE}:is_ready", Limits(wall_s=0.25)) as worker:
        assert worker.call(None) is True


@pytest.mark.skipif(not hasattr(os, "getloadavg"), reason="this system tells no load")
def test_a_crowded_machine_is_given_more_time(monkeypatch: pytest.MonkeyPatch) -> None:
    cores = os.cpu_count() or 1
    monkeypatch.setattr(os, "getloadavg", lambda: (4.0 * cores, 0.0, 0.0))
    with Worker(f"{HERE}:naps", Limits(wall_s=0.3)) as worker:
        assert worker.call(0.6) == 0.6
        with pytest.raises(WorkerError, match=r"took longer than 1\.2 s"):
            worker.call(60.0)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits data")
def test_what_a_call_allocates_is_limited_and_the_worker_goes_on() -> None:
    with Worker(f"{HERE}:hoards", Limits(wall_s=20, data_mb=400)) as worker:
        with pytest.raises(WorkerError, match="needed more memory than allowed"):
            worker.call(500)
        assert worker.call(10) == 10 * 1024 * 1024


def test_a_worker_says_nothing_on_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    with Worker(f"{HERE}:shouts", Limits(wall_s=20)) as worker:
        assert worker.call(1000) == 1000
    assert capfd.readouterr() == ("", "")


def test_a_worker_that_is_only_starting_leaves_ctrl_c_to_its_parent(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with Worker(f"{HERE}:double", Limits(wall_s=20)) as worker:
        worker.submit(4)
        for child in multiprocessing.active_children():
            os.kill(child.pid or 0, signal.SIGINT)
        assert worker.answer() == 8
    assert capfd.readouterr() == ("", "")


def test_an_endless_answer_is_refused() -> None:
    with Worker(f"{HERE}:answers_at_length", Limits(wall_s=60)) as worker:
        with pytest.raises(WorkerError, match="too large"):
            worker.call(300)
        assert len(worker.call(1)) == 1024 * 1024


def test_a_worker_that_may_not_write_leaves_an_empty_file_at_most(tmp_path: Path) -> None:
    place = tmp_path / "written"
    with (
        Worker(f"{HERE}:writes", Limits(wall_s=20, written_mb=0)) as worker,
        pytest.raises(WorkerError, match="File too large"),
    ):
        worker.call(str(place))
    assert not place.exists() or place.stat().st_size == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of a closed pipe")
def test_a_worker_that_hangs_dies_with_its_killed_parent(tmp_path: Path) -> None:
    place = tmp_path / "number"
    call = (
        "from dj.runner import Limits, Worker\n"
        f"Worker({HERE + ':tells_its_number'!r}, Limits(wall_s=600)).call({str(place)!r})\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", call])
    while not (place.exists() and place.read_text()):
        assert parent.poll() is None
        time.sleep(0.02)
    child = int(place.read_text())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    deadline = time.monotonic() + 5
    while is_running(child):
        assert time.monotonic() < deadline, "the worker outlives its parent"
        time.sleep(0.02)


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
        return " Z " not in Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
