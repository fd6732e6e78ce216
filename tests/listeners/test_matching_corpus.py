"""Matching at scale: names were spoiled by a generator that is older than the tuned matcher."""

import pytest

from benchmarks.matching import by_kind, folded, ours, scored
from benchmarks.matching_corpus import BLIND_SEED, UNREAD_SEED, corpus


@pytest.mark.slow
@pytest.mark.parametrize("seed", [BLIND_SEED, UNREAD_SEED])
def test_nearly_every_spoiled_name_finds_its_track_and_hardly_any_another(seed: int) -> None:
    found = corpus(seed)
    assert (len(found.tracks), len(found.cases)) == (100_000, 20_000)
    answers = ours(found)
    score = scored(found.cases, answers)
    assert score["precision"] >= 0.995, by_kind(found.cases, answers)
    assert score["recall"] >= 0.95, by_kind(found.cases, answers)
    assert score["recall"] > scored(found.cases, folded(found))["recall"]


def test_a_small_corpus_is_matched_as_well_as_a_large_one() -> None:
    found = corpus(7, tracks=1_500, cases=600)
    answers = ours(found)
    score = scored(found.cases, answers)
    assert score["precision"] >= 0.99
    assert score["recall"] >= 0.94


def test_no_homonym_cover_or_unknown_song_is_taken_for_another() -> None:
    found = corpus(8, tracks=1_500, cases=800)
    counts = by_kind(found.cases, ours(found))
    kinds = (
        "not: homonym",
        "not: cover",
        "not: unknown",
        "not: other version",
        "not: other number",
    )
    assert sum(counts[kind]["wrong"] for kind in kinds if kind in counts) == 0


def test_the_same_seed_makes_the_same_corpus() -> None:
    assert corpus(3, tracks=300, cases=200) == corpus(3, tracks=300, cases=200)
    assert corpus(3, tracks=300, cases=200) != corpus(4, tracks=300, cases=200)
