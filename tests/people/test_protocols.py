"""Protocols between organisations, and grants that rest on them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from leerrecht.access import policy
from leerrecht.access.models import LogEntry
from leerrecht.notes.models import Aantekening
from leerrecht.organisations.models import Organisation
from leerrecht.people import domain
from leerrecht.people.domain.queries.grants import lines as grant_lines
from leerrecht.people.domain.queries.protocols import lines
from leerrecht.people.models import Grant, Protocol
from tests.factories import SYSTEM, TODAY
from tests.notes.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]
LATER = TODAY + timedelta(days=30)
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\nxref\n0 1\ntrailer<<>>\nstartxref\n9\n%%EOF\n"


@pytest.fixture
def world():
    found = World()
    found.support = Organisation.objects.create(kind="leersteun", name="Leersteun Noord")
    return found


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def agree(world, by=None, **values):
    wanted = {
        "organisation": Organisation.objects.get(pk=world.school.pk), "parties": [world.support],
        "title": "Leersteun 2026", "purpose": "Ondersteuning in de klas", "compartments": ["team", "zorg"],
        "first": TODAY, "last": TODAY + timedelta(days=200),
    } | values  # fmt: skip
    return domain.make_protocol(by=by or world.by("directeur"), **wanted)


def rest(world, protocol, **values):
    supporter = world.user("steun", "leersteun", world.support)
    wanted = {
        "user": supporter, "kind": "toegang", "organisation_id": world.school.pk, "compartments": ["zorg"],
        "reason": "Ondersteunt", "last": LATER, "protocol": protocol,
    } | values  # fmt: skip
    return domain.give_grant(by=world.by("directeur"), pupil=world.pupil, **wanted)


def test_protocol_is_noted_with_its_parties_and_seen_by_both_and_nobody_else(world):
    protocol = agree(world)
    assert sorted(protocol.parties.values_list("pk", flat=True)) == sorted([world.school.pk, world.support.pk])
    supporter = world.of(world.user("steun", "leersteun", world.support))
    outsider = world.of(world.user("ander", "directeur", world.other))
    readers = (world.by("directeur"), world.by("begeleider"), supporter, outsider)
    assert [len(lines(who)) for who in readers] == [1, 1, 1, 0]
    (line,) = lines(world.by("directeur"))
    assert (line.parties, line.live, line.may_end) == (f"Leersteun Noord, {world.school.name}", True, True)
    assert [line.may_end for line in lines(supporter)] == [False]
    assert LogEntry.objects.get(act="protocol.manage").organisation_id == world.school.pk


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"parties": []}, "parties"), ({"title": " "}, "title"), ({"purpose": ""}, "purpose"),
        ({"compartments": []}, "compartments"), ({"compartments": ["leerling"]}, "compartments"),
        ({"last": TODAY - timedelta(days=1)}, "last"), ({"last": TODAY + timedelta(days=2000)}, "last"),
    ],
    ids=["niemand", "titel", "doel", "vakken", "vertrouwen", "voorbij", "lang"],
)  # fmt: skip
def test_refused_protocol_says_which_field_and_keeps_nothing(world, values, field):
    with pytest.raises(ValidationError) as refused:
        agree(world, **values)
    assert list(refused.value.message_dict) == [field]
    assert Protocol.objects.count() == 0


@pytest.mark.parametrize("role", ["begeleider", "secretariaat", "clb", "clbhoofd"])
def test_only_who_leads_the_own_house_speaks_for_it(world, role):
    with pytest.raises(policy.Denied):
        agree(world, by=world.by(role))


def test_grant_rests_on_a_protocol_and_pages_say_so(world):
    world.note("zorg")
    grant = rest(world, agree(world))
    (line,) = grant_lines(world.by("directeur"), world.pupil)
    assert line.why == "toegang verleend door Directeur Test tot en met 20/12/2026, volgens protocol “Leersteun 2026”"
    page = signed_in(grant.user).get(reverse("dossier", args=[world.pupil.pk])).content.decode()
    assert ("[[zorg]]" in page, "volgens protocol “Leersteun 2026”" in page) == (True, True)
    assert [line.grants for line in lines(world.by("directeur"))] == [1]


def test_grant_beyond_its_protocol_is_refused(world):
    short = agree(world, last=TODAY + timedelta(days=10))
    with_partner = agree(world, parties=[world.partner])
    later = agree(world, first=LATER, last=LATER + timedelta(days=9))
    for protocol, values, field in (
        (short, {}, "last"),
        (with_partner, {}, "protocol"),
        (later, {}, "protocol"),
        (agree(world), {"compartments": ["gedeeld"]}, "protocol"),
    ):
        with pytest.raises(ValidationError) as refused:
            rest(world, protocol, **values)
        assert list(refused.value.message_dict) == [field]
    assert Grant.objects.count() == 0


def test_end_of_a_protocol_ends_what_rests_on_it_and_nothing_else(world):
    world.note("zorg")
    protocol = agree(world)
    grant = rest(world, protocol)
    domain.end_protocol(by=world.by("directeur"), protocol=protocol, last=TODAY)
    grant.refresh_from_db()
    assert grant.period == DateRange(TODAY, TODAY + timedelta(days=1))
    tomorrow = world.of(grant.user, TODAY + timedelta(days=1))
    assert policy.visible(Aantekening, to=tomorrow, act="note.view").count() == 0
    entry = LogEntry.objects.get(act="grant.end")
    assert (entry.pupil_id, entry.detail) == (world.pupil.pk, {"user": grant.user_id, "last": "2026-11-20"})


@pytest.mark.parametrize("last", [TODAY - timedelta(days=1), TODAY + timedelta(days=300)], ids=["gisteren", "later"])
def test_protocol_does_not_end_in_the_past_nor_after_its_end(world, last):
    with pytest.raises(ValidationError) as refused:
        domain.end_protocol(by=world.by("directeur"), protocol=agree(world), last=last)
    assert list(refused.value.message_dict) == ["last"]


def test_database_refuses_a_protocol_without_end(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        Protocol.objects.create(title="x", purpose="x", compartments=["team"], period=DateRange(date(2026, 1, 1), None))


def test_pages_note_a_protocol_with_its_document_and_end_it(world):
    client = signed_in(world.staff("directeur"))
    values = {
        "organisation": world.school.pk, "parties": f"leersteun noord\n{world.other.number}", "title": "Samen",
        "purpose": "Ondersteunen", "compartments": ["team"], "first": "2026-11-20", "last": "2027-06-30",
    }  # fmt: skip
    wrong = client.post(reverse("protocol-new"), values | {"parties": "Nergens"}).content.decode()
    assert "Geen organisatie gevonden voor: Nergens" in wrong
    document = SimpleUploadedFile("protocol.pdf", PDF, "application/pdf")
    assert client.post(reverse("protocol-new"), values | {"document": document}).status_code == 302
    protocol = Protocol.objects.get()
    assert protocol.parties.count() == 3
    page = client.get(reverse("protocol-list")).content.decode()
    assert ("Samen" in page, "Leersteun Noord" in page) == (True, True)
    file = client.get(reverse("protocol-file", args=[protocol.pk]))
    assert (file.status_code, file.content) == (200, PDF)
    assert client.get(reverse("protocol-end", args=[protocol.pk])).status_code == 200
    assert client.post(reverse("protocol-end", args=[protocol.pk]), {"last": "2026-11-20"}).status_code == 302
    other = signed_in(world.user("ander", "directeur", world.other))
    assert other.get(reverse("protocol-file", args=[protocol.pk])).status_code == 200
    stranger = signed_in(world.user("vreemd", "directeur", world.other_centre))
    assert stranger.get(reverse("protocol-file", args=[protocol.pk])).status_code == 404
    assert signed_in(world.staff("leerkracht")).get(reverse("protocol-list")).status_code == 403
    assert signed_in(world.staff("begeleider")).get(reverse("protocol-new")).status_code == 403


def test_protocol_without_document_has_none_to_open(world):
    protocol = agree(world)
    assert signed_in(world.staff("directeur")).get(reverse("protocol-file", args=[protocol.pk])).status_code == 404


def test_form_of_a_grant_offers_the_protocols_of_the_own_house(world):
    client, address = signed_in(world.staff("directeur")), reverse("grant-new", args=[world.pupil.pk])
    assert "protocol" not in client.get(address).content.decode().split("<main")[1]
    protocol = agree(world)
    agree(world, by=SYSTEM, organisation=world.partner, title="Van anderen")
    page = client.get(address).content.decode()
    assert ("Leersteun 2026" in page, "Van anderen" in page) == (True, False)
    world.user("steun", "leersteun", world.support)
    values = {
        "what": f"toegang-{world.school.pk}", "user": "steun", "compartments": ["zorg"], "reason": "x",
        "last": LATER.isoformat(), "protocol": protocol.pk,
    }  # fmt: skip
    assert client.post(address, values).status_code == 302
    assert Grant.objects.get().protocol == protocol


def test_list_of_protocols_asks_as_much_for_one_as_for_many(world, django_assert_num_queries):
    by = world.by("directeur")
    agree(world)
    with django_assert_num_queries(3):
        assert len(lines(by)) == 1
    for title in ("b", "c", "d"):
        agree(world, title=title)
    with django_assert_num_queries(3):
        assert len(lines(by)) == 4


@pytest.mark.parametrize(("kind", "refused"), [("pbd", "gedeeld"), ("leersteun", "tucht")])
def test_support_from_outside_reads_what_it_was_given_of_one_case_and_no_more(world, kind, refused):
    world.notes()
    place = Organisation.objects.create(kind=kind, name=f"Dienst {kind}")
    user = world.user(kind, kind, place)
    assert policy.visible(Aantekening, to=world.of(user), act="note.view").count() == 0
    protocol = agree(world, parties=[place], compartments=["team", "zorg", "gedeeld", "tucht"])
    rest(world, protocol, user=user, compartments=["team", "zorg"])
    seen = policy.visible(Aantekening, to=world.of(user), act="note.view").values_list("compartment", flat=True)
    assert sorted(seen) == ["team", "zorg"]
    with pytest.raises(ValidationError) as error:
        rest(world, protocol, user=user, compartments=[refused])
    assert list(error.value.message_dict) == ["user"]
