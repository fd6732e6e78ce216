"""The list of people in an ID3 tag, which neither of our tag readers gives out.

ID3v2.4 writes it as TIPL, ID3v2.3 as IPLS: role and name in turn, as one text with NUL between.
"""

from collections.abc import Iterator

_FRAMES = ((b"TIPL", 4), (b"IPLS", 3))
"""Frame and the version of ID3v2 that has it."""
_CODECS = {0: "latin-1", 1: "utf-16", 2: "utf-16-be", 3: "utf-8"}
_ROLES = {"producer": "producer", "engineer": "engineer", "mix": "mixer", "arranger": "arranger"}
"""Role as written → tag that says the same elsewhere."""
_MOST_BYTES = 64 * 1024
_HEAD_BYTES = 10


def people_in(head: bytes) -> Iterator[tuple[str, str]]:
    """Yield the tag and the name of each person in the beginning of a file; none if it has none."""
    if not head.startswith(b"ID3"):
        return
    for frame, version in _FRAMES:
        place = head.find(frame)
        if place >= 0 and head[3] == version:
            parts = _text(head[place:], version).split("\0")
            for role, name in zip(parts[::2], parts[1::2], strict=False):
                if tag := _ROLES.get(role.strip().lower()):
                    yield tag, name


def _text(frame: bytes, version: int) -> str:
    size = frame[4:8]
    # In 2.4 a size is four bytes of seven bits, in 2.3 one of eight.
    length = sum(byte << shift for byte, shift in zip(size, (21, 14, 7, 0), strict=False))
    if version == 3:
        length = int.from_bytes(size, "big")
    data = frame[_HEAD_BYTES : _HEAD_BYTES + min(length, _MOST_BYTES)]
    codec = _CODECS.get(data[0]) if data else None
    # In UTF-16 each part begins with a mark of its byte order.
    return data[1:].decode(codec, "replace").replace("\ufeff", "") if codec else ""
