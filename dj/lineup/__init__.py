"""Room 3: what do we play, and in which order?"""

from dj.lineup.plan import Stock, plan, stock
from dj.lineup.shows import load_show

__all__ = ["Stock", "load_show", "plan", "stock"]
