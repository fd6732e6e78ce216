"""The child's side of a worker: load one function, then answer calls until the parent is done.

If the function's module has another one named `prepare`, it is called first, so that what is loaded
once is not taken from the time of the first call.
"""

import importlib
import multiprocessing
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from typing import Any

from dj.confine import Limits, allow, confine

_LARGEST_ANSWER = 256_000_000
"""Bytes; a larger answer is told as an error, so that no child fills its parent's memory."""


def serve(pipe: Connection, target: str, limits: Limits) -> None:
    """Answer calls of ``"module:function"`` that come through a pipe, within limits."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    function = _resolve(target)
    parent = multiprocessing.parent_process()
    confine(limits, parent.sentinel if parent else None)
    with suppress(OSError):
        pipe.send((None, None))
    while True:
        try:
            payload, allowed = pipe.recv()
        except (EOFError, OSError):
            return
        allow(allowed)
        try:
            pipe.send_bytes(_answer(function, payload))
        except OSError:
            return


def _answer(function: Callable[[Any], Any], payload: object) -> memoryview:
    try:
        answer = ForkingPickler.dumps((True, function(payload)))
    except MemoryError:
        return ForkingPickler.dumps((False, ("needed more memory than allowed", "")))
    except Exception as error:  # noqa: BLE001 - a worker reports everything it meets
        return ForkingPickler.dumps((False, (type(error).__name__, str(error)[:2000])))
    if len(answer) > _LARGEST_ANSWER:
        return ForkingPickler.dumps((False, ("gave an answer that is too large", "")))
    return answer


def _resolve(target: str) -> Callable[[Any], Any]:
    module_name, _, name = target.partition(":")
    module = importlib.import_module(module_name)
    if hasattr(module, "prepare"):
        module.prepare()
    function: Callable[[Any], Any] = getattr(module, name)
    return function
