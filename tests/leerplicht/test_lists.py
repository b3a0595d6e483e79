"""Lists for VDAB, municipality and LOP: who may make which, only with what the ground allows, and never more."""

import io
from datetime import date, timedelta

import pytest
import time_machine
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from openpyxl import load_workbook

from leerrecht.access.models import LogEntry, User
from leerrecht.access.policy import Denied
from leerrecht.cases.models import Exit
from leerrecht.consent.models import Consent
from leerrecht.enrolment.models import Enrolment, YearResult
from leerrecht.leerplicht.domain import importing, lists
from leerrecht.organisations.models import Organisation
from leerrecht.people.domain.names import sort_key
from leerrecht.people.models import Contact, Grant
from tests.factories import TODAY, YEAR, EnrolmentFactory, PupilFactory, principal
from tests.leerplicht.world import row

pytestmark = pytest.mark.django_db
ADULT = date(2006, 3, 4)
LEFT = date(2026, 6, 30)


@pytest.fixture
def sign_in(world):
    def as_(role, **more):
        client = Client()
        client.force_login(User.objects.get(pk=world.by(role, **more).user_id))
        return client

    return as_


def gone(world, last, *, born=ADULT, destination="niets", consent="toestemming", by="leerling"):
    """Somebody who left this school without a qualification, with what they said of it."""
    pupil = PupilFactory.create(last_name=last, first_name="Ali", birth_date=born, sort_key=sort_key(last, "Ali"))
    then = DateRange(date(YEAR - 1, 9, 1), date(YEAR, 7, 1))
    EnrolmentFactory.create(pupil=pupil, school=world.school, school_year=YEAR - 1, period=then)
    Contact.objects.create(
        pupil=pupil, name="Moeder", legal_role="ouder", street="Kerkstraat", house_number="1", postcode="9999",
        municipality="Voorbeeldstad", phone="0470 00 00 00",
    )  # fmt: skip
    Contact.objects.create(
        pupil=pupil, name="Vader", legal_role="ouder", street="Geheim", house_number="2", postcode="9999",
        municipality="Elders", barred=True, lives_with=False, order=0,
    )  # fmt: skip
    Grant.objects.create(
        user_id=world.by("clb").user_id, pupil=pupil, organisation_id=world.centre.pk, held_at_id=world.centre.pk,
        kind="zaak", compartments=["gedeeld"], reason="x", period=DateRange(LEFT, None),
    )  # fmt: skip
    Exit.objects.create(
        pupil=pupil, organisation_id=world.school.pk, counterpart_id=world.centre.pk, compartment="gedeeld",
        written_by="x", left_on=LEFT,
        motive="onbekend", motive_by="school", destination=destination,
    )  # fmt: skip
    if consent:
        Consent.objects.create(
            pupil=pupil, organisation_id=world.school.pk, purpose="vdab", answer=consent, giver=by,
            giver_name=str(pupil), how="gesprek", period=DateRange(LEFT, None), recorded_by="x",
        )  # fmt: skip
    return pupil


def test_vdab_gets_who_left_without_qualification_and_consented_and_nobody_else(world):
    gone(world, "Aerts")
    gone(world, "Bos", consent="")
    gone(world, "Claes", consent="weigering")
    gone(world, "Dams", by="contact")
    gone(world, "Elst", born=date(2010, 3, 4))
    gone(world, "Fret", destination="werk")
    back = gone(world, "Gils")
    EnrolmentFactory.create(pupil=back, school=world.school, period=DateRange(date(YEAR, 9, 1), date(YEAR + 1, 9, 1)))
    done = gone(world, "Hens")
    YearResult.objects.create(
        enrolment=Enrolment.objects.get(pupil=done), qualification="diploma_so", decided_on=LEFT
    )  # fmt: skip
    made = lists.make(world.by("clb"), "vdab")
    assert made.rows == [
        ("Aerts", "Ali", ADULT, "Kerkstraat 1", "9999", "Voorbeeldstad", world.school.name, LEFT, LEFT)
    ]
    # Bos and Claes gave none, and a parent cannot give it for somebody of age.
    assert made.without_consent == 3
    shown = LogEntry.objects.filter(act="list.vdab", pupil_id__isnull=False)
    assert set(shown.values_list("pupil_id", flat=True)) == {Exit.objects.get(pupil__last_name="Aerts").pupil_id}
    assert LogEntry.objects.get(act="list.make").detail == {"list": "vdab", "rows": 1}
    for role in ("begeleider", "agodi", "gemeente"):
        with pytest.raises(Denied):
            lists.make(world.by(role), "vdab")


def test_a_municipality_takes_its_own_children_and_agodi_hands_each_its_own(world, sign_in):
    importing.keep_territory(by=world.by("agodi"), organisation_id=world.other_town.pk, postcodes=["8888"])
    handed = world.handed(world.child(last="Peeters"))
    elsewhere = world.child(last="Jans", postcode="8888")
    world.letter(elsewhere, TODAY)
    world.remind(elsewhere, TODAY + timedelta(days=29))
    world.hand(elsewhere, handed)
    world.child(last="Nog niet")
    with time_machine.travel(handed, tick=False):
        made = lists.make(world.by("gemeente", on=handed), "gemeente")
        assert [line[0] for line in made.rows] == ["Peeters"]
        client = sign_in("agodi")
        page = client.get("/leerplicht/").text
        assert page.count("vorm=xlsx") == 2
        address = f"/leerplicht/controles/{elsewhere.check_list_id}/lijst/{handed.isoformat()}/"
        assert client.get(address).status_code == 404
        both = {
            town: client.get(f"{address}?gemeente={town}").content.decode("utf-8-sig")
            for town in ("Voorbeeldstad", "Elders")
        }  # fmt: skip
        assert [("Peeters" in both[town], "Jans" in both[town]) for town in both] == [(True, False), (False, True)]
        book = load_workbook(io.BytesIO(client.get(f"{address}?gemeente=Voorbeeldstad&vorm=xlsx").content))
        assert "regel 1181-1185" in book.active["A2"].value
        assert client.get(f"{address}?gemeente=Voorbeeldstad&vorm=pdf").status_code == 404


def test_a_lop_gets_numbers_alone_with_the_ground_above_them(world, sign_in):
    for number in range(7):
        world.take(row(last=f"Peeters {number}"))
    lop = Organisation.objects.create(kind="lop", name="LOP")
    by = principal("lop", lop)
    assert [kind.key for kind in lists.allowed(by)] == ["aantallen"]
    made = lists.make(by, "aantallen")
    assert "Peeters" not in str(made.rows)
    client = Client()
    client.force_login(User.objects.get(pk=by.user_id))
    page = client.get("/lijsten/")
    assert ("regel 2376-2384" in page.text, "VDAB" in page.text) == (True, False)
    answer = client.get("/lijsten/aantallen.csv")
    assert answer.content.decode("utf-8-sig").splitlines()[0] == (
        "Aantallen van de leerplichtcontrole, voor LOP en overheid"
    )
    assert client.get("/lijsten/aantallen.xlsx").headers["Content-Type"].endswith("spreadsheetml.sheet")
    assert client.get("/lijsten/vdab.csv").status_code == 403
    assert sign_in("begeleider").get("/lijsten/").status_code == 403
    clb = sign_in("clb")
    assert "Warme overdracht" in clb.get("/lijsten/").text
    gone(world, "Bos", consent="")
    assert "Niet op de lijst, want zonder toestemming: 1" in clb.get("/lijsten/vdab.csv").content.decode()
