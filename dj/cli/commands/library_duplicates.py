"""``dj library duplicates``: files that hold the same recording, and which is the best."""

from typing import TYPE_CHECKING

from dj.cli import console, options, state

if TYPE_CHECKING:
    from dj.library.duplicates import Copy, Group


def duplicates(*, json: options.Json = False) -> None:
    """List copies of one recording, the best first. Nothing is ever deleted."""
    from dj import library

    with state.library(state.configuration().settings.data) as store:
        fresh = None if library.duplicates.waiting(store) else ()
        groups = library.duplicates.find(store, fresh)
        missing = len(store.tracks()) - sum(1 for _ in store.fingerprints())
    if json:
        rows = [[_row(copy) for copy in group.copies] for group in groups]
        console.print_json({"groups": rows, "without_fingerprint": missing})
        return
    for group in groups:
        _show(group)
    copies = sum(len(group.copies) - 1 for group in groups)
    print(f"{len(groups)} recordings with {copies} further copies." if groups else "No copies.")
    if missing:
        print(f"{missing} tracks were not compared by sound: run `dj scan` to analyse them.")


def _show(group: "Group") -> None:
    console.tell(f"{group.best.path}  (best)")
    for copy in group.copies[1:]:
        alike = "" if copy.errors is None else f", {1 - copy.errors:.0%} of bits alike"
        console.tell(f"    {copy.path}  ({copy.kind}{alike})")


def _row(copy: "Copy") -> dict[str, object]:
    return {"id": copy.track_id, "path": copy.path, "kind": copy.kind or "best",
            "errors": copy.errors}  # fmt: skip
