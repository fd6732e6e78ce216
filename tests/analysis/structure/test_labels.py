import numpy as np

from dj.analysis.structure.labels import groups, name


def test_names_go_on_after_the_alphabet() -> None:
    assert [name(n) for n in (0, 25, 26, 27, 51, 52)] == ["A", "Z", "AA", "AB", "AZ", "BA"]


def test_parts_that_are_alike_share_a_group() -> None:
    kinds = np.repeat([0, 1, 0, 2, 1], 8)
    alike = np.where(kinds[:, None] == kinds, 1.0, 0.2)
    assert groups(alike, (0, 8, 16, 24, 32, 40)) == (0, 1, 0, 2, 1)
