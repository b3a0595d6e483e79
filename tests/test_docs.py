"""The documentation hangs together: it builds as a site, and each page is found from the one that lists it."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


def _linked(page: Path) -> set[str]:
    return set(re.findall(r"\]\(([\w./-]+\.md)\)", page.read_text()))


def test_site_builds_without_a_link_that_leads_nowhere(tmp_path):
    shutil.copy(ROOT / "zensical.toml", tmp_path)
    shutil.copytree(DOCS, tmp_path / "docs")
    done = subprocess.run(
        [Path(sys.executable).with_name("zensical"), "build", "--strict"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Het register nemen" in (tmp_path / "site/search.json").read_text()


def test_every_decision_is_in_the_list():
    assert {path.name for path in (DOCS / "decisions").glob("[0-9]*.md")} == _linked(DOCS / "decisions/README.md")


def test_every_guide_is_in_the_list_and_on_the_site():
    guides = {path.name for path in (DOCS / "guides").glob("*.md")} - {"README.md"}
    assert guides - _linked(DOCS / "guides/README.md") == set()
    on_the_site = set(re.findall(r"guides/([\w-]+\.md)", (ROOT / "zensical.toml").read_text()))
    assert guides - on_the_site == set()


def test_every_dependency_has_a_row_with_its_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked = [
        *project["project"]["dependencies"],
        *(one for extra in project["project"]["optional-dependencies"].values() for one in extra),
        *(one for group in project["dependency-groups"].values() for one in group),
    ]
    named = {re.match(r"[\w.-]+", one).group() for one in asked}
    held = {one["name"] for one in tomllib.loads((ROOT / "uv.lock").read_text())["package"]}
    rows = re.findall(r"^\| `([\w.-]+)` \| ", (DOCS / "developer/dependencies.md").read_text(), re.MULTILINE)
    assert (named - set(rows), set(rows) - held, len(rows)) == (set(), set(), len(set(rows)))
