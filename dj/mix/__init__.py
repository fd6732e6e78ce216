"""The mix: when everything happens, and what comes out."""

from dj.mix.arrange import arrange
from dj.mix.mixing import mix
from dj.mix.render import Rendered, render
from dj.mix.shelf import Shelf, put, shelf
from dj.mix.sounding import SourceFile
from dj.mix.stems import stems

__all__ = ["Rendered", "Shelf", "SourceFile", "arrange", "mix", "put", "render", "shelf", "stems"]
