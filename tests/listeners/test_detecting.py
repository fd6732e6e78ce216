"""Every importer's own example, shown to every other one."""

import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from dj import plugins
from dj.errors import ImportFileError
from dj.interfaces import IMPORTERS
from dj.listeners.detecting import Told, detect, head_of, load, unknown
from dj.testing.importer_contract import ImporterContract

EXPORTS = Path(__file__).parents[3] / "shared" / "data" / "listening_exports"


def contracts() -> Iterator[type[ImporterContract]]:
    for path in sorted((Path(__file__).parent / "importers").glob("test_*.py")):
        module = importlib.import_module(f"tests.listeners.importers.{path.stem}")
        for value in vars(module).values():
            is_one = isinstance(value, type) and issubclass(value, ImporterContract)
            if is_one and value is not ImporterContract:
                yield value


CONTRACTS = list(dict.fromkeys(contracts()))


def name_of(contract: type[ImporterContract]) -> str:
    kind = type(contract().importer())
    return next(n for n in plugins.available(IMPORTERS) if type(load(n)) is kind)


def test_every_importer_has_an_example() -> None:
    assert {name_of(contract) for contract in CONTRACTS} == set(plugins.available(IMPORTERS))


@pytest.mark.parametrize(
    "contract", CONTRACTS, ids=lambda kind: f"{kind.__module__}-{kind.__name__}"
)
def test_no_other_importer_claims_an_example(
    contract: type[ImporterContract], tmp_path: Path
) -> None:
    path = contract().write_example(tmp_path)
    head = head_of(path)
    claims = {n for n in plugins.available(IMPORTERS) if load(n).recognises(head, "export.dat")}
    special = {n for n in claims if not getattr(load(n), "general", False)}
    assert (special or claims) == {name_of(contract)}
    assert detect(path) == name_of(contract)


@pytest.mark.skipif(not EXPORTS.is_dir(), reason=f"the shared exports are not there: {EXPORTS}")
def test_every_shared_export_is_known_to_one_importer() -> None:
    found = {path.name: detect(path) for path in EXPORTS.iterdir()}
    # Without header and without dates there is nothing to know it by.
    assert {name for name, importer in found.items() if importer is None} <= {
        "librefm_no_header.csv"
    }


def test_what_a_person_tells_reaches_those_who_have_a_place_for_it() -> None:
    told = Told(columns={"artist": "1"}, time_zone="Europe/Berlin", user="ana")
    table, log, server = (load(n, told) for n in ("table", "scrobbler-log", "navidrome"))
    assert vars(table) == {"columns": {"artist": "1"}, "time_zone": "Europe/Berlin"}
    assert vars(log) == {"time_zone": "Europe/Berlin"}
    assert vars(server) == {"user": "ana"}
    assert vars(load("m3u", told)) == {}


def test_unknown_files_are_told_with_the_formats_there_are(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text("sun")
    assert detect(path) is None
    error = unknown(path)
    assert isinstance(error, ImportFileError)
    assert "listenbrainz" in error.hint
