"""Asks for known weaknesses of every package in the lock; what could not be asked is said to be unchecked.

Exit code: 0 all checked and clean, 1 a weakness, 3 something could not be checked.
"""

import json
import re
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
CLEAN, WEAK, UNCHECKED = 0, 1, 3
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)", re.MULTILINE)


def locked() -> str:
    """The packages of the lock as a list of pins, those for development too."""
    done = subprocess.run(  # noqa: S603 - our own tool
        [
            ROOT / ".tools/bin/uv", "export", "--frozen", "--all-groups", "--no-emit-project", "--no-hashes",
            "--no-annotate", "--no-header", "--quiet",
        ],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout


def ask(pins: str) -> tuple[list[dict[str, Any]], str]:
    """What pip-audit answers for each package, and what it complained of."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(pins)
        file.flush()
        done = subprocess.run(  # noqa: S603 - our own tool
            [
                sys.executable, "-m", "pip_audit", "--requirement", file.name, "--no-deps", "--disable-pip",
                "--format", "json", "--progress-spinner", "off", "--timeout", "20",
            ],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    try:
        return json.loads(done.stdout)["dependencies"], done.stderr
    except ValueError:
        return [], done.stderr


def judge(pins: str, answers: list[dict[str, Any]]) -> tuple[list[str], list[str], int]:
    """Lines about weak packages, the packages that were not checked, and how many are clean.

    A package is checked only where an answer about that very package came; being absent, or unknown to the
    list of weaknesses, says nothing good of it.
    """
    weak: list[str] = []
    clean: set[str] = set()
    found: set[str] = set()
    for answer in answers:
        if "skip_reason" in answer:
            continue
        name = _plain(str(answer["name"]))
        for weakness in answer["vulns"]:
            fixed = ", ".join(weakness["fix_versions"]) or "nog niet"
            weak.append(f"{name} {answer['version']}: {weakness['id']} (opgelost in: {fixed})")
            found.add(name)
        clean.add(name)
    unchecked = [f"{name} {version}" for name, version in _PIN.findall(pins) if _plain(name) not in clean | found]
    return weak, unchecked, len(clean - found)


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def main() -> int:
    pins = locked()
    answers, complaint = ask(pins)
    weak, unchecked, clean = judge(pins, answers)
    out = sys.stdout.write
    for line in weak:
        out(f"ZWAK  {line}\n")
    if unchecked:
        out("NIET NAGEKEKEN, want de lijst van zwakheden gaf er geen antwoord over:\n")
        out(textwrap.fill(", ".join(unchecked), 110, initial_indent="  ", subsequent_indent="  ") + "\n")
    if complaint and not answers:
        out(f"Melding van pip-audit: {complaint.strip().splitlines()[-1]}\n")
    out(f"{clean} nagekeken en in orde, {len(weak)} zwakheden, {len(unchecked)} niet nagekeken.\n")
    return WEAK if weak else UNCHECKED if unchecked else CLEAN


if __name__ == "__main__":
    sys.exit(main())
