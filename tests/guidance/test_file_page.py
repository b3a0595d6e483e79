from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from leerrecht.access.models import LogEntry, User
from leerrecht.guidance.domain.entries import finish_entry, withdraw_entry
from leerrecht.guidance.models import Begeleidingsdossier, Entry
from tests.factories import TODAY
from tests.guidance.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def client_of(by):
    client = Client()
    client.force_login(User.objects.get(pk=by.user_id))
    return client


def page_of(world, by, **query):
    return client_of(by).get(reverse("guidance", args=[world.pupil.pk]), query)


def fill(world, number=1):
    for _n in range(number):
        for role, compartment in (("leerkracht", "team"), ("begeleider", "zorg"), ("begeleider", "gedeeld")):
            world.entry(world.by(role), compartment)


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("leerkracht", {"team"}),
        ("begeleider", {"team", "zorg", "gedeeld"}),
        ("directeur", {"team", "zorg", "gedeeld"}),
        ("secretariaat", set()),
        ("clb", {"gedeeld"}),
        ("child", {"gedeeld"}),
        ("parent", {"gedeeld"}),
    ],
)
def test_reader_sees_the_entries_of_own_compartments_and_the_look_is_logged(who, sees):
    world = World()
    world.case()
    fill(world)
    by = getattr(world, who)() if who in ("child", "parent") else world.by(who)
    text = page_of(world, by).content.decode()
    assert {name for name in ("team", "zorg", "gedeeld") if f"[[{name}]]" in text} == sees
    looks = LogEntry.objects.filter(act="note.view", actor_id=by.user_id)
    assert {key for look in looks for key in look.detail["compartments"]} == sees


def test_file_of_another_school_is_not_found():
    world = World()
    world.user("vreemd", "begeleider", world.other)
    assert page_of(world, world.of(world.users["vreemd"])).status_code == 404


def test_what_is_kept_from_parents_does_not_reach_them():
    world = World()
    world.entry(world.by("begeleider"), "gedeeld", not_for_parents="De leerling vroeg het")
    assert "[[gedeeld]]" in page_of(world, world.child()).content.decode()
    assert "[[gedeeld]]" not in page_of(world, world.parent()).content.decode()


def test_own_words_strengths_and_concerns_stand_on_top():
    world = World()
    by = world.by("begeleider")
    for kind in ("woorden", "sterkte", "bezorgdheid"):
        world.entry(by, "gedeeld", kind=kind, whom="", text=f"tekst van {kind}")
    world.entry(by, "zorg", fase=1)
    world.entry(by, "zorg", fase=1)
    top = page_of(world, by).context["top"]
    assert [[one.note.text for one in part] for part in (top.words, top.strengths, top.concerns)] == [
        ["tekst van woorden"], ["tekst van sterkte"], ["tekst van bezorgdheid"],
    ]  # fmt: skip
    assert [(phase.fase, phase.count) for phase in top.phases] == [(0, 0), (1, 2), (2, 0), (3, 0)]


def test_timeline_holds_notes_that_stand_alone_and_is_narrowed():
    world = World()
    by = world.by("begeleider")
    world.note("zorg")
    world.entry(by, "zorg", kind="maatregel", domain="leren", fase=2, whom="", text="Bijles")
    world.entry(by, "team", kind="observatie", whom="", text="Stil")
    shown = {
        "": 3, "soort=maatregel": 1, "vak=zorg": 2, "domein=leren": 1, "fase=2": 1, "fase=0": 0, "vak=onzin": 3,
    }  # fmt: skip
    client = client_of(by)
    url = reverse("guidance", args=[world.pupil.pk])
    assert {query: len(client.get(f"{url}?{query}").context["lines"]) for query in shown} == shown


def test_withdrawn_entry_shows_that_it_was_there_only():
    world = World()
    by = world.by("begeleider")
    withdraw_entry(by=by, entry=world.entry(by))
    text = page_of(world, by).content.decode()
    assert ("[[zorg]]" in text, "Ingetrokken op 20 november 2026 door Begeleider Test" in text) == (False, True)


def test_page_asks_as_many_queries_for_two_entries_as_for_sixty(django_assert_max_num_queries):
    world = World()
    by = world.by("begeleider")
    fill(world)
    client = client_of(by)
    url = reverse("guidance", args=[world.pupil.pk])
    client.get(url)
    with django_assert_max_num_queries(25) as first:
        client.get(url)
    fill(world, 20)
    with django_assert_max_num_queries(25) as second:
        assert len(client.get(url).context["lines"]) == 25
    assert len(first) == len(second)


def test_noting_from_the_page_keeps_what_was_typed_when_something_is_missing():
    world = World()
    by = world.by("begeleider")
    client, url = client_of(by), reverse("guidance-entry-new", args=[world.pupil.pk])
    place = f"zorg-{world.school.pk}"
    data = {"kind": "gesprek", "on": "2026-11-20", "whom": "", "text": "Goed gesprek", "place": place}
    refused = client.post(url, data)
    assert (refused.status_code, refused.context["form"].errors) == (200, {"whom": ["Zeg met wie."]})
    assert "Goed gesprek" in refused.content.decode()
    done = client.post(url, data | {"whom": "leerling"})
    assert done.headers["Location"] == reverse("guidance", args=[world.pupil.pk])
    assert Entry.objects.get().note.text == "Goed gesprek"


def test_from_the_worklist_to_the_act_in_one_step():
    world = World()
    world.b(1)
    outcome = world.outcome("b1.contact")
    client, url = client_of(world.by("begeleider")), reverse("outcome-done", args=[outcome.pk])
    assert url in client.get(reverse("worklist-who")).content.decode()
    assert client.get(url).status_code == 200
    done = client.post(
        url,
        {
            "kind": "huisbezoek", "on": "2026-11-20", "whom": "ouders", "reached": "ja", "text": "",
            "place": f"zorg-{world.school.pk}",
        },
    )  # fmt: skip
    assert done.headers["Location"] == reverse("worklist-who")
    assert world.outcome("b1.contact").status == "vervuld"


def test_opening_closing_and_withdrawing_through_the_pages():
    world = World()
    by = world.by("begeleider")
    client = client_of(by)
    assert client.get(reverse("guidance-open", args=[world.pupil.pk])).status_code == 200
    client.post(reverse("guidance-open", args=[world.pupil.pk]))
    client.post(reverse("guidance-open", args=[world.pupil.pk]))
    file = Begeleidingsdossier.objects.get()
    assert client.get(reverse("guidance-close", args=[file.pk])).status_code == 200
    client.post(reverse("guidance-close", args=[file.pk]), {"reason": "Klaar"})
    file.refresh_from_db()
    assert (file.opening, file.closed_on) == ("hand", TODAY)
    entry = world.entry(by)
    url = reverse("guidance-entry-withdraw", args=[entry.pk])
    assert client.get(url).status_code == 200
    client.post(url)
    assert client.get(url).status_code == 404


def test_postponed_exam_comes_back_on_the_list_until_it_is_done():
    world = World()
    by = world.by("begeleider")
    entry = world.entry(by, kind="evaluatie", whom="", text="Wiskunde, mondeling", due_on=TODAY)
    client = client_of(by)
    assert "uitgestelde toets" in client.get(reverse("guidance-today")).content.decode()
    done = reverse("guidance-entry-done", args=[entry.pk])
    assert done in client.get(reverse("guidance", args=[world.pupil.pk])).content.decode()
    client.post(done)
    client.post(done)
    entry.refresh_from_db()
    assert entry.done_on == TODAY
    assert "uitgestelde toets" not in client.get(reverse("guidance-today")).content.decode()


def test_what_was_agreed_and_is_not_done_stands_on_top_by_its_day():
    world = World()
    by = world.by("begeleider")
    later = world.entry(by, kind="achterstand", whom="", text="Hoofdstuk 3", due_on=TODAY + timedelta(days=9))
    first = world.entry(by, kind="aanpassing", whom="", text="Meer tijd", due_on=TODAY)
    finish_entry(by=by, entry=world.entry(by, kind="evaluatie", whom="", text="Toets", due_on=TODAY), on=TODAY)
    page = page_of(world, by)
    assert [entry.pk for entry in page.context["top"].to_do] == [first.pk, later.pk]
    assert "Afgesproken, en nog te doen" in page.content.decode()
    assert page_of(world, world.by("leerkracht")).context["top"].to_do == []
