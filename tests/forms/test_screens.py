import io

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from leerrecht.access.models import LogEntry, User
from leerrecht.forms.domain.definitions import from_json
from leerrecht.forms.models import FilledForm, Form, FormVersion, SchoolForm
from leerrecht.people.models import Contact
from tests.factories import TODAY, half_day
from tests.notes.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]


@pytest.fixture
def world():
    return World()


def client(user):
    found = Client()
    found.force_login(user)
    return found


def staff(world, role):
    return client(User.objects.get(pk=world.by(role).user_id))


def page(response):
    assert response.status_code == 200, response.content
    return response.content.decode()


def test_form_is_filled_with_what_is_known_kept_read_printed_and_withdrawn(world):
    Contact.objects.create(pupil=world.pupil, name="Kim Ouder", legal_role="ouder")
    half_day(world.placement.enrolment, TODAY, "vm", "B")
    browser = staff(world, "begeleider")
    address = reverse("form-fill", args=[world.pupil.pk, "aanmelding-clb"])
    assert address in page(browser.get(reverse("pupil-forms", args=[world.pupil.pk])))
    shown = page(browser.get(address))
    assert str(world.pupil) in shown
    assert "halve dagen: 1 B (problematisch afwezig); stand op 20 november 2026" in shown
    assert "Begeleider Test, leerlingenbegeleider of zorgcoördinator" in shown
    values = {"place": f"gedeeld-{world.school.pk}", "v1": str(world.pupil), "v7": "Gebeld <b>en</b> gepraat"}
    assert "Deze vraag is nodig" in page(browser.post(address, values))
    response = browser.post(address, values | {"v6": ["de leerling komt niet meer, of weigert elke begeleiding"]})
    one = FilledForm.objects.get()
    assert response.url == reverse("form-filled", args=[one.pk])
    shown = page(browser.get(response.url))
    assert "Gebeld &lt;b&gt;en&lt;/b&gt; gepraat" in shown
    printed = browser.get(reverse("form-pdf", args=[one.pk]))
    text = " ".join(PdfReader(io.BytesIO(printed.content)).pages[0].extract_text().split())
    assert "[x] de leerling komt niet meer, of weigert elke begeleiding" in text
    assert "Gebeld <b>en</b> gepraat" in text
    again = page(browser.get(reverse("form-fill", args=[world.pupil.pk, "aanmelding-clb"]), {"uit": str(one.pk)}))
    assert "Gebeld &lt;b&gt;en&lt;/b&gt; gepraat" in again
    browser.post(reverse("form-withdraw", args=[one.pk]))
    assert "Gebeld" not in page(browser.get(reverse("form-filled", args=[one.pk])))
    assert browser.get(reverse("form-pdf", args=[one.pk])).status_code == 404
    assert browser.get(reverse("form-withdraw", args=[one.pk])).status_code == 404
    assert LogEntry.objects.filter(act="form.view", pupil_id=world.pupil.pk).count() == 5


def test_form_is_kept_to_go_on_with_later(world):
    browser = staff(world, "begeleider")
    address = reverse("form-fill", args=[world.pupil.pk, "terugkeer"])
    browser.post(address, {"place": f"gedeeld-{world.school.pk}", "v2": "Weinig", "later": "1"})
    one = FilledForm.objects.get()
    assert "nog niet af" in page(browser.get(reverse("form-filled", args=[one.pk])))
    change = reverse("form-change", args=[one.pk])
    assert "Weinig" in page(browser.get(change))
    assert browser.post(change, {"v2": "Meer", "akkoord": "nee"}).status_code == 302
    assert browser.get(change).status_code == 404
    assert FilledForm.objects.get().answers == {"v2": "Meer", "akkoord": "nee"}


def test_readers_outside_the_compartment_find_nothing(world):
    browser = staff(world, "begeleider")
    browser.post(
        reverse("form-fill", args=[world.pupil.pk, "knipperlichten"]),
        {"place": f"zorg-{world.school.pk}", "v4": "Geheim"},
    )
    one = FilledForm.objects.get()
    for role in ("leerkracht", "secretariaat", "clb"):
        other = staff(world, role)
        for name in ("form-filled", "form-pdf", "form-withdraw", "form-change"):
            assert other.get(reverse(name, args=[one.pk])).status_code == 404
        assert (
            "Knipperlichten</a>"
            not in page(other.get(reverse("pupil-forms", args=[world.pupil.pk]))).split("invullen-kop")[0]
        )
    elsewhere = client(world.user("elders", "directeur", world.other))
    assert elsewhere.get(reverse("pupil-forms", args=[world.pupil.pk])).status_code == 404
    assert elsewhere.get(reverse("form-fill", args=[world.pupil.pk, "toah"])).status_code == 404
    assert staff(world, "clb").get(reverse("form-fill", args=[world.pupil.pk, "toah"])).status_code == 403
    assert browser.get(reverse("form-fill", args=[world.pupil.pk, "bestaat-niet"])).status_code == 404
    assert browser.get(reverse("form-fill", args=[world.pupil.pk, "registratiebeleid"])).status_code == 404


def test_policy_is_filled_in_from_the_list_of_forms(world):
    browser = staff(world, "directeur")
    assert "Registratiebeleid" in page(browser.get(reverse("form-list")))
    address = reverse("policy-fill", args=[world.school.pk, "registratiebeleid"])
    page(browser.get(address))
    browser.post(address, {"v1": "De leerkracht", "later": "1"})
    one = SchoolForm.objects.get()
    assert browser.post(reverse("policy-change", args=[one.pk]), {"v1": "De titularis"}).status_code == 302
    assert "De titularis" in page(browser.get(reverse("policy-filled", args=[one.pk])))
    assert browser.get(reverse("policy-pdf", args=[one.pk])).content[:5] == b"%PDF-"
    assert browser.get(reverse("policy-change", args=[one.pk])).status_code == 404
    assert "De titularis" in page(browser.get(address))
    assert browser.get(reverse("policy-fill", args=[world.school.pk, "toah"])).status_code == 404
    assert staff(world, "leerkracht").get(reverse("policy-filled", args=[one.pk])).status_code == 404
    parent = client(User.objects.get(pk=world.parent().user_id))
    assert parent.get(reverse("form-list")).status_code == 403


def test_school_makes_its_own_form_on_screen(world):
    browser = staff(world, "begeleider")
    values = {"name": "Onze leidraad", "about": "leerling", "compartment": "zorg", "explanation": "", "like": ""}
    browser.post(reverse("own-form-new", args=[world.school.pk]), values)
    form = Form.objects.get()
    build = reverse("form-build", args=[form.pk])
    assert "Nog leeg" in page(browser.get(build))
    browser.post(reverse("form-section-new", args=[form.pk]), {"title": "Begin", "text": ""})
    asked = reverse("form-question-new", args=[form.pk, 0])
    browser.post(asked, {"text": "Gaat het?", "kind": "keuze", "options": "ja\nnee\n"})
    first = from_json(FormVersion.objects.get().content)[0].questions[0]
    assert first.options == ("ja", "nee")
    browser.post(asked, {"text": "Wat niet?", "kind": "lang", "when": f"{first.code}=nee"})
    assert "geef minstens één mogelijkheid" in page(browser.post(asked, {"text": "Kies", "kind": "keuze"}))
    edit = reverse("form-question", args=[form.pk, 0, first.code])
    assert "Gaat het?" in page(browser.get(edit))
    place = reverse("form-question-place", args=[form.pk, 0, first.code])
    assert "alleen gevraagd na deze vraag" in page(browser.post(place, {"naar": "weg"}, follow=True))
    assert "er niet voor staat" in page(browser.post(place, {"naar": "neer"}, follow=True))
    assert "Haal eerst de vragen" in page(browser.post(reverse("form-section-away", args=[form.pk, 0]), follow=True))
    assert "Versie 1 is uitgegeven" in page(browser.post(reverse("form-publish", args=[form.pk]), follow=True))
    assert "al uitgegeven" in page(browser.post(reverse("form-publish", args=[form.pk]), follow=True))
    assert browser.get(edit).status_code == 404
    assert "Onze leidraad" in page(browser.get(reverse("pupil-forms", args=[world.pupil.pk])))
    assert "Onze leidraad" in page(browser.get(reverse("form-fill", args=[world.pupil.pk, f"eigen-{form.pk}"])))
    browser.post(reverse("form-next-version", args=[form.pk]))
    assert "Versie 2, nog niet uitgegeven" in page(browser.get(build))
    assert browser.get(reverse("form-section", args=[form.pk, 9])).status_code == 404
    assert browser.get(reverse("form-question", args=[form.pk, 0, "geen"])).status_code == 404
    assert "Begin" in page(browser.get(reverse("form-section", args=[form.pk, 0])))
    assert client(world.user("elders", "directeur", world.other)).get(build).status_code == 404
    page(browser.get(reverse("form-retire", args=[form.pk])))
    browser.post(reverse("form-retire", args=[form.pk]))
    assert "Onze leidraad" not in page(browser.get(reverse("pupil-forms", args=[world.pupil.pk])))


@pytest.mark.parametrize("number", [1, 6])
def test_list_of_a_pupil_asks_the_same_number_of_queries(world, number, django_assert_max_num_queries):
    browser = staff(world, "begeleider")
    for _n in range(number):
        browser.post(
            reverse("form-fill", args=[world.pupil.pk, "knipperlichten"]),
            {"place": f"zorg-{world.school.pk}", "v4": "Tekst"},
        )
    with django_assert_max_num_queries(22):
        assert (
            page(browser.get(reverse("pupil-forms", args=[world.pupil.pk]))).count('">Knipperlichten</a>') == number + 1
        )
