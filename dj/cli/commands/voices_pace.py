"""``dj voices pace``: how fast does this host speak on this machine?"""

from collections.abc import Sequence
from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from dj.cli import console, options, state

if TYPE_CHECKING:
    from dj.commentary import Preview
    from dj.model.persona import Persona
    from dj.model.script import Wording
    from dj.speech.fitting import Error
    from dj.speech.pacing import Comparison

_FEWEST, _MOST = 20, 400


def pace(
    name: Annotated[str, typer.Argument(help="Host, as in `dj voices`.")],
    *,
    clips: Annotated[
        int, typer.Option(min=_FEWEST, max=_MOST, help="Lines to speak; more are surer.")
    ] = 60,
    keep: Annotated[
        bool, typer.Option("--keep/--try", help="Plan with it from now on, or only show it.")
    ] = True,
    forget: Annotated[bool, typer.Option("--forget", help="Back to the general pace.")] = False,
    json: options.Json = False,
) -> None:
    """Measure how fast a host speaks here, so that plans know how long the words take.

    Lines of the host's own pack are spoken, without a sound. Half of them fit the pace; the other
    half tells how far it is off, beside the pace in use.
    """
    from dj import resources
    from dj.speech import load_persona, paces

    host = load_persona(resources.find("voices", f"{name}.yaml"))
    if forget:
        _forgotten(host.name, was=paces.forget(host.name), json=json)
        return
    found = _measured(host, clips)
    kept_at = str(paces.keep(host.name, found.new)) if keep else ""
    if json:
        console.print_json({**asdict(found), "kept_at": kept_at})
        return
    _tell(host, found, kept_at)


def _forgotten(name: str, *, was: bool, json: bool) -> None:
    if json:
        console.print_json({"forgotten": was})
        return
    told = "Forgotten: the general pace serves again." if was else "No pace was measured for"
    console.tell(told if was else f"{told} {name}.")


def _measured(host: "Persona", clips: int) -> "Comparison":
    from dj import resources
    from dj.commentary import preview_pack
    from dj.speech.pacing import measure_pace

    rows = preview_pack(resources.find("prompts", host.prompt_pack))
    cache = state.configuration().settings.cache.absolute() / "takes"
    return measure_pace(host, _spread(rows, clips), cache=cache)


def _spread(rows: "Sequence[Preview]", most: int) -> "list[Wording]":
    """Take lines from all over the pack, each variant once, the same each time."""
    from dj.model.script import Wording

    each = {(row.line, row.variant): row for row in reversed(rows) if row.text and not row.error}
    ordered = [each[key] for key in sorted(each)]
    step = max(1, len(ordered) // most)
    return [
        Wording(line=row.line, variant=row.variant, text=row.text, traces=row.traces)
        for row in islice(ordered, 0, step * most, step)
    ]


def _tell(host: "Persona", found: "Comparison", kept_at: str) -> None:
    new = found.new
    voice = " ".join(filter(None, (new.engine, new.voice)))
    console.tell(f"{host.title}: {new.clips} lines by {voice}, rate {host.voice.rate:g}")
    console.tell(f"  measured  {_off(found.error)}")
    console.tell(f"  in use    {_off(found.error_in_use)}")
    console.tell(f"  kept: {kept_at}" if kept_at else "  not kept; leave out --try to plan with it")


def _off(error: "Error") -> str:
    return f"half within {error.median:.1f} %, 95 of 100 within {error.of_95:.1f} %"
