"""Schools are asked about strikingly few as much as about strikingly many, and a later snapshot shows what changed."""

import json
from datetime import date

import pytest

from leerrecht.cli import main
from leerrecht.indicators import schema
from leerrecht.indicators.example import DEFAULTS
from leerrecht.indicators.store import SnapshotWriter

YEAR, FIRST = 2025, date(2025, 9, 15)
SCHOOLS, PUPILS = 12, 100
MANY, FEW = 100_005, 100_007


def made(folder, counts):
    """Schools of a hundred pupils each, with so many temporary exclusions as ``counts`` says, else ten."""
    writer = SnapshotWriter(folder, folder.name, (YEAR,), date(2026, 9, 1))
    numbers = range(100_001, 100_001 + SCHOOLS)
    common = {"niveau": "secundair", "soort": "gewoon", "bestuur": 1, "clb": 1, "net": "GO", "regio": "Streek"}
    schools = [{**common, "school": school, "oki": 90} for school in numbers]
    known = {
        "van": date(2025, 9, 1), "tot": date(2026, 8, 31), "geslacht": "v", "geboortejaar": 2010, "leerplichtig": True,
        "ses": 0,
    }  # fmt: skip
    pupils = [
        {**known, "leerling": school * 1_000 + number, "school": school}
        for school in numbers
        for number in range(PUPILS)
    ]
    measures = [
        {"leerling": school * 1_000 + number, "school": school, "maatregel": "tijdelijke_uitsluiting", "van": FIRST}
        for school in numbers
        for number in range(counts.get(school, 10))
    ]
    found = {"scholen": schools, "inschrijvingen": pupils, "maatregelen": measures}
    for name in schema.BY_YEAR:
        rows = [{**DEFAULTS.get(name, {}), "schooljaar": YEAR, **row} for row in found.get(name, [])]
        with writer.table(name, YEAR) as target:
            target.write({column: [row[column] for row in rows] for column in schema.TABLES[name].names})
    writer.finish()
    return str(folder)


def ask(capsys, *arguments):
    with pytest.raises(SystemExit) as ended:
        main(["bevraging", "--schooljaar", "2025-2026", *arguments])
    return ended.value.code, capsys.readouterr()


def test_few_and_many_are_asked_and_corrections_are_seen(tmp_path, capsys):
    before = made(tmp_path / "voor", {MANY: 60, FEW: 0})
    after = made(tmp_path / "na", {MANY: 60, FEW: 9})
    code, printed = ask(capsys, "--snapshot", before, "--later", after, "--json")
    found = json.loads(printed.out)["vragen"]
    assert code == 0
    assert [
        (row["school"], row["indicator"], row["opvallend"], row["aantal"], row["aantal_later"], row["uitkomst"])
        for row in found
    ] == [
        (MANY, "tijdelijke_uitsluiting", "veel", 60, 60, "niets veranderd"),
        (FEW, "tijdelijke_uitsluiting", "weinig", 0, 9, "verbeterd"),
    ]
    assert [(row["leerlingen"], row["verwacht"]) for row in found] == [(100, 9.1), (100, 14.5)]


def test_questions_in_words_hide_small_counts(tmp_path, capsys):
    folder = made(tmp_path / "een", {FEW: 1} | {100_001 + number: 40 for number in range(SCHOOLS) if number != 6})
    _, printed = ask(capsys, "--snapshot", folder)
    words = (
        f"{FEW} Tijdelijke uitsluiting: opvallend weinig (minder dan gevraagd om te tonen bij 100 leerlingen; te "
        "verwachten 40.0). Klopt dit aantal? Is alles ingevoerd, ook wat maar één dag duurde?"
    )
    assert printed.out.splitlines() == ["1 vragen aan scholen.", words]
    _, printed = ask(capsys, "--snapshot", folder, "--intern")
    assert "(1 bij 100 leerlingen" in printed.out


def test_year_that_is_not_there_is_refused(tmp_path, capsys):
    folder = made(tmp_path / "een", {})
    with pytest.raises(SystemExit) as ended:
        main(["bevraging", "--schooljaar", "2019-2020", "--snapshot", folder])
    assert (ended.value.code, "2019-2020 staat niet in elke" in capsys.readouterr().err) == (2, True)
