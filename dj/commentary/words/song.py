"""The words that speak of one song: from its tags, its sound, its listener and its editors."""

from collections.abc import Sequence

from dj.commentary.bench import Value
from dj.commentary.context import WORDS
from dj.commentary.tongues import tongue
from dj.commentary.words.basis import RESTS_ON, song_basis
from dj.commentary.words.facts import fact_words
from dj.commentary.words.heard import heard_words
from dj.commentary.words.history import history_words
from dj.commentary.words.listener import Listener
from dj.commentary.words.sound import sound_words
from dj.commentary.words.tags import tag_words
from dj.commentary.words.wish import wish_words
from dj.model.analysis import Song
from dj.model.editorial import Fact
from dj.model.lineup import Slot


def song_words(
    song: Song, slot: Slot, facts: Sequence[Fact], listener: Listener, before: Song | None = None
) -> dict[str, Value]:
    """Build the words of one song, without ``prev.`` or ``next.`` before them.

    Args:
        song: The song.
        slot: Its place in the lineup, with the reasons for it.
        facts: All that are attached to it.
        listener: Who listens.
        before: The song before it in the session, if there is one.
    """
    spoken = tongue(listener.language)
    raw = {
        **tag_words(song, listener),
        **sound_words(song, spoken),
        **history_words(song, slot, before, listener),
        **wish_words(song, slot, listener),
    }
    basis = song_basis(song, slot, before, listener)
    values = {
        name: Value(value=value, source=WORDS[f"next.{name}"].source,
                    facts=dict(basis[part] for part in RESTS_ON[name]))
        for name, value in raw.items()
        if value is not None and value != ""
    }  # fmt: skip
    return values | heard_words(song, spoken) | fact_words(song, facts, listener)
