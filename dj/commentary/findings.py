"""What the checker says about a line of copy: a code, a place, what is wrong, what to do.

Codes, so that an editor can look them up:

    TPL001  file or front matter cannot be read       TPL022  reached by no situation
    TPL002  syntax error                              TPL023  no line that needs nothing
    TPL003  construct outside the copy language       TPL024  gender that nobody told
    TPL004  unknown word                              TPL025  too like another line
    TPL005  word that this situation never has        TPL026  doubled space or punctuation
    TPL006  optional word without a guard             TPL027  somebody's words where there are none
    TPL007  unknown filter or test                    TPL028  statement without its speaker
    TPL008  word that cannot be said                  TPL029  present that goes stale
    TPL009  name used before it is set                TPL030  an editor's case does not hold
    TPL010  source too long                           TPL031  unknown host, daypart or reason
    TPL011  literal digit or number word              TPL032  sentence that begins small
    TPL012  proper noun or unlisted opener            TPL033  greeting that leaves open what speaks
    TPL013  superlative                               TPL034  coarse word, or one that sounds so
    TPL014  claim without the word that proves it     TPL035  wording in another language
    TPL015  character an engine might obey            TPL036  said of the wrong side of the join
    TPL016  remark about the listener's mood          TPL037  number without what it counts
    TPL017  praise where an artist asked for a place  TPL038  short form, or letters nobody reads
    TPL018  accusation                                TPL039  word above the tier of its file
    TPL019  health, faith, or another trait           TPL060  nobody has approved it
    TPL020  longer than the line's `max_s`            TPL061  its approval is over
    TPL021  renders to nothing, or fails              TPL062  approved by its own author
                                                      TPL063  the log of approvals is broken

``{# noqa: TPL012 #}`` on a line silences a code there; not those of `SAFETY`.
"""

import re
from dataclasses import dataclass

from dj.errors import TemplateError

SAFETY = frozenset(
    {
        f"TPL{number:03}"
        for number in (*range(1, 11), *range(15, 20), 21, 27, 28, 33, 34, *range(60, 64))
    }
)
"""Codes that nobody can silence: what may run, break, harm, or was not approved."""

_SILENCED = re.compile(r"\{#-?\s*noqa:((?:\s*,?\s*TPL\d{3})+)\s*-?#\}")
_CODE = re.compile(r"TPL\d{3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to mend in a pack of lines."""

    code: str
    """``TPL`` and three digits, from the table above."""
    where: str
    """File and line, such as ``front_announce/tempo.j2:9``."""
    message: str
    """What is wrong, with the value."""
    remedy: str
    """What to do about it."""
    column: int = 0
    """Where on the line, from 1; 0 if it is not about a line."""

    @property
    def place(self) -> str:
        """File, line and column, as editors' programs understand it."""
        return f"{self.where}:{self.column}" if self.column else self.where

    def __str__(self) -> str:
        """Write it on one line, as compilers do."""
        return f"{self.place}: {self.code} {self.message} {self.remedy}".rstrip()

    def error(self) -> TemplateError:
        """Turn it into the error that a caller who cannot go on may raise."""
        return TemplateError(self.message, where=self.where, hint=self.remedy)


def silenced(source: str) -> frozenset[str]:
    """List the codes that a piece of source silences; never one of `SAFETY`."""
    if "noqa" not in source:
        return frozenset()
    listed = {code for found in _SILENCED.finditer(source) for code in _CODE.findall(found[1])}
    return frozenset(listed - SAFETY)
