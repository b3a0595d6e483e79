import re
from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from leerrecht.enrolment.models import ClassGroup, ClassTeam, Enrolment, FreeDay, YearResult
from leerrecht.organisations.models import Location, School, SchoolGroup, Service
from tests.enrolment.world import World
from tests.factories import CentreFactory, ClassGroupFactory, PlacementFactory, ServiceFactory, half_day

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]
FIRST = date(2026, 9, 1)


def errors(response):
    return {name: list(found) for name, found in response.context["form"].errors.items()}


def test_pupil_moves_to_another_class():
    world = World()
    group = ClassGroupFactory.create(school=world.a.school)
    enrolment = world.a.placement.enrolment
    response = world.client("secretariaat").post(
        reverse("enrolment-move", args=[enrolment.pk]), {"class_group": group.pk, "first_day": "2026-11-20"}
    )
    assert response.url == reverse("pupil", args=[world.a.pupil.pk])
    assert enrolment.placements.get(class_group=group).period == DateRange(date(2026, 11, 20), date(2027, 9, 1))


def test_pupil_leaves():
    world = World()
    enrolment = world.a.placement.enrolment
    data = {"last_day": "2026-11-20", "reason": "verhuisd"}
    world.client("secretariaat").post(reverse("enrolment-end", args=[enrolment.pk]), data)
    enrolment.refresh_from_db()
    assert (enrolment.period.upper, enrolment.leave_reason) == (date(2026, 11, 21), "verhuisd")


def test_leaving_before_a_marked_half_day_tells_how_many_and_keeps_what_was_typed():
    world = World()
    enrolment = world.a.placement.enrolment
    half_day(enrolment, date(2026, 11, 20), "vm")
    response = world.client("secretariaat").post(
        reverse("enrolment-end", args=[enrolment.pk]), {"last_day": "2026-11-19", "reason": "verhuisd"}
    )
    assert errors(response) == {
        "last_day": ["Er is 1 halve dag ingevuld na 19/11/2026. Haal die eerst weg of kies een andere dag."]
    }
    assert 'value="verhuisd"' in response.content.decode()


def test_enrolment_is_put_right():
    world = World()
    enrolment = world.a.placement.enrolment
    client = world.client("secretariaat")
    address = reverse("enrolment-edit", args=[enrolment.pk])
    form = client.get(address).context["form"]
    data = {
        name: "" if (value := form.get_initial_for_field(field, name)) is None else value
        for name, field in form.fields.items()
    }
    assert client.post(address, data | {"stroom": "B", "location": world.a.location.pk}).status_code == 302
    enrolment.refresh_from_db()
    assert (enrolment.stroom, enrolment.location) == ("B", world.a.location)


def test_result_is_recorded_and_shown_again():
    world = World()
    client = world.client("directeur")
    address = reverse("enrolment-result", args=[world.a.placement.enrolment_id])
    wrong = client.post(address, {"attest": "B", "decided_on": "2027-06-25"})
    assert errors(wrong) == {"clausulering": ["Een B-attest zegt waarvoor het niet geldt: vul de clausulering in."]}
    client.post(address, {"attest": "B", "clausulering": "niet naar Latijn", "decided_on": "2027-06-25"})
    assert YearResult.objects.values_list("attest", "clausulering").get() == ("B", "niet naar Latijn")
    assert "niet naar Latijn" in client.get(address).content.decode()


def test_result_that_somebody_else_changed_meanwhile_is_told_and_what_was_typed_stays():
    world = World()
    client = world.client("directeur")
    address = reverse("enrolment-result", args=[world.a.placement.enrolment_id])
    client.post(address, {"attest": "A", "decided_on": "2027-06-25"})
    typed = {"attest": "C", "decided_on": "2027-06-28"}
    told = client.post(address, typed)
    assert errors(told) == {
        "__all__": [
            "Iemand wijzigde dit eindresultaat intussen. Lees het opnieuw en stuur het dan nog eens.",
            "Nu staat er: A-attest: geslaagd, 25/06/2027. Bewaart u nog eens, dan komt wat u invulde in de plaats.",
        ]
    }
    page = told.content.decode()
    assert ('<option value="C" selected>' in page, 'value="2027-06-28"' in page) == (True, True)
    assert YearResult.objects.get().attest == "A"
    seen = re.search(r'name="seen" value="([0-9a-f]{16})"', page).group(1)
    assert client.post(address, typed | {"seen": seen}).status_code == 302
    YearResult.objects.all().delete()
    assert errors(client.post(address, typed | {"seen": seen}))["__all__"][1].startswith("Nu staat er: niets.")


def test_mistaken_enrolment_is_removed_after_asking():
    world = World()
    client = world.client("secretariaat")
    address = reverse("enrolment-remove", args=[world.a.placement.enrolment_id])
    assert "Inschrijving weghalen?" in client.get(address).content.decode()
    assert client.post(address).url == reverse("pupil-list")
    assert not Enrolment.objects.filter(pupil=world.a.pupil).exists()


def test_enrolment_with_marks_is_not_removed():
    world = World()
    half_day(world.a.placement.enrolment, date(2026, 11, 20), "vm")
    response = world.client("secretariaat").post(reverse("enrolment-remove", args=[world.a.placement.enrolment_id]))
    assert "Er is 1 halve dag ingevuld bij deze inschrijving." in response.content.decode()


def test_a_known_pupil_is_enrolled_again():
    world = World()
    Enrolment.objects.filter(pupil=world.a.pupil).update(period=DateRange(FIRST, date(2026, 10, 1)))
    world.a.placement.enrolment.placements.update(period=DateRange(FIRST, date(2026, 10, 1)))
    data = {"school": world.a.school.pk, "first_day": "2026-11-20", "share": "voltijds", "track": "voltijds"}
    response = world.client("secretariaat").post(reverse("enrolment-new", args=[world.a.pupil.pk]), data)
    assert response.status_code == 302
    assert world.a.pupil.enrolments.count() == 2


def test_a_pupil_enrolled_twice_is_told():
    world = World()
    data = {"school": world.a.school.pk, "first_day": "2026-11-20", "share": "voltijds", "track": "voltijds"}
    response = world.client("secretariaat").post(reverse("enrolment-new", args=[world.a.pupil.pk]), data)
    assert response.context["form"].non_field_errors() == [
        (
            "Noor Janssens Alfa is al ingeschreven aan School Alfa van 01/09/2026 tot en met 31/08/2027. "
            "Schrijf daar eerst uit, kies een andere periode, of kies “een deel van de week”."
        )
    ]


def test_classes_of_the_year_with_their_numbers():
    world = World()
    PlacementFactory.create(class_group=world.a.placement.class_group)
    ClassGroupFactory.create(school=world.a.school, school_year=2025, name="Oud")
    client = world.client("secretariaat")
    rows = client.get(reverse("class-list")).context["table"].page.object_list
    assert [(row.record.name, row.record.pupil_count) for row in rows] == [("3Alfa", 2)]
    rows = client.get(reverse("class-list"), {"jaar": "2025"}).context["table"].page.object_list
    assert [row.record.name for row in rows] == ["Oud"]
    assert client.get(reverse("class-list"), {"jaar": "x"}).context["year"] == 2026


@pytest.mark.parametrize("role", ["secretariaat", "leerkracht"])
def test_list_of_classes_takes_the_same_queries_for_many_as_for_few(role, django_assert_max_num_queries):
    world = World()
    client = world.client(role)
    with django_assert_max_num_queries(10) as few:
        client.get(reverse("class-list"))
    for _number in range(5):
        PlacementFactory.create(class_group__school=world.a.school)
    with django_assert_max_num_queries(10) as many:
        client.get(reverse("class-list"))
    assert len(many) == len(few)


def test_class_page_takes_the_same_queries_for_many_as_for_few(django_assert_max_num_queries):
    world = World()
    client = world.client("secretariaat")
    address = reverse("class", args=[world.a.placement.class_group_id])
    with django_assert_max_num_queries(12) as few:
        client.get(address)
    for _number in range(5):
        PlacementFactory.create(class_group=world.a.placement.class_group)
    with django_assert_max_num_queries(12) as many:
        text = client.get(address).content.decode()
    assert len(many) == len(few)
    assert "6 leerlingen op 20/11/2026" in text
    assert reverse("register", args=[world.a.placement.class_group_id, "2026-11-20", "vm"]) in text


def test_class_is_made_changed_and_deleted():
    world = World()
    client = world.client("secretariaat")
    data = {"school": world.a.school.pk, "school_year": "2026", "name": "4B", "grade": "4"}
    made = client.post(reverse("class-new"), data)
    group = ClassGroup.objects.get(name="4B")
    assert made.url == reverse("class", args=[group.pk])
    assert errors(client.post(reverse("class-new"), data)) == {
        "name": ["Er is al een klas “4B” in schooljaar 2026-2027. Kies een andere naam."]
    }
    client.post(reverse("class-edit", args=[group.pk]), {"name": "4C", "location": world.a.location.pk})
    assert ClassGroup.objects.values_list("name", "location").get(pk=group.pk) == ("4C", world.a.location.pk)
    client.post(reverse("class-delete", args=[group.pk]))
    assert not ClassGroup.objects.filter(pk=group.pk).exists()


def test_class_with_pupils_is_not_deleted():
    world = World()
    response = world.client("secretariaat").post(reverse("class-delete", args=[world.a.placement.class_group_id]))
    assert "In 3Alfa zitten of zaten 1 leerlingen." in response.content.decode()


def test_teacher_joins_and_leaves_a_class():
    world = World()
    client = world.client("secretariaat")
    group = ClassGroupFactory.create(school=world.a.school)
    user = world.a.team.user
    client.post(reverse("class-team-join", args=[group.pk]), {"user": user.pk, "titular": "on"})
    member = ClassTeam.objects.get(class_group=group)
    assert (member.user, member.titular, member.period) == (user, True, DateRange(FIRST, date(2027, 9, 1)))
    client.post(reverse("class-team-leave", args=[member.pk]), {"last": "2026-11-20"})
    member.refresh_from_db()
    assert member.period.upper == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("role", "shown"),
    [("secretariaat", ["School Alfa"]), ("bestuur", ["School Alfa"]), ("beheerder", ["School Alfa", "School Beta"])],
)
def test_schools_with_their_numbers(role, shown):
    schools = World().client(role).get(reverse("school-list")).context["schools"]
    assert [school.name for school in schools] == shown
    assert {(school.pupil_count, school.class_count) for school in schools} == {(1, 1)}


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("alfa school", ["School Alfa"]),
        ("beta", ["School Beta"]),
        ("school", ["School Alfa", "School Beta"]),
        ("alfa beta", []),
        ("a\0b", []),
        ("x" * 81, []),
    ],
)
def test_schools_are_found_by_words_of_name_and_board(asked, shown):
    page = World().client("beheerder").get(reverse("school-list"), {"q": asked})
    assert [school.name for school in page.context["schools"]] == shown
    assert ("Geen scholen gevonden" in page.content.decode()) == (not shown)


def test_school_is_found_by_its_number_and_who_sees_few_gets_no_filter():
    world = World()
    client = world.client("beheerder")
    numbers = {school.number: school.name for school in (world.a.school, world.b.school)}
    assert {
        number: [school.name for school in client.get(reverse("school-list"), {"q": number}).context["schools"]]
        for number in numbers
    } == {number: [name] for number, name in numbers.items()}
    assert 'name="q"' not in client.get(reverse("school-list")).content.decode()
    for _number in range(2):
        PlacementFactory.create()
    assert 'name="q"' in client.get(reverse("school-list")).content.decode()


def test_list_of_schools_takes_the_same_queries_for_many_as_for_few(django_assert_max_num_queries):
    world = World()
    client = world.client("beheerder")
    with django_assert_max_num_queries(6) as few:
        client.get(reverse("school-list"))
    for _number in range(4):
        PlacementFactory.create()
    with django_assert_max_num_queries(6) as many:
        client.get(reverse("school-list"))
    assert len(many) == len(few)


def settle(client, world, what, **data):
    address = reverse("school-settle", args=[world.a.school.pk, what])
    return client.post(address, {f"{what}-{name}": value for name, value in data.items()})


def test_school_settles_everything_of_its_own():
    world = World()
    client = world.client("directeur")
    centre = CentreFactory.create()
    for what, data in (
        ("momenten", {"moment_vm": 2, "moment_nm": 7}),
        ("vestigingsplaats", {"number": "2", "name": "Dorp", "address": "Dorp 1"}),
        ("groep", {"name": "Campus", "schools": [world.a.school.pk]}),
        ("clb", {"centre": centre.pk, "first": "2027-01-01"}),
        ("vrije-dag", {"date": "2026-11-27", "part": "", "reason": "facultatieve verlofdag"}),
    ):
        assert settle(client, world, what, **data).status_code == 302, what
    school = School.objects.get(pk=world.a.school.pk)
    assert (school.moment_vm, school.moment_nm, school.group.name) == (2, 7, "Campus")
    assert Location.objects.filter(school=school).count() == 2
    assert Service.objects.get(centre=centre).period.lower == date(2027, 1, 1)
    assert FreeDay.objects.filter(school=school).count() == 2
    text = client.get(reverse("school", args=[school.pk])).content.decode()
    assert "facultatieve verlofdag" in text
    assert "kerstvakantie" in text
    client.post(reverse("school-leave-group", args=[school.pk]))
    assert SchoolGroup.objects.count() == 0


def test_wrong_input_on_the_school_page_stays_in_its_form():
    world = World()
    half_day(world.a.placement.enrolment, date(2026, 11, 27), "vm")
    response = settle(world.client("secretariaat"), world, "vrije-dag", date="2026-11-27", reason="studiedag")
    form = response.context["forms"]["vrije_dag"]
    assert form.errors == {"date": ["Op 27/11/2026 is al 1 halve dag ingevuld in het register. Haal die eerst weg."]}
    assert 'value="studiedag"' in response.content.decode()
    assert not FreeDay.objects.filter(date="2026-11-27").exists()


def test_group_with_a_school_of_others_is_refused():
    world = World()
    response = settle(
        world.client("directeur"), world, "groep", name="Campus", schools=[world.a.school.pk, world.b.school.pk]
    )
    assert list(response.context["forms"]["groep"].errors) == ["schools"]
    assert SchoolGroup.objects.count() == 0


def test_unknown_setting_is_not_found():
    world = World()
    assert settle(world.client("directeur"), world, "onzin").status_code == 404


@pytest.mark.parametrize("role", ["begeleider", "clb", "bestuur"])
def test_who_only_looks_settles_nothing(role):
    world = World()
    client = world.client(role)
    assert settle(client, world, "momenten", moment_vm=2, moment_nm=7).status_code == 403
    text = client.get(reverse("school", args=[world.a.school.pk])).content.decode()
    assert "/bewaren/" not in text
    assert "/verwijderen/" not in text


def test_free_day_and_location_are_taken_away():
    world = World()
    client = world.client("secretariaat")
    client.post(reverse("free-day-remove", args=[world.a.free_day.pk]))
    client.post(reverse("location-edit", args=[world.a.location.pk]), {"number": "9", "name": "Nieuw"})
    assert Location.objects.values_list("number", "name").get(pk=world.a.location.pk) == ("9", "Nieuw")
    client.post(reverse("location-remove", args=[world.a.location.pk]))
    assert list(FreeDay.objects.all()) == [world.b.free_day]
    assert list(Location.objects.all()) == [world.b.location]


def test_free_days_of_another_year_are_asked_by_the_address():
    world = World()
    FreeDay.objects.create(school=world.a.school, date=date(2025, 11, 14), reason="vorig jaar")
    client = world.client("secretariaat")
    address = reverse("school", args=[world.a.school.pk])
    assert "vorig jaar" not in client.get(address).content.decode()
    assert "vorig jaar" in client.get(address, {"jaar": "2025"}).content.decode()


def test_names_of_centres_are_offered_to_choose_from():
    world = World()
    other = ServiceFactory.create(school=world.b.school).centre
    form = world.client("directeur").get(reverse("school", args=[world.a.school.pk])).context["forms"]["clb"]
    assert set(form.fields["centre"].queryset) == {world.centre, other}


@pytest.mark.parametrize(("role", "linked"), [("secretariaat", True), ("begeleider", False)])
def test_page_of_a_pupil_leads_to_what_may_be_done_with_an_enrolment(role, linked):
    world = World()
    text = world.client(role).get(reverse("pupil", args=[world.a.pupil.pk])).content.decode()
    for name in ("enrolment-move", "enrolment-edit", "enrolment-result", "enrolment-end"):
        assert (reverse(name, args=[world.a.placement.enrolment_id]) in text) == linked
