from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange

from leerrecht.access.models import LogEntry
from leerrecht.access.policy import Denied
from leerrecht.enrolment import domain
from leerrecht.enrolment.models import Enrolment, Placement
from leerrecht.facts.models import Change
from leerrecht.people.models import Pupil
from tests.factories import (
    SYSTEM,
    ClassGroupFactory,
    EnrolmentFactory,
    PlacementFactory,
    PupilFactory,
    SchoolFactory,
    half_day,
    principal,
)

pytestmark = pytest.mark.django_db
FIRST = date(2026, 9, 1)
YEAR = DateRange(FIRST, date(2027, 9, 1))


def refused(verb, **arguments):
    with pytest.raises(ValidationError) as caught:
        verb(**{"by": SYSTEM, **arguments})
    error = caught.value
    return error.message_dict if hasattr(error, "error_dict") else error.messages


def placements(enrolment):
    return list(enrolment.placements.order_by("period").values_list("class_group", "period"))


def test_enrolment_runs_to_the_end_of_the_school_year_in_a_class():
    group, pupil = ClassGroupFactory.create(), PupilFactory.create()
    made = domain.enrol(
        by=SYSTEM,
        pupil=pupil,
        school=group.school,
        first_day=date(2026, 10, 5),
        class_group=group,
        b_brought_along=3,
        studierichting="Latijn",
    )
    period = DateRange(date(2026, 10, 5), date(2027, 9, 1))
    made.refresh_from_db()
    assert (made.school_year, made.period, made.level, made.kind) == (2026, period, "secundair", "gewoon")
    assert (made.b_brought_along, made.studierichting, made.share) == (3, "Latijn", "voltijds")
    assert placements(made) == [(group.pk, period)]
    assert list(Change.objects.values_list("pupil_id", flat=True)) == [pupil.pk]
    assert LogEntry.objects.values_list("act", "pupil_id", "organisation_id").get() == (
        "enrolment.create",
        pupil.pk,
        group.school_id,
    )


@pytest.mark.parametrize(("born", "level"), [(2020, "lager"), (2021, "kleuter")])
def test_level_in_a_basisschool_follows_the_age(born, level):
    school = SchoolFactory.create(level="basis", school_kind="buitengewoon")
    made = domain.enrol(
        by=SYSTEM, pupil=PupilFactory.create(birth_date=date(born, 5, 3)), school=school, first_day=FIRST
    )
    assert (made.level, made.kind) == (level, "buitengewoon")


def test_impossible_age_for_the_level_is_refused():
    found = refused(
        domain.enrol,
        pupil=PupilFactory.create(birth_date=date(2020, 5, 3)),
        school=SchoolFactory.create(),
        first_day=FIRST,
    )
    assert found == {
        "level": [
            (
                "Een leerling die in 2026 6 jaar wordt, kan niet in het secundair onderwijs zitten. "
                "Kijk de geboortedatum (03/05/2020) en het niveau na."
            )
        ]
    }
    assert Enrolment.objects.count() == 0


def test_level_that_the_school_does_not_offer_is_refused():
    school = SchoolFactory.create(name="Sint-Jan")
    found = refused(domain.enrol, pupil=PupilFactory.create(), school=school, first_day=FIRST, level="lager")
    assert found == {
        "level": ["Sint-Jan is een school voor secundair onderwijs. Kies een ander niveau of een andere school."]
    }


def test_class_of_another_school_or_year_is_refused():
    school, pupil = SchoolFactory.create(), PupilFactory.create()
    for group in (ClassGroupFactory.create(), ClassGroupFactory.create(school=school, school_year=2025)):
        found = refused(domain.enrol, pupil=pupil, school=school, first_day=FIRST, class_group=group)
        assert found == {
            "class_group": ["Deze klas is niet van deze school in schooljaar 2026-2027. Kies een andere klas."]
        }
    assert Enrolment.objects.count() == 0


def test_day_outside_the_school_year_is_refused():
    found = refused(
        domain.enrol,
        pupil=PupilFactory.create(),
        school=SchoolFactory.create(),
        first_day=date(2026, 8, 31),
        school_year=2026,
    )
    assert found == {"first_day": ["Deze dag valt niet in het schooljaar 2026-2027."]}


def test_last_day_before_the_first_is_refused():
    found = refused(
        domain.enrol,
        pupil=PupilFactory.create(),
        school=SchoolFactory.create(),
        first_day=date(2026, 10, 5),
        last_day=date(2026, 10, 4),
    )
    assert found == {"last_day": ["De laatste dag ligt vóór de eerste dag. Kijk beide na."]}


def test_a_pupil_enrolled_twice_is_refused_and_the_school_named_where_it_may():
    there = EnrolmentFactory.create(pupil__first_name="Noor", pupil__last_name="Maes", school__name="Sint-Jan")
    found = refused(domain.enrol, pupil=there.pupil, school=SchoolFactory.create(), first_day=FIRST)
    assert found == [
        (
            "Noor Maes is al ingeschreven aan Sint-Jan van 01/09/2026 tot en met 31/08/2027. "
            "Schrijf daar eerst uit, kies een andere periode, of kies “een deel van de week”."
        )
    ]
    assert Enrolment.objects.count() == 1


def test_the_other_school_is_not_named_to_who_may_not_know():
    old = EnrolmentFactory.create(
        pupil__first_name="Noor", pupil__last_name="Maes", school_year=2025, period=DateRange(date(2025, 9, 1), FIRST)
    )
    EnrolmentFactory.create(pupil=old.pupil, school__name="Geheime School")
    who = principal("secretariaat", old.school)
    found = refused(domain.enrol, by=who, pupil=old.pupil, school=old.school, first_day=FIRST)
    assert found == [
        (
            "Noor Maes is in (een deel van) die periode al ingeschreven aan een andere school. "
            "Kies een latere eerste dag, of vraag die school om uit te schrijven."
        )
    ]


def test_two_part_time_enrolments_stand_beside_each_other_but_not_three():
    pupil = PupilFactory.create()
    for share in ("deel1", "deel2"):
        domain.enrol(by=SYSTEM, pupil=pupil, school=SchoolFactory.create(), first_day=FIRST, share=share)
    for share in ("deel1", "deel2", "voltijds"):
        refused(domain.enrol, pupil=pupil, school=SchoolFactory.create(), first_day=FIRST, share=share)
    assert Enrolment.objects.count() == 2


def test_a_pupil_of_another_school_is_not_enrolled_by_a_guessed_id():
    theirs = EnrolmentFactory.create(period=DateRange(FIRST, date(2026, 10, 1)))
    school = SchoolFactory.create()
    with pytest.raises(Denied):
        domain.enrol(
            by=principal("secretariaat", school), pupil=theirs.pupil, school=school, first_day=date(2026, 10, 1)
        )


def test_enrolling_at_another_school_is_denied():
    mine = EnrolmentFactory.create(period=DateRange(FIRST, date(2026, 10, 1)))
    with pytest.raises(Denied):
        domain.enrol(
            by=principal("secretariaat", mine.school),
            pupil=mine.pupil,
            school=SchoolFactory.create(),
            first_day=date(2026, 10, 1),
        )


def test_a_merged_record_is_not_enrolled():
    pupil = PupilFactory.create(merged_into=PupilFactory.create())
    found = refused(domain.enrol, pupil=pupil, school=SchoolFactory.create(), first_day=FIRST)
    assert found == ["Deze fiche is samengevoegd met een andere. Zoek de leerling opnieuw op."]


def test_change_of_class_ends_one_place_and_begins_another():
    one = PlacementFactory.create()
    group = ClassGroupFactory.create(school=one.class_group.school)
    domain.change_class(by=SYSTEM, enrolment=one.enrolment, class_group=group, first_day=date(2026, 11, 9))
    assert placements(one.enrolment) == [
        (one.class_group_id, DateRange(FIRST, date(2026, 11, 9))),
        (group.pk, DateRange(date(2026, 11, 9), date(2027, 9, 1))),
    ]


def test_change_of_class_from_the_first_day_replaces_the_class():
    one = PlacementFactory.create()
    group = ClassGroupFactory.create(school=one.class_group.school)
    domain.change_class(by=SYSTEM, enrolment=one.enrolment, class_group=group, first_day=FIRST)
    assert placements(one.enrolment) == [(group.pk, YEAR)]


def test_change_to_a_class_of_another_school_is_refused_and_changes_nothing():
    one = PlacementFactory.create()
    found = refused(
        domain.change_class, enrolment=one.enrolment, class_group=ClassGroupFactory.create(), first_day=FIRST
    )
    assert list(found) == ["class_group"]
    assert placements(one.enrolment) == [(one.class_group_id, YEAR)]


def test_change_of_class_outside_the_enrolment_is_refused():
    one = PlacementFactory.create()
    found = refused(
        domain.change_class, enrolment=one.enrolment, class_group=one.class_group, first_day=date(2027, 9, 1)
    )
    assert found == {
        "first_day": ["Deze dag valt buiten de inschrijving, die loopt van 01/09/2026 tot en met 31/08/2027."]
    }


def test_deregistration_ends_enrolment_and_class():
    one = PlacementFactory.create()
    domain.deregister(by=SYSTEM, enrolment=one.enrolment, last_day=date(2026, 11, 20), reason="verhuisd")
    period = DateRange(FIRST, date(2026, 11, 21))
    assert Enrolment.objects.values_list("period", "leave_reason").get() == (period, "verhuisd")
    assert placements(one.enrolment) == [(one.class_group_id, period)]


def test_deregistration_before_a_marked_half_day_is_refused_with_the_number():
    one = PlacementFactory.create()
    half_day(one.enrolment, date(2026, 11, 20), "vm")
    half_day(one.enrolment, date(2026, 11, 20), "nm")
    found = refused(domain.deregister, enrolment=one.enrolment, last_day=date(2026, 11, 19))
    assert found == {
        "last_day": ["Er zijn 2 halve dagen ingevuld na 19/11/2026. Haal die eerst weg of kies een andere dag."]
    }
    domain.deregister(by=SYSTEM, enrolment=one.enrolment, last_day=date(2026, 11, 20))


def test_correction_moves_the_days_and_the_class_follows():
    one = PlacementFactory.create()
    domain.correct_enrolment(
        by=SYSTEM, enrolment=one.enrolment, first_day=date(2026, 9, 14), b_brought_along=2, stroom="A"
    )
    period = DateRange(date(2026, 9, 14), date(2027, 9, 1))
    assert Enrolment.objects.values_list("period", "b_brought_along", "stroom").get() == (period, 2, "A")
    assert placements(one.enrolment) == [(one.class_group_id, period)]
    assert LogEntry.objects.values_list("detail", flat=True).get() == {
        "changed": ["b_brought_along", "stroom", "period"]
    }


def test_correction_beyond_a_marked_half_day_is_refused():
    one = PlacementFactory.create()
    half_day(one.enrolment, date(2026, 9, 7), "vm")
    found = refused(domain.correct_enrolment, enrolment=one.enrolment, first_day=date(2026, 9, 8))
    assert found == {
        "first_day": ["Er is 1 halve dag ingevuld vóór 08/09/2026. Haal die eerst weg of kies een andere dag."]
    }


def test_correction_that_changes_nothing_leaves_no_trace():
    one = PlacementFactory.create()
    domain.correct_enrolment(by=SYSTEM, enrolment=one.enrolment, stroom="")
    assert (LogEntry.objects.count(), Change.objects.count()) == (0, 0)


def test_mistaken_enrolment_is_removed_unless_marks_hang_on_it():
    one, two = PlacementFactory.create(), PlacementFactory.create()
    half_day(two.enrolment, date(2026, 9, 7), "vm")
    domain.remove_enrolment(by=SYSTEM, enrolment=one.enrolment)
    assert refused(domain.remove_enrolment, enrolment=two.enrolment) == [
        "Er is 1 halve dag ingevuld bij deze inschrijving. Haal die eerst weg of kies een andere dag."
    ]
    assert list(Enrolment.objects.all()) == [two.enrolment]
    assert list(Placement.objects.all()) == [two]


@pytest.mark.parametrize("role", ["begeleider", "leerkracht"])
def test_roles_without_the_act_change_no_enrolment(role):
    one = PlacementFactory.create()
    who = principal(role, one.class_group.school)
    for verb, arguments in (
        (domain.change_class, {"class_group": one.class_group, "first_day": FIRST}),
        (domain.deregister, {"last_day": date(2026, 11, 20)}),
        (domain.correct_enrolment, {"stroom": "A"}),
        (domain.remove_enrolment, {}),
        (domain.record_result, {"decided_on": date(2027, 6, 25), "attest": "A"}),
    ):
        with pytest.raises(Denied):
            verb(by=who, enrolment=one.enrolment, **arguments)


def test_result_is_recorded_and_replaced():
    one = EnrolmentFactory.create()
    day = date(2027, 6, 25)
    domain.record_result(by=SYSTEM, enrolment=one, decided_on=day, attest="B", clausulering="niet naar Latijn")
    made = domain.record_result(by=SYSTEM, enrolment=one, decided_on=day, attest="A")
    assert (made.attest, made.clausulering, one.result) == ("A", "", made)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, {"attest": ["Kies een attest, een kwalificatie of beide."]}),
        (
            {"attest": "A", "clausulering": "x"},
            {"clausulering": ["Alleen bij een B-attest hoort een clausulering. Maak dit veld leeg of kies B."]},
        ),
        ({"attest": "B"}, {"clausulering": ["Een B-attest zegt waarvoor het niet geldt: vul de clausulering in."]}),
        (
            {"attest": "A", "decided_on": date(2026, 8, 31)},
            {"decided_on": ["De beslissing kan niet vóór het begin van de inschrijving (01/09/2026) liggen."]},
        ),
    ],
)
def test_wrong_result_is_refused(given, message):
    arguments = {"decided_on": date(2027, 6, 25), **given}
    assert refused(domain.record_result, enrolment=EnrolmentFactory.create(), **arguments) == message


def test_attest_outside_secondary_education_is_refused():
    enrolment = EnrolmentFactory.create(level="lager", school__level="lager")
    found = refused(domain.record_result, enrolment=enrolment, decided_on=date(2027, 6, 25), attest="A")
    assert found == {"attest": ["Attesten en kwalificaties bestaan alleen in het secundair onderwijs."]}


def test_a_diploma_becomes_the_pupils_and_goes_when_the_result_is_put_right():
    one = EnrolmentFactory.create()
    day = date(2027, 6, 25)
    domain.record_result(by=SYSTEM, enrolment=one, decided_on=day, attest="A", qualification="diploma")
    assert Pupil.objects.values_list("diploma_on", flat=True).get() == day
    domain.record_result(by=SYSTEM, enrolment=one, decided_on=day, attest="C")
    assert Pupil.objects.values_list("diploma_on", flat=True).get() is None
