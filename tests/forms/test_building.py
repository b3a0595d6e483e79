import pytest
from django.core.exceptions import ValidationError

from leerrecht.access import policy
from leerrecht.forms import domain
from leerrecht.forms.domain.building import draft_of, last_number
from leerrecht.forms.domain.catalogue import forms as catalogue
from leerrecht.forms.domain.definitions import Question, delivered, from_json
from leerrecht.forms.models import Form, FormVersion
from tests.notes.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]


@pytest.fixture
def world():
    return World()


def made(world, **values):
    chosen = {"by": world.by("directeur"), "school": world.school, "name": "Onze leidraad", "about": "leerling",
              "compartment": "zorg"} | values  # fmt: skip
    return domain.make_form(**chosen)


def with_questions(world):
    form, by = made(world), world.by("directeur")
    domain.put_section(by=by, form=form, place=None, title="Begin")
    first = domain.put_question(by=by, form=form, section=0, question=Question("", "janee", "Gaat het?"))
    domain.put_question(
        by=by, form=form, section=0, question=Question("", "lang", "Wat niet?", when=(first, "nee"))
    )  # fmt: skip
    return form, by, first


def texts(form):
    return [one.text for section in from_json(draft_of(form).content) for one in section.questions]


def test_form_is_made_published_and_changed_while_old_answers_keep_their_version(world):
    form, by, first = with_questions(world)
    key = f"eigen-{form.pk}"
    assert key not in catalogue(by, act="note.write")
    domain.publish(by=by, form=form)
    one = domain.fill_form(
        by=by, pupil=world.pupil, key=key, compartment="zorg", organisation_id=world.school.pk, answers={first: "ja"}
    )
    domain.open_draft(by=by, form=form)
    domain.put_question(by=by, form=form, section=0, question=Question(first, "janee", "Gaat het goed?"))
    assert catalogue(by, act="note.write")[key].number == 1
    domain.publish(by=by, form=form)
    one.refresh_from_db()
    assert (one.version.number, last_number(form), catalogue(by, act="note.write")[key].number) == (1, 2, 2)
    assert next(from_json(one.version.content)[0].questions.__iter__()).text == "Gaat het?"


def test_form_begins_with_the_questions_of_one_that_came_along(world):
    form = made(world, like="knipperlichten")
    assert texts(form) == [one.text for one in delivered()["knipperlichten"].questions]


def test_questions_move_change_and_go(world):
    form, by, first = with_questions(world)
    domain.put_question(by=by, form=form, section=0, question=Question("", "tekst", "Derde"))
    third = from_json(draft_of(form).content)[0].questions[2].code
    domain.move_question(by=by, form=form, section=0, code=third, to="op")
    assert texts(form) == ["Gaat het?", "Derde", "Wat niet?"]
    domain.move_question(by=by, form=form, section=0, code=third, to="neer")
    domain.move_question(by=by, form=form, section=0, code=third, to="neer")
    assert texts(form) == ["Gaat het?", "Wat niet?", "Derde"]
    domain.remove_question(by=by, form=form, section=0, code=third)
    with pytest.raises(ValidationError, match="alleen gevraagd na deze vraag"):
        domain.remove_question(by=by, form=form, section=0, code=first)
    with pytest.raises(ValidationError, match="er niet voor staat"):
        domain.move_question(by=by, form=form, section=0, code=first, to="neer")
    with pytest.raises(ValidationError, match="niet meer"):
        domain.move_question(by=by, form=form, section=0, code="weg", to="op")
    with pytest.raises(ValidationError, match="Haal eerst de vragen"):
        domain.remove_section(by=by, form=form, place=0)
    assert texts(form) == ["Gaat het?", "Wat niet?"]


def test_section_is_changed_and_an_empty_one_goes(world):
    form, by = made(world), world.by("directeur")
    domain.put_section(by=by, form=form, place=None, title="Een")
    domain.put_section(by=by, form=form, place=0, title="Twee", text="Uitleg")
    assert from_json(draft_of(form).content)[0].title == "Twee"
    domain.remove_section(by=by, form=form, place=0)
    assert draft_of(form).content == []
    with pytest.raises(ValidationError, match="titel"):
        domain.put_section(by=by, form=form, place=None, title=" ")
    with pytest.raises(ValidationError, match="niet meer"):
        domain.remove_section(by=by, form=form, place=3)


def test_form_without_questions_is_not_published_and_a_published_one_not_changed(world):
    form, by = made(world), world.by("directeur")
    with pytest.raises(ValidationError, match="minstens één vraag"):
        domain.publish(by=by, form=form)
    form, by, _first = with_questions_named(world)
    domain.publish(by=by, form=form)
    with pytest.raises(ValidationError, match="al uitgegeven"):
        domain.put_section(by=by, form=form, place=None, title="Nog een")


def with_questions_named(world):
    Form.objects.all().delete()
    return with_questions(world)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": " "}, "name"),
        ({"about": "de maan"}, "about"),
        ({"compartment": ""}, "compartment"),
        ({"like": "bestaat-niet"}, "like"),
    ],
)
def test_form_that_is_not_whole_is_refused(world, values, field):
    with pytest.raises(ValidationError) as caught:
        made(world, **values)
    assert list(caught.value.message_dict) == [field]


def test_form_has_its_name_once_and_can_be_laid_aside(world):
    form = made(world)
    with pytest.raises(ValidationError, match="al een formulier met deze naam"):
        made(world)
    domain.retire(by=world.by("directeur"), form=form)
    assert made(world).key == "onze-leidraad"
    assert FormVersion.objects.count() == 2


def test_forms_are_made_and_seen_by_the_school_alone(world):
    form, by, _first = with_questions(world)
    domain.publish(by=by, form=form)
    elsewhere = world.of(world.user("elders", "directeur", world.other))
    assert f"eigen-{form.pk}" not in catalogue(elsewhere, act="note.write")
    for who in (elsewhere, world.by("leerkracht"), world.by("secretariaat")):
        with pytest.raises(policy.Denied):
            domain.open_draft(by=who, form=form)
    with pytest.raises(policy.Denied):
        made(world, by=world.by("leerkracht"))
