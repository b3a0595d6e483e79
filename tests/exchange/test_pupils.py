"""Import of schools and pupils."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from leerrecht.access.policy import Denied
from leerrecht.enrolment.models import ClassGroup, Enrolment, Placement
from leerrecht.exchange.domain.mapping import Profile
from leerrecht.organisations.models import Board, School
from leerrecht.people.models import Pupil, PupilNumber
from tests.exchange.conftest import Imported
from tests.factories import SchoolFactory, principal

pytestmark = pytest.mark.django_db

HEAD = "Leerlingnummer;Naam;Voornaam;Geboortedatum;Instellingsnummer;Klas;Begindatum inschrijving\r\n"
NOOR = "0000000001;Janssens;Noor;03/05/2011;901001;3A;01/09/2026\r\n"
BRAM = "0000000002;Peeters;Bram;15/07/2011;901001;3B;01/09/2026\r\n"


def people():
    return sorted(
        PupilNumber.objects.values_list("number", "pupil__last_name", "pupil__first_name", "pupil__birth_date")
    )


def places():
    fields = ("enrolment__pupil__last_name", "class_group__name", "period")
    return [
        (name, group, period.lower, period.upper)
        for name, group, period in Placement.objects.order_by("enrolment__pupil__last_name", "period").values_list(
            *fields
        )
    ]


def test_schools_make_their_board():
    text = "Instellingsnummer;Naam;Niveau;Soort\n901001;High;secundair;gewoon\n901107;Elementary;Lager onderwijs;\n"
    assert Imported("scholen", text).numbers == (2, 2, 0, 0, {})
    fields = ("number", "name", "level", "school_kind", "board__name")
    assert list(School.objects.order_by("number").values_list(*fields)) == [
        ("901001", "High", "secundair", "gewoon", "Grand Bend"),
        ("901107", "Elementary", "lager", "gewoon", "Grand Bend"),
    ]
    assert Imported("scholen", text).numbers == (2, 0, 2, 0, {})
    assert Imported("scholen", text.replace("High", "Atheneum")).numbers == (2, 1, 1, 0, {})


def test_schools_with_faults_are_refused_one_by_one(school):
    SchoolFactory.create(number="800000")
    text = (
        "Instellingsnummer;Naam;Niveau\n901001;Nieuwe naam;secundair\n901001;Dubbel;secundair\n12345678;Te lang;lager\n"
        "800000;Van een ander;lager\n901002;Vreemd;universiteit\n901003;;lager\n"
    )
    done = Imported("scholen", text)
    assert done.numbers == (6, 1, 0, 0, {"onleesbaar": 5})
    assert [(row.row, row.explanation) for row in done.refused] == [
        (
            3,
            (
                "Instellingsnummer 901001 staat al op rij 2. Elk nummer mag er één keer staan: verbeter of "
                "verwijder een rij."
            ),
        ),
        (
            4,
            (
                "Een instellingsnummer telt 6 cijfers. Zorg dat deze waarde niet meer dan 6 tekens bevat "
                "(het zijn er nu 8)."
            ),
        ),
        (5, "Instellingsnummer 800000 is al van een school van een ander bestuur. Kijk het nummer na."),
        (6, "Niveau “universiteit” bestaat niet. Kies uit: kleuter, lager, basis, secundair."),
        (7, "“Naam” is leeg. Vul het in."),
    ]


def test_trial_of_schools_makes_no_board():
    text = "Instellingsnummer;Naam;Niveau\n901001;High;secundair\n"
    assert Imported("scholen", text, trial=True).numbers == (1, 1, 0, 0, {})
    assert Board.objects.count() == 0


def test_schools_are_for_the_operator(school):
    with pytest.raises(Denied):
        Imported("scholen", "Instellingsnummer;Naam;Niveau\n901002;High;secundair\n", by=principal("directeur", school))


def test_pupils_are_enrolled_in_classes_that_are_made(school):
    assert Imported("leerlingen", HEAD + NOOR + BRAM).numbers == (2, 2, 0, 0, {})
    assert people() == [
        ("0000000001", "Janssens", "Noor", date(2011, 5, 3)),
        ("0000000002", "Peeters", "Bram", date(2011, 7, 15)),
    ]
    assert places() == [
        ("Janssens", "3A", date(2026, 9, 1), date(2027, 9, 1)),
        ("Peeters", "3B", date(2026, 9, 1), date(2027, 9, 1)),
    ]
    assert set(Enrolment.objects.values_list("level", "kind", "school__number")) == {("secundair", "gewoon", "901001")}
    assert Imported("leerlingen", HEAD + NOOR + BRAM).numbers == (2, 0, 2, 0, {})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("newline", ["\r\n", "\n"])
def test_pupils_are_read_in_every_usual_encoding(school, encoding, separator, newline):
    text = HEAD + '1;"D\'Haené";Zoë;03/05/2011;901001;3A;01/09/2026\r\n'
    content = text.replace(";", separator).replace("\r\n", newline).encode(encoding)
    assert Imported("leerlingen", content).numbers == (1, 1, 0, 0, {})
    assert people() == [("0000000001", "D'Haené", "Zoë", date(2011, 5, 3))]


def test_other_name_and_other_class_are_taken_over(school):
    Imported("leerlingen", HEAD + NOOR + BRAM)
    changed = NOOR.replace("Noor", "Nora") + BRAM.replace("3B", "3C")
    assert Imported("leerlingen", HEAD + changed).numbers == (2, 2, 0, 0, {})
    assert [row[2] for row in people()] == ["Nora", "Bram"]
    assert places() == [
        ("Janssens", "3A", date(2026, 9, 1), date(2027, 9, 1)),
        ("Peeters", "3B", date(2026, 9, 1), date(2026, 11, 20)),
        ("Peeters", "3C", date(2026, 11, 20), date(2027, 9, 1)),
    ]
    assert Imported("leerlingen", HEAD + changed).numbers == (2, 0, 2, 0, {})


def test_other_class_from_a_later_begin_date_starts_then(school):
    Imported("leerlingen", HEAD + BRAM)
    later = BRAM.replace("3B", "3C").replace("01/09/2026", "05/10/2026")
    assert Imported("leerlingen", HEAD + later).numbers == (1, 1, 0, 0, {})
    assert places() == [
        ("Peeters", "3B", date(2026, 9, 1), date(2026, 10, 5)),
        ("Peeters", "3C", date(2026, 10, 5), date(2027, 9, 1)),
    ]
    assert Imported("leerlingen", HEAD + later).numbers == (1, 0, 1, 0, {})


def test_other_begin_date_moves_the_enrolment(school):
    Imported("leerlingen", HEAD + BRAM)
    later = BRAM.replace("01/09/2026", "05/10/2026")
    assert Imported("leerlingen", HEAD + later).numbers == (1, 1, 0, 0, {})
    assert places() == [("Peeters", "3B", date(2026, 10, 5), date(2027, 9, 1))]
    assert Imported("leerlingen", HEAD + BRAM).numbers == (1, 1, 0, 0, {})
    assert places() == [("Peeters", "3B", date(2026, 9, 1), date(2027, 9, 1))]


@pytest.mark.parametrize(
    ("row", "reason", "explanation"),
    [
        ("0000000001;Claes;Wout;01/02/2012;901001;3A;01/09/2026", "onleesbaar",
         ("Leerlingnummer 0000000001 staat al op rij 2. Elk nummer mag er één keer staan: verbeter of "
          "verwijder een rij.")),
        (NOOR.strip(), "onleesbaar",
         ("Leerlingnummer 0000000001 staat al op rij 2. Elk nummer mag er één keer staan: verbeter of "
          "verwijder een rij.")),
        ("3;Claes;Wout;31/02/2012;901001;3A;01/09/2026", "onleesbaar",
         "“31/02/2012” is geen bestaande datum in de vorm dd/mm/jjjj."),
        ("3;Claes;Wout;01/02/2012;999999;3A;01/09/2026", "onleesbaar",
         "Instellingsnummer “999999” is geen school waarvoor u invoert. Kijk het na, of voer eerst de scholen in."),
        ("3;Claes;Wout;01/02/2012;901001;3A;25/08/2026", "buiten_schooljaar",
         ("De inschrijving begint op 25/08/2026, buiten een schooljaar. Gebruik de eerste dag op school, "
          "vanaf 1 september.")),
        ("3;Claes;;01/02/2012;901001;3A;01/09/2026", "onleesbaar", "“Voornaam” is leeg. Vul het in."),
        ("3;Claes;Wout;01/02/1950;901001;3A;01/09/2026", "onleesbaar",
         ("Een leerling die in 2026 76 jaar wordt, kan niet in het secundair onderwijs zitten. Kijk de geboortedatum "
         "(01/02/1950) en het niveau na.")),
        ("3;Claes;Wout;01/02/2012;901001;3A;01/09/2026;x", "onleesbaar",
         "De rij telt 8 velden, de kop 7. Controleer het scheidingsteken en de aanhalingstekens."),
    ],
)  # fmt: skip
def test_pupil_row_with_a_fault_is_refused_and_the_rest_taken(school, row, reason, explanation):
    done = Imported("leerlingen", HEAD + NOOR + row + "\r\n" + BRAM)
    assert done.numbers == (3, 2, 0, 0, {reason: 1})
    assert [tuple(each) for each in done.refused] == [(3, reason, explanation, row)]
    assert [each[1] for each in people()] == ["Janssens", "Peeters"]


def test_refused_row_leaves_no_class_behind(school):
    old = "3;Claes;Wout;01/02/1950;901001;7Z;01/09/2026\r\n"
    young = "4;Claes;Jan;01/02/2012;901001;7Z;01/09/2026\r\n"
    assert Imported("leerlingen", HEAD + old).numbers == (1, 0, 0, 0, {"onleesbaar": 1})
    assert (ClassGroup.objects.count(), Pupil.objects.count()) == (0, 0)
    assert Imported("leerlingen", HEAD + old + young).numbers == (2, 1, 0, 0, {"onleesbaar": 1})


def test_number_of_somebody_else_is_refused(school):
    Imported("leerlingen", HEAD + NOOR)
    done = Imported("leerlingen", HEAD + "0000000001;Claes;Wout;01/02/2012;901001;3A;01/09/2026\r\n")
    assert done.numbers == (1, 0, 0, 0, {"onleesbaar": 1})
    assert people() == [("0000000001", "Janssens", "Noor", date(2011, 5, 3))]


def test_pupil_enrolled_at_another_school_is_refused_with_where(board, school):
    SchoolFactory.create(board=board, number="901044", name="Middle School")
    Imported("leerlingen", HEAD + NOOR)
    done = Imported("leerlingen", HEAD + NOOR.replace("901001", "901044").replace("01/09/2026", "05/10/2026"))
    assert done.numbers == (1, 0, 0, 0, {"onleesbaar": 1})
    assert done.refused[0].explanation == (
        "Noor Janssens is al ingeschreven aan Grand Bend High School van 01/09/2026 tot en met 31/08/2027. "
        "Schrijf daar eerst uit, kies een andere periode, of kies “een deel van de week”."
    )


def test_all_or_nothing_and_trial_write_no_pupil(school):
    text = HEAD + NOOR + "3;Claes;Wout;31/02/2012;901001;3A;01/09/2026\r\n"
    assert Imported("leerlingen", text, all_or_nothing=True).numbers == (2, 1, 0, 0, {"onleesbaar": 1})
    assert Imported("leerlingen", HEAD + NOOR, trial=True).numbers == (1, 1, 0, 0, {})
    assert Pupil.objects.count() == 0


def test_missing_column_is_named_with_what_was_found(school):
    with pytest.raises(ValidationError) as error:
        Imported("leerlingen", "Leerlingnummer;Naam;Voornaam\n1;Janssens;Noor\n")
    assert error.value.messages == [
        (
            "De kolom “Geboortedatum” ontbreekt in het bestand. Gevonden kolommen: "
            "Leerlingnummer, Naam, Voornaam. "
            "Exporteer die kolom mee, of kies of maak een profiel met de juiste kolommen."
        )
    ]


def test_pupils_of_another_system_come_in_through_a_profile(school):
    profile = Profile(
        kind="leerlingen",
        columns={
            "leerlingnummer": "student_id", "naam": "last_name", "voornaam": "first_name",
            "geboortedatum": "birth_date", "instellingsnummer": "school_id", "klas": "class",
        },
        fixed={"begindatum": "2026-09-01"},
        date_format="jjjj-mm-dd",
        last={"instellingsnummer": 6},
    )  # fmt: skip
    text = "student_id,last_name,first_name,birth_date,school_id,class\n604822,Woods,Lisa,2012-09-15,255901001,H2012\n"
    assert Imported("leerlingen", text, profile=profile).numbers == (1, 1, 0, 0, {})
    assert people() == [("0000604822", "Woods", "Lisa", date(2012, 9, 15))]


def test_secretariat_imports_for_its_own_school_alone(board, school):
    other = SchoolFactory.create(board=board, number="901044")
    secretariat = principal("secretariaat", school)
    text = HEAD + NOOR + BRAM.replace("901001", "901044")
    assert Imported("leerlingen", text, by=secretariat, schools=[school]).numbers == (2, 1, 0, 0, {"onleesbaar": 1})
    with pytest.raises(Denied):
        Imported("leerlingen", text, by=secretariat, schools=[other])


def test_pupil_is_found_again_by_national_number_at_another_board(school):
    head = HEAD.replace("\r\n", ";Rijksregisternummer;Niveau\r\n")
    row = NOOR.replace("\r\n", ";11.05.03-004.27;Secundair\r\n")
    number = f"110503004{97 - 2_110503004 % 97:02d}"
    row = row.replace("11.05.03-004.27", number)
    assert Imported("leerlingen", head + row).numbers == (1, 1, 0, 0, {})
    SchoolFactory.create(number="800000", board__name="Ander bestuur", level="secundair")
    elsewhere = row.replace("901001", "800000").replace("0000000001", "77")
    done = Imported("leerlingen", head + elsewhere, board_name="Ander bestuur")
    assert done.numbers == (1, 0, 0, 0, {"onleesbaar": 1})
    assert "is al ingeschreven aan Grand Bend High School" in done.refused[0].explanation
    assert Pupil.objects.count() == 1
    bad = NOOR.replace("\r\n", ";;hoger\r\n").replace("0000000001", "5")
    assert Imported("leerlingen", head + bad).refused[0].explanation == (
        "Niveau “hoger” bestaat niet. Kies uit: kleuter, lager, secundair."
    )
