from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from leerrecht.guidance.domain import agreements
from leerrecht.organisations.models import Organisation
from leerrecht.transfers import domain as transfers
from leerrecht.transfers.domain.offers import offers
from leerrecht.transfers.domain.preparing import own_notes
from leerrecht.transfers.models import TransferCopy
from tests.factories import TODAY, EnrolmentFactory
from tests.guidance.test_file_page import client_of
from tests.guidance.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
LATER = TODAY + timedelta(weeks=2)
NEVER = (
    {"kind": "bevinding", "finding": "onmacht"},
    {"kind": "afwezigheid", "absence": "permanent", "causes": ("ouders",)},
)


def prepared(world):
    return transfers.prepare_transfer(
        by=world.by("begeleider"), pupil=world.pupil, kind="school", sender_id=world.school.pk,
        receiver=Organisation.objects.get(pk=world.other.pk),
    )  # fmt: skip


def written(world, compartment="zorg", **draft):
    return world.entry(world.by("begeleider"), compartment, whom="", **draft).note


def test_what_helps_is_offered_as_what_it_is():
    world = World()
    by = world.by("begeleider")
    found = {
        written(world, kind="aanpassing", domain="leren").pk: ("redelijke aanpassing", "zorg"),
        written(world, kind="maatregel", domain="psychosociaal").pk: ("begeleidende maatregel", "sociaal_emotioneel"),
        written(world, "gedeeld", kind="woorden").pk: ("woorden van de leerling", "sociaal_emotioneel"),
        written(world, kind="verslag", report="iac").pk: (
            "IAC-verslag (individueel aangepast curriculum)", "verslag_iac",
        ),
        written(world, kind="observatie").pk: ("observatie", ""),
    }  # fmt: skip
    agreement = agreements.agree(
        by=by, pupil=world.pupil, compartment="gedeeld", organisation_id=world.school.pk, kind="afspraken",
        text="Eerst", begins_on=TODAY, review_on=LATER,
    )  # fmt: skip
    latest = agreements.revise(by=by, agreement=agreement, text="Daarna", review_on=LATER)
    found[latest.note_id] = ("afspraken, zoals ze nu gelden", "zorg")
    known = offers(by, own_notes(by, prepared(world)))
    assert {pk: (offer.words, offer.sort) for pk, offer in known.items()} == found


@pytest.mark.parametrize("draft", NEVER)
def test_what_never_travels_is_not_offered_and_cannot_be_chosen(draft):
    world = World()
    by = world.by("begeleider")
    note = written(world, text="[[blijft]]", **draft)
    transfer = prepared(world)
    assert own_notes(by, transfer) == []
    assert "[[blijft]]" not in client_of(by).get(reverse("transfer-choose", args=[transfer.pk])).content.decode()
    with pytest.raises(ValidationError):
        transfers.choose(by=by, transfer=transfer, note=note, sort="zorg")


@pytest.mark.parametrize("compartment", ["tucht", "leerling", "partner", "attest"])
def test_compartments_that_never_travel_stay(compartment):
    world = World()
    by = world.by("directeur")
    note = world.note(compartment)
    transfer = prepared(world)
    assert own_notes(by, transfer) == []
    with pytest.raises(ValidationError):
        transfers.choose(by=by, transfer=transfer, note=note, sort="zorg")


def test_report_in_the_file_must_be_chosen_before_the_transfer_is_ready():
    world = World()
    by = world.by("begeleider")
    note = written(world, kind="verslag", report="gc", text="Het verslag")
    transfer = prepared(world)
    with pytest.raises(ValidationError) as refused:
        transfers.check_reports(by=by, transfer=transfer)
    assert "GC-verslag" in " ".join(refused.value.messages)
    transfers.choose(by=by, transfer=transfer, note=note, sort="verslag_gc")
    assert transfers.check_reports(by=by, transfer=transfer).reports_checked


def test_report_written_after_the_check_holds_the_sending_up():
    world = World()
    by = world.by("begeleider")
    type(world.placement.enrolment).objects.update(share="deel1")
    EnrolmentFactory.create(pupil=world.pupil, school=world.other, share="deel2")
    transfer = prepared(world)
    transfers.check_reports(by=by, transfer=transfer)
    transfers.announce(by=by, transfer=transfer, on=TODAY, how="gesprek")
    written(world, kind="verslag", report="ov4", text="Het verslag")
    with pytest.raises(ValidationError) as refused:
        transfers.send(by=by, transfer=transfer)
    assert "OV4-verslag" in " ".join(refused.value.messages)
    assert not TransferCopy.objects.exists()


def test_choosing_from_the_page_takes_what_stands_with_the_piece():
    world = World()
    note = written(world, kind="aanpassing", text="Voorleessoftware")
    transfer = prepared(world)
    client, url = client_of(world.by("begeleider")), reverse("transfer-choose", args=[transfer.pk])
    page = client.get(url).content.decode()
    assert "redelijke aanpassing: zorg die helpt om te leren" in page
    assert client.post(url, {"note": str(note.pk)}).status_code == 302
    assert [item.sort for item in transfer.items.all()] == ["zorg"]
    other = world.note("zorg")
    refused = client.post(url, {"note": str(other.pk)})
    assert refused.context["form"].errors == {"sort": ["Kies uit de lijst wat dit stuk is."]}
