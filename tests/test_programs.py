import pytest

from dj.errors import WorkerError
from dj.programs import run_captured


def test_a_program_out_of_sight_gives_its_code_and_both_streams() -> None:
    script = "echo out; echo err >&2; exit 3"
    assert run_captured(["sh", "-c", script], wall_s=20) == (3, "out\nerr\n")


def test_a_program_that_takes_too_long_or_is_not_there_is_an_error() -> None:
    with pytest.raises(WorkerError, match=r"longer than 0\.1 s"):
        run_captured(["sleep", "20"], wall_s=0.1)
    with pytest.raises(WorkerError, match="cannot be started"):
        run_captured(["no-such-program"], wall_s=1)
