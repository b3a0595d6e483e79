from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError

from leerrecht.access.models import LogEntry
from leerrecht.access.policy import Denied
from leerrecht.facts.domain.facts import contribute, record_fact
from leerrecht.facts.models import Change, Fact
from leerrecht.law import Gebeurtenis
from tests.factories import TODAY, PlacementFactory, SchoolFactory, principal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


def test_record_fact_keeps_it_once_and_notifies():
    pupil_id, school_id = 7, SchoolFactory.create().pk
    by = principal("begeleider", SchoolFactory._meta.model.objects.get(pk=school_id))
    for _time in range(2):
        record_fact(by=by, pupil_id=pupil_id, date=date(2026, 11, 19), kind="contact_ouders", school_id=school_id)
    assert list(
        Fact.objects.values_list("pupil_id", "date", "kind", "school_id", "object", "compartment", "by_id")
    ) == [(7, date(2026, 11, 19), "contact_ouders", school_id, "", "zorg", by.user_id)]
    assert list(Change.objects.values_list("pupil_id", flat=True)) == [7]
    assert list(LogEntry.objects.order_by("pk").values_list("act", "pupil_id", "organisation_id", "detail")) == [
        ("fact.record", 7, school_id, {})
    ]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "koffie"}, "kind"),
        ({"date": date(2026, 11, 21)}, "date"),
        ({"object": "de tweede maatregel"}, "object"),
    ],
)
def test_record_fact_with_bad_input_says_which_field_and_keeps_nothing(change, field):
    school = SchoolFactory.create()
    given = {"pupil_id": 7, "date": TODAY, "kind": "contact_ouders", "school_id": school.pk} | change
    with pytest.raises(ValidationError) as error:
        record_fact(by=principal("begeleider", school), **given)
    assert (list(error.value.message_dict), Fact.objects.count(), Change.objects.count()) == ([field], 0, 0)


@pytest.mark.parametrize("role", ["leerkracht", "secretariaat"])
def test_record_fact_by_a_role_that_may_not_close_is_denied(role):
    school = SchoolFactory.create()
    by = principal(role, school)
    with pytest.raises(Denied):
        record_fact(by=by, pupil_id=7, date=TODAY, kind="contact_ouders", school_id=school.pk)


def test_record_fact_at_another_school_is_denied():
    by = principal("begeleider", SchoolFactory.create())
    with pytest.raises(Denied):
        record_fact(by=by, pupil_id=7, date=TODAY, kind="contact_ouders", school_id=SchoolFactory.create().pk)


def test_contribute_gives_events_of_the_asked_pupils():
    enrolment = PlacementFactory.create().enrolment
    school_id = enrolment.school_id
    Fact.objects.create(
        pupil_id=enrolment.pupil_id,
        date=date(2026, 10, 6),
        kind="melding_agodi",
        object="2026-10-01",
        school_id=school_id,
    )
    Fact.objects.create(pupil_id=enrolment.pupil_id, date=date(2026, 9, 6), kind="contact_ouders", school_id=None)
    Fact.objects.create(pupil_id=enrolment.pupil_id + 1, date=date(2026, 9, 6), kind="contact_ouders")
    assert contribute([enrolment.pupil_id], TODAY) == {
        enrolment.pupil_id: [
            Gebeurtenis(date(2026, 9, 6), "contact_ouders"),
            Gebeurtenis(date(2026, 10, 6), "melding_agodi", str(school_id), date(2026, 10, 1)),
        ]
    }
