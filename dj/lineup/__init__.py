"""Room 3: what do we play, and in which order?"""

from dj.lineup.absence import absence
from dj.lineup.card import READS, card, weights
from dj.lineup.filters import matching
from dj.lineup.hours import Hours, load_hours
from dj.lineup.neighbours import IndexReport
from dj.lineup.plan import plan
from dj.lineup.programmes import arranged, mixes
from dj.lineup.rank import CONTINUING, LIKELY, rank
from dj.lineup.shows import FOLDER as SHOWS_FOLDER
from dj.lineup.shows import check_show, copy_show, load_show, show_files, show_schema
from dj.lineup.signals import SIGNALS
from dj.lineup.snapshot import write_snapshot
from dj.lineup.sources import SOURCES
from dj.lineup.spoken import names_speech
from dj.lineup.stock import Stock, open_stock, stock
from dj.lineup.vibe import Turned, turned
from dj.lineup.whatif import lessened, meaning, narrowed, removable
from dj.lineup.wishes import understand

__all__ = [
    "CONTINUING",
    "LIKELY",
    "READS",
    "SHOWS_FOLDER",
    "SIGNALS",
    "SOURCES",
    "Hours",
    "IndexReport",
    "Stock",
    "Turned",
    "absence",
    "arranged",
    "card",
    "check_show",
    "copy_show",
    "lessened",
    "load_hours",
    "load_show",
    "matching",
    "meaning",
    "mixes",
    "names_speech",
    "narrowed",
    "open_stock",
    "plan",
    "rank",
    "removable",
    "show_files",
    "show_schema",
    "stock",
    "turned",
    "understand",
    "weights",
    "write_snapshot",
]
