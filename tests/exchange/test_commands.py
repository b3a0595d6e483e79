"""The commands ``import`` and ``export``: what they print, and what they say about wrong input."""

import csv
import json
import os
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from leerrecht.access import standing
from leerrecht.access.models import LogEntry
from leerrecht.attendance.models import HalfDay
from leerrecht.cli import main
from leerrecht.exchange.models import ImportRun
from leerrecht.organisations.models import School
from leerrecht.people.models import Pupil

pytestmark = pytest.mark.django_db

DATA = Path(__file__).parent / "data"
NONE = {
    "buiten_schooljaar": 0, "vrije_dag": 0, "woensdagnamiddag": 0, "onbekende_leerling": 0, "onbekende_code": 0,
    "onleesbaar": 0,
}  # fmt: skip
PROFILE = {
    "soort": "leerlingen",
    "kolommen": {
        "leerlingnummer": "student_id", "naam": "last_name", "voornaam": "first_name", "geboortedatum": "birth_date",
        "instellingsnummer": "school_id", "klas": "class",
    },
    "vast": {"begindatum": "2021-09-01"},
    "datum": "jjjj-mm-dd",
    "laatste_cijfers": {"instellingsnummer": 6},
}  # fmt: skip
ABSENCES = {
    "soort": "afwezigheden",
    "kolommen": {"leerlingnummer": "Student", "datum": "Event date", "code": "Category", "duur": "Duration (days)"},
    "codes": {"Excused Absence": "Z", "Unexcused Absence": "B", "Tardy": "L"},
    "halve_dagen": "duur",
}


@pytest.fixture
def run(capsys):
    """Runs a command; gives (exit code, standard output, standard error)."""

    def command(*arguments):
        with pytest.raises(SystemExit) as stop:
            main([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return stop.value.code or 0, told.out, told.err

    yield command
    # A process runs one command and ends; this one goes on with other tests.
    standing._process.clear()
    os.environ.pop("DATABASE_APP_URL")


@pytest.fixture
def importing(run):
    def command(kind, file, *options, board="Grand Bend"):
        return run("import", kind, DATA / file, "--bestuur", board, "--json", *options)

    return command


def counts(read, taken=0, unchanged=0, overtaken=0, **refused):
    return 0, {"gelezen": read, "opgenomen": taken, "ongewijzigd": unchanged, "vervangen": overtaken,
               "geweigerd": NONE | refused}, ""  # fmt: skip


def told(answer):
    code, out, err = answer
    return code, json.loads(out), err


def test_real_extract_comes_in_and_a_second_time_changes_nothing(importing):
    marks = {"buiten_schooljaar": 2, "vrije_dag": 8, "woensdagnamiddag": 6}
    assert told(importing("scholen", "scholen.csv")) == counts(3, 3)
    assert told(importing("leerlingen", "leerlingen.csv")) == counts(12, 12)
    assert told(importing("afwezigheden", "afwezigheden.txt")) == counts(61, 44, 0, 1, **marks)
    assert told(importing("scholen", "scholen.csv")) == counts(3, 0, 3)
    assert told(importing("leerlingen", "leerlingen.csv")) == counts(12, 0, 12)
    assert told(importing("afwezigheden", "afwezigheden.txt")) == counts(61, 0, 44, 1, **marks)
    assert HalfDay.objects.count() == 44
    assert set(LogEntry.objects.values_list("actor", flat=True)) == {"opdrachtregel"}
    assert list(ImportRun.objects.order_by("pk").values_list("kind", "state", "by_name")) == [
        (kind, "klaar", "opdrachtregel") for kind in ("scholen", "leerlingen", "afwezigheden") * 2
    ]


def test_other_system_comes_in_through_profile_files(importing, tmp_path):
    importing("scholen", "scholen.csv")
    pupils, absences = tmp_path / "leerlingen.json", tmp_path / "afwezigheden.json"
    pupils.write_text(json.dumps(PROFILE))
    absences.write_text(json.dumps(ABSENCES))
    assert told(importing("leerlingen", "pupils.csv", "--profiel", pupils)) == counts(12, 12)
    marks = {"buiten_schooljaar": 4, "vrije_dag": 9, "onbekende_code": 1}
    assert told(importing("afwezigheden", "absences.csv", "--profiel", absences)) == counts(54, 40, **marks)
    assert told(importing("afwezigheden", "absences.csv", "--profiel", absences)) == counts(54, 0, 40, **marks)
    assert Counter(HalfDay.objects.values_list("mark", flat=True)) == {"Z": 36, "L": 4}


def test_trial_writes_nothing(importing):
    assert told(importing("scholen", "scholen.csv", "--proef")) == counts(3, 3)
    assert (School.objects.count(), ImportRun.objects.count()) == (0, 0)
    importing("scholen", "scholen.csv")
    importing("leerlingen", "leerlingen.csv", "--proef")
    assert Pupil.objects.count() == 0


def test_all_or_nothing_writes_nothing_where_a_row_is_refused(importing, run):
    importing("scholen", "scholen.csv", "--alles-of-niets")
    assert told(importing("leerlingen", "leerlingen.csv", "--alles-of-niets")) == counts(12, 12)
    code, answer, err = told(importing("afwezigheden", "afwezigheden.txt", "--alles-of-niets"))
    assert (code, err) == (3, "")
    assert answer == {
        "gelezen": 61, "opgenomen": 0, "teruggehouden": 44, "ongewijzigd": 0, "vervangen": 1,
        "geweigerd": NONE | {"buiten_schooljaar": 2, "vrije_dag": 8, "woensdagnamiddag": 6},
    }  # fmt: skip
    assert HalfDay.objects.count() == 0
    assert list(ImportRun.objects.order_by("pk").values_list("state", "all_or_nothing")) == [
        ("klaar", True), ("klaar", True), ("niets", True)
    ]  # fmt: skip
    trial = told(importing("afwezigheden", "afwezigheden.txt", "--alles-of-niets", "--proef"))
    assert (trial[0], trial[1]["opgenomen"], "teruggehouden" in trial[1]) == (3, 44, False)
    code, out, _err = run(
        "import", "afwezigheden", DATA / "afwezigheden.txt", "--bestuur", "Grand Bend", "--alles-of-niets"
    )
    assert code == 3
    assert out.splitlines()[:2] == [
        "Alles of niets: er zijn geweigerde rijen, dus er is niets opgenomen. 61 halve dagen gelezen:",
        "        44 zouden opgenomen worden",
    ]
    assert HalfDay.objects.count() == 0


def test_refused_rows_are_written_to_a_file(importing, tmp_path):
    importing("scholen", "scholen.csv")
    importing("leerlingen", "leerlingen.csv")
    path = tmp_path / "geweigerd.csv"
    importing("afwezigheden", "afwezigheden.txt", "--afgewezen", path)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    assert len(rows) == 16
    assert list(rows[0]) == ["Rij", "Reden", "Uitleg", "Inhoud"]
    lines = (DATA / "afwezigheden.txt").read_text().splitlines()
    assert all(row["Inhoud"].endswith(lines[int(row["Rij"]) - 1]) for row in rows)


def test_without_json_the_counts_are_told_in_dutch(importing, run):
    importing("scholen", "scholen.csv")
    importing("leerlingen", "leerlingen.csv")
    assert run("import", "afwezigheden", DATA / "afwezigheden.txt", "--bestuur", "Grand Bend") == (
        0,
        (
            "61 halve dagen gelezen:\n"
            "        44 opgenomen\n"
            "         0 ongewijzigd\n"
            "         1 vervangen door een latere rij van hetzelfde bestand\n"
            "        16 geweigerd\n"
            "         2   valt niet in een schooljaar (juli of augustus)\n"
            "         8   vrije dag, weekend of vakantie\n"
            "         6   woensdagnamiddag\n"
            "Voeg --afgewezen BESTAND toe om elke geweigerde rij met de reden te krijgen.\n"
        ),
        "",
    )


def test_progress_is_shown_where_asked(importing):
    importing("scholen", "scholen.csv")
    importing("leerlingen", "leerlingen.csv")
    _code, _out, err = importing("afwezigheden", "afwezigheden.txt", "--voortgang")
    assert err.splitlines()[-1] == "[##############################] 100% Halve dagen opnemen     "


@pytest.mark.parametrize(
    ("kind", "name", "content", "message"),
    [
        ("afwezigheden", "a.txt", b"%PDF-1.7", "Fout: a.txt is een PDF."),
        ("afwezigheden", "a.txt", "workbook", "Fout: De naam a.txt zegt iets anders dan de inhoud"),
        ("afwezigheden", "a.txt", b"", "Fout: a.txt is leeg."),
        ("leerlingen", "a.csv", b"Naam;Klas\nx;y\n", ("Fout: De kolom “Leerlingnummer” ontbreekt in het bestand. "
         "Gevonden kolommen: Naam, Klas.")),
        ("leerlingen", "a.txt", b"010926T1\n0000000001\n", ("Fout: a.txt bevat afwezigheden "
                                                            "(blokformaat), geen leerlingen.")),
        ("afwezigheden", "a.csv", b"Leerlingnummer;Code\n1;B\n", "Fout: De kolom “Datum” ontbreekt"),
    ],
)  # fmt: skip
def test_wrong_file_is_told_on_standard_error_alone(importing, run, tmp_path, kind, name, content, message):
    importing("scholen", "scholen.csv")
    path = tmp_path / name
    if content == "workbook":
        openpyxl.Workbook().save(tmp_path / "a.xlsx")
        content = (tmp_path / "a.xlsx").read_bytes()
    path.write_bytes(content)
    code, out, err = run("import", kind, path, "--bestuur", "Grand Bend", "--json")
    assert (code, out, err.startswith(message)) == (2, "", True), err


def test_missing_file_and_unknown_board_and_profile_are_told(importing, run, tmp_path):
    assert run("import", "leerlingen", tmp_path / "weg.csv", "--bestuur", "X") == (
        2,
        "",
        f"Fout: {tmp_path / 'weg.csv'} bestaat niet of kan niet gelezen worden. Kijk de naam en de rechten na.\n",
    )  # fmt: skip
    assert importing("leerlingen", "leerlingen.csv") == (
        2, "", "Fout: Schoolbestuur “Grand Bend” bestaat niet. Kijk de naam na, of voer eerst de scholen in.\n",
    )  # fmt: skip
    assert importing("leerlingen", "leerlingen.csv", "--profiel", "Mijn pakket") == (
        2, "", "Fout: Profiel “Mijn pakket” bestaat niet voor leerlingen van Grand Bend. Bewaarde profielen: geen.\n",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("profile", "message"),
    [
        ("{", "Fout: p.json is geen geldige JSON: kijk rij 1, teken 2 na.\n"),
        ("[]", "Fout: Een profiel is een JSON-object met sleutels als “soort” en “kolommen”.\n"),
        ('{"kolom": 1}', "Fout: Het profiel heeft een onbekende sleutel “kolom”."),
        ('{"soort": "boeken"}', "Fout: “soort” in het profiel is “boeken”; mogelijk zijn:"),
        ('{"soort": "leerlingen"}', "Fout: Het profiel zegt niet in welke kolom “Leerlingnummer” staat."),
        (json.dumps(ABSENCES), "Fout: Dit profiel dient voor afwezigheden, niet voor leerlingen."),
        (json.dumps(ABSENCES | {"codes": {"x": "Q"}}), "Fout: “x” wijst naar code “Q”, die niet bestaat."),
        (json.dumps(ABSENCES | {"aanvullen": {"leerlingnummer": 99}}), "Fout: “aanvullen” in het profiel koppelt"),
    ],
)
def test_wrong_profile_names_the_key(importing, tmp_path, profile, message):
    importing("scholen", "scholen.csv")
    path = tmp_path / "p.json"
    path.write_text(profile)
    code, out, err = importing("leerlingen", "pupils.csv", "--profiel", path)
    assert (code, out, err.startswith(message)) == (2, "", True), err


def test_export_gives_the_block_text_that_was_taken(importing, run, tmp_path):
    importing("scholen", "scholen.csv")
    importing("leerlingen", "leerlingen.csv")
    importing("afwezigheden", "afwezigheden.txt")
    period = ("--van", "2025-09-01", "--tot", "2026-06-30")
    code, text, err = run("export", "afwezigheden", "--bestuur", "Grand Bend", *period)
    assert (code, err, sum(line.isdecimal() for line in text.splitlines())) == (0, "", 44)
    path = tmp_path / "terug.txt"
    path.write_text(text)
    assert told(run("import", "afwezigheden", path, "--bestuur", "Grand Bend", "--json")) == counts(44, 0, 44)
    assert run("export", "afwezigheden", "--school", "999999") == (
        2, "", "Fout: Er is geen school met instellingsnummer 999999. Kijk het nummer na.\n",
    )  # fmt: skip
    _code, table, _err = run("export", "afwezigheden", "--school", "901001", "--csv", *period)
    assert table.splitlines()[0] == "Leerlingnummer;Datum;Code;Dagdeel;Minuten te laat"
