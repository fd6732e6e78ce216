"""Tags of one's own and pictures in MP4, read by Mutagen."""

from pathlib import Path
from typing import Any

import mutagen
import numpy as np
import pytest

from dj.audio.encode import Encoder, Encoding
from dj.audio.files import read
from dj.audio.mp4_items import put_in_place
from dj.session.cover import png

PICTURE = png(np.random.default_rng(1).integers(0, 256, (40, 40, 3), np.uint8))
SOUND = (0.1 * np.random.default_rng(2).standard_normal((30_000, 2))).astype(np.float32)


def written(path: Path, **facts: object) -> Path:
    with Encoder(path, Encoding(format="m4a"), 44_100, **facts) as encoder:  # type: ignore[arg-type]
        encoder.write(SOUND)
        encoder.finish()
    return path


def test_a_tag_of_ones_own_and_the_picture_come_back(tmp_path: Path) -> None:
    tags = {"title": "T", "SYNTHETIC_VOICE": "true", "DISCLOSURE": '{"voice": "Zoë"}'}
    file: Any = mutagen.File(written(tmp_path / "a.m4a", tags=tags, cover=PICTURE))
    found = file.tags
    assert found["----:com.apple.iTunes:SYNTHETIC_VOICE"] == [b"true"]
    assert found["----:com.apple.iTunes:DISCLOSURE"][0].decode() == '{"voice": "Zoë"}'
    assert bytes(found["covr"][0]) == PICTURE
    assert found["\xa9nam"] == ["T"]
    assert "\xa9lyr" not in found


def test_the_sound_is_that_of_a_file_without_them(tmp_path: Path) -> None:
    plain = written(tmp_path / "plain.m4a")
    rich = written(tmp_path / "rich.m4a", tags={"OWN": "x"}, cover=PICTURE)
    np.testing.assert_array_equal(read(rich).samples, read(plain).samples)


def test_where_no_room_was_kept_nothing_is_overwritten(tmp_path: Path) -> None:
    plain = written(tmp_path / "plain.m4a", tags={"title": "T"})
    before = plain.read_bytes()
    with pytest.raises(ValueError, match="no atom"):
        put_in_place(plain, b"x" * 100)
    roomy = written(tmp_path / "roomy.m4a", tags={"lyrics": "la la la"})
    with pytest.raises(ValueError, match="the room for 100 bytes"):
        put_in_place(roomy, b"x" * 100)
    assert plain.read_bytes() == before
