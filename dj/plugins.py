"""Find and load plug-ins by entry point; nothing else.

`available` imports nothing. A missing optional library becomes `MissingExtraError` here and only
here, so the files that need one import it plainly at their top.
"""

from functools import cache
from importlib.metadata import EntryPoint, PackageNotFoundError, entry_points, version

from dj.errors import MissingExtraError, PluginError


@cache
def _entries(group: str) -> dict[str, tuple[EntryPoint, ...]]:
    found: dict[str, tuple[EntryPoint, ...]] = {}
    for entry in entry_points(group=group):
        others = tuple(o for o in found.get(entry.name, ()) if o.value != entry.value)
        found[entry.name] = (*others, entry)
    return found


def available(group: str) -> tuple[str, ...]:
    """List the names registered in a group, sorted, without importing any of them."""
    return tuple(sorted(_entries(group)))


def distribution(group: str, name: str) -> str:
    """Name and version of the distribution that brings a plug-in, such as ``dj-session 0.1.0``."""
    dist = _entry(group, name).dist
    return f"{dist.name} {dist.version}" if dist else "unknown"


@cache
def version_of(name: str) -> str:
    """Version of a distribution; empty if it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def load(group: str, name: str) -> object:
    """Import one plug-in and return the object its entry point names.

    Raises:
        PluginError: if there is none of that name, two of that name, or it does not import.
        MissingExtraError: if a library it needs is not installed.
    """
    entry = _entry(group, name)
    try:
        return entry.load()
    except ModuleNotFoundError as error:
        if error.name and error.name.split(".")[0] == entry.module.split(".")[0]:
            msg = f"{group} {name!r} names a module that does not exist: {error.name}"
            raise PluginError(msg, hint="Reinstall the package that brings it.") from error
        package = f"dj-session[{','.join(entry.extras)}]" if entry.extras else str(error.name)
        raise MissingExtraError(
            f"{name!r} needs the library {error.name!r}, which is not installed.",
            where=group,
            hint=f"Install it with: pip install '{package}'",
        ) from error


def _entry(group: str, name: str) -> EntryPoint:
    found = _entries(group).get(name, ())
    if not found:
        known = ", ".join(available(group)) or "none"
        raise PluginError(
            f"there is no {name!r}; known: {known}.", where=group, hint="Check the spelling."
        )
    if len(found) > 1:
        owners = " and ".join(sorted(e.dist.name if e.dist else e.value for e in found))
        raise PluginError(
            f"{name!r} is registered twice, by {owners}.", where=group, hint="Remove one of them."
        )
    return found[0]
