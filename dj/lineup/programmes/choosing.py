"""Which of a show's mixes is played."""

import difflib
from collections.abc import Sequence
from dataclasses import replace

from dj.errors import ConfigError
from dj.lineup.programmes.growing import energy_of
from dj.lineup.programmes.mixes import mixes, slug
from dj.lineup.programmes.scene import Arranged, Scene
from dj.model.show import Needs


def mixed(scene: Scene, now: Arranged) -> Arranged:
    """Let only the songs of the mix that was asked for play.

    Raises:
        ConfigError: if there is no such mix, with those that there are.
    """
    show, wanted = now.show, scene.asked.mix
    if show.needs is not Needs.MIX:
        return now
    made = mixes(scene.catalogue, show, scene.taste, scene.at, now.brief.without)
    mix = next((mix for mix in made if slug(wanted) == mix.name), None)
    if mix is None:
        raise _unknown(wanted, [mix.name for mix in made])
    energy = energy_of(scene.catalogue, dict.fromkeys(mix.tracks, 1.0))
    now = replace(now, brief=replace(now.brief, energy=energy))
    return now.only(mix.tracks).titled(mix.title).noted(f"{mix.title}: {mix.why}")


def _unknown(wanted: str, names: Sequence[str]) -> ConfigError:
    if not names:
        return ConfigError(
            "the library is too small, or too little is known of its music, for a mix.",
            where="--mix", hint="Scan more music with `dj scan FOLDER`.",
        )  # fmt: skip
    said = f"there is no mix {wanted[:80]!r}" if wanted else "it is not said which mix"
    near = difflib.get_close_matches(slug(wanted), names, 1)
    meant = f"Did you mean {near[0]}? " if near else ""
    return ConfigError(f"{said}; there are {', '.join(names)}.", where="--mix",
                       hint=f"{meant}`dj mixes` tells more.")  # fmt: skip
