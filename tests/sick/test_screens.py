from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from leerrecht.access import acts
from leerrecht.access.models import LogEntry, User
from leerrecht.access.standing import stand
from leerrecht.cases import activity
from leerrecht.cases.models import Case
from leerrecht.duties.domain.offers import offers_for
from leerrecht.duties.models import Outcome
from leerrecht.people.domain.merging import merge_pupils
from leerrecht.sick.domain import asking, running
from leerrecht.sick.domain.queries.worklist import sick_list
from leerrecht.sick.models import Inlichting, Stopped, Ziekteonderwijs
from leerrecht.transfers.domain.own_file import make
from tests.duties.helpers import absent
from tests.factories import SYSTEM, TODAY, PlacementFactory, PupilFactory
from tests.sick.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
LIST = reverse("sick-list")


@pytest.fixture
def world():
    world = World()
    world.ill()
    return world


def _client(by):
    client = Client()
    client.force_login(User.objects.get(pk=by.user_id))
    return client


def _page(response):
    assert response.status_code == 200, response.content
    return response.content.decode()


def _form(browser, address, values):
    """The empty form is there, the filled one leads on."""
    _page(browser.get(address))
    response = browser.post(address, values)
    assert response.status_code == 302, response.content.decode()


def test_toah_by_the_desk_from_the_list_to_the_last_day(world):
    desk, page = _client(world.by("secretariaat")), reverse("sick", args=[world.pupil.pk])
    shown = _page(desk.get(LIST))
    assert ("Recht op onderwijs aan huis, maar geen les" in shown, "Nog niets gevraagd" in shown) == (True, True)
    assert "Voor deze leerling is nog niets gevraagd" in _page(desk.get(page))
    _form(
        desk, reverse("sick-tell", args=[world.pupil.pk]), {"on": "2026-11-20", "channel": "brief", "who": "de moeder"}
    )
    ask = reverse("sick-ask", args=[world.pupil.pk])
    assert desk.get(ask, {"soort": "iets"}).status_code == 404
    assert "Welke ziekte het is, vraagt u niet" in _page(desk.get(ask))
    asked = {"asked_on": "2026-11-02", "asked_by": "ouders", "ground": "langdurig", "wanted_from": "2026-10-12"}
    assert "Kies uit de lijst" not in _page(
        desk.post(ask, asked | {"wanted_until": "2026-01-01", "place": "thuisschool"})
    )
    _form(desk, ask, asked | {"wanted_until": "2027-01-29", "place": "verblijfplaats", "distance_km": "12.5"})
    sick = Ziekteonderwijs.objects.get()
    assert "De school mag dit geven, maar moet niet" in _page(desk.get(page))
    step = {name: reverse(f"sick-{name}", args=[sick.pk]) for name in (
        "aanvullen", "toekennen", "leerkracht", "beginnen", "melden", "week", "stap", "verlengen", "stoppen",
    )}  # fmt: skip
    _form(desk, step["aanvullen"], {"agreed_on": "2026-11-03"})
    _form(desk, step["toekennen"], {"on": "2026-11-03"})
    assert "gezocht sinds" in _page(desk.get(page))
    _form(desk, step["leerkracht"], {"on": "2026-11-04", "teacher": "An Les"})
    assert "Het recht is 4 per week" in _page(desk.get(step["beginnen"]))
    _form(
        desk, step["beginnen"],
        {"since": "2026-11-09", "until": "2027-01-29", "hours_a_week": "4", "goal": "Stap voor stap",
         "review_on": "2026-12-18", "at_school": ["ma-vm"]},
    )  # fmt: skip
    _form(desk, step["melden"], {"on": "2026-11-13"})
    _form(desk, step["week"], {"day": "2026-11-12", "planned": "4", "given": "2", "missed": "leerling"})
    _form(desk, step["stap"], {"key": "weg_terug", "on": "2026-11-20"})
    _form(desk, step["verlengen"], {"since": "2027-01-30", "until": "2027-02-26"})
    shown = _page(desk.get(page))
    for words in (
        "In totaal 2 lestijden gegeven",
        "maandag voormiddag",
        "zonder attest",
        "gemeld op 13 november",
        "brief",
    ):
        assert (words, words in shown) == (words, words != "gemeld op 13 november")
    _form(desk, step["melden"], {"on": "2026-11-20"})
    _form(desk, step["stoppen"], {"on": "2026-11-20", "how": "terug"})
    assert "Melden dat het vroeger stopte" in _page(desk.get(page))
    assert LogEntry.objects.filter(act=acts.SICK_VIEW, pupil_id=world.pupil.pk).count() > 10


def test_clb_sees_the_alarm_and_asks_for_bednet(world):
    world.case()
    clb = _client(world.by("clb"))
    shown = _page(clb.get(LIST, {"alarm": "on"}))
    assert ("geen les" in shown, "Recht op onderwijs aan huis (langdurig" in shown) == (True, False)
    page = _page(clb.get(reverse("sick", args=[world.pupil.pk])))
    assert ("Les via het internet" in page, "De ouders inlichten</a>" in page, "?soort=toah" in page) == (
        True, False, False,
    )  # fmt: skip
    assert "medisch attest sinds" not in page
    ask = reverse("sick-ask", args=[world.pupil.pk]) + "?soort=sio"
    values = {"asked_on": "2026-11-20", "asked_by": "clb", "ground": "langdurig", "wanted_from": "2026-11-20"}
    _form(clb, ask, values)
    assert clb.get(reverse("sick-tell", args=[world.pupil.pk])).status_code == 200
    assert clb.post(
        reverse("sick-tell", args=[world.pupil.pk]), {"on": "2026-11-20", "channel": "brief", "who": "x"}
    ).status_code == 403  # fmt: skip
    case = Case.objects.get()
    assert "Onderwijs bij ziekte" in _page(clb.get(reverse("case", args=[case.pk])))
    assert activity.last_acts([world.pupil.pk], to=world.by("clb"))[world.pupil.pk] == TODAY


def test_family_reads_along_and_others_find_nothing(world):
    world.begun()
    address = reverse("sick", args=[world.pupil.pk])
    for by in (world.child(), world.parent()):
        shown = _page(_client(by).get(address))
        assert ("Recht op onderwijs aan huis" in shown, "loopt sinds" in shown, "Stoppen" in shown) == (
            True,
            True,
            False,
        )
        assert _client(by).get(LIST).status_code == 403
    for by in (world.by("leerkracht"), world.by("partner"), world.parent(barred=True, lives_with=False)):
        assert _client(by).get(address).status_code in (403, 404)
    sick = Ziekteonderwijs.objects.get()
    assert _client(world.parent()).get(reverse("sick-stoppen", args=[sick.pk])).status_code == 404
    own = make(by=world.child(), pupil=world.pupil, asker="leerling", form="lezen")
    rows = next(section.rows for section in own.sections if section.key == "onderwijs-bij-ziekte")
    assert [(row["soort"], row["begin"]) for row in rows] == [("tijdelijk onderwijs aan huis (TOAH)", "2026-11-13")]


def test_second_wall_shows_it_to_who_reads_certificates_the_clb_and_the_family(world):
    sick = world.begun()
    running.keep_week(by=world.by("begeleider"), sick=sick, day=TODAY, planned=4, given=4)
    asking.tell_parents(
        by=world.by("begeleider"), pupil=world.pupil, school=world.school, on=TODAY, channel="brief", who="x"
    )
    reads = {"secretariaat", "begeleider", "directeur", "clb", "clbarts", "child", "parent"}
    others = {"leerkracht", "partner", "vertrouwenspersoon"}
    people = {
        name: getattr(world, name)() if name in ("child", "parent") else world.by(name) for name in reads | others
    }
    for name, by in people.items():
        with stand(by), connection.cursor() as cursor:
            counts = []
            for table in ("ziekteonderwijs", "inlichting", "lesweek"):
                cursor.execute(f"SELECT count(*) FROM sick_{table}")
                counts += cursor.fetchone()
        assert (name, counts) == (name, [1, 1, 1] if name in reads else [0, 0, 0])


def test_list_has_a_budget_and_says_who_was_shown(world, django_assert_num_queries):
    by = world.by("begeleider")
    world.asked()
    for number in (1, 3):
        for _ in range(number):
            enrolment = PlacementFactory.create(class_group=world.placement.class_group).enrolment
            other = World.__new__(World)
            other.pupil, other.school, other.placement = enrolment.pupil, world.school, world.placement
            absent(enrolment, 50, "Z")
            other.attest()
            other.ask()
        with django_assert_num_queries(3):
            page, rows = sick_list(by, TODAY)
    assert (page.paginator.count, len(rows)) == (5, 5)
    assert LogEntry.objects.filter(act=acts.SICK_VIEW, pupil_id__isnull=False).count() == 2 + 5
    only, _rows = sick_list(by, TODAY, pupils=[world.pupil.pk], alarm=True)
    assert only.paginator.count == 1


def test_worklist_leads_to_the_page(world):
    by = world.by("begeleider")
    outcome = Outcome.objects.get(pupil=world.pupil, regel="toah.onvervuld")
    found = [offer for offer in offers_for(by, [outcome])[outcome.pk] if offer.key == "ziek"]
    assert [offer.address for offer in found] == [f"{LIST}?leerling={world.pupil.pk}"]
    assert "Toon alle zieke leerlingen" in _page(_client(by).get(found[0].address))


def test_merging_two_records_keeps_one_running(world):
    world.begun()
    twin = PlacementFactory.create(class_group=world.placement.class_group).enrolment.pupil
    kept, world.pupil = world.pupil, twin
    world.attest()
    world.asked()
    asking.tell_parents(
        by=world.by("begeleider"), pupil=twin, school=world.school, on=TODAY, channel="brief", who="de vader"
    )
    type(world.placement.enrolment).objects.filter(pupil=twin).delete()
    merge_pupils(by=SYSTEM, keep=kept, drop=twin)
    found = dict(Ziekteonderwijs.objects.values_list("ended_how", "pupil_id"))
    assert found == {"": kept.pk, Stopped.TWICE.value: kept.pk}
    assert Inlichting.objects.get().pupil_id == kept.pk


def test_nobody_ill_is_said_and_merged_record_leads_on(world):
    by = world.by("begeleider")
    Outcome.objects.all().delete()
    assert "Niemand op deze lijst" in _page(_client(by).get(LIST))
    stranger = PupilFactory.create(birth_date=date(2012, 1, 1))
    assert _client(by).get(reverse("sick", args=[stranger.pk])).status_code == 404
