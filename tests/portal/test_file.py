"""The own file in the frame of the own pages: the file, letters, who looked, whom one trusts; pages of other rooms."""

from datetime import timedelta

import pytest
import time_machine

from leerrecht.access.models import LogEntry
from leerrecht.people.models import Contact, Grant
from leerrecht.portal.domain import messages, paper
from leerrecht.portal.models import Channel, Nudge, Preference
from tests.factories import TODAY
from tests.portal.world import World, client_of, text_of

pytestmark = pytest.mark.django_db
FRAME = 'id="quick-exit"'


@pytest.fixture
def world():
    return World()


def test_own_file_is_read_here_or_taken_along_and_the_log_says_so(world):
    world.note("gedeeld")
    world.note("zorg")
    client, address = client_of(world.household("An")), f"/mijn/{world.pupil.pk}/dossier/"
    assert "Meenemen als bestand" in text_of(client.get(address))
    shown = text_of(client.post(address, {"form": "lezen"}))
    assert [part in shown for part in (FRAME, "[[gedeeld]]", "[[zorg]]", '<div lang="nl"')] == [
        True, True, False, True,
    ]  # fmt: skip
    taken = client.post(address, {"form": "zip"})
    assert (taken["Content-Type"], taken["Content-Disposition"]) == (
        "application/zip", 'attachment; filename="dossier.zip"',
    )  # fmt: skip
    assert list(LogEntry.objects.filter(act="file.give").order_by("pk").values_list("detail__form", flat=True)) == [
        "lezen",
        "zip",
    ]


def test_pupil_chooses_a_trust_person_by_name_and_takes_it_back(world):
    trusted, address = world.staff("vertrouwenspersoon"), f"/mijn/{world.pupil.pk}/wie-leest/"
    client = client_of(world.child())
    assert "Vertrouwenspersoon Test" in text_of(client.get(address))
    assert client.post(address, {"person": "0"}).status_code == 200
    assert client.post(address, {"person": trusted.pk}).status_code == 302
    grant = Grant.objects.get(kind="vertrouwenspersoon")
    assert (grant.user_id, grant.compartments, grant.period.upper) == (trusted.pk, ["leerling"], None)
    world.say("[[leerling]] thuis")
    assert "Niet meer vertrouwen: Vertrouwenspersoon Test" in text_of(client.get(address))
    parent = client_of(world.household("An"))
    assert FRAME in text_of(parent.get(address))
    assert "Niet meer vertrouwen" not in text_of(parent.get(address))
    assert parent.post(address, {"weg": grant.pk}).status_code == 404
    assert parent.post(address, {"person": trusted.pk}).status_code == 200
    assert client.post(address, {"weg": grant.pk}).status_code == 302
    grant.refresh_from_db()
    assert grant.withdrawn_at is not None


def test_who_looked_is_told_by_role_in_the_frame_and_never_by_name(world):
    client_of(world.by("directeur")).get(f"/leerlingen/{world.pupil.pk}/")
    parent = client_of(world.household("An"))
    assert parent.get(f"/leerlingen/{world.pupil.pk}/wie-keek/").url == f"/mijn/{world.pupil.pk}/wie-keek/"
    text = text_of(parent.get(f"/mijn/{world.pupil.pk}/wie-keek/"))
    assert [part in text for part in (FRAME, "Directeur van", "Directeur Test", "keek")] == [True, True, False, True]


@pytest.mark.parametrize(
    "page", ["dossier", "eigen-dossier", "toegang", "brieven", "overdrachten", "toestemmingen", "begeleiding", "tucht"]
)
def test_pages_of_other_rooms_stand_in_the_frame_for_the_family_and_in_that_of_staff_for_staff(world, page):
    address = f"/leerlingen/{world.pupil.pk}/{page}/"
    texts = [text_of(client_of(by).get(address)) for by in (world.child(), world.household("An"))]
    assert [(FRAME in text, "site-nav" in text) for text in texts] == [(True, False)] * 2
    assert FRAME not in text_of(client_of(world.by("directeur")).get(address))


def test_device_of_several_people_ends_the_sign_in_sooner(world):
    client, own = client_of(world.child()), f"/mijn/{world.pupil.pk}/"
    with time_machine.travel("2026-11-20T10:00:00+01:00", tick=False) as clock:
        assert 'data-idle="900"' in text_of(client.get(own))
        assert client.post("/mijn/toestel/", {"pupil": world.pupil.pk}).url == own
        shown = text_of(client.get(own))
        assert ('data-idle="300"' in shown, 'aria-pressed="true"' in shown) == (True, True)
        clock.shift(timedelta(minutes=4))
        assert client.get(own).status_code == 200
        client.post("/mijn/toestel/")
        assert 'data-idle="900"' in text_of(client.get(own))
        client.post("/mijn/toestel/")
        clock.shift(timedelta(minutes=6))
        assert client.get(own).url == "/aanmelden/"
    assert client.get(own).status_code == 302


def test_reading_other_pages_keeps_the_sign_in_and_who_works_here_keeps_the_hour(world):
    client, own = client_of(world.child()), f"/mijn/{world.pupil.pk}/"
    with time_machine.travel("2026-11-20T10:00:00+01:00", tick=False) as clock:
        client.get(own)
        for _number in range(2):
            clock.shift(timedelta(minutes=10))
            assert client.get(f"/leerlingen/{world.pupil.pk}/dossier/").status_code == 200
        assert client.get(own).status_code == 200


def test_pupil_chooses_channel_and_language_and_is_told_without_a_word_of_what(world):
    child, own = world.child(), f"/mijn/{world.pupil.pk}/"
    client = client_of(child)
    refused = client.post(f"{own}instellingen/", {"language": "en", "channel": "email"})
    assert "De school kent uw e-mailadres niet" in text_of(refused)
    assert client.post(f"{own}instellingen/", {"language": "en", "channel": "brief"}).status_code == 302
    assert Preference.objects.values_list("language", "channel").get() == ("en", Channel.PAPER)
    matter = world.bring(child, "klacht", "[[tucht]] te streng")
    assert messages.nudge_answered(str(matter.pk), TODAY) == 0
    (sheet,) = paper.sheets(world.by("secretariaat"))
    assert (sheet.reader.name, sheet.subject) == (str(world.pupil), "There is something new on your page")
    assert not any("tucht" in line or "klacht" in line for line in sheet.lines)
    assert paper.printed(by=world.by("secretariaat"), keys=[sheet.reader.key, "x"]) == 1
    assert Nudge.objects.get().printed_on == TODAY


def test_parents_of_who_is_of_age_are_told_nothing_any_more(world):
    parent = world.household("An", email="an@voorbeeld.be")
    Preference.objects.create(user_id=parent.user_id, channel=Channel.PAPER)
    matter = world.bring(parent, "klacht", "[[tucht]] te streng")
    world.pupil.birth_date = TODAY.replace(year=TODAY.year - 18)
    world.pupil.save()
    messages.nudge_answered(str(matter.pk), TODAY)
    assert Nudge.objects.count() == 0


@pytest.mark.parametrize(
    ("language", "lang", "way", "words"),
    [
        ("fr", "fr", "ltr", "Tapez votre nom d’utilisateur"),
        ("ar", "ar", "rtl", "اكتبوا اسم المستخدم"),
        ("ti", "nl", "ltr", "Typ uw gebruikersnaam"),
    ],
)
def test_letter_with_the_code_is_in_the_language_of_the_parent(world, language, lang, way, words):
    contact = Contact.objects.create(pupil=world.pupil, name="Mia Maes", legal_role="ouder", language=language)
    desk, address = client_of(world.by("secretariaat")), f"/leerlingen/{world.pupil.pk}/accounts/brief/"
    text = text_of(desk.post(address, {"contact": contact.pk, "seen": "on"}))
    assert (f'<div lang="{lang}" dir="{way}">' in text, words in text, "Druk deze brief nu af" in text) == (
        True, True, True,
    )  # fmt: skip


def test_each_page_says_in_its_title_what_it_is_and_never_of_whom(world):
    client, titles = client_of(world.child()), set()
    pages = ("", "jaar/", "woorden/", "afspraken/", "rechten/", "vragen/", "verslagen/", "dossier/", "brieven/")
    for page in pages:
        text = text_of(client.get(f"/mijn/{world.pupil.pk}/{page}"))
        titles.add(text[text.index("<title>") : text.index("</title>")])
    assert len(titles) == len(pages)
    assert not any(world.pupil.last_name in title for title in titles)
