"""Tempo of projects that carry it in their file, rendered by the program that made them."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from dj.analysis import analyse_file
from dj.units import TrackId

pytestmark = [pytest.mark.real, pytest.mark.slow]
DEMOS = Path("/usr/share/lmms/projects/demos")


@pytest.mark.parametrize(("project", "written_bpm"), [("Saber-FinalStep", 140.0)])
def test_a_project_has_its_written_tempo(project: str, written_bpm: float, tmp_path: Path) -> None:
    source, rendered = DEMOS / f"{project}.mmpz", tmp_path / "project.wav"
    if not shutil.which("lmms") or not source.is_file():
        pytest.skip("lmms and its demo projects are not installed")
    subprocess.run(
        ["lmms", "render", "--allowroot", source, "-f", "wav", "-o", rendered],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, capture_output=True, timeout=300,
        check=True,
    )  # fmt: skip
    found = analyse_file((TrackId("0" * 32), rendered)).tempo_bpm or 0.0
    assert min(abs(found * fold / written_bpm - 1) for fold in (0.5, 1, 2)) < 0.01
