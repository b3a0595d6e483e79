"""What a page decides by rows that its user does not see, as the role of the application: through the client."""

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from leerrecht.attendance.models import HalfDay, SubCode
from leerrecht.consent.models import Judgement
from leerrecht.duties.models import Outcome, Seen
from leerrecht.enrolment.models import Enrolment, FreeDay
from leerrecht.facts.models import Change
from leerrecht.organisations.models import Organisation
from leerrecht.people import domain
from leerrecht.people.models import Contact, ContactAccount, Grant, Pupil
from tests.factories import SYSTEM, TODAY, EnrolmentFactory, MembershipFactory, PupilFactory, UserFactory, half_day
from tests.notes.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]
LAST = TODAY + timedelta(days=60)
A_HALF_DAY = (date(2026, 10, 5), "vm")


@pytest.fixture
def world():
    return World()


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def operator():
    user = UserFactory.create()
    place = Organisation.objects.create(kind="beheer", name="Beheer")
    MembershipFactory.create(user=user, organisation=place, role="beheerder")
    return user


def mother_of(pupil, user):
    contact = Contact.objects.create(pupil=pupil, name="Mia Maes", legal_role="ouder")
    ContactAccount.objects.create(user=user, contact=contact)
    return contact


@pytest.mark.parametrize("elsewhere", [True, False], ids=["ook elders", "hier alleen"])
def test_withdrawn_account_stays_open_for_a_child_at_another_school(world, elsewhere):
    user = UserFactory.create()
    here = mother_of(world.pupil, user)
    if elsewhere:
        mother_of(EnrolmentFactory.create(school=world.other).pupil, user)
    address = f"{reverse('pupil-account-withdraw', args=[world.pupil.pk])}?contact={here.pk}"
    assert signed_in(world.staff("secretariaat")).post(address).status_code == 302
    user.refresh_from_db()
    assert (here.accounts.get().withdrawn_at is not None, user.is_active) == (True, elsewhere)


def test_end_of_a_protocol_ends_what_the_other_party_gave_as_well(world):
    naft = world.user("naft", "partner", world.partner)
    protocol = domain.make_protocol(
        by=SYSTEM, organisation=Organisation.objects.get(pk=world.centre.pk), title="NAFT 2026", purpose="Traject",
        parties=[world.partner, Organisation.objects.get(pk=world.school.pk)], compartments=["partner"],
        first=TODAY, last=LAST,
    )  # fmt: skip
    grant = domain.give_grant(
        by=SYSTEM, pupil=world.pupil, user=naft, kind="partner", organisation_id=world.centre.pk,
        compartments=["partner"], reason="Begeleidt", last=LAST, protocol=protocol,
    )  # fmt: skip
    client = signed_in(world.staff("directeur"))
    assert client.post(reverse("protocol-end", args=[protocol.pk]), {"last": TODAY.isoformat()}).status_code == 302
    assert Grant.objects.get(pk=grant.pk).period == DateRange(TODAY, TODAY + timedelta(days=1))


def test_merger_asks_about_codes_of_a_school_that_one_does_not_see_and_does_not_tell_them(world):
    """Half a week here and half a week there: both records have a code on one half-day of the other school."""
    keep, drop = world.pupil, PupilFactory.create(first_name=world.pupil.first_name)
    Enrolment.objects.update(share="deel1")
    EnrolmentFactory.create(pupil=drop, school=world.school, share="deel1", period=DateRange(TODAY, LAST))
    for pupil, mark in ((keep, "B"), (drop, "Z")):
        there = EnrolmentFactory.create(pupil=pupil, school=world.other, share="deel2")
        half_day(there, *A_HALF_DAY, mark=mark)
    client, address = signed_in(world.staff("secretariaat")), reverse("pupil-merge", args=[keep.pk])
    page = client.get(address, {"met": drop.pk}).content.decode()
    assert (page.count("een code van een andere school"), "problematisch afwezig" in page) == (2, False)
    assert "Kies wat juist is" in client.post(address, {"met": drop.pk}).content.decode()
    assert Pupil.objects.get(pk=drop.pk).merged_into_id is None
    assert sorted(HalfDay.objects.values_list("pupil_id", "mark")) == sorted([(keep.pk, "B"), (drop.pk, "Z")])


def test_brother_at_another_school_becomes_a_brother_of_the_new_one(world):
    sister = EnrolmentFactory.create(school=world.school).pupil
    elsewhere = EnrolmentFactory.create(school=world.other).pupil
    world.pupil.siblings.add(elsewhere)
    client = signed_in(world.staff("secretariaat"))
    client.post(reverse("pupil-siblings", args=[world.pupil.pk]), {"leerling": sister.pk})
    assert set(sister.siblings.values_list("pk", flat=True)) == {world.pupil.pk, elsewhere.pk}
    page = client.get(reverse("pupil-siblings", args=[sister.pk])).content.decode()
    assert elsewhere.last_name not in page


def test_judgement_of_another_clb_gives_way_to_the_new_one(world):
    world.case()
    before = Judgement.objects.create(
        pupil=world.pupil, organisation_id=world.other_centre.pk, able=False, reason="[[elders]]", judged_on=TODAY,
        recorded_by="Wim Elders",
    )  # fmt: skip
    values = {"organisation_id": world.centre.pk, "able": "ja", "reason": "Kan dit zelf"}
    response = signed_in(world.staff("clb")).post(reverse("ability-new", args=[world.pupil.pk]), values)
    assert response.status_code == 302, response.content.decode()
    before.refresh_from_db()
    assert (before.ended_on, list(Judgement.objects.filter(ended_on=None).values_list("able", flat=True))) == (
        TODAY, [True],
    )  # fmt: skip


def test_operator_who_sees_no_pupil_takes_no_day_or_code_away_that_is_in_use(world):
    code = SubCode.objects.create(school=world.school, code="Z", name="ZT", label="Ziek thuis")
    half_day(world.placement.enrolment, *A_HALF_DAY, mark="Z")
    HalfDay.objects.update(sub_code_id=code.pk)
    client = signed_in(operator())
    client.post(reverse("sub-code-remove", args=[world.school.pk, code.pk]))
    assert SubCode.objects.filter(pk=code.pk).exists()
    address = reverse("school-settle", args=[world.school.pk, "vrije-dag"])
    wanted = {"vrije-dag-date": "2026-10-05", "vrije-dag-reason": "Studiedag", "vrije-dag-part": ""}
    page = client.post(address, wanted).content.decode()
    assert ("is al 1 halve dag ingevuld" in page, FreeDay.objects.count()) == (True, 0)
    Change.objects.all().delete()
    client.post(address, wanted | {"vrije-dag-date": "2026-10-06"})
    assert list(Change.objects.values_list("pupil_id", flat=True)) == [world.pupil.pk]


def test_seen_by_the_school_that_the_pupil_left_is_seen_anew_by_the_next(world):
    outcome = Outcome.objects.create(
        pupil=world.pupil, school_id=world.school.pk, school_year=2026, regel="b1.contact", aard="plicht",
        status="open", voor=["school"], sinds=TODAY, omdat=[], bron=[],
    )  # fmt: skip
    Seen.objects.create(
        pupil=world.pupil, regel="b1.contact", school_year=2026, side="school", school_id=world.other.pk,
        on=date(2026, 9, 4), reason="[[elders]]", by_id=1, by_name="Wim Elders",
    )  # fmt: skip
    client = signed_in(world.staff("begeleider"))
    response = client.post(reverse("outcome-seen", args=[outcome.pk]), {"reason": "Hier al gebeld"})
    assert response.status_code == 302, response.content.decode()
    assert list(Seen.objects.values_list("school_id", "reason")) == [(world.school.pk, "Hier al gebeld")]
