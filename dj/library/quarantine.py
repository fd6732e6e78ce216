"""Files that broke their reader, known again by their bytes wherever they turn up.

What breaks the reader has no identity as a recording: that is what could not be read. So it is
known by its size and its first and last million bytes, which are read only for files whose size is
that of one set aside.
"""

import hashlib
import os
import stat

from dj.library.store.quarantine import READING
from dj.library.store.store import Store
from dj.library.worker import READERS
from dj.model.track import Skipped

_EDGE_BYTES = 1_000_000


class Ward:
    """What is set aside at the stage of reading; part of one scan."""

    def __init__(self, store: Store) -> None:
        """Let go of what failed in other versions of the readers."""
        self._store = store
        store.release_outdated(READING, READERS)
        self._reasons = store.set_aside_at(READING)
        self._sizes = {key.partition("-")[0] for key in self._reasons}

    def reason(self, path: str, size: int) -> str | None:
        """Tell why a file is set aside; None for every other file."""
        return self._reasons.get(bytes_key(path) or "") if str(size) in self._sizes else None

    def admit(self, skipped: Skipped) -> str | None:
        """Set a file aside that broke its reader; return its key, None if it cannot be opened."""
        key = bytes_key(skipped.where)
        if key is not None:
            self._store.set_aside(key, skipped, stage=READING, versions=READERS)
        return key


def bytes_key(path: str) -> str | None:
    """Return ``size-hash`` of a file; None if it cannot be opened or is none."""
    try:
        # Without waiting: a pipe may have taken the file's place.
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:  # noqa: PTH123
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                return None
            hashed = hashlib.blake2b(file.read(_EDGE_BYTES), digest_size=16)
            file.seek(max(0, status.st_size - _EDGE_BYTES))
            hashed.update(file.read(_EDGE_BYTES))
    except OSError:
        return None
    return f"{status.st_size}-{hashed.hexdigest()}"
