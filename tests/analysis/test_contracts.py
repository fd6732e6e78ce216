"""Every built-in analyser keeps the contract that it offers to guests."""

from dj import plugins
from dj.analysis.chain import model_analysers
from dj.interfaces import ANALYSERS
from dj.testing.analyser_contract import AnalyserContract


class TestLoudness(AnalyserContract):
    name = "loudness"


class TestTempo(AnalyserContract):
    name = "tempo"


class TestKey(AnalyserContract):
    name = "key"


class TestVocals(AnalyserContract):
    name = "vocals"


class TestEnergy(AnalyserContract):
    name = "energy"


class TestCues(AnalyserContract):
    name = "cues"


class TestSections(AnalyserContract):
    name = "sections"


class TestEdges(AnalyserContract):
    name = "edges"


class TestFingerprint(AnalyserContract):
    name = "fingerprint"


class TestStyle(AnalyserContract):
    name = "style"


def test_no_built_in_analyser_is_left_out() -> None:
    tested = {contract.name for contract in AnalyserContract.__subclasses__()}
    assert tested >= {*plugins.available(ANALYSERS)} - {*model_analysers()}
