"""What do we keep and hand out? The session file, its checks, and its projections."""

from dj.model.names import one_line
from dj.session.build import Planned, build
from dj.session.captions import host_name, spoken_captions, talk_spans
from dj.session.chapters import Chapter, chapters
from dj.session.cover import cover
from dj.session.discard import contents, discard
from dj.session.disclosed import disclosed, promotion
from dj.session.export import export, project
from dj.session.files import output_file, relative
from dj.session.folder import claimed
from dj.session.manifest import MANIFEST_NAME, decode, encode, read, schema, write
from dj.session.turned_off import is_private, turned_off
from dj.session.verify import needs_voice, read_sound, scripts, verify
from dj.writing import write_atomic

__all__ = [
    "MANIFEST_NAME",
    "Chapter",
    "Planned",
    "build",
    "chapters",
    "claimed",
    "contents",
    "cover",
    "decode",
    "discard",
    "disclosed",
    "encode",
    "export",
    "host_name",
    "is_private",
    "needs_voice",
    "one_line",
    "output_file",
    "project",
    "promotion",
    "read",
    "read_sound",
    "relative",
    "schema",
    "scripts",
    "spoken_captions",
    "talk_spans",
    "turned_off",
    "verify",
    "write",
    "write_atomic",
]
