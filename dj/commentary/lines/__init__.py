"""Line files: what editors write, read, checked and gated by their approvals.

``<pack>/<situation>/<name>.j2`` holds YAML front matter between two lines of ``---`` and then the
variants, separated by a line of ``%%``:

    ---
    situation: front_announce
    needs: [next.title, next.artist]
    status: approved
    ---
    This is {{ next.title }} by {{ next.artist }}.
    %%
    Next, {{ next.artist }} with {{ next.title }}.
"""

from dj.commentary.lines.front import FrontMatter, Order
from dj.commentary.lines.line import Line, content_of
from dj.commentary.lines.pack import Pack, read_pack

__all__ = ["FrontMatter", "Line", "Order", "Pack", "content_of", "read_pack"]
