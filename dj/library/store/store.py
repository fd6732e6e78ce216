"""The catalogue on disk: one folder with a SQLite file, a lock and the index files.

Only this package speaks SQL. Reading stays possible while a scan writes; a second scan waits for
its turn (`Store.lock`).
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from dj.library.store.analyses import Analyses
from dj.library.store.catalogue import Catalogue
from dj.library.store.changes import Changes
from dj.library.store.database import Database
from dj.library.store.diary import Diary
from dj.library.store.history import History
from dj.library.store.lock import locked
from dj.library.store.quarantine import Quarantine
from dj.library.store.taken import Taken
from dj.library.store.wishes import Wishes


def models_folder(library: Path) -> Path:
    """Return the folder of optional models beside a library; it need not exist."""
    return library / "models"


class Store(Catalogue, Changes, Analyses, Quarantine, History, Taken, Wishes, Diary):
    """The listener's library. Use it as a context so that it is closed.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder, Store.open(Path(folder)) as store:
        ...     store.tracks()
        ()
    """

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the library in a folder, making both if needed.

        A damaged file is moved aside and a new one is made; then `notice` says so.

        Raises:
            LibraryError: if the folder cannot be used or a newer version wrote the file.
        """
        return cls(Database(folder / "library.db"))

    @property
    def folder(self) -> Path:
        """The folder it lies in."""
        return self._db.path.parent

    @property
    def notice(self) -> str:
        """What had to be done to open it, for the user; empty if nothing."""
        return self._db.notice

    @property
    def vectors_folder(self) -> Path:
        """A folder for index files, made when first asked for."""
        folder = self.folder / "vectors"
        folder.mkdir(exist_ok=True)
        return folder

    @property
    def models_folder(self) -> Path:
        """The folder of optional models; it need not exist."""
        return models_folder(self.folder)

    def lock(self, what: str, wait_s: float = 10.0) -> AbstractContextManager[None]:
        """Take the turn of the one process that may scan or analyse.

        Raises:
            LibraryError: if another process still has it after `wait_s`, saying which.
        """
        return locked(self._db.path.with_suffix(".lock"), what, wait_s)

    @contextmanager
    def one_change(self) -> Iterator[None]:
        """Store everything that is stored within as a whole, or nothing of it."""
        with self._db.writing():
            yield

    def scrub(self) -> None:
        """Write the file anew, so that nothing deleted stays in it. Not within a transaction."""
        self._db.scrub()

    def copies(self) -> tuple[Path, ...]:
        """Return older copies of the file: made before it was changed, or damaged and set aside.

        They hold what listeners heard until then; deleting them loses nothing that is in use.
        """
        name = self._db.path.name
        found = {*self.folder.glob(f"{name}.version-*"), *self.folder.glob(f"{name}.damaged-*")}
        return tuple(sorted(found))

    def close(self) -> None:
        """Close the file; twice is harmless."""
        self._db.close()

    def __enter__(self) -> Self:
        """Use as a context."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self.close()
