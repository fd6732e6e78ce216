"""The search index on disk: a SQLite file of its own beside the library, made from it alone.

It holds no listener's data, so that nobody's deletion concerns it. Whatever is wrong with it, it is
thrown away and made again: a new one is built aside and takes the old one's place at once.

`songs` has the words of each song by field, `said` finds songs by exact words (FTS5), `names` finds
whole names and their beginnings, `words` lists all words with how many songs have them, `near`
finds words by forms they share with others (`dj.library.letters.forms`), `parts` by what they hold.
"""

from dj.library.store.search.index import Index
from dj.library.store.search.making import build, remove
from dj.library.store.search.rows import ALBUM, ARTIST, FIELDS, TITLE, VERSION, Entry, Row

__all__ = ["ALBUM", "ARTIST", "FIELDS", "TITLE", "VERSION", "Entry", "Index", "Row", "build",
           "remove"]  # fmt: skip
