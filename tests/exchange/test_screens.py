"""Importing and exporting on screen."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from leerrecht.access.models import LogEntry, User
from leerrecht.attendance.models import HalfDay
from leerrecht.exchange.domain import mapping, runs
from leerrecht.exchange.models import ImportFile, ImportRun, MappingProfile, RefusedRow
from leerrecht.exchange.tasks import resume_imports, run_import
from leerrecht.organisations.models import School
from leerrecht.people.models import Pupil
from tests.exchange.conftest import block, enrolled
from tests.exchange.test_pupils import BRAM, HEAD, NOOR
from tests.factories import SYSTEM, SchoolFactory, principal

pytestmark = pytest.mark.django_db

BAD = "0000000003;Claes;Wout;31/02/2012;901001;3A;01/09/2026\r\n"


def signed_in(role, school):
    client = Client()
    client.force_login(User.objects.get(pk=principal(role, school, username=f"{role}-{school.pk}").user_id))
    return client


@pytest.fixture
def client(school):
    return signed_in("secretariaat", school)


def upload(client, school, text, *, kind="leerlingen", profile="", name="leerlingen.csv"):
    file = SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())
    return client.post("/invoer/", {"kind": kind, "school": school.pk, "profile": profile, "file": file})


def latest():
    return ImportRun.objects.latest("pk")


def test_file_is_looked_through_first_and_then_taken(client, school):
    answer = upload(client, school, HEAD + NOOR + BAD + BRAM)
    run = latest()
    assert (answer.status_code, answer.url) == (302, f"/invoer/{run.pk}/")
    assert (run.state, Pupil.objects.count(), ImportFile.objects.count()) == ("nagekeken", 0, 1)
    page = client.get(f"/invoer/{run.pk}/").content.decode()
    assert "Er is nog niets opgenomen." in page
    assert "“31/02/2012” is geen bestaande datum in de vorm dd/mm/jjjj." in page
    answer = client.post(f"/invoer/{run.pk}/opnemen/", {"goede": "1"})
    run.refresh_from_db()
    assert (run.state, run.counts["opgenomen"], run.counts["geweigerd"]["onleesbaar"]) == ("klaar", 2, 1)
    assert (Pupil.objects.count(), ImportFile.objects.count()) == (2, 0)
    assert "De invoer is klaar." in client.get(f"/invoer/{run.pk}/").content.decode()
    assert [entry.act for entry in LogEntry.objects.filter(act__startswith="import.").order_by("pk")] == [
        "import.start", "import.run",
    ]  # fmt: skip


def test_all_or_nothing_takes_nothing(client, school):
    upload(client, school, HEAD + NOOR + BAD)
    client.post(f"/invoer/{latest().pk}/opnemen/", {"alles": "1"})
    assert (latest().state, Pupil.objects.count()) == ("niets", 0)
    assert "U koos “alles of niets”" in client.get(f"/invoer/{latest().pk}/").content.decode()


def test_taking_twice_is_told(client, school):
    upload(client, school, HEAD + NOOR)
    client.post(f"/invoer/{latest().pk}/opnemen/", {"goede": "1"})
    answer = client.post(f"/invoer/{latest().pk}/opnemen/", {"goede": "1"}, follow=True)
    assert "Deze invoer wacht niet meer op een beslissing." in answer.content.decode()


def test_dropped_import_leaves_nothing(client, school):
    upload(client, school, HEAD + NOOR)
    client.post(f"/invoer/{latest().pk}/weg/")
    assert (ImportRun.objects.count(), ImportFile.objects.count(), RefusedRow.objects.count()) == (0, 0, 0)


def test_refused_rows_are_downloaded_without_formulas(client, school):
    upload(client, school, HEAD + "=1+1;Claes;Wout;31/02/2012;901001;3A;01/09/2026\r\n")
    answer = client.get(f"/invoer/{latest().pk}/geweigerd/")
    assert answer.content.decode("utf-8-sig") == (
        "Rij;Reden;Uitleg;Inhoud\r\n2;onleesbaar;“31/02/2012” is geen bestaande datum in de vorm dd/mm/jjjj.;"
        '"\'=1+1;Claes;Wout;31/02/2012;901001;3A;01/09/2026"\r\n'
    )


def test_wrong_file_keeps_what_was_chosen_and_says_why(client, school):
    answer = upload(client, school, b"%PDF-1.7", kind="afwezigheden", name="a.txt")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "a.txt is een PDF." in page
    assert '<option value="afwezigheden" selected>' in page
    assert ImportRun.objects.count() == 0


def test_block_text_is_shown_as_understood_and_taken(client, school, pupils):
    text = block("030926T1", "D", "0000000001", "040926T6", "L", "0000000002", "050926T1", "B", "0000000001")
    upload(client, school, text, kind="afwezigheden", name="afwezig.txt")
    run = latest()
    page = client.get(f"/invoer/{run.pk}/").content.decode()
    assert "Z ziekte" in page
    assert "Op 05/09/2026 is er geen les: weekend." in page
    client.post(f"/invoer/{run.pk}/opnemen/", {"goede": "1"})
    assert sorted(HalfDay.objects.values_list("mark", "source", "entered_by_id")) == [
        ("L", "invoer", run.by_id), ("Z", "invoer", run.by_id),
    ]  # fmt: skip


def test_table_without_our_columns_asks_for_a_profile_that_is_kept(client, school, pupils):
    text = "Student;Event date;Category;Duration (days)\n1;03/09/2026;Excused Absence;1\n2;04/09/2026;Tardy;\n"
    answer = upload(client, school, text, kind="afwezigheden", name="absences.csv")
    run = latest()
    assert (run.state, answer.url) == ("koppelen", f"/invoer/{run.pk}/profiel/")
    columns = {
        "name": "Ed-Fi", "column_leerlingnummer": "Student", "column_datum": "Event date", "column_code": "Category",
        "column_duur": "Duration (days)", "date_format": "dd/mm/jjjj", "half_days": "duur",
    }  # fmt: skip
    page = client.post(f"/invoer/{run.pk}/profiel/", columns).content.decode()
    assert "“Excused Absence” betekent" in page
    answer = client.post(f"/invoer/{run.pk}/profiel/", {**columns, "code_0": "Z", "code_1": "L"})
    assert (answer.status_code, answer.url) == (302, f"/invoer/{run.pk}/")
    assert MappingProfile.objects.get().definition["codes"] == {"Excused Absence": "Z", "Tardy": "L"}
    client.post(f"/invoer/{run.pk}/opnemen/", {"goede": "1"})
    assert sorted(HalfDay.objects.values_list("date", "part", "mark")) == [
        (date(2026, 9, 3), "nm", "Z"), (date(2026, 9, 3), "vm", "Z"), (date(2026, 9, 4), "vm", "L"),
    ]  # fmt: skip
    upload(client, school, text, kind="afwezigheden", name="absences.csv", profile=str(MappingProfile.objects.get().pk))
    assert (latest().state, latest().counts["ongewijzigd"]) == ("nagekeken", 3)


def test_words_that_another_file_held_stay_in_the_profile(client, school, pupils):
    head, columns = "Student;Dag;Deel;Wat\n", {
        "name": "Ons pakket", "column_leerlingnummer": "Student", "column_datum": "Dag", "column_code": "Wat",
        "column_dagdeel": "Deel", "date_format": "dd/mm/jjjj", "half_days": "dagdeel", "code_0": "Z",
    }  # fmt: skip
    for row, letter in (("1;03/09/2026;vm;griep\n", "Z"), ("1;04/09/2026;vm;bus\n1;04/09/2026;nm;GRIEP\n", "R")):
        chosen = MappingProfile.objects.first()
        upload(client, school, head + row, kind="afwezigheden", name="a.csv", profile=str(chosen.pk) if chosen else "")
        address = f"/invoer/{latest().pk}/profiel/"
        found = client.get(address).context["form"].initial
        answers = {**columns, **{key: value for key, value in found.items() if key.startswith("code_")}}
        assert client.post(address, {**answers, "code_0": letter}).status_code == 302
    assert MappingProfile.objects.get().definition["codes"] == {"bus": "R", "GRIEP": "Z"}
    upload(client, school, head + "1;07/09/2026;vm;bus\n", kind="afwezigheden", name="b.csv", profile=str(chosen.pk))
    client.post(f"/invoer/{latest().pk}/profiel/", {**columns, "code_0": "R"})
    assert MappingProfile.objects.get().definition["codes"] == {"GRIEP": "Z", "bus": "R"}


def test_import_that_somebody_took_meanwhile_is_not_thrown_away(client, school):
    upload(client, school, HEAD + NOOR)
    run = latest()
    ImportRun.objects.filter(pk=run.pk).update(state="opnemen")
    with pytest.raises(ValidationError):
        runs.drop_run(by=SYSTEM, run=run)
    assert ImportRun.objects.count() == 1


def test_profile_without_a_needed_column_is_not_kept(client, school, pupils):
    upload(client, school, "Student;Wanneer;Wat\n1;03/09/2026;x\n", kind="afwezigheden", name="a.csv")
    page = client.post(
        f"/invoer/{latest().pk}/profiel/",
        {
            "name": "X", "column_leerlingnummer": "Student", "column_datum": "Wanneer", "column_code": "Wat",
            "date_format": "dd/mm/jjjj", "half_days": "duur", "code_0": "Z",
        },
    ).content.decode()  # fmt: skip
    assert "is de kolom “Duur (dagen)” nodig" in page
    assert MappingProfile.objects.count() == 0


def test_large_file_is_left_to_a_job_and_its_progress_asked_for(client, school, monkeypatch):
    monkeypatch.setattr(runs, "INLINE_BYTES", 10)
    upload(client, school, HEAD + NOOR)
    run = latest()
    assert run.state == "nakijken"
    assert 'hx-trigger="every 1s"' in client.get(f"/invoer/{run.pk}/").content.decode()
    job = ProcrastinateJob.objects.get(task_name=runs.TASK)
    runs.work(job.args["run_id"])
    answer = client.get(f"/invoer/{run.pk}/voortgang/")
    assert (answer.headers["HX-Refresh"], "every 1s" in answer.content.decode()) == ("true", False)
    assert latest().state == "nagekeken"


def test_another_schools_secretariat_sees_neither_run_nor_rows_nor_profiles(client, school):
    upload(client, school, HEAD + BAD + NOOR)
    run = latest()
    stranger = signed_in("secretariaat", SchoolFactory.create())
    for address in (f"/invoer/{run.pk}/", f"/invoer/{run.pk}/geweigerd/", f"/invoer/{run.pk}/voortgang/"):
        assert stranger.get(address).status_code == 404
    assert stranger.post(f"/invoer/{run.pk}/opnemen/").status_code == 404
    assert "leerlingen.csv" not in stranger.get("/invoer/").content.decode()
    assert Pupil.objects.count() == 0


def test_school_of_another_secretariat_cannot_be_chosen(client):
    answer = upload(client, SchoolFactory.create(), HEAD + NOOR)
    assert (answer.status_code, ImportRun.objects.count()) == (200, 0)


@pytest.mark.parametrize("role", ["leerkracht", "begeleider"])
def test_role_without_the_act_is_refused(role, school):
    assert signed_in(role, school).get("/invoer/").status_code == 403


def test_operator_imports_schools_on_screen(school):
    client = signed_in("beheerder", school)
    text = b"Instellingsnummer;Naam;Niveau\n901044;Middle School;secundair\n"
    answer = client.post("/invoer/", {"board": "Nieuw bestuur", "file": SimpleUploadedFile("scholen.csv", text)})
    run = latest()
    assert answer.url == f"/invoer/{run.pk}/"
    assert not School.objects.filter(number="901044").exists()
    client.post(f"/invoer/{run.pk}/opnemen/", {"goede": "1"})
    assert School.objects.get(number="901044").board.name == "Nieuw bestuur"
    assert client.get("/invoer/").status_code == 200


@pytest.mark.parametrize("number", [1, 12])
def test_list_of_imports_takes_a_fixed_number_of_queries(client, school, number, django_assert_max_num_queries):
    for _each in range(number):
        upload(client, school, HEAD + NOOR)
    with django_assert_max_num_queries(9):
        client.get("/invoer/")


@pytest.mark.parametrize("number", [1, 40])
def test_page_of_an_import_takes_a_fixed_number_of_queries(client, school, number, django_assert_max_num_queries):
    upload(client, school, HEAD + BAD * number)
    with django_assert_max_num_queries(11):
        client.get(f"/invoer/{latest().pk}/")


def test_export_of_a_school_as_block_text_comes_back_the_same(client, school, pupils):
    text = block("030926T1", "D", "0000000001", "040926T6", "L", "0000000002", "040926T6", "0000000001")
    upload(client, school, text, kind="afwezigheden", name="a.txt")
    client.post(f"/invoer/{latest().pk}/opnemen/", {"goede": "1"})
    form = {"school": school.pk, "first": "2026-09-01", "last": "2026-11-20", "form": "blok"}
    exported = client.post("/uitvoer/", form).content
    assert exported.decode() == block(
        "030926T1", "D", "0000000001", "040926T6", "0000000001", "040926T6", "L", "0000000002"
    )
    before = sorted(HalfDay.objects.values_list("pupil", "date", "part", "mark", "ground"))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM attendance_halfday")
    upload(client, school, exported, kind="afwezigheden", name="a.txt")
    client.post(f"/invoer/{latest().pk}/opnemen/", {"goede": "1"})
    assert sorted(HalfDay.objects.values_list("pupil", "date", "part", "mark", "ground")) == before
    entry = LogEntry.objects.get(act="export.run")
    assert (entry.organisation_id, entry.detail) == (school.pk, {"marks": 3, "form": "blok"})


def test_export_as_csv_holds_every_code_and_is_imported_again(client, school, pupils):
    head = "Leerlingnummer;Datum;Code;Dagdeel;Minuten te laat\r\n"
    table = head + "0000000001;03/09/2026;P;vm;\r\n0000000002;04/09/2026;L;nm;12\r\n"
    upload(client, school, table, kind="afwezigheden", name="a.csv")
    client.post(f"/invoer/{latest().pk}/opnemen/", {"goede": "1"})
    form = {"school": school.pk, "first": "2026-09-01", "last": "2026-11-20"}
    assert b"".join(client.post("/uitvoer/", {**form, "form": "csv"}).streaming_content).decode("utf-8-sig") == table
    assert "1 halve dag staat niet in de bloktekst" not in client.get("/uitvoer/").content.decode()
    assert client.post("/uitvoer/", {**form, "form": "blok"}).content == block("040926T6", "L", "0000000002").encode()
    assert "1 halve dag staat niet in de bloktekst" in client.get("/uitvoer/").content.decode()


def test_export_holds_no_pupil_of_another_school(client, board, school, pupils):
    other = SchoolFactory.create(board=board)
    enrolled(other, 3)
    stranger = signed_in("secretariaat", other)
    upload(stranger, other, block("030926T1", "B", "0000000003"), kind="afwezigheden", name="a.txt")
    stranger.post(f"/invoer/{latest().pk}/opnemen/", {"goede": "1"})
    form = {"first": "2026-09-01", "last": "2026-11-20", "form": "blok"}
    assert client.post("/uitvoer/", {**form, "school": school.pk}).content == b""
    assert b"Selecteer een geldige keuze" in client.post("/uitvoer/", {**form, "school": other.pk}).content


def test_export_is_refused_without_the_act(school):
    assert signed_in("leerkracht", school).get("/uitvoer/").status_code == 403


def test_export_with_days_the_wrong_way_round_says_so(client, school):
    form = {"school": school.pk, "first": "2026-11-20", "last": "2026-09-01", "form": "blok"}
    assert "De laatste dag ligt vóór de eerste dag." in client.post("/uitvoer/", form).content.decode()
    for day, year in (("0001-01-01", "0-1"), ("9999-12-31", "9999-10000")):
        form |= {"first": day, "last": day, "form": "oneroster"}
        page = client.post("/uitvoer/", form).content.decode()
        assert f"Van schooljaar {year} is er geen schoolkalender." in page


def test_profile_is_thrown_away_by_those_of_the_board_alone(client, school):
    upload(client, school, HEAD + NOOR, profile="nieuw")
    form = {
        "name": "Pakket", "date_format": "dd/mm/jjjj", "column_leerlingnummer": "Leerlingnummer", "column_naam": "Naam",
        "column_voornaam": "Voornaam", "column_geboortedatum": "Geboortedatum", "column_klas": "Klas",
        "column_instellingsnummer": "Instellingsnummer", "column_begindatum": "Begindatum inschrijving",
    }  # fmt: skip
    client.post(f"/invoer/{latest().pk}/profiel/", form)
    profile = MappingProfile.objects.get()
    assert (
        signed_in("secretariaat", SchoolFactory.create()).post(f"/invoer/profielen/{profile.pk}/weg/").status_code
        == 404
    )
    assert "Pakket" in client.get("/invoer/profielen/").content.decode()
    client.post(f"/invoer/profielen/{profile.pk}/weg/")
    assert MappingProfile.objects.count() == 0


def test_run_by_somebody_who_lost_the_role_fails_and_writes_nothing(client, school, monkeypatch):
    upload(client, school, HEAD + NOOR)
    run = latest()
    User.objects.get(pk=run.by_id).memberships.all().delete()
    ImportRun.objects.filter(pk=run.pk).update(state="opnemen")
    runs.work(run.pk)
    run.refresh_from_db()
    assert (run.state, Pupil.objects.count()) == ("mislukt", 0)


def test_import_whose_process_was_stopped_is_taken_up_again(client, school, monkeypatch):
    monkeypatch.setattr(runs, "INLINE_BYTES", 10)
    upload(client, school, HEAD + NOOR)
    ProcrastinateJob.objects.all().delete()
    resume_imports(timestamp=0)
    assert latest().state == "nagekeken"
    resume_imports(timestamp=0)
    assert latest().state == "nagekeken"


def test_fault_of_our_own_is_told_without_blaming_the_file(client, school, monkeypatch):
    monkeypatch.setattr(runs, "INLINE_BYTES", 10)
    upload(client, school, HEAD + NOOR)
    ImportFile.objects.all().delete()
    with pytest.raises(ImportFile.DoesNotExist):
        run_import(latest().pk)
    assert (latest().state, latest().error) == (
        "mislukt", "Er liep iets mis dat niet aan uw bestand ligt. Verwittig de beheerder.",
    )  # fmt: skip
    assert latest().error in client.get(f"/invoer/{latest().pk}/").content.decode()


def test_block_text_needs_no_profile(client, school, pupils):
    upload(client, school, block("030926T1", "D", "0000000001"), kind="afwezigheden", name="a.txt", profile="nieuw")
    run = latest()
    assert client.get(f"/invoer/{run.pk}/profiel/").url == f"/invoer/{run.pk}/"
    assert (latest().state, latest().counts["opgenomen"]) == ("nagekeken", 1)
    client.post(f"/invoer/{run.pk}/opnemen/", {"goede": "1"})
    assert client.get(f"/invoer/{run.pk}/profiel/").url == f"/invoer/{run.pk}/"
    assert client.post(f"/invoer/{run.pk}/weg/", follow=True).redirect_chain == [(f"/invoer/{run.pk}/", 302)]


def test_profile_of_another_kind_or_board_is_not_accepted(client, board, school):
    other = MappingProfile.objects.create(
        board=board, kind="afwezigheden", name="Pakket", definition=mapping.builtin("afwezigheden").as_json()
    )
    page = upload(client, school, HEAD + NOOR, profile=str(other.pk)).content.decode()
    assert "Dit profiel dient voor iets anders." in page
    assert ImportRun.objects.count() == 0
