"""A time after which the best order found so far has to do."""

from time import monotonic


class Deadline:
    """Begins to run when it is made; nothing else in a plan looks at a clock."""

    def __init__(self, seconds: float) -> None:
        self._end_s = monotonic() + seconds

    @property
    def passed(self) -> bool:
        """Tell whether the time is up."""
        return monotonic() >= self._end_s
