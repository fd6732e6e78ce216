"""Our exporters keep the contract that guests keep."""

from dj import plugins
from dj.interfaces import EXPORTERS
from dj.testing.exporter_contract import ExporterContract


class TestM3u8(ExporterContract):
    name = "m3u8"


class TestCue(ExporterContract):
    name = "cue"
    needs_mix = True


class TestWebVtt(ExporterContract):
    name = "webvtt"


class TestChapters(ExporterContract):
    name = "chapters"


class TestRundown(ExporterContract):
    name = "rundown"


class TestXspf(ExporterContract):
    name = "xspf"


class TestJspf(ExporterContract):
    name = "jspf"


class TestPls(ExporterContract):
    name = "pls"


class TestLrc(ExporterContract):
    name = "lrc"
    needs_mix = True


class TestFfmetadata(ExporterContract):
    name = "ffmetadata"
    needs_mix = True


class TestLiquidsoap(ExporterContract):
    name = "liquidsoap"


class TestRss(ExporterContract):
    name = "rss"
    needs_mix = True


class TestRekordbox(ExporterContract):
    name = "rekordbox"


def test_every_exporter_of_ours_is_under_contract() -> None:
    held = {kind.name for kind in ExporterContract.__subclasses__()}
    ours = {
        name
        for name in plugins.available(EXPORTERS)
        if plugins.distribution(EXPORTERS, name).startswith("dj-session ")
    }
    assert ours <= held
