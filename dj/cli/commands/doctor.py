"""``dj doctor``: what works on this machine, and what to install where something does not."""

import platform
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import cast

import typer

from dj import __version__
from dj.cli import console, options, state
from dj.errors import DjError


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at."""

    name: str
    fine: bool
    says: str


def doctor(*, json: options.Json = False) -> None:
    """Look at versions, plug-ins, voices, lines and folders. Exit code 5 if something is wrong."""
    findings = [
        *_machine(),
        *_plugins(),
        *_indexes(),
        *_voices(),
        *_lines(),
        *_overrides(),
        *_models(),
        *_similar_listeners(),
        *_library(),
    ]
    if json:
        console.print_json({"findings": [asdict(finding) for finding in findings]})
    else:
        for finding in findings:
            print(f"{'ok ' if finding.fine else 'NO '} {finding.name:<24}{finding.says}")
    if not all(finding.fine for finding in findings):
        raise typer.Exit(5)


def _machine() -> Iterator[Finding]:
    system = f"{platform.system()} {platform.machine()}"
    python = f"Python {platform.python_version()}"
    yield Finding(name="dj-session", fine=True, says=f"{__version__} on {python}, {system}")
    yield Finding(name="python", fine=sys.version_info >= (3, 11), says=sys.executable)


def _plugins() -> Iterator[Finding]:
    from dj import interfaces, plugins

    for group in interfaces.GROUPS:
        for name in plugins.available(group):
            try:
                plugins.load(group, name)
                says, fine = plugins.distribution(group, name), True
            except DjError as error:
                says, fine = str(error), False
            yield Finding(name=f"{group.removeprefix('dj.')}: {name}", fine=fine, says=says)


def _indexes() -> Iterator[Finding]:
    import numpy as np

    from dj import plugins
    from dj.interfaces import INDEXES, IndexBuilder

    rows = np.random.default_rng(0).normal(size=(300, 32)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    for name in plugins.available(INDEXES):
        try:
            builder = cast("type[IndexBuilder]", plugins.load(INDEXES, name))()
            found, _ = builder.build(rows, None, 0).query(rows[7], 10)
            true = set(np.argsort(-(rows @ rows[7]))[:10].tolist())
            share = len(true & set(found.tolist())) / 10
            yield Finding(name=f"finds: {name}", fine=share >= 0.9, says=f"{share:.0%} of 10")
        except DjError as error:
            yield Finding(name=f"finds: {name}", fine=False, says=str(error))


def _voices() -> Iterator[Finding]:
    from dj import plugins, speech
    from dj.interfaces import ENGINES
    from dj.model.script import BreakKind, Script, TalkBreak, Wording
    from dj.units import PROGRAMME_RATE_HZ

    wording = Wording(line="doctor", variant=0, text="This is a short test of the voice.")
    words = TalkBreak(
        id="b00", after_position=-1, kind=BreakKind.OPENING, about=(), wordings=(wording,)
    )
    persona = speech.personas()[0]
    for engine in plugins.available(ENGINES):
        with tempfile.TemporaryDirectory() as place:
            spoken = speech.speak(
                Script(breaks=(words,)),
                replace(persona, engine=engine, fallbacks=()),
                folder=Path(place) / "clips",
                cache=Path(place) / "cache",
                rate_hz=PROGRAMME_RATE_HZ,
            )
        says = f"{spoken.takes[0].duration_s:.1f} s" if spoken.takes else " ".join(spoken.notes)
        yield Finding(name=f"speaks: {engine}", fine=bool(spoken.takes), says=says)


def _lines() -> Iterator[Finding]:
    from dj import resources
    from dj.commentary import check_pack

    findings = check_pack(resources.find("prompts", "house"))
    says = f"{len(findings)} findings: dj prompts check" if findings else "all lines are fine"
    yield Finding(name="lines: house", fine=not findings, says=says)


def _overrides() -> Iterator[Finding]:
    from dj import editorial

    path = editorial.find_overrides()
    try:
        editorial.load_overrides(path)
        yield Finding(name="overrides", fine=True, says=str(path or "none"))
    except DjError as error:
        yield Finding(name="overrides", fine=False, says=str(error))


def _models() -> Iterator[Finding]:
    from dj import analysis, library
    from dj.analysis import models

    folder = library.models_folder(state.configuration().settings.data)
    for name in analysis.wanted_models():
        try:
            found = models.find(folder, name)
            says = f"{found.card.source}, {found.card.licence}" if found else _no_model(name)
            yield Finding(name=f"model: {name}", fine=True, says=says)
        except DjError as error:
            yield Finding(name=f"model: {name}", fine=False, says=str(error))


def _no_model(name: str) -> str:
    return f"not there, and not needed: dj models add {name}"


def _similar_listeners() -> Iterator[Finding]:
    from dj import household
    from dj.listeners import colisten

    folder = household.folder(state.configuration().settings.data)
    try:
        colisten.check(folder)
        model = colisten.load(folder)
        says = model.card.says if model else f"not needed; {colisten.why_absent(folder)}"
        yield Finding(name="similar listeners", fine=True, says=says)
    except DjError as error:
        yield Finding(name="similar listeners", fine=False, says=str(error))


def _library() -> Iterator[Finding]:
    from dj.library import Store

    settings = state.configuration().settings
    if not (settings.data / "library.db").exists():
        yield Finding(name="library", fine=True, says=f"none yet in {settings.data}")
        return
    with Store.open(settings.data) as store:
        tracks, skipped = len(store.tracks()), len(store.skipped())
        if store.notice:
            yield Finding(name="library", fine=False, says=store.notice)
    yield Finding(name="library", fine=True, says=f"{tracks} tracks, {skipped} skipped files")
