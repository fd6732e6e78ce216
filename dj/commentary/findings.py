"""What the checker says about a line of copy: a code, a place, what is wrong, what to do.

Codes, so that an editor can look them up:

    COPY01  file or front matter cannot be read       COPY11  literal digit or number word
    COPY02  syntax error                              COPY12  proper noun or unlisted opener
    COPY03  construct outside the copy language       COPY13  superlative
    COPY04  unknown word                              COPY14  claim without the word that proves it
    COPY05  word that this situation never has        COPY15  character an engine might obey
    COPY06  optional word without a guard             COPY16  remark about the listener's mood
    COPY07  unknown filter or test                    COPY20  longer than the line's `max_s`
    COPY08  word that cannot be said                  COPY21  renders to nothing, or fails
    COPY09  name used before it is set                COPY22  reached by no situation
    COPY10  source too long                           COPY23  no line that needs nothing
                                                      COPY30  an editor's case does not hold
"""

from dataclasses import dataclass

from dj.errors import TemplateError


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to mend in a pack of lines."""

    code: str
    """``COPY`` and two digits, from the table above."""
    where: str
    """File and line, such as ``front_announce/tempo.j2:9``."""
    message: str
    """What is wrong, with the value."""
    remedy: str
    """What to do about it."""

    def __str__(self) -> str:
        """Write it on one line, as compilers do."""
        return f"{self.where}: {self.code} {self.message} {self.remedy}".rstrip()

    def error(self) -> TemplateError:
        """Turn it into the error that a caller who cannot go on may raise."""
        return TemplateError(self.message, where=self.where, hint=self.remedy)
