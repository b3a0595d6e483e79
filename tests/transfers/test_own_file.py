import io
import json
import zipfile
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from leerrecht.access.models import LogEntry
from leerrecht.access.policy import Denied
from leerrecht.attendance.models import Certificate
from leerrecht.consent.models import ParentsWish
from leerrecht.people.models import Contact
from leerrecht.transfers.domain.own_file import askers, make
from tests.factories import PlacementFactory, PupilFactory, principal
from tests.transfers.world import World, client_of, marker, note, upload

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]

LEAKS = ("Tuur", "Wouters", "Sofie", "Nijs", "Greta", "Claes", "0470")


def full(world):
    """A file in which others are named: a classmate, a member of staff, a second parent."""
    mate = PupilFactory.create(first_name="Tuur", last_name="Wouters")
    PlacementFactory.create(class_group=world.before.placements.get().class_group, enrolment__pupil=mate)
    writer = principal("begeleider", world.old, first_name="Sofie", last_name="Nijs")
    Contact.objects.create(pupil=world.pupil, name="Greta Claes", legal_role="ouder", phone="0470 99 88 77")
    text = "Noor Vermeiren had ruzie met Tuur Wouters; Wouters' ouders belden Sofie Nijs. Greta kwam mee. Sofie: goed."
    for key in ("gedeeld", "tucht", "attest"):
        note(world.pupil, world.old, key, text, title="Tuur en Sofie", written_by_id=writer.user_id)
    Certificate.objects.create(
        pupil=world.pupil, school=world.old, kind="medisch", first_day=date(2026, 10, 8), last_day=date(2026, 10, 8),
        note="gebracht door Greta Claes", received_on=date(2026, 10, 9),
        scan=upload(world.pupil, world.old, "attest", "scan.pdf"),
    )  # fmt: skip
    return writer


def text_of(own):
    return json.dumps(own.as_dict(), ensure_ascii=False)


def compartments_in(text):
    keys = ("team", "zorg", "gedeeld", "tucht", "attest", "leerling", "clb", "medisch", "partner")
    return {key for key in keys if marker(key) in text}


def test_the_pupil_gets_what_the_pupil_reads_without_others():
    world = World()
    full(world)
    own = make(by=world.pupil_account(), pupil=world.pupil, asker="leerling", form="lezen")
    text = text_of(own)
    assert compartments_in(text) == {"gedeeld", "tucht", "attest", "leerling"}
    assert [word for word in LEAKS if word in text] == []
    told = [row for section in own.sections if section.key == "aantekeningen" for row in section.rows]
    assert (
        "Tekst Noor Vermeiren had ruzie met [leerling]; [leerling] ouders belden [leerlingenbegeleider of "
        "zorgcoördinator]. [ouder met gezag] kwam mee. [leerlingenbegeleider of zorgcoördinator]: goed."
    ) in {row["tekst"] for row in told}
    assert {row["geschreven door"] for row in told} == {"[personeelslid]", "[leerlingenbegeleider of zorgcoördinator]"}
    codes = next(section.rows for section in own.sections if section.key == "afwezigheden")
    assert [row["code"] for row in codes] == ["B", "B", "Z"]


def test_a_parent_gets_no_confidence_and_nothing_that_the_pupil_keeps_from_them():
    world = World()
    full(world)
    note(world.pupil, world.old, "gedeeld", "[[stil]]", parents_excluded=True, parents_excluded_reason="wens")
    parent = world.parent_account()
    (asker,) = askers(parent, world.pupil)
    text = text_of(make(by=parent, pupil=world.pupil, asker=asker.key, form="lezen"))
    assert compartments_in(text) == {"gedeeld", "tucht", "attest"}
    assert "[[stil]]" not in text
    assert "0470 11 22 33" in text
    assert [word for word in LEAKS if word in text.replace("0470 11 22 33", "")] == []


def test_the_desk_gives_what_both_may_read_and_names_what_is_missing():
    world = World()
    desk = full(world)
    own = make(by=desk, pupil=world.pupil, asker="leerling", form="zip")
    assert compartments_in(text_of(own)) == {"gedeeld", "attest"}
    assert own.left_out == ["tuchtdossier", "in vertrouwen gezegd"]
    secretariat = world.staff("secretariaat", world.old)
    assert compartments_in(text_of(make(by=secretariat, pupil=world.pupil, asker="leerling", form="zip"))) == {"attest"}
    entry = LogEntry.objects.filter(act="file.give").first()
    assert (entry.pupil_id, entry.detail["who"], entry.detail["form"]) == (world.pupil.pk, "leerling", "zip")


def test_siblings_at_another_school_are_taken_out_of_texts():
    world = World()
    brother = PupilFactory.create(first_name="Warre", last_name="Vermeiren")
    world.pupil.siblings.add(brother)
    note(world.pupil, world.old, "attest", "Warre Vermeiren en Warre zijn ziek, ook Noor Vermeiren")
    own = make(by=world.pupil_account(), pupil=world.pupil, asker="leerling", form="lezen")
    texts = [row["tekst"] for section in own.sections if section.key == "aantekeningen" for row in section.rows]
    assert "Tekst [leerling] en [leerling] zijn ziek, ook Noor Vermeiren" in texts


def test_a_wish_that_is_respected_keeps_the_shared_file_from_the_parents_at_the_desk_too():
    world = World()
    desk, parent = world.staff("begeleider", world.old), world.parent_account()
    contact = Contact.objects.get(accounts__user_id=parent.user_id)
    ParentsWish.objects.create(
        pupil=world.pupil, organisation_id=world.old.pk, recorded_by="An", stated_on=date(2026, 11, 2), how="gesprek",
        respected=True, reason="veiligheid",
    )  # fmt: skip
    for by in (desk, parent):
        own = make(by=by, pupil=world.pupil, asker=f"ouders-{contact.pk}", form="lezen")
        assert "gedeeld" not in compartments_in(text_of(own))
        assert [word for word in ("veiligheid", "wish") if word in text_of(own)] == []


def test_a_young_child_has_no_shared_file_of_its_own():
    world = World()
    world.pupil.birth_date = date(2017, 5, 3)
    world.pupil.save()
    own = make(by=world.pupil_account(), pupil=world.pupil, asker="leerling", form="lezen")
    assert compartments_in(text_of(own)) == {"tucht", "attest", "leerling"}


def test_barred_and_unknown_askers_get_nothing():
    world = World()
    desk = world.staff("directeur", world.old)
    barred = Contact.objects.create(pupil=world.pupil, name="Karel", legal_role="ouder", barred=True, lives_with=False)
    other = Contact.objects.create(pupil=world.pupil, name="Tante", legal_role="andere")
    for contact in (barred, other):
        with pytest.raises(ValidationError, match="een ouder die recht heeft"):
            make(by=desk, pupil=world.pupil, asker=f"ouders-{contact.pk}", form="lezen")
    for one in (
        world.parent_account(barred=True),
        world.staff("leerkracht", world.old),
        world.staff("directeur", world.elsewhere),
    ):
        with pytest.raises(Denied):
            make(by=one, pupil=world.pupil, asker="leerling", form="lezen")
    world.pupil.birth_date = date(2008, 11, 20)
    world.pupil.save()
    Contact.objects.create(pupil=world.pupil, name="Moeder", legal_role="ouder")
    assert [asker.key for asker in askers(desk, world.pupil)] == ["leerling"]


def test_the_zip_holds_page_data_and_attests():
    world = World()
    full(world)
    client = client_of(world.pupil_account())
    response = client.post(reverse("own-file", args=[world.pupil.pk]), {"asker": "leerling", "form": "zip"})
    archive = zipfile.ZipFile(io.BytesIO(response.content))
    scan = Certificate.objects.get()
    assert archive.namelist() == ["dossier.html", "dossier.json", f"attesten/2026-10-08-{scan.pk}.pdf"]
    data = json.loads(archive.read("dossier.json"))
    assert data["leerling"] == str(world.pupil)
    html = archive.read("dossier.html").decode()
    assert marker("gedeeld") in html
    assert [word for word in LEAKS if word in html] == []
    assert response.headers["Cache-Control"] == "no-store, private"


def test_the_page_to_read_is_shown():
    world = World()
    client = client_of(world.pupil_account())
    address = reverse("own-file", args=[world.pupil.pk])
    assert client.get(address).status_code == 200
    shown = client.post(address, {"asker": "leerling", "form": "lezen"}).content.decode()
    assert compartments_in(shown) == {"gedeeld", "tucht", "attest", "leerling"}
