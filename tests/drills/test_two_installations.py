"""Two installations whose snapshots are read as one: the numbers add up, and no two pupils become one."""

import json
from pathlib import Path
from typing import Any

import psycopg
import pytest
from pyarrow import parquet

from tests.drills.place import Place
from tests.drills.test_own_server import DATA
from tests.running import Running

pytestmark = pytest.mark.drill
YEAR = "2025-2026"
NAMES = ("ingeschreven", "halve_dagen_per_code", "vijf_b")
Cell = tuple[str, str, str]


def _installation(place: Place, folder: Path, name: str, template: str) -> Running:
    running = Running(folder / name)
    running.home.mkdir()
    running.environment["DATABASE_URL"], running.environment["DATABASE_APP_URL"] = place.other(name)
    with psycopg.connect(place.other("postgres")[0], autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return running


def _done(running: Running, *arguments: str) -> str:
    done = running.run(*arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _figures(running: Running, *folders: Path) -> dict[Cell, dict[str, Any]]:
    told = json.loads(
        _done(
            running, "indicatoren", "--snapshot", *map(str, folders), "--schooljaar", YEAR, "--json", "--intern",
            "--naam", *NAMES,
        )
    )  # fmt: skip
    return {
        (one["naam"], cell["toerekening"], json.dumps(cell["uitsplitsing"], sort_keys=True)): cell
        for one in told["indicatoren"]
        for cell in one["cijfers"]
    }


def _pseudonyms(folder: Path) -> set[int]:
    return set(
        parquet.read_table(folder / YEAR / "inschrijvingen.parquet", columns=["leerling"])["leerling"].to_pylist()
    )


def test_same_pupils_in_two_installations_count_twice_and_are_never_one(place: Place, tmp_path: Path):
    tmp_path.chmod(0o755)
    first = _installation(place, tmp_path, "een", "leeg")
    for kind, name in (
        ("scholen", "scholen.csv"),
        ("leerlingen", "leerlingen.csv"),
        ("afwezigheden", "afwezigheden.txt"),
    ):
        _done(first, "import", kind, str(DATA / name), "--bestuur", "Grand Bend")
    second = _installation(place, tmp_path, "twee", "een")
    folders = [tmp_path / "momentopname-een", tmp_path / "momentopname-twee"]
    for running, folder in zip((first, second), folders, strict=True):
        _done(running, "snapshot", "--uit", str(folder), "--schooljaren", YEAR)

    pseudonyms = [_pseudonyms(folder) for folder in folders]
    assert (len(pseudonyms[0]), pseudonyms[0] & pseudonyms[1]) == (len(pseudonyms[1]), set())
    alone = [_figures(first, folder) for folder in folders]
    together = _figures(first, *folders)
    assert alone[0] == alone[1]
    assert alone[0].keys() == together.keys()
    assert {key: cell["teller"] for key, cell in together.items()} == {
        key: 2 * cell["teller"] for key, cell in alone[0].items()
    }
    assert {key: cell.get("noemer") for key, cell in together.items()} == {
        key: 2 * cell["noemer"] if cell.get("noemer") is not None else None for key, cell in alone[0].items()
    }

    # With a key that both share, whoever has a national number is one; who has none is still nobody else.
    shared = [tmp_path / "gedeeld-een", tmp_path / "gedeeld-twee"]
    for running, folder in zip((first, second), shared, strict=True):
        with psycopg.connect(running.environment["DATABASE_URL"], autocommit=True) as connection:
            connection.execute(
                "UPDATE people_pupil SET insz = '10050300131' "
                "WHERE id = (SELECT min(pupil_id) FROM enrolment_enrolment WHERE school_year = 2025)"
            )
        running.environment["LEERRECHT_PSEUDONIEM_SLEUTEL"] = "een sleutel van beide"
        _done(running, "snapshot", "--uit", str(folder), "--schooljaren", YEAR)
    pseudonyms = [_pseudonyms(folder) for folder in shared]
    assert (len(pseudonyms[0]), len(pseudonyms[0] & pseudonyms[1])) == (len(pseudonyms[1]), 1)
    assert _figures(first, *shared).keys() == alone[0].keys()
    twice = first.run("indicatoren", "--snapshot", str(folders[0]), str(folders[0]), "--schooljaar", YEAR)
    assert (twice.returncode, "twee keer" in twice.stderr) == (2, True)
