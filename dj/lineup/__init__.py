"""Room 3: what do we play, and in which order?"""

from dj.lineup.absence import absence
from dj.lineup.plan import Stock, plan, stock
from dj.lineup.rank import LIKELY, rank
from dj.lineup.shows import load_show
from dj.lineup.vibe import Turned, turned

__all__ = [
    "LIKELY",
    "Stock",
    "Turned",
    "absence",
    "load_show",
    "plan",
    "rank",
    "stock",
    "turned",
]
