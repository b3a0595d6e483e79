"""The page of who runs the installation: what waits, fails, is slow or ends; of nobody a word."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django import app

from leerrecht.access import vitals
from leerrecht.access.models import LogEntry
from leerrecht.access.policy import Denied
from leerrecht.access.principal import NOBODY
from leerrecht.operations import tasks
from leerrecht.operations.domain import jobs, proofs
from leerrecht.operations.domain.queries import state as queries
from leerrecht.operations.models import BackupMade, SlowAnswer
from leerrecht.operations.noting import said, trace
from leerrecht.operations.statements import shape
from leerrecht.operations.words import TASKS, task_in_words
from leerrecht.organisations.models import Organisation
from tests.factories import SYSTEM, MembershipFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now


@pytest.fixture
def operator(settings):
    settings.DEMO = True
    place = Organisation.objects.create(kind="beheer", name="Beheer")
    user = MembershipFactory.create(organisation=place, role="beheerder").user
    client = Client()
    client.force_login(user)
    return client


def a_job(task="leerrecht.letters.send_run", status="failed", lock=None, **args):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, attempts, queueing_lock) "
            "VALUES ('default', %s, %s, %s::procrastinate_job_status, 3, %s) RETURNING id",
            [task, '{"name": "Noor Janssens"}', status, lock],
        )
        return cursor.fetchone()[0]


def status_of(job):
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text FROM procrastinate_jobs WHERE id = %s", [job])
        row = cursor.fetchone()
    return row and row[0]


def text_of(client):
    return client.get("/werking/").content.decode()


def test_page_without_anything_says_so_and_what_is_wrong(operator):
    text = text_of(operator)
    assert [
        words in text
        for words in (
            "Dit vraagt aandacht", "De werker zwijgt", "Geen enkele taak is mislukt", "Geen enkele vraag aan",
            "Geen enkele pagina liet", "nog geen: er is geen sleutel ingesteld", "wordt hier niet gevolgd",
            "PostgreSQL", "Berichten aan Discimus", "Invoer van bestanden", "Brieven per e-mail",
        )
    ] == [True] * 11  # fmt: skip


def test_page_where_all_is_well_says_so(operator, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda _path: SimpleNamespace(free=9 * 1024**3, total=90 * 1024**3))
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
    assert "Alles werkt" in text_of(operator)


def test_page_asks_as_much_for_many_as_for_one(operator, django_assert_max_num_queries):
    for number in range(12):
        a_job()
        SlowAnswer.objects.create(route=f"leerlingen/<int:pk>/{number}", milliseconds=3000)
        BackupMade.objects.create(at=NOW(), size=1, tables=1, rows=1, proof=str(number))
    with django_assert_max_num_queries(28):
        text = text_of(operator)
    assert (text.count("Opnieuw doen"), "Noor" in text) == (12, False)
    assert ("brieven maken of versturen" in text, "&lt;int:pk&gt;" in text) == (True, True)


def test_only_who_runs_the_installation_sees_it(operator):
    teacher = Client()
    teacher.force_login(MembershipFactory.create(role="directeur").user)
    job = a_job()
    answers = [
        teacher.get("/werking/"), teacher.post("/werking/taak/", {"job": job}),
        teacher.post("/werking/bewijs/", {"proof": "x"}),
    ]  # fmt: skip
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert (status_of(job), Client().get("/werking/").status_code) == ("failed", 302)
    with pytest.raises(Denied):
        queries.state(NOBODY)


def test_failed_job_begins_again_or_goes(operator):
    one, other, running = a_job(), a_job(), a_job(status="doing")
    again = operator.post("/werking/taak/", {"job": one}, follow=True).content.decode()
    gone = operator.post("/werking/taak/", {"job": other, "weg": "1"}, follow=True).content.decode()
    not_failed = operator.post("/werking/taak/", {"job": running}, follow=True).content.decode()
    nothing = operator.post("/werking/taak/", {"job": "x"}, follow=True)
    assert ("De taak begint opnieuw." in again, "De taak is weggehaald." in gone) == (True, True)
    assert ("Deze taak is niet mislukt" in not_failed, nothing.status_code) == (True, 200)
    assert [status_of(job) for job in (one, other, running)] == ["todo", None, "doing"]
    entries = LogEntry.objects.filter(act__startswith="operations.").order_by("pk")
    assert [(entry.act, entry.detail["job"]) for entry in entries] == [
        ("operations.retry", one), ("operations.forget", other),
    ]  # fmt: skip


def test_job_of_which_the_twin_waits_is_not_begun_twice():
    failed = a_job(lock="brieven")
    a_job(status="todo", lock="brieven")
    with pytest.raises(ValidationError, match="Dezelfde taak wacht al"):
        jobs.retry(by=SYSTEM, job=failed)
    assert jobs.forget(by=SYSTEM, job=failed) == "leerrecht.letters.send_run"


def test_proof_counts_for_the_backup_it_is_of(operator):
    listed = {"gemaakt": "2026-11-20T10:00:00+00:00", "tabellen": {"a": [1, "2"]}}
    assert said(listed) == said({**listed, "tabellen": {"a": (1, "2")}})
    BackupMade.objects.create(at=NOW() - timedelta(days=1), size=1, tables=1, rows=1, proof=trace(said(listed)))
    wrong = operator.post("/werking/bewijs/", {"proof": "abcde-abcde"}).content.decode()
    right = operator.post("/werking/bewijs/", {"proof": f" {said(listed).upper()} "}, follow=True).content.decode()
    assert ("heeft dit bewijs" in wrong, "Genoteerd" in right) == (True, True)
    backup = BackupMade.objects.get()
    assert (backup.proven_at.date(), LogEntry.objects.filter(act="operations.proof").count()) == (NOW().date(), 1)
    with pytest.raises(ValidationError):
        proofs.prove(by=SYSTEM, proof="")


def test_slow_page_is_written_down_by_its_pattern_alone(settings, monkeypatch):
    monkeypatch.setenv("LEERRECHT_SLOW_MS", "0")
    client = Client()
    client.get("/aanmelden/?naam=Noor+Janssens")
    client.get("/leerlingen/Noor%20Janssens/")
    assert list(SlowAnswer.objects.order_by("pk").values_list("route", flat=True)) == [
        "aanmelden/", "(onbekend adres)"
    ]  # fmt: skip
    SlowAnswer.objects.update(at=NOW() - timedelta(days=31))
    tasks.tidy(0)
    assert SlowAnswer.objects.count() == 0


def test_statement_is_told_by_verb_and_tables():
    asked = "SELECT * FROM people_pupil p JOIN enrolment_enrolment e ON e.pupil_id = p.id WHERE last_name = 'janssens'"
    assert [shape(asked), shape("VACUUM"), shape("'janssens'")] == [
        "SELECT people_pupil enrolment_enrolment", "VACUUM", "…",
    ]  # fmt: skip


def _certificate(path, ends):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "leerrecht.example")])
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(datetime(2020, 1, 1, tzinfo=UTC)).not_valid_after(ends)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    path.write_bytes(made.public_bytes(Encoding.PEM))
    return str(path)


def test_certificate_is_read_from_its_file(tmp_path, monkeypatch, operator):
    ends = datetime(2035, 5, 1, tzinfo=UTC)
    monkeypatch.setenv("LEERRECHT_TLS_CERTIFICATE", _certificate(tmp_path / "a.pem", ends))
    assert (queries._certificate().until, "geldig tot 1 mei 2035" in text_of(operator)) == (ends, True)
    monkeypatch.setenv("LEERRECHT_TLS_CERTIFICATE", str(tmp_path / "nergens.pem"))
    assert (queries._certificate().until, "kan niet gelezen worden" in text_of(operator)) == (None, True)


def test_every_job_has_words():
    ours = [name for name in app.tasks if name.startswith("leerrecht.")]
    assert (len(ours) > 20, [name for name in ours if str(task_in_words(name)) == name]) == (True, [])
    assert task_in_words("iets.ouds") == "iets.ouds"
    assert all(str(words)[0].islower() for words in TASKS.values())


def test_room_tells_of_one_thing_once():
    vital = next(iter(vitals._vitals.values()))
    with pytest.raises(RuntimeError, match="counted already"):
        vitals.register(
            vital.name, vital.model, waiting=vital.waiting, failed=vital.failed, since=vital.since, remedy="x"
        )
    assert {each.name for each in vitals.counted()} == set(vitals._vitals)
