"""Speaks to the hook with another project's ListenBrainz client; prints what it was told as JSON.

Runs in an environment of its own, with what ``scrobblers.txt`` names. Words: address, token.
"""
# mypy: ignore-errors

import json
import sys
import time

import liblistenbrainz
from liblistenbrainz import errors

address, token = sys.argv[1:]
client = liblistenbrainz.ListenBrainz(api_base_url=address)
client.set_auth_token(token)
now = int(time.time())


def listen(title, at):
    return liblistenbrainz.Listen(
        track_name=title, artist_name="Nia Harrow", release_name="Salt and Glass", listened_at=at,
        listening_from="judge", additional_info={"duration_ms": 200_000},
    )  # fmt: skip


def refused(act):
    try:
        act()
    except errors.ListenBrainzAPIException as error:
        return [error.status_code, error.message]
    except errors.InvalidAuthTokenException:
        return "invalid token"
    return "accepted"


answers = [
    client.submit_single_listen(listen("Low Tide Lantern", now - 900)),
    client.submit_multiple_listens([listen(f"Song {n}", now - 1000 - 300 * n) for n in range(40)]),
    client.submit_playing_now(listen("Night Ferry", None)),
]
rows = client.get_listens("me", count=3)
older = client.get_listens("me", max_ts=rows[-1].listened_at, count=100)
stranger = liblistenbrainz.ListenBrainz(api_base_url=address)
print(json.dumps({
    "answers": answers,
    "newest": [[row.track_name, row.artist_name, row.listened_at - now] for row in rows],
    "older": len(older),
    "count": client.get_user_listen_count("me"),
    "playing": client.get_playing_now("me").track_name,
    "love": client.submit_user_feedback(1, "00000000-0000-4000-8000-000000000000"),
    "wrong": refused(lambda: stranger.set_auth_token("00000000-0000-4000-8000-000000000000")),
    "future": refused(lambda: client.submit_single_listen(listen("Tomorrow", now + 86_400))),
    "nobody": refused(lambda: client.get_listens("you")),
}))  # fmt: skip
