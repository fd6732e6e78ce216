"""What the library keeps of a session: where it lies, and what a listener has heard in it."""

from datetime import datetime
from pathlib import Path

from dj import library
from dj import session as keep
from dj.model.manifest import Manifest
from dj.portrait import decided


def note_plan(store: library.Store, manifest: Manifest, folder: Path) -> None:
    """Let the library know where a plan lies; nothing in it counts as said."""
    if not keep.is_private(manifest):
        store.add_folder(folder, datetime.fromisoformat(manifest.at), manifest.listener)


def note_session(store: library.Store, manifest: Manifest, folder: Path) -> None:
    """Let the library know what was said, and where; a copy elsewhere is no second session."""
    if keep.is_private(manifest) or decided(store, manifest.listener).private:
        return
    name, at = manifest.heard_as, datetime.fromisoformat(manifest.at)
    known = next((path for other, path, _ in store.sessions(made=True) if other == name), folder)
    if known != folder and (known / keep.MANIFEST_NAME).is_file():
        store.add_folder(folder, at, manifest.listener)
        return
    said = {take.break_id: take.wording for take in manifest.takes}
    store.add_session(
        name, folder, at,
        [talk.wordings[said[talk.id]] for talk in manifest.script.breaks if talk.id in said],
        listener=manifest.listener,
    )  # fmt: skip
