"""That a named editor stands for a text: without it a host does not say it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """One entry of a pack's log of approvals."""

    action: str
    """``approve`` or ``withdraw``; the last entry about a content counts."""
    content: str
    """SHA-256, in hex, of all an editor stands for in one variant.

    Its text and where and on what conditions it may be said: template, situation, persona, locale,
    tier, reason, needs and dayparts, as `dj.commentary.lines.line.content_of` puts them together.
    Not its number, its author, how long it may be, how often and at which talk levels it comes,
    nor the word lists.
    """
    line: str
    """Template, such as ``front_announce/tempo``."""
    variant: int
    """Index in its file, from 0; for people, since files change."""
    text: str
    """The wording that was approved, for people."""
    persona: str
    locale: str
    tier: int
    author: str = ""
    """Who wrote it: an editor, or ``model: NAME`` for a draft; empty if nobody said."""
    by: str
    """Who approves or withdraws it. Not the author, for a draft of a model and from tier 2 on."""
    at: str
    """RFC 3339, UTC."""
    until: str = ""
    """Last day on which it may be said, ``YYYY-MM-DD``; empty for ever."""
    note: str = ""
