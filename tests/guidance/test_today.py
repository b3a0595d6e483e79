from datetime import date, timedelta

import pytest
from django.urls import reverse

from leerrecht.access.models import LogEntry
from leerrecht.duties.domain.recompute import recompute
from leerrecht.guidance.domain import plans
from leerrecht.guidance.domain.entries import Draft, write_entry
from leerrecht.guidance.domain.queries.today import today
from tests.duties.helpers import absent, last_half_days, mark
from tests.factories import TODAY, PlacementFactory
from tests.guidance.test_file_page import client_of
from tests.guidance.test_home import record
from tests.guidance.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def another(world):
    return PlacementFactory.create(class_group=world.placement.class_group).enrolment


def long_away(enrolment, until=TODAY, number=24):
    for day, part in last_half_days(number, until):
        mark(enrolment, day, part, "Z")
    recompute([enrolment.pupil_id], TODAY).raise_refused()
    return enrolment.pupil


def a_plan(world, pupil, by, begins_on=TODAY - timedelta(weeks=5), **values):
    return plans.begin_plan(
        by=by, pupil=pupil, compartment="zorg", organisation_id=world.school.pk, kind="zorg", begins_on=begins_on,
        weeks=4, goals=["Ik wil"], **values,
    )  # fmt: skip


def busy(world):
    """One thing of each kind, each of another pupil."""
    by = world.by("begeleider")
    signal, due, task, back, away = [another(world) for _n in range(5)]
    absent(signal, 1)
    recompute([signal.pupil_id], TODAY).raise_refused()
    a_plan(world, due.pupil, by)
    plan = a_plan(world, task.pupil, by, begins_on=TODAY)
    plans.add_action(
        by=by, plan=plan, what="Bel de huisarts", user=world.staff("begeleider"), due_on=TODAY + timedelta(days=1)
    )
    long_away(back, until=date(2026, 11, 17))
    long_away(away)
    return by, [one.pupil for one in (signal, due, task, back, away)]


def kinds(found):
    return {section.key: [item.pupil for item in section.items] for section in found.sections}


def test_each_kind_stands_in_its_section_and_the_five_first_hold_one_of_each():
    world = World()
    by, (signal, due, task, back, away) = busy(world)
    found = today(by, TODAY)
    shown = kinds(found)
    assert {key: shown[key] for key in ("evaluaties", "taken", "terug", "lang")} == {
        "evaluaties": [due], "taken": [task], "terug": [back], "lang": [away],
    }  # fmt: skip
    assert signal in shown["signalen"]
    assert {item.pupil for item in found.five} >= {due, task, back}
    assert len(found.five) == 5


def test_list_is_logged_for_each_pupil_on_it():
    world = World()
    by, pupils = busy(world)
    today(by, TODAY)
    logged = LogEntry.objects.filter(act="guidance.today").exclude(pupil_id=None)
    assert set(logged.values_list("pupil_id", flat=True)) == {pupil.pk for pupil in pupils}


def test_welcome_takes_who_is_back_from_the_list():
    world = World()
    by = world.by("begeleider")
    back = long_away(another(world), until=date(2026, 11, 17))
    assert kinds(today(by, TODAY))["terug"] == [back]
    write_entry(
        by=by, pupil=back, compartment="zorg", organisation_id=world.school.pk,
        draft=Draft(kind="welkom", on=TODAY),
    )  # fmt: skip
    assert kinds(today(by, TODAY))["terug"] == []


def test_who_had_no_contact_for_longest_stands_first_among_who_is_away():
    world = World()
    by = world.by("begeleider")
    called, never = long_away(another(world)), long_away(another(world))
    write_entry(
        by=by, pupil=called, compartment="zorg", organisation_id=world.school.pk,
        draft=Draft(kind="contact", on=TODAY - timedelta(days=9), whom="ouders", channel="telefoon", reached=True),
    )  # fmt: skip
    a_plan(world, called, by, begins_on=TODAY, contact_days=7)
    items = today(by, TODAY).sections[-1].items
    assert [(item.pupil, item.why, item.late) for item in items] == [
        (never, "nog geen contact genoteerd", True),
        (called, "laatste contact op 11 november 2026, afgesproken om de 7 dagen", True),
    ]


def test_review_of_home_and_agreement_comes_back():
    world = World()
    record(world, review_on=TODAY + timedelta(days=3))
    items = today(world.by("begeleider"), TODAY).sections[1].items
    assert [(item.what, item.why, item.late) for item in items] == [
        ("Opnieuw bekijken: thuisblijven", "op 23 november 2026", False)
    ]


def test_other_schools_stay_out():
    world = World()
    busy(world)
    world.user("vreemd", "begeleider", world.other)
    found = today(world.of(world.users["vreemd"]), TODAY)
    assert (found.five, [section.items for section in found.sections]) == ([], [[], [], [], [], []])


def test_page_asks_as_many_queries_for_more_pupils(django_assert_max_num_queries):
    world = World()
    by, _pupils = busy(world)
    client, url = client_of(by), reverse("guidance-today")
    client.get(url)
    with django_assert_max_num_queries(40) as first:
        assert "Bel de huisarts" in client.get(url).content.decode()
    busy(world)
    with django_assert_max_num_queries(40) as second:
        client.get(url)
    assert (len(first), len(first) <= 30) == (len(second), True)


def test_page_is_for_who_keeps_files():
    world = World()
    assert client_of(world.by("leerkracht")).get(reverse("guidance-today")).status_code == 403
    assert client_of(world.by("clb")).get(reverse("guidance-today")).status_code == 200


def test_agreed_contact_that_did_not_happen_comes_back_though_nobody_is_away_for_long():
    world = World()
    by = world.by("begeleider")
    silent, called = another(world).pupil, another(world).pupil
    for pupil in (silent, called):
        a_plan(world, pupil, by, begins_on=TODAY - timedelta(days=10), contact_days=7)
    write_entry(
        by=by, pupil=called, compartment="zorg", organisation_id=world.school.pk,
        draft=Draft(kind="contact", on=TODAY - timedelta(days=2), whom="ouders", channel="telefoon", reached=True),
    )  # fmt: skip
    items = today(by, TODAY).sections[-1].items
    assert [(item.pupil, item.what, item.why) for item in items] == [
        (silent, "Neem contact op, zoals afgesproken", "nog geen contact genoteerd, afgesproken om de 7 dagen")
    ]
