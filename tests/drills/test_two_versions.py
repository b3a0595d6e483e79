"""The minutes of a rollout: the version of before and this one, side by side on tables of today."""

import subprocess
import tarfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from tests.drills.place import Place, Spot, until
from tests.running import Browser, free_port

pytestmark = pytest.mark.drill
HOUSE = Path(__file__).parents[2]
# Until a release has a tag: the state of 23 November 2026, 10:34, the first with which a school could have begun.
FORMER = "da81bc2"


def _git(*arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=HOUSE, capture_output=True, check=True).stdout


def _before() -> str:
    """The newest release before this version, else :data:`FORMER`."""
    tags = _git("tag", "--merged", "HEAD~1", "--list", "v*", "--sort=-version:refname").decode().split()
    return tags[0] if tags else FORMER


@pytest.fixture(scope="module")
def former(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources of the version of before, out of the history; it runs with the packages of today."""
    try:
        commit = _before()
        packed = _git("archive", "--format=tar", commit, "src")
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no history of the sources here: there is no version of before to run")
    folder = tmp_path_factory.mktemp("vorige")
    with tarfile.open(fileobj=BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
    return folder / "src"


@pytest.fixture(scope="module")
def ports(place: Place, former: Path) -> Iterator[tuple[int, int]]:
    """A web server of the version of before, and one of this version, on one database."""
    old, new = free_port(), free_port()
    children = [place.web(old, PYTHONPATH=str(former)), place.web(new)]
    try:
        assert until(lambda: all(_answers(port) for port in (old, new)), 180)
        yield old, new
    finally:
        place.end(*children)


def _answers(port: int) -> bool:
    try:
        Browser(port).get("/gezond/")
    except OSError:
        return False
    return True


def _marks(place: Place, spot: Spot) -> list[tuple[object, ...]]:
    _class, day, part, pupils = spot
    return place.ask(
        "SELECT mark, version FROM attendance_halfday WHERE pupil_id = %s AND date = %s AND part = %s",
        pupils[0], day, part,
    )  # fmt: skip


def _save(browser: Browser, spot: Spot, mark: str, seen: int) -> dict[str, object]:
    class_id, day, part, pupils = spot
    entries = [{"pupil": pupils[0], "mark": mark, "seen": seen}]
    return browser.post_json(f"/registers/{class_id}/{day}/{part}/opslaan/", {"entries": entries, "taken": False})


def test_version_of_before_saves_and_reads_on_the_tables_of_today_beside_this_one(place: Place, ports: tuple[int, int]):
    old, new = (Browser(port) for port in ports)
    for browser in (old, new):
        browser.sign_in("secretariaat-a")
    spot = place.spots()[0]
    # One after the other, each on what the other saved; and each hears of what it had not seen.
    assert len(_save(old, spot, "B", 0)["changed"]) == 1
    assert len(_save(new, spot, "Z", 1)["changed"]) == 1
    assert len(_save(old, spot, "B", 1)["conflicts"]) == 1
    assert len(_save(old, spot, "B", 2)["changed"]) == 1
    assert _marks(place, spot) == [("B", 3)]
    # Pages that read widely: the worklist, a register, a pupil, the calls to other programs.
    counsellor = [Browser(port) for port in ports]
    for browser in counsellor:
        browser.sign_in("begeleider-a")
    class_id, day, part, pupils = spot
    for path in ("/", f"/registers/{class_id}/{day}/{part}/", f"/leerlingen/{pupils[0]}/"):
        assert [len(browser.get(path)) > 2000 for browser in counsellor] == [True, True], path


def test_server_of_before_shows_nobody_a_pupil_of_another_school(place: Place, ports: tuple[int, int]):
    """The walls of today stand before it too: its own settings of who asks still open what they should, and no more."""
    stranger = Browser(ports[0])
    stranger.sign_in("secretariaat-b")
    _class, _day, _part, pupils = place.spots()[0]
    with pytest.raises(OSError, match="404"):
        stranger.get(f"/leerlingen/{pupils[0]}/")
