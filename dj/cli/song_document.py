"""A song as one JSON document: all that is known, arrays included, names with their units."""

from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dj import analysis
from dj.dossier import Beside, Dossier
from dj.library import Issue
from dj.model.analysis import LEVEL_RATE_HZ, Analysis
from dj.model.tonality import Key
from dj.model.track import Track

_DECIMALS = {"levels_lufs": 2, "vector": 6}
"""Decimals of an array that mean something, where it is not four."""
_OTHERWISE = ("key", "key_candidates", "tempo_candidates", "track_id")
"""Fields that are written in another form."""


def document(found: Dossier) -> dict[str, Any]:
    """Describe a song; what is not known is null or empty."""
    song, measured = found.song, found.measured
    return {
        "where": found.where,
        "track": _track(found.track) if found.track else None,
        "sources": _sources(found),
        "analysis": _analysis(song.analysis) if song else None,
        "measured": _uncorrected(found) if song and measured else {},
        "outdated": found.outdated,
        "issue": _issue(found.issue),
        "overrides": {"file": found.overrides, "entries": [asdict(c) for c in found.corrections]},
        "banned": found.banned,
        "paths": found.paths,
        "copies": [_brief(copy) for copy in found.copies],
        "best_copy": found.best,
        "album": asdict(found.album) if found.album else None,
        "before": _beside(found.before),
        "after": _beside(found.after),
        "work": asdict(found.work) if found.work else None,
    }


def _track(track: Track) -> dict[str, Any]:
    return {name: value for name, value in asdict(track).items() if name != "provenance"}


def _sources(found: Dossier) -> dict[str, str]:
    """Map each value to where it comes from: ``tags``, a correction, an analyser."""
    if found.track is None:
        return {}
    known = {name: "tags" for name, value in _track(found.track).items() if value}
    for name in ("id", "path", "duration_s"):
        known[name] = "file"
    if found.song is not None:
        versions = found.song.analysis.analysers
        for field, giver in analysis.measured_by().items():
            known[field] = f"{giver} {versions.get(giver, '')}".strip()
    return {**known, **found.track.provenance}


def _analysis(a: Analysis) -> dict[str, Any]:
    fields = {name: value for name, value in asdict(a).items() if name not in _OTHERWISE}
    return {
        **{name: _plain(name, value) for name, value in fields.items()},
        **_key("key", a.key),
        "key_candidates": [{**_key("key", key), "weight": w} for key, w in a.key_candidates],
        "tempo_candidates": [{"tempo_bpm": bpm, "weight": w} for bpm, w in a.tempo_candidates],
        "ramp_s": a.cues.ramp_s,
        "breaks": [asdict(region) for region in a.breaks],
        "levels_rate_hz": LEVEL_RATE_HZ,
        "energy_curve_rate_hz": 1,
    }


def _plain(name: str, value: object) -> object:
    """Turn an array into a list of numbers as precise as they are."""
    if not isinstance(value, np.ndarray):
        return value
    whole = value.dtype.kind != "f"
    return value.tolist() if whole else _rounded(value, _DECIMALS.get(name, 4))


def _rounded(values: NDArray[Any], decimals: int) -> list[float]:
    return [round(value, decimals) for value in values.astype(np.float64).tolist()]


def _key(name: str, key: Key | None) -> dict[str, str | None]:
    return {name: str(key) if key else None, "open_key": key.open_key if key else None}


def _uncorrected(found: Dossier) -> dict[str, Any]:
    """Return the measured values of fields that editors have corrected."""
    if found.song is None or found.measured is None or found.song == found.measured:
        return {}
    now, before = _analysis(found.song.analysis), _analysis(found.measured.analysis)
    return {name: before[name] for name in before if before[name] != now[name]}


def _issue(issue: Issue | None) -> dict[str, Any] | None:
    if issue is None:
        return None
    return {
        "reason": issue.reason,
        "kind": issue.kind.value,
        "since": issue.since.isoformat() if issue.since else None,
        "remedy": issue.remedy,
    }


def _beside(beside: Beside | None) -> dict[str, Any] | None:
    if beside is None:
        return None
    return {**_brief(beside.track), "link": beside.link.value if beside.link else None}


def _brief(track: Track) -> dict[str, Any]:
    return {"id": track.id, "title": track.title, "artist": track.artist, "path": track.path}
