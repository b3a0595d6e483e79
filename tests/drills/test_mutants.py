"""The law, changed in small ways: a test notices nine changes in ten. All of them, and access: ``make mutants``."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.drill

ROOT = Path(__file__).parent.parent.parent
SAMPLE = ["--sample", "60", "--seed", "11", "--seconds", "180"]


def test_nine_in_ten_changes_of_the_law_are_noticed():
    command = [sys.executable, "scripts/mutants.py", "law", *SAMPLE]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=1200)
    assert run.returncode == 0, run.stdout + run.stderr
    found = json.loads(run.stdout.splitlines()[-1])
    assert found["tried"] >= 50
    assert found["share"] >= 0.9, run.stderr
