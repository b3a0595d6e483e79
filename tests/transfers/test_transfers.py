from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from leerrecht.access import acts, policy
from leerrecht.access.models import LogEntry
from leerrecht.access.policy import Denied
from leerrecht.documents.models import Upload
from leerrecht.enrolment.models import Enrolment
from leerrecht.transfers import domain
from leerrecht.transfers.domain.grounds import planned
from leerrecht.transfers.models import Transfer, TransferCopy, TransferItem
from tests.factories import TODAY, UserFactory, principal
from tests.transfers.world import World, marker, note, upload

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]


def prepared(world, by, kind="school", sender=None, receiver=None):
    return domain.prepare_transfer(
        by=by,
        pupil=world.pupil,
        kind=kind,
        receiver=receiver or (world.new if kind == "school" else world.new_clb),
        sender_id=(sender or (world.old if kind == "school" else world.old_clb)).pk,
    )


def announced(transfer, by, on=date(2026, 11, 2)):
    return domain.announce(by=by, transfer=transfer, on=on, how="brief")


def school_transfer(world, by):
    transfer = prepared(world, by)
    domain.choose(by=by, transfer=transfer, note=world.notes["zorg"], sort="zorg")
    domain.check_reports(by=by, transfer=transfer)
    return transfer


def copied(transfer):
    return sorted(transfer.copies.values_list("sort", "compartment", "title", "organisation_id"))


def test_chosen_pieces_go_as_copies_owned_by_the_receiver():
    world = World()
    by = world.staff("begeleider", world.old)
    report = note(world.pupil, world.old, "zorg", "GC", file=upload(world.pupil, world.old, "zorg", "verslag.pdf"))
    transfer = school_transfer(world, by)
    domain.choose(by=by, transfer=transfer, note=report, sort="verslag_gc")
    domain.write_summary(
        by=by, transfer=transfer, strengths="Tekent graag", helps="Rust", written_on=TODAY, agreed=True
    )
    announced(transfer, by)
    domain.send(by=by, transfer=transfer)
    assert copied(transfer) == [
        ("samenvatting", "gedeeld", "Samenvatting van de leerling", world.new.pk),
        ("verslag_gc", "zorg", "Titel GC", world.new.pk),
        ("zorg", "zorg", f"Titel {marker('zorg')}", world.new.pk),
    ]
    assert transfer.copies.get(sort="samenvatting").text == "Wat goed gaat\nTekent graag\n\nWat helpt\nRust"
    kept = Upload.objects.values_list("organisation_id", "name", "compartment").order_by("organisation_id")
    assert list(kept) == [(world.old.pk, "verslag.pdf", "zorg"), (world.new.pk, "verslag.pdf", "zorg")]
    transfer.refresh_from_db()
    assert (transfer.b_total, transfer.b_school_year) == (4, 2026)


def test_what_was_sent_stays_as_it_was_when_the_sender_withdraws_its_own():
    world = World()
    by = world.staff("begeleider", world.old)
    transfer = announced(school_transfer(world, by), by)
    domain.send(by=by, transfer=transfer)
    world.notes["zorg"].delete()
    assert copied(transfer) == [("zorg", "zorg", f"Titel {marker('zorg')}", world.new.pk)]
    assert transfer.items.get().went is True


@pytest.mark.parametrize("compartment", ["tucht", "leerling", "partner", "attest", "clb", "medisch"])
def test_what_never_travels_is_refused_even_to_who_reads_it(compartment):
    world = World()
    by = world.staff("directeur", world.old)
    transfer = prepared(world, by)
    with pytest.raises(ValidationError, match="gaat nooit mee"):
        domain.choose(by=by, transfer=transfer, note=world.notes[compartment], sort="zorg")
    assert transfer.items.count() == 0


@pytest.mark.parametrize("compartment", ["tucht", "leerling", "partner"])
def test_the_database_refuses_discipline_in_a_transfer(compartment):
    world = World()
    transfer = prepared(world, world.staff("begeleider", world.old))
    with pytest.raises(IntegrityError), transaction.atomic():
        TransferItem.objects.create(
            transfer=transfer, pupil=world.pupil, organisation_id=world.old.pk, compartment=compartment, sort="zorg",
            source_id=world.notes[compartment].pk, written_on=TODAY,
        )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        TransferCopy.objects.create(
            transfer=transfer, pupil=world.pupil, organisation_id=world.new.pk, compartment=compartment, sort="zorg",
            source_id=world.notes[compartment].pk, written_on=TODAY, title="t", text="t", digest="d",
        )  # fmt: skip


def test_socio_emotional_goes_with_consent_only():
    world = World()
    by = world.staff("begeleider", world.old)
    transfer = prepared(world, by)
    choice = {"by": by, "transfer": transfer, "note": world.notes["zorg"], "sort": "sociaal_emotioneel"}
    with pytest.raises(ValidationError, match="alleen mee met toestemming"):
        domain.choose(**choice)
    item = domain.choose(**choice, consent_by="leerling", consent_on=TODAY)
    assert (item.consent_by, item.consent_on) == ("leerling", TODAY)
    with pytest.raises(ValidationError, match="in de toekomst"):
        domain.choose(**choice, consent_by="leerling", consent_on=date(2026, 11, 21))


def test_a_school_waits_for_the_term_or_for_a_yes():
    world = World()
    by = world.staff("begeleider", world.old)
    transfer = announced(school_transfer(world, by), by, on=date(2026, 11, 19))
    assert transfer.object_until == date(2026, 11, 29)
    with pytest.raises(ValidationError, match="Verzet kan nog tot en met 29/11/2026"):
        domain.send(by=by, transfer=transfer)
    domain.agree(by=by, transfer=transfer, by_whom="ouders", on=TODAY)
    domain.send(by=by, transfer=transfer)
    assert transfer.copies.count() == 1


def test_sending_asks_notice_reports_and_enrolment():
    world = World()
    by = world.staff("begeleider", world.old)
    transfer = prepared(world, by)
    domain.choose(by=by, transfer=transfer, note=world.notes["zorg"], sort="zorg")
    with pytest.raises(ValidationError, match="Deel eerst"):
        domain.send(by=by, transfer=transfer)
    announced(transfer, by)
    with pytest.raises(ValidationError, match="GC-, IAC- of OV4-verslag"):
        domain.send(by=by, transfer=transfer)
    other = prepared(world, by, receiver=world.elsewhere)
    with pytest.raises(ValidationError, match="nog niet ingeschreven"):
        domain.send(by=by, transfer=other)


def test_an_objection_keeps_back_all_but_what_is_compulsory():
    world = World()
    by = world.staff("begeleider", world.old)
    transfer = school_transfer(world, by)
    report = note(world.pupil, world.old, "zorg", "IAC")
    item = domain.choose(by=by, transfer=transfer, note=report, sort="verslag_iac")
    domain.write_summary(by=by, transfer=transfer, strengths="Sterk", written_on=TODAY, agreed=True)
    announced(transfer, by)
    desk = world.staff("secretariaat", world.old)
    with pytest.raises(ValidationError, match="kan geen verzet"):
        domain.object_to(by=desk, transfer=transfer, by_whom="ouders", on=TODAY, item=item)
    made = domain.object_to(by=desk, transfer=transfer, by_whom="ouders", on=TODAY)
    assert (made.whole, made.paper) == (True, True)
    domain.send(by=by, transfer=transfer)
    assert [row[0] for row in copied(transfer)] == ["verslag_iac"]
    assert list(transfer.items.values_list("sort", "went").order_by("sort")) == [("verslag_iac", True), ("zorg", False)]


def test_pupil_and_parents_object_by_their_own_account_to_one_piece():
    world = World()
    by = world.staff("begeleider", world.old)
    transfer = announced(school_transfer(world, by), by)
    parent = world.parent_account()
    made = domain.object_to(by=parent, transfer=transfer, by_whom="leerling", on=TODAY, item=transfer.items.get())
    assert (made.by_whom, made.paper) == ("ouders", False)
    with pytest.raises(ValidationError, match="Alleen wie verzet aantekende"):
        domain.withdraw_objection(by=world.pupil_account(), objection=made)
    domain.withdraw_objection(by=parent, objection=made)
    domain.send(by=by, transfer=transfer)
    assert transfer.copies.count() == 1


def test_a_barred_parent_and_other_schools_see_no_transfer():
    world = World()
    by = world.staff("directeur", world.old)
    transfer = announced(school_transfer(world, by), by)
    domain.send(by=by, transfer=transfer)
    others = [
        world.parent_account(barred=True),
        world.staff("directeur", world.elsewhere),
        world.staff("leerkracht", world.new),
    ]
    assert [policy.visible(Transfer, to=one, act=acts.TRANSFER_VIEW).count() for one in others] == [0, 0, 0]
    assert [policy.visible(TransferCopy, to=one, act=acts.NOTE_VIEW).count() for one in others] == [0, 0, 0]


def test_the_receiver_reads_after_accepting_and_counts_the_b_on():
    world = World()
    by = world.staff("begeleider", world.old)
    transfer = announced(school_transfer(world, by), by)
    receiver = world.staff("begeleider", world.new)
    assert policy.visible(Transfer, to=receiver, act=acts.TRANSFER_VIEW).count() == 0
    domain.send(by=by, transfer=transfer)
    assert policy.visible(TransferCopy, to=receiver, act=acts.NOTE_VIEW).count() == 0
    domain.accept(by=receiver, transfer=transfer)
    assert [copy.title for copy in policy.visible(TransferCopy, to=receiver, act=acts.NOTE_VIEW)] == [
        f"Titel {marker('zorg')}"
    ]
    assert Enrolment.objects.get(pk=world.after.pk).b_brought_along == 4
    assert list(
        LogEntry.objects.filter(act__startswith="transfer").order_by("pk").values_list("act", "organisation_id")
    )[-2:] == [("transfer.send", world.old.pk), ("transfer.accept", world.new.pk)]
    with pytest.raises(ValidationError, match="al aanvaard"):
        domain.accept(by=receiver, transfer=transfer)


def test_the_sender_cannot_accept_and_others_cannot_prepare():
    world = World()
    by = world.staff("begeleider", world.old)
    transfer = announced(school_transfer(world, by), by)
    domain.send(by=by, transfer=transfer)
    with pytest.raises(Denied):
        domain.accept(by=by, transfer=transfer)
    for one in (
        world.staff("leerkracht", world.old),
        world.staff("begeleider", world.elsewhere),
        world.staff("clb", world.old_clb),
    ):
        with pytest.raises(Denied):
            prepared(world, one)


def test_a_clb_file_goes_whole_and_after_an_objection_only_leerplicht():
    world = World()
    by = world.case(world.staff("clb", world.old_clb), world.old_clb)
    duty = note(world.pupil, world.old_clb, "clb", "leerplicht")
    transfer = prepared(world, by, "clb")
    assert set(transfer.items.values_list("source_id", flat=True)) == {world.notes["clb"].pk, duty.pk}
    domain.choose(by=by, transfer=transfer, note=duty, sort="leerplicht")
    announced(transfer, by, on=date(2026, 11, 9))
    with pytest.raises(ValidationError, match="beslist iemand anders: de leerling"):
        domain.object_to(by=by, transfer=transfer, by_whom="ouders", on=date(2026, 11, 19))
    with pytest.raises(ValidationError, match="De termijn liep tot en met 19/11/2026"):
        domain.object_to(by=by, transfer=transfer, by_whom="leerling", on=TODAY)
    domain.object_to(by=by, transfer=transfer, by_whom="leerling", on=date(2026, 11, 19))
    domain.send(by=by, transfer=transfer)
    assert copied(transfer) == [("leerplicht", "clb", "Titel leerplicht", world.new_clb.pk)]


def test_the_medical_part_always_goes_and_only_by_who_reads_it():
    world = World()
    with pytest.raises(Denied):
        prepared(world, world.case(world.staff("clb", world.old_clb), world.old_clb), "medisch")
    doctor = world.staff("clbarts", world.old_clb)
    transfer = announced(prepared(world, doctor, "medisch"), doctor, on=TODAY)
    with pytest.raises(ValidationError, match="kan geen verzet"):
        domain.object_to(by=doctor, transfer=transfer, by_whom="leerling", on=TODAY)
    domain.send(by=doctor, transfer=transfer)
    other = world.staff("clbarts", world.new_clb)
    domain.accept(by=other, transfer=transfer)
    assert [copy.text for copy in policy.visible(TransferCopy, to=other, act=acts.NOTE_VIEW)] == [
        f"Tekst {marker('medisch')}"
    ]
    worker = world.case(world.staff("clb", world.new_clb), world.new_clb)
    assert policy.visible(TransferCopy, to=worker, act=acts.NOTE_VIEW).count() == 0


def test_what_is_not_for_the_parents_is_hidden_from_them_before_and_after():
    world = World()
    hidden = note(
        world.pupil, world.old, "gedeeld", "stil", parents_excluded=True, parents_excluded_reason="wil het zo"
    )
    by = world.staff("begeleider", world.old)
    transfer = school_transfer(world, by)
    domain.choose(by=by, transfer=transfer, note=hidden, sort="zorg")
    announced(transfer, by)
    parent, child = world.parent_account(), world.pupil_account()
    seen = {
        one: policy.visible(TransferItem, to=who, act=acts.TRANSFER_VIEW).count()
        for one, who in (("ouder", parent), ("leerling", child))
    }
    assert seen == {"ouder": 1, "leerling": 2}
    domain.send(by=by, transfer=transfer)
    domain.accept(by=world.staff("directeur", world.new), transfer=transfer)
    read = {
        one: [copy.title for copy in policy.visible(TransferCopy, to=who, act=acts.NOTE_VIEW)]
        for one, who in (("ouder", parent), ("leerling", child))
    }
    assert read == {"ouder": [], "leerling": ["Titel stil"]}


def test_the_announced_transfer_of_measures_is_dated_and_off():
    world = World()
    by = world.staff("directeur", world.old)
    transfer = announced(school_transfer(world, by), by)
    domain.send(by=by, transfer=transfer)
    plan = planned(TODAY)
    assert (plan.on, plan.begins) == (False, date(2026, 9, 1))
    assert planned(date(2026, 8, 31), {"tuchtdossier_overdracht": 1}).on is False
    reader = principal("begeleider", world.new)
    account = UserFactory._meta.model.objects.get(pk=reader.user_id)
    given = {"by": by, "transfer": transfer, "reader": account, "text": "gesprek elke week"}
    with pytest.raises(ValidationError, match="Ze staat uit"):
        domain.give_measures(**given)
    switched = {"tuchtdossier_overdracht": 1}
    with pytest.raises(ValidationError, match="in die school werkt"):
        domain.give_measures(**given | {"reader": UserFactory.create()}, settings=switched)
    domain.give_measures(**given, settings=switched)
    domain.accept(by=reader, transfer=transfer)
    colleague = world.staff("directeur", world.new)
    read = [
        sorted(policy.visible(TransferCopy, to=one, act=acts.NOTE_VIEW).values_list("sort", flat=True))
        for one in (reader, colleague)
    ]
    assert read == [["maatregelen", "zorg"], ["zorg"]]
