"""May the words of a session file be spoken today: do its lines stand, and the facts they tell?"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from dj import commentary, editorial
from dj.errors import ManifestError
from dj.library import Store
from dj.model.manifest import Manifest
from dj.model.track import Track


def need_standing(store: Store, manifest: Manifest, pack: str) -> None:
    """Refuse words that nobody stands for, and facts that no longer do.

    Args:
        store: The library with the session's songs.
        manifest: The session.
        pack: Pack of wordings that name none, as those of older sessions.

    Raises:
        ManifestError: if there are some.
        ConfigError: if a pack is not here, or what editors have written is not sound.
    """
    commentary.need_approval(manifest.script, pack, datetime.now(UTC).date())
    for problem in fallen(songs_of(store, manifest), manifest, spoken=False):
        raise ManifestError(problem, where=manifest.script.persona,
                            hint="Plan the session again.")  # fmt: skip


def fallen(tracks: Sequence[Track], manifest: Manifest, *, spoken: bool) -> tuple[str, ...]:
    """List the facts told in a session that do not stand any more, one plain sentence each.

    Args:
        tracks: Its songs, as the library has them; of those that it lacks facts are judged alone.
        manifest: The session.
        spoken: Whether the voice has said them: then they may have gone stale since.

    Raises:
        ConfigError: if what editors have written is not sound.
    """
    if not commentary.told_facts(manifest.script):
        return ()
    on = _day(manifest, spoken=spoken)
    right = editorial.apply_to_tracks(editorial.load_overrides(editorial.find_overrides()), tracks)
    known = editorial.known(right, on)
    back = editorial.load_taken_back(editorial.find_taken_back())
    return commentary.fallen(
        manifest.script, known.facts, right, on, taken_back={one.id for one in back},
        loose=known.loaded.facts if len(tracks) < len(manifest.tracks) else (),
    )  # fmt: skip


def songs_of(store: Store, manifest: Manifest) -> tuple[Track, ...]:
    """Give the songs of a session that a library knows."""
    found = (store.track(track.id) for track in manifest.tracks)
    return tuple(track for track in found if track is not None)


def _day(manifest: Manifest, *, spoken: bool) -> date:
    """What is still to be spoken is heard today, or on a day to come."""
    zone = ZoneInfo(manifest.time_zone)
    then = datetime.fromisoformat(manifest.at).astimezone(zone).date()
    return then if spoken else max(then, datetime.now(zone).date())
