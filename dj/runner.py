"""The place that starts processes of ours: limited workers for decoders, parsers and voices.

A worker is a spawned child that runs one function, ``"module:function"``, on one payload at a time.
It ignores Ctrl-C (the parent decides), dies with its parent, says nothing on the terminal, and is
killed when it exceeds its wall time; the next call then starts a fresh one. What else it may use is
limited by the system (`dj.confine`).
"""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Any, Self

from dj.child import serve
from dj.confine import Limits
from dj.errors import WorkerError

__all__ = ["STARTED", "Limits", "Worker", "each"]

_SPAWN = multiprocessing.get_context("spawn")
_START_S = 60.0
"""Time a child may take to import its target; a cold disk is slow."""
STARTED = object()
"""What `Worker.collect` gives once for a fresh child, before its first result."""
_BIRTHS = 4
"""After so many workers that ended while they were starting, and none that started, no more try."""
_MOST_PATIENCE = 10.0
"""Wall time is at most this many times longer on a machine that has more to do than it can."""


class Worker:
    """One limited child process that serves calls in turn."""

    def __init__(self, target: str, limits: Limits) -> None:
        """Remember what to run; the child starts with the first call."""
        self.target = target
        self.limits = limits
        self._process: Any = None
        self._pipe: Connection | None = None
        self._allowed = limits
        self._patience = 1.0
        self._deadline = 0.0
        self._fresh = True

    def call(self, payload: object) -> Any:
        """Run the target on a payload and return its result.

        Raises:
            WorkerError: if it crashed, ran out of time or memory, or raised.
        """
        self.submit(payload)
        return self.answer()

    def answer(self) -> Any:
        """Wait for the result of the call under way and return it.

        Raises:
            WorkerError: as `call` does.
        """
        while True:
            pipe = self._need_pipe()
            if not pipe.poll(max(0.0, self.seconds_left)):
                return self.expire()
            answer = self.collect()
            if answer is not STARTED:
                return answer

    def submit(self, payload: object, limits: Limits | None = None) -> None:
        """Start one call; its result is fetched by `collect`.

        Args:
            payload: what the target is called with.
            limits: wall, CPU and data of this call, if other than the worker's.
        """
        self._allowed = limits or self.limits
        if self._process is None or not self._process.is_alive():
            self._start()
        self._patience = _crowding()
        self._wait(_START_S if self._fresh else 0.0)
        try:
            self._need_pipe().send((payload, self._allowed))
        except (BrokenPipeError, OSError):
            self.kill()

    def collect(self) -> Any:
        """Fetch the result of the call under way; blocks until it, or the child's end, is there.

        A fresh child first tells that it has started: then `STARTED` comes back, the call's time
        begins, and the result is still to be collected.
        """
        try:
            ok, value = self._need_pipe().recv()
        except (EOFError, OSError):
            if self._process:
                self._process.join(1.0)  # its pipe closes a moment before its exit code is known
            code = self._process.exitcode if self._process else None
            self.kill()
            by_chance = code == -signal.SIGKILL
            raise WorkerError(_death(code), where=self.target, passing=by_chance) from None
        if ok is None:
            self._fresh = False
            self._wait()
            return STARTED
        if ok:
            return value
        kind, message = value
        raise WorkerError(f"{kind}: {message}" if message else kind, where=self.target)

    def expire(self) -> Any:
        """Kill the child because its time is over."""
        self.kill()
        raise WorkerError(
            f"took longer than {self._patience * self._allowed.wall_s:.3g} s",
            where=self.target,
            passing=True,
        )

    @property
    def pipe(self) -> Connection:
        """The pipe that becomes readable when a result, or the child's end, is there."""
        return self._need_pipe()

    @property
    def seconds_left(self) -> float:
        """Wall time left for the call under way."""
        return self._deadline - time.monotonic()

    def kill(self) -> None:
        """End the child now; a later call starts a new one."""
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._process, self._pipe = None, None

    def __enter__(self) -> Self:
        """Use as a context so that the child never outlives its use."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the child."""
        self.kill()

    def _wait(self, grace_s: float = 0.0) -> None:
        wall_s = self._patience * (self._allowed.wall_s + grace_s)
        self._deadline = time.monotonic() + wall_s

    def _start(self) -> None:
        self.kill()
        ours, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(
            target=serve, args=(theirs, self.target, self.limits), daemon=True
        )
        with _deaf_to_interrupts():
            self._process.start()
            theirs.close()
            self._pipe = ours
            self._fresh = True

    def _need_pipe(self) -> Connection:
        if self._pipe is None:
            raise WorkerError("the process ended before it could answer", where=self.target)
        return self._pipe


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Hold back Ctrl-C, also from a child that is started, until it can ignore it by itself."""
    resource_tracker.ensure_running()  # the first child would start it, which ends the holding back
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def each(
    target: str,
    payloads: Iterable[Any],
    *,
    processes: int,
    limits: Limits,
    limits_of: Callable[[Any], Limits] | None = None,
) -> Iterator[tuple[int, Any]]:
    """Run a target over payloads in several workers; yield (index, result) as they finish.

    A payload that crashes, overruns or raises yields a `WorkerError` in place of its result, and
    the others go on.

    Args:
        target: ``"module:function"``.
        payloads: what it is called with, one by one.
        processes: how many workers there are.
        limits: what a worker may use.
        limits_of: gives wall, CPU and data of the call with a payload, if they differ.

    Raises:
        WorkerError: if no worker can start here at all: it is not the payloads' fault.
    """
    births = _Births()
    todo = enumerate(payloads)
    idle = [Worker(target, limits) for _ in range(max(1, processes))]
    busy: dict[Worker, int] = {}
    try:
        while True:
            while idle and (job := next(todo, None)) is not None:
                worker = idle.pop()
                busy[worker] = job[0]
                worker.submit(job[1], limits_of(job[1]) if limits_of else None)
            if not busy:
                return
            for worker in _finished(busy):
                outcome = _outcome(worker)
                births.judge(worker, outcome)
                if outcome is not STARTED:
                    yield busy.pop(worker), outcome
                    idle.append(worker)
    finally:
        for worker in (*idle, *busy):
            worker.kill()


class _Births:
    """Whether the workers of one run start at all."""

    def __init__(self) -> None:
        self._in_vain = 0
        self._one_lives = False

    def judge(self, worker: Worker, outcome: object) -> None:
        self._one_lives |= not worker._fresh  # noqa: SLF001 - same file
        if self._one_lives or not isinstance(outcome, WorkerError):
            return
        self._in_vain += 1
        if self._in_vain == _BIRTHS:
            raise WorkerError(f"no worker can start here: the first {_BIRTHS} ended before their "
                              f"work ({outcome})", where=worker.target,
                              hint="`dj doctor` tells what is missing.")  # fmt: skip


def _finished(busy: dict[Worker, int]) -> list[Worker]:
    broken = [worker for worker in busy if worker._pipe is None]  # noqa: SLF001 - same file
    if broken:
        return broken
    by_pipe = {worker.pipe: worker for worker in busy}
    patience = max(0.0, min(worker.seconds_left for worker in busy))
    ready = wait(list(by_pipe), timeout=patience)
    done = [by_pipe[pipe] for pipe in ready]  # type: ignore[index]
    return done or [worker for worker in busy if worker.seconds_left <= 0]


def _outcome(worker: Worker) -> Any:
    try:
        overdue = worker.seconds_left <= 0 and not worker.pipe.poll()
        return worker.expire() if overdue else worker.collect()
    except WorkerError as error:
        return error


def _death(code: int | None) -> str:
    if code is not None and code < 0:
        names = {signal.SIGKILL: "killed by the system (out of memory?)"}
        if hasattr(signal, "SIGXCPU"):
            names[signal.SIGXCPU] = "used more CPU time than allowed"
        with suppress(ValueError):
            return names.get(signal.Signals(-code), f"crashed ({signal.Signals(-code).name})")
    return f"ended without an answer (exit code {code})"


def _crowding() -> float:
    """Tell how many times longer than alone work takes here now: processes waiting per core."""
    try:
        waiting = os.getloadavg()[0]
    except (AttributeError, OSError):  # not on every system
        return 1.0
    return min(max(1.0, waiting / (os.cpu_count() or 1)), _MOST_PATIENCE)
