import json
import stat
from datetime import date

import pytest

from leerrecht.indicators import schema, store
from leerrecht.indicators.engine import indicators, opened
from leerrecht.indicators.example import YEAR, write


def test_snapshot_is_for_its_owner_alone(village):
    assert stat.S_IMODE(village.stat().st_mode) & 0o077 == 0


def test_tables_hold_the_stated_columns(village):
    from pyarrow import parquet

    found = {
        name: tuple(parquet.read_schema(village / "2025-2026" / f"{name}.parquet").names) for name in schema.BY_YEAR
    }
    assert found == {name: schema.TABLES[name].names for name in schema.BY_YEAR}


def test_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "iets").write_text("van iemand")
    with pytest.raises(store.SnapshotError, match="niet leeg"):
        store.SnapshotWriter(tmp_path, "x", (2025,), date(2026, 9, 1))
    assert [path.name for path in tmp_path.iterdir()] == ["iets"]


def test_snapshot_that_was_not_finished_is_not_read(tmp_path):
    store.SnapshotWriter(tmp_path / "half", "x", (2025,), date(2026, 9, 1))
    with pytest.raises(store.SnapshotError, match="geen momentopname"):
        store.read(tmp_path / "half")


def test_two_installations_are_read_as_one(tmp_path):
    for name in ("a", "b"):
        write(tmp_path / name)
    manifest = tmp_path / "b" / store.MANIFEST
    content = json.loads(manifest.read_text())
    manifest.write_text(json.dumps({**content, "bron": "ander dorp"}))
    snapshot = store.read(tmp_path)
    with opened(snapshot) as computation:
        (answer,) = computation.answers(indicators(["preventieve_schorsing"]), YEAR, breakdowns=False)
    assert (snapshot.sources, answer.cells[0].numerator) == (("voorbeelddorp", "ander dorp"), 2)


def test_the_same_installation_twice_is_refused(tmp_path):
    for name in ("a", "b"):
        write(tmp_path / name)
    with pytest.raises(store.SnapshotError, match="twee keer"):
        store.read(tmp_path)


def test_calendar_numbers_school_days_and_half_days():
    columns = store.calendar_columns((2025,))
    rows = dict(zip(columns["datum"], zip(columns["dagnummer"], columns["halfdagnummer"], strict=True), strict=True))
    days = [date(2025, 9, 1), date(2025, 9, 3), date(2025, 9, 4), date(2025, 9, 6), date(2025, 9, 8)]
    assert [rows[day] for day in days] == [(1, 1), (3, 5), (4, 6), (5, 9), (6, 10)]
