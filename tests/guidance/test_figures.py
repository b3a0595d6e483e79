from datetime import date, timedelta

import pytest
from django.urls import reverse

from leerrecht.access.policy import Denied
from leerrecht.guidance.domain.queries.figures import figures
from leerrecht.guidance.models import Begeleidingsdossier
from tests.duties.helpers import absent
from tests.factories import TODAY, PlacementFactory
from tests.guidance.test_file_page import client_of
from tests.guidance.test_today import a_plan
from tests.guidance.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def file_of(world, pupil, opened_on):
    return Begeleidingsdossier.objects.create(
        pupil=pupil, organisation_id=world.school.pk, compartment="gedeeld", opened_on=opened_on, opening="hand",
        written_by="An",
    )  # fmt: skip


def test_figures_of_a_school_count_what_was_done():
    world = World()
    by = world.by("directeur")
    world.b(3, until=TODAY - timedelta(days=4))
    world.entry(by, "zorg", kind="contact", whom="ouders", channel="telefoon", reached=True)
    silent = PlacementFactory.create(class_group=world.placement.class_group).enrolment
    absent(silent, 1)
    file_of(world, world.pupil, date(2026, 10, 1))
    file_of(world, silent.pupil, date(2026, 10, 1))
    a_plan(world, world.pupil, by)
    found = figures(by, world.school.pk, TODAY)
    assert (found.pupils_with_b, found.contacted, found.median_days) == (2, 1, 7)
    assert (found.files, found.files_without_steps, found.plans, found.plans_late) == (2, 1, 1, 1)
    assert [(back.days, back.known, back.back, back.share) for back in found.back] == [
        (20, 2, 2, 100),
        (60, 0, 0, None),
    ]


def test_who_is_back_stands_beside_what_was_done():
    world = World()
    by = world.by("directeur")
    file_of(world, world.pupil, date(2026, 9, 7))
    away = PlacementFactory.create(class_group=world.placement.class_group).enrolment
    file_of(world, away.pupil, date(2026, 9, 7))
    # The twentieth school day is Friday 2 October.
    absent(away, 1, until=date(2026, 10, 1))
    world.entry(by, "zorg", on=date(2026, 9, 15))
    world.entry(by, "zorg", on=date(2026, 9, 16))
    back = figures(by, world.school.pk, TODAY).back[0]
    assert (back.known, back.back, back.share, back.rows) == (2, 1, 50, [("gesprek", 2.0, None)])


def test_figures_are_for_the_own_school():
    world = World()
    with pytest.raises(Denied):
        figures(world.by("directeur"), world.other.pk, TODAY)
    url = reverse("guidance-figures")
    assert client_of(world.by("clb")).get(url).status_code == 403
    page = client_of(world.by("begeleider")).get(url, {"school": world.other.pk})
    assert (page.status_code, page.context["school"].pk) == (200, world.school.pk)
