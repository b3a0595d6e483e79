import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from leerrecht.access.models import LogEntry
from leerrecht.enrolment.models import Enrolment
from leerrecht.people.models import Pupil, PupilNumber
from leerrecht.ui.downloads import harmless
from tests.enrolment.world import World
from tests.factories import (
    BoardFactory,
    ClassGroupFactory,
    EnrolmentFactory,
    MembershipFactory,
    PlacementFactory,
    SchoolFactory,
    ServiceFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]
LIST = "/leerlingen/"


def names(response):
    return [row.record.pupil.last_name for row in response.context["table"].page.object_list]


def seat(world, last_name, **more):
    return PlacementFactory.create(
        class_group=more.pop("class_group", world.a.placement.class_group),
        enrolment__pupil__last_name=last_name,
        enrolment__pupil__sort_key=f"{last_name} noor".lower(),
        **more,
    )


def test_list_holds_the_pupils_of_today_by_name():
    world = World()
    seat(world, "Aerts")
    gone = DateRange(date(2026, 9, 1), date(2026, 11, 20))
    seat(world, "Vertrokken", enrolment__period=gone, period=gone)
    client = world.client("secretariaat")
    assert names(client.get(LIST)) == ["Aerts", "Janssens Alfa"]
    assert names(client.get(LIST, {"when": "jaar"})) == ["Aerts", "Janssens Alfa", "Vertrokken"]


def test_merged_records_are_not_listed():
    world = World()
    Pupil.objects.filter(pk=world.a.pupil.pk).update(merged_into=world.b.pupil)
    assert names(world.client("secretariaat").get(LIST)) == []


def test_teacher_sees_the_own_class_only():
    world = World()
    seat(world, "Ander", class_group=ClassGroupFactory.create(school=world.a.school))
    assert names(world.client("leerkracht").get(LIST)) == ["Janssens Alfa"]


def test_search_forgives_spelling_and_takes_numbers():
    world = World()
    seat(world, "Peeters")
    seat(world, "Pieters")
    client = world.client("secretariaat")
    assert names(client.get(LIST, {"q": "peters"})) == ["Peeters", "Pieters"]
    assert names(client.get(LIST, {"q": "janssens"})) == ["Janssens Alfa"]
    number = PupilNumber.objects.get(pupil=world.a.pupil).number
    assert names(client.get(LIST, {"q": number.lstrip("0")})) == ["Janssens Alfa"]
    secret = PupilNumber.objects.get(pupil=world.b.pupil).number
    assert names(client.get(LIST, {"q": secret})) == []


def test_filter_by_class_and_level():
    world = World()
    other = seat(world, "Aerts", class_group=ClassGroupFactory.create(school=world.a.school))
    client = world.client("directeur")
    assert names(client.get(LIST, {"class_group": other.class_group_id})) == ["Aerts"]
    assert names(client.get(LIST, {"level": "lager"})) == []
    assert len(names(client.get(LIST, {"level": "secundair"}))) == 2


def classes_offered(response):
    return [(str(key), str(label)) for key, label in response.context["filter"].fields["class_group"].choices]


def test_who_works_for_many_schools_chooses_a_school_before_a_class():
    board, groups = BoardFactory.create(), []
    for number in range(4):
        school = SchoolFactory.create(board=board, name=f"School {number}")
        group = ClassGroupFactory.create(school=school, name="1A")
        groups.append(PlacementFactory.create(class_group=group, enrolment__pupil__last_name=f"Leerling {number}"))
    user = UserFactory.create()
    for one in groups:
        MembershipFactory.create(user=user, organisation=one.class_group.school, role="directeur")
    client = Client()
    client.force_login(user)
    first, second = groups[0].class_group, groups[1].class_group
    assert classes_offered(client.get(LIST)) == [("", "kies eerst een school")]
    there = client.get(LIST, {"school": first.school_id})
    assert classes_offered(there) == [("", "alle"), (str(first.pk), "1A")]
    kept = client.get(LIST, {"class_group": first.pk})
    assert classes_offered(kept) == [("", "kies eerst een school"), (str(first.pk), "1A")]
    assert names(kept) == ["Leerling 0"]
    # Another school is chosen while the class of the first one still stands there.
    moved = client.get(LIST, {"school": second.school_id, "class_group": first.pk})
    assert (moved.context["filter"].errors, names(moved)) == ({}, ["Leerling 1"])


def test_class_of_another_school_in_the_filter_shows_nobody():
    world = World()
    response = world.client("directeur").get(LIST, {"class_group": world.b.placement.class_group_id})
    assert (names(response), "3Beta" in response.content.decode()) == ([], False)


def test_a_clb_chooses_among_its_schools():
    world = World()
    other = PlacementFactory.create()
    ServiceFactory.create(school=other.class_group.school, centre=world.centre)
    client = world.client("clb")
    assert len(names(client.get(LIST))) == 2
    assert names(client.get(LIST, {"school": world.a.school.pk})) == ["Janssens Alfa"]
    assert names(client.get(LIST, {"school": world.b.school.pk})) == []


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("name", ["Aerts", "Janssens Alfa"]),
        ("-name", ["Janssens Alfa", "Aerts"]),
        ("birth_date", ["Janssens Alfa", "Aerts"]),
        ("class_name", ["Aerts", "Janssens Alfa"]),
    ],
)
def test_sort(sort, order):
    world = World()
    seat(
        world,
        "Aerts",
        enrolment__pupil__birth_date=date(2012, 1, 1),
        class_group=ClassGroupFactory.create(school=world.a.school, name="1A"),
    )
    assert names(world.client("secretariaat").get(LIST, {"sort": sort})) == order


def test_nonsense_in_the_address_is_no_error():
    client = World().client("secretariaat")
    assert (
        client.get(LIST, {"page": "x", "sort": "insz", "school": "x", "level": "zz", "q": "\x00é(("}).status_code == 200
    )


@pytest.mark.parametrize("role", ["secretariaat", "leerkracht", "clb"])
@pytest.mark.parametrize("query", [{}, {"q": "noor"}])
def test_list_takes_the_same_queries_for_many_as_for_few(role, query, django_assert_max_num_queries):
    world = World()
    client = world.client(role)
    for number in range(60):
        seat(world, f"Aerts {number}")
    # As the server does by itself after a while; counted as empty, sixty pupils of a worn table took it minutes.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE people_pupil, enrolment_enrolment, enrolment_placement, enrolment_classgroup")
    with django_assert_max_num_queries(15) as many:
        assert len(names(client.get(LIST, query))) == 50
    Enrolment.objects.filter(pupil__last_name__startswith="Aerts").update(
        period=DateRange(date(2026, 9, 1), date(2026, 9, 2))
    )
    with django_assert_max_num_queries(15) as few:
        assert len(names(client.get(LIST, query))) == 1
    assert len(many) == len(few)


def test_search_as_you_type_is_wired_to_the_list():
    world = World()
    text = world.client("secretariaat").get(LIST).content.decode()
    assert 'hx-get="/leerlingen/"' in text
    assert 'id="lijst"' in text


def exported(response):
    text = b"".join(response).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_export_holds_the_filtered_list_and_no_national_number():
    world = World()
    Pupil.objects.filter(pk=world.a.pupil.pk).update(insz="85073003328")
    seat(world, "Aerts")
    PupilNumber.objects.filter(pupil=world.a.pupil).update(number="=1+1")
    rows = exported(world.client("secretariaat").get(reverse("pupil-export"), {"q": "janssens"}))
    assert rows == [
        ["Leerlingnummer", "Naam", "Voornaam", "Geboortedatum", "Instellingsnummer", "Klas", "Begindatum inschrijving",
         "Einddatum inschrijving"],
        ["'=1+1", "Janssens Alfa", "Noor", "03/05/2011", world.a.school.number, "3Alfa", "01/09/2026", "31/08/2027"],
    ]  # fmt: skip
    assert LogEntry.objects.values_list("act", "detail").get() == ("export.run", {"rows": 1, "what": "leerlingen"})


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("=1+1", "'=1+1"),
        ("-x", "'-x"),
        ("--5", "'--5"),
        ("-5", "-5"),
        ("@x", "'@x"),
        ("\n=1", "'\n=1"),
        ("＝1", "'＝1"),
        ("Van Damme", "Van Damme"),
        ("", ""),
    ],
)
def test_cells_are_no_formulas(text, kept):
    assert harmless(text) == kept


NEW = {
    "first_name": "Lotte", "last_name": "Maes", "birth_date": "2011-05-04", "nationality": "BE", "domicile": "BE",
    "residence": "thuis", "first_day": "2026-11-20", "share": "voltijds", "track": "voltijds",
}  # fmt: skip


def create(world, client=None, **more):
    client = client or world.client("secretariaat")
    data = {**NEW, "school": world.a.school.pk, "class_group": world.a.placement.class_group_id, **more}
    return client.post(reverse("pupil-new"), data)


def test_new_pupil_is_enrolled_in_a_class_with_a_number():
    world = World()
    response = create(world, **{f"number_{world.a.school.board_id}": "604821", "b_brought_along": "2"})
    pupil = Pupil.objects.get(last_name="Maes")
    assert (response.status_code, response.url) == (302, reverse("pupil", args=[pupil.pk]))
    enrolment = pupil.enrolments.get()
    assert (enrolment.school, enrolment.b_brought_along) == (world.a.school, 2)
    assert enrolment.placements.get().class_group == world.a.placement.class_group
    assert pupil.numbers.get().number == "0000604821"


def test_new_pupil_with_an_error_keeps_what_was_typed_and_stores_nothing():
    world = World()
    response = create(world, birth_date="2020-05-04", first_name="Zoë")
    assert list(response.context["form"].errors) == ["level"]
    assert 'value="Zoë"' in response.content.decode()
    assert not Pupil.objects.filter(last_name="Maes").exists()


def test_a_child_with_the_same_name_and_birth_date_is_asked_about_first():
    world = World()
    client = world.client("secretariaat")
    create(world, client)
    response = create(world, client, first_name="LOTTE")
    assert [str(twin) for twin in response.context["twins"]] == ["Lotte Maes"]
    assert Pupil.objects.filter(last_name="Maes").count() == 1
    assert create(world, client, first_name="LOTTE", twin_checked="on").status_code == 302
    assert Pupil.objects.filter(last_name="Maes").count() == 2


def test_a_number_that_disagrees_is_asked_about_first():
    world = World()
    client = world.client("secretariaat")
    response = create(world, client, insz="85.07.30-033.28", gender="v")
    assert response.context["form"].errors["insz"] == [
        "Volgens het nummer is de geboortedatum 30/07/1985, ingevuld is 04/05/2011.",
        "Volgens het nummer is het geslacht man, ingevuld is vrouw.",
    ]
    assert "insz_checked" in response.content.decode()
    assert create(world, client, insz="85.07.30-033.28", gender="v", insz_checked="on").status_code == 302
    assert Pupil.objects.get(last_name="Maes").insz == "85073003328"


def elsewhere(world, **enrolment):
    """Lotte Maes, with a national number, at school B."""
    there = EnrolmentFactory.create(
        school=world.b.school, pupil__first_name="Lotte", pupil__last_name="Maes", pupil__sort_key="maes lotte",
        pupil__birth_date=date(2011, 5, 4), pupil__insz="85073003328", **enrolment,
    )  # fmt: skip
    return there.pupil


def test_a_child_from_another_school_keeps_its_record():
    world = World()
    gone = DateRange(date(2026, 9, 1), date(2026, 11, 20))
    pupil = elsewhere(world, period=gone)
    response = create(world, insz="85073003328", insz_checked="on", **{f"number_{world.a.school.board_id}": "9"})
    assert response.url == reverse("pupil", args=[pupil.pk])
    assert list(pupil.enrolments.order_by("period").values_list("school", flat=True)) == [
        world.b.school.pk,
        world.a.school.pk,
    ]
    assert pupil.numbers.get().number == "0000000009"


def test_a_child_still_enrolled_at_another_school_is_refused_without_its_name():
    world = World()
    pupil = elsewhere(world)
    response = create(world, insz="85073003328", insz_checked="on")
    assert response.context["form"].non_field_errors() == [
        (
            "Lotte Maes is in (een deel van) die periode al ingeschreven aan een andere school. "
            "Kies een latere eerste dag, of vraag die school om uit te schrijven."
        )
    ]
    assert "Beta" not in response.content.decode()
    assert pupil.enrolments.count() == 1


def test_a_national_number_of_another_child_is_refused():
    world = World()
    elsewhere(world)
    response = create(world, insz="85073003328", insz_checked="on", first_name="Anna")
    assert response.context["form"].errors["insz"] == [
        "Er is al een leerling met dit rijksregister- of BIS-nummer. Zoek die leerling op, of kijk het nummer na."
    ]


def test_a_taken_pupil_number_is_told_at_its_field():
    world = World()
    number = PupilNumber.objects.get(pupil=world.a.pupil)
    field = f"number_{world.a.school.board_id}"
    response = create(world, **{field: number.number})
    assert response.context["form"].errors[field] == [
        f"Leerlingnummer {number.number} is al van Noor Janssens Alfa. Kijk het nummer na."
    ]
