"""The mix: when everything happens, and what comes out."""

from dj.mix.arrange import arrange
from dj.mix.render import Rendered, mix, render
from dj.mix.sounding import SourceFile

__all__ = ["Rendered", "SourceFile", "arrange", "mix", "render"]
