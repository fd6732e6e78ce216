"""What does each track sound like? One decode, a chain of analysers, in limited workers."""

from dj.analysis.analyse import analyse_all, versions
from dj.analysis.chain import measured_by
from dj.analysis.complete import complete_all, installed, versions_with, wanted_models
from dj.analysis.true_peak import true_peaks
from dj.analysis.worker import analyse_file

__all__ = [
    "analyse_all",
    "analyse_file",
    "complete_all",
    "installed",
    "measured_by",
    "true_peaks",
    "versions",
    "versions_with",
    "wanted_models",
]
