"""What likes, dislikes, "not now" and bans make of a listener's controls."""

from dj import library, steering
from dj.model.controls import Ban, BanKind
from dj.model.feedback import Feedback, FeedbackKind
from dj.model.track import Track

_WORDS = {
    FeedbackKind.LIKED: steering.like,
    FeedbackKind.DISLIKED: steering.dislike,
    FeedbackKind.NOT_NOW: steering.not_now,
}


def obey(store: library.Store, listener: str, said: Feedback, track: Track | None) -> None:
    """Let controls follow one word about a song of the library; others change nothing.

    Args:
        store: Where controls are kept.
        listener: Whose they are.
        said: The word.
        track: The song it is about, if the library has it.
    """
    song = said.track_id
    if song is None:
        return
    if said.kind in _WORDS:
        _WORDS[said.kind](store, listener, song, at=said.at)
    elif said.kind is FeedbackKind.BANNED:
        named = Ban(kind=BanKind.TRACK, name=song, at=said.at, artist=said.artist,
                    title=said.title)  # fmt: skip
        steering.ban(store, listener, steering.track_ban(track, said.at) if track else named)
