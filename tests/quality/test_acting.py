from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from leerrecht.access.policy import Denied
from leerrecht.quality.domain import acting, surveying
from leerrecht.quality.domain.queries import audits, home
from leerrecht.quality.models import PolicyAction
from tests.factories import TODAY
from tests.notes.world import World
from tests.quality.helpers import a_round, a_survey, fixed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
PLAN = {"what": "Taalcoach", "who": "Zorgteam", "until": TODAY + timedelta(days=30), "signs": "Minder vragen"}


@pytest.fixture
def world():
    return World()


def plan(by, world, **values):
    return acting.plan_action(by=by, school=world.school, **{**PLAN, "place": "leren-0", **values})


def test_action_shows_at_its_cell_in_the_next_round(world):
    by = world.by("directeur")
    fixed(by, world.school, TODAY - timedelta(days=1))
    action = plan(by, world)
    acting.evaluate_action(by=by, action=action, done="ja", worked="deels", evaluation="De helft vraagt nog hulp")
    found = audits.detail(by, a_round(by, world.school), audits.places()["leren-0"])
    assert [(one.what, one.worked, one.evaluation) for one in found.actions] == [
        ("Taalcoach", "deels", "De helft vraagt nog hulp")
    ]


def test_action_needs_all_of_it_and_one_place(world):
    by = world.by("begeleider")
    with pytest.raises(ValidationError) as refused:
        plan(by, world, what=" ", signs="")
    assert sorted(refused.value.error_dict) == ["signs", "what"]
    with pytest.raises(ValidationError) as refused:
        plan(by, world, until=TODAY)
    assert list(refused.value.error_dict) == ["until"]
    survey = a_survey(world.by("directeur"), world.school)
    for wrong in ({"place": "maan-1"}, {"survey": survey}, {"place": "", "survey": survey}):
        with pytest.raises(ValidationError):
            plan(by, world, **wrong)
    surveying.close_survey(by=world.by("directeur"), survey=survey, handed={})
    survey.refresh_from_db()
    plan(by, world, place="", survey=survey)
    assert PolicyAction.objects.count() == 1


def test_action_is_evaluated_until_one_knows_whether_it_works(world):
    by = world.by("begeleider")
    action = plan(by, world)
    acting.evaluate_action(by=by, action=action, done="deels", worked="onbekend", evaluation="Net begonnen")
    acting.evaluate_action(by=by, action=action, done="ja", worked="nee", evaluation="Het helpt niet")
    with pytest.raises(ValidationError, match="al geëvalueerd"):
        acting.evaluate_action(by=by, action=action, done="ja", worked="ja", evaluation="Toch wel")


def test_action_is_of_the_own_school(world):
    action = plan(world.by("begeleider"), world)
    elsewhere = world.of(world.user("elders", "directeur", world.other))
    for by in (elsewhere, world.by("clbhoofd"), world.by("leerkracht")):
        with pytest.raises(Denied):
            plan(by, world)
        with pytest.raises(Denied):
            acting.evaluate_action(by=by, action=action, done="ja", worked="ja", evaluation="x")


def test_action_comes_back_by_itself(world):
    by = world.by("begeleider")
    plan(by, world)
    assert home.due(by, home.actions(by, world.school.pk), [], []) == []
    later = world.by("begeleider", on=TODAY + timedelta(days=20))
    (due,) = home.due(later, home.actions(later, world.school.pk), [], [])
    assert (due.what, due.by, due.late) == ("Evalueren: Taalcoach", TODAY + timedelta(days=30), False)
    late = world.by("begeleider", on=TODAY + timedelta(days=31))
    assert home.due(late, home.actions(late, world.school.pk), [], [])[0].late
    assert [home.due_number(one) for one in (by, later, late, world.by("clb"))] == [0, 1, 1, 0]
