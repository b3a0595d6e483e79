import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from leerrecht.access.models import LogEntry
from leerrecht.guidance.domain.queries.today import today
from leerrecht.guidance.models import Begeleidingsdossier, Entry
from leerrecht.meetings.domain import agenda, filling, planning
from leerrecht.meetings.models import Item, Meeting, Task
from tests.factories import TODAY, PlacementFactory
from tests.guidance.test_file_page import client_of
from tests.guidance.test_today import a_plan
from tests.meetings.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
HTMX = {"HTTP_HX_REQUEST": "true"}


def url_of(meeting):
    return reverse("meeting", args=[meeting.pk])


def post(client, meeting, item=None, *, place="", **values):
    data = {"punt": str(item.pk) if item else "", "sleutel": str(uuid4()), "place": place, **values}
    return client.post(url_of(meeting), data)


def key_of(text):
    return re.search(r'name="sleutel" value="([^"]+)"', text)[1]


def test_pupil_at_hand_shows_own_words_first_and_why():
    world = World()
    by = world.by("begeleider")
    world.b(1)
    world.entry(by, "gedeeld", kind="woorden", whom="", text="Ik wil terug")
    world.entry(by, "gedeeld", kind="sterkte", whom="", text="Helpt anderen")
    meeting = world.meeting(invited=("begeleider",))
    text = client_of(by).get(url_of(meeting)).content.decode()
    words, known = text.index("Ik wil terug"), text.index("Wat we weten")
    assert words < text.index("Helpt anderen") < known
    looks = LogEntry.objects.filter(actor_id=by.user_id, act__in=("meeting.attend", "note.view"))
    assert {(look.act, look.pupil_id) for look in looks} >= {
        ("meeting.attend", world.pupil.pk), ("note.view", world.pupil.pk),
    }  # fmt: skip


def test_besproken_keeps_what_was_typed_and_goes_to_the_next():
    world = World()
    by = world.by("begeleider")
    for _n in range(2):
        world.signal()
    meeting = world.meeting(invited=("begeleider",))
    first, second = Item.objects.filter(meeting=meeting)
    place = f"zorg-{world.school.pk}"
    done = post(
        client_of(by), meeting, first, place=place, text="Gesproken", what="Bellen", who=str(by.user_id),
        due_on="2026-12-04", doe="besproken",
    )  # fmt: skip
    assert done.headers["Location"] == f"{url_of(meeting)}?vak=zorg&punt={second.pk}"
    first.refresh_from_db()
    assert (first.state, first.minutes.get().entry.note.text, first.tasks.get().who) == (
        "besproken", "Gesproken", "Begeleider Test",
    )  # fmt: skip


def test_what_is_wrong_is_told_and_what_was_typed_stays():
    world = World()
    by = world.by("begeleider")
    world.b(1)
    meeting = world.meeting()
    place = f"zorg-{world.school.pk}"
    values = {"place": place, "text": "Dit blijft", "what": "Bellen", "doe": "besproken"}
    answer = post(client_of(by), meeting, world.item(meeting), **values)
    text = answer.content.decode()
    assert (answer.status_code, "Dit blijft" in text, "Kies wie dit doet" in text) == (200, True, True)
    assert (Entry.objects.count(), world.item(meeting).state) == (0, "open")


def test_answer_to_the_page_is_the_table_alone_and_may_be_sent_again():
    world = World()
    by = world.by("begeleider")
    world.b(1)
    meeting = world.meeting()
    client, item = client_of(by), world.item(meeting)
    data = {
        "punt": str(item.pk), "sleutel": key_of(client.get(url_of(meeting)).content.decode()), "text": "Eén keer",
        "place": f"zorg-{world.school.pk}", "doe": "bewaar",
    }  # fmt: skip
    for _n in range(2):
        text = client.post(url_of(meeting), data, **HTMX).content.decode()
        assert ("<html" in text, 'id="tafel"' in text, "Bewaard bij" in text) == (False, True, True)
    assert Entry.objects.filter(kind="overleg").count() == 1


def test_clb_sees_shared_pupils_only_and_of_each_what_it_may():
    world = World()
    world.case()
    by = world.by("begeleider")
    world.b(1)
    inside = world.signal()
    meeting = world.meeting(invited=("begeleider", "clb"))
    Item.objects.filter(pupil=world.pupil).update(shared=True)
    a_plan(world, world.pupil, by)
    Item.objects.filter(pupil=world.pupil).update(reasons=["plan", "signaal"])
    for compartment in ("zorg", "gedeeld", "team"):
        world.minute(world.item(meeting), by, compartment)
        world.task(world.item(meeting), by, compartment=compartment, what=f"taak in {compartment}")
    client = client_of(world.by("clb"))
    for address in (url_of(meeting), reverse("meeting-report", args=[meeting.pk])):
        text = client.get(address).content.decode()
        assert {name for name in ("zorg", "gedeeld", "team") if f"[[{name}]]" in text} == {"gedeeld"}
        assert [name for name in ("zorg", "gedeeld", "team") if f"taak in {name}" in text] == ["gedeeld"]
        assert (str(inside) in text, "toe aan evaluatie" in text, str(world.pupil) in text) == (False, False, True)
    assert "0 van 1 leerling" in client.get(url_of(meeting)).content.decode()
    row = client.get(reverse("meeting-list")).context["list"].coming[0]
    assert (row.meeting, row.pupils) == (meeting, 1)
    hidden = Item.objects.get(pupil=inside)
    shown = client.get(f"{url_of(meeting)}?punt={hidden.pk}").context["line"]
    assert shown.item.pupil == world.pupil


def test_teacher_sees_own_pupils_and_who_is_not_invited_finds_nothing():
    world = World()
    world.b(1)
    meeting = world.meeting(invited=("leerkracht",))
    elsewhere = PlacementFactory.create(class_group__school=world.school).enrolment.pupil
    agenda.add_pupil(by=world.by("begeleider"), meeting=meeting, pupil=elsewhere, shared=True)
    lines = client_of(world.by("leerkracht")).get(url_of(meeting)).context["agenda"].lines
    assert [line.item.pupil for line in lines] == [world.pupil]
    for role in ("clb", "secretariaat", "partner"):
        assert client_of(world.by(role)).get(url_of(meeting)).status_code == 404
    assert client_of(world.child()).get(url_of(meeting)).status_code == 404
    assert client_of(world.child()).get(reverse("meeting-list")).status_code == 403


def test_clb_at_the_table_writes_in_its_own_file_and_cannot_lead():
    world = World()
    world.case()
    world.b(1)
    meeting = world.meeting(invited=("clb",))
    item = world.item(meeting)
    Item.objects.update(shared=True)
    client = client_of(world.by("clb"))
    post(client, meeting, item, place=f"clb-{world.centre.pk}", text="Eigen nota", doe="bewaar")
    assert Entry.objects.get().compartment == "clb"
    assert post(client, meeting, item, doe="besproken").status_code == 403
    assert post(client, meeting, item, doe="zoek", wie="Noor").status_code == 403
    school = client_of(world.by("begeleider")).get(url_of(meeting)).content.decode()
    assert "Eigen nota" not in school


def test_every_button_of_the_table():
    world = World()
    by = world.by("begeleider")
    client = client_of(by)
    a, b = world.signal(), world.signal()
    meeting = world.meeting(invited=("begeleider",))
    first, second = Item.objects.filter(meeting=meeting)
    assert {first.pupil, second.pupil} == {a, b}
    state = {}
    for doe in ("volgende", "vorige", "uitstellen", "terugzetten", "delen", "niet-delen", "weg", "dossier", "onzin"):
        post(client, meeting, first, doe=doe, why="elders")
        first.refresh_from_db()
        state[doe] = (first.state, first.shared)
    assert state == {
        "volgende": ("open", False), "vorige": ("open", False), "uitstellen": ("uitgesteld", False),
        "terugzetten": ("open", False), "delen": ("open", True), "niet-delen": ("open", False),
        "weg": ("weg", False), "dossier": ("weg", False), "onzin": ("weg", False),
    }  # fmt: skip
    assert Begeleidingsdossier.objects.get().pupil == first.pupil
    post(client, meeting, second, lager=str(second.pk))
    post(client, meeting, second, doe="dringend")
    post(client, meeting, second, doe="aanvullen")
    task = world.task(second, by)
    minute = world.minute(second, by)
    post(client, meeting, second, klaar=str(task.pk), **{f"resultaat-{task.pk}": "helpt"})
    post(client, meeting, second, intrek=str(minute.pk))
    minute.entry.refresh_from_db()
    assert (Task.objects.get().entry.result, minute.entry.withdrawn_at is None) == ("helpt", False)
    post(client, meeting, second, doe="afsluiten")
    meeting.refresh_from_db()
    assert meeting.closed_by == "Begeleider Test"


def test_pupil_is_added_by_name_and_asked_which_where_more_fit():
    world = World()
    client = client_of(world.by("begeleider"))
    meeting = world.meeting()
    twin = world.another().pupil
    twin.last_name, twin.sort_key = "Janssens Peeters", "janssens peeters noor"
    twin.save()
    asked = post(client, meeting, doe="zoek", wie="Janssens")
    assert len(asked.context["choices"]) == 2
    post(client, meeting, erbij=str(world.pupil.pk), met_clb="ja")
    item = world.item(meeting)
    assert (item.reasons, item.shared) == (["hand"], True)
    post(client, meeting, doe="bewaar", wie="Janssens Peeters")
    assert Item.objects.filter(meeting=meeting, pupil=twin).exists()
    nobody = client.post(url_of(meeting), {"doe": "zoek", "wie": "Xyzzy"}, follow=True)
    assert "Geen leerling" in nobody.content.decode()


def test_planning_changing_cancelling_and_tasks_through_the_pages():
    world = World()
    by = world.by("begeleider")
    client = client_of(by)
    world.b(1)
    plan = reverse("meeting-plan", args=[world.school.pk])
    assert client.get(plan).status_code == 200
    data = {"on": "2026-11-27", "starts_at": "12:30", "place": "101", "most": "5", "invited": [str(by.user_id)]}
    done = client.post(plan, data)
    meeting = Meeting.objects.get()
    assert done.headers["Location"] == url_of(meeting)
    change = reverse("meeting-change", args=[meeting.pk])
    assert client.get(change).status_code == 200
    client.post(change, data | {"place": "102"})
    meeting.refresh_from_db()
    assert (meeting.place, meeting.on) == ("102", TODAY + timedelta(days=7))
    task = world.task(world.item(meeting), by)
    assert "Bel de ouders" in client.get(reverse("meeting-list")).content.decode()
    sections = {one.key: [item.what for item in one.items] for one in today(by, TODAY).sections}
    assert (sections["taken"], "afspraak" in sections["evaluaties"]) == (["Bel de ouders"], False)
    client.post(reverse("meeting-task-done", args=[task.pk]), {"resultaat": "helpt"})
    assert "U hebt geen open taak" in client.get(reverse("meeting-list")).content.decode()
    planning.close_meeting(by=by, meeting=meeting)
    page = client.get(reverse("meeting-list")).content.decode()
    assert ("Voorstel: vrijdag 11 december 2026 om 12:30" in page, "Verslag" in page) == (True, True)
    empty = world.meeting()
    cancel = reverse("meeting-cancel", args=[empty.pk])
    assert client.get(cancel).status_code == 200
    client.post(cancel)
    assert Meeting.objects.count() == 1


def test_pages_ask_as_many_queries_for_two_pupils_as_for_eight(django_assert_max_num_queries):
    world = World()
    world.case()
    by = world.by("begeleider")
    world.b(1)
    meeting = world.meeting(invited=("begeleider", "clb"))

    def counted():
        Item.objects.update(shared=True)
        for item in Item.objects.filter(meeting=meeting):
            world.pupil = item.pupil
            world.minute(item, by)
            world.task(item, by)
        found = {}
        for who in ("begeleider", "clb"):
            client = client_of(world.by(who))
            for name, address in (
                ("table", url_of(meeting)), ("list", reverse("meeting-list")),
                ("report", reverse("meeting-report", args=[meeting.pk])),
            ):  # fmt: skip
                client.get(address)
                with django_assert_max_num_queries(30) as asked:
                    assert client.get(address).status_code == 200
                found[who, name] = len(asked)
        return found

    first = counted()
    for _n in range(6):
        world.signal()
    filling.fill(by=by, meeting=meeting)
    assert counted() == first
