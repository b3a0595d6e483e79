"""The folder of school packages: what waits, what is taken, what is told, and that twice is once."""

import os
import re
import stat
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import ProgrammingError, connection
from django.utils import timezone

from leerrecht.attendance.models import HalfDay
from leerrecht.exchange.domain import dropping
from leerrecht.exchange.domain.mapping import Profile
from leerrecht.exchange.domain.profiles import save_profile
from leerrecht.exchange.domain.runs import take_run
from leerrecht.exchange.domain.sources import save_source
from leerrecht.exchange.models import ImportRun
from leerrecht.exchange.tasks import take_folder
from leerrecht.people.models import Pupil
from tests.exchange.conftest import block
from tests.exchange.rosters import born, place, user, whole, zipped
from tests.exchange.test_commands import run  # noqa: F401 - a fixture
from tests.exchange.test_pupils import BRAM, HEAD, NOOR
from tests.factories import SYSTEM, MembershipFactory, SchoolFactory, UserFactory, principal

pytestmark = pytest.mark.django_db
BAD = "0000000003;Claes;Wout;31/02/2012;901001;3A;01/09/2026\r\n"


@pytest.fixture
def folder(tmp_path, school, settings):
    """The subfolder of the school; the secretariat has an address."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.CSRF_TRUSTED_ORIGINS = ["https://leerrecht.school.example"]
    office = UserFactory.create(email="bureau@school.example")
    MembershipFactory.create(user=office, organisation_id=school.pk, role="secretariaat")
    mine = tmp_path / school.number
    mine.mkdir()
    return mine


def drop(folder, name, content, *, age=timedelta(hours=1)):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    moment = (timezone.now() - age).timestamp()
    os.utime(path, (moment, moment))
    return path


def sweep(folder):
    return dropping.sweep(folder.parent)


def kept(folder, name):
    """Files that were put away, without their moment, and the report of the first."""
    found = sorted(path.name for path in (folder / name).iterdir())
    files = [each.split("-", 3)[3] for each in found if not each.endswith(".verslag.txt")]
    reports = [(folder / name / each).read_text() for each in found if each.endswith(".verslag.txt")]
    return files, reports


def test_file_is_taken_put_away_and_told_without_names(folder, school):
    drop(folder, "leerlingen.csv", HEAD + NOOR + BAD)
    done = sweep(folder)
    assert [(each.outcome, each.name) for each in done.handled] == [("verwerkt", "leerlingen.csv")]
    assert (done.waiting, done.strange, done.told) == ((), (), 1)
    files, (report,) = kept(folder, "verwerkt")
    assert files == ["leerlingen.csv"]
    assert report == (
        "leerlingen.csv\nOpgenomen.\nGelezen: 2\nOpgenomen of gewijzigd: 1\nOngewijzigd: 0\nGeweigerd: 1\n"
        "  1 onleesbaar of onmogelijk\nGeweigerde rijen: 3. De reden van elke rij staat op het scherm.\n"
    )
    run_ = ImportRun.objects.get()
    assert (run_.state, run_.by_id, run_.by_name, run_.school, run_.kind) == (
        "klaar", None, "invoermap", school, "leerlingen",
    )  # fmt: skip
    (message,) = mail.outbox
    assert message.to == ["bureau@school.example"]
    assert message.body == (
        "Grand Bend High School: dit stond in de map van uw schoolpakket.\n\n- leerlingen: 2 gelezen, 1 opgenomen, "
        f"1 geweigerd.\n  https://leerrecht.school.example/invoer/{run_.pk}/\n\nMeld u aan om te zien welke rijen het "
        "zijn en wat u kunt doen."
    )
    assert "Janssens" not in message.subject + message.body + report


def test_same_file_twice_changes_nothing(folder):
    drop(folder, "leerlingen.csv", HEAD + NOOR)
    sweep(folder)
    drop(folder, "leerlingen.csv", HEAD + NOOR)
    (again,) = sweep(folder).handled
    assert (again.outcome, again.run, ImportRun.objects.count()) == ("hetzelfde", None, 1)
    assert re.fullmatch(
        r"Dit is hetzelfde bestand als op \d\d/\d\d/\d{4} \d\d:\d\d: er is niets veranderd.", again.text
    )
    assert kept(folder, "verwerkt")[0] == ["leerlingen.csv", "leerlingen.csv"]


def test_half_written_file_waits(folder):
    drop(folder, "leerlingen.csv", HEAD + NOOR, age=timedelta(seconds=20))
    drop(folder, "leerlingen.csv.part", HEAD + NOOR)
    drop(folder, "rooster.zip", zipped(whole())[:-30])
    drop(folder, "leeg.csv", b"")
    drop(folder, ".verborgen.csv", HEAD + NOOR)
    (folder / "link.csv").symlink_to("/etc/passwd")
    done = sweep(folder)
    assert (done.handled, len(done.waiting), Pupil.objects.count(), len(mail.outbox)) == ((), 4, 0, 0)
    drop(folder, "rooster.zip", zipped(whole())[:-30], age=timedelta(days=2))
    (given_up,) = sweep(folder).handled
    assert (given_up.outcome, given_up.name) == ("geweigerd", "rooster.zip")


def test_file_of_no_use_is_refused_with_a_report(folder):
    drop(folder, "foto.csv", b"\xff\xd8\xff foto")
    drop(folder, "kolommen.csv", "a;b\n1;2\n")
    drop(folder, "leerlingen.csv", "a;b\n1;2\n")
    done = sweep(folder)
    assert [each.outcome for each in done.handled] == ["geweigerd"] * 3
    files, reports = kept(folder, "geweigerd")
    assert files == ["foto.csv", "kolommen.csv", "leerlingen.csv"]
    assert "foto.csv is een foto." in reports[0]
    assert "We herkennen dit bestand niet." in reports[1]
    assert "De kolom “Leerlingnummer” ontbreekt" in reports[2]
    assert set(ImportRun.objects.values_list("state", flat=True)) == {"mislukt"}
    assert mail.outbox[0].subject == "Invoer van het schoolpakket: er is iets na te kijken"


def test_file_that_stops_the_program_is_put_away_and_stops_no_other(folder, board):
    other = folder.parent / SchoolFactory.create(board=board, number="901044").number
    other.mkdir()
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'nee'; END $$; CREATE TRIGGER "
            "stop BEFORE INSERT ON people_pupil FOR EACH ROW WHEN (NEW.first_name = 'Noor') EXECUTE FUNCTION stop()"
        )
    drop(folder, "leerlingen.csv", HEAD + NOOR)
    drop(other, "leerlingen.csv", HEAD + BRAM.replace("901001", "901044"))
    with pytest.raises(ExceptionGroup) as stopped:
        sweep(folder)
    assert [type(each) for each in stopped.value.exceptions] == [ProgrammingError]
    files, (report,) = kept(folder, "geweigerd")
    assert (files, "niet aan uw bestand ligt" in report) == (["leerlingen.csv"], True)
    assert [path.name for path in other.iterdir()] == ["verwerkt"]
    assert list(ImportRun.objects.order_by("pk").values_list("state", flat=True)) == ["mislukt", "klaar"]


def test_kind_is_known_by_content_name_or_profile(folder, board, school, pupils):
    profile = Profile(
        kind="afwezigheden", name="Pakket", columns={"leerlingnummer": "nr", "datum": "dag", "code": "wat"},
        codes={"ziek": "Z"}, half_days="dag",
    )  # fmt: skip
    saved = save_profile(by=SYSTEM, board=board, profile=profile)
    save_source(by=SYSTEM, school=school, absences_profile=saved)
    drop(folder, "a.txt", block("030926T1", "D", "0000000001"), age=timedelta(hours=3))
    drop(folder, "export.csv", "nr;dag;wat\n2;04/09/2026;ziek\n", age=timedelta(hours=2))
    drop(folder, "rooster.zip", zipped(_roster_of_pupils()))
    done = sweep(folder)
    assert [each.outcome for each in done.handled] == ["verwerkt"] * 3, [each.text for each in done.handled]
    assert [each.run.kind for each in done.handled] == ["afwezigheden", "afwezigheden", "oneroster"]
    assert sorted(HalfDay.objects.values_list("date", "part", "mark")) == [
        (date(2026, 9, 3), "vm", "Z"), (date(2026, 9, 4), "nm", "Z"), (date(2026, 9, 4), "vm", "Z"),
    ]  # fmt: skip


def _roster_of_pupils():
    names = dict(Pupil.objects.values_list("first_name", "last_name"))
    return whole(
        users=[user("u1", "1", "Noor1", names["Noor1"])],
        enrollments=[place("p1", "u1", "k1")],
        demographics=[born("u1", "2011-05-03")],
    )


def test_missing_pupils_are_told_and_stay(folder):
    drop(folder, "rooster.zip", zipped(whole()))
    sweep(folder)
    alone = whole(
        users=[user("u1", "1")], enrollments=[place("p1", "u1", "k1")], demographics=[born("u1", "2011-05-03")]
    )
    drop(folder, "rooster.zip", zipped(alone))
    (done,) = sweep(folder).handled
    assert "Hier ingeschreven, niet in het bestand: 1. Daar is niets aan veranderd; beslis op het scherm." in done.text
    assert list(done.run.changes.values_list("what", "who")) == [("ontbreekt", "Bram Peeters")]


def test_school_that_wants_to_decide_finds_the_file_waiting(folder, school):
    save_source(by=SYSTEM, school=school, night="wachten")
    drop(folder, "leerlingen.csv", HEAD + NOOR + BRAM)
    sweep(folder)
    waiting = ImportRun.objects.get()
    assert (waiting.state, Pupil.objects.count()) == ("nagekeken", 0)
    assert "2 veranderingen wachten op uw beslissing, 0 geweigerd." in mail.outbox[0].body
    take_run(by=principal("secretariaat", school), run=waiting, all_or_nothing=False)
    assert (ImportRun.objects.get().state, Pupil.objects.count()) == ("klaar", 2)


def test_file_of_another_school_changes_nothing_there(folder, board):
    other = SchoolFactory.create(board=board, number="901044")
    (folder.parent / "geen-school").mkdir()
    drop(folder, "leerlingen.csv", HEAD + NOOR.replace("901001", other.number))
    done = sweep(folder)
    assert done.strange == ("geen-school",)
    assert (done.handled[0].run.counts["geweigerd"]["onleesbaar"], Pupil.objects.count()) == (1, 0)


def test_process_that_stops_before_putting_away_does_nothing_twice(folder, monkeypatch):
    monkeypatch.setattr(dropping, "_put_away", _stop)
    drop(folder, "leerlingen.csv", HEAD + NOOR)
    with pytest.raises(KeyboardInterrupt):
        sweep(folder)
    monkeypatch.undo()
    (again,) = sweep(folder).handled
    assert (again.outcome, ImportRun.objects.count(), Pupil.objects.count()) == ("hetzelfde", 1, 1)


def _stop(*_given):
    raise KeyboardInterrupt


def test_file_that_became_a_link_is_not_followed(folder, tmp_path, monkeypatch):
    path, secret = drop(folder, "leerlingen.csv", HEAD + NOOR), drop(tmp_path, "elders.csv", HEAD + NOOR)

    def meanwhile(school_folder):
        path.unlink()
        path.symlink_to(secret)
        return [path]

    monkeypatch.setattr(dropping, "_arrived", meanwhile)
    (found,) = sweep(folder).handled
    assert (found.outcome, Pupil.objects.count()) == ("geweigerd", 0)
    assert "kan niet gelezen worden" in found.text


def test_nothing_is_put_where_a_link_leads(folder, tmp_path):
    (tmp_path / "elders").mkdir()
    (folder / "verwerkt").symlink_to(tmp_path / "elders")
    drop(folder, "leerlingen.csv", HEAD + NOOR)
    (found,) = sweep(folder).handled
    assert "kon niet verplaatst worden" in found.text
    assert list((tmp_path / "elders").iterdir()) == []


def test_folder_that_cannot_be_written_is_told(folder, monkeypatch):
    def refuse(*_given):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(dropping, "_put_away", refuse)
    drop(folder, "leerlingen.csv", HEAD + NOOR)
    (done,) = sweep(folder).handled
    assert "Het bestand kon niet verplaatst worden (Permission denied)" in done.text


def test_mail_server_that_is_down_stops_nothing(folder, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    drop(folder, "leerlingen.csv", HEAD + NOOR)
    done = sweep(folder)
    assert (done.told, done.handled[0].outcome) == (0, "verwerkt")


def test_too_large_a_file_is_refused(folder, settings):
    settings.MAX_IMPORT_BYTES = 20
    drop(folder, "leerlingen.csv", HEAD + NOOR)
    assert "Het bestand is te groot" in sweep(folder).handled[0].text


def test_job_does_nothing_without_a_folder_and_takes_it_with_one(folder, settings):
    drop(folder, "leerlingen.csv", HEAD + NOOR)
    settings.IMPORT_FOLDER = ""
    take_folder(timestamp=0)
    assert Pupil.objects.count() == 0
    settings.IMPORT_FOLDER = str(folder.parent)
    take_folder(timestamp=0)
    assert Pupil.objects.count() == 1


def test_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ValidationError) as error:
        dropping.sweep(tmp_path / "weg")
    assert "bestaat niet of is geen map" in error.value.messages[0]


def test_command_takes_the_folder_and_tells(folder, run, settings):  # noqa: F811
    drop(folder, "leerlingen.csv", HEAD + NOOR, age=timedelta(seconds=1))
    (folder.parent / "Klasfotos").mkdir()
    code, told, wrong = run("invoermap", "--map", folder.parent)
    assert (code, told) == (
        0,
        (
            "Er staat niets klaar in de invoermap.\n"
            "Nog aan het aankomen, dus nog niet opgenomen: 901001/leerlingen.csv.\n"
        ),
    )
    code, told, wrong = run("invoermap", "--map", folder.parent, "--nu")
    assert (code, told.splitlines()[:2]) == (0, ["901001 verwerkt: leerlingen.csv", "  Opgenomen."])
    assert wrong == "De map Klasfotos is van geen school: noem ze naar het instellingsnummer.\n"
    settings.IMPORT_FOLDER = ""
    assert run("invoermap")[::2] == (
        2, "Fout: er is geen invoermap: zet LEERRECHT_IMPORT_FOLDER, of geef --map MAP\n",
    )  # fmt: skip


def test_command_writes_a_roster_that_it_reads(folder, run, tmp_path):  # noqa: F811
    drop(folder, "rooster.zip", zipped(whole()))
    sweep(folder)
    target = tmp_path / "uit.zip"
    code, told, _wrong = run("export", "oneroster", target, "--school", "901001")
    assert (code, told) == (0, f"2 leerlingen geschreven naar {target}.\n")
    code, told, _wrong = run("import", "oneroster", target, "--bestuur", "Grand Bend", "--json")
    assert (code, '"ongewijzigd": 2' in told) == (0, True)
    assert stat.S_ISREG(target.stat().st_mode)
    delta = tmp_path / "delta.zip"
    same = run("export", "oneroster", delta, "--school", "901001", "--sinds", target)
    assert (same[:2], delta.exists()) == ((0, "Er is niets veranderd sinds uit.zip; er is geen zip gemaakt.\n"), False)
    Pupil.objects.filter(last_name="Peeters").update(first_name="Bob")
    changed = run("export", "oneroster", delta, "--school", "901001", "--sinds", target)
    assert changed[:2] == (0, f"1 gewijzigde rijen (van alle bestanden samen) geschreven naar {delta}.\n")
