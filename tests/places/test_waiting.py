from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from leerrecht.access import acts, policy
from leerrecht.access.models import LogEntry
from leerrecht.people.domain.merging import merge_pupils
from leerrecht.people.models import Pupil
from leerrecht.places.domain import waiting
from leerrecht.places.domain.judging import Refused
from leerrecht.places.domain.queries import waiting_of, waiting_without_school
from leerrecht.places.domain.queries.refusals import of_line
from leerrecht.places.domain.queries.waiting import list_of, waiting_list
from leerrecht.places.models import Application, Slot, State
from tests.factories import SYSTEM, TODAY, YEAR, EnrolmentFactory
from tests.places.world import ASKED, World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
CHILD = waiting.Child(first_name="Élise", last_name="Van den Broeck", birth_date=date(2014, 3, 1))


@pytest.fixture
def world():
    return World()


def test_one_child_on_the_lists_of_two_schools_is_one_child(world):
    here = waiting.ask_place(by=world.by("secretariaat"), slot=world.slot(), child=CHILD, asked_on=ASKED)
    desk = world.by("secretariaat", world.other)
    same = waiting.Child(first_name="Elise", last_name="van den broeck", birth_date=CHILD.birth_date)
    there = waiting.ask_place(by=desk, slot=world.slot(world.other), child=same, asked_on=ASKED)
    assert here.pupil_id == there.pupil_id
    assert (here.kept_by_id, there.kept_by_id) == (world.school.pk, world.other.pk)
    with pytest.raises(ValidationError, match="al op deze wachtlijst"):
        waiting.ask_place(by=desk, slot=there.slot, child=same, asked_on=ASKED)
    # Another birth date, or another number, is another child.
    twin = waiting.Child(first_name="Elise", last_name="Van den Broeck", birth_date=date(2014, 3, 2))
    assert waiting.ask_place(by=desk, slot=there.slot, child=twin, asked_on=ASKED).pupil_id != there.pupil_id
    numbered = [
        waiting.Child(first_name=name, last_name="Maes", birth_date=date(1985, 7, 30), insz=number)
        for name, number in (("Jan", "85.07.30-033.28"), ("Johan", "85073003328"))
    ]
    first, second = (world.waits(slot, child) for slot, child in zip((here.slot, there.slot), numbered, strict=True))
    assert first.pupil_id == second.pupil_id
    assert waiting_without_school(TODAY) == sorted(
        Pupil.objects.filter(pk__in=Application.objects.values("pupil")).values_list("pk", flat=True)
    )


def test_a_school_sees_its_own_list_and_the_clb_all_of_its_pupil(world):
    pupil = world.pupil(world.school)
    world.waits(world.slot(world.twin), pupil)
    line = waiting.ask_place(by=world.by("clb"), slot=world.slot(world.other), child=pupil, asked_on=ASKED)
    assert line.kept_by_id == world.centre.pk

    def seen(by, act=acts.WAITING_VIEW):
        return sorted(policy.visible(Application, to=by, act=act).values_list("school__name", flat=True))

    assert seen(world.by("clb")) == ["De Meander", "De Wissel"]
    assert seen(world.by("secretariaat", world.twin)) == ["De Meander"]
    assert seen(world.by("directeur", world.other)) == ["De Wissel"]
    for role in ("directeur", "leerkracht", "lop", "bestuur"):
        assert seen(world.by(role)) == [], role
    with pytest.raises(policy.Denied):
        waiting.withdraw(by=world.by("directeur"), application=line, on=TODAY)
    for role in ("leerkracht", "lop"):
        with pytest.raises(policy.Denied):
            waiting.ask_place(by=world.by(role), slot=line.slot, child=world.pupil(world.school), asked_on=ASKED)
    with pytest.raises(Exception, match="Geen"):
        waiting.ask_place(by=world.by("clb"), slot=world.slot(world.far), child=pupil, asked_on=ASKED)
    with pytest.raises(ValidationError, match="toekomst"):
        waiting.ask_place(by=SYSTEM, slot=line.slot, child=world.pupil(), asked_on=TODAY + timedelta(days=1))


def test_who_got_a_place_waits_no_longer_for_that_kind(world):
    desk, pupil = world.by("secretariaat"), world.pupil()
    here, there = world.waits(world.slot(), pupil), world.waits(world.slot(world.twin), pupil)
    waiting.offer_place(by=desk, application=here, on=TODAY)
    assert [line.state for line in waiting_of([pupil.pk], TODAY)[pupil.pk]] == [State.OFFERED, State.WAITING]
    waiting.enrol_from_list(by=desk, application=here, on=TODAY)
    with pytest.raises(ValidationError, match="al geantwoord"):
        waiting.withdraw(by=desk, application=here, on=TODAY)
    with pytest.raises(ValidationError, match="tussen de vraag en vandaag"):
        waiting.withdraw(by=SYSTEM, application=there, on=ASKED - timedelta(days=1))
    assert waiting_list(world.by("clb"), TODAY)[1] == []
    assert LogEntry.objects.filter(act=acts.WAITING_KEEP, pupil_id=pupil.pk).count() == 4


def test_refusing_stops_what_the_law_forbids(world):
    line, desk = world.waits(world.slot()), world.by("secretariaat")
    for refused, words in (
        (Refused(on=TODAY, ground="andere"), "kan niet: de reden staat niet in de regels"),
        (Refused(on=TODAY, ground="elders_uitgesloten"), "kan niet: het LOP maakte daar geen afspraken over"),
        (Refused(on=TODAY, ground="niets"), "Kies de reden"),
        (Refused(on=ASKED - timedelta(days=1), ground="volzet"), "tussen de vraag en vandaag"),
        (Refused(on=TODAY, ground="volzet", document_on=ASKED), "tussen de weigering en vandaag"),
    ):
        with pytest.raises(ValidationError, match=words):
            waiting.refuse(by=desk, application=line, refused=refused)
    with pytest.raises(policy.Denied, match="Alleen de school zelf"):
        waiting.refuse(by=world.by("clb"), application=line, refused=Refused(on=TODAY, ground="volzet"))
    world.room(line.slot, free=2)
    with pytest.raises(ValidationError, match="nog 2 plaatsen vrij"):
        waiting.refuse(by=desk, application=line, refused=Refused(on=TODAY, ground="volzet"))


@pytest.mark.parametrize(
    ("refused", "state", "rules"),
    [
        (
            Refused(on=TODAY, ground="volzet"), State.WAITING,
            {"weigering.document", "weigering.wachtlijst", "weigering.bemiddeling", "weigering.klacht"},
        ),
        (
            Refused(on=TODAY, ground="toelatingsvoorwaarden"), State.REFUSED,
            {"weigering.document", "weigering.bemiddeling", "weigering.klacht"},
        ),
        (
            Refused(on=TODAY, ground="scholengroep_uitgesloten"), State.REFUSED,
            {"weigering.document", "weigering.bemiddeling", "weigering.klacht", "weigering.scholengeheel"},
        ),
    ],
)  # fmt: skip
def test_who_is_refused_as_full_keeps_waiting(world, refused, state, rules):
    line, desk = world.waits(world.slot()), world.by("secretariaat")
    world.room(line.slot, full=True)
    waiting.refuse(by=desk, application=line, refused=refused)
    line.refresh_from_db()
    assert (line.state, line.refused_on) == (state, TODAY)
    said = {one.outcome.regel: one.outcome for one in of_line(line, TODAY)}
    assert set(said) == rules
    assert said["weigering.document"].uiterlijk == TODAY + timedelta(days=4)
    waiting.give_document(by=desk, application=line, on=TODAY)
    line.refresh_from_db()
    assert {one.outcome.regel: one.outcome.status for one in of_line(line, TODAY)}["weigering.document"] == "vervuld"


def test_document_is_of_a_refusal_and_not_before_it(world):
    line = world.waits(world.slot())
    with pytest.raises(ValidationError, match="nog geen weigering"):
        waiting.give_document(by=SYSTEM, application=line, on=TODAY)
    waiting.refuse(by=SYSTEM, application=line, refused=Refused(on=TODAY, ground="volzet"))
    with pytest.raises(ValidationError, match="tussen de weigering"):
        waiting.give_document(by=SYSTEM, application=line, on=ASKED)
    assert of_line(world.waits(line.slot), TODAY) == []


def test_who_found_no_place_comes_first_next_year_also_at_another_school(world):
    slot, desk = world.slot(), world.by("secretariaat")
    old = world.waits(slot)
    assert waiting.carry_over(by=desk, school=world.school, year=YEAR) == 1
    assert waiting.carry_over(by=desk, school=world.school, year=YEAR) == 0
    with pytest.raises(ValidationError, match="dit schooljaar"):
        waiting.carry_over(by=desk, school=world.school, year=YEAR + 1)
    with pytest.raises(policy.Denied):
        waiting.carry_over(by=world.by("lop"), school=world.school, year=YEAR)
    old.refresh_from_db()
    new = old.carried_to
    assert (old.state, new.state, new.years, new.asked_on) == (State.CARRIED, State.WAITING, 2, ASKED)
    next_slot = Slot.objects.get(pk=new.slot_id)
    early = world.waits(next_slot, asked_on=date(2026, 9, 1))
    assert list_of(desk, next_slot) == [new, early]
    # The school of preference changed: the years stay.
    elsewhere = world.waits(world.slot(world.other, school_year=YEAR + 1), old.pupil)
    assert elsewhere.years == 2
    assert world.waits(world.slot(world.other, school_year=YEAR + 1, kind="okan"), old.pupil).years == 1


def test_who_stands_there_already_is_not_carried_over_twice(world):
    old = world.waits(world.slot())
    world.waits(world.slot(school_year=YEAR + 1), old.pupil)
    assert waiting.carry_over(by=SYSTEM, school=world.school, year=YEAR) == 1
    assert Application.objects.filter(pupil=old.pupil, school_year=YEAR + 1).count() == 1


def test_children_without_a_school_and_who_wait_longest_stand_first(world):
    slot, clb = world.slot(), world.by("clb")
    with_school = world.pupil(world.twin, last_name="Met")
    for pupil in (with_school, world.pupil(last_name="Zonder")):
        world.waits(slot, pupil)
    world.waits(world.slot(world.twin, kind="okan"), with_school)
    page, rows = waiting_list(clb, TODAY)
    assert [(row.pupil.last_name, row.school, len(row.lines)) for row in rows] == [
        ("Zonder", False, 1), ("Met", True, 2),
    ]  # fmt: skip
    assert page.paginator.count == 2
    assert [row.pupil.last_name for row in waiting_list(clb, TODAY, without_school=True)[1]] == ["Zonder"]
    assert [row.pupil.last_name for row in waiting_list(clb, TODAY, kinds=["okan"])[1]] == ["Met"]
    assert LogEntry.objects.filter(act=acts.WAITING_VIEW, pupil_id=with_school.pk).exists()


def test_lines_follow_a_merged_pupil(world):
    keep, drop = world.pupil(world.school), world.pupil()
    slot, other = world.slot(), world.slot(world.twin)
    world.waits(slot, keep)
    twice, only = world.waits(slot, drop), world.waits(other, drop)
    merge_pupils(by=SYSTEM, keep=keep, drop=drop)
    twice.refresh_from_db()
    only.refresh_from_db()
    assert (twice.pupil, twice.state, only.pupil, only.state) == (keep, State.WITHDRAWN, keep, State.WAITING)


def test_enrolled_elsewhere_is_a_school(world):
    pupil = EnrolmentFactory.create(school=world.far).pupil
    world.waits(world.slot(), pupil)
    assert waiting_without_school(TODAY) == []
