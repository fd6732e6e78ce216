"""What do people know better? Editors' facts and corrections, on the right recordings."""

from dj.editorial.attach import attach
from dj.editorial.facts.catalogue import Edition, Shelf, facts_of_row
from dj.editorial.facts.catalogue_rows import catalogue_rows
from dj.editorial.facts.known import Known, known
from dj.editorial.facts.load import (
    fact_files,
    is_facts_file,
    known_facts,
    load_facts,
    read_facts,
)
from dj.editorial.facts.save import add_fact, own_file, row_of, save_imported
from dj.editorial.facts.taken_back import (
    editors_folder,
    find_taken_back,
    load_taken_back,
    take_back,
)
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
    unfeatured,
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
    "Edition",
    "Known",
    "OnAir",
    "Overrides",
    "Shelf",
    "add_fact",
    "apply",
    "apply_to_tracks",
    "attach",
    "banned",
    "catalogue_rows",
    "check_pool",
    "check_schedule",
    "editors_folder",
    "explain",
    "fact_files",
    "facts_of_row",
    "find_aliases",
    "find_overrides",
    "find_schedule",
    "find_taken_back",
    "in_window",
    "in_words",
    "is_facts_file",
    "is_open",
    "known",
    "known_facts",
    "load_aliases",
    "load_facts",
    "load_overrides",
    "load_pool",
    "load_pools",
    "load_schedule",
    "load_taken_back",
    "log_of",
    "on_air",
    "open_pools",
    "own_file",
    "pool_files",
    "pool_schema",
    "read_facts",
    "record",
    "rename",
    "resolved",
    "rest_s",
    "right_artist",
    "row_of",
    "save_aliases",
    "save_imported",
    "schedule_schema",
    "settled",
    "take_back",
    "touched",
    "unfeatured",
]
