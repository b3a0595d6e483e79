"""A snapshot of the database: facts, no names, no text."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from pyarrow import parquet

from leerrecht.facts.models import Fact
from leerrecht.indicators.export import export
from leerrecht.indicators.store import SnapshotError, read
from tests.factories import TODAY, EnrolmentFactory, PupilFactory, SchoolFactory, half_day

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch, tmp_path):
    monkeypatch.setenv("LEERRECHT_HOME", str(tmp_path / "huis"))
    (tmp_path / "huis").mkdir()
    monkeypatch.setenv("LEERRECHT_PSEUDONIEM_SLEUTEL", "een gedeelde sleutel")
    with time_machine.travel(TODAY, tick=False):
        yield


def rows(folder, name, year="2026-2027"):
    return parquet.read_table(folder / year / f"{name}.parquet").to_pylist()


def test_snapshot_holds_half_days_under_a_pseudonym(tmp_path):
    pupil = PupilFactory.create(first_name="Wendelina", last_name="Opvallend", insz="10050300131")
    enrolment = EnrolmentFactory.create(pupil=pupil, school=SchoolFactory.create(number="123456"))
    half_day(enrolment, date(2026, 10, 5), "vm", "B")
    approved = half_day(enrolment, date(2026, 10, 6), "nm", "P")
    type(approved).objects.filter(pk=approved.pk).update(approved_at=None)
    Fact.objects.create(pupil_id=pupil.pk, date=date(2026, 10, 7), kind="contact_ouders", school_id=enrolment.school_id)
    counts = export(tmp_path / "uit")
    (known,) = {row["leerling"] for row in rows(tmp_path / "uit", "inschrijvingen")}
    common = {"leerling": known, "school": 123456, "leerplichtig": True}
    assert rows(tmp_path / "uit", "halve_dagen") == [
        {**common, "datum": date(2026, 10, 5), "namiddag": False, "code": "B"},
        {**common, "datum": date(2026, 10, 6), "namiddag": True, "code": "-"},
    ]
    assert [row["feit"] for row in rows(tmp_path / "uit", "feiten")] == ["contact_ouders"]
    assert (counts["halve_dagen"], known in {pupil.pk, 10050300131}) == (2, False)
    assert read(tmp_path / "uit").years == (2026,)
    content = b"".join(path.read_bytes() for path in (tmp_path / "uit").rglob("*") if path.is_file())
    assert [word for word in (b"Wendelina", b"Opvallend", b"10050300131") if word in content] == []


def test_pseudonym_is_the_same_again_and_differs_under_another_key(tmp_path, monkeypatch):
    EnrolmentFactory.create(pupil=PupilFactory.create(insz="10050300131"))
    export(tmp_path / "een")
    export(tmp_path / "twee")
    monkeypatch.setenv("LEERRECHT_PSEUDONIEM_SLEUTEL", "een andere")
    export(tmp_path / "drie")
    first, second, third = (rows(tmp_path / name, "inschrijvingen")[0]["leerling"] for name in ("een", "twee", "drie"))
    assert (first == second, first == third) == (True, False)


def test_key_is_made_once_for_the_owner_alone(tmp_path, monkeypatch):
    monkeypatch.delenv("LEERRECHT_PSEUDONIEM_SLEUTEL")
    EnrolmentFactory.create()
    export(tmp_path / "een")
    export(tmp_path / "twee")
    key = tmp_path / "huis" / "pseudoniem.sleutel"
    assert (key.stat().st_mode & 0o077, len(key.read_text())) == (0, 64)
    assert rows(tmp_path / "een", "inschrijvingen") == rows(tmp_path / "twee", "inschrijvingen")


def test_snapshot_of_a_year_without_enrolments_is_refused(tmp_path):
    EnrolmentFactory.create()
    with pytest.raises(SnapshotError, match="2019-2020"):
        export(tmp_path / "uit", years=(2019,))
    assert not (tmp_path / "uit").exists()


def test_export_is_logged(tmp_path):
    from leerrecht.access.models import LogEntry

    EnrolmentFactory.create()
    export(tmp_path / "uit")
    entry = LogEntry.objects.filter(kind="snapshot").get()
    assert (entry.actor, entry.act, entry.detail["years"]) == ("momentopname", "export.run", [2026])
    assert datetime.now(tz=ZoneInfo("Europe/Brussels")).date() == TODAY
