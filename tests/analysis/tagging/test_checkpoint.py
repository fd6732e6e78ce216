"""The bytes come from TensorFlow 2.21: three variables saved by `tf.compat.v1.train.Saver`."""

import base64

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.analysis.tagging import checkpoint, table
from dj.analysis.tagging.crc import crc32c
from dj.errors import DjError, ModelError

INDEX = base64.b64decode(
    "AAAGCAEaAggBAAoPZGVuc2UvYmlhcwgBEgQSAggCKAg1EgscTAYGFWtlcm5lbAgBEggSAggCEgIIAyAIKBg1euv1"
    "qwAFDXN0ZXBzCAMSACAgKAQ1p42diAAAAAABAAAAABPrEdIAAAAAAQAAAADA8qGwAAECdABgAAAAAAEAAAAANdko"
    "9mUIcg4AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABX+4CLJHVH2w=="
)
SHARD = base64.b64decode("AAAAPwAAgL4AAIA/AAAAQAAAQEAAAIBAAACgQAAAwEAHAAAA")
NAMES = ("dense/bias", "dense/kernel")


def test_arrays_come_out_as_tensorflow_wrote_them() -> None:
    found = checkpoint.arrays(INDEX, SHARD, NAMES)
    assert found["dense/bias"].tolist() == [0.5, -0.25]
    assert found["dense/kernel"].tolist() == [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]
    assert found["dense/kernel"].dtype == np.float32


def test_the_index_lists_every_array() -> None:
    assert set(table.entries(INDEX)) == {b"", b"dense/bias", b"dense/kernel", b"steps"}


def test_the_checksum_is_that_of_the_standard() -> None:
    assert crc32c(b"123456789") == 0xE3069283


@pytest.mark.parametrize(
    ("index", "shard", "name", "says"),
    [
        (INDEX, SHARD, "dense/other", "has no array"),
        (INDEX, SHARD, "steps", "not a whole array of float32"),
        (INDEX, SHARD[:20], "dense/kernel", "ends too early"),
        (INDEX, b"\1" + SHARD[1:], "dense/bias", "checksum of 'dense/bias'"),
        (INDEX[:-1] + b"\0", SHARD, "dense/bias", "does not end as one"),
        (b"\1" + INDEX[1:], SHARD, "dense/bias", "a checksum in its index"),
        (INDEX[:40], SHARD, "dense/bias", "index ends too early"),
        (b"", b"", "dense/bias", "index ends too early"),
        (bytes(2_000_000), SHARD, "dense/bias", "far too long"),
    ],
)
def test_what_is_wrong_is_said(index: bytes, shard: bytes, name: str, says: str) -> None:
    with pytest.raises(ModelError, match=says):
        checkpoint.arrays(index, shard, [name])


@given(st.data())
def test_no_change_of_any_byte_passes_or_breaks_the_reader(data: st.DataObject) -> None:
    whole = bytearray(INDEX + SHARD[:-4])
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= data.draw(st.integers(1, 255))
    index, shard = bytes(whole[: len(INDEX)]), bytes(whole[len(INDEX) :])
    try:
        found = checkpoint.arrays(index, shard, NAMES)
    except DjError:
        return
    # What no array needs, such as the place of the second index, may change.
    assert found["dense/kernel"].tolist() == [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]


@given(st.binary(max_size=300))
def test_any_bytes_with_a_right_ending_give_a_clean_error(junk: bytes) -> None:
    with pytest.raises(DjError):
        checkpoint.arrays(junk + INDEX[-48:], SHARD, NAMES)


@given(st.binary(max_size=60))
def test_any_message_is_read_or_refused(junk: bytes) -> None:
    try:
        fields = checkpoint._fields(junk)
    except DjError:
        return
    assert all(value is not None for values in fields.values() for value in values)
