"""Remarks about the release are cut from a title: ``(feat. …)``, ``[Remastered]``."""

import re

_PAIRS = {"(": ")", "[": "]", "{": "}", "（": "）", "【": "】", "［": "］"}
_TAIL = re.compile(
    r"^(?:feat|ft|featuring|bonus|deluxe|explicit|clean|acoustic|instrumental|mono|stereo|demo)\b|"
    r"^live(?: (?:at|from|in|on)\b| \d|$)|\bremaster(?:ed)?\b|"
    r"\b(?:version|edit|mix|remix|edition|demo|reissue|soundtrack|ost|session|take \d+)$",
    re.IGNORECASE,
)
_DASH_TAIL = re.compile(
    r"\b(remaster(?:ed)?|(?:radio|single|album|mono|stereo|live|extended) (?:edit|version|mix)|"
    r"live(?: at| in| from)?|mono|stereo|bonus track|demo|explicit)\b",
    re.IGNORECASE,
)


def without_tails(text: str) -> str:
    """Cut remarks in brackets and after a dash; brackets that belong to the title stay as words."""
    return _without_dash_tail(_without_bracket_tails(text))


def _without_bracket_tails(text: str) -> str:
    if _PAIRS.keys().isdisjoint(text):
        return text.replace(")", "").replace("）", "")
    out: list[str] = []
    open_at: list[tuple[str, int]] = []
    for char in text:
        if char in _PAIRS:
            open_at.append((_PAIRS[char], len(out)))
        out.append(char)
        if open_at and char == open_at[-1][0]:
            _close(out, open_at.pop()[1])
    return "".join(c for c in out if c not in "()（）")


def _close(out: list[str], start: int) -> None:
    inside = "".join(out[start + 1 : -1]).strip()
    if start and _TAIL.search(inside):
        del out[start:]
    else:
        out[start], out[-1] = " ", " "


def _without_dash_tail(text: str) -> str:
    head, dash, tail = text.rpartition(" - ")
    return head if dash and head.strip() and _DASH_TAIL.search(tail) else text
