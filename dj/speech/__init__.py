"""Room: how does it sound? Personas, spoken text, engines, finished takes."""

from dj.speech.heard import heard_levels_lufs
from dj.speech.personas import load_persona, personas
from dj.speech.supervisor import check_engine
from dj.speech.takes import Spoken, estimator, paper_takes, speak

__all__ = [
    "Spoken",
    "check_engine",
    "estimator",
    "heard_levels_lufs",
    "load_persona",
    "paper_takes",
    "personas",
    "speak",
]
