from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from leerrecht.access.policy import Denied
from leerrecht.discipline.models import Procedure
from leerrecht.people.models import Pupil
from leerrecht.placement.domain import ending, platform
from leerrecht.placement.domain.merging import merge
from leerrecht.placement.domain.queries.page import search_page
from leerrecht.placement.models import SchoolSearch
from leerrecht.trajectories.models import HomeEducation
from tests.factories import SYSTEM, TODAY, PupilFactory, principal
from tests.placement.world import EXCLUDED, World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def rules_of(world, search):
    return {one.regel for one in search_page(world.by("begeleider"), search).outcomes}


def test_shelter_in_primary_school_closes_its_duty_and_refusing_it_asks_a_reason():
    world = World()
    world.placement.enrolment.level = "lager"
    world.placement.enrolment.save()
    search = world.search()
    assert world.outcome("du.opvang").status == "open"
    with pytest.raises(ValidationError, match="de reden schriftelijk"):
        world.step_in(search, "geen_opvang")
    world.case()
    with pytest.raises(Denied, match="de school vast"):
        world.step_in(search, "opvang", by=world.by("clb"))
    step = world.step_in(search, "geen_opvang", words="[[gedeeld]] geen lokaal")
    assert (step.by_name, step.note.text) == (world.school.name, "[[gedeeld]] geen lokaal")
    assert world.outcome("du.opvang").status == "vervuld"


def test_unwillingness_needs_a_place_that_was_left_for_no_good_reason():
    world = World()
    search = world.search()
    with pytest.raises(ValidationError, match="een echt aanbod"):
        world.step_in(search, "onwil", words="x")
    far = world.ask_at(search)
    world.answered(far, "niet_aanvaard", declined="te_ver")
    with pytest.raises(ValidationError, match="een echt aanbod"):
        world.step_in(search, "onwil", words="x")
    near = world.ask_at(search, name="Dichtbij")
    world.answered(near, "niet_aanvaard", declined="ander")
    with pytest.raises(ValidationError, match="Schrijf op waaruit"):
        world.step_in(search, "onwil")
    assert "du.uitschrijving" not in rules_of(world, search)
    world.step_in(search, "onwil", words="[[gedeeld]] komt op geen afspraak")
    search.refresh_from_db()
    assert "du.uitschrijving" in rules_of(world, search)
    assert search.ended_on is None


def test_pupil_who_moved_is_searched_for_where_the_home_is_now():
    world = World()
    search = world.search()
    search.agreed_on = TODAY
    search.save()
    world.step_in(search, "verhuisd", region_id=world.region.pk)
    search.refresh_from_db()
    assert (search.region, search.agreed_on, search.ended_on) == (world.region, None, None)
    for words, done in {"toekomst": {"on": TODAY + timedelta(1)}, "op of na": {"on": EXCLUDED - timedelta(1)}}.items():
        with pytest.raises(ValidationError, match=words):
            world.step_in(search, "overleg", **done)
    with pytest.raises(ValidationError, match="Kies uit de lijst"):
        world.step_in(search, "toveren")


def test_lop_keeps_agreement_and_rota_and_a_turn_counts_for_the_school():
    world = World()
    lop = principal("lop", world.lop)
    with pytest.raises(ValidationError) as refused:
        platform.agree(by=lop, since=TODAY, with_file=None, taken_in=0, measured="x", until=TODAY - timedelta(1))
    assert set(refused.value.message_dict) == {"with_file", "taken_in", "measured", "until"}
    with pytest.raises(Denied):
        platform.agree(by=world.by("begeleider"), since=TODAY, with_file=3, taken_in=2, measured="school")
    first = platform.agree(by=lop, since=date(2026, 9, 1), with_file=3, taken_in=2, measured="school")
    platform.agree(by=lop, since=date(2026, 11, 1), with_file=4, taken_in=2, measured="klasgroep")
    with pytest.raises(ValidationError, match="geldt al een afspraak"):
        platform.agree(by=lop, since=date(2026, 11, 1), with_file=4, taken_in=2, measured="klasgroep")
    first.refresh_from_db()
    assert first.until == date(2026, 10, 31)
    with pytest.raises(ValidationError, match="gewoon secundair onderwijs van uw streek"):
        platform.set_rota(by=lop, schools=[world.other.pk])
    rota = platform.set_rota(by=lop, schools=[world.near.pk, world.school.pk])
    assert [place.school_id for place in rota] == [world.near.pk, world.school.pk]
    search = world.search()
    search.region = world.region
    search.save()
    with pytest.raises(ValidationError, match="Kies de school"):
        world.step_in(search, "beurtrol")
    with pytest.raises(ValidationError, match="niet voor de school die uitsloot"):
        world.step_in(search, "beurtrol", rota_id=rota[1].pk)
    assert world.step_in(search, "beurtrol", rota_id=rota[0].pk).school == world.near
    now = platform.rota_of(world.lop, TODAY)
    assert [(place.school_id, place.taken) for place in now] == [(world.school.pk, 0), (world.near.pk, 1)]


def test_search_ends_only_with_an_enrolment_that_is_there_or_a_school_that_is_named():
    world = World()
    search = world.search()
    with pytest.raises(ValidationError, match="geen inschrijving in een andere school"):
        world.end(search, "ingeschreven")
    with pytest.raises(ValidationError, match="Kies hoe"):
        world.end(search, "")
    ended = world.end(search, "ingeschreven", enrolled_in="Athénée de Liège", provisional=True, words="[[gedeeld]]")
    assert (ended.ended_on, ended.enrolled_in, ended.ended_by) == (TODAY, "Athénée de Liège", "Begeleider Test")
    with pytest.raises(ValidationError, match="is afgelopen"):
        world.ask_at(search)
    done = ending.settle_appeal(by=world.by("directeur"), search=search, how="blijft", on=TODAY)
    assert (done.settled_how, done.settled_on) == ("blijft", TODAY)
    with pytest.raises(ValidationError, match="geen beroep"):
        ending.settle_appeal(by=world.by("directeur"), search=search, how="blijft", on=TODAY)


def test_outcomes_that_the_facts_contradict_are_refused():
    world = World()
    search = world.search()
    refused = {
        "De uitsluiting geldt nog": "terug", "geen huisonderwijs": "huisonderwijs", "geen vrijstelling": "vrijstelling",
        "leerplichtig": "niet_leerplichtig",
    }  # fmt: skip
    for words, how in refused.items():
        with pytest.raises(ValidationError, match=words):
            world.end(search, how)
    with pytest.raises(ValidationError, match="beroep loopt alleen"):
        world.end(search, "buitenland", provisional=True)
    world.answered(world.ask_at(search), "wachtlijst")
    with pytest.raises(ValidationError, match="geen vergissing"):
        world.end(search, "vergissing")
    assert world.end(search, "buitenland").ended_how == "buitenland"


def test_pupil_beyond_compulsory_age_may_stop_and_may_go_on():
    world = World()
    Pupil.objects.filter(pk=world.pupil.pk).update(birth_date=date(2008, 1, 1))
    search = world.search()
    assert search_page(world.by("begeleider"), search).open
    assert world.end(search, "niet_leerplichtig").ended_how == "niet_leerplichtig"


def test_exclusion_that_was_undone_asks_to_end_the_search_and_lets_the_pupil_return():
    world = World()
    search = world.search()
    Procedure.objects.update(closed_on=TODAY, closed_how="vernietigd")
    assert search_page(world.by("begeleider"), search).gone
    assert world.end(search, "terug").ended_how == "terug"


def test_home_education_ends_a_search():
    world = World()
    search = world.search()
    HomeEducation.objects.create(pupil=world.pupil, centre=world.centre, begins_on=EXCLUDED, b_before=0, noted_by="CLB")
    assert world.end(search, "huisonderwijs").ended_how == "huisonderwijs"


def test_two_records_of_one_pupil_become_one_search():
    world = World()
    keep = world.search()
    twin = PupilFactory.create()
    drop = SchoolSearch.objects.create(
        pupil=twin, organisation_id=keep.organisation_id, counterpart_id=keep.counterpart_id, compartment="gedeeld",
        written_by="x", why="niet_ingeschreven", since=EXCLUDED, begun_on=TODAY, last_act_on=TODAY, level="secundair",
    )  # fmt: skip
    asked = world.ask_at(drop, by=SYSTEM)
    assert merge(by=SYSTEM, keep=world.pupil, drop=twin) == {"searches": 1}
    asked.refresh_from_db()
    drop.refresh_from_db()
    assert (asked.search, drop.ended_how, drop.pupil) == (keep, "vergissing", world.pupil)
