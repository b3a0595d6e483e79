"""What the making of a release refuses, and what it writes."""

import importlib.util
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_SPEC = importlib.util.spec_from_file_location("release", ROOT / "scripts" / "release.py")
release = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(release)

PROJECT = '[project]\nname = "leerrecht"\nversion = "0.9.4"\n'


@pytest.mark.parametrize("asked", ["0.9.5", "0.10.0", "1.0.0"])
def test_version_that_is_higher_is_taken(asked):
    assert release.next_version(PROJECT, asked) == asked


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("0.9.4", "0.9.4 is not higher than 0.9.4"),
        ("0.8.9", "0.8.9 is not higher than 0.9.4"),
        ("1.0", "a version is three numbers with points, not '1.0'"),
        ("1.0.0rc1", "a version is three numbers with points, not '1.0.0rc1'"),
    ],
)
def test_version_that_is_not_higher_is_refused(asked, why):
    with pytest.raises(SystemExit, match=f"^{why}$"):
        release.next_version(PROJECT, asked)


def test_changelog_keeps_what_was_new_under_the_version():
    before = "# Changelog\n\n## Unreleased\n\n- A door.\n\n## 0.1.0, 2026-01-01\n\n- A house.\n"
    after = "# Changelog\n\n## Unreleased\n\n## 0.2.0, 2026-11-23\n\n- A door.\n\n## 0.1.0, 2026-01-01\n\n- A house.\n"
    assert release.dated(before, "0.2.0", "2026-11-23") == after
    # What was released once is not news.
    with pytest.raises(SystemExit, match="says nothing new"):
        release.dated(after, "0.3.0", "2026-11-24")


def test_changelog_of_this_project_can_be_released():
    text = (ROOT / "docs/CHANGELOG.md").read_text()
    assert "## 99.0.0, 2030-01-01\n\n- " in release.dated(text, "99.0.0", "2030-01-01")


def test_checksums_name_each_file(tmp_path):
    (tmp_path / "b.whl").write_bytes(b"b")
    (tmp_path / "a.tar.gz").write_bytes(b"a")
    lines = f"{sha256(b'a').hexdigest()}  a.tar.gz\n{sha256(b'b').hexdigest()}  b.whl\n"
    assert release.checksums(tmp_path) == lines
    (tmp_path / "SHA256SUMS").write_text(lines)
    assert release.checksums(tmp_path) == lines
