"""What does each track sound like? One decode, a chain of analysers, in limited workers."""

from dj.analysis.analyse import analyse_all, versions
from dj.analysis.worker import analyse_file

__all__ = ["analyse_all", "analyse_file", "versions"]
