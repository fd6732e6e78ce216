from dj.lineup.signals.tempo import TempoSignal
from dj.testing.signal_contract import SignalContract


class TestTempo(SignalContract):
    signal = TempoSignal()
