"""What a file is, by its first bytes: names lie.

Only the formats that libsndfile decodes well are recognised; everything else goes to FFmpeg,
which looks for itself.
"""

from pathlib import Path

from dj.errors import AudioError

_HEAD_BYTES = 512
_ID3_HEADER_BYTES = 10


def is_for_libsndfile(path: Path) -> bool:
    """Tell whether a file holds WAV, AIFF, FLAC, MP3 or Ogg Vorbis.

    Raises:
        AudioError: if the file cannot be opened, or is empty.
    """
    head = _head(path)
    return _is_riff_or_aiff(head) or _is_ogg_vorbis(head) or head[:4] == b"fLaC" or _is_mp3(head)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
            if head[:3] == b"ID3" and len(head) >= _ID3_HEADER_BYTES:
                file.seek(_after_id3(head))
                head = file.read(_HEAD_BYTES) or head
    except OSError as error:
        raise AudioError(
            f"cannot be opened: {error.strerror}.", where=str(path), hint="Is it still there?"
        ) from error
    if not head:
        raise AudioError("is empty.", where=str(path), hint="Copy it again from its source.")
    return head


def _after_id3(head: bytes) -> int:
    """Length of an ID3v2 tag: four bytes of seven bits, plus header, plus footer if flagged."""
    size = 0
    for byte in head[6:10]:
        size = (size << 7) | (byte & 0x7F)
    footer = _ID3_HEADER_BYTES if head[5] & 0x10 else 0
    return _ID3_HEADER_BYTES + size + footer


def _is_riff_or_aiff(head: bytes) -> bool:
    is_wave = head[:4] in {b"RIFF", b"RF64", b"RIFX"} and head[8:12] == b"WAVE"
    return is_wave or (head[:4] == b"FORM" and head[8:12] in {b"AIFF", b"AIFC"})


def _is_ogg_vorbis(head: bytes) -> bool:
    if head[:4] != b"OggS" or len(head) < 27:
        return False
    packet = 27 + head[26]
    return head[packet : packet + 7] == b"\x01vorbis"


def _is_mp3(head: bytes) -> bool:
    """Look for an MPEG audio frame header of layer III: sync, known version, legal rates."""
    start = len(head) - len(head.lstrip(b"\0"))
    if len(head) < start + 4:
        return False
    sync, kind, rates = head[start], head[start + 1], head[start + 2]
    is_layer_three = kind & 0xE6 == 0xE2 and kind & 0x18 != 0x08
    is_legal = rates & 0xF0 != 0xF0 and rates & 0x0C != 0x0C
    return sync == 0xFF and is_layer_three and is_legal
