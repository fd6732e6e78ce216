"""What a listener wants to hear more or less of from the host, kind by kind."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from dj.errors import ConfigError
from dj.library import Store
from dj.model.controls import Controls
from dj.model.script import BreakKind

AMOUNTS: Mapping[str, float] = MappingProxyType(
    {"never": 0.0, "less": 0.4, "usual": 1.0, "more": 2.5}
)
"""Word → how much likelier a kind of talk becomes."""


def set_talk(store: Store, listener: str, kind: str, amount: str) -> Controls:
    """Ask for more or less of one kind of talk; ``usual`` leaves it to the show.

    Raises:
        ConfigError: if there is no such kind or amount, or it is the greeting, which stays.
    """
    if amount not in AMOUNTS:
        raise ConfigError(f"{amount[:40]!r} is no amount.", where="dj listener talk",
                          hint=f"Say {', '.join(AMOUNTS)}.")  # fmt: skip
    if kind not in {*BreakKind}:
        raise ConfigError(f"there is no kind of talk {kind[:40]!r}.", where="dj listener talk",
                          hint=f"The kinds are {', '.join(BreakKind)}.")  # fmt: skip
    if kind == BreakKind.OPENING:
        raise ConfigError("the opening stays: it tells that the voice is synthetic.",
                          where="dj listener talk",
                          hint="`dj listener switch commentary off` ends all words.")  # fmt: skip

    def change(now: Controls) -> Controls:
        others = {name: value for name, value in now.talk_kinds.items() if name != kind}
        chosen = {} if amount == "usual" else {kind: AMOUNTS[amount]}
        return replace(now, talk_kinds=dict(sorted({**others, **chosen}.items())))

    return store.change_controls(listener, change)
