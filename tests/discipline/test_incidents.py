from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from leerrecht.access.policy import Denied
from leerrecht.discipline.domain import incidents, measures
from leerrecht.discipline.domain.queries import incidents as queries
from leerrecht.discipline.domain.queries.pupil import history
from leerrecht.discipline.domain.school import agreed_of, save_rules
from leerrecht.discipline.models import Incident, Measure
from leerrecht.guidance.models import Entry
from leerrecht.notes.models import Aantekening
from leerrecht.organisations.models import School
from tests.discipline.test_access import client_of
from tests.discipline.world import World
from tests.factories import TODAY, PlacementFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
SEARCHED = {
    "on": TODAY, "mandate": True, "searched": ("tas",), "present": "Begeleider Test", "result": "niets",
    "words": "Een leerling zag een mes",
}  # fmt: skip


def given(rung=1, **values):
    return measures.Given(**{"rung": rung, "on": TODAY, "words": "[[tucht]] te laat", "lighter": "hielp niet"} | values)


def give(world, rung=1, **values):
    return measures.give_measure(
        by=world.by("directeur"), pupil=world.pupil, school_id=world.school.pk, given=given(rung, **values)
    )


def test_teacher_records_what_happened_and_the_pupil_tells_it_too():
    world = World()
    incident = world.incident(steps=("de directie is verwittigd",))
    by = world.by("leerkracht")
    with pytest.raises(ValidationError, match="het verhaal van de leerling"):
        incidents.close_incident(by=by, incident=incident)
    with pytest.raises(ValidationError) as error:
        incidents.tell_account(by=by, incident=incident, on=TODAY - timedelta(days=1), words="")
    assert sorted(error.value.message_dict) == ["on", "words"]
    incidents.tell_account(by=by, incident=incident, on=TODAY, words="Hij begon")
    incidents.tell_restored(by=by, incident=incident, on=TODAY, words="Samen opgelost")
    incidents.begin_care(by=by, incident=incident, on=TODAY, words="Elke morgen even praten")
    closed = incidents.close_incident(by=by, incident=incident)
    assert (closed.closed_on, closed.steps) == (TODAY, ["de directie is verwittigd"])
    assert Entry.objects.get().kind == "maatregel"


def test_teacher_of_another_class_and_secretariat_record_nothing():
    world = World()
    stranger = world.of(world.user("ander", "leerkracht", world.school))
    for by in (stranger, world.by("secretariaat"), world.by("clb")):
        with pytest.raises(Denied):
            world.incident(by=by)
    assert Incident.objects.count() == 0


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"behaviour": "iets"}, "behaviour"), ({"moment": "maan"}, "moment"), ({"direction": "x"}, "direction"),
        ({"on": TODAY + timedelta(days=1)}, "on"), ({"steps": ("verzonnen",)}, "steps"),
    ],
)  # fmt: skip
def test_incident_says_what_where_and_when(told, field):
    with pytest.raises(ValidationError) as error:
        World().incident(**told)
    assert list(error.value.message_dict) == [field]
    assert Aantekening.objects.count() == 0


def test_who_was_hurt_is_protected_in_the_own_file_and_asked_again():
    world = World()
    incident, by = world.incident(), world.by("leerkracht")
    victim = PlacementFactory.create(class_group=world.placement.class_group).enrolment.pupil
    with pytest.raises(ValidationError, match="beschermt"):
        incidents.involve(by=by, incident=incident, pupil=victim, part="gekwetst")
    with pytest.raises(ValidationError, match="gaat het incident al"):
        incidents.involve(by=by, incident=incident, pupil=world.pupil, part="getuige")
    found = incidents.involve(by=by, incident=incident, pupil=victim, part="gekwetst", words="Andere ingang")
    assert (found.pupil, found.note.pupil, found.compartment) == (victim, victim, "team")
    incidents.tell_account(by=by, incident=incident, on=TODAY, words="Hij begon")
    with pytest.raises(ValidationError, match="hoe het nu gaat"):
        incidents.close_incident(by=by, incident=incident)
    incidents.asked_again(by=by, involved=found)
    assert incidents.close_incident(by=by, incident=incident).closed_on == TODAY


def test_isolation_is_watched_counted_and_kept_with_its_incident():
    world = World()
    by = world.by("leerkracht")
    apart = incidents.Apart(began_at=time(10, 15), minutes=20, place="lokaal 3", watched_by=" ")
    with pytest.raises(ValidationError, match="nooit alleen"):
        incidents.set_apart(by=by, incident=world.incident(), apart=apart)
    for minutes, kind in ((20, "apart"), (45, "vast"), (5, "apart")):
        told = incidents.Apart(began_at=time(10, 15), minutes=minutes, place="lokaal 3", watched_by="An", kind=kind)
        incidents.set_apart(by=by, incident=world.incident(), apart=told)
    found = queries.isolations(by, TODAY)
    assert (found.total, found.pupils, found.longest) == (3, 1, 45)
    assert found.kinds == [("alleen apart gezet", 2), ("vastgehouden", 1)]


def test_isolation_ends_with_parents_who_know_and_a_talk_afterwards():
    world = World()
    by, incident = world.by("leerkracht"), world.incident(on=TODAY - timedelta(days=1))
    incidents.tell_account(by=by, incident=incident, on=TODAY, words="Het was te luid")
    with pytest.raises(ValidationError, match="niemand apart gezet"):
        incidents.talk_after(by=by, incident=incident, on=TODAY, words="x")
    values = {"began_at": time(10, 15), "minutes": 20, "place": "lokaal 3", "watched_by": "An"}
    with pytest.raises(ValidationError) as error:
        incidents.set_apart(by=by, incident=incident, apart=incidents.Apart(**values, kind="opgesloten"))
    assert list(error.value.message_dict) == ["kind"]
    early = incidents.Apart(**values, parents_told_on=TODAY - timedelta(days=2))
    with pytest.raises(ValidationError, match="van het incident tot vandaag"):
        incidents.set_apart(by=by, incident=incident, apart=early)
    incidents.set_apart(by=by, incident=incident, apart=incidents.Apart(**values, others_told=" de  directie "))
    with pytest.raises(ValidationError, match="houd een nagesprek"):
        incidents.close_incident(by=by, incident=incident)
    with pytest.raises(ValidationError) as error:
        incidents.talk_after(by=by, incident=incident, on=TODAY + timedelta(days=1), words=" ")
    assert sorted(error.value.message_dict) == ["on", "words"]
    client = client_of(by)
    client.post(reverse("incident-told", args=[incident.pk]), {"on": ""})
    client.post(reverse("incident-told", args=[incident.pk]), {"on": TODAY.isoformat()})
    client.post(
        reverse("incident-follow", args=[incident.pk, "nagesprek"]),
        {"on": TODAY.isoformat(), "words": "Eerder naar buiten"},
    )
    with pytest.raises(ValidationError, match="Dat staat er al"):
        incidents.told_parents(by=by, incident=incident, on=TODAY)
    with pytest.raises(ValidationError, match="Dit staat er al"):
        incidents.talk_after(by=by, incident=incident, on=TODAY, words="Nog eens")
    incidents.close_incident(by=by, incident=incident)
    page = client.get(reverse("incident", args=[incident.pk])).content.decode()
    shown = ("Ook verwittigd: de directie.", "Eerder naar buiten", "Alleen apart gezet.", "afgerond op")
    assert [words in page for words in shown] == [True] * 4


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"sample": True}, "sample"), ({"mandate": False}, "mandate"), ({"words": " "}, "words"),
        ({"searched": ()}, "searched"), ({"result": ""}, "result"), ({"on": TODAY + timedelta(days=1)}, "on"),
    ],
)  # fmt: skip
def test_search_needs_a_contract_and_a_concrete_reason(values, field):
    world = World()
    with pytest.raises(ValidationError) as error:
        incidents.record_search(
            by=world.by("directeur"), pupil=world.pupil, school_id=world.school.pk,
            searched=incidents.Searched(**SEARCHED | values),
        )  # fmt: skip
    assert list(error.value.message_dict) == [field]


def test_search_is_of_the_head_of_school_and_stands_in_the_log():
    world = World()
    searched = incidents.Searched(**SEARCHED)
    for role in ("begeleider", "leerkracht", "secretariaat"):
        with pytest.raises(Denied):
            incidents.record_search(by=world.by(role), pupil=world.pupil, school_id=world.school.pk, searched=searched)
    incidents.record_search(by=world.by("directeur"), pupil=world.pupil, school_id=world.school.pk, searched=searched)
    assert [one.note.text for one in queries.search_log(world.by("directeur"))] == ["Een leerling zag een mes"]


def test_measure_goes_up_and_down_the_ladder_but_a_revision_only_down():
    world = World()
    by = world.by("directeur")
    with pytest.raises(ValidationError, match="lichtere maatregel niet volstaat"):
        give(world, 3, lighter="")
    heavy = give(world, 3)
    assert (heavy.name, heavy.forget_on) == ("strafstudie", date(2027, 2, 20))
    with pytest.raises(ValidationError, match="in het voordeel"):
        measures.lighten(by=by, measure=heavy, given=given(4))
    light = measures.lighten(by=by, measure=heavy, given=given(1))
    heavy.refresh_from_db()
    assert (heavy.state, heavy.replaced_by, light.rung) == ("lichter", light, 1)
    with pytest.raises(ValidationError, match="al herzien"):
        measures.withdraw_measure(by=by, measure=heavy)
    # After a light one a lighter or a heavier one: both ways.
    assert give(world, 2).rung == 2


def test_measure_is_forgotten_after_a_term_and_can_be_wiped_then():
    world = World()
    measure = give(world)
    with pytest.raises(ValidationError, match="vanaf 20/02/2027"):
        measures.wipe(by=world.by("directeur"), measure=measure)
    later = date(2027, 2, 20)
    found = history(world.by("directeur", later), world.pupil, later)
    assert (found.sanctions, found.forgotten) == ([], 1)
    measures.wipe(by=world.by("directeur", later), measure=measure)
    assert (Measure.objects.count(), Aantekening.objects.count()) == (0, 0)


def test_balance_shows_the_care_before_each_sanction():
    world = World()
    give(world, on=date(2026, 10, 1))
    world.entry(world.by("begeleider"), kind="maatregel", whom="", on=date(2026, 10, 15))
    give(world, 2)
    found = history(world.by("directeur"), world.pupil, TODAY)
    assert [(one.what, len(one.care)) for one in found.sanctions] == [
        ("extra schooltaak", 1),
        ("gesprek en herstel", 0),
    ]


def test_school_makes_its_own_ladder_and_says_how_long_an_appeal_takes():
    world = World()
    assert (agreed_of(world.school.pk).own, agreed_of(world.school.pk).appeal_confirmed) == (False, False)
    school = School.objects.get(pk=world.school.pk)
    values = {"ladder": ["- Praten", "", "Brief"], "steps": ["Bel"], "appeal_to": " Het  bestuur ", "forget_months": 2}
    with pytest.raises(Denied):
        save_rules(by=world.by("begeleider"), school=school, appeal_days=3, **values)
    save_rules(by=world.by("directeur"), school=school, appeal_days=3, **values)
    agreed = agreed_of(world.school.pk)
    assert (agreed.ladder, agreed.steps, agreed.appeal_days, agreed.appeal_to, agreed.forget_months) == (
        ("Praten", "Brief"), ("Bel",), 3, "Het bestuur", 2,
    )  # fmt: skip
