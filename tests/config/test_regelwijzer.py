"""The law core from the command line; it needs no database."""

import json
import subprocess
import sys
import time
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
        (CASUS, ("--op", "2009-01-15"), "datum: voor 15 januari 2009 is er geen schoolkalender"),
        (CASUS, ("--op", "0001-01-01"), "datum: voor 1 januari 1 is er geen schoolkalender"),
        (CASUS.replace("2011-05-03", "1986-05-03"), ("--op", "2026-05-03"), "leerling.geboortedatum: geboren op 1986"),
        (CASUS.replace("2011-05-03", "2024-01-15"), ("--op", "2026-01-15"), "is 2 jaar op 2026-01-15"),
        (CASUS.replace("2025-10-06", "2025-09-31"), ("--op", "2026-01-15"), "afwezigheden[0].van: '2025-09-31'"),
        (
            CASUS.replace("tot: 2025-10-07", "tot: 2025-10-05"),
            ("--op", "2026-01-15"),
            "afwezigheden[0].tot: 2025-10-05",
        ),
        (CASUS.replace("code: B", "code: Q"), ("--op", "2026-01-15"), "afwezigheden[0].code: 'Q' is geen code"),
        (
            CASUS.replace("afwezigheden:", "- {school: S2, van: 2025-09-01}\nafwezigheden:"),
            ("--op", "2026-01-15"),
            "inschrijvingen[1].van: S2 begint op 2025-09-01, maar S1 begon op 2025-09-01",
        ),
        ("a: &a [x]\nb: [*a, *a]", ("--op", "2026-01-15"), "ankers en verwijzingen (& en *) mogen niet"),
    ],
)
def test_regelwijzer_with_wrong_input_says_what_and_prints_no_answer(tmp_path, text, options, message):
    result = _ask(tmp_path, text, *options)
    assert (result.returncode, result.stdout) == (2, "")
    assert message in result.stderr


@pytest.mark.parametrize("filled", [False, True])
def test_regelwijzer_refuses_a_file_of_100_mb_at_once(tmp_path, filled):
    file = tmp_path / "groot.yaml"
    with file.open("wb") as stream:
        if filled:
            for _ in range(100):
                stream.write("# é\n".encode() * 200_000)
        stream.truncate(100_000_000)
    command = [sys.executable, "-m", "leerrecht", "regelwijzer", str(file), "--op", "2026-01-15"]
    start = time.perf_counter()
    result = subprocess.run(command, capture_output=True, text=True, check=False, env={"LANG": "C.UTF-8"})
    # the bound is wide, because the machine may be busy and Python itself must start
    assert time.perf_counter() - start < 5
    assert (result.returncode, result.stdout) == (2, "")
    assert "groot.yaml: de tekst is groter dan 1 MB" in result.stderr
    assert "Traceback" not in result.stderr
