"""Filling an empty database with two invented school communities, A and B, that have nothing to do with each other."""

import zlib
from collections.abc import Callable
from datetime import date
from random import Random

from django.db import connection, transaction
from django.utils import timezone

from leerrecht import law
from leerrecht.access.compartments import COMPARTMENTS
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.demo import (
    absences,
    cases,
    discimus,
    discipline,
    figures,
    forms,
    guidance,
    ill,
    joint_cases,
    leerplicht,
    letters,
    links,
    meetings,
    moving,
    network,
    passing_on,
    placement,
    places,
    portal,
    pupils,
    quality,
    schools,
    sitters,
    trajectories,
)
from leerrecht.demo.personae import COMMUNITIES
from leerrecht.duties.domain.everyone import recompute_all
from leerrecht.organisations.models import Organisation

Report = Callable[[str], None]


def build_demo_if_empty(*, report: Report) -> None:
    """Build the demo where the database holds no organisation yet."""
    if not Organisation.objects.exists():
        build_demo(report=report)


@transaction.atomic
def build_demo(*, report: Report) -> None:
    """Build both communities: all of it or, where something fails, none. The same day gives the same demo."""
    today = timezone.localdate()
    by = command("demo", today, vaults=COMPARTMENTS)
    with stand(by):
        _build(by, today, report=report)


def _build(by: Principal, today: date, *, report: Report) -> None:
    year = law.school_year(today)
    schools.make_shared(by=by)
    numbers: set[str] = set()
    made = []
    for key in COMMUNITIES:
        report(f"Demo: gemeenschap {key.upper()} wordt gemaakt ...")
        draw = Random(zlib.crc32(key.encode()))
        community = schools.make_community(key, by=by, year=year)
        everyone = pupils.make_pupils(community, by=by, draw=draw, taken=numbers)
        absences.make_absences(community, everyone, by=by, today=today, draw=draw)
        cases.make_case(community, everyone, by=by, today=today)
        made.append((community, everyone))
        moving.make_moving(community, everyone, by=by, today=today)
        letters.make_letters(community, today=today)
        forms.make_forms(community, today=today)
    moving.propose(by=by, today=today)
    report("Demo: de plichten worden berekend ...")
    recompute_all(today)
    network.make_network([community for community, _everyone in made], by=by, today=today)
    for community, everyone in made:
        guidance.make_guidance(community, everyone, today=today)
        meetings.make_meetings(community, everyone, today=today)
        joint_cases.make_joint_cases(community, everyone, today=today)
        passing_on.make_passing_on(community, everyone, today=today)
        trajectories.make_trajectories(community, everyone, today=today)
        ill.make_ill(community, everyone, today=today)
        discipline.make_discipline(community, everyone, today=today)
        discimus.make_discimus(community, today=today)
        placement.make_placement(community, everyone, today=today)
        places.make_places(community, everyone, today=today)
        quality.make_quality(community, today=today)
        portal.make_own_pages(community, everyone, by=by, today=today)
        links.make_links(community, today=today)
    figures.ask_for_figures()
    leerplicht.make_leerplicht([community for community, _everyone in made], today=today)
    sitters.make_sitters([community for community, _everyone in made], today=today)
    # Without it the planner knows nothing of tables that were filled a moment ago.
    with connection.cursor() as cursor:
        cursor.execute("SELECT wall_statistics()")
