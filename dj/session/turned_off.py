"""What a listener has turned off, as the session itself tells it."""

from collections.abc import Iterator

from dj.model.controls import Controls
from dj.model.manifest import Manifest

PRIVATE = "Private session: the library keeps no record of it."


def turned_off(controls: Controls) -> Iterator[str]:
    """Say in the session itself what the listener has turned off."""
    if controls.family:
        yield ("For a family: no explicit song, no hard word in a name, nothing about careers "
               "or lives.")  # fmt: skip
    if not controls.profiling:
        yield "No profile: no listening was read; the session would be the same for anybody."
    if controls.private:
        yield PRIVATE
    if not controls.switches.commentary:
        yield "Commentary is turned off: the host says nothing."
    elif not controls.switches.voice:
        yield "The voice is turned off: the words stand in script and captions."


def is_private(manifest: Manifest) -> bool:
    """Tell whether a session was made as a private one."""
    return PRIVATE in manifest.notes
