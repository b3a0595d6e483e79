"""Synthetic Flanders: the same twice, whole, calibrated, and findable."""

import csv
import json

import duckdb
import pytest
from pyarrow import parquet

from leerrecht.cli import main
from leerrecht.indicators import engine, schema, store
from leerrecht.law import calendar
from leerrecht.synthetic import finding, plant, published
from leerrecht.synthetic.calibration import compare, middle
from leerrecht.synthetic.generate import TRUTH, generate

PUPILS = 40_000
YEARS = (2023, 2024, 2025)


@pytest.fixture(scope="module")
def flanders(tmp_path_factory):
    folder = tmp_path_factory.mktemp("vlaanderen") / "uit"
    generate(folder, pupils=PUPILS, seed=11)
    return folder


def ask(flanders, text, year=2024):
    with duckdb.connect() as connection:
        for name in schema.BY_YEAR:
            connection.execute(f"CREATE VIEW {name} AS FROM '{flanders}/{calendar.label(year)}/{name}.parquet'")
        connection.execute(f"CREATE VIEW kalender AS FROM '{flanders}/kalender.parquet'")
        return connection.execute(text).fetchall()


def test_same_seed_gives_the_same_files_and_another_seed_does_not(tmp_path):
    for name, seed in (("a", 3), ("b", 3), ("c", 4)):
        generate(tmp_path / name, pupils=2_000, seed=seed)
    first, second, third = (
        [parquet.read_table(tmp_path / name / "2025-2026" / f"{table}.parquet") for table in schema.BY_YEAR]
        + [(tmp_path / name / TRUTH).read_text()]
        for name in ("a", "b", "c")
    )
    assert (first == second, first == third) == (True, False)


def test_snapshot_of_three_years_has_the_stated_schema(flanders):
    assert store.read(flanders).years == YEARS
    found = {
        (year, name): tuple(parquet.read_schema(flanders / calendar.label(year) / f"{name}.parquet").names)
        for year in YEARS
        for name in schema.BY_YEAR
    }
    assert found == {(year, name): schema.TABLES[name].names for year in YEARS for name in schema.BY_YEAR}


def test_keys_occur_once_and_values_are_of_their_set(flanders):
    wrong = []
    for name in schema.BY_YEAR:
        table = schema.TABLES[name]
        if table.key:
            ((double,),) = ask(
                flanders,
                f"SELECT count(*) FROM (SELECT 1 FROM {name} GROUP BY {', '.join(table.key)} HAVING count(*) > 1)",
            )
            wrong += [(name, double)] if double else []
        for column in table.columns:
            found = (
                {value for (value,) in ask(flanders, f"SELECT DISTINCT {column.name} FROM {name}")}
                if column.values
                else set()
            )
            if found - {*column.values, None}:
                wrong.append((name, column.name, found - set(column.values)))
    assert wrong == []


def test_half_days_lie_in_lesson_time_within_an_enrolment(flanders):
    ((outside, no_lesson),) = ask(
        flanders,
        """SELECT count(*) FILTER (WHERE i.leerling IS NULL),
                  count(*) FILTER (WHERE NOT k.schooldag OR (h.namiddag AND dayofweek(h.datum) = 3))
           FROM halve_dagen h JOIN kalender k USING (datum)
           LEFT JOIN inschrijvingen i
           ON i.leerling = h.leerling AND i.school = h.school AND h.datum BETWEEN i.van AND i.tot""",
    )
    assert (outside, no_lesson) == (0, 0)


def test_enrolments_of_a_pupil_do_not_overlap_and_one_is_the_last(flanders):
    ((overlapping,),) = ask(
        flanders,
        """SELECT count(*) FROM inschrijvingen a JOIN inschrijvingen b
           ON a.leerling = b.leerling AND a.van < b.van AND a.tot >= b.van""",
    )
    ((not_one,),) = ask(
        flanders,
        """SELECT count(*) FROM (SELECT 1 FROM inschrijvingen GROUP BY leerling
           HAVING count(*) FILTER (WHERE laatste) <> 1)""",
    )
    assert (overlapping, not_one) == (0, 0)


def test_pupils_are_absent_as_often_as_in_flanders(flanders):
    ((absent, pupils),) = ask(
        flanders,
        """SELECT (SELECT count(*) FROM halve_dagen WHERE code <> 'L'), count(DISTINCT leerling)
                     FROM inschrijvingen""",
    )
    # About 24 million absent half-days of 1,230,000 pupils.
    assert 18 < absent / pupils < 21


def test_published_figures_are_met(flanders):
    compared = compare(flanders)
    assert (len(compared), middle(compared) < 0.05) == (len(published.figures()), True)


def test_a_second_chance_and_coming_back_are_as_often_as_published(flanders):
    found = {}
    with engine.opened(store.read(flanders)) as computation:
        for name, year in (("tweedekans", 2024), ("herintrede", 2025)):
            (answer,) = computation.answers(engine.indicators([name]), year, breakdowns=False)
            found[name] = 100 * answer.cells[0].numerator / answer.cells[0].denominator
    # 16.7 and 18.4 % (002:390-395); 2.7 % (002:396-397).
    assert (abs(found["tweedekans"] - 35.1) < 3, abs(found["herintrede"] - 2.7) < 0.6) == (True, True), found


def test_published_figures_are_the_latest_of_each_row():
    keys = [(one.indicator, one.breakdown, one.unit) for one in published.figures()]
    assert (len(keys), len(set(keys)), published.value("vsv", unit="pct")) == (42, 42, 13.2)
    with pytest.raises(KeyError):
        published.value("vsv", "nergens")


def test_truth_lists_every_hidden_group_and_its_marks(flanders):
    with (flanders / TRUTH).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["schooljaar"] == "2024-2025"]
    assert {row["groep"] for row in rows} == set(plant.GROUPS)
    pupils = [int(row["leerling"]) for row in rows if row["groep"] == "spijbelen_op_rooster"]
    ((fewest,),) = ask(
        flanders,
        f"""SELECT min(n) FROM (SELECT count(*) AS n FROM halve_dagen
            WHERE code = 'B' AND leerling IN {tuple(pupils)} GROUP BY leerling)""",
    )
    assert fewest >= plant.LEAST_B


def test_signals_find_truancy_by_timetable_better_than_five_b_does(flanders):
    lines = {(one.group, one.way): one for one in finding.measure(flanders, 2024, one_in=8)}
    signal = lines["spijbelen_op_rooster", finding.SIGNAL]
    five = lines["spijbelen_op_rooster", finding.FIVE_B]
    assert (signal.planted > 5, signal.recall > 0.5, signal.precision > five.precision) == (True, True, True)


def test_commands_make_and_compare(tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["vlaanderen", "--leerlingen", "20000", "--zaad", "5", "--uit", str(tmp_path / "uit")])
    assert ended.value.code == 0
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        main(["ijking", str(tmp_path / "uit"), "--json"])
    found = json.loads(capsys.readouterr().out)
    assert (len(found["cijfers"]), found["mediaan_afwijking"] < 0.05, ended.value.code) == (42, True, 0)
    with pytest.raises(SystemExit) as ended:
        main(["vlaanderen", "--uit", str(tmp_path / "uit")])
    assert (ended.value.code, "niet leeg" in capsys.readouterr().err) == (2, True)
