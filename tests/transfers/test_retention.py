from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from leerrecht.access.models import LogEntry
from leerrecht.access.policy import Denied
from leerrecht.access.principal import command
from leerrecht.attendance.models import Certificate, HalfDayNote
from leerrecht.cli import build_parser
from leerrecht.documents.models import Upload
from leerrecht.documents.retention import terms
from leerrecht.notes.models import Aantekening
from leerrecht.people.models import AccessRequest, Grant
from leerrecht.transfers import commands, tasks
from leerrecht.transfers.domain import retention
from leerrecht.transfers.models import DestructionLine, DestructionList, DestructionProof, Transfer, TransferCopy
from tests.factories import TODAY, CentreFactory, EnrolmentFactory, PupilFactory, SchoolFactory, UserFactory, principal
from tests.transfers.world import note, upload

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]

MARK = "[[weg]]"
BY = command("test", TODAY)


def left(school, last=date(2020, 6, 30), birth=date(1998, 5, 3), kind="gewoon"):
    pupil = PupilFactory.create(birth_date=birth)
    EnrolmentFactory.create(
        pupil=pupil, school=school, school_year=2019, period=DateRange(date(2019, 9, 1), date(2020, 7, 1)), kind=kind
    )
    return pupil


def written(pupil, owner, key, year, text="tekst"):
    return note(pupil, owner, key, text, written_at=datetime(year, 3, 2, 12, tzinfo=UTC))


def date_of(record):
    term = terms()[type(record)]
    (due,) = retention.dues((term, ref) for ref in retention.refs(term, pk=record.pk))
    return due.on, due.ground


def tables_with(text):
    """Every table of the database in which the text stands, in any column; also inside files."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        found = []
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE %s", [f"%{text}%"])
            hit = cursor.fetchone()[0]
            if table == "documents_upload":
                cursor.execute(
                    "SELECT count(*) FROM documents_upload WHERE position(%s::bytea IN content) > 0", [text.encode()]
                )
                hit += cursor.fetchone()[0]
            if hit:
                found.append(table)
        return found


def test_each_compartment_knows_its_date_and_ground():
    school, centre = SchoolFactory.create(), CentreFactory.create()
    pupil = left(school)
    found = {key: date_of(written(pupil, school, key, 2020)) for key in ("zorg", "attest", "tucht", "leerling")}
    assert found == {
        "zorg": (date(2025, 7, 1), "bewaren.school"),
        "attest": (date(2025, 7, 1), "bewaren.school"),
        "tucht": (date(2021, 7, 1), "bewaren.tucht"),
        "leerling": (date(2021, 7, 1), "bewaren.vertrouwen"),
    }
    assert date_of(written(pupil, centre, "clb", 2010)) == (date(2023, 5, 3), "clb_dossier.bewaren")
    assert date_of(written(pupil, centre, "medisch", 2018)) == (date(2028, 3, 2), "clb_dossier.bewaren")
    special = left(school, kind="buitengewoon")
    assert date_of(written(special, centre, "clb", 2010)) == (date(2028, 5, 3), "clb_dossier.bewaren")


def test_every_table_with_a_compartment_has_a_term():
    from django.apps import apps

    without = {
        model._meta.label
        for model in apps.get_models()
        if model.__module__.startswith("leerrecht.")
        and {"compartment", "compartments"} & {field.name for field in model._meta.fields}
        and model not in terms()
    }
    # The log holds references; files go with their record; facts and outcomes hold no text; pieces and lines point;
    # a protocol, a template, a blank form and a figure hold nothing of one pupil; of a mailing that is gone in a month.
    assert without <= {
        "access.LogEntry", "documents.Upload", "facts.Fact", "duties.Outcome", "transfers.TransferItem",
        "transfers.DestructionLine", "people.Protocol", "letters.LetterTemplate", "letters.Run",
        "school_forms.Form", "indicators.Figure",
    }  # fmt: skip


def test_a_proposal_holds_what_is_due_and_destroys_nothing():
    school = SchoolFactory.create()
    old, here = left(school), PupilFactory.create()
    EnrolmentFactory.create(pupil=here, school=school)
    due = written(old, school, "zorg", 2020)
    written(here, school, "zorg", 2020)
    (made,) = retention.propose(by=BY, on=TODAY)
    assert list(made.lines.values_list("kind", "object_id", "pupil_id", "compartment", "due_on", "ground")) == [
        ("notes.aantekening", str(due.pk), old.pk, "zorg", date(2025, 7, 1), "bewaren.school")
    ]
    assert retention.propose(by=BY, on=TODAY) == []
    assert (Aantekening.objects.count(), DestructionList.objects.count()) == (2, 1)


def test_what_a_person_keeps_stays_and_is_not_proposed_until_then():
    school = SchoolFactory.create()
    written(left(school), school, "zorg", 2020)
    (made,) = retention.propose(by=BY, on=TODAY)
    line, by = made.lines.get(), principal("directeur", school)
    with pytest.raises(ValidationError, match="Kies een dag"):
        retention.keep(by=by, line=line, until=TODAY, because="procedure loopt")
    retention.keep(by=by, line=line, until=date(2027, 6, 30), because="procedure loopt")
    retention.decide(by=by, found=made)
    proof = retention.destroy(by=BY, found=made)
    assert (proof.counts, Aantekening.objects.count()) == ({}, 1)
    assert retention.propose(by=command("t", date(2027, 6, 30)), on=date(2027, 6, 30)) == []
    assert len(retention.propose(by=command("t", date(2027, 7, 1)), on=date(2027, 7, 1))) == 1


def test_only_who_decides_decides_and_only_after_that_it_goes():
    school = SchoolFactory.create()
    written(left(school), school, "zorg", 2020)
    (made,) = retention.propose(by=BY, on=TODAY)
    for role, place in (("begeleider", school), ("secretariaat", school), ("directeur", SchoolFactory.create())):
        with pytest.raises(Denied):
            retention.decide(by=principal(role, place), found=made)
    with pytest.raises(ValidationError, match="niet beslist"):
        retention.destroy(by=BY, found=made)
    by = principal("directeur", school)
    with pytest.raises(Denied):
        retention.propose(by=by, on=TODAY)
    retention.decide(by=by, found=made)
    with pytest.raises(Denied):
        retention.destroy(by=by, found=made)
    retention.destroy(by=BY, found=made)
    with pytest.raises(ValidationError, match="al uitgevoerd"):
        retention.destroy(by=BY, found=made)


def test_after_destruction_no_text_of_it_is_in_any_table():
    school = SchoolFactory.create()
    pupil, user = left(school), UserFactory.create()
    file = upload(pupil, school, "zorg", f"{MARK}.pdf", b"%PDF-1.4 " + MARK.encode() + b" %%EOF")
    scan = upload(pupil, school, "attest", f"{MARK}.pdf", b"%PDF-1.4 " + MARK.encode() + b" %%EOF")
    note(pupil, school, "zorg", MARK, file=file, written_at=datetime(2020, 3, 2, 12, tzinfo=UTC))
    certificate = Certificate.objects.create(
        pupil=pupil, school=school, kind="medisch", first_day=date(2020, 3, 2), last_day=date(2020, 3, 3),
        note=MARK, scan=scan, received_on=date(2020, 3, 4),
    )  # fmt: skip
    certificate.note = f"anders {MARK}"
    certificate.save()
    HalfDayNote.objects.create(pupil=pupil, school=school, date=date(2020, 3, 2), part="vm", text=MARK)
    grant = Grant.objects.create(
        user=user, pupil=pupil, organisation_id=school.pk, held_at_id=school.pk, kind="toegang", compartments=["zorg"],
        reason=MARK, period=DateRange(date(2020, 1, 1), date(2020, 2, 1)),
    )  # fmt: skip
    AccessRequest.objects.create(
        user=user, pupil=pupil, organisation_id=school.pk, held_at_id=school.pk, compartments=["zorg"], reason=MARK,
        until=date(2020, 2, 1), answered_at=datetime(2020, 1, 1, tzinfo=UTC), grant=grant,
    )  # fmt: skip
    # Records are as old as their pupil's time at the school, whatever the day on which this test wrote them.
    old = datetime(2020, 3, 2, 12, tzinfo=UTC)
    Certificate.objects.update(registered_at=old)
    HalfDayNote.objects.update(written_at=old)
    Grant.objects.update(given_at=old)
    AccessRequest.objects.update(asked_at=old)
    assert tables_with(MARK) == [
        "attendance_certificate", "attendance_certificateevent", "attendance_halfdaynote", "documents_upload",
        "notes_aantekening", "people_accessrequest", "people_grant",
    ]  # fmt: skip
    (made,) = retention.propose(by=BY, on=TODAY)
    retention.decide(by=principal("directeur", school, username="directeur", last_name="Thielemans"), found=made)
    proof = retention.destroy(by=BY, found=made)
    assert tables_with(MARK) == []
    assert Upload.objects.count() == 0
    assert (proof.decided_by, proof.organisation_id, len(proof.digest)) == ("An Thielemans", school.pk, 64)
    assert proof.counts == {
        "attendance.certificate": 1, "attendance.certificateevent": 3, "attendance.halfdaynote": 1,
        "documents.upload": 2, "notes.aantekening": 1, "people.accessrequest": 1, "people.grant": 1,
    }  # fmt: skip
    entry = LogEntry.objects.get(act="retention.destroy", pupil_id=pupil.pk)
    assert sorted(entry.detail["records"]) == sorted(
        f"{kind}:{key}" for kind, key in DestructionLine.objects.values_list("kind", "object_id")
    )


def test_what_gained_a_later_date_since_the_decision_is_left_alone():
    school = SchoolFactory.create()
    pupil = left(school)
    written(pupil, school, "zorg", 2020)
    (made,) = retention.propose(by=BY, on=TODAY)
    retention.decide(by=principal("directeur", school), found=made)
    EnrolmentFactory.create(pupil=pupil, school=school)
    retention.destroy(by=BY, found=made)
    assert (DestructionProof.objects.get().counts, Aantekening.objects.count()) == ({}, 1)


def test_the_command_proposes_then_carries_out_what_was_decided(capsys):
    school = SchoolFactory.create(name="School Oud")
    written(left(school), school, "zorg", 2020)
    parse = build_parser().parse_args
    assert commands.run(parse(["vernietiging", "--voorstel", "--op", "gisteren"])) == 2
    assert commands.run(parse(["vernietiging", "--voorstel"])) == 0
    made = DestructionList.objects.get()
    assert commands.run(parse(["vernietiging", "--uitvoeren"])) == 0
    assert Aantekening.objects.count() == 1
    retention.decide(by=principal("directeur", school), found=made)
    assert commands.run(parse(["vernietiging", "--uitvoeren"])) == 0
    assert Aantekening.objects.count() == 0
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        f"School Oud: 1 stukken op lijst {made.pk}",
        f"School Oud: lijst {made.pk} vernietigd, bewijs {DestructionProof.objects.get().digest}",
    ]
    assert "geen datum" in told.err


def test_the_monthly_job_proposes_and_the_job_of_a_decision_destroys_once():
    school = SchoolFactory.create()
    written(left(school), school, "zorg", 2020)
    tasks.propose_monthly(timestamp=0)
    made = DestructionList.objects.get()
    retention.decide(by=principal("directeur", school), found=made)
    tasks.destroy(list_id=made.pk)
    tasks.destroy(list_id=made.pk)
    assert (Aantekening.objects.count(), DestructionProof.objects.count()) == (0, 1)


def test_a_record_that_was_received_follows_the_place_that_holds_it():
    school, centre = SchoolFactory.create(), CentreFactory.create()
    pupil = left(school)
    sent = datetime(2020, 3, 2, 12, tzinfo=UTC)
    found = {}
    for kind, sender, receiver, key in (
        ("school", SchoolFactory, school, "zorg"),
        ("clb", CentreFactory, centre, "clb"),
    ):
        transfer = Transfer.objects.create(
            pupil=pupil, kind=kind, sender_id=sender.create().pk, receiver_id=receiver.pk, prepared_by="An",
            announced_on=TODAY, announced_how="brief", object_until=TODAY, sent_at=sent, sent_by="An",
        )  # fmt: skip
        copy = TransferCopy.objects.create(
            transfer=transfer, pupil=pupil, organisation_id=receiver.pk, compartment=key, sort="zorg",
            source_id=transfer.pk, written_on=TODAY, title="t", text="t", digest="d",
        )  # fmt: skip
        found[key] = date_of(copy)
    assert found == {"zorg": (date(2025, 7, 1), "bewaren.school"), "clb": (date(2030, 3, 2), "clb_dossier.bewaren")}
