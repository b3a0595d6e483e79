"""The way in, in the languages of the portal: chosen in the page, remembered, and that of the letter of the school."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from leerrecht.access.models import User
from leerrecht.people.domain import invite_contact
from leerrecht.people.models import Contact
from leerrecht.portal.models import Preference
from leerrecht.portal.speaking import COOKIE
from tests.portal.world import World, client_of, text_of

pytestmark = pytest.mark.django_db
# Words of Dutch that no page in another language may hold; names of languages and of bodies are no such words.
DUTCH = re.compile(r"\b(het|een|niet|wachtwoord|gebruikersnaam|uw|van|voor|brief|opnieuw|aanmelden)\b", re.IGNORECASE)
CLOSED = {"login": "iemand", "password": "fout"}


def words_of(page):
    """What is read on a page: no tags, no addresses, no style."""
    text = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL)
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("/aanmelden/", {}),
        ("/aanmelden/", CLOSED),
        ("/aanmelden/uitnodiging/", {}),
        ("/aanmelden/uitnodiging/", {"username": "iemand", "code": "appel", "password1": "kort", "password2": "lang"}),
        ("/aanmelden/herstel/", {"username": "", "codes": "", "password1": "", "password2": ""}),
        ("/bevraging/", {}),
        ("/bevraging/", {"code": "ABCDE-FGHJK"}),
        ("/bestaat-niet/", {}),
    ],
)
@pytest.mark.parametrize(("language", "way"), [("fr", "ltr"), ("en", "ltr"), ("ar", "rtl")])
def test_way_in_holds_no_dutch_in_another_language(address, sent, language, way):
    client = Client()
    client.get("/aanmelden/", {"taal": language})
    page = text_of(client.post(address, sent) if sent else client.get(address))
    assert f'<html lang="{language}" dir="{way}">' in page
    assert DUTCH.findall(words_of(page)) == []


def test_language_of_the_door_is_asked_without_script_kept_and_read_by_no_script():
    client = Client()
    assert '<html lang="nl" dir="ltr">' in text_of(client.get("/aanmelden/"))
    first = client.get("/aanmelden/", {"taal": "fr", "next": "/mijn/"})
    assert "Mot de passe" in text_of(first)
    assert (first.cookies[COOKIE]["httponly"], first.cookies[COOKIE]["samesite"]) == (True, "Lax")
    again = text_of(client.get("/aanmelden/", {"next": "/mijn/"}))
    assert "Mot de passe" in again
    assert '/aanmelden/?next=%2Fmijn%2F&amp;taal=en"' in again


@pytest.mark.parametrize("kept", ["xx.1763900000", "fr.99999999999999", "fr.-1", "fr", "../fr", ""])
def test_language_on_the_device_that_we_did_not_write_breaks_nothing(kept):
    client = Client()
    client.cookies[COOKIE] = kept
    page = text_of(client.get("/aanmelden/", {"taal": "klingon"}))
    assert ('lang="fr"' in page.split("<head>")[0]) is kept.startswith("fr")


def test_letter_leads_to_the_page_of_its_own_language_and_that_stays():
    world = World()
    world.household("An", language="ar")
    contact = Contact.objects.get(name="An Ouder")
    letter = client_of(world.by("secretariaat")).post(
        f"{reverse('pupil-account-letter', args=[world.pupil.pk])}?contact={contact.pk}",
        {"contact": contact.pk, "seen": "on"},
    )
    address = "/aanmelden/uitnodiging/ar/"
    assert f"http://testserver{address}" in text_of(letter)
    client = Client()
    assert '<html lang="ar" dir="rtl">' in text_of(client.get(address))
    given = invite_contact(by=world.by("secretariaat"), contact=contact)
    answer = {"username": "an", "code": given.code, "password1": "blauwe olifanten dansen", "password2": "x"}
    assert "كلمتا السر غير متطابقتين" in text_of(client.post(address, answer))
    done = client.post(address, answer | {"password2": "blauwe olifanten dansen"}, follow=True)
    assert done.redirect_chain[-1][0] == "/aanmelden/"
    assert "حُفظت كلمة السر" in text_of(done)
    used = text_of(client.post(address, answer | {"password2": "blauwe olifanten dansen"}))
    assert "اسم المستخدم أو الرمز غير صحيح" in used


def test_portal_opens_in_the_language_that_the_school_noted_and_sign_out_stays_in_it():
    world = World()
    client = client_of(world.household("An", language="fr"))
    assert "Qui aide" in text_of(client.get(f"/mijn/{world.pupil.pk}/"))
    assert "Mot de passe" in text_of(client.post("/afmelden/", follow=True))


def test_language_pressed_at_the_door_goes_before_that_of_the_account_and_an_old_one_does_not():
    world = World()
    parent = world.household("An")
    Preference.objects.create(user_id=parent.user_id, language="fr")
    client = client_of(parent)
    client.cookies[COOKIE] = "en.1763500000"
    assert "Qui aide" in text_of(client.get(f"/mijn/{world.pupil.pk}/"))
    client = Client()
    client.get("/aanmelden/", {"taal": "en"})
    client.force_login(Preference.objects.get().user)
    assert "Who helps" in text_of(client.get(f"/mijn/{world.pupil.pk}/"))
    assert Preference.objects.get().language == "en"


def test_leaving_in_a_hurry_takes_the_language_off_the_device():
    world = World()
    client = client_of(world.household("An", language="fr"))
    client.get(f"/mijn/{world.pupil.pk}/")
    assert client.cookies[COOKIE].value == "fr.0"
    client.post("/afmelden/snel/")
    assert client.cookies[COOKIE].value == ""


def test_ways_of_signing_in_and_what_goes_wrong_are_in_the_language_of_the_parent():
    world = World()
    parent = world.household("An", language="fr")
    user = User.objects.get(pk=parent.user_id)
    user.set_password("blauwe olifanten dansen")
    user.save()
    client = client_of(parent)
    for address, words in (
        ("/beveiliging/", "Comment vous vous connectez"),
        ("/wachtwoord/", "Nouveau mot de passe"),
        ("/aanmeldingen/", "Mes connexions"),
        ("/mijn/999999/", "Introuvable"),
        (f"/leerlingen/{world.pupil.pk}/bewerken/", "Introuvable"),
    ):
        page = text_of(client.get(address))
        assert words in page, address
        assert DUTCH.findall(words_of(page)) == [], address


def test_staff_stays_in_dutch_whatever_stands_on_the_device():
    world = World()
    client = client_of(world.by("secretariaat"))
    client.cookies[COOKIE] = "fr.9999999999"
    for address in ("/beveiliging/", "/bestaat-niet/"):
        page = text_of(client.get(address))
        assert '<html lang="nl">' in page
    assert COOKIE not in {name for name, kept in client.cookies.items() if kept["path"]}
