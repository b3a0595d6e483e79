"""The pages: the worklist, the pupil's page, one referral with what is stopped and why, documents on paper."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from leerrecht.access.models import LogEntry
from leerrecht.cases import activity
from leerrecht.cases.domain.cases import open_case
from leerrecht.cases.panels import panels
from leerrecht.duties.domain.offers import offers_for
from leerrecht.duties.models import Outcome
from leerrecht.enrolment.models import Enrolment
from leerrecht.referrals.models import Document, Referral, Step
from tests.factories import SCHOOL_YEAR, TODAY, EnrolmentFactory, PlacementFactory
from tests.guidance.test_file_page import client_of
from tests.referrals.test_helping import CONSULT, M_DOCUMENT
from tests.referrals.test_justice import STUBBORN, told_clb
from tests.referrals.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def text_of(response):
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(response.content)).pages)


def test_from_the_page_of_the_pupil_to_a_step_taken():
    world = World()
    client = client_of(world.by("begeleider"))
    page = client.get(reverse("pupil-referrals", args=[world.pupil.pk])).text
    assert reverse("referral-new", args=[world.pupil.pk, "naft"]) in page
    assert reverse("referral-new", args=[world.pupil.pk, "m_document"]) not in page
    assert "Als school deelt u uw bezorgdheid met het CLB" in page
    address = reverse("referral-new", args=[world.pupil.pk, "groene_zorg"])
    place = f"gedeeld-{world.school.pk}"
    assert "error-summary" in client.post(address, {"place": place}).text
    assert Referral.objects.count() == 0
    response = client.post(address, {"place": place, "feit_grond": "problematisch_afwezig"}, follow=True)
    assert "De doorverwijzing is begonnen." in response.text
    referral = Referral.objects.get()
    page = response.text
    assert "Overleg met het CLB over een traject buiten de school" in page
    assert "kan niet" in page
    assert reverse("referral-step", args=[referral.pk, "start"]) not in page
    step = reverse("referral-step", args=[referral.pk, "overleg"])
    assert client.post(step, {"on": "2026-11-20", "text": "We kozen samen"}, follow=True).status_code == 200
    page = client.get(reverse("referral", args=[referral.pk])).text
    assert "We kozen samen" in page
    assert reverse("referral-step", args=[referral.pk, "start"]) in page
    assert client.get(reverse("referral-term", args=[referral.pk, "start"])).status_code == 200
    client.post(reverse("referral-term", args=[referral.pk, "start"]), {"due_on": "2026-12-01"})
    assert Step.objects.get(on=None).due_on.isoformat() == "2026-12-01"
    close = reverse("referral-close", args=[referral.pk])
    assert "Hoe liep het af" in client.get(close).text
    page = client.post(close, {"on": "2026-11-20", "ending": "ingetrokken"}, follow=True).text
    assert "Het dossier van de school en de casus blijven open" in page


def test_who_may_not_begin_reads_why():
    world = World()
    client = client_of(world.by("begeleider"))
    page = client.get(reverse("referral-new", args=[world.pupil.pk, "m_document"])).text
    assert "Een M-document maakt het CLB" in page
    assert client.get(reverse("referral-new", args=[world.pupil.pk, "niets"])).status_code == 404
    teacher = client_of(world.by("leerkracht"))
    assert teacher.get(reverse("referral-new", args=[world.pupil.pk, "naft"])).status_code == 403
    assert teacher.get(reverse("referral-list")).status_code == 403


def test_worklist_puts_what_is_due_first_in_a_fixed_number_of_queries(django_assert_max_num_queries):
    world = World()
    referral = world.begin("naft")
    client = client_of(world.by("begeleider"))
    with django_assert_max_num_queries(14):
        assert "Voorstel van het CLB" in client.get(reverse("referral-list")).text
    for _number in range(3):
        enrolment = PlacementFactory.create(class_group=world.placement.class_group).enrolment
        Referral.objects.create(
            pupil=enrolment.pupil, organisation_id=world.school.pk, compartment="gedeeld", flow="uitstroom",
            side="school", begun_on=TODAY, written_by="x", facts={"dreigt": "2026-11-10"},
        )  # fmt: skip
    Step.objects.create(referral=referral, kind="rondetafel", due_on=TODAY)
    with django_assert_max_num_queries(14):
        page = client.get(reverse("referral-list")).text
    assert "4 doorverwijzingen" in page
    assert page.index(str(world.pupil)) < page.index("geen termijn")
    assert "1 doorverwijzing" in client.get(reverse("referral-list"), {"soort": "naft"}).text
    assert "Niets gevonden" in client.get(reverse("referral-list"), {"soort": "rots"}).text
    assert LogEntry.objects.filter(kind="referrals.referral", pupil_id=world.pupil.pk).exists()


def test_sheet_for_the_police_on_paper_holds_facts():
    world = World()
    world.b(10)
    told_clb(world)
    referral = world.begin("politie", **STUBBORN)
    client = client_of(world.by("begeleider"))
    shown = text_of(client.get(reverse("referral-sheet", args=[referral.pk])))
    assert "Afwezigheden van dit schooljaar" in shown
    assert world.pupil.last_name in shown
    page = client.get(reverse("referral-step", args=[referral.pk, "melding"])).text
    assert "Het blad zoals het nu zou vertrekken" in page
    assert "Wat is er te vertellen" not in page
    client.post(reverse("referral-step", args=[referral.pk, "melding"]), {"on": "2026-11-20"})
    document = Document.objects.get()
    assert "gemeld aan het CLB" in text_of(client.get(reverse("referral-document", args=[document.pk])))


def test_what_lies_with_the_clb_is_not_there_for_the_school():
    world = World()
    referral = world.begin("m_document", "clb", "clb", **M_DOCUMENT)
    school, clb = client_of(world.by("begeleider")), client_of(world.by("clb"))
    assert clb.get(reverse("referral", args=[referral.pk])).status_code == 200
    for name, args in (("referral", []), ("referral-step", ["ingelicht"]), ("referral-form", ["m-document"])):
        assert school.get(reverse(name, args=[referral.pk, *args])).status_code == 404
    assert "M-document maakt" in school.get(reverse("pupil-referrals", args=[world.pupil.pk])).text
    assert str(referral.pk) not in school.get(reverse("pupil-referrals", args=[world.pupil.pk])).text


def test_consult_on_paper_has_no_name():
    world = World()
    referral = world.begin("consult", "clb", "clb", **CONSULT)
    client = client_of(world.by("clb"))
    address = reverse("referral-form", args=[referral.pk, "consult-gv"])
    assert client.get(address).status_code == 200
    client.post(address, {"v2": "Blijft weg van school", "v4": "Welke weg is er nog?"})
    document = Document.objects.get()
    shown = text_of(client.get(reverse("referral-document", args=[document.pk])))
    assert "Welke weg is er nog?" in shown
    assert world.pupil.last_name not in shown
    assert world.pupil.first_name not in shown


def test_family_reads_what_is_shared_and_does_nothing():
    world = World()
    referral = world.begin("groene_zorg", grond="problematisch_afwezig")
    client = client_of(world.child())
    page = client.get(reverse("referral", args=[referral.pk])).text
    assert "Groene Zorg" in page
    assert "Noteren" not in page
    assert client.get(reverse("referral-close", args=[referral.pk])).status_code == 404


def test_worklist_of_duties_offers_the_referral_that_fits():
    world = World()
    world.b(10)
    by = world.by("begeleider")
    outcome = world.outcome("b10.politie")
    (offer,) = [one for one in offers_for(by, [outcome])[outcome.pk] if one.key.startswith("doorverwijzing")]
    client = client_of(world.by("begeleider"))
    assert client.get(offer.address).url == reverse("referral-new", args=[world.pupil.pk, "politie"])
    other = EnrolmentFactory.create(school=world.school).pupil
    page = client.get(f"{offer.address}&leerling={other.pk}").text
    assert reverse("referral-new", args=[other.pk, "politie"]) in page


@pytest.mark.parametrize(
    ("role", "where", "offered"),
    [
        ("begeleider", "gone", True), ("begeleider", "moved", False), ("clb", "here", True), ("clb", "gone", True),
        ("clb", "moved", False), ("clbhoofd", "here", False),
    ],
)  # fmt: skip
def test_worklist_offers_a_referral_to_nobody_whom_the_page_refuses(role, where, offered):
    world = World()
    outcome = Outcome.objects.create(
        pupil=world.pupil, school_id=world.school.pk, regel="uitstroom.gesprek", status="open", sinds=TODAY,
        school_year=2026, voor=["clb"], omdat=[], bron=[],
    )  # fmt: skip
    if where != "here":
        Enrolment.objects.update(period=(SCHOOL_YEAR.lower, TODAY))
    if where == "moved":
        EnrolmentFactory.create(pupil=world.pupil, school=world.other, period=(TODAY, SCHOOL_YEAR.upper))
    by = world.by(role)
    found = [one.key for one in offers_for(by, [outcome]).get(outcome.pk, []) if one.key.startswith("doorverwijzing")]
    page = client_of(by).get(reverse("referral-new", args=[world.pupil.pk, "uitstroom"]))
    assert (found, "Wie leest dit" in page.text) == ((["doorverwijzing-uitstroom"], True) if offered else ([], False))


def test_case_shows_referrals_and_knows_that_somebody_acted():
    world = World()
    by = world.by("begeleider")
    case = open_case(by=by, pupil=world.pupil, on=TODAY, organisation=world.school.pk)
    world.begin("naft")
    shown = dict(panels(case, to=by))["referrals"]
    assert [line.flow.key for line in shown.context["lines"]] == ["naft"]
    assert activity.last_acts([world.pupil.pk], to=by)[world.pupil.pk] == TODAY
