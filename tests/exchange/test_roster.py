"""OneRoster zips: what the tables ask, what is taken in, what a delta ends, and what we write ourselves."""

import io
import zipfile
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from leerrecht.access.models import LogEntry
from leerrecht.access.policy import Denied
from leerrecht.enrolment.models import ClassGroup, Enrolment, Placement
from leerrecht.exchange.domain.differences import Changes
from leerrecht.exchange.domain.roster import archive, tables
from leerrecht.exchange.domain.roster.writing import export_changes, export_roster
from leerrecht.exchange.domain.sources import save_source
from leerrecht.exchange.models import RosterLink
from leerrecht.people.domain.merging import merge_pupils
from leerrecht.people.models import Pupil
from tests.exchange.conftest import Imported, enrolled
from tests.exchange.rosters import COURSE, ORG, YEAR, born, delta, group, place, user, whole, zipped
from tests.exchange.test_pupils import people, places
from tests.factories import SYSTEM, ClassTeamFactory, PupilNumberFactory, SchoolFactory, UserFactory, principal

pytestmark = pytest.mark.django_db


def roster(content, **options):
    changes = Changes()
    done = Imported("oneroster", content, name="rooster.zip", changes=changes, **options)
    done.changes = [(each.what, each.who, each.field, each.before, each.after) for each in changes.found]
    return done


def wrong(content):
    with pytest.raises(ValidationError) as error:
        roster(content)
    return error.value.messages


def test_tables_name_their_fields_once_and_refer_to_files_that_exist():
    for file, fields in tables.FIELDS.items():
        names = [each.name for each in fields]
        assert (file in tables.NAMES, len(names)) == (True, len(set(names)))
        for each in fields:
            kind, _space, what = each.kind.partition(" ")
            assert what in (tables.NAMES if kind.startswith("ref") else {"", *tables.ENUMERATIONS}), (file, each)


def test_pupils_classes_and_enrolments_are_taken_in_and_twice_is_once(school):
    content = zipped(whole())
    done = roster(content)
    assert done.numbers == (2, 2, 0, 0, {})
    assert done.changes == [
        ("nieuw", "Noor Janssens", "Leerling", "", "0000000001, 03/05/2011"),
        ("nieuw", "Noor Janssens", "Inschrijving", "", "3A, vanaf 01/09/2026"),
        ("nieuw", "Bram Peeters", "Leerling", "", "0000000002, 15/07/2011"),
        ("nieuw", "Bram Peeters", "Inschrijving", "", "3B, vanaf 01/09/2026"),
    ]
    assert people() == [
        ("0000000001", "Janssens", "Noor", date(2011, 5, 3)),
        ("0000000002", "Peeters", "Bram", date(2011, 7, 15)),
    ]
    assert places() == [
        ("Janssens", "3A", date(2026, 9, 1), date(2027, 9, 1)),
        ("Peeters", "3B", date(2026, 9, 1), date(2027, 9, 1)),
    ]
    assert list(Pupil.objects.order_by("last_name").values_list("gender", flat=True)) == ["v", ""]
    again = roster(content)
    assert (again.numbers, again.changes) == ((2, 0, 2, 0, {}), [])


def test_trial_writes_nothing_and_shows_from_what_to_what(school):
    roster(zipped(whole()))
    changed = whole(
        users=[user("u1", "1", "Nora"), user("u2", "2", "Bram", "Peeters")],
        enrollments=[place("p1", "u1", "k1"), place("p3", "u2", "k1", beginDate="2026-11-09")],
    )
    trial = roster(zipped(changed), trial=True)
    assert (trial.numbers, trial.changes) == (
        (2, 2, 0, 0, {}),
        [("gewijzigd", "Noor Janssens", "Voornaam", "Noor", "Nora"),
         ("gewijzigd", "Bram Peeters", "Klas", "3B", "3A vanaf 09/11/2026")],
    )  # fmt: skip
    assert [row[2] for row in people()] == ["Noor", "Bram"]
    assert roster(zipped(changed)).numbers == (2, 2, 0, 0, {})
    assert places()[1:] == [
        ("Peeters", "3B", date(2026, 9, 1), date(2026, 11, 9)),
        ("Peeters", "3A", date(2026, 11, 9), date(2027, 9, 1)),
    ]


def test_history_and_end_of_an_enrolment_come_in_as_written(school):
    moves = [
        place("p1", "u1", "k1", endDate="2026-10-05"),
        place("p2", "u1", "k2", beginDate="2026-10-05", endDate="2026-11-14"),
    ]
    files = whole(users=[user("u1", "1")], enrollments=moves, demographics=[born("u1", "2011-05-03")])
    assert roster(zipped(files)).numbers == (1, 1, 0, 0, {})
    assert places() == [
        ("Janssens", "3A", date(2026, 9, 1), date(2026, 10, 5)),
        ("Janssens", "3B", date(2026, 10, 5), date(2026, 11, 14)),
    ]
    assert roster(zipped(files)).numbers == (1, 0, 1, 0, {})


def test_who_is_missing_is_shown_and_ended_only_when_asked(school):
    roster(zipped(whole()))
    alone = zipped(
        whole(users=[user("u1", "1")], enrollments=[place("p1", "u1", "k1")], demographics=[born("u1", "2011-05-03")])
    )
    told = [("ontbreekt", "Bram Peeters", "Klas", "3B", "")]
    assert (roster(alone).changes, Enrolment.objects.filter(period__endswith=date(2027, 9, 1)).count()) == (told, 2)
    done = roster(alone, end_missing=True)
    assert (done.numbers, done.changes) == (
        (2, 1, 1, 0, {}), [("gestopt", "Bram Peeters", "Laatste dag", "", "20/11/2026")],
    )  # fmt: skip
    assert Enrolment.objects.get(pupil__last_name="Peeters").period.upper == date(2026, 11, 21)
    assert roster(alone, end_missing=True).changes == []


def test_nobody_is_ended_as_missing_where_a_row_was_refused(school):
    roster(zipped(whole()))
    broken = whole(users=[user("u1", "1"), user("u2", "2", "", "Peeters")])
    done = roster(zipped(broken), end_missing=True)
    assert done.numbers == (4, 0, 1, 0, {"onleesbaar": 3})
    assert Enrolment.objects.filter(period__endswith=date(2027, 9, 1)).count() == 2


def test_delta_moves_ends_and_leaves_the_rest_alone(school):
    roster(zipped(whole()))
    moved = delta(
        enrollments=[place("p1", "u1", "k1", status="tobedeleted"), place("p9", "u1", "k2", beginDate="2026-11-16")]
    )
    assert roster(moved).changes == [("gewijzigd", "Noor Janssens", "Klas", "3A", "3B vanaf 16/11/2026")]
    assert roster(moved).changes == []
    gone = delta("2026-11-18", enrollments=[place("p2", "u2", "k2", status="tobedeleted")])
    assert roster(gone).changes == [("gestopt", "Bram Peeters", "Laatste dag", "31/08/2027", "18/11/2026")]
    assert (roster(gone).changes, Pupil.objects.count()) == ([], 2)
    left = delta("2026-11-19", users=[user("u1", "1", status="tobedeleted")])
    assert roster(left).changes == [("gestopt", "Noor Janssens", "Laatste dag", "31/08/2027", "19/11/2026")]
    assert list(Enrolment.objects.order_by("pupil__last_name").values_list("period__endswith", flat=True)) == [
        date(2026, 11, 20), date(2026, 11, 19),
    ]  # fmt: skip


def test_delta_with_names_that_nobody_knows_asks_for_a_whole_zip(school):
    done = roster(delta(enrollments=[place("p1", "u1", "k1")]))
    assert [each.explanation for each in done.refused] == [
        "enrollments.csv, rij 2, veld classSourcedId: deze klas is niet gekend. Neem classes.csv mee in de zip."
    ]
    roster(zipped(whole()))
    done = roster(delta(enrollments=[place("p7", "u7", "k1")]))
    assert [each.explanation for each in done.refused] == [
        (
            "enrollments.csv, rij 2, veld userSourcedId: “u7” is hier niet gekend. Neem users.csv mee in de zip, of "
            "lever eerst een volledige zip."
        )
    ]


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (whole(users=[user("u1", "1", enabledUser="ja"), user("u2", "2")]),
         "users.csv, rij 2, veld enabledUser: “ja” is geen true of false."),
        (whole(users=[user("u1", "1", familyName=""), user("u2", "2")]),
         "users.csv, rij 2, veld familyName: dit veld is verplicht en is leeg. Vul het in."),
        (whole(users=[user("u1", "1"), user("u1", "3"), user("u2", "2")]),
         ("users.csv, rij 3, veld sourcedId: “u1” staat al op rij 2. Elk sourcedId mag er één keer staan: "
         "verwijder een rij.")),
        (whole(demographics=[born("u1", "03/05/2011"), born("u2", "2011-07-15")]),
         "demographics.csv, rij 2, veld birthDate: “03/05/2011” is geen bestaande datum in de vorm jjjj-mm-dd."),
        (whole(demographics=[born("u1", "2011-05-03", sex="v"), born("u2", "2011-07-15")]),
         ("demographics.csv, rij 2, veld sex: “v” bestaat niet. Kies uit: male, female, unspecified, other (kleine en "
         "hoofdletters tellen mee).")),
        (whole(orgs=[ORG, {**ORG, "sourcedId": "o2", "type": "School"}]),
         ("orgs.csv, rij 3, veld type: “School” bestaat niet. Kies uit: department, school, district, local, state, "
         "national (kleine en hoofdletters tellen mee).")),
        (whole(enrollments=[place("p1", "u1", "k1"), place("p2", "u2", "k9")]),
         ("enrollments.csv, rij 3, veld classSourcedId: “k9” staat niet in classes.csv. Voeg die rij toe, of verbeter "
         "de verwijzing.")),
        (whole(enrollments=[place("p1", "u1", "k1"), place("p2", "u2", "k2", status="tobedeleted")]),
         ("enrollments.csv, rij 3, veld status: “tobedeleted” bestaat alleen in een bestand dat manifest.csv als "
         "“delta” meldt. Laat de rij weg.")),
        (whole(enrollments=[place("p1", "u1", "k1", beginDate="2026-10-01", endDate="2026-10-01"),
                            place("p2", "u2", "k2")]),
         "enrollments.csv, rij 2, veld endDate: de einddatum (de dag na de laatste) moet na de begindatum liggen."),
        (whole(academicSessions=[{**YEAR, "schoolYear": "26-27"}]),
         ("academicSessions.csv, rij 2, veld schoolYear: “26-27” is geen jaar van vier cijfers: het jaar waarin het "
         "schooljaar eindigt.")),
        (whole(demographics=[born("u2", "2011-07-15")]),
         ("enrollments.csv, rij 2: Deze leerling is nieuw en heeft geen geboortedatum in het bestand. Neem de "
         "geboortedatum mee op.")),
        (whole(classes=[group("k1", "3A"), group("k2", "3B" * 20)]),
         ("classes.csv, rij 3, veld classCode: de naam van een klas telt ten hoogste 30 tekens. Gebruik een korte "
         "classCode.")),
        (whole(enrollments=[place("p1", "u1", "k1", beginDate="2027-08-25"), place("p2", "u2", "k2")]),
         ("enrollments.csv, rij 2: De inschrijving begint op 25/08/2027, buiten een schooljaar. Gebruik de eerste dag "
         "op school, vanaf 1 september.")),
    ],
)  # fmt: skip
def test_row_with_a_fault_is_refused_with_file_row_and_field(school, files, told):
    done = roster(zipped(files))
    assert done.refused[0].explanation == told
    assert len(done.refused) >= 1


def test_a_row_that_refers_to_a_refused_one_says_so(school):
    done = roster(zipped(whole(users=[user("u1", "1", givenName=""), user("u2", "2", "Bram", "Peeters")])))
    assert [each.explanation for each in done.refused][1] == (
        "enrollments.csv, rij 2, veld userSourcedId: “u1” verwijst naar rij 2 van users.csv, die geweigerd is. "
        "Verbeter eerst die rij."
    )
    assert [each[1] for each in people()] == ["Peeters"]
    assert roster(zipped(whole(users=[user("u1", "1")])), all_or_nothing=True).counts.refusals == 2


def test_all_or_nothing_takes_nothing_with_a_refusal(school):
    broken = whole(users=[user("u1", "1", givenName=""), user("u2", "2", "Bram", "Peeters")])
    roster(zipped(broken), all_or_nothing=True)
    assert (Pupil.objects.count(), ClassGroup.objects.count(), RosterLink.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (lambda: b"PK\x03\x04 half", ("rooster.zip is geen zip-bestand of is niet volledig. Lever de zip zoals uw "
         "pakket die maakt; voor een CSV of Excel kiest u leerlingen of afwezigheden.")),
        (lambda: zipped(whole(), extra={"map/users.csv": "x"}), ("In rooster.zip staat “map/users.csv”. Een "
         "OneRoster-zip heeft alleen CSV-bestanden, zonder mappen: pak de bestanden zelf in, niet de map waarin ze "
         "staan.")),
        (lambda: zipped(whole(), extra={"../users.csv": "x"}), ("In rooster.zip staat “../users.csv”. Een "
         "OneRoster-zip heeft alleen CSV-bestanden, zonder mappen: pak de bestanden zelf in, niet de map waarin ze "
         "staan.")),
        (lambda: zipped(whole(), extra={"results.csv": "x"}), ("results.csv zit in de zip, maar manifest.csv zegt niet "
         "dat het meetelt. Maak de uitvoer opnieuw.")),
        (lambda: zipped(whole(), modes={"roles": "bulk"}), ("manifest.csv kondigt roles.csv aan, maar dat zit niet in "
         "de zip. Maak de uitvoer opnieuw.")),
        (lambda: zipped(whole(), modes={"users": "full"}), ("manifest.csv, rij 24: “full” is geen manier om file.users "
         "te lezen. Mogelijk zijn: absent, bulk, delta.")),
        (lambda: zipped(whole(), manifest="propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\n"),
         "manifest.csv: “oneroster.version” is “1.1” en moet 1.2 zijn. Kies bij de uitvoer OneRoster 1.2."),
        (lambda: zipped(whole(), manifest="naam,waarde\n"), ("manifest.csv, rij 1: de kop moet “propertyName,value” "
         "zijn.")),
        (lambda: zipped(whole(), heads={"demographics": ["sourcedId", "BirthDate"]}), ("demographics.csv, rij 1: "
         "OneRoster 1.2 kent hier geen veld “BirthDate” (hoofdletters tellen mee). Haal het weg.")),
        (lambda: zipped(whole(), heads={"orgs": ["sourcedId", "name"]}), ("orgs.csv, rij 1: het verplichte veld “type” "
         "ontbreekt. Maak de uitvoer als OneRoster 1.2.")),
        (lambda: zipped(whole(courses=[])), ("courses.csv heeft geen rijen. Een bestand zonder rijen hoort in "
         "manifest.csv als “absent”.")),
        (lambda: zipped(whole(orgs=[{**ORG, "identifier": "901999"}])), ("orgs.csv: geen enkele school is een school "
         "waarvoor u invoert (901001). In de zip staan: Grand Bend High School (901999). Kies de juiste school of de "
         "juiste zip, of zet het instellingsnummer in het veld identifier.")),
        (lambda: zipped(whole(classes=[group("k1", "3A", classType="scheduled"),
                                       group("k2", "3B", classType="scheduled")])),
         ("classes.csv: er is geen enkele klasgroep (classType “homeroom”). Laat uw pakket de officiële klassen "
         "meegeven, niet alleen de lesgroepen.")),
    ],
)  # fmt: skip
def test_zip_of_no_use_is_refused_as_a_whole(school, content, told):
    assert wrong(content()) == [told]
    assert Pupil.objects.count() == 0


def test_bomb_is_not_unpacked(school, monkeypatch):
    bomb = zipped(whole(), extra={"results.csv": b"0" * (30 * 1024 * 1024)})
    assert wrong(bomb) == [
        (
            "results.csv in rooster.zip is veel sterker ingepakt dan een lijst kan zijn, en is niet geopend. Maak de "
            "uitvoer opnieuw in uw pakket."
        )
    ]
    many = zipped({}, extra={f"b{number}.csv": "x" for number in range(70)})
    assert wrong(many) == ["rooster.zip telt 71 bestanden; een OneRoster-zip heeft er ten hoogste 60."]
    monkeypatch.setattr(archive, "MOST_UNPACKED", 400)
    assert wrong(zipped(whole()))[0].startswith("rooster.zip is uitgepakt te groot")


def test_size_is_counted_while_unpacking_whatever_the_zip_says(school, monkeypatch):
    content = zipped(whole())
    monkeypatch.setattr(archive, "_check_members", lambda *_given: None)
    monkeypatch.setattr(archive, "MOST_UNPACKED", 400)
    assert "uitgepakt te groot" in wrong(content)[0]


def test_text_that_is_not_utf8_or_has_broken_quotes_is_told(school):
    assert "geen tekst in UTF-8" in wrong(_with("users.csv", "sourcedId,naam\nu1,Zoë\n".encode("latin-1")))[0]
    assert wrong(_with("orgs.csv", b'sourcedId,name,type\n"o1"x,a,school\n')) == [
        "orgs.csv, rij 2: de aanhalingstekens of komma's kloppen niet. Maak de uitvoer opnieuw."
    ]


def test_zip_that_is_damaged_locked_or_packed_otherwise_is_told(school):
    content = zipped(whole())
    start = content.index(b"users.csv") + len("users.csv")
    holed = content[:start] + b"\xff" * 20 + content[start + 20 :]
    told = "is beschadigd of niet volledig. Maak de uitvoer opnieuw."
    # The version that a reader must know stands in the list at the end of the zip.
    newer = content.replace(b"PK\x01\x02\x14\x03\x14", b"PK\x01\x02\x14\x03\xff")
    assert [wrong(holed), wrong(newer)] == [[f"users.csv {told}"], [f"rooster.zip {told}"]]


def test_signs_that_no_field_can_hold_do_not_stop_the_others(school):
    files = whole(users=[user("u1", "1", "No\0or"), user("u2", "2", "Bram", "Peeters", enabledUser="\0")])
    done = roster(zipped(files))
    assert [each.content[:3] for each in done.refused] == ["u2;", "p2;", "u2;"]
    assert [each.first_name for each in Pupil.objects.all()] == ["No or"]


def test_dates_at_the_ends_of_time_are_refused_with_their_field(school):
    roster(zipped(whole()))
    rows = [place("p1", "u1", "k1", endDate="0001-01-01"), place("p2", "u2", "k2", endDate="2026-12-01")]
    rows[1] |= {"status": "tobedeleted", "dateLastModified": "0001-01-01T00:00:00+14:00"}
    assert [each.explanation for each in roster(delta(enrollments=rows)).refused] == [
        "enrollments.csv, rij 2, veld endDate: “0001-01-01” is geen bestaande datum in de vorm jjjj-mm-dd.",
        (
            "enrollments.csv, rij 3, veld dateLastModified: “0001-01-01T00:00:00+14:00” is geen tijdstip zoals "
            "2026-11-20T06:00:00.000Z."
        ),
    ]


@pytest.mark.parametrize("moment", ["2026-11-17T23:30:00.000Z", "20261118T003000+0100", "2026-W47-3T05:00:00Z"])
def test_last_day_is_the_day_here_whatever_the_moment_is_written_in(school, moment):
    roster(zipped(whole()))
    gone = {"status": "tobedeleted", "dateLastModified": moment}
    both = delta(enrollments=[place("p2", "u2", "k2", **gone)], users=[user("u1", "1", **gone)])
    assert sorted(roster(both).changes) == [
        ("gestopt", "Bram Peeters", "Laatste dag", "31/08/2027", "18/11/2026"),
        ("gestopt", "Noor Janssens", "Laatste dag", "31/08/2027", "18/11/2026"),
    ]


def test_pupil_whose_row_is_refused_leaves_nothing_behind(board, school):
    SchoolFactory.create(board=board, number="901044")
    other = {**ORG, "sourcedId": "o2", "identifier": "901044"}
    files = whole(
        orgs=[ORG, other], classes=[group("k1", "3A"), group("k2", "3B"), group("k3", "1Z", schoolSourcedId="o2")],
        enrollments=[place("p1", "u1", "k1"), place("p2", "u2", "k2"), place("p3", "u2", "k3")],
    )  # fmt: skip
    done = roster(zipped(files))
    assert (len(done.refused), [each[1] for each in people()]) == (1, ["Janssens"])
    assert set(RosterLink.objects.exclude(pupil=None).values_list("sourced_id", flat=True)) == {"u1"}
    connection.check_constraints()


def test_school_that_is_not_in_the_zip_misses_nobody(board, school):
    SchoolFactory.create(board=board, number="901044")
    other = {**ORG, "sourcedId": "o2", "identifier": "901044"}
    there = whole(
        orgs=[other], courses=[{**COURSE, "orgSourcedId": "o2"}],
        classes=[group("k3", "1Z", schoolSourcedId="o2")], users=[user("u2", "2", "Bram", "Peeters")],
        enrollments=[place("p3", "u2", "k3", schoolSourcedId="o2")], demographics=[born("u2", "2011-07-15")],
    )  # fmt: skip
    roster(zipped(there))
    here = whole(
        users=[user("u1", "1")], enrollments=[place("p1", "u1", "k1")], demographics=[born("u1", "2011-05-03")]
    )
    assert [each[0] for each in roster(zipped(here)).changes] == ["nieuw", "nieuw"]


def _with(name, content):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(zipped(whole()))) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.namelist():
            new.writestr(member, content if member == name else old.read(member))
    return out.getvalue()


def test_lessons_and_other_schools_in_the_zip_are_left(board, school):
    SchoolFactory.create(board=board, number="901044")
    other = {**ORG, "sourcedId": "o2", "identifier": "901044"}
    files = whole(
        orgs=[ORG, other],
        classes=[group("k1", "3A"), group("k2", "1Z", schoolSourcedId="o2"), group("k3", "wis", classType="scheduled")],
        enrollments=[
            place("p1", "u1", "k1"), place("p2", "u2", "k2"), place("p3", "u1", "k3"),
            place("p4", "u2", "k1", role="teacher"),
        ],
    )  # fmt: skip
    assert roster(zipped(files), schools=[school]).numbers == (1, 1, 0, 0, {})
    assert [each[1] for each in people()] == ["Janssens"]


def test_only_what_comes_from_the_package_is_changed(school):
    roster(zipped(whole()))
    save_source(by=SYSTEM, school=school, package="Informat", parts=["klassen"])
    changed = whole(
        users=[user("u1", "1", "Nora"), user("u2", "2", "Bram", "Peeters")],
        enrollments=[place("p1", "u1", "k2", beginDate="2026-11-16"), place("p2", "u2", "k2", endDate="2026-11-14")],
    )
    assert roster(zipped(changed)).changes == [("gewijzigd", "Noor Janssens", "Klas", "3A", "3B vanaf 16/11/2026")]


def test_import_is_for_who_may_import_there(school):
    with pytest.raises(Denied):
        roster(zipped(whole()), by=principal("leerkracht", school), schools=[school])


def test_what_we_write_we_read_back_to_the_same(board, school):
    roster(zipped(whole(enrollments=[
        place("p1", "u1", "k1", endDate="2026-10-05"), place("p2", "u1", "k2", beginDate="2026-10-05"),
        place("p3", "u2", "k2", endDate="2026-11-14"),
    ])))  # fmt: skip
    teacher = UserFactory.create(first_name="Ann", last_name="De Smet", email="ann@school.example")
    ClassTeamFactory.create(class_group=ClassGroup.objects.get(name="3A"), user=teacher, titular=True)
    enrolled(school, 3, born=date(2011, 2, 2))  # without a class
    by = principal("secretariaat", school)
    written = export_roster(by=by, school=school, school_year=2026)
    assert (written.pupils, written.left_out) == (2, 1)
    assert written.content == export_roster(by=by, school=school, school_year=2026).content
    assert roster(written.content, schools=[school]).numbers[:3] == (2, 0, 2)
    before = people(), places(), list(Pupil.objects.order_by("pk").values_list("gender", flat=True))
    Placement.objects.all().delete()
    Enrolment.objects.all().delete()
    RosterLink.objects.all().delete()
    Pupil.objects.all().delete()
    ClassGroup.objects.all().delete()
    again = roster(written.content, schools=[school])
    assert (again.numbers[:2], again.refused) == ((2, 2), [])
    people_before = [each for each in before[0] if each[0] != "0000000003"]
    assert (people(), places()) == (people_before, [each for each in before[1] if each[1] != ""])
    assert list(Pupil.objects.order_by("pk").values_list("gender", flat=True)) == before[2][:2]
    with zipfile.ZipFile(io.BytesIO(written.content)) as zipped_:
        assert "teacher" in zipped_.read("roles.csv").decode()
        assert sorted(zipped_.namelist()) == sorted([*(f"{file}.csv" for file in tables.READ), "manifest.csv"])
    entry = LogEntry.objects.filter(act="export.run").latest("pk")
    assert (entry.organisation_id, entry.detail) == (school.pk, {"rows": 2, "form": "oneroster"})


def opened(content):
    return archive.recognise(io.BytesIO(content), "vorige.zip")


def test_delta_out_says_what_changed_and_reads_back_to_the_same(board, school):
    roster(zipped(whole()))
    by = principal("secretariaat", school)
    year = {"by": by, "school": school, "school_year": 2026}
    before = export_roster(**year).content
    assert export_changes(**year, since=opened(before)).content == b""
    roster(zipped(whole(
        users=[user("u1", "1", "Nora"), user("u2", "2", "Bram", "Peeters"), user("u3", "3", "Saar", "Wouters")],
        enrollments=[place("p1", "u1", "k2", beginDate="2026-11-16"), place("p2", "u2", "k2", endDate="2026-11-14"),
                     place("p3", "u3", "k1", beginDate="2026-11-16")],
        demographics=[born("u1", "2011-05-03"), born("u2", "2011-07-15"), born("u3", "2011-01-01")],
    )))  # fmt: skip
    Placement.objects.filter(enrolment__pupil__last_name="Peeters").delete()  # as if it was never so
    after = people(), places()
    written = export_changes(**year, since=opened(before))
    with zipfile.ZipFile(io.BytesIO(written.content)) as zipped_:
        files = {name: zipped_.read(name).decode() for name in zipped_.namelist()}
    assert sorted(files) == ["demographics.csv", "enrollments.csv", "manifest.csv", "roles.csv", "users.csv"]
    assert "file.users,delta" in files["manifest.csv"]
    assert "file.classes,absent" in files["manifest.csv"]
    told = [line.split(",")[1:3] for name in ("users.csv", "enrollments.csv") for line in files[name].split()[1:]]
    moment = "2026-11-20T"
    assert sorted((status, when[:11]) for status, when in told) == [
        *[("active", moment)] * 5, *[("tobedeleted", moment)] * 2,
    ]  # fmt: skip
    assert written.pupils == 11
    # Somebody who took the zip of before, and now the delta, has what we have.
    for model in (Placement, Enrolment, RosterLink, Pupil, ClassGroup):
        model.objects.all().delete()
    assert roster(before).refused == []
    assert roster(written.content).refused == []
    assert people() == after[0]
    assert [each for each in places() if each[0] != "Peeters"] == [each for each in after[1] if each[0] != "Peeters"]
    assert Enrolment.objects.get(pupil__last_name="Peeters").period.upper == date(2026, 11, 21)


def test_delta_out_asks_for_the_whole_zip_of_that_school_and_year(board, school):
    roster(zipped(whole()))
    year = {"by": principal("secretariaat", school), "school": school}
    before = export_roster(**year, school_year=2026).content
    with pytest.raises(ValidationError) as error:
        export_changes(**year, school_year=2027, since=opened(before))
    assert error.value.messages == [
        "vorige.zip is van een andere school of een ander schooljaar. Maak eerst een volledige zip van 2027-2028."
    ]
    with pytest.raises(ValidationError) as error:
        export_changes(**year, school_year=2026, since=opened(zipped(whole())))
    assert error.value.messages[0].startswith("vorige.zip is geen volledige OneRoster-zip die Leerrecht maakte.")


def test_export_holds_no_pupil_of_another_school(board, school):
    enrolled(school, 1)
    other = SchoolFactory.create(board=board)
    written = export_roster(by=principal("secretariaat", other), school=other, school_year=2026)
    assert written.pupils == 0
    with pytest.raises(Denied):
        export_roster(by=principal("secretariaat", other), school=school, school_year=2026)


def test_names_of_the_package_follow_when_two_records_become_one(school):
    roster(zipped(whole()))
    keep, drop = Pupil.objects.get(last_name="Janssens"), Pupil.objects.get(last_name="Peeters")
    Enrolment.objects.filter(pupil=drop).delete()
    merge_pupils(by=SYSTEM, keep=keep, drop=drop)
    assert set(RosterLink.objects.exclude(pupil=None).values_list("sourced_id", "pupil")) == {
        ("u1", keep.pk), ("u2", keep.pk),
    }  # fmt: skip


def test_number_comes_from_identifier_else_from_typed_ids_else_from_the_name_of_the_row(school):
    files = whole(
        users=[user("u1", "", userIds="{fedId:x},{leerlingnummer:7}"), user("0000000009", "", "Bram", "Peeters")],
        enrollments=[place("p1", "u1", "k1"), place("p2", "0000000009", "k2")],
        demographics=[born("u1", "2011-05-03"), born("0000000009", "2011-07-15")],
    )
    assert roster(zipped(files)).refused == []
    assert [each[0] for each in people()] == ["0000000007", "0000000009"]


def test_number_of_another_child_is_refused(school):
    enrolled(school, 1, born=date(2010, 1, 1))
    PupilNumberFactory.create(board=school.board, number="0000000077")
    done = roster(zipped(whole()))
    assert done.refused[0].explanation == (
        "enrollments.csv, rij 2: Leerlingnummer 0000000001 is van een leerling met een andere naam en geboortedatum. "
        "Kijk het nummer na: een nummer gaat nooit over op een andere leerling."
    )


def test_name_of_the_package_that_gets_another_number_is_no_new_pupil(school):
    roster(zipped(whole()))
    done = roster(zipped(whole(users=[user("u1", "8"), user("u2", "2", "Bram", "Peeters")])))
    assert done.numbers == (2, 0, 1, 0, {"onleesbaar": 1})
    assert done.refused[0].explanation == (
        "users.csv, rij 2, veld identifier: “u1” had tot nu een ander leerlingnummer dan 0000000008. Kijk na of het "
        "dezelfde leerling is, en verbeter het nummer in het pakket of op de fiche van de leerling."
    )
    assert done.changes == []


def test_begin_and_end_that_change_are_put_right(school):
    roster(zipped(whole()))
    moved = whole(
        enrollments=[
            place("p1", "u1", "k1", beginDate="2026-10-05"), place("p2", "u2", "k2", endDate="2026-11-14"),
        ]
    )  # fmt: skip
    assert roster(zipped(moved)).changes == [
        ("gewijzigd", "Noor Janssens", "Eerste dag", "01/09/2026", "05/10/2026"),
        ("gestopt", "Bram Peeters", "Laatste dag", "31/08/2027", "13/11/2026"),
    ]
    back = whole(enrollments=[place("p1", "u1", "k1"), place("p2", "u2", "k2", endDate="2026-12-19")])
    assert roster(zipped(back)).changes == [
        ("gewijzigd", "Noor Janssens", "Eerste dag", "05/10/2026", "01/09/2026"),
        ("gewijzigd", "Bram Peeters", "Laatste dag", "13/11/2026", "18/12/2026"),
    ]
    apart = whole(
        enrollments=[
            place("p1", "u1", "k1", endDate="2026-10-05"), place("p2", "u2", "k2", endDate="2026-12-19"),
            place("p3", "u1", "k2", beginDate="2026-11-02"),
        ]
    )  # fmt: skip
    assert roster(zipped(apart)).changes == [
        ("gestopt", "Noor Janssens", "Laatste dag", "31/08/2027", "04/10/2026"),
        ("nieuw", "Noor Janssens", "Inschrijving", "", "3B, vanaf 02/11/2026"),
    ]
    assert roster(zipped(apart)).changes == []
