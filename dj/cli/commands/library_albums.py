"""``dj library albums``: what belongs together, in which order, and what runs on."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from dj.cli import console, options, state

if TYPE_CHECKING:
    from dj.model.albums import Album, Neighbour, Work
    from dj.model.track import Track
    from dj.units import TrackId


def albums(*, json: options.Json = False) -> None:
    """List albums in order: missing numbers, tracks that run on, works and their movements."""
    from dj import intake, library

    with state.library(state.configuration().settings.data) as store:
        tracks = {track.id: track for track in intake.tracks(store)}
        links = library.joints(intake.songs(store))
    found, works = library.albums(tracks.values()), library.works(tracks.values())
    if json:
        rows = [{**asdict(a), "tracks": [_row(tracks[i], links) for i in a.tracks]} for a in found]
        console.print_json({"albums": rows, "works": [asdict(work) for work in works]})
        return
    for line in (*_told(found, tracks, links), *_told_works(works, tracks)):
        console.tell(line)
    if not found:
        print("No two tracks share an album.")


def _row(track: "Track", links: "Mapping[TrackId, Neighbour]") -> dict[str, Any]:
    link = links.get(track.id)
    names = ("id", "title", "artist", "disc_number", "track_number", "work", "movement",
             "movement_number")  # fmt: skip
    return {
        **{name: getattr(track, name) for name in names},
        "next": {"id": link.track_id, "link": link.link.value} if link else None,
    }


def _told(
    found: "tuple[Album, ...]",
    tracks: "Mapping[TrackId, Track]",
    links: "Mapping[TrackId, Neighbour]",
) -> Iterator[str]:
    for album in found:
        discs = len({tracks[i].disc_number or 1 for i in album.tracks}) > 1
        missing = ", ".join(_number(disc, n, discs=discs) for disc, n in album.missing)
        lacks = f"; missing: {missing}" if missing else ""
        by = f"{album.artist} - " if album.artist else ""
        yield f"{by}{album.title} ({len(album.tracks)} tracks{lacks})"
        for track in (tracks[i] for i in album.tracks):
            number = _number(track.disc_number or 1, track.track_number, discs=discs)
            yield f"  {number:>5}  {track.title}{_goes_on(links.get(track.id))}"


def _told_works(works: "tuple[Work, ...]", tracks: "Mapping[TrackId, Track]") -> Iterator[str]:
    for work in works:
        missing = ", ".join(map(str, work.missing))
        yield f"Work: {work.title}" + (f" (missing: {missing})" if missing else "")
        for track in (tracks[i] for i in work.movements):
            yield f"  {track.movement_number or '':>5}  {track.movement or track.title}"


def _number(disc: int, number: int | None, *, discs: bool) -> str:
    if number is None:
        return ""
    return f"{disc}-{number}" if discs else str(number)


def _goes_on(neighbour: "Neighbour | None") -> str:
    said = {"gapless": "  → goes on without a gap", "segue": "  → runs into the next"}
    return said.get(neighbour.link.value, "") if neighbour else ""
