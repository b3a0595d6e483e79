"""Help, waiting and leaving in a snapshot: days and kinds from the rooms that hold them."""

from datetime import date

import pytest
import time_machine
from pyarrow import parquet

from leerrecht.cases.models import Case, Exit, Mediation, Track
from leerrecht.directory.models import Region
from leerrecht.discipline.models import Measure
from leerrecht.indicators import engine, store
from leerrecht.indicators.export import export
from leerrecht.indicators.places import Place
from leerrecht.placement.models import Approach, SchoolSearch
from leerrecht.places.models import Application, Slot
from leerrecht.referrals.models import Referral, Step
from leerrecht.sick.models import Lesweek, Ziekteonderwijs
from leerrecht.thuiszitters.models import Thuiszitter
from leerrecht.trajectories.models import HomeEducation, Signal, Traject
from leerrecht.trajectories.models.signal import Answer
from tests.factories import TODAY, CentreFactory, EnrolmentFactory, PupilFactory, SchoolFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    school, centre = SchoolFactory.create(number="123456"), CentreFactory.create()
    pupil = PupilFactory.create(
        ses_home_language=True, ses_mother_education=True, ses_allowance=False, ses_neighbourhood=False
    )
    EnrolmentFactory.create(pupil=pupil, school=school)
    Region.objects.create(name="Streek").members.add(school)
    placed = {"pupil": pupil, "organisation_id": school.pk, "compartment": "gedeeld", "written_by": "Iemand"}
    case = Case.objects.create(
        **placed, opened_on=date(2026, 9, 7), lead_house=school, lead="Iemand", last_act_on=date(2026, 9, 7)
    )
    track = Track.objects.create(
        **placed, case=case, kind="groene_zorg", body="Boerderij", asked_on=date(2026, 9, 8),
        taken_up_on=date(2026, 9, 15),
    )  # fmt: skip
    referral = Referral.objects.create(**placed, flow="naft", side="school", begun_on=date(2026, 9, 14))
    for kind, on, due in (
        ("voorstel", date(2026, 9, 21), None), ("rondetafel", date(2026, 10, 5), None),
        ("start", None, date(2026, 11, 30)),
    ):  # fmt: skip
        Step.objects.create(referral=referral, kind=kind, on=on, due_on=due, by="Iemand" if on else "")
    ill = Ziekteonderwijs.objects.create(
        pupil=pupil, school=school, kind="toah", asked_on=date(2026, 10, 5), asked_by="ouders",
        wanted_from=date(2026, 10, 12), granted_on=date(2026, 10, 8), since=date(2026, 10, 12),
        ended_on=date(2026, 10, 23), ended_how="terug", hours_a_week=4, asked_of="Iemand", changed_on=TODAY,
    )  # fmt: skip
    Lesweek.objects.create(of=ill, monday=date(2026, 10, 12), planned=4, given=3, missed="leerling")
    signal = Signal.objects.create(
        pupil=pupil, school=school, centre=centre, source="school", arisen_on=date(2026, 9, 9), state="opgenomen",
        who="Iemand", reported_on=date(2026, 9, 10), reported_by="Iemand",
    )  # fmt: skip
    for kind, on in (("gezien", date(2026, 9, 14)), ("wacht", date(2026, 9, 16)), ("opgenomen", date(2026, 10, 1))):
        Answer.objects.create(signal=signal, kind=kind, on=on, by="Iemand")
    Traject.objects.create(
        **placed | {"organisation_id": centre.pk, "compartment": "clb"}, signal=signal, began_on=date(2026, 10, 2),
        fase=2, domain="psychosociaal", lead="Iemand",
    )  # fmt: skip
    Exit.objects.create(**placed, left_on=date(2026, 11, 2), motive="werk", motive_by="leerling", destination="vdab")
    slot = Slot.objects.create(school=school, school_year=2026, kind="bovenbouw")
    Application.objects.create(
        pupil=pupil, slot=slot, school=school, school_year=2026, asked_on=date(2026, 11, 3), channel="clb",
        state_on=date(2026, 11, 3), since_year=2026, kept_by=centre,
    )  # fmt: skip
    search = SchoolSearch.objects.create(
        **placed, why="uitgeschreven", since=date(2026, 11, 3), begun_on=date(2026, 11, 5), level="secundair",
        last_act_on=date(2026, 11, 9),
    )  # fmt: skip
    Approach.objects.create(search=search, name="School B", on=date(2026, 11, 9), channel="mail", asked_by="Iemand")
    Thuiszitter.objects.create(
        pupil=pupil, school=school, organisation_id=school.pk, level="secundair", reason="T1a", since=date(2026, 11, 3),
        found_on=date(2026, 11, 10), computed_on=TODAY,
    )  # fmt: skip
    Measure.objects.create(
        **placed | {"compartment": "tucht"}, on=date(2026, 9, 22), rung=1, name="nablijven",
        forget_on=date(2027, 6, 30),
    )  # fmt: skip
    Mediation.objects.create(
        **placed, case=case, threat="schorsing", mediator="Iemand", offered_on=date(2026, 9, 24), taken="ja"
    )
    at_home = PupilFactory.create(birth_date=date(2017, 3, 4))
    HomeEducation.objects.create(
        pupil=at_home, centre=centre, begins_on=date(2025, 9, 1), b_before=0, noted_by="Iemand"
    )
    return track


def rows(folder, name):
    return parquet.read_table(folder / "2026-2027" / f"{name}.parquet").to_pylist()


def test_snapshot_tells_of_help_waiting_and_leaving(world, tmp_path, monkeypatch):
    monkeypatch.setenv("LEERRECHT_PSEUDONIEM_SLEUTEL", "een sleutel")
    with time_machine.travel(TODAY, tick=False):
        export(tmp_path / "uit", places={123456: Place(net="OGO")})
    (school,) = rows(tmp_path / "uit", "scholen")
    assert (school["net"], school["regio"], school["oki"]) == ("OGO", "Streek", 200)
    dates = ("gevraagd_op", "besproken_op", "gestart_op", "geeindigd_op")
    found = {
        (row["traject"], row["waarvoor"]): tuple(row[name] and row[name].strftime("%m-%d") for name in dates)
        for row in rows(tmp_path / "uit", "trajecten")
    }
    assert found == {
        ("toah", ""): ("10-05", "10-08", "10-12", "10-23"),
        ("naft", ""): ("09-14", "10-05", None, None),
        ("groene_zorg", ""): ("09-08", "09-15", None, None),
        ("wachtlijst", "groene_zorg"): ("09-15", None, None, None),
        ("clb_afwezigheid", ""): ("09-10", "09-14", "10-02", None),
        ("wachtlijst", "clb"): ("09-16", None, "10-02", None),
        ("wachtlijst", "school"): ("11-03", None, None, None),
        ("huisonderwijs", ""): ("09-01", None, "09-01", None),
    }
    (toah,) = [row for row in rows(tmp_path / "uit", "trajecten") if row["traject"] == "toah"]
    assert (toah["lestijden_recht"], toah["lestijden_gegeven"]) == (8, 3)
    steps = [
        (row["traject"], row["stap"], row["van_op"].strftime("%m-%d"), row["gedaan_op"] and row["gedaan_op"].day)
        for row in rows(tmp_path / "uit", "stappen")
    ]
    assert steps == [
        ("naft", "voorstel", "09-14", 21), ("naft", "rondetafel", "09-21", 5), ("naft", "start", "10-05", None),
        ("clb_afwezigheid", "melding", "09-09", 10), ("clb_afwezigheid", "gezien", "09-10", 14),
        ("clb_afwezigheid", "wacht", "09-14", 16), ("clb_afwezigheid", "opgenomen", "09-16", 1),
        ("clb_afwezigheid", "start", "10-01", 2), ("nieuwe_school", "begin", "11-03", 5),
        ("nieuwe_school", "antwoord", "11-09", None), ("nieuwe_school", "gevonden", "11-03", None),
    ]  # fmt: skip
    (left,) = rows(tmp_path / "uit", "uitstroom")
    assert (left["vertrokken_op"], left["bestemming"], left["overgedragen"]) == (date(2026, 11, 2), "vdab", False)
    (sitter,) = rows(tmp_path / "uit", "thuiszitters")
    assert [sitter[name] for name in ("reden", "sinds", "tot", "gevraagd", "gemeld")] == [
        "T1a", date(2026, 11, 3), None, False, False,
    ]  # fmt: skip
    measures = [(row["maatregel"], row["van"].strftime("%m-%d")) for row in rows(tmp_path / "uit", "maatregelen")]
    assert measures == [("ordemaatregel", "09-22"), ("verbindend", "09-24")]
    with engine.opened(store.read(tmp_path / "uit")) as computation:
        wanted = engine.indicators(
            ["huisonderwijs", "toah_invulling", "wachtlijst", "clb_begeleiding_afwezigheid", "register_thuiszitters"]
        )
        counted = [
            (one.indicator.name, cell.numerator, cell.denominator)
            for one in computation.answers(wanted, 2026, on=TODAY, breakdowns=False)
            for cell in one.cells
        ]
    assert counted == [
        ("huisonderwijs", 1, None), ("toah_invulling", 3, 8), ("wachtlijst", 2, None),
        ("clb_begeleiding_afwezigheid", 1, 1), ("register_thuiszitters", 1, None),
    ]  # fmt: skip
