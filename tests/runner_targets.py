import os
import time


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
