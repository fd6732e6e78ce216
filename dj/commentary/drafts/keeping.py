"""Drafts as files that wait for an editor."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from dj.commentary.approvals.standing import MODEL
from dj.commentary.context import WORDS
from dj.commentary.drafts.request import Order, always
from dj.commentary.language.interpreter import slots_of
from dj.errors import ConfigError
from dj.writing import write_new


def keep(variants: Sequence[str], order: Order, model: str, pack: Path) -> tuple[Path, ...]:
    """Write drafts, those that need the same words in one file; return the files.

    A file's name comes from what it holds: drafts that are there already are not written again.

    Raises:
        ConfigError: if the model's name is none.
        OutputError: if a file cannot be written.
    """
    if not model.isprintable() or not 0 < len(model) <= 100:
        raise ConfigError("a model has a name of 1 to 100 characters.", where="--model",
                          hint="It is written down as the author of the drafts.")  # fmt: skip
    by_needs: dict[tuple[str, ...], list[str]] = {}
    for variant in variants:
        by_needs.setdefault(_needs(variant, order), []).append(variant)
    return tuple(_written(needs, texts, order, model, pack) for needs, texts in by_needs.items())


def _needs(variant: str, order: Order) -> tuple[str, ...]:
    slots = slots_of(variant)
    said = dict.fromkeys(slots.words if slots else ())
    known = always(order.kind)
    return tuple(word for word in said if WORDS[word].optional and word not in known)


def _written(
    needs: Sequence[str], texts: Sequence[str], order: Order, model: str, pack: Path
) -> Path:
    author = json.dumps(f"{MODEL} {model}", ensure_ascii=True)
    head = [f"situation: {order.kind}", f"needs: [{', '.join(needs)}]", f"locale: {order.locale}",
            f"tier: {_tier(needs)}", f"author: {author}", "status: draft"]  # fmt: skip
    content = "\n".join(["---", *head, "---", "\n%%\n".join(texts), ""]).encode()
    name = f"draft-{hashlib.sha256(content).hexdigest()[:8]}.j2"
    path = pack / order.kind / name
    return path if path.is_file() else write_new(path, content)


def _tier(needs: Sequence[str]) -> int:
    return 2 if any("tier 2" in WORDS[word].meaning for word in needs) else 1
