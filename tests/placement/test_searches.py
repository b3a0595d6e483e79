from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from leerrecht.access.policy import Denied
from leerrecht.cases.models import Case
from leerrecht.placement.domain import searches
from leerrecht.placement.domain.searches import Wishes
from leerrecht.placement.domain.settling import settle
from leerrecht.placement.domain.terms import days_without
from leerrecht.placement.models import SchoolSearch
from leerrecht.placement.tasks import settle_searches
from tests.factories import TODAY
from tests.placement.world import EXCLUDED, World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def test_search_after_exclusion_knows_since_when_and_opens_the_case():
    world = World()
    search = world.search()
    assert (search.why, search.since, search.excluded_on, search.school_id) == (
        "uitsluiting", EXCLUDED, EXCLUDED, world.school.pk,
    )  # fmt: skip
    assert (search.compartment, search.organisation_id, search.counterpart_id) == (
        "gedeeld", world.school.pk, world.centre.pk,
    )  # fmt: skip
    assert (search.school_who, search.centre_who) == ("Begeleider Test", "")
    assert Case.objects.get().organisation_id == world.school.pk
    world.case()
    assert searches.join(by=world.by("clb"), search=search).centre_who == "Clb Test"
    assert days_without(search, TODAY) == 9
    with pytest.raises(ValidationError, match="Er loopt al een zoektocht"):
        world.search()


def test_search_follows_the_exclusion_that_was_noted_and_not_what_is_claimed():
    world = World()
    with pytest.raises(ValidationError, match="geen definitieve uitsluiting"):
        searches.begin_search(by=world.by("begeleider"), pupil=world.pupil, why="uitsluiting", since=EXCLUDED)
    with pytest.raises(ValidationError, match="is ingeschreven"):
        world.search(why="uitgeschreven")
    with pytest.raises(ValidationError, match="Kies waarom"):
        world.search(why="anders")
    procedure = world.exclude()
    with pytest.raises(Denied):
        world.search(by=world.by("leerkracht"))
    procedure.closed_on, procedure.closed_how = TODAY, "vernietigd"
    procedure.save()
    with pytest.raises(ValidationError, match="geen definitieve uitsluiting"):
        world.search()


def test_pupil_without_enrolment_is_searched_for_from_the_day_after_the_last():
    world = World()
    world.leave(date(2026, 11, 2))
    search = world.search(why="uitgeschreven")
    assert (search.since, search.school_id, search.excluded_on) == (date(2026, 11, 2), world.school.pk, None)
    with pytest.raises(ValidationError, match="op of na 2 november 2026"):
        world.search(why="niet_ingeschreven", since=date(2026, 10, 1))


def test_wishes_are_kept_and_wrong_ones_are_named():
    world = World()
    wishes = Wishes(study="Hout  en bouw", most_km=15, network="vgo", region_id=world.region.pk, words="[[gedeeld]]")
    search = world.search(wishes=wishes)
    assert (search.study, search.most_km, search.network, search.region) == ("Hout en bouw", 15, "vgo", world.region)
    with pytest.raises(ValidationError) as refused:
        searches.change_wishes(
            by=world.by("begeleider"), search=search,
            wishes=Wishes(level="x", kind="y", network="z", most_km=0, region_id=0, agreed_on=TODAY + timedelta(1)),
        )  # fmt: skip
    assert set(refused.value.message_dict) == {"level", "kind", "network", "most_km", "region_id", "agreed_on"}


def test_enrolment_elsewhere_ends_the_search_by_itself_and_a_second_exclusion_begins_another():
    world = World()
    search = world.search()
    assert settle(on=TODAY) == (0, 0)
    world.enrol_near(TODAY)
    assert settle([world.pupil.pk], on=TODAY) == (1, 0)
    search.refresh_from_db()
    assert (search.ended_on, search.ended_how, search.enrolled_in) == (TODAY, "ingeschreven", "")
    assert days_without(search, TODAY + timedelta(days=30)) == 8
    with pytest.raises(Denied):
        world.search()
    assert SchoolSearch.objects.count() == 1


def test_job_ends_searches_of_who_is_enrolled():
    world = World()
    search = world.search()
    world.enrol_near(TODAY)
    settle_searches(timestamp=0)
    search.refresh_from_db()
    assert search.ended_how == "ingeschreven"
