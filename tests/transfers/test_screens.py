"""Every page of this room, by hand and as every persona: the next school never sees tucht."""

from datetime import date

import pytest
from django.urls import reverse

from leerrecht.access.models import LogEntry
from leerrecht.access.principal import principal_of
from leerrecht.access.roles import ROLES
from leerrecht.enrolment.models import Enrolment
from leerrecht.transfers import domain
from leerrecht.transfers.domain import retention
from leerrecht.transfers.models import DestructionList, Transfer, TransferCopy
from tests.factories import TODAY, MembershipFactory, UserFactory
from tests.transfers.test_retention import BY, left, written
from tests.transfers.world import COMPARTMENTS, World, client_of, marker, note, upload

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]

ONE = ("transfer", "transfer-choose", "transfer-summary", "transfer-announce", "transfer-agree", "transfer-object",
       "transfer-send", "transfer-cancel", "transfer-accept")  # fmt: skip
OF_PUPIL = ("pupil-transfers", "transfer-new", "pupil-retention", "own-file")
PLAIN = ("transfer-list", "destruction-list")


def with_texts(world):
    """A transfer of everything that can go, one in each state, and a list to decide on."""
    by = world.staff("directeur", world.old)
    transfer = domain.prepare_transfer(
        by=by, pupil=world.pupil, kind="school", receiver=world.new, sender_id=world.old.pk
    )
    for key in ("team", "zorg", "gedeeld"):
        domain.choose(by=by, transfer=transfer, note=world.notes[key], sort="zorg")
    with_file = note(world.pupil, world.old, "zorg", "verslag", file=upload(world.pupil, world.old, "zorg", "v.pdf"))
    domain.choose(by=by, transfer=transfer, note=with_file, sort="verslag_gc")
    domain.check_reports(by=by, transfer=transfer)
    domain.announce(by=by, transfer=transfer, on=date(2026, 11, 2), how="brief")
    domain.send(by=by, transfer=transfer)
    domain.accept(by=world.staff("directeur", world.new), transfer=transfer)
    return transfer


def pages(world, client):
    """All that the pages of this room show to somebody, whatever they answer."""
    shown = []
    addresses = [reverse(name) for name in PLAIN] + [reverse(name, args=[world.pupil.pk]) for name in OF_PUPIL]
    addresses += [reverse(name, args=[one.pk]) for name in ONE for one in Transfer.objects.all()]
    addresses += [reverse("transfer-file", args=[copy.pk]) for copy in TransferCopy.objects.all()]
    addresses += [reverse("destruction", args=[one.pk]) for one in DestructionList.objects.all()]
    for address in addresses:
        response = client.get(address)
        assert response.status_code in (200, 302, 403, 404), address
        shown.append(response.content.decode(errors="replace"))
    return "\n".join(shown)


def seen_by(world, client):
    text = pages(world, client)
    return {key for key in COMPARTMENTS if marker(key) in text}


@pytest.mark.parametrize("role", [key for key, role in ROLES.items() if role.by_membership])
def test_no_role_at_the_next_place_sees_tucht_or_what_did_not_go(role):
    world = World()
    with_texts(world)
    kind = ROLES[role].organisation_kind
    place = {"school": world.new, "clb": world.new_clb, "bestuur": world.new.board}.get(kind, world.new_clb)
    who = world.staff(role, place)
    if kind == "clb":
        world.case(who, world.new_clb)
    reads = {"begeleider": {"team", "zorg", "gedeeld"}, "directeur": {"team", "zorg", "gedeeld"}}
    assert seen_by(world, client_of(who)) == reads.get(role, set())


def test_the_class_team_of_the_new_school_reads_what_went_for_teachers():
    world = World()
    with_texts(world)
    user = UserFactory.create()
    MembershipFactory.create(user=user, organisation_id=world.new.pk, organisation=None, role="leerkracht")
    world.after.placements.get().class_group.team.create(user=user, period=world.after.period)
    teacher = principal_of(user_id=user.pk, name=user.username, on=TODAY)
    assert seen_by(world, client_of(teacher)) == {"team"}


def test_family_and_other_schools_see_only_what_they_may_read():
    world = World()
    with_texts(world)
    assert seen_by(world, client_of(world.pupil_account())) == {"gedeeld"}
    assert seen_by(world, client_of(world.parent_account())) == {"gedeeld"}
    assert seen_by(world, client_of(world.parent_account(barred=True))) == set()
    assert seen_by(world, client_of(world.staff("directeur", world.elsewhere))) == set()


def test_a_transfer_goes_from_page_to_page():
    world = World()
    by = world.staff("begeleider", world.old)
    client = client_of(by)
    response = client.post(
        reverse("transfer-new", args=[world.pupil.pk]), {"what": f"school-{world.old.pk}", "number": world.new.number}
    )
    transfer = Transfer.objects.get()
    assert response.url == reverse("transfer", args=[transfer.pk])

    def post(name, **data):
        return client.post(reverse(name, args=[transfer.pk]), data)

    refused = post("transfer-choose", note=str(world.notes["zorg"].pk), sort="sociaal_emotioneel")
    assert "alleen mee met toestemming" in refused.content.decode()
    listed = client.get(reverse("transfer-choose", args=[transfer.pk])).content.decode()
    assert (marker("zorg") in listed, marker("tucht") in listed) == (True, False)
    post("transfer-choose", note=str(world.notes["zorg"].pk), sort="zorg")
    post("transfer-summary", strengths="Tekent", written_on="2026-11-20", agreed="on")
    post("transfer-reports")
    post("transfer-announce", on="2026-11-20", how="gesprek")
    post("transfer-agree", on="2026-11-20", by_whom="ouders")
    assert "Tekent" in client.get(reverse("transfer", args=[transfer.pk])).content.decode()
    assert "Versturen" in client.get(reverse("transfer-send", args=[transfer.pk])).content.decode()
    post("transfer-send")
    receiver = client_of(world.staff("begeleider", world.new))
    assert str(world.pupil) in receiver.get(reverse("transfer-list")).content.decode()
    receiver.post(reverse("transfer-accept", args=[transfer.pk]))
    page = receiver.get(reverse("transfer", args=[transfer.pk])).content.decode()
    assert (marker("zorg") in page, "Tekent" in page, "4 halve dagen B" in page) == (True, True, True)
    assert Enrolment.objects.get(pk=world.after.pk).b_brought_along == 4
    looked = LogEntry.objects.filter(act="transfer.view", kind="transfers.transfer").last()
    assert looked.compartments == ["gedeeld", "zorg"]


def test_the_desk_records_an_objection_without_reading_the_pieces():
    world = World()
    by = world.staff("begeleider", world.old)
    transfer = domain.prepare_transfer(
        by=by, pupil=world.pupil, kind="school", receiver=world.new, sender_id=world.old.pk
    )
    domain.choose(by=by, transfer=transfer, note=world.notes["zorg"], sort="zorg")
    domain.announce(by=by, transfer=transfer, on=TODAY, how="brief")
    desk = client_of(world.staff("secretariaat", world.old))
    page = desk.get(reverse("transfer-object", args=[transfer.pk])).content.decode()
    assert marker("zorg") not in page
    desk.post(
        reverse("transfer-object", args=[transfer.pk]), {"what": "alles", "by_whom": "ouders", "on": "2026-11-20"}
    )
    assert list(transfer.objections.values_list("whole", "by_whom", "paper")) == [(True, "ouders", True)]
    parent = client_of(world.parent_account())
    item = transfer.items.get()
    parent.post(reverse("transfer-object", args=[transfer.pk]), {"what": str(item.pk)})
    assert sorted(transfer.objections.values_list("whole", "by_whom", "paper")) == [
        (False, "ouders", False),
        (True, "ouders", True),
    ]


def test_an_unknown_school_is_told_at_the_number_and_typed_input_stays():
    world = World()
    client = client_of(world.staff("begeleider", world.old))
    response = client.post(
        reverse("transfer-new", args=[world.pupil.pk]), {"what": f"school-{world.old.pk}", "number": "000001"}
    )
    assert response.context["form"].errors == {"number": ["Geen school met dit nummer gevonden. Kijk het nummer na."]}
    assert 'value="000001"' in response.content.decode()
    own = client.post(
        reverse("transfer-new", args=[world.pupil.pk]), {"what": f"school-{world.old.pk}", "number": world.old.number}
    )
    assert own.context["form"].errors == {"number": ["Kies een andere plaats dan de uwe."]}


def test_the_director_decides_on_a_list_and_reads_the_proof():
    world = World()
    pupil = left(world.old)
    kept, gone = (written(pupil, world.old, "zorg", 2020, f"[[{word}]]") for word in ("blijft", "weg"))
    retention.propose(by=BY, on=TODAY)
    found = DestructionList.objects.get()
    client = client_of(world.staff("directeur", world.old))
    page = client.get(reverse("destruction", args=[found.pk])).content.decode()
    assert (str(pupil) in page, "[[weg]]" in page) == (True, False)
    line = found.lines.get(object_id=str(kept.pk))
    client.post(reverse("destruction-keep", args=[line.pk]), {"until": "2027-06-30", "because": "beroep loopt"})
    assert "1 stukken" in client.get(reverse("destruction-decide", args=[found.pk])).content.decode()
    client.post(reverse("destruction-decide", args=[found.pk]))
    found.refresh_from_db()
    proof = retention.destroy(by=BY, found=found)
    page = client.get(reverse("destruction", args=[found.pk])).content.decode()
    assert (proof.digest in page, "beroep loopt" in page) == (True, True)
    assert client.get(reverse("destruction-list")).status_code == 200
    other = client_of(world.staff("directeur", world.new))
    assert other.get(reverse("destruction", args=[found.pk])).status_code == 404
    assert type(kept).objects.filter(pk__in=[kept.pk, gone.pk]).get() == kept


def test_a_pupils_page_tells_until_when_each_record_is_kept():
    world = World()
    client = client_of(world.staff("begeleider", world.old))
    response = client.get(reverse("pupil-retention", args=[world.pupil.pk]))
    assert [(line.compartment, line.until) for line in response.context["lines"]] == [
        (name, date(2031, 11, 21)) for name in (line.compartment for line in response.context["lines"])
    ]
    assert len(response.context["lines"]) == 4
    assert "te verifiëren" in response.content.decode()


@pytest.mark.parametrize("number", [2, 12])
def test_pages_ask_a_fixed_number_of_queries(number, django_assert_max_num_queries):
    world = World()
    by = world.staff("begeleider", world.old)
    transfer = domain.prepare_transfer(
        by=by, pupil=world.pupil, kind="school", receiver=world.new, sender_id=world.old.pk
    )
    for count in range(number):
        domain.choose(by=by, transfer=transfer, note=note(world.pupil, world.old, "zorg", f"stuk {count}"), sort="zorg")
    client = client_of(by)
    with django_assert_max_num_queries(24):
        client.get(reverse("transfer", args=[transfer.pk]))
    # One for each kind of record.
    with django_assert_max_num_queries(60):
        client.get(reverse("pupil-retention", args=[world.pupil.pk]))
    with django_assert_max_num_queries(12):
        client.get(reverse("transfer-list"))
    with django_assert_max_num_queries(14):
        client.get(reverse("pupil-transfers", args=[world.pupil.pk]))
