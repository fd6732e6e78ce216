"""A listener's profile and year as JSON documents."""

from dataclasses import asdict
from typing import Any

from dj.model.profile import Profile, Year


def profile_document(found: Profile) -> dict[str, Any]:
    """Describe a profile; what is kept song by song is counted, not listed."""
    taste = found.taste
    rows = asdict(found)
    del rows["taste"], rows["controls"]
    return {
        "listener": taste.listener,
        "as_of": taste.as_of.isoformat(),
        "profiled": taste.profiled,
        "time_zone": taste.time_zone,
        "time_zone_inferred": taste.time_zone_inferred,
        "listens": taste.listens,
        "matched": taste.matched,
        "matched_share": taste.matched / taste.listens if taste.listens else None,
        "novelty_appetite": taste.novelty_appetite,
        "energy_mean": taste.energy_mean,
        "energy_sd": taste.energy_sd,
        "notes": taste.notes,
        **rows,
        "dials": asdict(found.controls.dials),
        "switches": asdict(found.controls.switches),
        "bans": len(found.controls.bans),
        "excluded": [asdict(one) for one in found.controls.excluded],
        "family": found.controls.family,
        "private": found.controls.private,
        "profiling": found.controls.profiling,
        "paused_at": found.controls.paused_at,
        "forgotten_at": found.controls.forgotten_at,
    }


def year_document(found: Year) -> dict[str, Any]:
    """Describe a year; days are ISO dates."""
    document = asdict(found)
    document["streak"] = {**document["streak"], "days": found.streak.days} if found.streak else None
    return document
