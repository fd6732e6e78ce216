"""One join as a page of its own: the two songs, how they meet, and the sound around it."""

from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from dj.model.manifest import ManifestTrack
from dj.session import one_line, spoken_captions
from dj.studio.app import entered, guarded, rendered
from dj.studio.nearby import Nearby
from dj.units import clock_text, ms_from_frames


def joint(nearby: Nearby, sound: Path, token: str) -> Starlette:
    """Build the application for one join.

    Args:
        nearby: The join, and what is heard around it.
        sound: A WAV file of that.
        token: What a request must carry once as ``?token=``; it then rides in a cookie.
    """

    async def page(request: Request) -> Response:
        return entered(request, token) or rendered("join.html", join_data(nearby))

    async def heard(_: Request) -> Response:
        return FileResponse(sound, media_type="audio/wav")

    return guarded([Route("/", page), Route("/join.wav", heard)], token)


def join_data(nearby: Nearby) -> dict[str, object]:
    """Collect the template's words."""
    manifest, join, (first, last) = nearby.manifest, nearby.join, nearby.span
    rate_hz = manifest.timeline.sample_rate_hz
    length_s = join.overlap_frames / rate_hz
    start, end = ms_from_frames(first, rate_hz), ms_from_frames(last, rate_hz)
    return {
        "number": join.position + 1,
        "title": one_line(manifest.title),
        "outgoing": _name(manifest.tracks[join.position - 1]),
        "incoming": _name(manifest.tracks[join.position]),
        "kind": join.kind.value,
        "length": f"{abs(length_s):.1f} s" + (" of pause" if length_s < 0 else ""),
        "cost": f"{join.cost:.2f}",
        "by_hand": join.locked,
        "reason": one_line(join.reason),
        "where": f"{clock_text(first / rate_hz)} to {clock_text(last / rate_hz)}",
        "words": [text for at, _, text in spoken_captions(manifest) if start <= at < end],
    }


def _name(track: ManifestTrack) -> dict[str, str]:
    return {"title": one_line(track.title) or "Untitled", "artist": one_line(track.artist)}
