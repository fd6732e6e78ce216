"""``dj listener show`` and ``dj listener year``: what is known of you, for you to see."""

from typing import TYPE_CHECKING, Annotated, cast

import typer

from dj.cli import console, options, state

if TYPE_CHECKING:
    from dj.interfaces import ListenerPicture

AsOf = Annotated[
    str | None, typer.Option(help="As of when: 2026-11-23T07:30; later plays do not count.")
]


def show(
    *,
    at: AsOf = None,
    picture: options.Picture = None,
    json: options.Json = False,
) -> None:
    """Show what your listening says of you, with how much of it is known and how."""
    from dj import likeness
    from dj.cli import ask, profile_document, profile_sheet

    draw = _drawing() if picture else None
    settings = state.configuration().settings
    request = ask.request(ask.Wishes(at=at), settings)
    with state.library(settings.data) as store:
        found = likeness.profile(store, request)
        if not found.taste.listens and (others := store.listeners()):
            console.note(f"there is listening of {', '.join(others)}: choose with `dj --listener`.")
    if picture and draw:
        draw(found, picture)
    if json:
        console.print_json(profile_document.profile_document(found))
        return
    profile_sheet.show_profile(found)
    if picture:
        console.tell(f"\nPicture: {picture}".lstrip())


def year(
    number: Annotated[int | None, typer.Argument(help="Such as 2026; this year without.",
                                                 metavar="YEAR", min=1971, max=2999)] = None,
    *,
    at: AsOf = None,
    json: options.Json = False,
) -> None:  # fmt: skip
    """Count a year of your listening: songs, artists, what was new and what stayed."""
    from dj import likeness
    from dj.cli import ask, profile_document, profile_sheet

    settings = state.configuration().settings
    request = ask.request(ask.Wishes(at=at), settings)
    with state.library(settings.data) as store:
        found = likeness.year(store, request, number or request.at.year)
    if json:
        console.print_json(profile_document.year_document(found))
        return
    profile_sheet.show_year(found)


def _drawing() -> "ListenerPicture":
    from dj import plugins
    from dj.interfaces import PICTURES

    return cast("ListenerPicture", plugins.load(PICTURES, "listener"))
