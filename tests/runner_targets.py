import os
import sys
import time
from pathlib import Path


def double(number: int) -> int:
    return 2 * number


def fails(_: object) -> None:
    msg = "no good"
    raise ValueError(msg)


def naps(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def dies(code: int) -> None:
    os._exit(code)


def hoards(megabytes: int) -> int:
    return len(bytearray(megabytes * 1024 * 1024))


def mixed(what: object) -> int:
    if what == "die":
        os._exit(9)
    if what == "nap":
        time.sleep(60)
    if what == "raise":
        fails(what)
    assert isinstance(what, int)
    return what * 10


def spins(_: object) -> int:
    """Work that never gives the interpreter a turn, as a looping decoder does."""
    return len(str(7 ** (10**9)))


def shouts(lines: int) -> int:
    for _ in range(lines):
        os.write(1, b"noise on stdout\n")
        os.write(2, b"noise on stderr\n")
        print("more noise")
        print("more noise", file=sys.stderr)
    return lines


def answers_at_length(megabytes: int) -> bytes:
    return bytes(megabytes * 1024 * 1024)


def writes(place: str) -> int:
    return Path(place).write_bytes(bytes(5_000_000))


def tells_its_number(place: str) -> None:
    """Say who this is, then hang."""
    Path(place).write_text(str(os.getpid()))
    spins(None)


_ready = False


def prepare() -> None:
    """Be loaded as slowly as a big library is."""
    global _ready
    time.sleep(0.3)
    _ready = True


def is_ready(_: object) -> bool:
    return _ready
