"""The same indicators on Spark: every whole number as DuckDB gives it. Needs Java and leerrecht[spark]."""

import shutil

import pytest

from leerrecht.indicators import engine, example, store

pytestmark = [
    pytest.mark.drill,
    pytest.mark.filterwarnings("default"),  # PySpark warns of what it will drop itself
    pytest.mark.skipif(shutil.which("java") is None, reason="Java ontbreekt"),
]


def test_spark_answers_as_duckdb_does(tmp_path):
    pytest.importorskip("pyspark")
    example.write(tmp_path / "dorp")
    snapshot = store.read(tmp_path / "dorp")
    found = {}
    for name in engine.ENGINES:
        with engine.opened(snapshot, name) as computation:
            found[name] = [
                (one.indicator.name, str(one.attribution), one.breakdown, one.cells)
                for one in computation.answers(engine.indicators(), example.YEAR, breakdowns=False)
            ]
    assert found["spark"] == found["duckdb"]


def test_spark_answers_breakdowns_as_duckdb_does(tmp_path):
    pytest.importorskip("pyspark")
    example.write(tmp_path / "dorp")
    snapshot = store.read(tmp_path / "dorp")
    wanted = engine.indicators(["problematische_afwezigheid", "vsv", "tijd_tot_nieuwe_school", "halve_dagen_per_code"])
    found = {}
    for name in engine.ENGINES:
        with engine.opened(snapshot, name) as computation:
            found[name] = [
                (one.indicator.name, str(one.attribution), one.breakdown, one.cells)
                for one in computation.answers(wanted, example.YEAR)
            ]
    assert found["spark"] == found["duckdb"]
