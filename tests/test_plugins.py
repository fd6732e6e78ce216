import pytest

from dj import interfaces, plugins
from dj.errors import PluginError


@pytest.mark.parametrize("group", interfaces.GROUPS)
def test_our_own_parts_come_through_the_same_door(group: str) -> None:
    names = plugins.available(group)
    assert names
    for name in names:
        assert plugins.load(group, name) is not None
        assert plugins.distribution(group, name).startswith("dj-session")


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(PluginError, match=r"known: .*m3u8"):
        plugins.load(interfaces.EXPORTERS, "nothing")
