"""One command makes a release: ``make release VERSION=0.2.0``.

Refuses on a tree with changes, a version that is not higher, a changelog without anything new, and tests that fail.
Writes the version into pyproject.toml, the lock and publiccode.yml, dates the changelog, builds the wheel, the source
and the documentation into dist/ with their checksums, commits and tags. It sends nothing anywhere: a person pushes.
"""

import hashlib
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
UV = ROOT / ".tools/bin/uv"
NEWEST = "## Unreleased"
_VERSION = re.compile(r'^version = "([0-9.]+)"$', re.MULTILINE)


def next_version(text: str, asked: str) -> str:
    """``asked``, three numbers and higher than the version in pyproject.toml; exits with the reason if it is not."""
    found = _VERSION.search(text)
    if found is None or not re.fullmatch(r"\d+\.\d+\.\d+", asked):
        raise SystemExit(f"a version is three numbers with points, not {asked!r}")
    if tuple(map(int, asked.split("."))) <= tuple(map(int, found[1].split("."))):
        raise SystemExit(f"{asked} is not higher than {found[1]}")
    return asked


def dated(changelog: str, version: str, day: str) -> str:
    """The changelog with what was unreleased under this version; exits where nothing was."""
    before, mark, after = changelog.partition(NEWEST)
    news = after.partition("\n## ")[0].strip()
    if not mark or not news:
        raise SystemExit("docs/CHANGELOG.md says nothing new under Unreleased")
    return f"{before}{NEWEST}\n\n## {version}, {day}{after}"


def checksums(folder: Path) -> str:
    """A line for each file of a folder, as ``sha256sum --check`` reads it."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != "SHA256SUMS")
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)


def _run(*command: str | Path) -> str:
    return subprocess.run(command, cwd=ROOT, check=True, text=True, stdout=subprocess.PIPE).stdout  # noqa: S603 - our own


def main(asked: str = "") -> None:
    if _run("git", "status", "--porcelain"):
        raise SystemExit("there are changes that are not committed")
    project, changelog, code = ROOT / "pyproject.toml", ROOT / "docs/CHANGELOG.md", ROOT / "publiccode.yml"
    version, day = next_version(project.read_text(), asked), datetime.now(UTC).date().isoformat()
    news = dated(changelog.read_text(), version, day)
    _run("make", "test", "drill")
    project.write_text(_VERSION.sub(f'version = "{version}"', project.read_text(), count=1))
    changelog.write_text(news)
    described = re.sub(r"(?m)^softwareVersion: .*$", f"softwareVersion: {version}", code.read_text())
    code.write_text(re.sub(r"(?m)^releaseDate: .*$", f'releaseDate: "{day}"', described))
    _run(UV, "lock", "--quiet")
    _run(UV, "build", "--quiet", "--out-dir", "dist")
    _run("make", "site")
    _run("tar", "--sort=name", "-czf", f"dist/leerrecht-{version}-docs.tar.gz", "site")
    (ROOT / "dist/SHA256SUMS").write_text(checksums(ROOT / "dist"))
    _run("git", "commit", "--quiet", "--all", "--message", f"Release {version}")
    _run("git", "tag", "--annotate", f"v{version}", "--message", f"Leerrecht {version}")
    sys.stdout.write(f"dist/ holds Leerrecht {version}. Look at it, then: git push --follow-tags, and publish dist/.\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
