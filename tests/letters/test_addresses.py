"""Postal addresses: two households each their own, whole or not at all, in the window of the envelope."""

import io
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from pypdf import PdfReader

from leerrecht.documents.models import Upload
from leerrecht.letters.models import HouseStyle, Letter
from leerrecht.people import domain as people
from leerrecht.people.domain.merging import merge_pupils
from leerrecht.people.models import Contact
from tests.factories import SYSTEM, EnrolmentFactory, half_day
from tests.letters.world import TALK, World

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]
HOME = {"street": "Wilgenlaan", "house_number": "12", "box": "3", "postcode": "9000", "municipality": "Gent"}
ELSEWHERE = {"street": "Rue du Parc", "house_number": "8", "postcode": "59000", "municipality": "Lille",
             "country": "Frankrijk"}  # fmt: skip
POINTS = 72 / 2.54
HIGH = 841.89


@pytest.fixture
def world():
    return World()


def placed(letter):
    """Every piece of text of the first page, with its distance in cm from the left and from the top."""
    found = {}

    def look(text, cm, tm, _font, _size):
        if text.strip():
            left, up = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
            found[text.strip()] = (round(left / POINTS, 1), round((HIGH - up) / POINTS, 1))

    reader = PdfReader(io.BytesIO(bytes(Upload.objects.get(pk=letter.file_id).content)))
    text = reader.pages[0].extract_text(visitor_text=look)
    return " ".join(text.split()), found


def test_two_households_each_get_their_own_address_and_not_that_of_the_other(world):
    world.pupil.contacts.update(**HOME)
    world.parents(world.pupil, name="Ines Elders", lives_with=False, **ELSEWHERE)
    world.start()
    home, elsewhere = (placed(letter)[0] for letter in Letter.objects.order_by("-recipient_name"))
    assert ("Wilgenlaan 12 bus 3 9000 Gent" in home, "Rue du Parc" in home) == (True, False)
    assert ("Rue du Parc 8 59000 Lille FRANKRIJK" in elsewhere, "Wilgenlaan" in elsewhere) == (True, False)
    assert list(Letter.objects.values_list("no_address", flat=True)) == [False, False]


@pytest.mark.parametrize(("window", "left"), [("rechts", 11.0), ("links", 2.4)])
def test_address_stands_in_the_window_of_the_envelope(world, window, left):
    world.pupil.contacts.update(**HOME)
    HouseStyle.objects.update(window=window, address="Schoolstraat 1, 9000 Gent")
    world.start()
    _text, found = placed(Letter.objects.get())
    beside, beneath = next(where for text, where in found.items() if text.startswith("Kim Ouder"))
    assert (beside, 5.0 <= beneath <= 5.6) == (left, True)
    assert next(where for text, where in found.items() if text.startswith("Gent, 20"))[1] > 8.5


def test_page_and_run_say_who_has_no_address(world, client):
    client.force_login(world.staff("begeleider"))
    page = client.get(reverse("letter-new"), {"leerling": world.pupil.pk, "sjabloon": "uitnodiging-gesprek"})
    assert "Van 1 ontvanger is geen postadres bekend" in page.content.decode()
    run = world.start()
    assert Letter.objects.get().no_address
    assert "Op 1 brief staat geen postadres." in client.get(reverse("letter-run", args=[run.pk])).content.decode()


def test_letter_to_the_clb_needs_no_address(world):
    half_day(world.enrolment, date(2026, 11, 9), "vm")
    world.start(key="melding-clb", values={"stappen": "- gebeld"})
    assert not Letter.objects.get().no_address


def test_second_record_of_a_barred_parent_gets_no_letter(world):
    world.parents(world.pupil, name="Frank Ver", barred=True, lives_with=False)
    world.parents(world.pupil, name="FRANK  Vér", lives_with=False, **HOME)
    world.parents(world.pupil, name="Gil Zonder", legal_role="ouder_zonder_gezag", lives_with=False, **HOME)
    world.start(values=TALK)
    assert list(Letter.objects.values_list("recipient_name", flat=True)) == ["Kim Ouder"]


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"street": "Wilgenlaan"}, ["municipality", "postcode"]),
        ({"box": "3"}, ["municipality", "postcode", "street"]),
        ({**HOME, "postcode": "0900"}, ["postcode"]),
        ({**HOME, "postcode": "59000", "country": "België"}, ["postcode"]),
    ],
    ids=["half", "bus alleen", "postcode", "postcode van elders"],
)
def test_address_is_whole_and_has_a_postcode_of_its_country(world, values, wrong):
    with pytest.raises(ValidationError) as refused:
        people.add_contact(by=SYSTEM, pupil=world.pupil, name="Els", legal_role="ouder", **values)
    assert sorted(refused.value.message_dict) == wrong


def test_address_is_typed_at_the_desk_and_read_on_the_page_of_the_pupil(world, client):
    client.force_login(world.staff("secretariaat"))
    data = {"name": "Els Maes", "legal_role": "ouder", "language": "nl", "order": "2"}
    address = reverse("contact-new", args=[world.pupil.pk])
    assert "vier cijfers" in client.post(address, data | HOME | {"postcode": "90"}).content.decode()
    assert client.post(address, data | HOME | {"country": " belgië "}).status_code == 302
    contact = Contact.objects.get(name="Els Maes")
    assert (contact.country, contact.address) == ("", ("Wilgenlaan 12 bus 3", "9000 Gent"))
    page = client.get(reverse("pupil", args=[world.pupil.pk])).content.decode()
    assert ("Wilgenlaan 12 bus 3, 9000 Gent" in page, "Geen postadres" in page) == (True, True)


def test_merger_keeps_the_address_that_one_of_two_records_has(world):
    twin = EnrolmentFactory.create(school=world.other).pupil
    world.parents(twin, **HOME)
    twin.enrolments.all().delete()
    merge_pupils(by=SYSTEM, keep=world.pupil, drop=twin)
    assert [contact.address for contact in world.pupil.contacts.all()] == [("Wilgenlaan 12 bus 3", "9000 Gent")]
