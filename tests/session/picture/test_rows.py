import pytest

pytest.importorskip("matplotlib", reason="the extra [pictures] is not installed")

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from dj.model.lineup import JOIN_WEIGHTS
from dj.model.show import Theme
from dj.session.picture import rows
from dj.session.picture.systems import songs, systems
from dj.testing.examples import manifest


def test_every_part_of_a_join_that_costs_something_has_a_look() -> None:
    assert set(rows.PARTS) == set(JOIN_WEIGHTS)


def test_the_parts_of_a_join_stand_on_each_other_up_to_its_total() -> None:
    plan = manifest()
    axes = Figure().add_subplot()
    rows.joins(axes, plan, systems(plan)[0], 10.0)
    bars = [patch for patch in axes.patches if isinstance(patch, Rectangle)]
    assert len(bars) == 2 * len(JOIN_WEIGHTS)
    top = max(bar.get_y() + bar.get_height() for bar in bars)
    cost = plan.lineup.slots[1].join
    assert cost is not None
    assert top == pytest.approx(sum(w * getattr(cost, n) for n, w in JOIN_WEIGHTS.items()))


def test_every_theme_and_kind_of_sound_has_a_look_of_its_own() -> None:
    assert set(rows.THEMES) == set(Theme)
    hatches = [hatch for _, hatch in rows.PARTS.values()]
    assert len(set(hatches)) == len(hatches)
    assert len({hatch for _, hatch in rows.BESIDE.values()}) == len(rows.BESIDE)


def test_blocks_are_as_high_as_the_energy_of_their_songs() -> None:
    plan = manifest()
    axes, line = Figure().add_subplot(), systems(plan)[0]
    rows.energy(axes, line, line.songs, songs(plan))
    heights = [bar.get_height() for bar in axes.patches if isinstance(bar, Rectangle)]
    assert heights == [track.energy for track in plan.tracks]
