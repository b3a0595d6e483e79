"""The law core from the command line; it needs no database."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

CASUS = """
leerling: {geboortedatum: 2011-05-03}
inschrijvingen:
- {school: S1, niveau: secundair, soort: gewoon, stelsel: voltijds, van: 2025-09-01, tot: null}
afwezigheden:
- {van: 2025-10-06, tot: 2025-10-07, code: B}
"""


def _ask(tmp_path: Path, text: str | bytes, *options: str) -> "subprocess.CompletedProcess[str]":
    file = tmp_path / "casus.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    command = [sys.executable, "-m", "leerrecht", "regelwijzer", str(file), *options]
    # Without a database to go to: a command that looked for one would fail.
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env={"DATABASE_URL": "host=/nergens", "LANG": "C.UTF-8"}
    )


def test_regelwijzer_prints_the_answer_as_json(tmp_path):
    result = _ask(tmp_path, CASUS, "--op", "2026-01-15")
    assert (result.returncode, result.stderr) == (0, "")
    answer = json.loads(result.stdout)
    assert answer["tellers"]["B"] == 4
    assert [outcome["regel"] for outcome in answer["uitkomsten"]] == ["b1.contact", "b.begeleiding"]


@pytest.mark.parametrize(
    ("text", "options", "message"),
    [
        ("leerling: {geboorte: 2011-05-03}", ("--op", "2026-01-15"), "leerling.geboorte"),
        (CASUS, ("--op", "2026-02-30"), "'2026-02-30' is geen datum; schrijf jjjj-mm-dd"),
        (b"\xff\xfe\x00", ("--op", "2026-01-15"), "geen tekst in UTF-8"),
    ],
)
def test_regelwijzer_with_wrong_input_says_what_and_prints_no_answer(tmp_path, text, options, message):
    result = _ask(tmp_path, text, *options)
    assert (result.returncode, result.stdout) == (2, "")
    assert message in result.stderr
