import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from leerrecht.access.models import LogEntry
from leerrecht.discimus.models import Connection, Message
from leerrecht.discimus.transport.test_double import TestDouble
from leerrecht.law.tucht import PREVENTIEF
from leerrecht.organisations.models import Organisation
from leerrecht.transfers.domain.own_file import make
from leerrecht.web.tasks import tasks
from tests.discimus.world import MONDAY, TUESDAY, World
from tests.discipline.world import World as Discipline
from tests.factories import MembershipFactory, SchoolFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
DOUBLE = "leerrecht.discimus.transport.test_double.TestDouble"


def _client(world, role="secretariaat"):
    client = Client()
    client.force_login(world.user(role))
    return client


def _page(client, world, **query):
    response = client.get(reverse("discimus-school", args=[world.school.pk]), query)
    assert response.status_code == 200
    return response.content.decode()


def _filled():
    """One line of each reason."""
    world = World()
    world.pupil(insz=None, first_name="Ilse", last_name="Wouters")
    changed, away, waits, unknown = (world.known(last_name=name) for name in ("Claes", "Adams", "Baert", "Dewit"))
    world.mark(changed, "Z")
    world.run()
    world.mark(away, "B")
    world.run(TestDouble(failures=1))
    world.mark(changed, "R")
    world.mark(waits, "M", TUESDAY)
    world.mark(unknown, "-")
    world.offer()
    return world


def test_page_says_of_each_difference_why_and_what_to_do():
    world = _filled()
    page = _page(_client(world), world)
    for words in (
        "Geweigerd door AGODI: het rijksregisternummer ontbreekt.", "BIS-nummer na op de fiche",
        "Verstuurd, nog geen antwoord.", "1 keer geprobeerd", "er vertrekt niets dubbel",
        "Gewijzigd na het versturen.", "R: van rechtswege gewettigd", "Z: ziek",
        "Nog niet verstuurd.", "Wij weten het zelf nog niet.", "Geen verbinding met AGODI",
        "november 2026", "Inschrijvingen: wij 5, AGODI (proef) 4.", "dat niets naar AGODI stuurt",
        "Nooit doorgegeven: te laat (L)",
    ):  # fmt: skip
        assert words in page, words
    assert page.index("Wouters") < page.index("Adams") < page.index("Claes") < page.index("Baert") < page.index("Dewit")


def test_page_narrows_by_reason_and_month_and_says_where_nothing_is_left():
    world = _filled()
    client = _client(world, "directeur")
    page = _page(client, world, waarom="wacht", maand="2026-11")
    assert ("Baert" in page, "Claes" in page) == (True, False)
    assert "Niets gevonden" in _page(client, world, waarom="wacht", maand="2026-09")
    wrong = _page(client, world, waarom="zo", maand="toen")
    assert ("Kies een maand uit de lijst" in wrong, "Claes" in wrong) == (True, True)


def test_start_says_that_something_was_refused():
    world = _filled()
    found = tasks(world.by("secretariaat"), timezone.localtime())
    assert [(task.name, task.count) for task in found][-1] == ("discimus", 1)
    assert "bericht aan Discimus geweigerd" in _client(world).get(reverse("start")).content.decode()


def test_file_holds_the_same_lines_and_is_logged():
    world = _filled()
    response = _client(world).get(reverse("discimus-school", args=[world.school.pk]), {"uitvoer": "csv"})
    lines = response.content.decode("utf-8-sig").splitlines()
    assert (len(lines), lines[0]) == (6, "Leerling;Datum;Dagdeel;Wij;AGODI (proef);Waarom;Reden van weigering")
    assert lines[1] == (
        "Wouters Ilse;01/09/2026;;ingeschreven vanaf 01/09/2026;niet ingeschreven;geweigerd door AGODI;"
        "het rijksregisternummer ontbreekt"
    )
    assert LogEntry.objects.get(act="discimus.take").detail == {"rows": 5}


def test_chosen_messages_are_offered_again():
    world = _filled()
    client, address = _client(world), reverse("discimus-again", args=[world.school.pk])
    chosen = list(Message.objects.filter(state__in=("geweigerd", "later")).values_list("pk", flat=True))
    answer = client.post(address, {"bericht": chosen}, follow=True)
    assert "Opnieuw aangeboden" in answer.content.decode()
    assert Message.objects.filter(state="geweigerd").count() == 0
    assert Message.objects.get(state="later").next_at is None
    assert "Kies minstens één" in client.post(address, {}, follow=True).content.decode()
    assert "niet te lezen" in client.post(address, {"bericht": "x"}, follow=True).content.decode()


def test_school_begins_and_stops_and_the_double_says_what_it_is():
    world = World(connected=False)
    world.mark(world.pupil(), "B")
    client, here = _client(world), reverse("discimus-school", args=[world.school.pk])
    assert client.get(reverse("discimus")).url == here
    assert "geeft niets door vanuit Leerrecht" in _page(client, world)
    form = client.get(reverse("discimus-connect", args=[world.school.pk])).content.decode()
    assert "Zet dat daar dan eerst uit" in form
    wrong = client.post(reverse("discimus-connect", args=[world.school.pk]), {"since": "2027-01-01"})
    assert "ten laatste vandaag" in wrong.content.decode()
    client.post(reverse("discimus-connect", args=[world.school.pk]), {"since": MONDAY.isoformat()})
    assert Connection.objects.get().open
    world.run()
    world.run()
    page = _page(client, world)
    assert ("Dit is een proef" in page, "AGODI weet wat wij weten" in page) == (True, True)
    Message.objects.update(trial=False)
    assert "Dit is een proef" not in _page(client, world)
    with override_settings(AGODI_CHANNEL=DOUBLE):
        assert "Dit is een proef" in _page(client, world)
    assert (
        "Zorg dat het schoolpakket"
        in client.get(reverse("discimus-disconnect", args=[world.school.pk])).content.decode()
    )
    client.post(reverse("discimus-disconnect", args=[world.school.pk]))
    page = _page(client, world)
    assert ("niets meer door" in page, "Opnieuw aanbieden" in page) == (True, False)


def test_desk_of_two_schools_sees_both_and_others_see_neither():
    world = _filled()
    twin = SchoolFactory.create(name="De Meander")
    MembershipFactory.create(
        user=world.user("secretariaat"), organisation=Organisation.objects.get(pk=twin.pk), role="secretariaat"
    )
    page = _client(world).get(reverse("discimus")).content.decode()
    assert "sinds 16 november 2026" in page
    assert "niet vanuit Leerrecht" in page
    for role, address, status in (
        ("leerkracht", reverse("discimus"), 403),
        ("begeleider", reverse("discimus-school", args=[world.school.pk]), 404),
        ("secretariaat", reverse("discimus-school", args=[SchoolFactory.create().pk]), 404),
    ):
        assert _client(world, role).get(address).status_code == status


def test_measures_of_discipline_stand_on_the_page_of_who_leads_them():
    world = Discipline()
    world.begin(PREVENTIEF)
    client = Client()
    for role, seen in (("directeur", True), ("secretariaat", False)):
        client.force_login(world.staff(role))
        page = client.get(reverse("discimus-school", args=[world.school.pk])).content.decode()
        assert ("Melding van 20/11/2026</a>: nog niet gemeld" in page) is seen


def test_page_asks_as_many_queries_for_few_as_for_many(django_assert_max_num_queries):
    world = _filled()
    client, address = _client(world), reverse("discimus-school", args=[world.school.pk])
    client.get(address)
    with django_assert_max_num_queries(22) as few:
        client.get(address)
    for number in range(30):
        world.mark(world.pupil(last_name=f"Zoveel{number:02d}"), "B")
    world.offer()
    with django_assert_max_num_queries(len(few)):
        page = client.get(address).content.decode()
    assert "26 tot" not in page
    assert "1 tot 25 van 65" in page
    assert "Zoveel" in client.get(address, {"pagina": "2"}).content.decode()


def test_own_file_says_what_agodi_was_told():
    world = World()
    enrolment = world.known()
    world.mark(enrolment, "B")
    world.run()
    found = make(by=world.by("directeur"), pupil=enrolment.pupil, asker="leerling", form="papier")
    rows = next(section.rows for section in found.sections if section.key == "discimus")
    today = timezone.localdate().isoformat()
    assert [(row["wat gemeld is"], row["bevestigd op"]) for row in rows] == [
        ("ingeschreven vanaf 01/09/2026", today),
        ("B: problematisch afwezig", today),
    ]
