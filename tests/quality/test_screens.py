import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from leerrecht.access.models import User
from leerrecht.quality.domain import acting, surveying
from leerrecht.quality.models import Box, Cell, CooperationVersion, Evidence, PolicyAction, Round, Survey
from tests.factories import TODAY, MembershipFactory
from tests.notes.world import World
from tests.quality.helpers import a_round, a_survey, agreed, answered, client_of, fixed, sheet
from tests.quality.test_auditing import _png

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
HOME = reverse("quality-home")


@pytest.fixture
def world():
    return World()


def page(response):
    assert response.status_code == 200, response.content
    return response.content.decode()


def test_audit_from_beginning_to_paper(world):
    browser = client_of(world.by("directeur"))
    text = page(browser.get(HOME))
    assert ("Zelfaudit beginnen" in text, "object at" in text, "[&lt;" in text) == (True, False, False)
    new = reverse("quality-round-new", args=[world.school.pk])
    assert "Wie doet mee" in page(browser.get(new))
    response = browser.post(new, {"held_on": "2026-11-20", "took_part": "Zorgteam en CLB"})
    round_ = Round.objects.get()
    assert response.url == reverse("quality-round", args=[round_.pk])
    cell = reverse("quality-cell", args=[round_.pk, "leren-0"])
    assert "Er is een talenbeleid dat uitgewerkt is en nog klopt." in page(browser.get(cell))
    assert "Zeg in een paar woorden" in page(browser.post(cell, {"step": "papier", "text": "", "norm_C22": "deels"}))
    assert browser.post(cell, {"step": "papier", "text": "Plan <2026>", "norm_C22": "deels"}).url == cell
    assert Cell.objects.get().answers == {"C22": "deels"}
    evidence = reverse("quality-evidence-new", args=[round_.pk, "leren-0"])
    page(browser.get(evidence))
    browser.post(evidence, {"figure": "plannen"})
    browser.post(evidence, {"label": "Plan", "file": SimpleUploadedFile("plan.png", _png())})
    assert "Plannen voorbij hun evaluatie: 0 van 0" in page(browser.get(cell))
    file = Evidence.objects.get(label="Plan")
    assert browser.get(reverse("quality-evidence", args=[file.pk])).headers["Content-Type"] == "image/png"
    browser.post(reverse("quality-evidence-away", args=[file.pk]))
    assert browser.get(reverse("quality-evidence", args=[file.pk])).status_code == 404
    printed = browser.get(reverse("quality-round-pdf", args=[round_.pk]))
    text = " ".join(" ".join(one.extract_text() for one in PdfReader(io.BytesIO(printed.content)).pages).split())
    for words in ("Ontwerp", "Zorgteam en CLB", "Plan <2026>", "Plannen voorbij hun evaluatie: 0 van 0"):
        assert words in text


def test_fixed_round_is_read_beside_the_next_and_refuses_changes(world):
    by = world.by("directeur")
    browser = client_of(by)
    former = fixed(by, world.school, TODAY - timedelta(days=300), text="Wat er toen was")
    round_ = a_round(by, world.school)
    cell = reverse("quality-cell", args=[round_.pk, "leren-0"])
    assert "Wat er toen was" in page(browser.get(cell))
    shown = reverse("quality-round", args=[round_.pk])
    assert page(browser.get(shown)).count("vorige keer: afgesproken en opgeschreven") == 17
    browser.post(cell, {"step": "papier", "text": "Nu"})
    assert "wijzigde dit vak intussen" in page(browser.post(cell, {"step": "gedaan", "text": "Straks"}))
    assert page(browser.get(shown)).count("zoals vorige keer") == 1
    old = reverse("quality-cell", args=[former.pk, "leren-0"])
    assert "<textarea" not in page(browser.get(old))
    browser.post(old, {"step": "gedaan", "text": "Anders"})
    assert Cell.objects.get(round=former, place="leren-0").text == "Wat er toen was"
    fix = reverse("quality-round-fix", args=[round_.pk])
    page(browser.get(fix))
    browser.post(fix)
    assert Round.objects.get(pk=round_.pk).fixed_on is None
    assert browser.get(reverse("quality-cell", args=[round_.pk, "maan"])).status_code == 404


def test_survey_from_codes_to_result_and_action(world):
    browser, anybody = client_of(world.by("directeur")), Client()
    new = reverse("quality-survey-new", args=[world.school.pk])
    page(browser.get(new))
    browser.post(new, {"opens_on": "2026-11-20", "closes_on": "2026-11-27"})
    survey = Survey.objects.get()
    made = browser.post(reverse("quality-survey-codes", args=[survey.pk]), {"group": "leerlingen", "number": "6"})
    codes = made.context["codes"]
    assert all(code in page(made) for code in codes)
    address = reverse("survey-answer")
    assert codes[0] in page(anybody.get(address, {"code": codes[0]}))
    assert "Deze code werkt niet" in page(anybody.post(address, {"code": "fout"}))
    assert "nog niets aangeduid" in page(anybody.post(address, {"code": codes[0], "verstuur": "1"}))
    for code in codes:
        assert "Ik voel mij veilig op school." in page(anybody.post(address, {"code": code}))
        sent = anybody.post(address, {"code": code, "verstuur": "1", **sheet(4, 4)})
        assert sent.url == reverse("survey-thanks")
    assert "nog niets aangeduid" not in page(anybody.get(reverse("survey-thanks")))
    assert "misschien is ze al gebruikt" in page(anybody.post(address, {"code": codes[0], "verstuur": "1"}))
    assert not anybody.cookies.get("sessionid")
    shown = reverse("quality-survey", args=[survey.pk])
    assert "6 antwoorden op 6 codes" in page(browser.get(shown))
    assert "autoritatief" not in page(browser.get(shown))
    close = reverse("quality-survey-close", args=[survey.pk])
    page(browser.get(close))
    browser.post(close, {"handed_leerlingen": "6", "handed_personeel": "0"})
    text = page(browser.get(shown))
    assert ("<svg" in text, "6 antwoorden op 6 codes (100" in text.replace("\n", "")) == (True, True)
    assert "Minder dan 5 antwoorden" in text
    assert not Box.objects.exists()
    act = reverse("quality-survey-action", args=[survey.pk])
    page(browser.get(act))
    values = {"what": "Fuifcomité", "who": "Leerlingenraad", "until": "2026-12-18", "signs": "Meer stemmen"}
    browser.post(act, values)
    assert "Fuifcomité" in page(browser.get(shown))
    evaluate = reverse("quality-action-evaluate", args=[PolicyAction.objects.get().pk])
    # One address in the page: that of signing out. The form itself goes where it came from.
    assert page(browser.get(evaluate)).count('action="') == 1
    browser.post(evaluate, {"done": "ja", "worked": "ja", "evaluation": "Iedereen doet mee"})
    assert "Iedereen doet mee" in page(browser.get(HOME))


def test_flood_of_codes_is_slowed(world, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "survey": "2/m/ip"}
    address = reverse("survey-answer")
    assert [Client().post(address, {"code": "X"}).status_code for _time in range(3)] == [200, 200, 429]


def test_agreements_are_written_by_the_school_and_confirmed_by_both(world):
    school, centre = client_of(world.by("directeur")), client_of(world.by("clbhoofd"))
    response = school.post(reverse("quality-cooperation-new", args=[world.school.pk]))
    form = page(school.get(response.url))
    assert "Meldt de school wat het ziet" in form
    values = {
        "begins_on": "2026-11-20", "ends_on": "2027-08-31", "review_on": "2027-05-03", "signalen": "Per mail",
        "contact_school": "Sofie",
    }  # fmt: skip
    assert "Contactpersonen van het CLB" in page(school.post(response.url, values))
    address = school.post(response.url, {**values, "contact_clb": "Hilde"}).url
    version = CooperationVersion.objects.get()
    assert str(world.school) in page(centre.get(HOME))
    confirm = reverse("quality-cooperation-confirm", args=[version.pk])
    for browser in (school, centre):
        shown = browser.get(address)
        assert "Bevestigen voor onze kant" in page(shown)
        browser.post(confirm, {"stamp": shown.context["version"].stamp})
    text = page(school.get(address))
    assert "bevestigd door Clbhoofd Test" in text
    assert "Nieuwe versie schrijven" in text


def test_others_find_nothing_not_even_that_it_is_there(world):
    by = world.by("directeur")
    round_ = fixed(by, world.school, TODAY, text="Ons beleid")
    survey = a_survey(by, world.school)
    action = acting.plan_action(
        by=by, school=world.school, what="Iets", who="Wie", until=TODAY + timedelta(days=9), signs="Dit",
        place="leren-0",
    )  # fmt: skip
    version = agreed(world, by)
    own = [
        reverse("quality-round", args=[round_.pk]), reverse("quality-round-pdf", args=[round_.pk]),
        reverse("quality-round-fix", args=[round_.pk]), reverse("quality-cell", args=[round_.pk, "leren-0"]),
        reverse("quality-evidence-new", args=[round_.pk, "leren-0"]), reverse("quality-survey", args=[survey.pk]),
        reverse("quality-cell-action", args=[round_.pk, "leren-0"]), reverse("quality-survey-codes", args=[survey.pk]),
        reverse("quality-survey-close", args=[survey.pk]), reverse("quality-survey-action", args=[survey.pk]),
        reverse("quality-action-evaluate", args=[action.pk]), reverse("quality-round-new", args=[world.school.pk]),
        reverse("quality-survey-new", args=[world.school.pk]),
    ]  # fmt: skip
    shared = [
        reverse("quality-cooperation", args=[version.cooperation_id]),
        reverse("quality-cooperation-write", args=[version.cooperation_id]),
    ]
    outside = [
        world.by("leerkracht"),
        world.by("secretariaat"),
        world.of(world.user("b", "bestuur", world.school.board)),
    ]
    outside.append(world.of(world.user("elders", "directeur", world.other)))
    for someone in [*outside, world.by("clb"), world.by("clbhoofd")]:
        browser = client_of(someone)
        assert {browser.get(address).status_code for address in own} == {404}, someone.name
        if someone in outside:
            assert {browser.get(address).status_code for address in shared} == {404}, someone.name
    for someone in outside[:3]:
        assert client_of(someone).get(HOME).status_code == 403
    text = page(client_of(world.by("clb")).get(HOME))
    assert ("Samenwerkingsafspraken" in text, "Ons beleid" in text, "Klimaatbevraging" in text) == (True, False, False)


def test_no_page_shows_two_schools_beside_each_other(world):
    """Who directs two schools sees the one or the other."""
    by = world.by("directeur")
    user = User.objects.get(pk=by.user_id)
    MembershipFactory.create(user=user, organisation=world.other.organisation, role="directeur")
    by = world.of(user)
    for school, text in ((world.school, "hier"), (world.other, "ginder")):
        fixed(by, school, TODAY, text=text)
        survey = a_survey(by, school)
        answered(by, survey, "leerlingen", [sheet(4, 4)] * (6 if school == world.school else 7))
        surveying.close_survey(by=by, survey=survey, handed={})
        acting.plan_action(
            by=by, school=school, what=f"Actie {text}", who="x", until=TODAY + timedelta(days=9), signs="x",
            place="leren-0",
        )  # fmt: skip
    browser = client_of(by)
    for school, mine, other in ((world.school, "hier", "ginder"), (world.other, "ginder", "hier")):
        text = page(browser.get(HOME, {"school": school.pk}))
        assert (f"Actie {mine}" in text, f"Actie {other}" in text) == (True, False)
        context = browser.get(HOME, {"school": school.pk}).context
        assert {one.school_id for one in [*context["rounds"], *context["surveys"], *context["acting"]]} == {school.pk}
        assert {one.school_id for one, _result in context["development"]} == {school.pk}


@pytest.mark.parametrize("name", ["home", "round", "cell"])
def test_pages_take_the_same_queries_for_many_as_for_one(world, name, django_assert_max_num_queries):
    by = world.by("directeur")
    round_ = fixed(by, world.school, TODAY - timedelta(days=9))
    address = {
        "home": HOME, "round": reverse("quality-round", args=[round_.pk]),
        "cell": reverse("quality-cell", args=[round_.pk, "leren-0"]),
    }[name]  # fmt: skip
    browser = client_of(by)
    plan = {"by": by, "school": world.school, "who": "x", "until": TODAY + timedelta(days=9), "signs": "x"}
    for number in (1, 6):
        for place in ("leren-0", "geheel") * number:
            acting.plan_action(**plan, what=f"Actie {number}", place=place)
        survey = a_survey(by, world.school)
        surveying.close_survey(by=by, survey=survey, handed={})
        with django_assert_max_num_queries(14):
            page(browser.get(address))
