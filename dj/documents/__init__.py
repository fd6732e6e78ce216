"""Editors' files: plain YAML by the shape of a dataclass, with all that is wrong at once.

What an editor writes is read by the type it becomes, so that ``22:00`` is a time where text is
wanted and a mistake is one finding with file, line and column; the rest of the file is still read.
"""

from dj.documents.filters import FILTER_LIMITS, filter_contradictions
from dj.documents.finding import Finding, Kind, Level, Report, refuse
from dj.documents.limits import Band, Count, Keys, Limit, Limits, OneOf, Pattern, Range
from dj.documents.nodes import nodes
from dj.documents.plain import load
from dj.documents.read import Document, read
from dj.documents.schema import schema
from dj.documents.written import in_yaml

__all__ = [
    "FILTER_LIMITS",
    "Band",
    "Count",
    "Document",
    "Finding",
    "Keys",
    "Kind",
    "Level",
    "Limit",
    "Limits",
    "OneOf",
    "Pattern",
    "Range",
    "Report",
    "filter_contradictions",
    "in_yaml",
    "load",
    "nodes",
    "read",
    "refuse",
    "schema",
]
