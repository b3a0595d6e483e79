from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from leerrecht.access.policy import Denied
from leerrecht.guidance.models import Entry
from leerrecht.meetings.domain import planning, writing
from leerrecht.meetings.models import Minute, Task
from tests.factories import TODAY
from tests.meetings.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def ready(*invited):
    world = World()
    world.b(1)
    meeting = world.meeting(invited=("begeleider", *invited))
    return world, meeting, world.item(meeting)


def test_minutes_go_to_the_file_as_an_entry_of_the_kind_overleg():
    world, _meeting, item = ready()
    minute = world.minute(item, world.by("begeleider"), "gedeeld", "We bellen elke maandag")
    entry = Entry.objects.get()
    assert (entry.kind, entry.on, entry.compartment, entry.note.text) == (
        "overleg", TODAY, "gedeeld", "We bellen elke maandag",
    )  # fmt: skip
    assert minute.entry == entry


def test_minutes_prepared_for_a_coming_meeting_bear_the_day_on_which_they_were_written():
    world = World()
    world.b(1)
    meeting = world.meeting(on=TODAY + timedelta(days=4))
    assert world.minute(world.item(meeting), world.by("begeleider")).entry.on == TODAY


def test_same_form_twice_writes_once_and_other_words_take_the_place_of_the_first():
    world, _meeting, item = ready()
    by, key = world.by("begeleider"), uuid4()
    first = writing.write_minute(by=by, item=item, key=key, words=world.words("Eén"))
    writing.write_minute(by=by, item=item, key=key, words=world.words("Eén"))
    assert (Minute.objects.count(), Entry.objects.count()) == (1, 1)
    again = writing.write_minute(by=by, item=item, key=key, words=world.words("Eén, en meer"))
    assert (again.pk, again.entry.note.text) == (first.pk, "Eén, en meer")
    assert [entry.withdrawn_at is None for entry in Entry.objects.order_by("written_at")] == [False, True]


def test_decision_is_an_agreement_with_a_day_and_a_person():
    world, _meeting, item = ready()
    task = world.task(item, world.by("begeleider"), what="Bel de moeder", due_on=TODAY + timedelta(days=7))
    assert (task.entry.kind, task.entry.due_on, task.entry.note.text, task.who, task.who_id) == (
        "afspraak", TODAY + timedelta(days=7), "Bel de moeder", "Begeleider Test", world.staff("begeleider").pk,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"who_id": None}, {"who": ["Kies wie dit doet, of schrijf een naam."]}),
        ({"due_on": None}, {"due_on": ["Kies tegen welke dag."]}),
        ({"due_on": TODAY - timedelta(days=1)}, {"due_on": ["Kies een dag erna."]}),
        ({"what": " "}, {"what": ["Schrijf in enkele zinnen wat gezegd of afgesproken is."]}),
        ({"who_id": 0}, {"who": ["Kies iemand die voor dit overleg uitgenodigd is."]}),
    ],
)
def test_decision_without_person_day_or_words_is_refused(values, wrong):
    world, _meeting, item = ready()
    with pytest.raises(ValidationError) as error:
        world.task(item, world.by("begeleider"), **values)
    assert (error.value.message_dict, Task.objects.count(), Entry.objects.count()) == (wrong, 0, 0)


def test_whoever_has_to_do_it_must_be_able_to_read_it():
    world, _meeting, item = ready("clb")
    by = world.by("begeleider")
    with pytest.raises(ValidationError) as error:
        world.task(item, by, "clb", "gedeeld")
    assert "leest het vak" in error.value.message_dict["who"][0]
    world.case()
    assert world.task(item, by, "clb", "gedeeld").who == "Clb Test"


def test_minute_and_decision_of_one_form_are_kept_together_or_not_at_all():
    world, _meeting, item = ready()
    wrong = writing.Decision(what="Bellen", due_on=None, who="De titularis")
    with pytest.raises(ValidationError):
        writing.write(by=world.by("begeleider"), item=item, key=uuid4(), words=world.words(), decision=wrong)
    assert Entry.objects.count() == 0


def test_clb_writes_in_its_own_compartment_and_reads_nothing_of_the_school():
    world, _meeting, item = ready("clb")
    item.shared = True
    item.save()
    world.case()
    world.minute(item, world.by("begeleider"), "zorg")
    clb = world.by("clb")
    minute = world.minute(item, clb, "clb")
    assert (minute.entry.organisation_id, minute.entry.compartment) == (world.centre.pk, "clb")
    with pytest.raises(Denied):
        world.minute(item, clb, "zorg")


def test_task_is_done_with_its_result_once():
    world, _meeting, item = ready()
    by = world.by("begeleider")
    task = world.task(item, by)
    for _n in range(2):
        task = writing.finish_task(by=by, task=task, result="helpt")
    assert (task.entry.done_on, task.entry.result) == (TODAY, "helpt")


def test_nothing_is_written_after_the_meeting_was_closed():
    world, meeting, item = ready()
    by = world.by("begeleider")
    planning.close_meeting(by=by, meeting=meeting)
    with pytest.raises(ValidationError, match="afgesloten"):
        world.minute(item, by)


def test_who_is_not_invited_or_does_not_see_the_pupil_writes_nothing():
    world, _meeting, item = ready()
    world.case()
    for role in ("clb", "secretariaat", "leerkracht"):
        with pytest.raises(Denied):
            world.minute(item, world.by(role), "team")
