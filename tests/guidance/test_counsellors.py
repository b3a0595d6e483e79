from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from leerrecht.access.models import LogEntry
from leerrecht.access.policy import Denied
from leerrecht.duties.domain.recompute import recompute
from leerrecht.guidance.domain.counsellors import add_counsellor, end_counsellor, share_out
from leerrecht.guidance.domain.opening import open_file
from leerrecht.guidance.domain.queries.today import today
from leerrecht.guidance.models import Begeleidingsdossier, Counsellor
from leerrecht.organisations.models import Membership
from tests.duties.helpers import absent
from tests.factories import TODAY
from tests.guidance.test_file_page import client_of
from tests.guidance.test_today import a_plan, another, kinds
from tests.guidance.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def opened(world, by=None, pupil=None):
    return open_file(by=by or world.by("begeleider"), pupil=pupil or world.pupil, school_id=world.school.pk)


def colleague(world):
    return world.user("collega", "begeleider", world.school)


def test_who_opens_a_file_keeps_it():
    world = World()
    file = opened(world)
    assert list(file.counsellors.values_list("who_id", "who", "first", "until")) == [
        (world.staff("begeleider").pk, "Begeleider Test", TODAY, None)
    ]


def test_file_passes_on_to_a_colleague_and_both_stay_readable():
    world = World()
    file = opened(world)
    by = world.by("directeur")
    add_counsellor(by=by, file=file, user=colleague(world), first=TODAY)
    end_counsellor(by=by, counsellor=file.counsellors.get(who="Begeleider Test"))
    page = client_of(world.by("begeleider")).get(reverse("guidance", args=[world.pupil.pk])).content.decode()
    assert ("Collega Test." in page, "Begeleider Test." in page) == (True, False)
    assert list(file.counsellors.values_list("who", "until")) == [("Begeleider Test", TODAY), ("Collega Test", None)]
    assert LogEntry.objects.filter(act="guidance.counsel", pupil_id=world.pupil.pk).count() == 2


@pytest.mark.parametrize("who", ["begeleider", "leerkracht", "clb"])
def test_refused_is_who_keeps_it_already_or_keeps_no_files_there(who):
    world = World()
    file = opened(world)
    with pytest.raises(ValidationError) as refused:
        add_counsellor(by=world.by("directeur"), file=file, user=world.staff(who), first=TODAY)
    assert list(refused.value.message_dict) == ["user"]


def test_day_before_the_opening_and_a_second_end_are_refused():
    world = World()
    file = opened(world)
    with pytest.raises(ValidationError):
        add_counsellor(by=world.by("directeur"), file=file, user=colleague(world), first=TODAY - timedelta(days=1))
    one = file.counsellors.get()
    end_counsellor(by=world.by("directeur"), counsellor=one)
    with pytest.raises(ValidationError):
        end_counsellor(by=world.by("directeur"), counsellor=one)


def test_clb_on_the_case_may_not_share_out_files_of_the_school():
    world = World()
    world.case()
    file = opened(world)
    with pytest.raises(Denied):
        add_counsellor(by=world.by("clb"), file=file, user=colleague(world), first=TODAY)
    assert client_of(world.by("clb")).get(reverse("guidance-files")).status_code == 403


def test_file_that_opens_by_itself_waits_for_a_counsellor_and_is_given_from_the_list():
    world = World()
    world.b(6)
    file = Begeleidingsdossier.objects.get()
    client, url = client_of(world.by("begeleider")), reverse("guidance-files")
    assert "nog niemand" in client.get(url, {"wie": "niemand"}).content.decode()
    empty = client.post(url, {"user": colleague(world).pk})
    assert empty.context["form"].errors == {"dossiers": ["Vink minstens één dossier aan."]}
    wrong = client.post(url, {"user": "", "dossiers": [str(file.pk)]})
    assert f'value="{file.pk}" checked' in wrong.content.decode()
    assert client.post(url, {"user": colleague(world).pk, "dossiers": [str(file.pk)]}).status_code == 302
    assert [one.who for one in file.counsellors.all()] == ["Collega Test"]
    shown = {whose: len(client.get(url, {"wie": whose}).context["lines"]) for whose in ("", "niemand", "mij")}
    assert shown == {"": 1, "niemand": 0, "mij": 0}


def test_page_of_counsellors_adds_and_ends():
    world = World()
    file = opened(world)
    client, url = client_of(world.by("begeleider")), reverse("guidance-counsellors", args=[file.pk])
    client.post(url, {"user": colleague(world).pk, "first": "2026-11-20"})
    one = Counsellor.objects.get(who="Collega Test")
    assert reverse("guidance-counsellor-end", args=[one.pk]) in client.get(url).content.decode()
    client.post(reverse("guidance-counsellor-end", args=[one.pk]))
    one.refresh_from_db()
    assert one.until == TODAY


def test_list_of_files_asks_as_many_queries_for_more(django_assert_max_num_queries):
    world = World()
    client, url = client_of(world.by("directeur")), reverse("guidance-files")
    opened(world)
    client.get(url)
    with django_assert_max_num_queries(25) as first:
        client.get(url)
    for _n in range(5):
        opened(world, pupil=another(world).pupil)
    with django_assert_max_num_queries(25) as second:
        assert len(client.get(url).context["lines"]) == 6
    assert len(first) == len(second)


def signal(world):
    enrolment = another(world)
    absent(enrolment, 1)
    recompute([enrolment.pupil_id], TODAY).raise_refused()
    return enrolment.pupil


def test_today_shows_mine_first_then_nobodys_and_the_rest_at_the_switch():
    world = World()
    by = world.by("begeleider")
    theirs, nobodys, mine = signal(world), signal(world), signal(world)
    opened(world, pupil=mine)
    share_out(by=by, files=[opened(world, by=world.of(colleague(world)), pupil=theirs)], user=colleague(world))
    a_plan(world, theirs, by)
    a_plan(world, nobodys, by)
    a_plan(world, mine, by, begins_on=TODAY - timedelta(weeks=4))
    found = today(by, TODAY)
    assert (kinds(found)["signalen"], kinds(found)["evaluaties"]) == ([mine, nobodys], [mine, nobodys])
    assert [item.pupil for item in found.five] == [mine, nobodys]
    assert (found.own, found.whole) == (1, False)
    whole = today(by, TODAY, whole=True)
    assert {pupil.pk for pupil in kinds(whole)["evaluaties"]} == {theirs.pk, nobodys.pk, mine.pk}
    client, url = client_of(by), reverse("guidance-today")
    assert (str(theirs) in client.get(url).content.decode(), client.get(url).context["list"].whole) == (False, False)
    assert client.get(url, {"toon": "school"}).context["list"].whole


def test_five_things_of_sixty_files_are_my_own_most_urgent_and_ask_as_many_queries(django_assert_max_num_queries):
    world = World()
    by = world.by("begeleider")
    for number in range(12):
        pupil = another(world).pupil
        opened(world, pupil=pupil, by=by if number % 2 else world.of(colleague(world)))
        a_plan(world, pupil, by, begins_on=TODAY - timedelta(days=28 + number))
    client, url = client_of(by), reverse("guidance-today")
    client.get(url)
    with django_assert_max_num_queries(40) as first:
        five = client.get(url).context["list"].five
    mine = set(Counsellor.objects.filter(who_id=by.user_id).values_list("file__pupil_id", flat=True))
    assert ({item.pupil.pk for item in five} <= mine, len(five)) == (True, 5)
    for _n in range(10):
        opened(world, pupil=another(world).pupil)
    with django_assert_max_num_queries(40) as second:
        client.get(url)
    assert len(first) == len(second)


def test_who_left_the_school_keeps_nothing_there_any_more():
    world = World()
    by = world.by("begeleider")
    pupil = signal(world)
    opened(world, by=world.of(colleague(world)), pupil=pupil)
    opened(world, by=by, pupil=signal(world))
    assert pupil not in kinds(today(by, TODAY))["signalen"]
    Membership.objects.filter(user=colleague(world)).update(period=DateRange(date(2020, 1, 1), TODAY))
    found = today(by, TODAY)
    assert (pupil in kinds(found)["signalen"], found.nobodys) == (True, 1)
