"""How the benchmark starts and measures a process."""

import sys
from pathlib import Path

import pytest

from benchmarks.peers.contenders import PEERS, command, run


def test_a_run_tells_what_was_printed_and_what_it_cost() -> None:
    program = "import json; print('noise'); print(json.dumps({'n': sum(range(3_000_000))}))"
    done = run([sys.executable, "-c", program])
    assert done.lines == ({"n": 4_499_998_500_000},)
    assert done.why == ""
    assert done.cpu_s > 0.02


def test_a_run_that_fails_says_why() -> None:
    assert "no such music" in run([sys.executable, "-c", "raise OSError('no such music')"]).why


def test_a_peer_that_is_not_there_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="--install-peers"):
        command(PEERS[0], tmp_path)


def test_every_peer_has_its_script() -> None:
    folder = Path(__file__).parents[2] / "benchmarks" / "peers"
    assert all((folder / peer.script).is_file() for peer in PEERS)
