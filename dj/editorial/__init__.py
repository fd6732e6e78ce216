"""What do people know better? Editors' facts and corrections, on the right recordings."""

from dj.editorial.attach import attach
from dj.editorial.facts import load_facts
from dj.editorial.overrides.aliases import (
    Alias,
    Aliases,
    find_aliases,
    load_aliases,
    save_aliases,
)
from dj.editorial.overrides.apply import (
    apply,
    apply_to_tracks,
    banned,
    rename,
    right_artist,
    touched,
)
from dj.editorial.overrides.load import FILE_NAME as OVERRIDES_FILE
from dj.editorial.overrides.load import find_overrides, load_overrides
from dj.editorial.overrides.nouns import Overrides
from dj.editorial.pools.load import FOLDER as POOLS_FOLDER
from dj.editorial.pools.load import check_pool, load_pool, load_pools, pool_files, pool_schema
from dj.editorial.pools.resolve import open_pools, resolved
from dj.editorial.pools.settle import settled
from dj.editorial.pools.situation import in_window, in_words, is_open
from dj.editorial.record.chain import Change
from dj.editorial.record.changes import explain, log_of, record
from dj.editorial.schedule.airing import OnAir, on_air, rest_s
from dj.editorial.schedule.load import (
    REST,
    check_schedule,
    find_schedule,
    load_schedule,
    schedule_schema,
)

__all__ = [
    "OVERRIDES_FILE",
    "POOLS_FOLDER",
    "REST",
    "Alias",
    "Aliases",
    "Change",
    "OnAir",
    "Overrides",
    "apply",
    "apply_to_tracks",
    "attach",
    "banned",
    "check_pool",
    "check_schedule",
    "explain",
    "find_aliases",
    "find_overrides",
    "find_schedule",
    "in_window",
    "in_words",
    "is_open",
    "load_aliases",
    "load_facts",
    "load_overrides",
    "load_pool",
    "load_pools",
    "load_schedule",
    "log_of",
    "on_air",
    "open_pools",
    "pool_files",
    "pool_schema",
    "record",
    "rename",
    "resolved",
    "rest_s",
    "right_artist",
    "save_aliases",
    "schedule_schema",
    "settled",
    "touched",
]
