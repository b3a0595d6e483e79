from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from leerrecht.access import acts, policy
from leerrecht.access.models import LogEntry
from leerrecht.cases.models import Track
from leerrecht.facts.models import Fact
from leerrecht.sick.domain import asking
from leerrecht.sick.models import Inlichting, Ziekteonderwijs
from tests.factories import TODAY
from tests.sick.world import FIRST, World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


@pytest.fixture
def world():
    world = World()
    world.ill()
    return world


def test_right_without_anything_asked_is_an_alarm_for_school_and_clb(world):
    found = {rule: status for rule, status in world.outcomes("open", "geldt").items() if rule.startswith("toah")}
    assert found == {"toah.informeren": "open", "toah.langdurig": "geldt", "toah.onvervuld": "geldt"}


def test_telling_the_parents_fulfils_the_duty_and_keeps_the_proof(world):
    by = world.by("secretariaat")
    told = asking.tell_parents(
        by=by, pupil=world.pupil, school=world.school, on=TODAY, channel="telefoon", who="  de  moeder "
    )
    assert (told.who, told.told_by) == ("de moeder", "Secretariaat Test")
    assert world.outcomes()["toah.informeren"] == "vervuld"
    entry = LogEntry.objects.get(act=acts.SICK_KEEP)
    assert (entry.pupil_id, entry.organisation_id, entry.compartments) == (world.pupil.pk, world.school.pk, ["attest"])
    for wrong, words in (
        ({"who": " "}, "Schrijf aan wie"), ({"channel": "post"}, "Kies hoe"),
        ({"on": TODAY + timedelta(days=1)}, "toekomst"),
    ):  # fmt: skip
        values = {"on": TODAY, "channel": "brief", "who": "de vader"} | wrong
        with pytest.raises(ValidationError, match=words):
            asking.tell_parents(by=by, pupil=world.pupil, school=world.school, **values)
    assert Inlichting.objects.count() == 1
    for role in ("leerkracht", "clb"):
        with pytest.raises(policy.Denied):
            asking.tell_parents(
                by=world.by(role), pupil=world.pupil, school=world.school, on=TODAY, channel="brief", who="x"
            )


@pytest.mark.parametrize("role", ["secretariaat", "begeleider", "directeur"])
def test_request_is_a_fact_of_the_law_and_a_track_of_the_case(world, role):
    sick = world.asked(world.by(role))
    assert (sick.agreed_on, sick.certificate.first_day) == (sick.asked_on, FIRST)
    fact = Fact.objects.get(kind="aanvraag_toah")
    assert (fact.date, fact.compartment, fact.object) == (sick.asked_on, "gedeeld", "")
    track = Track.objects.get()
    assert (track.pk, track.kind, track.asked_on, track.since) == (sick.track_id, "toah", sick.asked_on, None)
    with pytest.raises(ValidationError, match="al gevraagd"):
        world.asked(world.by(role))


def test_what_cannot_be_is_refused_with_the_reason(world):
    for wrong, words in (
        ({"place": "thuisschool"}, "waar de leerling verblijft"),
        ({"place": "thuisschool", "ground": "chronisch"}, "dat afspraken"),
        ({"kind": "type5"}, "in welke ziekenhuisschool"),
        ({"asked_by": "buur"}, "Kies uit de lijst"),
        ({"asked_on": TODAY + timedelta(days=1)}, "toekomst"),
        ({"wanted_until": date(2026, 10, 1)}, "voor de eerste"),
        ({"certificate_id": 0}, "medisch attest van deze leerling"),
        ({"offer_id": "00000000-0000-4000-8000-000000000000"}, "uit het aanbod"),
    ):
        with pytest.raises(ValidationError, match=words):
            world.asked(**wrong)
    enrolment = world.placement.enrolment
    type(enrolment).objects.filter(pk=enrolment.pk).update(track="deeltijds")
    with pytest.raises(ValidationError, match="deeltijds onderwijs"):
        world.asked()
    type(enrolment).objects.filter(pk=enrolment.pk).update(track="voltijds", level="kleuter", grade=2)
    world.pupil.birth_date = date(2022, 1, 1)
    with pytest.raises(ValidationError, match="derde kleuterklas"):
        world.asked(kind="sio")
    assert Ziekteonderwijs.objects.count() == 0


def test_internet_lessons_are_a_right_in_the_last_class_of_the_kleuterschool(world):
    enrolment = world.placement.enrolment
    type(enrolment).objects.filter(pk=enrolment.pk).update(level="kleuter", grade=3)
    type(world.pupil).objects.filter(pk=world.pupil.pk).update(birth_date=date(2022, 10, 1))
    world.pupil.refresh_from_db()
    world.asked(kind="sio", expected=6)
    world.ask()
    assert world.outcomes("geldt")["sio.mogelijk"] == "geldt"
    type(enrolment).objects.filter(pk=enrolment.pk).update(grade=2)
    world.ask()
    assert "sio.mogelijk" not in world.outcomes("geldt")


def test_clb_asks_for_what_anybody_may_ask_and_no_more(world):
    world.case()
    clb = world.by("clb")
    assert world.asked(clb, kind="sio", asked_by="clb", agreed_on=TODAY).asked_of == world.centre.name
    for kind in ("toah", "poah", "type5"):
        with pytest.raises(policy.Denied):
            world.asked(clb, kind=kind, body="Ziekenhuisschool")
    with pytest.raises(policy.Denied):
        world.asked(world.by("leerkracht"), kind="sio")


def test_granting_asks_agreement_and_certificates(world):
    by = world.by("begeleider")
    sick = world.asked(asked_by="arts", ground="chronisch")
    with pytest.raises(ValidationError, match="nog geen akkoord"):
        asking.grant(by=by, sick=sick, on=TODAY)
    asking.complete(by=by, sick=sick, certificate_id=None, specialist_on=None, agreed_on=TODAY)
    with pytest.raises(ValidationError, match="arts-specialist"):
        asking.grant(by=by, sick=sick, on=TODAY)
    asking.complete(by=by, sick=sick, certificate_id=None, specialist_on=TODAY, agreed_on=None)
    assert Fact.objects.filter(kind="medische_attestering_chronisch_specialist").count() == 1
    assert "toah.chronisch" in world.outcomes()
    assert asking.grant(by=by, sick=sick, on=TODAY).sought_on == TODAY
    assert world.outcomes()["toah.geen_leerkracht"] == "geldt"
    with pytest.raises(ValidationError, match="al toegekend"):
        asking.grant(by=by, sick=sick, on=TODAY)
    late = world.asked(kind="sio", wanted_from=date(2027, 3, 1), wanted_until=None)
    with pytest.raises(ValidationError, match="geen medisch attest"):
        asking.grant(by=by, sick=late, on=TODAY)


def test_poah_is_granted_after_a_favourable_advice_alone(world):
    sick = world.asked(kind="poah")
    with pytest.raises(ValidationError, match="gunstig advies"):
        asking.grant(by=world.by("begeleider"), sick=sick, on=TODAY)


def test_refusing_says_why_and_near_is_never_too_far(world):
    by = world.by("directeur")
    sick = world.asked(distance_km=Decimal("9.9"))
    with pytest.raises(ValidationError, match="dichtbij genoeg"):
        asking.refuse(by=by, sick=sick, on=TODAY, why_refused="te_ver")
    with pytest.raises(ValidationError, match="Kies waarom"):
        asking.refuse(by=by, sick=sick, on=TODAY, why_refused="zomaar")
    assert "toah.onvervuld" in world.outcomes()
    sick = asking.refuse(by=by, sick=sick, on=TODAY, why_refused="niet_gewild")
    assert (sick.running, Track.objects.get().ended_how) == (False, "gestopt")
    assert "toah.onvervuld" not in world.outcomes()
    far = world.asked(distance_km=Decimal("10.1"))
    assert asking.too_far(far)
    assert asking.refuse(by=by, sick=far, on=TODAY, why_refused="te_ver").refused_why == "te_ver"


def test_request_until_the_end_of_the_school_year_asks_how_the_pupil_comes_back(world):
    world.asked(wanted_until=date(2027, 6, 30))
    assert world.outcomes()["toah.heel_schooljaar"] == "geldt"
