from datetime import timedelta
from itertools import permutations

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, models

from leerrecht.access.models import LogEntry
from leerrecht.access.policy import Denied
from leerrecht.access.standing import stand
from leerrecht.quality.domain import surveying
from leerrecht.quality.domain.queries import surveys
from leerrecht.quality.models import Box, Survey
from tests.factories import TODAY
from tests.notes.world import World
from tests.quality.helpers import a_survey, answered, sheet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


@pytest.fixture
def world():
    return World()


@pytest.fixture
def survey(world):
    return a_survey(world.by("directeur"), world.school)


def state():
    """All that the database holds, but for where the rows stand on disk."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if model._meta.managed and not model._meta.proxy:
                cursor.execute(f'SELECT t::text FROM "{model._meta.db_table}" t')
                found[model._meta.db_table] = sorted(row for (row,) in cursor.fetchall())
    return found


def test_code_and_answer_are_never_linked(world, survey):
    """Whoever answered what with which code, and in whatever order: the whole database reads the same afterwards.

    So nothing in it (no key, no time, no order, no entry of a log) can tell who gave which answer.
    """
    codes = surveying.make_codes(by=world.by("begeleider"), survey=survey, group="leerlingen", number=4)
    sheets = [sheet(5, 1), sheet(1, 5), sheet(3, 3)]
    seen = []
    for order in permutations(sheets):
        for hands in (codes[:3], codes[2::-1]):
            with connection.cursor() as cursor:
                cursor.execute("SAVEPOINT box")
            for code, given in zip(hands, order, strict=True):
                surveying.answer(code=code, answers=given, on=TODAY)
            seen.append(state())
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK TO SAVEPOINT box")
    assert all(one == seen[0] for one in seen)


def test_answers_of_a_group_lie_in_one_row_without_a_moment(world, survey):
    """Rows of their own would share the transaction that wrote them, or their place on disk."""
    before = LogEntry.objects.count()
    answered(world.by("begeleider"), survey, "leerlingen", [sheet(4, 4), sheet(2, 2)], spare=1)
    box = Box.objects.get(group="leerlingen")
    assert (len(box.codes), len(box.answers), box.made) == (1, 2, 3)
    moments = models.DateTimeField | models.DateField | models.TimeField
    assert [field.name for field in Box._meta.get_fields() if isinstance(field, moments)] == []
    assert not [
        model
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model is Box
    ]
    # One entry tells that codes were made; none that somebody answered.
    assert LogEntry.objects.count() == before + 1


def test_codes_are_not_readable_in_the_database(world, survey):
    codes = surveying.make_codes(by=world.by("begeleider"), survey=survey, group="personeel", number=2)
    everything = str(state())
    assert len(set(codes)) == 2
    assert [code for code in codes if code in everything or code.replace("-", "") in everything] == []


def test_code_works_once(world, survey):
    (code,) = surveying.make_codes(by=world.by("begeleider"), survey=survey, group="leerlingen", number=1)
    typed = f" {code.lower().replace('-', ' ')} "
    assert surveying.asked(code=typed, on=TODAY)[0] == "leerlingen"
    surveying.answer(code=typed, answers=sheet(4, 4), on=TODAY)
    with pytest.raises(ValidationError, match="werkt maar één keer"):
        surveying.answer(code=code, answers=sheet(4, 4), on=TODAY)
    with pytest.raises(ValidationError, match="Deze code werkt niet"):
        surveying.asked(code="ABCDE-FGHJK", on=TODAY)


def test_code_works_within_the_period(world):
    by = world.by("directeur")
    survey = surveying.open_survey(
        by=by, school=world.school, opens_on=TODAY + timedelta(days=1), closes_on=TODAY + timedelta(days=2)
    )
    (code,) = surveying.make_codes(by=by, survey=survey, group="leerlingen", number=1)
    with pytest.raises(ValidationError, match="begint op 21/11/2026"):
        surveying.asked(code=code, on=TODAY)
    with pytest.raises(ValidationError, match="is voorbij"):
        surveying.answer(code=code, answers=sheet(4, 4), on=TODAY + timedelta(days=3))


def test_nothing_or_nonsense_is_no_answer(world, survey):
    (code,) = surveying.make_codes(by=world.by("begeleider"), survey=survey, group="leerlingen", number=1)
    with pytest.raises(ValidationError, match="nog niets aangeduid"):
        surveying.answer(code=code, answers={}, on=TODAY)
    with pytest.raises(ValidationError) as refused:
        surveying.answer(code=code, answers={"w1": "9", "w2": "3", "x": "<b>"}, on=TODAY)
    assert list(refused.value.error_dict) == ["w1"]
    surveying.answer(code=code, answers={"w2": "3"}, on=TODAY)
    assert Box.objects.get(group="leerlingen").answers == [{"w2": 3}]


def test_result_keeps_counts_and_throws_the_answers_away(world, survey):
    by = world.by("directeur")
    answered(by, survey, "leerlingen", [sheet(5, 4), sheet(4, 4), sheet(4, 5), sheet(5, 5), sheet(4, 4)], spare=5)
    answered(by, survey, "personeel", [sheet(2, 5)] * 4)
    surveying.close_survey(by=by, survey=survey, handed={"leerlingen": 8, "personeel": None})
    assert not Box.objects.exists()
    pupils, staff = surveys.results(Survey.objects.get())
    assert (pupils.answered, pupils.handed, pupils.share, pupils.likely, list(pupils.also)) == (
        5, 8, 62, "autoritatief", []
    )  # fmt: skip
    assert [one.text for one in pupils.axes] == ["4,4 (van 3,7 tot 5,0)", "4,4 (van 3,7 tot 5,0)"]
    assert list(pupils.items) == []
    assert (staff.answered, staff.handed, list(staff.axes), staff.likely) == (4, 4, [], "")
    assert [point.group for point in surveys.points(Survey.objects.get())] == ["leerlingen"]
    with pytest.raises(ValidationError, match="afgesloten"):
        surveying.make_codes(by=by, survey=survey, group="personeel", number=1)


def test_number_handed_out_lies_between_answers_and_codes(world, survey):
    by = world.by("directeur")
    answered(by, survey, "leerlingen", [sheet(4, 4)] * 2, spare=1)
    for number in (1, 4):
        with pytest.raises(ValidationError) as refused:
            surveying.close_survey(by=by, survey=survey, handed={"leerlingen": number})
        assert list(refused.value.error_dict) == ["handed_leerlingen"]
    assert Box.objects.count() == 2


def test_box_stays_shut_for_everybody_who_works_there(world, survey):
    answered(world.by("begeleider"), survey, "leerlingen", [sheet(4, 4)])
    for role in ("directeur", "begeleider", "clbhoofd", "leerkracht", "secretariaat"):
        with stand(world.by(role)), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM quality_box")
            assert cursor.fetchone() == (0,), role


def test_only_the_director_opens_and_closes(world, survey):
    for role in ("begeleider", "clbhoofd", "leerkracht"):
        with pytest.raises(Denied):
            surveying.close_survey(by=world.by(role), survey=survey, handed={})
        with pytest.raises(Denied):
            a_survey(world.by(role), world.school)
    with pytest.raises(ValidationError, match="al een bevraging bezig"):
        a_survey(world.by("directeur"), world.school)


def test_development_shows_every_survey_of_the_own_school(world, survey):
    by = world.by("directeur")
    surveying.close_survey(by=by, survey=survey, handed={})
    later = world.by("directeur", on=TODAY + timedelta(days=200))
    surveying.close_survey(by=later, survey=a_survey(later, world.school), handed={})
    elsewhere = world.of(world.user("elders", "directeur", world.other))
    surveying.close_survey(by=elsewhere, survey=a_survey(elsewhere, world.other), handed={})
    found = surveys.development(surveys.surveys(by, world.school.pk))
    assert [(one.opens_on, result.group) for one, result in found] == [
        (TODAY, "leerlingen"), (TODAY, "personeel"),
        (TODAY + timedelta(days=200), "leerlingen"), (TODAY + timedelta(days=200), "personeel"),
    ]  # fmt: skip
    assert surveys.surveys(by, world.other.pk) == []
