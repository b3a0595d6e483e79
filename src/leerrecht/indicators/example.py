"""A village of eight pupils and two schools: the worked example of every indicator, in its text and in the tests."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from leerrecht.indicators import schema
from leerrecht.indicators.store import SnapshotWriter
from leerrecht.law import calendar

YEAR = 2025
YEARS = (2023, 2024, 2025, 2026)
SCHOOL_1, SCHOOL_2 = 100_001, 100_002
AMIR, BO, DINA, EMIL, FARID, GUST, HANA, NORA, AT_HOME = range(1, 10)
PEOPLE = {
    AMIR: ("m", 2010, 3), BO: ("v", 2011, 0), DINA: ("v", 2010, 1), EMIL: ("m", 2011, 0), FARID: ("m", 2010, 2),
    GUST: ("m", 2005, 0), HANA: ("v", 2009, 2), NORA: ("v", 2007, 4),
}  # fmt: skip
ADULT = 2007
DEFAULTS: dict[str, dict[str, Any]] = {
    "inschrijvingen": {
        "school": SCHOOL_1, "niveau": "secundair", "soort": "gewoon", "onderwijsvorm": "bso", "stelsel": "voltijds",
        "leerjaar": 5, "stroom": "", "finaliteit": "arbeidsmarkt", "studiegebied": "", "buo_type": "",
        "opleidingsvorm": "", "laatste": True, "regulier": True, "gekwalificeerd": False, "b_meegebracht": 0,
    },
    "maatregelen": {
        "school": SCHOOL_1, "niveau": "secundair", "soort": "gewoon", "onderwijsvorm": "bso", "leerplichtig": True,
        "ses": 0, "tot": None, "gemeld": False, "halve_dagen": 0, "halve_dagen_r": 0, "nieuwe_school_op": None,
    },
    "trajecten": {
        "school": SCHOOL_1, "niveau": "secundair", "soort": "gewoon", "onderwijsvorm": "bso", "leerplichtig": True,
        "waarvoor": "", "besproken_op": None, "gestart_op": None, "geeindigd_op": None, "lestijden_recht": None,
        "lestijden_gegeven": None,
    },
    "stappen": {
        "school": SCHOOL_1, "niveau": "secundair", "soort": "gewoon", "onderwijsvorm": "bso", "leerplichtig": True,
        "gedaan_op": None,
    },
    "thuiszitters": {
        "school": SCHOOL_1, "niveau": "secundair", "soort": "gewoon", "onderwijsvorm": "bso", "leerplichtig": True,
        "reden": "", "tot": None, "gevraagd": False, "gemeld": True,
    },
    "uitstroom": {
        "school": SCHOOL_1, "niveau": "secundair", "soort": "gewoon", "onderwijsvorm": "bso", "leerplichtig": False,
        "overgedragen": False, "nagevraagd_op": None,
    },
}  # fmt: skip


def write(folder: Path) -> None:
    """Write the village as a snapshot of four school years."""
    writer = SnapshotWriter(folder, "voorbeelddorp", YEARS, date(2027, 9, 1))
    for year in YEARS:
        rows = _rows(year)
        for name in schema.BY_YEAR:
            table = schema.TABLES[name]
            found = [{**DEFAULTS.get(name, {}), "schooljaar": year, **row} for row in rows.get(name, [])]
            with writer.table(name, year) as target:
                target.write({column: [row[column] for row in found] for column in table.names})
    writer.finish()


def _rows(year: int) -> dict[str, list[dict[str, Any]]]:
    tables: dict[str, list[dict[str, Any]]] = {"scholen": _schools(), "inschrijvingen": _enrolments(year)}
    if year == YEAR:
        tables |= {
            "halve_dagen": list(_half_days()), "maatregelen": _measures(), "trajecten": _trajectories(),
            "stappen": list(_steps()), "uitstroom": _left(), "thuiszitters": _register_of_sitters(), "feiten": _facts(),
            "registers": _registers(),
        }  # fmt: skip
    if year == YEAR - 1:
        tables["halve_dagen"] = [
            _half_day(AMIR, SCHOOL_1, day, "vm", "B") for day, part in _held(date(2024, 9, 2), 66) if part == "vm"
        ][:35]
    return tables


def _schools() -> list[dict[str, Any]]:
    common = {"niveau": "secundair", "soort": "gewoon", "clb": 1, "regio": "Dorp"}
    return [
        {**common, "school": SCHOOL_1, "bestuur": 1, "net": "VGO", "oki": 90},
        {**common, "school": SCHOOL_2, "bestuur": 2, "net": "GO", "oki": 140},
    ]


def _enrolments(year: int) -> list[dict[str, Any]]:
    whole = {"van": date(year, 9, 1), "tot": date(year + 1, 8, 31)}
    present = {
        2023: (*PEOPLE,),
        2024: (AMIR, BO, DINA, EMIL, FARID, HANA, NORA),
        2025: (*PEOPLE,),
        2026: (AMIR, BO, DINA, EMIL, FARID),
    }
    rows: list[dict[str, Any]] = []
    for pupil in present[year]:
        gender, born, ses = PEOPLE[pupil]
        row = {"leerling": pupil, **whole, "geslacht": gender, "geboortejaar": born, "ses": ses}
        row["leerplichtig"] = born + 18 > year
        rows.append(row)
    if year == YEAR:
        by = {row["leerling"]: row for row in rows}
        rows.append({**by[AMIR], "school": SCHOOL_2, "van": date(2025, 11, 25)})
        by[AMIR] |= {"tot": date(2025, 11, 7), "laatste": False}
        by[HANA] |= {"tot": date(2026, 3, 31)}
        by[NORA] |= {"tot": date(2026, 2, 27)}
        by[GUST] |= {"gekwalificeerd": True, "onderwijsvorm": "tso"}
    return rows


def _held(first: date, count: int) -> list[tuple[date, str]]:
    """So many half-days of lessons from a day on."""
    found: list[tuple[date, str]] = []
    day = first
    while len(found) < count:
        found += [(day, part) for part in calendar.PARTS if calendar.is_half_day(day, part)]
        day += timedelta(days=1)
    return found[:count]


def _half_day(pupil: int, school: int, day: date, part: str, code: str) -> dict[str, Any]:
    return {
        "leerling": pupil,
        "school": school,
        "datum": day,
        "namiddag": part == "nm",
        "code": code,
        "leerplichtig": PEOPLE[pupil][1] != ADULT,
    }


def _half_days() -> Iterator[dict[str, Any]]:
    runs = (
        (AMIR, SCHOOL_1, date(2025, 9, 8), 12, "B"),
        (AMIR, SCHOOL_2, date(2025, 12, 8), 18, "B"),
        (BO, SCHOOL_1, date(2025, 10, 13), 6, "B"),
        (BO, SCHOOL_1, date(2026, 3, 9), 4, "R"),
        (DINA, SCHOOL_1, date(2026, 1, 19), 24, "Z"),
        (EMIL, SCHOOL_1, date(2026, 1, 12), 32, "P"),
        (FARID, SCHOOL_1, date(2026, 5, 4), 5, "-"),
        (NORA, SCHOOL_1, date(2025, 11, 12), 31, "B"),
    )
    for pupil, school, first, count, code in runs:
        for day, part in _held(first, count):
            yield _half_day(pupil, school, day, part, code)
    yield _half_day(FARID, SCHOOL_1, date(2025, 9, 2), "vm", "L")


def _measures() -> list[dict[str, Any]]:
    out = {"maatregel": "definitieve_uitsluiting", "gemeld": True}
    return [
        {
            "leerling": AMIR, "maatregel": "tijdelijke_uitsluiting", "van": date(2025, 10, 6), "tot": date(2025, 10, 6),
            "halve_dagen": 2, "ses": 3,
        },
        {"leerling": AMIR, "van": date(2025, 11, 10), "nieuwe_school_op": date(2025, 11, 25), "ses": 3, **out},
        {
            "leerling": BO, "maatregel": "preventieve_schorsing", "van": date(2026, 3, 9), "tot": date(2026, 3, 10),
            "halve_dagen": 4, "halve_dagen_r": 4,
        },
        {"leerling": NORA, "van": date(2026, 3, 2), "leerplichtig": False, "ses": 4, **out},
        {"leerling": FARID, "maatregel": "verbindend", "van": date(2025, 12, 1), "tot": date(2025, 12, 1)},
    ]  # fmt: skip


def _trajectories() -> list[dict[str, Any]]:
    return [
        {
            "leerling": DINA, "traject": "toah", "gevraagd_op": date(2026, 2, 2), "besproken_op": date(2026, 2, 3),
            "gestart_op": date(2026, 2, 9), "geeindigd_op": date(2026, 3, 13), "lestijden_recht": 16,
            "lestijden_gegeven": 10,
        },
        {
            "leerling": AMIR, "traject": "naft", "gevraagd_op": date(2025, 12, 1), "besproken_op": date(2025, 12, 15),
            "gestart_op": date(2026, 1, 12),
        },
        {"leerling": AMIR, "traject": "clb_afwezigheid", "gevraagd_op": date(2025, 9, 20)},
        {"leerling": FARID, "traject": "wachtlijst", "waarvoor": "clb", "gevraagd_op": date(2026, 1, 15)},
        {
            "leerling": AT_HOME, "school": None, "niveau": "lager", "onderwijsvorm": "", "traject": "huisonderwijs",
            "gevraagd_op": date(2025, 9, 1), "gestart_op": date(2025, 9, 1),
        },
    ]  # fmt: skip


def _steps() -> Iterator[dict[str, Any]]:
    for kind, days in (
        ("clb_afwezigheid", (("start", date(2025, 9, 10)), ("melding", date(2025, 9, 18)), ("opgenomen", None))),
        (
            "naft",
            (
                ("start", date(2025, 11, 24)), ("voorstel", date(2025, 12, 1)), ("rondetafel", date(2025, 12, 15)),
                ("start", date(2026, 1, 12)),
            ),
        ),
    ):  # fmt: skip
        for (_, before), (step, done) in pairwise(days):
            yield {"leerling": AMIR, "traject": kind, "stap": step, "van_op": before, "gedaan_op": done}


def _left() -> list[dict[str, Any]]:
    return [
        {
            "leerling": NORA, "vertrokken_op": date(2026, 2, 27), "bestemming": "examencommissie",
            "overgedragen": True, "nagevraagd_op": date(2026, 6, 2),
        },
        {"leerling": GUST, "onderwijsvorm": "tso", "vertrokken_op": date(2026, 6, 30), "bestemming": "werk"},
    ]  # fmt: skip


def _register_of_sitters() -> list[dict[str, Any]]:
    return [
        {"leerling": DINA, "reden": "T4", "sinds": date(2026, 1, 30), "tot": date(2026, 2, 9)},
        {"leerling": EMIL, "reden": "T3", "sinds": date(2026, 1, 26), "gevraagd": True, "gemeld": False},
        {"leerling": AMIR, "school": None, "reden": "T2", "sinds": date(2025, 11, 10), "tot": date(2025, 11, 25)},
    ]


def _facts() -> list[dict[str, Any]]:
    return [
        {"leerling": AMIR, "school": SCHOOL_1, "datum": date(2025, 9, 9), "feit": "contact_ouders"},
        {"leerling": AMIR, "school": SCHOOL_1, "datum": date(2025, 9, 18), "feit": "melding_clb"},
    ]


def _registers() -> list[dict[str, Any]]:
    return [
        {"school": SCHOOL_1, "maand": 9, "verwacht": 100, "genomen": 90},
        {"school": SCHOOL_2, "maand": 9, "verwacht": 100, "genomen": 100},
    ]
