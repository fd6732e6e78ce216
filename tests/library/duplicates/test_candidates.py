from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from dj.library.duplicates import candidates as index
from dj.library.duplicates.candidates import Candidate, candidates
from tests.library.duplicates.worlds import Words, copy, fingerprint


def found(library: Sequence[Words], fresh: Sequence[int] | None = None) -> list[Candidate]:
    def read() -> Iterator[Words]:
        return iter(library)

    return list(candidates(read, fresh))


def pairs(library: Sequence[Words], fresh: Sequence[int] | None = None) -> set[tuple[int, int]]:
    return {(one.first, one.second) for one in found(library, fresh)}


def test_copies_are_found_with_their_shift_and_strangers_are_not() -> None:
    song = fingerprint(1)
    library = [fingerprint(2), song, copy(song[37:], 0.1), fingerprint(3)]
    (one,) = found(library)
    assert (one.first, one.second) == (1, 2)
    assert one.shifts[0] <= 37 <= one.shifts[0] + 4


def test_an_excerpt_is_found_in_what_holds_it() -> None:
    long, short = fingerprint(4, 2000), fingerprint(5, 300)
    library = [np.concatenate([long[:900], copy(short, 0.05), long[900:]]), short]
    (one,) = found(library)
    assert any(shift <= 900 <= shift + 4 for shift in one.shifts)


def test_silence_and_a_hum_that_many_share_propose_nothing() -> None:
    silence = np.zeros(500, np.uint32)
    hum = np.full(500, 12345, np.uint32)
    assert pairs([silence, silence, silence]) == set()
    assert pairs([hum] * 60) == set()


def test_only_pairs_with_a_fresh_one_are_proposed_when_asked() -> None:
    song = fingerprint(6)
    library = [song, copy(song, 0.05, 1), fingerprint(7), copy(song, 0.05, 2)]
    assert pairs(library) == {(0, 1), (0, 3), (1, 3)}
    assert pairs(library, [3]) == {(0, 3), (1, 3)}
    assert pairs(library, []) == set()


def test_a_library_of_nothing_or_one_has_no_pairs() -> None:
    assert found([]) == []
    assert found([fingerprint(8)]) == []
    assert found([np.zeros(0, np.uint32), np.zeros(0, np.uint32)]) == []


def test_many_parts_find_what_one_part_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    songs = [fingerprint(seed, 400) for seed in range(20, 40)]
    library = [*songs, *(copy(song, 0.08, seed) for seed, song in enumerate(songs[:7]))]
    whole = pairs(library)
    assert {(number, 20 + number) for number in range(7)} <= whole
    monkeypatch.setattr(index, "_PART_WORDS", 1000)
    assert pairs(library) == whole


def test_a_very_large_library_asks_for_whole_words_in_parts_and_blocks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    songs = [fingerprint(seed, 400) for seed in range(40, 60)]
    empty = np.zeros(0, np.uint32)
    library = [empty, *songs, empty, *(copy(song, 0.04, seed) for seed, song in enumerate(songs))]
    for name in ("_VERY_MANY_WORDS", "_MANY_WORDS", "_PART_WHOLE_WORDS", "_BLOCK_WORDS"):
        monkeypatch.setattr(index, name, 900)
    assert pairs(library) == {(number, number + 21) for number in range(1, 21)}
    assert pairs(library, [25]) == {(4, 25)}
