from datetime import date

import pytest
from django.urls import reverse

from leerrecht.access.models import LogEntry
from leerrecht.attendance.models import HalfDay
from leerrecht.enrolment.models import Enrolment
from leerrecht.people.models import Contact, Pupil, PupilNumber
from tests.enrolment.world import World
from tests.factories import EnrolmentFactory, PlacementFactory, half_day

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]


def edit(client, pupil, **more):
    address = reverse("pupil-edit", args=[pupil.pk])
    form = client.get(address).context["form"]
    data = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    data = {name: "" if value is None else value for name, value in data.items()}
    return client.post(address, data | more)


def test_record_is_changed_with_its_number():
    world = World()
    client = world.client("secretariaat")
    field = f"number_{world.a.school.board_id}"
    response = edit(client, world.a.pupil, last_name="Ünal", ses_allowance="ja", home_language="tr", **{field: "77"})
    assert response.url == reverse("pupil", args=[world.a.pupil.pk])
    pupil = Pupil.objects.get(pk=world.a.pupil.pk)
    assert (pupil.sort_key, pupil.ses_allowance, pupil.ses_neighbourhood, pupil.home_language) == (
        "unal noor",
        True,
        None,
        "tr",
    )
    assert pupil.numbers.get().number == "0000000077"


def test_saving_the_form_unchanged_changes_nothing():
    world = World()
    client = world.client("secretariaat")
    edit(client, world.a.pupil)
    assert list(LogEntry.objects.values_list("act", flat=True)) == ["pupil.view"]


def test_wrong_input_is_told_and_kept():
    world = World()
    response = edit(world.client("secretariaat"), world.a.pupil, birth_date="2030-01-01", last_name="Typfout")
    text = response.content.decode()
    assert response.context["form"].errors == {
        "birth_date": ["De geboortedatum ligt in de toekomst. Kijk het jaar na."]
    }
    assert 'value="Typfout"' in text
    assert Pupil.objects.get(pk=world.a.pupil.pk).last_name == "Janssens Alfa"


def test_a_number_that_disagrees_is_asked_about_then_kept():
    world = World()
    client = world.client("secretariaat")
    response = edit(client, world.a.pupil, insz="85.07.30-033.28")
    assert response.context["form"].errors["insz"] == [
        "Volgens het nummer is de geboortedatum 30/07/1985, ingevuld is 03/05/2011."
    ]
    edit(client, world.a.pupil, insz="85.07.30-033.28", insz_checked="on")
    assert Pupil.objects.get(pk=world.a.pupil.pk).insz == "85073003328"


def test_contact_is_added_changed_and_removed():
    world = World()
    client = world.client("secretariaat")
    data = {"name": "Els Maes", "legal_role": "ouder", "language": "nl", "order": "2", "phone": "+32 470/12.34-56"}
    client.post(reverse("contact-new", args=[world.a.pupil.pk]), data)
    contact = Contact.objects.get(name="Els Maes")
    assert (contact.pupil, contact.phone, contact.lives_with) == (world.a.pupil, "+32 470/12.34-56", False)
    address = reverse("contact-edit", args=[contact.pk])
    wrong = client.post(address, data | {"phone": "bel mij", "barred": "on", "lives_with": "on"})
    assert list(wrong.context["form"].errors) == ["phone"]
    wrong = client.post(address, data | {"barred": "on", "lives_with": "on"})
    assert wrong.context["form"].errors == {
        "lives_with": [
            "Wie van de rechter geen contact mag hebben, kan niet bij de leerling wonen. Kies één van beide."
        ]
    }
    client.post(address, data | {"barred": "on"})
    assert Contact.objects.get(pk=contact.pk).barred
    client.post(reverse("contact-remove", args=[contact.pk]))
    assert list(world.a.pupil.contacts.all()) == [world.a.contact]


def test_siblings_are_found_added_and_removed():
    world = World()
    sibling = PlacementFactory.create(
        class_group=world.a.placement.class_group,
        enrolment__pupil__last_name="Janssens",
        enrolment__pupil__first_name="Lotte",
        enrolment__pupil__sort_key="janssens lotte",
    ).enrolment.pupil
    client = world.client("secretariaat")
    address = reverse("pupil-siblings", args=[world.a.pupil.pk])
    assert client.get(address, {"q": "jansens"}).context["found"] == [sibling]
    client.post(address, {"leerling": sibling.pk})
    page = client.get(address, {"q": "janssens"})
    assert (list(page.context["known"]), page.context["found"]) == ([sibling], [])
    client.post(reverse("pupil-sibling-remove", args=[world.a.pupil.pk]), {"leerling": sibling.pk})
    assert list(client.get(address).context["known"]) == []


def test_a_sibling_at_a_school_out_of_sight_is_not_shown():
    world = World()
    world.a.pupil.siblings.add(world.b.pupil)
    text = world.client("secretariaat").get(reverse("pupil-siblings", args=[world.a.pupil.pk])).content.decode()
    assert "Beta" not in text


def test_linking_a_pupil_to_itself_is_told():
    world = World()
    address = reverse("pupil-siblings", args=[world.a.pupil.pk])
    response = world.client("secretariaat").post(address, {"leerling": world.a.pupil.pk}, follow=True)
    assert "Een leerling is niet de eigen broer of zus." in response.content.decode()


def double(world, **more):
    """A second record of the pupil, enrolled at the school before."""
    return EnrolmentFactory.create(
        school=world.a.school,
        pupil__last_name="Jansens Alfa",
        pupil__sort_key="jansens alfa noor",
        pupil__home_language="ar",
        **more,
    )


def test_double_record_is_found_compared_and_merged():
    world = World()
    other = double(world, school_year=2025, period=("2025-09-01", "2026-09-01")).pupil
    PupilNumber.objects.create(pupil=other, board=world.a.school.board, number="0000000555")
    client = world.client("secretariaat")
    address = reverse("pupil-merge", args=[world.a.pupil.pk])
    assert client.get(address).context["found"] == [other]
    lines = {
        line.label: (line.keep, line.drop, line.taken)
        for line in client.get(address, {"met": other.pk}).context["lines"]
    }
    assert lines["naam"] == ("Janssens Alfa", "Jansens Alfa", "Janssens Alfa")
    assert lines["thuistaal"] == ("", "ar", "ar")
    assert lines["leerlingnummers"][1] == "0000000555"
    assert client.post(address, {"met": other.pk}).url == reverse("pupil", args=[world.a.pupil.pk])
    other.refresh_from_db()
    assert other.merged_into == world.a.pupil
    assert world.a.pupil.numbers.count() == 2


def test_merge_that_cannot_be_says_why_and_changes_nothing():
    world = World()
    other = double(world, kind="buitengewoon").pupil
    response = world.client("secretariaat").post(reverse("pupil-merge", args=[world.a.pupil.pk]), {"met": other.pk})
    assert response.context["errors"] == [
        (
            "De twee fiches zijn tegelijk ingeschreven in School Alfa, maar met een ander niveau, soort onderwijs of "
            "stelsel. Verbeter eerst één van beide inschrijvingen, voeg daarna samen."
        )
    ]
    other.refresh_from_db()
    assert other.merged_into is None


def test_half_days_that_differ_are_chosen_on_screen():
    world = World()
    other = double(world)
    mine = Enrolment.objects.get(pupil=world.a.pupil)
    half_day(mine, date(2026, 11, 19), "vm", "Z")
    half_day(other, date(2026, 11, 19), "vm", "B")
    client, address = world.client("secretariaat"), reverse("pupil-merge", args=[world.a.pupil.pk])
    page = client.get(address, {"met": other.pupil_id})
    assert [(one.key, one.keep, chosen) for one, chosen in page.context["conflicts"]] == [
        ("2026-11-19-vm", "Z (ziek)", "")
    ]
    refused = client.post(address, {"met": other.pupil_id})
    assert refused.context["errors"][0] == "De twee fiches spreken elkaar tegen. Kies wat juist is:"
    assert client.post(address, {"met": other.pupil_id, "keuze-2026-11-19-vm": "drop"}).status_code == 302
    assert list(HalfDay.objects.values_list("pupil_id", "mark")) == [(world.a.pupil.pk, "B")]


@pytest.mark.parametrize("body", [{}, {"met": ""}, {"met": "x"}])
def test_merge_without_the_other_record_is_not_found(body):
    world = World()
    response = world.client("secretariaat").post(reverse("pupil-merge", args=[world.a.pupil.pk]), body)
    assert response.status_code == 404


@pytest.mark.parametrize("name", ["pupil-edit", "pupil-siblings", "pupil-merge"])
def test_pages_of_a_pupil_stay_within_their_queries(name, django_assert_max_num_queries):
    world = World()
    client = world.client("secretariaat")
    with django_assert_max_num_queries(14):
        client.get(reverse(name, args=[world.a.pupil.pk]), {"q": "janssens"})
