"""Where the page sends what its buttons say: from this page only, and nothing but known words."""

import asyncio

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from dj.studio.booth import SAYABLE, Booth, Word

_LARGEST = 1_000
_LONGEST_S = 86_400.0


def talkback(booth: Booth) -> Route:
    """Build the address for words about a session."""

    async def say(request: Request) -> Response:
        # A form of another page can send no JSON, and a script of another page no such origin.
        if request.headers.get("origin") != f"http://{request.headers.get('host')}":
            return PlainTextResponse("not from this page", status_code=403)
        if request.headers.get("content-type") != "application/json":
            return PlainTextResponse("not from this page", status_code=415)
        word = _word(await _start(request), len(booth.manifest.tracks))
        if word is None:
            return PlainTextResponse("not a word that is known", status_code=400)
        reply = await asyncio.to_thread(booth.say, word)
        return JSONResponse({"said": reply.said, "changed": reply.changed, "offer": reply.offer})

    return Route("/say", say, methods=["POST"])


async def _start(request: Request) -> bytes:
    """Read no more of a body than a word can be long."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST:
            return b""
    return body


def _word(body: bytes, songs: int) -> Word | None:
    try:
        word = msgspec.json.decode(body, type=Word)
    except (ValueError, RecursionError):
        return None
    times = 0.0 <= word.at_s <= _LONGEST_S and 0.0 <= word.now_s <= _LONGEST_S
    return word if word.kind in SAYABLE and 0 <= word.slot < songs and times else None
